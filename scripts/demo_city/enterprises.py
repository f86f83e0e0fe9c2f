"""The enterprises of the demo city and whom they work with.

Their credit codes are well formed and belong to nobody: the place of
registration is the demo city, which GB/T 2260 does not know.
"""
from dataclasses import dataclass

from . import FIRST_YEAR, LAST_YEAR
from .city import CITY
from .draw import Draw
from .rows import MARK

HEADER = ["school", "credit_code", "enterprise", "tiers", "modes", "depth",
          "on_campus", "start", "end", "source"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100
COUNT = 130

KINDS = {
    # kind: (how common, name, its tiers and how common each is)
    "central": (10, "央企分公司", {"central": 1, "above_scale": 0.8,
                             "prod_edu": 0.4}),
    "prov": (14, "省属龙头企业", {"prov_leading": 1, "above_scale": 0.9,
                            "prov_soe": 0.3}),
    "srdi": (26, "专精特新企业", {"srdi": 1, "prod_edu": 0.2,
                            "above_scale": 0.3}),
    "foreign": (6, "外资企业", {"foreign": 1, "above_scale": 0.7}),
    "local": (50, "民营企业", {"above_scale": 0.25, "other": 0.75}),
}
TIERS = ("central", "prov_leading", "prov_soe", "srdi", "prod_edu",
         "above_scale", "foreign", "other")
MODES = {
    "internship": 10, "order_class": 7, "joint_base": 6, "teacher": 5,
    "apprentice": 4, "joint_major": 4, "staff_training": 4,
    "school_factory": 3, "factory_school": 2, "industry_college": 2,
    "rd": 2, "campus_park": 2,
}
ON_CAMPUS = ("school_factory", "campus_park")


@dataclass
class Enterprise:
    code: str
    name: str
    tiers: str
    weight: float


def partnerships(schools):
    """The table of the import `partnerships`, header included."""
    known = [_enterprise(serial) for serial in range(1, COUNT + 1)]
    table = [HEADER]
    for school in schools:
        draw = Draw("partners", school.code)
        wanted = draw.whole(9, 20) if school.is_college else draw.whole(3, 9)
        left = {one.code: one for one in known}
        while wanted > 0:
            one = left.pop(draw.pick({code: e.weight
                                      for code, e in left.items()}))
            table += _entries(draw, school, one)
            wanted -= 1
        if draw.chance(0.2):
            table += _entries(draw, school, Enterprise(
                "", f"示范未登记作坊{school.code[-3:]}(合成)", "other", 1))
    return table


# --- enterprises ---

def _enterprise(serial):
    draw = Draw("enterprise", serial)
    kind = draw.pick({kind: row[0] for kind, row in KINDS.items()})
    _, name, chances = KINDS[kind]
    tiers = [tier for tier in TIERS
             if tier in chances and draw.chance(chances[tier])]
    return Enterprise(credit_code(CITY[0], serial),
                      f"示范{name}{serial:03d}(合成)",
                      "|".join(tiers or ["other"]), draw.between(0.3, 3))


def credit_code(area, serial):
    """18 characters: registered with the market regulator (9), as an
    enterprise (1), where, and an organisation code with its own check."""
    subject = f"MA{serial:06d}"
    body = f"91{area}{subject}{_organisation_check(subject)}"
    total = sum(ALPHABET.index(char) * pow(3, i, 31)
                for i, char in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


def _organisation_check(subject):
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(char, 36) * weight
                    for char, weight in zip(subject, weights)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


# --- cooperations ---

def _entries(draw, school, enterprise):
    """One cooperation, or one that ended and a later one."""
    start = _first_day(draw, school)
    years = draw.whole(1, 5)
    entries = [_entry(draw, school, enterprise, start, years)]
    end = entries[0][HEADER.index("end")]
    if end and end[:4] < str(LAST_YEAR) and draw.chance(0.3):
        again = f"{int(end[:4]) + 1}-03-01"
        if not school.closed or again <= school.closed:
            entries.append(_entry(draw, school, enterprise, again, 5))
    return entries


def _first_day(draw, school):
    year = draw.whole(FIRST_YEAR - 2, LAST_YEAR)
    day = f"{year}-{draw.whole(1, 12):02d}-{draw.whole(1, 28):02d}"
    if school.opened and day < school.opened:
        return school.opened
    if school.closed and day > school.closed:
        return f"{school.closed[:4]}-01-01"
    return day


def _entry(draw, school, enterprise, start, years):
    end = f"{int(start[:4]) + years}{start[4:]}"
    if years == 5 or end[:4] > str(LAST_YEAR + 1):
        end = ""
    if school.closed and (not end or end > school.closed):
        end = school.closed
    modes = {}
    while len(modes) < draw.whole(1, 3):
        modes[draw.pick({m: w for m, w in MODES.items()
                         if m not in modes})] = True
    chosen = [mode for mode in MODES if mode in modes]
    deep = years >= 3 and len(chosen) > 1
    campus = any(mode in ON_CAMPUS for mode in chosen)
    return [school.code, enterprise.code, enterprise.name, enterprise.tiers,
            "|".join(chosen), "deep" if deep else "ordinary",
            "yes" if campus else "no", start, end, MARK]
