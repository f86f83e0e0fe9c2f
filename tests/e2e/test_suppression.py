"""Small counts of persons in public reads, as an attacker sees them: all
figures that can be had without a token, what they add up to, and whether any
hidden one follows from them."""
import random
from itertools import product

import pytest

from lib.elimination import Span
from lib.figure_id import figure_id

BELOW = 5
PARENT = {"P1": "CN", "P2": "CN", "P3": "CN", "C11": "P1", "C12": "P1",
          "C13": "P1", "C21": "P2", "C22": "P2"}
AREAS = ["CN", *PARENT]
SCHOOLS = {"A1": "C11", "A2": "C11", "A3": "C12", "A4": "C12", "A5": "C21",
           "A6": "C22", "A7": "C22", "A8": "P3", "A9": "P2"}
GENDER, SHIFT = ["1", "2"], ["day", "dusk", "night"]
NONE = "-"  # not broken down
# Where it was before 1990: elsewhere in the same province.
MOVED, BEFORE, SINCE = "A4", "C13", 1990
YEARS = list(range(1960, 2020))
MONTHS = [f"{year}M{m:02}" for year in range(2000, 2012)
          for m in range(1, 13)]
DETAILS = ["total", "gender", "shift", "both", "cross"]
FINE = ["cross"] * 3


class World:
    """One indicator in one period: every school's persons by both
    dimensions, and in what detail they are reported."""

    def __init__(self, seed):
        draw = self.draw = random.Random(seed)
        few = draw.choice([0, .05, .2, .6])
        fine = draw.random() < .7
        self.persons, self.detail = {}, {}
        for school in SCHOOLS:
            if draw.random() < .1:
                continue
            self.detail[school] = draw.choice(FINE if fine else DETAILS)
            for cell in product(GENDER, SHIFT):
                small = draw.random() < few
                self.persons[school, cell] = (
                    draw.randint(0, BELOW - 1) if small
                    else draw.choice([0, BELOW, 9, 23, 60]))

    def value(self, schools, gender=None, shift=None):
        return sum(v for (s, (g, h)), v in self.persons.items()
                   if s in schools and gender in (None, g)
                   and shift in (None, h))

    def lines(self, indicator, period):
        for school, detail in self.detail.items():
            by = {"total": [(NONE, NONE)],
                  "gender": [(g, NONE) for g in GENDER],
                  "shift": [(NONE, h) for h in SHIFT],
                  "cross": list(product(GENDER, SHIFT))}
            by["both"] = by["gender"] + by["shift"]
            for g, h in by[detail]:
                value = self.value({school}, None if g == NONE else g,
                                   None if h == NONE else h)
                yield (f"{school},{indicator},{period},{g.strip('-')},"
                       f"{h.strip('-')},{value}\n")


def inside(area, period):
    found = set()
    for school, at in SCHOOLS.items():
        if school == MOVED and int(period[:4]) < SINCE:
            at = BEFORE
        while at != area and at in PARENT:
            at = PARENT[at]
        if at == area:
            found.add(school)
    return found


def function(schools, gender=None, shift=None):
    """Unknowns: each school's persons by both dimensions, each of which a
    school may leave open."""
    return {(s, g, h): 1 for s in schools
            for g in ([gender] if gender else [*GENDER, NONE])
            for h in ([shift] if shift else [*SHIFT, NONE])}


@pytest.fixture(scope="module")
def guarded(cluster, openapi, tmp_path_factory):
    from lib.server import close_server, make_server
    made = make_server(cluster, openapi, tmp_path_factory.mktemp("guarded"),
                       api__suppress_below=BELOW)
    made.daemon.start()
    try:
        fill(made)
        yield made
        close_server(made)
    finally:
        made.daemon.kill()


