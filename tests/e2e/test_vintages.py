"""Two prints of a figure, and how it came to be what it is."""
import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from lib import world
from lib.credit import code, entries, entry
from lib.mixed import PERIODS, as_csv, load, move_schools
from lib.rule import area_figure
from lib.server import close_server, make_server
from lib.world import HEADER


def ask(client, **params):
    return client.ok("/v1/vintages", **params).json


def revisions(client, **params):
    return client.ok("/v1/revisions", **params).json


@pytest.fixture(scope="module")
def told(server):
    """Awards of one school: last year's print, then a correction of last
    year's figure, then this year's figure."""
    admin = server.admin
    world.load(admin)
    return [admin.load("observations", HEADER + rows)["revision"] for rows in (
        "S1,comp_awards,2020,100\nS1,comp_awards,2019,90\n",
        "S1,comp_awards,2020,110\n",
        "S1,comp_awards,2021,120\n",
        "S1,comp_awards,2021,125\n")]


def test_the_change_is_real_and_revision(server, told):
    answer = ask(server.public, indicator="comp_awards", area="T1",
                 period="2021", first=told[0], second=told[2])
    assert answer["meta"]["first"]["revision"] == told[0]
    assert answer["meta"]["second"]["revision"] == told[2]
    assert answer["meta"]["change_unit"] == answer["meta"]["unit"]
    assert answer["rows"] == [{
        "period": "2021", "base_period": "2020", "first_value": None,
        "first_base": 100, "second_value": 120, "second_base": 110,
        "change": 20, "real": 10, "revision": 10, "value_revision": None,
        "reason": "OK"}]


def test_the_second_print_is_the_present_one_unless_said(server, told):
    row, = ask(server.public, indicator="comp_awards", period="2021",
               first=told[2])["rows"]
    assert (row["first_value"], row["second_value"],
            row["value_revision"]) == (120, 125, 5)
    assert (row["change"], row["real"], row["revision"]) == (15, 15, 0)


def test_a_print_is_had_by_its_time(server, told):
    by_revision = ask(server.public, indicator="comp_awards", period="2021",
                      first=told[0], second=told[2])
    time = by_revision["meta"]["first"]["committed_at"]
    by_time = ask(server.public, indicator="comp_awards", period="2021",
                  first=time, second=told[2])
    assert by_time == by_revision


def test_what_is_missing_has_a_reason(server, told):
    rows = ask(server.public, indicator="comp_awards", period="2019..2022",
               first="1999-12-31", second=told[2])["rows"]
    assert [row["reason"] for row in rows] == [
        "BASE_MISSING", "BASE_MISSING", "BASE_MISSING", "CUR_MISSING"]
    assert [row["real"] for row in rows] == [None, 20, 10, None]
    assert all(row["revision"] is None for row in rows)
    assert ask(server.public, indicator="comp_awards", period="2021",
               first="1999-12-31")["meta"]["first"] == {
        "revision": 0, "committed_at": None}


def test_a_rate_changes_in_points(own_server):
    server = own_server()
    world.load(server.admin)
    first = server.admin.load("observations", HEADER +
                              "S1,grads_sv,2021AY,300\n"
                              "S1,grads_sv_to_hv,2021AY,200\n")["revision"]
    server.admin.load("observations", HEADER +
                      "S1,grads_sv,2021AY,310\nS1,grads_sv,2022AY,290\n"
                      "S1,grads_sv_to_hv,2022AY,210\n")
    answer = ask(server.public, indicator="adv_rate_hv", period="2022AY",
                 first=first, digits=3)
    row, = answer["rows"]
    assert answer["meta"]["change_unit"] == "pp"
    # 210/290 - 200/300 and 210/290 - 200/310, in per cent
    assert (row["change"], row["real"], row["revision"]) == (
        5.747, 7.898, -2.151)
    assert row["reason"] == "OK_PP"


def test_a_break_is_refused_unless_it_is_allowed(own_server):
    server = own_server()
    world.load(server.admin)
    first = server.admin.load("observations", HEADER +
                              "S1,comp_awards,2020,100\n")["revision"]
    server.admin.load("observations", HEADER + "S1,comp_awards,2021,120\n")
    server.admin.load("breaks", "indicator,period,note_zh\n"
                      "comp_awards,2021,口径\n")
    question = {"indicator": "comp_awards", "period": "2021", "first": first}
    reply = server.public.get("/v1/vintages", **question)
    assert (reply.status, reply.code) == (422, "definition_break")
    row, = ask(server.public, allow_break="true", **question)["rows"]
    assert (row["change"], row["real"], row["reason"]) == (20, 20, "OK")


