/* Questions: what is understood, what is refused, and in which words. */
#include "data/data_canonical.h"
#include "data_world.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

#define ASK "indicator=students&period=2023-09-01"

static struct world *world;

static void set_up(void)
{
    world = world_new("S1 students 2021-09-01 10\n"
                      "S1 students 2022-09-01 10\n"
                      "S1 students 2023-09-01 10\n"
                      "S1 train 2023M01 5\n"
                      "S1 train 2023M02 5\n");
}

static void tear_down(void)
{
    world_free(world);
}

static void expect(const char *question, const char *faults)
{
    ck_assert_str_eq(world_faults(world, question), faults);
}

static const char *key(const char *question)
{
    ck_assert_msg(world_parse(world, question), "%s", question);
    return data_canonical_key(&world->query, &world->arena);
}

START_TEST(defaults_are_filled_in)
{
    ck_assert(world_parse(world, ASK));
    const struct data_query *query = &world->query;
    ck_assert_int_eq(query->area_count, 1);
    ck_assert_str_eq(query->areas[0]->code, "CN");
    ck_assert_int_eq(query->compare, DATA_NO_CHANGE);
    ck_assert_int_eq(query->digits, 2);
    ck_assert_int_eq(query->format, DATA_JSON);
    ck_assert_int_eq(query->labels, DATA_LABELS_ID);
    ck_assert_int_eq(query->limit, 1000);
    ck_assert_int_eq(query->spread, DATA_ITSELF);
    ck_assert(!query->parts && !query->bom && !query->by_school);
}
END_TEST

START_TEST(defaults_may_be_said)
{
    expect(ASK "&basis=all&view=as_was&lineage=false&compare=none&digits=2"
               "&labels=id&format=json&lang=zh&parts=0&bom=0&area=CN",
           "");
}
END_TEST

START_TEST(all_faults_are_told_at_once)
{
    expect("indicator=nothing&area=XX&compare=x&shoe=1&digits=9",
           "unknown_indicator indicator; unknown_area area; "
           "missing_parameter period; bad_parameter compare; "
           "bad_parameter digits; unknown_parameter shoe");
}
END_TEST

START_TEST(what_is_not_known_is_400)
{
    static const char *const QUESTIONS[] = {
        "indicator=nothing&period=2023",
        ASK "&area=XX",
        ASK "&by=shoe",
        ASK "&by=area.planet",
        ASK "&where.shoe=1",
        ASK "&where.gender=mars",
        ASK "&shoe=1",
        ASK "&cursor=nonsense",
        "indicator=students&period=2023M13",
    };
    for (size_t i = 0; i < ARRAY_LEN(QUESTIONS); i++) {
        ck_assert_str_ne(world_faults(world, QUESTIONS[i]), "");
        ck_assert_int_eq(data_faults_status(&world->faults), 400);
    }
}
END_TEST

START_TEST(a_cube_and_a_chart_are_no_pages)
{
    static const char *const SINGLE[] = {"echarts", "jsonstat"};
    for (size_t i = 0; i < ARRAY_LEN(SINGLE); i++) {
        char question[128];
        snprintf(question, sizeof(question), ASK "&format=%s", SINGLE[i]);
        ck_assert(world_parse(world, question));
        ck_assert_int_eq(world->query.limit, 5000);
        snprintf(question, sizeof(question), ASK "&limit=5&format=%s",
                 SINGLE[i]);
        ck_assert(world_parse(world, question));
        ck_assert_int_eq(world->query.limit, 5);
        snprintf(question, sizeof(question), ASK "&cursor=MR8&format=%s",
                 SINGLE[i]);
        expect(question, "bad_parameter cursor");
    }
}
END_TEST

START_TEST(a_chart_has_names_unless_told_otherwise)
{
    ck_assert(world_parse(world, ASK "&format=echarts"));
    ck_assert_int_eq(world->query.labels, DATA_LABELS_NAME);
    ck_assert(world_parse(world, ASK "&format=echarts&labels=id"));
    ck_assert_int_eq(world->query.labels, DATA_LABELS_ID);
    ck_assert(world_parse(world, ASK "&format=jsonstat"));
    ck_assert_int_eq(world->query.labels, DATA_LABELS_ID);
}
END_TEST

START_TEST(words_are_taken_exactly)
{
    expect(ASK "&compare=prev_years", "bad_parameter compare");
    expect(ASK "&labels=", "bad_parameter labels");
    expect(ASK "&format=pdf", "bad_parameter format");
    expect(ASK "&lang=fr", "bad_parameter lang");
    expect(ASK "&parts=yes", "bad_parameter parts");
    expect(ASK "&basis=half", "bad_parameter basis");
    expect(ASK "&compare=none,none", "too_many compare");
}
END_TEST

