"""What peers send that they should not, against the whole daemon. Framing in
full is tests/integration/test_http_raw.py."""
import json
import re
import socket
import time

import pytest

from lib import world
from lib.world import observations


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def reject(admin, body, **params):
    """The first error of an import that must be refused with 422."""
    reply = admin.upload("observations", body, **params)
    assert reply.status == 422, reply
    first = reply.json["errors"][0]
    assert first["line"] >= 0 and first["code"] and first["message"]
    return first


def cell(value, indicator="comp_awards", period="2020"):
    return observations(("S1", indicator, period, value))


# --- cells ---

@pytest.mark.parametrize("value,code", [
    ("1e309", "bad_number"), ("NaN", "bad_number"), ("Infinity", "bad_number"),
    ("0x10", "bad_number"), ("١٢٣", "bad_number"), ('"1,25"', "bad_number"),
    ("12.5", "not_integer"), ("-3", "negative"), ("3.4万", "bad_number"),
    ("约120", "bad_number"), ("１２", "bad_number"), ("1 2", "bad_number"),
    ("--", "bad_number"), ("9" * 40, "out_of_range"), ("+5", "bad_number"),
    (".5", "bad_number"), ("5.", "bad_number"), ("1e5", "bad_number")])
def test_number(admin, value, code):
    error = reject(admin, cell(value))
    assert (error["line"], error["column"], error["code"]) == (
        2, "value", code)
    assert error["value"] == value.strip('"')


def test_money_is_never_rounded(admin):
    assert reject(admin, cell("1.005", "fund_total"))["code"] == "too_precise"


@pytest.mark.parametrize("period,code", [
    ("2024M13", "bad_period"), ("2024M00", "bad_period"),
    ("24", "bad_period"), ("2024/08", "bad_period"),
    ("2023-02-29", "bad_period"), ("2024M08", "period_type"),
    ("2190", "future_period")])
def test_period(admin, period, code):
    error = reject(admin, cell(1, period=period))
    assert (error["column"], error["code"]) == ("period", code)


def test_unknown_and_closed_school(admin):
    assert reject(admin, observations(("S99", "comp_awards", "2020", 1))
                  )["code"] == "unknown_school"
    assert reject(admin, observations(("S4", "comp_awards", "2019", 1))
                  )["code"] == "school_closed"
    assert reject(admin, observations(("S4", "comp_awards", "2024", 1))
                  )["code"] == "school_closed"


@pytest.mark.parametrize("indicator", ["nothing", "adv_rate_hv",
                                       "ent_partners"])
def test_indicator_that_takes_no_figures(admin, indicator):
    error = reject(admin, observations(("S1", indicator, "2020AY", 1)))
    assert error["column"] == "indicator"


def test_unknown_member(admin):
    error = reject(admin, observations(("S1", "comp_awards", "2020", "mars",
                                        1), columns=("comp_level",)))
    assert (error["column"], error["code"]) == ("comp_level",
                                                "unknown_member")


@pytest.mark.parametrize("value,status,code", [
    ("5", "O", "status_value"), ("", "A", "status_value"),
    ("5", "?", "bad_status")])
def test_status(admin, value, status, code):
    error = reject(admin, "school,indicator,period,value,status\n"
                   f"S1,comp_awards,2020,{value},{status}\n")
    assert error["code"] == code


def test_empty_cell_is_missing_and_not_zero(server, admin):
    admin.load("observations", cell("", period="1999"))
    assert server.psql("SELECT value IS NULL, status::text FROM observation "
                       "o JOIN cell c ON c.id = o.cell "
                       "WHERE c.period / 1000 = 1999") == [["t", "O"]]


# --- the file ---

