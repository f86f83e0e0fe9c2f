"""Distinct counts of enterprises against sets that are built here in plain
Python: fixture 9 of the domain description, each parameter, and random
partnerships with the identities that sets have."""
import csv
import datetime
import io
import json
import random

import pytest

from lib import world
from lib.credit import code, entries, entry

SET_COLUMNS = ("new", "lost", "kept", "sum", "shared", "unidentified")
PARTNERS = "ent_partners"


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    """Fixture 9: eight partners and seven, four of them shared."""
    world.load(server.admin)
    server.admin.load("partnerships", entries(
        *[entry("S1", code(i), depth="deep" if i < 3 else "",
                tiers="central" if i == 0 else
                "prov_leading|srdi" if i in (1, 5) else "",
                modes="order_class" if i % 2 else "apprentice|rd",
                on_campus="yes" if i in (2, 7) else "no")
          for i in range(8)],
        *[entry("S2", code(i), start="2024-03-15", depth="deep",
                tiers="central" if i == 4 else "", on_campus="1",
                end="2025-06-30" if i == 10 else "")
          for i in range(4, 11)],
        entry("S2", "", enterprise="无码厂"),
        entry("S3", code(50), start="2020-01-01", end="2024-05-31"),
        entry("S3", code(51), start="2024-06-01", tiers="srdi")))


def one(client, **params):
    rows = client.data(**params).rows()
    assert len(rows) == 1, rows
    return rows[0]


def size(client, period="2024-09-01", indicator=PARTNERS, **params):
    return one(client, indicator=indicator, period=period, **params)["value"]


def traced(client, name, **params):
    return client.ok(f"/v1/figures/{name}/lineage", **params).json


def test_fixture_9_eight_and_seven_are_eleven(public):
    rows = public.data(indicator=PARTNERS, area="T11", by="school",
                       period="2024-09-01").rows()
    assert [(r["school"], r["value"]) for r in rows] == [("S1", 8), ("S2", 7)]
    row = one(public, indicator=PARTNERS, area="T11", period="2024-09-01",
              compare="prev_year")
    assert row["value"] == 11
    assert (row["base"], row["new"], row["lost"], row["kept"]) == (8, 3, 0, 8)
    assert (row["sum"], row["shared"], row["unidentified"]) == (15, 4, 1)
    assert (row["change_abs"], row["change_pct"], row["reason"]) == (
        3, 37.50, "OK")
    assert (row["status"], row["reported"], row["expected"]) == ("A", 2, 2)


def test_a_period_is_its_last_day_and_a_day_itself(public):
    assert size(public, "2024-03-14", area="T11") == 8
    assert size(public, "2024-03-15", area="T11") == 11
    assert size(public, "2024M02", area="T11") == 8
    assert size(public, "2024", area="T11") == 11
    assert size(public, "2024AY", area="T11") == 10  # one ended in June 2025
    assert size(public, "2023-08-31", area="T11") == 0
    assert size(public, "2025-06-30", area="T11") == 11
    assert size(public, "2025-07-01", area="T11") == 10


def test_deep_central_and_leading(public):
    row = one(public, indicator="ent_central_leading", area="T11",
              period="2024", compare="prev_year")
    # 0 and 1 of S1 (5 is not deep there), 4 of S2
    assert (row["value"], row["base"], row["new"]) == (3, 2, 1)


def test_on_campus_and_new_on_campus(public):
    assert size(public, "2024", "ent_oncampus", area="T11") == 8
    assert size(public, "2023", "ent_oncampus", area="T11") == 2
    # 2 and 7 came in 2023; 7 again at S2 in 2024 with the six others
    assert size(public, "2023", "ent_oncampus_new", area="T11") == 2
    assert size(public, "2024M03", "ent_oncampus_new", area="T11") == 7
    assert size(public, "2024M04", "ent_oncampus_new", area="T11") == 0
    assert size(public, "2024-03-15", "ent_oncampus_new", area="T11") == 7
    row = one(public, indicator="ent_oncampus_new", area="T11", period="2024",
              compare="prev_year")
    assert (row["value"], row["base"], row["new"], row["lost"],
            row["kept"]) == (7, 2, 6, 1, 1)


