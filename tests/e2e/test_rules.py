"""The validation rules, one by one: what breaks each of them, and what just
does not; what blocks, what an explanation lets pass, and what is kept."""
import itertools
import json
import os

import pytest

from lib import world
from lib.world import observations

RULES = 34
_serial = itertools.count(1)


@pytest.fixture(scope="module", autouse=True)
def small_world(server):
    world.load(server.admin)


@pytest.fixture
def school(server):
    """A school that nobody has reported for."""
    code = f"R{next(_serial)}"
    server.admin.load("schools", "code,name_zh,name_en,level,type,ownership,"
                      f"area,opened,closed\n{code},{code},,sv,361,public,T11,"
                      ",\n")
    return code


def rows(school, *lines, columns=()):
    return observations(*[(school, *line) for line in lines],
                        columns=columns)


def upload(admin, body, **params):
    return admin.upload("observations", body, rules="on", **params)


def store(admin, body):
    """Without rules: what was there before."""
    return admin.load("observations", body)


def broken(reply):
    """(rule, level, line) of what blocks."""
    if reply.status in (200, 201):
        return []
    assert reply.status == 422, reply
    return [(e.get("rule"), e.get("level"), e["line"])
            for e in reply.json["errors"]]


def check(admin, body, *expected, **params):
    """Exactly these rules, each at a line."""
    reply = upload(admin, body, mode="validate", **params)
    assert sorted(broken(reply)) == sorted(expected), reply
    return reply


def test_there_are_34_rules(public):
    listed = public.ok("/v1/validations").json["validations"]
    assert [r["id"] for r in listed] == [
        f"V-{n:02}" for n in range(1, RULES + 1)]
    for rule in listed:
        assert rule["enabled"]
        # Repeated keys are refused by the reader, repeated rows by a rule.
        assert (rule["enforced"] == "rows" or rule["id"] == "V-13") == bool(
            rule["checks"])
        assert (rule["enforced"] == "reading") == bool(rule["faults"])


def test_v02_members_add_up_to_the_total(admin, school):
    def body(women):
        return rows(school, ("train_persontimes", "2023M01", "", 100),
                    ("train_persontimes", "2023M01", 1, 60),
                    ("train_persontimes", "2023M01", 2, women),
                    columns=["gender"])
    check(admin, body(40))
    check(admin, body(39), ("V-02", "E", 2))
    check(admin, body(41), ("V-02", "E", 2))


def test_v07_numerator_at_most_denominator(admin, school):
    def body(up):
        return rows(school, ("grads_sv", "2022AY", 100),
                    ("grads_sv_to_hv", "2022AY", up))
    check(admin, body(100))
    reply = check(admin, body(101), ("V-07", "E", 3))
    assert reply.json["errors"][0]["value"] == "101"


def test_v16_jump(admin, school):
    store(admin, rows(school, ("train_persontimes", "2022M05", 1000)))
    check(admin, rows(school, ("train_persontimes", "2023M05", 1300)))
    check(admin, rows(school, ("train_persontimes", "2023M05", 1301)),
          ("V-16", "W", 2))


def test_v02_one_member_alone_is_of_which(admin, school):
    def body(women):
        return rows(school, ("train_persontimes", "2023M01", "", 100),
                    ("train_persontimes", "2023M01", 2, women),
                    columns=["gender"])
    check(admin, body(100))
    check(admin, body(101), ("V-02", "E", 2))


def test_v02_unknown_members_leave_something_over(admin, school):
    head = "school,indicator,period,gender,value,status\n"

    def body(men):
        return (head + f"{school},enrol_sv,2022AY,,100,\n"
                f"{school},enrol_sv,2022AY,1,{men},\n"
                f"{school},enrol_sv,2022AY,2,,O\n")
    check(admin, body(60))
    check(admin, body(101), ("V-02", "E", 2))


def test_v02_also_of_several_dimensions_at_once(admin, school):
    def body(last):
        return rows(school, ("enrol_sv", "2022AY", "", "", 10),
                    ("enrol_sv", "2022AY", 1, "03", 4),
                    ("enrol_sv", "2022AY", 2, "10", last),
                    columns=["gender", "major_cat"])
    check(admin, body(6))
    check(admin, body(5), ("V-02", "E", 2))


def test_v02_members_of_the_store_count(admin, school):
    store(admin, rows(school, ("enrol_sv", "2022AY", 1, 60),
                      ("enrol_sv", "2022AY", 2, 40), columns=["gender"]))
    check(admin, rows(school, ("enrol_sv", "2022AY", 100)))
    check(admin, rows(school, ("enrol_sv", "2022AY", 99)), ("V-02", "E", 2))
    # the file's own figure stands in for the stored one
    check(admin, rows(school, ("enrol_sv", "2022AY", "", 99),
                      ("enrol_sv", "2022AY", 2, 39), columns=["gender"]))


