"""The monthly form of training, as schools send it: one sheet in several
encodings, what is read out of it, and what stands in the answer."""
import json
import os

import pytest

from lib import DATA

SCHOOL = "3636001234"
NAME = "示例市第一职业中等专业学校"
AREA = "360900"


def sample(name):
    with open(os.path.join(DATA, "forms", name), "rb") as file:
        return file.read()


def observations(server):
    """What is stored, by words: no numbers of the process's own."""
    return [tuple(row) for row in server.psql(
        "SELECT i.code, c.period, o.value, o.status, o.derived,"
        " (SELECT coalesce(string_agg(d.code || '=' || m.code, ','"
        "   ORDER BY d.code), '') FROM member m"
        "   JOIN dimension d ON d.id = m.dimension"
        "   WHERE m.id = ANY (b.members))"
        " FROM observation o JOIN cell c ON c.id = o.cell"
        " JOIN indicator i ON i.id = c.indicator"
        " JOIN breakdown b ON b.id = c.breakdown ORDER BY 1, 6, 2")]


@pytest.fixture(scope="module", autouse=True)
def school(server):
    server.admin.load("schools", "code,name_zh,level,area\n"
                      f"{SCHOOL},{NAME},sv,{AREA}\n")


@pytest.fixture(scope="module")
def before(server):
    """As long as the catalogue has no indicator for the funds."""
    return server.admin.upload("forms", sample("sample_form_utf8bom.csv"),
                               form="train_monthly", mode="validate").json


@pytest.fixture(scope="module")
def done(server, before):
    server.admin.load(
        "indicators", "code,name_zh,unit,kind,agg_schools,agg_time,"
        "period_type,breakdowns,decimals\ntrain_funds,职业培训到账经费,万元,"
        "flow,sum,sum,month,train_type,2\n")
    return server.admin.load("forms", sample("sample_form_utf8bom.csv"),
                             form="train_monthly")


def figures(server, indicator, **where):
    """{training type: (value, status)} through August."""
    members = ",".join(f"{d}={m}" for d, m in sorted(where.items()))
    found = {}
    for code, period, value, status, derived, parts in observations(server):
        parts = dict(p.split("=") for p in parts.split(",") if p)
        kind = parts.pop("train_type", None)
        rest = ",".join(f"{d}={m}" for d, m in sorted(parts.items()))
        if (code, rest, derived) == (indicator, members, "f"):
            found[kind] = (None if value == "" else int(value), status)
    return found


def test_the_form_is_there_without_anybody_having_put_it(public):
    form, = [f for f in public.ok("/v1/forms").json["forms"]
             if f["name"] == "train_monthly"]
    assert form["bytes"] > 1000
    document = public.ok("/v1/forms/train_monthly").json
    assert document["duplicates"] == "sum"


def test_funds_are_checked_and_not_kept_without_an_indicator(before, done):
    assert before["warnings"] == [{"code": "not_kept",
                                   "subject": "train_funds"}]
    assert done["observations"] - before["observations"] == 4


def test_what_was_understood(done):
    assert done["kind"] == "forms"
    assert done["rows"]["read"] == 4
    assert done["warnings"] == []
    sheet, = done["form"]["sheets"]
    assert sheet == {
        "number": 1, "name": None, "state": "read", "school": SCHOOL,
        "school_name": NAME, "period": "2024M08", "basis": "ytd",
        "heading": [4, 5], "tables": 1, "rows": 4, "sections": 0,
        "sums_checked": 16}
    kinds = {n["kind"]: (n["count"], n["first"]) for n in done["normalised"]}
    assert kinds["number_row"] == (1, "6")
    assert kinds["subtotal_row"] == (2, "A10")
    assert kinds["footer"] == (1, "A13")
    assert kinds["unit_suffix"] == (2, "D8")
    assert kinds["fullwidth_digits"][1] == "E7"
    assert kinds["thousands"][1] == "D7"


