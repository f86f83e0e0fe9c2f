#include <stdio.h>
#include <string.h>

#include "platform/macros.h"
#include "stats/change.h"
#include "unit.h"

static const struct figure_scale COUNT = {.multiplier = 1};
static const struct figure_scale PERCENT = {
    .ratio = true, .percent = true, .multiplier = 100, .decimals = 2};

static struct figure count(int64_t num)
{
    return (struct figure){.present = true, .num = num, .den = 1};
}

static struct figure ratio(int64_t num, int64_t den)
{
    return (struct figure){.present = true, .num = num, .den = den};
}

static struct change change(struct figure cur, struct figure base,
                            const struct figure_scale *scale)
{
    struct change out;
    memset(&out, 0xFF, sizeof(out));
    change_compute(&cur, &base, scale, 2, &out);
    return out;
}

static void changes_by(int64_t cur, int64_t base, int64_t abs, int64_t pct)
{
    struct change out = change(count(cur), count(base), &COUNT);
    ck_assert_int_eq(out.reason, CHANGE_OK);
    ck_assert(out.has_abs && out.has_pct && !out.has_pp);
    ck_assert_int_eq(out.abs, abs);
    ck_assert_int_eq(out.pct, pct);
}

static void points(struct figure cur, struct figure base, int64_t pp)
{
    struct change out = change(cur, base, &PERCENT);
    ck_assert_int_eq(out.reason, CHANGE_OK_PP);
    ck_assert(!out.has_abs && !out.has_pct && out.has_pp);
    ck_assert_int_eq(out.pp, pp);
}

START_TEST(ratio_of_sums_of_three_schools)
{
    struct figure fig =
        ratio(450 + 1200 + 30, 500 + 2000 + 100); /* 90, 60, 30 % */
    int64_t value = 0;
    ck_assert(figure_value(&fig, &PERCENT, &value));
    ck_assert_int_eq(value, 6462);
}
END_TEST

START_TEST(year_to_date_tie_goes_to_even)
{
    changes_by(34200, 32000, 2200, 688); /* 6.875 % */
}
END_TEST

START_TEST(august_on_august_and_on_july)
{
    changes_by(5400, 4900, 500, 1020);
    changes_by(5400, 6100, -700, -1148);
}
END_TEST

START_TEST(rates_change_in_points)
{
    points(ratio(6680, 10000), ratio(6680, 10000), 0);
    points(ratio(7009, 10000), ratio(6680, 10000), 329);
    points(ratio(7009, 10000), ratio(668, 1000), 329);
}
END_TEST

/* Rounded rates, 73.94 and 92.84, would differ by 18.90. */
START_TEST(points_come_from_unrounded_rates)
{
    struct figure cur = ratio(2117, 2863);
    struct figure base = ratio(2087, 2248);
    int64_t value = 0;
    ck_assert(figure_value(&cur, &PERCENT, &value));
    ck_assert_int_eq(value, 7394);
    ck_assert(figure_value(&base, &PERCENT, &value));
    ck_assert_int_eq(value, 9284);
    points(cur, base, -1889);
}
END_TEST

START_TEST(students_of_a_whole_country)
{
    struct change out;
    struct figure cur = count(1244822);
    struct figure base = count(1273894);
    change_compute(&cur, &base, &COUNT, 4, &out);
    ck_assert_int_eq(out.abs, -29072);
    ck_assert_int_eq(out.pct, -22821);
}
END_TEST

