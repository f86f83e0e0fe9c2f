/* GET /v1/data and POST /v1/data/query between a client and a database. */
#include "data_world.h"
#include "fake_op.h"
#include "ops/ops.h"
#include "response_cache.h"
#include "unit.h"

static struct world *world;
static struct world *later; /* the same, one revision on */
static struct op second;
static struct request second_req;

#define REPORTS "S1 students 2023-03-01 10\n"

static void set_up(void)
{
    world = world_new(REPORTS);
    later = world_new(REPORTS "S1 awards 2023 1\n");
    fake_setup();
    fake.app.catalogue = catalogue_ref(world->cat);
    fake.app.cells = world->cells;
    fake.app.cache = response_cache_new(1 << 20);
    response_cache_revision(fake.app.cache, 7);
    fake.op.catalogue = catalogue_ref(world->cat);
    second_req = (struct request){.path = "/v1/data", .op = &second};
    arena_init(&second_req.arena);
    second = (struct op){.app = &fake.app, .req = &second_req, .body = ""};
    second.catalogue = catalogue_ref(world->cat);
}

/* As the router does it. */
static void leave(struct op *op)
{
    if (op->querying) {
        db_abandon(NULL, &op->query);
        op->querying = false;
    }
    if (op->on_gone != NULL) {
        op->on_gone(op);
    }
}

static void tear_down(void)
{
    leave(&second);
    leave(&fake.op);
    catalogue_unref(fake.op.catalogue);
    catalogue_unref(second.catalogue);
    catalogue_unref(fake.app.catalogue);
    response_cache_free(fake.app.cache);
    arena_fini(&second_req.arena);
    fake_teardown();
    world_free(world);
    world_free(later);
}

static void publish_later(void)
{
    catalogue_unref(fake.app.catalogue);
    catalogue_set_revision(later->cat, 8, "2024-09-13T08:00:00Z");
    fake.app.catalogue = catalogue_ref(later->cat);
    fake.app.cells = later->cells;
    response_cache_revision(fake.app.cache, 8);
}

static void ask_students(void)
{
    fake_param("indicator", "students");
    fake_param("period", "2023-03-01");
}

/* The total of the root and a status of it, at the revision. */
static void give(const char *revision, const char *sum)
{
    const char *cells[] = {
        revision, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "1",  "1", sum,
        "1",      "0",  NULL, NULL, "1",  "1",  NULL, "1",  NULL, "P",
    };
    fake_rows(3, 7, cells);
}

START_TEST(a_question_is_one_statement)
{
    ask_students();
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.query->statement, STATEMENT_TOTAL_READ);
    ck_assert_str_eq(fake.query->params[0], "{1}");
    ck_assert_str_eq(fake.query->params[1], "{1}");
    give("7", "10");
    ck_assert_int_eq(fake.status, 200);
    ck_assert_contains(
        fake.body.data,
        "\"rows\":[[\"students\",\"CN\",\"2023-03-01\",10,\"P\",1,5]]}\n");
    ck_assert_contains(fake.body.data, "{\"meta\":{\"revision\":7,");
    ck_assert_str_eq(fake_head("X-Revision"), "7");
    ck_assert_str_eq(fake_head("Link"), "");
    ck_assert_str_ne(fake_head("ETag"), "");
    ck_assert_str_eq(fake_head("Vary"),
                     "Accept, Accept-Language, Accept-Encoding");
    ck_assert_int_eq(fake.queries, 1);
    ck_assert_int_eq(fake.replies, 1);
}
END_TEST

START_TEST(the_same_words_again_cost_no_statement)
{
    ask_students();
    op_data_get(&fake.op);
    give("7", "10");
    char *first = arena_dup(&fake.req.arena, fake.body.data);
    char *etag = arena_dup(&fake.req.arena, fake_head("ETag"));
    fake_again();
    op_data_get(&fake.op);
    ck_assert_str_eq(fake.body.data, first);
    ck_assert_str_eq(fake_head("ETag"), etag);
    ck_assert_str_eq(fake_head("X-Revision"), "7");
    ck_assert_int_eq(fake.queries, 1);
}
END_TEST

