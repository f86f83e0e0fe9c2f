"""Workbooks that somebody made to hurt: refused, in little time and memory,
and never by a crash.

TVETSTATD is the program.
"""
import struct
import zipfile

import pytest

from workbooks import (MAIN, Grid, biff, ole, parts, record, relations,
                       strings, workbook, worksheet, write_package)

MOST_SECONDS = 20  # of the processor, on a slow machine and sanitized


def read(tmp_path, content, *more, **options):
    path = tmp_path / "a.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        write_package(path, content, *more, **options)
    grid = Grid(path)
    print(f"{path.stat().st_size} bytes, {grid.seconds:.2f} s, "
          f"{grid.lines[-1]}")
    assert grid.code in (0, 1), grid.code
    assert grid.seconds < MOST_SECONDS
    return grid


def refused(tmp_path, content, fault, *reason, more=(), **options):
    grid = read(tmp_path, content, more, **options)
    assert (grid.code, grid.refusal) == (1, fault), grid.lines[-1]
    assert grid.reason[:len(reason)] == list(reason)


def test_the_small_workbook_is_fine(tmp_path):
    assert read(tmp_path, parts()).cells() == {
        (1, 1): ("t", "甲"), (1, 2): ("n", "7")}


# --- archives ---

@pytest.mark.parametrize("part,whole,megabytes", [
    ("sheet", worksheet, 540), ("strings", strings, 60),
    ("book", workbook, 20)])
def test_a_bomb(tmp_path, part, whole, megabytes):
    refused(tmp_path, parts(**{part: whole(" " * megabytes * 1_000_000)}),
            "workbook_too_large")


def test_a_bomb_of_many_parts(tmp_path):
    """Each of them is small enough; and each is read twice."""
    filling = worksheet(" " * 8_000_000)
    numbers = range(1, 80)
    sheets = "".join(f'<sheet name="{i}" sheetId="{i}" r:id="r{i}"/>'
                     for i in numbers)
    content = parts(
        book=workbook(f"<sheets>{sheets}</sheets>"),
        rels=relations(*((f"r{i}", "worksheet", f"s{i}.xml")
                         for i in numbers)))
    refused(tmp_path, content, "workbook_too_large", "bytes unpacked",
            more=[(f"xl/s{i}.xml", filling) for i in numbers])


def test_entries_that_share_bytes(tmp_path):
    path = write_package(tmp_path / "a.xlsx", parts())
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\5\6")
    first = struct.unpack_from("<I", data, end + 16)[0]
    size = 46 + sum(struct.unpack_from("<HHH", data, first + 28))
    data[first + size + 42:first + size + 46] = data[first + 42:first + 46]
    refused(tmp_path, bytes(data), "workbook_unreadable", "parts overlap")


def test_a_part_twice(tmp_path):
    refused(tmp_path, parts(), "workbook_unreadable", "a part stands twice",
            more=[("XL/Workbook.xml", workbook())])


def test_too_many_parts(tmp_path):
    refused(tmp_path, parts(), "workbook_too_large", "parts", "4096",
            more=[(f"x{i}", b"") for i in range(4100)])


def test_a_bad_sum(tmp_path):
    path = write_package(tmp_path / "a.xlsx", parts(),
                         method=zipfile.ZIP_STORED)
    data = path.read_bytes()
    refused(tmp_path, data.replace(b"<v>7</v>", b"<v>8</v>"),
            "workbook_unreadable")


def test_an_encrypted_part(tmp_path):
    path = write_package(tmp_path / "a.xlsx", parts())
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(mark, found + 4)
    refused(tmp_path, bytes(data), "workbook_encrypted")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack(tmp_path, method):
    refused(tmp_path, parts(), "workbook_unreadable", method=method)


def test_names_that_lead_out(tmp_path):
    """Nothing is ever unpacked to a name."""
    more = [("../../../../tmp/evil", b"x"), ("/etc/passwd", b"x"),
            ("xl\\worksheets\\..\\evil", b"x")]
    assert read(tmp_path, parts(), more).cells() == {
        (1, 1): ("t", "甲"), (1, 2): ("n", "7")}


def test_bytes_behind_the_archive(tmp_path):
    data = write_package(tmp_path / "a.xlsx", parts()).read_bytes()
    refused(tmp_path, data + b"x", "workbook_unreadable")


# --- relations ---

