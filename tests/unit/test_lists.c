#include "fake_op.h"
#include "model/catalogue.h"
#include "model/period.h"
#include "ops/ops.h"

static struct catalogue *cat;

static void add_area(int id, int parent, const char *code, const char *name)
{
    catalogue_add_area(cat,
                       &(struct area){.id = id,
                                      .parent = parent,
                                      .code = code,
                                      .name_zh = name,
                                      .name_en = code,
                                      .level = parent == 0   ? "country"
                                               : parent == 1 ? "city"
                                                             : "county",
                                      .valid_from = id == 4 ? 20200101 : 0});
}

static void add_school(int id, int area, const char *code, const char *name)
{
    catalogue_add_school(cat, &(struct school){.id = id,
                                               .area = area,
                                               .code = code,
                                               .name_zh = name,
                                               .name_en = "School",
                                               .level = "sv",
                                               .type = "",
                                               .ownership = "public",
                                               .opened = 19990901});
}

static void add_indicator(const struct indicator *row)
{
    struct indicator full = *row;
    full.name_zh = full.name_en = full.code;
    full.unit = "人";
    full.agg_schools = full.agg_time = "sum";
    full.period_type = "month";
    full.direction = "higher";
    full.source = "S1";
    full.multiplier = 1;
    catalogue_add_indicator(cat, &full);
}

static void add_coverage(int indicator, const char *period)
{
    struct coverage row = {.indicator = indicator};
    ck_assert(period_parse(period, strlen(period), &row.period));
    catalogue_add_coverage(cat, &row);
}

static void add_dimension(void)
{
    catalogue_add_dimension(
        cat, &(struct dimension){.id = 1, .code = "gender", .partition = true});
    catalogue_add_member(cat, &(struct member){.id = 1,
                                               .dimension = 1,
                                               .order = 2,
                                               .code = "2",
                                               .name_zh = "女",
                                               .name_en = "Female",
                                               .note = ""});
    catalogue_add_member(cat, &(struct member){.id = 2,
                                               .dimension = 1,
                                               .order = 1,
                                               .code = "1",
                                               .name_zh = "男",
                                               .name_en = "Male",
                                               .note = "GB/T 2261.1"});
}

static void setup(void)
{
    struct error err;
    fake_setup();
    cat = catalogue_new();
    add_area(1, 0, "CN", "中国");
    add_area(2, 1, "B", "乙市");
    add_area(3, 1, "A", "甲市");
    add_area(4, 3, "A1", "甲一县");
    add_area(5, 3, "A2", "甲二县");
    add_school(1, 4, "s2", "第二学校");
    add_school(2, 4, "s1", "第一学校");
    add_school(3, 2, "s3", "第三学校");
    add_indicator(&(struct indicator){.id = 1,
                                      .code = "grads",
                                      .kind = INDICATOR_FLOW,
                                      .breakdowns = "gender|major_cat"});
    add_indicator(&(struct indicator){
        .id = 2, .code = "staff", .kind = INDICATOR_STOCK, .breakdowns = ""});
    add_indicator(&(struct indicator){.id = 3,
                                      .code = "rate",
                                      .kind = INDICATOR_RATIO,
                                      .numerator = 1,
                                      .denominator = 2,
                                      .decimals = 2,
                                      .breakdowns = "gender"});
    add_dimension();
    add_coverage(1, "2024M08");
    add_coverage(1, "2023AY");
    add_coverage(2, "2024M08");
    catalogue_set_revision(cat, 5, "2024-09-12T08:00:00Z");
    ck_assert(catalogue_finish(cat, &err));
    fake.op.catalogue = cat;
}

static void teardown(void)
{
    catalogue_unref(cat);
    fake_teardown();
}

/* How often a text stands in the answer. */
static int times(const char *part)
{
    int count = 0;
    for (const char *at = fake.body.data; (at = strstr(at, part)) != NULL;
         at++) {
        count++;
    }
    return count;
}

/* --- indicators --- */

START_TEST(an_indicator_has_every_field)
{
    fake_param("id", "rate");
    op_indicators_list(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(
        fake.body.data,
        "{\"meta\":{\"revision\":5,\"generated\":\"2024-09-12T08:00:00Z\","
        "\"count\":1},\"indicators\":[{\"code\":\"rate\",\"name_zh\":\"rate\","
        "\"name_en\":\"rate\",\"unit\":\"人\",\"decimals\":2,"
        "\"kind\":\"ratio\",\"numerator\":\"grads\",\"denominator\":\"staff\","
        "\"agg_schools\":\"sum\",\"agg_time\":\"sum\","
        "\"period_type\":\"month\",\"breakdowns\":[\"gender\"],"
        "\"direction\":\"higher\",\"source\":\"S1\",\"due_days\":0,"
        "\"has_data\":true}]}\n");
}
END_TEST

START_TEST(what_is_no_ratio_has_no_parts)
{
    fake_param("id", "grads");
    op_indicators_list(&fake.op);
    ck_assert_contains(fake.body.data,
                       "\"numerator\":null,\"denominator\":null");
    ck_assert_contains(fake.body.data,
                       "\"breakdowns\":[\"gender\",\"major_cat\"]");
}
END_TEST

START_TEST(indicators_can_be_had_by_kind_and_by_id)
{
    fake_param("kind", "stock");
    op_indicators_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"count\":1}");
    ck_assert_contains(fake.body.data, "\"code\":\"staff\"");
    fake_again();
    fake.req.param_count = 0;
    fake_param("id", "staff,nothing,grads,");
    op_indicators_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"count\":2}");
}
END_TEST

