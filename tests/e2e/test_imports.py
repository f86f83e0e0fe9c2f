"""Imports of every kind, mode and format, and what is counted."""
import csv
import io
import json
import re

import pytest

from lib import world
from lib.world import observations, one_value


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def counts(reply):
    rows = reply["rows"]
    return tuple(rows[k] for k in ("read", "inserted", "updated",
                                   "unchanged", "rejected"))


def test_answer_has_the_promised_members(admin):
    done = admin.load("observations", observations(
        ("S1", "grads_sv", "2020AY", 10), ("S2", "grads_sv", "2020AY", 20)))
    assert done["kind"] == "observations" and done["state"] == "committed"
    assert re.fullmatch(r"[0-9a-f]{64}", done["sha256"])
    assert counts(done) == (2, 2, 0, 0, 0)
    assert done["revision"] >= 1 and done["warnings"] == []


def test_inserted_updated_unchanged_are_exact(admin):
    admin.load("observations", observations(
        ("S1", "grads_sv", "2021AY", 10), ("S2", "grads_sv", "2021AY", 20)))
    done = admin.load("observations", observations(
        ("S1", "grads_sv", "2021AY", 11), ("S2", "grads_sv", "2021AY", 20),
        ("S3", "grads_sv", "2021AY", 30)))
    assert counts(done) == (3, 1, 1, 1, 0)
    assert one_value(admin, indicator="grads_sv", area="T1",
                     period="2021AY") == 61


def test_nothing_new_makes_no_revision(admin):
    body = observations(("S1", "grads_sv", "2022AY", 10))
    first = admin.load("observations", body)
    again = admin.load("observations", body)
    assert counts(again) == (1, 0, 0, 1, 0)
    assert again["revision"] == first["revision"]
    assert again["id"] != first["id"]


def test_history_keeps_what_was_replaced(server, admin):
    for value in (1, 2, 3):
        admin.load("observations", observations(
            ("S1", "comp_awards", "2020", value)))
    rows = server.psql(
        "SELECT h.value FROM observation_history h JOIN cell c ON c.id = "
        "h.cell JOIN indicator i ON i.id = c.indicator "
        "WHERE i.code = 'comp_awards' ORDER BY h.revision")
    assert rows == [["1"], ["2"]]


@pytest.mark.parametrize("type_,body", [
    ("application/x-ndjson",
     '{"school":"S1","indicator":"comp_awards","period":"2021","value":4}\n'
     '{"school":"S2","indicator":"comp_awards","period":"2021","value":5}\n'),
    ("application/json",
     '[{"school":"S1","indicator":"comp_awards","period":"2021","value":4},'
     '{"school":"S2","indicator":"comp_awards","period":"2021","value":"5"}]'),
    ("text/csv", observations(("S1", "comp_awards", "2021", 4),
                              ("S2", "comp_awards", "2021", 5))),
])
def test_csv_ndjson_and_json_say_the_same(admin, type_, body):
    admin.load("observations", body, type_=type_)
    assert one_value(admin, indicator="comp_awards", area="T1",
                     period="2021") == 9
    assert one_value(admin, indicator="comp_awards", area="T11",
                     period="2021") == 9


def test_columns_come_in_any_order(admin):
    admin.load("observations", "value,period,indicator,school\n"
               "8,2022,comp_awards,S1\n")
    assert one_value(admin, indicator="comp_awards", area="T11",
                     period="2022") == 8


def test_default_fills_columns_that_the_file_lacks(admin):
    admin.load("observations", "school,value\nS1,3\nS2,4\n",
               default__indicator="comp_awards", default__period="2023")
    assert one_value(admin, indicator="comp_awards", area="T1",
                     period="2023") == 7


def test_validate_stores_nothing(server, admin):
    body = observations(("S1", "comp_awards", "2024", 99))
    before = server.psql("SELECT count(*) FROM import")
    reply = admin.upload("observations", body, mode="validate")
    assert reply.status == 200 and reply.json["state"] == "validated"
    assert counts(reply.json) == (1, 1, 0, 0, 0)
    assert server.psql("SELECT count(*) FROM import") == before
    assert admin.data(indicator="comp_awards", area="T1",
                      period="2024").json["rows"] == []


BAD = observations(
    ("S1", "comp_awards", "2019", 1), ("NOPE", "comp_awards", "2019", 1),
    ("S2", "comp_awards", "2024M13", 1), ("S3", "comp_awards", "2019", "x"))


