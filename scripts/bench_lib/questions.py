"""Each kind of read over the store of six million observations, one client,
no cache: milliseconds, against the limit that it is meant to stay under."""
import json
import os
import statistics
import time
import urllib.request

from . import data
from .server import credit

MONTHS = [f"{year}M{month:02d}" for year in (2023, 2024)
          for month in range(1, 13)]
MONTHLY = 10  # indicators by month
HEAD = ("code,name_zh,name_en,unit,kind,numerator,denominator,agg_schools,"
        "agg_time,period_type,breakdowns,direction,source,decimals\n")
MORE = {
    "indicators": [
        f"month{i:02d},M{i},M{i},人次,flow,,,sum,sum,month,,neutral,,0"
        for i in range(MONTHLY)] + [
        "rate,R,R,%,ratio,bench000,bench001,ratio_of_sums,ratio_of_sums,"
        "calendar_year,,neutral,,2"],
}
# A county, a prefecture and the country: what people ask about.
PLACE = "area={prefecture}"
QUESTIONS = [
    ("a year of counties, on last year", 50,
     "indicator={i}&" + PLACE + "&by=area&period=2024&compare=prev_year"),
    ("a rate, counties, five years", 50,
     "indicator=rate&" + PLACE + "&by=area&period=2020..2024"
     "&compare=prev_year"),
    ("schools of a prefecture", 50,
     "indicator={i}&" + PLACE + "&by=school&period=2024&compare=prev_year"),
    ("average growth over five years", 50,
     "indicator={i}&" + PLACE + "&by=area&period=2024&compare=prev_year"
     "&measures=avg_pct&years=5"),
    ("year to date, country", 50,
     "indicator={m}&ytd=M08&period=2024&compare=prev_year"),
    ("year to date, counties", 50,
     "indicator={m}&" + PLACE + "&by=area&ytd=M08&period=2024"
     "&compare=prev_year"),
    ("contributions of counties", 50,
     "/v1/contributions?indicator={i}&period=2024&by=area"),
    ("contributions of schools", 50,
     "/v1/contributions?indicator={i}&" + PLACE + "&period=2024&by=school"),
    ("decomposition of a rate", 50,
     "/v1/decompositions?indicator=rate&period=2024&by=area.county"),
    ("completeness, a year", 50,
     "/v1/completeness?indicator={i}&period=2024"),
    ("completeness, a month", 50,
     "/v1/completeness?indicator={m}&period=2024M08"),
    ("completeness, twelve months", 50,
     "/v1/completeness?indicator={m}&period=2024M01..2024M12"),
    ("changes after a revision", 50, "/v1/changes?after={last}&limit=1000"),
    ("lineage of a figure", 50, "{lineage}"),
    ("two vintages", 200,
     "/v1/vintages?indicator={i}&period=2024&first={old}"),
    ("enterprises of a county, on last year", 50,
     "indicator=ent_partners&area={county}&period=2024-12-31"
     "&compare=prev_year"),
    ("enterprises of a prefecture, on last year", 50,
     "indicator=ent_partners&" + PLACE + "&period=2024-12-31"
     "&compare=prev_year"),
    ("enterprises of the country, on last year", 50,
     "indicator=ent_partners&period=2024-12-31&compare=prev_year"),
    ("matched panel, country", 200,
     "indicator={i}&basis=matched&period=2024&compare=prev_year"),
    ("matched panel, counties", 200,
     "indicator={i}&" + PLACE + "&by=area&basis=matched&period=2024"
     "&compare=prev_year"),
    ("as it is, country", 200,
     "indicator={i}&view=as_is&period=2024&compare=prev_year"),
    ("as of, country", 200,
     "indicator={i}&asof={old}&period=2024&compare=prev_year"),
    ("as of, counties", 200,
     "indicator={i}&" + PLACE + "&by=area&asof={old}&period=2024"
     "&compare=prev_year"),
    ("the same, now", 200,
     "indicator={i}&" + PLACE + "&by=area&period=2024&compare=prev_year"),
]


def _partnerships(schools):
    """Ten of each school, some of them shared, some ended, some new."""
    yield ("school,credit_code,enterprise,tiers,modes,depth,on_campus,start,"
           "end,source")
    for s in range(schools):
        for i in range(10):
            number = s * 7 + i
            start = "2024-05-01" if i == 0 else "2020-01-01"
            end = "2024-06-30" if i == 1 else ""
            yield (f"{data.school(s)},{credit.code(number)},E{number},,,,"
                   f"no,{start},{end},")


def _write(folder, name, lines):
    path = os.path.join(folder, name + ".csv")
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)
    return path


def prepare(server, folder, options):
    """Months, a correction and mergers on top of the six years. Returns the
    revision before the correction."""
    server.upload("indicators", _write(
        folder, "more", [HEAD.strip(), *MORE["indicators"]]))
    server.upload("observations", _write(
        folder, "months", ["school,indicator,period,value"] + [
            f"{data.school(s)},month{i:02d},{month},"
            f"{data.value(s, i, number)}"
            for number, month in enumerate(MONTHS)
            for s in range(options.schools) for i in range(MONTHLY)]))
    old = server.upload("observations", _write(
        folder, "one", ["school,indicator,period,value",
                        f"{data.school(0)},bench000,2024,1"]))["revision"]
    server.upload("observations", _write(
        folder, "corrected", ["school,indicator,period,value"] + [
            f"{data.school(s)},{data.indicator(i)},2024,"
            f"{data.value(s, i, 1)}"
            for s in range(options.schools) for i in range(20)]))
    server.upload("school-events", _write(
        folder, "events", ["date,kind,from,to,weight,note"] + [
            f"2024-03-01,merge,{data.school(s)},{data.school(s + 100)},,"
            for s in range(50)]))
    server.upload("partnerships", _write(
        folder, "partners", _partnerships(options.schools)))
    server.psql("VACUUM ANALYZE")
    return old


def _ask(server, path):
    began = time.perf_counter()
    with urllib.request.urlopen(server.daemon.url + path, timeout=60) as got:
        body = got.read()
    return (time.perf_counter() - began) * 1000, body


def _paths(server, text, old, rounds):
    """The question about one indicator and place after another."""
    for turn in range(rounds):
        names = {"i": data.indicator(turn % 20), "m": f"month{turn % MONTHLY:02d}",
                 "county": data.area(turn),
                 "prefecture": data.prefecture(turn % data.PREFECTURES),
                 "old": old, "last": old, "lineage": ""}
        if text == "{lineage}":
            _, body = _ask(server, "/v1/data?lineage=true&period=2024"
                           f"&indicator={names['i']}"
                           f"&area={names['prefecture']}")
            figure = json.loads(body)["rows"][0][-1]
            yield f"/v1/figures/{figure}/lineage"
        else:
            path = text.format(**names)
            yield path if path.startswith("/") else "/v1/data?" + path


def measure(server, folder, options, say):
    """[(what, limit, median, greatest)]; the daemon has no cache."""
    old = prepare(server, folder, options)
    out = []
    for what, limit, text in QUESTIONS:
        times = []
        for path in _paths(server, text, old, 4 if options.quick else 20):
            times.append(_ask(server, path)[0])
        out.append((what, limit, statistics.median(times), max(times)))
        say(f"  {what}: {out[-1][2]:.1f} ms ({out[-1][3]:.1f}), "
            f"limit {limit}")
    return out