START_TEST(an_unknown_kind_is_refused)
{
    fake_param("kind", "rates");
    fake_param("page", "1");
    op_indicators_list(&fake.op);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"path\":\"kind\"");
    ck_assert_contains(fake.body.data, "\"path\":\"page\"");
}
END_TEST

/* --- areas --- */

START_TEST(areas_come_as_a_tree_with_their_schools)
{
    op_areas_list(&fake.op);
    const char *at = fake.body.data;
    static const char *const ORDER[] = {"{\"code\":\"CN\"", "{\"code\":\"A\"",
                                        "{\"code\":\"A1\"", "{\"code\":\"A2\"",
                                        "{\"code\":\"B\""};
    static const char *const SCHOOLS[] = {"\"schools\":3}", "\"schools\":2}",
                                          "\"schools\":2}", "\"schools\":0}",
                                          "\"schools\":1}"};
    for (size_t i = 0; i < ARRAY_LEN(ORDER); i++) {
        at = strstr(at, ORDER[i]);
        ck_assert_ptr_nonnull(at);
        ck_assert_int_eq(
            strncmp(strstr(at, "\"schools\""), SCHOOLS[i], strlen(SCHOOLS[i])),
            0);
    }
    ck_assert_contains(fake.body.data, "\"code\":\"CN\",\"name_zh\":\"中国\","
                                       "\"name_en\":\"CN\",\"level\":"
                                       "\"country\",\"parent\":null,"
                                       "\"valid_from\":null");
    ck_assert_contains(fake.body.data,
                       "\"parent\":\"A\",\"valid_from\":\"2020-01-01\"");
}
END_TEST

START_TEST(areas_filter_by_parent_level_and_text)
{
    fake_param("parent", "CN");
    op_areas_list(&fake.op);
    ck_assert_int_eq(times("{\"code\":"), 2);
    fake_again();
    fake.req.param_count = 0;
    fake_param("level", "county");
    fake_param("q", "二");
    op_areas_list(&fake.op);
    ck_assert_int_eq(times("{\"code\":"), 1);
    ck_assert_contains(fake.body.data, "{\"code\":\"A2\"");
}
END_TEST

START_TEST(text_is_found_in_either_case)
{
    fake_param("q", "a1");
    op_areas_list(&fake.op);
    ck_assert_int_eq(times("{\"code\":"), 1);
    ck_assert_contains(fake.body.data, "{\"code\":\"A1\"");
}
END_TEST

START_TEST(an_unknown_parent_is_refused)
{
    fake_param("parent", "ZZ");
    op_areas_list(&fake.op);
    ck_assert_int_eq(fake.status, 422);
    ck_assert_contains(fake.body.data, "\"code\":\"unknown_area\","
                                       "\"path\":\"parent\"");
}
END_TEST

START_TEST(pages_follow_each_other_without_gap)
{
    fake_param("limit", "2");
    op_areas_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"count\":5,\"next\":\"A\"}");
    ck_assert_int_eq(times("{\"code\":"), 2);
    fake_again();
    fake_param("cursor", "A");
    op_areas_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"count\":5,\"next\":\"A2\"}");
    fake_again();
    fake.req.params[1].value = "A2";
    op_areas_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"count\":5,\"next\":null}");
    ck_assert_contains(fake.body.data, "{\"code\":\"B\"");
    ck_assert_int_eq(times("{\"code\":"), 1);
}
END_TEST

START_TEST(a_page_that_ends_with_the_last_row_is_the_last)
{
    fake_param("limit", "5");
    op_areas_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"next\":null}");
}
END_TEST

START_TEST(a_cursor_of_no_row_is_refused)
{
    fake_param("cursor", "nowhere");
    fake_param("limit", "5001");
    op_areas_list(&fake.op);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"code\":\"bad_cursor\"");
    ck_assert_contains(fake.body.data, "\"path\":\"limit\"");
}
END_TEST

/* --- schools, dimensions, periods --- */

