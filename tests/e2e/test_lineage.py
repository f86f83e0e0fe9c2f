"""Every figure is traced to the lines that reported it, and they add up to
it."""
import csv
import hashlib
import io

import pytest

from lib import world
from lib.figure_id import figure_id
from lib.mixed import AREAS, PERIODS, TARGETS, as_csv, load, move_schools
from lib.rule import area_figure
from lib.server import close_server, make_server
from lib.world import HEADER, observations


def lineage(client, name, **params):
    return client.ok(f"/v1/figures/{name}/lineage", **params).json


def whole(client, name, limit):
    """All pages."""
    first = page = lineage(client, name, limit=limit)
    rows = list(page["rows"])
    while page["next"]:
        page = lineage(client, name, limit=limit, cursor=page["next"])
        assert page["sum"] == first["sum"]
        assert page["figure"] == first["figure"]
        rows += page["rows"]
    return first, rows


# --- mixed detail ---

@pytest.fixture(scope="module")
def mixed(server):
    """A world with its files: {import id: rows of the CSV by line}, and what
    the rule said of it at each revision."""
    made = load(server, 11)
    files, said = {}, {}

    def note(body=None, done=None):
        revision = int(server.psql("SELECT revision FROM data_revision")[0][0])
        if done:
            rows = csv.DictReader(io.StringIO(body))
            files[done["id"]] = (hashlib.sha256(body.encode()).hexdigest(),
                                 dict(enumerate(rows, 2)))
        said[revision] = {
            (area, period, index): area_figure(made, "prop", period, area,
                                               target)
            for index, target in enumerate(TARGETS)
            for area in AREAS for period in PERIODS}

    for step in range(6):
        rows = made.some_rows(made.random.randint(40, 80))
        body = as_csv(rows)
        done = server.admin.load("observations", body)
        made.reports.update(rows)
        note(body, done)
        if step % 2:
            move_schools(server.admin, made, {
                made.random.choice(list(made.schools)):
                made.random.choice(list(AREAS))})
            note()
    return made, files, said


def check_row(row, files):
    """The line that it names says what it says."""
    sha256, lines = files[row["import"]]
    line = lines[row["line"]]
    assert row["sha256"] == sha256
    assert row["file"] is None
    assert (line["school"], line["period"]) == (row["school"], row["period"])
    assert {dim: line[dim] for dim in row["breakdown"]} == row["breakdown"]
    assert line["value"] == ("" if row["value"] is None
                             else str(row["value"]))


def test_the_observations_add_up_to_the_figure(server, mixed):
    """Of any area, period and breakdown, in mixed detail and as of any
    revision: the figure is that of the rule, and so is the sum."""
    _, files, said = mixed
    checked = rows_seen = 0
    for turn, (revision, figures) in enumerate(said.items()):
        some = list(figures.items())[turn % 3::3]
        for (area, period, index), (value, reported) in some:
            members = {d: [c] for d, c in TARGETS[index].items()}
            ordered = {d: members[d] for d in ("gender", "grade", "shift",
                                               "flag") if d in members}
            answer = lineage(server.public, figure_id(
                "prop", area, period, revision, **ordered))
            assert answer["figure"]["value"] == value, answer
            assert answer["figure"]["reported"] == reported
            assert answer["sum"] == value, answer
            assert answer["sum"] == (sum(
                row["value"] or 0 for row in answer["rows"]) if any(
                    row["value"] is not None for row in answer["rows"])
                else None)
            for row in answer["rows"]:
                check_row(row, files)
            checked += value is not None
            rows_seen += len(answer["rows"])
    assert checked > 100
    assert rows_seen > 400


def test_pages_follow_each_other(server, mixed):
    _, _, said = mixed
    name = figure_id("prop", "CN", PERIODS[0], max(said))
    wanted = lineage(server.public, name)
    assert len(wanted["rows"]) > 5
    for limit in 1, 3, len(wanted["rows"]):
        first, rows = whole(server.public, name, limit)
        assert rows == wanted["rows"]
        assert first["sum"] == wanted["sum"]


