/* Rows: values, ratios, changes, statuses, how many schools, warnings. */
#include "data_world.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct world *world;

static void tear_down(void)
{
    world_free(world);
}

static void rows_of(const char *question, const char *wanted)
{
    ck_assert_str_eq(world_rows(world, question), wanted);
}

static void warns(const char *code, const char *subject)
{
    char text[200];
    const char *at = world->body.data;
    snprintf(text, sizeof(text), "{\"code\":\"%s\",", code);
    at = strstr(at, text);
    ck_assert_msg(at != NULL, "%s", code);
    snprintf(text, sizeof(text), "\"subject\":\"%s\"}", subject);
    ck_assert_ptr_nonnull(strstr(at, text));
}

static void warns_of_nothing(void)
{
    ck_assert_ptr_nonnull(strstr(world->body.data, "\"warnings\":[]"));
}

/* --- sums --- */

START_TEST(an_area_is_all_schools_at_and_below_it)
{
    world = world_new("S1 students 2023-03-01 100\n"
                      "S2 students 2023-03-01 200\n"
                      "S3 students 2023-03-01 300\n"
                      "S4 students 2023-03-01 50\n"
                      "S5 students 2023-03-01 7\n");
    rows_of("indicator=students&period=2023-03-01",
            "[\"students\",\"CN\",\"2023-03-01\",657,\"A\",5,5]");
    rows_of("indicator=students&period=2023-03-01&area=T1",
            "[\"students\",\"T1\",\"2023-03-01\",650,\"A\",4,4]");
    rows_of("indicator=students&period=2023-03-01&area=T12,T11",
            "[\"students\",\"T11\",\"2023-03-01\",300,\"A\",2,2],"
            "[\"students\",\"T12\",\"2023-03-01\",300,\"A\",1,1]");
    warns_of_nothing();
}
END_TEST

START_TEST(by_area_is_the_children_and_says_who_is_outside)
{
    world = world_new("S1 students 2023-03-01 100\n"
                      "S4 students 2023-03-01 50\n");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=area",
            "[\"students\",\"T11\",\"2023-03-01\",100,\"A\",1,2]");
    warns("schools_outside", "T1");
}
END_TEST

START_TEST(by_level_is_all_areas_of_the_level)
{
    world = world_new("S3 students 2023-03-01 3\n"
                      "S1 students 2023-03-01 1\n"
                      "S5 students 2023-03-01 5\n");
    rows_of("indicator=students&period=2023-03-01&by=area.county",
            "[\"students\",\"T11\",\"2023-03-01\",1,\"A\",1,2],"
            "[\"students\",\"T12\",\"2023-03-01\",3,\"A\",1,1],"
            "[\"students\",\"U11\",\"2023-03-01\",5,\"A\",1,1]");
    rows_of("indicator=students&period=2023-03-01&by=area.prefecture",
            "[\"students\",\"T1\",\"2023-03-01\",4,\"A\",2,4],"
            "[\"students\",\"U1\",\"2023-03-01\",5,\"A\",1,1]");
    warns_of_nothing();
}
END_TEST

START_TEST(schools_stand_under_their_area)
{
    world = world_new("S2 students 2023-03-01 2\n"
                      "S1 students 2023-03-01 0\n"
                      "S4 students 2023-03-01 -\n");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=school",
            "[\"students\",\"T1\",\"S1\",\"2023-03-01\",0,\"A\",1,1],"
            "[\"students\",\"T1\",\"S2\",\"2023-03-01\",2,\"A\",1,1],"
            "[\"students\",\"T1\",\"S4\",\"2023-03-01\",null,\"O\",0,1]");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=school,area",
            "[\"students\",\"T11\",\"S1\",\"2023-03-01\",0,\"A\",1,1],"
            "[\"students\",\"T11\",\"S2\",\"2023-03-01\",2,\"A\",1,1]");
}
END_TEST

START_TEST(expected_counts_schools_open_in_the_period)
{
    world = world_new("S3 students 2023-03-01 3\n"
                      "S1 students 2024-03-01 1\n");
    rows_of("indicator=students&period=2023-03-01,2024-03-01&area=T1",
            "[\"students\",\"T1\",\"2023-03-01\",3,\"A\",1,4],"
            "[\"students\",\"T1\",\"2024-03-01\",1,\"A\",1,3]");
}
END_TEST

