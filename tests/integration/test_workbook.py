"""Workbooks as spreadsheet programs write them, read by the program itself
in its sandbox: exactly the cells that are in them.

TVETSTATD is the program, WITHOUT_CALLS runs one with fewer system calls.
"""
import csv
import datetime
import os
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from workbooks import Grid

TOP = Path(__file__).resolve().parents[2]
SHARED = TOP.parent / "shared/data/cn_moe_school_lists_2016_2017"


def filled(path, write):
    book = xlsxwriter.Workbook(str(path))
    write(book)
    book.close()
    return Grid(path)


def test_openpyxl(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报表"
    sheet["A1"] = "附件2"
    sheet.merge_cells("A1:L1")
    sheet["B3"] = 1250
    sheet["C3"] = 0.1 + 0.2
    sheet["D3"] = 0.853
    sheet["D3"].number_format = "0.00%"
    sheet["E3"] = datetime.date(2024, 8, 1)
    sheet["F3"] = True
    sheet["G3"] = "#REF!"
    sheet["H3"] = "=SUM(B3:C3)"
    sheet["I3"] = "两行\n文字\\ 和\t制表"
    sheet["J3"] = datetime.datetime(2024, 8, 1, 12, 30)
    sheet["K3"] = datetime.time(12, 0)
    sheet.row_dimensions[3].hidden = True
    hidden = book.create_sheet("备用")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "x"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert Grid(path).sheets() == [
        ("月报表", "visible", [(1, 1, 1, 12)], {1: False, 3: True}, {
            (1, 1): ("t", "附件2"),
            (3, 2): ("n", "1250"),
            (3, 3): ("n", "0.3"),
            (3, 4): ("p", "0.853"),
            (3, 5): ("d", "2024-08-01"),
            (3, 6): ("b", "TRUE"),
            (3, 7): ("e", "#REF!"),
            (3, 8): ("f", ""),
            (3, 9): ("t", "两行\n文字\\ 和\t制表"),
            (3, 10): ("d", "2024-08-01"),
            (3, 11): ("n", "0.5"),
        }),
        ("备用", "hidden", [], {1: False}, {(1, 1): ("t", "x")}),
    ]


def test_xlsxwriter(tmp_path):
    def write(book):
        sheet = book.add_worksheet("一")
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        share = book.add_format({"num_format": "0.0%"})
        sheet.write_rich_string("A1", "其中:", bold, "重点群体", "(人次)")
        sheet.write_datetime("B1", datetime.datetime(2023, 12, 31), day)
        sheet.write_number("C1", 1 / 3, share)
        sheet.write_formula("D1", "=1+1", None, 2)
        sheet.write_formula("E1", '="a"', None, "a")
        sheet.write_formula("F1", '=""', None, "")
        sheet.write_boolean("G1", False)
        sheet.write_number("H1", 36_0100_0000_0000_0001)
        sheet.write_blank("I1", None, bold)
        sheet.merge_range("A2:B3", "合并", bold)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.write("A4", "  留空  ")
        book.add_chartsheet("图")
        book.add_worksheet("二").hide()

    assert filled(tmp_path / "a.xlsx", write).sheets() == [
        ("一", "visible", [(2, 1, 3, 2)], {1: False, 2: False, 4: True}, {
            (1, 1): ("t", "其中:重点群体(人次)"),
            (1, 2): ("d", "2023-12-31"),
            (1, 3): ("p", "0.333333333333333"),
            (1, 4): ("n", "2"),
            (1, 5): ("t", "a"),
            (1, 6): ("f", ""),
            (1, 7): ("b", "FALSE"),
            (1, 8): ("n", "3.601E+17"),
            (2, 1): ("t", "合并"),
            (4, 1): ("t", "  留空  "),
        }),
        ("图", "visible", [], {}, {}),
        ("二", "hidden", [], {}, {}),
    ]


def test_many_sheets(tmp_path):
    def write(book):
        for number in range(200):
            book.add_worksheet(f"学校{number}").write(0, 0, number)

    assert [(sheet[0], sheet[4]) for sheet in filled(
        tmp_path / "a.xlsx", write).sheets()] == [
            (f"学校{number}", {(1, 1): ("n", str(number))})
            for number in range(200)]


def test_inline_strings_without_references(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.add_worksheet().write_row(0, 0, ["甲", "乙", 1])
    book.close()
    assert Grid(path).cells() == {(1, 1): ("t", "甲"), (1, 2): ("t", "乙"),
                                  (1, 3): ("n", "1")}


def test_days_since_1904(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    day = book.add_format({"num_format": 14})
    book.add_worksheet().write_datetime(0, 0, datetime.date(2024, 8, 1), day)
    book.close()
    assert Grid(path).cells() == {(1, 1): ("d", "2024-08-01")}


def test_thousands_of_formatted_rows_without_content(tmp_path):
    def write(book):
        sheet = book.add_worksheet()
        grey = book.add_format({"bg_color": "#cccccc"})
        sheet.write(0, 0, "x")
        for row in range(1, 20000):
            sheet.write_blank(row, 0, None, grey)

    assert filled(tmp_path / "a.xlsx", write).lines == [
        "tvetstat-grid 1", "S\t1\tvisible\tSheet1", "R\t1", "C\t1\tt\tx", "E"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A workbook that LibreOffice has computed: the path by format."""
    folder = tmp_path_factory.mktemp("office")
    path = folder / "a.xlsx"
    fill_for_office(path)
    out = {}
    for ending, name in (("xls", "xls:MS Excel 97"),
                         ("xlsx", "xlsx:Calc MS Excel 2007 XML")):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}"
             "/profile", "--convert-to", name, "--outdir", folder / ending,
             path], check=True, capture_output=True, timeout=120)
        out[ending] = folder / ending / f"a.{ending}"
    return out


def fill_for_office(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报表"
    sheet["A1"] = "附件2"
    sheet.merge_cells("A1:L1")
    for at, value in {
            "B3": 1250, "C3": 12.5, "D3": 0.853, "E3": datetime.date(
                2024, 8, 1), "F3": True, "G3": "=1/0", "H3": "=SUM(B3:C3)",
            "I3": '=A1&"甲"', "J3": "两行\n文字", "K3": "=B3>1",
            "L3": 36010000000000123, "B4": 0.1 + 0.2, "C4": -7, "D4": "=NA()",
            "E4": '=""'}.items():
        sheet[at] = value
    sheet["D3"].number_format = "0.00%"
    sheet.row_dimensions[4].hidden = True
    hidden = book.create_sheet("备用")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "𠮷野"
    for row in range(2, 302):  # more than a record of an .xls holds
        hidden.cell(row, 1, "学校" * 40 + str(row))
    book.save(path)


OFFICE_SHEETS = [
    ("月报表", "visible", [(1, 1, 1, 12)], {1: False, 3: False, 4: True}, {
        (1, 1): ("t", "附件2"),
        (3, 2): ("n", "1250"),
        (3, 3): ("n", "12.5"),
        (3, 4): ("p", "0.853"),
        (3, 5): ("d", "2024-08-01"),
        (3, 6): ("b", "TRUE"),
        (3, 7): ("e", "#DIV/0!"),
        (3, 8): ("n", "1262.5"),
        (3, 9): ("t", "附件2甲"),
        (3, 10): ("t", "两行\n文字"),
        (3, 11): ("b", "TRUE"),
        (3, 12): ("n", "3.60100000000001E+16"),
        (4, 2): ("n", "0.3"),
        (4, 3): ("n", "-7"),
        (4, 4): ("e", "#N/A"),
    }),
    ("备用", "hidden", [], {row: False for row in range(1, 302)}, {
        (1, 1): ("t", "𠮷野"),
        **{(row, 1): ("t", "学校" * 40 + str(row)) for row in range(2, 302)},
    }),
]


@pytest.mark.parametrize("ending", ["xls", "xlsx"])
def test_libreoffice(office, ending):
    assert Grid(office[ending]).sheets() == OFFICE_SHEETS


def read_csv(path):
    """The cells of a printed grid; XML has one kind of line end only."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {(row, column): text.replace("\r\n", "\n")
                for row, fields in enumerate(csv.reader(file), 1)
                for column, text in enumerate(fields, 1) if text != ""}


@pytest.mark.parametrize("book,grid", [
    ("2016_list_annotated.xlsx", "2016_list_grid.csv"),
    ("2017-05-31_list.xls", "2017-05-31_list_grid.csv"),
])
def test_lists_of_the_ministry(book, grid):
    if not SHARED.is_dir():
        pytest.skip(f"no {SHARED}: the lists of schools are not here")
    cells = Grid(SHARED / book).cells()
    assert {at: text for at, (_, text) in cells.items()} == \
        read_csv(SHARED / grid)


@pytest.mark.parametrize("content,what", [
    (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
    (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><HTML>", "HTML"),
    ("<html>".encode("utf-16"), "HTML"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHT"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:'
     b'office:spreadsheet">', "XML"),
    (b"%PDF-1.7\n", "PDF"),
    (b"1,2,3\n", "?"),
    (b"", "0 bytes"),
])
def test_what_is_no_workbook(tmp_path, content, what):
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    grid = Grid(path)
    assert (grid.code, grid.refusal, grid.reason) == (
        1, "workbook_format", [what])


def test_a_pipe_is_no_file():
    read, write = os.pipe()
    os.close(write)
    with os.fdopen(read) as pipe:
        grid = Grid(f"/dev/fd/{pipe.fileno()}", pass_fds=[pipe.fileno()])
    assert grid.refusal == "workbook_unreadable"


SMALL = TOP / "tests/data/workbooks/small.xlsx"


def without(calls, path):
    return Grid(path, before=[os.environ["WITHOUT_CALLS"], calls])


def test_a_sandbox_within_a_sandbox():
    """As the unit of systemd has it: prctl() is left."""
    assert without("seccomp", SMALL).lines == Grid(SMALL).lines


def test_no_workbook_is_read_without_a_sandbox():
    grid = without("seccomp,prctl", SMALL)
    assert (grid.code, grid.refusal) == (1, "workbook_sandbox")
    assert "S\t1" not in grid.text