def test_v03_overlapping_members_at_most_the_total(admin, school):
    def body(veterans):
        return rows(school, ("train_persontimes", "2023M01", "", 100),
                    ("train_persontimes", "2023M01", "migrant", 90),
                    ("train_persontimes", "2023M01", "veteran", veterans),
                    columns=["key_group"])
    check(admin, body(100))
    check(admin, body(101), ("V-03", "E", 4))


@pytest.mark.parametrize("part, whole, period", [
    ("train_persontimes_subsidised", "train_persontimes", "2023M01"),
    ("teachers_dual", "teachers_major", "2022-09-01"),
    ("teachers_dual_50plus", "teachers_dual", "2022-09-01"),
    ("bases_complete", "bases_oncampus", "2022-09-01"),
    ("order_students", "students_ft", "2022-09-01")])
def test_v04_of_which_at_most_the_whole(admin, school, part, whole, period):
    def body(number):
        return rows(school, (whole, period, 20), (part, period, number))
    assert not [b for b in broken(upload(admin, body(20), mode="validate"))
                if b[0] == "V-04"]
    assert ("V-04", "E", 3) in broken(upload(admin, body(21),
                                             mode="validate"))


def test_v04_compares_what_has_the_same_breakdown(admin, school):
    body = rows(school, ("train_persontimes", "2023M01", 1, 10),
                ("train_persontimes", "2023M01", 2, 90),
                ("train_persontimes_subsidised", "2023M01", 1, 11),
                columns=["gender"])
    check(admin, body, ("V-04", "E", 4))


def test_v04_a_total_may_follow_from_its_members(admin, school):
    def body(number):
        return rows(school, ("train_persontimes", "2023M01", 1, 10),
                    ("train_persontimes", "2023M01", 2, 90),
                    ("train_persontimes_subsidised", "2023M01", "", number),
                    columns=["gender"])
    check(admin, body(100))
    check(admin, body(101), ("V-04", "E", 4))


READING = [
    ("V-05", "enrol_sv,2022AY,12.5,,", "not_integer"),
    ("V-05", "enrol_sv,2022AY,-3,,", "negative"),
    ("V-05", "fund_gov,2022,-0.5,,", "negative"),
    ("V-06", "enrol_sv,2022AY,3.4万,,", "bad_number"),
    ("V-06", "fund_gov,2022,12元,,", "bad_number"),
    ("V-09", "no_such,2022AY,1,,", "unknown_indicator"),
    ("V-15", "enrol_sv,2190AY,1,,", "future_period"),
    ("V-29", "adv_rate_hv,2022AY,70.5,,", "not_reportable"),
    ("V-32", "enrol_sv,2022AY,5,M,", "status_value"),
    ("V-32", "enrol_sv,2022AY,,A,", "status_value"),
]


@pytest.mark.parametrize("rule, line, code", READING)
def test_rules_that_the_reader_enforces(admin, school, rule, line, code):
    head = "school,indicator,period,value,status,note\n"
    reply = upload(admin, head + f"{school},{line}\n", mode="validate")
    assert [e["code"] for e in reply.json["errors"]] == [code]
    assert code in rule_of(admin, rule)["faults"]
    good = "enrol_sv,2022AY,12,," if "fund" not in line else "fund_gov,2022,1,,"
    check(admin, head + f"{school},{good}\n")


def rule_of(client, which):
    return {r["id"]: r for r in
            client.ok("/v1/validations").json["validations"]}[which]


def test_v09_members_are_in_the_list(admin, school):
    head = "school,indicator,period,gender,value\n"
    reply = upload(admin, head + f"{school},enrol_sv,2022AY,7,1\n")
    assert reply.json["errors"][0]["code"] == "unknown_member"
    assert "unknown_member" in rule_of(admin, "V-09")["faults"]
    check(admin, head + f"{school},enrol_sv,2022AY,1,1\n")


def test_v10_school_is_registered_and_open(admin):
    faults = rule_of(admin, "V-10")["faults"]
    for code, period, fault in (("NOPE", "2022AY", "unknown_school"),
                                ("S4", "2018AY", "school_closed")):
        reply = upload(admin, rows(code, ("enrol_sv", period, 1)))
        assert reply.json["errors"][0]["code"] == fault
        assert fault in faults
    check(admin, rows("S4", ("enrol_sv", "2022AY", 1)))


