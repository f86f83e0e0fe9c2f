"""/v1/data against a recount: members, places, longer periods, pages. Every
school reports in a detail of its own, and the recount is done here."""
import itertools
import random
from urllib.parse import parse_qsl, urlsplit

import pytest

from lib import world
from lib.world import observations

GENDERS, TITLES = ("1", "2"), ("mid", "junior")
SCHOOLS = {"S1": "T11", "S2": "T11", "S3": "T12", "S4": "T12"}
INSIDE = {"CN": set(SCHOOLS), "T1": set(SCHOOLS), "T11": {"S1", "S2"},
          "T12": {"S3", "S4"}}
DATES = ("2021-09-01", "2022-09-01")
TEACHERS = {}  # (school, date) -> {(gender, title): value}, "" is the total
TRAINING = {}  # (school, year, month) -> value


def make_teachers():
    """A school's detail differs from date to date; one date is left out."""
    pick = random.Random(7)
    for school, date in itertools.product(SCHOOLS, DATES):
        if (school, date) == ("S4", "2021-09-01"):
            continue
        genders = pick.choice((GENDERS, ("",)))
        titles = pick.choice((TITLES, TITLES[:1], ("",)))
        TEACHERS[school, date] = {
            (g, t): pick.randrange(0, 60)
            for g, t in itertools.product(genders, titles)}
    TEACHERS["S2", "2021-09-01"] = {("1", "mid"): 7}
    TEACHERS["S1", "2021-09-01"] = {(g, t): 10 + i for i, (g, t) in
                                    enumerate(itertools.product(GENDERS,
                                                                TITLES))}


@pytest.fixture(scope="module", autouse=True)
def figures(server):
    world.load(server.admin)
    make_teachers()
    server.admin.load("observations", observations(*[
        (school, "teachers_ft", date, gender, title, value)
        for (school, date), cells in TEACHERS.items()
        for (gender, title), value in cells.items()],
        columns=("gender", "title")))
    pick = random.Random(11)
    for school, year, month in itertools.product(("S1", "S3"), (2022, 2023),
                                                 range(1, 13)):
        if (school, year, month) != ("S3", 2023, 5):
            TRAINING[school, year, month] = pick.randrange(100)
    server.admin.load("observations", observations(*[
        (school, "train_persontimes", f"{year}M{month:02d}", value)
        for (school, year, month), value in TRAINING.items()]))


def figure(school, date, gender="", title=""):
    """What the school reported at the breakdown, else the sum below it."""
    cells = TEACHERS.get((school, date), {})
    if (gender, title) in cells:
        return cells[gender, title]
    below = [value for (g, t), value in cells.items()
             if gender in ("", g) and title in ("", t)]
    return sum(below) if below else None


def total(schools, date, genders=("",), titles=("",)):
    """(sum or None, how many schools have part in it)"""
    parts = {school: [f for f in (figure(school, date, g, t)
                                  for g in genders for t in titles)
                      if f is not None] for school in schools}
    parts = {school: found for school, found in parts.items() if found}
    if not parts:
        return None, 0
    return sum(map(sum, parts.values())), len(parts)


def ask(client, **params):
    return client.data(indicator="teachers_ft", period=",".join(DATES),
                       **params).rows()


@pytest.mark.parametrize("area", INSIDE)
@pytest.mark.parametrize("genders", [None, ("1",), ("2",), GENDERS])
@pytest.mark.parametrize("titles", [None, ("mid",), TITLES])
def test_sums_over_members(public, area, genders, titles):
    where = {}
    if genders:
        where["where__gender"] = ",".join(genders)
    if titles:
        where["where__title"] = ",".join(titles)
    rows = {row["period"]: row for row in ask(public, area=area, **where)}
    for date in DATES:
        value, reported = total(INSIDE[area], date, genders or ("",),
                                titles or ("",))
        if rows:
            assert (rows[date]["value"], rows[date]["reported"]) == (
                value, reported)
        else:
            assert value is None


@pytest.mark.parametrize("where", [{}, {"where__gender": "1,2"},
                                   {"where__gender": "2"}])
def test_schools_are_the_same_sums(public, where):
    genders = tuple(where.get("where__gender", "").split(","))
    rows = ask(public, area="T1", by="school", **where)
    found = {(row["school"], row["period"]): row["value"] for row in rows}
    for school, date in itertools.product(SCHOOLS, DATES):
        value, _ = total({school}, date, genders)
        assert found.get((school, date)) == value


def test_schools_of_areas_stand_under_them(public):
    rows = ask(public, area="T1", by="area,school", **{"where__gender": "1"})
    assert all(SCHOOLS[row["school"]] == row["area"] for row in rows)


def test_every_breakdown(public):
    rows = ask(public, area="CN", by="gender,area.county,title")
    found = {(row["area"], row["gender"], row["title"], row["period"]):
             row["value"] for row in rows}
    wanted = {}
    for area, gender, title in itertools.product(("T11", "T12"), GENDERS,
                                                 TITLES):
        values = {date: total(INSIDE[area], date, (gender,), (title,))[0]
                  for date in DATES}
        if any(value is not None for value in values.values()):
            wanted.update({(area, gender, title, date): value
                           for date, value in values.items()})
    assert found == wanted


