"""view=: schools as they were in the period, or as they are now."""
import random

import pytest

from lib import world
from lib.world import observations

EVENTS = "date,kind,from,to,weight\n"


@pytest.fixture
def make(own_server):
    """A world with more schools in it, reports, and what happened."""
    def build(rows, events, schools=""):
        server = own_server()
        world.load(server.admin)
        server.admin.load("schools", "code,name_zh,area\nA,甲,T11\nB,乙,T11\n"
                          "M,并校,T12\nC,丙,T11\nC1,丙一,T11\nC2,丙二,T12\n"
                          + schools)
        server.admin.load("observations", observations(*rows))
        if events:
            server.admin.load("school-events", EVENTS + events)
        return server.admin
    return build


def ask(client, **params):
    return client.data(**{"indicator": "comp_awards", "area": "T1",
                          "compare": "prev_year", **params})


def by_school(client, period, **params):
    return {row["school"]: row for row in ask(
        client, by="school", period=period, **params).rows()}


def test_a_merger_is_comparable_as_it_is(make):
    client = make([("A", "comp_awards", 2021, 30),
                   ("B", "comp_awards", 2021, 20),
                   ("S1", "comp_awards", 2021, 7),
                   ("M", "comp_awards", 2022, 60),
                   ("S1", "comp_awards", 2022, 8)],
                  "2022-01-01,merge,A,M,\n2022-01-01,merge,B,M,\n")
    was = by_school(client, 2022)
    assert was["M"]["reason"] == "BASE_MISSING"
    assert was["A"]["reason"] == "CUR_MISSING"
    now = by_school(client, 2022, view="as_is")
    assert set(now) == {"M", "S1"}
    assert (now["M"]["value"], now["M"]["base"]) == (60, 50)
    assert now["M"]["change_pct"] == 20
    # The same sums at the top, for both views.
    for area in ("T1", "CN"):
        was, now = (ask(client, area=area, period=2022, view=view).rows()[0]
                    for view in ("as_was", "as_is"))
        assert (was["value"], was["base"]) == (now["value"],
                                               now["base"]) == (68, 57)
    # A and B were in T11, M is in T12.
    assert {r["area"]: r["base"] for r in ask(
        client, by="area", period=2022).rows()} == {"T11": 57, "T12": None}
    assert {r["area"]: r["base"] for r in ask(
        client, by="area", period=2022, view="as_is").rows()} == {
            "T11": 7, "T12": 50}


def test_the_matched_panel_with_and_without_it(make):
    client = make([("A", "comp_awards", 2021, 30),
                   ("B", "comp_awards", 2021, 20),
                   ("S1", "comp_awards", 2021, 7),
                   ("M", "comp_awards", 2022, 60),
                   ("S1", "comp_awards", 2022, 8)],
                  "2022-01-01,merge,A,M,\n2022-01-01,merge,B,M,\n")
    reply = ask(client, period=2022, basis="matched", panel="list")
    row = reply.rows()[0]
    assert (row["value"], row["base"], row["panel"]) == (8, 7, 1)
    assert (row["entered"], row["left"]) == (60, 50)
    panel = reply.json["meta"]["panel"]
    assert {(r["school"], r["reason"]) for r in panel["left"]} == {
        ("A", "merged"), ("B", "merged")}
    assert [(r["school"], r["reason"]) for r in panel["entered"]] == [
        ("M", "merged")]
    row = ask(client, period=2022, basis="matched", view="as_is").rows()[0]
    assert (row["value"], row["base"], row["panel"]) == (68, 57, 2)
    assert (row["entered"], row["left"]) == (0, 0)
    assert row["reported"] == 2 and row["expected"] == 8


def test_rates_of_merged_schools_are_sums_over_sums(make):
    client = make([("A", "grads_sv", "2020AY", 100),
                   ("A", "grads_sv_to_hv", "2020AY", 90),
                   ("B", "grads_sv", "2020AY", 300),
                   ("B", "grads_sv_to_hv", "2020AY", 30),
                   ("M", "grads_sv", "2021AY", 200),
                   ("M", "grads_sv_to_hv", "2021AY", 100)],
                  "2021-09-01,merge,A,M,\n2021-09-01,merge,B,M,\n")
    row = by_school(client, "2021AY", indicator="adv_rate_hv",
                    view="as_is")["M"]
    assert (row["value"], row["base"], row["change_pp"]) == (50, 30, 20)


