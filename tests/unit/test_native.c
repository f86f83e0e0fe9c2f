#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest_fixture.h"
#include "model/period.h"
#include "unit.h"

#define HEAD "school,indicator,period,value\n"

static struct fixture *fx;

static void setup(void)
{
    fx = fixture_new();
}

static void teardown(void)
{
    fixture_free(fx);
}

/* One data row, or more, below the plain header. */
static void read_rows(const char *rows)
{
    char text[4096];
    snprintf(text, sizeof(text), HEAD "%s", rows);
    fixture_read_text(fx, text);
}

static void has_fault(int at, int line, const char *column, enum fault fault)
{
    ck_assert_int_gt(fx->fault_count, at);
    ck_assert_str_eq(fault_code(fx->faults[at].fault), fault_code(fault));
    ck_assert_int_eq(fx->faults[at].line, line);
    ck_assert_str_eq(fx->faults[at].column, column);
}

/* Exactly this, and no observation. */
static void only_fault(int line, const char *column, enum fault fault)
{
    has_fault(0, line, column, fault);
    ck_assert_int_eq(fx->fault_count, 1);
    ck_assert_int_eq(fx->observation_count, 0);
}

static void row_fault(const char *row, const char *column, enum fault fault)
{
    read_rows(row);
    only_fault(2, column, fault);
    ck_assert_int_eq(fx->verdict, FAULT_NONE);
}

static void no_faults(int observations)
{
    ck_assert_msg(fx->fault_count == 0, "%s in line %d, %s",
                  fault_code(fx->faults[0].fault), fx->faults[0].line,
                  fx->faults[0].value);
    ck_assert_int_eq(fx->observation_count, observations);
}

/* --- what is understood --- */

START_TEST(reads_rows_into_observations)
{
    fixture_read_text(fx,
                      "school,indicator,period,gender,grade,value,status,note\n"
                      "S1,students,2018AY,1,2,35,A,\n"
                      "S1,students,2018AY,,,70,,checked twice\n"
                      "0034,fund,2023,,,12.5,P,\n");
    no_faults(3);
    ck_assert_int_eq(fx->rows, 3);
    const struct seen_observation *obs = fx->observations;
    ck_assert_str_eq(fixture_cell(fx, obs[0].cell),
                     "students/gender=1,grade=2/2018AY");
    ck_assert_int_eq(obs[0].line, 2);
    ck_assert_int_eq(obs[0].school, 1);
    ck_assert_int_eq(obs[0].value, 35);
    ck_assert_int_eq(obs[0].status, 'A');
    ck_assert_str_eq(fixture_cell(fx, obs[1].cell), "students//2018AY");
    ck_assert_str_eq(obs[1].note, "checked twice");
    ck_assert_int_eq(obs[2].school, 3);
    ck_assert_int_eq(obs[2].value, 1250);
    ck_assert_int_eq(obs[2].status, 'P');
    ck_assert_str_eq(obs[2].note, "");
}
END_TEST

START_TEST(columns_stand_in_any_order)
{
    fixture_read_text(fx, "value,period,indicator,school\n"
                          "7,2024M08,train,S1\n");
    no_faults(1);
    ck_assert_str_eq(fixture_cell(fx, fx->observations[0].cell),
                     "train//2024M08");
}
END_TEST

START_TEST(an_empty_value_is_not_zero)
{
    fixture_read_text(fx, "school,indicator,period,value,status\n"
                          "S1,train,2024M01,,\n"
                          "S1,train,2024M02,,Q\n"
                          "S1,train,2024M03,0,\n");
    no_faults(3);
    ck_assert(!fx->observations[0].has_value);
    ck_assert_int_eq(fx->observations[0].status, 'O');
    ck_assert(!fx->observations[1].has_value);
    ck_assert_int_eq(fx->observations[1].status, 'Q');
    ck_assert(fx->observations[2].has_value);
    ck_assert_int_eq(fx->observations[2].status, 'A');
}
END_TEST

