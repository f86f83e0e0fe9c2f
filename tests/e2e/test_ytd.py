"""ytd=: the year so far against the same months of the year before."""
import random

import pytest

from lib import world
from lib.world import observations

# The worked example of the reference: Jan-Aug of two years.
NOW = [3200, 1800, 4100, 3900, 4500, 5200, 6100, 5400]
BEFORE = [2900, 1500, 4000, 3600, 4800, 5100, 5200, 4900]


@pytest.fixture(scope="module", autouse=True)
def loaded(server):
    world.load(server.admin)
    rows = [("S1", "train_persontimes", f"2024M{m:02d}", value)
            for m, value in enumerate(NOW, 1)]
    rows += [("S1", "train_persontimes", f"2023M{m:02d}", value)
             for m, value in enumerate(BEFORE, 1)]
    # S2 lacks March 2024 and August 2023; S3 is new in 2024.
    rows += [("S2", "train_persontimes", f"2024M{m:02d}", 10 * m)
             for m in range(1, 9) if m != 3]
    rows += [("S2", "train_persontimes", f"2023M{m:02d}", m)
             for m in range(1, 8)]
    rows += [("S3", "train_persontimes", f"2024M{m:02d}", 1000)
             for m in range(1, 9)]
    server.admin.load("observations", observations(*rows))


def ask(admin, **params):
    return admin.data(**{"indicator": "train_persontimes", "period": "2024",
                         "ytd": "M08", "compare": "prev_year", **params})


def one(admin, **params):
    rows = ask(admin, **params).rows()
    assert len(rows) == 1, rows
    return rows[0]


def test_the_printed_example(admin):
    row = next(row for row in ask(admin, area="T11", by="school").rows()
               if row["school"] == "S1")
    assert (row["value"], row["base"], row["change_abs"]) == (34200, 32000,
                                                              2200)
    assert row["change_pct"] == 6.88  # 6.875: a tie, to even
    assert (row["months"], row["dropped"]) == ("M01..M08", 0)
    august = admin.data(indicator="train_persontimes", period="2024M08",
                        area="T11", by="school", compare="prev_year").rows()
    assert next(r for r in august
                if r["school"] == "S1")["change_pct"] == 10.20
    july = admin.data(indicator="train_persontimes", period="2024M08",
                      area="T11", by="school", compare="prev_period").rows()
    assert next(r for r in july
                if r["school"] == "S1")["change_pct"] == -11.48


def test_each_school_counts_with_its_common_months(admin):
    reply = ask(admin, area="T1")
    row = reply.rows()[0]
    common = [1, 2, 4, 5, 6, 7]
    assert row["value"] == 34200 + 10 * sum(common)
    assert row["base"] == 32000 + sum(common)
    assert row["dropped"] == 1  # S3 has nothing to compare with
    assert row["reported"] == 2
    assert [w["code"] for w in reply.json["meta"]["warnings"]] == [
        "uneven_months"]
    row = next(row for row in ask(admin, area="T11", by="school").rows()
               if row["school"] == "S2")
    assert row["months"] == "M01..M02,M04..M07"


def test_the_bridge_to_all_that_was_reported(admin):
    row = one(admin, area="T1", basis="matched")
    assert row["panel"] == 2
    assert row["all_value"] == 34200 + 10 * (36 - 3) + 8000
    assert row["all_base"] == 32000 + 28
    assert row["all_value"] - row["all_base"] == (
        row["value"] - row["base"] + row["entered"] - row["left"])


def test_without_a_base_every_school_counts(admin):
    row = one(admin, area="T1", compare="none")
    assert row["value"] == 34200 + 10 * (36 - 3) + 8000
    assert row["dropped"] == 0


def test_a_year_without_a_base(admin):
    row = one(admin, area="T1", period="2023")
    assert (row["value"], row["base"], row["reason"]) == (None, None,
                                                          "BASE_MISSING")


