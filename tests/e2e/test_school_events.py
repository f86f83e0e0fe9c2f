"""What happened to schools: imported, listed, and what it does to the days
and places of schools; nothing that cannot be is taken."""
import json
import zlib

import pytest

from lib.world import AREAS, observations

HEAD = "date,kind,from,to,weight,note\n"
SCHOOL_HEAD = ("code,name_zh,name_en,level,type,ownership,area,opened,"
               "closed\n")
INDICATOR = ("code,name_zh,name_en,unit,kind,numerator,denominator,"
             "agg_schools,agg_time,period_type,breakdowns,direction,source,"
             "decimals\nev_a,ev_a,,人,flow,,,sum,sum,calendar_year,,,,0\n")


def events(*rows):
    """date kind from to [weight [note]], separated by blanks; - is empty."""
    lines = []
    for row in rows:
        cells = [c if c != "-" else "" for c in row.split()]
        lines.append(",".join(cells + [""] * (6 - len(cells))) + "\n")
    return HEAD + "".join(lines)


@pytest.fixture(scope="module", autouse=True)
def places(server):
    server.admin.load("areas", AREAS)
    server.admin.load("indicators", INDICATOR)


@pytest.fixture
def make(server, request):
    """make(n, area=, opened=): codes of new schools, each test its own."""
    prefix = f"E{zlib.crc32(request.node.name.encode())}"
    made = []

    def one(count, area="T11", opened="", closed=""):
        codes = [f"{prefix}-{len(made) + i}" for i in range(count)]
        made.extend(codes)
        server.admin.load("schools", SCHOOL_HEAD + "".join(
            f"{c},{c},,sv,361,public,{area},{opened},{closed}\n"
            for c in codes))
        return codes if count > 1 else codes[0]
    return one


def school(server, code):
    return server.public.ok("/v1/schools", id=code).json["schools"][0]


def listed(server, code):
    return server.public.ok("/v1/school-events",
                            school=code).json["school_events"]


def counts(done):
    rows = done["rows"]
    return tuple(rows[k] for k in ("read", "inserted", "updated",
                                   "unchanged", "rejected"))


def refused(server, body, *wanted):
    """Each wanted fault is a line, column and code, and there is no other."""
    before = server.psql("SELECT * FROM school_event ORDER BY id")
    reply = server.admin.upload("school-events", body)
    assert reply.status == 422, reply
    got = {(e["line"], e["column"], e["code"])
           for e in reply.json["errors"]}
    assert got == set(wanted), reply.json["errors"]
    for error in reply.json["errors"]:
        assert "{" not in error["message"], error
    assert server.psql("SELECT * FROM school_event ORDER BY id") == before


# --- what events do ---

def test_a_merge_closes_and_opens(server, make):
    a, b, m = make(3)
    done = server.admin.load("school-events", events(
        f"2018-02-01 merge {a} {m}", f"2018-02-01 merge {b} {m} - 合并"))
    assert counts(done) == (2, 2, 0, 0, 0) and done["warnings"] == []
    for code in (a, b):
        assert school(server, code)["closed"] == "2018-01-31"
        assert school(server, code)["opened"] is None
    assert school(server, m)["opened"] == "2018-02-01"
    assert school(server, m)["closed"] is None
    assert listed(server, m) == [
        {"date": "2018-02-01", "kind": "merge", "from": a, "to": m,
         "area_from": None, "level_from": None, "weight": None, "note": ""},
        {"date": "2018-02-01", "kind": "merge", "from": b, "to": m,
         "area_from": None, "level_from": None, "weight": None,
         "note": "合并"}]
    assert len(listed(server, a)) == 1


def test_again_is_unchanged(server, make):
    a, b, c, m = make(4)
    body = events(f"2018-02-01 merge {a} {m}",
                  f"2019-02-01 split {m} {b} 0.25",
                  f"2019-02-01 split {m} {c} 0.75")
    first = server.admin.load("school-events", body)
    again = server.admin.load("school-events", body)
    assert counts(again) == (3, 0, 0, 3, 0)
    assert again["revision"] == first["revision"]
    part = server.admin.load("school-events",
                             "date,kind,from,to\n"
                             f"2018-02-01,merge,{a},{m}\n")
    assert counts(part) == (1, 0, 0, 1, 0)