def fill(server):
    admin = server.admin
    admin.load("areas", "code,name_zh,level,parent\n" + "".join(
        f"{code},{code},{'upper' if parent == 'CN' else 'lower'},{parent}\n"
        for code, parent in PARENT.items()))
    admin.load("schools", "code,name_zh,area\n" + "".join(
        f"{code},{code},{BEFORE if code == MOVED else area}\n"
        for code, area in SCHOOLS.items()))
    admin.load("school-events", "date,kind,from,to,weight,note\n"
               f"{SINCE}-01-01,transfer,{MOVED},{SCHOOLS[MOVED]},,\n")
    admin.load("dimensions", "dimension,membership,order,code,name_zh\n" +
               "".join(f"shift,partition,{i},{code},{code}\n"
                       for i, code in enumerate(SHIFT)) +
               "crowd,overlapping,1,x,x\ncrowd,overlapping,2,y,y\n")
    admin.load(
        "indicators", "code,name_zh,unit,kind,numerator,denominator,"
        "agg_schools,agg_time,period_type,breakdowns\n"
        "heads,人,人,flow,,,sum,sum,calendar_year,gender|shift|crowd\n"
        "part,部分,人,flow,,,sum,sum,calendar_year,gender|shift\n"
        "share,比例,%,ratio,part,heads,ratio_of_sums,ratio_of_sums,"
        "calendar_year,gender|shift\n"
        "visits,人次,人次,flow,,,sum,sum,month,gender|shift\n"
        "money,经费,万元,flow,,,sum,sum,calendar_year,\n"
        "money_per,人均,元/人,ratio,money,heads,ratio_of_sums,"
        "ratio_of_sums,calendar_year,\n")
    server.worlds = {("heads", str(y)): World(y) for y in YEARS}
    server.worlds.update(
        {("part", str(y)): World(5000 + y) for y in YEARS})
    server.worlds.update({("visits", m): World(i + 9000)
                          for i, m in enumerate(MONTHS)})
    body = "school,indicator,period,gender,shift,value\n" + "".join(
        line for (indicator, period), world in server.worlds.items()
        for line in world.lines(indicator, period))
    admin.load("observations", body)
    admin.load("observations", "school,indicator,period,value\n" + "".join(
        f"{s},money,2000,1.5\n" for s in SCHOOLS))


LEVELS = [{}, {"by": "area.upper"}, {"by": "area.lower"}]


def with_by(level, *more):
    by = [b for b in (level.get("by"), *more) if b]
    return {"by": ",".join(by)} if by else {}


def ask(client, **params):
    return client.data(area="CN", limit=50000, **params).rows()


def published(client, indicator, periods):
    """{(period, area, gender, shift): value} of all that is shown, and the
    keys of what is not."""
    shown, hidden = {}, set()
    for level in LEVELS:
        for row in (
                ask(client, indicator=indicator, period=periods,
                    statuses="true", **level) +
                ask(client, indicator=indicator, period=periods,
                    **with_by(level, "gender")) +
                ask(client, indicator=indicator, period=periods,
                    **with_by(level, "shift"))):
            key = (row["period"], row["area"], row.get("gender"),
                   row.get("shift"))
            if row["status"] == "Q":
                assert row["value"] is None and row["reported"] is None
                assert row.get("statuses") is None
                hidden.add(key)
            elif row["value"] is not None:
                shown[key] = row["value"]
    return shown, hidden


def outsider(world, period):
    """What might be there, for one who knows which schools reported."""
    return {(period, *u): None for u in function(set(world.detail))}


def insider(world, period):
    """What is there, for one who knows in what detail each school reports,
    with its value."""
    cells = {"total": [(NONE, NONE)], "gender": list(product(GENDER, [NONE])),
             "shift": list(product([NONE], SHIFT)),
             "both": list(product(GENDER, SHIFT)),
             "cross": list(product(GENDER, SHIFT))}
    return {(period, school, g, h): world.value(
                {school}, g.strip(NONE) or None, h.strip(NONE) or None)
            for school, detail in world.detail.items()
            for g, h in cells[detail]}


def small_figures(world, period, unknowns):
    """Functions of the unknowns for every small figure that there is."""
    groups = [inside(a, period) for a in AREAS] + [{s} for s in SCHOOLS]
    for who, g, h in product(groups, [None, *GENDER], [None, *SHIFT]):
        terms = [u for u in with_period(period, who, g, h) if u in unknowns]
        values = [unknowns[u] for u in terms]
        value = (world.value(who, g, h) if None in values else sum(values))
        if 0 < value < BELOW:
            yield (who, g, h), terms


def attack(world, period, shown, knows):
    """The number of small figures that there are; none may follow from the
    shown ones. Where 0 is shown, nothing is there."""
    unknowns = knows(world, period)
    empty = {unknown for (area, g, h), value in shown.items() if value == 0
             for unknown in with_period(period, inside(area, period), g, h)}
    span = Span()
    for area, g, h in shown:
        span.add({u: 1 for u in with_period(period, inside(area, period), g, h)
                  if u in unknowns and u not in empty})
    small = 0
    for name, terms in small_figures(world, period, unknowns):
        wanted = {u: 1 for u in terms if u not in empty}
        assert not span.holds(wanted), (period, name)
        small += 1
    return small


