"""Pages of other origins: which may read, and what they may send."""
import pytest

PAGE = "https://stat.example.org"
LOCAL = "http://localhost:8000"
OTHER = "https://other.example.org"
READ = "/v1/periods"


@pytest.fixture
def listed(own_server):
    return own_server(api__cors_origins=f"{PAGE}, {LOCAL}").public


def ask(client, origin, method="GET", path=READ, *more):
    return client.request(method, path, check=False,
                          headers=[f"Origin: {origin}", *more])


def preflight(client, origin, path, method="POST"):
    return ask(client, origin, "OPTIONS", path,
               f"Access-Control-Request-Method: {method}",
               "Access-Control-Request-Headers: authorization")


def allowed(reply):
    return reply.headers.get("access-control-allow-origin")


def test_no_origin_is_allowed_by_default(public):
    reply = ask(public, PAGE)
    assert reply.status == 200
    assert not [name for name in reply.headers if "access-control" in name]
    asked = preflight(public, PAGE, READ, "GET")
    assert asked.status == 405
    assert asked.headers["allow"] == "GET, HEAD"
    assert allowed(asked) is None


def test_pages_in_the_list_may_read(listed):
    for origin in (PAGE, LOCAL):
        reply = ask(listed, origin)
        assert reply.status == 200
        assert allowed(reply) == origin
        assert "ETag" in reply.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in reply.headers
    assert allowed(ask(listed, OTHER)) is None
    assert allowed(listed.get(READ)) is None


def test_caches_keep_origins_apart(listed):
    head = listed.request("GET", READ, check=False, curl=["-i"]).text
    assert "\r\nVary: Origin\r\n" in head


def test_what_is_not_modified_may_be_read_as_well(listed):
    etag = ask(listed, PAGE).headers["etag"]
    again = ask(listed, PAGE, "GET", READ, f"If-None-Match: {etag}")
    assert (again.status, allowed(again)) == (304, PAGE)


def test_faults_may_be_read_as_well(listed):
    for path, status in (("/v1/data", 400), ("/v1/imports", 401),
                         ("/nothing", 404)):
        reply = ask(listed, PAGE, "GET", path)
        assert (reply.status, allowed(reply)) == (status, PAGE)


def test_a_browser_hears_what_it_may_send(listed):
    reply = preflight(listed, PAGE, "/v1/imports/observations")
    assert (reply.status, reply.body) == (204, b"")
    assert allowed(reply) == PAGE
    assert reply.headers["access-control-allow-methods"] == "GET, HEAD, POST"
    assert "Authorization" in reply.headers["access-control-allow-headers"]
    assert preflight(listed, OTHER, READ).status == 405
    assert preflight(listed, PAGE, "/nothing").status == 404


def test_a_star_allows_any(own_server):
    anyone = own_server(api__cors_origins="*").public
    reply = ask(anyone, OTHER)
    assert allowed(reply) == "*"
    assert "Origin" not in reply.headers["vary"]
    assert preflight(anyone, OTHER, READ, "GET").status == 204


def test_a_star_is_said_to_caches_as_well(own_server):
    """They may keep what was asked for without an Origin for any."""
    anyone = own_server(api__cors_origins="*").public
    reply = anyone.get(READ)
    assert allowed(reply) == "*"
    assert "ETag" in reply.headers["access-control-expose-headers"]
    again = anyone.get(READ, headers=[
        f"If-None-Match: {reply.headers['etag']}"])
    assert (again.status, allowed(again)) == (304, "*")


def test_the_charts_have_an_address_for_other_pages(listed):
    reply = ask(listed, PAGE, "GET", "/web/latest/vendor/charts.js")
    assert (reply.status, allowed(reply)) == (200, PAGE)
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["cache-control"] == "no-cache"
    again = listed.request("GET", "/web/latest/vendor/charts.js", headers=[
        f"If-None-Match: {reply.headers['etag']}"])
    assert again.status == 304
    assert listed.get("/web/latest/nothing.js").status == 404
