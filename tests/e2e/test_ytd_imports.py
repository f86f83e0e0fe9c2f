"""Cumulative submissions: what was reported is kept, the months that follow
from it are kept up to date, and nothing is made up in between."""
import json
import random

import pytest

from lib import world

FLOW = "train_persontimes"
# domain.md 2.6: January to August 2024, the months and their running total.
MONTHS = [3200, 1800, 4100, 3900, 4500, 5200, 6100, 5400]
THROUGH = [3200, 5000, 9100, 13000, 17500, 22700, 28800, 34200]


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


def csv(*rows, columns=()):
    """rows: (school, period, basis, *members, value)."""
    head = ["school", "indicator", "period", "basis", *columns, "value"]
    return "\n".join([",".join(head), *[
        ",".join(["" if cell is None else str(cell)
                  for cell in (row[0], FLOW, *row[1:])])
        for row in rows]]) + "\n"


def ytd(school, year, through, first=1):
    return [(school, f"{year}M{first + i:02}", "ytd", value)
            for i, value in enumerate(through)]


def months(client, school, year, **where):
    """Value by month, None where there is none."""
    rows = client.data(indicator=FLOW, period=f"{year}M01..{year}M12",
                       by="school", **where).rows()
    return {int(r["period"][-2:]): r["value"] for r in rows
            if r["school"] == school and r["value"] is not None}


def counts(done):
    return tuple(done["rows"][k] for k in ("read", "inserted", "updated",
                                           "unchanged", "rejected"))


def stored(server, school, year):
    """(period, value, derived, line, note) of the months, as stored."""
    return [tuple(row) for row in server.psql(
        "SELECT c.period % 1000 - 20, o.value, o.derived, o.line, o.note"
        " FROM observation o JOIN cell c ON c.id = o.cell"
        " JOIN school s ON s.id = o.school"
        f" WHERE s.code = '{school}' AND c.period / 1000 = {year}"
        " AND c.period % 1000 BETWEEN 21 AND 32 ORDER BY 1")]


# --- the figures of the brief ---

def test_months_follow_from_cumulative_figures(server, admin):
    body = csv(*ytd("S1", 2024, THROUGH))
    done = admin.load("observations", body)
    assert counts(done) == (8, 8, 0, 0, 0)
    assert done["warnings"] == []
    assert list(months(admin, "S1", 2024).values()) == MONTHS
    # The line is that of the cumulative figure through the month.
    assert [row[3] for row in stored(server, "S1", 2024)] == [
        str(line) for line in range(2, 10)]
    # So do areas, halves, and the year's quarters.
    for period, value in (("2024M08", 5400), ("2024Q2", 13600),
                          ("2024H1", 22700)):
        assert world.one_value(admin, indicator=FLOW, area="T1",
                               period=period) == value


def test_a_repeated_import_is_unchanged(server, admin):
    before = server.psql("SELECT revision FROM data_revision")
    done = admin.load("observations", csv(*ytd("S1", 2024, THROUGH)))
    assert counts(done) == (8, 0, 0, 8, 0)
    assert server.psql("SELECT revision FROM data_revision") == before


def test_nobody_sees_or_asks_for_a_year_to_date(server, admin):
    assert "2024M08" in admin.ok("/v1/periods").text
    assert "YTD" not in admin.ok("/v1/periods").text
    rows = admin.data(indicator=FLOW, area="T1", period="last:2").rows()
    assert [r["period"] for r in rows] == ["2024M07", "2024M08"]
    reply = admin.get("/v1/data", indicator=FLOW, period="2024YTD08")
    assert reply.status == 400 and "bad_period" in reply.text


# --- corrections ---

def test_a_correction_moves_two_months(server, admin):
    admin.load("observations", csv(*ytd("S2", 2023, [100, 250, 400, 450])))
    done = admin.load("observations", csv(("S2", "2023M02", "ytd", 240)))
    assert counts(done) == (1, 0, 1, 0, 0)
    assert months(admin, "S2", 2023) == {1: 100, 2: 140, 3: 160, 4: 50}
    old = server.psql(
        "SELECT c.period % 1000, h.value, h.derived FROM observation_history"
        " h JOIN cell c ON c.id = h.cell JOIN school s ON s.id = h.school"
        " WHERE s.code = 'S2' AND c.period / 1000 = 2023 ORDER BY 1")
    assert [tuple(row) for row in old] == [
        ("22", "150", "t"), ("23", "150", "t"), ("42", "250", "f")]


