"""POST /v1/imports/{id}/revert: what was taken back is as if it had never
been, what came of it stays on record, and nobody's later figures are lost."""
import json
import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib import world as places
from lib.mixed import TARGETS, as_csv, load
from lib.world import observations
from test_import_races import (closed_gate, terminate_in_commit, until,
                               waiting)
from test_totals import check_all

FLOW = "train_persontimes"
NOBODY = "00000000-0000-4000-8000-000000000000"


def revert(client, which, key=None):
    return client.request("POST", f"/v1/imports/{which}/revert", headers=[
        f"Idempotency-Key: {key}"] if key else [])


def take_back(client, which):
    reply = revert(client, which)
    assert reply.status == 201, reply
    assert reply.json["reverts"] == which.lower()
    return reply.json


def rows_of(done):
    return tuple(done["rows"][k] for k in ("inserted", "updated", "deleted"))


def record(client, which):
    return client.ok(f"/v1/imports/{which}").json


def state(server):
    """All that is in force, revisions apart."""
    return [server.psql(sql) for sql in (
        "SELECT cell, school, value, status, note, line, derived "
        "FROM observation ORDER BY 1, 2",
        "SELECT cell, area, sum, reported, missing FROM total "
        "WHERE reported <> 0 OR missing <> 0 ORDER BY 1, 2",
        "SELECT cell, area, status, schools FROM total_status "
        "WHERE schools <> 0 ORDER BY 1, 2, 3")]


def plain(reply):
    """The bytes of an answer without its revision and time."""
    return re.sub(rb'"(revision|generated)":("[^"]*"|\d+)', b"", reply.body)


def answers(client, period="last:3", **more):
    """Of /v1/data: a few questions about all that there may be."""
    said = [client.data(indicator="prop", period=period, area="CN,P1,P2,P11",
                        statuses="true", compare="prev_year",
                        **{f"where.{d}": c for d, c in t.items()}, **more)
            for t in TARGETS[:5]]
    said.append(client.data(indicator="prop", period="2021,2022", area="CN",
                            by="school", **more))
    said.append(client.data(indicator=FLOW, period="2022M01..2022M12",
                            area="T1", **more))
    return said


def sources(client):
    """Where the figures of some sums come from, whoever restored them."""
    said = []
    for row in client.data(indicator="prop", period="2022..2024", area="CN",
                           lineage="true").rows() + client.data(
                               indicator=FLOW, period="2022", area="T1",
                               ytd="M12", lineage="true").rows():
        told = client.ok(f"/v1/figures/{row['figure_id']}/lineage").json
        said.append((told["sum"], [{**r, "restored_by": None}
                                   for r in told["rows"]]))
    return said


# --- properties ---

def some_months(chance):
    """CSV of months and cumulative figures of two schools in a year."""
    lines = ["school,indicator,period,basis,value,status"]
    keys = {(chance.choice(["S1", "S2"]), chance.randint(1, 12),
             chance.choice(["ytd", "ytd", "month"]))
            for _ in range(chance.randint(1, 8))}
    for school, month, basis in sorted(keys):
        value = "" if chance.random() < 0.1 else chance.randint(0, 500)
        lines.append(f"{school},{FLOW},2022M{month:02},{basis},{value},"
                     + ("O" if value == "" else ""))
    return "\n".join(lines) + "\n"


class Feed:
    """What whoever follows /v1/changes has."""

    def __init__(self):
        self.after, self.mirror, self.ops = 0, {}, set()

    def follow(self, client):
        while True:
            page = client.ok("/v1/changes", after=self.after,
                             limit=1000).json
            for change in page["changes"]:
                self.take(change)
            self.after = page["meta"]["revision"]
            if not page["meta"]["next"] and not page["changes"]:
                return

    def take(self, change):
        key = (change["indicator"], change["school"], change["period"],
               tuple(sorted(change["breakdown"].items())))
        known = self.mirror.pop(key, None)
        assert known == (None if change["op"] == "inserted" else
                         (change["old_value"], change["old_status"]))
        if change["op"] != "deleted":
            self.mirror[key] = change["value"], change["status"]
        self.ops.add(change["op"])


