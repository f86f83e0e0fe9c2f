/* The name of a figure, and what it resolves to. */
#include "data/data_figure_id.h"
#include "data/data_trace.h"
#include "data_world.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct world *world;
static struct data_context ctx;

static void setup(void)
{
    world = world_new("S1 students 2023-03-01 gender=1 4\n"
                      "S1 students 2023-03-01 gender=2 5\n"
                      "S3 grads 2022AY 500\nS3 grads_up 2022AY 30\n"
                      "S5 train 2023M01 7\nS5 train 2023M02 8\n");
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

static struct data_figure_id plain(const char *indicator, const char *area,
                                   const char *period)
{
    return (struct data_figure_id){
        .indicator = indicator,
        .area = area,
        .school = "",
        .period = period,
        .revision = 17,
    };
}

START_TEST(a_name_comes_back_as_it_was)
{
    static const char *const MEMBERS[] = {"1", "a,b"};
    struct data_figure_id id = plain("students", "T1", "2023-03-01");
    struct data_figure_id back;
    id.school = "S1";
    id.axes[0] = (struct data_figure_axis){"gender", MEMBERS, 2};
    id.axis_count = 1;
    const char *text = data_figure_id_print(&world->arena, &id);
    ck_assert(data_figure_id_parse(&world->arena, text, &back));
    ck_assert_str_eq(back.indicator, "students");
    ck_assert_str_eq(back.area, "T1");
    ck_assert_str_eq(back.school, "S1");
    ck_assert_str_eq(back.period, "2023-03-01");
    ck_assert_int_eq(back.revision, 17);
    ck_assert_int_eq(back.axis_count, 1);
    ck_assert_str_eq(back.axes[0].dimension, "gender");
    ck_assert_int_eq(back.axes[0].count, 2);
    ck_assert_str_eq(back.axes[0].members[1], "a,b");
    ck_assert_str_eq(data_figure_id_print(&world->arena, &back), text);
}
END_TEST

START_TEST(what_was_chosen_comes_back_in_order)
{
    static const char *const MEMBERS[] = {"1"};
    struct data_figure_id id = plain("train", "T1", "2023");
    struct data_figure_id back;
    const struct data_choice choice = {
        {8, DATA_PREV_YEAR, 3, DATA_MATCHED, DATA_AS_IS, 1}};
    id.choice = choice;
    id.axes[0] = (struct data_figure_axis){"gender", MEMBERS, 1};
    id.axis_count = 1;
    const char *text = data_figure_id_print(&world->arena, &id);
    ck_assert(data_figure_id_parse(&world->arena, text, &back));
    for (int i = 0; i < DATA_CHOICES; i++) {
        ck_assert_int_eq(back.choice.value[i], choice.value[i]);
    }
    ck_assert_int_eq(back.axis_count, 1);
    ck_assert_str_eq(data_figure_id_print(&world->arena, &back), text);
}
END_TEST

START_TEST(a_choice_is_written_in_one_way)
{
    static const struct {
        const char *text;
        enum data_choice_kind kind;
        int value; /* 0: it is none */
    } CASES[] = {
        {"ytd=M01", DATA_CHOICE_YTD, 1},
        {"ytd=M12", DATA_CHOICE_YTD, 12},
        {"ytd=M13", DATA_CHOICE_YTD, 0},
        {"ytd=M1", DATA_CHOICE_YTD, 0},
        {"compare=prev_year", DATA_CHOICE_COMPARE, DATA_PREV_YEAR},
        {"compare=prev_period", DATA_CHOICE_COMPARE, DATA_PREV_PERIOD},
        {"compare=none", DATA_CHOICE_COMPARE, 0},
        {"compare=prev_year", DATA_CHOICE_BASIS, 0},
        {"years=2", DATA_CHOICE_YEARS, 2},
        {"years=50", DATA_CHOICE_YEARS, 50},
        {"years=1", DATA_CHOICE_YEARS, 0},
        {"years=51", DATA_CHOICE_YEARS, 0},
        {"years=02", DATA_CHOICE_YEARS, 0},
        {"basis=matched", DATA_CHOICE_BASIS, DATA_MATCHED},
        {"basis=all", DATA_CHOICE_BASIS, 0},
        {"view=as_is", DATA_CHOICE_VIEW, DATA_AS_IS},
        {"view=as_was", DATA_CHOICE_VIEW, 0},
        {"side=base", DATA_CHOICE_SIDE, 1},
        {"side=value", DATA_CHOICE_SIDE, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct data_choice choice = {{0}};
        bool good = data_choice_parse(CASES[i].text, CASES[i].kind, &choice);
        ck_assert_msg(good == (CASES[i].value != 0), "%s", CASES[i].text);
        ck_assert_int_eq(choice.value[CASES[i].kind], CASES[i].value);
    }
}
END_TEST

/* "view=as_is" of a question, as far as it changes what its figures are. */
static const char *chosen(const char *question)
{
    struct buffer out;
    ck_assert_msg(world_parse(world, question), "%s", question);
    struct data_choice choice = data_choice_of(&world->query);
    buffer_init(&out, 0);
    buffer_add_str(&out, "");
    for (int i = 0; i < DATA_CHOICES; i++) {
        const char *text =
            data_choice_print(&choice, (enum data_choice_kind)i, &world->arena);
        buffer_add_str(&out, out.len > 0 && text != NULL ? " " : "");
        buffer_add_str(&out, text != NULL ? text : "");
    }
    const char *text = arena_copy(&world->arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

START_TEST(what_does_not_change_the_figure_is_not_chosen)
{
    static const char *const CASES[][2] = {
        {"", ""},
        {"&compare=prev_year", ""},
        {"&compare=prev_year&years=3", ""},
        {"&view=as_is&compare=prev_period", "view=as_is"},
        {"&compare=prev_year&basis=matched", "compare=prev_year basis=matched"},
        {"&compare=prev_year&years=3&basis=matched",
         "compare=prev_year years=3 basis=matched"},
        {"&ytd=M08", "ytd=M08"},
        {"&ytd=M08&compare=prev_year", "ytd=M08 compare=prev_year"},
        {"&ytd=M08&compare=prev_year&basis=matched&view=as_is",
         "ytd=M08 compare=prev_year view=as_is"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char question[128];
        snprintf(question, sizeof(question), "indicator=train&period=2023%s",
                 CASES[i][0]);
        ck_assert_str_eq(chosen(question), CASES[i][1]);
    }
}
END_TEST

START_TEST(a_row_has_the_name_of_its_figure)
{
    struct data_plan plan;
    struct data_figure_id id;
    struct data_faults faults = {.arena = &world->arena};
    ck_assert(world_parse(world, "indicator=students&area=T11&by=system&"
                                 "where.gender=2,1&period=2022-03-01,"
                                 "2023-03-01"));
    data_plan_init(&plan, &world->query, &world->cells, &ctx, &faults);
    ck_assert_int_eq(faults.count, 0);
    data_figure_id_of(&plan, (struct data_series){.combo = 1}, 1, 9, &id);
    ck_assert_str_eq(id.period, "2023-03-01");
    ck_assert_str_eq(id.school, "");
    ck_assert_int_eq(id.axis_count, 2);
    ck_assert_str_eq(id.axes[0].dimension, "gender");
    ck_assert_int_eq(id.axes[0].count, 2);
    ck_assert_str_eq(id.axes[0].members[0], "1");
    ck_assert_str_eq(id.axes[1].dimension, "system");
    ck_assert_int_eq(id.axes[1].count, 1);
    ck_assert_str_eq(id.axes[1].members[0], "b,c");
}
END_TEST

static int cells_of(const struct data_figure_id *id)
{
    struct data_single single;
    struct data_sources sources;
    struct data_faults faults;
    ck_assert(data_single_init(&single, id, &world->cells, &ctx, &faults));
    ck_assert_str_eq(single.query.asof, "17");
    while (data_single_more(&single)) {
    }
    ck_assert(data_trace_make(&single, &sources));
    ck_assert_int_eq(sources.count, 0); /* nothing was read */
    return single.window.cell_count;
}

START_TEST(a_ratio_is_read_from_the_cells_of_both_parts)
{
    struct data_figure_id id = plain("up_rate", "T12", "2022AY");
    ck_assert_int_eq(cells_of(&id), 2);
}
END_TEST

START_TEST(a_sum_over_months_is_read_from_their_cells)
{
    struct data_figure_id id = plain("train", "U1", "2023");
    ck_assert_int_eq(cells_of(&id), 2);
}
END_TEST

START_TEST(what_is_no_one_figure_has_no_name)
{
    static const char *const TWISTED[] = {"2", "1"};
    struct data_single single;
    struct data_faults faults;
    struct data_figure_id ids[] = {
        plain("nope", "T1", "2023-03-01"),
        plain("students", "T1", "last:1"),
        plain("students", "T1", "2022..2023"),
        plain("students", "T13", "2023-03-01"),
        plain("students", "T12", "2023-03-01"),
        plain("students", "T1", "2023-03-01"),
    };
    ids[4].school = "S1";
    ids[5].axes[0] = (struct data_figure_axis){"gender", TWISTED, 2};
    ids[5].axis_count = 1;
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        ck_assert(
            !data_single_init(&single, &ids[i], &world->cells, &ctx, &faults));
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("figure_id");
    TCase *tcase = tcase_create("figure_id");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_name_comes_back_as_it_was);
    tcase_add_test(tcase, what_was_chosen_comes_back_in_order);
    tcase_add_test(tcase, a_choice_is_written_in_one_way);
    tcase_add_test(tcase, what_does_not_change_the_figure_is_not_chosen);
    tcase_add_test(tcase, a_row_has_the_name_of_its_figure);
    tcase_add_test(tcase, a_ratio_is_read_from_the_cells_of_both_parts);
    tcase_add_test(tcase, a_sum_over_months_is_read_from_their_cells);
    tcase_add_test(tcase, what_is_no_one_figure_has_no_name);
    suite_add_tcase(suite, tcase);
    return suite;
}
