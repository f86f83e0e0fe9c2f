"""Five school years of real headcounts, laid out by somebody else: imported
with profiles alone, they give every printed figure."""
import csv
import json
import os

import pytest

from lib import DATA

FILES = os.path.join(DATA, "tw_moe")
PROFILE = os.path.join(DATA, "profiles/tw_students.json")
YEARS = range(103, 108)  # ROC school years: 103 began in 2014

AREA = """\
code,name_zh,name_en,level,parent,valid_from,valid_to
TW,台湾,Taiwan,province,CN,,
"""


def period(roc):
    return f"{int(roc) + 1911}AY"


def read(name):
    with open(name, "rb") as data:
        return data.read()


@pytest.fixture(scope="module", autouse=True)
def taiwan(server):
    admin = server.admin
    admin.load("areas", AREA)
    for kind in ("dimensions", "indicators"):
        admin.load(kind, read(os.path.join(FILES, kind + ".csv")))
    profile = json.loads(read(PROFILE))
    profile["area_parent"] = "TW"
    reply = admin.request("PUT", "/v1/profiles/tw",
                          body=json.dumps(profile).encode(),
                          headers=["Content-Type: application/json"])
    assert reply.status in (200, 201, 204), reply
    for year in YEARS:
        done = admin.load(
            "observations", read(os.path.join(FILES, f"{year}_student.csv")),
            profile="tw", default__period=period(year))
        assert done["rows"]["rejected"] == 0


def oracles():
    with open(os.path.join(DATA, "oracles/tw_expected.csv"),
              encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


SCOPES = {
    "tw_all": {"area": "TW"},
    "tw_tvet": {"area": "TW", "where__system": "2"},
    "tw_taoyuan": {"area": "03"},
    "tw_taichung": {"area": ["06", "19"]},
}


@pytest.mark.parametrize("oracle", oracles(), ids=lambda o: o["id"])
def test_every_printed_figure(public, oracle):
    scope = dict(SCOPES[oracle["id"].rpartition("_")[0]])
    areas = scope.pop("area")
    rows = [row for area in ([areas] if isinstance(areas, str) else areas)
            for row in public.data(
                indicator="students", period=period(oracle["period"]),
                compare="prev_year", digits="4", area=area, **scope).rows()]
    assert sum(r["value"] for r in rows) == int(oracle["value"])
    assert sum(r["base"] for r in rows) == int(oracle["prev_value"])
    assert sum(r["change_abs"] for r in rows) == int(oracle["abs_change"])
    if len(rows) == 1:
        assert rows[0]["change_pct"] == float(oracle["pct_change_exact"])
        assert rows[0]["reason"] == "OK"
    else:
        # Two codes of one city: the sum has no code of its own.
        change = sum(r["change_abs"] for r in rows)
        base = sum(r["base"] for r in rows)
        assert round(100 * change / base, 4) == float(
            oracle["pct_change_exact"])


def test_the_row_of_the_contract(public):
    rows = public.data(indicator="students", area="TW", period="2018AY",
                       compare="prev_year").json["rows"]
    assert rows[0][:11] == ["students", "TW", "2018AY", 1244822, 1273894,
                            -29072, -2.28, None, "OK", "A", rows[0][10]]
    assert rows[0][10] == schools_in(107)


def schools_in(year):
    with open(os.path.join(FILES, f"{year}_student.csv"),
              encoding="utf-8", newline="") as table:
        return len({row["學校代碼"] for row in csv.DictReader(table)})


def cell(row, name):
    return int(row[name].replace(",", "").replace("-", "0"))


@pytest.mark.parametrize("year", YEARS)
def test_breakdowns_are_those_of_the_file(public, year):
    """Men and women by system, recounted here."""
    wanted = {}
    with open(os.path.join(FILES, f"{year}_student.csv"),
              encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            system = row["體系別"].split()[0]
            for name in row:
                if name.endswith(("男生", "女生")):
                    key = system, "1" if name.endswith("男生") else "2"
                    wanted[key] = wanted.get(key, 0) + cell(row, name)
    rows = public.data(indicator="students", area="TW",
                       period=period(year), by="system,gender").rows()
    assert {(r["system"], r["gender"]): r["value"] for r in rows} == wanted


def test_areas_and_schools_came_from_the_files(public):
    areas = public.ok("/v1/areas", parent="TW").json["areas"]
    assert {a["code"]: a["name_zh"] for a in areas}["30"] == "臺北市"
    schools = public.ok("/v1/schools", id="0001").json["schools"]
    assert schools[0]["name_zh"] == "國立政治大學"


def test_again_is_all_unchanged(server):
    done = server.admin.load(
        "observations", read(os.path.join(FILES, "107_student.csv")),
        profile="tw", default__period="2018AY")
    rows = done["rows"]
    assert rows["inserted"] == rows["updated"] == rows["rejected"] == 0
