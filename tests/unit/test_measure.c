#include <stdlib.h>

#include "platform/arena.h"
#include "stats/contribution.h"
#include "stats/measure.h"
#include "unit.h"

static const struct figure_scale COUNT = {.multiplier = 1};
static const struct figure_scale MONEY = {
    .multiplier = 1, .num_decimals = 2, .decimals = 2};
static const struct figure_scale PERCENT = {
    .ratio = true, .percent = true, .multiplier = 100, .decimals = 2};
static const struct figure_scale PER_HEAD = {
    .ratio = true, .multiplier = 1, .decimals = 2};

static struct figure count(int64_t num)
{
    return (struct figure){.present = true, .num = num, .den = 1};
}

static unsigned flags(struct figure cur, struct figure base,
                      const struct figure_scale *scale)
{
    struct change change;
    change_compute(&cur, &base, scale, 2, &change);
    return measure_flags(&cur, &base, scale, 10, &change);
}

static enum measure_direction direction(struct figure cur, struct figure base,
                                        const struct figure_scale *scale)
{
    struct change change;
    change_compute(&cur, &base, scale, 2, &change);
    return measure_direction(&change);
}

/* --- flags --- */

START_TEST(a_base_below_ten_is_small)
{
    ck_assert_uint_eq(flags(count(12), count(9), &COUNT), MEASURE_SMALL_BASE);
    ck_assert_uint_eq(flags(count(12), count(10), &COUNT), 0);
    ck_assert_uint_eq(flags(count(1200), count(999), &MONEY),
                      MEASURE_SMALL_BASE); /* 9.99 */
    ck_assert_uint_eq(flags(count(1200), count(1000), &MONEY), 0);
}
END_TEST

START_TEST(more_than_999_9_per_cent_is_large)
{
    ck_assert_uint_eq(flags(count(10999), count(1000), &COUNT), 0);
    ck_assert_uint_eq(flags(count(11000), count(1000), &COUNT), MEASURE_LARGE);
    ck_assert_uint_eq(flags(count(1099901), count(100000), &COUNT),
                      MEASURE_LARGE);
    ck_assert_uint_eq(flags(count(100), count(1), &COUNT),
                      MEASURE_SMALL_BASE | MEASURE_LARGE);
}
END_TEST

START_TEST(ratios_and_undefined_changes_have_no_small_base)
{
    struct figure per_head = {true, 5, 2};
    struct figure half = {true, 1, 2};
    ck_assert_uint_eq(flags(per_head, half, &PER_HEAD), 0);
    ck_assert_uint_eq(flags(half, half, &PERCENT), 0);
    ck_assert_uint_eq(flags(count(5), count(0), &COUNT), 0);
}
END_TEST

/* --- direction --- */

START_TEST(the_direction_is_that_of_the_printed_change)
{
    ck_assert_int_eq(direction(count(110), count(100), &COUNT), MEASURE_UP);
    ck_assert_int_eq(direction(count(90), count(100), &COUNT), MEASURE_DOWN);
    ck_assert_int_eq(direction(count(1000001), count(1000000), &COUNT),
                     MEASURE_FLAT); /* 0.00 % */
    ck_assert_int_eq(direction(count(5), count(0), &COUNT), MEASURE_UP);
    ck_assert_int_eq(direction(count(-5), count(3), &COUNT), MEASURE_DOWN);
    ck_assert_int_eq(direction(count(0), count(0), &COUNT), MEASURE_FLAT);
}
END_TEST

START_TEST(points_have_a_direction)
{
    struct figure cur = {true, 7009, 10000};
    struct figure base = {true, 6680, 10000};
    struct figure near = {true, 668004, 1000000};
    struct figure none = {0};
    ck_assert_int_eq(direction(cur, base, &PERCENT), MEASURE_UP);
    ck_assert_int_eq(direction(base, cur, &PERCENT), MEASURE_DOWN);
    ck_assert_int_eq(direction(near, base, &PERCENT), MEASURE_FLAT);
    ck_assert_int_eq(direction(none, base, &PERCENT), MEASURE_NO_DIRECTION);
}
END_TEST

/* --- times, relative --- */

START_TEST(times_and_relative_change)
{
    struct figure cur = {true, 7009, 10000};
    struct figure base = {true, 6680, 10000};
    struct figure three = count(300);
    struct figure one = count(100);
    int64_t out = 0;
    ck_assert(measure_times(&three, &one, 1, &out));
    ck_assert_int_eq(out, 30);
    ck_assert(measure_relative(&cur, &base, 2, &out));
    ck_assert_int_eq(out, 493); /* 4.9251 % */
    ck_assert(measure_relative(&base, &cur, 2, &out));
    ck_assert_int_eq(out, -469);
}
END_TEST

START_TEST(what_is_not_above_zero_has_neither)
{
    struct figure one = count(1);
    struct figure zero = count(0);
    struct figure less = count(-1);
    struct figure none = {0};
    struct figure by_zero = {true, 1, 0};
    struct figure turned = {true, 1, -1};
    const struct figure *const bad[] = {&zero, &less, &none, &by_zero, &turned};
    int64_t out = 42;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ck_assert(!measure_times(&one, bad[i], 2, &out));
        ck_assert(!measure_relative(&one, bad[i], 2, &out));
    }
    ck_assert(!measure_times(&less, &one, 2, &out));
    ck_assert(!measure_times(&none, &one, 2, &out));
    ck_assert(!measure_times(&by_zero, &one, 2, &out));
    ck_assert_int_eq(out, 42);
    ck_assert(measure_times(&zero, &one, 2, &out));
    ck_assert_int_eq(out, 0);
}
END_TEST

