"""Property: whatever happens to schools, the total of the root stays what it
is in both views, an area's is that of a recount, and a unit's that of the
rule (lib/succession.py)."""
import random

import pytest

from lib.succession import WHOLE, Succession

AREAS = {"Q": "CN", "Q1": "Q", "Q2": "Q", "Q11": "Q1", "Q12": "Q1"}
SCHOOLS = [f"Q-{i:02}" for i in range(14)]
YEARS = list(range(2001, 2010))
PERIODS = ",".join(str(year) for year in YEARS)
STEPS = 40
INDICATOR = ("code,name_zh,name_en,unit,kind,numerator,denominator,"
             "agg_schools,agg_time,period_type,breakdowns,direction,source,"
             "decimals\nsp,sp,,人,flow,,,sum,sum,calendar_year,,,,0\n")


class World:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.first = {s: self.random.choice(list(AREAS)) for s in SCHOOLS}
        self.values = {(s, y): self.random.randint(0, 1000)
                       for s in SCHOOLS for y in YEARS
                       if self.random.random() < 0.9}
        self.events = {}  # (date, kind, from, to) -> weight in millionths

    def below(self, area, ancestor):
        while area != ancestor:
            if area not in AREAS:
                return False
            area = AREAS[area]
        return True

    def area_on(self, school, day):
        """By walking from where it was first."""
        area = self.first[school]
        for date, kind, source, to in sorted(self.events):
            if kind == "transfer" and source == school and date <= day:
                area = to
        return area

    def total(self, area, year, day):
        values = [v for (s, y), v in self.values.items()
                  if y == year and self.below(self.area_on(s, day), area)]
        return sum(values), len(values)

    def moving(self):
        return [(date, kind, source, to, weight)
                for (date, kind, source, to), weight in self.events.items()]

    def some_split(self, date, source):
        count = self.random.choice([2, 2, 3])
        targets = self.random.sample(SCHOOLS, count)
        if self.random.random() < 0.4:
            return {(date, "split", source, to): 0 for to in targets}
        cuts = sorted(self.random.sample(range(1, WHOLE), count - 1))
        return {(date, "split", source, to): high - low
                for to, low, high in zip(targets, [0, *cuts],
                                         [*cuts, WHOLE])}

    def some_events(self):
        """Of which some cannot be."""
        made = {}
        for _ in range(self.random.choice([1, 1, 2])):
            date = self.random.choice(YEARS) * 10000 + self.random.choice(
                [101, 701, 901])
            source, to = self.random.sample(SCHOOLS, 2)
            kind = self.random.choice(["merge", "rename", "split",
                                       "transfer", "transfer"])
            if kind == "split":
                made.update(self.some_split(date, source))
            elif kind == "transfer":
                made[date, kind, source,
                     self.random.choice(list(AREAS))] = 0
            else:
                made[date, kind, source, to] = 0
        return made


def as_csv(events):
    lines = ["date,kind,from,to,weight\n"]
    for (date, kind, source, to), weight in events.items():
        text = f"{date // 10000}-{date // 100 % 100:02}-{date % 100:02}"
        share = f"{weight // WHOLE}.{weight % WHOLE:06}" if weight else ""
        lines.append(f"{text},{kind},{source},{to},{share}\n")
    return "".join(lines)


def load(admin, made):
    admin.load("areas", "code,name_zh,level,parent\n" + "".join(
        f"{code},{code},county,{parent}\n"
        for code, parent in AREAS.items()))
    admin.load("indicators", INDICATOR)
    admin.load("schools", "code,name_zh,area\n" + "".join(
        f"{code},{code},{area}\n" for code, area in made.first.items()))
    admin.load("observations", "school,indicator,period,value\n" + "".join(
        f"{s},sp,{y},{v}\n" for (s, y), v in made.values.items()))


@pytest.fixture(scope="module")
def world(server):
    made = World(20240917)
    load(server.admin, made)
    return made


def figures(server, **params):
    """(area, period) -> (value, reported)."""
    rows = server.public.data(indicator="sp", period=PERIODS, limit="5000",
                              **params).rows()
    return {(r["area"], r.get("school"), int(r["period"])):
            (r["value"], r["reported"]) for r in rows}