def test_v11_credit_codes(admin, school):
    head = "school,credit_code,enterprise,tiers,modes,depth,on_campus,start,"
    head += "end,source\n"

    def send(code):
        return admin.upload("partnerships", head + f"{school},{code},甲厂,"
                            "central,,deep,no,2022-01-01,,\n",
                            mode="validate")
    faults = rule_of(admin, "V-11")["faults"]
    assert send("91350100M000100Y43").status == 200
    for wrong in ("91350100M000100Y44", "91350100M000100Y4",
                  "9135010OM000100Y43", "9.135E+17"):
        reply = send(wrong)
        assert reply.status == 422
        assert reply.json["errors"][0]["code"] in faults


def test_v13_duplicates(admin, school):
    reply = upload(admin, rows(school, ("enrol_sv", "2022AY", 1),
                               ("enrol_sv", "2022AY", 1)))
    assert [e["code"] for e in reply.json["errors"]] == ["duplicate_key"]
    assert rule_of(admin, "V-13")["faults"] == [
        "duplicate_key", "repeated_report"]
    check(admin, rows(school, ("enrol_sv", "2022AY", 1),
                      ("enrol_sv", "2021AY", 1)))


@pytest.mark.parametrize("part, whole, period", [
    ("grads_sv_to_higher", "grads_sv", "2022AY"),
    ("hv_admitted", "hv_applicants", "2022AY"),
    ("enrol_five_year", "enrol_sv", "2022AY"),
    ("students_five_year", "students_sv", "2022-09-01"),
    ("students_sv", "students_ft", "2022-09-01"),
    ("apprentice_students", "students_ft", "2022-09-01"),
    ("grads_placed", "grads_total", "2022AY"),
    ("schools_std_met", "schools_total", "2022-09-01")])
def test_v07_every_share(admin, school, part, whole, period):
    def body(number):
        return rows(school, (whole, period, 13), (part, period, number))
    check(admin, body(13))
    check(admin, body(14), ("V-07", "E", 3))


def test_v08_denominator_above_zero(admin, school):
    def body(whole, up):
        return rows(school, ("skill_assessed", "2023M01", whole),
                    ("skill_certs", "2023M01", up))
    check(admin, body(0, 0))
    check(admin, body(1, 2))  # certificates may lag
    check(admin, body(0, 1), ("V-08", "E", 2))


def test_v12_training_and_its_groups(admin, school):
    def body(total, *, key=60, none=40):
        return rows(school, ("train_persontimes", "2023M01", "", total),
                    ("train_persontimes", "2023M01", "migrant", 60),
                    ("train_persontimes", "2023M01", "none", none),
                    ("train_persontimes_key", "2023M01", "", key),
                    columns=["key_group"])
    check(admin, body(100))
    check(admin, body(99, none=39))
    check(admin, body(101), ("V-12", "E", 2))
    check(admin, body(100, key=101), ("V-12", "E", 5))


def ytd(school, *lines):
    return ("school,indicator,period,basis,value,note\n" + "".join(
        f"{school},train_persontimes,2023M{m:02},ytd,{v},{note}\n"
        for m, v, note in lines))


def test_v14_year_to_date_never_falls(admin, school):
    check(admin, ytd(school, (1, 100, ""), (2, 100, "")))
    check(admin, ytd(school, (1, 100, ""), (2, 99, "")), ("V-14", "W", 3))
    check(admin, ytd(school, (1, 100, ""), (4, 99, "")), ("V-14", "W", 3))
    check(admin, ytd(school, (1, 100, ""), (2, 99, "更正一月多报")))
    store(admin, ytd(school, (3, 300, "")))
    check(admin, ytd(school, (4, 300, "")))
    check(admin, ytd(school, (4, 299, "")), ("V-14", "W", 2))
    check(admin, ytd(school, (2, 301, "")), ("V-14", "W", 2))


def test_v15_before_the_school_opened(admin):
    assert "school_closed" in rule_of(admin, "V-15")["faults"]
    reply = upload(admin, rows("S4", ("enrol_sv", "2020AY", 1)))
    assert reply.json["errors"][0]["code"] == "school_closed"


def test_v16_stocks_have_a_limit_of_their_own(admin, school):
    store(admin, rows(school, ("students_ft", "2021-09-01", 1000)))
    check(admin, rows(school, ("students_ft", "2022-09-01", 1150)))
    check(admin, rows(school, ("students_ft", "2022-09-01", 1151)),
          ("V-16", "W", 2))
    check(admin, rows(school, ("students_ft", "2022-09-01", 849)),
          ("V-16", "W", 2))


