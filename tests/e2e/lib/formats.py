"""One question in every format: the same rows everywhere."""
import csv
import io
import json
from decimal import Decimal

import openpyxl

from lib import cubes, sdmx

CODES = ("indicator", "area", "school")


def texts(cells):
    return tuple("" if cell is None else str(cell) for cell in cells)


class Answers:
    def __init__(self, client, **params):
        params = {k.replace("where.", "where__"): v for k, v in params.items()}
        self.client, self.params = client, params
        self.json = json.loads(client.data(**params).body,
                               parse_float=Decimal, parse_int=Decimal)
        self.columns = [c["id"] for c in self.json["columns"]]
        by = str(params.get("by", ""))
        self.dimensions = [d for d in by.split(",") if d and d != "school"
                           and not d.startswith("area")]
        self.rows = [texts(row) for row in self.json["rows"]]

    def ask(self, format_, **more):
        return self.client.data(**self.params, format=format_, **more)

    def check_csv(self):
        head, *rows = csv.reader(io.StringIO(self.ask("csv").text))
        assert head == self.columns
        assert [tuple(row) for row in rows] == self.rows

    def check_sdmx_json(self):
        body = self.ask("sdmx-json").body
        message = json.loads(body)
        assert sdmx.faults(message) == [], message
        self.check_sdmx(sdmx.rows_of_json(body))
        return message

    def check_sdmx_csv(self):
        text = self.ask("sdmx-csv").text
        self.check_sdmx(sdmx.rows_of_csv(text))

    def check_sdmx(self, rows):
        keys = {tuple(sorted((k, v) for k, v in row.items() if k in (
            "FREQ", "INDICATOR", "REF_AREA", "SCHOOL", "TIME_PERIOD",
            *map(sdmx.component_of, self.dimensions)))) for row in rows}
        assert len(keys) == len(rows)
        got = [sdmx.plain_row(row, self.columns, self.dimensions)
               for row in rows]
        assert sorted(got) == sorted(self.rows)
        meta = self.json["meta"]
        for row in rows:
            assert str(row["REVISION"]) == str(meta.get("asof",
                                                        meta["revision"]))

    def check_xlsx(self):
        book = openpyxl.load_workbook(io.BytesIO(self.ask("xlsx").body))
        sheet, notes = book.worksheets
        head, *lines = [list(row) for row in sheet.iter_rows()]
        heads = [cell.value for cell in head]
        assert len(lines) == len(self.rows)
        assert sheet.freeze_panes == "A2"
        at = {id_: heads.index(self.heading(id_)) for id_ in self.columns}
        for line, row in zip(lines, self.rows):
            for id_, wanted in zip(self.columns, row):
                assert shown(line[at[id_]]) == wanted, (id_, line, row)
        return book

    def heading(self, column):
        words = {"indicator": "指标代码 Indicator code",
                 "area": "地区代码 Area code",
                 "school": "学校代码 School code"}
        if column in self.dimensions:
            return f"{column}代码 {column} code"
        return words.get(column) or HEADINGS[column]

    def check_people(self):
        text = self.ask("csv", bom="1", labels="both", lang="zh").text
        assert text.startswith("\ufeff")
        head, *rows = csv.reader(io.StringIO(text[1:]))
        at = {}
        for id_ in self.columns:
            heading = self.heading(id_).split(" ")[0]
            at[id_] = head.index(heading)
        assert [tuple(row[at[id_]] for id_ in self.columns)
                for row in rows] == self.rows

    def ask_single(self, format_):
        """A cube or a chart; None: the rows are a page of more."""
        part = self.json["meta"]["next"] or "cursor" in self.params
        if not part:
            return self.ask(format_)
        reply = self.client.get("/v1/data", **self.params, format=format_)
        status, code = ((400, "bad_parameter") if "cursor" in self.params
                        else (413, "answer_too_long"))
        assert (reply.status, reply.json["code"]) == (status, code)
        return None

    def check_jsonstat(self):
        reply = self.ask_single("jsonstat")
        if reply is not None:
            rows = cubes.rows_of_jsonstat(reply.text, self.columns)
            assert sorted(rows) == sorted(self.rows)

    def check_echarts(self):
        reply = self.ask_single("echarts")
        if reply is not None:
            rows = cubes.rows_of_echarts(reply.text, self.columns)
            assert sorted(rows) == sorted(self.rows)

    def check_all(self):
        self.check_csv()
        self.check_jsonstat()
        self.check_echarts()
        self.check_sdmx_json()
        self.check_sdmx_csv()
        self.check_xlsx()
        self.check_people()


def shown(cell):
    """What a spreadsheet shows, without the thousands' commas."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    assert cell.number_format.startswith("#,##0"), cell.number_format
    decimals = len(cell.number_format.partition(".")[2])
    return f"{Decimal(repr(value)):.{decimals}f}"


HEADINGS = {
    "period": "时期 Period", "value": "数值 Value", "base": "基期数值 Base",
    "change_abs": "增减量 Change", "change_pct": "增减(%) Change (%)",
    "change_pp": "增减(个百分点) Change (percentage points)",
    "reason": "增减说明 Reason", "status": "状态 Status",
    "reported": "已报学校数 Schools reported",
    "expected": "应报学校数 Schools expected",
    "panel": "可比学校数 Schools compared",
    "all_value": "全口径数值 Value of all",
    "all_base": "全口径基期数值 Base of all",
    "entered": "新进入学校数值 Entered", "left": "退出学校数值 Left",
    "months": "月份 Months", "dropped": "剔除学校数 Schools dropped",
    "new": "新增 New", "lost": "减少 Lost", "kept": "保留 Kept",
    "sum": "各校之和 Sum over schools",
    "shared": "两校以上共有 Shared by schools",
    "unidentified": "未能识别 Unidentified",
    "numerator": "分子 Numerator", "denominator": "分母 Denominator",
    "base_numerator": "基期分子 Numerator of the base",
    "base_denominator": "基期分母 Denominator of the base",
    "flags": "提示 Flags", "direction": "升降 Direction",
    "times": "倍数 Times the base",
    "rel_pct": "相对增减(%) Relative change (%)",
    "avg_pct": "年均增长(%) Growth a year (%)",
    "figure_id": "数据标识 Figure id",
    "statuses": "各状态学校数 Schools by status",
}
