#include <string.h>

#include "model/period.h"
#include "platform/macros.h"
#include "report/wording.h"
#include "unit.h"

/* --- what is compared --- */

static const struct indicator PERSON_TIMES = {
    .unit = "人次", .kind = INDICATOR_FLOW, .direction = "higher"};
static const struct indicator TEACHERS = {
    .unit = "人", .kind = INDICATOR_STOCK, .direction = "higher"};
static const struct indicator OLD = {
    .unit = "人", .kind = INDICATOR_STOCK, .direction = "lower"};
static const struct indicator LOANS = {.unit = "万元",
                                       .kind = INDICATOR_FLOW,
                                       .decimals = 2,
                                       .direction = "neutral"};
static const struct indicator RATE = {
    .unit = "%", .kind = INDICATOR_RATIO, .decimals = 2, .direction = "higher"};
static const struct indicator OLD_SHARE = {
    .unit = "%", .kind = INDICATOR_RATIO, .decimals = 2, .direction = "lower"};
static const struct indicator PER_TEACHER = {.unit = "人/人",
                                             .kind = INDICATOR_RATIO,
                                             .decimals = 2,
                                             .direction = "lower"};

static struct report_value value_of(const struct indicator *indicator,
                                    struct figure cur, struct figure base)
{
    bool ratio = indicator->kind == INDICATOR_RATIO;
    return (struct report_value){
        .state = REPORT_KNOWN,
        .indicator = indicator,
        .scale = {.ratio = ratio,
                  .percent = strcmp(indicator->unit, "%") == 0,
                  .multiplier = strcmp(indicator->unit, "%") == 0 ? 100 : 1,
                  .num_decimals = ratio ? 0 : indicator->decimals,
                  .decimals = indicator->decimals},
        .value = cur,
        .cur = cur,
        .base = base,
        .period = period_of(PERIOD_CALENDAR_YEAR, 2024, 1),
    };
}

static struct report_value counts(const struct indicator *indicator,
                                  int64_t cur, int64_t base)
{
    return value_of(indicator, (struct figure){true, cur, 1},
                    (struct figure){true, base, 1});
}

static struct report_value rates(const struct indicator *indicator, int64_t cur,
                                 int64_t base)
{
    return value_of(indicator, (struct figure){true, cur, 10000},
                    (struct figure){true, base, 10000});
}

/* --- how it is said --- */

static enum wording_result say_slot(const struct report_value *value,
                                    const struct report_slot *slot,
                                    enum lang lang, struct buffer *out,
                                    struct wording_number *number)
{
    static const struct wording_prior PRIORS[] = {
        {"上年同期", ""},
        {"the same period of 2023", "in the same period of 2023"},
    };
    const struct wording wording = {
        .style = {.lang = lang},
        .value = value,
        .slot = slot,
        .prior = PRIORS[lang],
        .flat_pct = 500000,
        .flat_pp = 50000,
        .has_material = true,
        .material = 1000000,
    };
    buffer_init(out, 1000);
    buffer_add_str(out, "");
    return wording_write(&wording, out, number);
}

static void check_slot(struct report_value value,
                       const struct report_slot *slot, const char *zh,
                       const char *en)
{
    const char *const expected[] = {zh, en};
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        struct buffer out;
        struct wording_number number;
        ck_assert_int_eq(say_slot(&value, slot, (enum lang)lang, &out, &number),
                         WORDING_SAID);
        ck_assert_str_eq(out.data, expected[lang]);
        buffer_fini(&out);
    }
}

static void check(struct report_value value, enum report_form form,
                  const char *zh, const char *en)
{
    const struct report_slot slot = {.form = form, .decimals = -1};
    check_slot(value, &slot, zh, en);
}

static void check_missing(struct report_value value, enum change_reason reason)
{
    const struct report_slot slot = {.form = REPORT_CHG, .decimals = -1};
    struct buffer out;
    struct wording_number number;
    ck_assert_int_eq(say_slot(&value, &slot, LANG_ZH, &out, &number),
                     WORDING_MISSING);
    ck_assert_int_eq(wording_reason(&value), reason);
    ck_assert_uint_eq(out.len, 0);
    ck_assert(!number.known);
    buffer_fini(&out);
}

