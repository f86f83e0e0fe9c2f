"""The feed of changes of partner enterprises: whoever follows it has the
entries, and hears of every change once."""
import csv
import io
import json
import random

import pytest

from lib import world
from lib.credit import code, entries, entry

SAID = ("enterprise", "tiers", "modes", "depth", "on_campus", "end", "source")
FEED = "/v1/changes/partnerships"


def changes(client, **params):
    return client.ok(FEED, **params).json


def entry_of(change, which="new"):
    said = change[which]
    return said and {
        "school": change["school"], "credit_code": change["credit_code"],
        "start": change["start"], **said}


def key_of(one):
    return (one["school"], one["credit_code"], one["start"],
            one["enterprise"] if one["credit_code"] is None else "")


def listed(client):
    found, cursor = {}, {}
    while True:
        page = client.ok("/v1/partnerships", limit=50, **cursor).json
        for one in page["partnerships"]:
            found[key_of(one)] = {
                k: one[k] for k in ("school", "credit_code", "start", *SAID)}
        if page["meta"]["next"] is None:
            return found
        cursor = {"cursor": page["meta"]["next"]}


def some_rows(chance):
    rows = {}
    for _ in range(chance.randint(1, 25)):
        named = chance.random() < 0.2
        key = (chance.choice(("S1", "S2", "S3")),
               "" if named else code(chance.randint(1, 12)),
               f"20{chance.randint(18, 20)}-01-01",
               f"企业{chance.randint(1, 4)}")
        rows[key if named else key[:3]] = entry(
            key[0], key[1], start=key[2], enterprise=key[3],
            tiers=chance.choice(("", "central", "central|prov_leading")),
            end=chance.choice(("", "2023-06-30")))
    return entries(*rows.values())


def test_a_follower_has_the_entries(own_server):
    server = own_server()
    world.load(server.admin)
    chance = random.Random(11)
    mirror, seen, written = {}, set(), 0
    revision, cursor = 0, {}
    for turn in range(20):
        # Other kinds of imports make revisions of their own between them.
        server.admin.load("observations", world.observations(
            ("S1", "comp_awards", "2020", turn)))
        done = server.admin.load("partnerships", some_rows(chance))
        written += done["rows"]["inserted"] + done["rows"]["updated"]
        for _ in range(chance.choice((0, 1, 40))):
            page = changes(server.public, limit=chance.randint(1, 9),
                           **(cursor or {"after": revision}))
            for change in page["changes"]:
                key = key_of(entry_of(change) or entry_of(change, "old"))
                assert (change["revision"], key) not in seen
                seen.add((change["revision"], key))
                assert mirror.get(key) == entry_of(change, "old")
                assert change["op"] == (
                    "updated" if key in mirror else "inserted")
                mirror[key] = entry_of(change)
            revision = page["meta"]["revision"]
            cursor = ({"cursor": page["meta"]["next"]}
                      if page["meta"]["next"] else {})
    while cursor or revision < page["meta"]["current"]:
        page = changes(server.public, **(cursor or {"after": revision}))
        for change in page["changes"]:
            seen.add((change["revision"],
                      key_of(entry_of(change) or entry_of(change, "old"))))
            mirror[key_of(entry_of(change))] = entry_of(change)
        revision = page["meta"]["revision"]
        cursor = ({"cursor": page["meta"]["next"]}
                  if page["meta"]["next"] else {})
    assert mirror == listed(server.public)
    assert len(seen) == written > 150


@pytest.fixture(scope="module")
def told(server):
    world.load(server.admin)
    first = server.admin.load("partnerships", entries(
        entry("S1", code(1), enterprise="甲公司", start="2020-01-01",
              tiers="central"),
        entry("S2", "", enterprise="无码厂", start="2021-01-01")))
    second = server.admin.load("partnerships", entries(
        entry("S1", code(1), enterprise="甲集团", start="2020-01-01",
              tiers="central", end="2023-06-30")))
    return [first, second]


def test_what_a_change_says(server, told):
    first, second = told
    answer = changes(server.public, after=first["revision"] - 1)
    made, nameless, changed = answer["changes"]
    assert (made["revision"], made["op"], made["school"], made["credit_code"],
            made["start"], made["old"], made["import"], made["line"]) == (
        first["revision"], "inserted", "S1", code(1), "2020-01-01", None,
        first["id"], 2)
    assert (made["new"]["enterprise"], made["new"]["tiers"]) == (
        "甲公司", ["central"])
    assert (nameless["school"], nameless["credit_code"],
            nameless["new"]["enterprise"]) == ("S2", None, "无码厂")
    assert (changed["revision"], changed["op"], changed["import"],
            changed["line"]) == (second["revision"], "updated", second["id"], 2)
    assert changed["old"] == made["new"]
    assert changed["new"] == {**made["new"], "enterprise": "甲集团",
                              "end": "2023-06-30"}
    assert answer["meta"]["revision"] == second["revision"]


def test_other_formats_say_the_same(server, told):
    before = told[0]["revision"] - 1
    wanted = changes(server.public, after=before)["changes"]
    lines = server.public.ok(FEED, after=before, format="ndjson").text
    assert [json.loads(line) for line in lines.splitlines()] == wanted
    table = list(csv.DictReader(io.StringIO(
        server.public.ok(FEED, after=before, format="csv").text)))
    assert [(r["op"], r["school"], r["credit_code"], r["enterprise"],
             r["old_enterprise"], r["end"], r["line"]) for r in table] == [
        (c["op"], c["school"], c["credit_code"] or "", c["new"]["enterprise"],
         c["old"]["enterprise"] if c["old"] else "", c["new"]["end"] or "",
         str(c["line"])) for c in wanted]


def test_one_feed_knows_not_the_cursor_of_the_other(server, told):
    page = changes(server.public, after=0, limit=1)
    assert FEED in server.public.ok(FEED, after=0, limit=1).headers["link"]
    reply = server.public.get("/v1/changes", cursor=page["meta"]["next"])
    assert (reply.status, reply.code) == (400, "bad_cursor")


def test_an_entry_that_was_taken_away_is_deleted(own_server):
    """Nothing does so yet; the feed would tell."""
    server = own_server()
    world.load(server.admin)
    done = server.admin.load("partnerships", entries(
        entry("S1", code(1), enterprise="甲公司", start="2020-01-01")))
    server.psql(
        "WITH r AS (UPDATE data_revision SET revision = revision + 1 "
        "RETURNING revision), gone AS (DELETE FROM partnership RETURNING *), "
        "kept AS (INSERT INTO partnership_history SELECT g.school, g.code, "
        "g.enterprise, g.tiers, g.modes, g.depth, g.on_campus, g.started, "
        "g.ended, g.source, g.revision, g.line, r.revision FROM gone g, r) "
        "INSERT INTO import SELECT (jsonb_populate_record(i, "
        "jsonb_build_object('id', gen_random_uuid(), 'revision', r.revision,"
        " 'inserted', 0, 'deleted', 1))).* "
        f"FROM import i, r WHERE i.id = '{done['id']}'")
    server.daemon.stop()
    server.daemon.start()
    gone, = changes(server.public, after=done["revision"])["changes"]
    assert (gone["op"], gone["school"], gone["credit_code"], gone["new"],
            gone["old"]["enterprise"], gone["line"]) == (
        "deleted", "S1", code(1), None, "甲公司", None)
