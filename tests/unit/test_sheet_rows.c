#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/sheet_percent.h"
#include "ingest_fixture.h"
#include "unit.h"

#define BOOK "tvetstat-grid 1\nS\t1\tvisible\t表1\n"
#define HEADING                                                                \
    "R\t1\nC\t1\tt\tschool\nC\t2\tt\tindicator\nC\t3\tt\tperiod\nC\t4\tt\tval" \
    "ue\n"
/* Row `n` for S1 and students, up to the value's column. */
#define ROW(n) \
    "R\t" n "\nC\t1\tt\tS1\nC\t2\tt\tstudents\nC\t3\tn\t20" n "\nC\t4\t"
#define END "E\n"

static struct fixture *fx;

static void setup(void)
{
    fx = fixture_new();
    fx->options.format = READER_GRID;
}

static void teardown(void)
{
    profile_free((struct profile *)(uintptr_t)fx->options.profile);
    fixture_free(fx);
}

static void is_observation(int at, int line, const char *cell, int64_t value)
{
    ck_assert_int_gt(fx->observation_count, at);
    const struct seen_observation *obs = &fx->observations[at];
    ck_assert_int_eq(obs->line, line);
    ck_assert_str_eq(fixture_cell(fx, obs->cell), cell);
    ck_assert_int_eq(obs->value, value);
}

static void has_fault(int at, int line, int number, enum fault fault)
{
    ck_assert_int_gt(fx->fault_count, at);
    ck_assert_str_eq(fault_code(fx->faults[at].fault), fault_code(fault));
    ck_assert_int_eq(fx->faults[at].line, line);
    ck_assert_int_eq(fx->faults[at].number, number);
}

static void has_warning(int at, const char *code, const char *subject)
{
    ck_assert_int_gt(fx->warning_count, at);
    ck_assert_str_eq(fx->warnings[at].code, code);
    ck_assert_str_eq(fx->warnings[at].subject, subject);
}

static void use_profile(const char *json)
{
    struct error err = {0};
    fx->options.profile = profile_compile(json, strlen(json), &err);
    ck_assert_msg(fx->options.profile != NULL, "%s", err.args[0]);
}

START_TEST(reads_a_sheet_like_a_csv_file)
{
    fixture_read_text(fx,
                      BOOK HEADING ROW("18") "n\t35\n" ROW("19") "t\t36\n" END);
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->rows, 2);
    is_observation(0, 18, "students//2018", 35);
    is_observation(1, 19, "students//2019", 36);
}
END_TEST

START_TEST(cells_behind_the_last_that_is_filled_are_empty)
{
    fixture_read_text(
        fx, BOOK HEADING
        "R\t2\nC\t1\tt\tS1\nC\t2\tt\tstudents\nC\t3\tn\t2018\n" END);
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert(!fx->observations[0].has_value);
}
END_TEST

START_TEST(dates_and_booleans_are_words_of_the_readers)
{
    fixture_read_text(fx, BOOK HEADING
                      "R\t2\nC\t1\tt\tS1\nC\t2\tt\tstudents\nC\t3\td\t"
                      "2023-09-01\nC\t4\tn\t5\n" END);
    ck_assert_int_eq(fx->fault_count, 0);
    is_observation(0, 2, "students//2023-09-01", 5);
    fx->options.kind = IMPORT_AREAS;
    fixture_read_text(fx, BOOK "R\t1\nC\t1\tt\tcode\nC\t2\tt\tname_zh\n"
                               "C\t3\tt\tvalid_from\n"
                               "R\t2\nC\t1\tn\t360900\nC\t2\tb\tTRUE\n"
                               "C\t3\td\t2020-01-02\n" END);
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->record_count, 1);
    ck_assert_str_eq(fx->records[0].fields[0], "360900");
    ck_assert_str_eq(fx->records[0].fields[1], "true");
    ck_assert_str_eq(fx->records[0].fields[5], "2020-01-02");
}
END_TEST

START_TEST(takes_the_first_visible_sheet_that_has_cells)
{
    fixture_read_text(fx, "tvetstat-grid 1\n"
                          "S\t1\thidden\tlists\nR\t1\nC\t1\tt\tx\n"
                          "R\t2\nC\t1\tt\ty\n"
                          "S\t2\tvisible\tempty\n"
                          "S\t3\tvisible\tdata\n" HEADING ROW(
                              "18") "n\t35\n"
                                    "S\t4\tvisible\tmore\nR\t1\nC\t1\tt\tx\n"
                                    "S\t5\tvisible\tnothing\n" END);
    ck_assert_int_eq(fx->fault_count, 0);
    is_observation(0, 2 + 18, "students//2018", 35);
    ck_assert_int_eq(fx->warning_count, 2);
    has_warning(0, "hidden_sheet", "lists");
    has_warning(1, "ignored_sheet", "more");
}
END_TEST

START_TEST(a_workbook_with_nothing_to_see_has_no_rows)
{
    fixture_read_text(fx,
                      "tvetstat-grid 1\n"
                      "S\t1\thidden\tlists\n" HEADING ROW("18") "n\t35\n" END);
    ck_assert_int_eq(fx->verdict, FAULT_NO_ROWS);
    has_warning(0, "hidden_sheet", "lists");
    fixture_read_text(fx, BOOK HEADING END);
    ck_assert_int_eq(fx->verdict, FAULT_NO_ROWS);
}
END_TEST

