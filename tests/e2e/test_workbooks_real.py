"""Files that others made, with profiles: as workbooks of several programs
they are the same observations as the CSV that they came from."""
import json
import os
import shutil
import subprocess

import pytest

from lib import DATA, books
from lib.books import XLS, XLSX

TAIWAN = os.path.join(DATA, "tw_moe")
UK = os.path.join(DATA, "uk_fe")
PROFILES = [("tw_students", "TW"), ("uk_completions", "GB-ENG"),
            ("uk_outcomes", "GB-ENG"), ("uk_success", "GB-ENG"),
            ("uk_rates", "GB-ENG")]


def read(*names):
    with open(os.path.join(*names), "rb") as data:
        return data.read()


@pytest.fixture(scope="module", autouse=True)
def catalogues(server):
    admin = server.admin
    admin.load("areas", "code,name_zh,name_en,level,parent\n"
               "TW,台湾,Taiwan,province,CN\nGB-ENG,英格兰,England,country,CN\n")
    for folder in (TAIWAN, UK):
        for kind in ("dimensions", "indicators"):
            admin.load(kind, read(folder, kind + ".csv"))
    for name, parent in PROFILES:
        profile = json.loads(read(DATA, "profiles", name + ".json"))
        profile["area_parent"] = parent
        reply = admin.request("PUT", f"/v1/profiles/{name}",
                              body=books.json_of(profile),
                              headers=["Content-Type: application/json"])
        assert reply.status in (200, 201, 204), reply


def text_of(*names):
    return read(*names).decode("utf-8-sig")


def same(admin, first, second, type_, **params):
    """`first` is the CSV, `second` a workbook."""
    one = admin.load("observations", first, **params)
    two = admin.load("observations", second, type_=type_, **params)
    assert one["rows"]["inserted"] > 0
    assert two["rows"]["read"] == one["rows"]["read"]
    assert two["observations"] == one["observations"]
    assert two["rows"]["unchanged"] == two["observations"]
    assert two["warnings"] == one["warnings"]


def test_taiwan_typed_by_hand(admin):
    text = text_of(TAIWAN, "103_student.csv")
    same(admin, text, books.of_csv(text), XLSX, profile="tw_students",
         default__period="2014AY")


@pytest.mark.parametrize("profile,file", [
    ("uk_completions", "summary.csv"), ("uk_outcomes", "obsm.csv"),
    ("uk_success", "obsm.csv"), ("uk_rates", "obsm.csv")])
def test_england_typed_by_hand(admin, profile, file):
    text = text_of(UK, file)
    one = admin.load("observations", text, profile=profile)
    two = admin.load("observations", books.of_csv(text), type_=XLSX,
                     profile=profile)
    assert two["observations"] == one["observations"] > 0
    assert two["rows"]["unchanged"] == two["observations"]
    assert two["rows"]["updated"] == two["rows"]["inserted"] == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("suffix,type_,year", [("xlsx", XLSX, 104),
                                               ("xls", XLS, 105)])
def test_taiwan_saved_by_libreoffice(admin, tmp_path, suffix, type_, year):
    text = text_of(TAIWAN, f"{year}_student.csv")
    source = tmp_path / "in.csv"
    source.write_text(text, encoding="utf-8")
    # 44: comma, 34: quote, 76: UTF-8; the codes of schools are text, the other
    # columns what LibreOffice thinks they are.
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--headless", "--infilter=CSV:44,34,76,1,1/2", "--convert-to", suffix,
         "--outdir", str(tmp_path / "out"), str(source)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        timeout=120)
    same(admin, text, read(tmp_path, "out", "in." + suffix), type_,
         profile="tw_students", default__period=f"{year + 1911}AY")


def test_taiwan_written_by_xlsxwriter(admin, tmp_path):
    import xlsxwriter
    text = text_of(TAIWAN, "106_student.csv")
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("學生")
        for at, row in enumerate(books.table(text)):
            for column, cell in enumerate(row):
                value = books.typed(cell)
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write(at, column, value)
    same(admin, text, read(path), XLSX, profile="tw_students",
         default__period="2017AY")
