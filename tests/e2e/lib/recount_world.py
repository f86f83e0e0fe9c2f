"""Random worlds to count again: schools in areas, what happened to them, and
what they report, corrected and late, in the daemon and in the model."""
import random
from fractions import Fraction

from lib import days
from lib.recount import Indicator, World

AREAS = {"P": "CN", "P1": "P", "P11": "P1", "P2": "P", "P3": "P", "Q": "CN",
         "Q1": "Q", "CN": None}
LEVELS = {"CN": "country", "P": "province", "Q": "province", "P1": "county",
          "P2": "county", "P3": "county", "Q1": "county", "P11": "town"}
MEMBERS = {"gender": ["1", "2"], "grade": ["1", "2", "3"],
           "key_group": ["veteran", "migrant"]}
# What is reported: indicator, its dimensions, its periods.
YEARS = ["2021", "2022", "2023"]
MONTHS = [f"{y}M{m:02d}" for y in YEARS for m in range(1, 13)]
DATES = ["2021-09-01", "2022-03-01", "2022-09-01", "2023-09-01"]
SCHOOL_YEARS = ["2020AY", "2021AY", "2022AY"]
REPORTED = {
    "train_persontimes": (["gender", "key_group"], MONTHS),
    "train_persontimes_key": ([], MONTHS),
    "students_ft": (["gender", "grade"], DATES),
    "apprentice_students": (["gender"], DATES),
    "equip_value": ([], DATES),
    "comp_awards": ([], YEARS),
    "fund_total": ([], YEARS),
    "grads_sv": (["gender"], SCHOOL_YEARS),
    "grads_sv_to_hv": (["gender"], SCHOOL_YEARS),
}
RATIOS = ["train_key_share", "train_intensity", "apprentice_share",
          "equip_value_per_student", "adv_rate_hv"]
MULTIPLIERS = {"%": 100, "个/百人": 100, "元/人": 10000}
EVENT_HEAD = "date,kind,from,to,weight\n"
COLUMNS = ["gender", "grade", "key_group"]


def catalogue(client):
    out = {}
    rows = {row["code"]: row
            for row in client.ok("/v1/indicators").json["indicators"]}
    for code in [*REPORTED, *RATIOS]:
        row = rows[code]
        out[code] = Indicator(
            code, row["kind"], row["agg_time"], row["period_type"],
            row["numerator"], row["denominator"],
            MULTIPLIERS.get(row["unit"], 1), row["decimals"], row["unit"])
    return out