START_TEST(defaults_fill_columns_that_the_file_lacks)
{
    static const struct reader_default DEFAULTS[] = {
        {"indicator", "train"},
        {"period", "2024M08"},
        {"gender", "2"},
    };
    fx->options.defaults = DEFAULTS;
    fx->options.default_count = 3;
    fixture_read_text(fx, "school,value\nS1,7\n");
    no_faults(1);
    ck_assert_str_eq(fixture_cell(fx, fx->observations[0].cell),
                     "train/gender=2/2024M08");
    /* A column that is there is not filled. */
    fixture_read_text(fx, "school,value,period\nS1,7,2024M07\nS1,7,\n");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_str_eq(fixture_cell(fx, fx->observations[0].cell),
                     "train/gender=2/2024M07");
    has_fault(0, 3, "period", FAULT_EMPTY_CELL);
}
END_TEST

START_TEST(a_default_that_is_not_needed_is_not_read)
{
    static const struct reader_default DEFAULTS[] = {{"period", "someday"},
                                                     {"gender", "x"}};
    fx->options.defaults = DEFAULTS;
    fx->options.default_count = 2;
    fixture_read_text(fx, "school,indicator,period,gender,value\n"
                          "S1,train,2024M08,1,7\n");
    no_faults(1);
}
END_TEST

START_TEST(a_default_for_no_column_is_a_fault)
{
    static const struct reader_default DEFAULTS[] = {{"colour", "red"}};
    fx->options.defaults = DEFAULTS;
    fx->options.default_count = 1;
    read_rows("S1,train,2024M08,7\n");
    only_fault(1, "colour", FAULT_UNKNOWN_COLUMN);
    ck_assert_int_eq(fx->verdict, FAULT_UNKNOWN_COLUMN);
}
END_TEST

START_TEST(each_period_type_takes_its_periods)
{
    static const struct {
        const char *row;
        bool good;
    } CASES[] = {
        {"S1,train,2024M08,7\n", true},       {"S1,train,2023,7\n", false},
        {"S1,train,2023Q1,7\n", false},       {"S1,train,2023H1,7\n", false},
        {"S1,train,2023AY,7\n", false},       {"S1,fund,2023,7\n", true},
        {"S1,fund,2023M01,7\n", false},       {"S1,intake,2023AY,7\n", true},
        {"S1,intake,2023,7\n", false},        {"S1,students,2023AY,7\n", true},
        {"S1,students,2023-09-01,7\n", true}, {"S1,students,2023,7\n", true},
        {"S1,students,2023M09,7\n", false},
    };
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        read_rows(CASES[i].row);
        if (CASES[i].good) {
            no_faults(1);
        } else {
            only_fault(2, "period", FAULT_PERIOD_TYPE);
        }
    }
}
END_TEST

START_TEST(a_bad_default_is_told_once)
{
    static const struct reader_default DEFAULTS[] = {
        {"period", "2024M13"},
        {"gender", "x"},
        {"indicator", "trains"},
    };
    fx->options.defaults = DEFAULTS;
    fx->options.default_count = 3;
    fixture_read_text(fx, "school,value\nS1,7\nS1,8\n");
    ck_assert_int_eq(fx->fault_count, 3);
    has_fault(0, 1, "gender", FAULT_UNKNOWN_MEMBER);
    has_fault(1, 1, "indicator", FAULT_UNKNOWN_INDICATOR);
    has_fault(2, 1, "period", FAULT_BAD_PERIOD);
    ck_assert_int_ne(fx->verdict, FAULT_NONE);
    ck_assert_int_eq(fx->observation_count, 0);
}
END_TEST

/* --- what is refused, cell by cell --- */

START_TEST(refuses_what_is_no_plain_number)
{
    static const struct {
        const char *value;
        enum fault fault;
    } CASES[] = {
        {"1e309", FAULT_BAD_NUMBER},
        {"NaN", FAULT_BAD_NUMBER},
        {"١٢٣", FAULT_BAD_NUMBER},
        {"\"1,25\"", FAULT_BAD_NUMBER},
        {"\"1,250\"", FAULT_BAD_NUMBER},
        {"12.5", FAULT_NOT_INTEGER},
        {"-3", FAULT_NEGATIVE},
        {"3.4万", FAULT_BAD_NUMBER},
        {"约120", FAULT_BAD_NUMBER},
        {"１２", FAULT_BAD_NUMBER},
        {"0x10", FAULT_BAD_NUMBER},
        {"1 000", FAULT_BAD_NUMBER},
        {"9999999999999999999", FAULT_OUT_OF_RANGE},
    };
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        char row[128];
        snprintf(row, sizeof(row), "S1,train,2024M08,%s\n", CASES[i].value);
        row_fault(row, "value", CASES[i].fault);
    }
    row_fault("S1,fund,2023,1.234\n", "value", FAULT_TOO_PRECISE);
    ck_assert_str_eq(fx->faults[0].args[1], "2");
    row_fault("S1,fund,2023,-0.01\n", "value", FAULT_NEGATIVE);
}
END_TEST

