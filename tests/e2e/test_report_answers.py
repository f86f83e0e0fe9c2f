"""GET /v1/reports/annual, of what an answer to one of its questions becomes: the
value beside the change, the status, the reason for which there is no change,
members."""
import pytest

from lib import world
from lib.server import close_server, make_server

ANNUAL = "/v1/reports/annual"
MEMBERS = 60  # more than a list may have
HEADER = "school,indicator,period,value,status\n"
# The template of the bureau; the Chinese one is the default.
OWN = """language en
title t
figure many = many_kinds, year, by kind
figure few = majors_prov_key_new, year, by project_kind
sentence M: {many:count} kinds.
sentence F: {few:count} kinds.
"""


def of_kinds(kinds):
    rows = "".join(f"S1,many_kinds,2013,K{i:02},1\n" for i in range(kinds))
    return f"school,indicator,period,kind,value\n{rows}"


def load(admin):
    world.load(admin)
    admin.load("dimensions", "dimension,membership,order,code,name_zh\n" +
               "".join(f"kind,partition,{i + 1},K{i:02},种{i}\n"
                       for i in range(MEMBERS)))
    admin.load("indicators", "code,name_zh,unit,kind,agg_schools,agg_time,"
               "period_type,breakdowns,decimals\n"
               "many_kinds,多种,个,flow,sum,sum,calendar_year,kind,0\n")
    # The second school assessed nobody in January, and has certificates.
    admin.load("observations", HEADER +
               "S1,skill_assessed,2013M01,100,\n"
               "S1,skill_certs,2013M01,90,\n"
               "S2,skill_certs,2013M01,50,\n"
               "S2,skill_assessed,2013M02,10,\n"
               "S1,fund_total,2020,9,\nS1,fund_total,2021,10,\n"
               "S2,fund_total,2021,12,P\n"
               "S1,fund_gov,2021,1,\nS1,fund_loan,2021,1,\n"
               "S1,fund_social,2021,1,\n"
               "S1,train_persontimes,2015M01,7,\n"
               "S2,train_persontimes,2014M01,5,\n")
    admin.load("observations", "school,indicator,period,project_kind,value,"
               "status\n"
               "S1,majors_prov_key_new,2013,key,4,\n"
               "S1,majors_prov_key_new,2013,model,2,P\n")
    admin.load("observations", of_kinds(MEMBERS))


@pytest.fixture(scope="module")
def client(cluster, openapi, tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    (folder / "annual.en.txt").write_text(OWN, encoding="utf-8")
    made = make_server(cluster, openapi, tmp_path_factory.mktemp("daemon"),
                       report__template_dir=str(folder))
    made.daemon.start()
    try:
        load(made.admin)
        yield made.admin
        close_server(made)
    finally:
        made.daemon.kill()


def annual(client, **params):
    """The report, its figures by name, its sentences by id."""
    report = client.ok(ANNUAL, **{"area": "T11", "lang": "zh",
                                  **params}).json
    return (report, {f["name"]: f for f in report["figures"]},
            {s["id"]: s for s in report["sentences"]})


def test_a_ratio_of_a_year_to_date_is_of_matching_parts(client):
    _, figures, said = annual(client, year=2013, through="M01")
    rate = figures["skill_pass_rate"]
    row = client.data(indicator="skill_pass_rate", area="T11", period="2013",
                      ytd="M01").rows()[0]
    assert (rate["value"], rate["reported"]) == (90.0, 1) == (
        row["value"], row["reported"])
    assert "通过率90.00%" in said["T13"]["text"]
    found = client.ok(f"/v1/figures/{rate['figure_id']}/lineage").json
    assert found["figure"]["value"] == 90.0
    assert figures["skill_certs"]["value"] == 140


def test_the_status_is_that_of_the_value(client):
    """And not of the schools that are compared."""
    _, figures, said = annual(client, year=2021)
    total = figures["fund_total"]
    row = client.data(indicator="fund_total", area="T11",
                      period="2021").rows()[0]
    assert (total["value"], total["compared"]) == (22, 10)
    assert total["status"] == "P" == row["status"]
    assert "（初步统计）" in said["T10"]["text"]
    _, figures, _ = annual(client, year=2014, through="M01")
    assert figures["train_persontimes"]["value"] == 5
    assert figures["train_persontimes"]["status"] == "A"


@pytest.mark.parametrize("year,reason,note", [
    (2014, "BASE_MISSING", "无可比数据，未作比较"),
    (2015, "COVERAGE", "上报不全，暂不计算"),  # each year another school
])
def test_why_there_is_no_change(client, year, reason, note):
    report, figures, _ = annual(client, year=year, through="M01")
    row = client.data(indicator="train_persontimes", area="T11", period=year,
                      ytd="M01", compare="prev_year").rows()[0]
    figure = figures["train_persontimes"]
    assert figure["value"] is not None
    assert figure["reason"] == reason == row["reason"]
    assert any("职业培训人次" in n["text"] and note in n["text"]
               for n in report["notes"]), report["notes"]


def test_members_have_the_status_of_all(client):
    _, figures, said = annual(client, year=2013, lang="en")
    assert [m["value"] for m in figures["few"]["members"]] == [4, 2]
    assert figures["few"]["status"] == "P"
    assert "provisional" in said["F"]["text"]


def test_more_members_than_a_list_has_fail_by_name(client):
    """The first fifty do not pass for all."""
    _, figures, said = annual(client, year=2013, lang="en")
    assert figures["many"]["state"] == "missing"
    assert said["M"]["text"] is None
    assert said["M"]["missing"] == ["many:count"]