/* Every row of the decision table that is arithmetic, for counts. */
START_TEST(decision_table_for_counts)
{
    const struct figure none = {.present = false, .num = 5, .den = 1};
    const struct {
        struct figure cur, base;
        enum change_reason reason;
        bool has_abs, has_pct;
        int64_t abs, pct;
    } ROWS[] = {
        {none, none, CHANGE_CUR_MISSING, false, false, 0, 0},
        {none, count(1), CHANGE_CUR_MISSING, false, false, 0, 0},
        {count(1), none, CHANGE_BASE_MISSING, false, false, 0, 0},
        {count(5), count(-10), CHANGE_NEGATIVE, true, false, 15, 0},
        {count(-5), count(10), CHANGE_NEGATIVE, true, false, -15, 0},
        {count(-5), count(0), CHANGE_NEGATIVE, true, false, -5, 0},
        {count(0), count(-5), CHANGE_NEGATIVE, true, false, 5, 0},
        {count(0), count(0), CHANGE_BOTH_ZERO, true, false, 0, 0},
        {count(7), count(0), CHANGE_BASE_ZERO, true, false, 7, 0},
        {count(0), count(7), CHANGE_OK, true, true, -7, -10000},
        {count(8), count(8), CHANGE_OK, true, true, 0, 0},
        {count(100), count(1), CHANGE_OK, true, true, 99, 990000},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        struct change out = change(ROWS[i].cur, ROWS[i].base, &COUNT);
        ck_assert_msg(out.reason == ROWS[i].reason, "row %zu", i);
        ck_assert_msg(out.has_abs == ROWS[i].has_abs, "row %zu", i);
        ck_assert_msg(out.has_pct == ROWS[i].has_pct, "row %zu", i);
        ck_assert(!out.has_pp);
        ck_assert_int_eq(out.abs, ROWS[i].abs);
        ck_assert_int_eq(out.pct, ROWS[i].pct);
    }
}
END_TEST

START_TEST(decision_table_for_rates)
{
    const struct figure none = {.present = false};
    ck_assert_int_eq(change(none, ratio(1, 2), &PERCENT).reason,
                     CHANGE_CUR_MISSING);
    ck_assert_int_eq(change(ratio(1, 2), none, &PERCENT).reason,
                     CHANGE_BASE_MISSING);
    points(ratio(0, 5), ratio(0, 7), 0);
    points(ratio(3, 4), ratio(0, 7), 7500);
    points(ratio(-1, 4), ratio(1, 4), -5000);
}
END_TEST

START_TEST(a_ratio_over_zero_is_missing)
{
    struct figure fig = ratio(5, 0);
    int64_t value = 42;
    ck_assert(!figure_value(&fig, &PERCENT, &value));
    ck_assert_int_eq(value, 42);
    ck_assert_int_eq(change(fig, ratio(1, 2), &PERCENT).reason,
                     CHANGE_CUR_MISSING);
    struct change out = change(ratio(1, 2), fig, &PERCENT);
    ck_assert_int_eq(out.reason, CHANGE_BASE_MISSING);
    ck_assert(!out.has_pp);
}
END_TEST

/* 万元 with two decimals over students: yuan per student. */
START_TEST(other_ratios_change_like_counts)
{
    const struct figure_scale scale = {
        .ratio = true, .multiplier = 10000, .num_decimals = 2, .decimals = 2};
    struct figure cur = ratio(123456, 1000);
    int64_t value = 0;
    ck_assert(figure_value(&cur, &scale, &value));
    ck_assert_int_eq(value, 1234560);
    struct change out = change(cur, ratio(100000, 800), &scale);
    ck_assert_int_eq(out.reason, CHANGE_OK);
    ck_assert(out.has_abs && out.has_pct && !out.has_pp);
    ck_assert_int_eq(out.abs, -15440);
    ck_assert_int_eq(out.pct, -124); /* -1.2352 */
}
END_TEST

START_TEST(other_ratios_on_zero_have_no_per_cent)
{
    const struct figure_scale scale = {
        .ratio = true, .multiplier = 1, .decimals = 2};
    struct change out = change(ratio(1, 4), ratio(0, 3), &scale);
    ck_assert_int_eq(out.reason, CHANGE_BASE_ZERO);
    ck_assert_int_eq(out.abs, 25);
    ck_assert(!out.has_pct);
    out = change(ratio(0, 4), ratio(0, 3), &scale);
    ck_assert_int_eq(out.reason, CHANGE_BOTH_ZERO);
}
END_TEST

START_TEST(absent_figures_have_no_value)
{
    const struct figure none = {.present = false, .num = 5, .den = 1};
    int64_t value = 42;
    ck_assert(!figure_value(&none, &COUNT, &value));
    ck_assert_int_eq(value, 42);
}
END_TEST

