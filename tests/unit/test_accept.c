#include "accept.h"

#include <stddef.h>

#include "unit.h"

static const char *const TYPES[] = {"application/json", "text/csv",
                                    "application/x-ndjson"};

static int best(const char *header)
{
    return accept_best(header, TYPES, 3);
}

START_TEST(takes_the_first_when_nothing_is_asked)
{
    ck_assert_int_eq(best(NULL), 0);
    ck_assert_int_eq(best(""), 0);
    ck_assert_int_eq(best("*/*"), 0);
}
END_TEST

START_TEST(takes_the_type_that_is_named)
{
    ck_assert_int_eq(best("text/csv"), 1);
    ck_assert_int_eq(best("Text/CSV; charset=utf-8"), 1);
    ck_assert_int_eq(best("text/*"), 1);
    ck_assert_int_eq(best("image/png, application/x-ndjson"), 2);
}
END_TEST

START_TEST(weighs_by_q)
{
    ck_assert_int_eq(best("application/json;q=0.5, text/csv;q=0.75"), 1);
    ck_assert_int_eq(best("application/json;q=0.5, text/csv;q=0.25"), 0);
    ck_assert_int_eq(best("text/csv;q=0.001,application/json;q=0"), 1);
    ck_assert_int_eq(best("text/csv;charset=utf-8;q=0.1, */*;q=0.2"), 0);
}
END_TEST

START_TEST(prefers_the_more_precise_range)
{
    ck_assert_int_eq(best("*/*, application/json;q=0.1"), 1);
    ck_assert_int_eq(best("application/*;q=0, text/csv;q=0.1, */*"), 1);
    ck_assert_int_eq(best("application/*;q=0.1, application/x-ndjson"), 2);
}
END_TEST

START_TEST(refuses_when_none_is_acceptable)
{
    ck_assert_int_eq(best("text/html"), -1);
    ck_assert_int_eq(best("text/cs"), -1);
    ck_assert_int_eq(best("*/*;q=0"), -1);
    ck_assert_int_eq(best(",,;"), -1);
}
END_TEST

START_TEST(survives_a_parameter_without_end)
{
    ck_assert_int_eq(best("text/csv;"), 1);
    ck_assert_int_eq(best("text/csv;q"), 1);
    ck_assert_int_eq(best("text/csv;q="), -1);
    ck_assert_int_eq(best("text/csv ; q=0.5,"), 1);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("accept");
    TCase *tc = tcase_create("accept");
    tcase_add_test(tc, takes_the_first_when_nothing_is_asked);
    tcase_add_test(tc, takes_the_type_that_is_named);
    tcase_add_test(tc, weighs_by_q);
    tcase_add_test(tc, prefers_the_more_precise_range);
    tcase_add_test(tc, refuses_when_none_is_acceptable);
    tcase_add_test(tc, survives_a_parameter_without_end);
    suite_add_tcase(suite, tc);
    return suite;
}