def test_v16_small_numbers_may_jump(admin, school):
    store(admin, rows(school, ("train_persontimes", "2022M05", 10)))
    check(admin, rows(school, ("train_persontimes", "2023M05", 60)))
    check(admin, rows(school, ("train_persontimes", "2023M05", 61)),
          ("V-16", "W", 2))


def months(school, values, year=2022):
    return rows(school, *[("train_persontimes", f"{year}M{m:02}", v)
                          for m, v in enumerate(values, 1)])


def test_v17_far_from_the_own_median(admin, school):
    # median 105, deviations 5: at most 15 away
    store(admin, months(school, [100, 110] * 6))
    check(admin, months(school, [120], 2023))
    check(admin, months(school, [121], 2023), ("V-17", "W", 2))
    check(admin, months(school, [89], 2023), ("V-17", "W", 2))


def test_v17_needs_six_months(admin, school):
    store(admin, months(school, [10] * 5))
    check(admin, rows(school, ("train_persontimes", "2022M06", 45)))
    store(admin, rows(school, ("train_persontimes", "2022M06", 10)))
    check(admin, rows(school, ("train_persontimes", "2022M07", 45)),
          ("V-17", "W", 2))


def test_v18_copied_from_the_last_period(admin, school):
    before = [("enrol_sv", 31), ("grads_sv", 27), ("hv_applicants", 23),
              ("grads_sv_to_hv", 0)]
    store(admin, rows(school, *[(i, "2021AY", v) for i, v in before]))

    def body(third):
        return rows(school, ("enrol_sv", "2022AY", 31),
                    ("grads_sv", "2022AY", 27),
                    ("hv_applicants", "2022AY", third),
                    ("grads_sv_to_hv", "2022AY", 0))
    check(admin, body(24))
    check(admin, body(23), ("V-18", "W", 2))


def test_v19_zero_and_not_zero_last_year(admin, school):
    store(admin, rows(school, ("enrol_sv", "2021AY", 12),
                      ("grads_sv", "2021AY", 0), ("hv_applicants", "2021AY", 0)))
    check(admin, rows(school, ("enrol_sv", "2022AY", 1),
                      ("hv_applicants", "2022AY", 0)))
    check(admin, rows(school, ("enrol_sv", "2022AY", 0)), ("V-19", "W", 2))
    check(admin, rows(school, ("grads_sv", "2022AY", 1)), ("V-19", "W", 2))


def test_v20_too_many_round_figures(admin, school):
    def body(count):
        values = [(n + 1) * 10 for n in range(count)]
        values += [(n + 1) * 10 + 1 for n in range(10 - count)]
        kinds = ["staff", "migrant", "unemployed", "veteran", "graduate",
                 "no_further", "disabled", "lifted_poor", "farmer", "none"]
        return rows(school, *[("train_persontimes", "2023M01", k, v)
                              for k, v in zip(kinds, values)],
                    columns=["key_group"])
    check(admin, body(6))
    check(admin, body(7), ("V-20", "W", 2))


def test_v21_training_per_student(admin, school):
    store(admin, rows(school, ("students_ft", "2022-09-01", 100)))
    check(admin, rows(school, ("train_persontimes", "2023M05", 1000)))
    check(admin, rows(school, ("train_persontimes", "2023M05", 1001)),
          ("V-21", "W", 2))


def test_v22_students_per_teacher(admin, school):
    def body(students):
        return rows(school, ("teachers_ft", "2022-09-01", 10),
                    ("students_ft", "2022-09-01", students))
    check(admin, body(50))
    check(admin, body(400))
    check(admin, body(49), ("V-22", "W", 3))
    check(admin, body(401), ("V-22", "W", 3))


def test_v22_area_and_equipment_per_student(admin, school):
    def body(area, equipment):
        return rows(school, ("students_ft", "2022-09-01", 100),
                    ("base_area", "2022-09-01", area),
                    ("equip_value", "2022-09-01", equipment))
    check(admin, body("6000", "25.00"))
    check(admin, body("6001", "25.00"), ("V-22", "W", 3))
    check(admin, body("6000", "24.99"), ("V-22", "W", 4))


def test_v23_specialised_teachers_at_most_all(admin, school):
    def body(major):
        return rows(school, ("teachers_ft", "2022-09-01", 30),
                    ("teachers_major", "2022-09-01", major))
    check(admin, body(30))
    check(admin, body(31), ("V-23", "E", 3))


