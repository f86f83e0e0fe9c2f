#include <stdio.h>
#include <string.h>

#include "ingest_fixture.h"
#include "unit.h"

static struct fixture *fx;

static void setup(void)
{
    fx = fixture_new();
}

static void teardown(void)
{
    fixture_free(fx);
}

START_TEST(finds_what_the_catalogue_has)
{
    ck_assert_int_eq(newcomers_area(fx->newcomers, "A2", 2), 3);
    ck_assert_int_eq(newcomers_school(fx->newcomers, "0034", 4), 3);
    ck_assert_int_eq(newcomers_member(fx->newcomers, 2, "1", 1), 3);
    ck_assert_int_eq(newcomers_area(fx->newcomers, "A9", 2), 0);
    ck_assert_int_eq(newcomers_member(fx->newcomers, 9, "1", 1), 0);
    ck_assert_int_eq(newcomers_school_area(fx->newcomers, 2), 3);
}
END_TEST

START_TEST(new_rows_get_the_next_ids)
{
    size_t count = 0;
    char code[] = "A3";
    const struct area area = {.parent = 1, .code = code, .name_zh = "丙区"};
    int id = newcomers_add_area(fx->newcomers, &area);
    ck_assert_int_eq(id, 4);
    code[1] = 'x'; /* the strings were copied */
    ck_assert_int_eq(newcomers_area(fx->newcomers, "A3", 2), 4);
    const struct school school = {.area = id, .code = "S9", .name_zh = "九"};
    ck_assert_int_eq(newcomers_add_school(fx->newcomers, &school), 4);
    ck_assert_int_eq(newcomers_school(fx->newcomers, "S9", 2), 4);
    ck_assert_int_eq(newcomers_school_area(fx->newcomers, 4), 4);
    const struct area *rows = newcomers_areas(fx->newcomers, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(rows[0].code, "A3");
    ck_assert_str_eq(rows[0].name_en, "");
    newcomers_schools(fx->newcomers, &count);
    ck_assert_uint_eq(count, 1);
}
END_TEST

START_TEST(members_belong_to_their_dimension)
{
    const struct member a = {.dimension = 1, .code = "x", .name_zh = "x"};
    const struct member b = {.dimension = 2, .code = "x", .name_zh = "x"};
    ck_assert_int_eq(newcomers_add_member(fx->newcomers, &a), 8);
    ck_assert_int_eq(newcomers_add_member(fx->newcomers, &b), 9);
    ck_assert_int_eq(newcomers_member(fx->newcomers, 1, "x", 1), 8);
    ck_assert_int_eq(newcomers_member(fx->newcomers, 2, "x", 1), 9);
    ck_assert_int_eq(newcomers_member(fx->newcomers, 3, "x", 1), 0);
    const struct cells_members *lookup = newcomers_lookup(fx->newcomers);
    ck_assert_int_eq(lookup->dimension_of(lookup, 9), 2);
    ck_assert_int_eq(lookup->dimension_of(lookup, 6), 3);
    ck_assert_int_eq(lookup->dimension_of(lookup, 10), 0);
    ck_assert(lookup->is_partition(lookup, 2));
    ck_assert(!lookup->is_partition(lookup, 3));
}
END_TEST

START_TEST(members_go_behind_the_others)
{
    size_t count = 0;
    const struct member a = {.dimension = 1, .code = "x"};
    const struct member b = {.dimension = 1, .code = "y"};
    newcomers_add_member(fx->newcomers, &a);
    newcomers_add_member(fx->newcomers, &b);
    const struct member *rows = newcomers_members(fx->newcomers, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(rows[0].order, 3);
    ck_assert_int_eq(rows[1].order, 4);
}
END_TEST

START_TEST(the_catalogue_has_a_maximum)
{
    char code[16];
    struct area area = {.parent = 1, .code = code};
    for (int i = 3; i < CATALOGUE_MAX_AREAS; i++) {
        snprintf(code, sizeof(code), "N%d", i);
        ck_assert_int_eq(newcomers_add_area(fx->newcomers, &area), i + 1);
    }
    snprintf(code, sizeof(code), "over");
    ck_assert_int_eq(newcomers_add_area(fx->newcomers, &area), 0);
    ck_assert_int_eq(newcomers_area(fx->newcomers, "over", 4), 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("newcomers");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, finds_what_the_catalogue_has);
    tcase_add_test(tc, new_rows_get_the_next_ids);
    tcase_add_test(tc, members_belong_to_their_dimension);
    tcase_add_test(tc, members_go_behind_the_others);
    tcase_add_test(tc, the_catalogue_has_a_maximum);
    suite_add_tcase(suite, tc);
    return suite;
}
