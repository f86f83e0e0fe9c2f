"""What people do to a form, one test each: read all the same, warned about, or
refused with the words that tell them what to do (domain brief 4.3)."""
import csv
import io
import os

import pytest

from lib import DATA

SCHOOL = "3636001234"
NAME = "示例市第一职业中等专业学校"
HEADING = 3  # index of the first row of the heading
FIRST = 6    # index of the first row of data


@pytest.fixture(scope="module", autouse=True)
def school(server):
    server.admin.load("schools", "code,name_zh,level,area\n"
                      f"{SCHOOL},{NAME},sv,360900\n"
                      "3636005678,示例市第二职业学校,sv,360900\n")


def rows():
    path = os.path.join(DATA, "forms", "sample_form_utf8bom.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [list(row) for row in csv.reader(file)]


def text_of(table, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue()


def send(client, table, form="train_monthly", **params):
    body = table if isinstance(table, (str, bytes)) else text_of(table)
    return client.upload("forms", body, form=form, mode="validate",
                         filename="form.csv", rules="off", **params)


def good(client, table, **params):
    reply = send(client, table, **params)
    assert reply.status == 200, reply.json.get("errors")
    return reply.json


def refused(client, table, code, message, **params):
    reply = send(client, table, lang="zh", **params)
    assert reply.status == 422, reply
    said = [(e["code"], e["message"]) for e in reply.json["errors"]]
    assert code in [c for c, _ in said], said
    assert message in [m for _, m in said], said
    return next(e for e in reply.json["errors"] if e["code"] == code)


def same(client, table, **params):
    """Reads as the sample does."""
    done = good(client, table, **params)
    plain = good(client, rows())
    assert done["observations"] == plain["observations"]
    assert [s["rows"] for s in done["form"]["sheets"]] == [4]
    return done


def kinds(done):
    return {n["kind"]: n["count"] for n in done["normalised"]}


def told(done):
    return [(w["code"], w["subject"]) for w in done["warnings"]
            if w["code"] != "not_kept"]


# --- Q8 to Q16: around the table ---

def test_q8_titles_and_blank_rows_above(admin):
    table = rows()
    table[0:0] = [["附件3"], [""], ["示例市教育局"], ["内部资料"]]
    done = same(admin, table)
    assert done["form"]["sheets"][0]["heading"] == [8, 9]


def test_q9_three_rows_of_heading(admin):
    table = rows()
    table.insert(HEADING, ["序号", "县(市、区)", "培训类型", "本期情况"])
    table[HEADING + 1][:3] = ["", "", ""]
    form = admin.ok("/v1/forms/train_monthly").json
    for column in form["columns"]:
        if column["header"] not in ("序号", "县(市、区)", "培训类型"):
            column.setdefault("aliases", []).append(
                "本期情况/" + column["header"])
    put(admin, "three", form)
    done = same(admin, table, form="three")
    assert done["form"]["sheets"][0]["heading"] == [4, 6]


def put(client, name, form):
    import json
    reply = client.request("PUT", f"/v1/forms/{name}",
                           body=json.dumps(form).encode(),
                           headers=["Content-Type: application/json"])
    assert reply.status in (200, 201), reply


def test_q10_labels_are_filled_down(admin):
    """The county is in the first of its rows only; so are types here."""
    form = admin.ok("/v1/forms/train_monthly").json
    form["columns"][2]["fill"] = True
    put(admin, "filled", form)
    table = rows()
    table[FIRST + 1][2] = ""
    done = good(admin, table, form="filled")
    assert kinds(done)["filled_down"] == 1


@pytest.mark.parametrize("numbers", [
    ["甲", "乙", "丙", *map(str, range(1, 10))],
    [str(n) for n in range(1, 13)],
    ["甲", "乙", "丙", *[f"({n})" for n in range(1, 10)]],
])
def test_q11_numbers_of_columns(admin, numbers):
    table = rows()
    table[5] = numbers
    assert kinds(same(admin, table))["number_row"] == 1


def test_q11_there_need_not_be_any(admin):
    table = rows()
    del table[5]
    same(admin, table)


@pytest.mark.parametrize("line", ["单位:人次、万元", "计量单位：人、万元",
                                  "（单位：人次，万元）"])
def test_q12_units_above_the_table(admin, line):
    table = rows()
    table[2][10] = line
    same(admin, table)


def test_q12_another_unit_above_the_table(admin):
    table = rows()
    table[2][10] = "单位:人次、元"
    table[4][10] = ""
    table[3][10] = "到账经费"
    refused(admin, table, "unit_conflict",
            "计量单位不一致:“人次”,应为“万元”")


def test_q12_another_unit_in_a_heading(admin):
    table = rows()
    table[4][10] = "(元)"
    error = refused(admin, table, "unit_conflict",
                    "计量单位不一致:“元”,应为“万元”")
    assert (error["line"], error["cell"]) == (4, "K4")


def test_q13_a_subtotal_that_is_wrong(admin):
    table = rows()
    table[9][3] = "3670"
    error = refused(admin, table, "subtotal",
                    "合计 3670 ≠ 分项之和 3676(差 -6)")
    assert (error["line"], error["cell"]) == (10, "D10")


def test_q13_a_grand_total_that_is_wrong(admin):
    table = rows()
    table[11][3] = "4089"
    refused(admin, table, "subtotal", "合计 4089 ≠ 分项之和 4088(差 1)")


def test_q13_money_may_be_rounded(admin):
    table = rows()
    table[11][10] = "47.84"
    good(admin, table)
    table[11][10] = "47.85"
    refused(admin, table, "subtotal", "合计 47.85 ≠ 分项之和 47.8(差 0.05)")


def test_q13_totals_may_stand_above_their_rows(admin):
    table = rows()
    total = table.pop(11)
    table.insert(FIRST, total)
    same(admin, table)
    table[FIRST][3] = "1"
    refused(admin, table, "subtotal", "合计 1 ≠ 分项之和 4088(差 -4087)")


def test_q13_parts_are_never_added(admin):
    table = rows()
    table.insert(FIRST + 1, ["其中:线上", "", "", "100", "50", "50"])
    table.insert(FIRST + 2, ["#脱贫人口", "", "", "10", "5", "5"])
    assert kinds(same(admin, table))["part_row"] == 2


def test_q14_spaces_inside_labels(admin):
    table = rows()
    table[9][0] = "小　计"
    table[11][0] = "合 　计"
    table[3][2] = "培训 类型"
    table[4][4] = "　男 "
    table[7][2] = "岗位技能 提升培训"
    same(admin, table)


@pytest.mark.parametrize("footer", [
    "填表人：张某", "单位负责人(签字):", "说明：本表按累计数填报",
    "注1:见附件", "数据来源:学校", "审核人:"])
def test_q15_footers(admin, footer):
    table = rows()[:12] + [[footer], ["2.另行说明", "", "", "5"]]
    assert kinds(same(admin, table))["footer"] == 1


def test_q16_a_table_continued_below(admin):
    table = rows()
    heading = [list(r) for r in table[3:6]]
    table[10:10] = [["续表"], *heading]
    done = same(admin, table)
    assert done["form"]["sheets"][0]["tables"] == 2
    assert kinds(done)["continued"] == 1


def test_q16_a_heading_repeated_without_a_word(admin):
    table = rows()
    table[10:10] = [list(r) for r in table[3:6]]
    assert kinds(same(admin, table))["repeated_heading"] == 2


def test_q16_a_table_continued_to_the_right(admin):
    table = rows()
    right = table[10]
    table[9:12] = []
    for row, more in zip(table[3:], [*table[3:6], right]):
        row += [""] * (12 - len(row)) + list(more)
    done = same(admin, table)
    assert done["rows"]["read"] == 4


def test_q16_other_columns_to_the_right(admin):
    """The same labels, further figures: one table in two pieces."""
    table = rows()
    for row in table[3:12]:
        row += [""] * (12 - len(row))
        row[7:] = [*row[0:3], *row[7:]]
    del table[5]
    same(admin, table)


def test_q16_other_columns_below(admin):
    table = rows()[:13]
    top = table[:3] + [row[:7] for row in table[3:9]]
    below = [[*row[:3], *row[7:]] for row in [*table[3:9]]]
    # the first county alone has many round figures
    done = good(admin, top + [["续表"]] + below)
    assert done["form"]["sheets"][0]["tables"] == 2
    assert done["form"]["sheets"][0]["rows"] == 6


def test_q16_continued_without_a_heading(admin):
    table = rows()
    table.insert(10, ["续表"])
    error = refused(admin, table, "continued_heading", "续表表头缺失")
    assert error["line"] == 11


# --- Q31 to Q33: when ---

@pytest.mark.parametrize("period, code, basis", [
    ("2024年1—8月(累计)", "2024M08", "ytd"),
    ("1-8月累计", "2024M08", "ytd"),
    ("2024年8月", "2024M08", "month"),
    ("2024/08", "2024M08", "month"),
    ("2024年前三季度", "2024M09", "ytd"),
    ("2024年上半年", "2024M06", "ytd"),
])
def test_q32_periods(admin, period, code, basis):
    table = rows()
    table[2][8] = "统计期间:" + period
    sheet, = good(admin, table)["form"]["sheets"]
    assert (sheet["period"], sheet["basis"]) == (code, basis)


def test_q33_the_title_names_another_period(admin):
    table = rows()
    table[1][0] = "2023年示例市职业学校职业培训情况月报表"
    refused(admin, table, "title_period",
            "标题期间与统计期间不一致:“2024年1-8月(累计)”")


def test_q33_the_title_alone_names_it(admin):
    table = rows()
    table[1][0] = "示例市2024年1—8月职业培训情况累计表"
    table[2][8] = ""
    sheet, = good(admin, table)["form"]["sheets"]
    assert (sheet["period"], sheet["basis"]) == ("2024M08", "ytd")


def test_q33_nothing_names_it(admin):
    table = rows()
    table[1][0] = "职业培训情况月报表"
    table[2][8] = ""
    refused(admin, table, "form_mark", "表头上方没有“统计期间”")


def test_q33_the_request_names_it(admin):
    table = rows()
    table[1][0] = table[2][8] = ""
    good(admin, table, **{"default.period": "2024M08",
                          "default.basis": "ytd"})


# --- Q37, Q38, Q41: who ---

@pytest.mark.parametrize("name", [
    NAME, NAME + "（公章）", "示例市 第一职业中等专业学校", ])
def test_q37_the_same_name(admin, name):
    table = rows()
    table[2][0] = "填报单位：" + name
    assert told(good(admin, table)) == []


def test_q37_another_name(admin):
    table = rows()
    table[2][0] = "填报单位(盖章):示例一职"
    assert told(same(admin, table)) == [("name_differs", f"A3 {SCHOOL}")]


def test_q37_a_code_in_the_next_cell(admin):
    table = rows()
    table[2][4:6] = ["学校标识码", SCHOOL]
    sheet, = same(admin, table)["form"]["sheets"]
    assert sheet["school"] == SCHOOL


def test_q37_no_code(admin):
    table = rows()
    table[2][4] = ""
    refused(admin, table, "form_mark", "表头上方没有“学校标识码”")


def test_a_school_that_is_not_registered(admin):
    table = rows()
    table[2][4] = "学校标识码:3636009999"
    refused(admin, table, "unknown_school",
            "未登记的学校代码“3636009999”")


ROLL = {"layout": {}, "columns": [
    {"header": "学校代码", "as": "school", "aliases": ["学校标识码"]},
    {"header": "学校名称", "as": "school_name", "optional": True},
    {"header": "在校生/合计", "as": "value", "indicator": "students_ft"},
    {"header": "在校生/女", "as": "value", "indicator": "students_ft",
     "dimensions": {"gender": "2"}}]}
ROLL_ROWS = [["2024年在校生统计表(统计时点:2024-09-01)"],
             ["统计期间:2024年9月1日", "", "单位:人"],
             ["学校标识码", "学校名称", "在校生", ""],
             ["", "", "合计", "女"],
             [SCHOOL, NAME, "1,200", "500"],
             ["3636005678", "示例市第二职业学校", "800", "暂无"],
             ["合计", "", "2000", "500"]]


def test_q41_one_school_per_row(admin):
    put(admin, "roll", ROLL)
    done = good(admin, ROLL_ROWS, form="roll")
    assert done["rows"]["read"] == 2 and done["observations"] == 4
    sheet, = done["form"]["sheets"]
    assert (sheet["school"], sheet["period"]) == (None, "2024-09-01")


def test_q38_the_same_school_twice(admin):
    put(admin, "roll", ROLL)
    table = [*ROLL_ROWS[:6], ROLL_ROWS[4]]
    error = refused(admin, table, "duplicate_key", "与第 5 行重复",
                    form="roll")
    assert error["line"] == 7


# --- Q39, Q40: columns ---

def test_q39_columns_in_another_order(admin):
    table = rows()
    for row in table[3:12]:
        row += [""] * (12 - len(row))
        row[:] = [*row[7:11], *row[0:7], row[11]]
    del table[5]
    same(admin, table)


def test_q39_columns_put_in(admin):
    table = rows()
    for i, row in enumerate(table[3:12]):
        row.insert(3, ["学时", "", "", "5"][min(i, 3)])
    done = same(admin, table)
    assert told(done) == [("ignored_column", "学时")]


def test_q39_another_word_for_a_heading(admin):
    table = rows()
    table[3][2] = "培训类别"
    table[4][8] = "退役军人(人次)"
    assert told(same(admin, table)) == []


def test_q39_a_column_left_out(admin):
    table = rows()
    for row in table[3:12]:
        del row[5]
    refused(admin, table, "missing_column", "缺少必填列“培训人次/女”")


def test_q40_computed_columns_are_ignored_and_told(admin):
    table = rows()
    for i, row in enumerate(table[3:12]):
        row += [""] * (12 - len(row))
        row += [["同比", "", "", "12.5%"][min(i, 3)],
                ["排名", "", "", "1"][min(i, 3)]]
    assert told(same(admin, table)) == [("ignored_column", "同比"),
                                        ("ignored_column", "排名")]


def test_another_table_altogether(admin):
    refused(admin, "学号,姓名\n1,甲\n", "form_heading",
            "未找到表头,缺少必填列“培训类型”等")


# --- and more ---

@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(admin, delimiter):
    same(admin, text_of(rows(), delimiter))


def test_carriage_returns_only(admin):
    same(admin, text_of(rows()).replace("\r\n", "\r"))


def test_empty_columns_and_rows_at_the_end(admin):
    table = [row + [""] * 20 for row in rows()] + [[""] * 30] * 3000
    same(admin, table)


def test_rows_of_a_template_that_nobody_filled_in(admin):
    table = rows()
    table[11:11] = [[str(n)] for n in range(5, 9)]
    same(admin, table)


def test_a_figure_that_is_wrong_names_its_cell(admin):
    table = rows()
    table[7][3] = "约120"
    reply = send(admin, table)
    error, = reply.json["errors"]
    assert (error["line"], error["column"], error["cell"]) == (
        8, "培训人次/合计", "D8")


def test_bad_rows_are_left_out_when_asked(admin):
    table = rows()
    table[7][3] = "约120"
    done = good(admin, table, on_error="skip")
    assert done["rows"]["rejected"] == 1 and done["error_count"] == 1


def test_a_hundred_thousand_rows_take_no_memory(server, admin):
    head = rows()[:6]
    body = text_of(head) + "1,甲县,就业技能培训,10,5,5,1,1,1,1,0.5,\n" * 100000
    before = server.daemon.status("VmRSS")
    done = good(admin, body)
    assert done["rows"]["read"] == 100000
    assert server.daemon.grew_less(before, 32)
