#include <stdlib.h>

#include "platform/arena.h"
#include "platform/macros.h"
#include "stats/exact_growth.h"
#include "stats/exact_mix.h"
#include "unit.h"

/* cppcheck-suppress missingInclude ; generated */
#include "exact_vectors.h"

static struct figure count(int64_t num)
{
    return (struct figure){.present = true, .num = num, .den = 1};
}

/* --- average growth --- */

static void grows(int64_t cur, int64_t base, int years, int digits,
                  int64_t expected)
{
    struct figure one = count(cur);
    struct figure two = count(base);
    int64_t out = 0;
    ck_assert(exact_growth(&one, &two, years, digits, &out));
    ck_assert_msg(out == expected, "%jd/%jd over %d years at %d: %jd, not %jd",
                  (intmax_t)cur, (intmax_t)base, years, digits, (intmax_t)out,
                  (intmax_t)expected);
}

START_TEST(doubling_in_two_years_is_the_root_of_two)
{
    grows(200, 100, 2, 6, 41421356);
    grows(200, 100, 10, 2, 718);
    grows(100, 200, 2, 2, -2929);
    grows(100, 100, 5, 2, 0);
}
END_TEST

/* 1.00125 squared is 1.0025015625 exactly: 0.125 % is a tie. */
START_TEST(a_tie_goes_to_the_even_digit)
{
    grows(10025015625, 10000000000, 2, 2, 12);
    grows(10025015626, 10000000000, 2, 2, 13);
    grows(10075140625, 10000000000, 2, 2, 38); /* 1.00375 squared */
    grows(10075140624, 10000000000, 2, 2, 37);
}
END_TEST

START_TEST(random_growths_agree_with_80_decimal_digits)
{
    for (size_t i = 0; i < ARRAY_LEN(GROWTHS); i++) {
        grows(GROWTHS[i].cur, GROWTHS[i].base, GROWTHS[i].years,
              GROWTHS[i].digits, GROWTHS[i].growth);
    }
}
END_TEST

START_TEST(a_rate_grows_like_its_quotient)
{
    struct figure cur = {true, 6627, 10000};
    struct figure base = {true, 3, 5};
    struct figure turned = {true, -6627, -10000};
    int64_t out = 0;
    ck_assert(exact_growth(&cur, &base, 2, 4, &out));
    ck_assert_int_eq(out, 50952); /* sqrt(1.1045) */
    ck_assert(exact_growth(&turned, &base, 2, 4, &out));
    ck_assert_int_eq(out, 50952);
}
END_TEST

START_TEST(growth_needs_two_years_and_figures_above_zero)
{
    struct figure one = count(100);
    struct figure zero = count(0);
    struct figure less = count(-1);
    struct figure none = {0};
    int64_t out = 42;
    ck_assert(!exact_growth(&one, &one, 1, 2, &out));
    ck_assert(!exact_growth(&one, &one, 51, 2, &out));
    ck_assert(!exact_growth(&one, &zero, 2, 2, &out));
    ck_assert(!exact_growth(&zero, &one, 2, 2, &out));
    ck_assert(!exact_growth(&less, &one, 2, 2, &out));
    ck_assert(!exact_growth(&none, &one, 2, 2, &out));
    ck_assert(!exact_growth(&one, &none, 2, 2, &out));
    ck_assert_int_eq(out, 42);
}
END_TEST

START_TEST(growth_of_more_than_18_digits_is_refused)
{
    struct figure cur = {true, INT64_MAX, 1};
    struct figure base = {true, 1, INT64_MAX};
    int64_t out = 42;
    ck_assert(!exact_growth(&cur, &base, 2, 2, &out));
    ck_assert(exact_growth(&cur, &base, 10, 2, &out));
}
END_TEST

/* --- within and mix --- */

static struct exact_mix_part part(int64_t num, int64_t den, int64_t base_num,
                                  int64_t base_den)
{
    return (struct exact_mix_part){
        .num = num,
        .den = den,
        .base_num = base_num,
        .base_den = base_den,
    };
}

static const struct exact_mix_scale POINTS = {100, 0, 2};

static bool decompose(struct exact_mix_part *parts, int count,
                      const struct exact_mix_scale *scale, int64_t *change)
{
    struct arena arena;
    arena_init(&arena);
    bool done = exact_mix_compute(parts, count, scale, &arena, change);
    arena_fini(&arena);
    return done;
}

static int64_t sum_of(const struct exact_mix_part *parts, int count)
{
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        sum += parts[i].within + parts[i].mix;
    }
    return sum;
}

/* Both schools keep their rates; the better one grows. */
START_TEST(rates_that_stay_leave_only_the_mix)
{
    struct exact_mix_part parts[] = {part(90, 100, 45, 50),
                                     part(30, 100, 45, 150)};
    int64_t change = 0;
    ck_assert(decompose(parts, 2, &POINTS, &change));
    ck_assert_int_eq(change, 1500); /* 60 - 45 % */
    ck_assert_int_eq(parts[0].kind, EXACT_MIX_BOTH);
    ck_assert_int_eq(parts[0].within, 0);
    ck_assert_int_eq(parts[1].within, 0);
    /* a quarter of the weight moves, to 90 and from 30, against 52.5 */
    ck_assert_int_eq(parts[0].mix, 938);
    ck_assert_int_eq(parts[1].mix, 562);
}
END_TEST

