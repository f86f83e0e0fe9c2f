#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "model/cells.h"
#include "platform/macros.h"
#include "unit.h"

/* Member m belongs to dimension m / 10; dimensions from 100 on overlap. */
static int dimension_of(const struct cells_members *self, int member)
{
    (void)self;
    return member >= 10 ? member / 10 : 0;
}

static bool is_partition(const struct cells_members *self, int dimension)
{
    (void)self;
    return dimension < 100;
}

static const struct cells_members MEMBERS = {.dimension_of = dimension_of,
                                             .is_partition = is_partition};

static struct cells *cells;

static void set_up(void)
{
    cells = cells_new();
}

static void tear_down(void)
{
    cells_free(cells);
}

static int breakdown(const int *members, int count)
{
    return cells_intern_breakdown(cells, &MEMBERS, members, count);
}

static int intern(int indicator, const int *members, int count, int period)
{
    int id = breakdown(members, count);
    return id == 0 ? 0 : cells_intern(cells, &MEMBERS, indicator, id, period);
}

static int find(int indicator, const int *members, int count, int period)
{
    int id = cells_find_breakdown(cells, members, count);
    return id == 0 ? 0 : cells_find(cells, indicator, id, period);
}

static const struct rollup *rollups(size_t *count)
{
    const struct cells_mark start = {0};
    return cells_rollups_since(cells, start, count);
}

/* The row, or NULL; fails when the pair stands twice. */
static const struct rollup *rollup(int cell, int target)
{
    size_t count = 0;
    const struct rollup *rows = rollups(&count);
    const struct rollup *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].cell == cell && rows[i].target == target) {
            ck_assert_ptr_null(found);
            found = &rows[i];
        }
    }
    return found;
}

START_TEST(the_total_is_there_from_the_start)
{
    ck_assert_int_eq(cells_find_breakdown(cells, NULL, 0), 1);
    ck_assert_int_eq(breakdown(NULL, 0), 1);
    ck_assert_int_eq(cells_breakdown(cells, 1)->count, 0);
    ck_assert_int_eq(cells_last_breakdown(cells), 1);
    ck_assert_int_eq(cells_last_cell(cells), 0);
}
END_TEST

START_TEST(a_breakdown_is_a_set)
{
    static const int ONE[] = {31, 12, 1005}, TWO[] = {1005, 31, 12};
    static const int LESS[] = {31, 12}, OTHER[] = {31, 13, 1005};
    int id = breakdown(ONE, 3);
    ck_assert_int_eq(id, 2);
    ck_assert_int_eq(breakdown(TWO, 3), id);
    ck_assert_int_eq(cells_find_breakdown(cells, TWO, 3), id);
    ck_assert_int_eq(cells_find_breakdown(cells, LESS, 2), 0);
    ck_assert_int_eq(cells_find_breakdown(cells, OTHER, 3), 0);
    const struct breakdown *row = cells_breakdown(cells, id);
    ck_assert_int_eq(row->count, 3);
    ck_assert_int_eq(row->members[0], 12);
    ck_assert_int_eq(row->members[1], 31);
    ck_assert_int_eq(row->members[2], 1005);
}
END_TEST

START_TEST(bad_breakdowns_are_refused)
{
    static const int UNKNOWN[] = {12, 3}, TWICE[] = {12, 31, 12};
    static const int SAME[] = {12, 13}, FAR[] = {2010};
    static const int MANY[] = {11, 21, 31, 41, 51, 61, 71, 81, 91};
    ck_assert_int_eq(breakdown(UNKNOWN, 2), 0);
    ck_assert_int_eq(breakdown(TWICE, 3), 0);
    ck_assert_int_eq(breakdown(SAME, 2), 0);
    ck_assert_int_eq(breakdown(FAR, 1), 0);
    ck_assert_int_eq(breakdown(MANY, 9), 0);
    ck_assert_int_ne(breakdown(MANY, 8), 0);
    ck_assert_int_eq(cells_last_breakdown(cells), 2);
    ck_assert_int_eq(cells_intern(cells, &MEMBERS, 1, 77, 2024000), 0);
}
END_TEST

