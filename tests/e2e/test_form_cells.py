"""Single cells of forms as people fill them in: what becomes of each, told
with its cell, in a workbook and in a CSV file. Q numbers: docs/forms.md."""
import csv
import datetime
import io
import json

import openpyxl
import pytest

from lib import world

from test_blank_tokens import TABLE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = {"count": ("B", "培训人次", "train_persontimes"),
           "money": ("C", "到账经费(万元)", "cell_funds"),
           "share": ("D", "出勤率(%)", "cell_attendance"),
           "ratio": ("E", "生师比", "cell_ratio"),
           "area": ("F", "面积(m²)", "cell_area")}
INDICATORS = """\
code,name_zh,name_en,unit,kind,numerator,denominator,agg_schools,agg_time,period_type,decimals
cell_funds,到账经费,Funds,万元,flow,,,sum,sum,month,2
cell_attendance,出勤率,Attendance,%,rate,,,none,none,month,3
cell_ratio,生师比,Students a teacher,人/人,rate,,,none,none,month,2
cell_area,面积,Area,m²,flow,,,sum,sum,month,2
"""
FORM = {
    "layout": {"header_rows": 1},
    "constants": {"period": "2024M08"},
    "columns": [{"header": "学校标识码", "as": "school"},
                *({"header": heading, "as": "value", "indicator": indicator}
                  for _, heading, indicator in COLUMNS.values())],
}
DATED = {
    "layout": {"header_rows": 1},
    "columns": [{"header": "学校标识码", "as": "school"},
                {"header": "统计期间", "as": "period"},
                {"header": "培训人次", "as": "value",
                 "indicator": "train_persontimes"}],
}


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)
    server.admin.load("indicators", INDICATORS)
    for name, form in (("cells", FORM), ("dated", DATED)):
        reply = server.admin.request(
            "PUT", f"/v1/forms/{name}", body=json.dumps(form).encode(),
            headers=["Content-Type: application/json"])
        assert reply.status in (200, 201), reply


def workbook(rows):
    """A cell is a value or (value, number format)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表3"
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(rows):
    """The same as a CSV file, its cells all text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


# How a sheet comes. Those who read files trim cells and do not tell.
FILES = {"csv": (table, "text/csv"), "xlsx": (workbook, XLSX)}


def ways(rows, cell_at):
    """Each case by file; what only a workbook has goes by one."""
    for row in rows:
        cell = row[cell_at]
        only = isinstance(cell, tuple) or str(cell).startswith("=")
        for way in ("xlsx",) if only else ("csv", "xlsx"):
            yield pytest.param(way, *row, id=f"{way}-{row[0]}-{cell!r}")


def headings():
    return ["学校标识码", *(heading for _, heading, _ in COLUMNS.values())]


def filled(column, cell):
    return ["S1", *(cell if name == column else None for name in COLUMNS)]


def upload(server, way, form, rows, **params):
    make, type_ = FILES[way]
    return server.admin.upload("forms", make(rows), type_=type_, form=form,
                               rules="off",
                               **params)


def place(way, cell):
    return f"表3!{cell}" if way == "xlsx" else cell


def places(way, reply):
    """The cells of the faults; of a CSV file their lines and headings."""
    letters = {heading: letter for letter, heading, _ in COLUMNS.values()}
    letters.update({"学校标识码": "A", "统计期间": "B"})
    if way == "xlsx":
        return [one["cell"] for one in reply.json["errors"]]
    return [f"{letters[one['column']]}{one['line']}"
            for one in reply.json["errors"]]


def told(reply):
    return {one["kind"]: one for one in reply.json["normalised"]}


def stored(server, column, period="2024M08"):
    rows = server.admin.data(indicator=COLUMNS[column][2], area="T1",
                             by="school", period=period).rows()
    row = [row for row in rows if row["school"] == "S1"]
    assert len(row) == 1, rows
    return row[0]["value"], row[0]["status"]


def accept(server, way, column, cell):
    reply = upload(server, way, "cells", [headings(), filled(column, cell)])
    assert reply.status == 201, reply
    return reply, *stored(server, column)


