"""Property: every answer about schools' figures (panels, years to date, views,
revisions, alone and together) is that of a recount by plain loops, and every
figure of it is traced to the observations that it was counted from."""
import os
import random

import pytest

from lib import days
from lib.recount import World
from lib.recount_lineage import Tracer, lineage
from lib.recount_rows import Rows
from lib.recount_world import AREAS, LEVELS, MEMBERS, RATIOS, REPORTED, make

SEEDS = [int(word) for word in os.environ.get(
    "TVETSTAT_RECOUNT_SEEDS", "1,2,3").split(",")]
QUESTIONS = int(os.environ.get("TVETSTAT_RECOUNT_QUESTIONS", "40"))
TRACED = 2  # figures of one answer


# --- questions ---

def periods_of(draw, code, world):
    native = {"month": ["2022M03", "2022M09", "2023M02"],
              "calendar_year": ["2022", "2023"],
              "school_year": ["2021AY", "2022AY"],
              "point_in_time": ["2022-09-01", "2023-09-01"]}
    longer = ["2021", "2022", "2023", "2022Q1", "2022Q3", "2022H2",
              "2021AY", "2022AY"]
    own = native[world.indicators[code].type]
    kind = draw.choice(own if draw.random() < 0.6 else longer)
    same = [p for p in [*own, *longer] if days.kind(p) == days.kind(kind)]
    return sorted(draw.sample(same, draw.randint(1, min(3, len(same)))))


def question(draw, maker):
    world = maker.world
    codes = [*REPORTED, *RATIOS]
    code = draw.choice(codes + ["train_persontimes"] * 4
                       + ["train_key_share", "train_intensity"])
    q = {"indicator": [code], "period": periods_of(draw, code, world)}
    q["area"] = draw.choice([["CN"], ["P"], ["P"], ["P1"], ["P11"],
                             ["P1", "P2"], ["P", "Q"], ["P3"]])
    q["by"] = draw.choice([[], ["area"], ["area.county"], ["school"],
                           ["area", "school"]])
    dims = REPORTED.get(code, ([], []))[0]
    if code == "adv_rate_hv":
        dims = ["gender"]
    if dims and draw.random() < 0.5:
        dim = draw.choice(dims)
        if draw.random() < 0.5:
            q["by"] = q["by"] + [dim]
        else:
            most = 1 if dim == "key_group" else 2
            q["where"] = {dim: sorted(draw.sample(
                MEMBERS[dim], draw.randint(1, most)))}
    q["compare"] = draw.choice(["none", "prev_year", "prev_year",
                                "prev_period"])
    if draw.random() < 0.4:
        q["period"] = draw.choice([["2022"], ["2023"], ["2022", "2023"]])
        q["ytd"] = f"M{draw.randint(1, 12):02d}"
        q["compare"] = draw.choice(["none", "prev_year", "prev_year"])
    if q["compare"] != "none" and draw.random() < 0.5:
        q["basis"] = "matched"
    if draw.random() < 0.5:
        q["view"] = "as_is"
    if draw.random() < 0.3:
        q["asof"] = draw.choice(sorted(maker.history))
    if draw.random() < 0.2:
        q["digits"] = draw.randint(0, 4)
    return q


def params_of(q):
    out = {"limit": "1000"}
    for name, value in q.items():
        if name == "where":
            for dim, codes in value.items():
                out[f"where.{dim}"] = ",".join(codes)
        elif value != []:
            out[name] = (",".join(value) if isinstance(value, list)
                         else str(value))
    return out


def known(maker, q):
    """The world as of the revision that is asked for."""
    world = maker.world
    if "asof" not in q:
        return world
    reports, places = maker.history[q["asof"]]
    then = World(AREAS, world.indicators)
    then.members, then.levels = MEMBERS, LEVELS
    then.schools, then.events = world.schools, world.events
    then.opened, then.closed = world.opened, world.closed
    then.reports, then.known_in = reports, places
    return then


def key_of(row):
    return tuple((name, row[name]) for name in sorted(row) if name in (
        "indicator", "area", "school", "period", *MEMBERS))


