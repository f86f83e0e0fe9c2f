"""Sheets as people lay them out: what becomes of each quirk. Those of single
cells are in test_form_cells.py, those of files in test_workbooks.py and
test_encodings.py. Q numbers: docs/forms.md."""
import csv
import io
import itertools
import json
import os
import re

import openpyxl
import pytest

from lib import books, world
from lib.books import XLSX

TOP = [["附件2"], [],
       ["2024年试验省职业培训情况月报表"],
       ["填报单位(盖章):第一学校", "", "学校标识码:S1", "统计期间:2024年8月",
        "单位:人次"]]
HEAD = [["序号", "培训类型", "培训人次", "", ""],
        ["", "", "合计", "男", "女"]]
FOOT = [["单位负责人:(签字)", "", "填表人:(签字)", "填报日期:2024年9月3日"],
        ["说明:1.本表按月填报。"]]
FORM = {
    "layout": {"header_rows": 3},
    "columns": [
        {"header": "序号", "as": "ignore"},
        {"header": "培训类型", "as": "dimension", "dimension": "train_type",
         "aliases": ["培训类别"], "fill": True,
         "map": {"就业技能培训": "job_ready", "创业培训": "startup"}},
        *({"header": f"培训人次/{name}", "as": "value", "unit": "人次",
           "indicator": "train_persontimes", "dimensions": members}
          for name, members in (("合计", {}), ("男", {"gender": "1"}),
                                ("女", {"gender": "2"}))),
        {"header": "备注", "as": "ignore"}],
}
WORDS = {"job_ready": "就业技能培训", "startup": "创业培训"}
numbers = itertools.count(100, 10)


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)
    reply = server.admin.request(
        "PUT", "/v1/forms/quirks", body=json.dumps(FORM).encode(),
        headers=["Content-Type: application/json"])
    assert reply.status == 201, reply


@pytest.fixture
def n():
    """Figures that no other test has."""
    return next(numbers)


def rows(n):
    return [["1", "就业技能培训", n + 5, n, 5], ["2", "创业培训", n + 9, 9, n]]


def sheet(n, top=TOP, head=HEAD, body=None, foot=FOOT):
    return [*top, *head, *(rows(n) if body is None else body), *foot]


def text(table, delimiter=","):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", delimiter=delimiter).writerows(table)
    return out.getvalue()


def fill(page, table):
    for at, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            if value not in ("", None):
                page.cell(at, column).value = value


def workbook(table, change=None):
    book = openpyxl.Workbook()
    book.active.title = "表3"
    fill(book.active, table)
    if change:
        change(book, book.active)
    return books.save(book)


def send(server, body, type_="text/csv", **params):
    return server.admin.upload("forms", body, type_=type_, form="quirks",
                               **params)


def send_book(server, table, change=None):
    return send(server, workbook(table, change), XLSX)


def figures(server, school="S1", period=2024028):
    """{(training type, gender): value}"""
    found = {}
    for value, parts in server.psql(
            "SELECT o.value, (SELECT string_agg(m.code, ',' ORDER BY d.code)"
            " FROM member m JOIN dimension d ON d.id = m.dimension"
            " WHERE m.id = ANY (b.members)) FROM observation o"
            " JOIN school s ON s.id = o.school JOIN cell c ON c.id = o.cell"
            " JOIN breakdown b ON b.id = c.breakdown"
            f" WHERE s.code = '{school}' AND c.period = {period}"):
        *gender, kind = parts.split(",")
        found[kind, gender[0] if gender else ""] = int(value)
    return found


def expected(n):
    return {("job_ready", ""): n + 5, ("job_ready", "1"): n,
            ("job_ready", "2"): 5, ("startup", ""): n + 9,
            ("startup", "1"): 9, ("startup", "2"): n}


def taken(server, reply, n):
    assert reply.status == 201, reply
    assert figures(server) == expected(n)
    return reply.json


def kinds(done):
    return {one["kind"]: one["count"] for one in done["normalised"]}


def codes(done):
    return [one["code"] for one in done["warnings"]]


def refused(reply, code, message=None):
    assert reply.status == 422, reply
    found = [one for one in reply.json["errors"] if one["code"] == code]
    assert found, reply.json["errors"]
    if message is not None:
        assert found[0]["message"] == message
    return found[0]


TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def test_every_quirk_is_documented_with_its_tests():
    with open(os.path.join(TESTS, "../docs/forms.md"),
              encoding="utf-8") as page:
        quirks = re.findall(r"^\| (Q\d+) \|.*\| ([^|]+) \|$", page.read(), re.M)
    assert [quirk for quirk, _ in quirks] == [f"Q{n}" for n in range(1, 43)]
    known = set()
    for name in os.listdir(os.path.join(TESTS, "e2e")):
        if name.endswith(".py"):
            with open(os.path.join(TESTS, "e2e", name),
                      encoding="utf-8") as source:
                known.update(re.findall(r"^def (test_\w+)", source.read(),
                                        re.M))
    for quirk, names in quirks:
        for name in re.findall("`([^`]+)`", names):
            assert name in known or os.path.exists(
                os.path.join(TESTS, "..", name)), (quirk, name)


def test_the_sheet_as_it_should_be(server, n):
    done = taken(server, send(server, text(sheet(n))), n)
    assert done["warnings"] == []
    assert done["form"]["sheets"][0]["rows"] == 2


def test_q01_a_byte_order_mark_is_nothing(server, n):
    taken(server, send(server, b"\xef\xbb\xbf" + text(sheet(n)).encode()), n)


def test_q02_gb18030_is_recognised(server, n):
    taken(server, send(server, text(sheet(n)).encode("gb18030")), n)


def test_q02_other_bytes_are_refused(server, n):
    body = text(sheet(n)).encode() + b"\xff\xff\x80\n"
    refused(send(server, body), "bad_encoding",
            "文件编码无法识别,请另存为 UTF-8")


@pytest.mark.parametrize("dash", ["—", "―", "--", "－"])
def test_q03_dashes_of_gb18030_are_dashes(server, n, dash):
    body = [["1", "就业技能培训", dash, n, 5], rows(n)[1]]
    reply = send(server, text(sheet(n, body=body)).encode("gb18030"))
    assert reply.status == 201, reply
    value, status = server.psql(
        "SELECT coalesce(o.value::text, ''), o.status FROM observation o"
        " JOIN school s ON s.id = o.school JOIN cell c ON c.id = o.cell"
        " JOIN breakdown b ON b.id = c.breakdown JOIN member m"
        " ON b.members = ARRAY[m.id] WHERE s.code = 'S1'"
        " AND c.period = 2024028 AND m.code = 'job_ready'")[0]
    assert (value, status) == ("", "M")


def test_q04_unicode_text_with_tabs(server, n):
    body = b"\xff\xfe" + text(sheet(n), "\t").encode("utf-16-le")
    taken(server, send(server, body), n)


def test_csv_with_semicolons_and_empty_columns_and_rows(server, n):
    table = [[*row, "", "", ""] for row in sheet(n)] + [[""] * 8] * 300
    taken(server, send(server, text(table, ";")), n)


def test_q05_what_is_no_workbook_is_refused(server):
    refused(send(server, b"<html><table></table></html>", XLSX),
            "workbook_format",
            "文件实际格式与扩展名不符(实为 HTML),请用 Excel 另存为 .xlsx")


def test_q06_a_workbook_with_a_password_is_refused(server):
    refused(send(server, container("EncryptedPackage"), XLSX),
            "workbook_encrypted", "文件已加密,请取消密码后上报")


def container(name):
    """The smallest OLE container with a stream of that name: a header, a
    sector table, a directory."""
    free, end = b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff"
    word = (0).to_bytes(4, "little")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex(
        "3e000300feff09000600") + bytes(10)
    head += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + word
    head += (4096).to_bytes(4, "little") + end + word + end + word + word
    head += free * 108
    table = (0xfffffffd).to_bytes(4, "little") + end + free * 126

    def entry(text, kind, child):
        raw = text.encode("utf-16-le") + b"\0\0"
        return (raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little")
                + bytes([kind, 1]) + free * 2 + child + bytes(36)
                + end + bytes(8))

    folder = entry("Root Entry", 5, (1).to_bytes(4, "little"))
    folder += entry(name, 2, free)
    return head + table + folder.ljust(512, b"\0")


def test_q08_rows_above_the_heading_are_passed_over(server, n):
    top = [["附件1"], [], ["表号:试验1表"], ["制定机关:试验省教育厅"], *TOP, []]
    taken(server, send(server, text(sheet(n, top=top))), n)


def merge_heading(book, page):
    page.merge_cells("A1:E1")
    page.merge_cells("C5:E5")
    page.merge_cells("A5:A6")
    page.merge_cells("B5:B6")