/* --- members --- */

#define BY_GENDER                          \
    "S1 students 2023-03-01 gender=1 40\n" \
    "S1 students 2023-03-01 gender=2 60\n" \
    "S2 students 2023-03-01 gender=2 5\n"  \
    "S4 students 2023-03-01 gender=1 -\n"

START_TEST(members_of_a_partition_add_up_to_the_total)
{
    world = world_new(BY_GENDER);
    rows_of("indicator=students&period=2023-03-01&area=T1",
            "[\"students\",\"T1\",\"2023-03-01\",105,\"A\",2,4]");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=gender",
            "[\"students\",\"T1\",\"1\",\"2023-03-01\",40,\"A\",1,4],"
            "[\"students\",\"T1\",\"2\",\"2023-03-01\",65,\"A\",2,4]");
    rows_of("indicator=students&period=2023-03-01&area=T1&where.gender=2",
            "[\"students\",\"T1\",\"2023-03-01\",65,\"A\",2,4]");
    rows_of("indicator=students&period=2023-03-01&area=T1&where.gender=2"
            "&by=gender",
            "[\"students\",\"T1\",\"2\",\"2023-03-01\",65,\"A\",2,4]");
}
END_TEST

START_TEST(a_school_in_several_members_counts_once)
{
    world = world_new(BY_GENDER);
    rows_of("indicator=students&period=2023-03-01&area=T1&where.gender=1,2",
            "[\"students\",\"T1\",\"2023-03-01\",105,\"A\",2,4]");
    rows_of("indicator=students&period=2023-03-01&area=T1&where.gender=1,2"
            "&by=school",
            "[\"students\",\"T1\",\"S1\",\"2023-03-01\",100,\"A\",1,1],"
            "[\"students\",\"T1\",\"S2\",\"2023-03-01\",5,\"A\",1,1],"
            "[\"students\",\"T1\",\"S4\",\"2023-03-01\",null,\"O\",0,1]");
}
END_TEST

START_TEST(members_of_an_overlapping_dimension_have_no_total)
{
    world = world_new("S1 students 2023-03-01 tier=c 10\n"
                      "S1 students 2023-03-01 tier=p 20\n");
    rows_of("indicator=students&period=2023-03-01&area=T1", "");
    warns("no_data", "");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=tier",
            "[\"students\",\"T1\",\"c\",\"2023-03-01\",10,\"A\",1,4],"
            "[\"students\",\"T1\",\"p\",\"2023-03-01\",20,\"A\",1,4]");
}
END_TEST

START_TEST(several_dimensions_stand_in_the_order_asked)
{
    world = world_new("S1 students 2023-03-01 gender=1;system=b,c 4\n"
                      "S1 students 2023-03-01 gender=2;system=a 6\n");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=system,gender",
            "[\"students\",\"T1\",\"a\",\"2\",\"2023-03-01\",6,\"A\",1,4],"
            "[\"students\",\"T1\",\"b,c\",\"1\",\"2023-03-01\",4,\"A\",1,4]");
    rows_of("indicator=students&period=2023-03-01&area=T1&by=gender"
            "&where.system=a",
            "[\"students\",\"T1\",\"2\",\"2023-03-01\",6,\"A\",1,4]");
}
END_TEST

/* --- what is missing --- */

START_TEST(a_series_with_some_data_shows_all_periods)
{
    world = world_new("S1 awards 2022 3\n"
                      "S5 awards 2023 1\n");
    rows_of("indicator=awards&period=2022,2023&area=T1",
            "[\"awards\",\"T1\",\"2022\",3,\"A\",1,4],"
            "[\"awards\",\"T1\",\"2023\",null,\"O\",0,4]");
}
END_TEST

START_TEST(a_series_with_data_in_a_base_only_is_shown)
{
    world = world_new("S1 awards 2022 3\n");
    rows_of("indicator=awards&period=2023&area=T1&compare=prev_year",
            "[\"awards\",\"T1\",\"2023\",null,3,null,null,null,"
            "\"CUR_MISSING\",\"O\",0,4]");
    rows_of("indicator=awards&period=2023&area=T1", "");
    warns("no_data", "");
}
END_TEST

