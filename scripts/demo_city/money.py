"""Funding and competition awards of a calendar year."""
from . import YEARS
from .draw import Draw, divide, nearest
from .students import present

SOURCES = {"gov": 74, "loan": 6, "social": 9, "business": 11}
USES = {"base": 16, "equip": 14, "building": 22, "staff": 34, "training": 8,
        "other": 6}
GOV = {"central": 12, "prov": 28, "city": 30, "county": 30}
TIERS = {"central": 0.20, "prov_leading": 0.35, "srdi": 0.25,
         "above_scale": 0.60}
AWARDS = {("city", "1"): 8, ("city", "2"): 14, ("city", "3"): 22,
          ("city", "x"): 10, ("prov", "1"): 4, ("prov", "2"): 8,
          ("prov", "3"): 13, ("nation", "1"): 0.6, ("nation", "2"): 1.2,
          ("nation", "3"): 2.0, ("world", "x"): 0.05}


def add_funding(rows, school, cohorts):
    habits = Draw("funding", school.code)
    per_head = 100 * habits.between(1.0, 1.7)  # hundredths of 10,000 yuan
    for year in YEARS:
        heads = sum(present(cohorts, year).values())
        if not heads:
            continue
        draw = Draw("funding", school.code, year)
        total = nearest(heads * per_head * draw.between(0.92, 1.08)
                        * (1 + 0.05 * (year - YEARS[0])))
        _add_year(rows, school, str(year), draw, total)


def _add_year(rows, school, period, draw, total):
    spent = {}
    weights = {s: w * draw.between(0.75, 1.25) for s, w in SOURCES.items()}
    weights["social"] *= 1 + 0.10 * (int(period) - YEARS[0])
    for source, part in divide(total, weights).items():
        uses = {u: w * draw.between(0.7, 1.3) for u, w in USES.items()}
        for use, amount in divide(part, uses).items():
            spent[source, use] = amount
    rows.add(school, "fund_total", period, total, 2)
    rows.add_table(school, "fund_total", period,
                   ("fund_source", "fund_use"), spent, 2)
    for source in ("gov", "loan", "social"):
        by_use = {u: n for (s, u), n in spent.items() if s == source}
        amount = sum(by_use.values())
        indicator = "fund_" + source
        rows.add(school, indicator, period, amount, 2)
        if source == "gov":
            rows.add_table(school, indicator, period,
                           ("gov_level", "fund_use"),
                           {(level, use): part for use, n in by_use.items()
                            for level, part in divide(n, GOV).items()}, 2)
        else:
            rows.add_table(school, indicator, period, ("fund_use",), by_use,
                           2)
        if source == "social":
            rows.add_table(school, indicator, period, ("ent_tier",),
                           {t: nearest(amount * p)
                            for t, p in TIERS.items()}, 2)


def add_awards(rows, school, cohorts):
    size = (2.0 if school.is_college else 0.8) * (0.3 + school.quality)
    for year in YEARS:
        if not present(cohorts, year) or not school.open_in_year(year):
            continue
        draw = Draw("awards", school.code, year)
        # In 2020 most competitions were put off.
        many = 0.4 if year == 2020 else 1 + 0.06 * (year - YEARS[0])
        table = {}
        for (level, rank), weight in AWARDS.items():
            count = nearest(size * many * weight * draw.between(0, 0.35))
            for subject, n in divide(count, {"student": 5,
                                             "teacher": 2}).items():
                if n:
                    table[level, rank, subject] = n
        total = sum(table.values())
        rows.add(school, "comp_awards", str(year), total)
        rows.add_table(school, "comp_awards", str(year),
                       ("comp_level", "award_rank", "comp_subject"), table)
        rows.add_table(school, "comp_awards", str(year), ("major_cat",), {
            c: n for c, n in divide(total, school.categories).items() if n})
