"""asof=: every figure as it was stored at a revision or at a time."""
import time

import pytest

from lib import world
from lib.world import observations


@pytest.fixture(scope="module", autouse=True)
def history(server):
    """The revisions after each import, and the time between two of them."""
    world.load(server.admin)
    made = {}
    made["first"] = server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 10), ("S1", "comp_awards", "2023", 20),
        ("S2", "comp_awards", "2023", 5)))["revision"]
    time.sleep(1.1)
    made["between"] = server.psql(
        "SELECT to_char(now() AT TIME ZONE 'UTC', "
        "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")[0][0]
    time.sleep(1.1)
    made["second"] = server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 11),
        ("S3", "comp_awards", "2023", 100)))["revision"]
    made["moved"] = server.admin.load(
        "schools", "code,name_zh,area\nS2,第二学校,T12\n")["revision"]
    return made


def row_of(client, **params):
    return client.data(**{"indicator": "comp_awards", "area": "T1",
                          "period": "2023", "compare": "prev_year",
                          **params})


def figures(reply):
    return [(row["value"], row["base"]) for row in reply.rows()]


def test_by_revision(admin, history):
    assert figures(row_of(admin)) == [(125, 11)]
    reply = row_of(admin, asof=history["first"])
    assert figures(reply) == [(25, 10)]
    assert reply.json["meta"]["asof"] == history["first"]
    assert reply.json["meta"]["query"]["asof"] == str(history["first"])
    assert figures(row_of(admin, asof=history["second"])) == [(125, 11)]
    assert row_of(admin, asof=0).json["rows"] == []


def test_by_time(admin, history):
    reply = row_of(admin, asof=history["between"])
    assert figures(reply) == [(25, 10)]
    assert reply.json["meta"]["asof"] == history["first"]
    assert figures(row_of(admin, asof="2199-01-01")) == [(125, 11)]
    assert row_of(admin, asof="2001-01-01").json["rows"] == []


def test_schools_count_where_they_counted(admin, history):
    now = {row["area"]: row["value"]
           for row in row_of(admin, by="area").rows()}
    assert now == {"T11": 20, "T12": 105}
    then = {row["area"]: row["value"] for row in row_of(
        admin, by="area", asof=history["second"]).rows()}
    assert then == {"T11": 25, "T12": 100}


def test_with_panels_and_schools(admin, history):
    row = row_of(admin, asof=history["first"], basis="matched").rows()[0]
    assert (row["value"], row["base"], row["entered"]) == (20, 10, 5)
    rows = row_of(admin, asof=history["first"], by="school").rows()
    assert [(r["school"], r["value"]) for r in rows] == [("S1", 20),
                                                         ("S2", 5)]


def test_an_answer_of_the_past_is_kept_apart(admin, history):
    one = row_of(admin, asof=history["first"])
    two = row_of(admin)
    assert one.headers["etag"] != two.headers["etag"]
    again = admin.request("GET", "/v1/data", indicator="comp_awards",
                          area="T1", period="2023", compare="prev_year",
                          asof=history["first"],
                          headers=["If-None-Match: " + one.headers["etag"]])
    assert again.status == 304


def test_what_was_answered_then_is_answered_again(own_server):
    """Of schools that were moved since by a list, or by an event, alone and
    under their areas; nobody else is in T12 at first, nor in T11 at last."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("schools", "code,name_zh,area\nS3,三,T11\nS4,四,T11\n")
    done = [server.admin.load("observations", observations(
        ("S1", "comp_awards", "2021", 1), ("S2", "comp_awards", "2021", 2),
        ("S1", "comp_awards", "2022", 30), ("S3", "comp_awards", "2022", 5)))]
    questions = [dict(indicator="comp_awards", area=area, period="2021,2022",
                      compare="prev_year", view=view, **by)
                 for area in ("T1", "T11", "T12", "CN")
                 for view in ("as_was", "as_is")
                 for by in ({}, {"by": "area"}, {"by": "school"},
                            {"by": "area,school"},
                            {"by": "area", "basis": "matched"})]

    def answers(**asof):
        return [server.admin.data(**q, **asof).json["rows"]
                for q in questions]

    said = [answers()]
    for kind, body in (
            ("schools", "code,name_zh,area\nS1,一,T12\n"),
            ("school-events", "date,kind,from,to\n2022-01-01,transfer,S3,T12\n"
             "2022-01-01,transfer,S4,T12\n"),
            ("schools", "code,name_zh,area\nS2,二,T12\n"),
            ("school-events", "date,kind,from,to\n"
             "2023-01-01,transfer,S1,T1\n")):
        done.append(server.admin.load(kind, body))
        said.append(answers())
    for one, rows in zip(done, said):
        assert answers(asof=one["revision"]) == rows, one


def test_a_new_tree_of_areas_counts_for_every_revision(own_server):
    """Sums are kept by revision; those of another tree are not used."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("areas", "code,name_zh,level,parent\n"
                      "T2,别省,province,CN\n")
    first = server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 10), ("S3", "comp_awards", "2022", 1),
        ("S1", "comp_awards", "2023", 20)))["revision"]
    second = server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 11)))["revision"]

    def told(at, area="T1"):
        return [row["value"] for row in server.admin.data(
            indicator="comp_awards", area=area, period="2022",
            asof=at).rows()]

    below = {area: told(first, area) for area in ("T11", "T12", "T2")}
    assert told(first) == [11] and told(second) == [12]
    assert below == {"T11": [10], "T12": [1], "T2": []}
    server.admin.load("areas", "code,name_zh,level,parent\n"
                      "T11,甲县,county,T2\n")
    assert told(first) == [1] and told(first, "T2") == [10]
    assert told(second, "T2") == [11]
    assert [told(first, area) for area in ("T11", "T12")] == [
        below["T11"], below["T12"]]
    third = server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", 12)))["revision"]
    assert told(third, "T2") == [12] and told(third - 1, "T2") == [11]


