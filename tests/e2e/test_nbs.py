"""The national statistics: wide files by year, a change of definition in the
middle, and changes that the ministry printed."""
import csv
import os

import pytest

from lib import DATA

FILES = os.path.join(DATA, "nbs")
NATIONAL = {"enrolment.csv", "students.csv", "graduates.csv"}
PROVINCES = {"province_students.csv": "nbs_hv_students",
             "province_graduates.csv": "nbs_hv_graduates",
             "province_colleges.csv": "nbs_colleges",
             "province_funds.csv": "nbs_funds"}
INDICATORS = {"中等职业教育招生数": "nbs_sv_enrolment",
              "中等职业教育在校学生数": "nbs_sv_students",
              "中等职业教育毕业生数": "nbs_sv_graduates",
              "普通高中招生数": "nbs_hs_enrolment",
              "普通高中在校学生数": "nbs_hs_students",
              "普通、职业本专科在校学生数 (万人)": "nbs_hv_students",
              "普通、职业本专科毕业生数 (万人)": "nbs_hv_graduates",
              "普通、职业高等学校数": "nbs_colleges",
              "教育经费": "nbs_funds"}


def read(*names):
    with open(os.path.join(*names), "rb") as data:
        return data.read()


def expected():
    path = os.path.join(DATA, "oracles/nbs_expected.csv")
    with open(path, encoding="utf-8", newline="") as table:
        return {row["id"]: row for row in csv.DictReader(table)}


@pytest.fixture(scope="module", autouse=True)
def nbs(server):
    """{file: the import's record}"""
    admin = server.admin
    admin.load("indicators", read(FILES, "indicators.csv"))
    admin.load("breaks", read(FILES, "breaks.csv"))
    for name in ("nbs_national", "nbs_provinces"):
        reply = admin.request("PUT", f"/v1/profiles/{name}",
                              body=read(DATA, "profiles", name + ".json"),
                              headers=["Content-Type: application/json"])
        assert reply.status in (200, 201, 204), reply
    done = {file: admin.load("observations", read(FILES, file),
                             profile="nbs_national") for file in NATIONAL}
    for file, indicator in PROVINCES.items():
        done[file] = admin.load("observations", read(FILES, file),
                                profile="nbs_provinces",
                                **{"default.indicator": indicator})
    return done


def change(client, line, **more):
    row, = client.data(indicator=INDICATORS[line["indicator"]],
                       period=line["period"], compare="prev_year", digits=4,
                       **more).rows()
    return row


def is_as_expected(row, line):
    assert (row["value"], row["base"], row["change_abs"],
            row["change_pct"]) == (
                float(line["value"]), float(line["prev_value"]),
                float(line["abs_change"]),
                float(line["pct_change_exact"])), line["id"]


def test_series_of_others_are_left_out_and_told(nbs):
    record = nbs["enrolment.csv"]
    assert record["rows"]["rejected"] == 0
    assert record["rows"]["read"] == 6
    told = {w["code"] for w in record["warnings"]}
    assert told == {"skipped_indicator"}
    assert len(record["warnings"]) == 45 - 6


def test_blanks_are_nothing_and_no_zeros(public):
    rows = public.data(indicator="nbs_tech_enrolment",
                       period="2011..2025").rows()
    values = {row["period"]: row["value"] for row in rows}
    assert values["2024"] == 157.2411 and values["2025"] is None


@pytest.mark.parametrize("name", ["nbs1", "nbs2", "nbs3", "nbs4", "nbs6"])
def test_national_changes(public, name):
    line = expected()[name]
    is_as_expected(change(public, line, area="CN", by="school"), line)


@pytest.mark.parametrize("name, printed", [
    ("nbs1", -0.86), ("nbs2", 2.09), ("nbs3", 4.71), ("nbs4", 4.18)])
def test_what_the_ministry_printed(public, name, printed):
    line = expected()[name]
    row, = public.data(indicator=INDICATORS[line["indicator"]],
                       period=line["period"], compare="prev_year").rows()
    assert row["change_pct"] == printed


def test_secondary_vocational_enrolment_of_2021_is_not_compared(public):
    reply = public.get("/v1/data", indicator="nbs_sv_enrolment",
                       period="2019..2024", compare="prev_year")
    assert (reply.status, reply.code) == (422, "definition_break")
    for word in ("nbs_sv_enrolment", "2021", "技工学校"):
        assert word in reply.json["errors"][0]["message"]


def test_it_is_when_allowed_and_says_so(public):
    line = expected()["nbs5"]
    row = change(public, line, allow_break=1)
    is_as_expected(row, line)
    assert row["change_pct"] == -24.1479
    assert (row["reason"], row["status"]) == ("OK", "B")


def test_like_for_like_it_rose(public):
    """484.6056 of 2020 are without technical schools."""
    parts = public.data(indicator="nbs_spec_enrolment,nbs_adult_enrolment,"
                        "nbs_vhs_enrolment,nbs_tech_enrolment",
                        period="2020").rows()
    assert round(sum(row["value"] for row in parts), 4) == 644.6607
    reply = public.data(indicator="nbs_sv_enrolment", period="2021",
                        compare="prev_year", linked=1)
    row, = reply.rows()
    assert (row["value"], row["base"], row["change_abs"],
            row["change_pct"], row["reason"]) == (
                488.989, 484.6056, 4.3834, 0.9, "OK")
    link, = reply.json["meta"]["links"]
    assert (link["old_value"], link["new_value"]) == (644.6607, 484.6056)
    row, = public.data(indicator="nbs_sv_enrolment", period="2021",
                       compare="prev_year", linked=1, digits=4).rows()
    assert row["change_pct"] == 0.9045


@pytest.mark.parametrize("name", [
    name for name in expected() if name[3] in "PSF"])
def test_sums_of_provinces(public, name):
    line = expected()[name]
    row = change(public, line)
    is_as_expected(row, line)
    assert row["reported"] == 31
