"""The feed of changes: whoever follows it has the store, whatever was
imported, corrected, killed or taken away meanwhile, and hears of every change
once."""
import csv
import http.client
import io
import json
import random
import threading
import time
from urllib.parse import urlencode, urlsplit

import pytest

from lib import world
from lib.world import HEADER, observations

SCHOOLS = ["S1", "S2", "S3"]
PERIODS = [str(year) for year in range(2006, 2022)]
IMPORTS = 25


def some_rows(chance):
    """CSV of new figures and corrections; some have no value."""
    keys = chance.sample([(school, period) for school in SCHOOLS
                          for period in PERIODS], chance.randint(1, 40))
    lines = ["school,indicator,period,value,status,note"]
    for school, period in keys:
        if chance.random() < 0.2:
            lines.append(f"{school},comp_awards,{period},,O,")
        else:
            lines.append(f"{school},comp_awards,{period},"
                         f"{chance.randint(0, 3)},,n{chance.randint(0, 1)}")
    return "\n".join(lines) + "\n"


class Follower(threading.Thread):
    """Follows the feed until it is told the last revision, and keeps what it
    says. A lost connection is tried again."""

    def __init__(self, address, step):
        super().__init__()
        self.address, self.step = address, step
        self.last = None  # set by the test when the imports are done
        self.seen, self.mirror, self.faults = set(), {}, []
        self.revision = 0
        self.cut = 0

    def get(self, path):
        for _ in range(400):
            try:
                connection = http.client.HTTPConnection(self.address,
                                                        timeout=30)
                connection.request("GET", path)
                reply = connection.getresponse()
                body = reply.read()
                connection.close()
                if reply.status == 200:
                    return json.loads(body)
                if reply.status != 503:
                    self.faults.append((reply.status, body))
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        raise AssertionError("it never answered")

    def take(self, change):
        key = (change["indicator"], change["school"], change["period"],
               tuple(sorted(change["breakdown"].items())))
        if (change["revision"], key) in self.seen:
            self.faults.append(("twice", change))
        self.seen.add((change["revision"], key))
        known = self.mirror.get(key)
        if known != (None if change["op"] == "inserted" else
                     (change["old_value"], change["old_status"])):
            self.faults.append(("old", known, change))
        self.mirror[key] = change["value"], change["status"]

    def run(self):
        try:
            while self.last is None or self.revision < self.last:
                self.revision = self.step(self)
        except Exception as error:  # pylint: disable=broad-except
            self.faults.append(error)


def by_revision(chance):
    """Asks after the last revision; needs the cursor only where a revision
    does not fit."""
    def step(follower):
        answer = follower.get("/v1/changes?" + urlencode(
            {"after": follower.revision, "limit": chance.randint(40, 90)}))
        for change in answer["changes"]:
            follower.take(change)
        return answer["meta"]["revision"]
    return step


def by_cursor(chance):
    """Small pages that end inside revisions."""
    state = {"cursor": None}

    def step(follower):
        params = {"limit": chance.randint(1, 7)}
        if state["cursor"]:
            params["cursor"] = state["cursor"]
        else:
            params["after"] = follower.revision
        answer = follower.get("/v1/changes?" + urlencode(params))
        for change in answer["changes"]:
            follower.take(change)
        state["cursor"] = answer["meta"]["next"]
        if state["cursor"]:
            follower.cut += 1
            return follower.revision
        return answer["meta"]["revision"]
    return step


def store(server):
    """What the followers should have: the observations and all changes."""
    rows = server.psql(
        "SELECT s.code, c.period / 1000, o.value, o.status FROM observation o"
        " JOIN school s ON s.id = o.school JOIN cell c ON c.id = o.cell")
    count = server.psql("SELECT (SELECT count(*) FROM observation) + "
                        "(SELECT count(*) FROM observation_history)")
    return ({("comp_awards", school, period, ()):
             (int(value) if value else None, status)
             for school, period, value, status in rows}, int(count[0][0]))


def test_followers_have_the_store_whatever_happens(own_server):
    """Imports of new figures, corrections and "no value" while three clients
    follow, and the daemon is killed twice."""
    server = own_server()
    chance = random.Random(3)
    world.load(server.admin)
    address = urlsplit(server.admin.url).netloc
    followers = [Follower(address, by_revision(random.Random(1))),
                 Follower(address, by_cursor(random.Random(2))),
                 Follower(address, by_cursor(random.Random(4)))]
    for follower in followers:
        follower.start()
    try:
        for turn in range(IMPORTS):
            server.admin.load("observations", some_rows(chance))
            if turn % 10 == 9:
                server.daemon.kill()
                server.daemon.start()
    finally:
        last = int(server.psql("SELECT revision FROM data_revision")[0][0])
        for follower in followers:
            follower.last = last
        for follower in followers:
            follower.join(60)
    wanted, changes = store(server)
    for follower in followers:
        assert follower.faults == []
        assert follower.mirror == wanted
        assert len(follower.seen) == changes
        assert follower.revision == last
    assert changes > 300
    assert followers[1].cut > 40