START_TEST(weights_that_stay_leave_only_the_rates)
{
    struct exact_mix_part parts[] = {part(50, 100, 45, 100),
                                     part(80, 100, 81, 100)};
    int64_t change = 0;
    ck_assert(decompose(parts, 2, &POINTS, &change));
    ck_assert_int_eq(change, 200);
    ck_assert_int_eq(parts[0].within, 250);
    ck_assert_int_eq(parts[1].within, -50);
    ck_assert_int_eq(parts[0].mix + parts[1].mix, 0);
}
END_TEST

START_TEST(who_comes_and_goes_is_told_apart)
{
    struct exact_mix_part parts[] = {part(50, 100, 50, 100),
                                     part(90, 100, 0, 0), part(0, 0, 10, 100),
                                     part(0, 0, 0, 0)};
    int64_t change = 0;
    ck_assert(decompose(parts, 4, &POINTS, &change));
    ck_assert_int_eq(change, 4000); /* 70 - 30 % */
    ck_assert_int_eq(parts[1].kind, EXACT_MIX_ENTERED);
    ck_assert_int_eq(parts[1].within, 2000); /* 1/2 * (90 - 50) */
    ck_assert_int_eq(parts[2].kind, EXACT_MIX_LEFT);
    ck_assert_int_eq(parts[2].within, 2000); /* -1/2 * (10 - 50) */
    ck_assert_int_eq(parts[3].kind, EXACT_MIX_OTHER);
    ck_assert_int_eq(parts[3].within, 0);
}
END_TEST

START_TEST(decompositions_agree_with_exact_fractions)
{
    for (size_t i = 0; i < ARRAY_LEN(MIXES); i++) {
        const struct mix_case *row = &MIXES[i];
        struct exact_mix_scale scale = {row->multiplier, row->shift,
                                        row->digits};
        struct exact_mix_part parts[ARRAY_LEN(row->parts)] = {{0}};
        int64_t change = 0;
        for (int j = 0; j < row->count; j++) {
            parts[j] = row->parts[j];
            parts[j].within = parts[j].mix = -1;
        }
        ck_assert(decompose(parts, row->count, &scale, &change));
        ck_assert_int_eq(change, row->change);
        for (int j = 0; j < row->count; j++) {
            ck_assert_int_eq(parts[j].kind, row->parts[j].kind);
            ck_assert_int_eq(parts[j].within, row->parts[j].within);
            ck_assert_int_eq(parts[j].mix, row->parts[j].mix);
        }
    }
}
END_TEST

static int64_t some(unsigned *seed, int64_t top)
{
    int64_t value = (int64_t)rand_r(seed) << 31 | rand_r(seed);
    return value % (top + 1);
}

START_TEST(ten_thousand_decompositions_add_up)
{
    unsigned seed = 7;
    for (int i = 0; i < 10000; i++) {
        struct exact_mix_part parts[5] = {{0}};
        int64_t change = 0;
        for (int j = 0; j < 5; j++) {
            parts[j].den = 1 + some(&seed, 1000000);
            parts[j].num = some(&seed, parts[j].den);
            parts[j].base_den = 1 + some(&seed, 1000000);
            parts[j].base_num = some(&seed, parts[j].base_den);
        }
        ck_assert(decompose(parts, 5, &POINTS, &change));
        ck_assert_int_eq(sum_of(parts, 5), change);
    }
}
END_TEST

START_TEST(a_whole_without_a_rate_is_refused)
{
    struct exact_mix_part parts[] = {part(1, 0, 1, 2)};
    struct exact_mix_part other[] = {part(1, 2, 1, 0)};
    int64_t change = 42;
    ck_assert(!decompose(parts, 1, &POINTS, &change));
    ck_assert(!decompose(other, 1, &POINTS, &change));
    ck_assert(!decompose(parts, 0, &POINTS, &change));
}
END_TEST

START_TEST(terms_of_more_than_18_digits_are_refused)
{
    struct exact_mix_scale scale = {10000, 3, 15};
    struct exact_mix_part whole[] = {part(INT64_MAX, 1, 1, 1)};
    /* The whole does not move, its parts do. */
    struct exact_mix_part parts[] = {part(INT64_MAX, 1, 0, 1),
                                     part(0, 1, INT64_MAX, 1)};
    struct exact_mix_part mixed[] = {part(INT64_MAX, 1, INT64_MAX, INT64_MAX),
                                     part(-INT64_MAX, 1, 0, 1)};
    int64_t change = 0;
    ck_assert(!decompose(whole, 1, &scale, &change));
    ck_assert(!decompose(parts, 2, &scale, &change));
    ck_assert(!decompose(mixed, 2, &scale, &change));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("exact");
    TCase *tcase = tcase_create("exact");
    tcase_add_test(tcase, doubling_in_two_years_is_the_root_of_two);
    tcase_add_test(tcase, a_tie_goes_to_the_even_digit);
    tcase_add_test(tcase, random_growths_agree_with_80_decimal_digits);
    tcase_add_test(tcase, a_rate_grows_like_its_quotient);
    tcase_add_test(tcase, growth_needs_two_years_and_figures_above_zero);
    tcase_add_test(tcase, growth_of_more_than_18_digits_is_refused);
    tcase_add_test(tcase, rates_that_stay_leave_only_the_mix);
    tcase_add_test(tcase, weights_that_stay_leave_only_the_rates);
    tcase_add_test(tcase, who_comes_and_goes_is_told_apart);
    tcase_add_test(tcase, decompositions_agree_with_exact_fractions);
    tcase_add_test(tcase, ten_thousand_decompositions_add_up);
    tcase_add_test(tcase, a_whole_without_a_rate_is_refused);
    tcase_add_test(tcase, terms_of_more_than_18_digits_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
