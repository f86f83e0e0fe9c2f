#include "formats/csv_writer.h"

#include <stddef.h>

#include "unit.h"

static struct buffer out;
static struct csv_writer csv;

static void setup(void)
{
    buffer_init(&out, 4096);
    csv_writer_init(&csv, &out);
}

static void teardown(void)
{
    buffer_fini(&out);
}

START_TEST(separates_cells_and_ends_rows)
{
    csv_writer_text(&csv, "a");
    csv_writer_text(&csv, NULL);
    csv_writer_int(&csv, -3);
    csv_writer_raw(&csv, "-1.25");
    csv_writer_end_row(&csv);
    csv_writer_text(&csv, "");
    csv_writer_text(&csv, "学校");
    csv_writer_end_row(&csv);
    ck_assert_str_eq(out.data, "a,,-3,-1.25\r\n,学校\r\n");
}
END_TEST

START_TEST(quotes_where_it_must)
{
    csv_writer_text(&csv, "a,b");
    csv_writer_text(&csv, "say \"no\"");
    csv_writer_text(&csv, "two\nlines");
    csv_writer_text(&csv, "\"");
    csv_writer_end_row(&csv);
    ck_assert_str_eq(out.data, "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\","
                               "\"\"\"\"\r\n");
}
END_TEST

START_TEST(guards_text_against_formulas)
{
    csv_writer_text(&csv, "=HYPERLINK(\"x\")");
    csv_writer_text(&csv, "+1");
    csv_writer_text(&csv, "-1");
    csv_writer_text(&csv, "@SUM(A1)");
    csv_writer_text(&csv, "\tx");
    csv_writer_text(&csv, "\rx");
    csv_writer_text(&csv, "a=b");
    csv_writer_end_row(&csv);
    ck_assert_str_eq(out.data, "\"'=HYPERLINK(\"\"x\"\")\",'+1,'-1,'@SUM(A1),"
                               "'\tx,\"'\rx\",a=b\r\n");
}
END_TEST

START_TEST(guards_text_against_wide_formulas)
{
    csv_writer_text(&csv, "＝1");
    csv_writer_text(&csv, "＋1");
    csv_writer_text(&csv, "－1");
    csv_writer_text(&csv, "＠1");
    csv_writer_text(&csv, "，1");
    csv_writer_end_row(&csv);
    ck_assert_str_eq(out.data, "'＝1,'＋1,'－1,'＠1,，1\r\n");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("csv_writer");
    TCase *tc = tcase_create("csv_writer");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, separates_cells_and_ends_rows);
    tcase_add_test(tc, quotes_where_it_must);
    tcase_add_test(tc, guards_text_against_formulas);
    tcase_add_test(tc, guards_text_against_wide_formulas);
    suite_add_tcase(suite, tc);
    return suite;
}