START_TEST(the_status_of_highest_precedence_is_shown)
{
    world = world_new("S1 awards 2023 3 P\n"
                      "S2 awards 2023 3 E\n"
                      "S4 awards 2023 - M\n"
                      "S5 awards 2023 - L\n");
    rows_of("indicator=awards&period=2023&area=T1",
            "[\"awards\",\"T1\",\"2023\",6,\"E\",2,4]");
    rows_of("indicator=awards&period=2023&area=U1",
            "[\"awards\",\"U1\",\"2023\",null,\"L\",0,1]");
}
END_TEST

START_TEST(zero_is_a_figure)
{
    world = world_new("S1 awards 2022 0\n"
                      "S1 awards 2023 0\n"
                      "S1 awards 2024 7\n");
    rows_of("indicator=awards&period=2023,2024&area=T1&compare=prev_year",
            "[\"awards\",\"T1\",\"2023\",0,0,0,null,null,\"BOTH_ZERO\",\"A\","
            "1,4],"
            "[\"awards\",\"T1\",\"2024\",7,0,7,null,null,\"BASE_ZERO\",\"A\","
            "1,3]");
}
END_TEST

/* --- ratios --- */

START_TEST(a_rate_is_the_sum_of_numerators_over_the_sum_of_denominators)
{
    world = world_new("S1 grads 2022AY 500\nS1 grads_up 2022AY 450\n"
                      "S2 grads 2022AY 2000\nS2 grads_up 2022AY 1200\n"
                      "S3 grads 2022AY 100\nS3 grads_up 2022AY 30\n");
    rows_of("indicator=up_rate&period=2022AY&area=T1&parts=true",
            "[\"up_rate\",\"T1\",\"2022AY\",64.62,\"A\",3,4,1680,2600]");
    warns_of_nothing();
}
END_TEST

START_TEST(a_rate_changes_in_points_of_what_is_not_rounded)
{
    world = world_new("S1 grads 2020AY 2248\nS1 grads_up 2020AY 2087\n"
                      "S1 grads 2021AY 2863\nS1 grads_up 2021AY 2117\n");
    rows_of("indicator=up_rate&period=2021AY&area=T11&compare=prev_year"
            "&parts=1",
            "[\"up_rate\",\"T11\",\"2021AY\",73.94,92.84,null,null,-18.89,"
            "\"OK_PP\",\"A\",1,2,2117,2863,2087,2248]");
    rows_of("indicator=up_rate&period=2021AY&area=T11&compare=prev_year"
            "&digits=4",
            "[\"up_rate\",\"T11\",\"2021AY\",73.9434,92.8381,null,null,"
            "-18.8947,\"OK_PP\",\"A\",1,2]");
}
END_TEST

START_TEST(a_rate_without_one_part_is_null)
{
    world = world_new("S1 grads 2022AY 500\n"
                      "S5 grads_up 2022AY 5 P\n"
                      "S5 grads 2022AY - L\n");
    rows_of("indicator=up_rate&period=2022AY&by=area&parts=1",
            "[\"up_rate\",\"T1\",\"2022AY\",null,\"O\",0,4,null,500],"
            "[\"up_rate\",\"U1\",\"2022AY\",null,\"L\",0,1,5,null]");
}
END_TEST

START_TEST(a_rate_over_nothing_cannot_exist)
{
    world = world_new("S1 grads 2022AY 0\nS1 grads_up 2022AY 0\n");
    rows_of("indicator=up_rate&period=2022AY&area=T11&compare=prev_year",
            "[\"up_rate\",\"T11\",\"2022AY\",null,null,null,null,null,"
            "\"CUR_MISSING\",\"M\",1,2]");
}
END_TEST

START_TEST(parts_from_different_schools_are_told)
{
    world = world_new("S1 grads 2022AY 500\nS1 grads_up 2022AY 450\n"
                      "S2 grads 2022AY 500\n");
    rows_of("indicator=up_rate&period=2022AY&area=T11",
            "[\"up_rate\",\"T11\",\"2022AY\",45.00,\"A\",1,2]");
    warns("ratio_parts_differ", "up_rate");
}
END_TEST

START_TEST(a_denominator_without_the_breakdown_is_told)
{
    world = world_new("S1 grads 2022AY 500\n"
                      "S1 grads_up 2022AY gender=1 450\n");
    rows_of("indicator=up_rate&period=2022AY&area=T11&by=gender",
            "[\"up_rate\",\"T11\",\"1\",\"2022AY\",null,\"O\",0,2]");
    warns("denominator_not_broken_down", "up_rate");
}
END_TEST

