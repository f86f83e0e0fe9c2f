"""The city, its counties and its schools.

All codes lie outside what the standards have given out: area 99xxxx is no
province of GB/T 2260, and a school code has 99 where the province stands.
"""
from dataclasses import dataclass, field

from .draw import Draw

CITY = ("990100", "示范市(合成数据)", "Demo City (synthetic data)")
ROOT = "CN"

COUNTIES = [
    # code, zh, en, schools
    ("990101", "甲区", "Jia District", 5),
    ("990102", "乙区", "Yi District", 5),
    ("990103", "丙区", "Bing District", 4),
    ("990104", "丁县", "Ding County", 4),
    ("990105", "戊县", "Wu County", 3),
    ("990106", "己县", "Ji County", 3),
    ("990107", "庚县", "Geng County", 3),
    ("990108", "辛县", "Xin County", 3),
    ("990109", "壬县", "Ren County", 3),
    ("990110", "癸市", "Gui City", 3),
]

SECONDARY = [
    # zh, en, type, ownership, size
    ("职业教育中心", "Vocational Education Centre", "361", "public", 1.6),
    ("职业高级中学", "Vocational High School", "365", "public", 1.1),
    ("技工学校", "Skilled Workers' School", "366", "public", 0.9),
    ("中等技术学校", "Secondary Technical School", "362", "private", 0.7),
    ("成人中等专业学校", "Adult Secondary School", "364", "mixed", 0.4),
]

COLLEGES = [
    # zh, en, county, ownership, size, programme categories
    ("示范职业技术学院", "Demo Vocational and Technical College",
     "990101", "public", 1.5, ("06", "11", "10", "04", "13")),
    ("示范医药卫生职业学院", "Demo Health Vocational College",
     "990101", "public", 1.0, ("12", "09", "17")),
    ("示范工程职业学院", "Demo Engineering Vocational College",
     "990102", "public", 1.1, ("04", "06", "02", "05")),
    ("示范商贸旅游职业学院", "Demo Commerce and Tourism Vocational College",
     "990103", "private", 0.8, ("13", "14", "11", "15")),
    ("示范农林职业学院", "Demo Agriculture Vocational College",
     "990104", "public", 0.6, ("01", "09", "13")),
]

# How common a programme category is, and its share of young men.
CATEGORIES = {
    "01": (4, 0.52), "02": (1, 0.70), "03": (1, 0.78), "04": (5, 0.80),
    "05": (1, 0.72), "06": (14, 0.90), "07": (1, 0.50), "08": (2, 0.30),
    "09": (3, 0.35), "10": (10, 0.80), "11": (16, 0.68), "12": (9, 0.16),
    "13": (12, 0.34), "14": (6, 0.36), "15": (5, 0.34), "16": (1, 0.42),
    "17": (7, 0.14), "18": (1, 0.60), "19": (2, 0.30),
}

OPENS = 2021
CLOSES = 2022


@dataclass
class School:
    code: str
    name_zh: str
    name_en: str
    level: str
    type: str
    ownership: str
    area: str
    size: float
    categories: dict
    opened: str = ""
    closed: str = ""
    first_intake: int = 0
    last_intake: int = 9999
    quality: float = 0.5
    growth: float = 1.0
    unreported: frozenset = frozenset()  # months that never came
    excused: frozenset = frozenset()     # months reported as missing
    teachers: list = field(default_factory=list)

    @property
    def is_college(self):
        return self.level == "hv"

    def open_on(self, date):
        return (not self.opened or self.opened <= date) and (
            not self.closed or date <= self.closed)

    def open_in_year(self, year):
        return self.open_on(f"{year}-12-31") or self.open_on(f"{year}-01-01")


def schools():
    found = [_college(i, row) for i, row in enumerate(COLLEGES)]
    serial = 0
    for area, zh, en, count in COUNTIES:
        for kind in SECONDARY[:count]:
            serial += 1
            found.append(_secondary(serial, area, zh, en, kind))
    by_code = {school.code: school for school in found}
    newest = by_code["3699000009"]
    newest.opened, newest.first_intake = f"{OPENS}-09-01", OPENS
    oldest = by_code["3699000010"]
    oldest.closed, oldest.last_intake = f"{CLOSES}-08-31", CLOSES - 3
    late = by_code["3699000021"]
    late.excused = frozenset(["2023M03", "2023M04"])
    late.unreported = frozenset(
        ["2022M12", "2024M07", "2024M10", "2024M11", "2024M12"])
    return found


def _common(draw):
    return {"quality": draw.between(0.2, 1.0),
            "growth": draw.between(0.985, 1.055)}


def _college(index, row):
    zh, en, area, ownership, size, categories = row
    code = f"4199099{index + 1:03d}"
    draw = Draw("school", code)
    weights = {c: CATEGORIES[c][0] + draw.between(2, 6) for c in categories}
    return School(code, f"{zh}(合成)", f"{en} (synthetic)", "hv", "",
                  ownership, area, size, weights, **_common(draw))


def _secondary(serial, area, zh, en, kind):
    name_zh, name_en, type_, ownership, size = kind
    code = f"3699{serial:06d}"
    draw = Draw("school", code)
    chosen = {}
    while len(chosen) < draw.whole(4, 6):
        category = draw.pick({c: w for c, (w, _) in CATEGORIES.items()
                              if c not in chosen})
        chosen[category] = CATEGORIES[category][0] + draw.between(1, 8)
    return School(code, f"示范市{zh}{name_zh}(合成)",
                  f"{en} {name_en} (synthetic)", "sv", type_, ownership,
                  area, size * draw.between(0.75, 1.25),
                  dict(sorted(chosen.items())), **_common(draw))