START_TEST(numbers_are_whole_and_in_range)
{
    static const char *const BAD[] = {
        "-1", "7", "x", "", "+1", "1e0", " 1", "1.0", "99999999999999999999"};
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        char question[128];
        snprintf(question, sizeof(question), ASK "&digits=%s", BAD[i]);
        expect(question, "bad_parameter digits");
    }
    expect(ASK "&limit=0", "bad_parameter limit");
    expect(ASK "&limit=5001", "too_many limit");
    expect(ASK "&limit=5000", "");
}
END_TEST

START_TEST(a_name_stands_once)
{
    expect(ASK "&area=CN&area=T1", "duplicate_parameter area");
}
END_TEST

START_TEST(empty_items_of_lists_are_refused)
{
    expect("indicator=&period=2023", "unknown_indicator indicator");
    expect("indicator=students,&period=2023", "unknown_indicator indicator");
    expect("indicator=students&period=2023,", "bad_period period");
    expect(ASK "&by=", "unknown_dimension by");
    expect(ASK "&where.gender=", "unknown_member where.gender");
    expect(ASK "&area=", "unknown_area area");
}
END_TEST

START_TEST(by_takes_each_thing_once)
{
    expect(ASK "&by=area,area", "bad_parameter by");
    expect(ASK "&by=area,area.county", "bad_parameter by");
    expect(ASK "&by=school,school", "bad_parameter by");
    expect(ASK "&by=gender,gender", "bad_parameter by");
    expect(ASK "&by=area.", "bad_parameter by");
    expect(ASK "&by=area,school,gender,system,tier", "too_many by");
    expect(ASK "&by=area,school,gender,system", "");
}
END_TEST

START_TEST(lists_have_a_maximum)
{
    char question[DATA_ARG_VALUES_MAX * 9 + 200];
    strcpy(question, "period=2023&indicator=students");
    for (int i = 0; i < DATA_MAX_INDICATORS; i++) {
        strcat(question, ",students");
    }
    expect(question, "too_many indicator");
    strcpy(question, ASK "&where.gender=1");
    for (int i = 0; i < DATA_MAX_MEMBERS; i++) {
        strcat(question, ",1");
    }
    expect(question, "too_many where");
    strcpy(question, ASK "&area=CN");
    for (int i = 0; i < DATA_MAX_AREAS; i++) {
        strcat(question, ",CN");
    }
    expect(question, "too_many area");
    strcpy(question, ASK "&by=a");
    for (int i = 0; i < DATA_ARG_VALUES_MAX; i++) {
        strcat(question, ",");
    }
    expect(question, "too_many by");
}
END_TEST

START_TEST(a_repeated_code_counts_once)
{
    ck_assert(world_parse(world, "indicator=students,students&period=2023"
                                 "&area=T1,CN,T1&where.gender=2,1,2"));
    ck_assert_int_eq(world->query.indicator_count, 1);
    ck_assert_int_eq(world->query.area_count, 2);
    ck_assert_str_eq(world->query.areas[0]->code, "CN");
    ck_assert_int_eq(world->query.axes[0].count, 2);
    ck_assert_str_eq(world->query.axes[0].members[0]->code, "1");
}
END_TEST

START_TEST(overlapping_members_are_not_summed)
{
    expect(ASK "&where.tier=c,p", "not_additive where.tier");
    ck_assert_int_eq(data_faults_status(&world->faults), 422);
    expect(ASK "&where.tier=c,p&by=tier", "");
    expect(ASK "&where.tier=c", "");
    expect(ASK "&where.gender=1,2", "");
}
END_TEST

START_TEST(distinct_things_are_not_summed_over_schools)
{
    expect("indicator=firms&period=2023-09-01", "not_additive indicator");
    expect("indicator=firms&period=2023-09-01&by=school", "");
}
END_TEST

/* --- periods --- */

static void expect_periods(const char *period, const char *wanted)
{
    char question[200];
    char text[2000] = "";
    snprintf(question, sizeof(question), "indicator=students&period=%s",
             period);
    ck_assert_msg(world_parse(world, question), "%s", period);
    for (int i = 0; i < world->query.period_count; i++) {
        size_t len = strlen(text);
        period_print(world->query.periods[i], text + len);
        strcat(text, " ");
    }
    ck_assert_str_eq(text, wanted);
}

START_TEST(periods_rise_and_stand_once)
{
    expect_periods("2023,2021,2023", "2021 2023 ");
    expect_periods("2023M02,2022Q4", "2022Q4 2023M02 ");
}
END_TEST