def test_another_weight_or_note_is_an_update(server, make):
    a, b, c = make(3)
    server.admin.load("school-events", events(
        f"2018-09-01 split {a} {b} 0.25", f"2018-09-01 split {a} {c} 0.75"))
    done = server.admin.load("school-events", events(
        f"2018-09-01 split {a} {b} 0.250000 n",
        f"2018-09-01 split {a} {c} 0.75"))
    assert counts(done) == (2, 0, 1, 1, 0)
    done = server.admin.load("school-events", events(
        f"2018-09-01 split {a} {b}", f"2018-09-01 split {a} {c}"))
    assert counts(done) == (2, 0, 2, 0, 0)
    assert [e["weight"] for e in listed(server, a)] == [None, None]
    refused(server, events(f"2018-09-01 split {a} {b} 0.5"),
            (2, "weight", "split_weights"))


def test_who_goes_on_stays_open(server, make):
    a, b, c = make(3, opened="2001-09-01")
    server.admin.load("school-events", events(
        f"2018-02-01 merge {a} {a}", f"2018-02-01 merge {b} {a}",
        f"2019-02-01 split {a} {a}", f"2019-02-01 split {a} {c}"))
    assert school(server, a)["closed"] is None
    assert school(server, a)["opened"] == "2001-09-01"
    assert school(server, b)["closed"] == "2018-01-31"


def test_who_reported_before_was_there_before(server, make):
    a, b, m, n = make(4)
    server.admin.load("observations", observations((m, "ev_a", "2016", 5)))
    server.admin.load("school-events", events(
        f"2018-02-01 merge {a} {m}", f"2018-02-01 rename {b} {n}"))
    assert school(server, m)["opened"] is None
    assert school(server, n)["opened"] == "2018-02-01"


def test_a_code_that_comes_to_life_again(server, make):
    a, b = make(2)
    server.admin.load("school-events", events(
        f"2010-09-01 rename {a} {b}", f"2015-09-01 rename {b} {a}"))
    assert school(server, a)["closed"] is None
    assert school(server, b)["closed"] == "2015-08-31"
    assert school(server, b)["opened"] == "2010-09-01"
    server.admin.load("school-events", events(f"2020-09-01 merge {a} {b}"))
    assert school(server, a)["closed"] == "2020-08-31"
    assert school(server, b)["closed"] is None


def test_to_close_and_to_open(server, make):
    a, b, c = make(3)
    server.admin.load("school-events", events(
        f"2018-08-31 close {a} -", f"2018-08-31 close - {b}",
        f"2012-09-01 open - {c}"))
    assert school(server, a)["closed"] == "2018-08-31"
    assert school(server, b)["closed"] == "2018-08-31"
    assert school(server, c)["opened"] == "2012-09-01"
    server.admin.load("school-events", events(f"2020-09-01 open {a} {a}"))
    assert school(server, a)["closed"] is None
    assert [(e["from"], e["to"]) for e in listed(server, a)] == [
        (a, None), (None, a)]


def test_a_transfer_takes_the_figures_along(server, make):
    a = make(1)
    server.admin.load("observations", observations((a, "ev_a", "2013", 7)))

    def totals():
        return [server.public.data(indicator="ev_a", period="2013",
                                   area=x).rows() for x in ("T1", "T11",
                                                            "T12")]
    assert [r[0]["value"] if r else 0 for r in totals()][0] == 7
    server.admin.load("school-events", events(
        f"2018-09-01 transfer {a} T12 - 划转"))
    assert school(server, a)["area"] == "T12"
    # What the store adds up: where the school is now.
    assert server.psql(
        "SELECT a.code, t.sum, t.reported FROM total t JOIN cell c "
        "ON c.id = t.cell JOIN area a ON a.id = t.area JOIN indicator i "
        "ON i.id = c.indicator WHERE i.code = 'ev_a' AND c.period = 2013000 "
        "AND a.code IN ('T1', 'T11', 'T12') ORDER BY 1") == [
            ["T1", "7", "1"], ["T11", "0", "0"], ["T12", "7", "1"]]
    assert listed(server, a)[0]["area_from"] == "T11"
    assert listed(server, a)[0]["to"] == "T12"


def test_transfers_in_any_order_make_one_way(server, make):
    a = make(1)
    server.admin.load("school-events", events(f"2018-09-01 transfer {a} T12"))
    # Before that it had been somewhere else still.
    server.admin.load("school-events", events(
        f"2010-09-01 transfer {a} T1 - n", f"2014-09-01 transfer {a} T11",
        f"2018-09-01 transfer {a} T12 - noted"))
    way = [(e["date"], e["area_from"], e["to"], e["note"])
           for e in listed(server, a)]
    assert way == [("2010-09-01", "T11", "T1", "n"),
                   ("2014-09-01", "T1", "T11", ""),
                   ("2018-09-01", "T11", "T12", "noted")]
    assert school(server, a)["area"] == "T12"
    server.admin.load("school-events", events(
        f"2012-09-01 transfer {a} CN", f"2020-09-01 transfer {a} T1"))
    way = [(e["area_from"], e["to"]) for e in listed(server, a)]
    assert way == [("T11", "T1"), ("T1", "CN"), ("CN", "T11"),
                   ("T11", "T12"), ("T12", "T1")]
    assert school(server, a)["area"] == "T1"


