"""Property: the parts of random changes (panels, years to date, views,
revisions) are those of a recount by plain loops, and add up."""
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from lib.client import exact_rows
from lib.recount_rows import Rows
from lib.recount_world import REPORTED, make
from test_engine_recount import SEEDS, differences, known, params_of, question

QUESTIONS = 40
KEYS = ("numerator", "denominator", "base_numerator", "base_denominator")


def ask(draw, maker):
    """A question about one change and one kind of parts."""
    q = question(draw, maker)
    kinds = ["school", "area", "area.county"]
    dims = [d for d in q.get("where", {}) if d != "key_group"]
    if q["indicator"][0] in REPORTED:
        dims += [d for d in REPORTED[q["indicator"][0]][0]
                 if d != "key_group"]
    q.update(period=q["period"][-1:], area=q["area"][:1],
             by=[draw.choice(kinds + dims)])
    if q["compare"] == "none":
        q["compare"] = "prev_year"
    return q


def whole_of(maker, q):
    """The row without parts: members that the question names stay named."""
    where = q.get("where", {})
    rows = list(Rows(known(maker, q), {**q, "by": [], "where": where}).all())
    return rows[0] if rows else None


def sums_of(row, one):
    """Numerator, denominator of the period, then of its base."""
    out = []
    for sums in (row["_sums"] + [[None]])[:2]:
        parts = list(sums) + [None] * 2
        out += [parts[0] or 0] + ([parts[1] or 0] if one.kind == "ratio"
                                  else [])
    return out


def flat(whole):
    """What a row of /v1/data would say."""
    row = {**whole}
    for key in ("within", "mix", "entered", "left", "other", "change"):
        row.pop(key, None)
    panel = row.pop("panel", None)
    if panel is not None:
        row.update(panel)
        row["panel"] = row.pop("schools")
    return {k: float(v) if isinstance(v, Decimal) else v
            for k, v in row.items()}


def check_contributions(one, digits, whole, rows):
    step = 10 ** one.decimals
    for key in ("value", "base"):
        assert sum(r[key] or 0 for r in rows) == (whole[key] or 0)
    if whole["reason"] != "OK":
        assert all(r["contribution"] is None for r in rows)
        return
    assert sum(r["contribution"] for r in rows) == whole["change_pct"]
    for row in rows:
        share = Fraction(row["change_abs"]) * 100 / Fraction(whole["base"])
        assert abs(Fraction(row["contribution"]) - share) < Fraction(
            1, 10 ** digits), (row, step)


def check_effects(digits, whole, rows):
    if whole["change"] is None:
        assert all(r["effect"] is None for r in rows)
        return
    assert sum(r["effect"] for r in rows) == whole["change"]
    assert sum(whole[key] for key in ("within", "mix", "entered", "left",
                                      "other")) == whole["change"]
    n1, d1, n0, d0 = (sum(Fraction(r[key]) for r in rows) for key in KEYS)
    assert d1 > 0 and d0 > 0 and digits >= 0


def check(maker, q):
    one = maker.world.indicators[q["indicator"][0]]
    ratio = one.kind == "ratio"
    params = {k: v for k, v in params_of(q).items() if k != "limit"}
    meta, got = exact_rows(maker.client.ok(
        "/v1/decompositions" if ratio else "/v1/contributions", **params))
    by, = q["by"]
    column = "area" if by.startswith("area") else by
    wanted = {row[column]: row
              for row in Rows(known(maker, q), q).all()}
    whole = whole_of(maker, q)
    if whole is None:
        assert got == []
        return False
    if "asof" in q and got:
        assert meta["asof"] == q["asof"]
    assert not differences(flat(meta["whole"]), whole)
    for row in got:
        if row["presence"] == "rest":
            continue
        mine = wanted.pop(row[column])
        if ratio:
            assert [row[k] for k in KEYS] == sums_of(mine, one)
        else:
            assert [row["value"], row["base"]] == [
                s[0] for s in (mine["_sums"] + [[None]])[:2]]
    for row in wanted.values():
        assert not any(sums_of(row, one)), row
    if ratio:
        assert [sum(r[k] for r in got) for k in KEYS] == sums_of(whole, one)
        check_effects(q.get("digits", 2), meta["whole"], got)
    else:
        check_contributions(one, q.get("digits", 2), meta["whole"], got)
    return len(got) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_are_those_of_the_recount(own_server, seed):
    maker = make(own_server(), seed)
    draw = random.Random(f"parts {seed}")
    told = 0
    for number in range(QUESTIONS):
        q = ask(draw, maker)
        try:
            told += check(maker, q)
        except AssertionError as fault:
            raise AssertionError((number, q)) from fault
    assert told > QUESTIONS / 3
