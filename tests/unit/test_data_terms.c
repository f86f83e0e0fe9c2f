/* Which reported periods make a figure. */
#include "data/data_terms.h"
#include "data_world.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct world *world;

static void set_up(void)
{
    world = world_new("S1 students 2022-09-01 10\n"
                      "S1 students 2023-03-01 10\n"
                      "S1 students 2023-09-01 10\n"
                      "S1 students 2024-10-01 10\n"
                      "S1 equip 2023-03-01 10\n"
                      "S1 equip 2024-10-01 10\n"
                      "S1 equip 2024-12-01 10\n"
                      "S1 grads 2023AY 10\n"
                      "S1 train 2022M09 1\nS1 train 2022M10 1\n"
                      "S1 train 2023M01 1\nS1 train 2023M02 1\n"
                      "S1 train 2023M03 1\nS1 train 2023M04 1\n"
                      "S1 train 2023M05 1\nS1 train 2023M06 1\n"
                      "S1 train 2023M07 1\nS1 train 2023M08 1\n"
                      "S1 train 2023M09 1\nS1 train 2023M10 1\n"
                      "S1 train 2023M11 1\nS1 train 2023M12 1\n"
                      "S1 train 2024M01 1\n");
}

static void tear_down(void)
{
    world_free(world);
}

static const struct indicator *indicator(const char *code)
{
    return catalogue_indicator(world->cat, code, strlen(code));
}

static void print_part(const struct data_term *part, char *out)
{
    for (int i = 0; i < part->count; i++) {
        out += strlen(out);
        sprintf(out, "%s", i > 0 ? "+" : "");
        period_print(part->periods[i], out + strlen(out));
    }
    sprintf(out + strlen(out), "%s", part->last ? "!" : "");
}

static struct data_known *now(void)
{
    return data_known_new(world->cat, &world->arena, NULL);
}

/* "2023M01+2023M02", for a ratio "... / ..."; ! for a stock's last date; ?
 * when there can be no figure. */
static void expect(const char *code, const char *period, const char *wanted)
{
    char text[600] = "";
    int asked = 0;
    struct data_terms terms;
    ck_assert(period_parse(period, strlen(period), &asked));
    data_terms_of(now(), indicator(code), asked, 0, &terms);
    print_part(&terms.parts[0], text);
    if (terms.count == 2) {
        strcat(text, " / ");
        print_part(&terms.parts[1], text + strlen(text));
    }
    ck_assert_str_eq(terms.fits ? text : "?", wanted);
}

START_TEST(the_period_it_is_reported_for_is_taken_as_it_is)
{
    expect("train", "2023M01", "2023M01");
    expect("students", "2023-09-01", "2023-09-01");
    expect("students", "1999-09-01", "1999-09-01");
    expect("grads", "2023AY", "2023AY");
    expect("awards", "2023", "2023");
}
END_TEST

START_TEST(a_flow_by_month_is_summed_over_longer_periods)
{
    expect("train", "2023Q1", "2023M01+2023M02+2023M03");
    expect("train", "2023H2",
           "2023M07+2023M08+2023M09+2023M10+2023M11+2023M12");
    expect("train", "2023",
           "2023M01+2023M02+2023M03+2023M04+2023M05+2023M06+2023M07+2023M08+"
           "2023M09+2023M10+2023M11+2023M12");
    expect("train", "2022AY",
           "2022M09+2022M10+2022M11+2022M12+2023M01+2023M02+2023M03+2023M04+"
           "2023M05+2023M06+2023M07+2023M08");
}
END_TEST

START_TEST(a_flow_has_no_figure_for_a_day)
{
    expect("train", "2023-01-31", "?");
}
END_TEST

START_TEST(a_flow_by_year_is_not_cut_into_months)
{
    expect("awards", "2023M01", "?");
    expect("grads", "2023", "?");
    expect("awards", "2023AY", "?");
}
END_TEST

START_TEST(a_stock_is_taken_at_its_last_date_and_never_summed)
{
    expect("students", "2023", "2023-09-01!");
    expect("students", "2023H1", "2023-03-01!");
    expect("students", "2022AY", "2023-03-01!");
    expect("students", "2023M09", "2023-09-01!");
}
END_TEST

START_TEST(a_stock_without_a_date_in_the_period_may_have_had_one)
{
    expect("students", "2021", "");
    expect("students", "2023M01", "");
}
END_TEST

START_TEST(a_ratio_takes_its_parts_each_by_its_rule)
{
    expect("up_rate", "2023AY", "2023AY / 2023AY");
    expect("up_rate", "2023", "?");
}
END_TEST

START_TEST(a_ratio_of_stocks_takes_both_at_the_date_both_have)
{
    expect("equip_per", "2024-12-01", "2024-12-01 / 2024-12-01");
    expect("equip_per", "2024", "2024-10-01! / 2024-10-01!");
    expect("equip_per", "2023", "2023-03-01! / 2023-03-01!");
    expect("equip_per", "2022", " / ");
}
END_TEST

START_TEST(a_flow_over_a_stock_is_of_whole_years)
{
    expect("intensity", "2023",
           "2023M01+2023M02+2023M03+2023M04+2023M05+2023M06+2023M07+2023M08+"
           "2023M09+2023M10+2023M11+2023M12 / 2023-09-01!");
    expect("intensity", "2023Q1", "?");
    expect("intensity", "2023M09", "?");
}
END_TEST

START_TEST(no_period_has_no_figure)
{
    struct data_terms terms;
    data_terms_of(now(), indicator("up_rate"), 0, 0, &terms);
    ck_assert_int_eq(terms.count, 2);
    ck_assert_int_eq(terms.parts[0].count + terms.parts[1].count, 0);
}
END_TEST

static void expect_periods(const char *code, const char *wanted)
{
    char text[600] = "";
    int count = 0;
    const int *periods =
        data_terms_periods(now(), indicator(code), &world->arena, &count);
    for (int i = 0; i < count; i++) {
        period_print(periods[i], text + strlen(text));
        strcat(text, " ");
    }
    ck_assert_str_eq(text, wanted);
}

START_TEST(periods_with_data_are_of_the_indicator_s_own_type)
{
    expect_periods("students", "2022-09-01 2023-03-01 2023-09-01 2024-10-01 ");
    expect_periods("grads", "2023AY ");
    expect_periods("awards", "");
}
END_TEST

START_TEST(a_ratio_over_a_year_has_the_complete_years)
{
    expect_periods("intensity", "2023 ");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_terms");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, the_period_it_is_reported_for_is_taken_as_it_is);
    tcase_add_test(tcase, a_flow_by_month_is_summed_over_longer_periods);
    tcase_add_test(tcase, a_flow_has_no_figure_for_a_day);
    tcase_add_test(tcase, a_flow_by_year_is_not_cut_into_months);
    tcase_add_test(tcase, a_stock_is_taken_at_its_last_date_and_never_summed);
    tcase_add_test(tcase,
                   a_stock_without_a_date_in_the_period_may_have_had_one);
    tcase_add_test(tcase, a_ratio_takes_its_parts_each_by_its_rule);
    tcase_add_test(tcase, a_ratio_of_stocks_takes_both_at_the_date_both_have);
    tcase_add_test(tcase, a_flow_over_a_stock_is_of_whole_years);
    tcase_add_test(tcase, no_period_has_no_figure);
    tcase_add_test(tcase, periods_with_data_are_of_the_indicator_s_own_type);
    tcase_add_test(tcase, a_ratio_over_a_year_has_the_complete_years);
    suite_add_tcase(suite, tcase);
    return suite;
}
