#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/grid_source.h"
#include "platform/macros.h"
#include "sheet_watch.h"
#include "unit.h"

#define HEAD "tvetstat-grid 1\n"

static struct sheet_list *list;

static void set_up(void)
{
    list = sheet_list_new();
}

static void tear_down(void)
{
    sheet_list_free(list);
}

static void watch_grid(struct sheet_watch *watch, const char *text, size_t step)
{
    sheet_list_free(list);
    list = sheet_list_new();
    sheet_watch_feed(grid_source_new(&watch->taker, list, &watch->complaints),
                     text, strlen(text), step);
}

static void gives(const char *text, const char *want)
{
    for (size_t step = 1; step <= strlen(text) + 1; step++) {
        struct sheet_watch watch;
        sheet_watch_init(&watch);
        watch_grid(&watch, text, step);
        ck_assert_str_eq(watch.text.data, want);
        sheet_watch_fini(&watch);
    }
}

START_TEST(gives_sheets_rows_and_cells)
{
    gives(HEAD
          "S\t1\tvisible\t表1\n"
          "M\t1\t1\t1\t12\n"
          "R\t1\nC\t1\tt\t附件2\n"
          "R\t4\th\nC\t2\tn\t-12.5\nC\t3\tp\t0.853\nC\t4\td\t2024-08-01\n"
          "R\t5\nC\t1\tb\tTRUE\nC\t2\te\t#REF!\nC\t3\tf\nC\t4\tn\t3.6E+17\n"
          "S\t2\thidden\t表 2\n"
          "S\t3\tvisible\tC\n"
          "R\t2\nC\t1\tt\tx\n"
          "E\n",
          "sheet 1 [表1] line 1 merge 1,1:1,12\n"
          "1 (row 1): 1=t:附件2\n"
          "4 (row 4, hidden): 2=n:-12.5 3=p:0.853 4=d:2024-08-01\n"
          "5 (row 5): 1=b:TRUE 2=e:#REF! 3=f: 4=n:3.6E+17\n"
          "end of sheet\n"
          "sheet 2 [表 2] line 6 hidden\n"
          "end of sheet\n"
          "sheet 3 [C] line 6\n"
          "7 (row 2): 1=t:x\n"
          "end of sheet\n"
          "end\n");
    ck_assert_int_eq(list->count, 3);
    ck_assert_str_eq(list->sheets[1].name, "表 2");
    ck_assert_int_eq(list->sheets[1].first_line, 6);
}
END_TEST

START_TEST(texts_lose_their_escapes_and_spaces)
{
    gives(HEAD "S\t1\tvisible\ta\\tb\n"
               "R\t1\nC\t1\tt\t  a\\nb\\\\c\\td\\r \nC\t2\tt\t 　\nC\t3\tt\n"
               "R\t2\nC\t1\tt\t \nE\n",
          "sheet 1 [a\tb] line 1\n"
          "1 (row 1): 1=t:a\nb\\c\td\r\n"
          "end of sheet\n"
          "end\n");
}
END_TEST

START_TEST(merged_ranges_come_in_order)
{
    gives(HEAD "S\t1\tvisible\ta\n"
               "M\t9\t1\t9\t2\nM\t1\t5\t1\t6\nM\t1\t1\t2\t2\n"
               "R\t1\nC\t1\tt\tx\nE\n",
          "sheet 1 [a] line 1 merge 1,1:2,2 merge 1,5:1,6 merge 9,1:9,2\n"
          "1 (row 1): 1=t:x\n"
          "end of sheet\n"
          "end\n");
}
END_TEST

START_TEST(a_workbook_without_cells_has_no_rows)
{
    gives(HEAD "S\t1\tvisible\ta\nE\n", "sheet 1 [a] line 1\n"
                                        "end of sheet\n"
                                        "end\n"
                                        "fault 1 no_rows\n");
}
END_TEST