def test_undo_and_redo(own_server):
    """A stack of random imports: each revert brings back what was before,
    each revert of a revert what was after, traced to the files that brought
    it; and every revision is still told as it was then."""
    server = own_server()
    chance = random.Random(5)
    world = load(server, 11)
    places.load(server.admin)
    told, done, undone, feed = {}, [], [], Feed()
    redone = 0

    def rows(**more):
        return [reply.json["rows"] for reply in
                answers(server.admin, "2021..2025", **more)]

    def now():
        return (state(server), [plain(r) for r in answers(server.admin)],
                sources(server.admin))

    for _ in range(40):
        before = now()
        act = chance.random()
        if act < 0.35 and done:
            was, which, after = done.pop()
            made = take_back(server.admin, which)
            assert now() == was
            assert sum(rows_of(made)) == made["observations"]
            undone.append((after, made["id"], was))
        elif act < 0.6 and undone:
            after, which, was = undone.pop()
            made = take_back(server.admin, which)
            assert now() == after
            done.append((was, made["id"], after))
            redone += 1
        else:
            body = (some_months(chance) if chance.random() < 0.5 else
                    as_csv(world.some_rows(
                        chance.randint(1, 40),
                        ["2021", "2022", str(chance.randint(2023, 2025))])))
            made = server.admin.load("observations", body)
            if not record(server.admin, made["id"])["changed"]:
                continue
            done.append((before, made["id"], now()))
            undone.clear()
        told[made["revision"]] = rows()
        feed.follow(server.admin)
    assert redone > 3 and feed.ops == {"inserted", "updated", "deleted"}
    for revision, said in told.items():
        assert rows(asof=revision) == said, revision
    count = server.psql("SELECT count(*) FROM observation")
    assert count == [[str(len(feed.mirror))]]


class Model:
    """What may be taken back, from the words alone."""

    def __init__(self):
        self.log = []  # (id, reverted id or None, {key: (before, after)})

    def undoes(self, which):
        """What a revert of it would find changed since: a set of keys."""
        at = next(i for i, entry in enumerate(self.log) if entry[0] == which)
        later = self.log[at + 1:]
        while True:  # the last revert of something later, and that
            ids = [entry[0] for entry in later]
            pair = next((entry for entry in reversed(later)
                         if entry[1] in ids), None)
            if pair is None:
                break
            later = [e for e in later if e[0] not in (pair[0], pair[1])]
        return set(self.log[at][2]) & {key for e in later for key in e[2]}


def test_any_import_at_any_time(own_server):
    """Random imports and random reverts against a model: refused exactly
    where it says, with as many observations, and the totals are those of
    counting anew."""
    server = own_server()
    chance = random.Random(8)
    world = load(server, 23)
    model = Model()
    outcomes = {201: 0, "revert_refused": 0, "reverted_already": 0}
    for step in range(90):
        if step < 4 or chance.random() < 0.4:
            rows = world.some_rows(chance.randint(1, 9))
            changes = {key: (world.reports.get(key, "none"), value)
                       for key, value in rows.items()
                       if world.reports.get(key, "none") != value}
            made = server.admin.load("observations", as_csv(rows))
            if changes:
                model.log.append((made["id"], None, changes))
                world.reports.update(rows)
            continue
        which, _, changes = chance.choice(model.log)
        reply = revert(server.admin, which)
        if any(entry[1] == which for entry in model.log):
            assert (reply.status, reply.code) == (409, "reverted_already")
            outcomes[reply.code] += 1
            continue
        since = model.undoes(which)
        if since:
            assert (reply.status, reply.code) == (409, "revert_refused")
            assert reply.json["error_count"] == len(since)
            outcomes[reply.code] += 1
            continue
        assert reply.status == 201, reply
        outcomes[201] += 1
        back = {key: (new, old) for key, (old, new) in changes.items()}
        model.log.append((reply.json["id"], which, back))
        for key, (_, value) in back.items():
            if value == "none":
                del world.reports[key]
            else:
                world.reports[key] = value
        if outcomes[201] % 4 == 0:
            check_all(server, world)
    check_all(server, world)
    assert min(outcomes.values()) > 5, outcomes