START_TEST(the_same_question_in_other_words_costs_no_statement)
{
    ask_students();
    op_data_get(&fake.op);
    give("7", "10");
    fake_again();
    fake_param("area", "CN");
    fake_param("compare", "none");
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_int_eq(fake.queries, 1);
    fake_again();
    fake.op.body = "{\"indicator\":\"students\",\"period\":\"2023-03-01\"}";
    fake.op.body_len = strlen(fake.op.body);
    fake.req.param_count = 0;
    op_data_query(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_int_eq(fake.queries, 1);
}
END_TEST

START_TEST(other_accept_headers_are_other_words)
{
    ask_students();
    op_data_get(&fake.op);
    give("7", "10");
    fake_again();
    fake_field("Accept", "text/csv");
    op_data_get(&fake.op);
    give("7", "10");
    ck_assert_str_eq(fake.type, "text/csv; charset=utf-8; header=present");
    fake_again();
    fake.req.lang = LANG_EN;
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.queries, 3);
}
END_TEST

START_TEST(a_known_etag_costs_no_statement)
{
    ask_students();
    op_data_get(&fake.op);
    give("7", "10");
    fake_field("If-None-Match", arena_dup(&fake.req.arena, fake_head("ETag")));
    fake_again();
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.status, 304);
    response_cache_revision(fake.app.cache, 7); /* forgets */
    fake_again();
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.status, 304);
    ck_assert_int_eq(fake.queries, 1);
}
END_TEST

START_TEST(without_a_cell_no_statement_is_run)
{
    fake_param("indicator", "grads");
    fake_param("period", "2023AY");
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.queries, 0);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_contains(fake.body.data, "no_data");
}
END_TEST

START_TEST(all_faults_are_in_one_problem)
{
    fake_param("indicator", "nothing");
    fake_param("shoe", "1");
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"code\":\"unknown_indicator\"");
    ck_assert_contains(fake.body.data, "\"path\":\"shoe\"");
    ck_assert_contains(fake.body.data, "\"code\":\"missing_parameter\"");
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

START_TEST(a_fault_keeps_its_third_argument)
{
    ask_students();
    fake_param("limit", "999999999");
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.status, 422);
    ck_assert_contains(fake.body.data, "50000");
}
END_TEST

START_TEST(a_bad_cursor_is_refused_before_any_statement)
{
    ask_students();
    fake_param("cursor", "x");
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

START_TEST(schools_and_sums_of_members_have_their_own_statements)
{
    const char *schools[] = {"7", NULL, NULL, NULL, NULL};
    ask_students();
    fake_param("by", "school");
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.query->statement, STATEMENT_SCHOOL_READ);
    ck_assert_str_eq(fake.query->params[0], "{1}");
    ck_assert_str_eq(fake.query->params[1], "{}");
    ck_assert_str_eq(fake.query->params[2], "{1,2,3,4,5}");
    fake_rows(1, 5, schools);
    ck_assert_contains(fake.body.data, "no_data");
}
END_TEST

START_TEST(a_school_s_figure_is_read)
{
    const char *schools[] = {"7", "1", "1", "10", "E",
                             "7", "4", "1", NULL, "M"};
    ask_students();
    fake_param("by", "school");
    op_data_get(&fake.op);
    fake_rows(2, 5, schools);
    ck_assert_contains(
        fake.body.data,
        "[[\"students\",\"CN\",\"S1\",\"2023-03-01\",10,\"E\",1,1],"
        "[\"students\",\"CN\",\"S4\",\"2023-03-01\",null,\"M\",0,1]]");
}
END_TEST

