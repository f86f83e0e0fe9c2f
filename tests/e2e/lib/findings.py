"""The validation rules as plain loops over dicts, written from the rules'
text and not from the statements. Figures are {(school, indicator, period,
members): number}, members a frozenset of (dimension, member)."""
from fractions import Fraction
from itertools import combinations
from statistics import median

PARTITIONS = ("gender", "train_type")  # in the order of the catalogue
OVERLAPPING = ("key_group",)
PAIRS = [("V-04", "train_persontimes_subsidised", "train_persontimes"),
         ("V-12", "train_persontimes_key", "train_persontimes")]
STOCKS = ("students_sv",)
NOTHING = frozenset()


class World:
    """What is stored, and on top of it what the file says."""

    def __init__(self, stored, file):
        self.file = file  # {key: (line, number)}
        self.all = {**stored, **{k: n for k, (_, n) in file.items()}}
        self.lines = {k: line for k, (line, _) in file.items()}
        self.made = {}
        self._make_totals()

    def _make_totals(self):
        groups = self._groups()
        for school, indicator, period, target, dims in groups:
            key = (school, indicator, period, target)
            if target != NOTHING or key in self.all or key in self.made:
                continue
            mine = [d for s, i, p, t, d in groups
                    if (s, i, p, t) == (school, indicator, period, target)]
            if len(mine) > 1 and any(len(d) > 1 for d in mine):
                continue
            first = min(mine, key=lambda d: [PARTITIONS.index(x) for x in d])
            self.made[key] = groups[(school, indicator, period, target, first)]

    def _groups(self):
        """{(school, indicator, period, target, dimensions dropped): keys}"""
        groups = {}
        for key in self.all:
            school, indicator, period, members = key
            parts = [m for m in members if m[0] in PARTITIONS]
            for n in range(1, len(parts) + 1):
                for dropped in combinations(sorted(parts), n):
                    dims = tuple(sorted((d for d, _ in dropped),
                                        key=PARTITIONS.index))
                    at = (school, indicator, period,
                          members - frozenset(dropped), dims)
                    groups.setdefault(at, []).append(key)
        return groups

    def value(self, school, indicator, period, members=NOTHING):
        """(number, line or None), or None; totals may be made."""
        key = (school, indicator, period, members)
        if key in self.all:
            return self.all[key], self.lines.get(key)
        if key in self.made:
            keys = self.made[key]
            lines = [self.lines[k] for k in keys if k in self.lines]
            return (sum(self.all[k] for k in keys),
                    min(lines) if lines else None)
        return None

    def figures(self):
        for key in [*self.all, *self.made]:
            number, line = self.value(*key)
            yield key, number, line

    def reported(self):
        for key, (line, number) in self.file.items():
            yield key, number, line


def before(period, months=1):
    year, month = int(period[:4]), int(period[5:7])
    at = year * 12 + month - 1 - months
    return f"{at // 12}M{at % 12 + 1:02}"


def last_year(period):
    return str(int(period[:4]) - 1) + period[4:]


def previous(period):
    return before(period) if "M" in period else last_year(period)


def v02(w):
    for (s, i, p, target, _), keys in w._groups().items():
        key = (s, i, p, target)
        lines = [w.lines[k] for k in [*keys, key] if k in w.lines]
        if key not in w.all or not lines:
            continue
        total, members = w.all[key], sum(w.all[k] for k in keys)
        if members > total or (len(keys) > 1 and members != total):
            mine = w.lines.get(key)
            yield min(lines) if mine is None else mine


def v03(w):
    for (s, i, p, members), number, line in w.figures():
        for member in members:
            whole = w.value(s, i, p, members - {member})
            if member[0] in OVERLAPPING and whole and number > whole[0]:
                at = line if line is not None else whole[1]
                if at is not None:
                    yield at


def at_most(w, rule):
    for name, part, whole in PAIRS:
        for (s, i, p, members), number, line in w.figures():
            other = w.value(s, whole, p, members)
            if name == rule and i == part and other and number > other[0]:
                at = line if line is not None else other[1]
                if at is not None:
                    yield at


