#include <stdint.h>
#include <stdlib.h>

#include "stats/rounding.h"
#include "stats/wide.h"
#include "unit.h"

static void rounds(int64_t num, int64_t den, int decimals, int64_t want)
{
    int64_t out = INT64_MIN;
    ck_assert_msg(rounding_divide(num, den, decimals, &out), "%lld/%lld",
                  (long long)num, (long long)den);
    ck_assert_msg(out == want, "%lld/%lld to %d: %lld", (long long)num,
                  (long long)den, decimals, (long long)out);
}

/* The standard's own examples and those that binary floats get wrong. */
START_TEST(examples_of_the_standard)
{
    rounds(121498, 10000, 1, 121);
    rounds(105002, 10000, 0, 11);
    rounds(1050, 1000, 1, 10);
    rounds(35, 100, 1, 4);
    rounds(-365, 10000, 3, -36);
    rounds(125, 1000, 2, 12);
    rounds(375, 1000, 2, 38);
    rounds(25, 10, 0, 2);
    rounds(2675, 1000, 2, 268);
    rounds(1005, 1000, 2, 100);
}
END_TEST

START_TEST(ties_go_to_the_even_digit)
{
    rounds(1, 2, 0, 0);
    rounds(3, 2, 0, 2);
    rounds(5, 2, 0, 2);
    rounds(-1, 2, 0, 0);
    rounds(-3, 2, 0, -2);
    rounds(1, -2, 0, 0);
    rounds(-3, -2, 0, 2);
}
END_TEST

START_TEST(what_is_no_tie_is_not_treated_as_one)
{
    rounds(500000000000001, 1000000000000000, 0, 1);
    rounds(499999999999999, 1000000000000000, 0, 0);
    rounds(2500000000000001, 1000000000000000, 0, 3);
}
END_TEST

START_TEST(a_zero_denominator_is_refused)
{
    int64_t out = 42;
    ck_assert(!rounding_divide(1, 0, 2, &out));
    ck_assert(!rounding_divide(0, 0, 2, &out));
    ck_assert_int_eq(out, 42);
}
END_TEST

START_TEST(eighteen_digits_fit_and_no_more)
{
    rounds(999999999999999999, 1, 0, 999999999999999999);
    int64_t out = 42;
    ck_assert(!rounding_divide(1000000000000000000, 1, 0, &out));
    ck_assert(!rounding_divide(-1000000000000000000, 1, 0, &out));
    ck_assert(!rounding_divide(9999999999999999995U, 10, 0, &out));
    ck_assert(!rounding_divide(1, 1, 18, &out));
    rounds(1, 10, 18, 100000000000000000);
    ck_assert_int_eq(out, 42);
}
END_TEST

START_TEST(the_widest_parts_are_exact)
{
    __int128 top = ((__int128)1 << 126) - 1 + ((__int128)1 << 126);
    int64_t out = 0;
    ck_assert(rounding_divide(top, top, 15, &out));
    ck_assert_int_eq(out, 1000000000000000);
    ck_assert(rounding_divide(-top - 1, top, 15, &out));
    ck_assert_int_eq(out, -1000000000000000);
    ck_assert(rounding_divide(top / 2, top, 17, &out));
    ck_assert_int_eq(out, 50000000000000000);
    ck_assert(rounding_divide(-top - 1, -top - 1, 0, &out));
    ck_assert_int_eq(out, 1);
    /* (2^126 - 1) / 2^127 is just below the tie, 2^126 / 2^127 is it. */
    ck_assert(rounding_divide(top / 2, -top - 1, 0, &out));
    ck_assert_int_eq(out, 0);
    ck_assert(rounding_divide(top / 2 + 1, top, 0, &out));
    ck_assert_int_eq(out, 1);
}
END_TEST

START_TEST(too_wide_is_refused_not_wrong)
{
    __int128 top = (__int128)1 << 126;
    int64_t out = 42;
    ck_assert(!rounding_scale(top, 1, 1, 60, &out));
    ck_assert(!rounding_scale(top, 1, INT64_MAX, 0, &out));
    ck_assert(!rounding_scale(1, top, 1, -60, &out));
    ck_assert_int_eq(out, 42);
}
END_TEST

