"""All nine files of the national statistics by two forms: preambles, years that
fall, cells that end with a tab, footnotes."""
import csv
import os

import pytest

from lib import DATA
from lib.shared import needed, read

FOLDER = needed("cn_nbs_education")
ORACLES = needed("oracles")
PROVINCES = {"在校学生数": "nbs_hv_students", "毕业生数": "nbs_hv_graduates",
             "高等学校数": "nbs_colleges", "教育经费": "nbs_funds",
             "招生数": "nbs_hv_enrolment", "授予学位数": "nbs_hv_degrees"}
MORE = ("code,name_zh,unit,kind,agg_schools,agg_time,period_type,decimals\n"
        "nbs_hv_enrolment,普通、职业本专科招生数,万人,flow,sum,sum,"
        "calendar_year,2\n"
        "nbs_hv_degrees,普通、职业本专科授予学位数,万人,flow,sum,sum,"
        "calendar_year,2\n")
NATIONAL = {"中等职业教育招生数": "nbs_sv_enrolment",
            "中等职业教育在校学生数": "nbs_sv_students",
            "中等职业教育毕业生数": "nbs_sv_graduates",
            "普通高中招生数": "nbs_hs_enrolment",
            "普通高中在校学生数": "nbs_hs_students"}


@pytest.fixture(scope="module", autouse=True)
def files(server):
    """{file: the import's record}"""
    admin = server.admin
    admin.load("indicators", read(DATA, "nbs/indicators.csv"))
    admin.load("indicators", MORE)
    admin.load("breaks", read(DATA, "nbs/breaks.csv"))
    for name in ("nbs_national", "nbs_provinces"):
        reply = admin.request("PUT", f"/v1/forms/{name}",
                              body=read(DATA, "forms", name + ".json"),
                              headers=["Content-Type: application/json"])
        assert reply.status == 201, reply
    done = {}
    for name in sorted(os.listdir(FOLDER)):
        if name.startswith("年度数据"):
            done[name] = admin.load("forms", read(FOLDER, name),
                                    form="nbs_national", rules="off")
        elif name.startswith("分省"):
            indicator = next(code for words, code in PROVINCES.items()
                             if words in name)
            done[name] = admin.load("forms", read(FOLDER, name),
                                    form="nbs_provinces", rules="off",
                                    **{"default.indicator": indicator})
    return done


def test_all_nine_are_read(files):
    assert len(files) == 9
    for name, record in files.items():
        sheet, = record["form"]["sheets"]
        assert sheet["heading"] == [3, 3], name
        assert record["rows"]["rejected"] == 0
        if name.startswith("分省"):
            assert sheet["rows"] == 31, name
    assert sorted(r["rows"]["read"] for n, r in files.items()
                  if n.startswith("年度")) == [43, 44, 45]


def oracles():
    with open(os.path.join(ORACLES, "expected.csv"), encoding="utf-8",
              newline="") as file:
        return [r for r in csv.DictReader(file) if r["id"].startswith("nbs")]


def indicator_of(line):
    if line["scope"] == "全国":
        return NATIONAL[line["indicator"]]
    return next(code for words, code in PROVINCES.items()
                if words in line["indicator"])


@pytest.mark.parametrize("line", oracles(), ids=lambda line: line["id"])
def test_what_is_expected(public, line):
    more = {"allow_break": 1} if line["id"] == "nbs5" else {}
    row, = public.data(indicator=indicator_of(line), period=line["period"],
                       compare="prev_year", digits=4, **more).rows()
    assert (row["value"], row["base"], row["change_abs"],
            row["change_pct"]) == (
                float(line["value"]), float(line["prev_value"]),
                float(line["abs_change"]), float(line["pct_change_exact"]))