START_TEST(refuses_unknown_codes)
{
    row_fault("S9,train,2024M08,7\n", "school", FAULT_UNKNOWN_SCHOOL);
    ck_assert_str_eq(fx->faults[0].value, "S9");
    row_fault("S1,trains,2024M08,7\n", "indicator", FAULT_UNKNOWN_INDICATOR);
    row_fault("S1,train,2024M13,7\n", "period", FAULT_BAD_PERIOD);
    fixture_read_text(fx, "school,indicator,period,gender,value\n"
                          "S1,train,2024M08,3,7\n");
    only_fault(2, "gender", FAULT_UNKNOWN_MEMBER);
}
END_TEST

START_TEST(refuses_empty_codes)
{
    row_fault(",train,2024M08,7\n", "school", FAULT_EMPTY_CELL);
    row_fault("S1,,2024M08,7\n", "indicator", FAULT_EMPTY_CELL);
    row_fault("S1,train,,7\n", "period", FAULT_EMPTY_CELL);
}
END_TEST

START_TEST(refuses_what_is_computed_from_other_figures)
{
    row_fault("S1,ratio,2023AY,7\n", "indicator", FAULT_NOT_REPORTABLE);
    row_fault("S1,firms,2023AY,7\n", "indicator", FAULT_NOT_REPORTABLE);
}
END_TEST

START_TEST(refuses_the_future)
{
    row_fault("S1,train,2024M10,7\n", "period", FAULT_FUTURE_PERIOD);
    row_fault("S1,students,2024-09-16,7\n", "period", FAULT_FUTURE_PERIOD);
    read_rows("S1,train,2024M09,7\nS1,students,2024-09-15,7\n");
    no_faults(2);
}
END_TEST

START_TEST(refuses_a_school_that_was_closed)
{
    row_fault("S2,train,2020M09,7\n", "school", FAULT_SCHOOL_CLOSED);
    ck_assert_str_eq(fx->faults[0].args[1], "2020M09");
    read_rows("S2,train,2020M08,7\n");
    no_faults(1);
}
END_TEST

static bool only_area_2(const struct reader_scope *scope, int school, int area)
{
    (void)scope;
    (void)school;
    return area == 2;
}

START_TEST(refuses_schools_out_of_scope)
{
    static const struct reader_scope SCOPE = {only_area_2};
    fx->options.scope = &SCOPE;
    read_rows("S1,train,2020M08,7\nS2,train,2020M08,7\n0034,train,2020M08,7\n");
    ck_assert_int_eq(fx->observation_count, 2);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 3, "school", FAULT_SCHOOL_NOT_ALLOWED);
}
END_TEST

START_TEST(status_and_value_must_agree)
{
    static const char *const GOOD[] = {"7,A", "7,D", "7,V", "7,B", ",B",
                                       ",M",  ",K",  ",S",  "7,S"};
    static const char *const BAD[] = {"7,O", "7,M", "7,L", "7,H", "7,Q",
                                      "7,K", ",A",  ",P",  ",E"};
    char text[256];
    for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        snprintf(text, sizeof(text),
                 "school,indicator,period,value,status\n"
                 "S1,train,2024M08,%s\n",
                 GOOD[i]);
        fixture_read_text(fx, text);
        no_faults(1);
    }
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        snprintf(text, sizeof(text),
                 "school,indicator,period,value,status\n"
                 "S1,train,2024M08,%s\n",
                 BAD[i]);
        fixture_read_text(fx, text);
        only_fault(2, "status", FAULT_STATUS_VALUE);
    }
    fixture_read_text(fx, "school,indicator,period,value,status\n"
                          "S1,train,2024M08,7,a\nS1,train,2024M08,7,AA\n"
                          "S1,train,2024M08,7,R\n");
    ck_assert_int_eq(fx->fault_count, 3);
    has_fault(2, 4, "status", FAULT_BAD_STATUS);
}
END_TEST