def test_up_to_a_month_of_each_year(public):
    ask = {"area": "T11", "compare": "prev_year", "period": "2024"}
    row = one(public, indicator="ent_oncampus_new", ytd="M02", **ask)
    assert (row["value"], row["base"], row["reason"]) == (0, 0, "BOTH_ZERO")
    row = one(public, indicator="ent_oncampus_new", ytd="M03", lineage="true",
              **ask)
    assert (row["value"], row["base"], row["new"]) == (7, 0, 7)
    assert (row["months"], row["dropped"]) == (None, 0)
    found = traced(public, row["figure_id"])
    assert found["sum"] == 7 and found["figure"]["ytd"] == "M03"
    assert one(public, indicator="ent_oncampus_new", ytd="M12", **ask)[
        "value"] == size(public, "2024", "ent_oncampus_new", area="T11")
    # as of the month's end
    assert [size(public, "2024", area="T11", ytd=month)
            for month in ("M02", "M03")] == [8, 11]


def test_by_and_where(public):
    def by(dimension, **params):
        rows = public.data(indicator=PARTNERS, area="T11",
                           period="2024-09-01", by=dimension, **params).rows()
        return {r[dimension]: r["value"] for r in rows}
    tiers = by("ent_tier")
    assert (tiers["central"], tiers["prov_leading"], tiers["srdi"],
            tiers["foreign"]) == (2, 2, 2, 0)
    assert list(tiers)[:3] == ["central", "nat_leading", "prov_leading"]
    assert by("depth") == {"deep": 10, "ordinary": 5}
    assert by("on_campus") == {"yes": 8, "no": 6}
    modes = by("coop_mode", where__depth="deep")
    assert (modes["order_class"], modes["apprentice"], modes["rd"]) == (
        1, 2, 2)
    both = size(public, area="T11", where__ent_tier="central,prov_leading")
    assert both == 4
    assert size(public, area="T11", where__depth="deep",
                where__on_campus="yes", where__ent_tier="central") == 1
    rows = public.data(indicator=PARTNERS, area="T11", period="2024",
                       by="depth,on_campus").rows()
    assert [(r["depth"], r["on_campus"], r["value"]) for r in rows] == [
        ("deep", "yes", 8), ("deep", "no", 2), ("ordinary", "yes", 1),
        ("ordinary", "no", 4)]


def test_by_area_is_no_sum(public):
    rows = public.data(indicator=PARTNERS, area="T1", by="area",
                       period="2024-09-01", compare="prev_year").rows()
    assert [(r["area"], r["value"], r["base"], r["new"], r["lost"])
            for r in rows] == [("T11", 11, 8, 3, 0), ("T12", 1, 1, 1, 1)]
    counties = public.data(indicator=PARTNERS, by="area.county", area="T1",
                           period="2024-09-01").rows()
    assert [r["value"] for r in counties] == [11, 1]
    assert size(public, area="T1") == size(public) == 12


def test_a_school_with_entries_has_told_all(public):
    """Nothing in force is zero; no entry at all is nothing."""
    rows = public.data(indicator=PARTNERS, area="T1", by="school",
                       period="2019", compare="prev_year").rows()
    assert [(r["school"], r["value"], r["base"], r["reason"])
            for r in rows] == [(s, 0, 0, "BOTH_ZERO")
                               for s in ("S1", "S2", "S3")]
    reply = public.data(indicator=PARTNERS, area="T12", by="school",
                        period="2024").rows()
    assert [r["school"] for r in reply] == ["S3"]
    nothing = public.data(indicator=PARTNERS, area="360900", period="2024")
    assert nothing.json["rows"] == []
    assert [w["code"] for w in nothing.json["meta"]["warnings"]] == ["no_data"]


def test_lists_and_previous_periods(public):
    rows = public.data(indicator=PARTNERS, area="T11",
                       period="2023..2025", compare="prev_period").rows()
    assert [(r["period"], r["value"], r["base"], r["new"], r["lost"])
            for r in rows] == [("2023", 8, 0, 8, 0), ("2024", 11, 8, 3, 0),
                               ("2025", 10, 11, 0, 1)]
    months = public.data(indicator="ent_oncampus_new", area="T11",
                         period="2024M01..2024M04",
                         compare="prev_period").rows()
    assert [(r["value"], r["base"]) for r in months] == [
        (0, 0), (0, 0), (7, 0), (0, 7)]


