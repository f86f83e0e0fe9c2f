"""The made-up figures of the benchmarks: 2,500 schools in 100 counties of 5
prefectures, 400 yearly indicators; a year of them is a million rows."""
import os

SCHOOLS = 2500
INDICATORS = 400
PREFECTURES = 5
COUNTIES = 100


def area(number):
    return f"B{number:03d}"


def prefecture(number):
    return f"BP{number:02d}"


def school(number):
    return f"BS{number:05d}"


def indicator(number):
    return f"bench{number:03d}"


def value(school_number, indicator_number, year):
    """Looks random, and is the same every time."""
    mixed = (school_number * 2654435761 + indicator_number * 40503
             + year * 9973) & 0xFFFFFFFF
    return (mixed >> 7) % 5000


def catalogue():
    """{kind: CSV}"""
    areas = ["code,name_zh,name_en,level,parent,valid_from,valid_to"]
    areas += [f"{prefecture(i)},P{i},P{i},prefecture,CN,,"
              for i in range(PREFECTURES)]
    areas += [f"{area(i)},C{i},C{i},county,{prefecture(i % PREFECTURES)},,"
              for i in range(COUNTIES)]
    schools = ["code,name_zh,name_en,level,type,ownership,area,opened,closed"]
    schools += [f"{school(i)},S{i},S{i},sv,361,public,{area(i % COUNTIES)},,"
                for i in range(SCHOOLS)]
    indicators = ["code,name_zh,name_en,unit,kind,numerator,denominator,"
                  "agg_schools,agg_time,period_type,breakdowns,direction,"
                  "source,decimals"]
    indicators += [f"{indicator(i)},I{i},I{i},人,flow,,,sum,sum,"
                   "calendar_year,,neutral,,0" for i in range(INDICATORS)]
    return {"areas": areas, "schools": schools, "indicators": indicators}


def write_observations(path, years, schools=SCHOOLS):
    """School by school, as they would come. Returns the rows."""
    rows = 0
    names = [indicator(i) for i in range(INDICATORS)]
    with open(path, "w", encoding="ascii", buffering=1 << 20) as out:
        out.write("school,indicator,period,value\n")
        for year in years:
            for s in range(schools):
                code = school(s)
                out.write("".join(
                    f"{code},{name},{year},{value(s, i, year)}\n"
                    for i, name in enumerate(names)))
                rows += len(names)
    return rows


def total(indicator_number, year, schools=SCHOOLS):
    """Of the whole country."""
    return sum(value(s, indicator_number, year) for s in range(schools))


def size(path):
    return os.stat(path).st_size