def test_q09_merged_headings(server, n):
    done = taken(server, send_book(server, sheet(n), merge_heading), n)
    assert done["form"]["sheets"][0]["heading"] == [5, 6]


def test_q09_the_same_in_a_csv_file(server, n):
    done = taken(server, send(server, text(sheet(n))), n)
    assert done["form"]["sheets"][0]["heading"] == [5, 6]


def test_q10_a_merged_label_is_filled_down(server, n):
    body = [["1", "就业技能培训", n + 5, n, 5], ["2", "", n + 9, 9, n]]

    def merge(book, page):
        page.merge_cells("B7:B8")

    reply = send(server, workbook(sheet(n, body=body), merge), XLSX)
    # Both rows are of one kind: the second repeats the first.
    refused(reply, "duplicate_key")


def test_q10_an_empty_merged_label_is_not_the_one_above(server, n):
    body = [["1", "就业技能培训", n + 5, n, 5], ["2", "", n + 9, 9, n],
            ["3", "", 3, 2, 1]]

    def merge(book, page):
        page.merge_cells("B8:B9")

    reply = send(server, workbook(sheet(n, body=body), merge), XLSX,
                 mode="validate", rules="off")
    assert [w["subject"] for w in reply.json["warnings"]] == [
        "表3!B8 培训类型", "表3!B9 培训类型"]
    assert "filled_down" not in kinds(reply.json)


@pytest.mark.parametrize("number", ["1.", "１、", "(一)", "二、", "① "])
def test_a_label_may_have_a_number(server, n, number):
    body = rows(n)
    body[0][1] = number + body[0][1]
    done = taken(server, send_book(server, sheet(n, body=body)), n)
    assert kinds(done)["numbered_label"] == 1


def test_q10_a_label_may_be_merged_past_a_row_of_sums(server, n):
    body = [["1", "就业技能培训", n + 5, n, 5], ["小计", "", n + 5, n, 5],
            ["2", "", n + 9, 9, n]]

    def merge(book, page):
        page.merge_cells("B7:B9")

    reply = send(server, workbook(sheet(n, body=body), merge), XLSX,
                 rules="off")
    # Not the total over all kinds: the first row's kind once more.
    refused(reply, "duplicate_key")


def test_q10_a_merged_figure_is_refused(server, n):
    body = [["1", "就业技能培训", n + 5, n, 5], ["2", "创业培训", "", 9, n]]

    def merge(book, page):
        page.merge_cells("C7:C8")

    error = refused(send_book(server, sheet(n, body=body), merge),
                    "merged_figure",
                    "第7行“培训人次/合计”为合并单元格,数值无法拆分")
    assert error["cell"] == "表3!C7"


@pytest.mark.parametrize("row", [["甲", "乙", 1, 2, 3],
                                 ["甲", "乙", "(1)", "(2)", "(3)"],
                                 ["1", "2", "3", "4", "5"],
                                 ["栏次", "", 1, 2, 3],
                                 ["甲", "乙", "1=2+3", "2", "3"],
                                 ["甲", "乙", "1", "3", "4"],
                                 ["—", "—", "１", "２", "３"]])
def test_q11_the_row_of_column_numbers_is_no_data(server, n, row):
    done = taken(server, send(server, text(sheet(n, head=[*HEAD, row]))), n)
    assert kinds(done)["number_row"] == 1


def test_a_row_without_its_label_is_warned_of(server, n):
    body = [["", "", 3, 2, 1], *rows(n)]
    # The total of types that do not add up to it.
    reply = send(server, workbook(sheet(n, body=body)), XLSX, rules="off")
    assert reply.status == 201, reply
    assert reply.json["warnings"] == [
        {"code": "empty_label", "subject": "表3!B7 培训类型"}]
    # Not to be there for the others.
    undone = server.admin.request(
        "POST", f"/v1/imports/{reply.json['id']}/revert")
    assert undone.status == 201, undone


@pytest.mark.parametrize("row", [["", "", "人次", "人次", "人次"],
                                 ["", "", "(人次)", "(人次)", "(人次)"],
                                 ["计量单位", "—", "人次", "", "人"]])
def test_q12_units_below_the_heading_go_with_the_columns(server, n, row):
    for head in ([*HEAD, row], [*HEAD, row, ["甲", "乙", 1, 2, 3]],
                 [*HEAD, ["甲", "乙", 1, 2, 3], row]):
        done = taken(server, send(server, text(sheet(n, head=head))), n)
        assert kinds(done)["unit_row"] == 1