def test_the_enterprises_are_named(public):
    reply = public.data(indicator=PARTNERS, area="T1", by="area",
                        period="2024-09-01", compare="prev_year", sets="list")
    sets = reply.json["meta"]["sets"]
    assert [(e["area"], e["credit_code"]) for e in sets["new"]] == sorted(
        [("T11", code(i)) for i in (8, 9, 10)] + [("T12", code(51))])
    assert sets["lost"] == [{
        "credit_code": code(50), "enterprise": f"企业{code(50)[-5:]}",
        "indicator": PARTNERS, "area": "T12", "period": "2024-09-01"}]


def test_only_enterprises_of_the_page_are_named(public):
    question = {"indicator": PARTNERS, "area": "T1", "by": "area",
                "period": "2023..2024", "compare": "prev_year",
                "sets": "list", "limit": 1}
    seen, lists, cursor = [], {"new": [], "lost": []}, {}
    while cursor is not None:
        reply = public.data(**question, **cursor)
        rows = reply.rows()
        assert len(rows) == 1
        for side in lists:
            named = reply.json["meta"]["sets"][side]
            assert len(named) == rows[0][side]
            assert {(e["area"], e["period"]) for e in named} <= {
                (rows[0]["area"], rows[0]["period"])}
            lists[side] += named
        seen += rows
        following = reply.json["meta"]["next"]
        cursor = None if following is None else {"cursor": following}
    whole = public.data(**{**question, "limit": 100})
    assert seen == whole.rows()
    assert lists == whole.json["meta"]["sets"]


