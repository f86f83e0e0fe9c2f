"""The merger of three universities in the real head counts: who is expected
changes, no total does."""
import csv
import os

import pytest

from lib import DATA

from test_taiwan import FILES, YEARS, cell, period, read, taiwan  # noqa: F401

MERGED = ["0026", "0027", "0034"]
ROOT = {"indicator": "students", "area": "TW",
        "period": "2014AY..2018AY", "compare": "prev_year"}


def school(public, code):
    return public.ok("/v1/schools", id=code).json["schools"][0]


def count_of(year, codes):
    with open(os.path.join(FILES, f"{year}_student.csv"),
              encoding="utf-8", newline="") as table:
        return sum(cell(row, name) for row in csv.DictReader(table)
                   if row["學校代碼"] in codes for name in row
                   if name.endswith(("男生", "女生")))


@pytest.fixture(scope="module")
def merged(server, taiwan):  # noqa: F811
    """The root's rows before and after the events came."""
    body = read(os.path.join(FILES, "school_events.csv"))
    before = server.public.data(**ROOT).rows()
    done = server.admin.load("school-events", body)
    again = server.admin.load("school-events", body)
    return before, server.public.data(**ROOT).rows(), done, again


def test_three_rows_go_in_once(merged):
    _, _, done, again = merged
    assert done["rows"]["inserted"] == 3 and done["warnings"] == []
    assert again["rows"]["unchanged"] == 3
    assert again["revision"] == done["revision"]


def test_totals_stay_and_three_less_are_expected(merged):
    before, after, _, _ = merged
    assert len(before) == len(list(YEARS))
    for old, new in zip(before, after):
        late = new["period"] == "2018AY"
        assert new["expected"] == old["expected"] - (
            3 if late else 1 if new["period"] < "2017AY" else 0), new
        assert {**new, "expected": 0} == {**old, "expected": 0}


def test_the_days_of_the_schools(merged, public):
    for code in MERGED:
        assert school(public, code)["closed"] == "2018-01-31"
    assert school(public, "0053")["opened"] == "2018-02-01"
    events = public.ok("/v1/school-events",
                       school="0053").json["school_events"]
    assert [(e["kind"], e["from"], e["to"]) for e in events] == [
        ("merge", code, "0053") for code in MERGED]


def test_the_files_can_come_again(merged, server):
    for year in YEARS:
        done = server.admin.load(
            "observations", read(os.path.join(FILES, f"{year}_student.csv")),
            profile="tw", default__period=period(year))
        rows = done["rows"]
        assert rows["inserted"] == rows["updated"] == rows["rejected"] == 0


def test_what_the_files_say_of_the_four(merged, public):
    for year in YEARS:
        values = {r["school"]: r["value"] for r in public.data(
            indicator="students", area="TW", period=period(year),
            by="school").rows() if r["school"] in [*MERGED, "0053"]
            and r["value"] is not None}
        there = ["0053"] if year == 107 else MERGED
        assert set(values) == set(there)
        assert sum(values.values()) == count_of(year, there)


def test_the_merged_school_against_its_parts(merged, public):
    """As it is, the university has the base of the three; as it was, none."""
    base, value = count_of(106, MERGED), count_of(107, ["0053"])
    ask = {"indicator": "students", "area": "TW", "period": "2018AY",
           "compare": "prev_year", "digits": "4"}
    now = {row["school"]: row for row in public.data(
        by="school", view="as_is", **ask).rows()}
    assert not set(now) & set(MERGED)
    assert (now["0053"]["value"], now["0053"]["base"]) == (value, base)
    assert now["0053"]["change_abs"] == value - base
    was = {row["school"]: row for row in public.data(
        by="school", **ask).rows()}
    assert was["0053"]["reason"] == "BASE_MISSING"
    assert {was[code]["reason"] for code in MERGED} == {"CUR_MISSING"}
    for view in ("as_was", "as_is"):
        row = public.data(view=view, **ask).rows()[0]
        assert (row["value"], row["change_abs"], row["change_pct"]) == (
            1244822, -29072, -2.2821)


def files(year):
    with open(os.path.join(FILES, f"{year}_student.csv"),
              encoding="utf-8", newline="") as table:
        counts = {}
        for row in csv.DictReader(table):
            code = row["學校代碼"]
            counts[code] = counts.get(code, 0) + sum(
                cell(row, name) for name in row
                if name.endswith(("男生", "女生")))
        return counts


def test_the_panel_with_and_without_the_merger(merged, public):
    ask = {"indicator": "students", "area": "TW", "period": "2018AY",
           "compare": "prev_year", "basis": "matched", "panel": "list"}
    before, after = files(106), files(107)
    both = set(before) & set(after)
    reply = public.data(**ask)
    row = reply.rows()[0]
    assert row["panel"] == len(both)
    assert row["value"] == sum(after[code] for code in both)
    assert row["base"] == sum(before[code] for code in both)
    assert row["all_value"] - row["all_base"] == -29072
    panel = reply.json["meta"]["panel"]
    merged_away = [r for r in panel["left"] if r["reason"] == "merged"]
    assert [r["school"] for r in merged_away] == MERGED
    assert sum(r["value"] for r in merged_away) == count_of(106, MERGED)
    assert [(r["school"], r["reason"]) for r in panel["entered"]
            if r["school"] == "0053"] == [("0053", "merged")]
    for code in MERGED:
        before["0053"] = before.get("0053", 0) + before.pop(code)
    both = set(before) & set(after)
    row = public.data(view="as_is", **ask).rows()[0]
    assert row["panel"] == len(both)
    assert row["value"] == sum(after[code] for code in both)
    assert row["base"] == sum(before[code] for code in both)
    assert row["all_value"] - row["all_base"] == (
        row["value"] - row["base"] + row["entered"] - row["left"]) == -29072
