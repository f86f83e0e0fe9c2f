"""Prefer: respond-async. What was answered 202 is done once, whatever is
killed, and its answer is the one that it would have got at once."""
import os
import random
import re
import subprocess
import time
from contextlib import contextmanager

import pytest

from lib import books, world
from lib.cluster import Cluster
from lib.server import close_server, make_server
from lib.world import observations, one_value
from test_import_races import closed_gate, until, waiting

ASYNC = "Prefer: respond-async"
ENDS = ("committed", "rejected", "validated", "failed", "cancelled")
KILLS = int(os.environ.get("TVETSTAT_ASYNC_KILLS", "30"))
GOOD = observations(("S1", "comp_awards", "2020", 1))


@pytest.fixture(scope="module")
def apart(openapi, tmp_path_factory):
    """A cluster of its own: it is killed, and its triggers hold it up."""
    own = Cluster(tmp_path_factory.mktemp("async") / "pg")
    own.start()
    made = None
    try:
        made = make_server(own, openapi, tmp_path_factory.mktemp("daemon"),
                           import__max_async_imports=40,
                           import__max_async_mb=4)
        made.daemon.start()
        world.load(made.admin)
        yield made
        close_server(made)
    finally:
        if made is not None:
            made.daemon.kill()
        own.stop("immediate")


def send(client, body, kind="observations", **more):
    headers = [ASYNC, *more.pop("headers", [])]
    return client.upload(kind, body, headers=headers, **more)


def accepted(client, body, **more):
    reply = send(client, body, **more)
    assert reply.status == 202, reply
    assert reply.headers["preference-applied"] == "respond-async"
    assert reply.headers["retry-after"]
    assert reply.headers["location"] == "/v1/imports/" + reply.json["id"]
    return reply.json["id"]


def record(client, import_id):
    return client.ok(f"/v1/imports/{import_id}").json


def ended(client, import_id, seconds=60):
    def look():
        found = record(client, import_id)
        return found if found["state"] in ENDS else None
    return until("it has not ended", look, seconds)


def files(server):
    return sorted(os.listdir(os.path.join(server.daemon.spool, "jobs")))


def answer(client, import_id):
    return client.ok(f"/v1/imports/{import_id}/answer")


# --- the same answer ---

def plain(reply):
    """Without what differs between two imports of the same."""
    own = reply.json["id"].encode()
    return re.sub(rb'"revision":\d+', b"R", reply.body.replace(own, b"ID"))


@pytest.mark.parametrize("body, params, status", [
    (observations(("S1", "comp_awards", "2021", 5)), {}, 201),
    (observations(("S1", "comp_awards", "2021M13", 5)), {}, 422),
    (observations(("S1", "comp_awards", "2021M13", 5),
                  ("S2", "comp_awards", "2021", 5)),
     {"on_error": "skip"}, 201),
    (observations(("S1", "comp_awards", "2022", 5)), {"mode": "validate"},
     200),
    ("value\n5\n", {"default__school": "S1", "default__period": "2019",
                    "default__indicator": "comp_awards"}, 201),
    ("", {"lang": "en"}, 422),
])
def test_answer_is_that_of_the_same_at_once(apart, body, params, status):
    first = apart.admin.upload("observations", body, **params)
    assert first.status == status
    if status == 201:
        undone = apart.admin.request(
            "POST", f"/v1/imports/{first.json['id']}/revert")
        assert undone.status == 201
    import_id = accepted(apart.admin, body, **params)
    done = ended(apart.admin, import_id)
    later = answer(apart.admin, import_id)
    assert done["status"] == status
    assert done["revision"] == later.json["revision"]
    assert plain(later) == plain(first)
    assert later.headers["content-type"] == first.headers["content-type"]
    assert done["bytes"] == len(body.encode())
    assert files(apart) == []


def test_answer_of_an_import_at_once_is_kept_too(apart):
    reply = apart.admin.upload("observations", GOOD)
    assert answer(apart.admin, reply.json["id"]).body == reply.body


