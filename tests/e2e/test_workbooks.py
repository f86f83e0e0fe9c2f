"""Workbooks: each kind as a workbook is the same as a CSV file, and what is
wrong in one is told with its cell."""
import csv
import io

import openpyxl
import pytest

from lib import books, world
from lib.books import XLS, XLSX
from lib.world import observations


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def refused(admin, body, kind="observations", type_=XLSX, **params):
    reply = admin.upload(kind, body, type_=type_, **params)
    assert reply.status == 422, reply
    return reply.json


def errors_csv(admin, problem):
    text = admin.ok(problem["errors_csv"]).text
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_workbook_is_imported(admin):
    text = observations(("S1", "grads_sv", "2020AY", 10),
                        ("S2", "grads_sv", "2020AY", 20))
    done = admin.load("observations", books.of_csv(text), type_=XLSX)
    assert done["rows"]["inserted"] == 2
    assert admin.load("observations", text)["rows"]["unchanged"] == 2


KINDS = [
    ("areas", "code,name_zh,name_en,level,parent,valid_from,valid_to\n"
     "W1,甲县,Jia,county,T1,2001-02-03,\n"),
    ("schools", "code,name_zh,level,area,opened\nW01,子校,sv,W1,2001-09-01\n"
     "0702,丑校,sv,W1,\n"),
    ("indicators", "code,name_zh,unit,kind,agg_schools,agg_time,period_type,"
     "decimals\nw_area,面积,m²,stock,sum,last,point_in_time,2\n"),
    ("dimensions", "dimension,membership,order,code,name_zh\n"
     "w_dim,partition,1,1,甲\nw_dim,partition,2,2,乙\n"),
    ("school-events", "date,kind,from,to\n2023-06-30,close,W01,\n"),
    ("partnerships", "school,enterprise,tiers,on_campus,start\n"
     "S1,某厂,srdi,是,2020-01-02\n"),
    ("breaks", "indicator,period,note_zh\ngrads_sv,2021AY,口径调整\n"),
    ("observations", "school,indicator,period,value,status,note\n"
     "S1,fund_total,2020,12.5,P,含捐赠\nS2,fund_total,2020,,M,\n"
     "0702,students_ft,2023-09-01,1024,,\n"),
]


@pytest.mark.parametrize("kind,text", KINDS, ids=[k for k, _ in KINDS])
def test_every_kind_is_the_same_as_a_workbook(admin, kind, text):
    rows = len(text.splitlines()) - 1
    done = admin.load(kind, books.of_csv(text), type_=XLSX)
    assert done["rows"]["inserted"] == rows and done["warnings"] == []
    assert admin.load(kind, text)["rows"]["unchanged"] == rows
    assert admin.load(kind, books.of_csv(text, types=False),
                      type_=XLSX)["rows"]["unchanged"] == rows


def test_a_type_that_is_wrong_matters_not(admin):
    text = observations(("S1", "comp_awards", "2015", 7))
    body = books.of_csv(text)
    for type_ in ("text/csv", XLS, "application/json", "application/x-ndjson"):
        assert admin.load("observations", body,
                          type_=type_)["rows"]["read"] == 1


def bad_book():
    """Faults on the second sheet, some of which statements find."""
    made = openpyxl.Workbook()
    made.active.title = "说明"
    made.active.sheet_state = "hidden"
    made.active["A1"] = "请勿修改"
    made.active["A9"] = "说明"
    sheet = made.create_sheet("表3")
    for row in [["school", "indicator", "period", "value"],
                ["S1", "comp_awards", 2016, 1],
                ["S9", "comp_awards", 2016, 1],
                ["S1", "comp_awards", "2016M13", 1],
                ["S2", "comp_awards", 2016, "约120"],
                ["S1", "comp_awards", 2016, 2],
                ["S3", "comp_awards", 2016, "#REF!"],
                ["S3", "comp_awards", 2017, "=1+1"],
                ["S2", "comp_awards", 2018, 5, None, "见注"]]:
        sheet.append(row)
    sheet["D7"].data_type = "e"
    sheet.merge_cells("D10:D11")
    for at in (10, 11):
        for column, value in enumerate(["S1", "comp_awards", 2000 + at], 1):
            sheet.cell(at, column).value = value
    sheet["D10"] = 3
    other = made.create_sheet("表4")
    other["A1"] = "x"
    return books.save(made)


def test_faults_are_told_with_sheet_and_cell(admin):
    problem = refused(admin, bad_book())
    told = [(e["cell"], e["line"], e["column"], e["code"])
            for e in problem["errors"]]
    assert told == [
        ("表3!A3", 12, "school", "unknown_school"),
        ("表3!C4", 13, "period", "bad_period"),
        ("表3!D5", 14, "value", "bad_number"),
        ("表3!D7", 16, "value", "sheet_error"),
        ("表3!D8", 17, "value", "formula_value"),
        ("表3!9", 18, None, "ragged_row"),
        ("表3!D11", 20, "value", "merged_cell")]
    assert [(row["cell"], row["line"], row["code"])
            for row in errors_csv(admin, problem)] == [
                (cell, str(line), code) for cell, line, _, code in told]
    assert [(w["code"], w["subject"]) for w in problem["warnings"]] == [
        ("hidden_sheet", "说明"), ("ignored_sheet", "表4")]