ACCEPTED = [
    # quirk, column, cell, value, status, what was normalised
    ("Q3", "count", "—", None, "M", []),
    ("Q3", "count", "―", None, "M", []),
    ("Q3", "count", "−", None, "M", []),
    ("Q3", "count", "--", None, "M", []),
    ("Q17", "count", "７００", 700, "A", ["fullwidth_digits"]),
    ("Q17", "share", "８５．３％", 85.3, "A", ["fullwidth_digits", "percent"]),
    ("Q18", "count", "1,250", 1250, "A", ["thousands"]),
    ("Q18", "count", "1，250", 1250, "A", ["thousands"]),
    ("Q18", "count", "1 250", 1250, "A", ["thousands"]),
    ("Q19", "count", "2340人次", 2340, "A", ["unit_suffix"]),
    ("Q19", "count", "2 340人次", 2340, "A", ["unit_suffix", "thousands"]),
    ("Q19", "money", "1.2万元", 1.2, "A", ["unit_suffix"]),
    ("Q19", "area", "120平方米", 120, "A", ["unit_suffix"]),
    ("Q23", "share", "85.3%", 85.3, "A", ["percent"]),
    ("Q23", "share", (0.853, "0.00%"), 85.3, "A", ["percent"]),
    ("Q23", "share", 85.3, 85.3, "A", []),
    ("Q23", "share", 0.853, 0.853, "A", []),
    ("Q24", "ratio", "17.67:1", 17.67, "A", ["ratio"]),
    ("Q24", "ratio", "17.67：1", 17.67, "A", ["ratio"]),
    ("Q24", "ratio", "1:20", 20, "A", ["ratio"]),
    ("Q27", "count", 0, 0, "A", []),
    ("Q29", "count", "12.0", 12, "A", ["zeros"]),
    ("Q30", "count", "120", 120, "A", []),
    ("Q30", "count", "'120", 120, "A", ["apostrophe"]),
    ("Q30", "count", "120 ", 120, "A", []),
    ("Q30", "count", "\u00a0120", 120, "A", []),
    ("Q30", "count", "\u3000120", 120, "A", []),
    ("Q30", "count", "12\u200b0", 120, "A", ["spaces"]),
    ("Q30", "count", "120\n", 120, "A", ["line_break"]),
    ("plain", "count", 120, 120, "A", []),
    ("plain", "money", 12.5, 12.5, "A", []),
]


@pytest.mark.parametrize("way, quirk, column, cell, value, status, kinds",
                         ways(ACCEPTED, 2))
def test_a_cell_is_read(server, way, quirk, column, cell, value, status,
                        kinds):
    reply, *found = accept(server, way, column, cell)
    assert found == [value, status], quirk
    letter = COLUMNS[column][0]
    for kind in kinds:
        assert told(reply)[kind]["first"] == place(way, f"{letter}2")
    is_text = isinstance(cell, str) and value is not None
    assert ("text_number" in told(reply)) == (way == "xlsx" and is_text)
    if not kinds and not is_text:
        assert told(reply) == {}


