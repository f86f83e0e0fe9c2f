"""/v1/completeness: who reported, who in time, and who did not."""
import csv
import io
import random
import time
from datetime import date, timedelta
from fractions import Fraction

import pytest

from lib import world

HEAD = ("school,indicator,period,gender,value,status\n")


@pytest.fixture(scope="module", autouse=True)
def loaded(server):
    world.load(server.admin)


def figure(client, **params):
    rows = client.ok("/v1/completeness", **params).rows()
    assert len(rows) == 1, rows
    return rows[0]


def committed(server, reply, when):
    """As if the import had been received then."""
    server.psql(f"UPDATE import SET received_at = '{when}' "
                f"WHERE id = '{reply['id']}'")


def percent(part, whole, digits=2):
    """Half to even, by Python's own exact rounding of fractions."""
    if whole == 0:
        return None
    return float(round(Fraction(100 * part, whole), digits))


def test_counts_are_exact_and_add_up(server, admin, public):
    done = admin.load("observations", HEAD +
                      "S1,grads_sv,2021AY,,30,\nS2,grads_sv,2021AY,1,10,\n"
                      "S3,grads_sv,2021AY,,,O\n")
    committed(server, done, "2022-09-10T00:00:00Z")
    row = figure(public, indicator="grads_sv", period="2021AY", area="T1")
    assert row["expected"] == 4
    assert (row["reported"], row["missing"], row["silent"]) == (2, 1, 1)
    assert row["due"] == "2022-09-15" and row["on_time"] == 2
    assert row["rate"] == 50 and row["on_time_rate"] == 50
    assert row["weighted"] is None, "there is no year before"
    rows = public.ok("/v1/completeness", indicator="grads_sv",
                     period="2021AY", area="T1", by="area").rows()
    assert [(r["area"], r["reported"], r["missing"], r["silent"])
            for r in rows] == [("T11", 2, 0, 0), ("T12", 0, 1, 1)]
    same = public.ok("/v1/completeness", indicator="grads_sv",
                     period="2021AY", area="CN", by="area.county").rows()
    assert [r for r in same if r["area"] in ("T11", "T12")] == rows


def test_a_missing_large_school_weighs_more(admin, public):
    admin.load("observations", HEAD + "S1,grads_sv,2011AY,,1,\n"
               "S2,grads_sv,2011AY,,2,\nS3,grads_sv,2011AY,,4,\n"
               "S1,grads_sv,2012AY,,9,\nS2,grads_sv,2012AY,,9,\n")
    row = figure(public, indicator="grads_sv", period="2012AY", area="T1")
    assert row["expected"] == 3, "S4 was not open"
    assert row["rate"] == 66.67 and row["weighted"] == 42.86
    row = figure(public, indicator="grads_sv", period="2012AY", area="T1",
                 digits=4)
    assert row["rate"] == 66.6667 and row["weighted"] == 42.8571


def test_the_first_version_decides_what_was_in_time(server, admin, public):
    first = admin.load("observations",
                       HEAD + "S1,hv_applicants,2015AY,1,7,\n"
                       "S2,hv_applicants,2015AY,,,O\n")
    committed(server, first, "2016-09-15T10:00:00Z")
    later = admin.load("observations",
                       HEAD + "S1,hv_applicants,2015AY,1,8,\n"
                       "S2,hv_applicants,2015AY,,5,\n")
    committed(server, later, "2016-09-17T00:00:00Z")
    row = figure(public, indicator="hv_applicants", period="2015AY",
                 area="T1")
    assert (row["reported"], row["on_time"]) == (2, 1), (
        "that there is no value is no report")
    admin.load("indicators", "code,name_zh,unit,kind,agg_schools,agg_time,"
               "period_type,due_days\nhv_applicants,报考高职的中职学生数,人,"
               "flow,sum,sum,school_year,17\n")
    row = figure(public, indicator="hv_applicants", period="2015AY",
                 area="T1")
    assert row["due"] == "2016-09-17" and row["on_time"] == 2


def test_a_day_in_september_is_due_on_the_20th(public):
    row = figure(public, indicator="teachers_ft", period="2020-09-01",
                 area="T1")
    assert row["due"] == "2020-09-20"
    assert row["silent"] == row["expected"] == 3, "S4 opens in 2021"
    assert row["rate"] == 0