START_TEST(ranges_step_by_their_type)
{
    expect_periods("2022..2024", "2022 2023 2024 ");
    expect_periods("2022AY..2023AY", "2022AY 2023AY ");
    expect_periods("2022H2..2023H2", "2022H2 2023H1 2023H2 ");
    expect_periods("2022Q4..2023Q1", "2022Q4 2023Q1 ");
    expect_periods("2022M11..2023M02", "2022M11 2022M12 2023M01 2023M02 ");
    expect_periods("2021-09-01..2023-09-01",
                   "2021-09-01 2022-09-01 2023-09-01 ");
    expect_periods("2023..2023", "2023 ");
}
END_TEST

START_TEST(odd_ranges_are_refused)
{
    static const char *const BAD[] = {
        "2024..2022",
        "2022..2023AY",
        "2022..",
        "..2022",
        "..",
        "2022...2023",
        "9..1",
        "2022-09-01..2023-08-01",
        "2022..2023..2024",
        "last:0",
        "last:",
        "last:201",
        "last:-1",
        "last:1x",
        "LAST:1",
        "2024-02-30",
        "2020-02-29..2024-02-29",
        "2024M13",
        "0000",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        char question[100];
        snprintf(question, sizeof(question), "indicator=students&period=%s",
                 BAD[i]);
        expect(question, "bad_period period");
    }
}
END_TEST

START_TEST(two_hundred_periods_are_enough)
{
    expect("indicator=students&period=2000M01..2016M08", "");
    expect("indicator=students&period=2000M01..2016M09", "too_many period");
    expect("indicator=students&period=1900M01..2199M12", "too_many period");
}
END_TEST

START_TEST(last_takes_periods_with_data)
{
    expect_periods("last:2", "2022-09-01 2023-09-01 ");
    expect_periods("last:200", "2021-09-01 2022-09-01 2023-09-01 ");
}
END_TEST

START_TEST(last_of_several_indicators_is_of_them_together)
{
    ck_assert(world_parse(world, "indicator=students,train&period=last:3"));
    ck_assert_int_eq(world->query.period_count, 3);
    ck_assert_int_eq(world->query.periods[0], 2023021);
    ck_assert_int_eq(world->query.periods[1], 2023022);
}
END_TEST

START_TEST(last_without_data_is_no_period)
{
    ck_assert(world_parse(world, "indicator=awards&period=last:3"));
    ck_assert_int_eq(world->query.period_count, 0);
    ck_assert_str_eq(world_rows(world, "indicator=awards&period=last:3"), "");
}
END_TEST

/* --- JSON --- */

START_TEST(a_body_says_the_same)
{
    const char *wanted =
        key("indicator=students,train&period=2022,2023&by=area,gender"
            "&where.gender=1,2&digits=3&parts=true&limit=9");
    ck_assert_str_eq(
        key("{\"indicator\":[\"students\",\"train\"],\"period\":\"2022..2023\""
            ",\"by\":[\"area\",\"gender\"],\"where\":{\"gender\":[\"1\",2]},"
            "\"digits\":3,\"parts\":true,\"limit\":\"9\",\"area\":null}"),
        wanted);
    ck_assert_str_eq(
        key("{\"indicator\":\"students,train\",\"period\":[\"2022\",\"2023\"],"
            "\"by\":\"area,gender\",\"where.gender\":\"1,2\",\"digits\":\"3\","
            "\"parts\":\"1\",\"limit\":9}"),
        wanted);
}
END_TEST

START_TEST(a_code_with_a_comma_goes_into_an_array)
{
    expect(ASK "&where.system=b,c",
           "unknown_member where.system; unknown_member where.system");
    ck_assert(world_parse(world, "{\"indicator\":\"students\",\"period\":"
                                 "\"2023\",\"where\":{\"system\":[\"b,c\"]}}"));
    ck_assert_str_eq(world->query.axes[0].members[0]->code, "b,c");
}
END_TEST

START_TEST(odd_bodies_are_refused)
{
    static const struct {
        const char *body, *faults;
    } BAD[] = {
        {"{", "bad_json "},
        {"{} x", "bad_json "},
        {"{\"indicator\":{\"a\":1}}", "bad_parameter indicator"},
        {"{\"indicator\":[]}", "bad_parameter indicator"},
        {"{\"indicator\":[null]}", "bad_parameter indicator"},
        {"{\"indicator\":[[\"a\"]]}", "bad_parameter indicator"},
        {"{\"where\":{\"gender\":{}}}", "bad_parameter where.gender"},
        {"{\"where\":\"gender\"}", "unknown_parameter where"},
        {"{\"where\":{\"gender\":\"1\"},\"where.gender\":\"2\"}",
         "duplicate_parameter where.gender"},
        {"{\"a\":1,\"a\":2}", "bad_json "},
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        ck_assert_ptr_nonnull(
            strstr(world_faults(world, BAD[i].body), BAD[i].faults));
    }
}
END_TEST

/* --- the canonical form --- */