START_TEST(units_are_multiplied_in)
{
    world = world_new("S1 equip 2023-03-01 12550\n"
                      "S1 students 2023-03-01 100\n");
    rows_of("indicator=equip,equip_per&period=2023-03-01&area=T11",
            "[\"equip\",\"T11\",\"2023-03-01\",125.50,\"A\",1,2],"
            "[\"equip_per\",\"T11\",\"2023-03-01\",12550.00,\"A\",1,2]");
}
END_TEST

/* --- time --- */

#define FIRST_QUARTER       \
    "S1 train 2023M01 10\n" \
    "S1 train 2023M02 20\n" \
    "S1 train 2023M03 30 P\n"

START_TEST(a_quarter_is_its_months)
{
    world = world_new(FIRST_QUARTER "S2 train 2023M03 5\n");
    rows_of("indicator=train&period=2023Q1&area=T11",
            "[\"train\",\"T11\",\"2023Q1\",65,\"P\",1,2]");
    warns_of_nothing();
}
END_TEST

START_TEST(a_quarter_that_lacks_a_month_is_null)
{
    world = world_new(FIRST_QUARTER "S1 train 2023M04 5\n");
    rows_of("indicator=train&period=2023Q1..2023Q2&area=T11"
            "&compare=prev_period",
            "[\"train\",\"T11\",\"2023Q1\",60,null,null,null,null,"
            "\"BASE_MISSING\",\"P\",1,2],"
            "[\"train\",\"T11\",\"2023Q2\",null,60,null,null,null,"
            "\"CUR_MISSING\",\"O\",0,2]");
    warns("incomplete_period", "train");
}
END_TEST

START_TEST(a_stock_is_that_of_the_last_date_with_its_schools)
{
    world = world_new("S3 students 2023-03-01 3\n"
                      "S1 students 2023-03-01 10\n"
                      "S1 students 2023-10-01 11\n");
    rows_of("indicator=students&period=2023&area=T1",
            "[\"students\",\"T1\",\"2023\",11,\"A\",1,3]");
    ck_assert_ptr_nonnull(strstr(
        world->body.data, "\"reference_dates\":[{\"indicator\":\"students\","
                          "\"period\":\"2023\",\"taken_at\":\"2023-10-01\"}]"));
}
END_TEST

START_TEST(dates_that_are_not_a_year_apart_are_told)
{
    world = world_new("S1 students 2022-09-01 10\n"
                      "S1 students 2023-10-01 11\n"
                      "S1 students 2024-10-01 12\n");
    rows_of("indicator=students&period=2023&area=T11&compare=prev_year",
            "[\"students\",\"T11\",\"2023\",11,10,1,10.00,null,\"OK\",\"A\",1,"
            "2]");
    warns("dates_differ", "students");
    world_ask(world,
              "indicator=students&period=2024&area=T11&compare=prev_year");
    warns_of_nothing();
}
END_TEST

START_TEST(a_period_of_another_type_is_told)
{
    world = world_new("S1 grads 2023AY 10\nS1 awards 2023 2\n");
    rows_of("indicator=grads,awards&period=2023&area=T11",
            "[\"awards\",\"T11\",\"2023\",2,\"A\",1,2]");
    warns("period_type", "grads");
}
END_TEST

START_TEST(training_per_student_is_a_year_over_a_date)
{
    char reports[1000] = "S1 students 2023-09-01 50\n";
    for (int month = 1; month <= 12; month++) {
        size_t len = strlen(reports);
        snprintf(reports + len, sizeof(reports) - len,
                 "S1 train 2023M%02d 10\n", month);
    }
    world = world_new(reports);
    rows_of("indicator=intensity&period=last:1&area=T11&parts=1",
            "[\"intensity\",\"T11\",\"2023\",2.40,\"A\",1,2,120,50]");
}
END_TEST

/* --- labels --- */

