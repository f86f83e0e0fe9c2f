"""statuses=true: how many schools carry which letter."""
import random
from collections import Counter

import pytest

from lib import world

HEAD = "school,indicator,period,gender,value,status\n"
ORDER = "BOMLHQJSDKWIFEPNUVGA"
ABSENT = "OMLHQK"


@pytest.fixture(scope="module", autouse=True)
def loaded(server):
    world.load(server.admin)
    server.admin.load("schools", "code,name_zh,area\n" + "".join(
        f"N{i:02},N{i:02},{'T11' if i % 3 else 'T12'}\n" for i in range(30)))


def letters(client, **params):
    rows = client.data(statuses="true", **params).rows()
    assert len(rows) == 1, rows
    return rows[0]["statuses"]


def as_counts(text):
    return {} if text is None else {
        part[0]: int(part[2:]) for part in text.split(",")}


def test_counts_stand_by_precedence(admin, public):
    admin.load("observations", HEAD + "S1,grads_sv,2021AY,,30,P\n"
               "S2,grads_sv,2021AY,,10,\nS3,grads_sv,2021AY,,,O\n")
    reply = public.data(indicator="grads_sv", period="2021AY", area="T1",
                        statuses="true")
    assert reply.json["columns"][-1]["id"] == "statuses"
    assert reply.rows()[0]["statuses"] == "O=1,P=1,A=1"
    assert letters(public, indicator="grads_sv", period="2021AY",
                   area="T12") == "O=1"
    assert "statuses" not in public.data(
        indicator="grads_sv", period="2021AY", area="T1").rows()[0]


def test_a_sum_over_months_shows_the_worst_month_of_each_letter(admin,
                                                                public):
    admin.load("observations", HEAD +
               "S1,train_persontimes,2014M01,,1,P\n"
               "S2,train_persontimes,2014M01,,1,P\n"
               "S3,train_persontimes,2014M01,,1,\n"
               "S1,train_persontimes,2014M02,,1,E\n"
               "S2,train_persontimes,2014M02,,1,\n"
               "S1,train_persontimes,2014M03,,1,P\n")
    assert letters(public, indicator="train_persontimes", period="2014Q1",
                   area="T1") == "E=1,P=2,A=1"


def test_a_ratio_shows_both_parts(admin, public):
    admin.load("observations", HEAD + "S1,grads_sv,2017AY,,10,P\n"
               "S2,grads_sv,2017AY,,10,\nS1,grads_sv_to_hv,2017AY,,5,E\n"
               "S2,grads_sv_to_hv,2017AY,,5,\n")
    assert letters(public, indicator="adv_rate_hv", period="2017AY",
                   area="T1") == "E=1,P=1,A=1"


def test_a_member_sum_counts_a_school_once(admin, public):
    admin.load("observations", HEAD + "S1,grads_sv,2016AY,1,10,P\n"
               "S1,grads_sv,2016AY,2,10,E\nS2,grads_sv,2016AY,1,10,\n"
               "S2,grads_sv,2016AY,2,,O\nS3,grads_sv,2016AY,2,,M\n")
    assert letters(public, indicator="grads_sv", period="2016AY", area="T1",
                   where__gender="1,2") == "M=1,E=1,A=1"


@pytest.mark.parametrize("params", [
    {"basis": "matched", "compare": "prev_year"},
    {"statuses": "perhaps"}])
def test_what_is_refused(public, params):
    reply = public.get("/v1/data", **{
        "indicator": "grads_sv", "period": "2021AY", "statuses": "true",
        **params})
    assert (reply.status, reply.code) == (400, "bad_parameter")


def test_they_are_those_of_the_schools(admin, public):
    """For random reports: totals, members, months, and as of a revision."""
    draw = random.Random(3)
    months = [f"2013M{m:02}" for m in range(1, 13)]
    rows = {}
    for _ in range(1500):
        key = (f"N{draw.randrange(30):02}", draw.choice(months),
               draw.choice(["", "", "1", "2"]))
        status = draw.choice("AAAPEVDUOMLQ")
        rows[key] = (f"{key[0]},skill_certs,{key[1]},{key[2]},"
                     f"{'' if status in ABSENT else draw.randint(0, 9)},"
                     f"{status}\n")
    done = admin.load("observations", HEAD + "".join(rows.values()))
    checked = 0
    for where in ({}, {"where__gender": "1"}, {"where__gender": "1,2"}):
        common = dict(indicator="skill_certs", period="2013M01..2013M12",
                      **where)
        schools = public.data(area="T1", by="area.county,school",
                              limit=20000, **common).rows()
        for extra in ({}, {"asof": done["revision"]}):
            areas = public.data(area="T1", by="area", statuses="true",
                                **common, **extra).rows()
            for row in areas:
                wanted = Counter(
                    r["status"] for r in schools
                    if r["area"] == row["area"]
                    and r["period"] == row["period"]
                    and has_figure(rows, r, where))
                got = as_counts(row["statuses"])
                assert got == dict(wanted), (row, extra)
                assert list(got) == sorted(got, key=ORDER.index)
                reported = sum(n for letter, n in got.items()
                               if letter not in ABSENT)
                assert reported == row["reported"]
                checked += len(got)
    assert checked > 300


def has_figure(rows, row, where):
    """A school without any report has the status O too, and is no report."""
    wanted = where.get("where__gender")
    return any((row["school"], row["period"], member) in rows for member in (
        wanted.split(",") if wanted else ["", "1", "2"]))