def test_levels_change(server, make):
    a = make(1)
    server.admin.load("school-events", events(
        f"2018-09-01 change_level {a} hv"))
    server.admin.load("school-events", events(
        f"2016-09-01 change_level {a} sv2"))
    assert school(server, a)["level"] == "hv"
    assert [(e["level_from"], e["to"]) for e in listed(server, a)] == [
        ("sv", "sv2"), ("sv2", "hv")]


def test_a_validation_leaves_nothing(server, make):
    a, m = make(2)
    body = events(f"2018-02-01 merge {a} {m}", f"2017-02-01 transfer {a} T12")
    before = server.psql("SELECT * FROM school ORDER BY id")
    reply = server.admin.upload("school-events", body, mode="validate")
    assert reply.status == 200, reply
    assert counts(reply.json) == (2, 2, 0, 0, 0)
    assert server.psql("SELECT * FROM school ORDER BY id") == before
    assert listed(server, a) == []


def test_json_and_lines_say_the_same(server, make):
    a, b, m, n = make(4)
    rows = [{"date": "2018-02-01", "kind": "split", "from": a, "to": m,
             "weight": 0.4},
            {"date": "2018-02-01", "kind": "split", "from": a, "to": n,
             "weight": "0.6", "note": "x"}]
    done = server.admin.load("school-events", json.dumps(rows),
                             type_="application/json")
    assert counts(done) == (2, 2, 0, 0, 0)
    rows[0]["weight"] = 0.400001
    rows[1]["weight"] = 0.599999
    done = server.admin.load("school-events",
                             "".join(json.dumps(r) + "\n" for r in rows),
                             type_="application/x-ndjson")
    assert counts(done) == (2, 0, 2, 0, 0)
    assert [e["weight"] for e in listed(server, a)] == [0.400001, 0.599999]
    assert b


def test_only_administrators(server, make):
    a, m = make(2)
    token = server.daemon.create_token("sub-events", "submitter", "--area",
                                       "CN")
    reply = server.admin.as_(token).upload(
        "school-events", events(f"2018-02-01 merge {a} {m}"))
    assert reply.status == 403
    assert server.public.upload(
        "school-events", events(f"2018-02-01 merge {a} {m}")).status == 401


def test_the_list_goes_on_by_pages(server, make):
    a = make(1)
    days = [f"20{year}-09-01" for year in range(10, 15)]
    server.admin.load("school-events", events(*(
        f"{day} transfer {a} {'T12' if i % 2 == 0 else 'T11'}"
        for i, day in enumerate(days))))
    got, cursor = [], {}
    while True:
        page = server.public.ok("/v1/school-events", school=a, limit="2",
                                **cursor).json
        got += [e["date"] for e in page["school_events"]]
        assert page["meta"]["count"] == 5
        if page["meta"]["next"] is None:
            break
        cursor = {"cursor": page["meta"]["next"]}
    assert got == days
    bad = server.public.get("/v1/school-events", school="NO-SUCH")
    assert bad.status == 422 and bad.json["errors"][0]["path"] == "school"
    assert server.public.get("/v1/school-events",
                             cursor="x").status == 400


def test_figures_out_of_time_are_told(server, make):
    a, m, o = make(3)
    server.admin.load("observations", observations(
        (a, "ev_a", "2018", 5), (a, "ev_a", "2017", 5),
        (o, "ev_a", "2011", 5)))
    done = server.admin.load("school-events", events(
        f"2018-01-01 merge {a} {m}", f"2012-01-01 open - {o}"))
    assert done["warnings"] == [
        {"code": "figures_after_closing", "subject": a},
        {"code": "figures_before_opening", "subject": o}]


def test_cumulative_figures_begin_in_january(server, make):
    a, m, o = make(3)
    server.admin.load("observations", "school,indicator,period,basis,value\n"
                      + "".join(f"{s},train_persontimes,{y}M03,ytd,5\n"
                                for s, y in ((a, 2018), (a, 2017),
                                             (o, 2011))))
    done = server.admin.load("school-events", events(
        f"2017-07-01 merge {a} {m}", f"2012-01-01 open - {o}"))
    assert done["warnings"] == [
        {"code": "figures_after_closing", "subject": a},
        {"code": "figures_before_opening", "subject": o}]