START_TEST(a_total_has_no_rollups)
{
    int id = intern(1, NULL, 0, 2024000);
    ck_assert_int_eq(id, 1);
    ck_assert_int_eq(intern(1, NULL, 0, 2024000), id);
    ck_assert_int_eq(intern(1, NULL, 0, 2023000), 2);
    ck_assert_int_eq(intern(2, NULL, 0, 2024000), 3);
    size_t count = 9;
    ck_assert_ptr_null(rollups(&count));
    ck_assert_uint_eq(count, 0);
    const struct cell *row = cells_cell(cells, 3);
    ck_assert_int_eq(row->indicator, 2);
    ck_assert_int_eq(row->breakdown, 1);
    ck_assert_int_eq(row->period, 2024000);
}
END_TEST

START_TEST(unknown_ids_give_null)
{
    ck_assert_ptr_null(cells_cell(cells, 0));
    ck_assert_ptr_null(cells_cell(cells, 1));
    ck_assert_ptr_null(cells_cell(cells, -1));
    ck_assert_ptr_null(cells_breakdown(cells, 0));
    ck_assert_ptr_null(cells_breakdown(cells, 2));
}
END_TEST

START_TEST(two_dimensions_roll_up_three_ways)
{
    static const int BOTH[] = {11, 21};
    int fine = intern(1, BOTH, 2, 2024000);
    int grade = find(1, BOTH, 1, 2024000);
    int gender = find(1, BOTH + 1, 1, 2024000);
    int total = find(1, NULL, 0, 2024000);
    ck_assert(fine != 0 && grade != 0 && gender != 0 && total != 0);
    size_t count = 0;
    rollups(&count);
    ck_assert_uint_eq(count, 5);
    const int base = CATALOGUE_MAX_DIMENSIONS + 1;
    ck_assert_int_eq(rollup(fine, grade)->rank, 2);
    ck_assert_int_eq(rollup(fine, gender)->rank, 1);
    ck_assert_int_eq(rollup(fine, total)->rank, base + 2);
    ck_assert_int_eq(rollup(grade, total)->rank, 1);
    ck_assert_int_eq(rollup(gender, total)->rank, 2);
}
END_TEST

START_TEST(overlapping_members_stay)
{
    static const int MIXED[] = {1001, 11};
    int fine = intern(1, MIXED, 2, 2024000);
    int group = find(1, MIXED, 1, 2024000);
    ck_assert_int_ne(group, 0);
    ck_assert_int_eq(find(1, NULL, 0, 2024000), 0);
    ck_assert_int_eq(find(1, MIXED + 1, 1, 2024000), 0);
    size_t count = 0;
    rollups(&count);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(rollup(fine, group)->rank, 1);
}
END_TEST

START_TEST(interning_twice_adds_nothing)
{
    static const int BOTH[] = {11, 21};
    int id = intern(1, BOTH, 2, 2024000);
    struct cells_mark mark = cells_mark(cells);
    ck_assert_int_eq(intern(1, BOTH, 2, 2024000), id);
    ck_assert_int_ne(intern(1, BOTH, 1, 2024000), 0);
    size_t count = 0;
    cells_rollups_since(cells, mark, &count);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(cells_last_cell(cells), mark.cell);
    ck_assert_int_eq(cells_last_breakdown(cells), mark.breakdown);
}
END_TEST

START_TEST(both_ends_of_a_rollup_are_linked)
{
    static const int MEMBER[] = {11};
    int total = intern(1, NULL, 0, 2024000);
    ck_assert(!cells_cell(cells, total)->linked);
    int fine = intern(1, MEMBER, 1, 2024000);
    ck_assert(cells_cell(cells, total)->linked);
    ck_assert(cells_cell(cells, fine)->linked);
    ck_assert(!cells_cell(cells, intern(1, NULL, 0, 2023000))->linked);
}
END_TEST

START_TEST(ranks_order_by_number_then_ids)
{
    static const int ALL[] = {11, 21, 31, 41, 51, 61, 71, 81};
    int fine = intern(1, ALL, 8, 2024000);
    /* Every subset of dimensions 1 .. 8 as a rank, in the order promised. */
    int64_t last = 0;
    for (int size = 1; size <= 8; size++) {
        int chosen[8];
        for (int i = 0; i < size; i++) {
            chosen[i] = i + 1;
        }
        for (;;) {
            int kept[8], count = 0;
            for (int dim = 1, next = 0; dim <= 8; dim++) {
                if (next < size && chosen[next] == dim) {
                    next++;
                } else {
                    kept[count++] = dim * 10 + 1;
                }
            }
            int target = find(1, kept, count, 2024000);
            const struct rollup *row = rollup(fine, target);
            ck_assert_ptr_nonnull(row);
            ck_assert_int_gt(row->rank, last);
            last = row->rank;
            int at = size - 1;
            while (at >= 0 && chosen[at] == 8 - (size - 1 - at)) {
                at--;
            }
            if (at < 0) {
                break;
            }
            chosen[at]++;
            for (int i = at + 1; i < size; i++) {
                chosen[i] = chosen[i - 1] + 1;
            }
        }
    }
    size_t count = 0;
    rollups(&count);
    ck_assert_uint_eq(count, 6561 - 256);
}
END_TEST

