"""Imports against each other and against the clock: a COMMIT that nobody
answers, one key at the same time, a queue that is full, clients that leave."""
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from lib import world
from lib.cluster import Cluster
from lib.server import close_server, make_server
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


def waiting(server, event, which):
    """The server processes that wait for event."""
    return [int(pid) for pid, in server.psql(
        "SELECT pid FROM pg_stat_activity WHERE wait_event = "
        f"'{event}' AND {which}")]


def until(what, found, seconds=60):
    """What found() gives as soon as it is anything."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.005)
    raise AssertionError(what)


def terminate_in_commit(server, event, ended=()):
    """Ends the import's server process while its COMMIT waits for event; its
    pid. Those in ended were ended before and may not be gone yet."""
    pid = until("no COMMIT waited for " + event, lambda: [
        pid for pid in waiting(server, event, "usename = 'tvetstat' AND "
                               "query LIKE '%COMMIT%'")
        if pid not in ended])[0]
    server.psql(f"SELECT pg_terminate_backend({pid})")
    return pid


def set_standby(server, names):
    """With names, every commit afterwards waits for a standby."""
    server.psql(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
    server.psql("SELECT pg_reload_conf()")
    if not names:
        return
    # The setting holds from when the checkpointer has read it: until then
    # commits pass, so they are tried until one is stopped.
    own = "usename = 'postgres'"

    def stopped():
        with ThreadPoolExecutor(1) as pool:
            probe = pool.submit(server.psql, "SELECT "
                                "pg_logical_emit_message(true, 'probe', '')")
            while not probe.done():
                pids = waiting(server, "SyncRep", own)
                if pids:
                    server.psql(f"SELECT pg_terminate_backend({pids[0]})")
                    probe.exception()
                    return True
        return False

    until("no commit waited for a standby", stopped)


GATE = """
CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON import
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gate();
"""
SLOW = """
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON import
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow();
"""


@contextmanager
def closed_gate(server):
    """COMMITs of imports wait (for "advisory") until the function that this
    gives is called."""
    server.psql(GATE)
    with subprocess.Popen(
            ["psql", "-X", "-At", "-d", server.daemon.cluster.conninfo(
                "postgres", server.daemon.database)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:

        def open_gate():
            if not holder.stdin.closed:
                holder.stdin.close()
                holder.wait()

        try:
            holder.stdin.write(b"SELECT 'held' FROM pg_advisory_lock(7);\n")
            holder.stdin.flush()
            assert holder.stdout.readline() == b"held\n"
            yield open_gate
        finally:
            open_gate()
            server.psql("DROP FUNCTION gate() CASCADE")


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
    with closed_gate(apart) as open_gate:
        def act():
            terminate_in_commit(apart, "advisory")
            open_gate()

        reply = import_while(apart, 12, act)
    assert reply.status == 201, reply
    assert reply.json["rows"]["updated"] == 1 and stored(apart, 12)


def test_after_three_lost_commits_the_client_is_to_come_again(apart):
    def act():
        ended = []
        for _ in range(3):
            ended.append(terminate_in_commit(apart, "advisory", ended))

    with closed_gate(apart):
        reply = import_while(apart, 13, act)
    assert reply.status == 503 and "retry-after" in reply.headers, reply
    assert not stored(apart, 13)
    reply = import_while(apart, 13, lambda: None)
    assert reply.status == 201 and stored(apart, 13)


def test_the_last_commit_is_looked_up_too(apart):
    with closed_gate(apart) as open_gate:
        def act():
            ended = []
            for _ in range(2):
                ended.append(terminate_in_commit(apart, "advisory", ended))
            until("no third COMMIT", lambda: set(waiting(
                apart, "advisory", "query LIKE '%COMMIT%'")) - set(ended))
            set_standby(apart, "*")
            open_gate()
            terminate_in_commit(apart, "SyncRep")
            set_standby(apart, "")

        try:
            reply = import_while(apart, 14, act)
        finally:
            set_standby(apart, "")
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

    server.psql(SLOW)
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