/* --- rows 3 and 4 --- */

START_TEST(a_break_leaves_nothing_and_coverage_the_difference)
{
    struct figure cur = count(12);
    struct figure base = count(10);
    struct change change;
    change_compute(&cur, &base, &COUNT, 2, &change);
    change_refuse(&change, CHANGE_COVERAGE);
    ck_assert_int_eq(change.reason, CHANGE_COVERAGE);
    ck_assert(change.has_abs && !change.has_pct);
    ck_assert_int_eq(change.abs, 2);
    change_refuse(&change, CHANGE_BREAK);
    ck_assert_int_eq(change.reason, CHANGE_BREAK);
    ck_assert(!change.has_abs && !change.has_pct && !change.has_pp);
}
END_TEST

START_TEST(what_is_missing_stays_the_reason)
{
    struct figure cur = count(12);
    struct figure none = {0};
    struct change change;
    change_compute(&cur, &none, &COUNT, 2, &change);
    change_refuse(&change, CHANGE_BREAK);
    ck_assert_int_eq(change.reason, CHANGE_BASE_MISSING);
    change_compute(&none, &cur, &COUNT, 2, &change);
    change_refuse(&change, CHANGE_COVERAGE);
    ck_assert_int_eq(change.reason, CHANGE_CUR_MISSING);
}
END_TEST

/* --- contributions --- */

static bool contribute(struct contribution *parts, int count, int64_t *growth)
{
    struct arena arena;
    arena_init(&arena);
    bool done = contribution_compute(parts, count, 2, &arena, growth);
    arena_fini(&arena);
    return done;
}

/* A third each of 1 %: 0.33 three times would be 0.99. */
START_TEST(contributions_add_up_to_the_printed_growth)
{
    struct contribution parts[] = {{101, 100, 0}, {101, 100, 0}, {101, 100, 0}};
    int64_t growth = 0;
    ck_assert(contribute(parts, 3, &growth));
    ck_assert_int_eq(growth, 100);
    ck_assert_int_eq(parts[0].points, 34);
    ck_assert_int_eq(parts[1].points, 33);
    ck_assert_int_eq(parts[2].points, 33);
}
END_TEST

START_TEST(who_came_and_who_went_contribute)
{
    struct contribution parts[] = {
        {200, 150, 0}, {30, 0, 0}, {0, 50, 0}, {0, 0, 0}};
    int64_t growth = 0;
    ck_assert(contribute(parts, 4, &growth));
    ck_assert_int_eq(growth, 1500);
    ck_assert_int_eq(parts[0].points, 2500);
    ck_assert_int_eq(parts[1].points, 1500);
    ck_assert_int_eq(parts[2].points, -2500);
    ck_assert_int_eq(parts[3].points, 0);
}
END_TEST

START_TEST(without_a_growth_there_are_no_contributions)
{
    struct contribution zero[] = {{5, 0, 0}};
    struct contribution less[] = {{-5, 10, 0}};
    struct contribution much[] = {{INT64_MAX, 1, 0}};
    struct contribution parts[] = {{INT64_MAX, 1, 0}, {-INT64_MAX + 1, 1, 0}};
    struct contribution fall[] = {{-INT64_MAX + 9, 1, 0}, {INT64_MAX, 1, 0}};
    struct contribution many[] = {{1, INT64_MAX, 0}, {1, INT64_MAX, 0}};
    int64_t growth = 0;
    ck_assert(!contribute(zero, 1, &growth));
    ck_assert(!contribute(less, 1, &growth));
    ck_assert(!contribute(much, 1, &growth));
    ck_assert(!contribute(parts, 2, &growth));
    ck_assert(!contribute(fall, 2, &growth));
    ck_assert(!contribute(many, 2, &growth));
    ck_assert(!contribute(zero, 0, &growth));
}
END_TEST

START_TEST(ten_thousand_contributions_add_up)
{
    unsigned seed = 11;
    for (int i = 0; i < 10000; i++) {
        struct contribution parts[7] = {{0}};
        int64_t growth = 0;
        int64_t sum = 0;
        parts[0].base = 1;
        for (int j = 0; j < 7; j++) {
            parts[j].cur += rand_r(&seed) % 1000;
            parts[j].base += rand_r(&seed) % 1000;
        }
        ck_assert(contribute(parts, 7, &growth));
        for (int j = 0; j < 7; j++) {
            sum += parts[j].points;
        }
        ck_assert_int_eq(sum, growth);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("measure");
    TCase *tcase = tcase_create("measure");
    tcase_add_test(tcase, a_base_below_ten_is_small);
    tcase_add_test(tcase, more_than_999_9_per_cent_is_large);
    tcase_add_test(tcase, ratios_and_undefined_changes_have_no_small_base);
    tcase_add_test(tcase, the_direction_is_that_of_the_printed_change);
    tcase_add_test(tcase, points_have_a_direction);
    tcase_add_test(tcase, times_and_relative_change);
    tcase_add_test(tcase, what_is_not_above_zero_has_neither);
    tcase_add_test(tcase, a_break_leaves_nothing_and_coverage_the_difference);
    tcase_add_test(tcase, what_is_missing_stays_the_reason);
    tcase_add_test(tcase, contributions_add_up_to_the_printed_growth);
    tcase_add_test(tcase, who_came_and_who_went_contribute);
    tcase_add_test(tcase, without_a_growth_there_are_no_contributions);
    tcase_add_test(tcase, ten_thousand_contributions_add_up);
    suite_add_tcase(suite, tcase);
    return suite;
}
