#include "ingest/form_repeat.h"

#include <string.h>

#include "unit.h"

static struct form_repeat *repeat;

static void setup(void)
{
    repeat = form_repeat_new();
}

static void teardown(void)
{
    form_repeat_free(repeat);
}

/* A row of two cells. */
static int row(int line, const char *section, const char *a, const char *b)
{
    form_repeat_begin(repeat, section);
    form_repeat_add(repeat, span_of("县"), span_of(a));
    form_repeat_add(repeat, span_of("人次"), span_of(b));
    return form_repeat_find(repeat, line);
}

START_TEST(a_row_that_was_there_has_the_line_of_the_first)
{
    ck_assert_int_eq(row(7, "", "甲县", "12"), 0);
    ck_assert_int_eq(row(8, "", "甲县", "13"), 0);
    ck_assert_int_eq(row(9, "", "甲县", "12"), 7);
    ck_assert_int_eq(row(10, "", "甲县", "12"), 7);
    ck_assert_int_eq(row(11, "", "甲 县", "１２"), 7);
}
END_TEST

START_TEST(cells_do_not_run_into_each_other)
{
    ck_assert_int_eq(row(1, "", "甲", "12"), 0);
    ck_assert_int_eq(row(2, "", "甲1", "2"), 0);
    ck_assert_int_eq(row(3, "", "", "甲12"), 0);
    ck_assert_int_eq(row(4, "甲", "", "12"), 0);
    ck_assert_int_eq(row(5, "", "12", "甲"), 0);
}
END_TEST

START_TEST(long_cells_differ_behind_what_labels_keep)
{
    char a[1000];
    char b[1000];
    memset(a, 'x', sizeof(a));
    memset(b, 'x', sizeof(b));
    a[999] = '\0';
    b[999] = '\0';
    b[998] = 'y';
    ck_assert_int_eq(row(1, "", a, "1"), 0);
    ck_assert_int_eq(row(2, "", b, "1"), 0);
    ck_assert_int_eq(row(3, "", a, "1"), 1);
}
END_TEST

START_TEST(another_sheet_knows_nothing_of_it)
{
    ck_assert_int_eq(row(1, "", "甲县", "12"), 0);
    form_repeat_clear(repeat);
    ck_assert_int_eq(row(2, "", "甲县", "12"), 0);
    ck_assert_int_eq(row(3, "", "甲县", "12"), 2);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_repeat");
    TCase *tcase = tcase_create("form_repeat");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_row_that_was_there_has_the_line_of_the_first);
    tcase_add_test(tcase, cells_do_not_run_into_each_other);
    tcase_add_test(tcase, long_cells_differ_behind_what_labels_keep);
    tcase_add_test(tcase, another_sheet_knows_nothing_of_it);
    suite_add_tcase(suite, tcase);
    return suite;
}