@pytest.mark.parametrize("target", [
    "/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml",
    "./worksheets/../worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
    "Worksheets/SHEET1.xml", "worksheets\\sheet1.xml"])
def test_ways_to_a_sheet(tmp_path, target):
    rels = relations(("r1", "worksheet", target),
                     ("r2", "sharedStrings", "/xl/sharedStrings.xml"))
    assert read(tmp_path, parts(rels=rels)).cells()[1, 1] == ("t", "甲")


@pytest.mark.parametrize("row", [
    ("r1", "worksheet", "../../etc/passwd"),
    ("r1", "worksheet", "/etc/passwd"),
    ("r1", "worksheet", "file:///etc/passwd", 'TargetMode="External"'),
    ("r1", "worksheet", ""),
    ("r1", "worksheet", "x" * 100_000),
    ("r1", "worksheet", "../" * 10_000),
    ("r2", "worksheet", "worksheets/sheet1.xml"),
], ids=range(7))
def test_ways_to_nowhere(tmp_path, row):
    refused(tmp_path, parts(rels=relations(row)), "workbook_unreadable")


def test_a_sheet_that_is_the_workbook(tmp_path):
    rels = relations(("r1", "worksheet", "workbook.xml"))
    assert read(tmp_path, parts(rels=rels)).cells() == {}


def test_too_many_relations(tmp_path):
    rows = [(f"r{i}", "image", "x.png") for i in range(100_000)]
    refused(tmp_path, parts(rels=relations(*rows)), "workbook_too_large",
            "relations")


