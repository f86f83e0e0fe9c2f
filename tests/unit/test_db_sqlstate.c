#include "storage/db_sqlstate.h"

#include "unit.h"

static void means(const char *state, enum fault fault, bool drops)
{
    const struct db_sqlstate *row = db_sqlstate_find(state);
    ck_assert_msg(row->fault == fault, "%s: %s", state, fault_code(row->fault));
    ck_assert_msg(row->drops == drops, "%s", state);
}

START_TEST(a_cancelled_statement_is_a_timeout)
{
    means("57014", FAULT_TIMEOUT, false);
}
END_TEST

START_TEST(a_full_disk_is_said_to_be_one)
{
    means("53100", FAULT_STORAGE_FULL, false);
    means("53200", FAULT_UNAVAILABLE, false);
}
END_TEST

START_TEST(what_may_be_tried_again_is_contention)
{
    means("40001", FAULT_CONTENTION, false);
    means("40P01", FAULT_CONTENTION, false);
    means("55P03", FAULT_CONTENTION, false);
}
END_TEST

START_TEST(a_connection_of_no_more_use_is_dropped)
{
    means("08006", FAULT_UNAVAILABLE, true);
    means("08P01", FAULT_UNAVAILABLE, true);
    means("57P01", FAULT_UNAVAILABLE, true);
    means("57P03", FAULT_UNAVAILABLE, true);
    means("53300", FAULT_UNAVAILABLE, true);
    means("25006", FAULT_UNAVAILABLE, true);
}
END_TEST

START_TEST(a_sum_that_no_column_holds_is_said_to_be_one)
{
    means("22003", FAULT_SUM_TOO_LARGE, false);
}
END_TEST

START_TEST(a_broken_connection_has_no_state)
{
    means("", FAULT_UNAVAILABLE, false);
}
END_TEST

START_TEST(anything_else_is_a_mistake_of_ours)
{
    means("42P01", FAULT_INTERNAL, false);
    means("22012", FAULT_INTERNAL, false);
    means("23502", FAULT_INTERNAL, false);
    means("57", FAULT_INTERNAL, false);
    means("XX000", FAULT_INTERNAL, false);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_sqlstate");
    TCase *tests = tcase_create("table");
    tcase_add_test(tests, a_cancelled_statement_is_a_timeout);
    tcase_add_test(tests, a_full_disk_is_said_to_be_one);
    tcase_add_test(tests, what_may_be_tried_again_is_contention);
    tcase_add_test(tests, a_connection_of_no_more_use_is_dropped);
    tcase_add_test(tests, a_sum_that_no_column_holds_is_said_to_be_one);
    tcase_add_test(tests, a_broken_connection_has_no_state);
    tcase_add_test(tests, anything_else_is_a_mistake_of_ours);
    suite_add_tcase(suite, tests);
    return suite;
}
