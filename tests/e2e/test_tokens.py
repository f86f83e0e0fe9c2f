"""Who may do what, and what all wrong tokens have in common."""
import pytest

from lib import world
from lib.world import observations

FIGURE = observations(("S1", "students_ft", "2024-09-01", 100))


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


@pytest.fixture(scope="module")
def tokens(server):
    make = server.daemon.create_token
    return {
        "reader": make("reader", "reader"),
        "school": make("school", "submitter", "--school", "S1"),
        "area": make("area", "submitter", "--area", "T12"),
    }


def test_token_has_256_bits_and_only_its_hash_is_stored(server, tokens):
    token = tokens["reader"]
    assert len(token.removeprefix("tvs_")) == 43  # base64 of 256 bits
    stored = server.psql("SELECT * FROM token")
    assert all(token not in cell for row in stored for cell in row)
    assert all(len(row[0]) == 64 for row in server.psql(
        "SELECT encode(hash, 'hex') FROM token"))


def wrong_tokens(server):
    make = server.daemon.create_token
    expired = make("expired", "admin", "--expires-days", "1")
    server.psql("UPDATE token SET expires_at = now() - interval '1 second' "
                "WHERE name = 'expired'")
    revoked = make("revoked", "admin")
    server.daemon.run("token", "revoke", "revoked")
    good = server.token
    return {"expired": expired, "revoked": revoked,
            "altered": good[:-1] + ("A" if good[-1] != "A" else "B"),
            "cut": good[:20], "nonsense": "x", "long": "a" * 4000}


def test_every_wrong_token_gets_the_same_401(server):
    replies = {name: server.public.as_(token).upload("observations", FIGURE)
               for name, token in wrong_tokens(server).items()}
    replies["none"] = server.public.upload("observations", FIGURE)
    replies["basic"] = server.public.upload(
        "observations", FIGURE, headers=["Authorization: Basic eDp5"])
    bodies = set()
    for name, reply in replies.items():
        assert reply.status == 401, (name, reply)
        assert reply.headers["www-authenticate"].startswith("Bearer")
        bodies.add(reply.body)
    assert len(bodies) == 1


def test_wrong_token_is_refused_on_open_reads_too(server):
    assert server.public.as_("x").get("/v1/areas").status == 401


def test_revocation_is_effective_at_once(server):
    token = server.daemon.create_token("short", "reader")
    client = server.public.as_(token)
    assert client.get("/v1/areas").status == 200
    server.daemon.run("token", "revoke", "short")
    assert client.get("/v1/areas").status == 401


def test_token_in_the_query_is_no_token_and_not_logged(server):
    reply = server.public.request(
        "POST", f"/v1/imports/observations?token={server.token}",
        body=FIGURE.encode(), headers=["Content-Type: text/csv"])
    assert reply.status in (400, 401)
    assert server.token not in server.daemon.log_text()


def test_reader_may_not_write(server, tokens):
    reader = server.public.as_(tokens["reader"])
    assert reader.upload("observations", FIGURE).status == 403
    assert reader.request("PUT", "/v1/profiles/x", body=b"{}",
                          headers=["Content-Type: application/json"]
                          ).status == 403


def test_submitter_writes_for_its_school_only(server, tokens):
    own = server.public.as_(tokens["school"])
    assert own.upload("observations", FIGURE).status == 201
    other = own.upload("observations", observations(
        ("S2", "students_ft", "2024-09-01", 5)))
    assert other.status == 403, other
    rows = server.psql("SELECT count(*) FROM observation o JOIN school s "
                       "ON s.id = o.school WHERE s.code = 'S2'")
    assert rows == [["0"]]


def test_keys_of_two_tokens_are_two_keys(server, admin, tokens):
    body = "school,indicator,period,value\nS1,comp_awards,2009,4\n"
    own = server.public.as_(tokens["school"])
    first = admin.upload("observations", body, key="1")
    other = own.upload("observations", body.replace(",4", ",5"), key="1")
    again = own.upload("observations", body.replace(",4", ",5"), key="1")
    assert (first.status, other.status, again.status) == (201, 201, 201)
    assert "idempotent-replay" not in other.headers
    assert again.headers["idempotent-replay"] == "true"
    assert other.body == again.body


def test_submitter_writes_for_the_schools_of_its_area(server, tokens):
    own = server.public.as_(tokens["area"])
    assert own.upload("observations", observations(
        ("S3", "students_ft", "2024-09-01", 7))).status == 201
    assert own.upload("observations", FIGURE).status == 403


@pytest.mark.parametrize("kind", ["areas", "schools", "indicators",
                                  "dimensions"])
def test_submitter_may_not_change_the_catalogue(server, tokens, kind):
    own = server.public.as_(tokens["school"])
    assert own.upload(kind, world.AREAS).status == 403


def test_submitter_sees_only_its_own_imports(server, tokens):
    own = server.public.as_(tokens["school"])
    done = server.admin.load("observations", observations(
        ("S2", "students_ft", "2023-09-01", 5)))
    assert own.get(f"/v1/imports/{done['id']}").status in (403, 404)


def test_every_write_leaves_an_audit_row(server, tokens):
    before = int(server.psql("SELECT count(*) FROM audit")[0][0])
    own = server.public.as_(tokens["school"])
    own.upload("observations", FIGURE)
    own.upload("observations", "school,nonsense\n1,2\n")
    rows = server.psql("SELECT actor, outcome, at IS NOT NULL FROM audit "
                       f"ORDER BY id OFFSET {before}")
    assert len(rows) == 2
    assert all("school" in row[0] and row[2] == "t" for row in rows)
    assert rows[0][1] != rows[1][1]


def test_without_public_read_only_tokens_read(own_server):
    server = own_server(api__public_read="off")
    assert server.public.get("/v1/areas").status == 401
    assert server.public.get("/v1/data", indicator="x").status == 401
    assert server.public.get("/livez").status == 200
    reader = server.public.as_(server.daemon.create_token("r", "reader"))
    assert reader.get("/v1/areas").status == 200
