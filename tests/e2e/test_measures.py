"""measures=, years=, and the limit of coverage."""
import pytest

from lib import world
from lib.world import observations

ALL = "flags,direction,times,rel_pct,avg_pct"


def load(admin):
    world.load(admin)
    rows = [("S1", "comp_awards", year, value) for year, value in (
        (2018, 100), (2019, 0), (2020, 9), (2021, 99), (2022, 121),
        (2023, 121), (2024, 0))]
    rows += [("S2", "comp_awards", 2022, 100)]
    rows += [("S1", "grads_sv", "2021AY", 10000),
             ("S1", "grads_sv_to_hv", "2021AY", 6680),
             ("S1", "grads_sv", "2022AY", 10000),
             ("S1", "grads_sv_to_hv", "2022AY", 7009)]
    admin.load("observations", observations(*rows))


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    load(server.admin)


def one(client, period, **asked):
    row, = client.data(**{"indicator": "comp_awards", "by": "school",
                          "area": "T11", "period": period,
                          "compare": "prev_year", **asked}).rows()[:1]
    return row


def test_measures_stand_behind_all_else_in_their_own_order(public):
    reply = public.data(indicator="comp_awards", period="2022",
                        compare="prev_year", parts=1, years=2,
                        measures="avg_pct,times,flags,rel_pct,direction")
    ids = [column["id"] for column in reply.json["columns"]]
    assert ids[-6:] == ["base_denominator", *ALL.split(",")]
    assert reply.json["meta"]["query"]["measures"] == ALL.split(",")
    assert reply.json["meta"]["query"]["years"] == 2


@pytest.mark.parametrize("period, flags, direction, times", [
    ("2019", None, "down", 0), ("2020", None, "up", None),
    ("2021", "SMALL_BASE|LARGE", "up", 11), ("2022", None, "up", 1.22),
    ("2023", None, "flat", 1), ("2024", None, "down", 0)])
def test_flags_direction_and_times(public, period, flags, direction, times):
    row = one(public, period, measures="flags,direction,times")
    assert (row["flags"], row["direction"], row["times"]) == (
        flags, direction, times)


def test_the_direction_is_that_of_the_digits(public):
    asked = {"indicator": "adv_rate_hv", "measures": "direction,rel_pct"}
    row = one(public, "2022AY", **asked)
    assert (row["change_pp"], row["direction"], row["rel_pct"]) == (
        3.29, "up", 4.93)
    assert one(public, "2022AY", digits=0, **asked)["direction"] == "up"


def test_years_before_and_their_average_growth(public):
    row = one(public, "2022", years=4, measures="avg_pct,rel_pct")
    assert (row["base"], row["change_pct"], row["avg_pct"],
            row["rel_pct"]) == (100, 21, 4.88, None)
    row = one(public, "2020", years=2, measures="avg_pct")
    assert (row["base"], row["avg_pct"]) == (100, -70)
    assert one(public, "2024", years=2, measures="avg_pct")[
        "avg_pct"] is None


@pytest.mark.parametrize("asked, path", [
    ({"measures": "flags"}, "compare"), ({"years": 2}, "compare"),
    ({"measures": "nope", "compare": "prev_year"}, "measures"),
    ({"years": 51, "compare": "prev_year"}, "years"),
    ({"years": 2, "compare": "prev_period"}, "compare")])
def test_what_does_not_go_together_is_refused(public, asked, path):
    reply = public.get("/v1/data", indicator="comp_awards", period="2022",
                       **asked)
    assert reply.status == 400
    assert [e["path"] for e in reply.json["errors"]] == [path]


@pytest.mark.parametrize("asked, lang, message", [
    ({"measures": "flags,nope"}, "en",
     'parameter "measures" has the bad value "nope" '
     '(flags, direction, times, rel_pct, avg_pct)'),
    ({"measures": "nope"}, "zh",
     "参数“measures”的值“nope”不正确 (flags, direction, times, rel_pct, avg_pct)"),
    ({"view": "now"}, "en",
     'parameter "view" has the bad value "now" (as_was, as_is)'),
    ({"digits": "9"}, "en", 'parameter "digits" has the bad value "9"'),
])
def test_who_is_refused_a_word_is_told_the_words(public, asked, lang, message):
    reply = public.get("/v1/data", indicator="comp_awards", period="2022",
                       compare="prev_year", lang=lang, **asked)
    assert (reply.status, reply.code) == (400, "bad_parameter")
    assert [e["message"] for e in reply.json["errors"]] == [message]


@pytest.mark.parametrize("asked", [{}, {"years": "1"}])
def test_an_average_says_over_how_many_years(public, asked):
    reply = public.get("/v1/data", indicator="comp_awards", period="2022",
                       compare="prev_year", measures="avg_pct", lang="en",
                       **asked)
    assert (reply.status, reply.code) == (422, "average_years")
    assert reply.json["errors"][0] == {
        "code": "average_years", "path": "years",
        "message": "measures=avg_pct needs years=2 or more"}


def test_too_few_reports_have_no_growth(own_server):
    server = own_server(api__min_coverage=60, api__small_base=100)
    load(server.admin)
    asked = {"indicator": "comp_awards", "compare": "prev_year",
             "area": "T11"}
    row, = server.public.data(period="2022", **asked).rows()
    # 2 of 2 schools in 2022, 1 of 2 the year before
    assert (row["value"], row["base"], row["change_abs"], row["change_pct"],
            row["reason"]) == (221, 99, 122, None, "COVERAGE")
    row = one(server.public, "2022", measures="flags")
    assert (row["reason"], row["flags"]) == ("OK", "SMALL_BASE")
    row, = server.public.data(period="2022", basis="matched", **asked).rows()
    assert (row["reason"], row["change_pct"]) == ("OK", 22.22)


def test_a_new_limit_is_another_answer(own_server):
    server = own_server()
    load(server.admin)
    asked = {"indicator": "comp_awards", "compare": "prev_year",
             "area": "T11", "period": "2022", "measures": "flags"}
    before = server.public.data(**asked)
    server.daemon.options["api__min_coverage"] = 60
    server.daemon.write_config()
    assert server.daemon.stop() == 0
    server.daemon.start()
    after = server.public.request(
        "GET", "/v1/data", headers=[
            f"If-None-Match: {before.headers['etag']}"], **asked)
    assert after.status == 200
    assert after.rows()[0]["reason"] == "COVERAGE"