def test_a_negative_month_is_kept_and_told(server, admin):
    done = admin.load("observations", csv(("S2", "2023M04", "ytd", 380)))
    assert done["warnings"] == [
        {"code": "revision_in_ytd", "subject": "1: S2 2023M04"}]
    assert months(admin, "S2", 2023)[4] == -20
    assert stored(server, "S2", 2023)[-1] == (
        "4", "-20", "t", "2", "REVISION_IN_YTD")
    assert world.one_value(admin, indicator=FLOW, area="T11",
                           period="2023M04") == -20
    # The same again says nothing new; put right, the flag is gone.
    again = admin.load("observations", csv(("S2", "2023M04", "ytd", 380)))
    assert again["warnings"] == [] and counts(again) == (1, 0, 0, 1, 0)
    admin.load("observations", csv(("S2", "2023M04", "ytd", 400)))
    assert stored(server, "S2", 2023)[-1] == ("4", "0", "t", "2", "")


def test_a_validation_tells_as_well_and_stores_nothing(server, admin):
    reply = admin.upload("observations", csv(("S2", "2023M04", "ytd", 1)),
                         mode="validate")
    assert reply.status == 200
    assert [w["code"] for w in reply.json["warnings"]] == ["revision_in_ytd"]
    assert months(admin, "S2", 2023)[4] == 0


def test_a_month_leads_to_its_line_and_its_change(server, admin):
    before = int(server.psql("SELECT revision FROM data_revision")[0][0])
    done = admin.load("observations", csv(("S2", "2022M01", "ytd", 9),
                                          ("S2", "2022M02", "ytd", 4)))
    told = admin.ok("/v1/changes", after=before).json["changes"]
    assert sorted((c["period"], c["value"], c["line"], c["note"])
                  for c in told) == [
        ("2022M01", 9, 2, None), ("2022M02", -5, 3, "REVISION_IN_YTD"),
        ("2022YTD01", 9, 2, None), ("2022YTD02", 4, 3, None)]
    row, = admin.data(indicator=FLOW, area="T11", period="2022M02",
                      lineage="true").rows()
    lineage = admin.ok(f"/v1/figures/{row['figure_id']}/lineage").json
    assert lineage["sum"] == lineage["figure"]["value"] == row["value"] == -5
    assert [(r["school"], r["import"], r["line"])
            for r in lineage["rows"]] == [("S2", done["id"], 3)]


# --- gaps ---

def test_a_gap_stays_missing_until_it_heals(server, admin):
    admin.load("observations", csv(("S3", "2023M01", "ytd", 10),
                                   ("S3", "2023M04", "ytd", 90)))
    assert months(admin, "S3", 2023) == {1: 10}
    assert stored(server, "S3", 2023) == [("1", "10", "t", "2", "")]
    admin.load("observations", csv(("S3", "2023M03", "ytd", 60)))
    assert months(admin, "S3", 2023) == {1: 10, 4: 30}
    admin.load("observations", csv(("S3", "2023M02", "ytd", 25)))
    assert months(admin, "S3", 2023) == {1: 10, 2: 15, 3: 35, 4: 30}
    # Withdrawn: the months on both sides are unknown again.
    body = csv(("S3", "2023M02", "ytd", "O", None)).replace(
        "basis,value", "basis,status,value")
    assert counts(admin.load("observations", body)) == (1, 0, 1, 0, 0)
    assert months(admin, "S3", 2023) == {1: 10, 4: 30}
    assert [row[1] for row in stored(server, "S3", 2023)] == [
        "10", "", "", "30"]


def test_january_of_a_year_does_not_know_december(admin):
    admin.load("observations", csv(*ytd("S3", 2022, [5], first=12),
                                   *ytd("S3", 2021, [7])))
    assert months(admin, "S3", 2022) == {}
    assert months(admin, "S3", 2021) == {1: 7}


# --- both bases ---