def check_places(server, world):
    """As it was: where the school lay on the first day of the year."""
    areas = ["CN", *AREAS]
    got = figures(server, area=",".join(areas), view="as_was")
    for area in areas:
        for year in YEARS:
            wanted = world.total(area, year, year * 10000 + 101)
            found = got.get((area, None, year), (None, 0))
            assert (found[0] or 0, found[1]) == wanted, (area, year)


def check_store(server, world):
    """What the store keeps is by where schools lie now."""
    rows = server.psql(
        "SELECT a.code, c.period / 1000, t.sum, t.reported FROM total t "
        "JOIN cell c ON c.id = t.cell JOIN area a ON a.id = t.area "
        "JOIN indicator i ON i.id = c.indicator WHERE i.code = 'sp'")
    got = {(code, int(year)): (int(value), int(reported))
           for code, year, value, reported in rows}
    for area in ["CN", *AREAS]:
        for year in YEARS:
            assert got.get((area, year), (0, 0)) == world.total(
                area, year, 99991231), (area, year)


def check_units(server, world):
    rule = Succession(world.moving())
    exact = {}
    for (school, year), value in world.values.items():
        for unit, part in rule.shares(school, year * 10000 + 101).items():
            exact[unit, year] = exact.get((unit, year), 0) + value * part
    got = {(school, year): value for (_, school, year), (value, _)
           in figures(server, area="CN", view="as_is", by="school").items()
           if value is not None}
    assert set(got) == set(exact)
    for (unit, year), value in exact.items():
        # Each figure that is shared out is rounded once.
        assert abs(got[unit, year] * WHOLE - value) < len(SCHOOLS) * WHOLE
    root = figures(server, area="CN", view="as_is")
    for year in YEARS:
        wanted = sum(v for (_, y), v in world.values.items() if y == year)
        assert root["CN", None, year][0] == wanted, year
        assert sum(v for (_, y), v in got.items() if y == year) == wanted


def check_lives(server, world):
    """Closed is who handed all on and did not come back."""
    closed = {s["code"]: s["closed"] is not None
              for s in server.public.ok("/v1/schools",
                                        area="Q").json["schools"]}
    hands = Succession(world.moving()).hands
    for school in SCHOOLS:
        ends = [d for d, s, parts in hands
                if s == school and school not in parts]
        begins = [d for d, _, parts in hands if school in parts]
        wanted = bool(ends) and max(begins, default=0) <= max(ends)
        assert closed[school] == wanted, school


def test_figures_whatever_happens(server, world):
    taken = refused = 0
    check_places(server, world)
    for _ in range(STEPS):
        events = world.some_events()
        body = as_csv(events)
        reply = server.admin.upload("school-events", body)
        assert reply.status in (201, 422), reply
        if reply.status == 201:
            new = {k: v for k, v in events.items() if k not in world.events}
            assert reply.json["rows"]["inserted"] == len(new)
            world.events.update(events)
            again = server.admin.load("school-events", body)
            assert again["rows"]["unchanged"] == len(events)
            taken += 1
        else:
            refused += 1
        check_places(server, world)
        check_store(server, world)
        check_units(server, world)
        check_lives(server, world)
    assert taken > 12 and refused > 4, (taken, refused)


def told(server):
    events = server.public.ok("/v1/school-events",
                              limit="1000").json["school_events"]
    return (sorted(events, key=str),
            server.public.ok("/v1/schools", area="Q").json["schools"])


def test_all_at_once_comes_to_the_same(server, world, own_server):
    """One file, in any order, in another store."""
    other = own_server()
    load(other.admin, world)
    events = list(world.events.items())
    world.random.shuffle(events)
    done = other.admin.load("school-events", as_csv(dict(events)))
    assert done["rows"]["inserted"] == len(events)
    assert told(other) == told(server)
    again = server.admin.load("school-events", as_csv(dict(events)))
    assert again["rows"]["unchanged"] == len(events)
