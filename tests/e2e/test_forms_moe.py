"""The ministry's lists of colleges, as they are: a row is a school, a province
heads its rows and prints how many there are."""
import csv
import json
import os

import pytest

from lib import DATA
from lib.shared import needed, read

FOLDER = needed("cn_moe_school_lists_2016_2017")
ORACLES = needed("oracles")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {"2016": [("2016_list_grid.csv", "text/csv"),
                  ("2016_list_annotated.xlsx", XLSX)],
         "2017": [("2017-05-31_list_grid.csv", "text/csv"),
                  ("2017-05-31_list.xls", "application/vnd.ms-excel")]}
INDICATOR = ("code,name_zh,unit,kind,agg_schools,agg_time,period_type,"
             "breakdowns,decimals\nmoe_colleges,普通高等学校数,所,flow,sum,sum,"
             "calendar_year,moe_level,0\n")
LEVELS = ("dimension,membership,order,code,name_zh\n"
          "moe_level,partition,1,bachelor,本科\n"
          "moe_level,partition,2,college,专科\n")


def printed(year):
    """{province: the number that its heading prints}"""
    import re
    with open(os.path.join(FOLDER, FILES[year][0][0]), encoding="utf-8",
              newline="") as file:
        heads = [re.fullmatch(r"(.+)（(\d+)所）", row[0].strip())
                 for row in csv.reader(file) if row]
    return {m.group(1): int(m.group(2)) for m in heads if m}


@pytest.fixture(scope="module", autouse=True)
def lists(server):
    admin = server.admin
    admin.load("dimensions", LEVELS)
    admin.load("indicators", INDICATOR)
    done = {}
    for year, files in FILES.items():
        reply = admin.request(
            "PUT", f"/v1/forms/moe_{year}",
            body=read(DATA, "forms", f"moe_list_{year}.json"),
            headers=["Content-Type: application/json"])
        assert reply.status == 201, reply
        for name, type_ in files:
            done[name] = admin.load("forms", read(FOLDER, name), type_=type_,
                                    form=f"moe_{year}", rules="off")
    return done


@pytest.mark.parametrize("year, schools", [("2016", 2595), ("2017", 2631)])
def test_every_row_is_read(lists, year, schools):
    for name, _ in FILES[year]:
        sheets = [s for s in lists[name]["form"]["sheets"]
                  if s["state"] == "read"]
        assert [(s["rows"], s["sections"]) for s in sheets] == [(schools, 31)]


@pytest.mark.parametrize("year", FILES)
def test_the_workbook_says_what_the_grid_says(lists, year):
    first, second = [lists[name]["rows"] for name, _ in FILES[year]]
    assert first["inserted"] == second["unchanged"] == first["read"]


@pytest.mark.parametrize("year", FILES)
def test_provinces_have_as_many_as_they_print(public, year):
    with open(os.path.join(DATA, "forms", f"moe_list_{year}.json"),
              encoding="utf-8") as file:
        codes = next(c["map"] for c in json.load(file)["columns"]
                     if c["as"] == "school_area")
    rows = public.data(indicator="moe_colleges", period=year, by="area",
                       area="CN").rows()
    counted = {row["area"]: row["value"] for row in rows
               if row["value"] is not None}
    wanted = printed(year)
    assert len(wanted) == 31
    assert counted == {codes[name]: n for name, n in wanted.items()}


def oracles():
    with open(os.path.join(ORACLES, "expected.csv"), encoding="utf-8",
              newline="") as file:
        return [r for r in csv.DictReader(file) if r["id"].startswith("moe")]


@pytest.mark.parametrize("line", oracles(), ids=lambda line: line["id"])
def test_what_is_expected(public, line):
    where = {"where.moe_level": "college"} if "高职" in line["indicator"] \
        else {}
    area = {"全国": "CN", "江苏省": "320000", "广东省": "440000",
            "西藏自治区": "540000"}[line["scope"]]
    row, = public.data(indicator="moe_colleges", period=line["period"],
                       area=area, compare="prev_year", digits=4,
                       **where).rows()
    assert (row["value"], row["base"], row["change_abs"],
            row["change_pct"]) == (
                int(line["value"]), int(line["prev_value"]),
                int(line["abs_change"]), float(line["pct_change_exact"]))


def test_a_heading_that_prints_another_number(admin):
    table = read(FOLDER, FILES["2017"][0][0]).decode("utf-8")
    reply = admin.upload("forms", table.replace("西藏自治区（7所）",
                                                "西藏自治区（8所）"),
                         form="moe_2017", mode="validate", lang="zh",
                         rules="off")
    error, = reply.json["errors"]
    assert error["code"] == "section_count"
    assert error["message"] == "“西藏自治区”标明 8 行,实有 7 行"
