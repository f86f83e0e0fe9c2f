#!/usr/bin/python3
"""Prints random worlds of school events, and what each school comes down to
in each year by tests/e2e/lib/succession.py, as rows of C tables.
Deterministic: the seed is fixed.
"""
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "../e2e/lib"))

from succession import WHOLE, Succession  # noqa: E402

WORLDS = 250
SCHOOLS = range(1, 9)
YEARS = range(2001, 2007)
LOOKS = range(2000, 2009)


def parts_of(rng, source, targets):
    """One handover: (kind, {to: weight})."""
    shape = rng.random()
    if shape < 0.45:
        return "merge", {rng.choice(targets): 0}
    chosen = rng.sample(targets, rng.choice([2, 2, 3]))
    if rng.random() < 0.3 and source not in chosen:
        chosen[0] = source
    if shape < 0.55:
        return "split", dict.fromkeys(chosen, 0)
    cuts = sorted(rng.sample(range(1, WHOLE), len(chosen) - 1))
    return "split", {to: high - low for to, low, high in zip(
        chosen, [0, *cuts], [*cuts, WHOLE])}


def world(rng):
    """Who hands on in a day is nobody's successor in that day."""
    events = []
    for year in YEARS:
        leaving = [s for s in SCHOOLS if rng.random() < 0.25]
        staying = [s for s in SCHOOLS if s not in leaving]
        for source in leaving if len(staying) > 3 else []:
            kind, parts = parts_of(rng, source, staying)
            events += [(year * 10000 + 901, kind, source, to, weight)
                       for to, weight in parts.items()]
    rng.shuffle(events)
    return events


def main():
    rng = random.Random(20181)
    events, shares, kin = [], [], []
    for number in range(WORLDS):
        made = world(rng)
        rule = Succession(made)
        events += [f"{{{number}, {date}, EVENT_{kind.upper()}, {source}, "
                   f"{to}, {weight}}},"
                   for date, kind, source, to, weight in made]
        for school in SCHOOLS:
            for year in LOOKS:
                found = rule.shares(school, year * 10000 + 101)
                text = " ".join(f"{u}:{w}" for u, w in sorted(found.items()))
                shares.append(f'{{{number}, {school}, {year}, "{text}"}},')
            found = rule.kin(school, SCHOOLS,
                             [year * 10000 + 101 for year in LOOKS])
            text = " ".join(str(s) for s in sorted(found))
            kin.append(f'{{{number}, {school}, 0, "{text}"}},')
    for name, type_, rows in (("EVENTS", "struct vector_event", events),
                              ("SHARES", "struct vector", shares),
                              ("KIN", "struct vector", kin)):
        print(f"static const {type_} {name}[] = {{")
        print("\n".join(rows))
        print("};")
    print(f"#define WORLDS {WORLDS}")


main()
