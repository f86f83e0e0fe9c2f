"""Codes of areas that came and went: an old code is good for its time, and
for any other the answer says so."""
import pytest

from lib.world import AREAS, observations

AREA_HEAD = "code,name_zh,name_en,level,parent,valid_from,valid_to\n"
INDICATOR = ("code,name_zh,name_en,unit,kind,numerator,denominator,"
             "agg_schools,agg_time,period_type,breakdowns,direction,source,"
             "decimals\nva,va,,人,flow,,,sum,sum,calendar_year,,,,0\n")


@pytest.fixture(scope="module", autouse=True)
def counties(server):
    """A county whose code changed on 1 January 2017."""
    admin = server.admin
    admin.load("areas", AREAS + "V1,旧县,,county,T1,2010-01-01,2016-12-31\n"
               "V2,新区,,county,T1,2017-01-01,\n")
    admin.load("indicators", INDICATOR)
    done = admin.load("schools", "code,name_zh,area\nV-1,一校,V1\n"
                      "V-2,二校,V2\n")
    assert done["warnings"] == [{"code": "area_ended", "subject": "V1"}]
    admin.load("observations", observations(
        ("V-1", "va", "2015", 3), ("V-1", "va", "2018", 4),
        ("V-2", "va", "2018", 5)))


def warned(public, **params):
    reply = public.data(indicator="va", **params).json
    return [(w["code"], w["subject"], w["message"])
            for w in reply["meta"]["warnings"]
            if w["code"] == "area_not_valid"]


def test_an_old_code_in_its_time(public):
    rows = public.data(indicator="va", area="V1", period="2015").rows()
    assert rows[0]["value"] == 3
    assert warned(public, area="V1", period="2015") == []
    assert warned(public, area="V1", period="2010,2016") == []
    assert warned(public, area="V2", period="2017,2018") == []
    assert warned(public, period="2018", by="area.county") == []


def test_out_of_its_time(public):
    rows = public.data(indicator="va", area="V1", period="2018").rows()
    assert rows[0]["value"] == 4
    assert warned(public, area="V1", period="2009,2015,2018") == [
        ("area_not_valid", "V1", "地区代码“V1”在“2009”无效"),
        ("area_not_valid", "V1", "地区代码“V1”在“2018”无效")]
    assert warned(public, area="V2", period="2016", lang="en") == [
        ("area_not_valid", "V2",
         "the area code \"V2\" was not valid in \"2016\"")]
    assert warned(public, area=["V1,V2"], period="2018") == [
        ("area_not_valid", "V1", "地区代码“V1”在“2018”无效")]
