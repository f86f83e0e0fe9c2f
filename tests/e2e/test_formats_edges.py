"""What formats must not lose or break: texts that XML cannot hold, pages of
long questions, times of earlier revisions."""
import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from lib import office, world
from lib.world import observations

FORM = "/v1/forms/train_monthly.xlsx"
ESCAPE = "_x0041_"


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    admin.load("schools", "code,name_zh,area\n"
               f"E1,{ESCAPE},T12\n")
    admin.load("observations", observations(
        *[(school, "train_persontimes", f"{y}M{m:02d}", m)
          for school in ("S1", "S2", "S3", "E1") for y in (2022, 2023)
          for m in range(1, 13)]))


def parts(body):
    """Every part of a workbook that is XML, read."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return {name: ElementTree.fromstring(book.read(name))
                for name in book.namelist()
                if name.endswith((".xml", ".rels"))}


def texts_of(body):
    return {text for part in parts(body).values() for text in part.itertext()}


# --- what is no character ---

@pytest.mark.parametrize("odd", ["\ufffe", "\uffff", "a\ufffez",
                                 "\U0001fffe"])
def test_what_is_no_character_is_not_taken(server, odd):
    reply = server.admin.upload("schools", "code,name_zh,area\n"
                                f"S9,{odd},T11\n")
    assert reply.status == 422
    assert [(e["code"], e["column"]) for e in reply.json["errors"]] == [
        ("bad_text", "name_zh")]


def test_what_is_stored_all_the_same_breaks_no_workbook(own_server):
    server = own_server(api__public_read="on")
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "train_persontimes", "2023M01", 1)))
    server.daemon.stop()
    server.psql("UPDATE school SET name_zh = U&'a\\FFFEz\\FFFF'"
                " WHERE code = 'S1'")
    server.psql("UPDATE member SET name_zh = U&'m\\FFFE'")
    server.daemon.start()
    body = server.public.data(indicator="train_persontimes",
                              period="2023M01", by="school", area="T11",
                              format="xlsx").body
    assert "a\ufffdz\ufffd" in texts_of(body)
    body = server.public.ok(FORM, school="S1").body
    assert any("a\ufffdz\ufffd" in text for text in texts_of(body))


# --- what looks like an escape ---

def test_a_name_like_an_escape_stays_what_it_is(public, tmp_path):
    body = public.data(indicator="train_persontimes", period="2023M01",
                       by="school", area="T12", format="xlsx").body
    assert "_x005F_x0041_" in texts_of(body)  # Excel reads the other as A
    sheets = office.sheets(tmp_path, "book.xlsx", body)
    assert any(ESCAPE in row for sheet in sheets for row in sheet)


# --- pages ---

def post(client, **question):
    return client.request("POST", "/v1/data/query",
                          body=json.dumps(question).encode(),
                          headers=["Content-Type: application/json"])


def long_areas(server):
    codes = [f"L{number:031d}" for number in range(150)]
    server.admin.load("areas", "code,name_zh,level,parent\n" + "".join(
        f"{code},{code},town,T11\n" for code in codes))
    return codes


def rows_of(text, name):
    if name == "ndjson":
        return text.splitlines()
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.mark.parametrize("name", ["csv", "ndjson", "sdmx-csv"])
def test_a_question_too_long_for_an_address_has_pages(server, name):
    asked = dict(indicator="train_persontimes", by="school", limit=5,
                 area=[*long_areas(server), "T11", "T12"],
                 period="2023M01..2023M12", format=name)
    whole = rows_of(post(server.public, **{**asked, "limit": 1000}).text, name)
    found, cursor = [], None
    while len(found) <= len(whole):
        page = post(server.public, **asked,
                    **({} if cursor is None else {"cursor": cursor}))
        assert page.status == 200 and "link" not in page.headers
        found += rows_of(page.text, name)
        cursor = page.headers.get("x-next-cursor")
        if cursor is None:
            break
    assert len(whole) == 48 and found == whole


def test_the_cursor_stands_beside_the_address(public):
    asked = dict(indicator="train_persontimes", period="2023M01..2023M12")
    page = public.data(**asked, limit=5)
    cursor = page.json["meta"]["next"]
    for again in (public.data(**asked, limit=5),
                  public.data(**asked, limit=5, format="json")):
        assert again.headers["x-next-cursor"] == cursor
        assert f"cursor={cursor}" in again.headers["link"]
    assert "x-next-cursor" not in public.data(**asked).headers


def test_pages_of_other_origins_may_read_the_cursor(own_server):
    server = own_server(api__cors_origins="*")
    reply = server.public.request("GET", "/v1/periods", check=False,
                                  headers=["Origin: https://x.example"])
    shown = reply.headers["access-control-expose-headers"].split(", ")
    assert {"X-Next-Cursor", "Content-Disposition"} <= set(shown)


# --- times ---

def test_no_revision_is_given_the_time_of_another(own_server):
    server = own_server(api__public_read="on")
    world.load(server.admin)
    rows = "S1,train_persontimes,2023M01,{}\n"
    first = server.admin.load("observations", world.HEADER +
                              rows.format(1))["revision"]
    now = server.admin.load("observations", world.HEADER +
                            rows.format(2))["revision"]
    asked = dict(indicator="train_persontimes", period="2023M01")
    time = server.public.data(**asked).json["meta"]["generated"]
    for asof, wanted in ((first, None), (now, time)):
        answer = server.public.data(**asked, asof=asof, format="jsonstat")
        assert answer.json.get("updated") == wanted
        book = openpyxl.load_workbook(io.BytesIO(server.public.data(
            **asked, asof=asof, format="xlsx").body))
        notes = {row[1]: row[2] for row in book.worksheets[1].iter_rows(
            values_only=True, max_col=3)}
        assert notes["Revision"] == str(asof)
        assert notes.get("Time of the revision") == wanted
        made = book.properties.created
        assert (made.year == 2000) == (wanted is None)


# --- words ---

@pytest.mark.parametrize("lang, heading", [
    ("zh", "增减说明的含义"), ("en", "Meaning of the reason")])
def test_csv_for_people_says_what_a_reason_means(public, lang, heading):
    text = public.data(indicator="train_persontimes", area="T12",
                       period="2022M01,2023M01", compare="prev_year",
                       format="csv", bom="1", lang=lang).text
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    at = head.index(heading)
    assert head[at - 1] == ("增减说明" if lang == "zh" else "Reason")
    assert {row[at - 1] for row in rows} == {"OK", "BASE_MISSING"}
    assert all(row[at] not in ("", row[at - 1]) for row in rows)
    assert len({row[at] for row in rows}) == 2
