"""/v1/contributions and /v1/decompositions: parts that add up to the whole."""
import csv
import io
import json
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from lib import world
from lib.client import exact_rows
from lib.world import observations

BY = ("school", "area", "area.county", "gender")
PERIODS = ("2021AY", "2022AY")


def random_rows(rng):
    """Graduates and those who went on, in mixed detail; some schools come,
    go, or report without the detail."""
    rows = []
    for number in range(40):
        for period in PERIODS:
            if rng.random() < 0.15:
                continue
            detail = rng.random() < 0.8
            for gender in ("1", "2") if detail else ("",):
                grads = rng.randint(0, 400)
                rows += [(f"R{number:02d}", "grads_sv", period, gender,
                          grads),
                         (f"R{number:02d}", "grads_sv_to_hv", period, gender,
                          rng.randint(0, grads))]
    return rows


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    admin = server.admin
    world.load(admin)
    rng = random.Random(20240901)
    admin.load("schools", "code,name_zh,area\n" + "".join(
        f"R{n:02d},校{n},{rng.choice(('T1', 'T11', 'T12'))}\n"
        for n in range(40)))
    admin.load("observations", observations(*random_rows(rng),
                                            columns=("gender",)))
    rows = [("S1", "comp_awards", year, value)
            for year, value in ((2022, 100), (2023, 101))]
    rows += [("S2", "comp_awards", year, value)
             for year, value in ((2022, 100), (2023, 101))]
    rows += [("S3", "comp_awards", 2022, 100), ("S4", "comp_awards", 2023,
                                                101)]
    rows += [("S1", "comp_awards", 2019, 0), ("S1", "comp_awards", 2020, 5)]
    admin.load("observations", observations(*rows))
    admin.load("observations", observations(
        ("S1", "train_persontimes", "2024M01", "veteran", 3),
        columns=("key_group",)))


def ask(client, path, **asked):
    return exact_rows(client.ok("/v1/" + path, **asked))


# --- contributions ---

def test_each_school_has_its_share_of_the_growth(public):
    meta, rows = ask(public, "contributions", indicator="comp_awards",
                     area="T1", period="2023", by="school")
    assert [(r["school"], r["name"], r["value"], r["base"], r["change_abs"],
             r["contribution"], r["presence"]) for r in rows] == [
        ("S1", "第一学校", 101, 100, 1, Decimal("0.33"), "both"),
        ("S2", "第二学校", 101, 100, 1, Decimal("0.33"), "both"),
        ("S3", "第三学校", None, 100, -100, Decimal("-33.33"), "left"),
        ("S4", "第四学校", 101, None, 101, Decimal("33.67"), "entered")]
    whole = meta["whole"]
    assert (whole["value"], whole["base"], whole["change_abs"],
            whole["change_pct"], whole["reason"], whole["base_period"]) == (
                303, 300, 3, 1, "OK", "2022")


@pytest.mark.parametrize("digits", (0, 2, 6))
@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("indicator", ("grads_sv", "grads_sv_to_hv"))
def test_contributions_add_up_to_the_growth(public, indicator, by, digits):
    meta, rows = ask(public, "contributions", indicator=indicator, area="T1",
                     period="2022AY", by=by, digits=digits)
    whole = meta["whole"]
    shown, = public.data(indicator=indicator, area="T1", period="2022AY",
                         compare="prev_year", digits=digits).rows()
    assert [float(whole[key]) for key in (
        "value", "base", "change_abs", "change_pct")] == [
            shown[key] for key in ("value", "base", "change_abs",
                                   "change_pct")]
    for total, part in (("value", "value"), ("base", "base"),
                        ("change_abs", "change_abs"),
                        ("change_pct", "contribution")):
        assert sum(r[part] or 0 for r in rows) == whole[total], part
    unit = Fraction(1, 10 ** digits)
    for row in rows:
        share = Fraction(int(row["change_abs"]) * 100, int(whole["base"]))
        assert abs(Fraction(row["contribution"]) - share) < unit


@pytest.mark.parametrize("by", ("area", "gender"))
def test_what_no_part_accounts_for_is_a_row(public, by):
    """Schools on the area itself; schools that report no detail."""
    _, rows = ask(public, "contributions", indicator="grads_sv", area="T1",
                  period="2022AY", by=by)
    assert [r["presence"] for r in rows[:-1]] == ["both", "both"]
    assert (rows[-1][by], rows[-1]["name"], rows[-1]["presence"]) == (
        None, None, "rest")


def test_without_a_growth_there_is_nothing_to_contribute_to(public):
    for period, reason in (("2020", "BASE_ZERO"), ("2019", "BASE_MISSING")):
        meta, rows = ask(public, "contributions", indicator="comp_awards",
                         period=period, by="school")
        assert meta["whole"]["reason"] == reason
        assert [r["contribution"] for r in rows] == [None]
    meta, rows = ask(public, "contributions", indicator="comp_awards",
                     period="2010", by="school")
    assert rows == [] and meta["warnings"][0]["code"] == "no_data"


