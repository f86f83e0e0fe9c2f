"""Imports against each other and against the clock: a COMMIT that nobody
answers, one key at the same time, a queue that is full, clients that leave."""
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import close_server, make_server
from lib import world
from lib.cluster import Cluster
from lib.world import observations, one_value


@pytest.fixture(scope="module")
def apart(openapi, tmp_path_factory):
    """A cluster of its own: its settings are changed."""
    own = Cluster(tmp_path_factory.mktemp("races") / "pg")
    own.start()
    made = None
    try:
        made = make_server(own, openapi, tmp_path_factory.mktemp("daemon"))
        made.daemon.start()
        world.load(made.admin)
        yield made
        close_server(made)
    finally:
        if made is not None:
            made.daemon.kill()
        own.stop("immediate")


def terminate_in_commit(server, event, seconds=20):
    """Ends the import's server process while its COMMIT waits for event."""
    which = ("FROM pg_stat_activity WHERE usename = 'tvetstat' AND "
             f"wait_event = '{event}' AND query LIKE '%COMMIT%'")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.psql(f"SELECT pg_terminate_backend(pid) {which}"):
            break
        time.sleep(0.005)
    # One that was ended a moment ago is not to count as the next.
    while time.monotonic() < end:
        if event == "SyncRep" or not server.psql(f"SELECT 1 {which}"):
            return
        time.sleep(0.005)
    raise AssertionError("no COMMIT waited for " + event)


def set_standby(server, names):
    server.psql(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
    server.psql("SELECT pg_reload_conf()")


SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON import
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow();
"""


def import_while(server, value, act):
    """The reply of an import during which act() ran."""
    body = observations(("S1", "comp_awards", "2020", value))
    with ThreadPoolExecutor(1) as pool:
        reply = pool.submit(server.admin.upload, "observations", body,
                            key=f"value-{value}")
        act()
        return reply.result()


def stored(server, value):
    return server.psql("SELECT count(*) FROM import WHERE idempotency_key = "
                       f"'value-{value}'") == [["1"]]


def test_a_commit_that_happened_is_found(apart):
    set_standby(apart, "*")

    def act():
        terminate_in_commit(apart, "SyncRep")
        set_standby(apart, "")

    reply = import_while(apart, 11, act)
    assert reply.status == 201, reply
    assert reply.json["rows"]["inserted"] == 1 and stored(apart, 11)
    assert one_value(apart.admin, indicator="comp_awards", area="T1",
                     period="2020") == 11


def test_a_commit_that_did_not_happen_is_made(apart):
    apart.psql(SLOW)
    try:
        reply = import_while(apart, 12,
                             lambda: terminate_in_commit(apart, "PgSleep"))
    finally:
        apart.psql("DROP FUNCTION slow() CASCADE")
    assert reply.status == 201, reply
    assert reply.json["rows"]["updated"] == 1 and stored(apart, 12)


def test_after_three_lost_commits_the_client_is_to_come_again(apart):
    def act():
        for _ in range(3):
            terminate_in_commit(apart, "PgSleep")

    apart.psql(SLOW)
    try:
        reply = import_while(apart, 13, act)
    finally:
        apart.psql("DROP FUNCTION slow() CASCADE")
    assert reply.status == 503 and "retry-after" in reply.headers, reply
    assert not stored(apart, 13)
    reply = import_while(apart, 13, lambda: None)
    assert reply.status == 201 and stored(apart, 13)


def test_the_last_commit_is_looked_up_too(apart):
    def act():
        for _ in range(2):
            terminate_in_commit(apart, "PgSleep")
        set_standby(apart, "*")
        terminate_in_commit(apart, "SyncRep")
        set_standby(apart, "")

    apart.psql(SLOW)
    try:
        reply = import_while(apart, 14, act)
    finally:
        set_standby(apart, "")
        apart.psql("DROP FUNCTION slow() CASCADE")
    assert reply.status == 201 and stored(apart, 14), reply
    assert one_value(apart.admin, indicator="comp_awards", area="T1",
                     period="2020") == 14
    apart.admin.load("observations", observations(
        ("S2", "comp_awards", "2021", 1)))


def test_one_key_at_the_same_time_is_one_import(apart):
    body = observations(*[(f"S{1 + i % 3}", "comp_awards", 1950 + i // 3, i)
                          for i in range(180)])
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(
            lambda _: apart.admin.upload("observations", body, key="one"),
            range(16)))
    assert {reply.status for reply in replies} <= {201, 409}
    made = {reply.body for reply in replies if reply.status == 201}
    assert len(made) == 1
    assert apart.psql("SELECT count(*) FROM import WHERE idempotency_key = "
                      "'one'") == [["1"]]


def test_a_full_queue_says_when_to_come_again(own_server):
    server = own_server(import__max_queued_imports=4)
    world.load(server.admin)

    def upload(i):
        return server.admin.upload("observations", observations(
            ("S1", "comp_awards", 1960 + i, 1)), key=f"queued-{i}")

    server.psql(SLOW.replace("0.5", "0.1"))
    with ThreadPoolExecutor(40) as pool:
        replies = list(pool.map(upload, range(40)))
    made = [r for r in replies if r.status == 201]
    refused = [r for r in replies if r.status == 503]
    assert len(made) + len(refused) == 40 and made and refused
    assert all("retry-after" in r.headers for r in refused)
    assert all(r.json["code"] == "overloaded" for r in refused)
    assert server.psql("SELECT count(*) FROM observation") == [
        [str(len(made))]]
    server.psql("DROP FUNCTION slow() CASCADE")
    assert server.admin.load("observations", observations(
        ("S2", "comp_awards", 1960, 1)))["state"] == "committed"


def test_clients_leave_at_any_time(own_server):
    server = own_server()
    world.load(server.admin)
    body = observations(*[(f"S{1 + i % 3}", "comp_awards", 1960 + i // 3, i)
                          for i in range(150)]).encode()
    head = (b"POST /v1/imports/observations HTTP/1.1\r\nHost: x\r\n"
            b"Content-Type: text/csv\r\nIdempotency-Key: left-%d\r\n"
            b"Authorization: Bearer " + server.token.encode()
            + b"\r\nContent-Length: %d\r\n\r\n")

    def leave(i):
        text = head % (i, len(body)) + body
        with socket.create_connection(("127.0.0.1", server.daemon.port),
                                      timeout=10) as conn:
            conn.sendall(text[:len(text) * min(i, 50) // 50])
            time.sleep(max(0, i - 50) * 0.002)
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            b"\x01\0\0\0" + (b"\0" * 4))

    for i in range(70):
        leave(i)
    done = server.admin.upload("observations", body, key="last")
    assert done.status == 201, done
    assert server.psql("SELECT count(*) FROM observation") == [["150"]]
    assert server.psql("SELECT count(*) FROM import WHERE kind = "
                       "'observations' AND changed") == [["1"]]


def test_sigterm_at_any_moment_of_an_import(own_server):
    for delay in (0, 0.01, 0.02, 0.04):
        server = own_server()
        world.load(server.admin)
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(server.admin.upload, "observations",
                                observations(("S1", "comp_awards", "2020",
                                              1)), key="ending")
            time.sleep(delay)
            assert server.daemon.stop() == 0
        acknowledged = (asked.exception() is None
                        and asked.result().status == 201)
        assert not acknowledged or server.psql(
            "SELECT state FROM import WHERE idempotency_key = "
            "'ending'") == [["committed"]]