@pytest.mark.parametrize("body,code", [
    ('school,indicator,period,value\nS1,comp_awards,2020,"1\n', "bad_csv"),
    (b"school,indicator,period,value\nS1,comp_awards,2020,\x001\n", None),
    ("school,indicator,period,value\nS1,comp_awards,2020\n", "ragged_row"),
    ("school,indicator,period,value\nS1,comp_awards,2020,1,2\n",
     "ragged_row"),
    ("school,indicator,period,value,value\nS1,comp_awards,2020,1,1\n",
     "duplicate_column"),
    ("school,indicator,period,value,colour\nS1,comp_awards,2020,1,red\n",
     "unknown_column"),
    ("school,indicator,value\nS1,comp_awards,1\n", "missing_column"),
    ("school,indicator,period,value\n", "no_rows"),
    ("", None),
    ("school,indicator,period,value\nS1,comp_awards,2020," + "1" * 70000
     + "\n", "field_too_long"),
    (b"school,indicator,period,value\nS1,comp_awards,2020,\xff\xfe\xfd1\n",
     None),
], ids=["open quote", "NUL", "short row", "long row", "column twice",
        "unknown column", "missing column", "no rows", "empty", "long field",
        "undecodable"])
def test_file(admin, body, code):
    error = reject(admin, body)
    assert code is None or error["code"] == code


def test_mixed_newlines_are_fine(admin):
    admin.load("observations", "school,indicator,period,value\r\n"
               "S1,comp_awards,2001,1\nS2,comp_awards,2001,2\r\n")


@pytest.mark.parametrize("body", [
    b'[{"school":"S1","school":"S2","indicator":"comp_awards",'
    b'"period":"2020","value":1}]',
    b'[{"school":"\\ud800","indicator":"comp_awards","period":"2020",'
    b'"value":1}]',
    b'[{"school":"S1"}] trailing',
    b"[" * 100000,
    b'{"school":' * 100000,
    b"[1,2,3]",
    b'"text"',
    b"",
    b'[{"school":"S1","indicator":"comp_awards","period":"2020","value":',
], ids=["key twice", "lone surrogate", "more behind", "deep arrays",
        "deep objects", "numbers", "text", "nothing", "cut off"])
def test_json_is_refused_within_constant_memory(server, admin, body):
    before = server.daemon.status("VmRSS")
    reply = admin.upload("observations", body, type_="application/json")
    assert reply.status in (400, 422), reply
    assert server.daemon.grew_less(before, 16)


def test_ten_million_json_elements(server, admin):
    before = server.daemon.status("VmRSS")
    reply = admin.upload("observations", b"[" + b"0," * 10_000_000 + b"0]",
                         type_="application/json")
    assert reply.status in (400, 422)
    assert server.daemon.grew_less(before, 16)


@pytest.mark.parametrize("body", [
    b"[" * 5000, b'{"indicator":"a","indicator":"b"}', b'{"a":1} x',
    b'{"indicator":["\\ud800"]}', b"\xff", b"", b"null", b"[]"],
    ids=["deep", "key twice", "more behind", "lone surrogate", "no utf-8",
         "nothing", "null", "array"])
def test_bad_json_queries(public, body):
    reply = public.request("POST", "/v1/data/query", body=body,
                           headers=["Content-Type: application/json"])
    assert 400 <= reply.status < 423, reply


# --- text that wants to be something else ---

NAMES = ["'; DROP TABLE school; --", "%s%n%x", "=HYPERLINK(\"http://x\")",
         "@SUM(1)", "-1+1", "a\tb", "\u202eevil",
         '\r\n{"level":"error"}', "\u0001"]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_name_is_stored_exactly_or_refused(server, admin, name):
    quoted = '"' + name.replace('"', '""') + '"'
    reply = admin.upload(
        "schools", world.SCHOOLS.splitlines()[0]
        + f"\nX1,{quoted},,sv,361,public,T11,,\n")
    stored = server.psql("SELECT encode(convert_to(name_zh, 'UTF8'), 'hex') "
                         "FROM school WHERE code = 'X1'")
    if reply.status == 201:
        assert stored == [[name.encode().hex()]]
        shown = admin.ok("/v1/schools", id="X1").json["schools"]
        assert shown[0]["name_zh"] == name
    else:
        assert reply.status == 422
    assert server.psql("SELECT count(*) > 3 FROM school") == [["t"]]


def test_log_lines_stay_lines(server):
    for line in server.daemon.log_text().splitlines():
        assert re.match(r"level=\w+ ", line), line