def test_profile_and_scope_go_with_it(apart):
    profile = ('{"constants":{"indicator":"comp_awards","period":"2018"},'
               '"columns":[{"header":"s","as":"school"},'
               '{"header":"n","as":"value"}]}')
    put = apart.admin.request(
        "PUT", "/v1/profiles/short", body=profile.encode(),
        headers=["Content-Type: application/json"])
    assert put.status in (200, 201), put
    token = apart.daemon.create_token("east", "submitter", "--school", "S1")
    east = apart.admin.as_(token)
    with closed_gate(apart) as go:
        held = accepted(apart.admin, observations(
            ("S2", "comp_awards", "2018", 4)))
        good = accepted(east, "s,n\nS1,7\n", profile="short")
        bad = accepted(east, "s,n\nS2,7\n", profile="short")
        until("no import waits", lambda: waiting(
            apart, "advisory", "query = 'COMMIT'"))
        # Nothing of it is lost with the process, nor with the profile.
        apart.admin.request("DELETE", "/v1/profiles/short")
        apart.daemon.kill()
        go()
    apart.daemon.start()
    assert ended(apart.admin, held)["state"] == "committed"
    assert ended(east, good)["state"] == "committed"
    assert ended(east, bad)["status"] == 403
    assert one_value(apart.admin, indicator="comp_awards", area="T1",
                     period="2018") == 11
    other = apart.admin.as_(apart.daemon.create_token(
        "west", "submitter", "--school", "S3"))
    for path in ("", "/answer"):
        assert other.get(f"/v1/imports/{good}{path}").status == 404
    assert other.request("POST", f"/v1/imports/{good}/cancel").status == 404


def test_workbook_too(apart):
    """Read again by a later process, and cancelled while it is held."""
    text = observations(("S1", "comp_awards", "2008", 6))
    with locked(apart):
        held = accepted(apart.admin, GOOD)
        good = accepted(apart.admin, books.of_csv(text), type_=books.XLSX)
        bad = accepted(apart.admin, b"PK\3\4 and no more", type_=books.XLSX)
        gone = accepted(apart.admin, books.of_csv(text), type_=books.XLSX)
        assert cancel(apart.admin, gone).json["state"] == "cancelled"
        apart.daemon.kill()
    apart.daemon.start()
    assert ended(apart.admin, held)["state"] == "committed"
    assert ended(apart.admin, good)["rows"]["inserted"] == 1
    refused = ended(apart.admin, bad)
    assert (refused["state"], refused["status"]) == ("rejected", 422)
    assert answer(apart.admin, bad).code == "rejected"
    assert record(apart.admin, gone)["state"] == "cancelled"


def test_revert_too(apart):
    made = apart.admin.load("observations", observations(
        ("S1", "comp_awards", "2017", 3)))
    reply = apart.admin.request("POST", f"/v1/imports/{made['id']}/revert",
                                headers=[ASYNC])
    assert reply.status == 202
    done = ended(apart.admin, reply.json["id"])
    assert (done["state"], done["reverts"]) == ("committed", made["id"])
    nothing = apart.admin.request(
        "POST", "/v1/imports/6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c11/revert",
        headers=[ASYNC])
    failed = ended(apart.admin, nothing.json["id"])
    assert (failed["state"], failed["failure"], failed["status"]) == (
        "failed", "not_found", 404)
    assert answer(apart.admin, failed["id"]).code == "not_found"


# --- on the way ---

