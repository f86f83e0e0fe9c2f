"""The monthly form as a workbook, written by three programs, and what only
workbooks have: merged cells, hidden sheets and rows, several sheets."""
import csv
import io
import os
import subprocess

import openpyxl
import pytest
import xlsxwriter

from lib import DATA

SCHOOL = "3636001234"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
MERGES = ["A1:L1", "A2:L2", "D4:G4", "H4:J4", "A4:A5", "B4:B5", "C4:C5",
          "L4:L5", "B7:B9", "A10:C10", "A12:C12"]
NUMERIC = [(7, 5), (8, 5), (8, 6), (9, 4), (9, 5), (9, 6), (11, 4)]


@pytest.fixture(scope="module", autouse=True)
def school(server):
    server.admin.load("schools", "code,name_zh,level,area\n"
                      f"{SCHOOL},示例市第一职业中等专业学校,sv,360900\n")


def rows():
    path = os.path.join(DATA, "forms", "sample_form_utf8bom.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file)]


def typed(row, column, text):
    """Some of the figures are numbers, as in real workbooks."""
    return int(text) if (row, column) in NUMERIC and text.isdigit() else text


def by_openpyxl(change=None):
    book = openpyxl.Workbook()
    fill(book.active, "表1")
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill(sheet, title, table=None):
    sheet.title = title
    for r, row in enumerate(table or rows(), 1):
        for c, text in enumerate(row, 1):
            if text:
                sheet.cell(r, c, typed(r, c, text))
    for merge in MERGES:
        sheet.merge_cells(merge)


def by_xlsxwriter():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("表1")
    table = rows()
    for merge in MERGES:
        left = sheet_cell(merge)
        sheet.merge_range(merge, table[left[0]][left[1]])
    for r, row in enumerate(table):
        for c, text in enumerate(row):
            if text and not is_covered(r, c):
                sheet.write(r, c, typed(r + 1, c + 1, text))
    book.close()
    return out.getvalue()


def bounds(merge):
    return openpyxl.utils.cell.range_boundaries(merge)


def sheet_cell(merge):
    left, top, _, _ = bounds(merge)
    return top - 1, left - 1


def is_covered(row, column):
    for merge in MERGES:
        left, top, right, bottom = bounds(merge)
        if top <= row + 1 <= bottom and left <= column + 1 <= right:
            return True
    return False


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory):
    """{".xlsx": bytes, ".xls": bytes}"""
    folder = tmp_path_factory.mktemp("office")
    with open(folder / "form.xlsx", "wb") as file:
        file.write(by_openpyxl())
    made = {}
    for kind in ("xlsx", "xls"):
        done = subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}",
             "--convert-to", kind, "--outdir", str(folder / kind),
             str(folder / "form.xlsx")], capture_output=True, text=True,
            timeout=180)
        assert done.returncode == 0, done
        with open(folder / kind / f"form.{kind}", "rb") as file:
            made[kind] = file.read()
    return made


def observations(server):
    return [tuple(row) for row in server.psql(
        "SELECT cell, school, value, status, note, derived FROM observation"
        " ORDER BY cell, school")]


def load(client, body, type_=XLSX):
    return client.load("forms", body, type_=type_, form="train_monthly",
                       rules="off")


def validate(client, body, type_=XLSX, **params):
    return client.upload("forms", body, type_=type_, form="train_monthly",
                         mode="validate", lang="zh", rules="off", **params)


def test_every_program_and_format_gives_the_same(server, by_libreoffice):
    with open(os.path.join(DATA, "forms", "sample_form_gbk.csv"),
              "rb") as file:
        load(server.admin, file.read(), "text/csv")
    wanted = observations(server)
    assert len(wanted) == 21
    for body, type_ in [(by_openpyxl(), XLSX), (by_xlsxwriter(), XLSX),
                        (by_libreoffice["xlsx"], XLSX),
                        (by_libreoffice["xls"], XLS)]:
        done = load(server.admin, body, type_)
        sheet, = done["form"]["sheets"]
        assert (sheet["name"], sheet["rows"], sheet["period"],
                sheet["basis"]) == ("表1", 4, "2024M08", "ytd")
        assert done["rows"]["unchanged"] == 21
        assert observations(server) == wanted


def test_a_fault_names_sheet_and_cell(admin):
    def spoil(book):
        book.active["D9"] = "约120"

    reply = validate(admin, by_openpyxl(spoil))
    error, = [e for e in reply.json["errors"] if e["code"] != "subtotal"]
    assert error["cell"] == "表1!D9"


def test_q10_a_merged_figure(admin):
    def spoil(book):
        book.active["E8"] = None
        book.active.merge_cells("E7:E8")

    reply = validate(admin, by_openpyxl(spoil))
    errors = [e for e in reply.json["errors"] if e["code"] == "merged_figure"]
    assert [e["cell"] for e in errors] == ["表1!E7", "表1!E8"]
    assert errors[0]["message"] == \
        "第7行“培训人次/男”为合并单元格,数值无法拆分"


def test_q35_hidden_sheets_are_passed_over(admin):
    def more(book):
        sheet = book.create_sheet("旧表")
        fill(sheet, "旧表")
        sheet.sheet_state = "hidden"

    reply = validate(admin, by_openpyxl(more))
    assert reply.status == 200, reply.json.get("errors")
    assert [(s["name"], s["state"]) for s in reply.json["form"]["sheets"]] == [
        ("表1", "read"), ("旧表", "hidden")]
    assert ("hidden_sheet", "旧表!A1") in [
        (w["code"], w["subject"]) for w in reply.json["warnings"]]


def test_q35_hidden_rows_are_data(admin):
    def hide(book):
        book.active.row_dimensions[8].hidden = True

    done = validate(admin, by_openpyxl(hide)).json
    assert done["rows"]["read"] == 4
    assert {"kind": "hidden_row", "count": 1, "first": "表1!8"} in \
        done["normalised"]


def test_a_sheet_of_instructions_is_passed_over(admin):
    def more(book):
        book.create_sheet("填表说明", 0)["A1"] = "请认真填写"

    reply = validate(admin, by_openpyxl(more))
    assert [s["state"] for s in reply.json["form"]["sheets"]] == [
        "no_heading", "read"]
    assert "sheet_without_heading" in [
        w["code"] for w in reply.json["warnings"]]


def test_q38_two_sheets_for_the_same_period(admin):
    def more(book):
        fill(book.create_sheet("表2"), "表2")

    reply = validate(admin, by_openpyxl(more))
    error, = reply.json["errors"]
    assert (error["code"], error["message"], error["cell"]) == (
        "repeated_report", "重复上报:与第3行重复", "表2!E3")


def test_a_sheet_for_each_month(admin):
    def more(book):
        table = rows()
        table[2][8] = "统计期间:2024年1—7月(累计)"
        fill(book.create_sheet("7月"), "7月", table)

    reply = validate(admin, by_openpyxl(more))
    assert reply.status == 200, reply.json.get("errors")
    assert [s["period"] for s in reply.json["form"]["sheets"]] == [
        "2024M08", "2024M07"]