def test_an_area_that_is_no_more_is_told(server, make):
    server.admin.load("areas", "code,name_zh,level,parent,valid_from,"
                      "valid_to\nOLD1,旧县,county,T1,,2016-12-31\n")
    a = make(1)
    done = server.admin.load("school-events", events(
        f"2016-09-01 transfer {a} OLD1"))
    assert done["warnings"] == []
    done = server.admin.load("school-events", events(
        f"2017-09-01 transfer {a} T12", f"2018-09-01 transfer {a} OLD1"))
    assert done["warnings"] == [{"code": "area_ended", "subject": "OLD1"}]
    done = server.admin.load("schools", SCHOOL_HEAD
                             + f"{a},{a},,sv,361,public,OLD1,,\n")
    assert done["warnings"] == [{"code": "area_ended", "subject": "OLD1"}]


def test_a_list_of_schools_that_says_otherwise_is_told(server, make):
    a, b, m = make(3)
    server.admin.load("school-events", events(
        f"2018-02-01 merge {a} {m}", f"2018-02-01 transfer {b} T12"))
    rows = SCHOOL_HEAD + "".join(f"{c},{c},,sv,361,public,T11,,\n"
                                 for c in (a, b, m))
    done = server.admin.load("schools", rows)
    assert done["warnings"] == [{"code": "ended_by_event", "subject": a},
                                {"code": "moved_by_event", "subject": b}]
    # The file is believed; it may lack what events tell better.
    assert school(server, a)["closed"] is None
    done = server.admin.load("schools", SCHOOL_HEAD + "".join(
        f"{c},{c},,sv,361,public,{area},,{closed}\n" for c, area, closed in
        ((a, "T11", "2018-01-31"), (b, "T12", ""))))
    assert done["warnings"] == []
    done = server.admin.load("schools", "code,name_zh,area\n"
                             f"{a},x,T11\n{b},x,T12\n")
    assert done["warnings"] == []
    assert school(server, a)["closed"] == "2018-01-31"


# --- what cannot be ---

def test_cells(server, make):
    a, b = make(2)
    refused(server, events(f"2018-02-30 merge {a} {b}"),
            (2, "date", "bad_date"))
    refused(server, events(f"2018-02-01 marry {a} {b}"),
            (2, "kind", "bad_choice"))
    for weight in ("0", "1.000001", "-0.5", "0.1234567", "1e-1", ".5", "x"):
        refused(server, events(f"2018-02-01 split {a} {b} {weight}"),
                (2, "weight", "bad_weight"))
    refused(server, events(f"2199-02-01 merge {a} {b}"),
            (2, "date", "future_event"))


def test_who_and_where(server, make):
    a, b, c = make(3)
    refused(server, events(
        f"2018-02-01 merge {a} NOPE", f"2018-02-01 rename NOPE {b}",
        f"2018-02-01 transfer {b} NOPE", f"2018-02-01 merge - {b}",
        f"2018-02-01 rename {c} -", f"2018-02-02 close - -",
        f"2018-02-02 open {a} {b}", f"2018-02-03 change_level {a} -"),
        (2, "to", "unknown_school"), (3, "from", "unknown_school"),
        (4, "to", "unknown_area"), (5, "from", "empty_cell"),
        (6, "to", "empty_cell"), (7, "from", "empty_cell"),
        (8, "to", "event_schools"), (9, "to", "empty_cell"))


def test_weights(server, make):
    a, b, c, d, e = make(5)
    refused(server, events(
        f"2018-02-01 split {a} {b} 0.5", f"2018-02-01 split {a} {c} 0.4"),
        (2, "weight", "split_weights"), (3, "weight", "split_weights"))
    refused(server, events(
        f"2018-02-01 split {a} {b} 0.5", f"2018-02-01 split {a} {c}"),
        (2, "weight", "split_weights"), (3, "weight", "split_weights"))
    refused(server, events(f"2018-02-01 merge {d} {e} 0.5"),
            (2, "weight", "event_weight"))
    refused(server, events(f"2018-02-01 split {a} {b}"),
            (2, "to", "split_alone"))


def test_nobody_else(server, make):
    a, b = make(2)
    refused(server, events(f"2018-02-01 merge {a} {a}",
                           f"2018-02-01 rename {b} {b}"),
            (2, "from", "event_alone"), (3, "from", "event_alone"))


