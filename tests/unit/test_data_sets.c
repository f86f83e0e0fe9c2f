/* Questions about sets: what the statement is asked, and what is made of its
 * answer. The sets themselves are the statement's business. */
#include "data/data_sets.h"
#include "data_world.h"
#include "unit.h"

#include <string.h>

static struct world *world;
static struct data_page page;
static struct data_context ctx;

static void set_up(void)
{
    world = world_new("");
    ctx = (struct data_context){
        .catalogue = world->cat,
        .arena = &world->arena,
        .lang = LANG_ZH,
        .default_rows = 1000,
        .max_rows = 5000,
    };
}

static void tear_down(void)
{
    world_free(world);
}

static void open_page(const char *question)
{
    ck_assert(world_parse(world, question));
    data_page_init(&page, &world->query, &world->cells, &ctx, &world->faults);
    ck_assert_int_eq(world->faults.count, 0);
    ck_assert(data_page_next(&page));
    ck_assert_ptr_nonnull(page.window.sets);
}

/* The whole answer; no further windows may be wanted. */
static const char *close_page(void)
{
    data_page_take(&page);
    ck_assert(!data_page_next(&page));
    buffer_clear(&world->body);
    struct error err = {0};
    ck_assert(data_page_write(&page, 7, false, &world->body, &err));
    data_page_fini(&page);
    return world->body.data;
}

static void asks(const char *question, const char *const *wanted)
{
    const char *params[DATA_SETS_PARAMS];
    open_page(question);
    data_sets_params(page.window.sets, params);
    for (int i = 0; wanted[i] != NULL; i++) {
        ck_assert_msg(strcmp(params[i], wanted[i]) == 0, "%d: %s", i,
                      params[i]);
    }
    data_page_fini(&page);
}

START_TEST(the_statement_is_asked_by_place_combination_and_moment)
{
    asks("indicator=partners&area=T1&by=area,ent_tier&where.depth=deep"
         "&period=2023,2024&compare=prev_year",
         (const char *const[]){
             "11", "{3,4}", "{}", "{\"{41}\",\"{42}\"}", "{\"{}\",\"{}\"}",
             "{\"{51}\",\"{51}\"}", "{\"{}\",\"{}\"}",
             "{20231231,20241231,20221231}", "{20231231,20241231,20221231}",
             "{1,2}", "{3,1}", "0", "{}", "{}", "{}", "{}", "{}", NULL});
}
END_TEST

START_TEST(a_window_has_two_ends_and_schools_are_places_too)
{
    asks("indicator=settled&area=T11&by=school&period=2024M02"
         "&where.ent_tier=srdi,central",
         (const char *const[]){"12", "{}", "{1,2}", "{\"{41,42}\"}", "{\"{}\"}",
                               "{\"{}\"}", "{\"{}\"}", "{20240201}",
                               "{20240229}", "{1}", "{0}", NULL});
}
END_TEST

START_TEST(names_are_asked_for_only_with_sets_list)
{
    const char *params[DATA_SETS_PARAMS];
    open_page("indicator=partners&area=T1&period=2024&compare=prev_year"
              "&sets=list");
    data_sets_params(page.window.sets, params);
    ck_assert_str_eq(params[11], "1000");
    data_page_fini(&page);
}
END_TEST

static void put(int place, int combo, int period, const struct data_set *set)
{
    data_sets_add(page.window.sets,
                  (struct data_set_spot){place, combo, period}, set);
}

START_TEST(rows_are_made_of_what_came)
{
    static const struct data_set SET = {11, 8, 3, 0, 8, 15, 4, 1};
    open_page("indicator=partners&area=T1&by=area&period=2024"
              "&compare=prev_year");
    put(0, 0, 0, &SET);
    data_sets_add_reported(page.window.sets, (struct data_set_spot){0, 0, 0},
                           2);
    const char *body = close_page();
    ck_assert_msg(strstr(body, "\"rows\":[[\"partners\",\"T11\",\"2024\",11,8,"
                               "3,37.50,null,\"OK\",\"A\",2,2,3,0,8,15,4,1]]}"),
                  "%s", body);
}
END_TEST

