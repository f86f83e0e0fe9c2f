"""Editions written at the same time: /v1/editions on the demo city. What a report says is in
test_reports.py."""
import threading
import time

import pytest

from lib import demo_city

CITY = "990100"
EDITIONS = "/v1/editions"
EMPTY = 2031  # a year of which nothing is known


@pytest.fixture(scope="module", autouse=True)
def city(server, tmp_path_factory):
    demo_city.load(server.admin, demo_city.make(
        tmp_path_factory.mktemp("demo")))


def freeze(server, **params):
    reply = server.admin.request("POST", EDITIONS, **{
        "year": 2024, "area": CITY, **params})
    assert reply.status == 201, reply
    return reply.json["id"]


def publish(server, which):
    return server.admin.request("POST", f"{EDITIONS}/{which}/publish",
                                allow_missing="true")


def delete(server, which):
    return server.admin.request("DELETE", f"{EDITIONS}/{which}")


# --- at the same time ---

def at_once(*calls):
    """Their replies; each call begins a little after the one before."""
    replies = [None] * len(calls)

    def call(i):
        replies[i] = calls[i]()
    threads = [threading.Thread(target=call, args=(i,))
               for i in range(len(calls))]
    for thread in threads:
        thread.start()
        time.sleep(0.4)
    for thread in threads:
        thread.join()
    return replies


def held(server, which):
    """Nobody else writes the edition for a while."""
    return lambda: server.psql(
        f"BEGIN; SELECT FROM edition WHERE id = '{which}' FOR UPDATE; "
        "SELECT pg_sleep(2); COMMIT")


@pytest.mark.parametrize("first", ["publish", "delete"])
def test_the_first_of_two_writes_counts(server, first):
    """Both wait for the row, and then look at what became of it."""
    which = freeze(server, year=EMPTY)
    writes = [lambda: publish(server, which), lambda: delete(server, which)]
    if first == "delete":
        writes.reverse()
    _, one, other = at_once(held(server, which), *writes)
    left = server.admin.get(f"{EDITIONS}/{which}").status
    if first == "publish":
        assert (one.status, left) == (200, 200)
        assert (other.status, other.code) == (409, "edition_published")
    else:
        assert (one.status, other.status, left) == (204, 404, 404)


def test_no_answer_says_what_did_not_happen(server):
    for _ in range(6):
        which = freeze(server, year=EMPTY)
        replies = [None] * 3

        def call(i, write, which=which, replies=replies):
            replies[i] = write(server, which)
        threads = [threading.Thread(target=call, args=(i, write))
                   for i, write in enumerate((publish, delete, publish))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = [reply.status for reply in replies]
        left = server.admin.get(f"{EDITIONS}/{which}").status
        if left == 200:
            assert sorted(statuses) == [200, 409, 409], statuses
            assert {reply.code for reply in replies
                    if reply.status == 409} == {"edition_published"}
        else:
            assert statuses == [404, 204, 404]