# --- one by one ---

@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    places.load(server.admin)


def figure(period, *values):
    return observations(*[(f"S{i + 1}", "comp_awards", period, value)
                          for i, value in enumerate(values)])


def value(client, period, **more):
    rows = client.data(indicator="comp_awards", area="T1", period=period,
                       **more).rows()
    return rows[0]["value"] if rows else None


def test_the_record_tells_both_ways(admin):
    first = admin.load("observations", figure("1990", 1, 2))
    second = admin.load("observations", figure("1990", 5, 2, 7))
    done = take_back(admin, second["id"].upper())
    assert rows_of(done) == (0, 1, 1) and done["observations"] == 2
    assert (done["state"], done["kind"], done["rows"]["read"]) == (
        "committed", "observations", 0)
    assert done["revision"] == second["revision"] + 1
    assert value(admin, "1990") == 3
    assert value(admin, "1990", asof=second["revision"]) == 14
    assert record(admin, second["id"])["reverted_by"] == done["id"]
    mine = record(admin, done["id"])
    assert (mine["reverts"], mine["reverted_by"]) == (second["id"], None)
    assert mine["rows"] == done["rows"]
    assert record(admin, first["id"])["reverted_by"] is None
    # Reverting the revert restores the import.
    again = take_back(admin, done["id"])
    assert rows_of(again) == (1, 1, 0)
    assert value(admin, "1990") == 14


def test_what_the_feed_and_the_list_of_revisions_say(admin):
    done = admin.load("observations", figure("1991", 4))
    back = take_back(admin, done["id"])
    said = admin.ok("/v1/changes", after=done["revision"]).json["changes"]
    assert [(c["op"], c["school"], c["value"], c["old_value"], c["import"])
            for c in said] == [("deleted", "S1", None, 4, back["id"])]
    listed = admin.ok("/v1/revisions", indicator="comp_awards", area="T1",
                      period="1991").json
    assert [r["revision"] for r in listed["rows"]] == [
        done["revision"], back["revision"]]


def test_lineage_before_and_after(admin):
    first = admin.load("observations", figure("1992", 4, 5))
    second = admin.load("observations", figure("1992", 6))
    take_back(admin, second["id"])

    def lines(**more):
        row = admin.data(indicator="comp_awards", area="T1", period="1992",
                         lineage="true", **more).rows()[0]
        told = admin.ok(f"/v1/figures/{row['figure_id']}/lineage").json
        return told["sum"], [r["value"] for r in told["rows"]]

    assert lines() == (9, [4, 5])
    assert lines(asof=second["revision"]) == (11, [6, 5])
    assert lines(asof=first["revision"]) == (9, [4, 5])


def origins(client, **params):
    row = client.data(indicator="comp_awards", area="T1", lineage="true",
                      **params).rows()[0]
    told = client.ok(f"/v1/figures/{row['figure_id']}/lineage").json
    return [(r["school"], r["value"], r["import"], r["file"], r["sha256"],
             r["line"], r["restored_by"]) for r in told["rows"]]


