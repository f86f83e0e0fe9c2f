/* Matched panels and the year to date, from reports to rows. */
#include "data/data_panel.h"

#include "data_world.h"
#include "unit.h"

#include <string.h>

static struct world *world;

static void tear_down(void)
{
    if (world != NULL) {
        world_free(world);
    }
    world = NULL;
}

static void rows_of(const char *question, const char *wanted)
{
    ck_assert_str_eq(world_rows(world, question), wanted);
}

static void contains(const char *body, const char *wanted)
{
    ck_assert_msg(strstr(body, wanted) != NULL, "%s\nlacks %s", body, wanted);
}

/* --- months --- */

START_TEST(months_are_printed_as_runs)
{
    static const struct {
        unsigned months;
        const char *text;
    } CASES[] = {
        {0, ""},
        {0x1, "M01"},
        {0xFF, "M01..M08"},
        {0xBF, "M01..M06,M08"},
        {0xFFF, "M01..M12"},
        {0x555, "M01,M03,M05,M07,M09,M11"},
        {0x800, "M12"},
        {0xC03, "M01..M02,M11..M12"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char text[DATA_MONTHS_SIZE];
        data_panel_months(CASES[i].months, text);
        ck_assert_str_eq(text, CASES[i].text);
    }
}
END_TEST

/* --- matched --- */

#define MATCHED "&compare=prev_year&basis=matched&area=T1"

START_TEST(only_schools_of_both_periods_are_compared)
{
    world = world_new("S1 awards 2022 40\nS1 awards 2023 50\n"
                      "S2 awards 2022 30\n"
                      "S4 awards 2023 7\n");
    rows_of("indicator=awards&period=2023" MATCHED,
            "[\"awards\",\"T1\",\"2023\",50,40,10,25.00,null,\"OK\",\"A\",1,4,"
            "1,57,70,7,30]");
}
END_TEST

START_TEST(a_school_without_a_value_is_in_no_panel)
{
    world = world_new("S1 awards 2022 40\nS1 awards 2023 -\n"
                      "S2 awards 2022 1\nS2 awards 2023 0 E\n");
    rows_of("indicator=awards&period=2023" MATCHED,
            "[\"awards\",\"T1\",\"2023\",0,1,-1,-100.00,null,\"OK\",\"E\",1,4,"
            "1,0,41,0,40]");
}
END_TEST

START_TEST(a_panel_without_schools_is_a_matter_of_coverage)
{
    world = world_new("S1 awards 2022 40\nS2 awards 2023 7\n");
    rows_of("indicator=awards&period=2022,2023" MATCHED,
            "[\"awards\",\"T1\",\"2022\",null,null,null,null,null,"
            "\"BASE_MISSING\",\"O\",0,4,0,40,null,null,null],"
            "[\"awards\",\"T1\",\"2023\",null,null,null,null,null,"
            "\"COVERAGE\",\"O\",0,4,0,7,40,7,40]");
}
END_TEST

START_TEST(rates_have_a_panel_and_no_bridge)
{
    world = world_new("S1 grads 2021AY 100\nS1 grads_up 2021AY 50\n"
                      "S1 grads 2022AY 200\nS1 grads_up 2022AY 120\n"
                      "S2 grads 2022AY 100\nS2 grads_up 2022AY 10\n");
    rows_of("indicator=up_rate&period=2022AY" MATCHED,
            "[\"up_rate\",\"T1\",\"2022AY\",60.00,50.00,null,null,10.00,"
            "\"OK_PP\",\"A\",1,4,1,43.33,50.00,null,null]");
}
END_TEST

START_TEST(a_list_names_who_is_outside)
{
    world = world_new("S1 awards 2023 1\nS1 awards 2024 2\n"
                      "S3 awards 2023 3\n"
                      "S4 awards 2024 4\n");
    world_ask(world, "indicator=awards&period=2024&panel=list" MATCHED);
    contains(world->body.data,
             "\"panel\":{\"entered\":[{\"school\":\"S4\",\"name_zh\":\"四校\","
             "\"value\":4,\"reason\":\"not_reported\"}],"
             "\"left\":[{\"school\":\"S3\",\"name_zh\":\"三校\",\"value\":3,"
             "\"reason\":\"closed\"}],\"complete\":true}");
}
END_TEST

START_TEST(what_does_not_go_together_is_refused)
{
    world = world_new("S1 awards 2023 1\n");
    ck_assert_str_eq(
        world_faults(world, "indicator=awards&period=2023&basis=matched"),
        "panel_compare basis");
    ck_assert_str_eq(
        world_faults(world, "indicator=awards&period=2023&panel=list"),
        "bad_parameter panel");
    ck_assert_str_eq(world_faults(world,
                                  "indicator=awards&period=2022,2023&panel=list"
                                  "&basis=matched&compare=prev_year"),
                     "too_many panel");
    ck_assert_str_eq(
        world_faults(world, "indicator=train&period=2023M01&ytd=M02"),
        "ytd_period ytd");
    ck_assert_str_eq(world_faults(world, "indicator=firms&period=2023&by=school"
                                         "&basis=matched&compare=prev_year"),
                     "not_additive indicator");
}
END_TEST

/* --- year to date --- */

#define YTD "&compare=prev_year&area=T1"

START_TEST(each_school_counts_with_its_common_months)
{
    world = world_new("S1 train 2023M01 10\nS1 train 2023M02 20\n"
                      "S1 train 2024M01 11\nS1 train 2024M02 22\n"
                      "S2 train 2023M02 5\n"
                      "S2 train 2024M01 100\nS2 train 2024M02 6\n"
                      "S4 train 2024M01 1000\n");
    rows_of("indicator=train&period=2024&ytd=M02" YTD,
            "[\"train\",\"T1\",\"2024\",39,35,4,11.43,null,\"OK\",\"A\",2,3,"
            "\"M01..M02\",1]");
    contains(world->body.data, "\"code\":\"uneven_months\"");
    rows_of("indicator=train&period=2024&ytd=M02&by=school" YTD,
            "[\"train\",\"T1\",\"S1\",\"2024\",33,30,3,10.00,null,\"OK\","
            "\"A\",1,1,\"M01..M02\",0],"
            "[\"train\",\"T1\",\"S2\",\"2024\",6,5,1,20.00,null,\"OK\","
            "\"A\",1,1,\"M02\",0],"
            "[\"train\",\"T1\",\"S4\",\"2024\",null,null,null,null,null,"
            "\"BASE_MISSING\",\"O\",0,1,null,1]");
}
END_TEST

START_TEST(without_a_base_all_months_count)
{
    world = world_new("S1 train 2024M01 11\nS2 train 2024M02 6\n");
    rows_of("indicator=train&period=2024&ytd=M02&area=T1",
            "[\"train\",\"T1\",\"2024\",17,\"A\",2,3,\"M01..M02\",0]");
}
END_TEST

START_TEST(a_stock_is_its_last_report_of_a_year)
{
    world = world_new("S1 students 2022-09-01 90\n"
                      "S1 students 2023-09-01 100\n"
                      "S1 train 2024M01 50\nS1 train 2023M01 45\n");
    rows_of("indicator=students&period=2024&ytd=M08" YTD,
            "[\"students\",\"T1\",\"2024\",100,90,10,11.11,null,\"OK\",\"A\","
            "1,3,null,0]");
    rows_of("indicator=intensity&period=2024&ytd=M01" YTD,
            "[\"intensity\",\"T1\",\"2024\",0.50,0.50,0.00,0.00,null,\"OK\","
            "\"A\",1,3,\"M01\",0]");
}
END_TEST

START_TEST(what_has_no_months_has_no_year_to_date)
{
    world = world_new("S1 grads 2023AY 90\n");
    world_ask(world, "indicator=grads&period=2024&ytd=M08" YTD);
    contains(world->body.data, "\"code\":\"period_type\"");
    contains(world->body.data, "\"rows\":[]");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_panel");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, NULL, tear_down);
    tcase_add_test(tcase, months_are_printed_as_runs);
    tcase_add_test(tcase, only_schools_of_both_periods_are_compared);
    tcase_add_test(tcase, a_school_without_a_value_is_in_no_panel);
    tcase_add_test(tcase, a_panel_without_schools_is_a_matter_of_coverage);
    tcase_add_test(tcase, rates_have_a_panel_and_no_bridge);
    tcase_add_test(tcase, a_list_names_who_is_outside);
    tcase_add_test(tcase, what_does_not_go_together_is_refused);
    tcase_add_test(tcase, each_school_counts_with_its_common_months);
    tcase_add_test(tcase, without_a_base_all_months_count);
    tcase_add_test(tcase, a_stock_is_its_last_report_of_a_year);
    tcase_add_test(tcase, what_has_no_months_has_no_year_to_date);
    suite_add_tcase(suite, tcase);
    return suite;
}
