"""Which school continues which, written a second time and from the words of
docs/statistics.md alone: recursion and sets, nothing worked out beforehand.

An event is (date, kind, from, to, weight), dates and periods' first days as
yyyymmdd, weights in millionths or 0; codes are anything that sorts.
"""
WHOLE = 1000000
MOVING = ("merge", "split", "rename")


def handovers(events):
    """[(date, from, {to: weight or 0})], by date and from."""
    made = {}
    for date, kind, source, to, weight in events:
        if kind in MOVING:
            whole = weight if kind == "split" else WHOLE
            made.setdefault((date, source), {})[to] = whole
    return [(date, source, parts)
            for (date, source), parts in sorted(made.items())]


def weighted(parts):
    return all(parts.values()) and sum(parts.values()) == WHOLE


def goes_on(hands, school):
    """Did nobody take over all of it, or has it come back since?"""
    ended = max([d for d, s, parts in hands
                 if s == school and school not in parts], default=0)
    begun = max([d for d, s, parts in hands if school in parts], default=0)
    return ended == 0 or begun > ended


def units(events):
    """{school: unit} of the schools in units that cannot be divided."""
    hands = handovers(events)
    groups = []  # [place in hands, school that was split, set of schools]
    for place, (_, source, parts) in enumerate(hands):
        mine = [g for g in groups if source in g[2]]
        if weighted(parts) and not mine:
            continue
        group = mine[0] if mine else [place, source, {source}]
        if not mine:
            groups.append(group)
        for to in parts:
            for other in [g for g in groups if to in g[2]
                          and g is not group]:
                groups.remove(other)
                group[2] |= other[2]
                group[:2] = min(group[:2], other[:2])
            group[2].add(to)
    named = {}
    for _, split, schools in groups:
        live = [s for s in schools if goes_on(hands, s)]
        for school in schools:
            named[school] = live[0] if len(live) == 1 else split
    return named


def rounded(exact):
    """{unit: millionths of millionths} to millionths that add up."""
    shares = {u: w // WHOLE for u, w in exact.items()}
    left = WHOLE - sum(shares.values())
    for unit in sorted(exact, key=lambda u: (-(exact[u] % WHOLE), u))[:left]:
        shares[unit] += 1
    return {u: w for u, w in shares.items() if w > 0}


class Succession:
    def __init__(self, events):
        self.hands = handovers(events)
        self.named = units(events)
        self.known = {}

    def shares(self, school, began):
        """{unit: millionths} of what it reported for a period that began on
        the day."""
        later = [(date, parts) for date, source, parts in self.hands
                 if source == school and date > began and weighted(parts)]
        if not later:
            return {self.named.get(school, school): WHOLE}
        key = school, later[0][0]
        if key not in self.known:
            exact = {}
            for to, weight in later[0][1].items():
                for unit, part in self.shares(to, later[0][0]).items():
                    exact[unit] = exact.get(unit, 0) + weight * part
            self.known[key] = rounded(exact)
        return self.known[key]

    def kin(self, unit, schools, days):
        return {s for s in schools for day in days
                if unit in self.shares(s, day)} | {unit}