def test_columns_formats_and_labels(public):
    question = {"indicator": f"{PARTNERS},ent_central_leading",
                "area": "T11", "period": "2024", "compare": "prev_year"}
    ids = [c["id"] for c in public.data(**question).json["columns"]]
    assert tuple(ids[-9:]) == ("status", "reported", "expected", *SET_COLUMNS)
    plain = public.data(**{**question, "compare": "none"}).json["columns"]
    assert [c["id"] for c in plain] == ["indicator", "area", "period",
                                        "value", "status", "reported",
                                        "expected"]
    assert plain[3] == {"id": "value", "unit": "家", "decimals": 0}
    want = public.data(**question).rows()
    table = list(csv.DictReader(io.StringIO(
        public.data(**question, format="csv").text)))
    assert [[r[c] for c in SET_COLUMNS] for r in table] == [
        [str(r[c]) for c in SET_COLUMNS] for r in want]
    lines = public.data(**question, format="ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == want
    named = public.data(**question, labels="both", lang="en").rows()[0]
    assert named["indicator_name"] == "Distinct partner enterprises"


def test_the_posted_question_is_the_same(public):
    question = {"indicator": PARTNERS, "period": ["2024"], "area": "T11",
                "compare": "prev_year", "where": {"depth": "deep"},
                "sets": "list"}
    posted = public.request("POST", "/v1/data/query",
                            body=json.dumps(question).encode(),
                            headers=["Content-Type: application/json"])
    got = public.data(indicator=PARTNERS, period="2024", area="T11",
                      compare="prev_year", where__depth="deep", sets="list")
    assert posted.json["rows"] == got.json["rows"]
    assert posted.json["meta"]["sets"] == got.json["meta"]["sets"]


def refusals(client, **params):
    reply = client.get("/v1/data", **params)
    return reply.status, [(e["code"], e["path"]) for e in
                          reply.json["errors"]]


def test_what_sets_cannot_answer_is_refused(public):
    ask = {"indicator": PARTNERS, "period": "2024"}
    assert refusals(public, indicator=f"students_ft,{PARTNERS}",
                    period="2024") == (422, [("mixed_kinds", "indicator")])
    assert refusals(public, indicator="train_persons", period="2024") == (
        422, [("not_additive", "indicator")])
    assert refusals(public, **ask, by="gender") == (
        422, [("no_breakdown", "by")])
    assert refusals(public, **ask, where__industry="C") == (
        422, [("no_breakdown", "where")])
    assert refusals(public, **ask, sets="list") == (
        400, [("bad_parameter", "sets")])
    assert refusals(public, indicator="students_ft", period="2024",
                    compare="prev_year", sets="list") == (
        400, [("bad_parameter", "sets")])
    assert refusals(public, **ask, where__depth="shallow") == (
        400, [("unknown_member", "where.depth")])


def test_an_import_is_seen_by_the_next_read(server):
    ask = {"indicator": PARTNERS, "area": "T12", "period": "2021"}
    before = one(server.public, **ask)["value"]
    etag = server.public.data(**ask).headers["etag"]
    match = [f"If-None-Match: {etag}"]
    assert server.public.request("GET", "/v1/data", headers=match,
                                 **ask).status == 304
    server.admin.load("partnerships", entries(
        entry("S4", code(60), start="2021-09-01", end="2022-08-31")))
    again = server.public.request("GET", "/v1/data", headers=match, **ask)
    assert again.status == 200
    assert one(server.public, **ask)["value"] == before + 1


# --- random partnerships ---

TIERS = ("central", "nat_leading", "prov_leading", "srdi", "other")
MODES = ("school_factory", "order_class", "apprentice", "rd")
DAY = datetime.timedelta(days=1)
BEGIN = datetime.date(2021, 1, 1)
# A prefecture in which nothing else is.
PLACES = {"P1": "360902", "P2": "360902", "P3": "360921", "P4": "360922",
          "P5": "360922", "P6": "360922"}


def draw(rng):
    start = BEGIN + DAY * rng.randrange(1400)
    end = None
    if rng.random() < 0.6:
        end = start + DAY * rng.randrange(900)
    return {
        "school": rng.choice(list(PLACES)[:5]),
        "code": "" if rng.random() < 0.08 else code(
            100 + int(rng.triangular(0, 60, 10)), "360900"),
        "name": f"企业{rng.randrange(1000)}",
        "tiers": set(rng.sample(TIERS, rng.randrange(3))),
        "modes": set(rng.sample(MODES, rng.randrange(4))),
        "depth": rng.choice(("deep", "ordinary")),
        "on_campus": rng.choice(("yes", "no", "no")),
        "start": start, "end": end,
    }


def drawn(rng, count):
    """Without repeated keys."""
    rows = {}
    while len(rows) < count:
        row = draw(rng)
        key = (row["school"], row["code"] or row["name"], row["start"])
        rows.setdefault(key, row)
    return list(rows.values())


def as_csv(rows):
    return entries(*[{
        "school": r["school"], "credit_code": r["code"],
        "enterprise": r["name"], "tiers": "|".join(sorted(r["tiers"])),
        "modes": "|".join(sorted(r["modes"])), "depth": r["depth"],
        "on_campus": r["on_campus"], "start": str(r["start"]),
        "end": "" if r["end"] is None else str(r["end"])} for r in rows])


RULES = {
    "ent_partners": lambda r: True,
    "ent_central_leading": lambda r: r["depth"] == "deep" and
    r["tiers"] & {"central", "prov_leading"},
    "ent_oncampus": lambda r: r["on_campus"] == "yes",
    "ent_oncampus_new": lambda r: r["on_campus"] == "yes",
}


def days_of(period):
    year = int(period[:4])
    date = datetime.date
    if len(period) == 4:
        return date(year, 1, 1), date(year, 12, 31)
    if period.endswith("AY"):
        return date(year, 9, 1), date(year + 1, 8, 31)
    if "M" in period:
        month = int(period[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - DAY
    day = date.fromisoformat(period)
    return day, day


def counted(rows, indicator, period, schools, wants):
    first, last = days_of(period)
    out = []
    for r in rows:
        if indicator == "ent_oncampus_new":
            there = first <= r["start"] <= last
        else:
            there = r["start"] <= last and (r["end"] is None or
                                            r["end"] >= last)
        if (there and r["school"] in schools and RULES[indicator](r) and
                all(wanted(r) for wanted in wants)):
            out.append(r)
    return out


def per_school(rows):
    sets = {}
    for r in rows:
        if r["code"]:
            sets.setdefault(r["school"], set()).add(r["code"])
    return sets


def year_before(period):
    return str(int(period[:4]) - 1) + period[4:]


def check_row(row, rows, indicator, period, schools, wants):
    cur = counted(rows, indicator, period, schools, wants)
    base = counted(rows, indicator, year_before(period), schools, wants)
    sets = per_school(cur)
    union = set().union(*sets.values())
    before = set().union(*per_school(base).values())
    every = [c for s in sets.values() for c in s]
    assert row["value"] == len(union)
    assert row["base"] == len(before)
    assert row["new"] == len(union - before)
    assert row["lost"] == len(before - union)
    assert row["kept"] == len(union & before)
    assert row["sum"] == len(every)
    assert row["shared"] == sum(every.count(c) > 1 for c in union)
    assert row["unidentified"] == sum(not r["code"] for r in cur)
    assert row["value"] == row["base"] + row["new"] - row["lost"]
    largest = max((len(s) for s in sets.values()), default=0)
    assert largest <= row["value"] <= row["sum"]
    assert row["reported"] == len({r["school"] for r in rows} & schools)


def has(field, members):
    return lambda r: bool({r[field]} & members if isinstance(r[field], str)
                          else r[field] & members)


FILTERS = {"where__ent_tier": ("tiers", TIERS),
           "where__coop_mode": ("modes", MODES),
           "where__depth": ("depth", ("deep", "ordinary")),
           "where__on_campus": ("on_campus", ("yes", "no"))}
PERIODS = ("2022", "2023", "2024", "2022AY", "2023AY", "2023M05", "2024M09",
           "2023-09-01", "2024-09-01", "2022-02-28")


@pytest.fixture(scope="module")
def random_world(server):
    rng = random.Random(20241)
    server.admin.load(
        "schools", "code,name_zh,name_en,level,type,ownership,area,opened,"
        "closed\n" + "".join(f"{s},{s},,sv,,public,{a},,\n"
                             for s, a in PLACES.items()))
    rows = drawn(rng, 400)
    server.admin.load("partnerships", as_csv(rows))
    return rows


def ask_random(rng):
    params, wants = {}, []
    for name, (field, members) in FILTERS.items():
        if rng.random() < 0.25:
            chosen = rng.sample(members, rng.randint(1, 2))
            params[name] = ",".join(chosen)
            wants.append(has(field, set(chosen)))
    params["indicator"] = rng.choice(list(RULES))
    params["period"] = rng.choice(PERIODS)
    return params, wants


def test_random_sets_are_those_of_plain_python(public, random_world):
    rng = random.Random(7)
    checked = 0
    for _ in range(60):
        params, wants = ask_random(rng)
        by = rng.choice(("", "area", "school", "ent_tier", "coop_mode"))
        more = {"by": by} if by else {}
        if f"where__{by}" in params:
            continue
        rows = public.data(area="360900", compare="prev_year", **more,
                           **params).rows()
        for row in rows:
            schools = set(PLACES)
            here = list(wants)
            if by == "school":
                schools = {row["school"]}
            elif by == "area":
                schools = {s for s, a in PLACES.items() if a == row["area"]}
            elif by:
                field = FILTERS[f"where__{by}"][0]
                here.append(has(field, {row[by]}))
            check_row(row, random_world, params["indicator"],
                      params["period"], schools, here)
            checked += 1
    assert checked > 150


def test_ten_thousand_random_rows_keep_the_identities(public, random_world):
    """Every school or area by every tier or mode, month by month."""
    months = [f"{year}M{month:02d}" for year in (2022, 2023, 2024)
              for month in range(1, 13)]
    checked = 0
    for indicator in RULES:
        for place in ("school", "area"):
            for dimension in ("ent_tier", "coop_mode"):
                rows = public.data(
                    indicator=indicator, area="360900", compare="prev_year",
                    period=f"{months[0]}..{months[-1]}",
                    by=f"{place},{dimension}", limit=5000).rows()
                checked += check_table(rows, random_world, indicator, place,
                                       dimension)
    assert checked > 10000


def check_table(rows, entries_of_all, indicator, place, dimension):
    field = FILTERS[f"where__{dimension}"][0]
    for row in rows:
        here = {row["school"]} if place == "school" else {
            s for s, a in PLACES.items() if a == row["area"]}
        mine = [r for r in entries_of_all if r["school"] in here]
        check_row(row, mine, indicator, row["period"], here,
                  [has(field, {row[dimension]})])
    return len(rows)


def test_random_counts_are_traced(public, random_world):
    for indicator in RULES:
        rows = public.data(indicator=indicator, area="360900", lineage="true",
                           period="2022..2024", by="school").rows()
        assert rows
        for row in rows:
            mine = counted(random_world, indicator, row["period"],
                           {row["school"]}, [])
            found = traced(public, row["figure_id"], limit=7)
            got = list(found["rows"])
            while found["next"]:
                found = traced(public, row["figure_id"], limit=7,
                               cursor=found["next"])
                got += found["rows"]
            assert found["sum"] == row["value"] == found["figure"]["value"]
            assert sorted((e["credit_code"] or "", e["enterprise"],
                           e["start"]) for e in got) == sorted(
                (r["code"], r["name"], str(r["start"])) for r in mine)


def test_changed_entries_change_the_sets(server, random_world):
    """Corrections and new entries, imported one file after the other."""
    rng = random.Random(11)
    rows = [dict(r) for r in random_world]
    versions = []
    for _ in range(3):
        touched = rng.sample(rows, 20)
        for r in touched:
            r["end"] = rng.choice((None, r["start"] + DAY * 30))
            r["tiers"] = set(rng.sample(TIERS, 2))
            r["on_campus"] = rng.choice(("yes", "no"))
        done = server.admin.load("partnerships", as_csv(touched))
        versions.append((done["revision"], [dict(r) for r in rows]))
        for indicator in RULES:
            row = one(server.public, area="360900", period="2024",
                      indicator=indicator, compare="prev_year")
            check_row(row, rows, indicator, "2024", set(PLACES), [])
    for revision, then in versions:
        for indicator in RULES:
            reply = server.public.data(
                area="360900", period="2024", indicator=indicator,
                compare="prev_year", asof=revision)
            assert reply.json["meta"]["asof"] == revision
            check_row(reply.rows()[0], then, indicator, "2024", set(PLACES),
                      [])
    first = server.public.data(area="360900", period="2024",
                               indicator="ent_partners", asof=1)
    assert first.json["rows"] == []


def test_the_last_periods_are_those_that_have_begun(public):
    today = datetime.date.today()
    last = today.year if today.month >= 9 else today.year - 1
    rows = public.data(indicator=PARTNERS, area="T11", period="last:2").rows()
    assert [row["period"] for row in rows] == [
        f"{last - 1}-09-01", f"{last}-09-01"]
    rows = public.data(indicator="ent_oncampus_new", area="T11",
                       period="last:1").rows()
    assert [row["period"] for row in rows] == [
        f"{today.year}M{today.month:02d}"]
    periods = public.ok("/v1/periods", indicator=PARTNERS).json["periods"]
    assert "2024-09-01" in {p["period"] for p in periods}


# --- lineage ---

def test_a_count_is_traced_to_its_entries(server):
    body = entries(*[entry("S4", code(i), start="2022-01-01", tiers="srdi")
                     for i in (70, 71)],
                   entry("S4", "", enterprise="戊厂", start="2022-02-01"),
                   entry("S3", code(71), start="2022-03-01", tiers="srdi"))
    done = server.admin.load("partnerships", body, filename="合作.csv")
    row = one(server.public, indicator=PARTNERS, area="T12", period="2022",
              where__ent_tier="srdi", lineage="true")
    assert row["value"] == 2
    found = traced(server.public, row["figure_id"])
    assert found["sum"] == found["figure"]["value"] == 2
    assert found["figure"]["members"] == {"ent_tier": ["srdi"]}
    assert [(e["school"], e["credit_code"], e["line"])
            for e in found["rows"]] == [
        ("S4", code(70), 2), ("S4", code(71), 3), ("S3", code(71), 5)]
    assert {(e["import"], e["file"], e["sha256"]) for e in found["rows"]} == {
        (done["id"], "合作.csv", done["sha256"])}
    server.admin.load("partnerships", entries(
        entry("S4", code(70), start="2022-01-01", end="2022-06-30")))
    assert traced(server.public, row["figure_id"])["rows"] == found["rows"]
    now = one(server.public, indicator=PARTNERS, area="T12", period="2022",
              where__ent_tier="srdi", lineage="true")
    assert now["value"] == traced(server.public, now["figure_id"])["sum"] == 1


# --- schools that merge and move ---

@pytest.fixture(scope="module")
def merged(server):
    """X1 and X2 merge into X3, X4 goes from Q1 to Q2."""
    admin = server.admin
    admin.load("areas", "code,name_zh,level,parent\nQ,Q,prefecture,CN\n"
               "Q1,Q1,county,Q\nQ2,Q2,county,Q\n")
    admin.load("schools", "code,name_zh,area\nX1,X1,Q1\nX2,X2,Q2\n"
               "X3,X3,Q2\nX4,X4,Q1\n")
    admin.load("partnerships", entries(
        *[entry("X1", code(i), start="2022-05-01") for i in (1, 2, 3)],
        *[entry("X2", code(i), start="2022-05-01") for i in (3, 4, 5)],
        *[entry("X3", code(i), start="2024-09-01") for i in (5, 6)],
        entry("X4", code(7), start="2022-05-01")))
    admin.load("school-events", "date,kind,from,to\n"
               "2024-09-01,merge,X1,X3\n2024-09-01,merge,X2,X3\n"
               "2024-03-01,transfer,X4,Q2\n")


def places(client, period, **params):
    return {row.get("school", row["area"]): row["value"]
            for row in client.data(indicator=PARTNERS, area="Q",
                                   period=period, **params).rows()}


def test_merged_schools_are_the_union_of_their_parts(public, merged):
    assert places(public, "2023", by="school") == {
        "X1": 3, "X2": 3, "X3": 0, "X4": 1}
    now = public.data(indicator=PARTNERS, area="Q", period="2024",
                      by="school", view="as_is", compare="prev_year").rows()
    united = next(row for row in now if row["school"] == "X3")
    assert (united["value"], united["base"], united["new"], united["lost"],
            united["kept"], united["sum"]) == (6, 5, 1, 0, 5, 6)


def test_schools_that_moved_count_where_they_were(public, merged):
    assert places(public, "2023", by="area") == {"Q1": 4, "Q2": 3}
    assert places(public, "2025", by="area") == {"Q1": 3, "Q2": 5}
    assert places(public, "2023", by="area", view="as_is") == {"Q2": 6}


def test_united_schools_are_traced_to_what_their_parts_had(public, merged):
    for by in ("school", "area"):
        rows = public.data(indicator=PARTNERS, area="Q", period="2023",
                           by=by, view="as_is", lineage="true").rows()
        assert rows
        for row in rows:
            found = traced(public, row["figure_id"])
            assert found["sum"] == row["value"] == found["figure"]["value"]
            codes = [e["credit_code"] for e in found["rows"]]
            assert len(set(codes)) == row["value"]
    assert sorted((e["school"], e["credit_code"]) for e in found["rows"]) == [
        *[("X1", code(i)) for i in (1, 2, 3)],
        *[("X2", code(i)) for i in (3, 4, 5)], ("X4", code(7))]


def test_an_entry_that_two_units_share_is_told_once(own_server):
    """A school is divided: both parts have what it had."""
    server = own_server()
    server.admin.load("schools", "code,name_zh,area\nA,A,CN\nB,B,CN\n"
                      "C,C,CN\n")
    server.admin.load("partnerships", entries(
        entry("A", code(1), start="2022-01-01"),
        entry("A", code(2), start="2022-01-01")))
    server.admin.load("school-events", "date,kind,from,to,weight\n"
                      "2024-01-01,split,A,B,0.5\n2024-01-01,split,A,C,0.5\n")
    row = one(server.public, indicator=PARTNERS, area="CN", period="2022",
              view="as_is", lineage="true")
    found = traced(server.public, row["figure_id"])
    assert found["sum"] == row["value"] == 2
    assert [e["credit_code"] for e in found["rows"]] == [code(1), code(2)]


def test_the_root_is_the_same_in_both_views(public, merged):
    for period in ("2022", "2023", "2024", "2024-09-01", "2025"):
        assert places(public, period) == places(public, period, view="as_is")
