"""Workbooks as people make them, from the CSV that says the same."""
import csv
import datetime
import io
import json
import re

import openpyxl

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def typed(text):
    """What a person's typing makes of a text: a number, a date, nothing."""
    if NUMBER.fullmatch(text) and text != "-0":
        return float(text) if "." in text else int(text)
    if DATE.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return text
    return text or None


def table(text, delimiter=","):
    """The rows of a CSV text."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def save(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book(*sheets, types=True, hidden=()):
    """sheets: (name, rows of texts). As bytes."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for at, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                value = typed(text) if types else (text or None)
                if value is not None:
                    cell = sheet.cell(at, column)
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"  # "=x" is no formula
    return save(made)


def of_csv(text, name="表1", **options):
    return book((name, table(text)), **options)


def json_of(document):
    return json.dumps(document, ensure_ascii=False).encode()