def test_what_was_restored_leads_to_the_file_that_brought_it(admin):
    """Whatever was taken back, and taken back again."""
    one = admin.load("observations", figure("1989", 4, 5), filename="一.csv")
    two = admin.load("observations",
                     "school,indicator,period,value\n"
                     "S2,comp_awards,1989,8\nS1,comp_awards,1989,7\n",
                     filename="二.csv")
    back = take_back(admin, two["id"])
    first = ("S1", 4, one["id"], "一.csv", one["sha256"], 2)
    second = ("S2", 5, one["id"], "一.csv", one["sha256"], 3)
    newer = [("S1", 7, two["id"], "二.csv", two["sha256"], 3),
             ("S2", 8, two["id"], "二.csv", two["sha256"], 2)]
    assert origins(admin, period="1989", asof=one["revision"]) == [
        (*first, None), (*second, None)]
    assert origins(admin, period="1989") == [
        (*first, back["id"]), (*second, back["id"])]
    again = take_back(admin, back["id"])
    assert origins(admin, period="1989") == [
        (*row, again["id"]) for row in newer]
    last = take_back(admin, again["id"])
    assert origins(admin, period="1989") == [
        (*first, last["id"]), (*second, last["id"])]
    third = admin.load("observations", figure("1989", 4, 6))
    assert origins(admin, period="1989")[0] == (*first, last["id"])
    assert origins(admin, period="1989")[1][2:] == (
        third["id"], None, third["sha256"], 3, None)


def test_a_period_that_was_a_mistake_is_gone(admin):
    before = admin.ok("/v1/periods", indicator="comp_awards").json["periods"]
    done = admin.load("observations", figure("2019", 1))
    assert value(admin, "last:1") == 1
    take_back(admin, done["id"])
    assert admin.ok("/v1/periods",
                    indicator="comp_awards").json["periods"] == before
    admin.load("observations", figure("2019", 3))
    assert value(admin, "last:1") == 3


def test_later_figures_are_listed_and_kept(admin):
    first = admin.load("observations", figure("1993", 1, 2, 3))
    second = admin.load("observations", figure("1993", 1, 5, 6))
    reply = revert(admin, first["id"])
    assert (reply.status, reply.code) == (409, "revert_refused")
    told = reply.json
    assert told["error_count"] == 2 and told["reverts"] == first["id"]
    assert [(e["line"], e["code"]) for e in told["errors"]] == [
        (3, "changed_since"), (4, "changed_since")]
    assert all(second["id"] in e["message"] and "comp_awards 1993"
               in e["message"] for e in told["errors"])
    assert admin.ok(told["errors_csv"]).text.count("changed_since") == 2
    assert record(admin, told["id"])["state"] == "rejected"
    assert record(admin, first["id"])["reverted_by"] is None
    assert value(admin, "1993") == 12
    # Once the later one is taken back, the earlier one can be as well.
    take_back(admin, second["id"])
    assert value(admin, "1993") == 6
    take_back(admin, first["id"])
    assert value(admin, "1993") is None


def test_the_list_is_bounded(admin):
    body = "school,indicator,period,gender,grade,value\n"
    many = [f"S{s},students_ft,{year}-09-01,{g},{grade}" for s in (1, 2, 3)
            for year in range(1950, 2010) for g in (1, 2)
            for grade in (1, 2, 3)]
    assert len(many) > 1000
    first = admin.load("observations",
                       body + "".join(line + ",1\n" for line in many))
    admin.load("observations", body + "".join(line + ",2\n" for line in many))
    told = revert(admin, first["id"]).json
    assert told["error_count"] == len(many)
    assert len(told["errors"]) == 1000


def test_months_that_build_on_it_hold_it(admin):
    def ytd(month, through):
        return (f"school,indicator,period,basis,value\n"
                f"S3,{FLOW},2021M{month:02},ytd,{through}\n")

    first = admin.load("observations", ytd(1, 10))
    second = admin.load("observations", ytd(2, 25))
    assert revert(admin, first["id"]).code == "revert_refused"
    done = take_back(admin, second["id"])
    assert rows_of(done) == (0, 0, 1)
    rows = admin.data(indicator=FLOW, period="2021M01,2021M02",
                      area="T12").rows()
    assert [r["value"] for r in rows] == [10, None]
    take_back(admin, first["id"])


