"""Editions at the same time, in number and for the public, and what drift
names: /v1/editions on the demo city. What a report says is in
test_reports.py."""
import threading
import time

import pytest

from lib import credit, demo_city

CITY = "990100"
EDITIONS = "/v1/editions"
HEAD = "school,indicator,period,value,status\n"
SCHOOL = "3699000021"
EMPTY = 2031  # a year of which nothing is known


@pytest.fixture(scope="module", autouse=True)
def city(server, tmp_path_factory):
    demo_city.load(server.admin, demo_city.make(
        tmp_path_factory.mktemp("demo")))


def freeze(server, **params):
    reply = server.admin.request("POST", EDITIONS, **{
        "year": 2024, "area": CITY, **params})
    assert reply.status == 201, reply
    return reply.json["id"]


def publish(server, which):
    return server.admin.request("POST", f"{EDITIONS}/{which}/publish",
                                allow_missing="true")


def delete(server, which):
    return server.admin.request("DELETE", f"{EDITIONS}/{which}")


def load(server, *rows):
    return server.admin.load("observations", HEAD + "".join(
        f"{row}\n" for row in rows))


def revert(server, done):
    taken = server.admin.request("POST", f"/v1/imports/{done['id']}/revert")
    assert taken.status == 201, taken


def drift_of(client, which):
    drift = client.ok(f"{EDITIONS}/{which}/drift").json
    return drift, {figure["name"]: figure for figure in drift["figures"]}


def imports_of(figure):
    return [touch["import"] for touch in figure["imports"]]


# --- at the same time ---

def at_once(*calls):
    """Their replies; each call begins a little after the one before."""
    replies = [None] * len(calls)

    def call(i):
        replies[i] = calls[i]()
    threads = [threading.Thread(target=call, args=(i,))
               for i in range(len(calls))]
    for thread in threads:
        thread.start()
        time.sleep(0.4)
    for thread in threads:
        thread.join()
    return replies


def held(server, which):
    """Nobody else writes the edition for a while."""
    return lambda: server.psql(
        f"BEGIN; SELECT FROM edition WHERE id = '{which}' FOR UPDATE; "
        "SELECT pg_sleep(2); COMMIT")


@pytest.mark.parametrize("first", ["publish", "delete"])
def test_the_first_of_two_writes_counts(server, first):
    """Both wait for the row, and then look at what became of it."""
    which = freeze(server, year=EMPTY)
    writes = [lambda: publish(server, which), lambda: delete(server, which)]
    if first == "delete":
        writes.reverse()
    _, one, other = at_once(held(server, which), *writes)
    left = server.admin.get(f"{EDITIONS}/{which}").status
    if first == "publish":
        assert (one.status, left) == (200, 200)
        assert (other.status, other.code) == (409, "edition_published")
    else:
        assert (one.status, other.status, left) == (204, 404, 404)


