"""Kinds of indicators: what may be made of each, and what is refused."""
import pytest

from lib import world
from lib.world import observations

HEAD = ("code,name_zh,unit,kind,numerator,denominator,agg_schools,agg_time,"
        "period_type,decimals\n")


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    admin.load("indicators", HEAD +
               "satisfaction,满意度,%,rate,,,none,none,school_year,2\n"
               "attendance,出勤率,%,rate,,,none,none,month,1\n")
    admin.load("observations", observations(
        ("S1", "satisfaction", "2022AY", "", 66.80),
        ("S1", "satisfaction", "2023AY", "", 70.09),
        ("S2", "satisfaction", "2023AY", "", 90),
        ("S1", "satisfaction", "2023AY", 1, 71),
        ("S2", "satisfaction", "2022AY", 1, 80),
        ("S2", "satisfaction", "2022AY", 2, 60),
        ("S1", "attendance", "2024M03", "", 97.5), columns=("gender",)))


def test_a_reported_rate_is_had_by_school_and_changes_in_points(public):
    rows = {row["school"]: row for row in public.data(
        indicator="satisfaction", area="T1", period="2023AY", by="school",
        compare="prev_year", digits=2).rows()}
    one = rows["S1"]
    assert (one["value"], one["base"], one["change_pp"], one["change_pct"],
            one["change_abs"], one["reason"]) == (
                70.09, 66.8, 3.29, None, None, "OK_PP")
    assert rows["S2"]["reason"] == "BASE_MISSING"


def test_a_reported_rate_is_never_made_of_its_members(public):
    """S2 reported women and men in 2022, and no total: there is none."""
    rows = public.data(indicator="satisfaction", area="T1", period="2022AY",
                       by="school").rows()
    assert [(row["school"], row["value"]) for row in rows] == [("S1", 66.8)]
    rows = public.data(indicator="satisfaction", area="T1", period="2022AY",
                       by="school,gender").rows()
    assert [(row["school"], row["gender"], row["value"]) for row in rows] == [
        ("S2", "1", 80), ("S2", "2", 60)]


@pytest.mark.parametrize("path, asked", [
    ("indicator", {"area": "T1", "period": "2023AY"}),
    ("indicator", {"area": "T1", "period": "2023AY", "by": "area"}),
    ("indicator", {"area": "T1", "period": "2023AY", "by": "gender"}),
    ("where", {"area": "T1", "period": "2022AY", "by": "school",
               "where.gender": "1,2"}),
    ("view", {"area": "T1", "period": "2023AY", "by": "school",
              "view": "as_is"})])
def test_an_aggregate_of_reported_rates_is_refused(public, path, asked):
    reply = public.get("/v1/data", indicator="satisfaction", lang="en",
                       **asked)
    assert (reply.status, reply.code) == (422, "not_additive")
    fault = reply.json["errors"][0]
    assert fault["path"] == path
    assert "reported without its parts" in fault["message"]


def test_months_of_a_reported_rate_make_no_year(public):
    asked = {"indicator": "attendance", "area": "T1", "by": "school"}
    assert public.data(period="2024M03", **asked).rows()[0]["value"] == 97.5
    reply = public.get("/v1/data", period="2024", **asked)
    assert (reply.status, reply.code) == (422, "not_additive")
    assert reply.json["errors"][0]["path"] == "period"


def test_a_reported_rate_is_no_part_of_a_ratio(server):
    reply = server.admin.upload("indicators", HEAD + "odd,怪,%,ratio,"
                                "satisfaction,grads_sv,ratio_of_sums,"
                                "ratio_of_sums,school_year,2\n")
    assert [(e["column"], e["code"]) for e in reply.json["errors"]] == [
        ("numerator", "unknown_indicator")]


@pytest.mark.parametrize("kind, schools, time, column, allowed", [
    ("stock", "sum", "sum", "agg_time", "last"),
    ("stock", "ratio_of_sums", "last", "agg_schools", "sum"),
    ("flow", "sum", "last", "agg_time", "sum"),
    ("flow", "distinct_union", "sum", "agg_schools", "sum"),
    ("distinct", "sum", "distinct_asof", "agg_schools", "distinct_union"),
    ("distinct", "distinct_union", "sum", "agg_time",
     "distinct_asof|distinct_union"),
    ("rate", "sum", "none", "agg_schools", "none"),
    ("rate", "none", "last", "agg_time", "none")])
def test_what_cannot_be_made_of_a_kind_is_refused(server, kind, schools, time,
                                                  column, allowed):
    reply = server.admin.upload(
        "indicators", HEAD + f"odd,怪,人,{kind},,,{schools},{time},month,0\n",
        lang="en")
    assert reply.status == 422
    errors = reply.json["errors"]
    assert [(e["column"], e["code"]) for e in errors] == [
        (column, "bad_choice")]
    assert errors[0]["message"].endswith(": " + allowed)


def test_a_ratio_is_of_sums(server):
    reply = server.admin.upload(
        "indicators", HEAD + "odd,怪,%,ratio,grads_sv_to_hv,grads_sv,sum,"
        "last,school_year,2\n")
    assert [(e["column"], e["code"]) for e in reply.json["errors"]] == [
        ("agg_schools", "bad_choice"), ("agg_time", "bad_choice")]


def test_periods_of_two_types_are_not_compared_in_one_question(public):
    asked = {"indicator": "train_persontimes", "period": "2023,2024M08"}
    reply = public.get("/v1/data", compare="prev_year", **asked)
    assert (reply.status, reply.code) == (422, "mixed_periods")
    assert public.get("/v1/data", **asked).status == 200


def test_indicators_of_two_types_may_stand_side_by_side(public):
    assert public.get("/v1/data", indicator="train_persontimes,comp_awards",
                      period="2023,2024M08",
                      compare="prev_year").status == 200
