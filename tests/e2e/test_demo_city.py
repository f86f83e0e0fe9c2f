"""The demo city through the public API: every total that can be read is the
one that its files add up to."""
import csv
import os
from collections import defaultdict
from decimal import Decimal

import pytest

from lib import demo_city

FIXED = {"school", "indicator", "period", "value", "status", "note"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return demo_city.make(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def rows(folder):
    out = []
    for name in sorted(os.listdir(folder)):
        if name.startswith("observations"):
            with open(folder / name, encoding="utf-8", newline="") as table:
                out += csv.DictReader(table)
    return out


@pytest.fixture(scope="module", autouse=True)
def city(server, folder):
    demo_city.load(server.admin, folder)


@pytest.fixture(scope="module")
def areas(folder):
    with open(folder / "schools.csv", encoding="utf-8", newline="") as table:
        return {row["code"]: row["area"] for row in csv.DictReader(table)}


def test_every_total_of_city_and_counties(public, rows, areas):
    wanted = defaultdict(Decimal)
    for row in rows:
        dims = {k for k, v in row.items() if k not in FIXED and v}
        whole = row["indicator"] in ("schools_total", "schools_std_met")
        if row["value"] and (not dims or whole):
            for area in ("990100", areas[row["school"]]):
                key = row["indicator"], area, row["period"]
                wanted[key] += Decimal(row["value"])
    got = {}
    for indicator in sorted({key[0] for key in wanted}):
        for by in ({}, {"by": "area"}):
            periods = sorted({k[2] for k in wanted if k[0] == indicator})
            reply = public.data(indicator=indicator, area="990100",
                                period=",".join(periods), **by)
            for row in reply.rows():
                if row["value"] is not None:
                    key = row["indicator"], row["area"], row["period"]
                    got[key] = Decimal(str(row["value"]))
    assert len(wanted) > 5000
    assert got == dict(wanted)


@pytest.mark.parametrize("indicator,period,dims", [
    ("students_ft", "2024-09-01", ("gender", "grade")),
    ("students_ft", "2022-09-01", ("school_level",)),
    ("train_persontimes", "2023M05", ("train_type",)),
    ("train_persontimes", "2023M05", ("key_group",)),
    ("grads_placed", "2021AY", ("destination",)),
    ("teachers_dual", "2023-09-01", ("age_band",)),
    ("fund_total", "2022", ("fund_source", "fund_use")),
    ("schools_total", "2023-09-01", ("ownership", "school_level")),
])
def test_breakdowns(public, rows, indicator, period, dims):
    """The finest rows that name these dimensions, added up over the rest."""
    wanted = defaultdict(Decimal)
    details = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        if (row["indicator"], row["period"]) != (indicator, period):
            continue
        named = tuple(sorted(k for k, v in row.items()
                             if k not in FIXED and v))
        if set(dims) <= set(named) and row["value"]:
            key = tuple(row[dim] for dim in dims)
            details[row["school"], named][key] += Decimal(row["value"])
    schools = set()
    for (school, _), table in sorted(details.items()):
        if school not in schools:  # each detail adds up to the same
            schools.add(school)
            for key, value in table.items():
                wanted[key] += value
    got = {tuple(row[dim] for dim in dims): Decimal(str(row["value"]))
           for row in public.data(indicator=indicator, area="990100",
                                  period=period, by=",".join(dims)).rows()
           if row["value"] is not None}
    assert got == dict(wanted) and got


@pytest.fixture(scope="module")
def partners(folder):
    with open(folder / "partnerships.csv", encoding="utf-8",
              newline="") as table:
        return list(csv.DictReader(table))


def codes_at(partners, day, wanted):
    return {p["credit_code"] for p in partners if p["start"] <= day and
            (not p["end"] or p["end"] >= day) and p["credit_code"] and
            wanted(p)}


def is_leading(entry):
    return entry["depth"] == "deep" and {"central", "prov_leading"} & set(
        entry["tiers"].split("|"))


@pytest.mark.parametrize("indicator,wanted", [
    ("ent_partners", lambda p: True),
    ("ent_central_leading", is_leading),
    ("ent_oncampus", lambda p: p["on_campus"] == "yes"),
])
def test_enterprises_as_of_the_end_of_each_year(public, partners, indicator,
                                                wanted):
    rows = public.data(indicator=indicator, area="990100",
                       period="2020..2024", compare="prev_year").rows()
    assert len(rows) == 5
    for row in rows:
        cur = codes_at(partners, f"{row['period']}-12-31", wanted)
        base = codes_at(partners, f"{int(row['period']) - 1}-12-31", wanted)
        assert (row["value"], row["base"], row["new"], row["lost"]) == (
            len(cur), len(base), len(cur - base), len(base - cur))
        assert row["value"] > 0 and row["reported"] <= row["expected"]
        assert row["shared"] > 0 or indicator != "ent_partners"


def test_enterprises_new_on_campus(public, partners):
    rows = public.data(indicator="ent_oncampus_new", area="990100",
                       period="2020..2024").rows()
    assert [row["value"] for row in rows] == [
        len({p["credit_code"] for p in partners if p["on_campus"] == "yes" and
             p["credit_code"] and p["start"].startswith(str(year))})
        for year in range(2020, 2025)]


def test_a_late_reporter_shows(public):
    row = public.data(indicator="train_persontimes", area="990100",
                      period="2024M10").rows()[0]
    assert row["reported"] == row["expected"] - 1


def test_opening_and_closing_change_what_is_expected(public):
    rows = public.data(indicator="students_ft", area="990100",
                       period="2020-09-01..2023-09-01").rows()
    assert [row["expected"] for row in rows] == [40, 41, 40, 40]
    assert [row["reported"] for row in rows] == [40, 41, 40, 40]
