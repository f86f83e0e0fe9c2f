"""The import of partner enterprises: codes, counts, faults, history, scope."""
import json

import pytest

from lib import world
from lib.credit import check, code, entries, entry

EXAMPLE = "91350100M000100Y43"
RIGHT = [EXAMPLE, "91360900MA31002140", "91440300708461136T",
         "914403001922038216", "91330100799655058B", "91110000802100433B"]


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def rows_of(reply):
    rows = reply.json["rows"]
    return tuple(rows[k] for k in ("inserted", "updated", "unchanged",
                                   "rejected"))


def faults(reply):
    assert reply.status == 422, reply
    return [(e["line"], e["column"], e["code"])
            for e in reply.json["errors"]]


def send(client, *rows, **params):
    return client.upload("partnerships", entries(*rows), **params)


def stored(server, where="true"):
    return server.psql(
        "SELECT s.code, p.code, p.enterprise, p.started, "
        "coalesce(p.ended::text, '') FROM partnership p "
        f"JOIN school s ON s.id = p.school WHERE {where} "
        "ORDER BY s.code, p.code, p.started, p.enterprise")


# --- fixture 6 of the domain description ---

@pytest.mark.parametrize("text", RIGHT)
def test_right_codes_are_taken(server, text):
    reply = send(server.admin, entry("S1", text, start="2020-01-01"),
                 mode="validate")
    assert reply.status == 200, reply
    assert rows_of(reply) == (1, 0, 0, 0)


def test_a_letter_outside_the_alphabet_is_refused_with_a_hint(admin):
    reply = send(admin, entry("S1", "91350100M000100Y4Z"), lang="en")
    assert faults(reply) == [(2, "credit_code", "credit_code_letter")]
    message = reply.json["errors"][0]["message"]
    assert "place 18" in message and "perhaps 2 was meant" in message


def test_a_wrong_check_character_names_the_right_one(admin):
    reply = send(admin, entry("S1", "91350100M000100Y44"))
    assert faults(reply) == [(2, "credit_code", "credit_code_check")]
    assert "“3”" in reply.json["errors"][0]["message"]
    assert reply.json["errors"][0]["value"] == "91350100M000100Y44"


def test_every_single_substitution_is_refused(admin):
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    wrong = [EXAMPLE[:i] + c + EXAMPLE[i + 1:]
             for i in range(17) for c in alphabet if c != EXAMPLE[i]]
    wrong += [EXAMPLE[:i] + EXAMPLE[i + 1] + EXAMPLE[i] + EXAMPLE[i + 2:]
              for i in range(16) if EXAMPLE[i] != EXAMPLE[i + 1]]
    assert len(wrong) == 510 + 12
    reply = send(admin, *[entry("S1", text) for text in wrong])
    assert [f[:2] for f in faults(reply)] == [
        (line, "credit_code") for line in range(2, 524)]


@pytest.mark.parametrize("text, fault", [
    ("9.14403001922038E+17", "credit_code_number"),
    ("914403001922038000", "credit_code_number"),
    ("91350100M000100Y4", "credit_code_length"),
    ("91350100M000100Y430", "credit_code_length"),
    ("9135010OM000100Y43", "credit_code_letter"),
    ("91350100M000100Y4-", "credit_code_character"),
    ("待补充", "credit_code_length"),
    ("无", "credit_code_length"),
])
def test_wrong_codes_have_their_own_words(admin, text, fault):
    assert faults(send(admin, entry("S1", text))) == [
        (2, "credit_code", fault)]


def test_a_structure_that_cannot_be_is_refused(admin):
    body = "B" + EXAMPLE[1:17]
    assert faults(send(admin, entry("S1", body + check(body)))) == [
        (2, "credit_code", "credit_code_structure")]


def test_what_was_meant_is_stored(server):
    wide = "９１３５０１００Ｍ０００１００ｙ４３"
    spaced = "9144 0300 7084 6113 6t"
    reply = send(server.admin, entry("S1", wide, start="2019-01-01"),
                 entry("S1", spaced, start="2019-01-01"))
    assert reply.status == 201, reply
    assert [row[1] for row in stored(server, "started = '2019-01-01'")] == [
        EXAMPLE, "91440300708461136T"]
    again = send(server.admin, entry("S1", EXAMPLE, start="2019-01-01",
                                     enterprise=f"企业{wide[-5:]}"))
    assert rows_of(again) == (0, 0, 1, 0)


