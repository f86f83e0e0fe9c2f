"""The demo city keeps the rules that reported figures must keep."""
import csv
import glob
import os
import re
import subprocess
from collections import defaultdict
from decimal import Decimal

import pytest

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
FIXED = {"school", "indicator", "period", "value", "status", "note"}
YEARS = range(2019, 2025)


def catalogue():
    """The indicators and dimensions as the migration seeds them."""
    path = os.path.join(TOP, "schema/migrations/0002_catalogue.sql")
    with open(path, encoding="utf-8") as seed:
        text = seed.read()
    indicators = {}
    for line in re.findall(r"^\('.*\)[,;]$", text, re.M):
        cells = re.findall(r"'((?:[^']|'')*)'|(-?\d+)", line)
        cells = [a or b for a, b in cells]
        if len(cells) == 14:
            indicators[cells[0]] = {
                "kind": cells[4], "agg": cells[7], "period": cells[9],
                "breakdowns": cells[10].split("|"),
                "decimals": int(cells[13])}
    members = defaultdict(set)
    for dim, code in re.findall(
            r"^\('(\w+)', '(?:partition|overlapping)', \d+, '([^']*)'",
            text, re.M):
        members[dim].add(code)
    overlapping = set(re.findall(r"^\('(\w+)', 'overlapping'", text, re.M))
    return indicators, members, overlapping


INDICATORS, MEMBERS, OVERLAPPING = catalogue()


