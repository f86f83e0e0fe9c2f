/* For which periods there were reports at a revision or a time. */
#include <stdio.h>
#include <string.h>

#include "data/data_known.h"
#include "platform/macros.h"
#include "unit.h"

#define STUDENTS 1
/* 2024-09-12T08:00:00Z in microseconds */
#define MOMENT INT64_C(1726128000000000)

static struct catalogue *cat;
static struct arena arena;

static void set_up(void)
{
    static const struct coverage ROWS[] = {
        {STUDENTS, 2023645, 3, MOMENT, 0, 0},
        {STUDENTS, 2022645, 1, MOMENT - 1000000, 4, MOMENT + 500000},
        {STUDENTS, 2022645, 6, MOMENT + 7000000, 0, 0},
        {STUDENTS + 1, 2021645, 1, 0, 0, 0},
    };
    static const struct area ROOT = {.id = 1, .code = "x"};
    struct error err = {0};
    arena_init(&arena);
    cat = catalogue_new();
    catalogue_add_area(cat, &ROOT);
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        catalogue_add_coverage(cat, &ROWS[i]);
    }
    ck_assert(catalogue_finish(cat, &err));
}

static void tear_down(void)
{
    catalogue_unref(cat);
    arena_fini(&arena);
}

/* The years of the periods, "2022 2023 ". */
static const char *known(const char *asof)
{
    static char text[64];
    size_t count = 0;
    struct data_known *then = data_known_new(cat, &arena, asof);
    (void)data_known_periods(then, STUDENTS, &count);
    const int *periods = data_known_periods(then, STUDENTS, &count);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%d ",
                 periods[i] / 1000);
    }
    return text;
}

START_TEST(now_they_are_those_that_still_have)
{
    ck_assert_str_eq(known(NULL), "2022 2023 ");
}
END_TEST

START_TEST(at_a_revision_they_are_those_that_had)
{
    static const char *const WANTED[] = {
        "", "2022 ", "2022 ", "2022 2023 ", "2023 ", "2023 ", "2022 2023 "};
    for (size_t i = 0; i < ARRAY_LEN(WANTED); i++) {
        char asof[12];
        snprintf(asof, sizeof(asof), "%zu", i);
        ck_assert_str_eq(known(asof), WANTED[i]);
    }
    ck_assert_str_eq(known("999999999"), "2022 2023 ");
}
END_TEST

START_TEST(a_time_is_exact_to_the_microsecond)
{
    ck_assert_str_eq(known("2024-09-12T07:59:58Z"), "");
    ck_assert_str_eq(known("2024-09-12T07:59:59.999999Z"), "2022 ");
    ck_assert_str_eq(known("2024-09-12T08:00:00Z"), "2022 2023 ");
    ck_assert_str_eq(known("2024-09-12T08:00:00.499Z"), "2022 2023 ");
    ck_assert_str_eq(known("2024-09-12T08:00:00.500000Z"), "2023 ");
    ck_assert_str_eq(known("2024-09-12T23:59:59.999999Z"), "2022 2023 ");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_known");
    TCase *tcase = tcase_create("data_known");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, now_they_are_those_that_still_have);
    tcase_add_test(tcase, at_a_revision_they_are_those_that_had);
    tcase_add_test(tcase, a_time_is_exact_to_the_microsecond);
    suite_add_tcase(suite, tcase);
    return suite;
}
