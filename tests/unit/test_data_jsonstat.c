/* Answers as JSON-stat. */
#include "data_world.h"
#include "unit.h"

#include <string.h>

#define COUNTS "indicator=students&period=2021-03-01,2022-03-01&area=T11,T12"

#define CHANGE                                               \
    "indicator=students&period=2022-03-01&area=T11&compare=" \
    "prev_year"

static struct world *world;

static void set_up(void)
{
    world = world_new("S1 students 2021-03-01 gender=1 1\n"
                      "S2 students 2022-03-01 gender=2 30 P\n"
                      "S3 students 2021-03-01 gender=1 4\n");
}

static void tear_down(void)
{
    world_free(world);
}

/* From the member of that name on. */
static const char *part(const char *question, const char *key)
{
    return world_member(world, question, "jsonstat", key);
}

static void starts(const char *text, const char *with)
{
    ck_assert_msg(strncmp(text, with, strlen(with)) == 0, "%s\nis not\n%.600s",
                  with, text);
}

static void contains(const char *text, const char *what)
{
    ck_assert_msg(strstr(text, what) != NULL, "%s\nis not in\n%s", what, text);
}

START_TEST(a_dataset_says_what_it_is)
{
    starts(part(COUNTS, "version"),
           "\"version\":\"2.0\",\"class\":\"dataset\",\"label\":\"在校生\","
           "\"source\":\"tvetstat\",\"updated\":\"2024-09-12T08:00:00Z\","
           "\"id\":[\"indicator\",\"area\",\"period\"],\"size\":[1,2,2],"
           "\"role\":{\"metric\":[\"indicator\"],\"geo\":[\"area\"],"
           "\"time\":[\"period\"]},\"dimension\":{");
}
END_TEST

START_TEST(a_dimension_has_its_words_in_both_languages)
{
    starts(
        part(COUNTS "&lang=zh", "dimension"),
        "\"dimension\":{\"indicator\":{\"label\":\"指标\","
        "\"category\":{\"index\":[\"students\"],"
        "\"label\":{\"students\":\"在校生\"},"
        "\"unit\":{\"students\":{\"label\":\"人\",\"decimals\":0}}},"
        "\"extension\":{\"en\":{\"label\":\"Indicator\","
        "\"category\":{\"label\":{\"students\":\"在校生\"},"
        "\"unit\":{\"students\":{\"label\":\"persons\",\"decimals\":0}}}}}},");
    starts(strstr(part(COUNTS "&lang=en", "dimension"), "\"period\":"),
           "\"period\":{\"label\":\"Period\","
           "\"category\":{\"index\":[\"2021-03-01\",\"2022-03-01\"],"
           "\"label\":{\"2021-03-01\":\"1 Mar 2021\","
           "\"2022-03-01\":\"1 Mar 2022\"}},"
           "\"extension\":{\"zh\":{\"label\":\"时期\",");
}
END_TEST

/* T12 has not reported in 2022: null with a status, since there is a row. */
START_TEST(values_are_row_major)
{
    starts(part(COUNTS, "value"),
           "\"value\":[1,30,4,null],"
           "\"status\":{\"0\":\"A\",\"1\":\"P\",\"2\":\"A\",\"3\":\"O\"},"
           "\"extension\":{\"tvetstat\":{\"revision\":7,");
    starts(part(COUNTS, "details"),
           "\"details\":{\"reported\":{\"0\":1,\"1\":1,\"2\":1,\"3\":0},"
           "\"expected\":{\"0\":2,\"1\":2,\"2\":1,\"3\":1}}}}}\n");
}
END_TEST

/* Neither a figure nor a status: T12 has no row for the second member. */
START_TEST(cells_without_a_row_are_null)
{
    starts(part(COUNTS "&by=gender", "value"),
           "\"value\":[1,null,null,30,4,null,null,null],"
           "\"status\":{\"0\":\"A\",\"1\":\"O\",\"2\":\"O\",\"3\":\"P\","
           "\"4\":\"A\",\"5\":\"O\"},");
}
END_TEST

START_TEST(changes_are_categories_of_a_measure)
{
    starts(part(CHANGE, "id"),
           "\"id\":[\"indicator\",\"area\",\"period\",\"measure\"],"
           "\"size\":[1,1,1,5],"
           "\"role\":{\"metric\":[\"indicator\",\"measure\"],");
    contains(part(CHANGE, "dimension"), "}}}},\"value\":[30,1,29,2900.00,null],"
                                        "\"status\":{\"0\":\"P\"},");
    starts(part(CHANGE, "details"),
           "\"details\":{\"reason\":{\"0\":\"OK\"},\"reported\":{\"0\":1},"
           "\"expected\":{\"0\":2}}");
    starts(part(CHANGE "&lang=en", "measure"),
           "\"measure\":{\"label\":\"Figure and change\",\"category\":{"
           "\"index\":[\"value\",\"base\",\"change_abs\",\"change_pct\","
           "\"change_pp\"],\"label\":{\"value\":\"Value\",\"base\":\"Base\",");
    contains(part(CHANGE "&lang=en", "measure"),
             "\"change_pct\":{\"label\":\"%\",\"decimals\":2},"
             "\"change_pp\":{\"label\":\"percentage points\","
             "\"decimals\":2}}");
}
END_TEST

START_TEST(schools_and_members_are_dimensions)
{
    starts(part("indicator=students&period=2021-03-01&by=school,gender"
                "&area=T1",
                "id"),
           "\"id\":[\"indicator\",\"area\",\"school\",\"gender\",\"period\"],"
           "\"size\":[1,1,2,1,1],");
}
END_TEST

START_TEST(nothing_is_an_empty_cube)
{
    starts(part("indicator=students&period=1999-03-01", "size"),
           "\"size\":[1,0,1],");
    starts(part("indicator=students&period=1999-03-01", "value"),
           "\"value\":[],\"status\":{},\"extension\":");
    starts(part("indicator=students&period=1999-03-01", "warnings"),
           "\"warnings\":[{\"code\":\"no_data\",");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_jsonstat");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_dataset_says_what_it_is);
    tcase_add_test(tcase, a_dimension_has_its_words_in_both_languages);
    tcase_add_test(tcase, values_are_row_major);
    tcase_add_test(tcase, cells_without_a_row_are_null);
    tcase_add_test(tcase, changes_are_categories_of_a_measure);
    tcase_add_test(tcase, schools_and_members_are_dimensions);
    tcase_add_test(tcase, nothing_is_an_empty_cube);
    suite_add_tcase(suite, tcase);
    return suite;
}
