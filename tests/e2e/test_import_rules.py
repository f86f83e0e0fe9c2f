"""What the parts of an import do to each other: profiles that sum, skipped
rows that others lean on, trees that turn round, sums beyond the store."""
import json

import pytest

from lib import world
from lib.world import observations

AREA_HEAD = "code,name_zh,name_en,level,parent,valid_from,valid_to\n"
SCHOOL_HEAD = ("code,name_zh,name_en,level,type,ownership,area,opened,"
               "closed\n")
INDICATOR_HEAD = ("code,name_zh,name_en,unit,kind,numerator,denominator,"
                  "agg_schools,agg_time,period_type,breakdowns,direction,"
                  "source,decimals\n")
DIMENSION_HEAD = "dimension,membership,order,code,name_zh,name_en,note\n"


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)
    server.admin.load("indicators", INDICATOR_HEAD + "".join(
        f"{code},{code},,人,flow,,,sum,sum,calendar_year,,,,0\n"
        for code in ("rule_a", "rule_b", "rule_c", "rule_d")))


def counts(reply):
    rows = reply.json["rows"]
    return tuple(rows[k] for k in ("read", "inserted", "updated",
                                   "unchanged", "rejected"))


def faults(reply):
    return [(e["line"], e["column"], e["code"])
            for e in reply.json["errors"]]


def areas(*rows):
    return AREA_HEAD + "".join(
        f"{code},{code},,county,{parent},,\n" for code, parent in rows)


def schools(*rows):
    return SCHOOL_HEAD + "".join(
        f"{code},{code},,sv,361,public,{area},,\n" for code, area in rows)


AGGREGATES = {"flow": "sum,sum", "stock": "sum,last",
              "ratio": "ratio_of_sums,ratio_of_sums",
              "distinct": "distinct_union,distinct_asof"}


def indicator(code, kind="flow", parts=("", ""), decimals="0"):
    unit = "%" if kind == "ratio" else "人"
    return (f"{code},{code},,{unit},{kind},{parts[0]},{parts[1]},"
            f"{AGGREGATES[kind]},calendar_year,,,,{decimals}\n")


def put_profile(admin, name, document):
    reply = admin.request("PUT", f"/v1/profiles/{name}",
                          body=json.dumps(document).encode(),
                          headers=["Content-Type: application/json"])
    assert reply.status in (200, 201, 204), reply


def value_of(admin, area, **params):
    rows = admin.data(area=area, **params).rows()
    return rows[0]["value"] if rows else None


CONTENTS = """
SELECT t.name, (xpath('/row/n/text()', query_to_xml(
    'SELECT count(*) || '':'' || coalesce(sum(hashtext(r::text)), 0) AS n '
    'FROM ' || t.name || ' r', false, true, '')))[1]::text
FROM (VALUES ('area'), ('area_ancestor'), ('school'), ('indicator'),
      ('dimension'), ('member'), ('breakdown'), ('cell'), ('rollup'),
      ('observation'), ('observation_history'), ('total'), ('total_status'),
      ('total_history'), ('total_status_history'),
      ('data_revision'), ('import'), ('import_error'), ('profile'), ('audit'))
     AS t (name)
"""


def contents(server):
    return {name: count for name, count in server.psql(CONTENTS)}


# --- profiles ---

WIDE = {"constants": {"period": "2020"}, "duplicates": "sum",
        "columns": [{"header": "school", "as": "school"},
                    {"header": "a", "as": "value", "indicator": "rule_a"},
                    {"header": "b", "as": "value", "indicator": "rule_b"}]}


def test_a_skipped_row_adds_nothing_to_the_sum(admin):
    put_profile(admin, "wide", WIDE)
    reply = admin.upload("observations", "school,a,b\nS1,1,10\nS1,2,x\n"
                         "S2,4,y\nS2,8,80\n", profile="wide",
                         on_error="skip")
    assert reply.status == 201, reply
    assert counts(reply)[4] == 2
    assert value_of(admin, "T11", indicator="rule_a", period="2020") == 9
    assert value_of(admin, "T11", indicator="rule_b", period="2020") == 90


def test_a_row_that_is_skipped_late_adds_nothing_either(admin):
    """The ninth dimension of one column is found when the columns before
    have been taken."""
    admin.load("dimensions", DIMENSION_HEAD + "".join(
        f"late{i},partition,1,m,m,,\n" for i in range(9)))
    put_profile(admin, "late", {
        "constants": {"period": "2018"}, "duplicates": "sum",
        "columns": [
            {"header": "school", "as": "school"},
            {"header": "a", "as": "value", "indicator": "rule_a"},
            *[{"header": f"d{i}", "as": "dimension",
               "dimension": f"late{i}"} for i in range(8)],
            {"header": "b", "as": "value", "indicator": "rule_b",
             "dimensions": {"late8": "m"}}]})
    head = "school,a," + ",".join(f"d{i}" for i in range(8)) + ",b\n"
    few, all8 = ",m" + "," * 7, ",m" * 8
    reply = admin.upload("observations", head + f"S1,1{all8},\n"
                         f"S1,2{all8},5\nS2,4{few},\n", profile="late",
                         on_error="skip")
    assert reply.status == 201, reply
    assert counts(reply)[4] == 1
    assert value_of(admin, "T11", indicator="rule_a", period="2018") == 5