# --- the triangle ---

def test_every_revision_that_changed_a_figure(server, told):
    answer = revisions(server.public, indicator="comp_awards", area="T1",
                       period="2020,2021")
    assert [(r["revision"], r["period"], r["value"], r["change"], r["status"])
            for r in answer["rows"]] == [
        (told[0], "2020", 100, None, "A"), (told[1], "2020", 110, 10, "A"),
        (told[2], "2021", 120, None, "A"), (told[3], "2021", 125, 5, "A")]
    assert answer["meta"]["next"] is None
    imports = dict((int(r), i) for r, i in server.psql(
        "SELECT revision, id FROM import WHERE changed"))
    assert [imports[r["revision"]] for r in answer["rows"]] == [
        r["import"] for r in answer["rows"]]


def test_pages_of_revisions_follow_each_other(server, told):
    question = {"indicator": "comp_awards", "area": "T11",
                "period": "2019..2021"}
    wanted = revisions(server.public, **question)["rows"]
    for limit in 1, 2, 3:
        page = revisions(server.public, limit=limit, **question)
        rows = page["rows"]
        while page["meta"]["next"]:
            page = revisions(server.public, limit=limit,
                             cursor=page["meta"]["next"], **question)
            rows += page["rows"]
        assert rows == wanted


def test_a_page_ends_when_its_time_is_over(server, told):
    """The history is locked for longer than a page may take."""
    params = {"indicator": "comp_awards", "area": "T1",
              "period": "2020,2021"}
    whole = server.public.ok("/v1/revisions", **params)
    assert "etag" in whole.headers and whole.json["meta"]["next"] is None
    with ThreadPoolExecutor(1) as pool:
        lock = pool.submit(server.psql, "BEGIN; LOCK TABLE "
                           "observation_history; SELECT pg_sleep(2); COMMIT")
        while server.psql("SELECT 1 FROM pg_locks WHERE relation = "
                          "'observation_history'::regclass AND mode = "
                          "'AccessExclusiveLock' AND granted") == []:
            assert not lock.done()
        page = server.public.ok("/v1/revisions", **params)
        lock.result()
    assert "etag" not in page.headers
    assert page.headers["cache-control"] == "no-store"
    rows, following = page.json["rows"], page.json["meta"]["next"]
    assert 0 < len(rows) < len(whole.json["rows"]) and following
    while following:
        more = revisions(server.public, cursor=following, **params)
        rows, following = rows + more["rows"], more["meta"]["next"]
    assert rows == whole.json["rows"]


def test_an_area_that_nothing_happened_in(server, told):
    assert revisions(server.public, indicator="comp_awards", area="T12",
                     period="2020")["rows"] == []


@pytest.fixture(scope="module")
def mixed(cluster, openapi, tmp_path_factory):
    """Random reports in mixed detail, corrections and moves; what the rule
    says of areas at each revision."""
    server = make_server(cluster, openapi, tmp_path_factory.mktemp("mixed"))
    server.daemon.start()
    made = load(server, 5)
    said = {}
    for step in range(8):
        rows = made.some_rows(made.random.randint(20, 50))
        server.admin.load("observations", as_csv(rows))
        made.reports.update(rows)
        if step % 3 == 2:
            move_schools(server.admin, made, {
                made.random.choice(list(made.schools)): "P2"})
        revision = int(server.psql("SELECT revision FROM data_revision")[0][0])
        said[revision] = {
            (area, period): area_figure(made, "prop", period, area, {})[0]
            for area in ("CN", "P1", "P2") for period in PERIODS}
    try:
        yield server, said
        close_server(server)
    finally:
        server.daemon.kill()


def test_real_and_revision_add_up_to_the_change(mixed):
    server, said = mixed
    chance = random.Random(1)
    for _ in range(25):
        first, second = sorted(chance.sample(list(said), 2))
        area = chance.choice(["CN", "P1", "P2"])
        row, = ask(server.public, indicator="prop", area=area, period="2022",
                   first=first, second=second)["rows"]
        assert row["first_value"] == said[first][area, "2022"]
        assert row["first_base"] == said[first][area, "2021"]
        assert row["second_value"] == said[second][area, "2022"]
        assert row["second_base"] == said[second][area, "2021"]
        if None not in (row["change"], row["real"]):
            assert (Decimal(row["real"]) + Decimal(row["revision"])
                    == Decimal(row["change"])
                    == row["second_value"] - row["first_base"])


