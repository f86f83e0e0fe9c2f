#include <string.h>

#include "model/period.h"
#include "unit.h"

static int parsed(const char *text)
{
    int code = -1;
    ck_assert_msg(period_parse(text, strlen(text), &code), "%s", text);
    return code;
}

static void refused(const char *text, size_t len)
{
    int code = 42;
    ck_assert_msg(!period_parse(text, len, &code), "%.*s", (int)len, text);
    ck_assert_int_eq(code, 42);
}

START_TEST(parses_each_form)
{
    ck_assert_int_eq(parsed("2024"), 2024000);
    ck_assert_int_eq(parsed("2024H1"), 2024001);
    ck_assert_int_eq(parsed("2024H2"), 2024002);
    ck_assert_int_eq(parsed("2024Q1"), 2024011);
    ck_assert_int_eq(parsed("2024Q4"), 2024014);
    ck_assert_int_eq(parsed("2024M01"), 2024021);
    ck_assert_int_eq(parsed("2024M12"), 2024032);
    ck_assert_int_eq(parsed("2024AY"), 2024100);
    ck_assert_int_eq(parsed("2024-01-01"), 2024401);
    ck_assert_int_eq(parsed("2024-02-29"), 2024460);
    ck_assert_int_eq(parsed("2024-12-31"), 2024772);
    ck_assert_int_eq(parsed("1900"), 1900000);
    ck_assert_int_eq(parsed("2199AY"), 2199100);
}
END_TEST

START_TEST(refuses_everything_else)
{
    static const char *const BAD[] = {
        "",           "2",          "202",          "20244",      "2024H",
        "2024H0",     "2024H3",     "2024H01",      "2024Q",      "2024Q0",
        "2024Q5",     "2024Q01",    "2024M",        "2024M1",     "2024M00",
        "2024M13",    "2024M001",   "2024M1a",      "2024A",      "2024AYY",
        "2024ay",     "2024m08",    "2024q1",       "2024h1",     " 2024",
        "2024 ",      "2024M 1",    "2024-08",      "2024-1-1",   "2024-00-01",
        "2024-13-01", "2024-01-00", "2024-01-32",   "2024-02-30", "2023-02-29",
        "2100-02-29", "2024-04-31", "2024-06-31",   "2024-09-31", "2024-11-31",
        "2024/01/01", "2024-01/01", "2024-01-01T0", "2024-01-0a", "1899",
        "2200",       "0000",       "2200AY",       "-2024",      "+2024",
        "２０２４",   "2024年",     "2024-W01",     "2024-+1-01", "2024-01--1",
        "202AM08",    "2024YTD08",  "2024YTD8",     "2024Y08",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        refused(BAD[i], strlen(BAD[i]));
    }
    refused("2024\0", 5);
    refused("2024M0\0", 7);
    refused("2024M08", 6);
}
END_TEST

START_TEST(every_valid_code_round_trips)
{
    int valid = 0;
    for (int code = 1899000; code < 2201000; code++) {
        char text[PERIOD_TEXT_SIZE];
        if (!period_valid(code)) {
            continue;
        }
        valid++;
        period_print(code, text);
        if (period_type_of(code) == PERIOD_YTD) {
            refused(text, strlen(text));
        } else {
            ck_assert_int_eq(parsed(text), code);
        }
    }
    /* 1900, 2100 are common years, 2000 is not: 73 leap years in 300. */
    ck_assert_int_eq(valid, 300 * (1 + 2 + 4 + 12 + 12 + 1 + 365) + 73);
}
END_TEST

START_TEST(codes_outside_are_invalid)
{
    static const int BAD[] = {0,       -1,      -2024000, 2024003, 2024010,
                              2024015, 2024020, 2024033,  2024040, 2024053,
                              2024099, 2024101, 2024400,  2024461, 2024773,
                              2024999, 2023460};
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        ck_assert_msg(!period_valid(BAD[i]), "%d", BAD[i]);
    }
}
END_TEST

START_TEST(types_have_names)
{
    static const struct {
        const char *text, *name;
        enum period_type type;
    } ROWS[] = {
        {"2024", "calendar_year", PERIOD_CALENDAR_YEAR},
        {"2024H2", "half", PERIOD_HALF},
        {"2024Q3", "quarter", PERIOD_QUARTER},
        {"2024M08", "month", PERIOD_MONTH},
        {"2024AY", "school_year", PERIOD_SCHOOL_YEAR},
        {"2024-09-01", "point_in_time", PERIOD_DAY},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        enum period_type type = period_type_of(parsed(ROWS[i].text));
        ck_assert_int_eq(type, ROWS[i].type);
        ck_assert_str_eq(period_type_name(type), ROWS[i].name);
    }
}
END_TEST

START_TEST(spans_are_first_and_last_day)
{
    static const struct {
        const char *text;
        int first, last;
    } ROWS[] = {
        {"2024", 20240101, 20241231},       {"2024H1", 20240101, 20240630},
        {"2024H2", 20240701, 20241231},     {"2024Q1", 20240101, 20240331},
        {"2024Q3", 20240701, 20240930},     {"2024M02", 20240201, 20240229},
        {"2023M02", 20230201, 20230228},    {"2024M12", 20241201, 20241231},
        {"2024AY", 20240901, 20250831},     {"2024-09-01", 20240901, 20240901},
        {"2024-02-29", 20240229, 20240229},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        int code = parsed(ROWS[i].text);
        ck_assert_int_eq(period_first_day(code), ROWS[i].first);
        ck_assert_int_eq(period_last_day(code), ROWS[i].last);
    }
}
END_TEST