START_TEST(a_basis_is_month_or_ytd)
{
    fixture_read_text(fx, "school,indicator,period,value,basis\n"
                          "S1,train,2024M08,7,month\nS1,train,2024M07,7,\n"
                          "S1,train,2024M06,7,ytd\nS1,train,2024M05,7,x\n");
    ck_assert_int_eq(fx->observation_count, 3);
    ck_assert_str_eq(fixture_cell(fx, fx->observations[1].cell),
                     "train//2024M07");
    ck_assert_str_eq(fixture_cell(fx, fx->observations[2].cell),
                     "train//2024YTD06");
    has_fault(0, 5, "basis", FAULT_BAD_CHOICE);
}
END_TEST

START_TEST(only_flows_by_month_are_cumulative)
{
    fixture_read_text(fx, "school,indicator,period,value,basis\n"
                          "S1,students,2018AY,7,ytd\n"
                          "S1,intake,2018AY,7,ytd\n"
                          "S1,fund,2018,7,ytd\n"
                          "S1,train,2024,7,ytd\n"
                          "S1,train,2024YTD06,7,ytd\n"
                          "S1,train,2024M06,7,\n");
    ck_assert_int_eq(fx->observation_count, 1);
    has_fault(0, 2, "basis", FAULT_BASIS_STOCK);
    has_fault(1, 3, "basis", FAULT_BASIS_PERIOD);
    has_fault(2, 4, "basis", FAULT_BASIS_PERIOD);
    has_fault(3, 5, "period", FAULT_PERIOD_TYPE);
    has_fault(4, 6, "period", FAULT_BAD_PERIOD);
    ck_assert_int_eq(fx->fault_count, 5);
}
END_TEST

START_TEST(the_month_of_a_cumulative_figure_has_a_cell)
{
    fixture_read_text(fx, "school,indicator,period,value,gender\n"
                          "S1,train,2024M06,7,1\n");
    int month = fx->observations[0].cell;
    ck_assert(!cells_is_cumulative(fx->cells, 1));
    const struct reader_default defaults[] = {{"basis", "ytd"}};
    fx->options.defaults = defaults;
    fx->options.default_count = 1;
    fixture_read_text(fx, "school,indicator,period,value,gender\n"
                          "S1,train,2024M06,7,1\nS1,train,2024M07,9,1\n");
    const struct cell *through =
        cells_cell(fx->cells, fx->observations[1].cell);
    ck_assert_int_eq(through->period, period_ytd(2024, 7));
    ck_assert(cells_is_cumulative(fx->cells, through->indicator));
    ck_assert_int_eq(
        cells_find(fx->cells, through->indicator, through->breakdown, 2024026),
        month);
    ck_assert_int_gt(
        cells_find(fx->cells, through->indicator, through->breakdown, 2024027),
        0);
}
END_TEST

START_TEST(a_note_is_plain_text)
{
    fixture_read_text(fx, "school,indicator,period,value,note\n"
                          "S1,train,2024M08,7,'; DROP TABLE %s%n\n"
                          "S1,train,2024M07,7,\xE2\x80\xAE"
                          "evil\n"
                          "S1,train,2024M06,7,\"two\nlines\"\n");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_str_eq(fx->observations[0].note, "'; DROP TABLE %s%n");
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 3, "note", FAULT_BAD_TEXT);
    has_fault(1, 4, "note", FAULT_BAD_TEXT);
}
END_TEST

START_TEST(tells_all_faults_of_a_row)
{
    fixture_read_text(fx, "school,indicator,period,gender,value,status\n"
                          "S9,nope,2024M13,x,abc,?\n");
    ck_assert_int_eq(fx->fault_count, 5);
    has_fault(0, 2, "school", FAULT_UNKNOWN_SCHOOL);
    has_fault(1, 2, "indicator", FAULT_UNKNOWN_INDICATOR);
    has_fault(2, 2, "period", FAULT_BAD_PERIOD);
    has_fault(3, 2, "gender", FAULT_UNKNOWN_MEMBER);
    has_fault(4, 2, "status", FAULT_BAD_STATUS);
}
END_TEST