/* --- counts --- */

START_TEST(a_count_that_rose)
{
    check(counts(&PERSON_TIMES, 34200, 32000), REPORT_CHG,
          "比上年同期增长6.88%", "up 6.88% on the same period of 2023");
}
END_TEST

START_TEST(a_count_that_fell)
{
    check(counts(&PERSON_TIMES, 968, 1000), REPORT_CHG, "比上年同期下降3.20%",
          "down 3.20% on the same period of 2023");
}
END_TEST

START_TEST(a_count_that_fell_to_nothing)
{
    check(counts(&PERSON_TIMES, 0, 1000), REPORT_CHG, "比上年同期下降100.00%",
          "down 100.00% on the same period of 2023");
}
END_TEST

START_TEST(a_count_that_stayed)
{
    check(counts(&PERSON_TIMES, 1000, 1000), REPORT_CHG, "与上年同期持平",
          "unchanged from the same period of 2023");
}
END_TEST

/* 0.004 %: at two decimals that is none. */
START_TEST(what_prints_as_zero_is_flat)
{
    check(counts(&PERSON_TIMES, 100004, 100000), REPORT_CHG, "与上年同期持平",
          "unchanged from the same period of 2023");
}
END_TEST

START_TEST(less_than_half_a_per_cent_is_nearly_flat)
{
    check(counts(&PERSON_TIMES, 100499, 100000), REPORT_CHG,
          "与上年同期基本持平",
          "broadly unchanged from the same period of 2023");
    check(counts(&PERSON_TIMES, 99501, 100000), REPORT_CHG,
          "与上年同期基本持平",
          "broadly unchanged from the same period of 2023");
    check(counts(&PERSON_TIMES, 100500, 100000), REPORT_CHG,
          "比上年同期增长0.50%", "up 0.50% on the same period of 2023");
    check(counts(&PERSON_TIMES, 99500, 100000), REPORT_CHG,
          "比上年同期下降0.50%", "down 0.50% on the same period of 2023");
}
END_TEST

/* 0.496 % prints as 0.50 and is still below the threshold. */
START_TEST(nearly_flat_is_decided_before_rounding)
{
    check(counts(&PERSON_TIMES, 100496, 100000), REPORT_CHG,
          "与上年同期基本持平",
          "broadly unchanged from the same period of 2023");
}
END_TEST

START_TEST(a_difference_is_never_nearly_none)
{
    check(counts(&PERSON_TIMES, 100100, 100000), REPORT_ABS,
          "比上年同期增加100人次", "up by 100 on the same period of 2023");
}
END_TEST

START_TEST(a_difference_has_the_unit_and_no_sign)
{
    check(counts(&PERSON_TIMES, 30000, 34200), REPORT_ABS,
          "比上年同期减少4200人次", "down by 4,200 on the same period of 2023");
    check(counts(&LOANS, 1250, 1000), REPORT_ABS, "比上年同期增加2.50万元",
          "up by CNY 0.02 million on the same period of 2023");
    check(counts(&LOANS, 1234567, 2469134), REPORT_ABS,
          "比上年同期减少1.23亿元",
          "down by CNY 123.46 million on the same period of 2023");
    check(counts(&TEACHERS, 9, 9), REPORT_ABS, "与上年同期持平",
          "unchanged from the same period of 2023");
}
END_TEST

START_TEST(a_net_difference)
{
    check(counts(&TEACHERS, 24, 21), REPORT_NET, "比上年同期净增3人",
          "a net increase of 3 on the same period of 2023");
    check(counts(&TEACHERS, 21, 24), REPORT_NET, "比上年同期净减3人",
          "a net decrease of 3 on the same period of 2023");
}
END_TEST

/* --- multiples --- */

START_TEST(what_doubled)
{
    check(counts(&PERSON_TIMES, 200, 100), REPORT_CHG, "比上年同期翻一番",
          "double the figure of the same period of 2023");
}
END_TEST

