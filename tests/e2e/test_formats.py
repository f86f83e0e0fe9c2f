"""Every format of /v1/data says the same: questions of every kind, and random
ones."""
import json
import os
import random

import pytest

import test_engine_recount as engine
from lib import sdmx, world
from lib.formats import Answers
from lib.recount_world import make
from lib.world import observations

SEEDS = [int(word) for word in os.environ.get(
    "TVETSTAT_FORMAT_SEEDS", "1").split(",")]
QUESTIONS = int(os.environ.get("TVETSTAT_FORMAT_QUESTIONS", "25"))
ODD = "中职,\"x\" 1@2$=+"


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    quoted = ODD.replace('"', '""')
    admin.load("dimensions",
               "dimension,membership,order,code,name_zh,name_en\n"
               f'2d,partition,1,"{quoted}",=怪,\n'
               "2d,partition,2,plain,普通,Plain\n"
               "2d,partition,3,甲.乙,甲乙,\n")
    admin.load("indicators",
               "code,name_zh,name_en,unit,kind,agg_schools,agg_time,"
               "period_type,breakdowns,decimals\n"
               "odd,怪,Odd,斤/亩,flow,sum,sum,calendar_year,2d,3\n")
    admin.load("observations",
               "school,indicator,period,2d,value\n"
               f'S1,odd,2023,"{quoted}",1.125\n'
               "S1,odd,2023,plain,2\nS2,odd,2023,plain,0.001\n")
    admin.load("observations", observations(
        ("S1", "students_ft", "2022-09-01", "1", 60),
        ("S1", "students_ft", "2022-09-01", "2", 40),
        ("S2", "students_ft", "2022-09-01", "1", 7),
        ("S1", "students_ft", "2023-09-01", "1", 0),
        ("S3", "students_ft", "2023-09-01", "2", 30),
        columns=("gender",)))
    admin.load("observations", observations(
        ("S1", "grads_sv", "2022AY", 500), ("S2", "grads_sv", "2022AY", 2000),
        ("S1", "grads_sv_to_hv", "2022AY", 450),
        ("S2", "grads_sv_to_hv", "2022AY", 1200),
        ("S1", "grads_sv", "2021AY", 300),
        ("S1", "grads_sv_to_hv", "2021AY", 100),
        ("S1", "fund_total", "2023", "1234.56"),
        *[("S1", "train_persontimes", f"{y}M{m:02d}", 10 * m)
          for y in (2022, 2023) for m in range(1, 13)]))
    admin.load("observations", "school,indicator,period,value,status\n"
               "S3,train_persontimes,2023M01,,M\n"
               "S2,train_persontimes,2023M01,5,E\n")
    admin.load("partnerships",
               "school,credit_code,enterprise,tiers,start,end\n"
               "S1,91350100M000100Y43,甲公司,central,2022-01-01,\n"
               "S2,91350100M000100Y43,甲公司,central,2022-01-01,\n"
               "S2,,=乙公司,,2023-01-01,\n")