def test_q12_other_units_below_the_heading_are_refused(server, n):
    head = [*HEAD, ["", "", "人次", "百人次", "人次"]]
    reply = send_book(server, sheet(n, head=head))
    error = refused(reply, "unit_conflict", "计量单位不一致:“百人次”,应为“人次”")
    assert error["cell"] == "表3!D7"


def with_unit(unit):
    return [*TOP[:-1], [*TOP[-1][:-1], unit]]


@pytest.mark.parametrize("unit", ["单位:人次", "单位：人次、万元", "计量单位:人次",
                                  ""])
def test_q12_the_line_of_units_goes_with_the_columns(server, n, unit):
    taken(server, send(server, text(sheet(n, top=with_unit(unit)))), n)


@pytest.mark.parametrize("unit", ["单位:万人次", "单位:百人次", "单位:万元"])
def test_q12_other_units_are_refused(server, n, unit):
    error = refused(send_book(server, sheet(n, top=with_unit(unit))),
                    "unit_conflict")
    assert error["message"].startswith("计量单位不一致")
    assert error["cell"].startswith("表3!")


def test_q13_sums_are_checked_and_never_data(server, n):
    sums = ["合计", "", 2 * n + 14, n + 9, n + 5]
    done = taken(server, send(server, text(sheet(n, body=[*rows(n), sums]))),
                 n)
    assert kinds(done)["subtotal_row"] == 1
    assert done["form"]["sheets"][0]["sums_checked"] == 3


@pytest.mark.parametrize("label", [
    "小  计:", "合计数", "总 计 数", "计", "总数", "汇总", "袁州区计",
    "全市计", "合计(人次)", "Total", "TOTAL", "Grand Total", "Subtotal",
    "Sub-total", "全市", "全省", "小结", "累计", "总和"])
def test_q13_sums_are_known_by_many_names(server, n, label):
    sums = [label, "", 2 * n + 14, n + 9, n + 5]
    done = taken(server, send(server, text(sheet(n, body=[*rows(n), sums]))),
                 n)
    assert done["form"]["sheets"][0]["sums_checked"] == 3


@pytest.mark.parametrize("label", ["会计", "工业设计", "学生总数"])
def test_q13_labels_that_end_like_sums_are_data(server, n, label):
    body = [*rows(n), [label, "", 2 * n + 14, n + 9, n + 5]]
    reply = send(server, text(sheet(n, body=body)), rules="off",
                 mode="validate")
    sheets = reply.json["form"]["sheets"]
    assert (sheets[0]["rows"], sheets[0]["sums_checked"]) == (
        len(body), 0), reply


def test_an_empty_total_beside_its_parts_is_refused(server, n):
    """It would be missing, and what its parts say would be in no sum."""
    body = rows(n)
    body[0][2] = ""
    error = refused(send_book(server, sheet(n, body=body)), "rule_broken")
    assert (error["rule"], error["level"], error["cell"], error["expected"],
            error["value"]) == ("V-02", "E", "表3!C7", f"= {n + 5} (Σ gender)",
                                None)
    body[0][3] = ""  # one of the parts is not known: nothing follows
    assert send_book(server, sheet(n, body=body)).status == 201
    body[0][2:] = ["—", "—", "—"]
    assert send_book(server, sheet(n, body=body)).status == 201


def test_q13_a_wrong_sum_is_refused(server, n):
    sums = ["合计", "", 2 * n + 15, n + 9, n + 5]
    reply = send_book(server, sheet(n, body=[*rows(n), sums]))
    assert refused(reply, "subtotal")["cell"] == "表3!C9"


@pytest.mark.parametrize("label", ["其中:女教师", "其中：退役军人", "#残疾人"])
def test_q13_rows_of_parts_are_not_added(server, n, label):
    body = [*rows(n), ["", label, 3, 2, 1],
            ["小计", "", 2 * n + 14, n + 9, n + 5]]
    taken(server, send(server, text(sheet(n, body=body))), n)


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#DIV/0!"])
def test_q13_an_error_in_a_label_is_no_row_of_parts(server, n, word):
    body = [*rows(n), ["3", word, 3, 2, 1]]
    reply = send_book(server, sheet(n, body=body))
    assert reply.status == 422, reply
    error, = reply.json["errors"]
    assert (error["code"], error["cell"]) == ("sheet_error", "表3!B9")