# --- by hand ---

@pytest.fixture(scope="module")
def told(cluster, openapi, tmp_path_factory):
    """A small world in a store of its own."""
    server = make_server(cluster, openapi, tmp_path_factory.mktemp("lineage"))
    server.daemon.start()
    try:
        world.load(server.admin)
        yield server
        close_server(server)
    finally:
        server.daemon.kill()


def test_what_a_row_says(told):
    body = observations(("S1", "students_ft", "2024-09-01", "1", 10),
                        ("S1", "students_ft", "2024-09-01", "2", 20),
                        columns=("gender",))
    done = told.admin.load("observations", body, headers=[
        'Content-Disposition: attachment; filename="students 2024.csv"'])
    name = figure_id("students_ft", "T11", "2024-09-01", done["revision"])
    answer = lineage(told.public, name)
    assert answer["figure"] == {
        "id": name, "indicator": "students_ft", "area": "T11", "school": None,
        "period": "2024-09-01", "members": {}, "ytd": None, "compare": None,
        "years": None, "basis": None, "view": None, "side": None,
        "compared_with": None, "value": 30, "unit": "人", "status": "A",
        "reported": 1, "revision": done["revision"]}
    assert answer["sum"] == 30
    assert answer["next"] is None
    assert [(r["school"], r["breakdown"], r["value"], r["line"], r["import"],
             r["sha256"]) for r in answer["rows"]] == [
        ("S1", {"gender": "1"}, 10, 2, done["id"], done["sha256"]),
        ("S1", {"gender": "2"}, 20, 3, done["id"], done["sha256"])]
    assert answer["rows"][0]["file"] in (None, "students 2024.csv")


def test_a_correction_does_not_change_what_was_printed(told):
    before = told.admin.load("observations",
                             HEADER + "S3,comp_awards,2019,5\n")
    after = told.admin.load("observations",
                            HEADER + "S3,comp_awards,2019,8\n")
    for done, value in (before, 5), (after, 8):
        answer = lineage(told.public, figure_id(
            "comp_awards", "T1", "2019", done["revision"]))
        assert answer["figure"]["value"] == answer["sum"] == value
        assert answer["rows"][0]["import"] == done["id"]


def test_a_ratio_has_both_parts(told):
    done = told.admin.load("observations", HEADER +
                           "S1,grads_sv,2022AY,300\nS2,grads_sv,2022AY,100\n"
                           "S1,grads_sv_to_hv,2022AY,200\n"
                           "S2,grads_sv_to_hv,2022AY,75\n")
    answer = lineage(told.public, figure_id("adv_rate_hv", "T11", "2022AY",
                                            done["revision"]))
    assert answer["figure"]["value"] == 68.75
    assert answer["sum"] == {"numerator": 275, "denominator": 400}
    assert (answer["figure"]["numerator"],
            answer["figure"]["denominator"]) == (275, 400)
    assert [(r["part"], r["school"], r["value"]) for r in answer["rows"]] == [
        ("numerator", "S1", 200), ("numerator", "S2", 75),
        ("denominator", "S1", 300), ("denominator", "S2", 100)]


def test_a_sum_over_months_has_all_months(told):
    months = [f"2023M{month:02}" for month in range(1, 13)]
    done = told.admin.load("observations", HEADER + "".join(
        f"S1,train_persontimes,{month},{i}\n"
        for i, month in enumerate(months)))
    answer = lineage(told.public, figure_id(
        "train_persontimes", "T11", "2023", done["revision"]))
    assert answer["figure"]["value"] == answer["sum"] == 66
    assert sorted(row["period"] for row in answer["rows"]) == months


def test_a_stock_has_its_date(told):
    done = told.admin.load("observations", HEADER +
                           "S2,students_ft,2021-09-01,7\n")
    answer = lineage(told.public, figure_id(
        "students_ft", "T11", "2021", done["revision"]))
    assert answer["figure"]["value"] == answer["sum"] == 7
    assert [row["period"] for row in answer["rows"]] == ["2021-09-01"]