def test_no_answer_says_what_did_not_happen(server):
    for _ in range(6):
        which = freeze(server, year=EMPTY)
        replies = [None] * 3

        def call(i, write, which=which, replies=replies):
            replies[i] = write(server, which)
        threads = [threading.Thread(target=call, args=(i, write))
                   for i, write in enumerate((publish, delete, publish))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = [reply.status for reply in replies]
        left = server.admin.get(f"{EDITIONS}/{which}").status
        if left == 200:
            assert sorted(statuses) == [200, 409, 409], statuses
            assert {reply.code for reply in replies
                    if reply.status == 409} == {"edition_published"}
        else:
            assert statuses == [404, 204, 404]


# --- how many ---

FILL = ("INSERT INTO edition (state, title, year, through, area, lang, "
        "revision, missing, template, report, markdown, html, created_by, "
        "published_at, published_by) SELECT '{state}', 'x', 2024, 12, 'x', "
        "'en', 1, 0, 'x', '{{}}', 'x', 'x', 'x', {at}, {by} "
        "FROM generate_series(1, 1000)")


def test_what_is_published_leaves_room_for_drafts(own_server):
    made = own_server()
    made.psql(FILL.format(state="published", at="now()", by="'x'"))
    reply = made.admin.request("POST", EDITIONS, year=2024)
    assert reply.status == 201, reply
    listed = made.public.ok(EDITIONS).json
    assert listed["meta"]["count"] == len(listed["editions"]) == 1000
    made.psql(FILL.format(state="draft", at="NULL", by="NULL"))
    assert made.admin.request("POST", EDITIONS,
                              year=2024).code == "too_many"


# --- what the public is not told ---

def test_the_public_is_not_told_who_works_here(server):
    which = freeze(server)
    assert publish(server, which).status == 200
    done = load(server, f"{SCHOOL},fund_loan,2024,123.45,")
    for path in (EDITIONS, f"{EDITIONS}/{which}", f"{EDITIONS}/{which}/drift"):
        inside, outside = server.admin.ok(path), server.public.ok(path)
        for word in ("created_by", "published_by"):
            assert word in inside.text and word not in outside.text
        assert inside.headers["etag"] != outside.headers["etag"]
    shown = drift_of(server.public, which)[1]["fund_loan"]["imports"]
    assert [set(touch) for touch in shown] == [{"revision", "committed_at"}]
    assert shown[0]["revision"] == done["revision"]
    assert imports_of(drift_of(server.admin, which)[1]["fund_loan"]) == [
        done["id"]]
    revert(server, done)


# --- what drift names ---

def test_a_status_that_is_said_is_a_figure_that_differs(server):
    rows = server.public.data(indicator="train_persontimes", area=CITY,
                              period="2024M03", by="school").rows()
    old = next(row for row in rows if row["value"])
    which = freeze(server)
    done = load(server, f"{old['school']},train_persontimes,2024M03,"
                f"{old['value']},P")
    drift, figures = drift_of(server.admin, which)
    assert drift["sentences"]
    figure = figures["train_persontimes"]
    assert (figure["then"]["status"], figure["now"]["status"]) != ("P", "P")
    assert figure["now"]["status"] == "P" and figure["difference"] == 0
    assert imports_of(figure) == [done["id"]]
    revert(server, done)
    assert drift_of(server.admin, which)[1] == {}


def test_a_figure_that_is_gone_names_the_import_that_took_it(server):
    done = load(server, f"{SCHOOL},bases_complete,2018-03-01,10,")
    which = freeze(server, year=2018, through="M06")
    revert(server, done)
    figure = drift_of(server.admin, which)[1]["bases_complete"]
    assert figure["then"]["value"] == 10
    assert figure["now"]["state"] == "missing"
    taken = server.admin.ok("/v1/imports", limit=1).json["imports"][0]
    assert imports_of(figure) == [taken["id"]]


def test_a_date_that_fell_back_names_the_import_that_took_it(server):
    done = load(server, f"{SCHOOL},schools_prov_quality_hv,2025-03-01,10,")
    which = freeze(server, year=2025, through="M06")
    revert(server, done)
    figure = drift_of(server.admin, which)[1]["schools_prov_quality_hv"]
    assert (figure["then"]["period"], figure["now"]["period"]) == (
        "2025-03-01", "2024-09-01")
    taken = server.admin.ok("/v1/imports", limit=1).json["imports"][0]
    assert imports_of(figure) == [taken["id"]]


def test_a_base_that_is_printed_is_compared(server):
    """Of a school that is not in the panel: the change stays."""
    rows = server.public.data(
        indicator="train_persontimes", area=CITY, period="2023M07",
        by="school").rows()
    old = next(row for row in rows if row["school"] == SCHOOL)["value"]
    which = freeze(server, through="M08")
    assert drift_of(server.admin, which)[1] == {}
    done = load(server, f"{SCHOOL},train_persontimes,2023M07,{old + 1000},")
    then, now = (drift_of(server.admin, which)[1]["train_persontimes"][side]
                 for side in ("then", "now"))
    assert now["all_base"] == then["all_base"] + 1000
    assert {**now, "all_base": 0} == {**then, "all_base": 0}
    printed = server.public.ok("/v1/reports/annual", year=2024, area=CITY,
                               through="M08", format="md").text
    assert str(now["all_base"]) in printed
    revert(server, done)


def test_a_base_of_another_day_names_the_import_that_changed_it(server):
    """Since the last year's end: an enterprise that left in between."""
    which = freeze(server, through="M08")
    done = server.admin.load("partnerships", credit.entries({
        "school": SCHOOL, "credit_code": credit.code(990001, "510000"),
        "enterprise": "示范央企(合成)", "tiers": "central",
        "modes": "internship", "depth": "deep", "on_campus": "no",
        "start": "2023-03-01", "end": "2024-03-01", "source": "合成"}))
    figure = drift_of(server.admin, which)[1]["ent_central_leading"]
    assert figure["difference"] == 0
    assert figure["now"]["base"] == figure["then"]["base"] + 1
    assert figure["now"]["lost"] == figure["then"]["lost"] + 1
    assert imports_of(figure) == [done["id"]]
