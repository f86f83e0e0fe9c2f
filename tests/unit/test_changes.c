/* Where a page of the feed of changes ends. */
#include "fake_op.h"
#include "model/catalogue.h"
#include "model/cells.h"
#include "ops/id_cursor.h"
#include "ops/ops.h"

#define ROW(revision, cell, school)                                        \
    revision, "0a", "inserted", cell, school, "125", "A", NULL, "2", NULL, \
        NULL, NULL, NULL
#define COLUMNS 13

static struct catalogue *cat;

static void setup(void)
{
    struct error err;
    fake_setup();
    cat = catalogue_new();
    catalogue_add_area(
        cat,
        &(struct area){
            .id = 1, .code = "CN", .name_zh = "", .name_en = "", .level = ""});
    catalogue_add_school(cat, &(struct school){.id = 7,
                                               .area = 1,
                                               .code = "s7",
                                               .name_zh = "",
                                               .name_en = "",
                                               .level = "",
                                               .type = "",
                                               .ownership = ""});
    catalogue_add_indicator(cat, &(struct indicator){.id = 1,
                                                     .code = "area_m2",
                                                     .name_zh = "",
                                                     .name_en = "",
                                                     .unit = "",
                                                     .agg_schools = "sum",
                                                     .agg_time = "last",
                                                     .period_type = "",
                                                     .breakdowns = "",
                                                     .direction = "",
                                                     .source = "",
                                                     .decimals = 1,
                                                     .multiplier = 1});
    catalogue_set_revision(cat, 9, "2024-09-12T08:00:00Z");
    ck_assert(catalogue_finish(cat, &err));
    fake.op.catalogue = cat;
    fake.app.cells = cells_new();
    for (int id = 1; id <= 3; id++) {
        cells_load_cell(fake.app.cells, &(struct cell){.id = id,
                                                       .indicator = 1,
                                                       .breakdown = 1,
                                                       .period = 2024010 + id});
    }
}

static void teardown(void)
{
    cells_free(fake.app.cells);
    catalogue_unref(cat);
    fake_teardown();
}

static void ask(const char *after, const char *limit)
{
    fake_param("after", after);
    fake_param("limit", limit);
    op_changes_list(&fake.op);
    ck_assert_ptr_nonnull(fake.query);
}

START_TEST(the_place_asked_for_lies_before_the_next_revision)
{
    ask("4", "2");
    ck_assert_str_eq(fake.query->params[0], "5");
    ck_assert_str_eq(fake.query->params[1], "0");
    ck_assert_str_eq(fake.query->params[2], "0");
    ck_assert_str_eq(fake.query->params[3], "9");
    ck_assert_str_eq(fake.query->params[4], "3");
}
END_TEST

START_TEST(all_that_is_new_fits)
{
    const char *const rows[] = {ROW("5", "1", "7"), ROW("8", "2", "7")};
    ask("4", "2");
    fake_rows(2, COLUMNS, rows);
    ck_assert_contains(fake.body.data, "{\"meta\":{\"revision\":9,"
                                       "\"current\":9,");
    ck_assert_contains(fake.body.data, "\"next\":null}");
    ck_assert_contains(fake.body.data, "\"period\":\"2024Q1\"");
    ck_assert_contains(fake.body.data, "\"value\":12.5,");
}
END_TEST

START_TEST(what_is_left_of_a_revision_waits_for_the_next_page)
{
    const char *const rows[] = {ROW("5", "1", "7"), ROW("8", "1", "7"),
                                ROW("8", "2", "7")};
    struct id_cursor place;
    ask("4", "2");
    fake_rows(3, COLUMNS, rows);
    ck_assert_contains(fake.body.data, "{\"meta\":{\"revision\":7,");
    ck_assert_ptr_null(strstr(fake.body.data, "{\"revision\":8"));
    const char *next = strstr(fake.body.data, "\"next\":\"");
    ck_assert_ptr_nonnull(next);
    next += strlen("\"next\":\"");
    const char *text = arena_copy(&fake.req.arena, next, strcspn(next, "\""));
    ck_assert(id_cursor_parse(&fake.req.arena, 'c', text, &place));
    ck_assert_int_eq(place.id[0], 8);
    ck_assert_int_eq(place.id[1], 0);
}
END_TEST

START_TEST(one_revision_that_does_not_fit_is_cut)
{
    const char *const rows[] = {ROW("8", "1", "7"), ROW("8", "2", "7"),
                                ROW("8", "3", "7")};
    ask("4", "2");
    fake_rows(3, COLUMNS, rows);
    ck_assert_contains(fake.body.data, "{\"meta\":{\"revision\":7,");
    ck_assert_contains(
        fake.body.data,
        id_cursor_print(&fake.req.arena, 'c', (struct id_cursor){{8, 2, 7}}));
    ck_assert_contains(fake_head("Link"), "limit=2&format=json");
}
END_TEST

START_TEST(a_place_comes_back_as_it_was)
{
    struct arena *arena = &fake.req.arena;
    struct id_cursor place;
    const char *text = id_cursor_print(
        arena, 'c', (struct id_cursor){{999999999, 1000000, 100000}});
    ck_assert(id_cursor_parse(arena, 'c', text, &place));
    ck_assert_int_eq(place.id[0], 999999999);
    ck_assert_int_eq(place.id[1], 1000000);
    ck_assert_int_eq(place.id[2], 100000);
    ck_assert(!id_cursor_parse(arena, 'l', text, &place));
    ck_assert(!id_cursor_parse(arena, 'c', "", &place));
    ck_assert(!id_cursor_parse(arena, 'c', "====", &place));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("changes");
    TCase *tcase = tcase_create("changes");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, the_place_asked_for_lies_before_the_next_revision);
    tcase_add_test(tcase, all_that_is_new_fits);
    tcase_add_test(tcase, what_is_left_of_a_revision_waits_for_the_next_page);
    tcase_add_test(tcase, one_revision_that_does_not_fit_is_cut);
    tcase_add_test(tcase, a_place_comes_back_as_it_was);
    suite_add_tcase(suite, tcase);
    return suite;
}
