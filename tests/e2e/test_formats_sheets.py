"""Workbooks and CSV for people, opened by LibreOffice; workbooks that are
written by a child process."""
import csv
import io
import json
import os
import re
import socket
import threading
import time
import zipfile
from urllib.parse import urlencode

import openpyxl
import pytest

from lib import office, world
from lib.formats import Answers
from lib.world import observations

# What a spreadsheet would take for a formula.
NASTY = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(0)",
         "-2", "+3", "＝1+1", "=cmd|' /C calc'!A0", "＠SUM(1)", "－1",
         "＋1", "'=1", "2024-09-01", "1E5", "TRUE"]
SCHOOLS = 400
MONTHS = [f"{y}M{m:02d}" for y in (2022, 2023) for m in range(1, 13)]


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    admin.load("areas", "code,name_zh,level,parent\n" + "".join(
        f'A{i},"{name}",town,T11\n' for i, name in enumerate(NASTY)))
    admin.load("schools", "code,name_zh,name_en,area\n" + "".join(
        f'N{i},"{name}","{name}",A{i}\n' for i, name in enumerate(NASTY)))
    admin.load("dimensions",
               "dimension,membership,order,code,name_zh\n" + "".join(
                   f'=d,partition,{i},"{name}","{name}"\n'
                   for i, name in enumerate(NASTY)).replace("=d", "d"))
    admin.load("indicators",
               "code,name_zh,unit,kind,agg_schools,agg_time,period_type,"
               "breakdowns,decimals\n"
               "nasty,=1+1,=斤,flow,sum,sum,calendar_year,d,2\n"
               "wide,宽,元,flow,sum,sum,calendar_year,,6\n")
    admin.load("observations", "school,indicator,period,d,value\n" + "".join(
        f'N{i},nasty,2023,"{name}",{i}.5\n' for i, name in enumerate(NASTY)))
    admin.load("observations", observations(
        ("S1", "wide", "2023", "123456789.123456"),
        ("S1", "wide", "2022", "0.000001"),
        ("S2", "wide", "2022", "999999999.999999"),
        ("S3", "wide", "2022", "999999999.999999")))
    admin.load("schools", "code,name_zh,area\n" + "".join(
        f"B{i:03d},学校{i},T12\n" for i in range(SCHOOLS)))
    admin.load("observations", observations(
        *[(f"B{i:03d}", "train_persontimes", month, i * 7 + at)
          for i in range(SCHOOLS) for at, month in enumerate(MONTHS)]))


# --- LibreOffice ---

def test_libreoffice_reads_the_figures_of_a_workbook(public, tmp_path):
    answers = Answers(public, indicator="nasty,wide,adv_rate_hv,students_ft",
                      period="2022,2023", by="school", compare="prev_year",
                      area="T11,T12")
    body = answers.ask("xlsx").body
    table, notes = sorted(office.sheets(tmp_path, "book.xlsx", body),
                          key=lambda s: s[0][0].startswith("职业"))
    head, *rows = table
    at = [head.index(answers.heading(id_)) for id_ in answers.columns]
    assert len(rows) == len(answers.rows) > 10
    for got, wanted in zip(rows, answers.rows):
        for id_, column, text in zip(answers.columns, at, wanted):
            assert same(got[column], text), (id_, got[column], text)
    facts = {row[1]: row[2] for row in notes if row[2]}
    assert facts["Revision"] == str(answers.json["meta"]["revision"])
    assert facts["Question"].startswith("/v1/data?indicator=nasty,wide")


def same(got, wanted):
    """LibreOffice writes numbers without trailing zeros."""
    if re.fullmatch(r"-?\d+\.\d+", wanted):
        wanted = wanted.rstrip("0").rstrip(".")
    return got == ("0" if wanted == "-0" else wanted)


def test_no_text_of_a_workbook_is_a_formula(public):
    body = public.data(indicator="nasty", period="2023", by="school,d",
                       area="T11", format="xlsx").body
    book = openpyxl.load_workbook(io.BytesIO(body))
    found = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value in NASTY:
                    # openpyxl takes texts that begin with = for formulas.
                    found.add(cell.value)
    assert set(NASTY) <= found
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        for name in parts.namelist():
            if "sheet" in name:
                assert b"<f>" not in parts.read(name)


@pytest.mark.parametrize("labels", ["name", "both"])
def test_nothing_in_csv_for_people_evaluates(public, tmp_path, labels):
    text = public.data(indicator="nasty", period="2023", by="area,school,d",
                       area="T11", format="csv", bom="1",
                       labels=labels).text
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    names = {cell for row in rows for cell in row}
    for name in NASTY:
        guarded = name[0] in "=+-@＝＋－＠"
        assert (("'" + name if guarded else name) in names), name
        assert not guarded or name not in names, name
    made, = office.convert(tmp_path, "people.csv", text.encode(), "fods",
                           "--infilter=CSV:44,34,76,1,,0,false,true")
    with open(made, encoding="utf-8") as file:
        sheet = file.read()
    assert "table:formula" not in sheet
    assert "&apos;=1+1" in sheet and "Err:" not in sheet