def test_single_months_lead_to_a_cumulative_figure(server, admin):
    admin.load("observations", csv(
        ("S3", "2020M01", "month", 10), ("S3", "2020M02", "", 20),
        ("S3", "2020M03", "ytd", 70), ("S3", "2020M05", "ytd", 200)))
    assert months(admin, "S3", 2020) == {1: 10, 2: 20, 3: 40}
    admin.load("observations", csv(("S3", "2020M04", "month", 60)))
    assert months(admin, "S3", 2020) == {1: 10, 2: 20, 3: 40, 4: 60, 5: 70}
    # A corrected month moves what was worked out from it, and only that.
    admin.load("observations", csv(("S3", "2020M02", "month", 25)))
    assert months(admin, "S3", 2020) == {1: 10, 2: 25, 3: 35, 4: 60, 5: 70}


def test_a_month_in_the_same_file_goes_first(server, admin):
    body = csv(("S4", "2022M01", "ytd", 10), ("S4", "2022M02", "ytd", 30),
               ("S4", "2022M02", "month", 19))
    assert counts(admin.load("observations", body)) == (3, 3, 0, 0, 0)
    assert months(admin, "S4", 2022) == {1: 10, 2: 19}
    assert counts(admin.load("observations", body)) == (3, 0, 0, 3, 0)
    # A correction of January alone leaves the reported month as it is.
    admin.load("observations", csv(("S4", "2022M01", "ytd", 12)))
    assert months(admin, "S4", 2022) == {1: 12, 2: 19}
    # The last import that reports either goes before the one before it.
    admin.load("observations", csv(("S4", "2022M02", "ytd", 30)))
    assert months(admin, "S4", 2022) == {1: 12, 2: 18}
    done = admin.load("observations", csv(("S4", "2022M02", "month", 17)))
    assert counts(done) == (1, 0, 1, 0, 0)
    assert months(admin, "S4", 2022) == {1: 12, 2: 17}


# --- breakdowns ---

def test_breakdowns_each_by_themselves(server, admin):
    rows = [("S1", f"2023M{m:02}", "ytd", gender, value)
            for m, pair in ((1, (4, 6)), (2, (10, 11)), (3, (15, 11)))
            for gender, value in zip("12", pair)]
    admin.load("observations", csv(*rows, columns=("gender",)))
    assert months(admin, "S1", 2023, where__gender="1") == {1: 4, 2: 6, 3: 5}
    assert months(admin, "S1", 2023) == {1: 10, 2: 11, 3: 5}
    assert world.one_value(admin, indicator=FLOW, area="T11",
                           period="2023Q1") == 26 + 400
    admin.load("observations", csv(("S1", "2023M02", "ytd", "1", 16),
                                   columns=("gender",)))
    assert months(admin, "S1", 2023) == {1: 10, 2: 17, 3: -1}


# --- what is refused ---

def test_stocks_and_years_are_no_cumulative_figures(admin):
    head = "school,indicator,period,basis,value\n"
    reply = admin.upload("observations", head
                         + "S1,students_ft,2023AY,ytd,5\n"
                         + "S1,enrol_sv,2023AY,ytd,5\n")
    assert reply.status == 422
    assert [(e["line"], e["column"], e["code"])
            for e in reply.json["errors"]] == [
        (2, "basis", "basis_stock"), (3, "basis", "basis_period")]
    assert "按学年" in reply.json["errors"][1]["message"]


def test_a_skipped_row_leads_to_nothing(server, admin):
    rows = [("S4", "2023M01", "ytd", 10), ("S4", "2023M02", "ytd", "x"),
            ("S4", "2023M03", "ytd", 40), ("S4", "2023M03", "ytd", 41),
            ("S4", "2023M04", "ytd", 50)]
    reply = admin.upload("observations", csv(*rows), on_error="skip")
    assert reply.status == 201
    assert counts(reply.json) == (5, 3, 0, 0, 2)
    assert months(admin, "S4", 2023) == {1: 10, 4: 10}
    assert admin.upload("observations", csv(*rows)).status == 422


def test_a_profile_may_say_the_basis(admin):
    profile = {"constants": {"basis": "ytd", "indicator": FLOW},
               "columns": [{"header": "校", "as": "school"},
                           {"header": "1-5月", "as": "value",
                            "period": "2019M05"},
                           {"header": "1-6月", "as": "value",
                            "period": "2019M06"}]}
    reply = admin.request("PUT", "/v1/profiles/cumulative",
                          body=json.dumps(profile).encode(),
                          headers=["Content-Type: application/json"])
    assert reply.status in (200, 201, 204)
    admin.load("observations", "校,1-5月,1-6月\nS1,50,65\n",
               profile="cumulative")
    assert months(admin, "S1", 2019) == {6: 15}


# --- the property ---