START_TEST(a_growth_of_100_per_cent_and_more_is_a_multiple)
{
    check(counts(&PERSON_TIMES, 199, 100), REPORT_CHG, "比上年同期增长99.00%",
          "up 99.00% on the same period of 2023");
    check(counts(&PERSON_TIMES, 220, 100), REPORT_CHG, "比上年同期增长1.2倍",
          "2.2 times the figure of the same period of 2023");
    check(counts(&PERSON_TIMES, 345, 100), REPORT_CHG, "比上年同期增长2.45倍",
          "3.45 times the figure of the same period of 2023");
    check(counts(&PERSON_TIMES, 300, 100), REPORT_CHG, "比上年同期增长2倍",
          "3 times the figure of the same period of 2023");
}
END_TEST

START_TEST(beyond_999_9_per_cent_it_is_so_many_times_the_base)
{
    check(counts(&PERSON_TIMES, 10999, 1000), REPORT_CHG, "比上年同期增长10倍",
          "11 times the figure of the same period of 2023");
    check(counts(&PERSON_TIMES, 12300, 1000), REPORT_CHG, "是上年同期的12.3倍",
          "12.3 times the figure of the same period of 2023");
}
END_TEST

/* --- bases of zero --- */

START_TEST(a_flow_on_a_base_of_zero_is_new)
{
    check(counts(&PERSON_TIMES, 120, 0), REPORT_CHG,
          "上年同期为0，今年新增120人次",
          "up from none in the same period of 2023");
}
END_TEST

/* "New" is said of what happens, not of what there is. */
START_TEST(a_stock_on_a_base_of_zero_is_not_called_new)
{
    check(counts(&TEACHERS, 120, 0), REPORT_CHG, "上年同期为0，今年为120人",
          "up from none in the same period of 2023");
}
END_TEST

START_TEST(zero_on_zero_is_flat_and_says_so)
{
    check(counts(&PERSON_TIMES, 0, 0), REPORT_CHG, "与上年同期持平（均为0）",
          "unchanged from the same period of 2023 (both zero)");
}
END_TEST

/* --- rates --- */

START_TEST(a_rate_changes_in_percentage_points)
{
    check(rates(&RATE, 7009, 6680), REPORT_PP, "比上年同期提高3.29个百分点",
          "up 3.29 percentage points on the same period of 2023");
    check(rates(&RATE, 6680, 7009), REPORT_PP, "比上年同期下降3.29个百分点",
          "down 3.29 percentage points on the same period of 2023");
}
END_TEST

/* A slot that asks for per cent of a rate still gets points. */
START_TEST(a_rate_never_grows_by_per_cent)
{
    check(rates(&RATE, 7009, 6680), REPORT_CHG, "比上年同期提高3.29个百分点",
          "up 3.29 percentage points on the same period of 2023");
    check(rates(&RATE, 7009, 6680), REPORT_ABS, "比上年同期提高3.29个百分点",
          "up 3.29 percentage points on the same period of 2023");
}
END_TEST

/* 92.84 and 73.94 differ by 18.90, the rates themselves by 18.89. */
START_TEST(points_come_from_the_rates_before_they_are_rounded)
{
    check(value_of(&RATE, (struct figure){true, 2117, 2863},
                   (struct figure){true, 2087, 2248}),
          REPORT_PP, "比上年同期下降18.89个百分点",
          "down 18.89 percentage points on the same period of 2023");
}
END_TEST

START_TEST(less_than_a_twentieth_of_a_point_is_nearly_flat)
{
    check(value_of(&RATE, (struct figure){true, 700499, 1000000},
                   (struct figure){true, 700000, 1000000}),
          REPORT_PP, "与上年同期基本持平",
          "broadly unchanged from the same period of 2023");
    check(value_of(&RATE, (struct figure){true, 700500, 1000000},
                   (struct figure){true, 700000, 1000000}),
          REPORT_PP, "比上年同期提高0.05个百分点",
          "up 0.05 percentage points on the same period of 2023");
    check(value_of(&RATE, (struct figure){true, 700040, 1000000},
                   (struct figure){true, 700000, 1000000}),
          REPORT_PP, "与上年同期持平",
          "unchanged from the same period of 2023");
}
END_TEST