def test_progress_order_and_list(apart):
    with closed_gate(apart):
        ids = [accepted(apart.admin, observations(
            ("S1", "comp_awards", "2016", n))) for n in range(3)]
        first = until("it does not commit", lambda: [
            found for found in [record(apart.admin, ids[0])]
            if found["phase"] == "committing"])[0]
        assert (first["state"], first["ahead"], first["rows"]) == (
            "running", 0, {"read": 1})
        assert first["started_at"] >= first["received_at"]
        last = record(apart.admin, ids[2])
        assert (last["state"], last["phase"], last["ahead"],
                last["started_at"]) == ("waiting", "queued", 2, None)
        shown = apart.admin.ok("/v1/imports").json["unfinished"]
        assert [job["id"] for job in shown] == ids
        pending = apart.admin.get(f"/v1/imports/{ids[1]}/answer")
        assert (pending.status, pending.json["id"]) == (202, ids[1])
        assert pending.headers["retry-after"]
    revisions = [ended(apart.admin, i)["revision"] for i in ids]
    assert revisions == sorted(revisions)
    assert one_value(apart.admin, indicator="comp_awards", area="T1",
                     period="2016") == 2
    assert apart.admin.ok("/v1/imports").json["unfinished"] == []


def test_rows_are_counted_while_they_are_read(apart):
    rows = "".join(f"S1,comp_awards,20{y:02},{n}\n" for n in range(3000)
                   for y in range(20))
    import_id = accepted(apart.admin, world.HEADER + rows)
    seen = set()

    def look():
        found = record(apart.admin, import_id)
        seen.add(found["rows"]["read"])
        return found["state"] in ENDS
    until("it has not ended", look)
    assert max(seen) == 60000


def test_same_key_while_it_waits(apart):
    with closed_gate(apart):
        first = accepted(apart.admin, GOOD, key="twice")
        again = send(apart.admin, GOOD, key="twice")
        assert (again.status, again.json["id"]) == (202, first)
        assert again.headers["idempotent-replay"] == "true"
        other = send(apart.admin, GOOD + "S2,comp_awards,2020,1\n",
                     key="twice")
        assert (other.status, other.code) == (409, "in_progress")
        at_once = apart.admin.upload("observations", GOOD, key="twice")
        assert (at_once.status, at_once.code) == (409, "in_progress")
    ended(apart.admin, first)
    replay = apart.admin.upload("observations", GOOD, key="twice")
    assert replay.headers["idempotent-replay"] == "true"
    assert replay.body == answer(apart.admin, first).body


def test_limits_of_number_and_bytes(apart):
    big = world.HEADER + "#" * 3 * 1024 * 1024
    with closed_gate(apart):
        held = accepted(apart.admin, GOOD)
        large = accepted(apart.admin, big)
        full = send(apart.admin, big)
        assert (full.status, full.code) == (503, "overloaded")
        assert int(full.headers["retry-after"]) > 0
        ids = [accepted(apart.admin, GOOD) for _ in range(38)]
        full = send(apart.admin, GOOD)
        assert (full.status, full.code) == (503, "overloaded")
    assert ended(apart.admin, large)["state"] == "rejected"
    assert ended(apart.admin, held)["state"] == "committed"
    assert {ended(apart.admin, i)["state"] for i in ids} == {"committed"}
    assert files(apart) == []


def test_other_preferences_change_nothing(apart):
    for field in ("wait=10", "respond-asynchronously", "handling=lenient"):
        reply = apart.admin.upload("observations", GOOD,
                                   headers=[f"Prefer: {field}"])
        assert reply.status == 201


# --- cancelled ---

def cancel(client, import_id):
    return client.request("POST", f"/v1/imports/{import_id}/cancel")


