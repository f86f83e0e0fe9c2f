"""The rows of the observation files."""

MARK = "合成"  # stands in the note of every row

DIMENSIONS = {
    # file: columns between period and value
    "training": ("train_type", "key_group", "gender", "subsidy", "delivery",
                 "major_cat"),
    "skills": ("skill_level", "examinee_type", "cert_type", "gender"),
    "students": ("school_level", "major_cat", "gender", "grade",
                 "five_year_kind", "enrol_kind", "origin", "ent_tier"),
    "graduates": ("school_level", "major_cat", "gender", "pathway",
                  "he_level", "destination"),
    "teachers": ("school_level", "gender", "age_band", "title", "edu_level",
                 "teacher_kind", "major_cat", "dual_level"),
    "conditions": ("school_level", "school_type", "ownership",
                   "project_kind", "project_level", "base_function",
                   "major_cat", "ent_tier", "fund_source"),
    "funding": ("fund_source", "fund_use", "gov_level", "ent_tier"),
    "awards": ("comp_level", "award_rank", "comp_subject", "major_cat"),
}


class Rows:
    """Rows of one file, one school after the other."""

    def __init__(self, topic):
        self.topic = topic
        self.dimensions = DIMENSIONS[topic]
        self.rows = []

    def add(self, school, indicator, period, value, decimals=0, **members):
        place = [""] * len(self.dimensions)
        for dimension, code in members.items():
            place[self.dimensions.index(dimension)] = code
        self.rows.append([school.code, indicator, period, *place,
                          text(value, decimals), "", MARK])

    def add_missing(self, school, indicator, period):
        self.rows.append([school.code, indicator, period,
                          *[""] * len(self.dimensions), "", "O", MARK])

    def add_table(self, school, indicator, period, names, table, decimals=0):
        """table: {(member, ...): value}; members in the order of names."""
        for members, value in table.items():
            if not isinstance(members, tuple):
                members = (members,)
            self.add(school, indicator, period, value, decimals,
                     **dict(zip(names, members)))

    def header(self):
        return ["school", "indicator", "period", *self.dimensions, "value",
                "status", "note"]


def text(value, decimals):
    """An integer scaled by 10^decimals as decimal text."""
    if decimals == 0:
        return str(value)
    scale = 10 ** decimals
    return f"{value // scale}.{value % scale:0{decimals}d}"
