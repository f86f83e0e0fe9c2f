"""Breaks of a definition: the import, the list."""
import pytest

from lib import world

HEAD = "indicator,period,old_value,new_value,note_zh,note_en\n"


@pytest.fixture(scope="module", autouse=True)
def catalogue(server):
    world.load(server.admin)


def faults(admin, rows):
    reply = admin.upload("breaks", HEAD + rows)
    assert reply.status == 422, reply
    return [(e["line"], e["column"], e["code"])
            for e in reply.json["errors"]]


def test_breaks_are_listed_in_order_of_time(server, public):
    server.admin.load("breaks", HEAD + "comp_awards,2023,12.5,10,甲,a\n"
                      "comp_awards,2021,,,乙,\n")
    rows = public.ok("/v1/breaks", indicator="comp_awards").json["breaks"]
    assert rows == [
        {"indicator": "comp_awards", "period": "2021", "old_value": None,
         "new_value": None, "note_zh": "乙", "note_en": ""},
        {"indicator": "comp_awards", "period": "2023", "old_value": 12.5,
         "new_value": 10, "note_zh": "甲", "note_en": "a"}]
    assert public.ok("/v1/breaks", indicator="grads_sv").json["breaks"] == []
    assert public.ok("/v1/breaks").json["breaks"] == rows


def test_a_break_is_replaced_as_a_whole(server, public):
    admin = server.admin
    first = admin.load("breaks", HEAD + "enrol_sv,2020AY,3,4,甲,a\n")
    again = admin.load("breaks", HEAD + "enrol_sv,2020AY,3,4,甲,a\n")
    other = admin.load("breaks", "indicator,period,note_zh\n"
                       "enrol_sv,2020AY,丙\n")
    assert [one["rows"][key] for one, key in (
        (first, "inserted"), (again, "unchanged"), (other, "updated"))] == [
            1, 1, 1]
    assert again["revision"] == first["revision"]
    assert public.ok("/v1/breaks", indicator="enrol_sv").json["breaks"] == [
        {"indicator": "enrol_sv", "period": "2020AY", "old_value": None,
         "new_value": None, "note_zh": "丙", "note_en": ""}]


def test_bad_breaks_are_refused_with_all_their_faults(server):
    admin = server.admin
    assert faults(admin, "grads_sv,2020AY,,,注,\ngrads_sv,2020AY,,,又,\n") == [
        (3, "period", "duplicate_key")]
    assert faults(admin, "nobody,2020AY,,,注,\n") == [
        (2, "indicator", "unknown_indicator")]
    assert faults(admin, "grads_sv,2020-2021,,,注,\n") == [
        (2, "period", "bad_period")]
    assert faults(admin, "grads_sv,2020AY,5,,注,\n") == [
        (2, "new_value", "empty_cell")]
    assert faults(admin, "grads_sv,2020AY,0.0,1,注,\n") == [
        (2, "old_value", "out_of_range")]
    assert faults(admin, "grads_sv,2020AY,1.2345678,-1,,\n") == [
        (2, "new_value", "negative"), (2, "note_zh", "empty_cell"),
        (2, "old_value", "too_precise")]


def test_a_submitter_has_no_say_in_definitions(server, public):
    token = server.daemon.create_token("breaks", "submitter", "--area", "T1")
    reply = public.as_(token).upload("breaks", HEAD + "grads_sv,2020AY,,,注,\n")
    assert reply.status == 403, reply


def test_an_unknown_indicator_has_no_breaks(public):
    reply = public.get("/v1/breaks", indicator="nobody")
    assert (reply.status, reply.code) == (422, "unknown_indicator")