def test_the_inner_code_and_the_area_are_only_warned_of(admin):
    body = "91999999MA3100215"
    text = body + check(body)
    reply = send(admin, entry("S1", text), entry("S2", text),
                 mode="validate")
    assert reply.status == 200, reply
    assert reply.json["warnings"] == [
        {"code": "credit_code_inner", "subject": text},
        {"code": "credit_code_area", "subject": text}]


# --- without a code ---

def test_without_a_code_the_name_tells_entries_apart(server):
    rows = [entry("S2", "", start="2018-01-01", enterprise=name)
            for name in ("甲厂", "乙厂")]
    assert rows_of(send(server.admin, *rows)) == (2, 0, 0, 0)
    assert rows_of(send(server.admin, *rows)) == (0, 0, 2, 0)
    assert [r[2] for r in stored(server, "started = '2018-01-01'")] == [
        "乙厂", "甲厂"]


def test_neither_code_nor_name_is_nothing(admin):
    row = entry("S2", "", enterprise="")
    assert faults(send(admin, row)) == [(2, "enterprise", "empty_cell")]


# --- counts and history ---

def test_counts_are_exact_and_versions_are_kept(server):
    admin = server.admin
    first = entry("S1", code(1), start="2021-01-01", tiers="central|srdi",
                  modes="order_class", depth="deep", on_campus="yes")
    other = entry("S1", code(2), start="2021-01-01")
    before = admin.load("partnerships", entries(first, other))
    assert before["rows"]["inserted"] == 2
    same = admin.load("partnerships", entries(other, first))
    assert same["rows"]["unchanged"] == 2
    assert same["revision"] == before["revision"]
    after = admin.load("partnerships", entries(
        {**first, "end": "2022-06-30", "tiers": "srdi|central|srdi"}, other,
        entry("S1", code(3), start="2021-01-01")))
    assert (after["rows"]["inserted"], after["rows"]["updated"],
            after["rows"]["unchanged"]) == (1, 1, 1)
    assert after["revision"] == before["revision"] + 1
    history = server.psql(
        "SELECT code, coalesce(ended::text, ''), revision, until "
        "FROM partnership_history WHERE started = '2021-01-01'")
    assert history == [[code(1), "", str(before["revision"]),
                        str(after["revision"])]]
    assert [row[4] for row in stored(server, "started = '2021-01-01'")] == [
        "2022-06-30", "", ""]


def test_the_same_key_twice_is_a_fault_of_the_second(admin):
    row = entry("S1", code(5))
    nameless = entry("S1", "", enterprise="丙厂")
    reply = send(admin, row, {**row, "enterprise": "别名"}, nameless,
                 nameless, {**row, "start": "2024-01-01"})
    assert faults(reply) == [(3, "credit_code", "duplicate_key"),
                             (5, "enterprise", "duplicate_key")]
    assert [e["message"] for e in reply.json["errors"]] == [
        "与第 2 行重复", "与第 4 行重复"]


def test_a_validation_and_a_rejection_leave_nothing(server):
    admin = server.admin
    count = server.psql("SELECT count(*) FROM partnership")
    send(admin, entry("S1", code(6)), mode="validate")
    send(admin, entry("S1", code(6)), entry("S1", "x"))
    assert server.psql("SELECT count(*) FROM partnership") == count
    reply = send(admin, entry("S1", code(6), start="2017-01-01"),
                 entry("S1", "x"), on_error="skip")
    assert reply.status == 201, reply
    assert rows_of(reply) == (1, 0, 0, 1)
    assert len(stored(server, "started = '2017-01-01'")) == 1


def test_the_same_key_of_a_request_replays(admin):
    body = entries(entry("S3", code(7)))
    first = admin.upload("partnerships", body, key="partner-1")
    again = admin.upload("partnerships", body, key="partner-1")
    assert again.body == first.body
    assert again.headers["idempotent-replay"] == "true"


# --- the other cells ---