/* Where schools have told their entries and none is in force. */
START_TEST(an_empty_set_is_zero_and_no_entries_are_nothing)
{
    open_page("indicator=partners&area=T1&by=area&period=2024");
    data_sets_add_reported(page.window.sets, (struct data_set_spot){1, 0, 0},
                           1);
    const char *body = close_page();
    ck_assert_msg(strstr(body, "\"rows\":[[\"partners\",\"T12\",\"2024\",0,"
                               "\"A\",1,0]]}"),
                  "%s", body);
}
END_TEST

START_TEST(what_was_not_asked_for_is_passed_over)
{
    static const struct data_set SET = {.value = 99};
    struct data_set_item item = {.code = "x", .enterprise = "x"};
    open_page("indicator=partners&area=T1&period=2024");
    for (int i = -1; i <= 1; i += 2) {
        put(i, 0, 0, &SET);
        put(0, i, 0, &SET);
        put(0, 0, i, &SET);
        data_sets_add_reported(page.window.sets,
                               (struct data_set_spot){i, 0, 0}, 5);
        data_sets_list(page.window.sets, page.window.set_list,
                       (struct data_set_spot){i, 0, 0}, &item);
    }
    ck_assert_int_eq(page.set_list.count, 0);
    ck_assert_ptr_nonnull(strstr(close_page(), "\"rows\":[]"));
}
END_TEST

START_TEST(a_list_is_cut_at_its_maximum_and_says_so)
{
    static const struct data_set SET = {.value = 1, .fresh = 1};
    struct data_set_item item = {.code = "x", .enterprise = "甲厂"};
    open_page("indicator=partners&area=T1&period=2024&compare=prev_year"
              "&sets=list");
    put(0, 0, 0, &SET);
    data_sets_add_reported(page.window.sets, (struct data_set_spot){0, 0, 0},
                           1);
    for (int i = 0; i <= DATA_SETS_MAX_LISTED; i++) {
        data_sets_list(page.window.sets, page.window.set_list,
                       (struct data_set_spot){0, 0, 0}, &item);
    }
    ck_assert_int_eq(page.set_list.count, DATA_SETS_MAX_LISTED);
    const char *body = close_page();
    ck_assert_ptr_nonnull(strstr(body, "\"code\":\"sets_cut\""));
    ck_assert_ptr_nonnull(
        strstr(body, "\"sets\":{\"new\":[{\"credit_code\":\"x\","
                     "\"enterprise\":\"甲厂\",\"indicator\":\"partners\","
                     "\"area\":\"T1\",\"period\":\"2024\"},"));
}
END_TEST

static void is_refused(const char *question, const char *faults)
{
    ck_assert_str_eq(world_faults(world, question), faults);
}

START_TEST(what_sets_cannot_answer_is_refused)
{
    is_refused("indicator=partners,students&period=2024",
               "mixed_kinds indicator");
    is_refused("indicator=firms&period=2024", "not_additive indicator");
    is_refused("indicator=partners&period=2024&by=gender", "no_breakdown by");
    is_refused("indicator=partners&period=2024&where.system=a",
               "no_breakdown where");
    is_refused("indicator=partners&period=2024&sets=list",
               "bad_parameter sets");
    is_refused("indicator=students&period=2024-09-01&compare=prev_year"
               "&sets=list",
               "bad_parameter sets");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_sets");
    TCase *tc = tcase_create("data_sets");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, the_statement_is_asked_by_place_combination_and_moment);
    tcase_add_test(tc, a_window_has_two_ends_and_schools_are_places_too);
    tcase_add_test(tc, names_are_asked_for_only_with_sets_list);
    tcase_add_test(tc, rows_are_made_of_what_came);
    tcase_add_test(tc, an_empty_set_is_zero_and_no_entries_are_nothing);
    tcase_add_test(tc, what_was_not_asked_for_is_passed_over);
    tcase_add_test(tc, a_list_is_cut_at_its_maximum_and_says_so);
    tcase_add_test(tc, what_sets_cannot_answer_is_refused);
    suite_add_tcase(suite, tc);
    return suite;
}
