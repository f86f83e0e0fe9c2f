/* What is said of a change: measures, breaks, links, coverage. */
#include "data_world.h"
#include "unit.h"

#include <string.h>

#define YEAR(year) ((year)*PERIOD_YEAR)
#define ASK "indicator=awards&area=T11&compare=prev_year"

/* Awards (10) by year; 2022 breaks and is linked, 2020 breaks and is not. */
static const struct definition_break BREAKS[] = {
    {.indicator = 10,
     .period = YEAR(2022),
     .old_value = 90,
     .new_value = 60,
     .note_zh = "甲",
     .note_en = "one"},
    {.indicator = 10, .period = YEAR(2020), .note_zh = "乙"},
    {.indicator = 3, .period = YEAR(2022) + 2, .note_zh = "丙"},
};

static const char REPORTS[] = "S1 awards 2019 5\nS1 awards 2020 50\n"
                              "S1 awards 2021 90\nS1 awards 2022 66\n"
                              "S1 awards 2023 77 B\nS2 awards 2023 0\n"
                              "S1 awards 2024 77\n";

static struct world *world;

static void set_up(void)
{
    world = world_new_broken(REPORTS, BREAKS, 3);
}

static void tear_down(void)
{
    world_free(world);
}

static void rows_of(const char *question, const char *wanted)
{
    ck_assert_str_eq(world_rows(world, question), wanted);
}

static void refuses(const char *question, const char *faults)
{
    ck_assert_str_eq(world_faults(world, question), faults);
}

static bool says(const char *text)
{
    return strstr(world->body.data, text) != NULL;
}

/* --- breaks --- */

START_TEST(a_comparison_across_a_break_is_refused)
{
    refuses(ASK "&period=2022", "definition_break compare");
    ck_assert_str_eq(world_ask(world, ASK "&period=2022"), "");
    ck_assert_int_eq(world->faults.count, 1);
    ck_assert_int_eq(world->faults.list[0].fault, FAULT_DEFINITION_BREAK);
    ck_assert_str_eq(world->faults.list[0].args[0], "awards");
    ck_assert_str_eq(world->faults.list[0].args[1], "2022");
    ck_assert_str_eq(world->faults.list[0].args[2], "甲");
    world_ask(world, ASK "&period=2022&lang=en");
    ck_assert_str_eq(world->faults.list[0].args[2], "one");
    /* Two breaks between 2023 and 2019. */
    world_ask(world, ASK "&period=2023&years=4");
    ck_assert_int_eq(world->faults.count, 2);
}
END_TEST

START_TEST(before_and_after_a_break_nothing_is_special)
{
    rows_of(ASK "&period=2021",
            "[\"awards\",\"T11\",\"2021\",90,50,40,80.00,null,\"OK\",\"A\",1,"
            "2]");
    rows_of("indicator=awards&area=T11&period=2022",
            "[\"awards\",\"T11\",\"2022\",66,\"A\",1,2]");
    ck_assert(!says("\"links\""));
}
END_TEST

START_TEST(an_allowed_break_has_status_b_and_a_warning)
{
    rows_of(ASK "&period=2022&allow_break=1",
            "[\"awards\",\"T11\",\"2022\",66,90,-24,-26.67,null,\"OK\",\"B\","
            "1,2]");
    ck_assert(says("\"code\":\"definition_break\""));
    ck_assert(says("\"allow_break\":true"));
}
END_TEST

START_TEST(a_linked_base_is_in_the_new_definition)
{
    rows_of(ASK "&period=2022&linked=1",
            "[\"awards\",\"T11\",\"2022\",66,60,6,10.00,null,\"OK\",\"A\",1,"
            "2]");
    ck_assert(says("\"links\":[{\"indicator\":\"awards\",\"period\":\"2022\","
                   "\"base_period\":\"2021\",\"break\":\"2022\","
                   "\"old_value\":0.000090,\"new_value\":0.000060,"
                   "\"factor\":0.666667,\"note\":\"甲\"}]"));
    /* 50 * 60/90 is no whole number: 66 / (100/3) */
    rows_of(ASK "&period=2022&linked=1&years=2",
            "[\"awards\",\"T11\",\"2022\",66,33,33,98.00,null,\"OK\",\"A\",1,"
            "2]");
}
END_TEST

START_TEST(a_break_without_an_overlap_is_not_linked)
{
    world_ask(world, ASK "&period=2020&linked=1");
    ck_assert_int_eq(world->faults.count, 1);
    rows_of(ASK "&period=2022&years=3&linked=1&allow_break=1",
            "[\"awards\",\"T11\",\"2022\",66,3,63,1880.00,null,\"OK\",\"B\","
            "1,2]");
}
END_TEST

