"""Blank sheets of forms: what is on them, and that filled in they import
without a fault or a warning."""
import io
import json
import os
import subprocess

import openpyxl
import pytest

from lib.blank_forms import SCHOOL, observed, register
from lib.books import XLS, XLSX

TEMPLATE = "/v1/forms/train_monthly.xlsx"
ROWS = [("1", "袁州区", "就业技能培训", 1250, 700, 550, 980, 420, 36, "暂无",
         12.5, None),
        ("2", "袁州区", "创业培训", 86, 40, 46, 86, None, 12, 10, 1.2, "线上"),
        ("3", "樟树市", "就业技能培训", 412, 200, 212, 412, 150, "无", 8, "—",
         None)]


@pytest.fixture(scope="module", autouse=True)
def school(server):
    register(server)


def blank(client, **params):
    reply = client.ok(TEMPLATE, **params)
    assert reply.headers["content-type"] == XLSX
    assert 'filename="train_monthly.xlsx"' in reply.headers[
        "content-disposition"]
    return openpyxl.load_workbook(io.BytesIO(reply.body))


def texts(sheet):
    return [[cell for cell in row if cell is not None]
            for row in sheet.iter_rows(values_only=True)]


def first_row(sheet):
    """The one behind the numbers of the columns."""
    for row in sheet.iter_rows():
        if row[0].value == "甲":
            return row[0].row + 1
    raise AssertionError("no row of numbers")