def test_q14_spaces_inside_labels_are_nothing(server, n):
    head = [["序 号", "培 训 类 型", "培训\n人次", "", ""],
            ["", "", "合\u3000计", " 男 ", "女\u00a0"]]
    body = [["1", "就 业 技能培训", n + 5, n, 5], ["2", "创业\n培训", n + 9, 9, n],
            ["小 计", "", 2 * n + 14, n + 9, n + 5]]
    done = taken(server, send(server, text(sheet(n, head=head, body=body))), n)
    assert kinds(done)["subtotal_row"] == 1


@pytest.mark.parametrize("foot", [
    [["单位负责人:(签字)", "", "统计负责人:(签字)"]], [["填表人:"]],
    [["说明:1.本表按月填报。"]], [["注:本表含线上培训"]], [["联系电话:0795-0000000"]],
    [["数据来源:学校"]], [["校长签字:", "", "填报时间:"]],
    [["", "", "", "第一学校(盖章)"]], [["", "", "", "2024年9月3日"]], []])
def test_q15_the_footer_is_no_data(server, n, foot):
    taken(server, send(server, text(sheet(n, foot=foot))), n)


def test_q15_figures_behind_the_footer_are_warned_of(server, n):
    first, second = rows(n)
    reply = send_book(server, sheet(n, body=[first, ["注:含线上"], second]))
    assert reply.status == 201
    assert reply.json["warnings"] == [
        {"code": "row_behind_footer", "subject": "表3!A9"}]


def test_q16_a_table_goes_on_below_its_heading(server, n):
    first, second = rows(n)
    body = [first, ["续表"], *HEAD, second]
    done = taken(server, send(server, text(sheet(n, body=body))), n)
    assert done["form"]["sheets"][0]["tables"] == 2


def test_q16_a_table_goes_on_to_the_right(server, n):
    first, second = rows(n)
    head = [[*row, *row] for row in HEAD]
    done = taken(server, send(server, text(
        sheet(n, head=head, body=[[*first, *second]]))), n)
    assert done["form"]["sheets"][0]["rows"] == 2


def test_q16_without_its_heading_it_is_refused(server, n):
    first, second = rows(n)
    refused(send(server, text(sheet(n, body=[first, ["续表"], second]))),
            "continued_heading", "续表表头缺失")


@pytest.mark.parametrize("title", ["2023年试验省职业培训情况月报表",
                                   "2024年7月试验省职业培训情况月报表",
                                   "试验省2022—2023学年职业培训情况"])
def test_q33_a_title_of_another_period_is_refused(server, n, title):
    reply = send_book(server, sheet(n, top=[*TOP[:2], [title], TOP[3]]))
    error = refused(reply, "title_period")
    assert error["message"].startswith("标题期间与统计期间不一致")
    assert error["cell"] == "表3!D4"


def test_q35_hidden_rows_are_data(server, n):
    def hide(book, page):
        page.row_dimensions[8].hidden = True

    done = taken(server, send_book(server, sheet(n), hide), n)
    assert kinds(done)["hidden_row"] == 1


def test_q35_hidden_sheets_are_not_read(server, n):
    def add(book, page):
        other = book.create_sheet("旧表")
        fill(other, sheet(n + 1))
        other.sheet_state = "hidden"

    done = taken(server, send_book(server, sheet(n), add), n)
    assert "hidden_sheet" in codes(done)
    assert [one["state"] for one in done["form"]["sheets"]] == [
        "read", "hidden"]


def with_code(code):
    return [*TOP[:-1], [*TOP[-1][:2], code, *TOP[-1][3:]]]


def named(name):
    return [*TOP[:-1], [f"填报单位(盖章):{name}", *TOP[-1][1:]]]


@pytest.mark.parametrize("name", ["第一学校", "第一 学校", "第一学校（盖章）",
                                  "School One"])
def test_q37_a_name_may_be_written_in_several_ways(server, n, name):
    done = taken(server, send(server, text(sheet(n, top=named(name)))), n)
    assert done["warnings"] == []


def test_q37_another_name_is_warned_of(server, n):
    done = taken(server, send(server, text(sheet(n, top=named("一校")))), n)
    assert codes(done) == ["name_differs"]


def test_q38_two_sheets_of_one_school_and_period_are_refused(server, n):
    def add(book, page):
        fill(book.create_sheet("又一张"), sheet(n + 1))

    refused(send_book(server, sheet(n), add), "repeated_report",
            "重复上报:与第4行重复")


def by_basis(basis):
    top = [list(row) for row in TOP]
    top[3][3] = f"统计期间:2024年{basis}"
    return top