def test_members_can_be_picked(public):
    meta, rows = ask(public, "contributions", indicator="grads_sv",
                     area="T11", period="2022AY", by="school",
                     where__gender="1")
    shown, = public.data(indicator="grads_sv", area="T11", period="2022AY",
                         where__gender="1").rows()
    assert meta["whole"]["value"] == shown["value"]
    assert sum(r["contribution"] for r in rows) == meta["whole"]["change_pct"]


# --- decompositions ---

@pytest.mark.parametrize("digits", (0, 2, 6))
@pytest.mark.parametrize("by", BY)
def test_effects_add_up_to_the_change_of_the_rate(public, by, digits):
    meta, rows = ask(public, "decompositions", indicator="adv_rate_hv",
                     area="T1", period="2022AY", by=by, digits=digits)
    whole = meta["whole"]
    shown, = public.data(indicator="adv_rate_hv", area="T1", period="2022AY",
                         compare="prev_year", digits=digits, parts=1).rows()
    assert float(whole["change"]) == shown["change_pp"]
    assert whole["change"] == whole["change_pp"]
    assert sum(r["effect"] for r in rows) == whole["change"]
    assert sum(whole[key] for key in ("within", "mix", "entered", "left",
                                      "other")) == whole["change"]
    for key in ("numerator", "denominator", "base_numerator",
                "base_denominator"):
        assert sum(r[key] for r in rows) == shown[key]


def test_each_effect_is_that_of_the_formulae(public):
    """Computed from the rows, with weights and rates as fractions."""
    meta, rows = ask(public, "decompositions", indicator="adv_rate_hv",
                     area="T1", period="2022AY", by="school", digits=6)
    keys = ("numerator", "denominator", "base_numerator", "base_denominator")
    n1, d1, n0, d0 = (sum(Fraction(r[key]) for r in rows) for key in keys)
    mean = (n1 / d1 + n0 / d0) / 2
    kinds = set()
    exact_sum = 0
    for row in rows:
        a, b, c, d = (Fraction(row[key]) for key in keys)
        kinds.add(row["presence"])
        if row["presence"] == "both":
            within = (b / d1 + d / d0) / 2 * (a / b - c / d) * 100
            mix = (b / d1 - d / d0) * ((a / b + c / d) / 2 - mean) * 100
            assert abs(Fraction(row["within"]) - within) < Fraction(1, 10**6)
            assert abs(Fraction(row["mix"]) - mix) < Fraction(1, 10 ** 6)
            effect = within + mix
        elif row["presence"] == "entered":
            effect = b / d1 * (a / b - mean) * 100
        elif row["presence"] == "left":
            effect = -d / d0 * (c / d - mean) * 100
        else:
            effect = ((a / d1 - b / d1 * mean) - (c / d0 - d / d0 * mean)) * 100
        exact_sum += effect
        assert abs(Fraction(row["effect"]) - effect) < Fraction(2, 10 ** 6)
    assert exact_sum == (n1 / d1 - n0 / d0) * 100
    assert abs(Fraction(meta["whole"]["change"]) - exact_sum) < Fraction(
        1, 10 ** 6)
    assert {"both", "entered", "left"} <= kinds


# --- what is refused ---

@pytest.mark.parametrize("path, asked, fault", [
    ("contributions", {"indicator": "adv_rate_hv"}, "not_additive"),
    ("contributions", {"indicator": "ent_partners"}, "not_additive"),
    ("contributions", {"by": "key_group"}, "not_additive"),
    ("contributions", {"area": "T11,T12"}, "too_many"),
    ("contributions", {"period": "2021AY,2022AY"}, "too_many"),
    ("contributions", {"by": "school,gender"}, "too_many"),
    ("decompositions", {"indicator": "grads_sv"}, "not_ratio")])
def test_what_has_no_parts_is_refused(public, path, asked, fault):
    reply = public.get("/v1/" + path, **{
        "indicator": "grads_sv" if path == "contributions" else "adv_rate_hv",
        "area": "T1", "period": "2022AY", "by": "school", **asked})
    assert (reply.status, reply.code) == (422, fault), reply


@pytest.mark.parametrize("asked, fault", [
    ({"by": None}, "missing_parameter"), ({"limit": 5}, "unknown_parameter"),
    ({"compare": "none"}, "bad_parameter"),
    ({"period": None}, "missing_parameter")])
def test_the_question_has_its_form(public, asked, fault):
    question = {"indicator": "grads_sv", "period": "2022AY", "by": "school",
                **asked}
    reply = public.get("/v1/contributions", **{
        key: value for key, value in question.items() if value is not None})
    assert (reply.status, reply.code) == (400, fault), reply


