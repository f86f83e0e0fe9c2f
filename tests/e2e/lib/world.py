"""A small world to test in: a province, two counties, four schools, and
indicators with partition and overlapping dimensions."""
from fractions import Fraction

AREAS = """\
code,name_zh,name_en,level,parent,valid_from,valid_to
T1,试验省,Test Province,province,CN,,
T11,东县,East County,county,T1,,
T12,西县,West County,county,T1,,
"""

SCHOOLS = """\
code,name_zh,name_en,level,type,ownership,area,opened,closed
S1,第一学校,School One,sv,361,public,T11,,
S2,第二学校,School Two,sv,365,public,T11,,
S3,第三学校,School Three,hv,,private,T12,,
S4,第四学校,School Four,sv,366,public,T12,2021-09-01,2023-08-31
"""

HEADER = "school,indicator,period,value\n"


def load(client):
    client.load("areas", AREAS)
    client.load("schools", SCHOOLS)


def observations(*rows, columns=()):
    """CSV text; rows: (school, indicator, period, *members, value)."""
    head = ["school", "indicator", "period", *columns, "value"]
    return "\n".join([",".join(head),
                      *[",".join(str(cell) for cell in row)
                        for row in rows]]) + "\n"


def one_value(client, **params):
    rows = client.data(**params).rows()
    assert len(rows) == 1, rows
    return rows[0]["value"]


def exact(number):
    """A number of JSON as the decimal fraction that was written."""
    return None if number is None else Fraction(repr(number))
