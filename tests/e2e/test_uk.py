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
WEIGHTED = {"2013AY": 66.268, "2014AY": 65.364, "2015AY": 67.501}
SIMPLE_MEAN = {"2013AY": 68.502, "2014AY": 68.184, "2015AY": 69.764}
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
                       ("uk_outcomes", "obsm.csv"),
                       ("uk_success", "obsm.csv"), ("uk_rates", "obsm.csv")):
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
        "SELECT o.status::text, count(*) FROM observation o "
        "JOIN cell c ON c.id = o.cell JOIN indicator i ON i.id = c.indicator "
        "WHERE o.value IS NULL AND i.code = 'completions' GROUP BY 1"))
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


ASKED = {"period": "2013AY..2015AY", "where__learner_category":
         "LLDD learner", "where__learner_type": "other"}


def test_a_rate_is_weighted_by_its_denominator(public):
    rows = public.data(indicator="success_rate", digits=3, **ASKED).rows()
    assert {r["period"]: r["value"] for r in rows} == WEIGHTED


def test_its_change_is_in_points_of_the_unrounded_rates(public):
    rows = public.data(indicator="success_rate", digits=3,
                       compare="prev_year", parts=1, **ASKED).rows()
    assert [(r["change_pp"], r["change_pct"], r["reason"]) for r in rows] == [
        (None, None, "BASE_MISSING"), (-0.904, None, "OK_PP"),
        (2.137, None, "OK_PP")]
    assert {r["period"]: r["denominator"] for r in rows} == LLDD


def test_the_rates_of_providers_are_not_averaged(public):
    """Their simple mean is another number, and nobody gets it."""
    rows = public.data(indicator="reported_rate", by="school", limit=10000,
                       **ASKED).rows()
    for year, mean in SIMPLE_MEAN.items():
        values = [r["value"] for r in rows
                  if r["period"] == year and r["value"] is not None]
        assert round(sum(values) / len(values), 3) == mean
    reply = public.get("/v1/data", indicator="reported_rate", **ASKED)
    assert (reply.status, reply.code) == (422, "not_additive")


def test_a_suppressed_rate_is_no_zero(public):
    rows = {(r["school"], r["period"]): r for r in public.data(
        indicator="success_rate", by="school", limit=10000, **ASKED).rows()}
    one = rows[("10003876", "2013AY")]
    assert (one["value"], one["status"]) == (88, "A")
    one = rows[("10003876", "2014AY")]
    assert (one["value"], one["status"], one["reported"]) == (None, "Q", 0)
    one = rows[("10003876", "2015AY")]
    assert (one["value"], one["status"], one["reported"]) == (None, "M", 0)