def test_sums_are_compared_with_what_is_stored(admin):
    put_profile(admin, "wide", WIDE)
    body = "school,a,b\nS1,1,5\nS1,2,5\nS3,7,\n"
    first = admin.load("observations", body, profile="wide",
                       default__period="2019")
    assert first["observations"] == 5
    again = admin.upload("observations", body, profile="wide",
                         default__period="2019")
    assert counts(again)[1:4] == (0, 0, 3)
    other = admin.upload("observations", body + "S1,1,\n", profile="wide",
                         default__period="2019")
    assert counts(other)[1:4] == (0, 1, 2)
    assert value_of(admin, "T11", indicator="rule_a", period="2019") == 4


def test_what_a_validation_creates_is_gone(server, admin):
    put_profile(admin, "creates", {
        "constants": {"indicator": "rule_a", "period": "2022"},
        "unknown_school": "create", "unknown_area": "create",
        "unknown_member": "create",
        "columns": [
            {"header": "school", "as": "school"},
            {"header": "area", "as": "school_area"},
            {"header": "grade", "as": "dimension", "dimension": "grade"},
            {"header": "n", "as": "value"}]})
    body = "school,area,grade,n\nNEW1,NEWA,g9,3\nNEW2,NEWA,g8,4\n"
    before = contents(server)
    shown = admin.upload("observations", body, profile="creates",
                         mode="validate")
    assert shown.status == 200, shown
    assert contents(server) == before
    bad = admin.upload("observations", body + "NEW3,NEWB,g7,x\n",
                       profile="creates")
    assert bad.status == 422
    after = contents(server)
    assert {name for name in after if after[name] != before[name]} == {
        "import", "import_error", "audit"}
    done = admin.upload("observations", body, profile="creates")
    assert done.status == 201
    assert done.json["rows"] == shown.json["rows"]
    assert value_of(admin, "NEWA", indicator="rule_a", period="2022") == 7
    assert value_of(admin, "NEWA", indicator="rule_a", period="2022",
                    where__grade="g8") == 4


# --- keys ---

def test_a_validation_takes_no_key(admin):
    body = observations(("S1", "rule_c", "2020", 1))
    bad = admin.upload("observations", body + "S1,rule_c,2020,x\n",
                       mode="validate", key="tried-first")
    assert bad.status == 422
    reply = admin.upload("observations", body, key="tried-first")
    assert reply.status == 201, reply
    again = admin.upload("observations", body, key="tried-first",
                         mode="validate")
    assert again.status == 200, again


def test_a_replay_says_where_the_record_is(admin):
    body = observations(("S1", "rule_c", "2021", 1))
    first = admin.upload("observations", body, key="where")
    again = admin.upload("observations", body, key="where")
    assert again.headers["idempotent-replay"] == "true"
    assert again.headers["location"] == first.headers["location"]
    assert again.body == first.body


# --- sums ---

def test_a_sum_beyond_the_store_is_refused_whole(server, admin):
    put_profile(admin, "wide", WIDE)
    huge = "9" * 15
    rows = {code: f"{code},{huge},\n" * 9000 for code in ("S1", "S2", "S3")}
    admin.load("observations", "school,a,b\n" + rows["S1"], profile="wide",
               default__period="2011")
    before = contents(server)
    for body in (rows["S2"], rows["S2"] + rows["S3"], rows["S1"] * 2):
        reply = admin.upload("observations", "school,a,b\n" + body,
                             profile="wide", default__period="2011")
        assert reply.status == 422 and reply.code == "sum_too_large", reply
        assert contents(server) == before
    assert admin.load("observations", observations(
        ("S1", "rule_d", "2012", 1)))["rows"]["inserted"] == 1


# --- areas ---

def test_new_parent_of_an_old_area_in_one_file(server, admin):
    admin.load("areas", areas(("M1", "CN"), ("M2", "M1")))
    admin.load("schools", schools(("SM", "M2")))
    admin.load("observations", observations(("SM", "rule_a", "2015", 6)))
    done = admin.load("areas", areas(("M2", "M3"), ("M3", "M1"),
                                     ("M4", "M2")))
    assert done["rows"]["inserted"] == 2 and done["rows"]["updated"] == 1
    for area in ("M1", "M2", "M3"):
        assert value_of(admin, area, indicator="rule_a",
                        period="2015") == 6, area
    admin.load("areas", areas(("M2", "CN")))
    assert value_of(admin, "M2", indicator="rule_a", period="2015") == 6
    assert value_of(admin, "M1", indicator="rule_a",
                    period="2015") in (None, 0)


