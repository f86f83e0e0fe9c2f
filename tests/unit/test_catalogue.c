#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalogue.h"
#include "model/period.h"
#include "unit.h"

static struct catalogue *cat;
static struct error err;

static void set_up(void)
{
    cat = catalogue_new();
}

static void tear_down(void)
{
    catalogue_unref(cat);
}

static void add_area(int id, int parent, const char *code)
{
    const struct area row = {.id = id, .parent = parent, .code = code};
    catalogue_add_area(cat, &row);
}

static void add_school(int id, int area, const char *code, int opened,
                       int closed)
{
    const struct school row = {.id = id,
                               .area = area,
                               .code = code,
                               .opened = opened,
                               .closed = closed};
    catalogue_add_school(cat, &row);
}

static void add_member(int id, int dimension, int order, const char *code)
{
    const struct member row = {
        .id = id, .dimension = dimension, .order = order, .code = code};
    catalogue_add_member(cat, &row);
}

static void add_indicator(int id, const char *code, enum indicator_kind kind,
                          int numerator, int denominator)
{
    const struct indicator row = {.id = id,
                                  .code = code,
                                  .kind = kind,
                                  .numerator = numerator,
                                  .denominator = denominator,
                                  .unit = "人"};
    catalogue_add_indicator(cat, &row);
}

static void add_dimension(int id, const char *code, bool partition)
{
    const struct dimension row = {
        .id = id, .code = code, .partition = partition, .member_count = 99};
    catalogue_add_dimension(cat, &row);
}

static void finish(void)
{
    ck_assert_msg(catalogue_finish(cat, &err), "%s", err.detail);
}

static void refused(const char *detail)
{
    ck_assert(!catalogue_finish(cat, &err));
    ck_assert_msg(strstr(err.detail, detail) != NULL, "%s", err.detail);
}

static const struct area *area(const char *code)
{
    return catalogue_area(cat, code, strlen(code));
}

static int period(const char *text)
{
    int code = 0;
    ck_assert(period_parse(text, strlen(text), &code));
    return code;
}

/* root(1): b(2): b1(4), b2(5); a(3): a1(6) */
static void add_city(void)
{
    add_area(5, 2, "b2");
    add_area(2, 1, "b");
    add_area(6, 3, "a1");
    add_area(1, 0, "root");
    add_area(4, 2, "b1");
    add_area(3, 1, "a");
}

START_TEST(rows_are_copied_with_their_texts)
{
    char code[] = "36", name[] = "江西";
    const struct area row = {.id = 1,
                             .code = code,
                             .name_zh = name,
                             .level = "province",
                             .valid_from = 19490101};
    catalogue_add_area(cat, &row);
    code[0] = 'x';
    name[0] = 'x';
    finish();
    const struct area *found = area("36");
    ck_assert_ptr_nonnull(found);
    ck_assert_str_eq(found->name_zh, "江西");
    ck_assert_str_eq(found->name_en, "");
    ck_assert_str_eq(found->level, "province");
    ck_assert_int_eq(found->valid_from, 19490101);
    ck_assert_ptr_null(area("x6"));
}
END_TEST

START_TEST(finds_by_code_and_id)
{
    add_city();
    add_school(7, 4, "s7", 0, 0);
    add_indicator(2, "students", INDICATOR_STOCK, 0, 0);
    add_dimension(3, "gender", true);
    finish();
    ck_assert_ptr_eq(area("b1"), catalogue_area_by_id(cat, 4));
    ck_assert_ptr_eq(catalogue_school(cat, "s7xx", 2),
                     catalogue_school_by_id(cat, 7));
    ck_assert_str_eq(catalogue_indicator_by_id(cat, 2)->code, "students");
    ck_assert_ptr_eq(catalogue_indicator(cat, "students", 8),
                     catalogue_indicator_by_id(cat, 2));
    ck_assert_ptr_eq(catalogue_dimension(cat, "gender", 6),
                     catalogue_dimension_by_id(cat, 3));
    ck_assert_ptr_eq(catalogue_root(cat), area("root"));
    ck_assert_int_eq(catalogue_last_area_id(cat), 6);
    ck_assert_int_eq(catalogue_last_school_id(cat), 7);
    ck_assert_int_eq(catalogue_last_member_id(cat), 0);
}
END_TEST