def test_one_school_and_several_members(told):
    done = told.admin.load("observations", observations(
        ("S1", "students_ft", "2020-09-01", "1", 3),
        ("S1", "students_ft", "2020-09-01", "2", 4),
        ("S2", "students_ft", "2020-09-01", "1", 50), columns=("gender",)))
    one = lineage(told.public, figure_id(
        "students_ft", "T11", "2020-09-01", done["revision"], school="S1",
        gender=["1", "2"]))
    assert one["figure"]["school"] == "S1"
    assert one["figure"]["members"] == {"gender": ["1", "2"]}
    assert one["figure"]["value"] == one["sum"] == 7
    assert {row["school"] for row in one["rows"]} == {"S1"}


def test_a_figure_of_nothing(told):
    answer = lineage(told.public, figure_id("comp_awards", "T12", "1990", 1))
    assert answer["figure"]["value"] is None
    assert answer["figure"]["status"] == "O"
    assert (answer["sum"], answer["rows"], answer["next"]) == (None, [], None)


def test_a_name_outlives_a_restart_and_is_answered_304(told):
    name = figure_id("students_ft", "T11", "2024-09-01", 3)
    reply = told.public.ok(f"/v1/figures/{name}/lineage")
    told.daemon.stop()
    told.daemon.start()
    again = told.public.ok(f"/v1/figures/{name}/lineage")
    assert again.body == reply.body
    etag = again.headers["etag"]
    assert told.public.get(f"/v1/figures/{name}/lineage", headers=[
        f"If-None-Match: {etag}"]).status == 304