def test_each_fault_has_its_line_and_column(admin):
    good = entry("S1", code(8))
    reply = send(
        admin,
        {**good, "school": "S9"}, {**good, "tiers": "central|moon"},
        {**good, "modes": "order_class|"}, {**good, "depth": "shallow"},
        {**good, "on_campus": "maybe"}, {**good, "start": ""},
        {**good, "start": "2023-02-30"},
        {**good, "start": "2023-09-02", "end": "2023-09-01"},
        {**good, "enterprise": "x" * 201})
    assert faults(reply) == [
        (2, "school", "unknown_school"), (3, "tiers", "unknown_member"),
        (4, "modes", "unknown_member"), (5, "depth", "unknown_member"), (6, "on_campus", "bad_choice"),
        (7, "start", "empty_cell"), (8, "start", "bad_date"),
        (9, "end", "bad_date"), (10, "enterprise", "bad_text")]
    assert ("contradicts another" in reply.json["errors"][7]["message"]
            or "矛盾" in reply.json["errors"][7]["message"])


def test_all_faults_of_a_row_are_told(admin):
    reply = send(admin, entry("S9", "x", tiers="moon", on_campus="?"))
    assert [f[1] for f in faults(reply)] == [
        "credit_code", "on_campus", "school", "tiers"]


def test_more_tiers_than_there_may_be(admin):
    reply = send(admin, entry("S1", code(9), tiers="|".join(["srdi"] * 33)))
    assert faults(reply) == [(2, "tiers", "too_many")]


@pytest.mark.parametrize("word, stands", [
    ("yes", "yes"), ("1", "yes"), ("TRUE", "yes"), ("是", "yes"),
    ("no", "no"), ("0", "no"), ("False", "no"), ("否", "no"), ("", "no")])
def test_words_for_on_campus(server, word, stands):
    row = entry("S4", code(10), start="2022-01-01", on_campus=word)
    assert send(server.admin, row).status == 201
    assert server.psql(
        "SELECT m.code FROM partnership p JOIN member m "
        "ON m.id = p.on_campus WHERE p.started = '2022-01-01'") == [[stands]]


def test_ndjson_and_json_have_the_same_names(server):
    rows = [entry("S3", code(11), start="2016-01-01"),
            entry("S3", code(12), start="2016-01-01", end="")]
    lines = "\n".join(json.dumps(row) for row in rows)
    reply = server.admin.upload("partnerships", lines,
                                type_="application/x-ndjson")
    assert rows_of(reply) == (2, 0, 0, 0)
    reply = server.admin.upload("partnerships", json.dumps(rows),
                                type_="application/json")
    assert rows_of(reply) == (0, 0, 2, 0)


def test_a_file_in_gb18030_is_understood(admin):
    text = entries(entry("S3", code(13), enterprise="宜春某某精密机械有限公司",
                         source="校企合作协议登记表"))
    reply = admin.upload("partnerships", text.encode("gb18030"))
    assert rows_of(reply) == (1, 0, 0, 0)


def test_columns_are_checked_as_those_of_other_kinds(admin):
    reply = admin.upload("partnerships", "school,uscc\nS1,x\n")
    assert faults(reply) == [(1, "start", "missing_column"),
                             (1, "uscc", "unknown_column")]
    reply = admin.upload("partnerships", "credit_code,start\n" + EXAMPLE +
                         ",2015-01-01\n", default__school="S1")
    assert rows_of(reply) == (1, 0, 0, 0)


# --- the list ---

@pytest.fixture(scope="module")
def listed(server):
    server.admin.load("areas", "code,name_zh,level,parent\nL,L,county,CN\n")
    server.admin.load("schools", "code,name_zh,area\nL1,L1,L\nL2,L2,L\n")
    rows = [entry("L1", code(30), tiers="srdi|central", depth="deep",
                  modes="rd|order_class", on_campus="yes", source="协议"),
            entry("L1", code(31), start="2020-01-01", end="2021-12-31"),
            entry("L1", "", enterprise="丁厂"), entry("L1", "", enterprise="丙厂"),
            entry("L2", code(30), start="2024-01-01")]
    done = server.admin.load("partnerships", entries(*rows))
    return done["id"]


def listing(client, **params):
    return client.ok("/v1/partnerships", **params).json["partnerships"]


