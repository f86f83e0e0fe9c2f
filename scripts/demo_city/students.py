"""Students, cohort by cohort: who comes, who stays, who finishes.

A cohort is {(category, gender): heads} of one programme kind and entry year:
  sv3   three years at a secondary school
  two   3+2: three years at a secondary school, then two at a college
  five  five years at a college, the first three of secondary stage
  hv3   three years at a college
"""
from . import YEARS
from .city import CATEGORIES
from .draw import Draw, divide, nearest

# What stays from one grade to the next.
STAY = {"sv3": 0.965, "two": 0.985, "five": 0.985, "hv3": 0.98}
LENGTH = {"sv3": 3, "two": 3, "five": 5, "hv3": 3}
KINDS = {"sv": ("sv3", "two"), "hv": ("five", "hv3")}
INTAKE = {"sv": 250, "hv": 1350}


def simulate(school):
    """{(kind, entry year): [heads in grade 1, 2, ...]}."""
    cohorts = {}
    for year in range(YEARS[0] - 5, YEARS[-1] + 1):
        for kind, heads in _intake(school, year).items():
            cohorts[kind, year] = _advance(school, kind, year, heads)
    return cohorts


def _intake(school, year):
    if not school.first_intake <= year <= school.last_intake:
        return {}
    draw = Draw("intake", school.code, year)
    since = year - 2019
    total = INTAKE[school.level] * school.size * draw.between(0.96, 1.04)
    for _ in range(max(since, 0)):
        total *= school.growth
    if school.first_intake:
        total *= (0.5, 0.75, 0.9, 1.0)[min(year - school.first_intake, 3)]
    long = max(0.04 + 0.18 * school.quality + 0.012 * since, 0.03)
    first, second = KINDS[school.level]
    if school.is_college:
        parts = divide(nearest(total), {first: 0.5 * long, second: 1 - 0.5 * long})
    else:
        parts = divide(nearest(total), {first: 1 - long, second: long})
    return {kind: _spread(school, draw, heads)
            for kind, heads in parts.items()}


def _spread(school, draw, heads):
    out = {}
    weights = {c: w * draw.between(0.85, 1.15)
               for c, w in school.categories.items()}
    for category, part in divide(heads, weights).items():
        men = CATEGORIES[category][1] + draw.between(-0.04, 0.04)
        for gender, count in divide(part, {"1": men, "2": 1 - men}).items():
            out[category, gender] = count
    return out


def _advance(school, kind, year, heads):
    draw = Draw("stay", school.code, kind, year)
    grades = [heads]
    for _ in range(1, LENGTH[kind]):
        stay = STAY[kind] * draw.between(0.99, 1.0)
        grades.append({key: nearest(count * stay)
                       for key, count in grades[-1].items()})
    return grades


def present(cohorts, year):
    """{(level, category, gender, grade, kind): heads} on 1 September."""
    out = {}
    for (kind, entry), grades in cohorts.items():
        grade = year - entry + 1
        if not 1 <= grade <= len(grades):
            continue
        level = "sv" if kind in ("sv3", "two") else "hv"
        if kind == "five" and grade <= 3:
            level = "sv"
        for (category, gender), heads in grades[grade - 1].items():
            if heads:
                out[level, category, gender, str(grade), kind] = heads
    return out


def finishing(school, cohorts, year):
    """{(kind, category, gender): heads} who graduate in school year `year`,
    that is in the summer of the year after."""
    draw = Draw("finish", school.code, year)
    out = {}
    for (kind, entry), grades in cohorts.items():
        if entry + LENGTH[kind] - 1 != year:
            continue
        for (category, gender), heads in grades[-1].items():
            passed = nearest(heads * draw.between(0.97, 1.0))
            if passed:
                out[kind, category, gender] = passed
    return out