START_TEST(unknown_ids_and_codes_give_null)
{
    add_city();
    finish();
    ck_assert_ptr_null(area(""));
    ck_assert_ptr_null(area("zz"));
    static const int BAD[] = {0, -1, 7, 1000000};
    for (int i = 0; i < 4; i++) {
        ck_assert_ptr_null(catalogue_area_by_id(cat, BAD[i]));
        ck_assert_ptr_null(catalogue_school_by_id(cat, BAD[i]));
        ck_assert_ptr_null(catalogue_indicator_by_id(cat, BAD[i]));
        ck_assert_ptr_null(catalogue_dimension_by_id(cat, BAD[i]));
        ck_assert_ptr_null(catalogue_member_by_id(cat, BAD[i]));
    }
}
END_TEST

START_TEST(areas_stand_in_preorder)
{
    static const char *const CODES[] = {"root", "a", "a1", "b", "b1", "b2"};
    add_city();
    finish();
    size_t count = 0;
    const struct area *const *areas = catalogue_areas(cat, &count);
    ck_assert_uint_eq(count, 6);
    for (size_t i = 0; i < count; i++) {
        ck_assert_str_eq(areas[i]->code, CODES[i]);
        ck_assert_int_eq(areas[i]->first, (int)i + 1);
    }
    ck_assert_int_eq(area("root")->last, 6);
    ck_assert_int_eq(area("a")->last, 3);
    ck_assert_int_eq(area("b2")->last, 6);
}
END_TEST

START_TEST(contains_follows_the_tree)
{
    add_city();
    finish();
    ck_assert(area_contains(area("root"), area("b2")));
    ck_assert(area_contains(area("b"), area("b1")));
    ck_assert(area_contains(area("b"), area("b")));
    ck_assert(!area_contains(area("b1"), area("b")));
    ck_assert(!area_contains(area("a"), area("b1")));
    ck_assert(!area_contains(area("b1"), area("b2")));
}
END_TEST

START_TEST(a_long_chain_of_areas_is_numbered)
{
    char code[16];
    for (int id = 1; id <= CATALOGUE_MAX_AREAS; id++) {
        sprintf(code, "%d", id);
        add_area(id, id - 1, code);
    }
    finish();
    ck_assert_int_eq(area("20000")->first, CATALOGUE_MAX_AREAS);
    ck_assert_int_eq(area("2")->last, CATALOGUE_MAX_AREAS);
}
END_TEST

START_TEST(no_root_is_refused)
{
    refused("no area is the root");
}
END_TEST

START_TEST(two_roots_are_refused)
{
    add_area(1, 0, "x");
    add_area(2, 0, "y");
    refused("two roots");
}
END_TEST

START_TEST(a_missing_parent_is_refused)
{
    add_area(1, 0, "x");
    add_area(2, 9, "y");
    refused("no parent of area y");
}
END_TEST

START_TEST(a_cycle_is_refused)
{
    add_area(1, 0, "x");
    add_area(2, 4, "p");
    add_area(3, 2, "q");
    add_area(4, 3, "r");
    ck_assert(!catalogue_finish(cat, &err));
    ck_assert_int_eq(err.fault, FAULT_CYCLE);
    ck_assert_str_eq(err.args[0], "p");
}
END_TEST

START_TEST(its_own_parent_is_a_cycle)
{
    add_area(1, 0, "x");
    add_area(2, 2, "p");
    ck_assert(!catalogue_finish(cat, &err));
    ck_assert_int_eq(err.fault, FAULT_CYCLE);
}
END_TEST

START_TEST(doubles_are_refused)
{
    add_area(1, 0, "x");
    add_area(2, 1, "x");
    refused("a code stands twice: x");
}
END_TEST

START_TEST(double_ids_are_refused)
{
    add_area(1, 0, "x");
    add_area(1, 0, "y");
    refused("an id stands twice");
}
END_TEST