class Maker:
    """A random world, in the daemon and in the model."""

    def __init__(self, server, seed):
        self.draw = random.Random(seed)
        self.client = server.admin
        self.client.load("areas", "code,name_zh,level,parent\n" + "".join(
            f"{a},地{a},{LEVELS[a]},{up}\n"
            for a, up in AREAS.items() if up))
        self.world = World(AREAS, catalogue(self.client))
        self.world.members, self.world.levels = MEMBERS, LEVELS
        self.styles = {}
        self.late = False
        self.history = {}  # revision: (reports, areas of schools)
        self.revision = None

    # --- schools ---

    def schools(self, count):
        rows = []
        for i in range(count):
            code = f"S{i:02d}"
            area = self.draw.choice(["P1", "P1", "P11", "P2", "P2", "P3",
                                     "P", "Q1"])
            self.world.schools[code] = area
            rows.append(f"{code},校,{area},2000-01-01,")
        self.client.load("schools", "code,name_zh,area,opened,closed\n"
                         + "\n".join(rows) + "\n")
        for code in self.world.schools:
            self.world.opened[code] = "2000-01-01"

    def move(self):
        """A correction of where a school is: for all time."""
        school = self.draw.choice(sorted(
            s for s in self.world.schools if not self.world.transfers(s)))
        self.world.schools[school] = self.draw.choice(["P1", "P2", "P3"])
        done = self.client.load(
            "schools", "code,name_zh,area,opened,closed\n"
            f"{school},校,{self.world.schools[school]},2000-01-01,\n")
        self.learn()
        self.note(done)

    # --- events ---

    def events(self):
        draw, world = self.draw, self.world
        free = sorted(s for s in world.schools
                      if not any(s in e[2:4] for e in world.events))
        draw.shuffle(free)
        text = ""
        if len(free) < 4:
            return
        chain = free.pop()
        made = []
        for _ in range(draw.randrange(2, 5)):
            day = draw.choice(["2021-09-01", "2022-01-01", "2022-07-01",
                               "2022-09-01", "2023-02-01"])
            kind = draw.choice(["merge", "split", "group", "rename", "chain",
                                "transfer", "transfer", "goes_on"])
            if kind == "chain" and any(e[0] >= day for e in made
                                       if chain in e[2:4]):
                continue
            if len(free) < 3:
                break
            made += self.event(kind, day, free, chain)
            if kind == "chain":
                chain = made[-1][3]
        for event in made:
            weight = "" if event[4] is None or event[1] == "transfer" else (
                f"{event[4] / 1e6:.6f}")
            text += f"{event[0]},{event[1]},{event[2]},{event[3]},{weight}\n"
        if made:
            world.events += made
            done = self.client.load("school-events", EVENT_HEAD + text)
            self.learn()
            self.note(done)

    def event(self, kind, day, free, chain):
        draw, one = self.draw, free.pop()
        if kind == "transfer":
            to = draw.choice([a for a in ("P1", "P2", "P3", "Q1")
                              if a != self.world.schools[one]])
            event = (day, "transfer", one, to, self.world.schools[one])
            self.world.schools[one] = to
            return [event]
        if kind == "merge":
            other, into = free.pop(), free.pop()
            return [(day, "merge", one, into, None),
                    (day, "merge", other, into, None)]
        if kind == "goes_on":
            other = free.pop()
            return [(day, "merge", one, other, None),
                    (day, "merge", other, other, None)]
        if kind == "rename":
            return [(day, "rename", one, free.pop(), None)]
        if kind == "chain":
            return [(day, "merge", chain, one, None)]
        first = draw.choice([300000, 500000, 333333, 700001])
        weights = ((first, 1000000 - first) if kind == "split"
                   else (None, None))
        return [(day, "split", one, free.pop(), weights[0]),
                (day, "split", one, free.pop(), weights[1])]

    def learn(self):
        """What events do to the days of schools, as the daemon says it: that
        has tests of its own."""
        for row in self.client.ok("/v1/schools",
                                  limit="1000").json["schools"]:
            if row["code"] in self.world.schools:
                self.world.opened[row["code"]] = row["opened"] or ""
                self.world.closed[row["code"]] = row["closed"] or "9999"

    # --- reports ---

    def style(self, school, code, year):
        """In which detail a school reports, and on which basis."""
        key = school, code, year
        dims = REPORTED[code][0]
        if key not in self.styles:
            details = [()] + [(d,) for d in dims]
            if "grade" in dims:
                details += [("gender", "grade"), ("mixed",)]
            basis = "month"
            if code.startswith("train") and self.draw.random() < 0.35:
                basis = self.draw.choice(["ytd", "ytd", "switch"])
            self.styles[key] = self.draw.choice(details), basis
        return self.styles[key]

    def breakdowns(self, detail):
        if detail == ("mixed",):
            return [{"gender": "1"}, {"gender": "2", "grade": "1"},
                    {"gender": "2", "grade": "2"}]
        out = [{}]
        for dim in detail:
            out = [{**m, dim: c} for m in out for c in MEMBERS[dim]]
        if detail == ("key_group",):
            out.append({})
        return out

    def is_open(self, school, period):
        return self.world.is_open(school, days.first(period),
                                  days.last(period))

    def basis(self, basis, month):
        if basis == "switch":
            return "ytd" if month <= 4 else "month"
        return basis

    def rows(self, chance):
        """Keys of reports; the last date comes late."""
        draw = self.draw
        for code, (_, periods) in REPORTED.items():
            for school in sorted(self.world.schools):
                lazy = draw.random() < 0.15
                for period in periods:
                    if (lazy or not self.is_open(school, period)
                            or period == DATES[-1] and not self.late
                            or draw.random() > chance):
                        continue
                    detail, basis = self.style(school, code, period[:4])
                    basis = (self.basis(basis, int(period[5:]))
                             if days.kind(period) == "month" else "month")
                    for members in self.breakdowns(detail):
                        if draw.random() < 0.93:
                            yield (school, code, period, basis,
                                   frozenset(members.items()))

    def report(self, chance, most=99999):
        """Reports, or corrections of them."""
        rows = list(self.rows(chance))
        self.draw.shuffle(rows)
        lines, told = [], {}
        for key in rows[:most]:
            told[key] = self.told(key)
            lines.append(self.line(key, *told[key]))
        self.world.reports.update(told)
        done = self.client.load(
            "observations", "school,indicator,period,basis,"
            + ",".join(COLUMNS) + ",value,status\n" + "".join(lines))
        self.note(done)

    def told(self, key):
        draw = self.draw
        if key[3] == "month" and draw.random() < 0.06:
            return None, draw.choice("OMLQJ")
        value = (100 * int(key[2][5:]) + draw.randrange(90)
                 if key[3] == "ytd" else draw.choice(
                     [0, 1, 5, draw.randrange(100), draw.randrange(5000)]))
        letter = "A" if key[3] == "ytd" else draw.choice("AAAAAAAAAAAAPEDS")
        if draw.random() < 0.004 and key[3] == "month":
            letter = "B"
        if self.world.indicators[key[1]].decimals == 2:
            value = Fraction(100 * value + draw.randrange(100), 100)
        return value, letter

    def line(self, key, value, letter):
        members = dict(key[4])
        number = "" if value is None else f"{float(value):.2f}".rstrip(
            "0").rstrip(".")
        return ",".join([*key[:4], *(members.get(c, "") for c in COLUMNS),
                         number, letter]) + "\n"

    def note(self, done):
        self.revision = done["revision"]
        self.history[self.revision] = (dict(self.world.reports),
                                       dict(self.world.schools))


def make(server, seed):
    maker = Maker(server, seed)
    draw = maker.draw
    maker.schools(18)
    steps = [maker.events, lambda: maker.report(0.5, 300), maker.move,
             maker.events, lambda: maker.report(0.3, 60)]
    draw.shuffle(steps)
    maker.report(0.8)
    for number, step in enumerate(steps):
        maker.late = number > 1
        step()
    return maker
