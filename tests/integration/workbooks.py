"""Workbooks for the tests: read one with the program, and take its grid
apart."""
import os
import re
import struct
import subprocess
import zipfile

PROGRAM = os.environ["TVETSTATD"]
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


class Grid:
    """What `tvetstatd read-workbook` makes of a file."""

    def __init__(self, path, before=(), **more):
        began = os.times()
        with open(path, "rb") as file:
            run = subprocess.run(
                [*before, PROGRAM, "read-workbook"], stdin=file, timeout=120,
                capture_output=True, check=False, **more)
        ended = os.times()
        self.code = run.returncode
        self.seconds = (ended.children_user + ended.children_system -
                        began.children_user - began.children_system)
        self.text = run.stdout.decode("utf-8")
        self.lines = self.text.split("\n")[:-1]

    @property
    def refusal(self):
        """The fault that the last line names, or None."""
        last = self.lines[-1].split("\t")
        return last[1] if last[0] == "X" else None

    @property
    def reason(self):
        return self.lines[-1].split("\t")[2:]

    def sheets(self):
        """[(name, state, merges, {row: hidden}, {(row, column): (kind,
        text)})]; the grid must be whole and in order."""
        assert self.code == 0, self.text[-500:]
        assert self.lines[0] == "tvetstat-grid 1" and self.lines[-1] == "E"
        out = []
        for line in self.lines[1:-1]:
            fields = line.split("\t")
            TAKE[fields[0]](out, fields)
        return out

    def cells(self, sheet=0):
        return self.sheets()[sheet][4]


def take_sheet(out, fields):
    number, state, name = fields[1:]
    assert int(number) == len(out) + 1 and state in ("visible", "hidden")
    out.append((unescape(name), state, [], {}, {}))


def take_merge(out, fields):
    assert not out[-1][3], "a merge after the rows"
    out[-1][2].append(tuple(int(field) for field in fields[1:]))


def take_row(out, fields):
    row, rows = int(fields[1]), out[-1][3]
    assert row > next(reversed(rows), 0)
    rows[row] = fields[2:] == ["h"]


def take_cell(out, fields):
    column, kind, text = fields[1:]
    at = next(reversed(out[-1][3])), int(column)
    assert at > next(reversed(out[-1][4]), (0, 0))
    out[-1][4][at] = (kind, unescape(text))


TAKE = {"S": take_sheet, "M": take_merge, "R": take_row, "C": take_cell}


def unescape(text):
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], text)


# --- workbooks made by hand ---

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*rows):
    """rows: (id, last word of the type, target, more attributes)."""
    inside = "".join(
        f'<Relationship Id="{row[0]}" Type="{OFFICE}/{row[1]}"'
        f' Target="{row[2]}" {"".join(row[3:])}/>' for row in rows)
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def workbook(inside='<sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets>'):
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</workbook>'


def worksheet(rows="", after=""):
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}'
            "</worksheet>")


def strings(*texts):
    inside = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<sst xmlns="{MAIN}">{inside}</sst>'


def parts(**changed):
    """The parts of a small workbook by what they are; None leaves one out."""
    names = {"root": "_rels/.rels", "book": "xl/workbook.xml",
             "rels": "xl/_rels/workbook.xml.rels",
             "sheet": "xl/worksheets/sheet1.xml",
             "strings": "xl/sharedStrings.xml"}
    content = {"root": relations(("r1", "officeDocument", "xl/workbook.xml")),
               "book": workbook(),
               "rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"),
                                 ("r2", "sharedStrings", "sharedStrings.xml")),
               "sheet": worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c>'
                                  '<c r="B1"><v>7</v></c></row>'),
               "strings": strings("甲")}
    content.update(changed)
    return {names[key]: value for key, value in content.items()
            if value is not None}


def write_package(path, content, more=(), method=zipfile.ZIP_DEFLATED):
    """`more`: further (name, bytes), also of names that are there already."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in [*content.items(), *more]:
            archive.writestr(name, data)
    return path


def ole(streams, storages=(), sector=512):
    """A container with these streams at the top, each of 4 KiB at least."""
    names = ["Root Entry", *streams, *storages]
    chains, body = [], b""
    for data in streams.values():
        data = data.ljust(max(4096, -(-len(data) // sector) * sector), b"\0")
        chains.append((len(body) // sector, len(data)))
        body += data
    directory = b"".join(
        ole_entry(name, index, len(names), chains)
        for index, name in enumerate(names))
    directory = directory.ljust(-(-len(directory) // sector) * sector, b"\0")
    at = len(body) // sector
    body += directory
    table = []
    for start, size in [*chains, (at, len(directory))]:
        last = start + size // sector - 1
        table += [*range(start + 1, last + 1), 0xFFFFFFFE]
    fats = 1
    while (len(table) + fats) * 4 > fats * sector:
        fats += 1
    first = len(table)
    table += [0xFFFFFFFD] * fats
    table += [0xFFFFFFFF] * (fats * sector // 4 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3,
        0xFFFE, sector.bit_length() - 1, 6, 0, fats, at, 0, 4096, 0xFFFFFFFE,
        0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *(
        list(range(first, first + fats)) + [0xFFFFFFFF] * 109)[:109])
    return header.ljust(sector, b"\0") + body + struct.pack(
        f"<{len(table)}I", *table)


def ole_entry(name, index, count, chains):
    """Entries hang on each other's right, all of them under the root."""
    text = (name + "\0").encode("utf-16-le")
    right = index + 1 if 0 < index < count - 1 else 0xFFFFFFFF
    child = 1 if index == 0 and count > 1 else 0xFFFFFFFF
    start, size = (chains[index - 1] if 0 < index <= len(chains) else
                   (0xFFFFFFFE, 0))
    kind = 5 if index == 0 else 2 if index <= len(chains) else 1
    return struct.pack("<64sHBBIII36xIII", text, len(text), kind, 1,
                       0xFFFFFFFF, right, child, start, size, 0)


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def biff(globals_, sheets, version=0x0600):
    """The stream of a workbook: records before the sheets, and {name: its
    records}. Names are bytes as the version has them, flags included."""
    begin = record(0x809, struct.pack("<HHHH", version, 5, 0, 0))
    heads = sum(11 + len(name) for name in sheets)
    at = len(begin) + len(globals_) + heads + 4
    bounds, bodies = b"", b""
    for name, cells in sheets.items():
        length = len(name) - (1 if version == 0x0600 else 0)
        bounds += record(0x85, struct.pack("<IBBB", at + len(bodies), 0, 0,
                                           length) + name)
        bodies += record(0x809, struct.pack("<HHHH", version, 16, 0, 0))
        bodies += cells + record(0x0A)
    return begin + globals_ + bounds + record(0x0A) + bodies