def test_a_fault_that_a_statement_finds_has_its_cell_too(admin):
    text = observations(("S1", "comp_awards", "2014", 1),
                        ("S1", "comp_awards", "2014", 1))
    problem = refused(admin, books.of_csv(text, name="表 1"))
    assert [(e["cell"], e["code"]) for e in problem["errors"]] == [
        ("表 1!3", "duplicate_key")]
    text = "code,name_zh,area\nW5,寅校,W1\nW6,卯校,W404\n"
    problem = refused(admin, books.of_csv(text), kind="schools")
    assert [(e["cell"], e["code"]) for e in problem["errors"]] == [
        ("表1!C3", "unknown_area")]


def test_good_rows_of_a_workbook_are_stored_with_skip(admin):
    reply = admin.upload("observations", bad_book(), type_=XLSX,
                         on_error="skip")
    assert reply.status == 201, reply
    assert reply.json["rows"]["inserted"] == 2
    assert reply.json["errors"][0]["cell"] == "表3!A3"


def test_a_column_far_to_the_right_has_its_letters(admin):
    head = ["school", "indicator", "period", "value"]
    row = ["S1", "comp_awards", "2019", "x"]
    for column, letters in ((26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"),
                            (702, "ZZ"), (703, "AAA"), (1024, "AMJ")):
        made = openpyxl.Workbook()
        profile = {"columns": [{"header": name, "as": name}
                               for name in head]}
        admin.request("PUT", "/v1/profiles/plain", body=books.json_of(profile),
                      headers=["Content-Type: application/json"])
        for at, name in enumerate(head[:3], 1):
            made.active.cell(1, at).value = name
            made.active.cell(2, at).value = row[at - 1]
        made.active.cell(1, column).value = "value"
        made.active.cell(2, column).value = "x"
        problem = refused(admin, books.save(made), profile="plain")
        assert [e["cell"] for e in problem["errors"]] == [
            f"Sheet!{letters}2"]


def test_csv_has_no_cells(admin):
    reply = admin.upload("observations", observations(
        ("S9", "comp_awards", "2016", 1)))
    assert "cell" not in reply.json["errors"][0]
    assert errors_csv(admin, reply.json)[0]["cell"] == ""


def test_lineage_and_changes_name_sheet_and_row(admin):
    text = observations(("S1", "comp_awards", "2012", 3))
    body = books.book(("封面", [["封面"], [], ["x"]]),
                      ("表1", books.table(text)), hidden=("封面",))
    done = admin.load("observations", body, type_=XLSX, filename="a.xlsx")
    row = admin.data(indicator="comp_awards", area="T1", period="2012",
                     lineage="true").rows()[0]
    traced = admin.ok(f"/v1/figures/{row['figure_id']}/lineage").json["rows"]
    assert [(r["import"], r["file"], r["line"], r["sheet"], r["row"])
            for r in traced] == [(done["id"], "a.xlsx", 5, "表1", 2)]
    changes = admin.ok("/v1/changes",
                       after=done["revision"] - 1).json["changes"]
    assert [(c["line"], c["sheet"], c["row"]) for c in changes] == [
        (5, "表1", 2)]


def test_a_key_stands_for_the_bytes_of_the_workbook(admin):
    body = books.of_csv(observations(("S1", "comp_awards", "2013", 3)))
    first = admin.upload("observations", body, type_=XLSX, key="w1")
    again = admin.upload("observations", body, type_=XLSX, key="w1")
    assert first.status == again.status == 201
    assert again.headers["idempotent-replay"] == "true"
    assert again.body == first.body
    other = books.of_csv(observations(("S1", "comp_awards", "2013", 4)))
    assert admin.upload("observations", other, type_=XLSX,
                        key="w1").code == "key_reused"


def test_a_workbook_with_no_data_has_no_rows(admin):
    for body in (books.book(("a", [])), books.book(("a", [["school"]]))):
        problem = refused(admin, body)
        assert [e["code"] for e in problem["errors"]][-1] in (
            "no_rows", "missing_column")


REFUSED = [
    (b"", "workbook_format"),
    (b"<html><table><tr><td>school</td></tr></table>", "workbook_format"),
    (b"school,indicator\n", "workbook_format"),
    (b"PK\x03\x04" + bytes(100), "workbook_unreadable"),
    (b"PK\x03\x04", "workbook_unreadable"),
    (b"\0" * 100, "workbook_format"),
]


@pytest.mark.parametrize("body,code", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_workbook_is_refused_with_advice(admin, body, code):
    problem = refused(admin, body)
    assert [(e["line"], e["code"]) for e in problem["errors"]] == [(1, code)]
    assert "另存为" in problem["errors"][0]["message"]
    assert errors_csv(admin, problem)[0]["code"] == code
    record = admin.ok(f"/v1/imports/{problem['id']}").json
    assert record["state"] == "rejected"


def test_html_that_calls_itself_csv_gets_the_advice(admin):
    problem = refused(admin, b"<HTML><body>", type_="text/csv")
    assert problem["errors"][0]["code"] == "workbook_format"


def test_a_workbook_cut_off_is_unreadable(admin):
    body = books.of_csv(observations(("S1", "comp_awards", "2013", 3)))
    for size in range(5, len(body), len(body) // 12):
        problem = refused(admin, body[:size])
        assert problem["errors"][0]["code"].startswith("workbook_")


def test_macros_are_refused(admin):
    import zipfile
    source = books.of_csv(observations(("S1", "comp_awards", "2013", 3)))
    out = io.BytesIO(source)
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("xl/vbaProject.bin", b"\0" * 100)
    problem = refused(admin, out.getvalue())
    assert problem["errors"][0]["code"] == "workbook_macros"
