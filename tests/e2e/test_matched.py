"""basis=matched: the schools that are in both periods, and the bridge to the
comparison of all."""
import random

import pytest

from lib import world
from lib.world import observations


@pytest.fixture(scope="module", autouse=True)
def loaded(server):
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 40), ("S1", "comp_awards", "2023", 50),
        ("S2", "comp_awards", "2022", 30),
        ("S3", "comp_awards", "2023", 7),
        ("S4", "comp_awards", "2022", 5)))


def one(client, **params):
    rows = client.data(**{"indicator": "comp_awards", "area": "T1",
                          "compare": "prev_year", "basis": "matched",
                          **params}).rows()
    assert len(rows) == 1, rows
    return rows[0]


def test_the_bridge(admin):
    row = one(admin, period="2023")
    assert (row["value"], row["base"], row["change_pct"]) == (50, 40, 25)
    assert row["panel"] == row["reported"] == 1
    assert (row["all_value"], row["all_base"]) == (57, 75)
    assert (row["entered"], row["left"]) == (7, 35)
    everything = one(admin, period="2023", basis="all")
    assert (everything["value"], everything["base"]) == (57, 75)


def test_who_is_outside_and_why(admin):
    reply = admin.data(indicator="comp_awards", area="T1", period="2023",
                       compare="prev_year", basis="matched", panel="list")
    panel = reply.json["meta"]["panel"]
    assert [(r["school"], r["value"], r["reason"])
            for r in panel["entered"]] == [("S3", 7, "not_reported")]
    assert [(r["school"], r["value"], r["reason"])
            for r in panel["left"]] == [("S2", 30, "not_reported"),
                                        ("S4", 5, "not_reported")]
    # S4 was closed on 2023-08-31.
    admin.load("observations", observations(
        ("S4", "comp_awards", "2023", 1), ("S1", "comp_awards", "2024", 60)))
    reply = admin.data(indicator="comp_awards", area="T1", period="2024",
                       compare="prev_year", basis="matched", panel="list")
    assert {(r["school"], r["reason"])
            for r in reply.json["meta"]["panel"]["left"]} == {
                ("S3", "not_reported"), ("S4", "closed")}


def test_a_list_is_of_one_row(public):
    reply = public.get("/v1/data", indicator="comp_awards", period="2022,2023",
                       compare="prev_year", basis="matched", panel="list")
    assert reply.status == 422


def test_nobody_in_both_periods(admin):
    row = one(admin, period="2024", area="T12")
    assert (row["value"], row["base"], row["panel"]) == (None, None, 0)
    assert row["reason"] == "CUR_MISSING"
    admin.load("observations", observations(
        ("S1", "bases_oncampus", "2023-09-01", 3),
        ("S2", "bases_oncampus", "2022-09-01", 2)))
    row = one(admin, indicator="bases_oncampus", period="2023-09-01")
    assert (row["value"], row["base"], row["panel"]) == (None, None, 0)
    assert row["reason"] == "COVERAGE"
    row = one(admin, period="2022")
    assert row["reason"] == "BASE_MISSING"
    row = one(admin, period="2025")
    assert row["reason"] == "CUR_MISSING"


def test_rates_are_those_of_the_same_panel(admin):
    admin.load("observations", observations(
        ("S1", "grads_sv", "2021AY", 100), ("S1", "grads_sv", "2022AY", 200),
        ("S1", "grads_sv_to_hv", "2021AY", 50),
        ("S1", "grads_sv_to_hv", "2022AY", 120),
        ("S2", "grads_sv", "2022AY", 100),
        ("S2", "grads_sv_to_hv", "2022AY", 10)))
    row = one(admin, indicator="adv_rate_hv", period="2022AY", parts="true")
    assert (row["value"], row["base"], row["change_pp"]) == (60, 50, 10)
    assert (row["numerator"], row["denominator"]) == (120, 200)
    assert row["all_value"] == 43.33
    assert row["entered"] is None and row["left"] is None


def test_the_identity_holds_everywhere(own_server):
    draw = random.Random(3)
    server = own_server()
    world.load(server.admin)
    schools = [f"R{i:02d}" for i in range(24)]
    server.admin.load("schools", "code,name_zh,area\n" + "".join(
        f"{s},校,{draw.choice(['T11', 'T12', 'T1'])}\n" for s in schools))
    figures = {(s, y, g): draw.randrange(100) for s in schools
               for y in range(2018, 2024) for g in "12"
               if draw.random() < 0.6}
    server.admin.load("observations", observations(
        *[(s, "grads_sv", f"{y}AY", g, v)
          for (s, y, g), v in figures.items()], columns=("gender",)))
    for by in ("", "area", "gender", "area,gender", "school"):
        params = {"by": by} if by else {}
        every = dict(indicator="grads_sv", area="T1",
                     period="2019AY..2023AY", compare="prev_year", **params)
        rows = server.admin.data(basis="matched", **every).rows()
        plain = server.admin.data(**every).rows()
        assert len(rows) == len(plain) > 0
        for row, whole in zip(rows, plain):
            assert row["all_value"] == whole["value"]
            assert row["all_base"] == whole["base"]
            if row["entered"] is not None:
                value, base = row["value"] or 0, row["base"] or 0
                assert row["all_value"] - row["all_base"] == (
                    value - base + row["entered"] - row["left"])
    # One cell counted by hand.
    row = next(r for r in server.admin.data(
        basis="matched", indicator="grads_sv", area="T1", by="gender",
        period="2020AY", compare="prev_year").rows() if r["gender"] == "1")
    both = [s for s in schools if (s, 2020, "1") in figures
            and (s, 2019, "1") in figures]
    assert row["panel"] == len(both)
    assert row["value"] == sum(figures[s, 2020, "1"] for s in both)
    assert row["base"] == sum(figures[s, 2019, "1"] for s in both)
