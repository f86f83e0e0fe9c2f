"""What /v1/data answers, counted a second time: plain loops over all reports,
from the words of docs/statistics.md alone. It knows nothing of totals, rolls,
windows or slots. Figures are fractions in the indicator's own unit.
"""
from collections import namedtuple
from fractions import Fraction
from itertools import product

from lib import days, rule

PRECEDENCE = "BOMLHQJSDKWIFEPNUVGA"
WITH_VALUES = set("BJSDWIFEPNUVGA")
WITHOUT = set("BJSOMLHQK")
WHOLE = 1000000  # weights are millionths



def half_even(number, decimals):
    """A fraction, rounded once, as the number of that many decimals."""
    if number is None:
        return None
    scaled = number * 10 ** decimals
    down, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if (2 * rest > scaled.denominator
            or (2 * rest == scaled.denominator and down % 2)):
        down += 1
    return Fraction(-down if scaled < 0 else down, 10 ** decimals)


# --- who continues whom ---

class Succession:
    """events: (date, kind, from, to, weight in millionths or None)."""

    def __init__(self, schools, events):
        self.schools = schools
        self.hands = {}  # (date, from): [(to, weight)]
        for date, kind, old, new, weight in sorted(
                events, key=lambda e: e[0]):
            if kind in ("merge", "rename", "split"):
                self.hands.setdefault((date, old), []).append((new, weight))
        self.unit = {school: school for school in schools}
        self._join()

    def _weighted(self, hand):
        return len(hand) == 1 or all(w is not None for _, w in hand)

    def _goes_on(self, school):
        gone = [d for (d, old), to in self.hands.items() if old == school
                and all(new != school for new, _ in to)]
        came = [d for (d, _), to in self.hands.items()
                if any(new == school for new, _ in to)]
        return not gone or (came and max(came) > max(gone))

    def _join(self):
        group = {}  # school: (list of its members, name)
        for (_, old), to in sorted(self.hands.items()):
            if self._weighted(to) and old not in group:
                continue
            members, name = group.get(old, ({old}, old))
            for new, _ in to:
                if new in group and group[new][0] is not members:
                    more, other = group[new]
                    members |= more
                    name = min(name, other, key=self._made)
                members.add(new)
            for school in members:
                group[school] = (members, name)
        for school, (members, name) in group.items():
            going = [s for s in members if self._goes_on(s)]
            self.unit[school] = going[0] if len(going) == 1 else name

    def _made(self, school):
        return min(d for (d, old), to in self.hands.items()
                   if old == school and not self._weighted(to))

    def shares(self, school, day):
        """{unit: millionths} of what it reported for a period that began on
        the day."""
        later = [(d, to) for (d, old), to in self.hands.items()
                 if old == school and d > day and self._weighted(to)]
        if not later:
            return {self.unit[school]: WHOLE}
        date, successors = min(later, key=lambda pair: pair[0])
        exact = {}
        for new, weight in successors:
            weight = WHOLE if len(successors) == 1 else weight
            for unit, share in self.shares(new, date).items():
                exact[unit] = exact.get(unit, 0) + weight * share
        return whole_millionths(exact)