START_TEST(what_is_no_grid_is_unreadable)
{
    static const char *const BAD[] = {
        "",
        "\n",
        "E\n",
        "tvetstat-grid 2\nE\n",
        HEAD,
        HEAD HEAD "E\n",
        HEAD "R\t1\nE\n",
        HEAD "X\tworkbook_macros\n",
        HEAD "S\t2\tvisible\ta\nE\n",
        HEAD "S\t1\tvisible\t\nE\n",
        HEAD "S\t1\tvisible\ta\tb\nE\n",
        HEAD "S\t1\tgone\ta\nE\n",
        HEAD "S\t1\tvisible\ta\\x\nE\n",
        HEAD "S\t1\tvisible\ta\\\nE\n",
        HEAD "S\t257\tvisible\ta\nE\n",
        HEAD "M\t1\t1\t1\t2\nE\n",
        HEAD "E\t1\n",
        HEAD "\nE\n",
        HEAD "e\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        struct sheet_watch watch;
        sheet_watch_init(&watch);
        watch_grid(&watch, BAD[i], 4);
        ck_assert_msg(
            strstr(watch.text.data, "fault 1 workbook_unreadable\n") != NULL,
            "%s", BAD[i]);
        ck_assert_ptr_null(strstr(watch.text.data, "\nend\n"));
        sheet_watch_fini(&watch);
    }
}
END_TEST

/* Within a sheet, behind one good row. */
START_TEST(a_sheet_with_anything_else_in_it_is_unreadable)
{
    static const char *const BAD[] = {
        "",
        "R\t2\nC\t1\tt\tx\n",
        "R\t2\nE\tx",
        "R\t1\nE\n",
        "R\t0\nE\n",
        "R\t1048577\nE\n",
        "R\t99999999\nE\n",
        "R\t-2\nE\n",
        "R\t2\tx\nE\n",
        "R\t2\th\tx\nE\n",
        "R\t2\t\nE\n",
        "M\t1\t1\t1\t2\nE\n",
        "R\t2\nC\t1\tn\t1\nC\t1\tn\t1\nE\n",
        "R\t2\nC\t0\tn\t1\nE\n",
        "R\t2\nC\t16385\tn\t1\nE\n",
        "R\t2\nC\t1\tx\t1\nE\n",
        "R\t2\nC\t1\t\t1\nE\n",
        "R\t2\nC\t1\nE\n",
        "R\t2\nC\t1\tt\ta\tb\nE\n",
        "R\t2\nC\t1\tt\ta\\x\nE\n",
        "R\t2\nC\t1\tt\ta\\\nE\n",
        "R\t2\nC\t1\tn\t\nE\n",
        "R\t2\nC\t1\tn\t1,5\nE\n",
        "R\t2\nC\t1\tn\t+1\nE\n",
        "R\t2\nC\t1\tn\t1.\nE\n",
        "R\t2\nC\t1\tn\t.5\nE\n",
        "R\t2\nC\t1\tn\t1E17\nE\n",
        "R\t2\nC\t1\tn\t1E+\nE\n",
        "R\t2\nC\t1\tn\tNaN\nE\n",
        "R\t2\nC\t1\tn\t123456789012345678901234567890123\nE\n",
        "R\t2\nC\t1\tp\t85%\nE\n",
        "R\t2\nC\t1\td\t2024-8-1\nE\n",
        "R\t2\nC\t1\td\t2024-08-01 10\nE\n",
        "R\t2\nC\t1\tb\ttrue\nE\n",
        "R\t2\nC\t1\te\tREF!\nE\n",
        "R\t2\nC\t1\te\t#\x7F\nE\n",
        "R\t2\nC\t1\tf\tx\nE\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        char text[256];
        struct sheet_watch watch;
        snprintf(text, sizeof(text),
                 HEAD "S\t1\tvisible\ta\nR\t1\nC\t1\tn\t1\n%s", BAD[i]);
        sheet_watch_init(&watch);
        watch_grid(&watch, text, 7);
        ck_assert_msg(strstr(watch.text.data, " workbook_unreadable\n") != NULL,
                      "%s", BAD[i]);
        ck_assert_ptr_null(strstr(watch.text.data, "\nend\n"));
        sheet_watch_fini(&watch);
    }
}
END_TEST

START_TEST(every_beginning_of_a_grid_is_unreadable)
{
    static const char GRID[] = HEAD "S\t1\tvisible\ta\n"
                                    "M\t1\t1\t1\t2\n"
                                    "R\t1\nC\t1\tt\tx\nC\t2\tn\t12\nE";
    for (size_t len = 0; len < strlen(GRID); len++) {
        char text[sizeof(GRID)];
        struct sheet_watch watch;
        memcpy(text, GRID, len);
        text[len] = '\0';
        sheet_watch_init(&watch);
        watch_grid(&watch, text, 1000);
        ck_assert_int_eq(watch.complaints.verdict, FAULT_WORKBOOK_UNREADABLE);
        sheet_watch_fini(&watch);
    }
}
END_TEST