def test_a_break_is_refused_or_said(server, public):
    server.admin.load("breaks", "indicator,period,note_zh\n"
                      "comp_awards,2023,另一口径\n")
    asked = {"indicator": "comp_awards", "period": "2023", "by": "school"}
    reply = public.get("/v1/contributions", **asked)
    assert (reply.status, reply.code) == (422, "definition_break")
    meta, rows = ask(public, "contributions", allow_break=1, **asked)
    assert [w["code"] for w in meta["warnings"]] == ["definition_break"]
    assert sum(r["contribution"] for r in rows) == 1


def test_too_few_reports_are_not_taken_apart(own_server):
    server = own_server(api__min_coverage=60)
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "grads_sv", "2021AY", 10), ("S2", "grads_sv", "2021AY", 10),
        ("S1", "grads_sv", "2022AY", 15), ("S1", "grads_sv_to_hv", "2021AY",
                                           5),
        ("S2", "grads_sv_to_hv", "2021AY", 5),
        ("S1", "grads_sv_to_hv", "2022AY", 6)))
    asked = {"area": "T11", "period": "2022AY", "by": "school"}
    meta, rows = ask(server.public, "contributions", indicator="grads_sv",
                     **asked)
    assert (meta["whole"]["reason"], meta["whole"]["change_abs"]) == (
        "COVERAGE", -5)
    assert [r["contribution"] for r in rows] == [None, None]
    meta, rows = ask(server.public, "decompositions",
                     indicator="adv_rate_hv", **asked)
    assert (meta["whole"]["reason"], meta["whole"]["change"]) == (
        "COVERAGE", None)
    assert [r["effect"] for r in rows] == [None, None]


def test_an_answer_that_is_known_is_not_made_again(public):
    asked = {"indicator": "grads_sv", "period": "2022AY", "by": "school"}
    first = public.ok("/v1/contributions", **asked)
    again = public.request(
        "GET", "/v1/contributions",
        headers=[f"If-None-Match: {first.headers['etag']}"], **asked)
    assert again.status == 304
    other = public.request(
        "GET", "/v1/contributions", by="area",
        headers=[f"If-None-Match: {first.headers['etag']}"],
        indicator="grads_sv", period="2022AY")
    assert other.status == 200


# --- over a choice of schools, at a revision, as a table ---

def test_the_growth_of_a_matched_panel(public):
    meta, rows = ask(public, "contributions", indicator="comp_awards",
                     area="T1", period="2023", by="school", basis="matched",
                     allow_break=1)
    assert [(r["school"], r["value"], r["base"], r["presence"])
            for r in rows] == [("S1", 101, 100, "both"),
                               ("S2", 101, 100, "both")]
    whole = meta["whole"]
    assert (whole["value"], whole["base"], whole["change_pct"]) == (202, 200,
                                                                    1)
    assert whole["panel"] == {"schools": 2, "all_value": 303,
                              "all_base": 300, "entered": 101, "left": 100}
    assert sum(r["contribution"] for r in rows) == 1


def test_parts_as_of_a_revision(server, public):
    before = public.ok("/v1/revisions", indicator="comp_awards",
                       period="2023").json["meta"]["revision"]
    asked = {"indicator": "comp_awards", "area": "T1", "period": "2023",
             "by": "school", "allow_break": 1}
    _, rows = ask(public, "contributions", **asked)
    server.admin.load("observations", observations(
        ("S2", "comp_awards", 2023, 7)))
    meta, then = ask(public, "contributions", asof=before, **asked)
    assert meta["asof"] == before and then == rows
    _, now = ask(public, "contributions", **asked)
    assert [r["value"] for r in now] == [101, 7, None, 101]


@pytest.mark.parametrize("path, indicator", [
    ("contributions", "grads_sv"), ("decompositions", "adv_rate_hv")])
def test_the_parts_as_a_table(public, path, indicator):
    asked = {"indicator": indicator, "area": "T1", "period": "2022AY",
             "by": "area", "lang": "en"}
    _, rows = ask(public, path, **asked)
    reply = public.ok("/v1/" + path, format="csv", **asked)
    assert reply.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(reply.text)))
    assert table == [{k: "" if v is None else str(v) for k, v in r.items()}
                     for r in rows]
    reply = public.request("GET", "/v1/" + path,
                           headers=["Accept: application/x-ndjson"], **asked)
    assert [json.loads(line, parse_float=Decimal, parse_int=Decimal)
            for line in reply.text.splitlines()] == rows
    assert public.request("GET", "/v1/" + path, headers=["Accept: image/png"],
                          **asked).status == 406


def test_no_part_has_the_factor_of_a_link(public):
    reply = public.get("/v1/contributions", indicator="comp_awards",
                       period="2023", by="school", linked=1)
    assert (reply.status, reply.code) == (422, "not_additive")
    assert reply.json["errors"][0]["path"] == "linked"
