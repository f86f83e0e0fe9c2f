"""The dashboard as it comes over the wire: one page, files that are kept for
ever, nothing from elsewhere, and little of it before the first tile."""
import gzip
import re

import pytest

BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8"
GZIP = "Accept-Encoding: gzip"
KB = 1000
# Of the issue: what may travel before charts are drawn.
FIRST_VIEW_BYTES = 400 * KB


@pytest.fixture(scope="module")
def page(server):
    return server.public.request("GET", "/", headers=[BROWSER])


def links(page, pattern):
    return re.findall(pattern, page.text)


def assets(page):
    return links(page, r'(?:href|src)="(/web/[^"]+)"')


def test_a_browser_gets_the_page(page):
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"


def test_a_program_gets_json(public):
    for accept in ("Accept: */*", "Accept: application/json", "Accept:"):
        reply = public.request("GET", "/", headers=[accept])
        assert reply.json["name"] == "tvetstat"
        assert {"method": "GET", "path": "/v1/data"} in reply.json["endpoints"]


def test_the_page_is_not_sent_twice(public, page):
    again = public.request("GET", "/", headers=[
        BROWSER, f"If-None-Match: {page.headers['etag']}"])
    assert again.status == 304
    assert again.headers["etag"] == page.headers["etag"]


def test_everything_comes_from_here(page):
    assert not links(page, r'(?:href|src)="(?:[a-z]+:)?//')
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"


def test_the_page_has_no_inline_script_or_style(page):
    assert not links(page, r"<style|\sstyle=|\son\w+=|javascript:")
    for attributes, inside in links(page, r"<script([^>]*)>([^<]*)</script>"):
        assert " src=" in attributes and inside == ""


def test_assets_are_kept_for_ever(public, page):
    kinds = {".js": "text/javascript", ".css": "text/css",
             ".svg": "image/svg+xml"}
    for path in assets(page):
        reply = public.request("GET", path)
        assert reply.status == 200, path
        kind = kinds[path[path.rindex("."):]]
        assert reply.headers["content-type"].startswith(kind)
        assert reply.headers["cache-control"] == (
            "public, max-age=31536000, immutable")
        assert "no-store" not in reply.headers["cache-control"]


def test_compressed_and_plain_are_the_same(public, page):
    for path in assets(page):
        plain = public.request("GET", path)
        packed = public.request("GET", path, headers=[GZIP])
        if packed.headers.get("content-encoding") == "gzip":
            assert gzip.decompress(packed.body) == plain.body
            assert packed.headers["etag"] != plain.headers["etag"]
        assert plain.headers["vary"] == "Accept-Encoding"


def test_head_and_304_of_an_asset(public, page):
    path = assets(page)[-1]
    whole = public.request("GET", path)
    head = public.request("HEAD", path)
    assert head.status == 200
    assert head.headers["content-length"] == str(len(whole.body))
    for etag in (whole.headers["etag"], "*"):
        known = public.request("GET", path,
                               headers=[f"If-None-Match: {etag}"])
        assert known.status == 304 and known.body == b""


@pytest.mark.parametrize("path", [
    "/web/0000000000000000/app.js",  # another build's
    "/web/{build}/nothing.js",
    "/web/{build}/lib/nothing.js",
    "/web/{build}/lib/..%2Fapp.js",
    "/web/{build}/index.html",
    "/web/{build}/" + "x" * 300 + "/y.js",
])
def test_what_is_not_there(public, page, path):
    build = assets(page)[0].split("/")[2]
    reply = public.request("GET", path.format(build=build))
    assert reply.status == 404
    assert reply.code == "not_found"


def test_modules_are_all_there(public, page):
    """Whatever a module imports, statically or later, is served."""
    base = assets(page)[0].rsplit("/", 1)[0]
    seen, waiting = set(), [path for path in assets(page)
                            if path.endswith("app.js")][:1]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        reply = public.request("GET", path)
        assert reply.status == 200, path
        for target in re.findall(
                r"""(?:from|import)\s*\(?\s*['"](\.[^'"\n]+)['"]""",
                reply.text):
            folder = path.rsplit("/", 1)[0]
            while target.startswith("../"):
                folder, target = folder.rsplit("/", 1)[0], target[3:]
            waiting.append(f"{folder}/{target.removeprefix('./')}")
    assert f"{base}/pages/report.js" in seen
    assert len(seen) > 15


def test_little_is_sent_before_the_charts(public, page):
    total = len(gzip.compress(page.body))
    for path in set(assets(page)):
        total += len(public.request("GET", path, headers=[GZIP]).body)
    print(f"first view: {total} bytes")
    assert total < FIRST_VIEW_BYTES / 2, "the other half is for figures"


def test_charts_are_fetched_later(public, page):
    base = "/".join(assets(page)[0].split("/")[:3])
    assert not any("vendor" in path for path in assets(page))
    charts = public.request("GET", f"{base}/vendor/charts.js", headers=[GZIP])
    assert charts.status == 200
    assert len(charts.body) < 220 * KB
    texts = public.request("GET", f"{base}/vendor/licenses.txt")
    assert "Apache License" in texts.text and "zrender" in texts.text
