#include "data/data_sdmx_period.h"
#include "model/period.h"

#include <string.h>

#include "unit.h"

static void is(const char *text, int ytd, const char *wanted,
               const char *frequency)
{
    char out[DATA_SDMX_PERIOD_SIZE];
    int period = 0;
    ck_assert(period_parse(text, strlen(text), &period));
    data_sdmx_period_print(period, ytd, out);
    ck_assert_str_eq(out, wanted);
    ck_assert_str_eq(data_sdmx_period_frequency(period, ytd), frequency);
}

START_TEST(periods_of_the_calendar)
{
    is("2024", 0, "2024", "A");
    is("2024M08", 0, "2024-08", "M");
    is("2024-09-01", 0, "2024-09-01", "_Z");
}
END_TEST

START_TEST(halves_and_quarters_are_reporting_periods)
{
    is("2024H1", 0, "2024-S1", "S");
    is("2024H2", 0, "2024-S2", "S");
    is("2024Q1", 0, "2024-Q1", "Q");
    is("2024Q2", 0, "2024-Q2", "Q");
    is("2024Q3", 0, "2024-Q3", "Q");
    is("2024Q4", 0, "2024-Q4", "Q");
}
END_TEST

START_TEST(a_school_year_is_the_reporting_year_that_begins_in_it)
{
    is("2024AY", 0, "2024-A1", "A");
}
END_TEST

START_TEST(a_year_to_date_is_a_range)
{
    is("2024", 8, "2024-01-01/P8M", "_O");
    is("2024", 12, "2024-01-01/P12M", "_O");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_sdmx");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, periods_of_the_calendar);
    tcase_add_test(tcase, halves_and_quarters_are_reporting_periods);
    tcase_add_test(tcase,
                   a_school_year_is_the_reporting_year_that_begins_in_it);
    tcase_add_test(tcase, a_year_to_date_is_a_range);
    suite_add_tcase(suite, tcase);
    return suite;
}
