/* Small counts: whose, from whom, which questions, and what is hidden. */
#include <stdio.h>
#include <string.h>

#include "auth.h"
#include "data/data_guard.h"
#include "data/data_shield.h"
#include "data/data_status.h"
#include "data_world.h"
#include "unit.h"

static const struct protection PROTECTION = {.below = 5, .units = "人,人次"};

static struct world *world;
static struct data_context ctx;
static struct data_plan plan;
static struct data_shield shield;

static void set_up(void)
{
    world = world_new("S1 students 2023-09-01 10\n"
                      "S1 students 2023-09-01 gender=1 4\n"
                      "S3 students 2023-09-01 gender=2 6\n"
                      "S1 grads 2023AY 10\nS1 grads_up 2023AY 5\n"
                      "S1 train 2023M01 tier=c 5\n"
                      "S1 train 2023M02 tier=p 5\n"
                      "S1 equip 2023-09-01 10\n");
    ctx = (struct data_context){
        .catalogue = world->cat,
        .arena = &world->arena,
        .protection = &PROTECTION,
    };
}

static void tear_down(void)
{
    world_free(world);
}

static void prepare(const char *question)
{
    ck_assert_msg(world_parse(world, question), "%s", question);
    data_plan_init(&plan, &world->query, &world->cells, &ctx, &world->faults);
    data_shield_init(&shield, &plan, &PROTECTION, &world->faults);
    ck_assert_int_eq(world->faults.count, 0);
}

/* --- whose, from whom --- */

START_TEST(only_those_outside_are_concerned)
{
    struct config config = {.suppress_below = 5, .suppress_units = "人"};
    struct actor public = {.role = ROLE_READER};
    struct actor reader = {.role = ROLE_READER, .token_id = 1};
    struct actor admin = {.role = ROLE_ADMIN, .token_id = 2};
    struct arena *arena = &world->arena;

    ck_assert_int_eq(protection_of(&config, &public, arena)->below, 5);
    ck_assert_ptr_null(protection_of(&config, &reader, arena));
    ck_assert_ptr_null(protection_of(&config, &admin, arena));
    config.suppress_readers = true;
    ck_assert_ptr_nonnull(protection_of(&config, &reader, arena));
    ck_assert_ptr_null(protection_of(&config, &admin, arena));
    config.suppress_below = 0;
    ck_assert_ptr_null(protection_of(&config, &public, arena));
}
END_TEST