def differences(got, wanted):
    out = []
    for name, value in wanted.items():
        if not name.startswith("_") and name in got:
            same = got[name] == value if isinstance(
                value, (str, type(None))) else (
                    got[name] is not None and
                    not isinstance(got[name], str) and
                    abs(float(value) - got[name]) < 1e-7)
            if not same:
                out.append((name, got[name], value if isinstance(
                    value, (str, type(None))) else float(value)))
    return out


# --- where figures come from ---

def check_figure(tracer, answer, row, sums):
    """The lineage of one figure of the row."""
    figure = answer["figure"]
    faults = tracer.faults(answer, sums)
    if None in sums:
        assert figure["value"] is None
    elif figure["side"] is None and (
            "digits" not in tracer.question):
        same = [figure[n] == row[n] for n in ("value", "status", "reported",
                                              "period", "area")]
        faults += [] if all(same) else [("figure", figure, row)]
    return [(figure["id"], fault) for fault in faults]


def check_lineage(client, tracer, draw, got, wanted):
    """Of some rows: the value's, and the base's where it is of a panel."""
    valued = sorted(k for k in set(got) & set(wanted)
                    if got[k]["value"] is not None)
    faults = []
    for key in draw.sample(valued, min(TRACED, len(valued))):
        row, sums = got[key], wanted[key]["_sums"]
        answer = lineage(client, row["figure_id"])
        faults += check_figure(tracer, answer, row, sums[0])
        other = answer["figure"]["compared_with"]
        assert (other is not None) == tracer.compares
        if other is not None:
            base = lineage(client, other)
            assert base["figure"]["compared_with"] == row["figure_id"]
            faults += check_figure(tracer, base, row, sums[1])
    return faults


def check(maker, q, draw):
    reply = maker.client.data(lineage="true", **params_of(q))
    got = {key_of(row): row for row in reply.rows()}
    assert len(got) == len(reply.json["rows"])
    assert None not in [row["figure_id"] for row in reply.rows()]
    world = known(maker, q)
    rows = Rows(world, q)
    wanted = {key_of(row): row for row in rows.all()}
    tracer = Tracer(world, q, rows.ask.reports)
    faults = check_lineage(maker.client, tracer, draw, got, wanted)
    for key in sorted(set(got) ^ set(wanted), key=str):
        row = got.get(key) or wanted.get(key)
        empty = all(row.get(n) is None for n in ("value", "base"))
        if not empty:
            faults.append(("only got" if key in got else "lacks", key, row))
    for key in set(got) & set(wanted):
        bad = differences(got[key], wanted[key])
        if bad:
            faults.append((key, bad))
    return faults


def check_identities(maker, q):
    """What needs no model."""
    client, params = maker.client, params_of(q)
    rows = client.data(**params).json["rows"]
    if "asof" not in q:
        assert client.data(asof=maker.revision, **params).json["rows"] == rows
    if not q["by"] and "view" not in q:
        whole = {**params, "area": "CN"}
        was, now = (client.data(**{**whole, "view": view}).rows()
                    for view in ("as_was", "as_is"))
        if "basis" not in q and (
                "ytd" not in q or q["compare"] == "none"):
            assert [(r["period"], r["value"]) for r in was] == [
                (r["period"], r["value"]) for r in now]
    return rows


def check_pages(maker, q, rows):
    """Three rows at a time are the same rows."""
    got, cursor = [], {}
    while True:
        page = maker.client.data(**{**params_of(q), "limit": "3", **cursor})
        got += page.json["rows"]
        if page.json["meta"]["next"] is None:
            break
        cursor = {"cursor": page.json["meta"]["next"]}
    assert got == rows, q


@pytest.mark.parametrize("seed", SEEDS)
def test_every_answer_is_that_of_the_recount(own_server, seed):
    maker = make(own_server(), seed)
    draw = random.Random(f"questions {seed}")
    for number in range(QUESTIONS):
        q = question(draw, maker)
        assert check(maker, q, draw) == [], (number, q)
        if number % 4 == 0:
            rows = check_identities(maker, q)
            if 3 < len(rows) < 25:
                check_pages(maker, q, rows)
