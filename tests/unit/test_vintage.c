/* A change between two prints is what is real and what is revision. */
#include "platform/macros.h"
#include "stats/vintage.h"
#include "unit.h"

#include <string.h>

#define CASES 10000
#define DIGITS 2

static const struct figure_scale COUNT = {.multiplier = 1};
static const struct figure_scale PERCENT = {
    .ratio = true, .percent = true, .multiplier = 100, .decimals = 2};

static uint64_t state = 20240901;

/* xorshift64: the same cases each time */
static int64_t some(int64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int64_t)(state % (uint64_t)below);
}

static struct figure make(int64_t num, int64_t den)
{
    return (struct figure){.present = true, .num = num, .den = den};
}

static struct vintage_split split(struct figure current, struct figure now,
                                  struct figure then,
                                  const struct figure_scale *scale)
{
    struct vintage_split out;
    memset(&out, 0xFF, sizeof(out));
    vintage_split(&current, &now, &then, scale, DIGITS, &out);
    return out;
}

START_TEST(counts_add_up)
{
    for (int i = 0; i < CASES; i++) {
        int64_t range = i % 2 == 0 ? 50 : 100000000000000;
        int64_t current = some(range);
        int64_t now = some(range) - range / 4;
        int64_t then = some(range);
        struct vintage_split out =
            split(make(current, 1), make(now, 1), make(then, 1), &COUNT);
        ck_assert(out.has_change && out.has_real);
        ck_assert_int_eq(out.change, current - then);
        ck_assert_int_eq(out.real, current - now);
        ck_assert_int_eq(out.revision, now - then);
        ck_assert_int_eq(out.decimals, 0);
        ck_assert_int_eq(out.reason, CHANGE_OK);
    }
}
END_TEST

/* The revision of a rate is a difference of two rounded numbers: less than
 * one in the last place from what it is exactly. */
START_TEST(rates_add_up)
{
    for (int i = 0; i < CASES; i++) {
        int64_t den[] = {1 + some(3000), 1 + some(3000), 1 + some(3000)};
        struct figure parts[3];
        for (size_t j = 0; j < ARRAY_LEN(parts); j++) {
            parts[j] = make(some(den[j] + 1), den[j]);
        }
        struct vintage_split out =
            split(parts[0], parts[1], parts[2], &PERCENT);
        ck_assert(out.has_change && out.has_real);
        ck_assert_int_eq(out.real + out.revision, out.change);
        int64_t both = den[1] * den[2];
        int64_t exact = 10000 * (parts[1].num * den[2] - parts[2].num * den[1]);
        int64_t error = out.revision * both - exact;
        ck_assert_int_le(error, both);
        ck_assert_int_ge(error, -both);
        ck_assert_int_eq(out.decimals, DIGITS);
        ck_assert_int_eq(out.reason, CHANGE_OK_PP);
    }
}
END_TEST

START_TEST(what_is_missing_is_not_there)
{
    const struct figure none = {0};
    struct vintage_split out = split(none, make(1, 1), make(2, 1), &COUNT);
    ck_assert(!out.has_change && !out.has_real);
    ck_assert_int_eq(out.reason, CHANGE_CUR_MISSING);
    out = split(make(5, 1), make(1, 1), none, &COUNT);
    ck_assert(!out.has_change && out.has_real);
    ck_assert_int_eq(out.real, 4);
    ck_assert_int_eq(out.reason, CHANGE_BASE_MISSING);
    out = split(make(5, 1), none, make(2, 1), &COUNT);
    ck_assert(out.has_change && !out.has_real);
    ck_assert_int_eq(out.change, 3);
    ck_assert_int_eq(out.reason, CHANGE_BASE_MISSING);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("vintage");
    TCase *tcase = tcase_create("vintage");
    tcase_add_test(tcase, counts_add_up);
    tcase_add_test(tcase, rates_add_up);
    tcase_add_test(tcase, what_is_missing_is_not_there);
    suite_add_tcase(suite, tcase);
    return suite;
}
