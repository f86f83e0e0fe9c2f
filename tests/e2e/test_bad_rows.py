"""A hundred thousand bad rows: the report is complete, the memory is flat."""
import csv
import io

import pytest

from lib import world
from lib.books import XLSX

ROWS = 100_000


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def rows():
    """Two faults in every tenth row, one in the others."""
    yield ("school", "indicator", "period", "value")
    for n in range(ROWS):
        yield (f"NO{n}", "comp_awards", 2020, "x" if n % 10 == 0 else n)


def as_csv():
    return "\n".join(",".join(map(str, row)) for row in rows()) + "\n"


def as_workbook(path):
    import xlsxwriter
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("表1")
        for at, row in enumerate(rows()):
            sheet.write_row(at, 0, row)
    return path.read_bytes()


def expected(sheet):
    """(line, column, code, value, cell) in the order of the report."""
    for n in range(ROWS):
        row = n + 2
        yield (str(row), "school", "unknown_school", f"NO{n}",
               f"{sheet}!A{row}" if sheet else "")
        if n % 10 == 0:
            yield (str(row), "value", "bad_number", "x",
                   f"{sheet}!D{row}" if sheet else "")


def check(server, body, type_, sheet):
    """What the first upload made room for is enough for the next."""
    admin = server.admin
    first = admin.upload("observations", body, type_=type_)
    before = server.daemon.status("VmHWM")
    reply = admin.upload("observations", body, type_=type_)
    print(f"{type_}: peak {before} kB, then {server.daemon.status('VmHWM')} "
          f"kB; resident {server.daemon.status('VmRSS')} kB")
    assert first.status == reply.status == 422
    assert server.daemon.grew_less(before, 1, "VmHWM")
    assert server.daemon.grew_less(0, 64, "VmHWM")
    text = admin.ok(reply.json["errors_csv"]).text
    found = [(row["line"], row["column"], row["code"], row["value"],
              row["cell"])
             for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert found == list(expected(sheet))
    assert reply.json["error_count"] == len(found)


def test_of_a_csv_file(server):
    check(server, as_csv(), "text/csv", None)


def test_of_a_workbook(server, tmp_path):
    check(server, as_workbook(tmp_path / "bad.xlsx"), XLSX, "表1")
