"""The figures that the field's own reference prints, through the API."""
import pytest

from lib import world
from lib.world import observations

RATE = ("grads_sv_to_hv", "grads_sv")
# Per cent as they are, and rounded half to even to so many decimals.
TIES = [("0.125", 2, "0.12"), ("0.375", 2, "0.38"), ("1.05", 1, "1.0"),
        ("0.35", 1, "0.4"), ("2.5", 0, "2"), ("2.675", 2, "2.68"),
        ("1.005", 2, "1.00")]


def rate(school, period, numerator, denominator):
    return [(school, RATE[0], period, numerator),
            (school, RATE[1], period, denominator)]


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    admin.load("schools", "code,name_zh,area\n" + "".join(
        f"V{n},例{n},T12\n" for n in range(len(TIES) + 1)))
    rows = []
    # 1: 90, 60 and 30 % of 500, 2000 and 100 graduates
    for school, (up, of) in zip(("S1", "S2", "S3"),
                                ((450, 500), (1200, 2000), (30, 100))):
        rows += rate(school, "2018AY", up, of)
    # 2: print as 66.80 and 70.09
    rows += rate("S1", "2012AY", 668040, 1000000)
    rows += rate("S1", "2013AY", 700909, 1000000)
    # 3: print as 92.84 and 73.94
    rows += rate("S1", "2015AY", 2087, 2248) + rate("S1", "2016AY", 2117,
                                                    2863)
    # 5: value / 100 000, and one that falls by 0.0365 points
    for number, (value, _, _) in enumerate(TIES):
        rows += rate(f"V{number}", "2020AY", round(float(value) * 1000),
                     100000)
    rows += rate("V7", "2020AY", 10000, 1000000)
    rows += rate("V7", "2021AY", 9635, 1000000)
    # 8
    for year, value in ((2010, 0), (2011, 0), (2012, 7), (2013, 8),
                        (2014, 100), (2016, 12), (2017, 15)):
        rows.append(("S1", "comp_awards", year, value))
    admin.load("observations", observations(*rows))
    # corrected in February, so that February alone is negative
    admin.load("observations", "school,indicator,period,value,basis\n"
               "S1,train_persontimes,2023M01,100,ytd\n"
               "S1,train_persontimes,2023M02,90,ytd\n"
               "S1,train_persontimes,2024M01,50,ytd\n"
               "S1,train_persontimes,2024M02,75,ytd\n")
    admin.load("breaks", "indicator,period,note_zh\n"
               "comp_awards,2017,另一口径\n")


def one(client, **asked):
    row, = client.data(**asked).rows()
    return row


def test_1_a_rate_of_several_schools_is_a_ratio_of_sums(public):
    row = one(public, indicator="adv_rate_hv", period="2018AY")
    assert row["value"] == 64.62  # and not 60, the mean of 90, 60 and 30
    schools = public.data(indicator="adv_rate_hv", period="2018AY",
                          by="school").rows()
    assert [r["value"] for r in schools] == [90, 60, 30]


def test_2_a_rate_changes_in_points_and_its_relative_change_is_another(
        public):
    row = one(public, indicator="adv_rate_hv", period="2013AY",
              compare="prev_year", measures="rel_pct,direction")
    assert (row["base"], row["value"]) == (66.8, 70.09)
    assert (row["change_pp"], row["rel_pct"], row["direction"],
            row["change_pct"], row["reason"]) == (3.29, 4.92, "up", None,
                                                  "OK_PP")


def test_3_points_are_of_the_unrounded_rates(public):
    row = one(public, indicator="adv_rate_hv", period="2016AY",
              compare="prev_year")
    assert (row["base"], row["value"]) == (92.84, 73.94)
    assert row["change_pp"] == -18.89  # and not -18.90


@pytest.mark.parametrize("number, digits, printed", [
    (number, digits, printed)
    for number, (_, digits, printed) in enumerate(TIES)])
def test_5_ties_go_to_the_even_digit(public, number, digits, printed):
    reply = public.data(indicator="adv_rate_hv", period="2020AY",
                        by="school", digits=digits)
    rows = {r["school"]: r["value"] for r in reply.rows()}
    assert rows[f"V{number}"] == float(printed)
    # as it is printed, with its zeros
    assert f'"V{number}","2020AY",{printed},' in reply.text


def test_5_the_sign_is_set_aside(public):
    reply = public.data(indicator="adv_rate_hv", period="2021AY",
                        compare="prev_year", by="school", area="T12",
                        digits=3)
    row = {r["school"]: r for r in reply.rows()}["V7"]
    assert row["change_pp"] == -0.036


@pytest.mark.parametrize("period, change, reason", [
    ("2018", (None, None), "CUR_MISSING"),
    ("2010", (None, None), "BASE_MISSING"),
    ("2016", (None, None), "BASE_MISSING"),
    ("2011", (0, None), "BOTH_ZERO"),
    ("2012", (7, None), "BASE_ZERO"),
    ("2014", (92, 1150), "OK"),
    ("2013", (1, 14.29), "OK")])
def test_8_the_table_of_changes(public, period, change, reason):
    row = one(public, indicator="comp_awards", period=period,
              compare="prev_year", allow_break=1)
    assert ((row["change_abs"], row["change_pct"]), row["reason"]) == (
        change, reason)


def test_8_flags_of_small_bases_and_large_changes(public):
    flags = [one(public, indicator="comp_awards", period=period,
                 compare="prev_year", measures="flags")["flags"]
             for period in ("2013", "2014", "2012")]
    assert flags == ["SMALL_BASE", "SMALL_BASE|LARGE", None]


def test_8_a_rate_has_points(public):
    row = one(public, indicator="adv_rate_hv", period="2016AY",
              compare="prev_year")
    assert (row["reason"], row["change_abs"], row["change_pct"]) == (
        "OK_PP", None, None)


def test_8_a_negative_base_has_no_per_cent(public):
    row = one(public, indicator="train_persontimes", period="2024M02",
              compare="prev_year")
    assert (row["base"], row["value"], row["change_abs"], row["change_pct"],
            row["reason"]) == (-10, 25, 35, None, "NEGATIVE")


def test_8_across_a_break_there_is_no_change(public):
    reply = public.get("/v1/data", indicator="comp_awards", period="2017",
                       compare="prev_year")
    assert (reply.status, reply.code) == (422, "definition_break")


def test_8_too_few_reports_show_the_difference_only(own_server):
    server = own_server(api__min_coverage=50)
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "comp_awards", 2022, 10), ("S2", "comp_awards", 2022, 10),
        ("S1", "comp_awards", 2023, 25)))
    row = one(server.public, indicator="comp_awards", period="2023",
              area="T1", compare="prev_year")
    assert (row["change_abs"], row["change_pct"], row["reason"]) == (
        5, None, "COVERAGE")