def test_abort_stores_nothing_but_the_record(server, admin):
    before = admin.ok("/v1/indicators").json["meta"]["revision"]
    reply = admin.upload("observations", BAD)
    assert reply.status == 422
    problem = reply.json
    assert problem["error_count"] == 3
    assert [(e["line"], e["column"], e["code"])
            for e in problem["errors"]] == [
        (3, "school", "unknown_school"), (4, "period", "bad_period"),
        (5, "value", "bad_number")]
    assert problem["errors"][1]["value"] == "2024M13"
    assert admin.data(indicator="comp_awards", area="T1",
                      period="2019").json["rows"] == []
    record = admin.ok(f"/v1/imports/{problem['id']}").json
    assert "rejected" in json.dumps(record)
    after = admin.ok("/v1/indicators").json["meta"]["revision"]
    assert after == before
    table = admin.ok(problem["errors_csv"])
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(
        table.text.removeprefix("﻿"))))
    assert [int(row["line"]) for row in rows] == [3, 4, 5]
    assert [row["code"] for row in rows] == [
        "unknown_school", "bad_period", "bad_number"]


def test_skip_stores_the_good_rows(admin):
    reply = admin.upload("observations", BAD.replace("2019", "2018"),
                         on_error="skip")
    assert reply.status == 201, reply
    assert counts(reply.json) == (4, 1, 0, 0, 3)
    assert reply.json["error_count"] == 3
    assert one_value(admin, indicator="comp_awards", area="T1",
                     period="2018") == 1


def test_messages_come_in_both_languages(admin):
    chinese = admin.upload("observations", BAD, lang="zh", check=False)
    english = admin.upload("observations", BAD,
                           headers=["Accept-Language: en"])
    if chinese.status == 400:  # `lang` is no parameter of imports
        chinese = admin.upload("observations", BAD)
    for error in chinese.json["errors"]:
        assert re.search(r"[一-鿿]", error["message"])
    for error in english.json["errors"]:
        assert not re.search(r"[一-鿿]", error["message"])


def test_first_thousand_errors_and_all_of_them_in_csv(admin):
    rows = [("S1", "comp_awards", "2017", "x")] * 2500
    reply = admin.upload("observations", observations(*rows))
    assert reply.status == 422
    assert reply.json["error_count"] == 2500
    assert len(reply.json["errors"]) == 1000
    lines = admin.ok(reply.json["errors_csv"]).text.splitlines()
    assert len(lines) == 2501


def test_a_key_may_stand_once_in_a_file(admin):
    reply = admin.upload("observations", observations(
        ("S1", "comp_awards", "2016", 1), ("S1", "comp_awards", "2016", 1)))
    assert reply.status == 422
    assert reply.json["errors"][0]["code"] == "duplicate_key"
    assert reply.json["errors"][0]["line"] == 3


def test_missing_is_not_zero(admin):
    admin.load("observations",
               "school,indicator,period,value,status,note\n"
               "S1,fund_total,2020,,O,未报\nS2,fund_total,2020,0,,\n"
               "S3,fund_total,2021,,M,\n")
    zero = admin.data(indicator="fund_total", area="T11",
                      period="2020").rows()[0]
    assert zero["value"] == 0 and zero["reported"] == 1
    gone = admin.data(indicator="fund_total", area="T12", period="2021",
                      by="school").rows()[0]
    assert gone["value"] is None and gone["status"] == "M"


def test_decimals_are_exact(admin):
    admin.load("observations", observations(
        ("S1", "fund_total", "2022", "0.10"), ("S2", "fund_total", "2022",
                                               "0.20")))
    reply = admin.data(indicator="fund_total", area="T1", period="2022")
    assert re.search(r"[,\[]0\.30?[,\]]", reply.text.replace(" ", ""))


def test_dimensions_one_column_each_empty_is_the_total(admin):
    admin.load("observations", observations(
        ("S1", "students_sv", "2020-09-01", "", "", 30),
        ("S1", "students_sv", "2020-09-01", "1", "", 12),
        ("S1", "students_sv", "2020-09-01", "2", "", 18),
        columns=("gender", "grade")))
    assert one_value(admin, indicator="students_sv", area="T1",
                     period="2020-09-01") == 30
    rows = admin.data(indicator="students_sv", area="T1",
                      period="2020-09-01", by="gender").rows()
    assert {r["gender"]: r["value"] for r in rows} == {"1": 12, "2": 18}


def test_new_indicators_and_dimensions(admin):
    admin.load("dimensions", "dimension,membership,order,code,name_zh,"
               "name_en,note\nshift,partition,1,day,日间,Day,\n"
               "shift,partition,2,night,夜间,Night,\n")
    admin.load("indicators", "code,name_zh,name_en,unit,kind,numerator,"
               "denominator,agg_schools,agg_time,period_type,breakdowns,"
               "direction,source,decimals\nvisitors,来访人次,Visitors,人次,"
               "flow,,,sum,sum,month,shift,neutral,,0\n")
    admin.load("observations", observations(
        ("S1", "visitors", "2024M01", "day", 3),
        ("S1", "visitors", "2024M01", "night", 4), columns=("shift",)))
    assert one_value(admin, indicator="visitors", area="T1",
                     period="2024M01") == 7
    assert {"shift"} <= {d["code"] for d in admin.ok(
        "/v1/dimensions").json["dimensions"]}