START_TEST(a_page_has_a_link_to_the_next)
{
    ask_students();
    fake_param("by", "area");
    fake_param("limit", "1");
    world_free(world);
    world = world_new("S1 students 2023-03-01 1\nS5 students 2023-03-01 2\n");
    catalogue_unref(fake.op.catalogue);
    catalogue_unref(fake.app.catalogue);
    fake.op.catalogue = catalogue_ref(world->cat);
    fake.app.catalogue = catalogue_ref(world->cat);
    fake.app.cells = world->cells;
    op_data_get(&fake.op);
    const char *cells[] = {
        "7", NULL, NULL, NULL, NULL, NULL, NULL, NULL, "1", "2",  "1",
        "1", "0",  NULL, NULL, "1",  "6",  "2",  "1",  "0", NULL,
    };
    fake_rows(3, 7, cells);
    ck_assert_str_eq(
        fake_head("Link"),
        "</v1/data?indicator=students&area=CN&period=2023-03-01&by=area"
        "&compare=none&lang=zh&labels=id&format=json&bom=0&parts=0&limit=1"
        "&cursor=MR9zdHVkZW50cx9UMR8yMDIzLTAzLTAx>; rel=\"next\"");
}
END_TEST

/* --- imports in between --- */

START_TEST(a_newer_revision_is_asked_about_again)
{
    ask_students();
    op_data_get(&fake.op);
    publish_later();
    give("8", "11");
    ck_assert_int_eq(fake.replies, 0);
    ck_assert_int_eq(fake.queries, 2);
    give("8", "11");
    ck_assert_str_eq(fake_head("X-Revision"), "8");
    ck_assert_contains(fake.body.data,
                       "\"generated\":\"2024-09-13T08:00:00Z\"");
    ck_assert_str_ne(fake_head("ETag"), "");
    fake_again();
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.queries, 2);
}
END_TEST

START_TEST(a_revision_that_is_not_published_yet_is_not_kept)
{
    ask_students();
    op_data_get(&fake.op);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(fake.replies, 0);
        give("8", "11");
    }
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake_head("X-Revision"), "8");
    ck_assert_str_eq(fake_head("ETag"), "");
    ck_assert_str_eq(fake_head("Cache-Control"), "no-store");
    ck_assert_contains(fake.body.data, "\"revision\":8,");
    fake_again();
    op_data_get(&fake.op);
    ck_assert_int_eq(fake.queries, 5);
}
END_TEST

START_TEST(an_answer_of_an_old_snapshot_is_not_kept)
{
    ask_students();
    op_data_get(&fake.op);
    publish_later();
    response_cache_revision(fake.app.cache, 7); /* of another database */
    give("7", "10");
    ck_assert_int_eq(fake.status, 200);
    ck_assert_uint_eq(response_cache_stats(fake.app.cache).entries, 0);
}
END_TEST

/* --- several at once --- */

static void ask_twice(void)
{
    ask_students();
    memcpy(second_req.params, fake.req.params, sizeof(fake.req.params));
    second_req.param_count = fake.req.param_count;
    op_data_get(&fake.op);
    op_data_get(&second);
    ck_assert_int_eq(fake.queries, 1);
}

START_TEST(two_that_ask_the_same_are_one_statement)
{
    ask_twice();
    give("7", "10");
    ck_assert_int_eq(fake.replies, 2);
    ck_assert_int_eq(fake.queries, 1);
    ck_assert_ptr_null(second.on_gone);
}
END_TEST

START_TEST(a_failure_is_answered_to_both)
{
    ask_twice();
    fake_db_error(FAULT_TIMEOUT);
    ck_assert_int_eq(fake.replies, 2);
    ck_assert_int_eq(fake.status, 504);
    ck_assert_uint_eq(response_cache_stats(fake.app.cache).flights, 0);
}
END_TEST

START_TEST(when_the_first_goes_the_second_asks)
{
    ask_twice();
    leave(&fake.op);
    ck_assert_int_eq(fake.queries, 2);
    ck_assert_ptr_eq(fake.query, &second.query);
    give("7", "10");
    ck_assert_int_eq(fake.replies, 1);
    ck_assert_uint_eq(response_cache_stats(fake.app.cache).entries, 1);
}
END_TEST

START_TEST(when_the_second_goes_the_first_is_answered)
{
    ask_twice();
    leave(&second);
    give("7", "10");
    ck_assert_int_eq(fake.replies, 1);
}
END_TEST