def test_v23_age_bands(admin, school):
    def body(old):
        return rows(school, ("teachers_ft", "2022-09-01", "", 30),
                    ("teachers_ft", "2022-09-01", "30_34", 20),
                    ("teachers_ft", "2022-09-01", "ge65", old),
                    columns=["age_band"])
    check(admin, body(10))
    check(admin, body(11), ("V-23", "E", 2))


def test_v23_dual_teachers_of_50_and_more(admin, school):
    def body(old):
        return rows(school, ("teachers_dual", "2022-09-01", "le29", 5),
                    ("teachers_dual", "2022-09-01", "50_54", 3),
                    ("teachers_dual", "2022-09-01", "60_64", 2),
                    ("teachers_dual_50plus", "2022-09-01", "", old),
                    columns=["age_band"])
    check(admin, body(5))
    check(admin, body(4), ("V-23", "E", 5))


def test_v24_sum_of_ages(admin, school):
    def body(ages):
        return rows(school, ("teachers_dual", "2022-09-01", 10),
                    ("teachers_dual_age_sum", "2022-09-01", ages))
    check(admin, body(200))
    check(admin, body(750))
    check(admin, body(199), ("V-24", "E", 3))
    check(admin, body(751), ("V-24", "E", 3))


def test_v24_sum_of_ages_and_bands(admin, school):
    def body(ages):
        return rows(school, ("teachers_dual", "2022-09-01", "", 10),
                    ("teachers_dual", "2022-09-01", "30_34", 5),
                    ("teachers_dual", "2022-09-01", "45_49", 5),
                    ("teachers_dual_age_sum", "2022-09-01", "", ages),
                    columns=["age_band"])
    check(admin, body(375))
    check(admin, body(415))
    check(admin, body(374), ("V-24", "E", 5))
    check(admin, body(416), ("V-24", "E", 5))


def test_v25_students_follow_from_last_year(admin, school):
    store(admin, rows(school, ("students_sv", "2021-09-01", 1000),
                      ("grads_sv", "2021AY", 300)))

    def body(students):  # 1000 + 300 - 300 = 1000
        return rows(school, ("enrol_sv", "2022AY", 300),
                    ("students_sv", "2022-09-01", students))
    check(admin, body(970))
    check(admin, body(1030))
    check(admin, body(969), ("V-25", "W", 3))
    check(admin, body(1031), ("V-25", "W", 3))


def test_v26_funds_add_up(admin, school):
    def body(social, business="1.25"):
        return rows(school, ("fund_total", "2022", "", "10.00"),
                    ("fund_gov", "2022", "", "5.50"),
                    ("fund_loan", "2022", "", "0"),
                    ("fund_social", "2022", "", social),
                    *([("fund_total", "2022", "business", business)]
                      if business else []), columns=["fund_source"])
    check(admin, body("3.25"))
    check(admin, body("3.24"), ("V-26", "E", 2))
    check(admin, body("3.24", None))
    check(admin, body("4.51", None), ("V-26", "E", 2))


def test_v31_dual_share(admin, school):
    def body(dual):
        return rows(school, ("teachers_major", "2022-09-01", 100),
                    ("teachers_dual", "2022-09-01", dual))
    check(admin, body(10))
    check(admin, body(95))
    check(admin, body(9), ("V-31", "W", 3))
    check(admin, body(96), ("V-31", "W", 3))


def test_v31_progression_rate(admin, school):
    store(admin, rows(school, ("grads_sv", "2021AY", 100),
                      ("grads_sv_to_hv", "2021AY", 60)))

    def body(up):
        return rows(school, ("grads_sv", "2022AY", 100),
                    ("grads_sv_to_hv", "2022AY", up))
    check(admin, body(70))
    check(admin, body(71), ("V-31", "W", 3))
    check(admin, body(49), ("V-31", "W", 3))


def test_v33_empty_return(admin, school):
    def body(last):
        return rows(school, ("enrol_sv", "2022AY", 0),
                    ("grads_sv", "2022AY", 0),
                    ("hv_applicants", "2022AY", last))
    check(admin, body(1))
    check(admin, body(0), ("V-33", "W", 2))


def test_rules_that_are_not_of_an_import(admin):
    for rule, where in (("V-01", "reading"), ("V-27", "store"),
                        ("V-28", "nowhere"), ("V-30", "nowhere"),
                        ("V-34", "nowhere")):
        assert rule_of(admin, rule)["enforced"] == where


# --- what an explanation does ---

NOTED = "school,indicator,period,value,note\n"


def jumped(admin, school, *values):
    """Last year 1000 in each of some months; the file of this year."""
    store(admin, months(school, [1000] * len(values)))
    return [(f"2023M{m:02}", v) for m, v in enumerate(values, 1)]