def with_period(period, schools, gender, shift):
    return [(period, *u) for u in function(schools, gender, shift)]


@pytest.mark.parametrize("indicator", ["heads", "part"])
def test_no_small_figure_follows_from_what_is_shown(guarded, indicator):
    shown, hidden = published(guarded.public, indicator,
                              f"{YEARS[0]}..{YEARS[-1]}")
    by_period = {str(year): {} for year in YEARS}
    for key, value in shown.items():
        by_period[key[0]][key[1:]] = value
        world = guarded.worlds[indicator, key[0]]
        assert value == world.value(inside(key[1], key[0]), *key[2:])
        assert not 0 < value < BELOW, key
    for knows in (outsider, insider):
        small = sum(attack(guarded.worlds[indicator, period], period, figures,
                           knows) for period, figures in by_period.items())
        assert small > 500 and len(hidden) > 500
    kinds = {(bool(a in PARENT), bool(g), bool(h)) for _, a, g, h in shown}
    assert len(kinds) == 6, "totals, both dimensions, root and below"


def test_sums_over_months_give_nothing_away(guarded):
    """A quarter is shown only with all its months: it is no equation that
    they do not give."""
    months, hidden = published(guarded.public, "visits", ",".join(MONTHS))
    quarters, _ = published(guarded.public, "visits", "2000Q1..2011Q4")
    assert len(quarters) > 50 and len(hidden) > 500
    for (period, *rest), value in quarters.items():
        first = 3 * int(period[-1]) - 2
        parts = [(f"{period[:4]}M{m:02}", *rest)
                 for m in range(first, first + 3)]
        assert value == sum(months[part] for part in parts)
    small = 0
    for month in MONTHS[::4]:
        small += attack(guarded.worlds["visits", month], month,
                        {k[1:]: v for k, v in months.items()
                         if k[0] == month}, insider)
    assert small > 400


def test_changes_and_ratios_are_made_of_what_is_shown(guarded):
    heads, _ = published(guarded.public, "heads", f"{YEARS[0]}..{YEARS[-1]}")
    part, _ = published(guarded.public, "part", f"{YEARS[0]}..{YEARS[-1]}")
    seen = hidden = 0
    for level in LEVELS:
        for row in ask(guarded.public, indicator="heads,share",
                       compare="prev_year", parts="true",
                       period=f"{YEARS[0]}..{YEARS[-1]}",
                       **with_by(level, "gender")):
            at = (row["area"], row["gender"], None)
            now, then = row["period"], str(int(row["period"]) - 1)
            if row["indicator"] == "heads":
                assert row["value"] == heads.get((now, *at))
                assert row["base"] == heads.get((then, *at))
                both = None not in (row["value"], row["base"])
                assert (row["change_abs"] is not None) == both
                assert row["change_pct"] is None or both
                continue
            assert row["numerator"] == part.get((now, *at))
            assert row["denominator"] == heads.get((now, *at))
            assert row["base_numerator"] == part.get((then, *at))
            assert row["base_denominator"] == heads.get((then, *at))
            if None in (row["numerator"], row["denominator"]):
                assert row["value"] is None and row["change_pp"] is None
                hidden += 1
            seen += row["value"] is not None
    assert seen > 50 and hidden > 50


def test_sums_of_members_are_sums_of_what_is_shown(guarded):
    shown, _ = published(guarded.public, "heads", f"{YEARS[0]}..{YEARS[-1]}")
    for level in LEVELS:
        for row in ask(guarded.public, indicator="heads",
                       where__shift="day,night",
                       period=f"{YEARS[0]}..{YEARS[-1]}", **level):
            if row["value"] is not None:
                assert row["value"] == sum(
                    shown.get((row["period"], row["area"], None, h), 0)
                    for h in ("day", "night"))
                assert (row["period"], row["area"], None, "day") in shown \
                    or (row["period"], row["area"], None, "night") in shown


def test_overlapping_members_are_each_by_themselves(guarded):
    guarded.admin.load(
        "observations", "school,indicator,period,crowd,value\n"
        "A1,heads,1990,x,40\nA5,heads,1990,x,50\nA8,heads,1990,x,60\n"
        "A1,heads,1990,y,3\nA5,heads,1990,y,50\nA8,heads,1990,y,60\n")
    rows = ask(guarded.public, indicator="heads", period="1990",
               by="area.upper,crowd")
    got = {(r["area"], r["crowd"]): (r["value"], r["status"]) for r in rows}
    assert got["P1", "x"] == (40, "A") and got["P3", "x"] == (60, "A")
    for area in ("P1", "P2", "P3"):
        assert got[area, "y"] == (None, "Q")
    one = ask(guarded.public, indicator="heads", period="1990",
              where__crowd="y")[0]
    assert one["value"] == 113


