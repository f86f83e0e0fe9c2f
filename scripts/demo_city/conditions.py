"""What a school has: programmes, bases, workstations, equipment. Areas and
money are integers of a hundredth of their unit."""
from dataclasses import dataclass

from . import YEARS
from .draw import Draw, divide, nearest, sum_by, tally
from .students import present

FUNCTIONS = {"teaching": 0.97, "training": 0.65, "assessment": 0.50,
             "competition": 0.45, "production": 0.25, "rd": 0.15}
COMPLETE = ("teaching", "training", "assessment")
LEVELS = {"nation": 1, "prov": 4, "city": 6, "school": 14}
TIERS = {"central": 0.15, "prov_leading": 0.30, "srdi": 0.30,
         "above_scale": 0.55}
SOURCES = {"gov": 66, "loan": 10, "social": 14, "business": 10}


@dataclass
class Base:
    since: int
    category: str
    level: str
    functions: tuple
    area: int
    completed: int  # the year from which it can do all that it should


def add_conditions(rows, school, cohorts):
    bases = _bases(school)
    projects = _projects(school)
    for year in YEARS:
        _add_selected(rows, school, year, projects)
        heads = present(cohorts, year)
        if not heads or not school.open_on(f"{year}-09-01"):
            continue
        _add_school(rows, school, year, projects)
        _add_bases(rows, school, year, [b for b in bases if b.since <= year])
        _add_equipment(rows, school, year, sum_by(heads, (1,)))


def _projects(school):
    """[(year selected, kind, category)]"""
    draw = Draw("projects", school.code)
    chance = (0.45 if school.is_college else 0.16) * school.quality
    return [(year, draw.pick({"key": 5, "model": 2, "cultivate": 3}),
             category)
            for category in school.categories
            for year in range(YEARS[0] - 4, YEARS[-1] + 1)
            if draw.chance(chance * 0.5) and school.open_in_year(year)]


def _add_selected(rows, school, year, projects):
    if not school.open_in_year(year):
        return
    new = [p for p in projects if p[0] == year]
    rows.add(school, "majors_prov_key_new", str(year), len(new))
    rows.add_table(school, "majors_prov_key_new", str(year),
                   ("school_level", "project_kind", "major_cat"),
                   tally(new, lambda p: (school.level, p[1], p[2])))


def _add_school(rows, school, year, projects):
    date = f"{year}-09-01"
    held = [p for p in projects if p[0] <= year]
    rows.add(school, "majors_prov_key", date, len(held))
    rows.add_table(school, "majors_prov_key", date,
                   ("school_level", "project_kind", "major_cat"),
                   tally(held, lambda p: (school.level, p[1], p[2])))
    kind = {"school_level": school.level, "ownership": school.ownership}
    if school.type:
        kind["school_type"] = school.type
    rows.add(school, "schools_total", date, 1, **kind)
    met = year >= 2017 + nearest(11 * (1 - school.quality))
    rows.add(school, "schools_std_met", date, int(met),
             school_level=school.level, **(
                 {"school_type": school.type} if school.type else {}))
    if school.is_college:
        unit = year >= 2017 + nearest(8 * (1 - school.quality))
        rows.add(school, "schools_prov_quality_hv", date, int(unit))
        if unit:
            rows.add(school, "schools_prov_quality_hv", date, 1,
                     project_kind="key")


def _bases(school):
    draw = Draw("bases", school.code)
    scale = 3.0 if school.is_college else school.size
    found = []
    for category in school.categories:
        for _ in range(1 + nearest(scale * draw.between(0.2, 1.6))):
            since = draw.whole(YEARS[0] - 8, YEARS[-1])
            functions = tuple(f for f, p in FUNCTIONS.items()
                              if draw.chance(p * (0.6 + 0.5 * school.quality)))
            able = all(f in functions for f in COMPLETE)
            found.append(Base(
                since, category, draw.pick(LEVELS), functions,
                100 * draw.whole(200, 1800) + draw.whole(0, 99),
                since + draw.whole(0, 4) if able else 9999))
    found[0].since = 0  # nobody starts without any
    return found


def _add_bases(rows, school, year, bases):
    date = f"{year}-09-01"
    complete = [b for b in bases if b.completed <= year]
    for indicator, some in (("bases_oncampus", bases),
                            ("bases_complete", complete)):
        rows.add(school, indicator, date, len(some))
        rows.add_table(school, indicator, date,
                       ("project_level", "major_cat"),
                       tally(some, lambda b: (b.level, b.category)))
    rows.add_table(school, "bases_oncampus", date, ("base_function",),
                   {f: n for f in FUNCTIONS
                    if (n := sum(f in b.functions for b in bases))})
    area = {}
    for base in bases:
        key = base.category, base.level
        area[key] = area.get(key, 0) + base.area
    rows.add(school, "base_area", date, sum(area.values()), 2)
    rows.add_table(school, "base_area", date, ("major_cat", "project_level"),
                   area, 2)


def _add_equipment(rows, school, year, heads):
    date = f"{year}-09-01"
    habits = Draw("equipment", school.code)
    draw = Draw("equipment", school.code, year)
    since = year - YEARS[0]
    places = habits.between(0.30, 0.55) * (1 + 0.035 * since)
    worth = habits.between(45, 115) * (1 + 0.06 * since)
    stations = {key: nearest(n * places * draw.between(0.98, 1.02))
                for key, n in heads.items()}
    value = {key: nearest(n * worth * draw.between(0.98, 1.02))
             for key, n in heads.items()}
    total = sum(value.values())
    rows.add(school, "workstations", date, sum(stations.values()))
    rows.add_table(school, "workstations", date, ("major_cat",), stations)
    rows.add(school, "equip_value", date, total, 2)
    rows.add_table(school, "equip_value", date, ("major_cat",), value, 2)
    rows.add_table(school, "equip_value", date, ("fund_source",), divide(
        total, {s: w * habits.between(0.8, 1.2)
                for s, w in SOURCES.items()}), 2)
    given = nearest(total * habits.between(0.02, 0.10) * (1 + 0.1 * since))
    rows.add(school, "ent_equip_value", date, given, 2)
    rows.add_table(school, "ent_equip_value", date, ("major_cat",),
                   divide(given, {k[0]: n for k, n in heads.items()}), 2)
    rows.add_table(school, "ent_equip_value", date, ("ent_tier",),
                   {t: nearest(given * p) for t, p in TIERS.items()}, 2)