@pytest.mark.parametrize("rows", [
    [("T1", "T11")], [("T1", "T1")], [("CN", "T11")],
    [("CN", "X1"), ("X1", "")], [("X2", "X3"), ("X3", "X2")],
    [("T1", "X4"), ("X4", "T11")],
])
def test_an_area_is_never_below_itself(server, admin, rows):
    before = contents(server)
    reply = admin.upload("areas", areas(*rows))
    assert reply.status == 422, reply
    assert {code for _, _, code in faults(reply)} == {"cycle"}
    assert contents(server)["area"] == before["area"]
    assert contents(server)["area_ancestor"] == before["area_ancestor"]


def test_children_of_a_skipped_area_are_skipped(server, admin):
    body = areas(("K2", "K1"), ("K3", "K2"), ("K4", "T1"), ("K5", "K9"))
    body += "K1,,,county,T1,,\n"  # no name
    reply = admin.upload("areas", body, on_error="skip")
    assert reply.status == 201, reply
    assert counts(reply) == (5, 1, 0, 0, 4)
    assert server.psql("SELECT code FROM area WHERE code LIKE 'K_'") == [
        ["K4"]]
    again = admin.upload("areas", body, on_error="skip")
    assert counts(again) == (5, 0, 0, 1, 4)


def test_a_file_of_nothing_but_skipped_rows_changes_nothing(server, admin):
    before = contents(server)
    reply = admin.upload("schools", schools(("ZZ1", "NOPE")),
                         on_error="skip")
    assert reply.status == 201 and counts(reply) == (1, 0, 0, 0, 1)
    after = contents(server)
    assert {name for name in after if after[name] != before[name]} == {
        "import", "import_error", "audit"}


# --- schools ---

def test_a_school_closes_after_it_opened(admin):
    body = schools(("OC1", "T11"))
    admin.load("schools", body.replace(",,\n", ",2020-01-01,\n"))
    bad = admin.upload("schools", "code,name_zh,area,closed\n"
                       "OC1,OC1,T11,2019-01-01\n")
    assert bad.status == 422, bad
    assert faults(bad) == [(2, "closed", "bad_date")]
    bad = admin.upload("areas", AREA_HEAD + "OC2,x,,county,T1,2020-01-01,"
                       "2019-12-31\n")
    assert bad.status == 422 and faults(bad) == [(2, "valid_to", "bad_date")]


# --- indicators and dimensions ---

def test_the_parts_of_a_ratio_stay_what_can_be_summed(admin):
    admin.load("indicators", INDICATOR_HEAD + indicator("part_n")
               + indicator("part_d")
               + indicator("part_r", "ratio", ("part_n", "part_d"), "2"))
    for body in (indicator("part_s", "ratio", ("part_s", "part_d"), "2"),
                 indicator("part_s", "ratio", ("part_r", "part_d"), "2"),
                 indicator("part_s", "ratio", ("nope", "part_d"), "2"),
                 indicator("part_s", "ratio", ("", ""), "2"),
                 indicator("part_s", "flow", ("part_n", ""), "2"),
                 indicator("part_n", "ratio", ("part_d", "part_d"), "2"),
                 indicator("part_n", "distinct")):
        reply = admin.upload("indicators", INDICATOR_HEAD + body)
        assert reply.status == 422, (body, reply)


def test_what_has_data_keeps_its_kind_and_decimals(admin):
    admin.load("indicators", INDICATOR_HEAD + indicator("used_i"))
    admin.load("indicators", INDICATOR_HEAD + indicator("used_i", "stock"))
    admin.load("observations", observations(("S1", "used_i", "2020", 5)))
    for body in (indicator("used_i"), indicator("used_i", "stock", decimals=2),
                 indicator("used_i", "distinct")):
        reply = admin.upload("indicators", INDICATOR_HEAD + body)
        assert reply.status == 422, (body, reply)
        assert reply.json["errors"][0]["code"] == "in_use"
    named = indicator("used_i", "stock").replace("used_i,used_i", "used_i,名")
    assert admin.load("indicators", INDICATOR_HEAD
                      + named)["rows"]["updated"] == 1