START_TEST(shifts)
{
    static const struct {
        const char *text, *previous, *year_before;
    } ROWS[] = {
        {"2024", "2023", "2023"},
        {"2024H2", "2024H1", "2023H2"},
        {"2024H1", "2023H2", "2023H1"},
        {"2024Q1", "2023Q4", "2023Q1"},
        {"2024Q2", "2024Q1", "2023Q2"},
        {"2024M01", "2023M12", "2023M01"},
        {"2024M08", "2024M07", "2023M08"},
        {"2024AY", "2023AY", "2023AY"},
        {"2024-09-01", "2023-09-01", "2023-09-01"},
        {"2024-03-01", "2023-03-01", "2023-03-01"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        int code = parsed(ROWS[i].text);
        ck_assert_int_eq(period_previous(code), parsed(ROWS[i].previous));
        ck_assert_int_eq(period_year_before(code), parsed(ROWS[i].year_before));
    }
}
END_TEST

START_TEST(a_year_to_date_begins_in_january)
{
    char text[PERIOD_TEXT_SIZE];
    int code = period_ytd(2024, 2);
    ck_assert_int_eq(period_type_of(code), PERIOD_YTD);
    ck_assert_str_eq(period_type_name(PERIOD_YTD), "year_to_date");
    period_print(code, text);
    ck_assert_str_eq(text, "2024YTD02");
    ck_assert_int_eq(period_first_day(code), 20240101);
    ck_assert_int_eq(period_last_day(code), 20240229);
    ck_assert_int_eq(period_last_day(period_ytd(2023, 12)), 20231231);
    ck_assert_int_eq(period_year_before(code), period_ytd(2023, 2));
    ck_assert_int_eq(period_previous(code), period_ytd(2024, 1));
    ck_assert_int_eq(period_previous(period_ytd(2024, 1)),
                     period_ytd(2023, 12));
    ck_assert_int_eq(period_previous(period_ytd(1900, 1)), 0);
}
END_TEST

START_TEST(nothing_lies_before_the_first)
{
    ck_assert_int_eq(period_previous(parsed("2024-02-29")), 0);
    ck_assert_int_eq(period_year_before(parsed("2024-02-29")), 0);
    ck_assert_int_eq(period_previous(parsed("1900M01")), 0);
    ck_assert_int_eq(period_previous(parsed("1900M02")), parsed("1900M01"));
    ck_assert_int_eq(period_year_before(parsed("1900AY")), 0);
}
END_TEST

START_TEST(a_period_is_made_of_its_parts)
{
    static const struct {
        enum period_type type;
        int number;
        const char *text;
    } ROWS[] = {
        {PERIOD_CALENDAR_YEAR, 1, "2024"}, {PERIOD_HALF, 1, "2024H1"},
        {PERIOD_HALF, 2, "2024H2"},        {PERIOD_QUARTER, 3, "2024Q3"},
        {PERIOD_MONTH, 12, "2024M12"},     {PERIOD_SCHOOL_YEAR, 1, "2024AY"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_int_eq(period_of(ROWS[i].type, 2024, ROWS[i].number),
                         parsed(ROWS[i].text));
    }
    ck_assert_int_eq(period_of(PERIOD_YTD, 2024, 8), period_ytd(2024, 8));
    ck_assert_int_eq(period_day(2024, 2, 29), parsed("2024-02-29"));
}
END_TEST

START_TEST(of_parts_that_are_none_there_is_no_period)
{
    ck_assert_int_eq(period_of(PERIOD_CALENDAR_YEAR, 2024, 2), 0);
    ck_assert_int_eq(period_of(PERIOD_SCHOOL_YEAR, 2024, 0), 0);
    ck_assert_int_eq(period_of(PERIOD_SCHOOL_YEAR, 1899, 1), 0);
    ck_assert_int_eq(period_of(PERIOD_QUARTER, 2024, 0), 0);
    ck_assert_int_eq(period_of(PERIOD_QUARTER, 2024, 5), 0);
    ck_assert_int_eq(period_of(PERIOD_MONTH, 2200, 1), 0);
    ck_assert_int_eq(period_of(PERIOD_DAY, 2024, 1), 0);
    ck_assert_int_eq(period_day(2023, 2, 29), 0);
    ck_assert_int_eq(period_day(2024, 13, 1), 0);
    ck_assert_int_eq(period_day(2024, 1, 0), 0);
    ck_assert_int_eq(period_day(1899, 12, 31), 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("period");
    TCase *tcase = tcase_create("period");
    tcase_add_test(tcase, parses_each_form);
    tcase_add_test(tcase, refuses_everything_else);
    tcase_add_test(tcase, every_valid_code_round_trips);
    tcase_add_test(tcase, codes_outside_are_invalid);
    tcase_add_test(tcase, types_have_names);
    tcase_add_test(tcase, spans_are_first_and_last_day);
    tcase_add_test(tcase, shifts);
    tcase_add_test(tcase, a_year_to_date_begins_in_january);
    tcase_add_test(tcase, nothing_lies_before_the_first);
    tcase_add_test(tcase, a_period_is_made_of_its_parts);
    tcase_add_test(tcase, of_parts_that_are_none_there_is_no_period);
    suite_add_tcase(suite, tcase);
    return suite;
}
