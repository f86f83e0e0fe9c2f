"""/v1/data and /v1/data/query."""
import csv
import io
import json

import pytest

from lib import world
from lib.world import observations, one_value

STUDENTS = "students_ft"


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    rows = []
    for year, values in ((2022, (100, 200, 300, 50)), (2023, (110, 190, 300,
                                                              None)),
                         (2024, (120, 0, None, None))):
        for school, value in zip(("S1", "S2", "S3", "S4"), values):
            if value is not None:
                rows.append((school, STUDENTS, f"{year}-09-01", value))
    admin.load("observations", observations(*rows))
    admin.load("observations", observations(
        ("S1", "grads_sv", "2022AY", 500), ("S2", "grads_sv", "2022AY", 2000),
        ("S3", "grads_sv", "2022AY", 100),
        ("S1", "grads_sv_to_hv", "2022AY", 450),
        ("S2", "grads_sv_to_hv", "2022AY", 1200),
        ("S3", "grads_sv_to_hv", "2022AY", 30),
        ("S1", "grads_sv", "2020AY", 2248), ("S1", "grads_sv_to_hv",
                                             "2020AY", 2087),
        ("S1", "grads_sv", "2021AY", 2863), ("S1", "grads_sv_to_hv",
                                             "2021AY", 2117)))
    months = [("S1", "train_persontimes", f"2023M{m:02d}", v) for m, v in
              enumerate((2900, 1500, 4000, 3600, 4800, 5100, 5200, 4900), 1)]
    months += [("S1", "train_persontimes", f"2024M{m:02d}", v) for m, v in
               enumerate((3200, 1800, 4100, 3900, 4500, 5200, 6100, 5400),
                         1)]
    admin.load("observations", observations(*months))
    admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 0), ("S1", "comp_awards", "2023", 0),
        ("S1", "comp_awards", "2024", 7)))


def test_columns_stand_in_the_promised_order(public):
    reply = public.data(indicator=STUDENTS, area="T1", period="2023-09-01",
                        by="school", compare="prev_year").json
    assert [c["id"] for c in reply["columns"]] == [
        "indicator", "area", "school", "period", "value", "base",
        "change_abs", "change_pct", "change_pp", "reason", "status",
        "reported", "expected"]
    value = next(c for c in reply["columns"] if c["id"] == "value")
    assert value["unit"] == "人" and value["decimals"] == 0


def test_meta_has_revision_time_query_and_warnings(public):
    meta = public.data(indicator=STUDENTS, area="T1",
                       period="2022-09-01").json["meta"]
    assert meta["revision"] >= 1 and meta["generated"]
    assert meta["query"] and meta["warnings"] == []


def test_area_is_all_schools_below(public):
    for area, wanted in (("T1", 650), ("T11", 300), ("T12", 350),
                         ("CN", 650)):
        assert one_value(public, indicator=STUDENTS, area=area,
                         period="2022-09-01") == wanted


def test_default_area_is_the_root(public):
    row = public.data(indicator=STUDENTS, period="2022-09-01").rows()[0]
    assert (row["area"], row["value"]) == ("CN", 650)


def test_zero_is_zero_and_missing_is_null(public):
    rows = {r["school"]: r for r in public.data(
        indicator=STUDENTS, area="T1", period="2024-09-01",
        by="school").rows()}
    assert rows["S2"]["value"] == 0
    assert "S3" not in rows or rows["S3"]["value"] is None


def test_reported_and_expected(public):
    row = public.data(indicator=STUDENTS, area="T1",
                      period="2024-09-01").rows()[0]
    assert (row["reported"], row["expected"]) == (2, 3)
    row = public.data(indicator=STUDENTS, area="T1",
                      period="2022-09-01").rows()[0]
    assert (row["reported"], row["expected"]) == (4, 4)


def test_compare_previous_year(public):
    row = public.data(indicator=STUDENTS, area="T1", period="2023-09-01",
                      compare="prev_year").rows()[0]
    assert (row["value"], row["base"], row["change_abs"],
            row["change_pct"], row["change_pp"], row["reason"]) == (
        600, 650, -50, -7.69, None, "OK")


def test_base_missing_is_null_with_a_reason(public):
    row = public.data(indicator=STUDENTS, area="T1", period="2022-09-01",
                      compare="prev_year").rows()[0]
    assert row["reason"] == "BASE_MISSING"
    assert row["change_abs"] is row["change_pct"] is None