static int far_dimension(const struct cells_members *self, int member)
{
    (void)self;
    return member;
}

static bool always(const struct cells_members *self, int dimension)
{
    (void)self;
    (void)dimension;
    return true;
}

START_TEST(the_greatest_rank_fits)
{
    static const struct cells_members FAR = {far_dimension, always};
    static const int ALL[] = {193, 194, 195, 196, 197, 198, 199, 200};
    int id = cells_intern_breakdown(cells, &FAR, ALL, 8);
    int fine = cells_intern(cells, &FAR, 1, id, 2024000);
    int total = cells_find(cells, 1, 1, 2024000);
    int64_t want = 0;
    for (int i = 0; i < 8; i++) {
        want = want * 201 + ALL[i];
    }
    ck_assert_int_eq(rollup(fine, total)->rank, want);
    ck_assert_int_gt(want, 0);
}
END_TEST

START_TEST(ranks_do_not_depend_on_stored_order)
{
    static const struct breakdown ROW = {
        .id = 5, .count = 2, .members = {21, 11}};
    cells_load_breakdown(cells, &ROW);
    int fine = cells_intern(cells, &MEMBERS, 1, 5, 2024000);
    int total = cells_find(cells, 1, 1, 2024000);
    ck_assert_int_eq(rollup(fine, total)->rank, 201 + 2);
}
END_TEST

START_TEST(loaded_rows_are_found)
{
    static const struct breakdown ROWS[] = {
        {.id = 1, .count = 0},
        {.id = 3, .count = 2, .members = {11, 21}},
    };
    static const struct cell CELLS[] = {
        {.id = 2, .indicator = 7, .breakdown = 3, .period = 2024000},
        {.id = 9, .indicator = 7, .breakdown = 1, .period = 2024000},
    };
    for (int i = 0; i < 2; i++) {
        cells_load_breakdown(cells, &ROWS[i]);
        cells_load_cell(cells, &CELLS[i]);
    }
    static const int SWAPPED[] = {21, 11};
    ck_assert_int_eq(cells_find_breakdown(cells, SWAPPED, 2), 3);
    ck_assert_int_eq(cells_find(cells, 7, 3, 2024000), 2);
    ck_assert_int_eq(cells_find(cells, 7, 1, 2024000), 9);
    ck_assert_ptr_null(cells_breakdown(cells, 2));
    ck_assert_ptr_null(cells_cell(cells, 5));
    size_t count = 9;
    rollups(&count);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(intern(8, NULL, 0, 2024000), 10);
    const struct cells_mark mark = {.breakdown = 1, .cell = 1};
    cells_truncate(cells, mark);
    ck_assert_int_eq(cells_find(cells, 7, 1, 2024000), 0);
    ck_assert_int_eq(cells_find_breakdown(cells, SWAPPED, 2), 0);
}
END_TEST

START_TEST(commit_forgets_the_list_and_keeps_the_ids)
{
    static const int BOTH[] = {11, 21};
    int fine = intern(1, BOTH, 2, 2024000);
    cells_commit(cells);
    size_t count = 9;
    rollups(&count);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(find(1, BOTH, 2, 2024000), fine);
    ck_assert_int_ne(intern(1, BOTH, 2, 2023000), 0);
    rollups(&count);
    ck_assert_uint_eq(count, 5);
}
END_TEST

START_TEST(a_full_table_takes_back_what_it_began)
{
    struct cell row = {.id = CELLS_MAX_CELLS - 2,
                       .indicator = 9,
                       .breakdown = 1,
                       .period = 2024000};
    cells_load_cell(cells, &row);
    static const int BOTH[] = {11, 21};
    struct cells_mark mark = cells_mark(cells);
    ck_assert_int_eq(intern(1, BOTH, 2, 2024000), 0);
    ck_assert_int_eq(cells_last_cell(cells), mark.cell);
    size_t count = 9;
    rollups(&count);
    ck_assert_uint_eq(count, 0);
    ck_assert_int_eq(find(1, NULL, 0, 2024000), 0);
    ck_assert_int_eq(intern(1, BOTH, 1, 2024000), CELLS_MAX_CELLS - 1);
    ck_assert_int_eq(intern(2, NULL, 0, 2024000), 0);
}
END_TEST