def test_two_things_on_one_day(server, make):
    a, b, c, d = make(4)
    for rows in ((f"merge {a} {b}", f"merge {a} {c}"),
                 (f"merge {a} {b}", f"rename {a} {b}"),
                 (f"transfer {a} T1", f"transfer {a} T12"),
                 (f"change_level {a} x", f"change_level {a} y")):
        refused(server, events(*("2018-02-01 " + row for row in rows)),
                (2, "from", "event_clash"), (3, "from", "event_clash"))
    refused(server, events(f"2018-02-01 merge {a} {b}",
                           f"2018-02-01 close {a} -"),
            (2, "from", "event_clash"), (3, "from", "event_clash"),
            (3, "from", "school_ended"))
    # Who goes where first?
    refused(server, events(f"2018-02-01 merge {a} {b}",
                           f"2018-02-01 merge {b} {c}"),
            (2, "to", "event_clash"))
    refused(server, events(f"2018-02-01 rename {a} {b}",
                           f"2018-02-01 rename {b} {a}"),
            (2, "to", "event_clash"), (3, "to", "event_clash"))
    server.admin.load("school-events", events(f"2018-02-01 merge {a} {b}"))
    refused(server, events(f"2018-02-01 merge {a} {c}"),
            (2, "from", "event_clash"))
    refused(server, events(f"2018-02-01 merge {b} {c}"),
            (2, "from", "event_clash"), (2, "date", "bad_date"))
    refused(server, events(f"2018-02-01 merge {d} {a}"),
            (2, "to", "event_clash"))


def test_repeated(server, make):
    a, b = make(2)
    refused(server, events(f"2018-02-01 merge {a} {b}",
                           f"2018-02-01 merge {a} {b} - n"),
            (3, None, "duplicate_key"), (2, "from", "event_clash"),
            (3, "from", "event_clash"))


def test_after_its_end(server, make):
    a, b, c = make(3)
    server.admin.load("school-events", events(f"2018-02-01 merge {a} {b}"))
    for row in (f"merge {a} {c}", f"transfer {a} T12", f"close {a} -"):
        refused(server, events(f"2019-02-01 {row}"),
                (2, "from", "school_ended"))
    refused(server, events(f"2017-02-01 merge {a} {c}"),
            (2, "date", "event_clash"))
    refused(server, events(f"2012-02-01 close {c} -",
                           f"2013-02-01 merge {c} {b}"),
            (3, "from", "school_ended"))
    server.admin.load("school-events", events(
        f"2019-02-01 open - {a}", f"2020-02-01 merge {a} {c}"))
    refused(server, events(f"2019-03-01 open - {a}"),
            (2, "to", "school_runs"))


def test_before_it_opened(server, make):
    a, b = make(2, opened="2010-09-01")
    refused(server, events(f"2010-09-01 merge {a} {b}",
                           f"2009-09-01 transfer {a} T12"),
            (2, "date", "bad_date"), (3, "date", "bad_date"))
    refused(server, events(f"2012-09-01 open - {a}"),
            (2, "to", "school_runs"))


def test_nothing_changes(server, make):
    a = make(1)
    refused(server, events(f"2018-02-01 transfer {a} T11",
                           f"2018-02-01 change_level {a} sv"),
            (2, "to", "event_no_change"), (3, "to", "event_no_change"))
    server.admin.load("school-events", events(f"2018-02-01 transfer {a} T12"))
    refused(server, events(f"2016-02-01 transfer {a} T12"),
            (2, "to", "event_clash"))


def test_too_many_successors(server, make):
    parts = make(34)
    first = [f"2010-09-01 split {parts[0]} {p}" for p in parts[1:31]]
    server.admin.load("school-events", events(*first))
    reply = server.admin.upload("school-events", events(
        *(f"2011-09-01 split {parts[1]} {p}" for p in parts[31:])))
    assert reply.status == 422, reply
    assert {e["code"] for e in reply.json["errors"]} == {
        "too_many_successors"}
    server.admin.load("school-events", events(
        *(f"2011-09-01 split {parts[1]} {p}" for p in parts[31:33])))


def test_good_rows_of_a_bad_file(server, make):
    a, b, c, d = make(4)
    done = server.admin.load("school-events", events(
        f"2018-02-01 merge {a} {b}", f"2018-02-01 merge {c} NOPE",
        f"2018-02-01 split {c} {d} 0.5"), on_error="skip")
    assert counts(done) == (3, 1, 0, 0, 2)
    assert school(server, a)["closed"] == "2018-01-31"
    assert school(server, c)["closed"] is None