START_TEST(what_means_the_same_has_one_key)
{
    const char *one = key(ASK "&where.gender=2,1&where.system=a&digits=2");
    ck_assert_str_eq(one, key("where.system=a&digits=2&where.gender=1,2&period="
                              "2023-09-01..2023-09-01&indicator=students"
                              "&area=CN&labels=id&compare=none&limit=1000"));
    ck_assert_str_eq(
        one, "/v1/data?indicator=students&area=CN&period=2023-09-01"
             "&where.gender=1,2&where.system=a&compare=none&digits=2&lang=zh"
             "&labels=id&format=json&bom=0&parts=0&limit=1000");
}
END_TEST

START_TEST(what_differs_has_another_key)
{
    static const char *const MORE[] = {
        "",
        "&area=T1",
        "&by=area",
        "&by=area.county",
        "&by=school",
        "&by=gender",
        "&digits=2",
        "&where.gender=1",
        "&lang=en",
        "&format=csv",
        "&labels=name",
        "&limit=5",
        "&parts=1",
        "&compare=prev_year",
        "&cursor=x",
        "&bom=1",
        "&by=gender&where.gender=1",
    };
    const char *keys[ARRAY_LEN(MORE)];
    for (size_t i = 0; i < ARRAY_LEN(MORE); i++) {
        char question[200];
        snprintf(question, sizeof(question), ASK "%s", MORE[i]);
        keys[i] = key(question);
        for (size_t j = 0; j < i; j++) {
            ck_assert_str_ne(keys[i], keys[j]);
        }
    }
}
END_TEST

START_TEST(the_key_asks_the_same_again)
{
    const char *one = key("indicator=students,train&period=last:2&area=T1"
                          "&by=area.county,school,gender&where.gender=2"
                          "&compare=prev_year&digits=4&labels=both&parts=1");
    ck_assert_str_eq(key(strchr(one, '?') + 1), one);
}
END_TEST

START_TEST(the_question_is_echoed_with_its_lists)
{
    const char *body =
        world_ask(world, "indicator=students&period=last:1&area=T1"
                         "&by=area&where.gender=2&compare=prev_year");
    ck_assert_ptr_nonnull(
        strstr(body, "\"query\":{\"indicator\":[\"students\"],\"area\":\"T1\","
                     "\"period\":[\"2023-09-01\"],\"by\":[\"area\"],"
                     "\"where\":{\"gender\":[\"2\"]},\"compare\":\"prev_year\","
                     "\"basis\":\"all\",\"view\":\"as_was\",\"ytd\":null,"
                     "\"asof\":null,\"digits\":2,\"lang\":\"zh\","
                     "\"labels\":\"id\",\"format\":\"json\",\"parts\":false,"
                     "\"lineage\":false,\"statuses\":false,"
                     "\"limit\":1000,\"cursor\":null}"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_query");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, defaults_are_filled_in);
    tcase_add_test(tcase, defaults_may_be_said);
    tcase_add_test(tcase, all_faults_are_told_at_once);
    tcase_add_test(tcase, what_is_not_known_is_400);
    tcase_add_test(tcase, a_cube_and_a_chart_are_no_pages);
    tcase_add_test(tcase, a_chart_has_names_unless_told_otherwise);
    tcase_add_test(tcase, words_are_taken_exactly);
    tcase_add_test(tcase, numbers_are_whole_and_in_range);
    tcase_add_test(tcase, a_name_stands_once);
    tcase_add_test(tcase, empty_items_of_lists_are_refused);
    tcase_add_test(tcase, by_takes_each_thing_once);
    tcase_add_test(tcase, lists_have_a_maximum);
    tcase_add_test(tcase, a_repeated_code_counts_once);
    tcase_add_test(tcase, overlapping_members_are_not_summed);
    tcase_add_test(tcase, distinct_things_are_not_summed_over_schools);
    tcase_add_test(tcase, periods_rise_and_stand_once);
    tcase_add_test(tcase, ranges_step_by_their_type);
    tcase_add_test(tcase, odd_ranges_are_refused);
    tcase_add_test(tcase, two_hundred_periods_are_enough);
    tcase_add_test(tcase, last_takes_periods_with_data);
    tcase_add_test(tcase, last_of_several_indicators_is_of_them_together);
    tcase_add_test(tcase, last_without_data_is_no_period);
    tcase_add_test(tcase, a_body_says_the_same);
    tcase_add_test(tcase, a_code_with_a_comma_goes_into_an_array);
    tcase_add_test(tcase, odd_bodies_are_refused);
    tcase_add_test(tcase, what_means_the_same_has_one_key);
    tcase_add_test(tcase, what_differs_has_another_key);
    tcase_add_test(tcase, the_key_asks_the_same_again);
    tcase_add_test(tcase, the_question_is_echoed_with_its_lists);
    suite_add_tcase(suite, tcase);
    return suite;
}
