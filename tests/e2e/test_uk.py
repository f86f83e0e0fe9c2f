"""English outcome measures: three years side by side, suppressed and not
applicable figures, categories that overlap."""
import csv
import json
import os

import pytest

from lib import DATA

FILES = os.path.join(DATA, "uk_fe")
YEARS = {"13/14": "2013AY", "14/15": "2014AY", "15/16": "2015AY"}
SUMMARY = {"2013AY": 1584750, "2014AY": 1327670, "2015AY": 1095790}
LLDD = {"2013AY": 166080, "2014AY": 158700, "2015AY": 137400}


def read(*names):
    with open(os.path.join(*names), "rb") as data:
        return data.read()


@pytest.fixture(scope="module", autouse=True)
def uk(server):
    admin = server.admin
    admin.load("areas", "code,name_zh,name_en,level,parent,valid_from,"
               "valid_to\nGB-ENG,英格兰,England,country,CN,,\n")
    for kind in ("dimensions", "indicators"):
        admin.load(kind, read(FILES, kind + ".csv"))
    for name, file in (("uk_completions", "summary.csv"),
                       ("uk_outcomes", "obsm.csv")):
        profile = json.loads(read(DATA, "profiles", name + ".json"))
        # The file has no column for the area.
        profile["area_parent"] = "GB-ENG"
        reply = admin.request("PUT", f"/v1/profiles/{name}",
                              body=json.dumps(profile).encode(),
                              headers=["Content-Type: application/json"])
        assert reply.status in (200, 201, 204), reply
        admin.load("observations", read(FILES, file), profile=name)


def rows_of(file):
    with open(os.path.join(FILES, file), encoding="utf-8",
              newline="") as table:
        return list(csv.DictReader(table))


def test_totals_of_the_providers(public):
    rows = public.data(indicator="completions",
                       period="2013AY..2015AY").rows()
    assert {r["period"]: r["value"] for r in rows} == SUMMARY


def test_overlapping_category_by_itself(public):
    rows = public.data(indicator="completions", period="2013AY..2015AY",
                       where__learner_category="LLDD learner",
                       where__learner_type="other").rows()
    assert {r["period"]: r["value"] for r in rows} == LLDD


def test_suppressed_and_not_applicable_are_no_zeros(server, public):
    stored = dict(server.psql(
        "SELECT status::text, count(*) FROM observation "
        "WHERE value IS NULL GROUP BY 1"))
    cells = [row[f"Completions {year}{kind}"] for year in YEARS
             for file, kinds in (("summary.csv", [""]),
                                 ("obsm.csv", [" BL", " All"]))
             for row in rows_of(file) for kind in kinds]
    assert {k: int(v) for k, v in stored.items()} == {
        "Q": cells.count("x"), "M": cells.count(".")}
    one = public.data(indicator="completions", period="2014AY", by="school",
                      limit="2000").rows()
    shown = {r["school"]: r for r in one}["10003876"]
    assert shown["value"] is None and shown["status"] == "Q"


def test_reported_counts_only_figures(public):
    row = public.data(indicator="completions", period="2015AY").rows()[0]
    wanted = sum(r["Completions 15/16"] not in ("x", ".")
                 for r in rows_of("summary.csv"))
    assert row["reported"] == wanted