REFUSED = [
    # quirk, column, cell, code, message
    ("Q18", "count", "1,25", "bad_grouping", "数字分隔不规范:“1,25”"),
    ("Q19", "money", "12000元", "other_unit",
     "单位应为万元,请换算后填报:“12000元”"),
    ("Q19", "area", "5亩", "other_unit", "单位应为m²,请换算后填报:“5亩”"),
    ("Q20", "count", "3.4万", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“3.4万”"),
    ("Q21", "count", "约120", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“约120”"),
    ("Q21", "count", "120余", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“120余”"),
    ("Q21", "count", "近百", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“近百”"),
    ("Q21", "count", "100+", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“100+”"),
    ("Q21", "count", ">50", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“>50”"),
    ("Q22", "count", "一百二十", "chinese_numerals",
     "请使用阿拉伯数字:“一百二十”"),
    ("Q24", "ratio", "35:2", "bad_ratio", "“35:2”应填为“n:1”的比值"),
    *(("Q26", "count", sign, "placeholder",
       f"存在未填写的占位符:“{sign}”")
      for sign in ("X", "xx", "XXX", "xxxxx", "××", "〇〇", "___")),
    ("Q28", "count", -3, "negative", "“-3”不得为负"),
    ("Q28", "count", "(120)", "negative", "“(120)”不得为负"),
    ("Q28", "count", "△120", "negative", "“△120”不得为负"),
    ("Q29", "count", 12.5, "unit_not_integer", "人次应为整数:“12.5”"),
    ("Q34", "count", "#REF!", "sheet_error", "单元格含错误值#REF!"),
    ("Q34", "count", "#DIV/0!", "sheet_error", "单元格含错误值#DIV/0!"),
    ("Q34", "count", "#N/A", "sheet_error", "单元格含错误值#N/A"),
    ("Q34", "count", "#VALUE!", "sheet_error", "单元格含错误值#VALUE!"),
    ("Q34", "count", "=1+1", "formula_value",
     "公式没有保存计算结果,请用 Excel 打开并保存后再上报"),
    ("Q42", "count", "3百人次", "not_exact",
     "请填写精确数,不要使用“万”“余”“约”:“3百人次”"),
    ("other", "count", "1e5", "bad_number", "“1e5”不是规范的数字"),
    ("other", "count", "١٢٣", "bad_number", "“١٢٣”不是规范的数字"),
    ("other", "count", (datetime.date(2024, 1, 8), "yyyy-mm-dd"),
     "date_for_number", "“2024-01-08”被识别为日期,请填写数字"),
]


@pytest.mark.parametrize("way, quirk, column, cell, code, message",
                         ways(REFUSED, 2))
def test_a_cell_is_refused(server, way, quirk, column, cell, code, message):
    reply = upload(server, way, "cells", [headings(), filled(column, cell)])
    assert reply.status == 422, (quirk, reply)
    assert reply.json["error_count"] == 1
    error = reply.json["errors"][0]
    letter, heading, _ = COLUMNS[column]
    assert (places(way, reply), error["line"]) == (
        [place(way, f"{letter}2")], 2)
    assert error["column"] == heading
    assert (error["code"], error["message"]) == (code, message)


def test_the_message_is_english_when_asked_for(server):
    reply = upload(server, "csv", "cells",
                   [headings(), filled("count", "约120")], lang="en")
    assert reply.json["errors"][0]["message"].startswith('"约120" is no exact')


@pytest.mark.parametrize("way", list(FILES))
@pytest.mark.parametrize("token", list(TABLE), ids=[repr(one)
                                                    for one in TABLE])
def test_q25_a_blank_token_has_its_value_and_status(server, way, token):
    reply, *found = accept(server, way, "count", token or None)
    value, status = TABLE[token]
    assert found == [value, status]
    if status == "A":
        assert told(reply)["zero_from_word"]["first"] == place(way, "B2")
    if status == "L":
        assert told(reply)["not_yet_available"]["count"] == 1


def test_q25_the_bureau_s_table_is_read_by_at_once(server):
    before = server.admin.get("/v1/blank-tokens").json
    rows = [dict(row, value=None, status="M", log=None)
            if row["token"] == "无" else row for row in before["tokens"]]

    def put(document):
        return server.admin.request(
            "PUT", "/v1/blank-tokens", body=json.dumps(document).encode(),
            headers=["Content-Type: application/json"])

    assert put({"tokens": rows}).status == 200
    try:
        assert accept(server, "csv", "count", "无")[1:] == (None, "M")
    finally:
        assert put(before).status == 200
    assert accept(server, "csv", "count", "无")[1:] == (0, "A")


@pytest.mark.parametrize("way", list(FILES))
def test_q23_an_unclear_share_is_asked_about(server, way):
    reply, value, status = accept(server, way, "share", 0.853)
    assert (value, status) == (0.853, "A")
    asked = [one for one in reply.json["warnings"]
             if one["code"] == "share_unclear"]
    assert len(asked) == 1
    assert place(way, "D2") in asked[0]["subject"]
    assert "85.3" in asked[0]["subject"]


@pytest.mark.parametrize("way", list(FILES))
def test_all_that_is_wrong_is_told_at_once(server, way):
    rows = [headings(), ["S1", "约120", "12000元", "x", "35:2", "5亩"]]
    reply = upload(server, way, "cells", rows)
    assert reply.status == 422
    assert sorted(places(way, reply)) == [
        place(way, f"{letter}2") for letter in "BCDEF"]


@pytest.mark.parametrize("way, code", [("xlsx", 3.6360012345678e17),
                                       ("xlsx", "3.63600E+09"),
                                       ("csv", "3.63600E+09")])
def test_q36_a_code_that_became_a_number_is_refused(server, way, code):
    row = filled("count", 5)
    row[0] = code
    reply = upload(server, way, "cells", [headings(), row])
    assert reply.status == 422
    error = reply.json["errors"][0]
    assert places(way, reply) == [place(way, "A2")]
    assert error["code"] == "code_number"
    assert error["message"].startswith(
        "学校标识码被转为数字,请以文本格式重新填写")


PERIODS = [
    # quirk, cell, period, year to date
    ("Q31", "2024年8月", "2024M08", False),
    ("Q31", "2024.8", "2024M08", False),
    ("Q31", "2024/08", "2024M08", False),
    ("Q31", 202408, "2024M08", False),
    ("Q31", "24年8月", "2024M08", False),
    ("Q31", "二O二二年十二月", "2022M12", False),
    ("Q31", (datetime.date(2024, 8, 1), "yyyy-mm-dd"), "2024M08", False),
    ("Q31", 45505, "2024M08", False),
    ("Q32", "2024年1—8月(累计)", "2024M08", True),
    ("Q32", "2024年1-8月累计", "2024M08", True),
    ("Q32", "2024年上半年", "2024M06", True),
    ("Q32", "2024年前三季度", "2024M09", True),
]


def dated(server, way, cell, count):
    return upload(server, way, "dated",
                  [["学校标识码", "统计期间", "培训人次"],
                   ["S2", cell, count]])


@pytest.mark.parametrize("way, quirk, cell, period, ytd", ways(PERIODS, 1))
def test_a_period_is_read(server, way, quirk, cell, period, ytd):
    count = 1000 + [row[1] for row in PERIODS].index(cell) * 2 + len(way)
    reply = dated(server, way, cell, count)
    assert reply.status == 201, (quirk, reply)
    name = period.replace("M", "YTD") if ytd else period
    rows = server.psql(
        "SELECT p.value FROM observation p JOIN school s ON s.id = p.school "
        "JOIN cell c ON c.id = p.cell "
        f"WHERE s.code = 'S2' AND c.period = {code_of(name)}")
    assert rows == [[str(count)]]


def code_of(period):
    """model/period.h"""
    year, month = int(period[:4]), int(period[-2:])
    return year * 1000 + (40 if "YTD" in period else 20) + month


@pytest.mark.parametrize("way", list(FILES))
@pytest.mark.parametrize("cell, code", [
    ("24年8月", "short_year"), (45505, "date_serial"),
    ("2024.1", "month_unclear")])
def test_q31_what_is_not_plain_is_asked_about(server, way, cell, code):
    reply = dated(server, way, cell, 5)
    assert reply.status == 201, reply
    assert [one for one in reply.json["warnings"] if one["code"] == code
            and place(way, "B2") in one["subject"]]


def test_q31_october_may_have_become_january(server):
    reply = dated(server, "xlsx", 2024.1, 5)
    error = reply.json["errors"][0]
    assert (error["code"], error["cell"]) == ("month_unclear", "表3!B2")


@pytest.mark.parametrize("way", list(FILES))
@pytest.mark.parametrize("cell, code", [
    ("1—8月", "no_year"), ("8", "bad_period"), ("#REF!", "sheet_error")])
def test_q31_q32_other_periods_are_refused(server, way, cell, code):
    reply = dated(server, way, cell, 5)
    assert reply.status == 422, reply
    assert places(way, reply) == [place(way, "B2")]
    found = reply.json["errors"][0]["code"]
    # In a CSV file an error value is a text like others.
    assert found == ("bad_period" if (way, cell) == ("csv", "#REF!") else code)


@pytest.mark.parametrize("cell, period", [
    ("2023—2024学年", "2023AY"), ("2023-2024学年度", "2023AY"),
    ("2024届", "2023AY"), ("2024年春季学期", "2023AY"),
    ("2024年第三季度", "2024Q3")])
def test_q32_a_period_of_another_type_is_refused(server, cell, period):
    error, = dated(server, "csv", cell, 5).json["errors"]
    assert (error["code"], error["value"]) == ("period_type", cell)
    assert period in error["message"]
