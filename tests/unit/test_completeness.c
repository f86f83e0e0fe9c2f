/* What the question comes to: slots, cells, days. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "completeness/completeness_plan.h"
#include "completeness/completeness_rows.h"
#include "data_world.h"
#include "unit.h"

static struct world *world;
static struct completeness_query query;
static struct completeness_plan plan;
static struct data_faults faults;

static void set_up(void)
{
    setenv("TZ", "UTC", 1);
    tzset();
    world = world_new("S1 students 2022-09-01 10\n"
                      "S1 students 2023-09-01 10\n"
                      "S1 grads 2022AY 10\nS1 grads 2023AY 10\n"
                      "S1 grads_up 2023AY 10\n"
                      "S1 train 2023M12 1\n");
}

static void tear_down(void)
{
    world_free(world);
}

/* "name=value&..."; false: it has faults. */
static bool ask(const char *question)
{
    struct data_args args = {.count = 0};
    struct data_context ctx = {
        .catalogue = world->cat, .arena = &world->arena, .lang = LANG_ZH};
    char *rest = arena_dup(&world->arena, question);

    faults = (struct data_faults){.arena = &world->arena};
    while (rest != NULL) {
        char *value = strsep(&rest, "&");
        const char *name = strsep(&value, "=");
        data_args_add(&args, &world->arena, name, value, &faults);
    }
    completeness_query_parse(&args, &ctx, &query, &faults);
    query.due_days = 15;
    if (faults.count == 0) {
        completeness_plan_init(&plan, &query, world->cells, &ctx, &faults);
    }
    return faults.count == 0;
}

static const char *first_fault(const char *question)
{
    ck_assert(!ask(question));
    return fault_code(faults.list[0].fault);
}

START_TEST(a_slot_has_its_cells_and_those_of_the_year_before)
{
    ck_assert(ask("indicator=students&period=2023-09-01&area=T1"));
    ck_assert_int_eq(plan.slot_count, 1);
    ck_assert_str_eq(plan.params[1], "{1,1}");
    ck_assert_str_eq(plan.params[2], "{1694908800,NULL}");
    ck_assert_str_eq(plan.params[3], "{1}");
    ck_assert_str_eq(plan.params[4], "{2023-09-01}");
    ck_assert_str_eq(plan.params[6], "{2}");
    ck_assert_int_eq(plan.slots[0].due, 1694908800);
}
END_TEST

START_TEST(a_ratio_needs_both_parts_and_weighs_by_the_denominator)
{
    ck_assert(ask("indicator=up_rate&period=2023AY"));
    ck_assert_int_eq(plan.slots[0].needed, 2);
    ck_assert_str_eq(plan.params[1], "{1,1,1}");
    ck_assert_ptr_nonnull(strstr(plan.params[2], ",NULL}"));
}
END_TEST

START_TEST(what_nobody_reported_is_needed_all_the_same)
{
    ck_assert(ask("indicator=train,awards&period=2023"));
    ck_assert_int_eq(plan.slots[0].needed, 12);
    ck_assert_str_eq(plan.params[1], "{1}");
    ck_assert_int_eq(plan.slots[1].needed, 1);
    ck_assert_str_eq(plan.params[3], "{12,1}");
}
END_TEST

START_TEST(a_stock_is_owed_at_its_date)
{
    ck_assert(ask("indicator=students&period=2023"));
    ck_assert_str_eq(plan.params[5], "{2023-09-01}");
    ck_assert(ask("indicator=students&period=2021"));
    ck_assert_str_eq(plan.params[0], "{}");
    ck_assert_int_eq(plan.slots[0].needed, 1);
}
END_TEST

START_TEST(a_period_without_figures_has_no_cells)
{
    ck_assert(ask("indicator=grads&period=2023M01"));
    ck_assert_int_eq(plan.slots[0].needed, 0);
    ck_assert_str_eq(plan.params[0], "{}");
}
END_TEST

START_TEST(too_much_is_refused)
{
    ck_assert_str_eq(
        first_fault("indicator=train,grads,grads_up,students,equip,awards,"
                    "up_rate,intensity&period=1990M01..2004M12"),
        "too_many");
    ck_assert_str_eq(first_fault("indicator=grads&period=2023AY&by=gender"),
                     "bad_parameter");
    ck_assert_str_eq(first_fault("indicator=grads&period=2023AY&limit=1"),
                     "bad_parameter");
}
END_TEST

START_TEST(keys_tell_questions_apart)
{
    static const char *const QUESTIONS[] = {
        "indicator=grads&period=2023AY",
        "indicator=grads&period=2023AY&by=area",
        "indicator=grads&period=2023AY&by=area.county",
        "indicator=grads&period=2023AY&list=missing",
        "indicator=grads&period=2023AY&list=missing&limit=5",
        "indicator=grads&period=2023AY&area=T1",
        "indicator=grads,students&period=2023AY",
        "indicator=grads&period=2022AY,2023AY",
        "indicator=grads&period=2023AY&digits=3",
        "indicator=grads&period=2023AY&format=csv",
    };
    const char *keys[ARRAY_LEN(QUESTIONS)];
    for (size_t i = 0; i < ARRAY_LEN(QUESTIONS); i++) {
        ck_assert_msg(ask(QUESTIONS[i]), "%s", QUESTIONS[i]);
        keys[i] = completeness_query_key(&query, &world->arena);
        for (size_t j = 0; j < i; j++) {
            ck_assert_str_ne(keys[i], keys[j]);
        }
    }
    query.due_days++;
    ck_assert_str_ne(completeness_query_key(&query, &world->arena),
                     keys[ARRAY_LEN(QUESTIONS) - 1]);
}
END_TEST

/* base64url of "grads" US "2023AY" US "S1", and of what is none. */
START_TEST(a_cursor_names_the_last_row)
{
    struct completeness_start start;
    ck_assert(ask("indicator=students,grads&period=2023AY&list=missing"
                  "&cursor=Z3JhZHMfMjAyM0FZH1Mx"));
    ck_assert(completeness_cursor_parse(&plan, &start));
    ck_assert_int_eq(start.slot, 2);
    ck_assert_str_eq(start.school, "S1");
    ck_assert(ask("indicator=students&period=2023AY&list=missing"
                  "&cursor=Z3JhZHMfMjAyM0FZH1Mx"));
    ck_assert(!completeness_cursor_parse(&plan, &start));
    ck_assert(ask("indicator=students&period=2023AY&list=missing&cursor=AAAA"));
    ck_assert(!completeness_cursor_parse(&plan, &start));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("completeness");
    TCase *tcase = tcase_create("completeness");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_slot_has_its_cells_and_those_of_the_year_before);
    tcase_add_test(tcase,
                   a_ratio_needs_both_parts_and_weighs_by_the_denominator);
    tcase_add_test(tcase, what_nobody_reported_is_needed_all_the_same);
    tcase_add_test(tcase, a_stock_is_owed_at_its_date);
    tcase_add_test(tcase, a_period_without_figures_has_no_cells);
    tcase_add_test(tcase, too_much_is_refused);
    tcase_add_test(tcase, keys_tell_questions_apart);
    tcase_add_test(tcase, a_cursor_names_the_last_row);
    suite_add_tcase(suite, tcase);
    return suite;
}