START_TEST(a_cell_too_far_to_the_right_costs_its_row)
{
    gives(HEAD "S\t1\tvisible\ta\n"
               "R\t1\nC\t1\tt\tx\nC\t1025\tt\ty\nC\t1026\tt\ty\n"
               "R\t2\nC\t1\tt\tz\nE\n",
          "sheet 1 [a] line 1\n"
          "fault 1 too_many_columns 1024\n"
          "2 (row 2): 1=t:z\n"
          "end of sheet\n"
          "end\n");
}
END_TEST

static void watch_long(struct sheet_watch *watch, int cells, size_t len)
{
    struct buffer text;
    buffer_init(&text, 0);
    buffer_add_str(&text, HEAD "S\t1\tvisible\ta\nR\t1\n");
    for (int i = 1; i <= cells; i++) {
        buffer_printf(&text, "C\t%d\tt\t", i);
        for (size_t k = 0; k < len; k++) {
            buffer_add_char(&text, 'x');
        }
        buffer_add_char(&text, '\n');
    }
    buffer_add_str(&text, "R\t2\nC\t1\tt\tz\nE\n");
    sheet_watch_init(watch);
    watch_grid(watch, text.data, 65536);
    buffer_fini(&text);
}

START_TEST(a_long_cell_or_row_costs_the_row)
{
    struct sheet_watch watch;
    watch_long(&watch, 3, ROW_MAX_FIELD + 1);
    ck_assert_str_eq(watch.text.data, "sheet 1 [a] line 1\n"
                                      "fault 1 column 1 field_too_long 65536\n"
                                      "2 (row 2): 1=t:z\n"
                                      "end of sheet\n"
                                      "end\n");
    sheet_watch_fini(&watch);
    watch_long(&watch, 17, ROW_MAX_FIELD);
    ck_assert_str_eq(watch.text.data, "sheet 1 [a] line 1\n"
                                      "fault 1 row_too_long 1048576\n"
                                      "2 (row 2): 1=t:z\n"
                                      "end of sheet\n"
                                      "end\n");
    sheet_watch_fini(&watch);
}
END_TEST

START_TEST(a_sheet_that_is_not_wanted_is_passed_over)
{
    struct sheet_watch watch;
    sheet_watch_init(&watch);
    watch.skip = 1;
    watch_grid(&watch,
               HEAD "S\t1\tvisible\ta\nR\t9\nC\t1\tt\tx\n"
                    "S\t2\tvisible\tb\nR\t1\nC\t1\tt\ty\nE\n",
               9);
    ck_assert_str_eq(watch.text.data, "sheet 1 [a] line 1\n"
                                      "sheet 2 [b] line 10\n"
                                      "10 (row 1): 1=t:y\n"
                                      "end of sheet\n"
                                      "end\n");
    sheet_watch_fini(&watch);
}
END_TEST

START_TEST(a_taker_that_has_enough_sees_no_more_sheets)
{
    struct sheet_watch watch;
    sheet_watch_init(&watch);
    watch.stop_line = 1;
    watch_grid(&watch,
               HEAD "S\t1\tvisible\ta\nR\t1\nC\t1\tt\tx\nR\t2\nC\t1\tt\tx\n"
                    "S\t2\tvisible\tb\nR\t1\nC\t1\tt\ty\nE\n",
               9);
    ck_assert_str_eq(watch.text.data, "sheet 1 [a] line 1\n"
                                      "1 (row 1): 1=t:x\n"
                                      "end of sheet\n"
                                      "end\n"
                                      "fault 1 no_rows\n");
    ck_assert_int_eq(list->count, 2);
    sheet_watch_fini(&watch);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("grid_source");
    TCase *tests = tcase_create("all");
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, gives_sheets_rows_and_cells);
    tcase_add_test(tests, texts_lose_their_escapes_and_spaces);
    tcase_add_test(tests, merged_ranges_come_in_order);
    tcase_add_test(tests, a_workbook_without_cells_has_no_rows);
    tcase_add_test(tests, what_is_no_grid_is_unreadable);
    tcase_add_test(tests, a_sheet_with_anything_else_in_it_is_unreadable);
    tcase_add_test(tests, every_beginning_of_a_grid_is_unreadable);
    tcase_add_test(tests, a_cell_too_far_to_the_right_costs_its_row);
    tcase_add_test(tests, a_long_cell_or_row_costs_the_row);
    tcase_add_test(tests, a_sheet_that_is_not_wanted_is_passed_over);
    tcase_add_test(tests, a_taker_that_has_enough_sees_no_more_sheets);
    return suite;
}
