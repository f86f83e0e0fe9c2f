"""The catalogue as the API shows it."""
import re

import pytest

from lib import world
from lib.world import observations


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)
    server.admin.load("observations", observations(
        ("S1", "grads_sv", "2022AY", 10), ("S1", "grads_sv_to_hv", "2022AY",
                                           4),
        ("S2", "train_persontimes", "2024M01", 5)))


def test_the_whole_catalogue_is_seeded(public):
    rows = public.ok("/v1/indicators").json["indicators"]
    assert len(rows) == 65
    by_code = {row["code"]: row for row in rows}
    rate = by_code["adv_rate_hv"]
    assert (rate["kind"], rate["numerator"], rate["denominator"],
            rate["unit"]) == ("ratio", "grads_sv_to_hv", "grads_sv", "%")
    assert by_code["fund_total"]["decimals"] == 2
    assert "fund_source" in by_code["fund_total"]["breakdowns"]
    dims = public.ok("/v1/dimensions").json["dimensions"]
    # The domain's 37, and what partnerships are told apart by.
    assert len(dims) == 37 + 2
    assert {"depth", "on_campus"} <= {d["code"] for d in dims}
    gender = next(d for d in dims if d["code"] == "gender")
    assert [m["code"] for m in gender["members"]] == ["1", "2", "0", "9"]


def test_china_is_seeded(public):
    provinces = public.ok("/v1/areas", parent="CN",
                          level="province").json["areas"]
    codes = {row["code"] for row in provinces}
    assert {"110000", "360000", "650000"} <= codes
    county = public.ok("/v1/areas", id="360982").json["areas"][0]
    assert county["parent"] == "360900" and county["level"] == "county"


def test_children_of_an_area(public):
    rows = public.ok("/v1/areas", parent="T1").json["areas"]
    assert [row["code"] for row in rows] == ["T11", "T12"]


def test_schools_of_an_area_and_below(public):
    def codes(**params):
        rows = public.ok("/v1/schools", **params).json["schools"]
        return [row["code"] for row in rows]

    assert codes(area="T1") == ["S1", "S2", "S3", "S4"]
    assert codes(area="T12") == ["S3", "S4"]
    assert codes(q="two") == ["S2"]
    assert codes(q="第三") == ["S3"]


def test_school_has_all_its_columns(public):
    row = public.ok("/v1/schools", id="S4").json["schools"][0]
    assert row == {"code": "S4", "name_zh": "第四学校",
                   "name_en": "School Four", "level": "sv", "type": "366",
                   "ownership": "public", "area": "T12",
                   "opened": "2021-09-01", "closed": "2023-08-31"}


def test_pages_join_to_the_whole(public):
    whole = public.ok("/v1/areas", limit="5000").json
    rows, cursor = [], None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = public.ok("/v1/areas", limit="1500", **more).json
        rows += page["areas"]
        cursor = page["meta"]["next"]
        if cursor is None:
            break
    assert rows == whole["areas"]
    assert len(rows) == whole["meta"]["count"] > 3000


def test_periods_with_data(public):
    def periods(**params):
        return {row["period"] for row in public.ok(
            "/v1/periods", **params).json["periods"]}

    assert periods() == {"2022AY", "2024M01"}
    assert periods(indicator="adv_rate_hv") == {"2022AY"}
    assert periods(indicator="train_persontimes") == {"2024M01"}


def test_has_data(public):
    rows = {row["code"]: row["has_data"] for row in public.ok(
        "/v1/indicators").json["indicators"]}
    assert rows["grads_sv"] and rows["adv_rate_hv"]
    assert not rows["fund_total"]


def test_unknown_codes(public):
    assert public.get("/v1/areas", parent="NOWHERE").status == 422
    assert public.get("/v1/schools", area="NOWHERE").status == 422


def test_limits_are_discoverable_and_kept(public):
    limits = public.ok("/v1/config").json["limits"]
    assert all(isinstance(value, int) for value in limits.values())
    too_many = str(limits["data_rows"] + 1)
    reply = public.get("/v1/data", indicator="grads_sv", period="2022AY",
                       limit=too_many)
    assert reply.status in (400, 422)
    assert re.search(r"limit", reply.text)