def test_a_store_that_kept_no_sums_reads_the_schools(own_server):
    """As a store does that was there before sums had versions."""
    server = own_server()
    world.load(server.admin)
    revisions = [server.admin.load("observations", observations(
        ("S1", "comp_awards", "2022", value),
        ("S1", "comp_awards", "2023", 5),
        ("S3", "comp_awards", "2022", 1)))["revision"]
        for value in (10, 11, 12)]

    def told():
        return [figures(server.admin.data(
            indicator="comp_awards", area="T1", period="2023", asof=at,
            compare="prev_year")) for at in revisions]

    assert told() == [[(5, 11)], [(5, 12)], [(5, 13)]]
    server.psql("DELETE FROM total_history; UPDATE total SET revision = 0; "
                "UPDATE data_revision SET totals_since = revision")
    server.daemon.stop()
    server.daemon.start()
    assert told() == [[(5, 11)], [(5, 12)], [(5, 13)]]


# --- which date a stock is taken at, and which periods there are ---

def test_a_stock_is_taken_at_the_last_date_known_then(own_server):
    server = own_server()
    admin = server.admin
    world.load(admin)

    def report(*rows):
        return admin.load("observations", observations(*rows))

    spring = report(("S1", "students_ft", "2023-03-01", 7))
    time.sleep(1.1)
    between, = server.psql("SELECT to_char(now() AT TIME ZONE 'UTC', "
                           "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")[0]
    time.sleep(1.1)
    autumn = report(("S2", "students_ft", "2023-09-01", 9))
    reply = admin.request("POST", f"/v1/imports/{autumn['id']}/revert")
    assert reply.status == 201, reply
    undone = reply.json
    again = report(("S2", "students_ft", "2023-09-01", 11))

    def taken(asof, period="2023"):
        reply = admin.data(indicator="students_ft", period=period, area="T1",
                           **({} if asof is None else {"asof": asof}))
        dates = reply.json["meta"]["reference_dates"]
        return ([row["value"] for row in reply.rows()],
                [d["taken_at"] for d in dates])

    for asof, value, date in (
            (None, 11, "2023-09-01"), (again["revision"], 11, "2023-09-01"),
            (undone["revision"], 7, "2023-03-01"),
            (autumn["revision"], 9, "2023-09-01"),
            (spring["revision"], 7, "2023-03-01"),
            (between, 7, "2023-03-01")):
        assert taken(asof) == ([value], [date]), asof
        reply = admin.data(indicator="students_ft", period="last:1",
                           area="T1", **({} if asof is None
                                         else {"asof": asof}))
        assert [(r["period"], r["value"]) for r in reply.rows()] == [
            (date, value)], asof
    assert taken(spring["revision"] - 1) == ([], [])
    row, = admin.ok("/v1/vintages", indicator="students_ft", area="T1",
                    period="2023", first=spring["revision"],
                    second=autumn["revision"]).json["rows"]
    assert (row["first_value"], row["second_value"]) == (7, 9)
    reply = admin.ok("/v1/completeness", indicator="students_ft", area="T1",
                     period="2023", asof=spring["revision"])
    assert [r["reported"] for r in reply.rows()] == [1]


def test_lists_and_transfers_of_one_school(own_server):
    """A known transfer stays known whatever list moves the school later."""
    server = own_server()
    world.load(server.admin)
    server.admin.load("areas", "code,name_zh,level,parent\n"
                      "T13,戊县,county,T1\n")
    server.admin.load("observations", observations(
        ("S3", "comp_awards", "2019", 7), ("S3", "comp_awards", "2022", 9)))

    def told(**more):
        return [(row["area"], row["period"], row["value"], row["expected"])
                for row in server.admin.data(
                    indicator="comp_awards", period="2019,2022", area="CN",
                    by="area.county", **more).rows()]

    said = {}

    def note(reply):
        said[reply["revision"]] = told()
        for revision, answer in said.items():
            assert told(asof=revision) == answer, revision

    note(server.admin.load("school-events", "date,kind,from,to\n"
                           "2021-04-01,transfer,S3,T11\n"))
    assert ("T12", "2019", 7, 1) in said[max(said)]
    for area in "T13", "T1", "T12", "T13":
        note(server.admin.load("schools", "code,name_zh,area\n"
                               f"S3,第三学校,{area}\n"))
    assert len(said) == 5