def v12(w):
    yield from at_most(w, "V-12")
    sums = {}
    for key in w.all:
        s, i, p, members = key
        for member in members:
            if member[0] == "key_group" and i == "train_persontimes":
                sums.setdefault((s, i, p, members - {member}), []).append(
                    (member[1], key))
    for key, found in sums.items():
        whole = w.value(*key)
        lines = [w.lines[k] for _, k in found if k in w.lines]
        if (whole and any(name == "none" for name, _ in found)
                and whole[0] > sum(w.all[k] for _, k in found)):
            at = whole[1] if whole[1] is not None else min(lines, default=None)
            if at is not None:
                yield at


def v14(w):
    runs = {}
    for (s, i, p, members), number, line in w.figures():
        if p.endswith("ytd"):
            runs.setdefault((s, i, p[:4], members), []).append(
                (p, number, line))
    for run in runs.values():
        run.sort()
        for (_, low, before_line), (_, high, line) in zip(run, run[1:]):
            at = line if line is not None else before_line
            if high < low and at is not None:
                yield at


def v16(w):
    for (s, i, p, members), number, line in w.figures():
        base = w.value(s, i, last_year(p), members)
        if line is None or not base or 0 in (number, base[0]):
            continue
        share = Fraction(15 if i in STOCKS else 30, 100)
        change = abs(number - base[0])
        if change > 50 and Fraction(change, base[0]) > share:
            yield line


def v17(w):
    for (s, i, p, members), number, line in w.figures():
        if line is None or "M" not in p or p.endswith("ytd"):
            continue
        history = [v[0] for v in (w.value(s, i, before(p, n), members)
                                  for n in range(1, 13)) if v]
        if len(history) < 6:
            continue
        history = [Fraction(x) for x in history]
        middle = median(history)
        spread = median([abs(x - middle) for x in history])
        away = abs(number - middle)
        if away > 3 * spread and away > 10:
            yield line


def v18(w):
    same = {}
    for (s, i, p, members), number, line in w.reported():
        if p.endswith("ytd"):
            continue
        old = w.value(s, i, previous(p), members)
        if old:
            same.setdefault((s, p), {}).setdefault(i, []).append(
                (number, old[0], line))
    for found in same.values():
        copied = [min(x[2] for x in pairs) for pairs in found.values()
                  if all(a == b for a, b, _ in pairs)
                  and any(a for a, _, _ in pairs)]
        if len(copied) >= 3:
            yield min(copied)


def v20(w):
    sheets = {}
    for (s, *_), number, line in w.reported():
        if number != 0:
            sheets.setdefault(s, []).append((number, line))
    for sheet in sheets.values():
        round_ = [n for n, _ in sheet if n % 10 == 0]
        if len(sheet) >= 10 and Fraction(len(round_), len(sheet)) > \
                Fraction(6, 10):
            # the first line of the school, zeros apart
            yield min(line for _, line in sheet)


def v25(w):
    for (s, i, p, members), number, line in w.figures():
        if i != "students_sv" or members != NOTHING:
            continue
        year = int(p[:4])
        terms = [(1, w.value(s, i, last_year(p))),
                 (1, w.value(s, "enrol_sv", f"{year}AY")),
                 (-1, w.value(s, "grads_sv", f"{year - 1}AY"))]
        lines = [t[1][1] for t in terms if t[1] and t[1][1] is not None]
        if not all(t for _, t in terms) or (line is None and not lines):
            continue
        should = sum(sign * t[0] for sign, t in terms)
        if abs(number - should) * 100 > 3 * abs(should):
            yield line if line is not None else min(lines)


RULES = {"V-02": v02, "V-03": v03, "V-04": lambda w: at_most(w, "V-04"),
         "V-12": v12, "V-14": v14, "V-16": v16, "V-17": v17, "V-18": v18,
         "V-20": v20, "V-25": v25}


def findings(stored, file):
    """[(rule, line)] sorted, a rule that looks twice at a line twice."""
    world = World(stored, file)
    return sorted((rule, line) for rule, look in RULES.items()
                  for line in look(world))