/* A rate of zero in the year before has a change all the same. */
START_TEST(a_rate_on_a_rate_of_zero)
{
    check(rates(&RATE, 150, 0), REPORT_PP, "比上年同期提高1.50个百分点",
          "up 1.50 percentage points on the same period of 2023");
}
END_TEST

/* --- less is better --- */

START_TEST(where_less_is_better_the_verbs_do_not_judge)
{
    check(rates(&OLD_SHARE, 3520, 3640), REPORT_PP,
          "由上年同期的36.40%降至35.20%",
          "down from 36.40% in the same period of 2023");
    check(rates(&OLD_SHARE, 3640, 3520), REPORT_PP,
          "由上年同期的35.20%升至36.40%",
          "up from 35.20% in the same period of 2023");
    check(counts(&OLD, 405, 397), REPORT_CHG, "由上年同期的397人升至405人",
          "up from 397 in the same period of 2023");
    check(value_of(&PER_TEACHER, (struct figure){true, 1720, 100},
                   (struct figure){true, 1767, 100}),
          REPORT_CHG, "由上年同期的17.67降至17.20",
          "down from 17.67 in the same period of 2023");
}
END_TEST

START_TEST(where_less_is_better_flat_is_flat)
{
    check(rates(&OLD_SHARE, 3520, 3520), REPORT_PP, "与上年同期持平",
          "unchanged from the same period of 2023");
}
END_TEST

static void check_judged(struct report_value value, const char *zh)
{
    const struct report_slot slot = {.form = REPORT_JUDGE, .decimals = -1};
    struct buffer out;
    struct wording_number number;
    enum wording_result said = say_slot(&value, &slot, LANG_ZH, &out, &number);
    ck_assert_int_eq(said, *zh == '\0' ? WORDING_NOTHING : WORDING_SAID);
    ck_assert_str_eq(out.data, zh);
    buffer_fini(&out);
}

/* The threshold of the tests is 1. */
START_TEST(a_change_is_judged_only_if_it_matters)
{
    check_judged(rates(&OLD_SHARE, 3500, 3600), "有所改善");
    check_judged(rates(&OLD_SHARE, 3600, 3500), "有所加重");
    check_judged(rates(&OLD_SHARE, 3501, 3600), "");
    check_judged(rates(&RATE, 7100, 7000), "有所改善");
    check_judged(counts(&TEACHERS, 98, 100), "有所加重");
    check_judged(counts(&LOANS, 200, 100), "");
    check_judged(rates(&RATE, 7000, 7000), "");
}
END_TEST

/* --- what cannot be said --- */

START_TEST(what_is_missing_has_no_change_but_a_reason)
{
    struct report_value value = counts(&PERSON_TIMES, 5, 4);
    value.base.present = false;
    check_missing(value, CHANGE_BASE_MISSING);
    value = counts(&PERSON_TIMES, 5, 4);
    value.cur.present = false;
    check_missing(value, CHANGE_CUR_MISSING);
    value = counts(&PERSON_TIMES, 5, 4);
    value.reason = CHANGE_BREAK;
    check_missing(value, CHANGE_BREAK);
    value = counts(&PERSON_TIMES, 5, 4);
    value.reason = CHANGE_COVERAGE;
    check_missing(value, CHANGE_COVERAGE);
    value.cur.present = value.base.present = false; /* no school has both */
    check_missing(value, CHANGE_COVERAGE);
    value.reason = CHANGE_BASE_MISSING;
    check_missing(value, CHANGE_BASE_MISSING);
    check_missing(value_of(&RATE, (struct figure){true, 1, 2},
                           (struct figure){true, 0, 0}),
                  CHANGE_BASE_MISSING);
}
END_TEST

/* --- net amounts --- */