START_TEST(a_ratio_breaks_with_its_parts)
{
    world_ask(world, "indicator=up_rate&period=2022AY&compare=prev_year");
    ck_assert_int_eq(world->faults.count, 1);
    ck_assert_str_eq(world->faults.list[0].args[0], "grads");
    world_ask(world,
              "indicator=up_rate&period=2022AY&compare=prev_year&linked=1");
    ck_assert_int_eq(world->faults.count, 1);
    world_ask(world, "indicator=up_rate&period=2023AY&compare=prev_year");
    ck_assert_int_eq(world->faults.count, 0);
}
END_TEST

START_TEST(a_figure_marked_b_has_no_change)
{
    rows_of(ASK "&period=2023&measures=direction,times",
            "[\"awards\",\"T11\",\"2023\",77,66,null,null,null,\"BREAK\","
            "\"B\",2,2,null,null]");
    rows_of(ASK "&period=2023&allow_break=1",
            "[\"awards\",\"T11\",\"2023\",77,66,11,16.67,null,\"OK\",\"B\",2,"
            "2]");
    /* Of a base it says nothing: both are after the break. */
    rows_of(ASK "&period=2024",
            "[\"awards\",\"T11\",\"2024\",77,77,0,0.00,null,\"OK\",\"A\",1,"
            "2]");
}
END_TEST

START_TEST(a_link_that_does_not_fit_is_a_break)
{
    static const struct definition_break WIDE[] = {
        {.indicator = 10,
         .period = YEAR(2022),
         .old_value = 999999999999999,
         .new_value = 1000000000000001,
         .note_zh = "甲"},
    };
    world_free(world);
    world = world_new_broken("S1 awards 2021 1000000007\nS1 awards 2022 5\n",
                             WIDE, 1);
    rows_of(ASK "&period=2022&linked=1",
            "[\"awards\",\"T11\",\"2022\",5,1000000007,null,null,null,"
            "\"BREAK\",\"A\",1,2]");
}
END_TEST

/* --- coverage --- */

START_TEST(too_few_reports_have_no_growth)
{
    world->min_coverage = 51;
    rows_of(ASK "&period=2021",
            "[\"awards\",\"T11\",\"2021\",90,50,40,null,null,\"COVERAGE\","
            "\"A\",1,2]");
    world->min_coverage = 50;
    rows_of(ASK "&period=2021",
            "[\"awards\",\"T11\",\"2021\",90,50,40,80.00,null,\"OK\",\"A\",1,"
            "2]");
}
END_TEST

/* --- measures --- */

START_TEST(measures_stand_in_their_own_order)
{
    rows_of(ASK "&period=2022&years=3&allow_break=1"
                "&measures=avg_pct,rel_pct,times,direction,flags",
            "[\"awards\",\"T11\",\"2022\",66,5,61,1220.00,null,\"OK\",\"B\","
            "1,2,\"SMALL_BASE|LARGE\",\"up\",13.20,null,136.33]");
    ck_assert(says("\"years\":3,\"measures\":[\"flags\",\"direction\","
                   "\"times\",\"rel_pct\",\"avg_pct\"]"));
}
END_TEST

START_TEST(what_does_not_go_together_is_refused)
{
    refuses("indicator=awards&period=2022&measures=flags",
            "missing_parameter compare");
    refuses(ASK "&period=2022&measures=avg_pct", "average_years years");
    refuses(ASK "&period=2022&measures=flags,x", "bad_parameter measures");
    refuses(ASK "&period=2022&years=0", "bad_parameter years");
    refuses("indicator=awards&period=2022&compare=prev_period&years=2",
            "bad_parameter compare");
    refuses(ASK "&period=2022&linked=1&basis=matched", "bad_parameter linked");
    refuses(ASK "&period=2022,2022AY", "mixed_periods period");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_change");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_comparison_across_a_break_is_refused);
    tcase_add_test(tcase, before_and_after_a_break_nothing_is_special);
    tcase_add_test(tcase, an_allowed_break_has_status_b_and_a_warning);
    tcase_add_test(tcase, a_linked_base_is_in_the_new_definition);
    tcase_add_test(tcase, a_break_without_an_overlap_is_not_linked);
    tcase_add_test(tcase, a_ratio_breaks_with_its_parts);
    tcase_add_test(tcase, a_figure_marked_b_has_no_change);
    tcase_add_test(tcase, a_link_that_does_not_fit_is_a_break);
    tcase_add_test(tcase, too_few_reports_have_no_growth);
    tcase_add_test(tcase, measures_stand_in_their_own_order);
    tcase_add_test(tcase, what_does_not_go_together_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
