"""The rows of an answer, out of the figures of lib/recount.py."""
from fractions import Fraction

from lib import days
from lib.recount import (PRECEDENCE, WITH_VALUES, WITHOUT, Recount, combos,
                         half_even)


def letter_of(letters, fits, default):
    good = [x for x in letters if x in fits]
    return min(good, key=PRECEDENCE.index) if good else default


class Rows:
    def __init__(self, world, question):
        self.world, self.q = world, question
        self.ask = Recount(world, question)
        self.view = question.get("view", "as_was")
        self.ytd = int(question.get("ytd", "M00")[1:])
        self.compare = question.get("compare", "none")
        self.matched = question.get("basis") == "matched"
        dates = {event[0] for event in world.events} | {"", "9999"}
        self.units = sorted({
            unit for school in world.schools for day in dates
            for unit in self.ask.succession.shares(school, day)}
            if self.view == "as_is" else world.schools)

    # --- what a period is made of ---

    def last_covered(self, codes, first, last):
        fit = [p for p in set.intersection(*(self.world.covered(c)
                                             for c in codes))
               if first <= days.first(p) and days.last(p) <= last]
        return [max(fit, key=days.last)] if fit else []

    def term(self, code, period):
        """(indicator, periods, cumulative report of the span), a stock's
        date."""
        one = self.world.indicators[code]
        if self.ytd:
            return self.term_so_far(one, period)
        if (days.kind(period) == one.type
                or period in self.world.covered(code)):
            return (code, [period], None), None
        if one.agg_time == "sum" and one.type == "month" and (
                days.kind(period) not in ("month", "point_in_time")):
            return (code, days.months_of(period), None), None
        if one.agg_time == "last":
            found = self.last_covered([code], days.first(period),
                                      days.last(period))
            return (code, found, None), (found or [None])[0]
        return (code, [], None), None

    def level_span(self, period):
        end = days.last(f"{period}M{self.ytd:02d}")
        before = days.last(f"{int(period) - 1}M{self.ytd:02d}")
        return before + "~", end  # after that day

    def term_so_far(self, one, period):
        if one.agg_time == "last":
            found = self.last_covered([one.code], *self.level_span(period))
            return (one.code, found, None), (found or [None])[0]
        if one.agg_time != "sum" or one.type != "month":
            return (one.code, [], None), None
        months = [f"{period}M{m:02d}" for m in range(1, self.ytd + 1)]
        return (one.code, months, months[-1]), None

    def terms(self, one, period):
        if one.kind != "ratio":
            term, date = self.term(one.code, period)
            return [term], date
        if (one.agg_time == "flow_ytd_over_stock_last" and not self.ytd
                and days.kind(period) != "calendar_year"):
            return [(one.num, [], None), (one.den, [], None)], None
        if one.agg_time == "ratio_at_last" and (
                self.ytd or days.kind(period) != one.type):
            span = (self.level_span(period) if self.ytd else
                    (days.first(period), days.last(period)))
            found = self.last_covered([one.num, one.den], *span)
            return [(one.num, found, None), (one.den, found, None)], (
                found or [None])[0]
        (num, date), (den, _) = (self.term(one.num, period),
                                 self.term(one.den, period))
        return [num, den], date

    # --- where ---

    def places(self):
        by = self.q.get("by", [])
        areas = list(self.q["area"])
        if "area" in by:
            areas = [a for a, up in self.world.areas.items() if up in areas]
        for word in by:
            if word.startswith("area."):
                areas = [a for a in self.world.areas
                         if self.world.levels[a] == word[5:]
                         and any(self.world.below(a, up) for up in areas)]
        if "school" not in by:
            return [(area, None) for area in areas]
        return [(area, unit) for area in areas for unit in self.units]

    def targets(self):
        """[(members of by, members that are added up)]."""
        where = self.q.get("where", {})
        by = [d for d in self.q.get("by", []) if d in self.world.members]
        rest = {d: codes for d, codes in where.items() if d not in by}
        named = {d: where.get(d, self.world.members[d]) for d in by}
        for one in combos(named):
            yield one, [{**one, **more} for more in combos(rest)]

    # --- values ---

    def value(self, one, sums):
        if any(s is None for s in sums):
            return None
        if one.kind != "ratio":
            return Fraction(sums[0])
        if sums[1] == 0:
            return None
        return Fraction(sums[0]) * one.multiplier / Fraction(sums[1])

    def expected(self, place, period, date):
        if date:
            first = last = date
        else:
            first, last = days.first(period), days.last(
                f"{period}M{self.ytd:02d}" if self.ytd else period)
        open_units = set()
        for school in self.world.schools:
            if self.world.is_open(school, first, last):
                open_units |= set(
                    self.ask.succession.shares(school, first)
                    if self.view == "as_is" else [school])
        return sum(self.ask.counts(unit, first, place)
                   for unit in open_units)

    # --- a panel ---

    def told(self, unit, terms, targets, place):
        """Of one unit: by part its months, cumulative report and stock."""
        out = []
        for code, periods, whole in terms:
            part = {"months": {}, "whole": None, "letters": {},
                    "flow": whole is not None, "most": len(periods)}
            for at, period in enumerate(periods, 1):
                got = self.ask.at(unit, code, period, "month", targets, place)
                if got is not None and got[0] is not None:
                    part["months"][at] = got[0]
                    part["letters"][at] = got[1]
            if whole:
                self.take_whole(unit, (code, periods, whole), targets, place,
                                part)
            out.append(part)
        return out

    def take_whole(self, unit, term, targets, place, part):
        """A cumulative report over a move: by month where these are all
        known, else where the school was on the first day."""
        found = self.ask.span(unit, term, targets)
        if found is None:
            return
        whole, letters, divisible = found
        day = days.first(term[2], "ytd")
        moved = self.view == "as_was" and self.world.transfers(unit)
        if moved and divisible:
            return
        if self.ask.counts(unit, day, place):
            part["whole"], part["letters"]["whole"] = whole, letters
        elif moved:
            part["months"].clear()

    @staticmethod
    def raw(parts):
        """What it reported, whatever it can be compared with; None: nothing
        at all."""
        if not any(p["months"] or p["whole"] is not None for p in parts):
            return None
        return [p["whole"] if p["whole"] is not None
                else sum(p["months"].values()) for p in parts]

    @staticmethod
    def is_complete(part):
        return part["whole"] is not None or (
            part["most"] > 0 and len(part["months"]) == part["most"])

    def align(self, sides):
        """The sums and letters of both sides over the months that all parts
        have, and these; None: there are none."""
        parts = [part for side in sides for part in side]
        if all(map(self.is_complete, parts)):
            months = set(range(1, self.ytd + 1))
            letters = [[part["letters"]["whole"]
                        if part["whole"] is not None else
                        set().union(*part["letters"].values())
                        for part in side] for side in sides]
            return [self.raw(side) for side in sides], letters, months
        common = set(range(1, self.ytd + 1))
        for part in parts:
            if part["flow"]:
                common &= set(part["months"])
            elif not part["months"]:
                common = set()
        if not common:
            return None
        sums = [[sum(v for m, v in part["months"].items()
                     if not part["flow"] or m in common) for part in side]
                for side in sides]
        letters = [[set().union(*(x for m, x in part["letters"].items()
                                  if not part["flow"] or m in common))
                    for part in side] for side in sides]
        return sums, letters, common

    def match(self, unit, sides, targets, place):
        figures = [self.ask.figure([unit], terms, targets, place)
                   for terms in sides]
        if any(s is None for f in figures for s in f["sums"]):
            return None
        return ([f["sums"] for f in figures],
                [[p["letters"] for p in f["parts"]] for f in figures], set())

    def panel(self, sides, targets, place):
        """sides: terms of the period and, if there is one, of its base."""
        out = {"sums": [None] * len(sides), "schools": 0, "dropped": 0,
               "letters": [set() for _ in sides], "months": set(),
               "all": [None] * len(sides), "outside": [{} for _ in sides],
               "uneven": False}
        for unit in self.units:
            told = [self.told(unit, terms, targets, place)
                    for terms in sides]
            raws = [self.raw(side) for side in told]
            for i, raw in enumerate(raws):
                out["all"][i] = plus(out["all"][i], raw)
            got = (self.align(told) if self.ytd else
                   self.match(unit, sides, targets, place))
            if got is None:
                out["dropped"] += any(raw is not None for raw in raws)
                for i, raw in enumerate(raws):
                    if raw is not None:
                        out["outside"][i][unit] = raw
                continue
            sums, letters, months = got
            out["schools"] += 1
            if any(p["flow"] for side in told for p in side):
                out["uneven"] |= bool(out["months"]) and (
                    out["months"] != months)
                out["months"] |= months
            for i in range(len(sides)):
                out["sums"][i] = plus(out["sums"][i], sums[i])
                out["letters"][i] |= set().union(*letters[i])
        return out

    # --- rows ---

    def base_of(self, period):
        if self.compare == "prev_year":
            return days.year_before(period)
        return days.previous(period) if self.compare == "prev_period" else (
            None)

    def series_known(self, one, targets, place):
        for period in self.q["period"]:
            for at in (period, self.base_of(period)):
                if at is None:
                    continue
                terms, _ = self.terms(one, at)
                if self.ask.figure(self.units, terms, targets,
                                   place)["known"]:
                    return True
                for code, _, whole in terms:
                    if whole and any(self.ask.at(u, code, whole, "ytd",
                                                 targets, place)
                                     for u in self.units):
                        return True
        return False

    def all(self):
        for code in self.q["indicator"]:
            one = self.world.indicators[code]
            for place in self.places():
                for members, targets in self.targets():
                    if not self.series_known(one, targets, place):
                        continue
                    for period in self.q["period"]:
                        yield self.row(one, place, members, targets, period)

    def row(self, one, place, members, targets, period):
        terms, date = self.terms(one, period)
        before = self.base_of(period)
        sides = [terms] + ([self.terms(one, before)[0]] if before else [])
        out = {"indicator": one.code, "area": place[0], "period": period,
               "expected": self.expected(place, period, date), **members}
        if place[1] is not None:
            out["school"] = place[1]
        figures = [self.ask.figure(self.units, s, targets, place)
                   for s in sides]
        if self.matched or self.ytd:
            panel = self.panel(sides, targets, place)
            if not self.ytd:
                panel["all"] = [f["sums"] for f in figures]
            self.fill_panel(out, one, panel)
        else:
            panel = None
            self.fill_plain(out, one, figures)
        if self.compare != "none":
            self.fill_change(out, one, panel, figures)
        return out

    def decimals(self, one):
        if one.unit == "%" and "digits" in self.q:
            return self.q["digits"]
        return one.decimals

    def fill_plain(self, out, one, figures):
        figure = figures[0]
        value = self.value(one, figure["sums"])
        out["value"] = half_even(value, self.decimals(one))
        out["reported"] = figure["reported"]
        if value is not None:
            out["status"] = letter_of(figure["letters"], WITH_VALUES, "A")
        elif all(s is not None for s in figure["sums"]):
            out["status"] = "M"
        elif figure["incomplete"]:
            out["status"] = "O"
        else:
            out["status"] = letter_of(figure["letters"], WITHOUT, "O")
        out["_letters"] = figure["letters"]
        out["_sums"] = [f["sums"] for f in figures]

    def fill_panel(self, out, one, panel):
        sums = panel["sums"]
        value = self.value(one, sums[0] or [None])
        out["value"] = half_even(value, self.decimals(one))
        out["reported"] = panel["schools"]
        if value is not None:
            out["status"] = letter_of(panel["letters"][0], WITH_VALUES, "A")
        out["_letters"] = panel["letters"][0]
        out["_sums"] = [s or [None] for s in sums]
        if self.ytd:
            out["dropped"] = panel["dropped"]
            out["months"] = days.months_text(panel["months"])
        if self.matched:
            out["panel"] = panel["schools"]
            self.fill_bridge(out, one, panel)

    def fill_bridge(self, out, one, panel):
        everything = [a or [None] for a in panel["all"]]
        values = [half_even(self.value(one, a), self.decimals(one))
                  for a in everything] + [None]
        out["all_value"], out["all_base"] = values[:2]
        both = (one.kind != "ratio" and len(everything) == 2
                and all(a[0] is not None for a in everything))
        for name, whole, part in zip(("entered", "left"), everything,
                                     out["_sums"]):
            out[name] = whole[0] - (part[0] or 0) if both else None
        out.setdefault("left", None)
        out["_outside"] = panel["outside"]

    # --- the change, by the table ---

    def fill_change(self, out, one, panel, figures):
        sums = (out["_sums"] + [[None]])[:2]
        cur, base = (self.value(one, s) for s in sums)
        digits = self.q.get("digits", 2)
        out["base"] = half_even(base, self.decimals(one))
        out.update(change_abs=None, change_pct=None, change_pp=None)
        rate = one.kind == "ratio" and one.unit == "%"
        out["reason"] = reason_of(cur, base, "B" in out["_letters"], rate)
        if panel is not None and out["reason"] == "CUR_MISSING":
            plain = [a is not None and all(x is not None for x in a)
                     for a in panel["all"]] + [False]
            if plain[0]:
                out["reason"] = "COVERAGE" if plain[1] else "BASE_MISSING"
            return
        if out["reason"] == "OK_PP":
            out["change_pp"] = half_even(cur - base, digits)
        elif out["reason"] in ("OK", "NEGATIVE", "BOTH_ZERO", "BASE_ZERO"):
            out["change_abs"] = half_even(cur - base, self.decimals(one))
        if out["reason"] == "OK":
            out["change_pct"] = half_even((cur - base) / base * 100, digits)


def reason_of(cur, base, broken, rate):
    for condition, reason in (
            (cur is None, "CUR_MISSING"), (base is None, "BASE_MISSING"),
            (broken, "BREAK"), (rate, "OK_PP")):
        if condition:
            return reason
    if cur < 0 or base < 0:
        return "NEGATIVE"
    if base == 0:
        return "BASE_ZERO" if cur else "BOTH_ZERO"
    return "OK"


def plus(sums, more):
    if more is None:
        return sums
    if sums is None:
        return list(more)
    return [a + b for a, b in zip(sums, more)]