KINDS = {
    "a count": dict(indicator="students_ft", period="2022-09-01"),
    "by area": dict(indicator="students_ft", period="2022-09-01,2023-09-01",
                    by="area", area="T1"),
    "by level": dict(indicator="students_ft", period="2022-09-01",
                     by="area.county"),
    "by school": dict(indicator="students_ft", period="2022-09-01",
                      by="school", area="T1"),
    "by area, school and dimension": dict(
        indicator="students_ft", period="2022-09-01,2023-09-01",
        by="area.county,school,gender"),
    "one member": {"indicator": "students_ft", "period": "2022-09-01",
                   "where.gender": "1"},
    "a sum of members": {"indicator": "students_ft", "period": "2022-09-01",
                         "where.gender": "1,2"},
    "odd codes": {"indicator": "odd", "period": "2023", "by": "2d"},
    "an odd code that is summed": {"indicator": "odd", "period": "2023",
                                   "where.2d": "plain,甲.乙"},
    "a ratio": dict(indicator="adv_rate_hv", period="2022AY",
                    compare="prev_year", parts="1", area="T11"),
    "digits": dict(indicator="adv_rate_hv", period="2022AY", digits="4"),
    "several units": dict(indicator="students_ft,adv_rate_hv,fund_total",
                          period="2022-09-01,2023,2021AY,2022AY"),
    "every kind of period": dict(
        indicator="train_persontimes",
        period="2022,2023,2023H1,2023H2,2023Q1,2023Q4,2023M01,2023M12"),
    "compared": dict(indicator="train_persontimes", period="2023M01,2023M02",
                     compare="prev_year", by="school", area="T1",
                     measures="flags,direction,times"),
    "with the month before": dict(indicator="train_persontimes",
                                  period="2023M02", compare="prev_period"),
    "growth": dict(indicator="fund_total,train_persontimes", period="2023",
                   compare="prev_year"),
    "year to date": dict(indicator="train_persontimes", period="2022,2023",
                         ytd="M08", compare="prev_year"),
    "matched": dict(indicator="students_ft", period="2023-09-01",
                    compare="prev_year", basis="matched", area="T1"),
    "as of": dict(indicator="students_ft", period="2022-09-01", asof="6",
                  by="gender"),
    "as it is": dict(indicator="students_ft", period="2022-09-01",
                     view="as_is"),
    "sets": dict(indicator="ent_partners", period="2022-09-01,2023-09-01",
                 compare="prev_year", by="ent_tier"),
    "lineage": dict(indicator="students_ft", period="2022-09-01",
                    lineage="true", by="gender"),
    "statuses": dict(indicator="train_persontimes", period="2023M01",
                     statuses="true"),
    "nothing": dict(indicator="students_ft", period="1999-09-01"),
    "nothing by school": dict(indicator="students_ft", period="1999-09-01",
                              by="school,gender"),
    "a page": dict(indicator="train_persontimes", period="2022..2023",
                   limit="1"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_says_the_same(public, kind):
    Answers(public, **KINDS[kind]).check_all()


@pytest.mark.parametrize("kind", ["compared", "several units", "odd codes"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("labels", ["id", "name", "both"])
def test_labels_and_language_change_no_figure(public, kind, lang, labels):
    plain = Answers(public, **KINDS[kind])
    for name in ("sdmx-json", "xlsx"):
        reply = plain.ask(name, lang=lang, labels=labels)
        assert reply.status == 200
    answer = Answers(public, **KINDS[kind])
    answer.params.update(lang=lang, labels=labels)
    answer.check_xlsx()
    answer.check_sdmx_json()


@pytest.mark.parametrize("seed", SEEDS)
def test_random_questions_say_the_same(own_server, seed):
    maker = make(own_server(), seed)
    draw = random.Random(f"formats {seed}")
    rows = 0
    for number in range(QUESTIONS):
        params = engine.params_of(engine.question(draw, maker))
        answers = Answers(maker.client, **params)
        answers.check_all()
        rows += len(answers.rows)
    assert rows > QUESTIONS


def test_suppressed_cells_stay_so_in_every_format(own_server):
    server = own_server(api__suppress_below=5, api__public_read="on")
    admin = server.admin
    world.load(admin)
    admin.load("observations", observations(
        ("S1", "students_ft", "2022-09-01", "1", 3),
        ("S1", "students_ft", "2022-09-01", "2", 40),
        ("S3", "students_ft", "2022-09-01", "1", 70),
        ("S3", "students_ft", "2022-09-01", "2", 80), columns=("gender",)))
    answers = Answers(server.public, indicator="students_ft",
                      period="2022-09-01", by="gender", area="T11,T12")
    assert any(row[answers.columns.index("status")] == "Q"
               for row in answers.rows)
    answers.check_all()
    for row in sdmx.rows_of_json(answers.ask("sdmx-json").body):
        assert (row["CONF_STATUS"] == "C") == (row["OBS_STATUS"] == "Q")
        assert row["OBS_STATUS"] != "Q" or row["OBS_VALUE"] is None


def test_pages_join_in_every_format(public):
    asked = dict(indicator="train_persontimes", period="2022..2023",
                 by="school", area="T1")
    whole = Answers(public, **asked)
    first = Answers(public, **asked, limit="2")
    cursor = first.json["meta"]["next"]
    second = Answers(public, **asked, limit="1000", cursor=cursor)
    assert first.rows + second.rows == whole.rows
    first.check_all()
    second.check_all()
    for name in ("sdmx-json", "sdmx-csv", "xlsx"):
        assert 'rel="next"' in first.ask(name).headers["link"]


def test_a_stock_says_when_it_was_taken(public):
    asked = dict(indicator="students_ft", period="2022,2022AY,2022-09-01")
    rows = sdmx.rows_of_csv(public.data(**asked, format="sdmx-csv").text)
    assert {row["TIME_PERIOD"]: row["REFERENCE_DATE"] for row in rows} == {
        "2022": "2022-09-01", "2022-A1": "2022-09-01", "2022-09-01": ""}
    head, *rows = public.data(**asked, format="csv", bom="1",
                              lang="en").text.split("\r\n")
    assert head.startswith("\ufeffIndicator,Area,Period,Reference date,")
    assert any(",2022AY,2022-09-01,107,persons," in row for row in rows)
    assert "REFERENCE_DATE" not in public.data(
        indicator="students_ft", period="2022-09-01", format="sdmx-csv").text


def test_a_school_year_says_when_it_begins(public):
    rows = sdmx.rows_of_csv(public.data(
        indicator="grads_sv,train_persontimes", period="2022AY,2022,2022Q1",
        format="sdmx-csv").text)
    assert {(r["FREQ"], r["REPORTING_YEAR_START_DAY"]) for r in rows} == {
        ("A", "--09-01"), ("Q", "")}


def test_units_are_those_of_sdmx(public):
    rows = sdmx.rows_of_csv(public.data(
        indicator="fund_total,adv_rate_hv,odd", period="2023,2022AY",
        format="sdmx-csv", digits="3").text)
    assert {(r["INDICATOR"], r["UNIT_MEASURE"], r["UNIT_MULT"],
             r["DECIMALS"]) for r in rows} == {
        ("fund_total", "CNY", "4", "2"), ("adv_rate_hv", "PT", "0", "3"),
        ("odd", "$E6$96$A4$2F$E4$BA$A9", "0", "3")}


def test_the_flow_is_named_after_its_dimensions(public):
    def flow(**more):
        return public.data(indicator="students_ft", period="2022-09-01",
                           format="sdmx-csv", **more).text.split(",I,")[0]
    assert flow().endswith("TVETSTAT:DF_TVET(1.0.0)")
    assert flow(by="gender,school").endswith(
        "TVETSTAT:DF_TVET-school-gender(1.0.0)")
    assert flow(where__gender="1").endswith("TVETSTAT:DF_TVET-gender(1.0.0)")


def test_what_is_added_up_has_a_key_of_its_own(public):
    rows = sdmx.rows_of_csv(public.data(
        indicator="students_ft", period="2022-09-01", where__gender="2,1",
        format="sdmx-csv").text)
    assert [row["gender"] for row in rows] == ["1@2"]


# --- the checker of SDMX-JSON is no rubber stamp ---

STRUCTURE = ("data", "structures", 0)
SERIES = (*STRUCTURE, "dimensions", "series")
SET = ("data", "dataSets", 0)
BROKEN = {
    "no id of the message": ((*"meta id".split(),), None),
    "an id with a stroke": ((*SERIES, 1, "values", 0, "id"), "2023/2024"),
    "an id in Chinese": ((*SERIES, 1, "values", 0, "id"), "中职"),
    "an id with a dot": ((*SERIES, 1, "values", 0, "id"), "a.b"),
    "an id that is a number": ((*SERIES, 1, "values", 0, "id"), 1),
    "a value without a name": ((*SERIES, 0, "values", 0, "name"), None),
    "no values": ((*SERIES, 0, "values"), []),
    "a component that begins with a digit": ((*SERIES, 1, "id"), "1x"),
    "no keyPosition": ((*SERIES, 0, "keyPosition"), None),
    "a keyPosition that stands twice": ((*SERIES, 0, "keyPosition"), 1),
    "an action of a later version": ((*SET, "action"), "Merge"),
    "role instead of roles": ((*SERIES, 0, "role"), ["FREQ"]),
    "roles that are no list": ((*SERIES, 0, "roles"), "FREQ"),
    "no links of the data set": ((*SET, "links"), None),
    "no relationship": ((*STRUCTURE, "attributes", "observation", 0,
                         "relationship"), None),
    "an unknown data type": ((*STRUCTURE, "measures", "observation", 0,
                              "format"), {"dataType": "Number"}),
    "a key that is too short": ((*SET, "series", "0:0"),
                                {"attributes": [], "observations": {}}),
    "an index that leads nowhere": ((*SET, "series", "0:0:0", "observations",
                                     "0", 1), 99),
    "a code where an index belongs": ((*SET, "series", "0:0:0",
                                       "observations", "0", 1), "A"),
    "a figure that is a text": ((*SET, "series", "0:0:0", "observations", "0",
                                 0), "107"),
    "a period in our notation": ((*STRUCTURE, "dimensions", "observation", 0,
                                  "values", 0, "id"), "2022M01"),
    "a time that is none": ((*"meta prepared".split(),), "yesterday"),
    "an annotation that is not there": ((*SET, "annotations"), [99]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_message_is_found_to_be_so(public, what):
    message = json.loads(public.data(**KINDS["a count"],
                                     format="sdmx-json").body)
    assert sdmx.faults(message) == []
    (*path, last), value = BROKEN[what]
    node = message
    for key in path:
        node = node[key]
    if value is None:
        del node[last]
    else:
        node[last] = value
    assert sdmx.faults(message) != []


# --- negotiation ---

VENDOR = "application/vnd.tvetstat."
TYPES = {
    "jsonstat": VENDOR + "jsonstat+json",
    "echarts": VENDOR + "echarts+json",
    "sdmx-json": "application/vnd.sdmx.data+json",
    "sdmx-csv": "application/vnd.sdmx.data+csv",
    "xlsx": "application/vnd.openxmlformats-officedocument."
            "spreadsheetml.sheet",
}


@pytest.mark.parametrize("name", TYPES)
def test_accept_asks_for_a_format(public, name):
    asked = KINDS["a count"]
    wanted = public.data(**asked, format=name)
    reply = public.request("GET", "/v1/data", **asked, headers=[
        f"Accept: {TYPES[name]};version=2.0.0, application/json;q=0.5"])
    assert reply.status == 200
    assert reply.headers["content-type"] == wanted.headers["content-type"]
    assert reply.body == wanted.body
    type_ = TYPES[name]
    assert reply.headers["content-type"].startswith(
        "application/json" if VENDOR in type_ else type_)


def test_the_query_may_be_posted(public):
    body = json.dumps({**KINDS["a count"], "format": "sdmx-csv"}).encode()
    reply = public.request("POST", "/v1/data/query", body=body,
                           headers=["Content-Type: application/json"])
    assert reply.status == 200
    assert reply.text == public.data(**KINDS["a count"],
                                     format="sdmx-csv").text


@pytest.mark.parametrize("name", TYPES)
def test_a_known_answer_is_not_sent_again(public, name):
    reply = public.data(**KINDS["by area"], format=name)
    again = public.request(
        "GET", "/v1/data", **KINDS["by area"], format=name,
        headers=[f"If-None-Match: {reply.headers['etag']}"])
    assert again.status == 304


def test_the_configuration_names_the_formats(public):
    assert set(TYPES) <= set(public.ok("/v1/config").json["formats"])


@pytest.mark.parametrize("path", ["/v1/completeness", "/v1/contributions"])
def test_other_reads_have_formats_of_rows_only(public, path):
    asked = dict(indicator="train_persontimes", period="2023M02")
    reply = public.get(path, **asked, by="area", format="xlsx", check=False)
    assert reply.status == 400
    assert "ndjson" in reply.json["errors"][0]["message"]
    reply = public.request("GET", path, **asked, by="area", check=False,
                           headers=[f"Accept: {TYPES['xlsx']}"])
    assert reply.status == 406
