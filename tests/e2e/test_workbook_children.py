"""What happens while a workbook is read: the lane goes on, clients leave,
children die."""
import os
import signal
import socket
import subprocess
import threading
import time

import pytest

from lib import books, world
from lib.books import XLSX
from lib.world import observations

ROWS = 4000


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)
    server.admin.load("schools", "code,name_zh,level,area\n" + "".join(
        f"B{n:04d},校,sv,T11\n" for n in range(ROWS)))


@pytest.fixture(scope="module")
def large():
    """Takes long enough to be caught in the middle of it."""
    return books.of_csv(observations(
        *[(f"B{n:04d}", "comp_awards", "2020", n) for n in range(ROWS)]))


def children(server):
    """Processes that read workbooks."""
    daemon = server.daemon.process.pid
    found = []
    with open(f"/proc/{daemon}/task/{daemon}/children") as pids:
        for pid in pids.read().split():
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as line:
                    command = line.read()  # of a zombie: nothing
            except (FileNotFoundError, ProcessLookupError):
                continue
            if b"read-workbook" in command:
                found.append(int(pid))
    return found


def wait_until(what, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        made = what()
        if made:
            return made
        time.sleep(0.002)
    raise AssertionError("it did not come to that")


def gauge(server, name):
    text = server.public.ok("/metrics").text
    return next(int(line.split()[1]) for line in text.splitlines()
                if line.startswith(name + " "))


class Upload:
    """One on its way, whose child is stopped as soon as there is one."""

    def __init__(self, server, body, stop=True, **params):
        before = set(children(server))
        self.reply = None
        self.thread = threading.Thread(target=self._run,
                                       args=(server.admin, body, params))
        self.thread.start()
        self.child = None
        if stop:
            self.child = wait_until(
                lambda: [pid for pid in children(server)
                         if pid not in before])[0]
            os.kill(self.child, signal.SIGSTOP)

    def _run(self, admin, body, params):
        self.reply = admin.upload("observations", body, type_=XLSX, **params)

    def go_on(self):
        os.kill(self.child, signal.SIGCONT)

    def answer(self):
        self.thread.join(60)
        return self.reply


def test_two_are_read_at_once_and_hold_nobody_up(server, admin, large):
    one = Upload(server, large)
    two = Upload(server, large)
    three = Upload(server, large, stop=False)
    wait_until(lambda: gauge(server, "tvetstat_workbooks_waiting") == 1)
    assert gauge(server, "tvetstat_workbooks_running") == 2
    done = admin.load("observations", observations(
        ("S1", "comp_awards", "2019", 1)))
    assert done["rows"]["inserted"] == 1
    one.go_on()
    two.go_on()
    counts = [upload.answer().json["rows"] for upload in (one, two, three)]
    assert sorted(row["inserted"] for row in counts) == [0, 0, ROWS]
    assert [row["read"] for row in counts] == [ROWS] * 3
    assert gauge(server, "tvetstat_workbooks_running") == 0


def test_a_child_that_is_killed_is_a_workbook_that_cannot_be_read(
        server, admin, large):
    upload = Upload(server, large)
    os.kill(upload.child, signal.SIGKILL)
    problem = upload.answer().json
    assert [e["code"] for e in problem["errors"]] == ["workbook_unreadable"]
    done = admin.load("observations", large, type_=XLSX)
    assert done["rows"]["read"] == ROWS


def test_a_client_that_leaves_takes_its_workbook_along(server, admin, large,
                                                       tmp_path):
    path = tmp_path / "large.xlsx"
    path.write_bytes(large)
    client = subprocess.Popen(
        ["curl", "-s", "--noproxy", "*", "-H",
         f"Authorization: Bearer {server.token}", "-H",
         f"Content-Type: {XLSX}", "-H", "Idempotency-Key: gone",
         "--data-binary", f"@{path}",
         f"{server.daemon.url}/v1/imports/observations"],
        stdout=subprocess.DEVNULL)
    child = wait_until(lambda: children(server))[0]
    os.kill(child, signal.SIGSTOP)
    client.kill()
    client.wait()
    wait_until(lambda: not children(server))
    assert gauge(server, "tvetstat_workbooks_running") == 0
    # Nothing came of it, and the key is free.
    reply = admin.upload("observations", large, type_=XLSX, key="gone")
    assert reply.status == 201 and "idempotent-replay" not in reply.headers


def test_a_client_that_only_shut_its_side_is_answered(server, large):
    head = (f"POST /v1/imports/observations HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {server.token}\r\n"
            f"Content-Type: {XLSX}\r\nContent-Length: {len(large)}\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.daemon.port)) as raw:
        raw.sendall(head.encode() + large)
        raw.shutdown(socket.SHUT_WR)
        child = wait_until(lambda: children(server))[0]
        os.kill(child, signal.SIGSTOP)
        time.sleep(0.5)
        os.kill(child, signal.SIGCONT)
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 201 ")


def test_a_key_is_taken_while_its_workbook_is_read(server, admin, large):
    upload = Upload(server, large, key="taken")
    reply = admin.upload("observations", large, type_=XLSX, key="taken")
    assert reply.code == "in_progress"
    upload.go_on()
    assert upload.answer().status == 201
    reply = admin.upload("observations", large, type_=XLSX, key="taken")
    assert reply.headers["idempotent-replay"] == "true"


def test_a_daemon_that_stops_lets_the_workbook_be_read(own_server, large):
    server = own_server()
    world.load(server.admin)
    upload = Upload(server, large)
    server.daemon.signal(signal.SIGTERM)
    wait_until(lambda: "event=stopping" in server.daemon.log_text())
    upload.go_on()
    assert upload.answer().status == 422  # the schools are not there
