"""Graduates and where they went.

Students of 3+2 programmes finish their secondary stage and move on to a
college: they count among the graduates and among those who went on. Those of
five-year colleges do not graduate in between and count in neither.
"""
from . import YEARS
from .draw import Draw, divide, nearest, sum_by
from .students import finishing

PATHWAYS = {"voc_gaokao": 44, "single": 34, "comprehensive": 14,
            "gaokao": 5, "other": 3}
# Of ten applicants, how many are admitted; and of a hundred admitted, how
# many come.
ADMITTED = {"three_two_transfer": 0.99, "voc_gaokao": 0.80, "single": 0.86,
            "comprehensive": 0.90, "gaokao": 0.75, "other": 0.80}
COMING = 0.96
WORK = {"employed": 72, "startup": 4, "army": 4, "flexible": 20}


def add_graduates(rows, school, cohorts):
    for year in YEARS:
        heads = finishing(school, cohorts, year)
        if not heads:
            continue
        period = f"{year}AY"
        draw = Draw("graduates", school.code, year)
        went = {}
        if not school.is_college:
            went = _add_onward(rows, school, period, draw, year, heads)
        _add_placed(rows, school, period, draw, heads, went)


def _onward(school, draw, year, heads):
    """{(category, gender, pathway): heads} who entered a college."""
    rate = 0.30 + 0.22 * school.quality + 0.035 * (year - YEARS[0])
    out = {}
    for (kind, category, gender), count in heads.items():
        if kind == "two":
            out[category, gender, "three_two_transfer"] = nearest(
                count * draw.between(0.93, 0.98))
            continue
        moved = nearest(count * rate * draw.between(0.95, 1.05))
        for pathway, part in divide(moved, PATHWAYS).items():
            out[category, gender, pathway] = part
    return {key: n for key, n in out.items() if n}


def _add_onward(rows, school, period, draw, year, heads):
    graduates = sum_by(heads, (1, 2))
    college = _onward(school, draw, year, heads)
    bachelor = _bachelor(draw, graduates, college)
    names = ("major_cat", "gender")

    rows.add(school, "grads_sv", period, sum(graduates.values()))
    rows.add_table(school, "grads_sv", period, names, graduates)
    rows.add(school, "grads_sv_to_hv", period, sum(college.values()))
    rows.add_table(school, "grads_sv_to_hv", period, (*names, "pathway"),
                   college)
    everyone = {**{(*k, "junior"): n for k, n in college.items()},
                **{(*k, "gaokao", "bachelor"): n
                   for k, n in bachelor.items()}}
    rows.add(school, "grads_sv_to_higher", period, sum(everyone.values()))
    rows.add_table(school, "grads_sv_to_higher", period,
                   (*names, "pathway", "he_level"), everyone)
    _add_admission(rows, school, period, draw, college)
    return sum_by(everyone, (0, 1))


def _bachelor(draw, graduates, college):
    """{(category, gender): heads} straight to a bachelor's course."""
    moved = sum_by(college, (0, 1))
    out = {}
    for key, count in graduates.items():
        room = count - moved.get(key, 0)
        heads = min(room, nearest(count * draw.between(0.01, 0.05)))
        if heads > 0:
            out[key] = heads
    return out


def _add_admission(rows, school, period, draw, college):
    names = ("major_cat", "gender", "pathway")
    admitted = {key: nearest(n / COMING) for key, n in college.items()}
    applied = {key: max(n, nearest(n / (ADMITTED[key[2]]
                                        * draw.between(0.95, 1.0))))
               for key, n in admitted.items()}
    for indicator, table in (("hv_applicants", applied),
                             ("hv_admitted", admitted)):
        rows.add(school, indicator, period, sum(table.values()))
        rows.add_table(school, indicator, period, names, table)


def _add_placed(rows, school, period, draw, heads, went):
    graduates = sum_by(heads, (1, 2))
    level = school.level
    finding = 0.86 + 0.10 * school.quality
    if period == "2020AY":
        finding -= 0.04
    placed = {}
    for key, count in graduates.items():
        study = went.get(key, 0)
        if school.is_college:
            study = nearest(count * draw.between(0.12, 0.20))
        work = nearest((count - study) * finding)
        placed[(*key, "study")] = study
        for destination, part in divide(work, WORK).items():
            placed[(*key, destination)] = part
    placed = {key: n for key, n in placed.items() if n}
    names = ("school_level", "major_cat", "gender")
    rows.add(school, "grads_total", period, sum(graduates.values()))
    rows.add_table(school, "grads_total", period, names,
                   {(level, *key): n for key, n in graduates.items()})
    rows.add(school, "grads_placed", period, sum(placed.values()))
    rows.add_table(school, "grads_placed", period, (*names, "destination"),
                   {(level, *key): n for key, n in placed.items()})