def test_the_month_and_the_year_so_far_are_two_reports(server, n):
    def add(book, page):
        fill(book.create_sheet("累计"), sheet(n, top=by_basis("1—8月")))

    def again(book, page):
        add(book, page)
        fill(book.create_sheet("又累计"), sheet(n, top=by_basis("1—8月")))

    reply = send(server, workbook(sheet(n, top=by_basis("8月")), add), XLSX)
    assert [(s["period"], s["basis"]) for s in reply.json["form"]["sheets"]
            ] == [("2024M08", "month"), ("2024M08", "ytd")]
    assert reply.status == 201, reply
    reply = send(server, workbook(sheet(n, top=by_basis("8月")), again), XLSX)
    refused(reply, "repeated_report")


def with_period(server, *sheets):
    """Sheets of one school whose rows say their month."""
    form = {**FORM, "columns": [
        {"header": "月份", "as": "period", "fill": True}, *FORM["columns"]]}
    reply = server.admin.request(
        "PUT", "/v1/forms/periods", body=json.dumps(form).encode(),
        headers=["Content-Type: application/json"])
    assert reply.status in (200, 201), reply
    head = [["月份", *HEAD[0]], ["", *HEAD[1]]]
    tables = [[TOP[3][:3], *head, *body] for body in sheets]

    def add(book, page):
        for at, table in enumerate(tables[1:], 1):
            fill(book.create_sheet(f"表{at}"), table)

    return server.admin.upload("forms", workbook(tables[0], add), type_=XLSX,
                               form="periods")


def month(text, n, kind="就业技能培训"):
    return [text, "1", kind, n + 5, n, 5]


def test_sheets_of_one_school_may_have_other_months(server, n):
    reply = with_period(
        server, [month("2023年3月", n), month("2023年4月", n)],
        [month("2023年5月", n), month("2023年5月", n, "创业培训")])
    assert reply.status == 201, reply
    assert figures(server, period=2023025) == {
        (kind, sex): value for kind in ("job_ready", "startup")
        for sex, value in (("", n + 5), ("1", n), ("2", 5))}


def test_a_month_of_another_sheet_is_refused_by_its_cell(server, n):
    reply = with_period(server, [month("2023年3月", n)],
                        [month("2023年4月", n), month("2023年3月", n + 1)])
    error = refused(reply, "repeated_report", "重复上报:与第4行重复")
    assert error["cell"] == "表1!A5"
    assert len(reply.json["errors"]) == 1


def test_a_month_to_come_is_refused_by_its_cell(server, n):
    error = refused(send(server, workbook(
        sheet(n, top=[TOP[3][:3], ["统计期间:2199年8月"]])), XLSX),
        "future_period")
    assert error["cell"] == "表3!A2"
    reply = with_period(server, [month("2199年8月", n)])
    assert refused(reply, "future_period")["cell"] == "表3!A4"
    assert len(reply.json["errors"]) == 1


def test_a_period_of_another_type_is_refused_by_its_cell(server, n):
    error = refused(send(server, workbook(
        sheet(n, top=[TOP[3][:3], ["", "统计期间:2023-2024学年"]])), XLSX),
        "period_type")
    assert error["cell"] == "表3!B2"
    reply = with_period(server, [month("2023-2024学年", n)])
    assert refused(reply, "period_type")["cell"] == "表3!A4"
    assert len(reply.json["errors"]) == 1


@pytest.mark.parametrize("code", ["学校标识码:S1", ""])
def test_q38_a_copied_sheet_of_the_default_school_is_refused(server, n, code):
    def copy(book, page):
        book.copy_worksheet(page)

    reply = send(server, workbook(sheet(n, top=with_code(code)), copy), XLSX,
                 **{"default.school": "S1"})
    refused(reply, "repeated_report")
    reply = send(server, workbook(sheet(n, top=with_code(code))), XLSX,
                 **{"default.school": "S1 "})
    assert taken(server, reply, n)["form"]["sheets"][0]["school"] == "S1"


def test_q38_the_same_row_twice_is_refused(server, n):
    body = [*rows(n), rows(n)[0]]
    error = refused(send_book(server, sheet(n, body=body)), "duplicate_key")
    assert error["line"] == 9


ADDING = {
    **FORM, "duplicates": "sum",
    "columns": [{"header": "县", "as": "ignore", "fill": True},
                *FORM["columns"][:-1], {"header": "备注", "as": "note"}]}


