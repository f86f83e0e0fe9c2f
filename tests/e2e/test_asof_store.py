"""Property: what the store says of an earlier revision is what it said while
that revision was the current one, after any corrections, insertions and moves
of schools since."""
import os
import sys

import pytest

from lib import TOP
from lib.mixed import AREAS, as_csv, load, move_schools

sys.path.insert(0, os.path.join(TOP, "schema"))
from embed_queries import Path, read_query  # noqa: E402

STEPS = 10
LAST = 2147483647


def statement(name):
    return read_query(Path(TOP, "schema/queries", f"{name}.sql"), [])["sql"]


LINKED = """EXISTS (SELECT 1 FROM rollup
                    WHERE cell.id IN (target, rollup.cell))"""


def ids(server, table, which="true"):
    rows = server.psql(f"SELECT id FROM {table} WHERE {which} ORDER BY id")
    return "'{" + ",".join(row[0] for row in rows) + "}'"


def execute(server, name, *params):
    rows = server.psql(f"PREPARE q AS {statement(name)}; "
                       f"EXECUTE q ({', '.join(params)})")
    return rows[1:]  # the first says PREPARE


def everything(server):
    """Every school at every cell."""
    return (ids(server, "cell", f"NOT {LINKED}"), ids(server, "cell", LINKED),
            ids(server, "school"))


def ask(server, at):
    """Rows of school_read_asof, the one with the revisions first."""
    rows = execute(server, "school_read_asof", *everything(server),
                   f"'{at}'")
    assert [row[0] != "" for row in rows].count(True) == 1
    areas = dict(server.psql("SELECT id, area FROM school"))
    areas.update((row[2], row[3]) for row in rows if row[3])
    rows = [row for row in rows if not row[3]]
    for row in rows:
        row[3] = areas.get(row[2], "")
    return sorted(rows, key=lambda row: (row[0] == "", row))


def now(server):
    """The same of the current revision, by the statement for that."""
    rows = execute(server, "school_read", *everything(server))
    areas = dict(server.psql("SELECT id, area FROM school"))
    return sorted([school, areas[school], cell, value, status]
                  for _, school, cell, value, status in rows if school)


def totals(server):
    """What stands in every area at every cell; sums of nothing left out."""
    rows = execute(server, "total_read", ids(server, "cell"),
                   ids(server, "area"))
    return sorted(row[1:] for row in rows if row[1] and row[4:6] != ["0", "0"])


def totals_asof(server, at):
    rows = execute(server, "total_read_asof", ids(server, "cell"),
                   ids(server, "area"), f"'{at}'")
    assert [row[1] for row in rows if row[0]] == [str(at)]
    return sorted(row[2:] for row in rows if row[2] and row[5:7] != ["0", "0"])


def taken(rows):
    return sorted(row[2:] for row in rows if row[2])


@pytest.fixture(scope="module")
def told(server):
    """What the store said at each revision, and when."""
    world = load(server, 7)
    said = {}

    def note():
        revision, at = server.psql(
            "SELECT revision, to_char(committed_at AT TIME ZONE 'UTC', "
            "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') FROM data_revision")[0]
        said[int(revision)] = at, now(server), totals(server)

    note()
    for step in range(STEPS):
        rows = world.some_rows(world.random.randint(20, 60))
        server.admin.load("observations", as_csv(rows))
        note()
        if step % 2:
            code = world.random.choice(list(world.schools))
            place = world.random.choice(list(AREAS))
            move_schools(server.admin, world, {code: place})
            note()
    assert len(said) > STEPS
    return said


def test_every_revision_can_be_read_back(server, told):
    current = str(max(told))
    for revision, (at, rows, _) in told.items():
        got = ask(server, revision)
        assert taken(got) == rows, revision
        assert got[0][:2] == [current, str(revision)]
        assert ask(server, at) == got, "the time that answers print"
    assert sum(len(rows) for _, rows, _ in told.values()) > 2000
    assert server.psql("SELECT count(*) > 1 FROM school_area_history") == [
        ["t"]]


def test_every_sum_can_be_read_back(server, told):
    for revision, (_, _, sums) in told.items():
        assert totals_asof(server, revision) == sums, revision
    assert totals_asof(server, 0) == []
    for table in "total_history", "total_status_history":
        assert server.psql(f"SELECT count(*) > 50 FROM {table}") == [["t"]]


def test_a_revision_to_come_is_the_current_one(server, told):
    for later in LAST, 10 ** 30, "2999-01-01T00:00:00Z":
        rows = ask(server, later)
        assert rows[0][1] == str(max(told))
        assert taken(rows) == told[max(told)][1]


def test_before_the_first_import_there_is_nothing(server, told):
    current = str(max(told))
    for early in "0", "1999-12-31T23:59:59.999+08:00":
        assert ask(server, early) == [[current, "0", "", "", "", "", ""]]


def test_times_never_fall_as_revisions_rise(server, told):
    rows = server.psql("SELECT committed_at FROM import WHERE changed "
                       "ORDER BY revision")
    assert rows == sorted(rows)


def test_keys_reach_the_indexes(server, told):
    """However the statement is planned, it never reads a table of
    observations from end to end."""
    for mode in "force_custom_plan", "force_generic_plan":
        plan = server.psql(
            f"SET plan_cache_mode = {mode}; SET enable_seqscan = off; "
            f"PREPARE q AS {statement('school_read_asof')}; "
            f"EXPLAIN EXECUTE q ({', '.join(everything(server))}, '5')")
        text = "\n".join(row[0] for row in plan)
        assert "Index Scan using observation_history_pkey" in text
        assert "Seq Scan on observation" not in text, text