@pytest.fixture(scope="module")
def told(server):
    """Three revisions: two figures, a correction, a value that is gone."""
    admin = server.admin
    world.load(admin)
    first = admin.load("observations", observations(
        ("S1", "students_ft", "2024-09-01", "1", 10),
        ("S2", "students_ft", "2024-09-01", "", 20), columns=("gender",)))
    second = admin.load("observations", HEADER +
                        "S2,students_ft,2024-09-01,21\n")
    third = admin.load("observations",
                       "school,indicator,period,value,status,note\n"
                       "S2,students_ft,2024-09-01,,M,closed\n")
    return [first, second, third]


def changes(client, **params):
    return client.ok("/v1/changes", **params).json


def test_what_a_change_says(server, told):
    first, second, third = told
    answer = changes(server.public, after=first["revision"] - 1)
    assert answer["meta"]["revision"] == third["revision"]
    assert answer["meta"]["current"] == third["revision"]
    assert answer["meta"]["next"] is None
    common = {"indicator": "students_ft", "period": "2024-09-01",
              "derived": False}
    assert answer["changes"] == [
        {**common, "revision": first["revision"], "op": "inserted",
         "school": "S1", "breakdown": {"gender": "1"}, "value": 10,
         "status": "A", "note": None, "old_value": None, "old_status": None,
         "import": first["id"], "line": 2},
        {**common, "revision": first["revision"], "op": "inserted",
         "school": "S2", "breakdown": {}, "value": 20, "status": "A",
         "note": None, "old_value": None, "old_status": None,
         "import": first["id"], "line": 3},
        {**common, "revision": second["revision"], "op": "updated",
         "school": "S2", "breakdown": {}, "value": 21, "status": "A",
         "note": None, "old_value": 20, "old_status": "A",
         "import": second["id"], "line": 2},
        {**common, "revision": third["revision"], "op": "updated",
         "school": "S2", "breakdown": {}, "value": None, "status": "M",
         "note": "closed", "old_value": 21, "old_status": "A",
         "import": third["id"], "line": 2}]


def test_a_page_ends_with_a_whole_revision(server, told):
    first, second, third = told
    before = first["revision"] - 1
    whole = changes(server.public, after=before)["changes"]
    page = changes(server.public, after=before, limit=3)
    assert [c["revision"] for c in page["changes"]] == [
        first["revision"]] * 2 + [second["revision"]]
    assert page["meta"]["revision"] == second["revision"]
    rest = changes(server.public, cursor=page["meta"]["next"])
    assert page["changes"] + rest["changes"] == whole
    again = changes(server.public, after=page["meta"]["revision"])
    assert again["changes"] == rest["changes"]


def test_a_revision_too_long_for_a_page_is_cut(server, told):
    before = told[0]["revision"] - 1
    page = changes(server.public, after=before, limit=1)
    assert page["meta"]["revision"] == before, "not all of it is told"
    got = page["changes"]
    while page["meta"]["next"]:
        page = changes(server.public, cursor=page["meta"]["next"], limit=1)
        assert len(page["changes"]) == 1
        got += page["changes"]
    assert got == changes(server.public, after=before)["changes"]
    assert page["meta"]["revision"] == told[-1]["revision"]


def test_ndjson_and_its_headers(server, told):
    before = told[0]["revision"] - 1
    reply = server.public.ok("/v1/changes", after=before, limit=3,
                             headers=["Accept: application/x-ndjson"])
    wanted = changes(server.public, after=before, limit=3)
    assert [json.loads(line) for line in reply.text.splitlines()] == (
        wanted["changes"])
    assert reply.headers["x-revision"] == str(told[1]["revision"])
    link = reply.headers["link"]
    assert link.endswith('; rel="next"')
    rest = server.public.ok(link[1:link.index(">")])
    assert len(rest.text.splitlines()) == 1
    empty = server.public.ok("/v1/changes", after=told[-1]["revision"],
                             format="ndjson")
    assert empty.body == b""


def test_nothing_new_is_nothing(server, told):
    last = told[-1]["revision"]
    answer = changes(server.public, after=last)
    assert answer["changes"] == []
    assert answer["meta"]["revision"] == last


@pytest.mark.parametrize("path", ["/v1/changes", "/v1/changes/partnerships"])
def test_who_knows_of_another_history_hears_so(server, told, path):
    """As a mirror of a server that was restored: it would wait for revisions
    that came otherwise by then."""
    current = server.public.ok(path).json["meta"]["current"]
    assert server.public.get(path, after=current).status == 200
    for after in current + 1, 999999998:
        reply = server.public.get(path, after=after)
        assert (reply.status, reply.code) == (409, "after_current")
        assert str(current) in reply.json["errors"][0]["message"]