/*
 * The naive model: cells as (indicator, period, set of members as bits of
 * dimensions 1 .. 6 with two members each), all in a flag per possibility.
 */
enum { DIMS = 6, SETS = 729, INDICATORS = 2 };

struct model {
    bool known[INDICATORS][SETS];
};

/* The digits of a set to base 3: 0 none, 1 or 2 the member. */
static int set_members(int set, int *members)
{
    int count = 0;
    for (int dim = 1; dim <= DIMS; dim++, set /= 3) {
        /* The last two overlap. */
        int real = dim > DIMS - 2 ? 100 + dim : dim;
        if (set % 3 != 0) {
            members[count++] = real * 10 + set % 3;
        }
    }
    return count;
}

/* Does dropping partition members only lead from one set to the other? */
static bool is_coarser(int fine, int coarse)
{
    bool less = false;
    for (int dim = 1; dim <= DIMS; dim++, fine /= 3, coarse /= 3) {
        if (fine % 3 == coarse % 3) {
            continue;
        }
        if (coarse % 3 != 0 || dim > DIMS - 2) {
            return false;
        }
        less = true;
    }
    return less;
}

static void model_add(struct model *model, int indicator, int set)
{
    model->known[indicator][set] = true;
    for (int other = 0; other < SETS; other++) {
        if (is_coarser(set, other)) {
            model->known[indicator][other] = true;
        }
    }
}

static int model_find(int indicator, int set)
{
    int members[DIMS];
    int count = set_members(set, members);
    return find(indicator + 1, members, count, 2024000);
}

/* Cells, and roll-ups as the set of all (fine, coarse) among known ones. */
static void agree(const struct model *model)
{
    int cell_count = 0;
    size_t pairs = 0;
    for (int i = 0; i < INDICATORS; i++) {
        for (int set = 0; set < SETS; set++) {
            int id = model_find(i, set);
            ck_assert_int_eq(id != 0, model->known[i][set]);
            cell_count += id != 0;
            for (int other = 0; id != 0 && other < SETS; other++) {
                pairs += is_coarser(set, other);
            }
        }
    }
    ck_assert_int_eq(cells_last_cell(cells), cell_count);
    size_t count = 0;
    const struct rollup *rows = rollups(&count);
    ck_assert_uint_eq(count, pairs);
    /* As many rows as pairs, each a pair of its own: no doubles. */
    bool(*seen)[SETS * INDICATORS + 1] =
        calloc(SETS * INDICATORS + 1, sizeof(*seen));
    ck_assert_ptr_nonnull(seen);
    for (size_t i = 0; i < count; i++) {
        ck_assert(!seen[rows[i].cell][rows[i].target]);
        seen[rows[i].cell][rows[i].target] = true;
        const struct cell *fine = cells_cell(cells, rows[i].cell);
        const struct cell *coarse = cells_cell(cells, rows[i].target);
        ck_assert_int_eq(fine->indicator, coarse->indicator);
        ck_assert_int_eq(fine->period, coarse->period);
    }
    free(seen);
}

START_TEST(random_interning_and_truncation_agree_with_a_model)
{
    srandom(4711);
    for (int run = 0; run < 12; run++) {
        cells_free(cells);
        cells = cells_new();
        struct model model = {0}, saved = {0};
        struct cells_mark mark = cells_mark(cells);
        for (int step = 0; step < 40; step++) {
            if (random() % 5 == 0) {
                saved = model;
                mark = cells_mark(cells);
            }
            int members[DIMS];
            int indicator = (int)(random() % INDICATORS);
            int set = (int)(random() % SETS);
            int count = set_members(set, members);
            int id = intern(indicator + 1, members, count, 2024000);
            model_add(&model, indicator, set);
            ck_assert_int_eq(id, model_find(indicator, set));
            if (random() % 7 == 0) {
                cells_truncate(cells, mark);
                model = saved;
            }
        }
        agree(&model);
        cells_truncate(cells, mark);
        agree(&saved);
    }
}
END_TEST