START_TEST(scales_both_ways)
{
    int64_t out = 0;
    ck_assert(rounding_scale(12345, 1, 1, -2, &out));
    ck_assert_int_eq(out, 123);
    ck_assert(rounding_scale(12350, 1, 1, -2, &out));
    ck_assert_int_eq(out, 124);
    ck_assert(rounding_scale(12250, 1, 1, -2, &out));
    ck_assert_int_eq(out, 122);
    ck_assert(rounding_scale(1, 3, 100, 2, &out));
    ck_assert_int_eq(out, 3333);
    ck_assert(rounding_scale(1, 3, -100, 2, &out));
    ck_assert_int_eq(out, -3333);
}
END_TEST

/* |2 (num 10^d - out den)| <= den, and out is even when they are equal. */
START_TEST(random_quotients_are_nearest)
{
    srandom(4711);
    for (int i = 0; i < 200000; i++) {
        int64_t num = (random() - RAND_MAX / 2) * (1 + random() % 100000);
        int64_t den = 1 + random() % (random() % 2 == 0 ? 40 : 2000000000);
        int decimals = (int)(random() % 4);
        int64_t out = 0;
        ck_assert(rounding_divide(num, den, decimals, &out));
        __int128 scaled = num;
        for (int d = 0; d < decimals; d++) {
            scaled *= 10;
        }
        __int128 twice = 2 * (scaled - (__int128)out * den);
        twice = twice < 0 ? -twice : twice;
        ck_assert(twice < den || (twice == den && out % 2 == 0));
    }
}
END_TEST

/* (a b) / b == a where a b needs far more than 128 bits. */
START_TEST(long_division_undoes_multiplication)
{
    srandom(815);
    for (int i = 0; i < 20000; i++) {
        uint64_t value = (uint64_t)random() << 32 | (uint64_t)random();
        struct wide den = wide_of((unsigned __int128)random() << 90 |
                                  (unsigned __int128)random() << 45 |
                                  (unsigned __int128)random());
        ck_assert(wide_multiply(&den, 1 + (uint64_t)random()));
        struct wide num = den;
        uint64_t out = 0;
        ck_assert(wide_multiply(&num, value));
        ck_assert(wide_divide(&num, &den, &out));
        ck_assert_uint_eq(out, value);
    }
}
END_TEST

START_TEST(wide_numbers_compare)
{
    struct wide a = wide_of(1);
    struct wide b = wide_of((unsigned __int128)1 << 64);
    ck_assert_int_eq(wide_compare(&a, &b), -1);
    ck_assert_int_eq(wide_compare(&b, &a), 1);
    ck_assert_int_eq(wide_compare(&a, &a), 0);
}
END_TEST

START_TEST(a_quotient_above_64_bits_is_refused)
{
    struct wide num = wide_of((unsigned __int128)UINT64_MAX << 64);
    struct wide one = wide_of(1);
    uint64_t out = 42;
    ck_assert(!wide_divide(&num, &one, &out));
    ck_assert(wide_multiply(&num, UINT64_MAX));
    ck_assert(!wide_divide(&num, &one, &out));
    /* (2^65 - 1) / 2 would be rounded up to 2^64. */
    num = wide_of(((unsigned __int128)1 << 65) - 1);
    struct wide two = wide_of(2);
    ck_assert(!wide_divide(&num, &two, &out));
    ck_assert_uint_eq(out, 42);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("rounding");
    TCase *tcase = tcase_create("rounding");
    tcase_add_test(tcase, examples_of_the_standard);
    tcase_add_test(tcase, ties_go_to_the_even_digit);
    tcase_add_test(tcase, what_is_no_tie_is_not_treated_as_one);
    tcase_add_test(tcase, a_zero_denominator_is_refused);
    tcase_add_test(tcase, eighteen_digits_fit_and_no_more);
    tcase_add_test(tcase, the_widest_parts_are_exact);
    tcase_add_test(tcase, too_wide_is_refused_not_wrong);
    tcase_add_test(tcase, scales_both_ways);
    tcase_add_test(tcase, random_quotients_are_nearest);
    tcase_add_test(tcase, long_division_undoes_multiplication);
    tcase_add_test(tcase, wide_numbers_compare);
    tcase_add_test(tcase, a_quotient_above_64_bits_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