def whole_millionths(exact):
    out = {unit: share // WHOLE for unit, share in exact.items()}
    by_rest = sorted(exact, key=lambda unit: (-(exact[unit] % WHOLE), unit))
    for unit in by_rest[:WHOLE - sum(out.values())]:
        out[unit] += 1
    return {unit: share for unit, share in sorted(out.items()) if share}


# --- the world ---

class World:
    """areas: {code: parent}; schools: {code: area now}; opened, closed:
    {code: day}; events; reports: {(school, indicator, period, basis,
    frozenset of members): (value or None, letter)}; indicators: {code:
    Indicator}."""

    def __init__(self, areas, indicators):
        self.areas = areas
        self.indicators = indicators
        self.schools, self.opened, self.closed = {}, {}, {}
        self.events, self.reports = [], {}
        self.known_in = None  # {school: area} as of the revision asked for
        self.levels = {}

    def below(self, area, above):
        while area is not None and area != above:
            area = self.areas[area]
        return area == above

    def is_open(self, school, first, last):
        return (self.opened.get(school, "") <= last
                and self.closed.get(school, "9") >= first)

    def transfers(self, school):
        return sorted((e for e in self.events
                       if e[1] == "transfer" and e[2] == school),
                      key=lambda e: e[0])

    def area_now(self, school):
        return (self.known_in or self.schools)[school]

    def area_on(self, school, day):
        """Where it counted, as it was. An event of a transfer is (date, kind,
        school, area, area before)."""
        way = self.transfers(school)
        place, known = self.schools[school], self.area_now(school)
        while way and place != known:  # not known of at the revision
            place = way.pop()[4]
        if place != known:
            return known
        for event in way:
            if event[0] > day:
                return event[4]
        return place

    def covered(self, indicator):
        """Periods for which anybody has said anything by then."""
        return {p for (_, i, p, basis, _) in self.reports
                if i == indicator and basis == "month"}


Indicator = namedtuple("Indicator", "code kind agg_time type num den "
                                    "multiplier decimals unit")


# --- months out of cumulative reports ---

def derive(reports):
    """Adds the months that follow, at each breakdown."""
    out = dict(reports)
    for school, code, period, basis, members in list(reports):
        if basis != "ytd":
            continue
        year = period[:4]
        through, known = 0, True
        for month in range(1, 13):
            name = f"{year}M{month:02d}"
            whole = reports.get((school, code, name, "ytd", members))
            alone = reports.get((school, code, name, "month", members))
            before, sure = through, known
            if whole is not None and whole[0] is not None:
                through, known = whole[0], True
                if sure and alone is None:
                    out[school, code, name, "month", members] = (
                        through - before, whole[1])
            elif alone is not None and alone[0] is not None:
                through += alone[0]
            else:
                known = False
    return out


# --- figures of units ---

class Recount:
    def __init__(self, world, question):
        self.world, self.q = world, question
        self.as_is = question.get("view") == "as_is"
        self.succession = Succession(world.schools, world.events)
        self.reports = derive(world.reports)
        self.index = {}
        for (school, code, period, basis, members), told in (
                self.reports.items()):
            self.index.setdefault((code, period, basis), {}).setdefault(
                school, []).append((dict(members), told))
        self.cache = {}
        self.kin = self._kin()

    def _kin(self):
        """{unit: schools of which some period comes down to it}."""
        if not self.as_is:
            return {school: [school] for school in self.world.schools}
        moments = {"", *(event[0] for event in self.world.events)}
        out = {}
        for school in self.world.schools:
            for unit in {u for day in moments
                         for u in self.succession.shares(school, day)}:
                out.setdefault(unit, []).append(school)
        return out

    def school_figure(self, reports, target):
        taken = rule.taken([(m, v) for m, (v, _) in reports], target)
        if not taken:
            return None
        told = [t for m, t in reports if any(m == c for c in taken)]
        valued = [letter for value, letter in told if value is not None]
        letters = valued or [letter for _, letter in told]
        value = (Fraction(sum(v for v, _ in told if v is not None))
                 if valued else None)
        return value, min(letters, key=PRECEDENCE.index)

    def units(self, code, period, basis, target):
        """{unit: (value or None, letters)} at one cell."""
        key = code, period, basis, tuple(sorted(target.items()))
        if key in self.cache:
            return self.cache[key]
        out = {}
        for school, reports in self.index.get(key[:3], {}).items():
            figure = self.school_figure(reports, target)
            if figure is None:
                continue
            for unit, value, letters in self.handed_on(
                    school, code, days.first(period, basis), *figure):
                join(out, unit, value, letters)
        self.cache[key] = out
        return out

    def handed_on(self, school, code, day, value, letter):
        """Its units' parts: steps between running sums rounded down."""
        if not self.as_is:
            yield school, value, {letter}
            return
        shares = self.succession.shares(school, day)
        more = {"E"} if len(shares) > 1 else set()
        one = Fraction(1, 10 ** self.world.indicators[code].decimals)
        weight = before = 0
        for unit, share in shares.items():
            weight += share
            upto = None if value is None else (
                abs(value) * weight / WHOLE // one * one)
            if upto is not None and value < 0:
                upto = -upto
            yield unit, None if value is None else upto - before, (
                {letter} | more)
            before = upto or 0

    def at(self, unit, code, period, basis, targets, place):
        """What the unit has at the place: None, or (value, letters)."""
        if not self.counts(unit, days.first(period, basis), place):
            return None
        out = {}
        for target in targets:
            told = self.units(code, period, basis, target).get(unit)
            if told is not None:
                join(out, unit, *told)
        return out.get(unit)

    def counts(self, unit, day, place):
        area, school = place
        if school is not None and school != unit:
            return False
        where = (self.world.area_now(unit) if self.as_is
                 else self.world.area_on(unit, day))
        return self.world.below(where, area)

    def span(self, unit, term, targets):
        """What the unit reported cumulatively for the span: (sum, letters,
        is it that of its months?), None: nothing. Of schools that became one
        each counts with its own report, or with its months."""
        code, months, whole = term
        total, letters, any_whole = 0, set(), False
        for school in self.kin.get(unit, ()):
            told = self.of_school(school, code, whole, "ytd", targets, unit)
            if told is not None and told[0] is not None:
                any_whole = True
                total, letters = total + told[0], letters | told[1]
                continue
            for month in months:
                told = self.of_school(school, code, month, "month", targets,
                                      unit)
                if told is not None and told[0] is not None:
                    total, letters = total + told[0], letters | told[1]
        if not any_whole:
            return None
        values = [self.at_all(unit, code, month, targets) for month in months]
        return total, letters, (None not in values and sum(values) == total)

    def of_school(self, school, code, period, basis, targets, unit):
        """The unit's part of what one school reported."""
        out = {}
        reports = self.index.get((code, period, basis), {}).get(school)
        for target in targets if reports else ():
            figure = self.school_figure(reports, target)
            if figure is not None:
                for one, value, letters in self.handed_on(
                        school, code, days.first(period, basis), *figure):
                    join(out, one, value, letters)
        return out.get(unit)

    def at_all(self, unit, code, period, targets):
        out = {}
        for target in targets:
            told = self.units(code, period, "month", target).get(unit)
            if told is not None:
                join(out, unit, *told)
        return out.get(unit, (None,))[0]

    # --- one unit, or all, for a period ---

    def part(self, units, term, targets, place):
        code, periods, whole = term
        values, letters, reported, known = [], set(), [], False
        months = set()
        for at, period in enumerate(periods):
            told = [t for t in (self.at(u, code, period, "month", targets,
                                        place) for u in units)
                    if t is not None]
            known = known or bool(told)
            here = [value for value, _ in told if value is not None]
            letters |= {x for _, more in told for x in more}
            reported.append(len(here))
            values.append(sum(here) if here else None)
            months |= {at + 1} if here else set()
        return dict(values=values, letters=letters, known=known,
                    reported=min(reported, default=0), months=months,
                    full=bool(periods) and all(v is not None
                                               for v in values),
                    incomplete=len(periods) > 1)

    def figure(self, units, terms, targets, place):
        """Of all of them together, a sum over months being one only if every
        month has a figure."""
        parts = [self.part(units, term, targets, place) for term in terms]
        sums = [sum(p["values"]) if p["full"] else None for p in parts]
        good = all(s is not None for s in sums)
        letters = set()
        for p, s in zip(parts, sums):
            if good or s is None:
                letters |= p["letters"]
        return dict(
            sums=sums, letters=letters, parts=parts,
            known=any(p["known"] for p in parts),
            incomplete=any(p["incomplete"] and p["known"] and not p["full"]
                           for p in parts),
            reported=min(p["reported"] if p["full"] else 0 for p in parts))


def join(out, unit, value, letters):
    old, more = out.get(unit, (None, set()))
    if value is None or old is None:
        value = old if value is None else value
    else:
        value += old
    out[unit] = (value, more | letters)


def combos(members):
    """members: {dimension: [codes]}; every target in it."""
    names = sorted(members)
    return [dict(zip(names, codes))
            for codes in product(*(members[name] for name in names))]