def adding(server, *body, **params):
    """Rows of counties, which add up: (县, 序号, 类型, figures, 备注)."""
    reply = server.admin.request(
        "PUT", "/v1/forms/adding", body=json.dumps(ADDING).encode(),
        headers=["Content-Type: application/json"])
    assert reply.status in (200, 201), reply
    head = [["县", *HEAD[0], "备注"], ["", *HEAD[1], ""]]
    return server.admin.upload(
        "forms", workbook(sheet(0, head=head, body=list(body))), type_=XLSX,
        form="adding", **params)


def county(name, number, *figures, kind="就业技能培训", note=""):
    return [name, number, kind, *figures, note]


def test_q38_a_row_pasted_twice_is_asked_about(server, n):
    reply = adding(server, county("甲县", 1, n + 5, n, 5),
                   county("乙县", 2, n + 6, n, 6),
                   county("甲县", 3, n + 5, n, 5))
    error = refused(reply, "rule_broken")
    assert len(reply.json["errors"]) == 1
    assert (error["rule"], error["level"], error["line"], error["cell"],
            error["value"]) == ("V-13", "W", 9, "表3!D9", str(n + 5))
    assert error["expected"].startswith("≠ 第 7 行")
    assert error["subject"] == "S1 train_persontimes 2024M08 train_type=job_ready"


def test_q38_a_row_may_stand_twice_for_a_reason(server, n):
    body = [county("甲县", 1, n + 5, n, 5), county("甲县", 2, n + 5, n, 5)]
    reply = adding(server, *body, **{"explain.V-13": "两期培训人数相同"})
    assert reply.status == 201, reply
    finding, = reply.json["findings"]
    assert (finding["rule"], finding["cell"], finding["explanation"]) == (
        "V-13", "表3!D8", "两期培训人数相同")
    assert figures(server)["job_ready", ""] == 2 * (n + 5)
    stored = server.admin.ok(f"/v1/imports/{reply.json['id']}").json
    assert stored["findings"][0]["cell"] == "表3!D8"


def test_q38_the_remark_of_a_row_says_why_it_stands_twice(server, n):
    first = county("甲县", 1, n + 5, n, 5, note="第一期培训班")
    second = county("甲县", 2, n + 5, n, 5, note="第二期培训班")
    assert adding(server, first, second).status == 201
    refused(adding(server, first, first), "rule_broken")


def test_q38_rows_that_only_look_alike_are_not_asked_about(server, n):
    assert adding(server,
                  county("甲县", 1, n + 5, n, 5),
                  county("", 2, n, n, 0, kind="创业培训"),
                  county("乙县", 3, n + 5, n, 5),
                  county("", 4, n, n, 0, kind="创业培训"),
                  county("乙县", 5, 0, 0, 0),
                  county("乙县", 6, 0, 0, 0)).status == 201


def test_q38_a_repeated_row_is_left_out_when_asked(server, n):
    reply = adding(server, county("甲县", 1, n + 5, n, 5),
                   county("甲县", 2, n + 5, n, 5), on_error="skip")
    assert reply.status == 201, reply
    assert reply.json["rows"]["rejected"] == 1
    assert figures(server)["job_ready", ""] == n + 5


def test_q39_columns_are_found_by_their_headings(server, n):
    order = [1, 4, 0, 3, 2]
    head = [["培训类型", "培训人次", "序号", "培训人次", "培训人次"],
            ["", "女", "", "男", "合计"]]
    body = [[row[at] for at in order] for row in rows(n)]
    taken(server, send(server, text(sheet(n, head=head, body=body))), n)


def test_q39_a_heading_may_have_another_word(server, n):
    head = [["序号", "培训类别", *HEAD[0][2:]], HEAD[1]]
    taken(server, send(server, text(sheet(n, head=head))), n)


def test_q39_an_unknown_column_is_warned_of(server, n):
    head = [[*HEAD[0], "培训地点"], [*HEAD[1], ""]]
    body = [[*row, "某地"] for row in rows(n)]
    done = taken(server, send(server, text(sheet(n, head=head, body=body))), n)
    assert len(done["warnings"]) == 1
    assert "培训地点" in done["warnings"][0]["subject"]


def test_q39_a_missing_column_is_refused(server, n):
    head = [row[:4] for row in HEAD]
    body = [row[:4] for row in rows(n)]
    refused(send(server, text(sheet(n, head=head, body=body))),
            "missing_column", "缺少必填列“培训人次/女”")


@pytest.mark.parametrize("name, value", [("同比", "12.5%"), ("排名", "3"),
                                         ("占比(%)", "0.853"),
                                         ("备注", "约300人")])