def test_csv_for_people_does_not_run_formulas(server, admin):
    admin.load("schools", world.SCHOOLS.splitlines()[0]
               + "\nX2,=1+1,,sv,361,public,T11,,\n")
    admin.load("observations", observations(("X2", "comp_awards", "2002",
                                             1)))
    query = dict(indicator="comp_awards", area="T11", period="2002",
                 by="school", labels="name", format="csv")
    people = admin.data(bom="1", **query).text
    assert people.startswith("\ufeff")
    assert "'=1+1" in people and not re.search(r"(^|,)=1", people, re.M)
    # For programs texts are what they are.
    assert ",=1+1," in admin.data(**query).text


# --- sizes and connections ---

def raw(server, data, seconds=15):
    with socket.create_connection(("127.0.0.1", server.daemon.port),
                                  timeout=seconds) as conn:
        conn.sendall(data)
        out = b""
        try:
            while chunk := conn.recv(65536):
                out += chunk
        except ConnectionError:
            pass
        return out


def test_smuggled_request_is_never_executed(server):
    out = raw(server, b"POST /v1/imports/observations HTTP/1.1\r\nHost: x\r\n"
              b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
              b"0\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
    assert out.startswith(b"HTTP/1.1 400") and out.count(b"HTTP/1.1") == 1
    assert b"alive" not in out


@pytest.mark.parametrize("head,status", [
    (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 65 + b"\r\n", 431),
    (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 20000 + b"\r\n\r\n", 431),
    (b"GET / HTTP/1.9\r\nHost: x\r\n\r\n", 505),
    (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
    (b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501)],
    ids=["target", "fields", "head", "version", "two hosts", "method"])
def test_heads_beyond_the_limits(server, head, status):
    out = raw(server, head)
    assert out.startswith(b"HTTP/1.1 %d" % status), out[:200]
    assert b"connection: close" in out.lower()


def test_declared_length_above_the_limit_is_413_at_once(own_server):
    server = own_server(import__max_upload_mb="1")
    began = time.monotonic()
    out = raw(server, b"POST /v1/imports/observations HTTP/1.1\r\n"
              b"Host: x\r\nAuthorization: Bearer " + server.token.encode()
              + b"\r\nContent-Type: text/csv\r\nExpect: 100-continue\r\n"
              b"Content-Length: 2000000\r\n\r\n")
    assert out.startswith(b"HTTP/1.1 413") and b"100 Continue" not in out
    assert time.monotonic() - began < 5
    text = out.partition(b"\r\n\r\n")[2].decode()
    assert "2000000" in text and "1048576" in text


def test_chunked_body_above_the_limit_is_413(own_server):
    server = own_server(import__max_upload_mb="1")
    body = b"school,indicator,period,value\n" + b"x" * 2_000_000
    reply = server.admin.upload("observations", body,
                                headers=["Transfer-Encoding: chunked"])
    assert reply.status == 413


def test_100_continue_only_after_authentication(server):
    head = (b"POST /v1/imports/observations HTTP/1.1\r\nHost: x\r\n"
            b"Content-Type: text/csv\r\nExpect: 100-continue\r\n"
            b"Content-Length: 10\r\nConnection: close\r\n")
    out = raw(server, head + b"\r\n")
    assert out.startswith(b"HTTP/1.1 401")
    with socket.create_connection(("127.0.0.1", server.daemon.port),
                                  timeout=10) as conn:
        conn.sendall(head + b"Authorization: Bearer "
                     + server.token.encode() + b"\r\n\r\n")
        assert conn.recv(100).startswith(b"HTTP/1.1 100")


def test_slow_head_is_closed_and_others_are_served(own_server):
    server = own_server(http__head_timeout_ms="500")
    with socket.create_connection(("127.0.0.1", server.daemon.port),
                                  timeout=10) as slow:
        slow.sendall(b"GET / HTT")
        assert server.public.ok("/livez").json["status"] == "alive"
        began = time.monotonic()
        while slow.recv(1000):
            pass
        assert time.monotonic() - began < 5


def test_a_million_bad_rows_cost_no_memory(server, admin):
    body = "school,indicator,period,value\n" + (
        "NOPE,comp_awards,2020,x\n" * 300_000)
    before = server.daemon.status("VmHWM")
    reply = admin.upload("observations", body)
    assert reply.status == 422
    # A row may have more than one fault.
    assert reply.json["error_count"] >= 300_000
    assert len(reply.json["errors"]) == 1000
    assert server.daemon.grew_less(before, 32, "VmHWM")
    assert json.loads(reply.body)["state"] == "rejected"