def test_a_ratio_needs_both_parts(admin, public):
    admin.load("observations", HEAD + "S1,grads_sv,2017AY,,10,\n"
               "S2,grads_sv,2017AY,,10,\nS1,grads_sv_to_hv,2017AY,,5,\n"
               "S3,grads_sv_to_hv,2017AY,,5,\nS1,grads_sv,2016AY,,30,\n"
               "S2,grads_sv,2016AY,,10,\n")
    row = figure(public, indicator="adv_rate_hv", period="2017AY", area="T1")
    assert (row["reported"], row["missing"], row["silent"]) == (1, 0, 2)
    assert row["weighted"] == 75, "by the denominator of the year before"


def test_a_year_of_months_needs_all_of_them(server, admin, public):
    months = [f"S1,train_persontimes,2014M{m:02},,{m},\n"
              for m in range(1, 13)]
    done = admin.load("observations", HEAD + "".join(months) +
                      "S2,train_persontimes,2014M01,,5,\n")
    committed(server, done, "2014-12-31T00:00:00Z")
    row = figure(public, indicator="train_persontimes", period="2014",
                 area="T1")
    assert (row["reported"], row["silent"]) == (1, 2)
    assert row["on_time"] == 0 and row["due"] == "2015-01-15", (
        "January came in December")
    row = figure(public, indicator="train_persontimes", period="2014M12",
                 area="T1")
    assert row["on_time"] == row["reported"] == 1


def test_who_has_not_reported_page_by_page(public):
    params = dict(indicator="grads_sv,grads_sv_to_hv", period="2021AY",
                  area="T1", list="missing")
    whole = public.ok("/v1/completeness", **params)
    rows = whole.rows()
    assert [(r["indicator"], r["school"], r["state"]) for r in rows] == [
        ("grads_sv", "S3", "missing"), ("grads_sv", "S4", "silent"),
        *[("grads_sv_to_hv", f"S{i}", "silent") for i in (1, 2, 3, 4)]]
    assert rows[0]["name_en"] == "School Three" and rows[0]["area"] == "T12"
    assert whole.json["meta"]["next"] is None
    pages, cursor = [], None
    while True:
        more = {} if cursor is None else {"cursor": cursor}
        page = public.ok("/v1/completeness", limit=2, **params, **more)
        pages += page.rows()
        cursor = page.json["meta"]["next"]
        if cursor is None:
            break
    assert pages == rows


def test_formats_and_caching(public):
    params = dict(indicator="grads_sv", period="2021AY", area="T1")
    reply = public.ok("/v1/completeness", **params)
    text = public.ok("/v1/completeness", format="csv", **params).text
    row = next(csv.DictReader(io.StringIO(text)))
    assert {k: str(v) if v is not None else ""
            for k, v in reply.rows()[0].items()} | {
                "rate": "50.00", "on_time_rate": "50.00"} == row
    again = public.get("/v1/completeness", **params, headers=[
        f"If-None-Match: {reply.headers['etag']}"])
    assert again.status == 304
    other = public.ok("/v1/completeness", digits=3, **params)
    assert other.headers["etag"] != reply.headers["etag"]


@pytest.mark.parametrize("params,status,code", [
    ({"by": "school"}, 400, "bad_parameter"),
    ({"by": "gender"}, 400, "bad_parameter"),
    ({"list": "all"}, 400, "bad_parameter"),
    ({"limit": 5}, 400, "bad_parameter"),
    ({"list": "missing", "limit": 0}, 400, "bad_parameter"),
    ({"list": "missing", "cursor": "AAAA"}, 400, "bad_cursor"),
    ({"digits": 7}, 400, "bad_parameter"),
    ({"where.gender": 1}, 400, "unknown_parameter"),
    ({"area": "nowhere"}, 400, "unknown_area"),
    ({"period": "1900M01..1999M12"}, 422, "too_many"),
    ({"period": None}, 400, "missing_parameter")])
def test_what_is_refused(public, params, status, code):
    asked = {"indicator": "grads_sv", "period": "2021AY", "area": "T1",
             **params}
    reply = public.get("/v1/completeness", **{
        k: v for k, v in asked.items() if v is not None})
    assert (reply.status, reply.code) == (status, code), reply