START_TEST(units_are_whole_words)
{
    static const struct {
        const char *units, *unit;
        bool covered;
    } ROWS[] = {
        {"人,人次", "人", true},    {"人,人次", "人次", true},
        {"人次", "人", false},      {"人", "人次", false},
        {"人,,家", "家", true},     {"人,", "", false},
        {"人,人次", "万元", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        struct protection protection = {5, ROWS[i].units};
        struct indicator indicator = {.unit = ROWS[i].unit};
        ck_assert(protection_covers(&protection, &indicator) ==
                  ROWS[i].covered);
        ck_assert(!protection_covers(NULL, &indicator));
    }
}
END_TEST

START_TEST(keys_name_threshold_and_units)
{
    ck_assert_str_eq(protection_key(NULL, &world->arena), "");
    ck_assert_str_eq(protection_key(&PROTECTION, &world->arena),
                     "\nprotect=5;人,人次");
}
END_TEST

/* --- which questions --- */

static const char *refused(const char *name, const char *value)
{
    struct data_args args = {.count = 0};
    struct data_faults faults = {.arena = &world->arena};
    data_args_add(&args, &world->arena, name, value, &faults);
    data_guard_check(&args, &ctx, &world->query, &faults);
    ck_assert_int_le(faults.count, 1);
    return faults.count == 1 ? fault_code(faults.list[0].fault) : "";
}

START_TEST(what_is_not_thought_of_is_refused)
{
    ck_assert(world_parse(world, "indicator=grads&period=2023AY"));
    ck_assert_str_eq(refused("compare", "prev_year"), "");
    ck_assert_str_eq(refused("where.gender", "1"), "");
    ck_assert_str_eq(refused("basis", "all"), "");
    ck_assert_str_eq(refused("basis", "matched"), "protected");
    ck_assert_str_eq(refused("view", "as_is"), "protected");
    ck_assert_str_eq(refused("asof", "3"), "protected");
    ck_assert_str_eq(refused("lineage", "true"), "protected");
    ck_assert_str_eq(refused("yet_to_come", "1"), "protected");
}
END_TEST

START_TEST(schools_and_two_dimensions_are_refused)
{
    ck_assert(world_parse(world, "indicator=grads&period=2023AY&by=school"));
    ck_assert_str_eq(refused("by", "school"), "protected");
    ck_assert(world_parse(
        world, "indicator=grads&period=2023AY&by=gender&where.system=a"));
    ck_assert_str_eq(refused("by", "gender"), "protected");
    ck_assert(
        world_parse(world, "indicator=equip&period=2023-09-01&by=school"));
    ck_assert_str_eq(refused("by", "school"), "");
    ck_assert(
        world_parse(world, "indicator=equip_per&period=2023-09-01&by=school"));
    ck_assert_str_eq(refused("by", "school"), "protected");
}
END_TEST

/* --- what is looked at --- */

static int cell(const char *indicator, int period, int member)
{
    const struct indicator *row =
        catalogue_indicator(world->cat, indicator, strlen(indicator));
    int breakdown =
        member == 0 ? 1 : cells_find_stored_breakdown(world->cells, &member, 1);
    return cells_find_stored(world->cells, row->id, breakdown, period);
}

START_TEST(all_members_of_the_dimension_count)
{
    char cells[64];
    char heads[64];
    int total = cell("students", 2023649, 0);
    prepare("indicator=students&period=2023-09-01&where.gender=1&by=area");
    ck_assert_int_gt(total, 0);
    ck_assert_int_eq(shield.tables, 1);
    ck_assert_str_eq(shield.params[0], "{0,0,0,0}");
    snprintf(cells, sizeof(cells), "{%d,0,%d,%d}", total,
             cell("students", 2023649, 11), cell("students", 2023649, 12));
    ck_assert_str_eq(shield.params[1], cells);
    snprintf(heads, sizeof(heads), "{0,%d,%d,%d}", total, total, total);
    ck_assert_str_eq(shield.params[2], heads);
    ck_assert_str_eq(shield.params[4], "5");
}
END_TEST

START_TEST(overlapping_members_are_tables_of_their_own)
{
    prepare("indicator=train&period=2023M01&by=tier");
    ck_assert_int_eq(shield.tables, 2);
    ck_assert_str_eq(shield.params[0], "{0}"); /* nobody reported the other */
    ck_assert_str_eq(shield.params[2], "{0}");
}
END_TEST

/* --- what is hidden --- */

static struct data_figure cover(int place, int combo, int moment)
{
    struct data_series series = {.place = place, .combo = combo};
    struct data_figure figure = {
        .figure = {true, 10, 1},
        .parts = {{.present = true, .any = true, .sum = 10, .reported = 1},
                  {.present = true, .any = true, .sum = 20, .reported = 1}},
        .reported = 1,
    };
    data_shield_cover(&shield, series, moment, &figure);
    return figure;
}

START_TEST(areas_below_a_marked_one_show_nothing)
{
    /* Children of CN: T1 (2) and U1; then T11 (3), T12 (4) in T1. */
    static const struct data_shield_mark MARKS[] = {{0, 2}};
    prepare("indicator=students&period=2023-09-01&area=CN,T1,T11,U1");
    data_shield_take(&shield, MARKS, 1);
    ck_assert_str_eq(plan.places.list[2].area->code, "T11");
    ck_assert(!cover(0, 0, 0).hidden);
    ck_assert(!cover(1, 0, 0).hidden);
    struct data_figure hidden = cover(2, 0, 0);
    ck_assert(hidden.hidden && hidden.any && !hidden.figure.present);
    ck_assert_int_eq(hidden.parts[0].sum, 0);
    ck_assert_int_eq(data_figure_status(&hidden, false), 'Q');
    ck_assert(!cover(3, 0, 0).hidden);
}
END_TEST

START_TEST(a_mark_at_the_top_hides_all)
{
    static const struct data_shield_mark MARKS[] = {{0, 0}};
    prepare("indicator=students&period=2023-09-01&area=CN,T11");
    data_shield_take(&shield, MARKS, 1);
    ck_assert(cover(0, 0, 0).hidden && cover(1, 0, 0).hidden);
}
END_TEST

START_TEST(a_ratio_loses_the_part_that_is_hidden)
{
    static const struct data_shield_mark MARKS[] = {{1, 0}};
    prepare("indicator=up_rate&period=2023AY");
    ck_assert_int_eq(shield.tables, 2);
    data_shield_take(&shield, MARKS, 1);
    struct data_figure figure = cover(0, 0, 0);
    ck_assert(figure.hidden && !figure.figure.present);
    ck_assert(figure.parts[0].present && figure.parts[0].sum == 10);
    ck_assert(!figure.parts[1].present && figure.parts[1].sum == 0);
}
END_TEST

START_TEST(what_is_no_count_of_persons_is_shown)
{
    prepare("indicator=equip&period=2023-09-01");
    ck_assert_int_eq(shield.tables, 0);
    data_shield_take(&shield, NULL, 0);
    ck_assert(!cover(0, 0, 0).hidden);
}
END_TEST

START_TEST(months_are_looked_at_one_by_one)
{
    prepare("indicator=train&period=2023&where.tier=c");
    ck_assert_int_eq(shield.tables, 1);
    ck_assert_str_eq(shield.params[0], "{0}");
    static const struct data_shield_mark MARKS[] = {{0, 0}};
    data_shield_take(&shield, MARKS, 1);
    ck_assert(cover(0, 0, 0).hidden);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_shield");
    TCase *tcase = tcase_create("data_shield");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, only_those_outside_are_concerned);
    tcase_add_test(tcase, units_are_whole_words);
    tcase_add_test(tcase, keys_name_threshold_and_units);
    tcase_add_test(tcase, what_is_not_thought_of_is_refused);
    tcase_add_test(tcase, schools_and_two_dimensions_are_refused);
    tcase_add_test(tcase, all_members_of_the_dimension_count);
    tcase_add_test(tcase, overlapping_members_are_tables_of_their_own);
    tcase_add_test(tcase, areas_below_a_marked_one_show_nothing);
    tcase_add_test(tcase, a_mark_at_the_top_hides_all);
    tcase_add_test(tcase, a_ratio_loses_the_part_that_is_hidden);
    tcase_add_test(tcase, what_is_no_count_of_persons_is_shown);
    tcase_add_test(tcase, months_are_looked_at_one_by_one);
    suite_add_tcase(suite, tcase);
    return suite;
}