START_TEST(cells_without_a_value_are_faults_at_their_cell)
{
    fixture_read_text(fx, BOOK HEADING ROW("18") "e\t#REF!\n" ROW(
                              "19") "f\n" ROW("20") "n\t1\n" END);
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 18, 4, FAULT_SHEET_ERROR);
    ck_assert_str_eq(fx->faults[0].column, "value");
    ck_assert_str_eq(fx->faults[0].value, "#REF!");
    has_fault(1, 19, 4, FAULT_FORMULA_VALUE);
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->rows, 3);
}
END_TEST

START_TEST(a_part_of_a_merged_range_has_no_value)
{
    fixture_read_text(
        fx, BOOK "M\t18\t4\t19\t4\nM\t20\t3\t20\t4\n" HEADING ROW(
                "18") "n\t1\n" ROW("19") "t\t \n" ROW("20") "t\t \n" END);
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 19, 4, FAULT_MERGED_CELL);
    has_fault(1, 20, 4, FAULT_MERGED_CELL);
}
END_TEST

START_TEST(a_cell_right_of_the_headings_is_a_ragged_row)
{
    fixture_read_text(fx,
                      BOOK HEADING ROW("18") "n\t1\nC\t6\tt\tsee below\n" END);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 18, 0, FAULT_RAGGED_ROW);
}
END_TEST

START_TEST(a_profile_finds_its_heading_by_the_numbers_of_rows)
{
    use_profile(
        "{\"skip_lines\":3,\"header_lines\":2,"
        "\"constants\":{\"indicator\":\"students\",\"period\":\"2020\"},"
        "\"skip_rows\":[{\"header\":\"学校\",\"matches\":\"^合计\"}],"
        "\"columns\":[{\"header\":\"学校\",\"as\":\"school\"},"
        "{\"header\":\"人数/男\",\"as\":\"value\","
        "\"dimensions\":{\"gender\":\"1\"}},"
        "{\"header\":\"人数/女\",\"as\":\"value\","
        "\"dimensions\":{\"gender\":\"2\"}},"
        "{\"header\":\"同比\",\"as\":\"ignore\"}]}");
    fixture_read_text(fx,
                      BOOK "M\t4\t2\t4\t3\nM\t4\t1\t5\t1\nM\t6\t4\t7\t4\n"
                           "R\t1\nC\t1\tt\t标题\n"
                           "R\t4\nC\t1\tt\t学校\nC\t2\tt\t人数\nC\t4\tt\t同比\n"
                           "R\t5\nC\t2\tt\t男\nC\t3\tt\t女\n"
                           "R\t6\nC\t1\tt\tS1\nC\t2\tn\t1\nC\t3\tn\t2\n"
                           "C\t4\te\t#DIV/0!\n"
                           "R\t8\nC\t1\tt\t合计\nC\t2\te\t#REF!\n" END);
    ck_assert_int_eq(fx->fault_count, 0);
    is_observation(0, 6, "students/gender=1/2020", 1);
    is_observation(1, 6, "students/gender=2/2020", 2);
    ck_assert_int_eq(fx->rows, 1);
}
END_TEST

START_TEST(a_percentage_is_what_it_shows)
{
    static const char *const PAIRS[][2] = {
        {"0.853", "85.3"}, {"1", "100"},       {"0", "0"},
        {"0.05", "5"},     {"0.0005", "0.05"}, {"-0.125", "-12.5"},
        {"12.5", "1250"},  {"0.8", "80"},      {"0.100", "10"},
        {"1E-30", "1E-30"}};
    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        char room[SHEET_PERCENT_SIZE];
        struct span out = sheet_percent(span_of(PAIRS[i][0]), room);
        char text[SHEET_PERCENT_SIZE];
        span_copy(out, text, sizeof(text));
        ck_assert_str_eq(text, PAIRS[i][1]);
    }
    fixture_read_text(fx, BOOK HEADING ROW("18") "p\t0.35\n" END);
    is_observation(0, 18, "students//2018", 35);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sheet_rows");
    TCase *tests = tcase_create("all");
    suite_add_tcase(suite, tests);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, reads_a_sheet_like_a_csv_file);
    tcase_add_test(tests, cells_behind_the_last_that_is_filled_are_empty);
    tcase_add_test(tests, dates_and_booleans_are_words_of_the_readers);
    tcase_add_test(tests, takes_the_first_visible_sheet_that_has_cells);
    tcase_add_test(tests, a_workbook_with_nothing_to_see_has_no_rows);
    tcase_add_test(tests, cells_without_a_value_are_faults_at_their_cell);
    tcase_add_test(tests, a_part_of_a_merged_range_has_no_value);
    tcase_add_test(tests, a_cell_right_of_the_headings_is_a_ragged_row);
    tcase_add_test(tests, a_profile_finds_its_heading_by_the_numbers_of_rows);
    tcase_add_test(tests, a_percentage_is_what_it_shows);
    return suite;
}