START_TEST(repeats_a_fault_for_every_row)
{
    read_rows("S9,train,2024M08,7\nS9,train,2024M08,7\n"
              "S2,train,2024M08,1\nS2,train,2024M08,1\n");
    ck_assert_int_eq(fx->fault_count, 4);
    has_fault(1, 3, "school", FAULT_UNKNOWN_SCHOOL);
    has_fault(3, 5, "school", FAULT_SCHOOL_CLOSED);
    ck_assert_int_eq(fx->rows, 4);
}
END_TEST

/* --- the file as a whole --- */

START_TEST(tells_all_faults_of_the_header)
{
    fixture_read_text(fx, "school,colour,value,value\nS1,train,2024M08,7\n");
    ck_assert_int_eq(fx->fault_count, 4);
    has_fault(0, 1, "colour", FAULT_UNKNOWN_COLUMN);
    has_fault(1, 1, "value", FAULT_DUPLICATE_COLUMN);
    has_fault(2, 1, "indicator", FAULT_MISSING_COLUMN);
    has_fault(3, 1, "period", FAULT_MISSING_COLUMN);
    ck_assert_int_eq(fx->verdict, FAULT_UNKNOWN_COLUMN);
    ck_assert_int_eq(fx->observation_count, 0);
}
END_TEST

START_TEST(ragged_rows_are_faults)
{
    read_rows("S1,train,2024M08\nS1,train,2024M08,7,\nS1,train,2024M08,7\n");
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 2, "", FAULT_RAGGED_ROW);
    ck_assert_str_eq(fx->faults[0].args[0], "3");
    ck_assert_str_eq(fx->faults[0].args[1], "4");
    has_fault(1, 3, "", FAULT_RAGGED_ROW);
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->verdict, FAULT_NONE);
}
END_TEST

START_TEST(empty_rows_are_no_rows)
{
    fixture_read_text(fx, "\n\n" HEAD "\n,,,\n \nS1,train,2024M08,7\n,,,,,,\n");
    no_faults(1);
    ck_assert_int_eq(fx->rows, 1);
    ck_assert_int_eq(fx->observations[0].line, 7);
}
END_TEST

START_TEST(an_open_quote_is_told_where_it_opened)
{
    read_rows("S1,train,2024M08,7\nS1,train,\"2024M07,7\nS1,train,2024M06,1\n");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 3, "", FAULT_BAD_CSV);
    ck_assert_int_eq(fx->verdict, FAULT_BAD_CSV);
}
END_TEST

START_TEST(a_stray_quote_spoils_only_its_row)
{
    read_rows("S1,train,20\"24M08,7\nS1,train,2024M07,7\n");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 2, "", FAULT_BAD_CSV);
    ck_assert_int_eq(fx->verdict, FAULT_NONE);
    ck_assert_int_eq(fx->rows, 2);
}
END_TEST

START_TEST(a_nul_is_told_with_its_line)
{
    const char text[] = HEAD "S1,train,2024M08,7\nS1,tr\0ain,2024M07,7\n";
    fixture_read(fx, text, sizeof(text) - 1);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 3, "", FAULT_NUL_CHARACTER);
    ck_assert_int_eq(fx->verdict, FAULT_NUL_CHARACTER);
}
END_TEST

START_TEST(a_file_without_rows_is_a_fault)
{
    static const char *const EMPTY[] = {"", "\n", HEAD, HEAD "\n,,,\n"};
    for (size_t i = 0; i < sizeof(EMPTY) / sizeof(EMPTY[0]); i++) {
        fixture_read_text(fx, EMPTY[i]);
        only_fault(1, "", FAULT_NO_ROWS);
        ck_assert_int_eq(fx->verdict, FAULT_NO_ROWS);
    }
}
END_TEST