@pytest.mark.parametrize("name", [
    "x", "AAAA", "f1", "%00", figure_id("nope", "T1", "2020", 1),
    figure_id("comp_awards", "NOPE", "2020", 1),
    figure_id("comp_awards", "T1", "last:1", 1),
    figure_id("comp_awards", "T1", "2019..2020", 1),
    figure_id("comp_awards", "T1", "2020", 10 ** 8),
    figure_id("comp_awards", "T1", "2020", 10 ** 12),
    figure_id("comp_awards", "T1", "2020", -1),
    figure_id("comp_awards", "T1", "2020", "01"),
    figure_id("comp_awards", "T1", "2020", 1, school="NOPE"),
    figure_id("comp_awards", "T12", "2020", 1, school="S1"),
    figure_id("students_ft", "T1", "2020", 1, gender=["3"]),
    figure_id("students_ft", "T1", "2020", 1, gender=["2", "1"]),
    figure_id("students_ft", "T1", "2020", 1, gender=["1", "1"]),
    figure_id("students_ft", "T1", "2020", 1, gender=[]),
    figure_id("students_ft", "T1", "2020", 1, nope=["1"]),
    figure_id("students_ft,grads_sv", "T1", "2020", 1),
    figure_id("students_ft", "T1", "2020", 1) + "=",
    "A" * 3000,
    # Not what it was chosen from, or not as it is written.
    figure_id("train_persontimes", "T1", "2020", 1, chosen=["ytd=M13"]),
    figure_id("train_persontimes", "T1", "2020", 1, chosen=["ytd=M8"]),
    figure_id("train_persontimes", "T1", "2020M01", 1, chosen=["ytd=M08"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["ytd=M08", "ytd=M08"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["compare=prev_year", "ytd=M08"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["compare=prev_year"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["ytd=M08", "compare=none"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["ytd=M08", "compare=prev_year", "years=1"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["ytd=M08", "compare=prev_period", "years=2"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["ytd=M08", "compare=prev_year", "basis=matched"]),
    figure_id("train_persontimes", "T1", "2020", 1, chosen=["basis=matched"]),
    figure_id("train_persontimes", "T1", "2020", 1, chosen=["view=as_was"]),
    figure_id("train_persontimes", "T1", "2020", 1, chosen=["side=base"]),
    figure_id("train_persontimes", "T1", "2020", 1,
              chosen=["ytd=M08", "side=base"]),
    figure_id("comp_awards", "T1", "1900", 1,
              chosen=["compare=prev_year", "basis=matched", "side=base"]),
    figure_id("ent_partners", "T1", "2020", 1,
              chosen=["compare=prev_year", "basis=matched"]),
    figure_id("students_ft", "T1", "2020", 1, gender=["1"])[:-4],
])
def test_what_names_no_figure_is_refused(told, name):
    reply = told.public.get(f"/v1/figures/{name}/lineage", check=False)
    assert reply.status in (400, 404), reply
    if name != "%00":
        assert (reply.status, reply.code) == (400, "bad_figure_id")


@pytest.mark.parametrize("params,code", [
    ({"limit": "0"}, "bad_parameter"), ({"limit": "2001"}, "bad_parameter"),
    ({"cursor": "x"}, "bad_cursor"), ({"page": "1"}, "unknown_parameter"),
    ({"cursor": "YzEgMSAxIDE"}, "bad_cursor"),
])
def test_bad_questions(told, params, code):
    name = figure_id("students_ft", "T11", "2024-09-01", 3)
    reply = told.public.get(f"/v1/figures/{name}/lineage", **params)
    assert (reply.status, reply.code) == (400, code)


# --- the column ---

def check_rows(client, **params):
    """Each row's figure is the one that its name leads to."""
    reply = client.data(lineage="true", **params)
    assert reply.json["columns"][-1] == {"id": "figure_id"}
    rows = reply.rows()
    for row in rows:
        answer = lineage(client, row["figure_id"])
        figure = answer["figure"]
        assert (figure["value"], figure["status"], figure["reported"]) == (
            row["value"], row["status"], row["reported"]), (row, answer)
        if row["value"] is not None:
            assert answer["sum"] == row["value"]
    return rows


@pytest.mark.parametrize("params", [
    {"area": "CN", "period": "2021,2022"},
    {"area": "P1", "by": "school", "period": "2021"},
    {"area": "CN", "by": "area,gender", "period": "2022"},
    {"area": "CN", "where.gender": "1,2", "where.grade": "1,3",
     "period": "2021"},
    {"area": "P1", "by": "grade", "where.gender": "2", "period": "2022"},
])
def test_rows_bear_the_names_of_their_figures(server, mixed, params):
    assert len(check_rows(server.public, indicator="prop", **params)) > 0


def test_the_name_of_a_row_is_that_of_the_description(server, mixed):
    _, _, said = mixed
    rows = server.public.data(indicator="prop", area="P1", by="grade,gender",
                              period="2022", lineage="1").rows()
    assert [row["figure_id"] for row in rows] == [
        figure_id("prop", "P1", "2022", max(said), gender=[row["gender"]],
                  grade=[row["grade"]]) for row in rows]


def test_a_figure_as_of_a_revision_is_named_by_it(server, mixed):
    _, _, said = mixed
    early = min(said) + 1
    rows = check_rows(server.public, indicator="prop", area="P1",
                      period="2022", asof=str(early))
    assert rows[0]["figure_id"] == figure_id("prop", "P1", "2022", early)


def test_a_school_that_moved_is_traced_where_it_was(own_server):
    """It counted in one county before and in another after: so does its
    lineage."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "comp_awards", 2021, 3), ("S2", "comp_awards", 2021, 4),
        ("S3", "comp_awards", 2021, 5), ("S1", "comp_awards", 2023, 6),
        ("S2", "comp_awards", 2023, 7), ("S3", "comp_awards", 2023, 8)))
    server.admin.load("school-events", "date,kind,from,to,weight,note\n"
                      "2022-01-01,transfer,S1,T12,,\n")
    rows = check_rows(server.public, indicator="comp_awards", area="T1",
                      by="area", period="2021,2023")
    assert [(row["area"], row["value"]) for row in rows] == [
        ("T11", 7), ("T11", 7), ("T12", 5), ("T12", 14)]
    traced = [sorted(r["school"] for r in lineage(
        server.public, row["figure_id"])["rows"]) for row in rows]
    assert traced == [["S1", "S2"], ["S2"], ["S3"], ["S1", "S3"]]
    check_rows(server.public, indicator="comp_awards", area="T1",
               by="area,school", period="2021,2023")
    before = check_rows(server.public, indicator="comp_awards", area="T1",
                        by="area", period="2021,2023", asof="3")
    assert [row["value"] for row in before] == [7, 13, 5, 8]


# --- figures over a choice of schools and months ---

MONTHLY = "school,indicator,period,basis,value\n"


def flow(school, year, values, basis="month"):
    """Lines of months; None: not reported."""
    return "".join(f"{school},train_persontimes,{year}M{m:02},{basis},{v}\n"
                   for m, v in enumerate(values, 1) if v is not None)


def ids(client, **params):
    rows = client.data(lineage="true", **params).rows()
    assert None not in [row["figure_id"] for row in rows]
    return rows


def told_of(client, name):
    """(value, sum, [(school, period, counted)]) of the name."""
    answer = lineage(client, name)
    return answer["figure"]["value"], answer["sum"], [
        (r["school"], r["period"], r["counted"]) for r in answer["rows"]]


@pytest.fixture(scope="module")
def chosen(cluster, openapi, tmp_path_factory):
    server = make_server(cluster, openapi, tmp_path_factory.mktemp("chosen"))
    server.daemon.start()
    try:
        world.load(server.admin)
        server.admin.load("observations", HEADER +
                          "S1,comp_awards,2022,40\nS1,comp_awards,2023,50\n"
                          "S2,comp_awards,2022,30\nS3,comp_awards,2023,7\n")
        server.admin.load(
            "observations", MONTHLY + flow("S1", 2022, [1, 2, 3])
            + flow("S1", 2023, [10, None, 30])
            + flow("S2", 2022, [None, None, 6], "ytd")
            + flow("S2", 2023, [5, 5, 5])
            + flow("S3", 2023, [100, 100, 100]), filename="months.csv")
        server.admin.load("observations", observations(
            ("S1", "train_persontimes", "2021M01", "1", 6),
            columns=("gender",)))
        yield server
        close_server(server)
    finally:
        server.daemon.kill()


def test_a_matched_panel_is_traced_to_its_schools(chosen):
    client = chosen.public
    row, = ids(client, indicator="comp_awards", area="T1", period="2023",
               compare="prev_year", basis="matched")
    assert (row["value"], row["base"]) == (50, 40)
    answer = lineage(client, row["figure_id"])
    figure = answer["figure"]
    assert (figure["compare"], figure["basis"], figure["side"],
            figure["period"], figure["reported"]) == (
        "prev_year", "matched", None, "2023", 1)
    assert told_of(client, row["figure_id"]) == (
        50, 50, [("S1", "2023", 50)])
    assert told_of(client, figure["compared_with"]) == (
        40, 40, [("S1", "2022", 40)])
    base = lineage(client, figure["compared_with"])["figure"]
    assert (base["side"], base["period"], base["compared_with"]) == (
        "base", "2022", row["figure_id"])


def test_a_year_to_date_is_traced_to_the_months_that_count(chosen):
    """S1 lacks February 2023, so that it is left out of both years; of S2
    the cumulative report counts in one and the months in the other."""
    client = chosen.public
    row, = ids(client, indicator="train_persontimes", area="T1",
               period="2023", ytd="M03", compare="prev_year")
    assert (row["value"], row["base"], row["months"]) == (55, 10, "M01..M03")
    assert told_of(client, row["figure_id"]) == (55, 55, [
        ("S1", "2023M01", 10), ("S1", "2023M03", 30), ("S2", "2023M01", 5),
        ("S2", "2023M02", 5), ("S2", "2023M03", 5)])
    other = lineage(client, row["figure_id"])["figure"]["compared_with"]
    assert told_of(client, other) == (10, 10, [
        ("S1", "2022M01", 1), ("S1", "2022M03", 3), ("S2", "2022YTD03", 6)])
    # Without a year to compare with, each counts with all that it has.
    row, = ids(client, indicator="train_persontimes", area="T1",
               period="2023", ytd="M03")
    answer = lineage(client, row["figure_id"])
    assert answer["sum"] == row["value"] == 355
    assert answer["figure"]["compared_with"] is None


def test_a_figure_has_one_name_whatever_it_is_compared_with(chosen):
    def name(**params):
        row, = ids(chosen.public, area="T1", period="2023", **params)
        return row["figure_id"]
    plain = name(indicator="comp_awards")
    assert plain == name(indicator="comp_awards", compare="prev_year")
    assert plain == name(indicator="comp_awards", compare="prev_year",
                         measures="flags", parts="true")
    assert plain == figure_id("comp_awards", "T1", "2023",
                              chosen.public.data(
                                  indicator="comp_awards", period="2023",
                                  area="T1").json["meta"]["revision"])
    flows = {"indicator": "train_persontimes", "ytd": "M03"}
    assert name(**flows, compare="prev_year") == name(
        **flows, compare="prev_year", basis="matched")
    assert len({name(**flows), name(**flows, compare="prev_year"),
                name(**flows, compare="prev_year", years="2",
                     measures="avg_pct"),
                name(**flows, view="as_is"),
                name(indicator="comp_awards", compare="prev_period",
                     basis="matched"),
                name(indicator="comp_awards", compare="prev_year",
                     basis="matched")}) == 6


def test_a_name_with_all_that_can_be_chosen(chosen):
    """Of a figure without a value: its base has one."""
    row, = ids(chosen.public, indicator="train_persontimes", area="T1",
               period="2023", ytd="M03", compare="prev_year", years="2",
               measures="avg_pct", view="as_is", where__gender="1")
    revision = chosen.public.data(indicator="comp_awards", area="T1",
                                  period="2023").json["meta"]["revision"]
    assert row["figure_id"] == figure_id(
        "train_persontimes", "T1", "2023", revision, chosen=[
            "ytd=M03", "compare=prev_year", "years=2", "view=as_is"],
        gender=["1"])
    figure = lineage(chosen.public, row["figure_id"])["figure"]
    assert [figure[n] for n in ("ytd", "compare", "years", "basis", "view",
                                "side")] == [
        "M03", "prev_year", 2, None, "as_is", None]


def test_a_month_that_follows_is_marked(own_server):
    """In its lineage and in the feed, with the line that it follows from."""
    server = own_server()
    world.load(server.admin)
    done = server.admin.load(
        "observations", MONTHLY + flow("S1", 2023, [5]) + flow(
            "S1", 2023, [None, 12], "ytd"), filename="months.csv")
    row, = ids(server.public, indicator="train_persontimes", area="T11",
               period="2023M02")
    answer = lineage(server.public, row["figure_id"])
    assert [(r["value"], r["derived"], r["file"], r["line"])
            for r in answer["rows"]] == [(7, True, "months.csv", 3)]
    row, = ids(server.public, indicator="train_persontimes", area="T11",
               period="2023M01")
    assert [r["derived"] for r in lineage(
        server.public, row["figure_id"])["rows"]] == [False]
    said = server.admin.ok("/v1/changes",
                           after=done["revision"] - 1).json["changes"]
    assert {c["period"]: c["derived"] for c in said} == {
        "2023M01": False, "2023M02": True, "2023YTD02": False}
    back = server.admin.request(
        "POST", f"/v1/imports/{done['id']}/revert").json
    said = server.admin.ok("/v1/changes",
                           after=back["revision"] - 1).json["changes"]
    assert {c["period"]: (c["op"], c["derived"]) for c in said} == {
        "2023M01": ("deleted", False), "2023M02": ("deleted", True),
        "2023YTD02": ("deleted", False)}


def test_a_panel_across_a_break_has_a_name(own_server):
    """Declared later, too: what was printed was printed."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "comp_awards", 2022, 40), ("S1", "comp_awards", 2023, 50)))
    question = {"indicator": "comp_awards", "area": "T1", "period": "2023",
                "compare": "prev_year", "basis": "matched"}
    row, = ids(server.public, **question)
    server.admin.load("breaks", "indicator,period,note_zh,note_en\n"
                      "comp_awards,2023,新口径,New definition\n")
    assert server.public.get("/v1/data", check=False, **question).status == 422
    for name in row["figure_id"], ids(server.public, allow_break="true",
                                      **question)[0]["figure_id"]:
        assert told_of(server.public, name) == (50, 50, [("S1", "2023", 50)])


# --- as the world is ---

def test_a_merged_school_is_traced_to_those_that_it_continues(own_server):
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "comp_awards", 2021, 3), ("S2", "comp_awards", 2021, 4),
        ("S3", "comp_awards", 2023, 9)))
    server.admin.load("school-events", "date,kind,from,to,weight\n"
                      "2022-06-01,merge,S1,S3,\n2022-06-01,merge,S2,S3,\n")
    question = {"indicator": "comp_awards", "area": "T1", "view": "as_is"}
    now, = ids(server.public, by="school", period="2021", **question)
    assert (now["school"], now["value"]) == ("S3", 7)
    assert told_of(server.public, now["figure_id"]) == (7, 7, [
        ("S1", "2021", 3), ("S2", "2021", 4)])
    pair, = ids(server.public, period="2023", compare="prev_year", years="2",
                measures="avg_pct", basis="matched", **question)
    assert (pair["value"], pair["base"]) == (9, 7)
    other = lineage(server.public, pair["figure_id"])
    assert told_of(server.public, other["figure"]["compared_with"])[2] == [
        ("S1", "2021", 3), ("S2", "2021", 4)]


def test_a_divided_school_counts_with_its_part(own_server):
    """In gender 1 and 2 it had 10 and 1: a third is 3 and 0."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "students_ft", "2021-09-01", "1", 10),
        ("S1", "students_ft", "2021-09-01", "2", 1), columns=("gender",)))
    server.admin.load("school-events", "date,kind,from,to,weight\n"
                      "2022-06-01,split,S1,S2,0.333333\n"
                      "2022-06-01,split,S1,S3,0.666667\n")
    question = {"indicator": "students_ft", "period": "2021-09-01",
                "view": "as_is"}
    rows = {row["school"]: row for row in ids(
        server.public, area="T1", by="school", **question)}
    assert {s: r["value"] for s, r in rows.items()} == {"S2": 3, "S3": 8}
    assert told_of(server.public, rows["S2"]["figure_id"]) == (3, 3, [
        ("S1", "2021-09-01", 3), ("S1", "2021-09-01", 0)])
    assert told_of(server.public, rows["S3"]["figure_id"]) == (8, 8, [
        ("S1", "2021-09-01", 7), ("S1", "2021-09-01", 1)])
    # Where both of its successors are, it counts as a whole, and once.
    whole, = ids(server.public, area="T1", **question)
    assert told_of(server.public, whole["figure_id"]) == (11, 11, [
        ("S1", "2021-09-01", 10), ("S1", "2021-09-01", 1)])


def test_a_move_alone_makes_two_views(own_server):
    """Nobody was joined or divided, and yet the areas differ."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "comp_awards", 2021, 3), ("S2", "comp_awards", 2021, 4)))
    server.admin.load("school-events", "date,kind,from,to,weight\n"
                      "2022-01-01,transfer,S1,T12,\n")
    for view, wanted in ("as_was", {"T11": 7}), ("as_is", {"T11": 4,
                                                           "T12": 3}):
        rows = check_rows(server.public, indicator="comp_awards", area="T1",
                          by="area", period="2021", view=view)
        assert {r["area"]: r["value"] for r in rows
                if r["value"] is not None} == wanted
