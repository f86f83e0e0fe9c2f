"""The HTTP server against clients that break every rule (docs/http.md)."""

import hashlib
import random
import re
import time

import pytest

from http_client import Closed, Server, post, post_chunks, request

KIB = 1024

# What an attacker would like to have executed after a broken request.
SMUGGLED = request("/show/smuggled")


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


@pytest.fixture(scope="module")
def strict():
    """With deadlines that a test can wait for."""
    with Server("head_ms=500", "idle_ms=700", "write_ms=700",
                "body_grace_ms=500", "body_rate=1024") as running:
        yield running


def eventually(condition):
    """Polls for at most three seconds."""
    end = time.monotonic() + 3
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


# --- violations: one 4xx or 5xx, closed, nothing after it executed ---------


def head(*lines, line="POST /echo HTTP/1.1", host="Host: a"):
    lines = [line, *([host] if host else []), *lines]
    return b"\r\n".join(
        l if isinstance(l, bytes) else l.encode() for l in lines) + b"\r\n\r\n"


BAD_HEADS = {
    "content-length twice": (head("Content-Length: 5", "Content-Length: 5"),
                             400),
    "two content-lengths": (head("Content-Length: 5", "Content-Length: 0"),
                            400),
    "content-length list": (head("Content-Length: 5, 5"), 400),
    "content-length signed": (head("Content-Length: +5"), 400),
    "content-length negative": (head("Content-Length: -1"), 400),
    "content-length hexadecimal": (head("Content-Length: 0x5"), 400),
    "content-length empty": (head("Content-Length:"), 400),
    "content-length of 20 digits": (head("Content-Length: " + "0" * 20), 400),
    "content-length above 2^63": (head("Content-Length: 9223372036854775808"),
                                  400),
    "content-length, then chunked": (
        head("Content-Length: 5", "Transfer-Encoding: chunked"), 400),
    "chunked, then content-length": (
        head("Transfer-Encoding: chunked", "Content-Length: 5"), 400),
    "chunked twice": (
        head("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), 400),
    "xchunked": (head("Transfer-Encoding: xchunked"), 501),
    "chunked, identity": (head("Transfer-Encoding: chunked, identity"), 501),
    "gzip, chunked": (head("Transfer-Encoding: gzip, chunked"), 501),
    "coding in quotes": (head('Transfer-Encoding: "chunked"'), 501),
    "coding after a vertical tab": (head("Transfer-Encoding: \x0bchunked"),
                                    400),
    "coding empty": (head("Transfer-Encoding:"), 400),
    "chunked in HTTP/1.0": (
        head("Transfer-Encoding: chunked", line="POST /echo HTTP/1.0"), 400),
    "space before the colon": (head("Content-Length : 5"), 400),
    "space before the colon of a coding": (
        head("Transfer-Encoding : chunked"), 400),
    "space before a field": (head(" X: 1"), 400),
    "folded field": (head("X: 1", " 2"), 400),
    "folded coding": (head("Transfer-Encoding:", " chunked"), 400),
    "folded with a tab": (head("X: 1", "\t2"), 400),
    "NUL in a value": (head("X: a\0b"), 400),
    "CR in a value": (head("X: a\rb"), 400),
    "escape in a value": (head("X: \x1b[0m"), 400),
    "DEL in a value": (head("X: \x7f"), 400),
    "field without a colon": (head("X"), 400),
    "field without a name": (head(": 1"), 400),
    "field name with a blank": (head("X Y: 1"), 400),
    "field name with NUL": (head("X\0: 1"), 400),
    "field name not ASCII": (head("é: 1"), 400),
    "LF alone after the request line": (b"GET / HTTP/1.1\nHost: a\r\n\r\n",
                                        400),
    "LF alone after a field": (b"GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
    "LF alone at the end": (b"GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
    "LF alone throughout": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    "CR alone": (b"GET / HTTP/1.1\rHost: a\r\n\r\n", 400),
    "empty line first": (b"\r\n" + SMUGGLED, 400),
    "TLS greeting": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "two Hosts": (head("Host: b"), 400),
    "no Host": (head(host=None), 400),
    "empty Host": (head(host="Host:"), 400),
    "Host with a path": (head(host="Host: a/b"), 400),
    "Host with a blank": (head(host="Host: a b"), 400),
    "HTTP/1.9": (head(line="GET / HTTP/1.9"), 505),
    "HTTP/2.0": (head(line="GET / HTTP/2.0"), 505),
    "HTTP/0.9": (b"GET /\r\n\r\n", 400),
    "http/1.1": (head(line="GET / http/1.1"), 400),
    "HTTP/1.10": (head(line="GET / HTTP/1.10"), 400),
    "two spaces": (head(line="GET  / HTTP/1.1"), 400),
    "tab for a space": (head(line="GET\t/ HTTP/1.1"), 400),
    "space after the version": (head(line="GET / HTTP/1.1 "), 400),
    "absolute-form": (head(line="GET http://a/show HTTP/1.1"), 400),
    "authority-form": (head(line="GET a:80 HTTP/1.1"), 400),
    "asterisk-form": (head(line="GET * HTTP/1.1"), 400),
    "fragment": (head(line="GET /show#x HTTP/1.1"), 400),
    "control character in the target": (head(line="GET /\x01 HTTP/1.1"), 400),
    "UTF-8 in the target": (head(line="GET /中 HTTP/1.1"), 400),
    "broken escape": (head(line="GET /%4 HTTP/1.1"), 400),
    "escaped NUL": (head(line="GET /a%00b HTTP/1.1"), 400),
    "escaped bytes that are no text": (head(line="GET /?a=%ff HTTP/1.1"),
                                       400),
    "65 parameters": (head(line=f"GET /?{'a&' * 65} HTTP/1.1"), 400),
    "target of 5 KiB": (head(line=f"GET /{'a' * 5 * KIB} HTTP/1.1"), 414),
    "target of 4 KiB and a byte": (
        head(line=f"GET /{'a' * 4 * KIB} HTTP/1.1"), 414),
    "target of 1 MiB": (head(line=f"GET /{'a' * KIB * KIB} HTTP/1.1"), 414),
    "65 fields": (head(*(["X: y"] * 64)), 431),
    "head of 20 KiB": (head(*(["X: " + "y" * KIB] * 20)), 431),
    "field of 1 MiB": (head("X: " + "y" * KIB * KIB), 431),
    "OPTIONS *": (head(line="OPTIONS * HTTP/1.1"), 400),
    "PATCH": (head(line="PATCH /show HTTP/1.1"), 501),
    "TRACE": (head(line="TRACE /show HTTP/1.1"), 501),
    "CONNECT": (head(line="CONNECT a:80 HTTP/1.1"), 501),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "get": (head(line="get /show HTTP/1.1"), 501),
    "method with a NUL": (head(line="G\0T /show HTTP/1.1"), 400),
    "other expectation": (head("Expect: 200-ok", "Content-Length: 1"), 417),
    "GET with a body above 64 KiB": (
        head("Content-Length: 65537", line="GET /show HTTP/1.1"), 400),
    "GET with chunks above 64 KiB": (
        head("Transfer-Encoding: chunked", line="GET /show HTTP/1.1") +
        b"8000\r\n" + b"x" * 0x8000 + b"\r\n8001\r\n" + b"x" * 0x8001 +
        b"\r\n0\r\n\r\n", 400),
    "GET with a bad chunk": (
        head("Transfer-Encoding: chunked", line="GET /show HTTP/1.1") +
        b"x\r\n", 400),
}


def assert_refused(server, data, status, executed):
    before = server.count()
    with server.connect() as client:
        client.send(data + SMUGGLED)
        reply = client.reply()
        assert reply.status == status
        assert reply.closes
        assert reply.fields["content-type"] == (
            "application/problem+json; charset=utf-8")
        client.finish()
        assert client.is_closed()
    after = server.count()
    assert after["executed"] - before["executed"] == executed
    return after["gone"] - before["gone"]


@pytest.mark.parametrize("name", BAD_HEADS)
def test_bad_head_is_refused_and_nothing_executed(server, name):
    data, status = BAD_HEADS[name]
    assert_refused(server, data, status, executed=0)


BAD_CHUNKS = {
    "no size": b"\r\n",
    "size no number": b"g\r\n",
    "size after a blank": b" 5\r\nhello\r\n0\r\n\r\n",
    "size before a blank": b"5 \r\nhello\r\n0\r\n\r\n",
    "size with 0x": b"0x5\r\nhello\r\n0\r\n\r\n",
    "size with a sign": b"+5\r\nhello\r\n0\r\n\r\n",
    "size negative": b"-5\r\nhello\r\n0\r\n\r\n",
    "size of 16 digits": b"0000000000000005\r\nhello\r\n0\r\n\r\n",
    "size that overflows": b"FFFFFFFFFFFFFFFFB\r\nhello\r\n0\r\n\r\n",
    "size and LF alone": b"5\nhello\r\n0\r\n\r\n",
    "chunk and LF alone": b"5\r\nhello\n0\r\n\r\n",
    "chunk longer than it says": b"5\r\nhelloworld\r\n0\r\n\r\n",
    "chunk shorter than it says": b"6\r\nhello\r\n0\r\n\r\n",
    "chunk without CRLF": b"5\r\nhello0\r\n\r\n",
    "extension of 257 bytes": b"5;" + b"a" * 257 + b"\r\nhello\r\n0\r\n\r\n",
    "extension with LF": b"5;a\nb\r\nhello\r\n0\r\n\r\n",
    "extension with NUL": b"5;\0\r\nhello\r\n0\r\n\r\n",
    "trailer that is a request": b"0\r\nGET /show HTTP/1.1\r\n\r\n",
    "trailer with LF alone": b"0\r\nA: b\n\r\n",
    "trailer folded": b"0\r\nA: b\r\n c\r\n\r\n",
    "trailers of 5 KiB": b"0\r\nA: " + b"b" * 5 * KIB + b"\r\n\r\n",
    "end with LF alone": b"0\r\n\n",
}


@pytest.mark.parametrize("name", BAD_CHUNKS)
def test_bad_chunk_is_refused_and_nothing_after_it_executed(server, name):
    data = post_chunks("/echo", BAD_CHUNKS[name])
    assert assert_refused(server, data, 400, executed=1) == 1


@pytest.mark.parametrize("name", list(BAD_HEADS)[::7])
def test_refusal_does_not_depend_on_slicing(server, name):
    data, status = BAD_HEADS[name]
    with server.connect() as client:
        try:
            for at in range(0, min(len(data), 20 * KIB), 97):
                client.send(data[at:at + 97])
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert client.reply().status == status


def test_client_that_is_still_sending_sees_the_refusal(server):
    body = b"x" * (2 * KIB * KIB)
    with server.connect() as client:
        client.send(head("Content-Length: 1", "Content-Length: 1") + body)
        reply = client.reply()
        assert (reply.status, reply.closes) == (400, True)
        assert client.is_closed()


# --- what is fine ----------------------------------------------------------


def echoed(body):
    return f"{len(body)} {hashlib.sha256(body).hexdigest()}\n".encode()


def ask(server, data, **options):
    with server.connect() as client:
        client.send(data)
        return client.reply(**options)


def test_every_reply_has_the_common_fields(server):
    for target in ("/fixed", "/nowhere"):
        fields = ask(server, request(target)).fields
        assert re.fullmatch(
            r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", fields["date"])
        assert fields["x-content-type-options"] == "nosniff"
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{12}",
                            fields["x-request-id"])
        assert fields["content-type"].endswith("json; charset=utf-8")


def test_request_ids_differ(server):
    ids = {ask(server, request("/fixed")).fields["x-request-id"]
           for _ in range(5)}
    assert len(ids) == 5


def test_extensions_and_trailers_are_dropped(server):
    chunked = (b"5;a=b\r\nhello\r\n" + b"006;" + b"x" * 256 +
               b"\r\n world\r\n0;last\r\nA: b\r\nContent-Length: 9\r\n\r\n")
    with server.connect() as client:
        client.send(post_chunks("/echo", chunked) + request("/show/next"))
        assert client.reply().body == echoed(b"hello world")
        assert client.reply().body.startswith(b"GET /show/next\n")


def test_body_that_looks_like_a_request_is_a_body(server):
    before = server.count()["executed"]
    with server.connect() as client:
        client.send(post("/echo", SMUGGLED) + request("/show/next"))
        assert client.reply().body == echoed(SMUGGLED)
        assert client.reply().body.startswith(b"GET /show/next\n")
    assert server.count()["executed"] - before == 2


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("size", [1, 64 * KIB])
def test_body_of_a_method_without_one_is_dropped(server, method, size):
    body = (SMUGGLED * (size // len(SMUGGLED) + 1))[:size]
    length = [f"Content-Length: {size}"]
    with server.connect() as client:
        client.send(request("/show", method, length, body))
        assert b"length=0 body=0" in client.reply().body
        client.send(request("/show/next"))
        assert client.reply().body.startswith(b"GET /show/next\n")


def test_large_body_is_streamed(server):
    body = random.Random(1).randbytes(5 * KIB * KIB)
    assert ask(server, post("/echo", body)).body == echoed(body)


def test_large_body_in_chunks_is_streamed(server):
    rng = random.Random(2)
    parts = [rng.randbytes(rng.randint(1, 40000)) for _ in range(100)]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts)
    reply = ask(server, post_chunks("/echo", chunked + b"0\r\n\r\n"))
    assert reply.body == echoed(b"".join(parts))


def test_paused_body_arrives_whole(server):
    body = random.Random(3).randbytes(1 * KIB * KIB)
    assert ask(server, post("/pausing?ms=2", body)).body == echoed(body)


def test_body_accepted_late_arrives_whole(server):
    body = random.Random(4).randbytes(300 * KIB)
    assert ask(server, post("/later?ms=50", body)).body == echoed(body)


def test_accepting_no_body_is_an_empty_body(server):
    assert ask(server, post("/echo", b"")).body == echoed(b"")
    assert ask(server, request("/echo")).body == echoed(b"")


def test_request_is_understood(server):
    body = ask(server, request(
        "/show/a%2Fb?x=%E4%B8%AD+y&z&lang=en",
        fields=["x-TEST: \t v w \t", "Accept-Encoding: br, gzip;q=0.5"])).body
    assert body.decode() == ("GET /show/a/b\nx=中 y\nz=\nlang=en\n"
                             "lang=en gzip=1 length=0 body=0\nx-test=v w\n")


def test_language_by_parameter_header_and_default(server):
    accept = ["Accept-Language: fr, en;q=0.9, zh;q=0.8"]
    assert b"lang=zh gzip=0" in ask(server, request("/show")).body
    assert b"lang=en gzip=0" in ask(server, request(
        "/show", fields=accept)).body
    assert b"lang=zh gzip=0" in ask(server, request(
        "/show?lang=zh", fields=accept)).body


def test_refusals_speak_the_language_of_the_client(server):
    accept = "Accept-Language: en"
    assert "malformed".encode() in ask(
        server, request("/%zz", fields=[accept])).body
    assert "请求".encode() in ask(server, request("/%zz")).body


def test_head_gets_the_fields_only(server):
    with server.connect() as client:
        client.send(request("/fixed", "HEAD") + request("/stream?size=9",
                                                         "HEAD"))
        reply = client.reply(head=True)
        assert reply.fields["content-length"] == "4096"
        reply = client.reply(head=True)
        assert reply.fields["transfer-encoding"] == "chunked"
        client.send(request("/show/next"))
        assert client.reply().body.startswith(b"GET /show/next\n")


@pytest.mark.parametrize("status", [204, 304])
def test_reply_without_a_body_has_no_length(server, status):
    with server.connect() as client:
        client.send(request(f"/empty?status={status}") + request("/fixed"))
        reply = client.reply()
        assert reply.status == status
        assert "content-length" not in reply.fields
        assert "content-type" not in reply.fields
        assert client.reply().status == 200


def test_reply_field_cannot_be_injected(server):
    assert set(ask(server, request("/bad-field")).fields) == {
        "date", "x-request-id", "x-content-type-options", "content-type",
        "content-length"}


def test_stream_is_chunked(server):
    reply = ask(server, request("/stream?size=300000&chunk=7001"))
    assert reply.body == bytes(300000)


def test_reply_broken_off_cannot_be_taken_for_whole(server):
    with server.connect() as client, pytest.raises(Closed):
        client.send(request("/abort"))
        client.reply()


@pytest.mark.parametrize("target", ["/fixed", "/stream?size=9", "/nowhere",
                                    "/empty", "/%zz"])
def test_every_byte_of_a_reply_is_accounted_for(server, target):
    with server.connect() as client:
        client.send(request(target, fields=["Connection: close"]))
        client.finish()
        reply = client.rest()
    counts = server.count()
    assert counts["last_sent"] == len(reply)
    assert counts["last_status"] == int(reply.split()[1])


# --- pipelining and slicing ------------------------------------------------

CONVERSATION = [
    request("/show/1?a=b"),
    post("/echo", b"some body"),
    post_chunks("/echo", b"5\r\nhello\r\n1;x\r\n!\r\n0\r\nA: b\r\n\r\n"),
    request("/fixed"),
    request("/show/2", fields=["Content-Length: 3"], body=b"abc"),
    post("/refuse", b"not read"),
    request("/stream?size=100&chunk=30"),
    post("/early", b"12345"),
    request("/nowhere"),
    request("/slow?ms=1"),
    post("/later?ms=1", b"late"),
    request("/empty"),
    request("/show/last", "DELETE"),
]


def converse(client, slices):
    for part in slices:
        client.send(part)
    return [client.reply().essence() for _ in CONVERSATION]


def test_replies_do_not_depend_on_slicing(server):
    whole = b"".join(CONVERSATION)
    rng = random.Random(5)
    with server.connect() as client:
        expected = converse(client, [whole])
    assert [e[0] for e in expected] == [
        200, 200, 200, 200, 200, 401, 200, 422, 404, 200, 200, 204, 200]
    with server.connect() as client:
        single = (whole[i:i + 1] for i in range(len(whole)))
        assert converse(client, single) == expected
    for _ in range(20):
        cuts = sorted(rng.sample(range(1, len(whole)), 15))
        slices = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, None])]
        with server.connect() as client:
            assert converse(client, slices) == expected


def test_20_pipelined_requests_are_answered_in_order(server):
    with server.connect() as client:
        client.send(b"".join(
            request(f"/show/{i}") if i % 3 else request(f"/slow?ms=1&n={i}")
            for i in range(20)))
        for i in range(20):
            body = client.reply().body
            assert body == b"slow\n" if i % 3 == 0 else (
                body.startswith(b"GET /show/%d\n" % i))


def test_thousands_of_pipelined_requests_are_answered_in_order(server):
    with server.connect() as client:
        for first in range(0, 4000, 400):
            numbers = range(first, first + 400)
            client.send(b"".join(request(f"/show/{i}") for i in numbers))
            for i in numbers:
                assert client.reply().body.startswith(b"GET /show/%d\n" % i)


def test_unread_replies_stop_the_reading_of_requests(server):
    """Who pipelines but does not read is served no more than fits."""
    before = server.count()["executed"]
    with server.connect(receive_buffer=4096) as client:
        client.socket.setblocking(False)
        sent = 0
        try:
            while sent < 1000:
                client.socket.send(request("/big?size=1000000"))
                sent += 1
        except BlockingIOError:
            pass
        time.sleep(0.2)
        assert server.count()["executed"] - before < 50


# --- who closes, and when --------------------------------------------------


def test_connection_close_is_honoured(server):
    before = server.count()["executed"]
    with server.connect() as client:
        client.send(request("/fixed", fields=["Connection: close"]) + SMUGGLED)
        assert client.reply().closes
        assert client.is_closed()
    assert server.count()["executed"] - before == 1


def test_http_1_0_closes(server):
    with server.connect() as client:
        client.send(request("/fixed", version="1.0"))
        reply = client.reply()
        assert reply.closes and len(reply.body) == 4096
        assert client.is_closed()


def test_http_1_0_may_ask_to_stay(server):
    with server.connect() as client:
        keep = ["Connection: keep-alive"]
        client.send(request("/fixed", fields=keep, version="1.0"))
        assert client.reply().fields["connection"] == "keep-alive"
        client.send(request("/fixed"))
        assert client.reply().status == 200


def test_http_1_0_gets_no_chunks(server):
    with server.connect() as client:
        client.send(request("/stream?size=5000", version="1.0",
                            fields=["Connection: keep-alive"]))
        reply = client.reply()
        assert "transfer-encoding" not in reply.fields
        assert reply.closes and reply.body == bytes(5000)


def test_continue_is_sent_when_the_body_is_accepted(server):
    expect = ["Expect: 100-continue", "Content-Length: 5"]
    for target in ("/echo", "/later"):
        with server.connect() as client:
            client.send(request(target, "POST", expect))
            assert client.reply().status == 100
            client.send(b"hello")
            assert client.reply().body == echoed(b"hello")


def test_continue_is_not_sent_before_a_refusal(server):
    expect = ["Expect: 100-continue", "Content-Length: 5"]
    before = server.count()["executed"]
    with server.connect() as client:
        client.send(request("/refuse", "POST", expect))
        reply = client.reply()
        assert (reply.status, reply.closes) == (401, True)
        client.send(SMUGGLED)
        assert client.is_closed()
    assert server.count()["executed"] - before == 1


def test_continue_is_not_sent_for_a_body_above_the_maximum(server):
    expect = ["Expect: 100-continue", "Content-Length: 11"]
    with server.connect() as client:
        client.send(request("/echo?max=10", "POST", expect))
        reply = client.reply()
        assert (reply.status, reply.closes) == (413, True)


def test_continue_is_not_sent_to_who_does_not_wait(server):
    with server.connect() as client:
        client.send(post("/later", b"hello", ["Expect: 100-continue"]))
        assert client.reply().body == echoed(b"hello")


def test_body_that_grows_past_the_maximum_is_413(server):
    before = server.count()["gone"]
    reply = ask(server, post_chunks("/echo?max=10",
                                    b"6\r\nabcdef\r\n5\r\nghijk\r\n"))
    assert (reply.status, reply.closes) == (413, True)
    assert server.count()["gone"] - before == 1


def test_body_of_exactly_the_maximum_is_taken(server):
    reply = ask(server, post_chunks("/echo?max=10",
                                    b"a\r\n0123456789\r\n0\r\n\r\n"))
    assert reply.body == echoed(b"0123456789")


@pytest.mark.parametrize("target", ["/refuse", "/early"])
def test_small_unread_body_is_dropped_and_the_connection_kept(server, target):
    with server.connect() as client:
        for body in (b"x" * 64 * KIB, SMUGGLED):
            client.send(post(target, body))
            assert not client.reply().closes
        client.send(request("/show/next"))
        assert client.reply().body.startswith(b"GET /show/next\n")


@pytest.mark.parametrize("target", ["/refuse", "/early"])
def test_large_unread_body_closes_but_the_reply_is_seen(server, target):
    with server.connect() as client:
        client.send(post(target, b"x" * (2 * KIB * KIB)))
        reply = client.reply()
        assert reply.status in (401, 422) and reply.closes
        assert client.is_closed()


def test_endless_unread_chunks_close_but_the_reply_is_seen(server):
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    with server.connect() as client:
        client.send(post_chunks("/refuse", chunk * 200))
        assert client.reply().status == 401
        assert client.is_closed()


def test_half_close_after_the_request_is_answered(server):
    with server.connect() as client:
        client.send(request("/slow?ms=100") + post("/echo", b"hello"))
        client.finish()
        assert client.reply().body == b"slow\n"
        assert client.reply().body == echoed(b"hello")
        assert client.is_closed()


def test_end_within_a_head_closes(server):
    with server.connect() as client:
        client.send(b"GET / HTTP/1.1\r\nHost:")
        client.finish()
        assert client.is_closed()


# --- clients that vanish ---------------------------------------------------


@pytest.mark.parametrize("target", ["/echo", "/pausing", "/hold", "/early"])
def test_end_within_a_body_is_noticed(server, target):
    before = server.count()
    with server.connect() as client:
        client.send(request(target, "POST", ["Content-Length: 9999"], b""))
        client.finish()
        assert client.is_closed()
    assert eventually(
        lambda: server.count()["gone"] - before["gone"] == 1)


@pytest.mark.parametrize("data", [
    request("/slow?ms=60000"),
    post("/hold", b"whole"),
    request("/hold", "POST", ["Content-Length: 9999"], b"half"),
    request("/later?ms=60000", "POST", ["Content-Length: 9999"], b"half"),
    request("/stream?size=100000000"),
], ids=["waiting", "body read", "within a body", "body unread", "streaming"])
def test_reset_is_noticed(server, data):
    before = server.count()
    client = server.connect()
    client.send(data)
    assert eventually(
        lambda: server.count()["executed"] > before["executed"])
    client.reset()
    assert eventually(lambda: server.count()["gone"] - before["gone"] == 1)
    assert eventually(lambda: server.count()["connections"] == 1)


def test_handler_that_minds_not_may_reply_to_nobody(server):
    before = server.count()
    client = server.connect()
    client.send(request("/deaf?ms=200"))
    assert eventually(
        lambda: server.count()["executed"] > before["executed"])
    client.reset()
    assert eventually(
        lambda: server.count()["done"] - before["done"] > 2 and
        server.count()["connections"] == 1)
    assert server.count()["gone"] == before["gone"]


def test_clients_that_vanish_anywhere_leave_nothing_behind(server):
    whole = b"".join(CONVERSATION)
    rng = random.Random(6)
    for _ in range(200):
        client = server.connect()
        client.send(whole[:rng.randint(1, len(whole))])
        if rng.random() < 0.5:
            time.sleep(rng.random() / 100)
        if rng.random() < 0.5:
            client.reset()
        else:
            client.socket.close()
    assert eventually(lambda: server.count()["connections"] == 1)
    assert server.count()["in_flight"] == 0


# --- deadlines -------------------------------------------------------------


def seconds_until_closed(client):
    began = time.monotonic()
    client.rest()
    return time.monotonic() - began


def test_idle_connection_is_closed_without_a_word(strict):
    with strict.connect() as client:
        client.send(request("/fixed"))
        client.reply()
        began = time.monotonic()
        assert client.is_closed()
        assert 0.6 < time.monotonic() - began < 1.5


def test_slow_head_is_closed_at_the_deadline(strict):
    with strict.connect() as client:
        began = time.monotonic()
        for byte in request("/show/slow")[:20]:
            client.send(bytes([byte]))
            time.sleep(0.02)
        reply = client.reply()
        assert (reply.status, reply.closes) == (408, True)
        assert 0.4 < time.monotonic() - began < 1.3


@pytest.mark.parametrize("target", ["/echo", "/hold"])
def test_stalled_body_is_408(strict, target):
    before = strict.count()["gone"]
    with strict.connect() as client:
        client.send(request(target, "POST", ["Content-Length: 99"], b"x"))
        assert client.reply().status == 408
    assert strict.count()["gone"] - before == 1


def test_dripping_body_is_408_and_others_are_served(strict):
    with strict.connect() as client:
        client.send(request("/echo", "POST", ["Content-Length: 99"]))
        began = time.monotonic()
        for _ in range(6):
            client.send(b"x")
            time.sleep(0.05)
            assert ask(strict, request("/fixed")).status == 200
        assert client.reply().status == 408
        assert 0.4 < time.monotonic() - began < 1.5


def test_quick_start_buys_no_long_stall(strict):
    with strict.connect() as client:
        client.send(request("/echo", "POST", ["Content-Length: 200000"],
                            b"x" * 100000))
        began = time.monotonic()
        assert client.reply().status == 408
        assert time.monotonic() - began < 1.5


def test_slow_but_steady_body_is_taken(strict):
    body = b"x" * 4096
    with strict.connect() as client:
        client.send(request("/echo", "POST", ["Content-Length: 4096"]))
        for at in range(0, 4096, 256):
            client.send(body[at:at + 256])
            time.sleep(0.1)
        assert client.reply().body == echoed(body)


def test_dripping_body_that_nobody_wants_is_408(strict):
    with strict.connect() as client:
        client.send(request("/show", "GET", ["Content-Length: 99"], b"x"))
        assert client.reply().status == 408


def test_dripping_rest_of_a_body_is_closed(strict):
    with strict.connect() as client:
        client.send(request("/refuse", "POST", ["Content-Length: 99"], b"x"))
        assert client.reply().status == 401
        assert seconds_until_closed(client) < 1.5


def test_pauses_of_ours_are_not_held_against_the_client(strict):
    body = b"x" * 100
    with strict.connect() as client:
        client.send(request("/pausing?ms=900", "POST",
                            ["Content-Length: 100"], body[:50]))
        time.sleep(0.1)
        client.send(body[50:])
        assert client.reply().body == echoed(body)


def test_slow_handler_has_no_deadline(strict):
    with strict.connect() as client:
        client.send(request("/slow?ms=1500"))
        assert client.reply().body == b"slow\n"


@pytest.mark.parametrize("target", ["/big?size=20000000",
                                    "/stream?size=20000000"])
def test_reader_that_never_reads_is_closed(strict, target):
    before = strict.count()
    with strict.connect(receive_buffer=4096) as client:
        client.send(request(target))
        time.sleep(0.3)
        assert strict.count()["connections"] == 2
        assert ask(strict, request("/fixed")).status == 200
        assert eventually(lambda: strict.count()["connections"] == 1)
    gone = strict.count()["gone"] - before["gone"]
    assert gone == (1 if "stream" in target else 0)


def test_slow_reader_that_reads_gets_everything(strict):
    with strict.connect(receive_buffer=65536) as client:
        client.send(request("/big?size=6000000"))
        received = 0
        for _ in range(15):
            time.sleep(0.1)
            received += len(client.socket.recv(200000))
        while received < 6000000:
            data = client.socket.recv(1 << 20)
            assert data
            received += len(data)


# --- limits ----------------------------------------------------------------


def busy_clients(server, count):
    clients = [server.connect() for _ in range(count)]
    for client in clients:
        client.send(request("/slow?ms=1500"))
    return clients


def test_connection_above_the_limit_gets_503():
    with Server("connections=3") as server:
        clients = busy_clients(server, 3)
        time.sleep(0.1)
        reply = ask(server, request("/show"))
        assert (reply.status, reply.closes) == (503, True)
        assert reply.fields["retry-after"] == "1"
        for client in clients:
            assert client.reply().body == b"slow\n"
            client.socket.close()
        assert eventually(
            lambda: ask(server, request("/fixed")).status == 200)
        assert server.count()["refused"] == 1


def test_idle_connection_makes_room_for_a_new_one():
    with Server("connections=3") as server:
        clients = busy_clients(server, 2)
        idle = server.connect()
        assert eventually(
            lambda: ask(server, request("/fixed")).status == 200)
        assert idle.is_closed()
        for client in clients:
            assert client.reply().body == b"slow\n"
        for client in [idle, *clients]:
            client.socket.close()


def test_many_connections_above_the_limit_do_no_harm():
    with Server("connections=3") as server:
        clients = busy_clients(server, 200)
        assert clients[0].reply().body == b"slow\n"
        for client in clients:
            client.socket.close()
        assert eventually(lambda: ask(server, request("/fixed")).status == 200)


def test_budget_of_bytes_in_flight_is_503_until_they_are_out():
    with Server("bytes_in_flight=1000000") as server:
        with server.connect(receive_buffer=4096) as hog:
            hog.send(request("/big?size=20000000"))
            assert eventually(
                lambda: ask(server, request("/fixed")).status == 503)
            reply = ask(server, request("/fixed"))
            assert reply.closes and reply.fields["retry-after"] == "1"
        assert eventually(lambda: ask(server, request("/fixed")).status == 200)


def send_what_fits(client, size):
    client.socket.setblocking(False)
    try:
        client.socket.sendall(b"x" * size)
    except BlockingIOError:
        pass


def test_half_open_uploads_take_little_memory():
    with Server() as server:
        before = server.count()["rss_kib"]
        clients = []
        for i in range(200):
            client = server.connect()
            target = "/hold" if i % 2 else "/later?ms=2500"
            client.send(request(target, "POST", ["Content-Length: 1000000"]))
            send_what_fits(client, 900000)
            clients.append(client)
        assert eventually(lambda: server.count()["executed"] == 200)
        counts = server.count()
        assert counts["rss_kib"] - before < 200 * 64
        assert counts["in_flight"] <= 200 * 64 * KIB
        for client in clients:
            client.socket.close()
        assert eventually(lambda: server.count()["in_flight"] == 0)


def test_endless_stream_takes_little_memory():
    with Server() as server:
        before = server.count()["rss_kib"]
        with server.connect() as client:
            client.send(request("/stream?size=100000000&chunk=65536"))
            total, tail = 0, b""
            while not tail.endswith(b"\r\n0\r\n\r\n"):
                data = client.socket.recv(1 << 20)
                assert data
                total += len(data)
                tail = (tail + data)[-7:]
        assert total > 100000000
        assert server.count()["rss_kib"] - before < 4096


def test_out_of_descriptors_stops_accepting_without_spinning():
    with Server(descriptors=40) as server:
        first = server.connect()
        clients = [server.connect() for _ in range(60)]

        def count():
            first.send(request("/count"))
            return first.reply()

        count()
        before = int(re.search(rb'"cpu_ms":(\d+)', count().body)[1])
        time.sleep(1)
        after = int(re.search(rb'"cpu_ms":(\d+)', count().body)[1])
        assert after - before < 200
        for client in clients[:40]:
            client.socket.close()
        for client in clients[40:]:
            client.send(request("/fixed"))
            assert client.reply().status == 200
        for client in [first, *clients[40:]]:
            client.socket.close()


# --- the end ---------------------------------------------------------------


def test_drain_finishes_what_is_under_way():
    server = Server()
    idle, busy, reading = (server.connect() for _ in range(3))
    idle.send(request("/fixed"))
    idle.reply()
    busy.send(request("/slow?ms=300") + SMUGGLED)
    reading.send(request("/echo", "POST", ["Content-Length: 5"], b"he"))
    assert eventually(lambda: server.count()["executed"] == 3)
    server.terminate()
    assert idle.is_closed()
    with pytest.raises(ConnectionRefusedError):
        server.connect()
    reply = busy.reply()
    assert reply.body == b"slow\n" and reply.closes
    busy.finish()
    assert busy.is_closed()
    reading.send(b"llo")
    reply = reading.reply()
    assert reply.body == echoed(b"hello") and reply.closes
    for client in (idle, busy, reading):
        client.socket.close()
    server.stop()