def test_304_until_something_changes(server, told):
    path = "/v1/changes"
    reply = server.public.ok(path, after=1)
    etag = reply.headers["etag"]
    assert server.public.get(
        path, after=1, headers=[f"If-None-Match: {etag}"]).status == 304
    server.admin.load("observations", HEADER + "S3,comp_awards,2020,1\n")
    assert server.public.get(
        path, after=1, headers=[f"If-None-Match: {etag}"]).status == 200


def test_nothing_changed_is_no_change(server, told):
    last = changes(server.public, after=0)["meta"]["revision"]
    body = HEADER + "S3,comp_awards,2019,7\n"
    server.admin.load("observations", body)
    server.admin.load("observations", body)
    assert len(changes(server.public, after=last)["changes"]) == 1


@pytest.mark.parametrize("params,code", [
    ({"after": "-1"}, "bad_parameter"),
    ({"after": "x"}, "bad_parameter"),
    ({"after": "9" * 12}, "bad_parameter"),
    ({"limit": "0"}, "bad_parameter"),
    ({"limit": "2001"}, "bad_parameter"),
    ({"format": "xml"}, "bad_parameter"),
    ({"since": "1"}, "unknown_parameter"),
    ({"cursor": "x"}, "bad_cursor"),
    ({"cursor": "YzEgMSAxIA"}, "bad_cursor"),
    ({"cursor": "YzEgMSAxIDF4"}, "bad_cursor"),
])
def test_bad_questions(server, told, params, code):
    reply = server.public.get("/v1/changes", **params)
    assert (reply.status, reply.code) == (400, code)


def test_reads_need_a_token_where_figures_do(own_server):
    server = own_server(api__public_read="off")
    assert server.public.get("/v1/changes").status == 401
    assert server.admin.get("/v1/changes").status == 200


def test_what_was_taken_away_is_deleted(own_server):
    """As a revert does it: the version ends and none follows; what is
    reported again later is an insertion."""
    server = own_server()
    world.load(server.admin)
    done = server.admin.load("observations", observations(
        ("S1", "comp_awards", "2020", 5), ("S2", "comp_awards", "2020", 6)))
    server.psql(
        "WITH r AS (UPDATE data_revision SET revision = revision + 1 "
        "RETURNING revision), gone AS (DELETE FROM observation WHERE value = "
        "6 RETURNING *), kept AS (INSERT INTO observation_history SELECT "
        "cell, school, value, g.revision, line, status, note, r.revision "
        "FROM gone g, r RETURNING cell, until), noted AS (INSERT INTO "
        "revision_cell SELECT until, cell FROM kept) INSERT INTO import "
        "SELECT (jsonb_populate_record(i, jsonb_build_object('id', "
        "gen_random_uuid(), 'revision', r.revision))).* FROM import i, r "
        f"WHERE i.id = '{done['id']}'")
    server.daemon.stop()
    server.daemon.start()
    last = done["revision"]
    gone, = changes(server.public, after=last)["changes"]
    assert (gone["op"], gone["school"], gone["value"], gone["status"],
            gone["old_value"], gone["line"]) == ("deleted", "S2", None, None,
                                                 6, None)
    server.admin.load("observations", HEADER + "S2,comp_awards,2020,8\n")
    again = changes(server.public, after=last + 1)["changes"]
    assert [c["op"] for c in again] == ["inserted"]


def test_the_feed_as_a_table(own_server):
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "grads_sv", "2022AY", "1", 5),
        ("S2", "grads_sv", "2022AY", "", 7), columns=("gender",)))
    server.admin.load("observations",
                      "school,indicator,period,gender,value,note\n"
                      "S1,grads_sv,2022AY,1,6,\"更正,=1+1\"\n")
    changes = server.public.ok("/v1/changes").json["changes"]
    reply = server.public.ok("/v1/changes", format="csv")
    assert reply.headers["content-type"].startswith("text/csv")
    assert reply.headers["x-revision"] == str(changes[-1]["revision"])
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    wanted = [{**{k: "" for k in rows[0]},
               **{k: "" if v is None else str(v).lower() if v in (True, False)
                  and isinstance(v, bool) else str(v) for k, v in c.items()},
               "breakdown": "|".join(f"{d}={m}" for d, m in
                                     c["breakdown"].items())}
              for c in changes]
    assert rows == wanted and len(rows) == 3
    assert rows[0]["breakdown"] == "gender=1" and rows[2]["old_value"] == "5"
    page = server.public.ok("/v1/changes", format="csv", limit=1)
    assert "format=csv" in page.headers["link"]
    assert server.public.request("GET", "/v1/changes",
                                 headers=["Accept: text/csv"]).text == (
                                     reply.text)
