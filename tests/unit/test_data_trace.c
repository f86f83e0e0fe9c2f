/* From a figure back to the reports that it was made of. */
#include "data/data_trace.h"

#include "data_world.h"
#include "unit.h"

#include <string.h>

static struct world *world;
static struct data_context ctx;
static struct data_single single;
static struct data_sources sources;

static void setup(void)
{
    world = world_new("S1 awards 2022 40\nS1 awards 2023 50\n"
                      "S2 awards 2022 30\nS3 awards 2023 7\n"
                      "S1 train 2022M01 1\nS1 train 2022M02 2\n"
                      "S1 train 2022M03 3\n"
                      "S1 train 2023M01 10\nS1 train 2023M03 30\n"
                      "S2 train 2023M01 5\nS2 train 2023M02 -\n"
                      "S3 grads 2022AY 500\nS3 grads_up 2022AY 30\n"
                      "S1 students 2023-03-01 gender=1 4\n"
                      "S1 students 2023-03-01 gender=2 5\n");
    ctx = (struct data_context){
        .catalogue = world->cat,
        .arena = &world->arena,
        .default_rows = 1,
        .max_rows = 1,
    };
}

static void teardown(void)
{
    world_free(world);
}

/* Reads the figure and traces it: "S1:2023:50 S3:2023:7", and the other part
 * of a ratio behind a slash. */
static const char *trace(const struct data_figure_id *id)
{
    struct data_faults faults;
    struct buffer out;
    ck_assert(data_single_init(&single, id, &world->cells, &ctx, &faults));
    world_fill(world, &single.window);
    while (data_single_more(&single)) {
    }
    ck_assert(data_trace_make(&single, &sources));
    buffer_init(&out, 0);
    buffer_add_str(&out, "");
    for (int i = 0; i < sources.count; i++) {
        char period[PERIOD_TEXT_SIZE];
        const struct data_source *source = &sources.list[i];
        struct data_total total = {0};
        period_print(cells_cell(world->cells, source->cell)->period, period);
        (void)world_figure(world, source->school, source->cell, &total);
        buffer_printf(&out, "%s%s%s:%s:%d", i > 0 ? " " : "",
                      source->part > 0 ? "/" : "",
                      catalogue_school_by_id(world->cat, source->school)->code,
                      period, (int)total.sum);
    }
    const char *text = arena_copy(&world->arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

static struct data_figure_id plain(const char *indicator, const char *area,
                                   const char *period)
{
    return (struct data_figure_id){
        .indicator = indicator,
        .area = area,
        .school = "",
        .period = period,
        .revision = 7,
    };
}

START_TEST(a_sum_is_traced_to_all_its_schools)
{
    struct data_figure_id id = plain("awards", "T1", "2023");
    ck_assert_str_eq(trace(&id), "S1:2023:50 S3:2023:7");
    id.area = "T12";
    ck_assert_str_eq(trace(&id), "S3:2023:7");
}
END_TEST

START_TEST(a_ratio_is_traced_by_part)
{
    struct data_figure_id id = plain("up_rate", "T12", "2022AY");
    ck_assert_str_eq(trace(&id), "S3:2022AY:30 /S3:2022AY:500");
}
END_TEST

START_TEST(several_members_are_traced_one_by_one)
{
    static const char *const MEMBERS[] = {"1", "2"};
    struct data_figure_id id = plain("students", "T11", "2023-03-01");
    id.axes[0] = (struct data_figure_axis){"gender", MEMBERS, 2};
    id.axis_count = 1;
    ck_assert_str_eq(trace(&id), "S1:2023-03-01:4 S1:2023-03-01:5");
    ck_assert_int_eq(sources.list[0].low, 0);
    ck_assert_int_eq(sources.list[0].high, 1000000);
    ck_assert_int_eq(sources.list[0].lot, sources.list[0].cell);
}
END_TEST

START_TEST(a_panel_is_traced_to_the_schools_of_both_periods)
{
    struct data_figure_id id = plain("awards", "T1", "2023");
    id.choice.value[DATA_CHOICE_COMPARE] = DATA_PREV_YEAR;
    id.choice.value[DATA_CHOICE_BASIS] = DATA_MATCHED;
    ck_assert_str_eq(trace(&id), "S1:2023:50");
    id.choice.value[DATA_CHOICE_SIDE] = 1;
    ck_assert_str_eq(trace(&id), "S1:2022:40");
}
END_TEST

START_TEST(a_year_to_date_is_traced_to_the_common_months)
{
    struct data_figure_id id = plain("train", "T1", "2023");
    id.choice.value[DATA_CHOICE_YTD] = 3;
    ck_assert_str_eq(trace(&id), "S1:2023M01:10 S1:2023M03:30 S2:2023M01:5");
    id.choice.value[DATA_CHOICE_COMPARE] = DATA_PREV_YEAR;
    ck_assert_str_eq(trace(&id), "S1:2023M01:10 S1:2023M03:30");
    id.choice.value[DATA_CHOICE_SIDE] = 1;
    ck_assert_str_eq(trace(&id), "S1:2022M01:1 S1:2022M03:3");
}
END_TEST

START_TEST(the_two_figures_of_a_panel_lead_to_each_other)
{
    struct data_figure_id id = plain("awards", "T1", "2023");
    struct data_figure_id other;
    trace(&id);
    ck_assert_ptr_null(data_single_other(&single, &id));
    id.choice.value[DATA_CHOICE_COMPARE] = DATA_PREV_YEAR;
    id.choice.value[DATA_CHOICE_BASIS] = DATA_MATCHED;
    trace(&id);
    const char *base = data_single_other(&single, &id);
    ck_assert(data_figure_id_parse(&world->arena, base, &other));
    ck_assert_int_eq(other.choice.value[DATA_CHOICE_SIDE], 1);
    trace(&other);
    ck_assert_str_eq(data_single_other(&single, &other),
                     data_figure_id_print(&world->arena, &id));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_trace");
    TCase *tcase = tcase_create("data_trace");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_sum_is_traced_to_all_its_schools);
    tcase_add_test(tcase, a_ratio_is_traced_by_part);
    tcase_add_test(tcase, several_members_are_traced_one_by_one);
    tcase_add_test(tcase, a_panel_is_traced_to_the_schools_of_both_periods);
    tcase_add_test(tcase, a_year_to_date_is_traced_to_the_common_months);
    tcase_add_test(tcase, the_two_figures_of_a_panel_lead_to_each_other);
    suite_add_tcase(suite, tcase);
    return suite;
}