START_TEST(wild_ids_are_refused)
{
    add_area(1, 0, "x");
    add_school(2000000000, 1, "s", 0, 0);
    refused("out of range");
}
END_TEST

START_TEST(a_school_needs_its_area)
{
    add_area(1, 0, "x");
    add_school(1, 2, "s", 0, 0);
    refused("no such area of school: s");
}
END_TEST

START_TEST(a_ratio_needs_its_parts)
{
    add_area(1, 0, "x");
    add_indicator(1, "rate", INDICATOR_RATIO, 1, 7);
    refused("a ratio without its parts: rate");
}
END_TEST

START_TEST(a_member_needs_its_dimension)
{
    add_area(1, 0, "x");
    add_member(1, 3, 1, "m");
    refused("no such dimension of member: m");
}
END_TEST

START_TEST(members_stand_by_dimension_order_and_code)
{
    add_area(1, 0, "x");
    add_dimension(2, "gender", true);
    add_dimension(1, "age", false);
    add_dimension(3, "empty", true);
    add_member(1, 2, 2, "2");
    add_member(2, 1, 1, "b");
    add_member(3, 2, 1, "1");
    add_member(4, 1, 1, "a");
    add_member(5, 2, 3, "0");
    finish();
    size_t count = 0;
    const struct dimension *gender = catalogue_dimension(cat, "gender", 6);
    const struct member *const *rows = catalogue_members(cat, gender, &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_int_eq(gender->member_count, 3);
    ck_assert_str_eq(rows[0]->code, "1");
    ck_assert_str_eq(rows[1]->code, "2");
    ck_assert_str_eq(rows[2]->code, "0");
    rows = catalogue_members(cat, catalogue_dimension(cat, "age", 3), &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(rows[0]->code, "a");
    ck_assert_str_eq(rows[1]->code, "b");
    catalogue_members(cat, catalogue_dimension(cat, "empty", 5), &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(a_member_code_belongs_to_its_dimension)
{
    add_area(1, 0, "x");
    add_dimension(1, "d", true);
    add_dimension(2, "e", true);
    add_member(1, 1, 1, "1");
    add_member(2, 2, 1, "1");
    finish();
    const struct dimension *d = catalogue_dimension(cat, "d", 1);
    const struct dimension *e = catalogue_dimension(cat, "e", 1);
    ck_assert_int_eq(catalogue_member(cat, d, "1", 1)->id, 1);
    ck_assert_int_eq(catalogue_member(cat, e, "1", 1)->id, 2);
    ck_assert_ptr_null(catalogue_member(cat, e, "2", 1));
    char text[1000];
    memset(text, '1', sizeof(text));
    ck_assert_ptr_null(catalogue_member(cat, e, text, sizeof(text)));
}
END_TEST

START_TEST(lists_stand_in_order_of_code)
{
    add_area(1, 0, "x");
    add_school(1, 1, "s2", 0, 0);
    add_school(2, 1, "s10", 0, 0);
    add_school(3, 1, "s1", 0, 0);
    add_indicator(1, "b", INDICATOR_FLOW, 0, 0);
    add_indicator(2, "a", INDICATOR_FLOW, 0, 0);
    add_dimension(1, "z", true);
    add_dimension(2, "y", true);
    finish();
    size_t count = 0;
    const struct school *const *schools = catalogue_schools(cat, &count);
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(schools[0]->code, "s1");
    ck_assert_str_eq(schools[1]->code, "s10");
    ck_assert_str_eq(schools[2]->code, "s2");
    ck_assert_str_eq(catalogue_indicators(cat, &count)[0]->code, "a");
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(catalogue_dimensions(cat, &count)[0]->code, "y");
    ck_assert_uint_eq(count, 2);
}
END_TEST

START_TEST(periods_rise_without_doubles)
{
    add_area(1, 0, "x");
    add_indicator(1, "students", INDICATOR_STOCK, 0, 0);
    add_indicator(2, "teachers", INDICATOR_STOCK, 0, 0);
    add_indicator(3, "rate", INDICATOR_RATIO, 1, 2);
    add_indicator(4, "none", INDICATOR_STOCK, 0, 0);
    static const struct coverage ROWS[] = {
        {.indicator = 1, .period = 2024000},
        {.indicator = 2, .period = 2020000},
        {.indicator = 1, .period = 2022000, .since = 3, .until = 5},
        {.indicator = 1, .period = 2023000},
        {.indicator = 1, .period = 2022000, .since = 7},
        {.indicator = 1, .period = 2021000, .until = 4},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        catalogue_add_coverage(cat, &ROWS[i]);
    }
    finish();
    for (int indicator = 1; indicator <= 3; indicator += 2) {
        size_t count = 0;
        const int *periods = catalogue_periods(cat, indicator, &count);
        ck_assert_uint_eq(count, 3);
        ck_assert_int_eq(periods[0], 2022000);
        ck_assert_int_eq(periods[2], 2024000);
    }
    size_t spans = 0;
    ck_assert_int_eq(catalogue_coverage(cat, 3, &spans)->period, 2021000);
    ck_assert_uint_eq(spans, 5);
    size_t count = 9;
    catalogue_periods(cat, 4, &count);
    ck_assert_uint_eq(count, 0);
    count = 9;
    catalogue_periods(cat, 77, &count);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(open_on_at_least_one_day)
{
    const struct school school = {.opened = 20200901, .closed = 20230831};
    ck_assert(school_open(&school, period("2020")));
    ck_assert(school_open(&school, period("2020M09")));
    ck_assert(!school_open(&school, period("2020M08")));
    ck_assert(school_open(&school, period("2020-09-01")));
    ck_assert(!school_open(&school, period("2020-08-31")));
    ck_assert(school_open(&school, period("2022AY")));
    ck_assert(!school_open(&school, period("2023AY")));
    ck_assert(school_open(&school, period("2023-08-31")));
    ck_assert(!school_open(&school, period("2023-09-01")));
    const struct school always = {.opened = 0, .closed = 0};
    ck_assert(school_open(&always, period("1900")));
    ck_assert(school_open(&always, period("2199AY")));
}
END_TEST

START_TEST(an_area_is_valid_in_its_time)
{
    const struct area area = {.valid_from = 20100101, .valid_to = 20161231};
    ck_assert(!area_valid(&area, period("2009")));
    ck_assert(area_valid(&area, period("2009AY")));
    ck_assert(area_valid(&area, period("2010-01-01")));
    ck_assert(area_valid(&area, period("2016-12-31")));
    ck_assert(!area_valid(&area, period("2017-01-01")));
    ck_assert(!area_valid(&area, period("2017")));
    const struct area always = {.valid_from = 0, .valid_to = 0};
    ck_assert(area_valid(&always, period("1900")));
    ck_assert(area_valid(&always, period("2199AY")));
}
END_TEST

START_TEST(expected_counts_open_schools_below)
{
    add_city();
    add_school(1, 4, "s1", 0, 0);
    add_school(2, 5, "s2", 20200901, 0);
    add_school(3, 2, "s3", 0, 20191231);
    add_school(4, 6, "s4", 0, 0);
    add_school(5, 1, "s5", 0, 0);
    finish();
    ck_assert_int_eq(catalogue_expected(cat, area("root"), 2019000), 4);
    ck_assert_int_eq(catalogue_expected(cat, area("root"), 2020000), 4);
    ck_assert_int_eq(catalogue_expected(cat, area("b"), 2019000), 2);
    ck_assert_int_eq(catalogue_expected(cat, area("b"), 2020000), 2);
    ck_assert_int_eq(catalogue_expected(cat, area("b2"), 2019000), 0);
    ck_assert_int_eq(catalogue_expected(cat, area("b2"), 2020000), 1);
    ck_assert_int_eq(catalogue_expected(cat, area("a"), 2020000), 1);
    ck_assert_int_eq(catalogue_expected(cat, area("a1"), 2020000), 1);
}
END_TEST

static void add_level(int id, int area_id, const char *code, const char *level,
                      int closed)
{
    const struct school row = {.id = id,
                               .area = area_id,
                               .code = code,
                               .level = level,
                               .closed = closed};
    catalogue_add_school(cat, &row);
}

START_TEST(expected_schools_of_one_level)
{
    add_city();
    add_level(1, 2, "s1", "sv", 0);
    add_level(2, 2, "s2", "hv", 0);
    add_level(3, 1, "s3", "sv", 20191231);
    add_level(4, 1, "s4", NULL, 0);
    finish();
    ck_assert_int_eq(catalogue_expected_level(cat, area("root"), "sv", 2019000),
                     2);
    ck_assert_int_eq(catalogue_expected_level(cat, area("root"), "sv", 2020000),
                     1);
    const struct area *below = catalogue_area_by_id(cat, 2);
    ck_assert_int_eq(catalogue_expected_level(cat, below, "sv", 2019000), 1);
    ck_assert_int_eq(catalogue_expected_level(cat, below, "hv", 2019000), 1);
    ck_assert_int_eq(catalogue_expected_level(cat, below, "none", 2019000), 0);
}
END_TEST

START_TEST(schools_that_counted_elsewhere)
{
    const struct school_former rows[] = {{3, 6}, {1, 5}, {3, 2}};
    add_city();
    add_school(1, 4, "s1", 0, 0);
    add_school(2, 5, "s2", 0, 0);
    add_school(3, 4, "s3", 0, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        catalogue_add_former(cat, &rows[i]);
    }
    finish();
    const struct school *s1 = catalogue_school_by_id(cat, 1);
    const struct school *s2 = catalogue_school_by_id(cat, 2);
    const struct school *s3 = catalogue_school_by_id(cat, 3);
    ck_assert(catalogue_once_below(cat, s1, area("b2")));
    ck_assert(catalogue_once_below(cat, s1, area("root")));
    ck_assert(!catalogue_once_below(cat, s1, area("b1")));
    ck_assert(!catalogue_once_below(cat, s2, area("root")));
    ck_assert(catalogue_once_below(cat, s3, area("a")));
    ck_assert(catalogue_once_below(cat, s3, area("b")));
    ck_assert(!catalogue_once_below(cat, s3, area("b2")));
    ck_assert_ptr_eq(catalogue_next_former(cat, NULL), s1);
    ck_assert_ptr_eq(catalogue_next_former(cat, s1), s3);
    ck_assert_ptr_null(catalogue_next_former(cat, s3));
}
END_TEST

/* A random tree against counting one by one. */
START_TEST(expected_agrees_with_counting)
{
    enum { AREAS = 200, SCHOOLS = 2000 };
    char code[16];
    srandom(4711);
    for (int id = 1; id <= AREAS; id++) {
        sprintf(code, "%d", id);
        add_area(id, id == 1 ? 0 : 1 + (int)(random() % (id - 1)), code);
    }
    for (int id = 1; id <= SCHOOLS; id++) {
        sprintf(code, "s%d", id);
        int opened =
            random() % 3 == 0 ? 0 : 20150101 + (int)(random() % 9) * 10000;
        int closed =
            random() % 3 == 0 ? 20181231 + (int)(random() % 6) * 10000 : 0;
        add_school(id, 1 + (int)(random() % AREAS), code, opened, closed);
    }
    finish();
    for (int round = 0; round < 300; round++) {
        const struct area *outer =
            catalogue_area_by_id(cat, 1 + (int)(random() % AREAS));
        int year = (2014 + (int)(random() % 11)) * 1000;
        int when = year + (random() % 2 == 0 ? 0 : 21 + (int)(random() % 12));
        int want = 0;
        for (int id = 1; id <= SCHOOLS; id++) {
            const struct school *school = catalogue_school_by_id(cat, id);
            const struct area *at = catalogue_area_by_id(cat, school->area);
            while (at != NULL && at != outer) {
                at = catalogue_area_by_id(cat, at->parent);
            }
            want += at != NULL && school_open(school, when);
        }
        ck_assert_int_eq(catalogue_expected(cat, outer, when), want);
    }
}
END_TEST

static void add_break(int indicator, const char *period)
{
    struct definition_break row = {.indicator = indicator, .note_zh = "注"};
    ck_assert(period_parse(period, strlen(period), &row.period));
    catalogue_add_break(cat, &row);
}

static bool is_break(const struct definition_break *row, int indicator,
                     const char *period)
{
    char text[PERIOD_TEXT_SIZE];
    period_print(row->period, text);
    return row->indicator == indicator && strcmp(text, period) == 0;
}

START_TEST(breaks_stand_by_indicator_and_time)
{
    size_t count = 0;
    add_area(1, 0, "x");
    add_indicator(1, "b", INDICATOR_FLOW, 0, 0);
    add_indicator(2, "a", INDICATOR_FLOW, 0, 0);
    add_break(2, "2021");
    add_break(1, "2023");
    add_break(9, "2020");
    add_break(1, "2019AY");
    finish();
    const struct definition_break *rows = catalogue_breaks(cat, &count);
    ck_assert_uint_eq(count, 3);
    ck_assert(is_break(&rows[0], 1, "2019AY"));
    ck_assert(is_break(&rows[1], 1, "2023"));
    ck_assert(is_break(&rows[2], 2, "2021"));
    ck_assert_str_eq(rows[2].note_zh, "注");
    ck_assert_str_eq(rows[2].note_en, "");
    ck_assert_ptr_eq(catalogue_breaks_of(cat, 2, &count), &rows[2]);
    ck_assert_uint_eq(count, 1);
    ck_assert_ptr_null(catalogue_breaks_of(cat, 3, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(revision_and_references)
{
    add_area(1, 0, "x");
    char when[] = "2024-09-12T08:00:00Z";
    catalogue_set_revision(cat, 17, when);
    when[0] = 'x';
    finish();
    struct catalogue *again = catalogue_ref(cat);
    ck_assert_ptr_eq(again, cat);
    catalogue_unref(again);
    ck_assert_int_eq(catalogue_revision(cat), 17);
    ck_assert_str_eq(catalogue_generated(cat), "2024-09-12T08:00:00Z");
    catalogue_unref(NULL);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *tcase = tcase_create("catalogue");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, rows_are_copied_with_their_texts);
    tcase_add_test(tcase, finds_by_code_and_id);
    tcase_add_test(tcase, unknown_ids_and_codes_give_null);
    tcase_add_test(tcase, areas_stand_in_preorder);
    tcase_add_test(tcase, contains_follows_the_tree);
    tcase_add_test(tcase, a_long_chain_of_areas_is_numbered);
    tcase_add_test(tcase, no_root_is_refused);
    tcase_add_test(tcase, two_roots_are_refused);
    tcase_add_test(tcase, a_missing_parent_is_refused);
    tcase_add_test(tcase, a_cycle_is_refused);
    tcase_add_test(tcase, its_own_parent_is_a_cycle);
    tcase_add_test(tcase, doubles_are_refused);
    tcase_add_test(tcase, double_ids_are_refused);
    tcase_add_test(tcase, wild_ids_are_refused);
    tcase_add_test(tcase, a_school_needs_its_area);
    tcase_add_test(tcase, a_ratio_needs_its_parts);
    tcase_add_test(tcase, a_member_needs_its_dimension);
    tcase_add_test(tcase, members_stand_by_dimension_order_and_code);
    tcase_add_test(tcase, a_member_code_belongs_to_its_dimension);
    tcase_add_test(tcase, lists_stand_in_order_of_code);
    tcase_add_test(tcase, periods_rise_without_doubles);
    tcase_add_test(tcase, open_on_at_least_one_day);
    tcase_add_test(tcase, an_area_is_valid_in_its_time);
    tcase_add_test(tcase, expected_counts_open_schools_below);
    tcase_add_test(tcase, expected_schools_of_one_level);
    tcase_add_test(tcase, schools_that_counted_elsewhere);
    tcase_add_test(tcase, expected_agrees_with_counting);
    tcase_add_test(tcase, breaks_stand_by_indicator_and_time);
    tcase_add_test(tcase, revision_and_references);
    suite_add_tcase(suite, tcase);
    return suite;
}
