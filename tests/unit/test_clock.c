#include <stdlib.h>
#include <time.h>

#include "platform/clock.h"
#include "unit.h"

START_TEST(monotonic_time_rises)
{
    int64_t before = clock_us();
    const struct timespec nap = {.tv_nsec = 3000000};
    nanosleep(&nap, NULL);
    int64_t after = clock_us();
    ck_assert_int_ge(after - before, 3000);
    ck_assert_int_ge(clock_ms(), after / 1000);
}
END_TEST

START_TEST(iso_text_is_utc)
{
    char out[CLOCK_ISO_SIZE];
    setenv("TZ", "Asia/Shanghai", 1);
    tzset();
    clock_iso(1726128000, out);
    ck_assert_str_eq(out, "2024-09-12T08:00:00Z");
    clock_iso(0, out);
    ck_assert_str_eq(out, "1970-01-01T00:00:00Z");
}
END_TEST

START_TEST(dates_follow_the_local_zone)
{
    int64_t evening = 1725120000 - 3600; /* 2024-08-31T15:00:00Z */
    setenv("TZ", "UTC", 1);
    tzset();
    ck_assert_int_eq(clock_date(evening), 20240831);
    setenv("TZ", "CST-8", 1);
    tzset();
    ck_assert_int_eq(clock_date(evening), 20240831);
    ck_assert_int_eq(clock_date(evening + 3600), 20240901);
}
END_TEST

START_TEST(days_begin_in_the_local_zone)
{
    setenv("TZ", "CST-8", 1);
    tzset();
    ck_assert_int_eq(clock_begin(20240901, 0), 1725120000);
    ck_assert_int_eq(clock_date(clock_begin(20240229, 366)), 20250301);
    ck_assert_int_eq(clock_date(clock_begin(20241231, 1) - 1), 20241231);
}
END_TEST

START_TEST(today_is_the_date_of_now)
{
    int before = clock_date(clock_wall());
    int today = clock_today();
    int after = clock_date(clock_wall());
    ck_assert_int_le(before, today);
    ck_assert_int_le(today, after);
    ck_assert_int_gt(today, 20200101);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("clock");
    TCase *tcase = tcase_create("clock");
    tcase_add_test(tcase, monotonic_time_rises);
    tcase_add_test(tcase, iso_text_is_utc);
    tcase_add_test(tcase, dates_follow_the_local_zone);
    tcase_add_test(tcase, days_begin_in_the_local_zone);
    tcase_add_test(tcase, today_is_the_date_of_now);
    suite_add_tcase(suite, tcase);
    return suite;
}
