"""The bureau's table of words for a cell without a figure."""
import json
import os
import re

import pytest

from lib import world

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
JSON = ["Content-Type: application/json"]

# domain: what each word means before the bureau changes anything.
TABLE = {
    "": (None, "O"),
    **dict.fromkeys(("暂无", "待定", "待统计", "统计中", "未统计"),
                    (None, "L")),
    **dict.fromkeys(("无", "没有", "零", "未开展"), (0, "A")),
    **dict.fromkeys(("—", "–", "-", "--", "――", "/", "／", "\\", "不适用",
                     "×", "N/A"), (None, "M")),
    **dict.fromkeys(("…", "..."), (0, "N")),
    **dict.fromkeys(("*", "**", "保密"), (None, "Q")),
    **dict.fromkeys(("?", "？", "不详", "不清楚"), (None, "O")),
}


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


@pytest.fixture(autouse=True)
def table(server):
    """As it was, whatever a test does to it."""
    before = server.admin.get("/v1/blank-tokens").json
    yield before
    assert put(server.admin, before).status == 200


def put(client, document):
    return client.request("PUT", "/v1/blank-tokens", headers=JSON,
                          body=json.dumps(document).encode())


def test_the_table_is_that_of_the_domain(table):
    assert {row["token"]: (row["value"], row["status"])
            for row in table["tokens"]} == TABLE
    logs = {row["token"]: row["log"] for row in table["tokens"]}
    assert logs["无"] == "zero_from_word" and logs["暂无"] is not None
    assert logs["—"] is None


def test_the_unit_tests_read_by_the_same_table():
    with open(os.path.join(TOP, "tests/unit/blank_fixture.c"),
              encoding="utf-8") as source:
        rows = re.findall(r'\{"((?:\\.|[^"\\])*)", (true|false), \'(.)\'\}',
                          source.read())
    assert {token.replace("\\\\", "\\"): (0 if zero == "true" else None,
                                          status)
            for token, zero, status in rows} == TABLE


def test_every_row_is_explained_in_both_languages(table):
    for row in table["tokens"]:
        assert row["meaning_zh"] and row["meaning_en"], row


def test_it_is_read_without_a_token(server, table):
    assert server.public.get("/v1/blank-tokens").json == table


def test_it_is_cached_until_it_changes(server, table):
    reply = server.public.get("/v1/blank-tokens")
    etag = reply.headers["etag"]
    again = server.public.get("/v1/blank-tokens",
                              headers=[f"If-None-Match: {etag}"])
    assert again.status == 304
    changed = [row for row in table["tokens"] if row["token"] != "保密"]
    assert put(server.admin, {"tokens": changed}).status == 200
    after = server.public.get("/v1/blank-tokens",
                              headers=[f"If-None-Match: {etag}"])
    assert after.status == 200
    assert after.json["tokens"] == changed


def test_the_bureau_may_change_a_word(server, table):
    wanted = [dict(row, value=None, status="M", log=None)
              if row["token"] == "无" else row for row in table["tokens"]]
    wanted.insert(1, {"token": "没统计", "value": None, "status": "L",
                      "meaning_zh": "尚无", "meaning_en": "", "log": "late"})
    reply = put(server.admin, {"tokens": wanted})
    assert reply.status == 200
    assert reply.json["tokens"] == wanted
    assert server.public.get("/v1/blank-tokens").json["tokens"] == wanted


def test_a_change_is_audited(server, table):
    assert put(server.admin, table).status == 200
    rows = server.psql("SELECT actor, action, outcome, detail FROM audit "
                       "ORDER BY id DESC LIMIT 1")
    assert rows == [["admin", "blank_tokens_put", "replaced", "30 tokens"]]


def test_only_an_administrator_changes_it(server, table):
    assert put(server.public, table).status == 401
    for role in ("reader", "submitter"):
        options = ("--school", "S1") if role == "submitter" else ()
        token = server.daemon.create_token(f"blank-{role}", role, *options)
        assert put(server.public.as_(token), table).status == 403


@pytest.mark.parametrize("row, why", [
    ({"token": "无", "status": "M", "value": 0}, "contradicts"),
    ({"token": "12", "status": "M"}, "not a word"),
    ({"token": "XX", "status": "M"}, "placeholder"),
    ({"token": "－", "status": "O"}, "means something else"),
    ({"token": "—", "status": "M"}, "stands twice"),
])
def test_a_table_that_cannot_be_read_by_is_refused(server, table, row, why):
    rows = table["tokens"] + [row]
    if why == "contradicts":
        rows = [row]
    reply = put(server.admin, {"tokens": rows})
    assert (reply.status, reply.code) == (422, "bad_blank_tokens")
    assert why in reply.json["detail"]
    assert server.public.get("/v1/blank-tokens").json == table


def test_what_is_no_json_is_refused(server):
    reply = server.admin.request("PUT", "/v1/blank-tokens", headers=JSON,
                                 body=b"{\"tokens\":[}")
    assert (reply.status, reply.code) == (400, "bad_json")
    reply = server.admin.request("PUT", "/v1/blank-tokens", body=b"{}",
                                 headers=["Content-Type: text/csv"])
    assert reply.status == 415


def test_the_daemon_reads_by_the_new_table_at_once(server, table):
    count = server.daemon.log_text().count("catalogue_published")
    assert put(server.admin, table).status == 200
    reply = server.admin.upload("observations", world.observations(
        ("S1", "students_ft", "2024-09-01", 100)))
    assert reply.status == 201
    assert server.daemon.log_text().count("catalogue_published") > count