START_TEST(a_sign_that_turns_is_said)
{
    check(
        counts(&LOANS, 500, -1000), REPORT_CHG,
        "由负转正，比上年同期增加15.00万元",
        "turning positive, up by CNY 0.15 million on the same period of 2023");
    check(counts(&LOANS, -500, 1000), REPORT_CHG,
          "由正转负，比上年同期减少15.00万元",
          "turning negative, down by CNY 0.15 million on the same period of "
          "2023");
    check(counts(&LOANS, -500, -1000), REPORT_CHG, "比上年同期增加5.00万元",
          "up by CNY 0.05 million on the same period of 2023");
}
END_TEST

/* --- forms of a slot --- */

START_TEST(words_follow_the_sign)
{
    static const struct report_slot SLOT = {.form = REPORT_WORDS,
                                            .decimals = -1,
                                            .words = {"净增", "净减", "持平"}};
    check_slot(counts(&TEACHERS, 3, 1), &SLOT, "净增", "净增");
    check_slot(counts(&TEACHERS, 1, 3), &SLOT, "净减", "净减");
    check_slot(counts(&TEACHERS, 3, 3), &SLOT, "持平", "持平");
    check(counts(&TEACHERS, 1000, 3000), REPORT_SIZE, "2000", "2,000");
    check(rates(&RATE, 6680, 7009), REPORT_SIZE, "3.29", "3.29");
}
END_TEST

START_TEST(a_clause_has_verbs)
{
    static const struct report_slot CHG = {
        .form = REPORT_CHG, .decimals = -1, .verb = true};
    check_slot(counts(&TEACHERS, 110, 100), &CHG, "比上年同期增长10.00%",
               "rose by 10.00% on the same period of 2023");
    check_slot(counts(&TEACHERS, 90, 100), &CHG, "比上年同期下降10.00%",
               "fell by 10.00% on the same period of 2023");
    check_slot(counts(&TEACHERS, 100, 100), &CHG, "与上年同期持平",
               "was unchanged from the same period of 2023");
    check_slot(counts(&TEACHERS, 200, 100), &CHG, "比上年同期翻一番",
               "was double the figure of the same period of 2023");
    check_slot(rates(&OLD_SHARE, 3520, 3640), &CHG,
               "由上年同期的36.40%降至35.20%",
               "fell from 36.40% in the same period of 2023 to 35.20%");
}
END_TEST

START_TEST(the_number_that_was_said_is_known)
{
    struct report_value value = counts(&PERSON_TIMES, 34200, 32000);
    struct report_slot slot = {.form = REPORT_CHG, .decimals = -1};
    struct wording_number number;
    struct buffer out;
    ck_assert_int_eq(say_slot(&value, &slot, LANG_ZH, &out, &number),
                     WORDING_SAID);
    ck_assert(number.known);
    ck_assert_int_eq(number.value, 688);
    ck_assert_int_eq(number.decimals, 2);
    buffer_fini(&out);
    slot.form = REPORT_ABS;
    ck_assert_int_eq(say_slot(&value, &slot, LANG_ZH, &out, &number),
                     WORDING_SAID);
    ck_assert_int_eq(number.value, 2200);
    ck_assert_int_eq(number.decimals, 0);
    buffer_fini(&out);
}
END_TEST

/* --- with what it is compared --- */

static void check_prior(int period, bool part, const char *zh, const char *en,
                        const char *time)
{
    struct arena arena;
    struct report_value value = {.period = period};
    arena_init(&arena);
    ck_assert_str_eq(wording_prior(&value, 2024, part, LANG_ZH, &arena).noun,
                     zh);
    struct wording_prior prior =
        wording_prior(&value, 2024, part, LANG_EN, &arena);
    ck_assert_str_eq(prior.noun, en);
    ck_assert_str_eq(prior.time, time);
    arena_fini(&arena);
}

START_TEST(a_whole_year_is_compared_with_the_year_before)
{
    int year = period_of(PERIOD_CALENDAR_YEAR, 2024, 1);
    check_prior(year, false, "上年", "2023", "in 2023");
    check_prior(year - PERIOD_YEAR, true, "上年", "2022", "in 2022");
}
END_TEST

