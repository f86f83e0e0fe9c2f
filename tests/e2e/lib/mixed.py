"""A world of schools that report in mixed detail, change what they reported
and move between areas: what the rule of totals has to cope with."""
import random

from .rule import OVERLAPPING, PARTITION

AREAS = {"P1": "CN", "P2": "CN", "P11": "P1", "P12": "P1", "P21": "P2"}
PERIODS = ["2021", "2022"]
MEMBERS = {"gender": ["1", "2"], "grade": ["1", "2", "3"],
           "shift": ["day", "night"], "flag": ["a", "b"]}
# In what detail schools report: a set of dimensions each.
DETAILS = [(), ("gender",), ("grade",), ("gender", "grade"),
           ("gender", "shift"), ("gender", "grade", "shift"), ("flag",),
           ("flag", "gender"), ("shift",)]
TARGETS = [{}, {"gender": "1"}, {"grade": "2"}, {"shift": "day"},
           {"flag": "a"}, {"gender": "2", "grade": "1"},
           {"flag": "b", "gender": "1"}, {"grade": "3", "shift": "night"}]


class World:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.schools = {}
        self.reports = {}

    def below(self, area, ancestor):
        while area != ancestor:
            if area not in AREAS:
                return False
            area = AREAS[area]
        return True

    def members(self, dims):
        return frozenset((dim, self.random.choice(MEMBERS[dim]))
                         for dim in dims)

    def some_rows(self, count, periods=PERIODS):
        """New figures and changes of old ones; each key once."""
        rows = {}
        for _ in range(count):
            key = (self.random.choice(list(self.schools)), "prop",
                   self.random.choice(periods),
                   self.members(self.random.choice(DETAILS)))
            missing = self.random.random() < 0.06
            rows[key] = None if missing else self.random.randint(0, 50)
        return rows


def as_csv(rows):
    dims = list(MEMBERS)
    lines = [",".join(["school", "indicator", "period", *dims, "value",
                       "status"])]
    for (school, indicator, period, members), value in rows.items():
        where = dict(members)
        lines.append(",".join(
            [school, indicator, period, *[where.get(d, "") for d in dims],
             "" if value is None else str(value),
             "O" if value is None else ""]))
    return "\n".join(lines) + "\n"


def move_schools(admin, world, schools):
    head = "code,name_zh,name_en,level,type,ownership,area,opened,closed\n"
    body = head + "".join(f"{code},{code},{code},sv,361,public,{area},,\n"
                          for code, area in schools.items())
    admin.load("schools", body)
    world.schools.update(schools)


def load(server, seed):
    """The world in an empty store, with nine schools and no reports."""
    admin = server.admin
    made = World(seed)
    admin.load("areas", "code,name_zh,name_en,level,parent,valid_from,"
               "valid_to\n" + "".join(
                   f"{code},{code},{code},county,{parent},,\n"
                   for code, parent in AREAS.items()))
    admin.load("dimensions", "dimension,membership,order,code,name_zh,"
               "name_en,note\nshift,partition,1,day,日,Day,\n"
               "shift,partition,2,night,夜,Night,\n"
               "flag,overlapping,1,a,甲,A,\nflag,overlapping,2,b,乙,B,\n")
    admin.load("indicators", "code,name_zh,name_en,unit,kind,numerator,"
               "denominator,agg_schools,agg_time,period_type,breakdowns,"
               "direction,source,decimals\nprop,性质,Property,人,flow,,,sum,"
               "sum,calendar_year,gender|grade|shift|flag,neutral,,0\n")
    ids = server.psql("SELECT code, id FROM dimension WHERE code IN "
                      "('gender', 'grade', 'shift') ORDER BY id")
    assert [code for code, _ in ids] == sorted(
        PARTITION, key=PARTITION.get), "the rule's order is that of the ids"
    assert OVERLAPPING == {"flag"}
    move_schools(admin, made, {f"P-{i}": place for i, place in enumerate(
        random.Random(1).choices(["P1", "P11", "P12", "P21"], k=9))})
    return made