START_TEST(equal_sets_have_equal_ranks)
{
    srandom(815);
    for (int step = 0; step < 100; step++) {
        int members[DIMS];
        int count = set_members((int)(random() % SETS), members);
        intern(1 + (int)(random() % 2), members, count, 2024000);
    }
    int64_t ranks[1 << DIMS] = {0};
    size_t count = 0;
    const struct rollup *rows = rollups(&count);
    for (size_t i = 0; i < count; i++) {
        unsigned dropped = 0;
        const struct cell *fine = cells_cell(cells, rows[i].cell);
        const struct cell *coarse = cells_cell(cells, rows[i].target);
        const struct breakdown *from = cells_breakdown(cells, fine->breakdown);
        const struct breakdown *to = cells_breakdown(cells, coarse->breakdown);
        for (int j = 0; j < from->count; j++) {
            dropped |= 1U << from->members[j] / 10 % 100;
        }
        for (int j = 0; j < to->count; j++) {
            dropped &= ~(1U << to->members[j] / 10 % 100);
        }
        dropped >>= 1;
        ck_assert(ranks[dropped] == 0 || ranks[dropped] == rows[i].rank);
        ranks[dropped] = rows[i].rank;
    }
    for (int i = 1; i < 1 << DIMS; i++) {
        for (int j = 1; j < i; j++) {
            ck_assert(ranks[i] == 0 || ranks[i] != ranks[j]);
        }
    }
}
END_TEST

START_TEST(half_a_million_cells_stay_small)
{
#ifndef __SANITIZE_ADDRESS__
    size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
#endif
    for (int i = 0; i < 500000; i++) {
        const struct cell row = {.id = i + 1,
                                 .indicator = 1 + i / 5000,
                                 .breakdown = 1 + i % 5000,
                                 .period = 2024000};
        cells_load_cell(cells, &row);
    }
    for (int i = 0; i < 500000; i += 777) {
        ck_assert_int_eq(cells_find(cells, 1 + i / 5000, 1 + i % 5000, 2024000),
                         i + 1);
    }
#ifndef __SANITIZE_ADDRESS__
    size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
    ck_assert_uint_lt(after - before, 24U << 20);
#endif
}
END_TEST

START_TEST(what_an_import_adds_is_nobody_elses_until_it_is_stored)
{
    static const int ONE[] = {31};
    struct cells_mark mark = cells_mark(cells);
    int id = breakdown(ONE, 1);
    ck_assert_int_gt(cells_find_breakdown(cells, ONE, 1), 0);
    ck_assert_int_eq(cells_find_stored_breakdown(cells, ONE, 1), 0);
    ck_assert_int_gt(cells_intern(cells, &MEMBERS, 1, id, 2024000), 0);
    ck_assert_int_eq(cells_find_stored(cells, 1, id, 2024000), 0);
    cells_truncate(cells, mark);
    id = breakdown(ONE, 1);
    int cell = cells_intern(cells, &MEMBERS, 1, id, 2024000);
    cells_commit(cells);
    ck_assert_int_eq(cells_find_stored_breakdown(cells, ONE, 1), id);
    ck_assert_int_eq(cells_find_stored(cells, 1, id, 2024000), cell);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("cells");
    TCase *tcase = tcase_create("cells");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, the_total_is_there_from_the_start);
    tcase_add_test(tcase, a_breakdown_is_a_set);
    tcase_add_test(tcase, bad_breakdowns_are_refused);
    tcase_add_test(tcase, a_total_has_no_rollups);
    tcase_add_test(tcase, unknown_ids_give_null);
    tcase_add_test(tcase, two_dimensions_roll_up_three_ways);
    tcase_add_test(tcase, overlapping_members_stay);
    tcase_add_test(tcase, interning_twice_adds_nothing);
    tcase_add_test(tcase, both_ends_of_a_rollup_are_linked);
    tcase_add_test(tcase, ranks_order_by_number_then_ids);
    tcase_add_test(tcase, the_greatest_rank_fits);
    tcase_add_test(tcase, ranks_do_not_depend_on_stored_order);
    tcase_add_test(tcase, loaded_rows_are_found);
    tcase_add_test(tcase, commit_forgets_the_list_and_keeps_the_ids);
    tcase_add_test(tcase, a_full_table_takes_back_what_it_began);
    tcase_add_test(tcase, random_interning_and_truncation_agree_with_a_model);
    tcase_add_test(tcase, equal_sets_have_equal_ranks);
    tcase_add_test(tcase, half_a_million_cells_stay_small);
    tcase_add_test(tcase,
                   what_an_import_adds_is_nobody_elses_until_it_is_stored);
    suite_add_tcase(suite, tcase);
    return suite;
}