def test_a_dimension_with_data_keeps_its_membership(admin):
    admin.load("dimensions", DIMENSION_HEAD + "ruled,partition,1,a,a,,\n")
    admin.load("dimensions", DIMENSION_HEAD + "ruled,overlapping,1,a,a,,\n")
    admin.load("observations", observations(
        ("S1", "rule_a", "2016", "a", 5), columns=("ruled",)))
    reply = admin.upload("dimensions", DIMENSION_HEAD
                         + "ruled,partition,1,a,a,,\n")
    assert reply.status == 422
    assert faults(reply) == [(2, "membership", "in_use")]
    mixed = admin.upload("dimensions", DIMENSION_HEAD
                         + "ruled,overlapping,2,b,b,,\nruled,partition,3,c,"
                         "c,,\n")
    assert mixed.status == 422


def test_membership_and_its_new_dimension_are_seen_at_once(admin):
    admin.load("dimensions", DIMENSION_HEAD + "turned,overlapping,1,a,a,,\n")
    admin.load("dimensions", DIMENSION_HEAD + "turned,partition,1,a,a,,\n")
    admin.load("observations", observations(
        ("S1", "rule_a", "2017", "a", 5), columns=("turned",)))
    assert value_of(admin, "T1", indicator="rule_a", period="2017") == 5


@pytest.mark.parametrize("code", ["area", "base", "school_name", "change_pp",
                                  "new", "times", "figure_id", "note"])
def test_no_dimension_is_called_like_a_column(admin, code):
    reply = admin.upload("dimensions", DIMENSION_HEAD + (
        f"{code}x,partition,1,a,a,,\n{code},partition,1,a,a,,\n"))
    assert reply.status == 422
    assert faults(reply) == [(3, "dimension", "reserved_code")]


def test_every_column_of_an_answer_is_reserved(admin):
    """What an answer may consist of, by the questions that ask for most."""
    asked = ({"indicator": "rule_a", "period": "2016,2017", "by": "school",
              "compare": "prev_year", "labels": "both", "basis": "matched",
              "parts": "true", "lineage": "true",
              "measures": "flags,direction,times,rel_pct"},
             {"indicator": "rule_a", "period": "2017", "years": "2",
              "compare": "prev_year", "measures": "avg_pct",
              "statuses": "true"},
             {"indicator": "train_persontimes", "period": "2017",
              "ytd": "M03", "compare": "prev_year"},
             {"indicator": "ent_partners", "period": "2023-12-31",
              "compare": "prev_year"})
    columns = {column["id"] for question in asked
               for column in admin.data(**question).json["columns"]}
    assert len(columns) > 35, columns
    reply = admin.upload("dimensions", DIMENSION_HEAD + "".join(
        f"{column},partition,1,a,a,,\n" for column in sorted(columns)))
    assert {code for _, _, code in faults(reply)} == {"reserved_code"}
    assert len(faults(reply)) == len(columns)


# --- texts ---

@pytest.mark.parametrize("note,good", [
    ("一" * 333, True), ("x" * 1000, True), ("x" * 1001, False),
    ("a\x1fb", False), ("a\x01b", False), ("tab\tin", False)])
def test_notes(server, admin, note, good):
    reply = admin.upload("observations", "school,indicator,period,value,"
                         f"note\nS1,rule_b,2013,1,{note}\n")
    assert (reply.status == 201) == good, reply
    if good:
        assert server.psql("SELECT note FROM observation ORDER BY revision "
                           "DESC LIMIT 1") == [[note]]
    else:
        assert reply.json["errors"][0]["code"] == "bad_text"


@pytest.mark.parametrize("name", ["a\x1fb", "\x01", "x\x00y"])
def test_no_name_breaks_out_of_its_field(server, admin, name):
    reply = admin.upload("areas", AREA_HEAD + f"SEP,{name},,county,T1,,\n")
    assert reply.status == 422, reply
    assert server.psql("SELECT count(*) FROM area WHERE code = 'SEP'") == [
        ["0"]]


def test_long_codes_are_told_short(admin):
    reply = admin.upload("observations", observations(
        ("S" * 60000, "i" * 60000, "p" * 60000, "v" * 60000)))
    assert reply.status == 422
    assert len(reply.body) < 20000


# --- limits ---

def test_the_catalogue_has_limits(server, admin):
    before = contents(server)
    body = DIMENSION_HEAD + "".join(
        f"many{i},partition,1,{m},x,,\n" for i in range(201) for m in "ab")
    reply = admin.upload("dimensions", body)
    assert reply.status == 422, reply
    assert {e["code"] for e in reply.json["errors"]} == {"too_many"}
    assert "200" in reply.json["errors"][0]["message"]
    chain = areas(("D0", "T1"), *[(f"D{i}", f"D{i - 1}")
                                  for i in range(1, 200)])
    reply = admin.upload("areas", chain)
    assert reply.status == 422
    assert {e["code"] for e in reply.json["errors"]} == {"too_many"}
    after = contents(server)
    assert {name for name in after if after[name] != before[name]} == {
        "import", "import_error", "audit"}