START_TEST(a_huge_field_ends_within_memory)
{
    size_t len = 4 * 1024 * 1024;
    char *text = malloc(len);
    memset(text, 'x', len);
    memcpy(text, HEAD, strlen(HEAD));
    fixture_read(fx, text, len);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 2, "", FAULT_FIELD_TOO_LONG);
    memcpy(text + strlen(HEAD), "\"", 1);
    fixture_read(fx, text, len);
    has_fault(0, 2, "", FAULT_FIELD_TOO_LONG);
    free(text);
}
END_TEST

START_TEST(delimiters_and_line_ends_may_differ)
{
    fixture_read_text(fx, "school;indicator;period;value\r\n"
                          "S1;train;2024M08;7\rS1;train;2024M07;8\n");
    no_faults(2);
    ck_assert_int_eq(fx->observations[1].line, 3);
    fixture_read_text(fx, "school\tindicator\tperiod\tvalue\n"
                          "S1\ttrain\t2024M08\t7\n");
    no_faults(1);
}
END_TEST

START_TEST(bad_bytes_are_told_with_their_line)
{
    fx->options.charset = "utf-8";
    read_rows("S1,train,2024M08,7\nS1,train,2024M07,\xFF\n");
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 3, "", FAULT_BAD_ENCODING);
    fx->options.charset = NULL;
    read_rows("S1,train,2024M08,7\nS1,train,2024M07,\xFF\n");
    only_fault(3, "", FAULT_BAD_ENCODING);
    fx->options.charset = "klingon";
    read_rows("S1,train,2024M08,7\n");
    only_fault(1, "", FAULT_BAD_ENCODING);
}
END_TEST

START_TEST(refuses_too_many_columns)
{
    char text[1100];
    memset(text, ',', sizeof(text) - 2);
    text[sizeof(text) - 2] = '\n';
    text[sizeof(text) - 1] = '\0';
    text[0] = 'a';
    fixture_read_text(fx, text);
    only_fault(1, "", FAULT_TOO_MANY_COLUMNS);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("native");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, reads_rows_into_observations);
    tcase_add_test(tc, columns_stand_in_any_order);
    tcase_add_test(tc, an_empty_value_is_not_zero);
    tcase_add_test(tc, defaults_fill_columns_that_the_file_lacks);
    tcase_add_test(tc, a_default_that_is_not_needed_is_not_read);
    tcase_add_test(tc, a_default_for_no_column_is_a_fault);
    tcase_add_test(tc, a_bad_default_is_told_once);
    tcase_add_test(tc, each_period_type_takes_its_periods);
    tcase_add_test(tc, refuses_what_is_no_plain_number);
    tcase_add_test(tc, refuses_unknown_codes);
    tcase_add_test(tc, refuses_empty_codes);
    tcase_add_test(tc, refuses_what_is_computed_from_other_figures);
    tcase_add_test(tc, refuses_the_future);
    tcase_add_test(tc, refuses_a_school_that_was_closed);
    tcase_add_test(tc, refuses_schools_out_of_scope);
    tcase_add_test(tc, status_and_value_must_agree);
    tcase_add_test(tc, a_basis_is_month_or_ytd);
    tcase_add_test(tc, only_flows_by_month_are_cumulative);
    tcase_add_test(tc, the_month_of_a_cumulative_figure_has_a_cell);
    tcase_add_test(tc, a_note_is_plain_text);
    tcase_add_test(tc, tells_all_faults_of_a_row);
    tcase_add_test(tc, repeats_a_fault_for_every_row);
    tcase_add_test(tc, tells_all_faults_of_the_header);
    tcase_add_test(tc, ragged_rows_are_faults);
    tcase_add_test(tc, empty_rows_are_no_rows);
    tcase_add_test(tc, an_open_quote_is_told_where_it_opened);
    tcase_add_test(tc, a_stray_quote_spoils_only_its_row);
    tcase_add_test(tc, a_nul_is_told_with_its_line);
    tcase_add_test(tc, a_file_without_rows_is_a_fault);
    tcase_add_test(tc, a_huge_field_ends_within_memory);
    tcase_add_test(tc, delimiters_and_line_ends_may_differ);
    tcase_add_test(tc, bad_bytes_are_told_with_their_line);
    tcase_add_test(tc, refuses_too_many_columns);
    suite_add_tcase(suite, tc);
    return suite;
}