def test_csv_for_people_is_in_the_language(public):
    asked = dict(indicator="students_ft", period="1999-09-01", format="csv",
                 bom="1")
    assert public.data(**asked, lang="en").text == (
        "\ufeffIndicator,Area,Period,Value,Unit,Status,Meaning of the status,"
        "Schools reported,Schools expected,Revision\r\n")
    assert public.data(**asked, labels="both").text == (
        "\ufeff指标代码,指标,地区代码,地区,时期,数值,单位,状态,状态说明,"
        "已报学校数,应报学校数,数据版本\r\n")
    assert public.data(**asked, labels="id").text == (
        "\ufeffindicator,area,period,value,status,reported,expected\r\n")


# --- workbooks ---

def test_a_number_too_long_for_a_spreadsheet_is_a_text(public):
    body = public.data(indicator="wide", period="2022,2023", area="CN",
                       format="xlsx").body
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    at = head.index("数值 Value")
    cells = [row[at] for row in sheet.iter_rows(min_row=2)]
    assert cells[0].value == "1999999999.999999"
    assert cells[1].value == 123456789.123456
    assert cells[1].number_format == "#,##0.000000"


def test_the_notes_say_what_must_be_known(public):
    body = public.data(indicator="adv_rate_hv", period="2022,2022AY",
                       compare="none", format="xlsx").body
    book = openpyxl.load_workbook(io.BytesIO(body))
    notes = [tuple(row) for row in book.worksheets[1].iter_rows(
        values_only=True)]
    texts = [row[:3] for row in notes]
    assert book.sheetnames == ["数据 Data", "说明 Notes"]
    assert ("Q", "缺数:不予公布", "Missing, suppressed") in texts
    assert any(row[0] == "period_type" and "2022" in row[1]
               and "reported for other periods" in row[2] for row in texts)
    assert any(row[0] == "adv_rate_hv" and row[3] == "%" for row in notes)
    assert any(row[1] == "Source" for row in notes)


ALL = dict(indicator="train_persontimes", period=",".join(MONTHS),
           by="school", area="T12", limit="50000")


def test_the_same_revision_gives_the_same_bytes(own_server):
    server = own_server(api__cache_mb=0)
    world.load(server.admin)
    server.admin.load("observations", observations(
        *[(school, "train_persontimes", month, at)
          for school in ("S1", "S2", "S3")
          for at, month in enumerate(MONTHS)]))
    asked = dict(indicator="train_persontimes", period=",".join(MONTHS))
    short = dict(asked, format="xlsx")
    long = dict(asked, by="school,area", area="T1", compare="prev_year",
                format="xlsx")
    first = [server.admin.data(**one) for one in (short, long)]
    server.daemon.stop()
    server.daemon.start()
    again = [server.admin.data(**one) for one in (short, long)]
    for one, other in zip(first, again):
        assert one.body == other.body
        assert one.headers["etag"] == other.headers["etag"]
        assert one.headers["content-disposition"] == (
            'attachment; filename="tvetstat-r'
            f'{one.headers["x-revision"]}.xlsx"')
        assert "content-encoding" not in one.headers


# --- the child ---

@pytest.mark.parametrize("name", ["xlsx", "sdmx-json", "sdmx-csv"])
def test_a_long_answer_is_whole(public, name):
    answers = Answers(public, **ALL)
    assert len(answers.rows) == SCHOOLS * len(MONTHS)
    {"xlsx": answers.check_xlsx, "sdmx-json": answers.check_sdmx_json,
     "sdmx-csv": answers.check_sdmx_csv}[name]()


def test_csv_for_people_is_whole(public):
    Answers(public, **ALL).check_people()


def test_others_are_answered_while_a_workbook_is_written(server, public):
    replies = []
    asked = {**ALL, "compare": "prev_year", "format": "xlsx"}
    thread = threading.Thread(
        target=lambda: replies.append(public.get("/v1/data", **asked)))
    thread.start()
    answered = 0
    while thread.is_alive():
        assert public.get("/livez").status == 200
        answered += 1
    thread.join()
    assert replies[0].status == 200 and answered >= 2


def children(server):
    """Processes of the daemon."""
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat", encoding="ascii") as file:
                parent = file.read().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if parent == str(server.daemon.process.pid):
            found.append(name)
    return found


def wait_for(truth, what):
    end = time.monotonic() + 30
    while not truth():
        assert time.monotonic() < end, what
        time.sleep(0.001)


def test_a_client_that_leaves_takes_its_child_along(server, public):
    for i in range(6):
        query = urlencode({**ALL, "limit": 9000 + i, "format": "xlsx"})
        with socket.create_connection(
                ("127.0.0.1", server.daemon.port)) as conn:
            conn.sendall(f"GET /v1/data?{query} HTTP/1.1\r\nHost: x\r\n\r\n"
                         .encode())
            wait_for(lambda: children(server), "no child")
        wait_for(lambda: not children(server), "the child goes on")
    assert public.data(**{**ALL, "limit": "9100"},
                       format="xlsx").status == 200


def test_so_many_children_and_no_more(server, public):
    replies = []

    def ask(number):
        replies.append(public.get("/v1/data", **{
            **ALL, "limit": str(8000 + number)}, format="xlsx"))

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {r.status for r in replies} <= {200, 503}
    assert any(r.status == 200 for r in replies)
    for reply in replies:
        if reply.status == 503:
            assert json.loads(reply.body)["code"] == "overloaded"
            assert reply.headers["retry-after"]