def months(schools, year, first, last):
    values = []
    for month in range(first, last + 1):
        found = [TRAINING[s, year, month] for s in schools
                 if (s, year, month) in TRAINING]
        if not found:
            return None
        values.append(sum(found))
    return sum(values)


@pytest.mark.parametrize("area", ["T1", "T11", "T12"])
def test_longer_periods_are_sums_of_months(public, area):
    spans = {"2022": (2022, 1, 12), "2023": (2023, 1, 12),
             "2023H1": (2023, 1, 6), "2023Q2": (2023, 4, 6),
             "2023Q3": (2023, 7, 9)}
    reply = public.data(indicator="train_persontimes", area=area,
                        period=",".join(spans))
    for row in reply.rows():
        assert row["value"] == months(INSIDE[area], *spans[row["period"]])
        assert row["status"] == ("A" if row["value"] is not None else "O")
    codes = [w["code"] for w in reply.json["meta"]["warnings"]]
    assert ("incomplete_period" in codes) == (area == "T12")


def test_a_stock_is_taken_at_its_last_date(public):
    reply = public.data(indicator="teachers_ft", area="T1", period="2022")
    assert [row["value"] for row in reply.rows()] == [
        total(INSIDE["T1"], "2022-09-01")[0]]
    assert reply.json["meta"]["reference_dates"] == [
        {"indicator": "teachers_ft", "period": "2022",
         "taken_at": "2022-09-01"}]


def test_links_lead_through_all_pages(public):
    query = dict(indicator="teachers_ft", area="T1", by="school,gender",
                 period="last:2")
    whole = public.data(**query).json["rows"]
    reply = public.data(limit="3", **query)
    rows = reply.json["rows"]
    for _ in range(50):
        link = reply.headers.get("link")
        if link is None:
            break
        assert link.startswith("</v1/data?") and link.endswith('>; rel="next"')
        parts = urlsplit(link[1:link.index(">")])
        reply = public.data(**dict(parse_qsl(parts.query)))
        assert len(reply.json["rows"]) <= 3
        rows += reply.json["rows"]
    assert rows == whole and len(whole) > 6


def test_csv_and_ndjson_have_the_link_and_the_revision_too(public):
    query = dict(indicator="teachers_ft", area="T1", by="school", limit="2",
                 period=DATES[0])
    revision = public.data(**query).json["meta"]["revision"]
    for kind in ("csv", "ndjson"):
        reply = public.data(format=kind, **query)
        assert reply.headers["x-revision"] == str(revision)
        assert "cursor=" in reply.headers["link"]


def test_parts_of_a_ratio(admin):
    admin.load("observations", observations(
        ("S1", "grads_sv", "2022AY", 500), ("S2", "grads_sv", "2022AY", 2000),
        ("S1", "grads_sv_to_hv", "2022AY", 450),
        ("S1", "grads_sv", "2021AY", 300),
        ("S1", "grads_sv_to_hv", "2021AY", 100)))
    reply = admin.data(indicator="adv_rate_hv", area="T11", period="2022AY",
                       compare="prev_year", parts="true")
    row = reply.rows()[0]
    assert [c["id"] for c in reply.json["columns"]][-4:] == [
        "numerator", "denominator", "base_numerator", "base_denominator"]
    assert [row[name] for name in ("numerator", "denominator",
                                   "base_numerator", "base_denominator",
                                   "value", "base", "change_pp")] == [
        450, 2500, 100, 300, 18, 33.33, -15.33]
    assert [w["code"] for w in reply.json["meta"]["warnings"]] == [
        "ratio_parts_differ"]


@pytest.mark.parametrize("more,code", [
    ("basis=matched", 422), ("ytd=M08", 422), ("asof=yesterday", 400),
    ("view=as_will_be", 400), ("panel=list", 400), ("ytd=M13", 400),
    ("asof=2024-02-30", 400), ("asof=99999999999", 400),
    ("lineage=true", 200), ("format=xlsx", 200), ("asof=1", 200),
    ("view=as_is", 200), ("basis=matched&compare=prev_year", 200),
    ("basis=all", 200), ("view=as_was", 200), ("lineage=false", 200),
    ("where.ent_tier=central,srdi", 422), ("shoe=1", 400),
    ("area=nowhere", 400), ("where.gender=mars", 400)])
def test_what_is_refused_and_how(public, more, code):
    reply = public.request(
        "GET", f"/v1/data?indicator=teachers_ft&period=2022-09-01&{more}")
    assert reply.status == code, reply
    if code >= 400:
        assert more.partition("=")[0] in {e["path"] for e in
                                          reply.json["errors"]}


def test_all_faults_at_once(public):
    reply = public.get("/v1/data", indicator="nothing", area="nowhere",
                       shoe="1", digits="9")
    assert reply.status == 400
    assert {e["code"] for e in reply.json["errors"]} == {
        "unknown_indicator", "unknown_area", "unknown_parameter",
        "bad_parameter", "missing_parameter"}