def test_a_split_with_weights_is_estimated(make):
    client = make([("C", "comp_awards", 2021, 101),
                   ("C1", "comp_awards", 2022, 70),
                   ("C2", "comp_awards", 2022, 40)],
                  "2022-01-01,split,C,C1,0.7\n2022-01-01,split,C,C2,0.3\n")
    now = by_school(client, 2022, view="as_is")
    assert set(now) == {"C1", "C2"}
    assert now["C1"]["base"] + now["C2"]["base"] == 101
    assert now["C1"]["base"] == 70
    base = by_school(client, 2021, view="as_is", compare="none")
    assert {code: row["status"] for code, row in base.items()} == {
        "C1": "E", "C2": "E"}
    assert {r["area"]: r["base"] for r in ask(
        client, by="area", period=2022, view="as_is").rows()} == {
            "T11": 70, "T12": 31}
    assert ask(client, period=2022, view="as_is").rows()[0]["base"] == 101


def test_a_split_without_weights_is_one_group(make):
    client = make([("C", "comp_awards", 2021, 100),
                   ("C1", "comp_awards", 2022, 70),
                   ("C2", "comp_awards", 2022, 40)],
                  "2022-01-01,split,C,C1,\n2022-01-01,split,C,C2,\n")
    now = by_school(client, 2022, view="as_is")
    assert set(now) == {"C"}
    assert (now["C"]["value"], now["C"]["base"]) == (110, 100)


def test_a_school_that_moved_counts_where_it_was(make):
    client = make([("A", "comp_awards", 2021, 30),
                   ("A", "comp_awards", 2022, 40),
                   ("S1", "comp_awards", 2021, 1),
                   ("S3", "comp_awards", 2022, 2)],
                  "2022-01-01,transfer,A,T12,\n")
    was = {r["area"]: (r["value"], r["base"]) for r in ask(
        client, by="area", period=2022).rows()}
    assert was == {"T11": (None, 31), "T12": (42, None)}
    now = {r["area"]: (r["value"], r["base"]) for r in ask(
        client, by="area", period=2022, view="as_is").rows()}
    assert now == {"T11": (None, 1), "T12": (42, 30)}
    for view in ("as_was", "as_is"):
        row = ask(client, period=2022, view=view).rows()[0]
        assert (row["value"], row["base"]) == (42, 31)
    # By school, under both areas for its time in each.
    rows = [(r["area"], r["school"], r["value"], r["base"]) for r in ask(
        client, by="area,school", period=2022).rows() if r["school"] == "A"]
    assert rows == [("T11", "A", None, 30), ("T12", "A", 40, None)]
    row = ask(client, area="T12", period=2022, basis="matched",
              panel="list")
    assert [(r["school"], r["reason"])
            for r in row.json["meta"]["panel"]["entered"]] == [
                ("A", "transferred"), ("S3", "not_reported")]
    row = ask(client, area="T12", period=2022, basis="matched",
              view="as_is").rows()[0]
    assert (row["value"], row["base"]) == (40, 30)


def test_the_root_is_the_same_in_both_views(own_server):
    draw = random.Random(11)
    server = own_server()
    world.load(server.admin)
    schools = [f"R{i:02d}" for i in range(20)]
    server.admin.load("schools", "code,name_zh,area\n" + "".join(
        f"{s},校,{draw.choice(['T11', 'T12'])}\n" for s in schools))
    server.admin.load("observations", observations(
        *[(s, "grads_sv", f"{y}AY", g, draw.randrange(1000))
          for s in schools for y in range(2016, 2024) for g in "12"
          if draw.random() < 0.7], columns=("gender",)))
    events, left = "", list(schools)
    draw.shuffle(left)
    for year in range(2017, 2023):
        kind = draw.choice(["merge", "split", "weighted"])
        one, two, three = left.pop(), left.pop(), left.pop()
        day = f"{year}-09-01"
        if kind == "merge":
            events += f"{day},merge,{one},{three},\n"
            events += f"{day},merge,{two},{three},\n"
        else:
            weights = ("0.35", "0.65") if kind == "weighted" else ("", "")
            events += f"{day},split,{one},{two},{weights[0]}\n"
            events += f"{day},split,{one},{three},{weights[1]}\n"
    done = server.admin.load("school-events", EVENTS + events)
    assert done["rows"]["inserted"] == 12
    for by in ("", "gender"):
        params = {"indicator": "grads_sv", "period": "2016AY..2023AY",
                  "area": "CN", "compare": "prev_year",
                  **({"by": by} if by else {})}
        was = server.admin.data(view="as_was", **params).rows()
        now = server.admin.data(view="as_is", **params).rows()
        assert len(was) >= 8
        assert [(r["value"], r["base"], r["change_pct"]) for r in was] == [
            (r["value"], r["base"], r["change_pct"]) for r in now]
    rows = server.admin.data(indicator="grads_sv", period="2018AY",
                             area="CN", by="school", view="as_is").rows()
    assert sum(r["value"] for r in rows if r["value"]) == next(
        r["value"] for r in server.admin.data(
            indicator="grads_sv", period="2018AY", area="CN").rows())