def make(folder, seed):
    subprocess.run([os.path.join(TOP, "scripts/demo-city"), str(folder)],
                   check=True, stdout=subprocess.DEVNULL, timeout=60,
                   env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("demo")
    make(made, "1")
    return made


def read(path):
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture(scope="module")
def schools(folder):
    return {row["code"]: row for row in read(folder / "schools.csv")}


@pytest.fixture(scope="module")
def rows(folder):
    out = []
    for path in sorted(glob.glob(str(folder / "observations-*.csv"))):
        for row in read(path):
            row["members"] = {k: v for k, v in row.items()
                              if k not in FIXED and v}
            out.append(row)
    return out


@pytest.fixture(scope="module")
def figures(rows):
    """{(school, indicator, period): {frozenset of members: value}}"""
    out = defaultdict(dict)
    for row in rows:
        key = row["school"], row["indicator"], row["period"]
        where = frozenset(row["members"].items())
        assert where not in out[key], f"twice: {key} {where}"
        out[key][where] = Decimal(row["value"]) if row["value"] else None
    return out


@pytest.fixture(scope="module")
def totals(figures):
    return {key: table[frozenset()] for key, table in figures.items()
            if table.get(frozenset()) is not None}


def test_same_files_every_time(folder, tmp_path):
    make(tmp_path, "2")
    names = sorted(os.listdir(folder))
    assert names == sorted(os.listdir(tmp_path))
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes()


def test_about_forty_schools_in_ten_counties(folder, schools):
    areas = read(folder / "areas.csv")
    assert [a["code"] for a in areas if a["level"] == "prefecture"] == [
        "990100"]
    assert [a["code"] for a in areas if a["level"] == "county"] == [
        f"9901{i:02d}" for i in range(1, 11)]
    assert 38 <= len(schools) <= 42
    assert {s["area"] for s in schools.values()} == {
        a["code"] for a in areas if a["level"] == "county"}


def test_partnerships_keep_the_dates_of_their_schools(folder, schools):
    entries = read(folder / "partnerships.csv")
    assert len(entries) > 250
    keys = {(e["school"], e["credit_code"] or e["enterprise"], e["start"])
            for e in entries}
    assert len(keys) == len(entries)
    for entry in entries:
        school = schools[entry["school"]]
        assert not entry["end"] or entry["start"] <= entry["end"]
        assert not school["opened"] or school["opened"] <= entry["start"]
        if school["closed"]:
            assert entry["end"] and entry["end"] <= school["closed"]
        assert set(entry["tiers"].split("|")) <= MEMBERS["ent_tier"]
        assert set(entry["modes"].split("|")) <= MEMBERS["coop_mode"]
        # The place of registration is none of GB/T 2260.
        assert re.fullmatch("(91990100[0-9A-Z]{10})?", entry["credit_code"])
    shared = defaultdict(set)
    for entry in entries:
        shared[entry["credit_code"]].add(entry["school"])
    assert sum(len(s) > 1 for s in shared.values()) > 30


def test_everything_is_marked_synthetic(folder, schools, rows):
    for entry in read(folder / "partnerships.csv"):
        assert "合成" in entry["enterprise"] and entry["source"] == "合成"
    named = read(folder / "areas.csv") + list(schools.values())
    for row in named:
        assert "合成" in row["name_zh"] and "synthetic" in row["name_en"]
    assert {row["note"] for row in rows} == {"合成"}


def test_codes_are_not_given_out(folder, schools):
    for row in read(folder / "areas.csv"):
        assert row["code"].startswith("99")
    for code in schools:
        assert re.fullmatch(r"(36|41)99\d{6}", code)
        assert not code.startswith("41") or code[4] == "0"


def test_every_sum_of_the_catalogue_has_figures_in_every_year(rows):
    have = defaultdict(set)
    for row in rows:
        have[row["indicator"]].add(int(row["period"][:4]))
    wanted = {i for i, row in INDICATORS.items() if row["agg"] == "sum"}
    assert len(wanted) == 40
    assert set(have) == wanted
    for indicator, years in have.items():
        assert years == set(YEARS), indicator


def test_periods_are_of_the_indicators_type(rows):
    forms = {"month": r"\d{4}M\d\d", "calendar_year": r"\d{4}",
             "school_year": r"\d{4}AY", "point_in_time": r"\d{4}-09-01"}
    for row in rows:
        form = forms[INDICATORS[row["indicator"]]["period"]]
        assert re.fullmatch(form, row["period"]), row


def test_members_are_known_and_breakdowns_foreseen(rows):
    for row in rows:
        for dim, code in row["members"].items():
            assert code in MEMBERS[dim], row
            assert dim in INDICATORS[row["indicator"]]["breakdowns"], row


def test_values_have_the_indicators_decimals(rows):
    for row in rows:
        if row["status"] == "O":
            assert row["value"] == ""
            continue
        decimals = INDICATORS[row["indicator"]]["decimals"]
        whole, _, fraction = row["value"].partition(".")
        assert whole.isdigit() and len(fraction) <= decimals, row


def dims_of(where):
    return tuple(sorted(dim for dim, _ in where))


def test_partitions_add_up_to_the_total(figures):
    checked = 0
    for key, table in figures.items():
        total = table.get(frozenset())
        sums = defaultdict(Decimal)
        for where, value in table.items():
            if where and not OVERLAPPING & set(dims_of(where)):
                sums[dims_of(where)] += value
        if total is None:
            assert key[1] in ("schools_total", "schools_std_met") or not sums
            continue
        for dims, value in sums.items():
            assert value == total, (key, dims)
            checked += 1
    assert checked > 20000


def test_overlapping_members_are_at_most_the_total(figures):
    checked = 0
    for key, table in figures.items():
        for where, value in table.items():
            if OVERLAPPING & set(dims_of(where)):
                assert value <= table[frozenset()], (key, where)
                checked += 1
    assert checked > 10000


NOT_MORE = [
    ("train_persontimes_subsidised", "train_persontimes"),
    ("train_persontimes_key", "train_persontimes"),
    ("skill_certs", "skill_assessed"),
    ("enrol_five_year", "enrol_sv"),
    ("students_sv", "students_ft"),
    ("students_five_year", "students_sv"),
    ("order_students", "students_ft"),
    ("apprentice_students", "students_ft"),
    ("grads_sv", "grads_total"),
    ("grads_sv_to_hv", "grads_sv"),
    ("grads_sv_to_higher", "grads_sv"),
    ("grads_sv_to_hv", "grads_sv_to_higher"),
    ("grads_sv_to_hv", "hv_admitted"),
    ("hv_admitted", "hv_applicants"),
    ("hv_applicants", "grads_sv"),
    ("grads_placed", "grads_total"),
    ("teachers_major", "teachers_ft"),
    ("teachers_dual", "teachers_major"),
    ("teachers_dual_50plus", "teachers_dual"),
    ("bases_complete", "bases_oncampus"),
    ("ent_equip_value", "equip_value"),
    ("fund_gov", "fund_total"),
]


@pytest.mark.parametrize("part,whole", NOT_MORE)
def test_part_is_not_more_than_the_whole(figures, part, whole):
    """In the total and in every breakdown that both have."""
    checked = 0
    for (school, indicator, period), table in figures.items():
        if indicator != part:
            continue
        other = figures[school, whole, period]
        for where, value in table.items():
            if value is not None and other.get(where) is not None:
                assert value <= other[where], (school, period, dict(where))
                checked += 1
    assert checked >= 200


def test_key_groups_cover_the_key_total(figures):
    """key <= all <= sum of the groups and `none`."""
    for (_, indicator, _), table in figures.items():
        groups = {dict(w)["key_group"]: v for w, v in table.items()
                  if dims_of(w) == ("key_group",)}
        if indicator == "train_persontimes" and groups:
            assert sum(groups.values()) >= table[frozenset()]
        if indicator == "train_persontimes_key" and groups:
            assert sum(groups.values()) >= table[frozenset()]


def test_funding_adds_up_by_source(figures, totals):
    for (school, indicator, period), table in figures.items():
        if indicator != "fund_total":
            continue
        by_source = defaultdict(Decimal)
        for where, value in table.items():
            if where:
                by_source[dict(where)["fund_source"]] += value
        for source in ("gov", "loan", "social"):
            assert totals[school, "fund_" + source, period] == by_source[
                source]


def test_older_dual_teachers_are_those_of_the_bands(figures, totals):
    older = {"50_54", "55_59", "60_64", "ge65"}
    for (school, indicator, period), table in figures.items():
        if indicator != "teachers_dual":
            continue
        count = sum(v for w, v in table.items()
                    if dict(w).get("age_band") in older)
        assert totals[school, "teachers_dual_50plus", period] == count
        if table[frozenset()]:
            mean = (totals[school, "teachers_dual_age_sum", period]
                    / table[frozenset()])
            assert 20 <= mean <= 75


def test_newly_selected_programmes_are_held(totals):
    for (school, indicator, period), held in totals.items():
        before = (school, indicator, f"{int(period[:4]) - 1}-09-01")
        if indicator == "majors_prov_key" and before in totals:
            new = totals[school, "majors_prov_key_new", period[:4]]
            assert held == totals[before] + new


def test_students_come_and_go_as_intake_and_graduates_say(totals):
    """students(t) = students(t-1) + intake - graduates - who left, for the
    secondary schools: the rest that nobody explains is under 5 %."""
    checked = 0
    for (school, indicator, period), now in totals.items():
        year = int(period[:4])
        before = totals.get((school, indicator, f"{year - 1}-09-01"))
        if (indicator != "students_ft" or not school.startswith("36")
                or not before):
            continue
        came = totals[school, "enrol_sv", f"{year}AY"]
        left = totals.get((school, "grads_sv", f"{year - 1}AY"), 0)
        assert 0 <= before + came - left - now <= before * Decimal("0.05")
        checked += 1
    assert checked > 150


def test_no_figures_of_a_school_that_is_not_open(rows, schools):
    opened = {c: s["opened"] for c, s in schools.items() if s["opened"]}
    closed = {c: s["closed"] for c, s in schools.items() if s["closed"]}
    assert len(opened) == 1 and len(closed) == 1
    for row in rows:
        month = row["period"].replace("M", "-")[:7]
        if row["school"] in opened:
            assert month >= opened[row["school"]][:len(month)], row
        if row["school"] in closed:
            assert month <= closed[row["school"]][:len(month)], row


def test_one_school_reports_late(figures, schools):
    full = defaultdict(set)
    missing = defaultdict(set)
    for (school, indicator, period), table in figures.items():
        if indicator == "train_persontimes":
            full[school].add(period)
            if table[frozenset()] is None:
                missing[school].add(period)
    short = {c for c in schools if len(full[c]) < 72
             and not schools[c]["opened"] and not schools[c]["closed"]}
    assert len(short) == 1
    assert set(missing) == short
    assert "2024M08" in full[short.pop()]


def city(totals, indicator):
    out = defaultdict(Decimal)
    for (_, name, period), value in totals.items():
        if name == indicator:
            out[period] += value
    return out


def test_magnitudes_are_those_of_a_city(totals):
    students = city(totals, "students_ft")
    assert all(25000 <= n <= 60000 for n in students.values())
    assert students["2024-09-01"] > students["2019-09-01"]


def test_2020_has_a_dip_and_february_is_low(totals):
    months = city(totals, "train_persontimes")
    year = {y: sum(v for p, v in months.items() if p.startswith(str(y)))
            for y in YEARS}
    assert year[2020] < year[2019] < year[2021]
    for y in YEARS:
        assert months[f"{y}M02"] == min(
            months[f"{y}M{m:02d}"] for m in range(1, 13))


def test_rates_are_plausible(totals):
    for part, whole, low, high in (
            ("grads_sv_to_hv", "grads_sv", 40, 75),
            ("hv_admitted", "hv_applicants", 75, 95),
            ("students_five_year", "students_sv", 10, 35),
            ("teachers_dual", "teachers_major", 35, 70),
            ("teachers_dual_50plus", "teachers_dual", 12, 35),
            ("students_ft", "teachers_ft", 1400, 2200),
            ("skill_certs", "skill_assessed", 60, 95)):
        upper, lower = city(totals, part), city(totals, whole)
        for period in upper:
            rate = 100 * upper[period] / lower[period]
            assert low <= rate <= high, (part, whole, period, rate)