@pytest.mark.parametrize("name", [
    "xl/vbaProject.bin", "XL/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros(tmp_path, name):
    refused(tmp_path, parts(), "workbook_macros", more=[(name, b"x")])


def test_a_sheet_of_macros(tmp_path):
    rels = relations(("r1", "xlMacrosheet", "worksheets/sheet1.xml"))
    refused(tmp_path, parts(rels=rels), "workbook_macros")


def test_links(tmp_path):
    refused(tmp_path, parts(), "workbook_links",
            more=[("xl/externalLinks/externalLink1.xml", b"x")])
    book = workbook('<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
                    '<externalReferences><externalReference r:id="r3"/>'
                    "</externalReferences>")
    refused(tmp_path, parts(book=book), "workbook_links")


@pytest.mark.parametrize("name,what", [
    ("mimetype", "OpenDocument"), ("word/document.xml", "Word"),
    ("xl/workbook.bin", "XLSB"), ("readme.txt", "ZIP")])
def test_archives_of_something_else(tmp_path, name, what):
    refused(tmp_path, {name: b"x"}, "workbook_format", what)


# --- XML ---

LAUGHS = ('<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>")


@pytest.mark.parametrize("part", ["root", "book", "rels", "sheet", "strings"])
@pytest.mark.parametrize("before", [
    LAUGHS, '<!DOCTYPE x SYSTEM "file:///etc/passwd">', "<!DOCTYPE x>"],
    ids=range(3))
def test_a_document_type(tmp_path, part, before):
    content = parts()
    name = list(content)[["root", "book", "rels", "sheet",
                          "strings"].index(part)]
    refused(tmp_path, {**content, name: before + content[name]},
            "workbook_unreadable", "XML has a document type")


BAD_ROWS = [
    ("<a>" * 100_000, "XML is nested too deep"),
    ('<row r="' + "1" * 5_000_000 + '"/>', "XML has a tag without end"),
    ("<row" + ' a="1"' * 500_000 + "/>", "XML has a tag without end"),
    ("<" + "a" * 5_000_000 + "/>", "XML has a tag without end"),
    ('<row r="1"/><row r="1"/>', "row 1 follows row 1"),
    ('<row r="0"/>', "a bad number of a row"),
    ('<row r="1048577"/>', "a bad number of a row"),
    ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
     "column 1 follows 2 in row 1"),
    ('<row r="1"><c r="A2"><v>1</v></c></row>', "a cell of row 1 is"),
    ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "a cell of row 1 is"),
    ('<row r="1"><c t="s"><v>1</v></c></row>', "string 1 is missing"),
    ('<row r="1"><c t="s"><v>-1</v></c></row>', "a bad index"),
    ('<row r="1"><c t="s"><v>99999999999999999999</v></c></row>',
     "a bad index"),
    ('<row r="1"><c><v>1,5</v></c></row>', "not a number in row 1"),
    ("&x;", "XML: undefined entity"),
    ('<row r="1">', "XML: mismatched tag"),
]


@pytest.mark.parametrize("rows,reason", BAD_ROWS, ids=range(len(BAD_ROWS)))
def test_bad_rows(tmp_path, rows, reason):
    grid = read(tmp_path, parts(sheet=worksheet(rows)))
    assert grid.refusal == "workbook_unreadable"
    assert grid.reason[0].startswith(reason)


@pytest.mark.parametrize("rows,what", [
    ('<row><c t="str"><v>' + "x" * 200_000 + "</v></c></row>",
     "bytes in a cell"),
    ('<row><c t="inlineStr"><is><t>' + "学" * 50_000 + "</t></is></c></row>",
     "bytes in a cell"),
    ("<row/>" * 1_048_577, "rows"),
], ids=range(3))
def test_too_much_in_a_sheet(tmp_path, rows, what):
    grid = read(tmp_path, parts(sheet=worksheet(rows)))
    assert grid.refusal in ("workbook_too_large", "workbook_unreadable")
    assert what in grid.reason[0] or "row" in grid.reason[0]


def test_a_million_sheets(tmp_path):
    sheets = "".join(f'<sheet name="{i}" sheetId="{i}" r:id="r1"/>'
                     for i in range(1_000_000))
    refused(tmp_path, parts(book=workbook(f"<sheets>{sheets}</sheets>")),
            "workbook_too_large", "sheets", "256")


def test_too_many_merges(tmp_path):
    after = ("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 70_000 +
             "</mergeCells>")
    refused(tmp_path, parts(sheet=worksheet("", after)), "workbook_too_large",
            "merged ranges")


@pytest.mark.parametrize("ref", ["A1:", "B2:A1", "A1:XFE2", "", "A1:B2:C3",
                                 "A0:B1"])
def test_bad_merges(tmp_path, ref):
    after = f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'
    refused(tmp_path, parts(sheet=worksheet("", after)),
            "workbook_unreadable", "a bad merged range")


def test_a_million_shared_strings(tmp_path):
    """Many, but not too many."""
    texts = [str(i) for i in range(1_000_000)]
    sheet = worksheet('<row><c t="s"><v>999999</v></c></row>')
    assert read(tmp_path, parts(strings=strings(*texts), sheet=sheet)
                ).cells() == {(1, 1): ("t", "999999")}


def test_five_million_shared_strings(tmp_path):
    refused(tmp_path, parts(strings=f'<sst xmlns="{MAIN}">' + "<si/>" *
                            5_000_000 + "</sst>"), "workbook_too_large")


def test_what_a_prefix_and_strict_workbooks_look_like(tmp_path):
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    content = parts(
        book=f'<x:workbook xmlns:x="{strict}" xmlns:r="{office}"><x:sheets>'
        '<x:sheet name="一" sheetId="1" r:id="r1"/></x:sheets></x:workbook>',
        sheet=f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row>'
        '<x:c t="d"><x:v>2024-08-01T00:00:00Z</x:v></x:c>'
        "<x:c><x:f>1+1</x:f></x:c></x:row></x:sheetData></x:worksheet>")
    assert read(tmp_path, content).cells() == {
        (1, 1): ("d", "2024-08-01"), (1, 2): ("f", "")}


def test_strings_in_all_their_forms(tmp_path):
    table = (f'<sst xmlns="{MAIN}"><si><r><t>甲</t></r><r><rPr><b/></rPr>'
             "<t>乙</t></r><rPh sb='0' eb='1'><t>jia</t></rPh></si>"
             "<si><t>a_x000D_b_x005F_x000D_</t></si>"
             '<si><t xml:space="preserve"> c </t></si></sst>')
    sheet = worksheet(
        '<row><c t="s"><v>0</v></c><c t="s"><v> 1 </v></c>'
        '<c t="s"><v>2</v></c><c t="inlineStr"><is><r><t>丙</t></r>'
        "<r><t>丁</t></r><rPh><t>x</t></rPh></is></c></row>")
    assert read(tmp_path, parts(strings=table, sheet=sheet)).cells() == {
        (1, 1): ("t", "甲乙"), (1, 2): ("t", "a\rb_x000D_"),
        (1, 3): ("t", " c "), (1, 4): ("t", "丙丁")}


# --- .xls ---

def name8(text):
    return b"\0" + text.encode("ascii")


def xls(globals_=b"", cells=b"", storages=(), version=0x0600, sector=512):
    name = name8("one") if version == 0x0600 else b"one"
    stream = "Workbook" if version == 0x0600 else "Book"
    return ole({stream: biff(globals_, {name: cells}, version)}, storages,
               sector)


NUMBER = record(0x203, struct.pack("<HHHd", 0, 0, 0, 12.5))


@pytest.mark.parametrize("sector", [512, 4096])
def test_a_small_xls(tmp_path, sector):
    assert read(tmp_path, xls(cells=NUMBER, sector=sector)).cells() == {
        (1, 1): ("n", "12.5")}


def test_biff5_has_code_pages(tmp_path):
    page = record(0x42, struct.pack("<H", 936))
    text = "示例市第一职业学校".encode("gb18030")
    label = record(0x204, struct.pack("<HHHH", 0, 1, 0, len(text)) + text)
    assert read(tmp_path, xls(page, NUMBER + label, version=0x0500)
                ).cells() == {(1, 1): ("n", "12.5"),
                              (1, 2): ("t", "示例市第一职业学校")}
    refused(tmp_path, xls(record(0x42, b"\1\0"), version=0x0500),
            "workbook_unreadable", "stream: an unknown code page")


def test_cells_of_an_xls_in_any_order(tmp_path):
    cells = b"".join(record(0x203, struct.pack("<HHHd", row, column, 0, row))
                     for row in (5, 3, 4) for column in (2, 1))
    assert sorted(read(tmp_path, xls(cells=cells)).cells()) == [
        (4, 2), (4, 3), (5, 2), (5, 3), (6, 2), (6, 3)]


@pytest.mark.parametrize("sheet,globals_,storages,fault", [
    (NUMBER, record(0x2F, b"\1\0\1\0\1\0"), (), "workbook_encrypted"),
    (NUMBER, b"", ("_VBA_PROJECT_CUR",), "workbook_macros"),
    (NUMBER, record(0x1AE, b"\1\0\6\0\0a.xls"), (), "workbook_links"),
    (NUMBER + NUMBER, b"", (), "workbook_unreadable"),
    (record(0xFD, struct.pack("<HHHI", 0, 0, 0, 9)), b"", (),
     "workbook_unreadable"),
    (record(0x203, b"\0\0\0\0\0\0"), b"", (), "workbook_unreadable"),
    (record(0xE5, b"\xff\xff"), b"", (), "workbook_unreadable"),
    (NUMBER, record(0xFC, struct.pack("<II", 1, 0xFFFFFFFF)), (),
     "workbook_unreadable"),
    (NUMBER, record(0xFC, struct.pack("<IIHBI", 1, 1, 9, 4, 0xFFFFFFFF)), (),
     "workbook_unreadable"),
    (record(0x203, struct.pack("<HHHd", 0, 0, 0, float("nan"))), b"", (),
     "workbook_unreadable"),
], ids=range(10))
def test_bad_xls(tmp_path, sheet, globals_, storages, fault):
    refused(tmp_path, xls(globals_, sheet, storages), fault)


def test_an_encrypted_xlsx(tmp_path):
    refused(tmp_path, ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
            "workbook_encrypted")


def test_a_word_document(tmp_path):
    refused(tmp_path, ole({"WordDocument": b"x"}), "workbook_format", "Word")


@pytest.mark.parametrize("number,value", [
    (0, 0), (0, 0xFFFFFFF0), (3, 0), (6, 0xFFFFFFFE)])
def test_a_chain_that_leads_astray(tmp_path, number, value):
    data = bytearray(xls(cells=NUMBER))
    at = data.rfind(struct.pack("<III", 1, 2, 3))
    struct.pack_into("<I", data, at + number * 4, value)
    grid = read(tmp_path, bytes(data))
    assert grid.refusal in ("workbook_unreadable", "workbook_format")


# --- cut off ---

@pytest.mark.parametrize("make", [
    lambda path: write_package(path, parts()).read_bytes(),
    lambda path: xls(cells=NUMBER)])
def test_cut_off_anywhere(tmp_path, make):
    """Every byte is tried in tests/unit/test_workbook_cut.c; this is the
    whole way through the child."""
    path = tmp_path / "a.xlsx"
    whole = make(path)
    for size in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:size])
        grid = Grid(path)
        assert grid.code == 1 and grid.refusal in (
            "workbook_unreadable", "workbook_format"), size