def test_months_before_a_move_count_in_the_old_place(make):
    rows = [("A", "train_persontimes", f"{y}M{m:02d}", 10 * (y - 2020) + m)
            for y in (2021, 2022) for m in range(1, 13)]
    rows += [("S3", "train_persontimes", f"{y}M{m:02d}", 1)
             for y in (2021, 2022) for m in range(1, 13)]
    client = make(rows, "2022-07-01,transfer,A,T12,\n")
    first = sum(20 + m for m in range(1, 7))
    second = sum(20 + m for m in range(7, 13))
    for basis in ("all", "matched"):
        got = {r["area"]: r for r in ask(
            client, indicator="train_persontimes", period="2022", by="area",
            basis=basis).rows()}
        if basis == "all":
            assert got["T11"]["value"] is None  # without its second half
            assert got["T12"]["value"] == 12 + second
        else:
            assert (got["T12"]["value"], got["T12"]["panel"]) == (12, 1)
            assert got["T12"]["entered"] == second
    got = {r["area"]: r for r in ask(
        client, indicator="train_persontimes", period="2022", by="area",
        ytd="M12", basis="matched").rows()}
    # The months that T11 had in both years.
    assert got["T11"]["value"] == first and got["T11"]["months"] == "M01..M06"
    assert got["T11"]["base"] == sum(10 + m for m in range(1, 7))
    assert got["T11"]["left"] == sum(10 + m for m in range(7, 13))
    assert got["T12"]["value"] == 12
    assert got["T12"]["entered"] == second


def test_who_is_expected_up_to_a_month(make):
    client = make([("S1", "train_persontimes", "2022M01", 1)], "",
                  "N,新校,T11\n")
    client.load("schools", "code,name_zh,area,opened\nN,新校,T11,2022-09-01\n")
    for month, expected in (("M08", 6), ("M09", 7)):
        row = client.data(indicator="train_persontimes", area="T11",
                          period="2022", ytd=month).rows()[0]
        assert row["expected"] == expected


def test_a_change_of_level_breaks_the_levels_and_not_their_sum(make):
    client = make([("S1", "comp_awards", 2021, 1)],
                  "2022-01-01,change_level,A,hv,\n")
    client.load("observations", observations(
        ("A", "students_ft", "2021-09-01", "sv", 100),
        ("A", "students_ft", "2022-09-01", "hv", 120),
        ("S1", "students_ft", "2021-09-01", "sv", 10),
        ("S1", "students_ft", "2022-09-01", "sv", 11),
        ("S3", "students_ft", "2021-09-01", "hv", 5),
        ("S3", "students_ft", "2022-09-01", "hv", 6),
        columns=("school_level",)))
    params = {"indicator": "students_ft", "period": "2022-09-01"}
    rows = ask(client, by="school_level", **params).rows()
    assert {r["school_level"]: (r["reason"], r["change_abs"])
            for r in rows} == {"sv": ("BREAK", None), "hv": ("BREAK", None)}
    row = ask(client, **params).rows()[0]
    assert (row["reason"], row["value"], row["base"]) == ("OK", 137, 115)
    rows = ask(client, by="area,school_level", **params).rows()
    assert {(r["area"], r["school_level"]): r["reason"] for r in rows} == {
        ("T11", "sv"): "BREAK", ("T11", "hv"): "BASE_MISSING",
        ("T12", "hv"): "OK"}
    rows = ask(client, by="school_level", allow_break="true",
               **params).rows()
    assert {r["school_level"]: r["change_abs"] for r in rows} == {
        "sv": -99, "hv": 121}
