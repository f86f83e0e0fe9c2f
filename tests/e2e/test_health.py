"""Health, metrics, the API about itself, and what every reply has."""
import json
import re

import pytest
import yaml


def test_livez_and_readyz(public):
    assert public.ok("/livez").json["status"] == "alive"
    assert public.ok("/readyz").json["status"] == "ready"


def test_every_reply_has_the_common_headers(public):
    for path in ("/livez", "/v1/config", "/v1/nowhere", "/v1/data"):
        headers = public.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert re.search(r"GMT$", headers["date"])
        assert "charset=utf-8" in headers["content-type"].lower()
        assert headers["x-request-id"]


def test_request_id_stands_in_the_log(server):
    wanted = server.public.ok("/v1/config").headers["x-request-id"]
    assert f"req={wanted}" in server.daemon.log_text()


def test_metrics_are_prometheus_text(public):
    public.ok("/v1/config")
    reply = public.ok("/metrics")
    assert reply.headers["content-type"].startswith("text/plain")
    line = re.compile(r"[a-zA-Z_:][\w:]*(\{[^}]*\})? [-+.\deE]+(Inf|NaN)?$")
    names = set()
    for text in reply.text.splitlines():
        if not text.startswith("#"):
            assert line.fullmatch(text), text
            names.add(re.match(r"[\w:]+", text).group())
    assert len(names) > 10
    assert all(re.match(r"(tvetstat|process)_", name) for name in names)


def test_openapi_json_is_the_yaml(public, openapi):
    served = public.ok("/openapi.json").json
    assert served["paths"].keys() == openapi.document["paths"].keys()
    # Dates of YAML are text in JSON.
    assert served == json.loads(json.dumps(openapi.document, default=str))
    assert yaml.safe_load("a: 1") == {"a": 1}


def test_config_tells_limits_formats_and_languages(public):
    config = public.ok("/v1/config").json
    assert {"json", "csv", "ndjson"} <= set(config["formats"])
    assert config["languages"] == ["zh", "en"]
    assert config["limits"]["upload_bytes"] > 0


def test_config_tells_every_type_that_an_import_may_have(admin):
    types = admin.ok("/v1/config").json["imports"]["types"]
    assert {"text/csv", "application/x-ndjson", "application/json"} < set(types)
    assert sum("excel" in name or "sheet" in name for name in types) == 2
    refused = admin.upload("areas", "x", type_="text/odd")
    assert refused.status == 415
    assert all(name in refused.json["errors"][0]["message"] for name in types)


def test_unknown_path_is_404(public):
    reply = public.get("/v1/nothing")
    assert (reply.status, reply.code) == (404, "not_found")


@pytest.mark.parametrize("method,path", [
    ("DELETE", "/v1/data"), ("PUT", "/v1/config"), ("POST", "/livez"),
    ("DELETE", "/v1/imports/observations")])
def test_wrong_method_is_405_with_allow(admin, method, path):
    reply = admin.request(method, path)
    assert (reply.status, reply.code) == (405, "method_not_allowed")
    assert reply.headers["allow"]


def test_method_that_nothing_has_is_501(admin):
    assert admin.request("PATCH", "/v1/areas").status == 501


def test_head_is_get_without_a_body(public):
    got = public.ok("/v1/indicators")
    head = public.request("HEAD", "/v1/indicators")
    assert head.status == 200 and head.body == b""
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers["etag"] == got.headers["etag"]


def test_unknown_parameter_is_400_and_named(public):
    reply = public.get("/v1/data", indicator="students_ft", colour="red")
    assert reply.status == 400
    assert any("colour" in e["message"] for e in reply.json["errors"])


def test_all_faults_at_once(public):
    reply = public.get("/v1/data", indicator="nonsense", period="2024M13",
                       area="NOWHERE", digits="99")
    assert 400 <= reply.status < 500
    codes = {e["code"] for e in reply.json["errors"]}
    assert len(reply.json["errors"]) >= 3 and len(codes) >= 2


def test_errors_are_chinese_or_english(public):
    chinese = public.get("/v1/nothing")
    english = public.get("/v1/nothing", headers=["Accept-Language: en"])
    forced = public.request("GET", "/v1/data?lang=en&indicator=nonsense")
    assert re.search(r"[一-鿿]", chinese.json["title"])
    assert english.json["title"].isascii()
    assert forced.json["title"].isascii()


def test_not_acceptable(public):
    reply = public.get("/v1/areas", headers=["Accept: image/png"])
    assert (reply.status, reply.code) == (406, "not_acceptable")