START_TEST(a_part_of_the_year_is_compared_with_the_same_period)
{
    check_prior(period_ytd(2024, 8), true, "上年同期",
                "the same period of 2023", "in the same period of 2023");
}
END_TEST

START_TEST(dates_and_school_years_are_compared_with_a_year_earlier)
{
    check_prior(period_day(2024, 9, 1), false, "上年", "a year earlier",
                "a year earlier");
    check_prior(period_day(2023, 9, 1), true, "上年同期", "a year earlier",
                "a year earlier");
    check_prior(period_of(PERIOD_SCHOOL_YEAR, 2023, 1), true, "上年",
                "a year earlier", "a year earlier");
}
END_TEST

START_TEST(the_end_of_the_year_before)
{
    struct arena arena;
    struct report_value value = {.period = period_day(2024, 8, 31),
                                 .base_period = period_day(2023, 12, 31)};
    arena_init(&arena);
    ck_assert_str_eq(wording_prior(&value, 2024, true, LANG_ZH, &arena).noun,
                     "上年末");
    ck_assert_str_eq(wording_prior(&value, 2024, true, LANG_EN, &arena).time,
                     "at the end of 2023");
    arena_fini(&arena);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("wording");
    TCase *tcase = tcase_create("wording");
    tcase_add_test(tcase, a_count_that_rose);
    tcase_add_test(tcase, a_count_that_fell);
    tcase_add_test(tcase, a_count_that_fell_to_nothing);
    tcase_add_test(tcase, a_count_that_stayed);
    tcase_add_test(tcase, what_prints_as_zero_is_flat);
    tcase_add_test(tcase, less_than_half_a_per_cent_is_nearly_flat);
    tcase_add_test(tcase, nearly_flat_is_decided_before_rounding);
    tcase_add_test(tcase, a_difference_is_never_nearly_none);
    tcase_add_test(tcase, a_difference_has_the_unit_and_no_sign);
    tcase_add_test(tcase, a_net_difference);
    tcase_add_test(tcase, what_doubled);
    tcase_add_test(tcase, a_growth_of_100_per_cent_and_more_is_a_multiple);
    tcase_add_test(tcase, beyond_999_9_per_cent_it_is_so_many_times_the_base);
    tcase_add_test(tcase, a_flow_on_a_base_of_zero_is_new);
    tcase_add_test(tcase, a_stock_on_a_base_of_zero_is_not_called_new);
    tcase_add_test(tcase, zero_on_zero_is_flat_and_says_so);
    tcase_add_test(tcase, a_rate_changes_in_percentage_points);
    tcase_add_test(tcase, a_rate_never_grows_by_per_cent);
    tcase_add_test(tcase, points_come_from_the_rates_before_they_are_rounded);
    tcase_add_test(tcase, less_than_a_twentieth_of_a_point_is_nearly_flat);
    tcase_add_test(tcase, a_rate_on_a_rate_of_zero);
    tcase_add_test(tcase, where_less_is_better_the_verbs_do_not_judge);
    tcase_add_test(tcase, where_less_is_better_flat_is_flat);
    tcase_add_test(tcase, a_change_is_judged_only_if_it_matters);
    tcase_add_test(tcase, what_is_missing_has_no_change_but_a_reason);
    tcase_add_test(tcase, a_sign_that_turns_is_said);
    tcase_add_test(tcase, words_follow_the_sign);
    tcase_add_test(tcase, a_clause_has_verbs);
    tcase_add_test(tcase, the_number_that_was_said_is_known);
    tcase_add_test(tcase, a_whole_year_is_compared_with_the_year_before);
    tcase_add_test(tcase, a_part_of_the_year_is_compared_with_the_same_period);
    tcase_add_test(tcase,
                   dates_and_school_years_are_compared_with_a_year_earlier);
    tcase_add_test(tcase, the_end_of_the_year_before);
    suite_add_tcase(suite, tcase);
    return suite;
}