def test_an_explanation_is_stored_with_the_value(server, admin, school):
    (period, value), = jumped(admin, school, 2000)
    line = f"{school},train_persontimes,{period},{value},"
    short = upload(admin, NOTED + line + "四个字啊\n")
    assert broken(short) == [("V-16", "W", 2)]
    reply = upload(admin, NOTED + line + "新校区启用\n")
    assert reply.status == 201
    found, = reply.json["findings"]
    assert reply.json["finding_count"] == 1
    assert found["explanation"] == "新校区启用"
    assert found["code"] == "rule_explained"
    assert (found["line"], found["value"]) == (2, "2000")
    assert found["subject"] == f"{school} train_persontimes {period}"
    record = admin.ok(f"/v1/imports/{reply.json['id']}").json
    assert record["findings"] == [found]
    assert record["error_count"] == 0
    csv = admin.ok(record["errors_csv"]).text.splitlines()
    assert csv[1].startswith("2,,rule_explained,") and "新校区启用" in csv[1]
    assert server.psql("SELECT note FROM observation o JOIN school s "
                       f"ON s.id = o.school WHERE s.code = '{school}' "
                       "AND value = 2000") == [["新校区启用"]]


def test_an_explanation_for_the_whole_file(server, admin, school):
    lines = jumped(admin, school, 2000, 3000, 1000)
    body = rows(school, *[("train_persontimes", *x) for x in lines])
    assert len(broken(upload(admin, body))) == 2
    wrong = upload(admin, body, **{"explain.V-19": "不是这一条"})
    assert len(broken(wrong)) == 2
    reply = upload(admin, body, **{"explain.V-16": "新校区启用"})
    assert reply.status == 201
    assert reply.json["finding_count"] == 2
    assert server.psql(
        "SELECT string_agg(coalesce(note, '-'), ',' ORDER BY value) "
        "FROM observation o JOIN school s ON s.id = o.school "
        f"WHERE s.code = '{school}' AND o.revision = "
        f"{reply.json['revision']}") == [["-,新校区启用,新校区启用"]]
    again = upload(admin, body, **{"explain.V-16": "新校区启用"})
    assert again.json["rows"]["unchanged"] == 3


def test_level_e_cannot_be_explained(admin, school):
    body = NOTED + (f"{school},grads_sv,2022AY,100,真的就是这样\n"
                    f"{school},grads_sv_to_hv,2022AY,101,真的就是这样\n")
    assert broken(upload(admin, body)) == [("V-07", "E", 3)]
    for rule in ("V-07", "V-99", "v-16", "V-01"):
        reply = upload(admin, body, **{f"explain.{rule}": "真的就是这样"})
        assert (reply.status, reply.code) == (400, "not_explainable"), reply
        assert f"“{rule}”" in reply.json["detail"]
    # Falling sums are an E that an explanation lets pass.
    for rule in ("V-14", "V-13", "V-25"):
        assert broken(upload(admin, body, **{
            f"explain.{rule}": "真的就是这样"})) == [("V-07", "E", 3)]


def test_an_explanation_has_five_characters_and_needs_rules(admin, school):
    body = rows(school, ("enrol_sv", "2022AY", 1))
    for params in ({"rules": "on", "explain.V-16": "四个字啊"},
                   {"rules": "on", "explain.V-16": "x" * 501},
                   {"explain.V-16": "五个字的话"}):
        reply = admin.upload("observations", body, **params)
        assert (reply.status, reply.code) == (400, "bad_explanation"), reply
    assert admin.upload("schools", world.SCHOOLS, rules="on").status == 400


def test_messages_tell_what_and_what_to_do_in_both_languages(admin, school):
    body = rows(school, ("grads_sv", "2022AY", 100),
                ("grads_sv_to_hv", "2022AY", 101))
    zh = upload(admin, body).json["errors"][0]
    en = upload(admin, body, lang="en").json["errors"][0]
    assert zh["message"] == ("V-07:比例的分子不得大于分母。请核对分子与分母"
                             "(应为 <= 100 (grads_sv))")
    assert en["message"] == (
        "V-07: the numerator of a share does not exceed its denominator; "
        "check both figures (expected <= 100 (grads_sv))")
    assert zh["subject"] == f"{school} grads_sv_to_hv 2022AY"


def test_skip_leaves_out_the_broken_lines_alone(admin, school):
    lines = jumped(admin, school, 1000, 2000, 1001)
    body = rows(school, *[("train_persontimes", *x) for x in lines])
    reply = upload(admin, body, on_error="skip")
    assert reply.status == 201
    assert reply.json["rows"]["inserted"] == 2
    assert [(e["line"], e["rule"]) for e in reply.json["errors"]] == [
        (3, "V-16")]


