"""Students on 1 September and the intake of each autumn."""
from . import YEARS
from .draw import Draw, divide, nearest, sum_by
from .students import present

FIVE_YEAR = {"two": "three_two", "five": "integrated"}
ENROL_KIND = {"sv3": "sv3", "two": "five", "five": "five"}
ORIGIN = {"local": 82, "other_city": 14, "other_prov": 4}
# Overlapping: a partner may be several of these.
TIERS = {"central": 0.18, "prov_leading": 0.30, "srdi": 0.35,
         "prod_edu": 0.25, "above_scale": 0.60}


def add_enrolment(rows, school, cohorts):
    for year in YEARS:
        # (level, category, gender, grade, kind)
        heads = present(cohorts, year)
        if not heads or not school.open_on(f"{year}-09-01"):
            continue
        _add_stock(rows, school, f"{year}-09-01", heads)
        _add_partners(rows, school, year, sum_by(heads, (1, 2)))
        _add_intake(rows, school, year,
                    {k: n for k, n in heads.items() if k[3] == "1"})


def _add_stock(rows, school, date, heads):
    secondary = {k: n for k, n in heads.items() if k[0] == "sv"}
    long = {k: n for k, n in secondary.items() if k[4] in FIVE_YEAR}
    rows.add(school, "students_ft", date, sum(heads.values()))
    rows.add_table(school, "students_ft", date,
                   ("school_level", "major_cat", "gender", "grade"),
                   sum_by(heads, (0, 1, 2, 3)))
    rows.add(school, "students_sv", date, sum(secondary.values()))
    rows.add_table(school, "students_sv", date,
                   ("major_cat", "gender", "grade"),
                   sum_by(secondary, (1, 2, 3)))
    rows.add(school, "students_five_year", date, sum(long.values()))
    rows.add_table(school, "students_five_year", date,
                   ("major_cat", "gender", "grade", "five_year_kind"),
                   _renamed(sum_by(long, (1, 2, 3, 4)), FIVE_YEAR))


def _renamed(table, names):
    return {(*key[:-1], names[key[-1]]): n for key, n in table.items()}


def _add_partners(rows, school, year, heads):
    date = f"{year}-09-01"
    draw = Draw("partners", school.code, year)
    since = year - YEARS[0]
    for indicator, low, high in (("order_students", 0.04, 0.12),
                                 ("apprentice_students", 0.02, 0.08)):
        share = (low + (high - low) * school.quality) * (1 + 0.12 * since)
        table = {key: nearest(n * share * draw.between(0.8, 1.2))
                 for key, n in heads.items()}
        table = {key: n for key, n in table.items() if n}
        total = sum(table.values())
        rows.add(school, indicator, date, total)
        rows.add_table(school, indicator, date, ("major_cat", "gender"),
                       table)
        rows.add_table(school, indicator, date, ("ent_tier",), {
            tier: min(total, nearest(total * part * draw.between(0.8, 1.2)))
            for tier, part in TIERS.items()} if total else {})


def _add_intake(rows, school, year, heads):
    period = f"{year}AY"
    draw = Draw("origin", school.code, year)
    stage = {k: n for k, n in heads.items() if k[4] in ENROL_KIND}
    long = {k: n for k, n in stage.items() if k[4] in FIVE_YEAR}
    total = sum(stage.values())
    rows.add(school, "enrol_sv", period, total)
    rows.add_table(school, "enrol_sv", period,
                   ("major_cat", "gender", "enrol_kind"),
                   _renamed(sum_by(stage, (1, 2, 4)), ENROL_KIND))
    rows.add_table(school, "enrol_sv", period, ("origin",), divide(
        total, {o: w * draw.between(0.9, 1.1) for o, w in ORIGIN.items()}))
    rows.add(school, "enrol_five_year", period, sum(long.values()))
    rows.add_table(school, "enrol_five_year", period,
                   ("major_cat", "gender", "five_year_kind"),
                   _renamed(sum_by(long, (1, 2, 4)), FIVE_YEAR))