@contextmanager
def locked(server):
    """Somebody holds the lock that every import takes before it writes."""
    with subprocess.Popen(
            ["psql", "-X", "-At", "-d", server.daemon.cluster.conninfo(
                "postgres", server.daemon.database)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdin.write(b"BEGIN; SELECT 1 FROM data_revision FOR UPDATE;\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == b"BEGIN\n"
        assert holder.stdout.readline() == b"1\n"
        yield
        holder.stdin.close()


def stored(server, period):
    rows = server.admin.data(indicator="comp_awards", area="T1",
                             period=period).rows()
    return rows[0]["value"] if rows else None


def test_cancelled_while_it_waits(apart):
    with locked(apart):
        held = accepted(apart.admin, GOOD)
        gone = accepted(apart.admin, observations(
            ("S1", "comp_awards", "2015", 1)), key="gone")
        kept = accepted(apart.admin, observations(
            ("S1", "comp_awards", "2014", 1)))
        reply = cancel(apart.admin, gone)
        assert (reply.status, reply.json["state"], reply.json["failure"]) == (
            200, "cancelled", "import_cancelled")
        assert cancel(apart.admin, gone).body == reply.body
        assert answer(apart.admin, gone).code == "import_cancelled"
    assert ended(apart.admin, held)["state"] == "committed"
    assert ended(apart.admin, kept)["state"] == "committed"
    assert stored(apart, "2015") is None
    # The key is free again.
    again = apart.admin.upload("observations", observations(
        ("S1", "comp_awards", "2015", 1)), key="gone")
    assert again.status == 201


def test_cancelled_while_it_runs(apart):
    with locked(apart):
        import_id = accepted(apart.admin, observations(
            ("S1", "comp_awards", "2013", 1)))
        until("it does not run", lambda: record(
            apart.admin, import_id)["phase"] == "checking")
        assert cancel(apart.admin, import_id).json["state"] == "cancelled"
        next_id = accepted(apart.admin, observations(
            ("S1", "comp_awards", "2012", 1)))
    assert ended(apart.admin, next_id)["state"] == "committed"
    assert stored(apart, "2013") is None


def test_cancelled_too_late(apart):
    with closed_gate(apart):
        held = accepted(apart.admin, GOOD)
        until("it does not commit", lambda: record(
            apart.admin, held)["phase"] == "committing")
        late = cancel(apart.admin, held)
        assert (late.status, late.code) == (409, "import_ended")
    assert ended(apart.admin, held)["state"] == "committed"
    assert cancel(apart.admin, held).code == "import_ended"


def test_cancelled_jobs_stay_so(apart):
    """Also when everything ends right after the answer."""
    with locked(apart):
        held = accepted(apart.admin, GOOD)
        ids = [accepted(apart.admin, observations(
            ("S1", "comp_awards", "2009", n))) for n in range(6)]
        for import_id in ids[::2]:
            assert cancel(apart.admin, import_id).status == 200
        apart.daemon.kill()
    apart.daemon.start()
    assert ended(apart.admin, held)["state"] == "committed"
    assert [ended(apart.admin, i)["state"] for i in ids] == [
        "cancelled", "committed"] * 3


def test_nothing_to_cancel(apart):
    for path in ("x", "6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c11"):
        assert cancel(apart.admin, path).status == 404


# --- killed ---

def test_poison_is_given_up(apart):
    with closed_gate(apart) as go:
        for run in range(5):
            if run == 0:
                poison = accepted(apart.admin, observations(
                    ("S1", "comp_awards", "2011", 1)), key="poison")
                behind = accepted(apart.admin, GOOD)
            until("it does not commit", lambda: record(
                apart.admin, poison)["phase"] == "committing")
            pids = waiting(apart, "advisory", "query = 'COMMIT'")
            apart.daemon.kill()
            for pid in pids:  # or it would commit when the gate opens
                apart.psql(f"SELECT pg_terminate_backend({pid})")
            apart.daemon.start()
        go()
        done = ended(apart.admin, poison)
        assert (done["state"], done["failure"], done["status"]) == (
            "failed", "import_crashed", 500)
        assert ended(apart.admin, behind)["state"] == "committed"
    assert files(apart) == []


def test_sigterm_leaves_what_waits_and_blames_nobody(apart):
    for _ in range(6):
        ids = [accepted(apart.admin, observations(
            ("S1", "comp_awards", "2010", n))) for n in range(8)]
        assert apart.daemon.stop() == 0
        apart.daemon.start()
    assert {ended(apart.admin, i)["state"] for i in ids} == {"committed"}


def test_leftovers_and_unreadable_files(apart):
    apart.daemon.stop()
    jobs = os.path.join(apart.daemon.spool, "jobs")
    stray = "6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c12"
    for name in (f"{stray}.body", f"{stray}.new", "README",
                 f"{1:019}-{stray}.0.job"):
        with open(os.path.join(jobs, name), "w", encoding="ascii") as out:
            out.write("{")
    os.unlink(os.path.join(jobs, f"{stray}.body"))
    for name in ("12345678-7c0b-4d0d-9a53-5f1f7f1f2c12.body",
                 "12345678-7c0b-4d0d-9a53-5f1f7f1f2c12.new"):
        with open(os.path.join(jobs, name), "w", encoding="ascii") as out:
            out.write("x")
    apart.daemon.start()
    until("not put aside", lambda: files(apart) == [
        f"{1:019}-{stray}.bad", f"{stray}.new", "README"] or
        files(apart) == [f"{1:019}-{stray}.bad", "README"])
    assert "job_unreadable" in apart.daemon.log_text()
    for name in files(apart):
        os.unlink(os.path.join(jobs, name))
    assert ended(apart.admin, accepted(apart.admin, GOOD))[
        "state"] == "committed"


class Storm:
    """Accepts imports, some bad, and kills at random moments."""

    def __init__(self, server, seed):
        self.server = server
        self.random = random.Random(seed)
        self.accepted = {}  # id: (good, value)
        self.unanswered = self.daemon_kills = self.postgres_kills = 0

    def deliver(self, n):
        good = self.random.random() < 0.8
        period = 2000 + n % 25 if good else "2000M13"
        rows = [(f"S{s}", "comp_awards", period, n + s) for s in (1, 2, 3)]
        mode = "validate" if self.random.random() < 0.1 else "commit"
        try:
            reply = send(self.server.admin, observations(*rows), mode=mode,
                         key=f"storm-{n}")
        except AssertionError:  # curl found nobody
            self.unanswered += 1
            return
        if reply.status == 202:
            self.accepted[reply.json["id"]] = (good, mode)
        else:
            assert reply.status in (500, 503), reply
            self.unanswered += 1

    def kill(self):
        time.sleep(self.random.random() * 0.3)
        if self.random.random() < 0.25:
            self.server.daemon.cluster.stop("immediate")
            self.server.daemon.cluster.start()
            self.postgres_kills += 1
        else:
            self.server.daemon.kill()
            self.server.daemon.start()
            self.daemon_kills += 1


def test_killed_at_random_moments(apart, capfd):
    storm = Storm(apart, 20241127)
    n = 0
    for _ in range(KILLS):
        for _ in range(storm.random.randrange(1, 8)):
            storm.deliver(n)
            n += 1
        storm.kill()
    ends = {i: ended(apart.admin, i) for i in storm.accepted}
    counts = {}
    for import_id, (good, mode) in storm.accepted.items():
        state = ends[import_id]["state"]
        counts[state] = counts.get(state, 0) + 1
        wanted = ("rejected" if not good else
                  "committed" if mode == "commit" else "validated")
        assert state == wanted, ends[import_id]
        answer(apart.admin, import_id)
    twice = apart.psql("SELECT idempotency_key FROM import WHERE "
                       "idempotency_key LIKE 'storm-%' GROUP BY 1 "
                       "HAVING count(*) > 1")
    assert twice == []
    for year in range(2000, 2025):  # nothing partial
        rows = apart.admin.data(indicator="comp_awards", area="T1",
                                period=year, by="school").rows()
        values = {row["school"]: row["value"] for row in rows}
        if values.get("S3") is not None and year not in range(2010, 2023):
            assert values["S3"] - values["S1"] == 2, (year, values)
    until("files are left", lambda: files(apart) == [])
    with capfd.disabled():
        print(f"\n{storm.daemon_kills} kills of the daemon, "
              f"{storm.postgres_kills} of PostgreSQL: {len(storm.accepted)} "
              f"imports acknowledged, ended {counts}; {storm.unanswered} "
              "not acknowledged")
