/* Answers as options of a chart. */
#include "data_world.h"
#include "unit.h"

#include <string.h>

#define COUNTS "indicator=students&area=T11,T12"
#define YEARS COUNTS "&period=2021-03-01,2022-03-01"

static struct world *world;

static void set_up(void)
{
    world = world_new("S1 students 2021-03-01 gender=1 1\n"
                      "S2 students 2022-03-01 gender=2 30 P\n"
                      "S3 students 2021-03-01 gender=1 4\n"
                      "S5 awards 2022 gender=1 6\n");
}

static void tear_down(void)
{
    world_free(world);
}

/* From the member of that name on. */
static const char *part(const char *question, const char *key)
{
    return world_member(world, question, "echarts", key);
}

static void starts(const char *text, const char *with)
{
    ck_assert_msg(strncmp(text, with, strlen(with)) == 0, "%s\nis not\n%.900s",
                  with, text);
}

START_TEST(periods_are_rows_and_areas_are_columns)
{
    starts(part(YEARS, "dataset"),
           "\"dataset\":{\"dimensions\":["
           "{\"name\":\"period\",\"displayName\":\"时期\","
           "\"type\":\"ordinal\"},"
           "{\"name\":\"value:T11\",\"displayName\":\"东县\","
           "\"type\":\"number\"},"
           "{\"name\":\"value:T12\",\"displayName\":\"西县\","
           "\"type\":\"number\"}],\"sourceHeader\":false,\"source\":["
           "[\"2021年3月1日\",1,4],[\"2022年3月1日\",30,null]]},");
}
END_TEST

START_TEST(a_series_is_drawn_of_each_column)
{
    starts(strstr(part(YEARS, "tooltip"), "\"series\":"),
           "\"series\":[{\"type\":\"line\",\"name\":\"东县\","
           "\"encode\":{\"x\":\"period\",\"y\":\"value:T11\"},"
           "\"yAxisIndex\":0},"
           "{\"type\":\"line\",\"name\":\"西县\","
           "\"encode\":{\"x\":\"period\",\"y\":\"value:T12\"},"
           "\"yAxisIndex\":0}],\"xAxis\":{\"type\":\"category\"},"
           "\"yAxis\":[{\"type\":\"value\",\"name\":\"人\"}],");
}
END_TEST

START_TEST(of_one_period_places_are_rows)
{
    starts(part(COUNTS "&period=2021-03-01&labels=id&by=gender", "dataset"),
           "\"dataset\":{\"dimensions\":["
           "{\"name\":\"area\",\"displayName\":\"地区\",\"type\":\"ordinal\"},"
           "{\"name\":\"value\",\"displayName\":\"students\","
           "\"type\":\"number\"}],\"sourceHeader\":false,"
           "\"source\":[[\"T11\",1],[\"T12\",4]]},");
}
END_TEST

/* One series of bars has one axis: persons and items need two. */
START_TEST(indicators_of_several_units_are_lines)
{
    const char *question =
        "indicator=students,awards&area=CN&period=2022&labels=id";
    starts(part(question, "category"), "\"category\":\"period\",");
    starts(part(question, "series"),
           "\"series\":[{\"type\":\"bar\",\"name\":\"students\","
           "\"encode\":{\"x\":\"period\",\"y\":\"value:students\"},"
           "\"yAxisIndex\":0},"
           "{\"type\":\"bar\",\"name\":\"awards\","
           "\"encode\":{\"x\":\"period\",\"y\":\"value:awards\"},"
           "\"yAxisIndex\":1}],");
}
END_TEST

START_TEST(changes_are_drawn_on_an_axis_of_their_own)
{
    const char *question =
        "indicator=students&area=T11&period=2021-03-01,2022-03-01"
        "&compare=prev_year&lang=en&labels=id";
    starts(part(question, "source"),
           "\"source\":[[\"2021-03-01\",1,null,null,null,null],"
           "[\"2022-03-01\",30,1,29,2900.00,null]]},");
    starts(part(question, "series"),
           "\"series\":[{\"type\":\"bar\",\"name\":\"students\","
           "\"encode\":{\"x\":\"period\",\"y\":\"value\"},\"yAxisIndex\":0},"
           "{\"type\":\"line\",\"name\":\"students Change (%)\","
           "\"encode\":{\"x\":\"period\",\"y\":\"change_pct\"},"
           "\"yAxisIndex\":1}],\"xAxis\":{\"type\":\"category\"},"
           "\"yAxis\":[{\"type\":\"value\",\"name\":\"persons\"},"
           "{\"type\":\"value\",\"name\":\"%\"}],");
}
END_TEST

START_TEST(what_is_no_figure_stands_beside)
{
    starts(part(YEARS, "category"),
           "\"category\":\"period\",\"categories\":["
           "{\"code\":\"2021-03-01\",\"name\":{\"zh\":\"2021年3月1日\","
           "\"en\":\"1 Mar 2021\"}},"
           "{\"code\":\"2022-03-01\",\"name\":{\"zh\":\"2022年3月1日\","
           "\"en\":\"1 Mar 2022\"}}],\"columns\":["
           "{\"id\":\"value:T11\",\"line\":0,\"figure\":\"value\","
           "\"name\":{\"zh\":\"数值\",\"en\":\"Value\"},"
           "\"unit\":{\"zh\":\"人\",\"en\":\"persons\"},\"decimals\":0,"
           "\"codes\":{\"indicator\":\"students\",\"area\":\"T11\"}},");
    starts(part(YEARS, "status"), "\"status\":[[\"A\",\"A\"],[\"P\",\"O\"]],"
                                  "\"details\":{\"reported\":[[1,1],[1,0]],"
                                  "\"expected\":[[2,1],[2,1]]}}}\n");
}
END_TEST

/* Nobody of T12 has reported the second member in either year. */
START_TEST(a_cell_without_a_row_has_no_status)
{
    const char *question =
        COUNTS "&period=2022-03-01&by=gender&compare=prev_year&labels=id";
    starts(part(question, "status"), "\"status\":[[\"O\",\"P\"],"
                                     "[\"O\",null]],");
    starts(part(question, "source"),
           "\"source\":[[\"T11\",null,1,null,null,null,30,null,null,null,"
           "null],"
           "[\"T12\",null,4,null,null,null,null,null,null,null,null]]}");
}
END_TEST

START_TEST(nothing_is_an_empty_chart)
{
    starts(part("indicator=students&period=1999-03-01", "source"),
           "\"source\":[[\"1999年3月1日\"]]},");
    starts(part("indicator=students&period=1999-03-01", "series"),
           "\"series\":[],\"xAxis\":{\"type\":\"category\"},"
           "\"yAxis\":[{\"type\":\"value\"}],");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_echarts");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, periods_are_rows_and_areas_are_columns);
    tcase_add_test(tcase, a_series_is_drawn_of_each_column);
    tcase_add_test(tcase, of_one_period_places_are_rows);
    tcase_add_test(tcase, indicators_of_several_units_are_lines);
    tcase_add_test(tcase, changes_are_drawn_on_an_axis_of_their_own);
    tcase_add_test(tcase, what_is_no_figure_stands_beside);
    tcase_add_test(tcase, a_cell_without_a_row_has_no_status);
    tcase_add_test(tcase, nothing_is_an_empty_chart);
    suite_add_tcase(suite, tcase);
    return suite;
}
