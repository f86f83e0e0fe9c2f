"""What is survived: a lost database, lost clients, kill -9, a broken
configuration."""
import os
import signal
import socket
import threading
import time

import pytest

from lib import world
from lib.client import Client
from lib.cluster import Cluster
from lib.daemon import Daemon
from lib.server import close_server, make_server
from lib.world import observations, one_value


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def upload_body(megabytes):
    """Valid rows of that size: notes make them long."""
    line = "S{},comp_awards,{},{},{}\n"
    note = "x" * 180
    lines = ["school,indicator,period,value,note\n"]
    size, i = 0, 0
    while size < megabytes * 1_000_000:
        text = line.format(1 + i % 3, 1950 + i // 3 % 70, i % 1000, note)
        lines.append(text)
        size += len(text)
        i += 1
    return "".join(lines).encode()


def start_upload(server, body, send):
    """A connection that declared the body and sent `send` bytes of it."""
    conn = socket.create_connection(("127.0.0.1", server.daemon.port),
                                    timeout=20)
    conn.sendall(b"POST /v1/imports/observations HTTP/1.1\r\nHost: x\r\n"
                 b"Content-Type: text/csv\r\nAuthorization: Bearer "
                 + server.token.encode() + b"\r\nContent-Length: "
                 + str(len(body)).encode() + b"\r\n\r\n")
    conn.sendall(body[:send])
    return conn


def nothing_stored(server):
    return server.psql("SELECT (SELECT count(*) FROM observation) + "
                       "(SELECT count(*) FROM import WHERE kind = "
                       "'observations')") == [["0"]]


# --- clients ---

@pytest.mark.parametrize("reset", [False, True])
def test_client_vanishes_at_half_of_a_large_upload(own_server, reset):
    server = own_server()
    world.load(server.admin)
    body = upload_body(8)
    conn = start_upload(server, body, len(body) // 2)
    if reset:
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                        b"\x01\0\0\0\0\0\0\0")
    conn.close()
    began = time.monotonic()
    server.admin.load("observations", observations(
        ("S1", "comp_awards", "2020", 5)))
    assert time.monotonic() - began < 1.0
    assert server.psql("SELECT count(*) FROM observation") == [["1"]]
    assert server.psql("SELECT count(*) FROM import WHERE kind = "
                       "'observations'") == [["1"]]
    assert os.listdir(server.daemon.spool) == ["jobs"]


def test_client_vanishes_after_its_last_byte(own_server):
    """It did not hear the answer; the import is all there or not at all."""
    server = own_server()
    world.load(server.admin)
    body = observations(("S1", "comp_awards", "2020", 5),
                        ("S2", "comp_awards", "2020", 6)).encode()
    conn = start_upload(server, body, len(body))
    conn.close()
    time.sleep(1)
    assert server.psql("SELECT count(*) FROM observation") in (
        [["0"]], [["2"]])
    server.admin.load("observations", body)
    assert one_value(server.public, indicator="comp_awards", area="T1",
                     period="2020") == 11


def test_reader_that_never_reads_does_not_stop_others(own_server):
    server = own_server(http__write_timeout_ms="1000")
    world.load(server.admin)
    conn = socket.create_connection(("127.0.0.1", server.daemon.port))
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    for _ in range(16):
        conn.sendall(b"GET /v1/areas?limit=5000 HTTP/1.1\r\nHost: x\r\n\r\n")
    began = time.monotonic()
    for _ in range(20):
        assert server.public.ok("/livez").status == 200
    assert time.monotonic() - began < 5
    conn.close()


def test_slow_upload_does_not_hold_up_others(server_with_world):
    server = server_with_world
    body = upload_body(1)
    conn = start_upload(server, body, 1000)
    began = time.monotonic()
    server.admin.load("observations", observations(
        ("S1", "comp_awards", "2021", 5)))
    assert time.monotonic() - began < 2
    conn.close()


@pytest.fixture
def server_with_world(own_server):
    server = own_server()
    world.load(server.admin)
    return server


# --- PostgreSQL ---

@pytest.fixture
def apart(openapi, tmp_path_factory, tmp_path):
    """A server on a cluster of its own, which may be stopped."""
    cluster = Cluster(tmp_path_factory.mktemp("apart") / "pg")
    server = None
    try:
        cluster.start()
        server = make_server(cluster, openapi, tmp_path)
        server.daemon.start()
        world.load(server.admin)
        yield server
        close_server(server)
    finally:
        if server is not None:
            server.daemon.kill()
        cluster.stop("immediate")


class Load(threading.Thread):
    """Reads and small imports, all the time; remembers every status."""

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.done = threading.Event()
        self.reads, self.writes, self.kept = [], [], {}

    def run(self):
        value = 0
        while not self.done.is_set():
            value += 1
            read = self.server.public.request(
                "GET", "/v1/data?indicator=comp_awards&area=T1&by=school"
                f"&period=2020&digits={value % 7}")
            self.reads.append(read.status)
            write = self.server.admin.upload("observations", observations(
                ("S1", "comp_awards", "2020", value)))
            self.writes.append(write.status)
            if write.status == 201:
                self.kept["value"] = value


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_database_stopped_and_started_again_under_load(apart, mode):
    server = apart
    pid = server.daemon.process.pid
    load = Load(server)
    load.start()
    time.sleep(1.5)
    server.daemon.cluster.stop(mode)
    time.sleep(2.5)
    assert server.public.get("/readyz").status == 503
    assert server.public.get("/livez").status == 200
    server.daemon.cluster.start()
    until(lambda: server.public.get("/readyz").status == 200)
    time.sleep(1.5)
    load.done.set()
    load.join(timeout=60)
    assert server.daemon.process.pid == pid
    assert server.daemon.process.poll() is None
    for statuses in (load.reads, load.writes):
        assert set(statuses) <= {200, 201, 503, 504}, set(statuses)
        assert statuses[0] in (200, 201) and statuses[-1] in (200, 201)
    # What was acknowledged last is there.
    assert one_value(server.public, indicator="comp_awards", area="T1",
                     period="2020") == load.kept["value"]


def test_503_says_when_to_try_again(apart):
    apart.admin.load("observations", observations(
        ("S1", "comp_awards", "2020", 5)))
    apart.daemon.cluster.stop()
    reply = apart.public.get("/v1/data", indicator="comp_awards",
                             area="T1", period="2020")
    assert reply.status == 503 and reply.headers["retry-after"]
    apart.daemon.cluster.start()
    until(lambda: apart.public.get("/readyz").status == 200)


def test_backend_killed_during_an_import(apart):
    server = apart
    rows = ["school,indicator,period,value"] + [
        f"S{1 + i % 3},students_ft,{1950 + i // 3 % 60}-09-01,{i}"
        for i in range(180)]
    replies = []
    thread = threading.Thread(target=lambda: replies.append(
        server.admin.upload("observations", "\n".join(rows) + "\n")))
    thread.start()
    for _ in range(20):
        server.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE usename = 'tvetstat' AND state <> 'idle'")
        time.sleep(0.02)
    thread.join(timeout=60)
    assert replies[0].status in (201, 503)
    stored = int(server.psql("SELECT count(*) FROM observation")[0][0])
    assert stored == (180 if replies[0].status == 201 else 0)
    until(lambda: server.public.get("/readyz").status == 200)
    done = server.admin.load("observations", "\n".join(rows) + "\n")
    assert done["rows"]["inserted"] + done["rows"]["unchanged"] == 180


# --- the daemon ---

def test_kill_9_during_an_import_leaves_nothing(own_server):
    server = own_server()
    world.load(server.admin)
    body = upload_body(20)
    thread = threading.Thread(target=_send_all, args=(server, body))
    thread.start()
    time.sleep(0.3)
    server.daemon.kill()
    thread.join(timeout=30)
    until(lambda: server.psql(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'tvetstat'"
    ) == [["0"]])
    assert nothing_stored(server)
    assert os.listdir(server.daemon.spool) == ["jobs"]
    server.daemon.start()
    server.admin.load("observations", observations(
        ("S1", "comp_awards", "2020", 5)))


def _send_all(server, body):
    try:
        conn = start_upload(server, body, len(body))
        conn.recv(1000)
        conn.close()
    except OSError:
        pass


def refuses(daemon, client, word):
    """It runs, says why in the log, and serves nothing."""
    daemon.start(wait=False)
    until(lambda: word in daemon.log_text())
    assert client.get("/readyz").status == 503
    assert client.get("/v1/areas").status == 503
    assert daemon.stop() == 0


def test_second_daemon_on_the_same_database_is_refused(own_server, tmp_path,
                                                       openapi):
    server = own_server()
    other = Daemon(server.daemon.cluster, server.daemon.database, tmp_path)
    try:
        refuses(other, Client(other.url, openapi), "another daemon")
    finally:
        other.kill()
    assert server.public.get("/v1/areas").status == 200


def test_sighup_with_a_broken_configuration_changes_nothing(own_server):
    server = own_server()
    pid = server.daemon.process.pid
    server.daemon.write_config(extra="[nonsense]\nfoo = bar\n")
    server.daemon.signal(signal.SIGHUP)
    until(lambda: "level=error" in server.daemon.log_text())
    assert server.public.ok("/v1/areas").status == 200
    assert server.daemon.process.pid == pid


def test_sighup_applies_a_good_configuration(own_server):
    server = own_server()
    assert server.public.get("/v1/areas").status == 200
    server.daemon.options["api__public_read"] = "off"
    server.daemon.write_config()
    server.daemon.signal(signal.SIGHUP)
    until(lambda: server.public.get("/v1/areas").status == 401)
    assert server.admin.get("/v1/areas").status == 200


def test_sigterm_drains(own_server):
    """A running upload is answered, then the process ends with 0."""
    server = own_server()
    world.load(server.admin)
    body = observations(("S1", "comp_awards", "2020", 5)).encode()
    conn = start_upload(server, body, len(body) // 2)
    time.sleep(0.2)
    process = server.daemon.process
    server.daemon.signal(signal.SIGTERM)
    time.sleep(0.3)
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", server.daemon.port),
                                 timeout=2).close()
    conn.sendall(body[len(body) // 2:])
    answer = b""
    while chunk := conn.recv(65536):
        answer += chunk
    assert answer.startswith(b"HTTP/1.1 201"), answer
    assert process.wait(timeout=20) == 0
    assert server.psql("SELECT count(*) FROM observation") == [["1"]]


def test_sigterm_again_and_again_ends_well(own_server):
    """Whenever it comes, also while what was in use is given back."""
    server = own_server()
    uploads = [start_upload(server, b"x" * 100, 50) for _ in range(100)]
    process = server.daemon.process
    while process.poll() is None:
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
    for upload in uploads:
        upload.close()


def test_sigterm_when_idle_ends_at_once(own_server):
    server = own_server()
    began = time.monotonic()
    assert server.daemon.stop() == 0
    assert time.monotonic() - began < 3


def test_daemon_refuses_a_schema_that_it_was_not_built_for(own_server):
    server = own_server()
    server.daemon.stop()
    server.psql("DELETE FROM schema_migration WHERE number = "
                "(SELECT max(number) FROM schema_migration)")
    refuses(server.daemon, server.public, "schema")


def test_daemon_refuses_a_server_that_forgets(apart):
    """fsync = off: a 201 would promise what nobody keeps."""
    apart.daemon.stop()
    name = apart.daemon.database
    apart.daemon.cluster.psql(name, "ALTER SYSTEM SET fsync = off")
    apart.daemon.cluster.psql(name, "SELECT pg_reload_conf()")
    time.sleep(0.5)
    refuses(apart.daemon, apart.public, "fsync=off")
    apart.daemon.cluster.psql(name, "ALTER SYSTEM RESET fsync")
    apart.daemon.cluster.psql(name, "SELECT pg_reload_conf()")
    apart.daemon.start()