def test_the_figures(server, done):
    total = figures(server, "train_persontimes")
    # The rows of two counties are one figure of the school.
    assert total == {"job_ready": (1250 + 412, "A"), "upskill": (2340, "A"),
                     "startup": (86, "A")}
    men = figures(server, "train_persontimes", gender="1")
    assert men == {"job_ready": (900, "A"), "upskill": (1500, "A"),
                   "startup": (40, "A")}
    subsidised = figures(server, "train_persontimes_subsidised")
    assert subsidised == {"job_ready": (980 + 412, "A"),
                          "upskill": (None, "M"), "startup": (86, "A")}
    jobless = figures(server, "train_persontimes", key_group="unemployed")
    assert jobless == {"job_ready": (8, "A"), "upskill": (None, "O"),
                       "startup": (10, "A")}
    veterans = figures(server, "train_persontimes", key_group="veteran")
    assert veterans == {"job_ready": (36, "A"), "upskill": (None, "M"),
                        "startup": (12, "A")}
    migrants = figures(server, "train_persontimes", key_group="migrant")
    assert migrants["startup"] == (None, "O")
    funds = figures(server, "train_funds")
    assert funds == {"job_ready": (1660, "A"), "upskill": (3000, "A"),
                     "startup": (120, "A")}


def test_the_same_in_gbk(server, done):
    before = observations(server)
    again = server.admin.load("forms", sample("sample_form_gbk.csv"),
                              form="train_monthly")
    assert again["rows"]["updated"] == again["rows"]["inserted"] == 0
    assert again["form"] == done["form"]
    assert again["normalised"] == done["normalised"]
    assert observations(server) == before


def test_it_is_read_as_one_figure_through_august(public, done):
    rows = public.data(indicator="train_persontimes", period="2024",
                       ytd="M08").rows()
    assert rows[0]["value"] == 4088


def test_the_record_says_forms(admin, done):
    record = admin.ok(f"/v1/imports/{done['id']}").json
    assert (record["kind"], record["profile"]) == ("forms", "train_monthly")


def test_it_can_be_taken_back(server, admin, done):
    reply = admin.request("POST", f"/v1/imports/{done['id']}/revert")
    assert reply.status == 201, reply
    assert observations(server) == []


def test_a_form_must_be_named_and_known(admin):
    body = sample("sample_form_utf8bom.csv")
    assert admin.upload("forms", body).code == "missing_parameter"
    assert admin.upload("forms", body, form="none").status == 404
    assert admin.upload("forms", body, form="train_monthly",
                        profile="x").status == 400
    assert admin.upload("observations", body,
                        form="train_monthly").status == 400
    assert admin.upload("forms", "[]", type_="application/json",
                        form="train_monthly").status == 415


def test_forms_are_put_read_and_deleted(admin, public):
    form = {"layout": {}, "columns": [
        {"header": "人数", "as": "value", "indicator": "students_ft"}]}
    path = "/v1/forms/mine"
    body = json.dumps(form, ensure_ascii=False).encode()
    head = ["Content-Type: application/json"]
    assert admin.request("PUT", path, body=body, headers=head).status == 201
    assert admin.request("PUT", path, body=body, headers=head).status == 200
    assert public.ok(path).json == form
    assert public.request("DELETE", path).status == 401
    assert admin.request("DELETE", path).status == 204
    assert public.get(path).status == 404


@pytest.mark.parametrize("wrong, says", [
    ({"columns": [{"header": "n", "as": "value"}]},
     "layout: a form needs one"),
    ({"layout": {"colour": 1}, "columns": []}, "layout.colour: unknown"),
    ({"layout": {}, "tokens": {"-": {"value": 0}}, "columns": [
        {"header": "n", "as": "value"}]}, "tokens"),
    ({"layout": {}, "columns": [{"header": "@x", "as": "value"}]}, "@x"),
    ({"layout": {"header_rows": 9}, "columns": []}, "header_rows"),
])
def test_a_form_that_is_none(admin, wrong, says):
    reply = admin.request("PUT", "/v1/forms/bad", body=json.dumps(wrong).encode(),
                          headers=["Content-Type: application/json"],
                          check=False)
    assert (reply.status, reply.code) == (422, "bad_profile")
    assert says in reply.json["errors"][0]["message"]


def test_a_profile_has_nothing_of_a_form(admin):
    wrong = {"columns": [{"header": "n", "as": "value", "unit": "人"}]}
    reply = admin.request("PUT", "/v1/profiles/bad", body=json.dumps(wrong).encode(),
                          headers=["Content-Type: application/json"])
    assert (reply.status, reply.code) == (422, "bad_profile")