def test_a_period_that_the_indicator_has_no_figure_for(public):
    reply = public.ok("/v1/completeness", indicator="grads_sv",
                      period="2021M03", area="T1")
    assert reply.rows() == []
    assert [w["code"] for w in reply.json["meta"]["warnings"]] == [
        "period_type"]


# --- everything at once, against a recount ---

AREAS = {"Q1": "T1", "Q11": "Q1", "Q12": "Q1", "Q2": "T1"}


DUE = date(2006, 8, 31) + timedelta(days=15)


def inside(area, ancestor):
    while area != ancestor and area in AREAS:
        area = AREAS[area]
    return area == ancestor


def report(server, draw, schools, step, first, value):
    """Some schools report, the last of them too late."""
    when = DUE + timedelta(days=step - 2)
    picked = draw.sample(sorted(schools), 14)
    rows = {s: None if draw.random() < .2 else draw.randint(0, 90)
            for s in picked if schools[s][2] is None}
    base = {s: draw.randint(0, 90) for s in picked
            if ("base", s) not in value}
    done = server.admin.load("observations", HEAD + "".join(
        f"{s},hv_admitted,2005AY,,{'' if v is None else v},"
        f"{'O' if v is None else ''}\n" for s, v in rows.items()) +
        "".join(f"{s},hv_admitted,2004AY,,{v},\n" for s, v in base.items()))
    committed(server, done, f"{when}T12:00:00Z")
    for s, v in rows.items():
        value[s] = v
        if v is not None:
            first.setdefault(s, when)
    value.update({("base", s): v for s, v in base.items()})
    return done["revision"]


def check_recount(public, area, schools, first, value, **asof):
    there = [s for s, (a, o, c) in schools.items() if inside(a, area)
             and (o is None or o <= date(2006, 8, 31))
             and (c is None or c >= date(2005, 9, 1))]
    told = [s for s in there if value.get(s) is not None]
    weight = sum(value.get(("base", s), 0) for s in there)
    row = figure(public, indicator="hv_admitted", period="2005AY",
                 area=area, **asof)
    assert row["expected"] == len(there)
    assert row["reported"] == len(told)
    assert row["missing"] == sum(
        s in value and value[s] is None for s in there)
    assert row["silent"] == len(there) - row["reported"] - row["missing"]
    assert row["on_time"] == sum(first[s] <= DUE for s in told)
    assert row["rate"] == percent(len(told), len(there))
    assert row["weighted"] == percent(
        sum(value.get(("base", s), 0) for s in told), weight)
    reply = public.ok("/v1/completeness", indicator="hv_admitted",
                      period="2005AY", area=area, list="missing", **asof)
    assert {r["school"]: r["area"] for r in reply.rows()} == {
        s: schools[s][0] for s in set(there) - set(told)}
    if asof:
        assert reply.json["meta"]["asof"] == asof["asof"]
    return row["on_time"] > 0 and row["missing"] > 0


def test_the_same_as_a_recount_as_of_every_revision(server, admin, public):
    draw = random.Random(7)
    admin.load("areas", "code,name_zh,level,parent\n" + "".join(
        f"{code},{code},part,{parent}\n" for code, parent in AREAS.items()))
    schools = {f"R{i:02}": (draw.choice(["Q1", "Q11", "Q12", "Q2"]),
                            draw.choice([None, date(2005, 3, 1)]),
                            draw.choice([None, date(2006, 5, 1)]))
               for i in range(40)}
    admin.load("schools", "code,name_zh,area,opened,closed\n" + "".join(
        f"{code},{code},{area},{opened or ''},{closed or ''}\n"
        for code, (area, opened, closed) in schools.items()))
    first, value, then = {}, {}, []
    for step in range(6):
        revision = report(server, draw, schools, step, first, value)
        then.append((revision, dict(schools), dict(first), dict(value)))
        if step in (2, 4):  # schools move: then they lay elsewhere
            moved = draw.sample(sorted(schools), 8)
            schools.update({s: (draw.choice(sorted(AREAS)), *schools[s][1:])
                            for s in moved})
            admin.load("schools", "code,name_zh,area\n" + "".join(
                f"{s},{s},{schools[s][0]}\n" for s in moved))
    seen = sum(check_recount(public, area, schools, first, value)
               for area in AREAS)
    assert seen >= 3
    for revision, *known in then:
        for area in AREAS:
            check_recount(public, area, *known, asof=revision)


