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


# --- comparisons ---

@pytest.fixture(scope="module")
def broken(server, catalogue):
    """Money by year, 100, 120, 90, 99 from 2020 on; another definition from
    2022 on, by which 2021 is 80."""
    admin = server.admin
    admin.load("indicators", "code,name_zh,unit,kind,numerator,denominator,"
               "agg_schools,agg_time,period_type,decimals\n"
               "cash,钱,万元,flow,,,sum,sum,calendar_year,2\n"
               "heads,人,人,flow,,,sum,sum,calendar_year,0\n"
               "cash_per_head,人均,元/人,ratio,cash,heads,ratio_of_sums,"
               "ratio_of_sums,calendar_year,2\n"
               "marked,标,人,flow,,,sum,sum,calendar_year,0\n")
    rows = [("S1", "cash", year, value)
            for year, value in ((2020, 100), (2021, 120), (2022, 90),
                                (2023, 99))]
    rows += [("S1", "heads", year, 10) for year in range(2020, 2024)]
    admin.load("observations", world.observations(*rows))
    admin.load("observations", "school,indicator,period,value,status\n"
               "S1,marked,2022,50,A\nS1,marked,2023,60,B\n"
               "S2,marked,2022,5,A\nS2,marked,2023,6,A\n")
    admin.load("breaks", HEAD + "cash,2022,120,80,不含基建,"
               "without buildings\n")
    return server


def change(client, **asked):
    row, = client.data(**{"indicator": "cash", "compare": "prev_year",
                          "lang": "en", **asked}).rows()
    return {key: row[key] for key in ("base", "change_abs", "change_pct",
                                      "reason", "status")}


def test_a_comparison_across_a_break_is_refused_and_says_why(broken, public):
    reply = public.get("/v1/data", indicator="cash", period="2020..2023",
                       compare="prev_year", lang="en")
    assert (reply.status, reply.code) == (422, "definition_break")
    fault, = reply.json["errors"]
    assert fault["path"] == "compare"
    for word in ('"cash"', '"2022"', "without buildings"):
        assert word in fault["message"]
    for asked in ({"compare": "prev_period"}, {"years": 2, "period": "2023"},
                  {"basis": "matched"}, {"ytd": "M01"}, {"linked": 0}):
        reply = public.get("/v1/data", **{
            "indicator": "cash", "period": "2022", "compare": "prev_year",
            **asked})
        assert (reply.status, reply.code) == (422, "definition_break"), asked


def test_on_one_side_of_a_break_all_is_as_ever(broken, public):
    assert change(public, period="2021") == {
        "base": 100, "change_abs": 20, "change_pct": 20, "reason": "OK",
        "status": "A"}
    assert change(public, period="2023")["change_pct"] == 10
    assert public.data(indicator="cash", period="2020..2023").status == 200


def test_a_break_that_is_allowed_is_marked(broken, public):
    assert change(public, period="2022", allow_break=1) == {
        "base": 120, "change_abs": -30, "change_pct": -25, "reason": "OK",
        "status": "B"}
    meta = public.data(indicator="cash", period="2022", compare="prev_year",
                       allow_break="true").json["meta"]
    assert [(w["code"], w["subject"]) for w in meta["warnings"]] == [
        ("definition_break", "cash")]
    assert meta["query"]["allow_break"] is True


def test_a_linked_base_is_in_the_new_definition(broken, public):
    assert change(public, period="2022", linked=1) == {
        "base": 80, "change_abs": 10, "change_pct": 12.5, "reason": "OK",
        "status": "A"}
    # 100 * 80 / 120 is no whole cent: 99 / (200 / 3) = 1.485 exactly.
    assert change(public, period="2023", years=3, linked=1) == {
        "base": 66.67, "change_abs": 32.33, "change_pct": 48.5,
        "reason": "OK", "status": "A"}
    meta = public.data(indicator="cash", period="2022", compare="prev_year",
                       linked=1, lang="en").json["meta"]
    assert meta["links"] == [
        {"indicator": "cash", "period": "2022", "base_period": "2021",
         "break": "2022", "old_value": 120, "new_value": 80,
         "factor": 0.666667, "note": "without buildings"}]
    assert meta["warnings"] == []


def test_two_breaks_multiply(broken, public, server):
    server.admin.load("breaks", HEAD + "heads,2021,2,3,甲,\n"
                      "heads,2022,4,2,乙,\n")
    row, = public.data(indicator="heads", period="2022", compare="prev_year",
                       years=2, linked=1).rows()
    assert (row["base"], row["change_pct"]) == (8, 33.33)  # 7.5 to even


def test_a_ratio_breaks_with_its_parts_and_is_not_linked(broken, public):
    asked = {"indicator": "cash_per_head", "period": "2022",
             "compare": "prev_year"}
    for more in ({}, {"linked": 1}):
        reply = public.get("/v1/data", **asked, **more)
        assert (reply.status, reply.code) == (422, "definition_break")
    row, = public.data(**asked, allow_break=1).rows()
    assert (row["value"], row["change_pct"], row["status"]) == (
        90000, -25, "B")


def test_a_link_needs_a_period_measured_by_both(broken, public, server):
    server.admin.load("breaks", HEAD + "marked,2021,,,丙,\n")
    asked = {"indicator": "marked", "period": "2021", "compare": "prev_year"}
    assert public.get("/v1/data", linked=1, **asked).status == 422
    assert public.get("/v1/data", linked=1, allow_break=1,
                      **asked).status == 200


def test_a_figure_marked_by_its_school_is_not_compared(broken, public):
    rows = {row["school"]: row for row in public.data(
        indicator="marked", period="2023", by="school",
        compare="prev_year").rows()}
    one, two = rows["S1"], rows["S2"]
    assert (one["value"], one["base"], one["reason"], one["status"],
            one["change_abs"], one["change_pct"]) == (
                60, 50, "BREAK", "B", None, None)
    assert (two["reason"], two["change_pct"]) == ("OK", 20)
    row, = public.data(indicator="marked", period="2023",
                       compare="prev_year").rows()
    assert (row["reason"], row["change_pct"]) == ("BREAK", None)
    row, = public.data(indicator="marked", period="2023",
                       compare="prev_year", allow_break=1).rows()
    assert (row["reason"], row["change_pct"], row["status"]) == (
        "OK", 20, "B")


def test_a_linked_panel_is_refused(broken, public):
    reply = public.get("/v1/data", indicator="cash", period="2022",
                       compare="prev_year", linked=1, basis="matched")
    assert (reply.status, reply.code) == (400, "bad_parameter")
