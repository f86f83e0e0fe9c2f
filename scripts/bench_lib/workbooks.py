"""A workbook of 200,000 filled cells, uploaded until its 201, against what
`xlsx2csv` alone takes to make a CSV file of it."""
import csv
import os
import subprocess
import time

from . import data
from .server import Server

SCHOOLS = 125  # by 400 indicators: 50,000 rows of four cells
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _write(path, source):
    import xlsxwriter
    with xlsxwriter.Workbook(path) as book, \
            open(source, encoding="ascii", newline="") as lines:
        sheet = book.add_worksheet("表1")
        for at, row in enumerate(csv.reader(lines)):
            for column, text in enumerate(row):
                sheet.write(at, column, int(text) if text.isdigit() else text)


def _convert(path, folder):
    began = time.monotonic()
    subprocess.run(["xlsx2csv", path, os.path.join(folder, "out.csv")],
                   check=True, stdin=subprocess.DEVNULL, timeout=600)
    return time.monotonic() - began


def _import(cluster, name, folder, path):
    server = Server(cluster, name, folder)
    try:
        server.psql("CHECKPOINT")
        began = time.monotonic()
        answer = server.upload("observations", path, XLSX)
        seconds = time.monotonic() - began
    finally:
        server.stop()
    cluster.psql("postgres", f"DROP DATABASE {name}")
    return answer["rows"]["inserted"], seconds


def measure(cluster, folder, options, say):
    """(cells, [seconds of the upload], [seconds of xlsx2csv])"""
    source = os.path.join(folder, "workbook.csv")
    path = os.path.join(folder, "workbook.xlsx")
    rows = data.write_observations(source, [2020], SCHOOLS)
    _write(path, source)
    posts, converts = [], []
    for turn in range(options.rounds):
        converts.append(_convert(path, folder))
        inserted, seconds = _import(cluster, f"workbook_{turn}", folder, path)
        if inserted != rows:
            raise SystemExit(f"{inserted} rows of {rows} were new")
        posts.append(seconds)
        say(f"  round {turn + 1}: xlsx2csv {converts[-1]:.2f} s, the import "
            f"{seconds:.2f} s")
    return rows * 4, posts, converts