def test_stocks_are_taken_at_their_last_date(admin):
    admin.load("observations", observations(
        ("S1", "students_ft", "2022-09-01", 100),
        ("S1", "students_ft", "2023-09-01", 110),
        ("S2", "students_ft", "2023-09-01", 50)))
    row = one(admin, indicator="students_ft", area="T11")
    assert (row["value"], row["base"], row["dropped"]) == (110, 100, 1)
    assert row["months"] is None
    # A flow over a stock: 34,200 person-times, 110 students.
    rows = ask(admin, indicator="train_intensity", area="T11", by="school",
               parts="true").rows()
    assert (rows[0]["numerator"], rows[0]["denominator"]) == (34200, 110)
    assert rows[0]["value"] == 310.91
    assert len(rows) == 2 and rows[1]["value"] is None


def test_ratios_have_their_months_in_both_parts(admin):
    admin.load("observations", observations(
        *[("S1", "train_persontimes_key", f"{year}M{m:02d}", 100 + m)
          for year in (2023, 2024) for m in (1, 2, 5)]))
    row = one(admin, indicator="train_key_share", area="T11", parts="true")
    assert row["months"] == "M01..M02,M05"
    assert row["numerator"] == 101 + 102 + 105
    assert row["denominator"] == 3200 + 1800 + 4500
    assert row["base_denominator"] == 2900 + 1500 + 4800


def test_only_calendar_years_have_a_year_to_date(public):
    reply = public.get("/v1/data", indicator="train_persontimes",
                       period="2024M08", ytd="M08")
    assert reply.status == 422 and reply.code == "ytd_period"


def test_against_a_recount(own_server):
    draw = random.Random(8)
    server = own_server()
    world.load(server.admin)
    figures = {}
    for school in ("S1", "S2", "S3"):
        for year in (2021, 2022, 2023):
            for month in range(1, 13):
                if draw.random() < 0.8:
                    figures[school, year, month] = draw.randrange(1000)
    server.admin.load("observations", observations(
        *[(s, "train_persontimes", f"{y}M{m:02d}", v)
          for (s, y, m), v in figures.items()]))
    for upto in range(1, 13):
        reply = server.admin.data(
            indicator="train_persontimes", area="T1", period="2022,2023",
            ytd=f"M{upto:02d}", compare="prev_year", basis="matched")
        for row in reply.rows():
            year = int(row["period"])
            value = base = panel = 0
            for school in ("S1", "S2", "S3"):
                months = [m for m in range(1, upto + 1)
                          if (school, year, m) in figures
                          and (school, year - 1, m) in figures]
                panel += bool(months)
                value += sum(figures[school, year, m] for m in months)
                base += sum(figures[school, year - 1, m] for m in months)
            assert row["panel"] == panel
            if panel:
                assert (row["value"], row["base"]) == (value, base)
                assert row["all_value"] - row["all_base"] == (
                    row["value"] - row["base"] + row["entered"]
                    - row["left"])
                assert row["all_value"] == sum(
                    v for (_, y, m), v in figures.items()
                    if y == year and m <= upto)


def test_cumulative_reports_stand_for_all_their_months(own_server):
    server = own_server()
    world.load(server.admin)
    # S1 reported January to August in one figure, both years; S2 by month,
    # without March of the first year; S3 cumulatively against months.
    server.admin.load("observations", observations(
        ("S1", "train_persontimes", "2023M08", 32000, "ytd"),
        ("S1", "train_persontimes", "2024M08", 34200, "ytd"),
        ("S3", "train_persontimes", "2024M08", 800, "ytd"),
        *[("S3", "train_persontimes", f"2023M{m:02d}", 90, "month")
          for m in range(1, 9)],
        *[("S2", "train_persontimes", f"{y}M{m:02d}", m, "month")
          for y in (2023, 2024) for m in range(1, 9)
          if (y, m) != (2023, 3)]).replace("period,value\n",
                                           "period,value,basis\n"))
    params = {"indicator": "train_persontimes", "period": "2024",
              "compare": "prev_year", "ytd": "M08"}
    rows = {row["school"]: row for row in server.admin.data(
        area="T1", by="school", **params).rows()}
    assert (rows["S1"]["value"], rows["S1"]["base"]) == (34200, 32000)
    assert rows["S1"]["months"] == "M01..M08"
    assert (rows["S3"]["value"], rows["S3"]["base"]) == (800, 720)
    assert (rows["S2"]["value"], rows["S2"]["base"]) == (33, 33)
    assert rows["S2"]["months"] == "M01..M02,M04..M08"
    row = server.admin.data(area="T1", basis="matched", **params).rows()[0]
    assert (row["value"], row["base"], row["panel"]) == (35033, 32753, 3)
    assert (row["entered"], row["left"]) == (3, 0)