def test_as_of_a_time(server, admin, public):
    admin.load("observations", HEAD + "S1,grads_sv,2001AY,,1,\n")
    time.sleep(1.1)
    between, = server.psql("SELECT to_char(now() AT TIME ZONE 'UTC', "
                           "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")[0]
    time.sleep(1.1)
    admin.load("observations", HEAD + "S2,grads_sv,2001AY,,1,\n")
    asked = {"indicator": "grads_sv", "period": "2001AY", "area": "T1"}
    assert figure(public, **asked)["reported"] == 2
    assert figure(public, asof=between, **asked)["reported"] == 1
    assert figure(public, asof=0, **asked)["reported"] == 0
    other = public.ok("/v1/completeness", asof=0, **asked)
    assert other.headers["etag"] != public.ok("/v1/completeness",
                                              **asked).headers["etag"]


def test_what_was_taken_back_was_not_said_in_time(server, admin, public):
    """Reported in time, undone, reported late; or done again after all."""
    def revert(done):
        reply = admin.request("POST", f"/v1/imports/{done['id']}/revert")
        assert reply.status == 201, reply
        committed(server, reply.json, "2002-09-20T00:00:00Z")
        return reply.json

    def in_time(**asof):
        row = figure(public, indicator="grads_sv_to_hv", period="2001AY",
                     area="T1", **asof)
        return row["reported"], row["on_time"]

    text = HEAD + "S1,grads_sv_to_hv,2001AY,,1,\n"
    first = admin.load("observations", text)
    committed(server, first, "2002-09-10T00:00:00Z")
    assert in_time() == (1, 1)
    undone = revert(first)
    assert in_time() == (0, 0) and in_time(asof=first["revision"]) == (1, 1)
    again = revert(undone)
    assert in_time() == (1, 1), "what it brings back was said in time"
    revert(again)
    late = admin.load("observations", text.replace(",1,", ",2,"))
    committed(server, late, "2002-09-25T00:00:00Z")
    assert in_time() == (1, 0)
    assert in_time(asof=again["revision"]) == (1, 1)
    correction = admin.load("observations", text.replace(",1,", ",3,"))
    committed(server, correction, "2002-09-26T00:00:00Z")
    revert(correction)
    assert in_time() == (1, 0)


def test_few_schools_of_many_are_counted_the_same(admin, public):
    """Looked up one by one, not among all."""
    admin.load("areas", "code,name_zh,level,parent\nV1,V1,part,T1\n")
    admin.load("schools", "code,name_zh,area\nV01,V01,V1\nV02,V02,V1\n")
    admin.load("observations", HEAD + "V01,hv_admitted,2003AY,1,4,\n"
               "V02,hv_admitted,2003AY,,5,\nV01,hv_admitted,2002AY,,1,\n"
               "S1,hv_admitted,2003AY,,6,\n")
    row = figure(public, indicator="hv_admitted", period="2003AY", area="V1")
    assert (row["expected"], row["reported"]) == (2, 2)
    assert row["weighted"] == 100
    all_of_them = figure(public, indicator="hv_admitted", period="2003AY",
                         area="T1")
    assert all_of_them["reported"] == 3


def test_mixed_detail_is_judged_as_the_figure_is(admin, public):
    """Nothing by gender, though one grade of it is known: no figure."""
    admin.load("observations",
               "school,indicator,period,gender,grade,value,status\n"
               "S1,students_sv,2019-09-01,1,,,O\n"
               "S1,students_sv,2019-09-01,1,1,7,\n"
               "S2,students_sv,2019-09-01,1,,9,\n"
               "S2,students_sv,2019-09-01,2,1,7,\n")
    row = figure(public, indicator="students_sv", period="2019-09-01",
                 area="T1")
    total = public.data(indicator="students_sv", period="2019-09-01",
                        area="T1").rows()[0]
    assert row["reported"] == total["reported"] == 1
    assert row["missing"] == 1