def test_sums_are_not_judged_while_rows_could_not_be_read(admin, school):
    body = rows(school, ("enrol_sv", "2022AY", "", 100),
                ("enrol_sv", "2022AY", 1, 60),
                ("enrol_sv", "2022AY", 2, 10),
                ("enrol_sv", "2022AY", 9, "3x"), columns=["gender"])
    reply = upload(admin, body)
    assert [e["code"] for e in reply.json["errors"]] == ["bad_number"]


def test_without_rules_nothing_is_judged(admin, school):
    reply = admin.upload("observations", rows(
        school, ("grads_sv", "2022AY", 100),
        ("grads_sv_to_hv", "2022AY", 101)))
    assert reply.status == 201
    assert "findings" not in reply.json


def test_what_is_missing_breaks_nothing(admin, school):
    check(admin, "school,indicator,period,value,status\n" + "".join(
        f"{school},{i},{p},,O\n" for i, p in (
            ("grads_sv", "2022AY"), ("teachers_ft", "2022-09-01"))))


def test_new_schools_and_members_of_a_profile_are_judged(admin):
    document = {"constants": {"indicator": "enrol_sv", "period": "2022AY"},
                "unknown_school": "create", "unknown_member": "create",
                "columns": [{"header": "s", "as": "school"},
                            {"header": "n", "as": "school_name"},
                            {"header": "a", "as": "school_area"},
                            {"header": "g", "as": "dimension",
                             "dimension": "origin"},
                            {"header": "v", "as": "value"}]}
    reply = admin.request("PUT", "/v1/profiles/ruled",
                          body=json.dumps(document).encode(),
                          headers=["Content-Type: application/json"])
    assert reply.status == 201, reply

    def body(last):
        return ("s,n,a,g,v\nNEW1,新校,T11,,10\nNEW1,新校,T11,moon,4\n"
                f"NEW1,新校,T11,mars,{last}\n")
    check(admin, body(6), profile="ruled")
    check(admin, body(5), ("V-02", "E", 2), profile="ruled")


# --- the bureau's own limits ---

def put(client, rule, document):
    return client.request("PUT", f"/v1/validations/{rule}",
                          body=json.dumps(document).encode(),
                          headers=["Content-Type: application/json"])


def changed(client, rule, document):
    reply = put(client, rule, document)
    assert reply.status == 200, reply
    one, = reply.json["validations"]
    assert one["id"] == rule and one["updated_at"] is not None
    assert one == rule_of(client, rule)
    return one


def test_a_limit_is_changed_and_audited(server, admin, school):
    store(admin, rows(school, ("train_persontimes", "2022M05", 1000)))
    body = rows(school, ("train_persontimes", "2023M05", 1250))
    check(admin, body)
    try:
        changed(admin, "V-16", {"checks": [
            {"number": 1, "parameters": {"percent": 25}}]})
        check(admin, body)
        changed(admin, "V-16", {"checks": [
            {"number": 1, "parameters": {"percent": 24.9}}]})
        check(admin, body, ("V-16", "W", 2))
        assert server.psql(
            "SELECT count(*) FROM audit WHERE action = 'validation_put' AND "
            "actor = 'admin' AND detail LIKE 'V-16 %24.9%'") == [["1"]]
    finally:
        changed(admin, "V-16", {"checks": [
            {"number": 1, "parameters": {"percent": 30}}]})


def test_an_indicator_has_limits_of_its_own(admin, school):
    store(admin, rows(school, ("students_ft", "2021-09-01", 1000),
                      ("enrol_sv", "2021AY", 1000)))
    body = rows(school, ("students_ft", "2022-09-01", 1120),
                ("enrol_sv", "2022AY", 1120))
    check(admin, body)
    own = {"number": 2, "indicator": "students_ft",
           "parameters": {"percent": 10}}
    number = max(c["number"] for c in changed(
        admin, "V-16", {"checks": [own]})["checks"])
    check(admin, body, ("V-16", "W", 2))
    assert put(admin, "V-16", {"checks": [own]}).status == 422
    changed(admin, "V-16", {"checks": [{"number": number, "remove": True}]})
    check(admin, body)


def test_a_warning_is_switched_off_or_made_an_error(admin, school):
    store(admin, rows(school, ("enrol_sv", "2021AY", 12)))
    body = NOTED + f"{school},enrol_sv,2022AY,0,今年停止招生\n"
    check(admin, body)
    changed(admin, "V-19", {"level": "E"})
    check(admin, body, ("V-19", "E", 2))
    changed(admin, "V-19", {"level": "W", "enabled": False})
    check(admin, rows(school, ("enrol_sv", "2022AY", 0)))
    changed(admin, "V-19", {"enabled": True})
    check(admin, rows(school, ("enrol_sv", "2022AY", 0)), ("V-19", "W", 2))