def filled(book):
    sheet = book.active
    row = first_row(sheet)
    for number, values in enumerate(ROWS):
        for column, value in enumerate(values):
            sheet.cell(row + number, column + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_on_it(public):
    sheet = blank(public, school=SCHOOL, period="2024M08",
                  basis="ytd").active
    lines = texts(sheet)
    assert lines[:5] == [
        ["职业学校职业培训情况月报表"],
        ["填报单位(盖章):示例市第一职业中等专业学校"],
        [f"学校标识码:{SCHOOL}"], ["统计期间:2024年1—8月(累计)"],
        ["单位:人次、万元"]]
    assert lines[5] == ["序号", "县(市、区)", "培训类型", "培训人次",
                        "其中:重点群体", "到账经费(万元)", "备注"]
    assert lines[6] == ["合计", "男", "女", "其中:补贴性", "农民工",
                        "退役军人", "失业人员"]
    assert lines[7] == ["甲", "乙", "丙", "1", "2", "3", "4", "5", "6", "7",
                        "8", "9"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"D6:G6", "H6:J6", "A6:A7", "C6:C7", "L6:L7"} <= merged
    below = [line[0] for line in lines[38:] if line]
    assert below[0].startswith("单位负责人:")
    assert below[1].startswith("说明:")
    assert any(line.startswith("暂无") or " 暂无" in line for line in below)


def test_what_may_be_changed(public):
    sheet = blank(public).active
    row = first_row(sheet)
    assert sheet.protection.sheet
    assert sheet["A6"].protection.locked and sheet["A1"].protection.locked
    assert all(not sheet.cell(row + n, c).protection.locked
               for n in (0, 29) for c in range(1, 13))
    rules = {str(rule.sqref): rule
             for rule in sheet.data_validations.dataValidation}
    types = rules[f"C{row}:C{row + 29}"]
    assert types.type == "list"
    choices = types.formula1.strip('"').split(",")
    assert "就业技能培训" in choices and len(choices) == len(set(choices)) == 8
    assert rules[f"D{row}:D{row + 29}"].type == "whole"
    assert rules[f"D{row}:D{row + 29}"].errorStyle == "warning"


def test_filled_in_it_imports(server, public):
    done = server.admin.load(
        "forms", filled(blank(public, school=SCHOOL, period="2024M08",
                              basis="ytd")),
        type_=XLSX, form="train_monthly")
    assert [w["code"] for w in done["warnings"]] in ([], ["not_kept"])
    assert done["rows"]["read"] == 3 and done["rows"]["rejected"] == 0
    assert observed(server, "train_persontimes") == [
        ("train_type=job_ready", "1662", "A"),
        ("train_type=startup", "86", "A"),
        ("gender=1,train_type=job_ready", "900", "A"),
        ("gender=1,train_type=startup", "40", "A"),
        ("gender=2,train_type=job_ready", "762", "A"),
        ("gender=2,train_type=startup", "46", "A"),
        ("key_group=migrant,train_type=job_ready", "570", "A"),
        ("key_group=migrant,train_type=startup", "", "O"),
        ("key_group=unemployed,train_type=job_ready", "8", "A"),
        ("key_group=unemployed,train_type=startup", "10", "A"),
        ("key_group=veteran,train_type=job_ready", "36", "A"),
        ("key_group=veteran,train_type=startup", "12", "A")]


@pytest.mark.parametrize("kind,type_", [("xlsx", XLSX), ("xls", XLS)])
def test_saved_by_libreoffice_it_is_the_same(server, public, tmp_path, kind,
                                             type_):
    path = tmp_path / "form.xlsx"
    path.write_bytes(filled(blank(public, school=SCHOOL, period="2024M08",
                                  basis="ytd")))
    os.mkdir(tmp_path / "out")
    subprocess.run(["soffice", "--headless", "--norestore",
                    f"-env:UserInstallation=file://{tmp_path}/profile",
                    "--convert-to", kind, "--outdir", tmp_path / "out", path],
                   check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL, timeout=120)
    done = server.admin.load("forms",
                             (tmp_path / "out" / f"form.{kind}").read_bytes(),
                             type_=type_, form="train_monthly")
    assert done["rows"]["inserted"] == done["rows"]["updated"] == 0
    assert done["rows"]["read"] == 3


def test_rows_and_the_same_bytes(public):
    sheet = blank(public, rows=3).active
    row = first_row(sheet)
    assert sheet.cell(row + 3, 1).value.startswith("单位负责人")
    one = public.ok(TEMPLATE, rows=3)
    again = public.ok(TEMPLATE, rows=3)
    assert one.body == again.body and one.headers["etag"]
    reply = public.request("GET", TEMPLATE, rows=3, headers=[
        f"If-None-Match: {one.headers['etag']}"])
    assert reply.status == 304


@pytest.mark.parametrize("params,code", [
    ({"school": "nobody"}, "unknown_school"),
    ({"period": "2024M13"}, "bad_period"),
    ({"period": "2024"}, "period_type"), ({"period": "2024Q3"}, "period_type"),
    ({"basis": "ytd"}, "bad_parameter"),
    ({"basis": "ytd", "period": "2024"}, "bad_parameter"),
    ({"rows": "0"}, "bad_parameter"), ({"rows": "1001"}, "bad_parameter"),
    ({"colour": "red"}, "unknown_parameter")])
def test_what_is_refused(public, params, code):
    reply = public.get(TEMPLATE, **params)
    assert reply.status in (400, 422)
    assert reply.json["errors"][0]["code"] == code


def test_forms_that_have_none(admin, public):
    value = {"header": "人数", "as": "value", "indicator": "comp_awards"}
    for name, form in {
            "by_year": {"layout": {}, "columns": [
                {"header_pattern": "^20", "as": "value",
                 "indicator": "comp_awards"}]},
            "by_section": {"layout": {"section": "^(.*)$"}, "columns": [
                {"header": "@section", "as": "school_area"}, value]},
            "own_label": {"layout": {"school": "^编号:(.*)$"},
                          "columns": [value]}}.items():
        assert admin.request("PUT", f"/v1/forms/{name}",
                             body=json.dumps(form).encode(), headers=[
                                 "Content-Type: application/json"]
                             ).status == 201
        reply = public.get(f"/v1/forms/{name}.xlsx")
        assert reply.status == 422 and reply.json["code"] == "no_template"
    assert public.get("/v1/forms/none.xlsx").status == 404


def test_a_remark_explains_what_a_rule_asks(own_server):
    """Twice as many as a year before: asked about, and told in the sheet."""
    server = own_server()
    register(server)

    def send(year, count, remark):
        book = blank(server.public, school=SCHOOL, period=f"{year}M08")
        sheet = book.active
        values = (1, "袁州区", "就业技能培训", count, count - 9, 9, 17, 5, 3, 2,
                  None, remark)
        for column, value in enumerate(values):
            sheet.cell(first_row(sheet), column + 1).value = value
        out = io.BytesIO()
        book.save(out)
        return server.admin.upload("forms", out.getvalue(), type_=XLSX,
                                   form="train_monthly")

    assert send(2023, 211, None).status == 201
    reply = send(2024, 523, None)
    assert reply.status == 422
    assert {error["rule"] for error in reply.json["errors"]} == {"V-16"}
    reply = send(2024, 523, "新增两个培训点")
    assert reply.status == 201
    assert {finding["explanation"] for finding in reply.json["findings"]
            } == {"新增两个培训点"}