START_TEST(schools_can_be_had_by_area)
{
    fake_param("area", "A");
    op_schools_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"count\":2,\"next\":null");
    ck_assert_contains(
        fake.body.data,
        "[{\"code\":\"s1\",\"name_zh\":\"第一学校\",\"name_en\":\"School\","
        "\"level\":\"sv\",\"type\":\"\",\"ownership\":\"public\","
        "\"area\":\"A1\",\"opened\":\"1999-09-01\",\"closed\":null}");
    ck_assert_ptr_null(strstr(fake.body.data, "\"s3\""));
}
END_TEST

START_TEST(members_stand_in_their_order)
{
    op_dimensions_list(&fake.op);
    ck_assert_contains(
        fake.body.data,
        "{\"code\":\"gender\",\"membership\":\"partition\",\"members\":["
        "{\"code\":\"1\",\"order\":1,\"name_zh\":\"男\",\"name_en\":\"Male\","
        "\"note\":\"GB/T 2261.1\"},{\"code\":\"2\",");
}
END_TEST

START_TEST(periods_of_all_indicators_stand_once)
{
    op_periods_list(&fake.op);
    ck_assert_contains(
        fake.body.data,
        "\"periods\":[{\"period\":\"2023AY\",\"type\":\"school_year\","
        "\"first_day\":\"2023-09-01\",\"last_day\":\"2024-08-31\"},"
        "{\"period\":\"2024M08\",\"type\":\"month\","
        "\"first_day\":\"2024-08-01\",\"last_day\":\"2024-08-31\"}]}\n");
}
END_TEST

START_TEST(periods_can_be_had_by_indicator)
{
    fake_param("indicator", "staff");
    op_periods_list(&fake.op);
    ck_assert_int_eq(times("\"period\":"), 1);
    fake_again();
    fake.req.params[0].value = "staff,nothing";
    op_periods_list(&fake.op);
    ck_assert_int_eq(fake.status, 422);
    ck_assert_contains(fake.body.data, "\"code\":\"unknown_indicator\"");
}
END_TEST

/* --- what all of them do --- */

START_TEST(the_second_time_it_is_304)
{
    static char etag[64];
    op_areas_list(&fake.op);
    snprintf(etag, sizeof(etag), "%.63s", fake_head("ETag"));
    fake_again();
    fake_field("If-None-Match", etag);
    op_areas_list(&fake.op);
    ck_assert_int_eq(fake.status, 304);
    ck_assert_uint_eq(fake.body.len, 0);
    /* Another question has another tag. */
    fake_again();
    fake_param("q", "");
    op_areas_list(&fake.op);
    ck_assert_int_eq(fake.status, 200);
}
END_TEST

START_TEST(no_two_questions_share_an_etag)
{
    static char etag[64];
    fake_param("level", "x\n=y");
    op_areas_list(&fake.op);
    snprintf(etag, sizeof(etag), "%.63s", fake_head("ETag"));
    fake_again();
    fake.req.params[0].value = "x";
    fake_param("q", "y\n-");
    op_areas_list(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_ne(fake_head("ETag"), etag);
}
END_TEST

START_TEST(who_accepts_no_json_gets_406)
{
    fake_field("Accept", "text/html");
    op_areas_list(&fake.op);
    ck_assert_int_eq(fake.status, 406);
}
END_TEST

START_TEST(the_demo_says_so)
{
    fake.config.demo = true;
    op_dimensions_list(&fake.op);
    ck_assert_contains(fake.body.data, "\"synthetic\":true");
}
END_TEST

START_TEST(the_database_is_not_asked)
{
    op_indicators_list(&fake.op);
    fake_again();
    op_schools_list(&fake.op);
    fake_again();
    op_config_get(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("lists");
    TCase *tc = tcase_create("lists");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, an_indicator_has_every_field);
    tcase_add_test(tc, what_is_no_ratio_has_no_parts);
    tcase_add_test(tc, indicators_can_be_had_by_kind_and_by_id);
    tcase_add_test(tc, an_unknown_kind_is_refused);
    tcase_add_test(tc, areas_come_as_a_tree_with_their_schools);
    tcase_add_test(tc, areas_filter_by_parent_level_and_text);
    tcase_add_test(tc, text_is_found_in_either_case);
    tcase_add_test(tc, an_unknown_parent_is_refused);
    tcase_add_test(tc, pages_follow_each_other_without_gap);
    tcase_add_test(tc, a_page_that_ends_with_the_last_row_is_the_last);
    tcase_add_test(tc, a_cursor_of_no_row_is_refused);
    tcase_add_test(tc, schools_can_be_had_by_area);
    tcase_add_test(tc, members_stand_in_their_order);
    tcase_add_test(tc, periods_of_all_indicators_stand_once);
    tcase_add_test(tc, periods_can_be_had_by_indicator);
    tcase_add_test(tc, the_second_time_it_is_304);
    tcase_add_test(tc, no_two_questions_share_an_etag);
    tcase_add_test(tc, who_accepts_no_json_gets_406);
    tcase_add_test(tc, the_demo_says_so);
    tcase_add_test(tc, the_database_is_not_asked);
    suite_add_tcase(suite, tc);
    return suite;
}