def test_zero_bases(public):
    rows = {r["period"]: r for r in public.data(
        indicator="comp_awards", area="T1", period="2023,2024",
        compare="prev_year").rows()}
    assert (rows["2023"]["reason"], rows["2023"]["change_abs"],
            rows["2023"]["change_pct"]) == ("BOTH_ZERO", 0, None)
    assert (rows["2024"]["reason"], rows["2024"]["change_abs"],
            rows["2024"]["change_pct"]) == ("BASE_ZERO", 7, None)


def test_rate_is_a_ratio_of_sums(public):
    row = public.data(indicator="adv_rate_hv", area="T1",
                      period="2022AY").rows()[0]
    assert row["value"] == 64.62  # not the mean of 90, 60 and 30


def test_rate_changes_in_percentage_points_from_unrounded_parts(public):
    row = public.data(indicator="adv_rate_hv", area="T11", period="2021AY",
                      compare="prev_year").rows()[0]
    assert row["change_pp"] == -18.89  # 92.84 and 73.94 differ by 18.90
    assert (row["value"], row["base"]) == (73.94, 92.84)
    assert row["reason"] == "OK_PP" and row["change_pct"] is None


def test_half_even_once(public):
    rows = public.data(indicator="train_persontimes", area="T1",
                       period="2024M08", compare="prev_year").rows()
    assert rows[0]["change_pct"] == 10.2
    rows = public.data(indicator="train_persontimes", area="T1",
                       period="2024M08", compare="prev_period",
                       digits="4").rows()
    assert rows[0]["change_pct"] == -11.4754
    assert rows[0]["base"] == 6100


def test_prev_period_of_january_is_december(public):
    row = public.data(indicator="train_persontimes", area="T1",
                      period="2024M01", compare="prev_period").rows()[0]
    assert row["reason"] == "BASE_MISSING"


@pytest.mark.parametrize("period,wanted", [
    ("2023M08,2024M08", ["2023M08", "2024M08"]),
    ("2024M06..2024M08", ["2024M06", "2024M07", "2024M08"]),
    ("last:2", ["2024M07", "2024M08"])])
def test_lists_of_periods(public, period, wanted):
    reply = public.data(indicator="train_persontimes", area="T1",
                        period=period)
    assert [r["period"] for r in reply.rows()] == wanted
    assert wanted[0] in json.dumps(reply.json["meta"]["query"])


def test_by_area_is_the_direct_children(public):
    rows = public.data(indicator=STUDENTS, area="T1", period="2022-09-01",
                       by="area").rows()
    assert {r["area"]: r["value"] for r in rows} == {"T11": 300, "T12": 350}


def test_by_level(public):
    rows = public.data(indicator=STUDENTS, area="CN", period="2022-09-01",
                       by="area.county").rows()
    found = {r["area"]: r["value"] for r in rows if r["value"] is not None}
    assert found == {"T11": 300, "T12": 350}


def test_several_indicators(public):
    rows = public.data(indicator="grads_sv,grads_sv_to_hv", area="T1",
                       period="2022AY").rows()
    assert [(r["indicator"], r["value"]) for r in rows] == [
        ("grads_sv", 2600), ("grads_sv_to_hv", 1680)]


def test_no_data_is_200_and_a_warning(public):
    reply = public.data(indicator="order_students", area="T1",
                        period="2022-09-01").json
    assert reply["rows"] == []
    assert "no_data" in json.dumps(reply["meta"]["warnings"])


def test_post_says_the_same(public):
    query = {"indicator": [STUDENTS], "area": ["T1"],
             "period": ["2022-09-01", "2023-09-01"], "by": ["school"],
             "compare": "prev_year"}
    posted = public.request("POST", "/v1/data/query",
                            body=json.dumps(query).encode(),
                            headers=["Content-Type: application/json"])
    assert posted.status == 200, posted
    got = public.data(indicator=STUDENTS, area="T1", by="school",
                      period="2022-09-01,2023-09-01", compare="prev_year")
    assert posted.json["rows"] == got.json["rows"]


def test_csv_and_ndjson_have_the_same_rows(public):
    query = dict(indicator=STUDENTS, area="T1", by="school",
                 period="2022-09-01..2024-09-01", compare="prev_year")
    rows = public.data(**query).rows()
    table = public.data(format="csv", **query)
    assert table.headers["content-type"].startswith("text/csv")
    read = list(csv.reader(io.StringIO(table.text.lstrip("﻿"))))
    assert len(read) == len(rows) + 1
    lines = public.data(format="ndjson", **query)
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    parsed = [json.loads(line) for line in lines.text.splitlines()]
    assert [list(r.values()) if isinstance(r, dict) else r
            for r in parsed] == [list(r.values()) for r in rows]