START_TEST(who_waited_for_an_older_snapshot_gets_the_newer_etag)
{
    ask_twice();
    publish_later();
    give("8", "11");
    give("8", "11");
    ck_assert_int_eq(fake.replies, 2);
    ck_assert_ptr_eq(fake.op.catalogue, later->cat);
    ck_assert_ptr_nonnull(strstr(fake.head.data, "ETag: \"r8"));
    ck_assert_ptr_null(strstr(fake.head.data, "ETag: \"r7"));
}
END_TEST

/* --- POST --- */

static void post(const char *body)
{
    fake.op.body = body;
    fake.op.body_len = strlen(body);
    op_data_query(&fake.op);
}

START_TEST(a_body_is_a_question)
{
    post("{\"indicator\":[\"students\"],\"period\":\"2023-03-01\"}");
    give("7", "10");
    ck_assert_int_eq(fake.status, 200);
    ck_assert_contains(fake.body.data, "\"rows\":[[\"students\"");
}
END_TEST

START_TEST(only_the_language_stands_in_the_address_of_a_post)
{
    fake_param("area", "T1");
    fake_param("lang", "en");
    fake.req.lang = LANG_EN;
    post("{\"indicator\":\"grads\",\"period\":\"2023AY\"}");
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "unknown parameter");
    fake_again();
    fake.op.fault_count = 0;
    fake.req.params[0] = fake.req.params[1];
    fake.req.param_count = 1;
    post("{\"indicator\":\"grads\",\"period\":\"2023AY\"}");
    ck_assert_contains(fake.body.data, "there are no data");
}
END_TEST

START_TEST(a_body_that_is_no_json_is_refused)
{
    post("{");
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "bad_json");
}
END_TEST

START_TEST(a_body_of_another_type_is_415)
{
    fake_field("Content-Type", "text/csv");
    post("{}");
    ck_assert_int_eq(fake.status, 415);
}
END_TEST

START_TEST(a_type_may_have_parameters)
{
    fake_field("Content-Type", "Application/JSON; charset=utf-8");
    post("{\"indicator\":\"grads\",\"period\":\"2023AY\"}");
    ck_assert_int_eq(fake.status, 200);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_run");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_question_is_one_statement);
    tcase_add_test(tcase, the_same_words_again_cost_no_statement);
    tcase_add_test(tcase, the_same_question_in_other_words_costs_no_statement);
    tcase_add_test(tcase, other_accept_headers_are_other_words);
    tcase_add_test(tcase, a_known_etag_costs_no_statement);
    tcase_add_test(tcase, without_a_cell_no_statement_is_run);
    tcase_add_test(tcase, all_faults_are_in_one_problem);
    tcase_add_test(tcase, a_fault_keeps_its_third_argument);
    tcase_add_test(tcase, a_bad_cursor_is_refused_before_any_statement);
    tcase_add_test(tcase,
                   schools_and_sums_of_members_have_their_own_statements);
    tcase_add_test(tcase, a_school_s_figure_is_read);
    tcase_add_test(tcase, a_page_has_a_link_to_the_next);
    tcase_add_test(tcase, a_newer_revision_is_asked_about_again);
    tcase_add_test(tcase, a_revision_that_is_not_published_yet_is_not_kept);
    tcase_add_test(tcase, an_answer_of_an_old_snapshot_is_not_kept);
    tcase_add_test(tcase, two_that_ask_the_same_are_one_statement);
    tcase_add_test(tcase, a_failure_is_answered_to_both);
    tcase_add_test(tcase, when_the_first_goes_the_second_asks);
    tcase_add_test(tcase, when_the_second_goes_the_first_is_answered);
    tcase_add_test(tcase, who_waited_for_an_older_snapshot_gets_the_newer_etag);
    tcase_add_test(tcase, a_body_is_a_question);
    tcase_add_test(tcase, only_the_language_stands_in_the_address_of_a_post);
    tcase_add_test(tcase, a_body_that_is_no_json_is_refused);
    tcase_add_test(tcase, a_body_of_another_type_is_415);
    tcase_add_test(tcase, a_type_may_have_parameters);
    suite_add_tcase(suite, tcase);
    return suite;
}