START_TEST(what_does_not_fit_is_absent)
{
    struct figure huge = count(INT64_MAX);
    int64_t value = 42;
    ck_assert(!figure_value(&huge, &COUNT, &value));
    struct change out = change(huge, count(1), &COUNT);
    ck_assert_int_eq(out.reason, CHANGE_OK);
    ck_assert(!out.has_abs && !out.has_pct);
}
END_TEST

START_TEST(the_extremes_are_exact)
{
    points(ratio(INT64_MIN, INT64_MIN), ratio(INT64_MAX, INT64_MIN + 1), 20000);
    points(ratio(INT64_MIN, INT64_MAX), ratio(INT64_MIN, INT64_MIN), -20000);
    points(ratio(INT64_MAX, INT64_MAX - 1), ratio(INT64_MIN, INT64_MIN), 0);
}
END_TEST

START_TEST(reasons_have_codes)
{
    static const char *const CODES[] = {
        "OK",       "OK_PP",    "CUR_MISSING", "BASE_MISSING", "BREAK",
        "COVERAGE", "NEGATIVE", "BOTH_ZERO",   "BASE_ZERO"};
    for (size_t i = 0; i < ARRAY_LEN(CODES); i++) {
        ck_assert_str_eq(change_reason_code((enum change_reason)i), CODES[i]);
    }
}
END_TEST

/* Rows computed with exact fractions by change_vectors.py. */
struct vector {
    struct figure cur, base;
    struct figure_scale scale;
    int digits;
    enum change_reason reason;
    bool has_value;
    int64_t value;
    bool has_abs;
    int64_t abs;
    bool has_pct;
    int64_t pct;
    bool has_pp;
    int64_t pp;
};

static const struct vector VECTORS[] = {
#include "change_vectors.h"
};

START_TEST(agrees_with_exact_fractions)
{
    for (size_t i = 0; i < ARRAY_LEN(VECTORS); i++) {
        const struct vector *v = &VECTORS[i];
        struct change out;
        int64_t value = 0;
        change_compute(&v->cur, &v->base, &v->scale, v->digits, &out);
        ck_assert_msg(figure_value(&v->cur, &v->scale, &value) == v->has_value,
                      "value of row %zu", i + 1);
        ck_assert_msg(value == v->value, "value of row %zu", i + 1);
        ck_assert_msg(out.reason == v->reason, "reason of row %zu", i + 1);
        ck_assert_msg(out.has_abs == v->has_abs && out.abs == v->abs,
                      "abs of row %zu", i + 1);
        ck_assert_msg(out.has_pct == v->has_pct && out.pct == v->pct,
                      "pct of row %zu", i + 1);
        ck_assert_msg(out.has_pp == v->has_pp && out.pp == v->pp,
                      "pp of row %zu", i + 1);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("change");
    TCase *tcase = tcase_create("change");
    tcase_add_test(tcase, ratio_of_sums_of_three_schools);
    tcase_add_test(tcase, year_to_date_tie_goes_to_even);
    tcase_add_test(tcase, august_on_august_and_on_july);
    tcase_add_test(tcase, rates_change_in_points);
    tcase_add_test(tcase, points_come_from_unrounded_rates);
    tcase_add_test(tcase, students_of_a_whole_country);
    tcase_add_test(tcase, decision_table_for_counts);
    tcase_add_test(tcase, decision_table_for_rates);
    tcase_add_test(tcase, a_ratio_over_zero_is_missing);
    tcase_add_test(tcase, other_ratios_change_like_counts);
    tcase_add_test(tcase, other_ratios_on_zero_have_no_per_cent);
    tcase_add_test(tcase, absent_figures_have_no_value);
    tcase_add_test(tcase, what_does_not_fit_is_absent);
    tcase_add_test(tcase, the_extremes_are_exact);
    tcase_add_test(tcase, reasons_have_codes);
    tcase_add_test(tcase, agrees_with_exact_fractions);
    suite_add_tcase(suite, tcase);
    return suite;
}
