"""The planner knows of a large import before autovacuum comes round."""
import time

from lib import world
from lib.world import observations

SCHOOLS = 2500


def analyzed(server):
    """Tables by how often somebody, and not autovacuum, analyzed them."""
    return {name: int(count) for name, count in server.psql(
        "SELECT relname, analyze_count FROM pg_stat_user_tables")}


def wait_for(server, table, count):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if analyzed(server)[table] == count:
            return
        time.sleep(0.1)
    raise AssertionError(analyzed(server))


def figures(period, indicators):
    return observations(*[(f"B{n:04d}", indicator, period, n)
                          for n in range(SCHOOLS)
                          for indicator in indicators])


def test_statistics_follow_a_large_import(own_server):
    server = own_server()
    admin = server.admin
    world.load(admin)
    admin.load("schools", "code,name_zh,level,area\n" + "".join(
        f"B{n:04d},校,sv,T11\n" for n in range(SCHOOLS)))
    admin.load("observations", figures("2019", ["comp_awards"]))
    four = ["comp_awards", "fund_total", "fund_gov", "majors_prov_key_new"]
    admin.load("observations", figures("2020", four))
    wait_for(server, "observation", 1)
    rows = server.psql("SELECT reltuples FROM pg_class "
                       "WHERE oid = 'observation'::regclass")
    assert float(rows[0][0]) == SCHOOLS * 5
    assert analyzed(server)["import"] == 0  # it has nothing to do with it
    # Nothing has changed: nothing is looked at again.
    admin.load("observations", figures("2020", four))
    admin.load("observations", figures("2021", ["comp_awards"]))
    assert analyzed(server)["observation"] == 1


def test_the_daemon_may_not_analyze_anything_else(own_server):
    server = own_server()
    rows = server.psql(
        "SELECT has_function_privilege('public', p.oid, 'EXECUTE'), "
        "p.prosecdef, pg_get_userbyid(p.proowner) <> 'tvetstat' "
        "FROM pg_proc p WHERE p.proname = 'figures_analyze'")
    assert rows == [["f", "t", "t"]]
