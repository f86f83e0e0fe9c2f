"""ETag, 304, compression, the response cache, and what they cost."""
import gzip
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib import world
from lib.world import observations

QUERY = "/v1/data?indicator=students_ft&area=T1&by=school&period=" \
        "2020-09-01..2024-09-01&compare=prev_year"


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    world.load(server.admin)
    server.admin.load("observations", observations(*[
        (school, "students_ft", f"{year}-09-01", 100 * i + year)
        for i, school in enumerate(("S1", "S2", "S3"))
        for year in range(2019, 2025)]))
    server.psql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")


def statements(server):
    """Calls of the daemon's role on fact tables so far."""
    rows = server.psql(
        "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s "
        "JOIN pg_roles r ON r.oid = s.userid "
        "JOIN pg_database d ON d.oid = s.dbid "
        "WHERE r.rolname = 'tvetstat' AND d.datname = current_database()")
    return int(rows[0][0])


def test_strong_etag_and_vary(public):
    reply = public.ok(QUERY)
    etag = reply.headers["etag"]
    assert etag.startswith('"') and etag.endswith('"') and len(etag) > 4
    vary = {v.strip().lower() for v in reply.headers["vary"].split(",")}
    assert {"accept", "accept-language", "accept-encoding"} <= vary


def test_304_has_no_body_and_the_same_etag(public):
    etag = public.ok(QUERY).headers["etag"]
    for value in (etag, f'"x", {etag}', "*", "W/" + etag):
        reply = public.request("GET", QUERY,
                               headers=[f"If-None-Match: {value}"])
        assert reply.status == 304, value
        assert reply.body == b"" and reply.headers["etag"] == etag
    other = public.request("GET", QUERY, headers=['If-None-Match: "x"'])
    assert other.status == 200


def test_304_costs_no_sql(server, public):
    etag = public.ok(QUERY).headers["etag"]
    time.sleep(0.3)
    before = statements(server)
    for _ in range(50):
        assert public.request("GET", QUERY, headers=[
            f"If-None-Match: {etag}"]).status == 304
    assert statements(server) == before


def test_cached_answer_costs_no_sql(server, public):
    first = public.ok(QUERY)
    before = statements(server)
    for _ in range(20):
        assert public.ok(QUERY).body == first.body
    assert statements(server) == before


def test_etag_differs_by_query_language_and_format(public):
    etags = [public.ok(QUERY + more).headers["etag"]
             for more in ("", "&lang=en", "&format=csv", "&format=ndjson",
                          "&digits=3", "&labels=both")]
    assert len(set(etags)) == len(etags)


def test_same_question_same_etag(public):
    one = public.ok("/v1/data?indicator=students_ft&area=T1"
                    "&period=2023-09-01,2024-09-01")
    other = public.ok("/v1/data?period=2023-09-01..2024-09-01&area=T1"
                      "&indicator=students_ft")
    assert one.json["rows"] == other.json["rows"]


def test_import_changes_the_etag_and_is_seen_at_once(server, public):
    for value in range(5):
        before = public.ok(QUERY)
        server.admin.load("observations", observations(
            ("S1", "students_ft", "2024-09-01", 5000 + value)))
        after = public.request("GET", QUERY, headers=[
            f"If-None-Match: {before.headers['etag']}"])
        assert after.status == 200
        assert after.headers["etag"] != before.headers["etag"]
        assert str(5000 + value) in after.text


def test_unchanged_import_keeps_the_etag(server, public):
    body = observations(("S1", "students_ft", "2024-09-01", 6000))
    server.admin.load("observations", body)
    before = public.ok(QUERY).headers["etag"]
    server.admin.load("observations", body)
    assert public.ok(QUERY).headers["etag"] == before


def test_gzip_has_its_own_etag(public):
    plain = public.ok(QUERY)
    packed = public.request("GET", QUERY, headers=["Accept-Encoding: gzip"])
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    again = public.request("GET", QUERY, headers=[
        "Accept-Encoding: gzip", f"If-None-Match: {packed.headers['etag']}"])
    assert again.status == 304


def test_gzip_only_when_asked(public):
    for value in ("identity", "gzip;q=0", "br"):
        reply = public.request("GET", QUERY,
                               headers=[f"Accept-Encoding: {value}"])
        assert "content-encoding" not in reply.headers


def test_metadata_can_be_kept_too(public):
    for path in ("/v1/indicators", "/v1/areas", "/v1/schools",
                 "/v1/dimensions", "/v1/periods"):
        etag = public.ok(path).headers["etag"]
        assert public.request("GET", path, headers=[
            f"If-None-Match: {etag}"]).status == 304


def test_many_askers_of_a_new_answer_are_one_query(server, public):
    """Single flight: while one computes, the others wait for it."""
    server.admin.load("observations", observations(
        ("S2", "students_ft", "2024-09-01", 777)))
    before = statements(server)
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda _: public.ok(QUERY).body, range(16)))
    assert len(set(replies)) == 1
    alone = statements(server) - before
    server.admin.load("observations", observations(
        ("S2", "students_ft", "2024-09-01", 778)))
    before = statements(server)
    public.ok(QUERY)
    assert alone <= 2 * (statements(server) - before)