def test_q40_other_columns_do_not_count(server, n, name, value):
    head = [[*HEAD[0], name], [*HEAD[1], ""]]
    body = [[*row, value] for row in rows(n)]
    done = taken(server, send(server, text(sheet(n, head=head, body=body))), n)
    assert (codes(done) == []) == (name == "备注")


def test_q41_a_sheet_for_each_school(server, n):
    top = [*TOP[:-1], ["填报单位:第二学校", "", "学校标识码:S2", *TOP[-1][3:]]]

    def add(book, page):
        fill(book.create_sheet("第二学校"), sheet(n + 1, top=top))

    taken(server, send_book(server, sheet(n), add), n)
    assert figures(server, "S2") == expected(n + 1)


def test_q41_a_default_does_not_overrule_the_school_of_a_sheet(server, n):
    reply = send(server, workbook(sheet(n)), XLSX, **{"default.school": "S2"})
    error = refused(reply, "school_differs",
                    "表中的学校标识码“S1”与指定的学校“S2”不一致")
    assert error["cell"] == "表3!C4"


def test_q41_a_row_for_each_school(server, n):
    form = dict(FORM, columns=[{"header": "学校代码", "as": "school"},
                               *FORM["columns"]])
    assert server.admin.request(
        "PUT", "/v1/forms/rollup", body=json.dumps(form).encode(),
        headers=["Content-Type: application/json"]).status in (200, 201)
    head = [["学校代码", *HEAD[0]], ["", *HEAD[1]]]
    body = [["S1", *row] for row in rows(n)] + [
        ["S2", *row] for row in rows(n + 1)]
    reply = server.admin.upload(
        "forms", text(sheet(n, head=head, body=body)), form="rollup")
    taken(server, reply, n)
    assert figures(server, "S2") == expected(n + 1)


def test_q33_a_default_does_not_overrule_the_period_field(server, n):
    reply = send(server, text(sheet(n)), **{"default.period": "2024M05"})
    assert refused(reply, "title_period")["line"] == 4


def test_q33_a_default_leaves_cumulative_figures_cumulative(server, n):
    top = [[cell.replace("2024年8月", "2024年1—8月") for cell in row]
           for row in TOP]
    reply = send(server, text(sheet(n, top=top)), rules="off",
                 **{"default.period": "2024M08"})
    assert reply.status == 201, reply
    assert reply.json["form"]["sheets"][0]["basis"] == "ytd"


@pytest.mark.parametrize("period", ["2024年7月", 202407])
def test_q41_school_and_period_may_be_merged_over_their_rows(server, n,
                                                             period):
    form = dict(FORM, columns=[{"header": "学校代码", "as": "school"},
                               {"header": "月份", "as": "period"},
                               *FORM["columns"]])
    assert server.admin.request(
        "PUT", "/v1/forms/merged", body=json.dumps(form).encode(),
        headers=["Content-Type: application/json"]).status in (200, 201)
    head = [["学校代码", "月份", *HEAD[0]], ["", "", *HEAD[1]]]
    first, second = rows(n)
    third, fourth = rows(n + 1)
    body = [["S1", period, *first], ["", "", *second],
            ["S2", "", *third], ["", "", *fourth]]

    def merge(book, page):
        for cells in ("A7:A8", "A9:A10", "B7:B10"):
            page.merge_cells(cells)

    reply = server.admin.upload(
        "forms", workbook(sheet(n, head=head, body=body), merge), type_=XLSX,
        form="merged")
    assert reply.status == 201, reply
    assert figures(server, "S1", 2024027) == expected(n)
    assert figures(server, "S2", 2024027) == expected(n + 1)


def with_units(n, *units):
    head = [[*HEAD[0], "计量单位"], [*HEAD[1], ""]]
    return sheet(n, head=head, body=[[*row, unit] for row, unit
                                     in zip(rows(n), units)])


def test_q42_a_row_may_say_its_unit(server, n):
    taken(server, send(server, text(with_units(n, "人次", "人次"))), n)
    taken(server, send(server, text(with_units(n + 1, "", "人次"))), n + 1)


@pytest.mark.parametrize("unit", ["百人次", "万人次", "万元"])
def test_q42_a_row_of_another_unit_is_refused(server, n, unit):
    reply = send_book(server, with_units(n, "人次", unit))
    error = refused(reply, "unit_conflict")
    assert error["cell"] == "表3!F8"