START_TEST(names_stand_for_codes)
{
    world = world_new("S1 students 2023-03-01 gender=1 1\n");
    rows_of("indicator=students&period=2023-03-01&area=T11&by=school,gender"
            "&labels=name",
            "[\"在校生\",\"东县\",\"一校\",\"男\",\"2023-03-01\",1,\"A\",1,"
            "1]");
    rows_of("indicator=students&period=2023-03-01&area=T11&by=school,gender"
            "&labels=name&lang=en",
            "[\"在校生\",\"East County\",\"One\",\"Male\",\"2023-03-01\",1,"
            "\"A\",1,1]");
}
END_TEST

START_TEST(names_stand_beside_codes)
{
    world = world_new("S1 students 2023-03-01 gender=1 1\n");
    rows_of("indicator=students&period=2023-03-01&area=T11&by=gender"
            "&labels=both",
            "[\"students\",\"在校生\",\"T11\",\"东县\",\"1\",\"男\","
            "\"2023-03-01\",1,\"A\",1,2]");
    ck_assert_ptr_nonnull(
        strstr(world->body.data,
               "\"columns\":[{\"id\":\"indicator\"},{\"id\":\"indicator_name\"}"
               ",{\"id\":\"area\"},{\"id\":\"area_name\"},{\"id\":\"gender\"},"
               "{\"id\":\"gender_name\"},{\"id\":\"period\"},"
               "{\"id\":\"value\",\"unit\":\"人\",\"decimals\":0},"));
}
END_TEST

START_TEST(a_unit_stands_at_the_column_when_all_rows_have_it)
{
    world = world_new("S1 students 2023-03-01 1\nS1 equip 2023-03-01 100\n");
    world_ask(world, "indicator=students,equip&period=2023-03-01&area=T11");
    ck_assert_ptr_nonnull(
        strstr(world->body.data, "{\"id\":\"value\"},{\"id\":\"status\"}"));
    ck_assert_ptr_nonnull(
        strstr(world->body.data,
               "{\"id\":\"equip\",\"name\":\"设备\",\"unit\":\"万元\","
               "\"decimals\":2,\"kind\":\"stock\"}]"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_rows");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, NULL, tear_down);
    tcase_add_test(tcase, an_area_is_all_schools_at_and_below_it);
    tcase_add_test(tcase, by_area_is_the_children_and_says_who_is_outside);
    tcase_add_test(tcase, by_level_is_all_areas_of_the_level);
    tcase_add_test(tcase, schools_stand_under_their_area);
    tcase_add_test(tcase, expected_counts_schools_open_in_the_period);
    tcase_add_test(tcase, members_of_a_partition_add_up_to_the_total);
    tcase_add_test(tcase, a_school_in_several_members_counts_once);
    tcase_add_test(tcase, members_of_an_overlapping_dimension_have_no_total);
    tcase_add_test(tcase, several_dimensions_stand_in_the_order_asked);
    tcase_add_test(tcase, a_series_with_some_data_shows_all_periods);
    tcase_add_test(tcase, a_series_with_data_in_a_base_only_is_shown);
    tcase_add_test(tcase, the_status_of_highest_precedence_is_shown);
    tcase_add_test(tcase, zero_is_a_figure);
    tcase_add_test(
        tcase, a_rate_is_the_sum_of_numerators_over_the_sum_of_denominators);
    tcase_add_test(tcase, a_rate_changes_in_points_of_what_is_not_rounded);
    tcase_add_test(tcase, a_rate_without_one_part_is_null);
    tcase_add_test(tcase, a_rate_over_nothing_cannot_exist);
    tcase_add_test(tcase, parts_from_different_schools_are_told);
    tcase_add_test(tcase, a_denominator_without_the_breakdown_is_told);
    tcase_add_test(tcase, units_are_multiplied_in);
    tcase_add_test(tcase, a_quarter_is_its_months);
    tcase_add_test(tcase, a_quarter_that_lacks_a_month_is_null);
    tcase_add_test(tcase, a_stock_is_that_of_the_last_date_with_its_schools);
    tcase_add_test(tcase, dates_that_are_not_a_year_apart_are_told);
    tcase_add_test(tcase, a_period_of_another_type_is_told);
    tcase_add_test(tcase, training_per_student_is_a_year_over_a_date);
    tcase_add_test(tcase, names_stand_for_codes);
    tcase_add_test(tcase, names_stand_beside_codes);
    tcase_add_test(tcase, a_unit_stands_at_the_column_when_all_rows_have_it);
    suite_add_tcase(suite, tcase);
    return suite;
}
