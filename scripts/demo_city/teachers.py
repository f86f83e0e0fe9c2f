"""Teachers, one by one, without names: every table of a year counts the same
people, so all tables of a year agree."""
from dataclasses import dataclass

from . import YEARS
from .draw import Draw, nearest, tally
from .students import present

BANDS = ((29, "le29"), (34, "30_34"), (39, "35_39"), (44, "40_44"),
         (49, "45_49"), (54, "50_54"), (59, "55_59"), (64, "60_64"),
         (200, "ge65"))
TITLES = ("ungraded", "junior", "mid", "assoc_senior", "full_senior")
DUAL = ("", "junior", "mid", "senior")


@dataclass
class Teacher:
    gender: str
    born: int
    title: int
    education: str
    kind: str
    category: str
    dual: int

    def age(self, year):
        return year - self.born

    def band(self, year):
        return next(name for top, name in BANDS if self.age(year) <= top)

    @property
    def specialised(self):
        return self.kind != "general"


def add_teachers(rows, school, cohorts):
    staff = []
    for year in YEARS:
        heads = sum(present(cohorts, year).values())
        if not heads or not school.open_on(f"{year}-09-01"):
            continue
        draw = Draw("teachers", school.code, year)
        if staff:
            staff = _pass_year(draw, staff, year)
        ratio = 19.5 - 2.5 * school.quality - 0.25 * (year - YEARS[0])
        wanted = max(nearest(heads / ratio), 6)
        fresh = not staff
        while len(staff) < wanted:
            staff.append(_hire(draw, school, year, fresh))
        _add_year(rows, school, year, staff)


def _hire(draw, school, year, founding):
    """At the start a staff of all ages, later mostly young ones."""
    gender = draw.pick({"1": 46, "2": 54})
    age = draw.whole(23, 44)
    if founding:
        age = draw.whole(24, 59 if gender == "1" else 54)
    kind = draw.pick({"general": 38, "special": 54, "practice": 8})
    steps = min(4, max(0, (age - 24) // 8))
    dual = 0
    if kind != "general" and draw.chance(0.20 + 0.45 * school.quality):
        dual = draw.pick({1: 5, 2: 4 if steps > 1 else 1,
                          3: 2 if steps > 2 else 0})
    return Teacher(gender, year - age,
                   min(steps, draw.whole(0, 4)),
                   draw.pick({"doctor": 2 if school.is_college else 0,
                              "master": 22, "bachelor": 68, "college": 8}),
                   kind, draw.pick(school.categories), dual)


def _pass_year(draw, staff, year):
    stay = []
    for one in staff:
        limit = 60 if one.gender == "1" or one.title >= 3 else 55
        if one.age(year) >= limit or draw.chance(0.02):
            continue
        if one.title < 4 and draw.chance(0.05):
            one.title += 1
        if one.specialised and one.dual < 3 and draw.chance(0.06):
            one.dual += 1
        stay.append(one)
    return stay


def _add_year(rows, school, year, staff):
    date = f"{year}-09-01"
    major = [one for one in staff if one.specialised]
    dual = [one for one in major if one.dual]
    older = [one for one in dual if one.age(year) >= 50]

    def table(indicator, people, *names):
        by = {"gender": lambda one: one.gender,
              "age_band": lambda one: one.band(year),
              "title": lambda one: TITLES[one.title],
              "edu_level": lambda one: one.education,
              "teacher_kind": lambda one: one.kind,
              "major_cat": lambda one: one.category,
              "dual_level": lambda one: DUAL[one.dual],
              "school_level": lambda one: school.level}
        counts = tally(people, lambda one: tuple(by[n](one) for n in names))
        rows.add_table(school, indicator, date, names, counts)

    for indicator, people in (("teachers_ft", staff),
                              ("teachers_major", major),
                              ("teachers_dual", dual),
                              ("teachers_dual_50plus", older)):
        rows.add(school, indicator, date, len(people))
        table(indicator, people, "title")
        if people is not older:
            table(indicator, people, "gender", "age_band")
            table(indicator, people, "school_level")
        else:
            table(indicator, people, "gender")
        if people is not staff:
            table(indicator, people, "major_cat")
    table("teachers_ft", staff, "edu_level")
    table("teachers_ft", staff, "teacher_kind")
    table("teachers_dual", dual, "dual_level")
    _add_ages(rows, school, date, year, dual)


def _add_ages(rows, school, date, year, dual):
    ages = {}
    for one in dual:
        key = one.category, one.gender
        ages[key] = ages.get(key, 0) + one.age(year)
    rows.add(school, "teachers_dual_age_sum", date, sum(ages.values()))
    rows.add_table(school, "teachers_dual_age_sum", date,
                   ("major_cat", "gender"), ages)