class Year:
    """One school's year in one breakdown: the rule as plain steps."""

    def __init__(self):
        self.ytd = {}
        self.month = {}  # number: (value or None, follows)

    def through(self, number):
        if number == 0:
            return 0
        if self.ytd.get(number) is not None:
            return self.ytd[number]
        value, follows = self.month.get(number, (None, False))
        before = self.through(number - 1)
        if follows or value is None or before is None:
            return None
        return before + value

    def take(self, rows):
        """rows: {(basis, number): value or None}."""
        for (basis, number), value in rows.items():
            if basis == "ytd":
                self.ytd[number] = value
            else:
                self.month[number] = (value, False)
        for number in range(1, 13):
            follows = self.month.get(number, (None, False))[1]
            if ("month", number) in rows or not (
                    ("ytd", number) in rows or follows
                    or number not in self.month):
                continue
            before = self.through(number - 1)
            if self.ytd.get(number) is not None and before is not None:
                self.month[number] = (self.ytd[number] - before, True)
            elif follows:
                self.month[number] = (None, True)


def some_file(draw, schools):
    rows = {}
    for _ in range(draw.randint(1, 25)):
        key = (draw.choice(schools), draw.choice(["", "1", "2"]))
        basis = draw.choice(["ytd", "ytd", "month"])
        number = draw.randint(1, 12)
        value = (None if draw.random() < 0.08 else
                 draw.randint(0, 99) if basis == "month" else
                 draw.randint(40, 60) * number)
        rows.setdefault(key, {})[basis, number] = value
    return rows


def as_csv(rows):
    return csv(*[(school, f"2018M{number:02}", basis, gender, value)
                 for (school, gender), figures in rows.items()
                 for (basis, number), value in figures.items()],
               columns=("gender",))


def all_stored(server):
    got = {}
    for school, gender, number, value, derived in server.psql(
            "SELECT s.code, coalesce(m.code, ''), c.period % 1000 - 20,"
            " o.value, o.derived FROM observation o"
            " JOIN cell c ON c.id = o.cell"
            " JOIN school s ON s.id = o.school"
            " JOIN breakdown b ON b.id = c.breakdown"
            " LEFT JOIN member m ON m.id = b.members[1]"
            " WHERE c.period / 1000 = 2018"
            " AND c.period % 1000 BETWEEN 21 AND 32"):
        got[school, gender, int(number)] = (
            int(value) if value != "" else None, derived == "t")
    return got


RECOUNT = """
SELECT count(*) FROM (
    SELECT o.cell, a.ancestor, sum(o.value) AS sum, count(o.value) AS n
    FROM observation o
    JOIN cell c ON c.id = o.cell
    JOIN breakdown b ON b.id = c.breakdown AND b.members <> '{}'
    JOIN school s ON s.id = o.school
    JOIN area_ancestor a ON a.area = s.area
    WHERE c.period / 1000 = 2018
    GROUP BY o.cell, a.ancestor) r
LEFT JOIN total t ON t.cell = r.cell AND t.area = r.ancestor
WHERE coalesce(r.sum, 0) IS DISTINCT FROM t.sum
   OR r.n IS DISTINCT FROM t.reported
"""


def test_months_are_those_of_the_rule(server, admin):
    draw = random.Random(20240831)
    schools = ["S1", "S2", "S3"]
    years = {(s, g): Year() for s in schools for g in ("", "1", "2")}
    negative = 0
    for step in range(40):
        rows = some_file(draw, schools)
        before = all_stored(server)
        done = admin.load("observations", as_csv(rows))
        for key, figures in rows.items():
            years[key].take(figures)
        wanted = {(*key, number): month for key, year in years.items()
                  for number, month in year.month.items()}
        got = all_stored(server)
        assert got == wanted, f"step {step}"
        fresh = [key for key in got if got[key] != before.get(key)
                 and got[key][1] and (got[key][0] or 0) < 0]
        assert bool(fresh) == ("revision_in_ytd" in [
            w["code"] for w in done["warnings"]]), f"step {step}"
        negative += len(fresh)
        again = admin.load("observations", as_csv(rows))
        assert again["rows"]["unchanged"] == again["rows"]["read"]
        assert all_stored(server) == wanted, f"step {step} repeated"
    assert server.psql(RECOUNT) == [["0"]]
    assert negative > 20
    assert sum(derived for _, derived in got.values()) > 30
