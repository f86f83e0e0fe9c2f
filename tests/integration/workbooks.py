"""Workbooks for the tests: read one with the program, and take its grid
apart."""
import os
import re
import subprocess

PROGRAM = os.environ["TVETSTATD"]
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


class Grid:
    """What `tvetstatd read-workbook` makes of a file."""

    def __init__(self, path, **more):
        with open(path, "rb") as file:
            self.run = subprocess.run(
                [PROGRAM, "read-workbook"], stdin=file, timeout=120,
                capture_output=True, check=False, **more)
        self.code = self.run.returncode
        self.text = self.run.stdout.decode("utf-8")
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
    assert row > max(rows, default=0)
    rows[row] = fields[2:] == ["h"]


def take_cell(out, fields):
    column, kind, text = fields[1:]
    row = max(out[-1][3])
    assert not any(at[0] == row and at[1] >= int(column) for at in [
        max(out[-1][4], default=(0, 0))])
    out[-1][4][row, int(column)] = (kind, unescape(text))


TAKE = {"S": take_sheet, "M": take_merge, "R": take_row, "C": take_cell}


def unescape(text):
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], text)