def test_areas_and_schools_are_updated_by_code(admin):
    done = admin.load("areas", world.AREAS.replace("East County", "Eastern"))
    assert counts(done) == (3, 0, 1, 2, 0)
    areas = admin.ok("/v1/areas", id="T11").json["areas"]
    assert [a["name_en"] for a in areas] == ["Eastern"]


def test_school_that_moves_takes_its_figures_along(admin):
    admin.load("schools", world.SCHOOLS.splitlines()[0] +
               "\nS9,第九学校,Nine,sv,361,public,T11,,\n")
    admin.load("observations", observations(
        ("S9", "workstations", "2024-09-01", 40)))
    assert one_value(admin, indicator="workstations", area="T11",
                     period="2024-09-01") == 40
    admin.load("schools", world.SCHOOLS.splitlines()[0] +
               "\nS9,第九学校,Nine,sv,361,public,T12,,\n")
    assert one_value(admin, indicator="workstations", area="T12",
                     period="2024-09-01") == 40
    assert admin.data(indicator="workstations", area="T11",
                      period="2024-09-01").json["rows"] in ([], None) or (
        admin.data(indicator="workstations", area="T11",
                   period="2024-09-01").rows()[0]["value"] in (None, 0))


def test_imports_are_listed(admin):
    done = admin.load("observations", observations(
        ("S1", "comp_awards", "2015", 1)))
    listed = admin.ok("/v1/imports").json["imports"]
    assert listed[0]["id"] == done["id"]
    one = admin.ok(f"/v1/imports/{done['id']}").json
    assert done["sha256"] in json.dumps(one)


def test_unknown_import_is_404(admin):
    assert admin.get("/v1/imports/00000000-0000-0000-0000-000000000000"
                     ).status == 404
    assert admin.get("/v1/imports/nonsense").status == 404


def test_unknown_kind_is_404(admin):
    assert admin.upload("nonsense", "a\n1\n").status == 404


def test_unsupported_type_is_415_and_names_those_that_are(admin):
    reply = admin.upload("observations", "x", type_="image/png")
    assert reply.status == 415
    assert "image/png (text/csv, " in reply.json["detail"]
    assert reply.json["detail"].endswith("application/vnd.ms-excel)")


# --- Idempotency-Key ---

def test_same_key_and_body_same_answer(server, admin):
    body = observations(("S1", "comp_awards", "2014", 1))
    first = admin.upload("observations", body, key="k-1")
    count = server.psql("SELECT count(*) FROM import")
    again = admin.upload("observations", body, key="k-1")
    assert again.status == first.status == 201
    assert again.body == first.body
    assert again.headers["idempotent-replay"] == "true"
    assert "idempotent-replay" not in first.headers
    assert server.psql("SELECT count(*) FROM import") == count


def test_same_key_other_body_is_422(admin):
    body = observations(("S1", "comp_awards", "2013", 1))
    assert admin.upload("observations", body, key="k-2").status == 201
    other = admin.upload("observations", body.replace(",1\n", ",2\n"),
                         key="k-2")
    assert (other.status, other.code) == (422, "key_reused")
    assert one_value(admin, indicator="comp_awards", area="T1",
                     period="2013") == 1


def test_rejection_is_replayed_too(admin):
    first = admin.upload("observations", BAD, key="k-3")
    again = admin.upload("observations", BAD, key="k-3")
    assert first.status == again.status == 422
    assert first.body == again.body


def test_a_replay_does_not_depend_on_the_language(admin):
    body = observations(("S1", "comp_awards", "2011", 1))
    first = admin.upload("observations", body, key="k-6")
    again = admin.upload("observations", body, lang="en", filename="a.csv",
                         key="k-6")
    assert (again.status, again.body) == (201, first.body)


def test_new_key_same_body_is_unchanged(admin):
    body = observations(("S1", "comp_awards", "2012", 1))
    admin.upload("observations", body, key="k-4")
    again = admin.upload("observations", body, key="k-5")
    assert counts(again.json) == (1, 0, 0, 1, 0)


def test_read_after_201_sees_the_import(admin, public):
    for value in range(1, 15):
        admin.load("observations", observations(
            ("S1", "comp_awards", "2011", value)))
        assert one_value(public, indicator="comp_awards", area="T11",
                         period="2011") == value
