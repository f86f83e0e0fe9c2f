"""The annual summary of the demo city a second time: figures from its files
by plain loops over exact fractions, sentences put together by hand. It knows
the city's files, the rules of docs/statistics.md and the wording of the
summary, and nothing of how the daemon does it."""
import csv
import os
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

FIXED = {"school", "indicator", "period", "value", "status", "note"}
PARTS = {
    "train_key_share": ("train_persontimes_key", "train_persontimes"),
    "adv_rate_hv": ("grads_sv_to_hv", "grads_sv"),
    "adm_rate_hv": ("hv_admitted", "hv_applicants"),
    "five_year_enrol_share": ("enrol_five_year", "enrol_sv"),
    "five_year_student_share": ("students_five_year", "students_sv"),
    "dual_share_major": ("teachers_dual", "teachers_major"),
    "dual_50plus_share": ("teachers_dual_50plus", "teachers_dual"),
    "dual_avg_age": ("teachers_dual_age_sum", "teachers_dual"),
    "bases_complete_share": ("bases_complete", "bases_oncampus"),
    "workstations_per_100": ("workstations", "students_ft"),
    "fund_social_share": ("fund_social", "fund_total"),
    "apprentice_share": ("apprentice_students", "students_ft"),
    "skill_pass_rate": ("skill_certs", "skill_assessed"),
}
# Colleges have none of these.
SECONDARY = {"grads_sv", "grads_sv_to_hv", "hv_applicants", "hv_admitted"}
TIMES = {"dual_avg_age": 1}  # the others are of a hundred
MONTHS = ["", "January", "February", "March", "April", "May", "June", "July",
          "August", "September", "October", "November", "December"]


def half_even(number, places):
    exact = Fraction(number) * 10 ** places
    floor = exact.numerator // exact.denominator
    rest = exact - floor
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and floor % 2)
    return Decimal(floor + bool(up)).scaleb(-places).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def days_of(period):
    year = period[:4]
    if period.endswith("AY"):
        return f"{year}-09-01", f"{int(year) + 1}-08-31"
    if len(period) == 4:
        return f"{year}-01-01", f"{year}-12-31"
    return period, period


class City:
    def __init__(self, folder):
        self.total = defaultdict(dict)  # (indicator, period): {school: value}
        self.detail = defaultdict(list)  # the same: [(school, dims, value)]
        for name in sorted(os.listdir(folder)):
            if name.startswith("observations"):
                self._read(os.path.join(folder, name))
        with open(os.path.join(folder, "partnerships.csv"),
                  encoding="utf-8", newline="") as table:
            self.partners = list(csv.DictReader(table))
        with open(os.path.join(folder, "schools.csv"), encoding="utf-8",
                  newline="") as table:
            self.schools = list(csv.DictReader(table))

    def _read(self, path):
        with open(path, encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                if not row["value"]:
                    continue
                key, value = (row["indicator"], row["period"]), Fraction(
                    row["value"])
                dims = {k: v for k, v in row.items() if k not in FIXED and v}
                if dims:
                    self.detail[key].append((row["school"], dims, value))
                else:
                    self.total[key][row["school"]] = value

    def expected(self, name, period):
        """Schools that were open on any day of it and could report it."""
        first, last = days_of(period)
        return sum((not s["opened"] or s["opened"] <= last) and
                   (not s["closed"] or s["closed"] >= first) and
                   (name not in SECONDARY or s["level"] == "sv")
                   for s in self.schools)

    def sum(self, indicator, *periods):
        return sum(sum(self.total[indicator, p].values()) for p in periods)

    def where(self, indicator, period, **wanted):
        """Over the finest rows that name the dimension."""
        rows = [r for r in self.detail[indicator, period]
                if set(wanted) <= set(r[1])]
        most = max(len(r[1]) for r in rows)
        return sum(v for _, dims, v in rows if len(dims) == most and
                   all(dims[k] == code for k, code in wanted.items()))

    def enterprises(self, first, last, wanted):
        """Those with an entry in force within the days."""
        return {p["credit_code"] for p in self.partners
                if p["credit_code"] and p["start"] <= last and
                (not p["end"] or p["end"] >= first) and wanted(p)}


def is_leading(entry, tiers=("central", "prov_leading")):
    return entry["depth"] == "deep" and set(tiers) & set(
        entry["tiers"].split("|"))


class Span:
    """Periods of a report of the year up to a month."""

    def __init__(self, year, month):
        self.year, self.month = year, month
        self.whole = month == 12
        self.span = [f"{year}M{m:02}" for m in range(1, month + 1)]
        self.span_before = [f"{year - 1}M{m:02}" for m in range(1, month + 1)]
        self.full = year if self.whole else year - 1  # a year that has ended
        self.stock = year if month >= 9 else year - 1
        self.day = f"{self.stock}-09-01"
        self.day_before = f"{self.stock - 1}-09-01"
        days = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30,
                31, 30, 31)[month - 1]
        self.last = f"{year}-{month:02}-{days}"
        self.days = days


class Figures:
    """What the summary needs, exactly."""

    def __init__(self, city, span):
        self.city, self.at = city, span

    def value(self, name, *periods):
        if name not in PARTS:
            return self.city.sum(name, *periods)
        num, den = self._parts(name, periods)
        return num / den * TIMES.get(name, 100)

    def _parts(self, name, periods):
        """Of months those in which the school has both parts."""
        parts = PARTS[name]
        if "M" not in periods[0]:
            return [self.city.sum(part, *periods) for part in parts]
        first, second = ([self.city.total[part, p] for p in periods]
                         for part in parts)
        both = [(one[school], other[school])
                for one, other in zip(first, second)
                for school in set(one) & set(other)]
        return [sum(pair[i] for pair in both) for i in (0, 1)]

    def same(self, name, now, before):
        """Value and base over the schools, and of each the months, that have
        all it takes in both years."""
        parts = PARTS.get(name, (name,))
        sums = [[0, 0] for _ in parts]
        for school in {s for part in parts for p in now
                       for s in self.city.total[part, p]}:
            for p, q in zip(now, before):
                both = [(self.city.total[part, p].get(school),
                         self.city.total[part, q].get(school))
                        for part in parts]
                if all(None not in pair for pair in both):
                    for at, pair in zip(sums, both):
                        at[0] += pair[0]
                        at[1] += pair[1]
        if len(parts) == 1:
            return tuple(sums[0])
        return tuple(sums[0][i] / sums[1][i] * TIMES.get(name, 100)
                     for i in (0, 1))

    def points(self, name, now, before):
        cur, base = self.same(name, now, before)
        return half_even(cur - base, 2)

    def growth(self, name, now, before):
        cur, base = self.same(name, now, before)
        return half_even((cur - base) / base * 100, 2)

    def reported(self, name, period):
        return len(self.city.total[name, period])

    def coverage(self, *figures):
        """(reported, expected, per cent) of the thinnest of the (indicator,
        period); None: all did."""
        share, reported, expected = min(
            (Fraction(self.reported(*figure),
                      self.city.expected(*figure)),
             self.reported(*figure), self.city.expected(*figure))
            for figure in figures)
        return None if share >= 1 else (reported, expected,
                                        half_even(share * 100, 2))
