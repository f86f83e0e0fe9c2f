"""Training and skill assessment, month by month."""
from . import YEARS
from .draw import Draw, divide, nearest

# A year has its seasons; February is Spring Festival.
SEASON = (0.70, 0.45, 0.95, 1.05, 1.15, 1.20, 1.30, 1.25, 0.90, 1.05, 1.15,
          0.95)
# 2020: schools were shut from February, and opened step by step.
SHUT = {(2020, 2): 0.05, (2020, 3): 0.15, (2020, 4): 0.40, (2020, 5): 0.60,
        (2020, 6): 0.80, (2022, 12): 0.55}
TYPES = {"job_ready": 22, "upskill": 30, "startup": 6, "new_apprentice": 10,
         "rural": 14, "community": 10, "teacher": 4, "other": 4}
SUBSIDISED = {"job_ready": 0.75, "upskill": 0.45, "startup": 0.80,
              "new_apprentice": 0.85, "rural": 0.70, "community": 0.15,
              "teacher": 0.10, "other": 0.10}
GROUPS = {"staff": 30, "migrant": 22, "unemployed": 9, "veteran": 5,
          "graduate": 6, "no_further": 8, "disabled": 3, "lifted_poor": 9,
          "farmer": 14}
ASSESSED_IN = (3, 5, 6, 9, 11, 12)
LEVELS = {"L5": 50, "L4": 34, "L3": 13, "L2": 3}
EXAMINEES = {"student": 62, "staff": 26, "public": 12}
CERTIFICATES = {"level": 70, "qualification": 8, "onex": 16, "special": 6}


def months(school):
    """(year, month, "2024M08") of the months the school was open."""
    for year in YEARS:
        for month in range(1, 13):
            if school.open_on(f"{year}-{month:02d}-28"):
                yield year, month, f"{year}M{month:02d}"


def _trend(year):
    return 1.0 + 0.075 * (year - YEARS[0])


def add_training(rows, school):
    habits = Draw("training", school.code)
    size = (70 + 150 * school.quality) * (2.2 if school.is_college
                                          else school.size)
    offered = habits.some(TYPES, habits.whole(3, 5))
    weights = {t: TYPES[t] * habits.between(0.5, 1.5) for t in offered}
    men = habits.between(0.45, 0.62)
    for year, month, period in months(school):
        if period in school.unreported:
            continue
        if period in school.excused:
            for indicator in ("train_persontimes", "train_persontimes_key",
                              "train_persontimes_subsidised"):
                rows.add_missing(school, indicator, period)
            continue
        draw = Draw("training", school.code, period)
        total = nearest(size * _trend(year) * SEASON[month - 1]
                        * SHUT.get((year, month), 1.0)
                        * draw.between(0.8, 1.2))
        _add_month(rows, school, period, draw, _trainees(
            draw, total, weights, men))


def _trainees(draw, total, weights, men):
    """{(train_type, gender): heads}."""
    out = {}
    for kind, heads in divide(total, weights).items():
        share = men + draw.between(-0.1, 0.1)
        parts = divide(heads, {"1": share, "2": 1 - share})
        out.update({(kind, g): n for g, n in parts.items() if n})
    return out


def _add_month(rows, school, period, draw, table):
    names = ("train_type", "gender")
    total = sum(table.values())
    paid = {key: nearest(n * SUBSIDISED[key[0]] * draw.between(0.85, 1.0))
            for key, n in table.items()}
    paid = {key: n for key, n in paid.items() if n}
    share = draw.between(0.60, 0.85)
    chosen = {key: min(n, nearest(n * share)) for key, n in table.items()}
    chosen = {key: n for key, n in chosen.items() if n}
    groups = _groups(draw, sum(chosen.values()))

    rows.add(school, "train_persontimes", period, total)
    rows.add_table(school, "train_persontimes", period, names, table)
    if total:
        paid_total = sum(paid.values())
        rows.add_table(school, "train_persontimes", period, ("subsidy",),
                       {"yes": paid_total, "no": total - paid_total})
        rows.add_table(school, "train_persontimes", period, ("delivery",),
                       _delivery(draw, period, total))
        rows.add_table(school, "train_persontimes", period, ("major_cat",),
                       _nonzero(divide(total, school.categories)))
        rows.add_table(school, "train_persontimes", period, ("key_group",),
                       {**groups, "none": total - sum(chosen.values())})
    rows.add(school, "train_persontimes_subsidised", period,
             sum(paid.values()))
    rows.add_table(school, "train_persontimes_subsidised", period, names,
                   paid)
    rows.add(school, "train_persontimes_key", period, sum(chosen.values()))
    rows.add_table(school, "train_persontimes_key", period, names, chosen)
    rows.add_table(school, "train_persontimes_key", period, ("key_group",),
                   groups)


def _nonzero(table):
    return {key: value for key, value in table.items() if value}


def _delivery(draw, period, total):
    online = 0.35 if period.startswith("2020") else 0.15
    return _nonzero(divide(total, {
        "offline": 1 - 1.6 * online, "online": online * draw.between(0.8, 1.2),
        "blended": 0.6 * online}))


def _groups(draw, key_total):
    """Overlapping: each at most the total, together at least the total."""
    parts = divide(key_total, {g: w * draw.between(0.5, 1.5)
                               for g, w in GROUPS.items()})
    return _nonzero({g: min(key_total, nearest(n * draw.between(1.0, 1.2)))
                     for g, n in parts.items()})


def add_skills(rows, school):
    habits = Draw("skills", school.code)
    size = (25 + 70 * school.quality) * (4 if school.is_college
                                         else school.size)
    for year, month, period in months(school):
        if month not in ASSESSED_IN or period in school.unreported:
            continue
        draw = Draw("skills", school.code, period)
        total = nearest(size * _trend(year) * SHUT.get((year, month), 1.0)
                        * draw.between(0.7, 1.3))
        passing = 0.70 + 0.18 * habits.between(0.3, 1.0)
        _add_assessed(rows, school, period, draw, total, passing)


def _add_assessed(rows, school, period, draw, total, passing):
    names = ("skill_level", "examinee_type")
    table = {}
    for who, heads in divide(total, EXAMINEES).items():
        for level, count in divide(heads, LEVELS).items():
            if count:
                table[level, who] = count
    passed = {key: min(n, nearest(n * passing * draw.between(0.9, 1.1)))
              for key, n in table.items()}
    men = draw.between(0.45, 0.65)
    for indicator, counts in (("skill_assessed", table),
                              ("skill_certs", passed)):
        whole = sum(counts.values())
        rows.add(school, indicator, period, whole)
        rows.add_table(school, indicator, period, names, _nonzero(counts))
        rows.add_table(school, indicator, period, ("gender",),
                       divide(whole, {"1": men, "2": 1 - men}))
    rows.add_table(school, "skill_certs", period, ("cert_type",),
                   _nonzero(divide(sum(passed.values()), CERTIFICATES)))