HEAD = "school,indicator,period,basis,value,status\n"


def reports(school, *rows):
    """(period, basis, value, status) of train_persontimes."""
    return "".join(f"{school},train_persontimes,{','.join(map(str, row))}\n"
                   for row in rows)


def ask_2022(client, **params):
    rows = client.data(indicator="train_persontimes", period="2022",
                       **params).rows()
    return {row.get("school", row["area"]): row for row in rows}


def test_cumulative_reports_and_months_of_one_unit_add_up(own_server):
    server = own_server()
    world.load(server.admin)
    # S1 by month until it went into S2, which reports cumulatively.
    server.admin.load("observations", HEAD + reports(
        "S1", *((f"2022M{m:02d}", "month", 10, "P") for m in range(1, 7)))
        + reports("S2", ("2022M08", "ytd", 500, "A")))
    server.admin.load("school-events", "date,kind,from,to\n"
                      "2022-07-01,merge,S1,S2\n2022-07-01,merge,S2,S2\n")
    for area in ("T11", "CN"):
        for view in ("as_was", "as_is"):
            row = ask_2022(server.admin, area=area, ytd="M08",
                           view=view)[area]
            assert (row["value"], row["status"]) == (560, "P"), (area, view)
    row = ask_2022(server.admin, area="T11", ytd="M08", view="as_is",
                   by="school")
    assert set(row) == {"S2"}
    assert (row["S2"]["value"], row["S2"]["months"]) == (560, "M01..M08")
    # A month that both have by itself is no span.
    assert ask_2022(server.admin, area="T11", ytd="M06", view="as_is",
                    by="school")["S2"]["value"] == 60


def test_a_cumulative_report_over_a_move_counts_once(own_server):
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", HEAD
                      + reports("S1", *((f"2022M{m:02d}", "ytd", 100 * m, "A")
                                        for m in range(1, 9)))
                      + reports("S2", ("2022M06", "ytd", 30, "A"),
                                ("2022M07", "ytd", 37, "A"),
                                ("2022M08", "ytd", 45, "A")))
    server.admin.load("school-events", "date,kind,from,to\n"
                      "2022-07-01,transfer,S1,T12\n"
                      "2022-07-01,transfer,S2,T12\n")
    got = ask_2022(server.admin, area="T1", by="school", ytd="M08")
    assert {s: r["value"] for s, r in got.items()} == {"S1": 800, "S2": 45}
    # All months of S1 are known. Of S2 nobody knows how much was before the
    # move: it counts where it was on the first day.
    got = ask_2022(server.admin, area="T1", by="area", ytd="M08")
    assert {a: r["value"] for a, r in got.items()} == {"T11": 645,
                                                       "T12": 200}
    assert ask_2022(server.admin, area="T1", ytd="M08")["T1"]["value"] == 845


def test_the_status_is_that_of_the_months_that_count(own_server):
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", HEAD + reports(
        "S1", ("2021M01", "month", 1, "A"), ("2022M01", "month", 2, "P"),
        ("2022M02", "month", 3, "E"), ("2022M03", "month", "", "J")))
    for compare, status in (("none", "E"), ("prev_year", "P")):
        row = ask_2022(server.admin, area="T11", ytd="M03",
                       compare=compare)["T11"]
        assert row["status"] == status