def test_the_triangle_ends_at_what_the_rule_says(mixed):
    server, said = mixed
    for area in "CN", "P1", "P2":
        rows = revisions(server.public, indicator="prop", area=area,
                         period="2021,2022", limit=100)["rows"]
        for revision, figures in said.items():
            for period in PERIODS:
                known = [row["value"] for row in rows if row["period"] ==
                         period and row["revision"] <= revision]
                assert (known[-1] if known else None) == figures[area, period]


@pytest.mark.parametrize("params,status,code", [
    ({"period": "2021", "first": "1"}, 400, "missing_parameter"),
    ({"indicator": "comp_awards", "first": "1"}, 400, "missing_parameter"),
    ({"indicator": "comp_awards", "period": "2021"}, 400,
     "missing_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "first": "soon"}, 400,
     "bad_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "first": "2024-02-30"},
     400, "bad_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "first": "1",
      "by": "school"}, 400, "unknown_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "first": "1",
      "compare": "none"}, 400, "bad_parameter"),
    ({"indicator": "comp_awards,students_ft", "period": "2021", "first": "1"},
     422, "too_many"),
    ({"indicator": "nope", "period": "2021", "first": "1"}, 400,
     "unknown_indicator"),
])
def test_bad_questions(server, told, params, status, code):
    reply = server.public.get("/v1/vintages", **params)
    assert (reply.status, reply.code) == (status, code), reply


@pytest.mark.parametrize("params,status,code", [
    ({"period": "2021"}, 400, "missing_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "limit": "101"}, 400,
     "bad_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "cursor": "x"}, 400,
     "bad_cursor"),
    ({"indicator": "comp_awards", "period": "2021", "compare": "none"}, 400,
     "unknown_parameter"),
    ({"indicator": "comp_awards", "period": "2021", "area": "T11,T12"}, 422,
     "too_many"),
])
def test_bad_questions_about_revisions(server, told, params, status, code):
    reply = server.public.get("/v1/revisions", **params)
    assert (reply.status, reply.code) == (status, code), reply


def test_sets_have_prints_too(own_server):
    server = own_server()
    world.load(server.admin)
    first = server.admin.load("partnerships", entries(
        entry("S1", code(1)), entry("S2", code(1)),
        entry("S2", code(2))))["revision"]
    server.admin.load("partnerships", entries(
        entry("S1", code(3)), entry("S2", code(4), start="2024-03-01")))
    row, = ask(server.public, indicator="ent_partners", area="T11",
               period="2024-09-01", first=first)["rows"]
    assert (row["first_value"], row["first_base"], row["second_value"],
            row["second_base"]) == (2, 2, 4, 3)
    assert (row["change"], row["real"], row["revision"],
            row["value_revision"]) == (2, 1, 1, 2)


def test_the_triangle_of_a_count_of_enterprises(own_server):
    """Each revision that changed it, recounted from what was imported."""
    server = own_server()
    admin = server.admin
    world.load(admin)
    rng = random.Random(11)
    known, wanted, value = {}, [], None
    for step in range(10):
        rows = {(rng.choice(["S1", "S2", "S3"]), rng.randint(1, 6)):
                rng.choice(["", "2020-12-31", "2021-06-30"])
                for _ in range(rng.randint(1, 3))}
        if step == 0:
            rows["S1", 9] = ""  # there is always one
        done = admin.load("partnerships", entries(*[
            entry(school, code(number), start="2019-01-01", end=end)
            for (school, number), end in rows.items()]))
        known.update(rows)
        count = len({number for (school, number), end in known.items()
                     if school != "S3" and end != "2020-12-31"})
        if count != value:
            wanted.append((done["revision"], count,
                           None if value is None else count - value))
        value = count
    assert len(wanted) > 4
    assert [(r["revision"], r["value"], r["change"])
            for r in revisions(server.public, indicator="ent_partners",
                               area="T11", period="2021-01-01")["rows"]
            ] == wanted


def test_the_triangle_of_a_stock_goes_over_its_dates(own_server):
    server = own_server()
    admin = server.admin
    world.load(admin)
    made = [admin.load("observations", HEADER + f"S1,students_ft,{row}\n")
            ["revision"] for row in ("2023-03-01,7", "2023-03-01,8",
                                     "2023-09-01,9", "2022-09-01,1",
                                     "2023-03-01,5")]
    assert [(r["revision"], r["value"], r["change"])
            for r in revisions(server.public, indicator="students_ft",
                               area="T1", period="2023")["rows"]] == [
        (made[0], 7, None), (made[1], 8, 1), (made[2], 9, 1)]