@pytest.mark.parametrize("rule, document, wrong", [
    ("V-07", {"enabled": False}, "enabled"),
    ("V-07", {"level": "W"}, "level"),
    ("V-24", {"checks": [{"number": 1, "parameters": {"low": 1}}]}, "checks"),
    ("V-16", {"level": "I"}, "level"),
    ("V-05", {"level": "E"}, "id"),
    ("V-16", {"checks": [{"number": 9, "parameters": {}}]}, "checks"),
    ("V-16", {"checks": [{"number": 1, "parameters": {"no": 1}}]}, "checks"),
    ("V-16", {"checks": [{"number": 1, "indicator": "nope"}]}, "checks"),
    ("V-20", {"checks": [{"number": 1, "indicator": "enrol_sv"}]}, "checks"),
    ("V-16", {"checks": [{"number": 1, "remove": True}]}, "checks"),
    ("V-16", {"checks": [{"number": 1}, {"number": 1}]}, "checks"),
    ("V-16", {"level": "X"}, "level"),
    ("V-16", {"enabled": "no"}, "enabled"),
    ("V-16", {"checks": [{"parameters": {}}]}, "checks"),
    ("V-16", {"checks": [{"number": 0}]}, "checks"),
    ("V-16", {"checks": [{"number": 1, "parameters": {"percent": -1}}]},
     "checks"),
    ("V-16", {"checks": [{"number": 1, "parameters": {"percent": "1"}}]},
     "checks"),
    ("V-16", {"more": 1}, "more"),
])
def test_what_may_not_be_changed(admin, rule, document, wrong):
    before = rule_of(admin, rule)
    reply = put(admin, rule, document)
    assert (reply.status, reply.code) == (422, "bad_rule_change"), reply
    assert f"“{wrong}”" in reply.json["detail"]
    assert rule_of(admin, rule) == before


def test_who_may_change_what(server, admin, public):
    assert put(public, "V-16", {}).status == 401
    reader = server.admin.as_(server.daemon.create_token("r1", "reader"))
    assert put(reader, "V-16", {}).status == 403
    assert put(admin, "V-99", {}).status == 404
    assert admin.request("PUT", "/v1/validations/V-16", body=b"{",
                         headers=["Content-Type: application/json"]
                         ).status == 400


def test_an_explanation_is_shown_with_the_value(admin, school):
    line = f"{school},enrol_sv,2022AY,9,今年只招一个班\n"
    store(admin, rows(school, ("enrol_sv", "2021AY", 100)))
    assert upload(admin, NOTED + line).status == 201
    found = [r for r in admin.data(
        indicator="enrol_sv", period="2022AY", area="T11", by="school",
        lineage="true").rows() if r["school"] == school]
    traced = admin.ok(f"/v1/figures/{found[0]['figure_id']}/lineage").json
    assert traced["rows"][0]["note"] == "今年只招一个班"


# --- forms ---

COUNTY = "3636001234"


@pytest.fixture(scope="module")
def sample(server):
    """The rows of the first county: many of their figures are round."""
    server.admin.load("schools", "code,name_zh,level,area\n"
                      f"{COUNTY},示例市第一职业中等专业学校,sv,T11\n")
    path = os.path.join(os.path.dirname(__file__), "..", "data", "forms",
                        "sample_form_utf8bom.csv")
    with open(path, encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    return "\n".join(lines[:9]) + "\n"


def send_form(client, body, **params):
    return client.upload("forms", body, form="train_monthly",
                         mode="validate", **params)


def test_forms_are_judged_without_being_asked(admin, sample):
    assert [(r, level) for r, level, _ in broken(send_form(admin, sample))
            ] == [("V-20", "W")]
    explained = send_form(admin, sample, **{"explain.V-20": "核对过签到表"})
    assert explained.status == 200, explained
    assert [f["rule"] for f in explained.json["findings"]] == ["V-20"]


def test_only_an_administrator_leaves_the_rules_of_forms_out(server, admin,
                                                             sample):
    assert send_form(admin, sample, rules="off").status == 200
    school = admin.as_(server.daemon.create_token(
        "county", "submitter", "--school", COUNTY))
    assert send_form(school, sample, rules="on").status == 422
    reply = send_form(school, sample, rules="off")
    assert (reply.status, reply.code) == (400, "bad_parameter"), reply
