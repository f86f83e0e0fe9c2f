"""Property: the totals are those of recomputing everything from the
observations, whatever was imported, in whatever detail and order."""
from collections import defaultdict

import pytest

from lib.mixed import (AREAS, PERIODS, TARGETS, as_csv, load,
                       move_schools)
from lib.rule import area_figure, school_figure


@pytest.fixture(scope="module")
def world(server):
    return load(server, 20240901)


def check_all(server, world, periods=PERIODS):
    """Every target, area and period, by the API and in the table itself."""
    checked = 0
    for target in TARGETS:
        where = {f"where.{dim}": code for dim, code in target.items()}
        got = defaultdict(lambda: (None, 0))
        for area in ["CN", *AREAS]:
            for row in server.public.data(
                    indicator="prop", period=",".join(periods), area=area,
                    **where).rows():
                got[area, row["period"]] = row["value"], row["reported"]
        for area in ["CN", *AREAS]:
            for period in periods:
                wanted = area_figure(world, "prop", period, area, target)
                assert got[area, period] == wanted, (target, area, period)
                checked += wanted[0] is not None
    return checked


def check_by_school(server, world):
    for target in TARGETS:
        where = {f"where.{dim}": code for dim, code in target.items()}
        reply = server.public.data(
            indicator="prop", period="2021", area="CN", by="school", **where)
        got = {row["school"]: row["value"] for row in reply.rows()
               if row["value"] is not None}
        wanted = {}
        for school in world.schools:
            figure = school_figure(
                [(dict(m), v) for (s, _, p, m), v in world.reports.items()
                 if s == school and p == "2021"], target)
            if figure is not None and figure[0] is not None:
                wanted[school] = figure[0]
        assert got == wanted, target


def test_totals_are_those_of_the_observations(server, world):
    checked = 0
    for step in range(12):
        rows = world.some_rows(world.random.randint(1, 60))
        done = server.admin.load("observations", as_csv(rows))
        old = {key: world.reports.get(key, "none") for key in rows}
        assert done["rows"]["inserted"] == sum(
            v == "none" for v in old.values())
        assert done["rows"]["unchanged"] == sum(
            old[key] == value for key, value in rows.items())
        world.reports.update(rows)
        checked += check_all(server, world)
        if step % 4 == 3:
            code = world.random.choice(list(world.schools))
            move_schools(server.admin, world,
                         {code: world.random.choice(list(AREAS))})
            checked += check_all(server, world)
    check_by_school(server, world)
    assert checked > 500


def test_new_cells_beside_old_ones(server, world):
    """Each file brings the first figures of a year, in whatever detail, and
    more of the year that the file before began."""
    checked = 0
    for year in range(2000, 2012):
        years = [str(year), str(year + 1)]
        rows = world.some_rows(world.random.randint(2, 80), years)
        server.admin.load("observations", as_csv(rows))
        world.reports.update(rows)
        checked += check_all(server, world, years)
    assert checked > 400


def test_rejected_imports_change_nothing(server, world):
    rows = world.some_rows(20)
    body = as_csv(rows) + "NOPE,prop,2021,,,,,1,\n"
    assert server.admin.upload("observations", body).status == 422
    assert server.admin.upload("observations", as_csv(rows),
                               mode="validate").status == 200
    check_all(server, world)


@pytest.mark.parametrize("reports,target,wanted", [
    # What stands at exactly the breakdown goes first.
    ([({}, 10), ({"gender": "1"}, 7)], {}, 10),
    # Else the partition is added up.
    ([({"gender": "1"}, 3), ({"gender": "2"}, 4)], {}, 7),
    # Two partitions of the same people are not added to one another.
    ([({"gender": "1"}, 3), ({"gender": "2"}, 4), ({"grade": "1"}, 7)], {},
     7),
    # Men in total, women by grade.
    ([({"gender": "1"}, 3), ({"gender": "2", "grade": "1"}, 1),
      ({"gender": "2", "grade": "2"}, 2)], {}, 6),
    # An overlapping dimension is never added up.
    ([({"flag": "a"}, 3), ({"flag": "b"}, 4)], {}, None),
    ([({"flag": "a", "gender": "1"}, 3), ({"flag": "a", "gender": "2"}, 1)],
     {"flag": "a"}, 4),
])
def test_examples_of_the_rule(server, world, reports, target, wanted):
    """Both the daemon and the second implementation."""
    figure = school_figure(reports, target)
    assert (figure[0] if figure else None) == wanted
    count = int(server.psql("SELECT count(*) FROM school")[0][0])
    code = f"E-{count}"
    move_schools(server.admin, world, {code: "P21"})
    rows = {(code, "prop", "2020", frozenset(m.items())): v
            for m, v in reports}
    server.admin.load("observations", as_csv(rows))
    where = {f"where.{dim}": c for dim, c in target.items()}
    got = [r["value"] for r in server.public.data(
        indicator="prop", period="2020", area="P21", by="school",
        **where).rows() if r["school"] == code]
    assert [v for v in got if v is not None] == (
        [] if wanted is None else [wanted])