def test_entries_are_listed_as_they_were_reported(public, listed):
    first = listing(public, school="L1", credit_code=code(30))
    assert first == [{
        "school": "L1", "area": "L", "credit_code": code(30),
        "enterprise": f"企业{code(30)[-5:]}", "tiers": ["central", "srdi"],
        "modes": ["order_class", "rd"], "depth": "deep", "on_campus": "yes",
        "start": "2023-09-01", "end": None, "source": "协议",
        "import": listed, "line": 2}]


def test_the_list_is_filtered(public, listed):
    def found(**params):
        return [(e["school"], e["credit_code"] or e["enterprise"])
                for e in listing(public, **params)]
    assert found(area="L", on="2021-12-31") == [("L1", code(31))]
    assert found(area="L", on="2022-01-01") == []
    assert found(area="L", credit_code=code(30).lower()) == [
        ("L1", code(30)), ("L2", code(30))]
    assert sorted(found(area="L", credit_code="")) == [
        ("L1", "丁厂"), ("L1", "丙厂")]
    assert found(school="L2") == [("L2", code(30))]


def test_pages_of_the_list_join(public, listed):
    whole = listing(public, area="L")
    assert len(whole) == 5
    for limit in (1, 2, 3, 5):
        rows, cursor = [], {}
        while cursor is not None:
            reply = public.ok("/v1/partnerships", area="L", limit=limit,
                              **cursor).json
            rows += reply["partnerships"]
            following = reply["meta"]["next"]
            cursor = None if following is None else {"cursor": following}
        assert rows == whole


@pytest.mark.parametrize("params, fault", [
    ({"area": "NO"}, "unknown_area"), ({"school": "NO"}, "unknown_school"),
    ({"credit_code": "91350100M000100Y44"}, "bad_parameter"),
    ({"on": "2024"}, "bad_parameter"), ({"cursor": "x"}, "bad_cursor"),
    ({"cursor": "cDEfYR9iH2MfZA"}, "bad_cursor"),
    ({"limit": "0"}, "bad_parameter"), ({"q": "x"}, "unknown_parameter")])
def test_what_cannot_be_listed(public, params, fault):
    reply = public.get("/v1/partnerships", **params)
    assert reply.status in (400, 422)
    assert [e["code"] for e in reply.json["errors"]] == [fault]


# --- who may ---

def test_a_submitter_reports_for_his_own_schools(server):
    token = server.daemon.create_token("partner", "submitter",
                                       "--school", "S1")
    client = server.public.as_(token)
    assert send(client, entry("S1", code(20))).status == 201
    reply = send(client, entry("S1", code(21)), entry("S3", code(21)))
    assert reply.status == 403, reply
    assert [(e["line"], e["code"]) for e in reply.json["errors"]] == [
        (3, "school_not_allowed")]
    assert stored(server, f"p.code = '{code(21)}'") == []
    reader = server.daemon.create_token("partner-reader", "reader")
    assert send(server.public.as_(reader),
                entry("S1", code(22))).status == 403


def test_who_begins_tomorrow_is_no_partner_yet(server):
    today, tomorrow = server.psql("SELECT current_date, current_date + 1")[0]
    reply = send(server.admin, entry("S1", RIGHT[0], start=tomorrow))
    assert faults(reply) == [(2, "start", "future_period")]
    assert reply.json["errors"][0]["value"] == tomorrow
    reply = send(server.admin, entry("S1", RIGHT[0], start=today,
                                     end=tomorrow), mode="validate")
    assert reply.status == 200, reply


def test_json_may_say_true_or_false(server):
    def send_json(*rows):
        return server.admin.upload("partnerships", json.dumps(rows),
                                   type_="application/json")
    row = {"school": "S2", "credit_code": RIGHT[1], "start": "2019-03-01"}
    reply = send_json({**row, "on_campus": True},
                      {**row, "start": "2019-04-01", "on_campus": False})
    assert reply.status == 201, reply
    assert server.psql(
        "SELECT p.started, m.code FROM partnership p "
        "JOIN member m ON m.id = p.on_campus "
        "WHERE p.started IN ('2019-03-01', '2019-04-01') ORDER BY 1") == [
            ["2019-03-01", "yes"], ["2019-04-01", "no"]]
    reply = send_json({**row, "depth": True})
    assert (reply.status, reply.code) == (400, "rejected"), reply
