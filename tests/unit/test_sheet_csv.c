#include <stdlib.h>
#include <string.h>

#include "ingest/sheet_csv.h"
#include "sheet_watch.h"
#include "unit.h"

/* What the taker was told of the text, however it is sliced. */
static void gives(const char *text, const char *want)
{
    for (size_t step = 1; step <= strlen(text) + 1; step++) {
        struct sheet_watch watch;
        sheet_watch_init(&watch);
        sheet_watch_feed(sheet_csv_new('\0', &watch.taker, &watch.complaints),
                         text, strlen(text), step);
        ck_assert_str_eq(watch.text.data, want);
        sheet_watch_fini(&watch);
    }
}

START_TEST(a_file_is_one_sheet_of_its_rows)
{
    gives("附件2,,\n"
          "\n"
          ",,\n"
          "序号,县,\"合\n计\"\n"
          "1, 袁州区 ,\"1,250\"\n",
          "sheet 1 [] line 1\n"
          "1 (row 1): 1=t:附件2\n"
          "4 (row 4): 1=t:序号 2=t:县 3=t:合\n计\n"
          "6 (row 6): 1=t:1 2=t:袁州区 3=t:1,250\n"
          "end of sheet\n"
          "end\n");
}
END_TEST

START_TEST(guesses_the_delimiter_below_the_titles)
{
    gives("2024年月报表\n单位:人,万元\na;b;c\n1;2,5;3\n",
          "sheet 1 [] line 1\n"
          "1 (row 1): 1=t:2024年月报表\n"
          "2 (row 2): 1=t:单位:人,万元\n"
          "3 (row 3): 1=t:a 2=t:b 3=t:c\n"
          "4 (row 4): 1=t:1 2=t:2,5 3=t:3\n"
          "end of sheet\n"
          "end\n");
    gives("title\na\tb\n", "sheet 1 [] line 1\n"
                           "1 (row 1): 1=t:title\n"
                           "2 (row 2): 1=t:a 2=t:b\n"
                           "end of sheet\n"
                           "end\n");
}
END_TEST

START_TEST(a_bad_row_is_told_and_left_out)
{
    gives("a,b\nx\"y,1\nc,d\n", "sheet 1 [] line 1\n"
                                "1 (row 1): 1=t:a 2=t:b\n"
                                "fault 2 bad_csv\n"
                                "3 (row 3): 1=t:c 2=t:d\n"
                                "end of sheet\n"
                                "end\n");
}
END_TEST

START_TEST(an_open_quote_spoils_the_file)
{
    gives("a,b\n\"c,d\ne\n", "sheet 1 [] line 1\n"
                             "1 (row 1): 1=t:a 2=t:b\n"
                             "fault 2 bad_csv\n"
                             "end of sheet\n");
}
END_TEST

START_TEST(a_file_without_cells_has_no_rows)
{
    gives("", "sheet 1 [] line 1\n"
              "end of sheet\n"
              "end\n"
              "fault 1 no_rows\n");
    gives(",,\n \n", "sheet 1 [] line 1\n"
                     "end of sheet\n"
                     "end\n"
                     "fault 1 no_rows\n");
}
END_TEST

START_TEST(stops_when_the_taker_has_enough)
{
    struct sheet_watch watch;
    sheet_watch_init(&watch);
    watch.stop_line = 2;
    sheet_watch_feed(sheet_csv_new(',', &watch.taker, &watch.complaints),
                     "a\nb\nc\n", 6, 6);
    ck_assert_str_eq(watch.text.data, "sheet 1 [] line 1\n"
                                      "1 (row 1): 1=t:a\n"
                                      "2 (row 2): 1=t:b\n"
                                      "end of sheet\n"
                                      "end\n");
    sheet_watch_fini(&watch);
}
END_TEST

START_TEST(a_sheet_that_is_not_wanted_has_no_end)
{
    struct sheet_watch watch;
    sheet_watch_init(&watch);
    watch.skip = 1;
    sheet_watch_feed(sheet_csv_new(',', &watch.taker, &watch.complaints), "a\n",
                     2, 2);
    ck_assert_str_eq(watch.text.data, "sheet 1 [] line 1\n"
                                      "end\n"
                                      "fault 1 no_rows\n");
    sheet_watch_fini(&watch);
}
END_TEST

/* Longer than the beginning that the delimiter is guessed from. */
START_TEST(reads_on_behind_the_head)
{
    struct sheet_watch watch;
    struct buffer text;
    int rows = SHEET_CSV_HEAD / 8 + 100;
    buffer_init(&text, 0);
    for (int i = 1; i <= rows; i++) {
        buffer_printf(&text, "%06d,x\n", i);
    }
    sheet_watch_init(&watch);
    sheet_watch_feed(sheet_csv_new('\0', &watch.taker, &watch.complaints),
                     text.data, text.len, 1000);
    ck_assert_ptr_nonnull(
        strstr(watch.text.data, "\n2049 (row 2049): 1=t:002049 2=t:x\n"));
    ck_assert_ptr_nonnull(strstr(watch.text.data, "(row 2148)"));
    sheet_watch_fini(&watch);
    buffer_fini(&text);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sheet_csv");
    TCase *tests = tcase_create("all");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, a_file_is_one_sheet_of_its_rows);
    tcase_add_test(tests, guesses_the_delimiter_below_the_titles);
    tcase_add_test(tests, a_bad_row_is_told_and_left_out);
    tcase_add_test(tests, an_open_quote_spoils_the_file);
    tcase_add_test(tests, a_file_without_cells_has_no_rows);
    tcase_add_test(tests, stops_when_the_taker_has_enough);
    tcase_add_test(tests, a_sheet_that_is_not_wanted_has_no_end);
    tcase_add_test(tests, reads_on_behind_the_head);
    return suite;
}