def test_what_cannot_be_reverted(admin):
    done = admin.load("observations", figure("1994", 1))
    same = admin.load("observations", figure("1994", 1))
    bad = admin.upload("observations", figure("1994", "x"))
    schools = admin.load("schools", places.SCHOOLS.replace("One", "Uno"))
    first = take_back(admin, done["id"])
    for which, status, code in [
            (done["id"], 409, "reverted_already"),
            (same["id"], 409, "revert_nothing"),
            (bad.json["id"], 409, "revert_nothing"),
            (schools["id"], 409, "revert_kind"),
            (NOBODY, 404, "not_found"), ("nothing", 404, "not_found")]:
        reply = revert(admin, which)
        assert (reply.status, reply.code) == (status, code), which
    assert first["id"] in revert(admin, done["id"]).text
    reply = admin.request("POST", f"/v1/imports/{done['id']}/revert", force=1)
    assert reply.status == 400


def test_one_key_is_one_revert(admin):
    done = admin.load("observations", figure("1995", 1))
    other = admin.load("observations", figure("1996", 1))
    first = revert(admin, done["id"], key="undo")
    again = revert(admin, done["id"], key="undo")
    assert (first.status, again.status) == (201, 201)
    assert first.body == again.body
    assert again.headers["idempotent-replay"] == "true"
    assert revert(admin, other["id"], key="undo").code == "key_reused"


def test_who_may(server, admin):
    make = server.daemon.create_token
    own = server.public.as_(make("undo-own", "submitter", "--school", "S1",
                                 "--school", "S2"))
    other = server.public.as_(make("undo-other", "submitter", "--area", "T1"))
    reader = server.public.as_(make("undo-reader", "reader"))
    done = own.load("observations", figure("1997", 1, 2))
    assert revert(server.public, done["id"]).status == 401
    assert revert(reader, done["id"]).status == 403
    assert revert(other, done["id"]).status == 404
    assert rows_of(take_back(own, done["id"])) == (0, 0, 2)
    # May it still write to all of its schools?
    done = own.load("observations", figure("1998", 1, 2))
    server.psql("UPDATE token SET schools = '{S1}' WHERE name = 'undo-own'")
    assert revert(own, done["id"]).status == 403
    assert value(admin, "1998") == 3
    take_back(admin, done["id"])
    assert [row[0] for row in server.psql(
        "SELECT count(*) FROM audit WHERE actor = 'undo-own'")] == ["3"]


@pytest.mark.parametrize("happened", [True, False])
def test_a_crash_during_commit(own_server, happened):
    """The server's process dies while the revert commits: it is made, once;
    the daemon dies as well: the key tells."""
    server = own_server()
    places.load(server.admin)
    done = server.admin.load("observations", figure("1990", 1, 2))
    with closed_gate(server) as open_gate:
        with ThreadPoolExecutor(1) as pool:
            def ask():
                try:
                    return revert(server.admin, done["id"], key="crash")
                except AssertionError:
                    return None  # the daemon was killed under it

            reply = pool.submit(ask)
            if happened:
                terminate_in_commit(server, "advisory")
            else:
                until("no COMMIT", lambda: waiting(
                    server, "advisory", "query LIKE '%COMMIT%'"))
                server.daemon.kill()
            open_gate()
            reply = reply.result()
    if not happened:
        server.daemon.start()
        reply = revert(server.admin, done["id"], key="crash")
    assert reply.status == 201, reply
    assert json.loads(reply.body)["rows"]["deleted"] == 2
    assert server.psql("SELECT count(*) FROM import WHERE reverts IS NOT "
                       "NULL") == [["1"]]
    assert server.psql("SELECT count(*) FROM observation") == [["0"]]
    assert server.psql("SELECT count(*) FROM observation_history") == [["2"]]
    assert value(server.admin, "1990") is None