def test_accept_chooses_the_format(public):
    reply = public.request(
        "GET", f"/v1/data?indicator={STUDENTS}&area=T1&period=2022-09-01",
        headers=["Accept: text/csv"])
    assert reply.headers["content-type"].startswith("text/csv")


def test_labels_and_languages(public):
    def names(**more):
        return json.dumps(public.data(
            indicator=STUDENTS, area="T1", period="2022-09-01",
            by="area", **more).json["rows"], ensure_ascii=False)

    assert "东县" not in names() and '"T11"' in names()
    assert "东县" in names(labels="name")
    assert "East County" in names(labels="name", lang="en")
    both = names(labels="both")
    assert "T11" in both and "东县" in both


def test_pages_join_to_the_whole(public):
    query = dict(indicator=STUDENTS, area="T1", by="school",
                 period="2022-09-01..2024-09-01")
    whole = public.data(**query).json["rows"]
    pages, cursor = [], None
    for _ in range(20):
        more = {"cursor": cursor} if cursor else {}
        page = public.data(limit="2", **query, **more).json
        assert len(page["rows"]) <= 2
        pages += page["rows"]
        cursor = page["meta"].get("next") or page["meta"].get("cursor")
        if not cursor:
            break
    assert pages == whole


def test_bad_cursor(public):
    reply = public.get("/v1/data", indicator=STUDENTS, area="T1",
                       period="2022-09-01", cursor="nonsense")
    assert (reply.status, reply.code) == (400, "bad_cursor")


def test_where_and_by_dimension(admin):
    admin.load("observations", observations(
        ("S1", "teachers_ft", "2023-09-01", "1", "mid", 4),
        ("S1", "teachers_ft", "2023-09-01", "2", "mid", 6),
        ("S1", "teachers_ft", "2023-09-01", "2", "junior", 5),
        columns=("gender", "title")))
    assert one_value(admin, indicator="teachers_ft", area="T1",
                     period="2023-09-01") == 15
    assert one_value(admin, indicator="teachers_ft", area="T1",
                     period="2023-09-01", where__gender="2") == 11
    rows = admin.data(indicator="teachers_ft", area="T1",
                      period="2023-09-01", by="title").rows()
    assert {r["title"]: r["value"] for r in rows} == {"mid": 10, "junior": 5}
    rows = admin.data(indicator="teachers_ft", area="T1", by="title,gender",
                      period="2023-09-01", where__title="mid").rows()
    assert {(r["title"], r["gender"]): r["value"] for r in rows} == {
        ("mid", "1"): 4, ("mid", "2"): 6}


def test_overlapping_members_are_never_added(admin):
    admin.load("observations", observations(
        ("S1", "order_students", "2021-09-01", "central", 10),
        ("S1", "order_students", "2021-09-01", "srdi", 20),
        columns=("ent_tier",)))
    reply = admin.data(indicator="order_students", area="T1",
                       period="2021-09-01")
    assert all(r["value"] is None for r in reply.rows())
    rows = admin.data(indicator="order_students", area="T1",
                      period="2021-09-01", by="ent_tier").rows()
    assert {r["ent_tier"]: r["value"] for r in rows} == {
        "central": 10, "srdi": 20}


@pytest.mark.parametrize("query", [
    "", "indicator=", "indicator=students_ft&period=2024M13",
    "indicator=students_ft&indicator=grads_sv",
    "indicator=students_ft&by=nothing", "indicator=students_ft&limit=0",
    "indicator=students_ft&limit=x", "indicator=students_ft&digits=-1",
    "indicator=students_ft&compare=x", "indicator=students_ft&labels=x",
    "indicator=students_ft&lang=fr", "indicator=students_ft&format=pdf",
    "indicator=students_ft&where.gender=mars",
    "indicator=students_ft&where.nothing=1", "indicator=%ff",
    "indicator=students_ft&period=9..1"])
def test_bad_parameters(public, query):
    reply = public.request("GET", "/v1/data?" + query)
    assert reply.status in (400, 406, 422), reply
    assert reply.json.get("errors") or reply.json["detail"]