@pytest.mark.parametrize("params", [
    {"by": "school"}, {"by": "gender,shift"},
    {"where__gender": "1", "by": "shift"}, {"basis": "matched"},
    {"asof": "1"}, {"view": "as_is"}, {"ytd": "M08"},
    {"indicator": "money_per", "by": "school"}])
def test_what_the_proof_does_not_cover_is_refused(guarded, params):
    asked = {"indicator": "heads", "period": "2001", **params}
    if "basis" in params or "view" in params or "asof" in params:
        asked["compare"] = "prev_year"
    reply = guarded.public.get("/v1/data", **asked)
    assert reply.status in (403, 422), reply
    assert "protected" in [e["code"] for e in reply.json["errors"]]
    assert guarded.admin.get("/v1/data", **asked).json.get("code") != (
        "protected")


def test_other_counts_are_not_concerned(guarded):
    rows = ask(guarded.public, indicator="money", period="2000", by="school")
    assert len(rows) == len(SCHOOLS)
    assert {r["value"] for r in rows} == {1.5}


def test_who_works_with_whom_needs_a_token(guarded):
    """The same by /v1/partnerships and by the list of new and lost; their
    numbers are no counts of persons."""
    asked = dict(indicator="ent_partners", period="2023", compare="prev_year")
    assert guarded.public.get("/v1/partnerships").status == 401
    reply = guarded.public.get("/v1/data", sets="list", **asked)
    assert (reply.status, reply.code) == (403, "protected")
    assert [e["path"] for e in reply.json["errors"]] == ["sets"]
    assert guarded.public.data(**asked).status == 200
    assert guarded.public.data(sets="none", **asked).status == 200
    assert guarded.admin.data(sets="list", **asked).status == 200


def test_who_has_a_token_sees_everything(guarded):
    params = dict(indicator="heads", period="1960..2019", by="area.lower,"
                  "gender")
    public, admin = (
        client.data(area="CN", **params)
        for client in (guarded.public, guarded.admin))
    assert "Q" not in {r["status"] for r in admin.rows()}
    assert "Q" in {r["status"] for r in public.rows()}
    assert public.headers["etag"] != admin.headers["etag"]
    # And in the other order, from the cache.
    assert guarded.public.data(area="CN", **params).body == public.body
    crossed = guarded.public.get(
        "/v1/data", area="CN", **params,
        headers=[f"If-None-Match: {admin.headers['etag']}"])
    assert crossed.status == 200 and crossed.body == public.body
    same = guarded.public.get(
        "/v1/data", area="CN", **params,
        headers=[f"If-None-Match: {public.headers['etag']}"])
    assert same.status == 304


def test_readers_may_be_treated_like_the_public(guarded):
    reader = guarded.admin.as_(
        guarded.daemon.create_token("looker", "reader"))
    params = dict(indicator="heads", period="2001", by="school")
    assert reader.get("/v1/data", **params).status == 200
    guarded.daemon.options["api__suppress_readers"] = "on"
    guarded.daemon.write_config()
    guarded.daemon.signal(1)
    for _ in range(100):
        status = reader.get("/v1/data", **params).status
        if status == 403:
            break
    assert status == 403
    assert reader.get("/v1/changes").status == 403
    assert guarded.admin.get("/v1/data", **params).status == 200


def test_weights_and_other_reads_are_closed(guarded):
    row = guarded.public.ok("/v1/completeness", indicator="heads",
                            period="2001", area="CN").rows()[0]
    assert row["rate"] is not None and row["weighted"] is None
    row = guarded.admin.ok("/v1/completeness", indicator="heads",
                           period="2001", area="CN").rows()[0]
    assert row["weighted"] is not None
    assert guarded.public.get("/v1/changes").status == 401
    for chosen in ((), ["ytd=M08"], ["compare=prev_year", "basis=matched"],
                   ["view=as_is"]):
        path = "/v1/figures/{}/lineage".format(
            figure_id("heads", "CN", "2001", 1, chosen=chosen))
        assert guarded.public.get(path).status == 401
        assert guarded.admin.get(path).status == 200
    config = guarded.public.ok("/v1/config").json
    assert config["suppress_below"] == BELOW
    assert config["suppress_units"] == "人,人次"
