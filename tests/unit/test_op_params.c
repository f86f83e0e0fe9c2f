#include "fake_op.h"

static const char *const ALLOWED[] = {"area", "limit", "where.", NULL};

START_TEST(lets_pass_what_is_allowed)
{
    fake_param("area", "360900");
    fake_param("where.gender", "1");
    fake_param("lang", "en");
    ck_assert(op_check_params(&fake.op, ALLOWED));
    ck_assert_int_eq(fake.replies, 0);
}
END_TEST

START_TEST(names_every_parameter_that_is_wrong_at_once)
{
    fake_param("indicater", "x");
    fake_param("area", "1");
    fake_param("area", "2");
    fake_param("where.", "1");
    fake_param("lang", "fr");
    ck_assert(!op_check_params(&fake.op, ALLOWED));
    ck_assert_int_eq(fake.replies, 1);
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"code\":\"unknown_parameter\","
                                       "\"path\":\"indicater\"");
    ck_assert_contains(fake.body.data, "\"code\":\"duplicate_parameter\","
                                       "\"path\":\"area\"");
    ck_assert_contains(fake.body.data, "\"path\":\"where.\"");
    ck_assert_contains(fake.body.data, "\"code\":\"bad_parameter\","
                                       "\"path\":\"lang\"");
}
END_TEST

START_TEST(a_token_in_the_query_is_an_unknown_parameter)
{
    fake_param("access_token", "tvs_secret");
    ck_assert(!op_check_params(&fake.op, ALLOWED));
    ck_assert_contains(fake.body.data, "\"path\":\"access_token\"");
    ck_assert_ptr_null(strstr(fake.body.data, "tvs_secret"));
}
END_TEST

START_TEST(syntax_outweighs_meaning)
{
    op_note(&fake.op, "area", FAULT_UNKNOWN_AREA, "XX", NULL);
    op_note(&fake.op, "limit", FAULT_BAD_PARAMETER, "limit", "x");
    ck_assert(op_refused(&fake.op));
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"code\":\"bad_parameter\",\"errors\"");
}
END_TEST

START_TEST(meaning_alone_is_422)
{
    op_note(&fake.op, "area", FAULT_UNKNOWN_AREA, "XX", NULL);
    ck_assert(op_refused(&fake.op));
    ck_assert_int_eq(fake.status, 422);
}
END_TEST

START_TEST(messages_are_in_the_client_s_language)
{
    fake.req.lang = LANG_EN;
    op_note(&fake.op, "x", FAULT_UNKNOWN_PARAMETER, "x", NULL);
    ck_assert(op_refused(&fake.op));
    ck_assert_contains(fake.body.data,
                       "\"message\":\"unknown parameter \\\"x\\\"\"");
}
END_TEST

START_TEST(faults_beyond_the_maximum_are_dropped)
{
    for (int i = 0; i < OP_MAX_FAULTS + 5; i++) {
        op_note(&fake.op, "x", FAULT_UNKNOWN_PARAMETER, "x", NULL);
    }
    ck_assert_int_eq(fake.op.fault_count, OP_MAX_FAULTS);
    ck_assert(op_refused(&fake.op));
    ck_assert_int_eq(fake.body.data[fake.body.len - 2], '}');
}
END_TEST

START_TEST(reads_whole_numbers_in_their_limits)
{
    fake_param("limit", "25");
    ck_assert_int_eq(op_int_param(&fake.op, "limit", 10, 1, 100), 25);
    ck_assert_int_eq(op_int_param(&fake.op, "other", 10, 1, 100), 10);
    ck_assert(!op_refused(&fake.op));
}
END_TEST

static const char *const BAD_NUMBERS[] = {
    "", "0", "101", "-1", "+5", "5 ", "1e1", "0x10", "99999999999999999999"};

START_TEST(notes_what_is_no_number_or_out_of_limits)
{
    fake_param("limit", BAD_NUMBERS[_i]);
    ck_assert_int_eq(op_int_param(&fake.op, "limit", 10, 1, 100), 10);
    ck_assert(op_refused(&fake.op));
    ck_assert_int_eq(fake.status, 400);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("op_params");
    TCase *tc = tcase_create("op_params");
    tcase_add_checked_fixture(tc, fake_setup, fake_teardown);
    tcase_add_test(tc, lets_pass_what_is_allowed);
    tcase_add_test(tc, names_every_parameter_that_is_wrong_at_once);
    tcase_add_test(tc, a_token_in_the_query_is_an_unknown_parameter);
    tcase_add_test(tc, syntax_outweighs_meaning);
    tcase_add_test(tc, meaning_alone_is_422);
    tcase_add_test(tc, messages_are_in_the_client_s_language);
    tcase_add_test(tc, faults_beyond_the_maximum_are_dropped);
    tcase_add_test(tc, reads_whole_numbers_in_their_limits);
    tcase_add_loop_test(tc, notes_what_is_no_number_or_out_of_limits, 0,
                        (int)ARRAY_LEN(BAD_NUMBERS));
    suite_add_tcase(suite, tc);
    return suite;
}
