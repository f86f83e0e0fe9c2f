#include "ops/data_read.h"

#include "data/data_roll.h"
#include "data/data_status.h"
#include "ops/data_read_sets.h"

/* The revision comes with every row of one statement, and in a row of its own
 * from another: the largest number is it (NULL reads as 0). */
static void note_revision(const struct db_result *result, int row,
                          int64_t *revision)
{
    int64_t value = db_int(result, row, 0);
    *revision = value > *revision ? value : *revision;
}

/* --- sums of areas --- */

/* The row's columns begin with its cell, at `first`. */
static void fill_total(struct data_window *window,
                       const struct db_result *result, int row, int first)
{
    enum { CELL, AREA, SUM, REPORTED, MISSING, STATUS };
    struct data_total total = {0};
    int slot =
        data_window_slot_of(window, (int)db_int(result, row, first + CELL));
    int area = (int)db_int(result, row, first + AREA);
    const char *status = db_text(result, row, first + STATUS);
    if (*status == '\0') {
        total.sum = db_int(result, row, first + SUM);
        total.reported = (int)db_int(result, row, first + REPORTED);
        total.missing = (int)db_int(result, row, first + MISSING);
    } else {
        total.statuses = data_status_bit(*status);
        data_window_add_letter(window, slot, area, *status,
                               (int)db_int(result, row, first + REPORTED));
    }
    data_window_add_total(window, slot, area, &total);
}

static void fill_totals(struct data_window *window,
                        const struct db_result *result, int64_t *revision)
{
    enum { REVISION, CELL };
    for (int i = 0; i < db_rows(result); i++) {
        if (db_is_null(result, i, CELL)) {
            note_revision(result, i, revision);
        } else {
            fill_total(window, result, i, CELL);
        }
    }
}

static void fill_totals_asof(struct data_window *window,
                             const struct db_result *result, int64_t *revision)
{
    enum { REVISION, ASOF, CELL };
    for (int i = 0; i < db_rows(result); i++) {
        if (db_is_null(result, i, CELL)) {
            note_revision(result, i, revision);
            window->asof = db_int(result, i, ASOF);
        } else {
            fill_total(window, result, i, CELL);
        }
    }
}

/* --- sums of areas over several members --- */

static unsigned bits_of(const char *letters)
{
    unsigned bits = 0;
    for (; *letters != '\0'; letters++) {
        bits |= data_status_bit(*letters);
    }
    return bits;
}

static void fill_members(struct data_window *window,
                         const struct db_result *result, int64_t *revision)
{
    enum { REVISION, SLOT, AREA, SUM, REPORTED, MISSING, STATUSES, LETTERS };
    for (int i = 0; i < db_rows(result); i++) {
        note_revision(result, i, revision);
        if (db_is_null(result, i, SLOT)) {
            continue;
        }
        struct data_total total = {
            .sum = db_int(result, i, SUM),
            .reported = (int)db_int(result, i, REPORTED),
            .missing = (int)db_int(result, i, MISSING),
            .statuses = bits_of(db_text(result, i, STATUSES)),
        };
        data_window_add_total(window, (int)db_int(result, i, SLOT),
                              (int)db_int(result, i, AREA), &total);
        for (const char *at = db_text(result, i, LETTERS); *at != '\0'; at++) {
            data_window_add_letter(window, (int)db_int(result, i, SLOT),
                                   (int)db_int(result, i, AREA), *at, 1);
        }
    }
}

/* --- figures of schools --- */

static struct data_total school_total(const struct db_result *result, int row,
                                      int value)
{
    bool present = !db_is_null(result, row, value);
    return (struct data_total){
        .sum = db_int(result, row, value),
        .reported = present,
        .missing = !present,
        .statuses = data_status_bit(*db_text(result, row, value + 1)),
    };
}

static void fill_schools(struct data_window *window,
                         const struct db_result *result, int64_t *revision)
{
    enum { REVISION, SCHOOL, CELL, VALUE };
    for (int i = 0; i < db_rows(result); i++) {
        note_revision(result, i, revision);
        if (db_is_null(result, i, SCHOOL)) {
            continue;
        }
        struct data_total figure = school_total(result, i, VALUE);
        int slot = data_window_slot_of(window, (int)db_int(result, i, CELL));
        data_window_add_school(window, slot, (int)db_int(result, i, SCHOOL),
                               &figure);
    }
}

/* --- figures of schools, for a roll --- */

static void fill_roll(struct data_window *window,
                      const struct db_result *result, int64_t *revision)
{
    enum { REVISION, SCHOOL, CELL, VALUE };
    for (int i = 0; i < db_rows(result); i++) {
        note_revision(result, i, revision);
        if (!db_is_null(result, i, SCHOOL)) {
            struct data_total figure = school_total(result, i, VALUE);
            int cell = (int)db_int(result, i, CELL);
            data_roll_take(window, data_window_slot_of(window, cell),
                           (int)db_int(result, i, SCHOOL), &figure);
        }
    }
}

static void fill_roll_asof(struct data_window *window,
                           const struct db_result *result, int64_t *revision)
{
    enum { REVISION, ASOF, SCHOOL, AREA, CELL, VALUE };
    for (int i = 0; i < db_rows(result); i++) {
        note_revision(result, i, revision);
        if (db_is_null(result, i, SCHOOL)) {
            window->asof = db_int(result, i, ASOF);
        } else if (db_is_null(result, i, CELL)) {
            data_roll_place(window, (int)db_int(result, i, SCHOOL),
                            (int)db_int(result, i, AREA));
        } else {
            struct data_total figure = school_total(result, i, VALUE);
            int cell = (int)db_int(result, i, CELL);
            data_roll_take(window, data_window_slot_of(window, cell),
                           (int)db_int(result, i, SCHOOL), &figure);
        }
    }
}

/* --- which of them --- */

enum source {
    SOURCE_TOTALS,
    SOURCE_TOTALS_ASOF,
    SOURCE_MEMBERS,
    SOURCE_SCHOOLS,
    SOURCE_ROLL,
    SOURCE_ROLL_ASOF,
    SOURCE_SETS,
};

static enum source source_of(const struct data_window *window)
{
    if (window->sets != NULL) {
        return SOURCE_SETS;
    }
    if (window->roll != NULL) {
        return window->plan->query->asof != NULL ? SOURCE_ROLL_ASOF
                                                 : SOURCE_ROLL;
    }
    if (window->plan->query->by_school) {
        return SOURCE_SCHOOLS;
    }
    if (window->plan->query->asof != NULL) {
        return SOURCE_TOTALS_ASOF;
    }
    return window->plan->summed > 1 ? SOURCE_MEMBERS : SOURCE_TOTALS;
}

void data_read_start(struct op *op, const struct data_window *window,
                     op_result_fn *on_result)
{
    static const enum statement STATEMENTS[] = {
        [SOURCE_TOTALS] = STATEMENT_TOTAL_READ,
        [SOURCE_TOTALS_ASOF] = STATEMENT_TOTAL_READ_ASOF,
        [SOURCE_MEMBERS] = STATEMENT_TOTAL_MEMBERS_READ,
        [SOURCE_SCHOOLS] = STATEMENT_SCHOOL_READ,
        [SOURCE_ROLL] = STATEMENT_SCHOOL_READ,
        [SOURCE_ROLL_ASOF] = STATEMENT_SCHOOL_READ_ASOF,
    };
    enum source source = source_of(window);
    if (source == SOURCE_SETS) {
        data_read_sets_start(op, window, on_result);
        return;
    }
    const char *params[4];
    int count = 0;
    if (source == SOURCE_TOTALS || source == SOURCE_TOTALS_ASOF ||
        source == SOURCE_MEMBERS) {
        params[count++] = data_window_cells_text(window);
    } else {
        params[count++] = data_window_leaves_text(window);
        params[count++] = data_window_linked_text(window);
    }
    if (source == SOURCE_MEMBERS) {
        params[count++] = data_window_slots_text(window);
    }
    params[count++] = data_window_places_text(window);
    if (source == SOURCE_MEMBERS) {
        params[count++] = window->letters != NULL ? "true" : "false";
    }
    if (source == SOURCE_ROLL_ASOF || source == SOURCE_TOTALS_ASOF) {
        params[count++] = window->plan->query->asof;
    }
    op_query_try(op, STATEMENTS[source], params, count, on_result);
}

int64_t data_read_fill(struct data_window *window,
                       const struct db_result *result)
{
    int64_t revision = 0;
    switch (source_of(window)) {
    case SOURCE_SETS:
        return data_read_sets_fill(window, result);
    case SOURCE_TOTALS:
        fill_totals(window, result, &revision);
        break;
    case SOURCE_TOTALS_ASOF:
        fill_totals_asof(window, result, &revision);
        break;
    case SOURCE_MEMBERS:
        fill_members(window, result, &revision);
        break;
    case SOURCE_SCHOOLS:
        fill_schools(window, result, &revision);
        break;
    case SOURCE_ROLL:
        fill_roll(window, result, &revision);
        break;
    case SOURCE_ROLL_ASOF:
        fill_roll_asof(window, result, &revision);
        break;
    }
    return revision;
}

int64_t data_read_shield(struct data_shield *shield,
                         const struct db_result *result)
{
    enum { REVISION, TABLE, AREA };
    int rows = db_is_null(result, 0, TABLE) ? 0 : db_rows(result);
    struct data_shield_mark *marks =
        arena_alloc(shield->plan->arena, ((size_t)rows + 1) * sizeof(*marks));
    for (int i = 0; i < rows; i++) {
        marks[i] = (struct data_shield_mark){
            .table = (int)db_int(result, i, TABLE),
            .area = (int)db_int(result, i, AREA),
        };
    }
    data_shield_take(shield, marks, rows);
    return db_int(result, 0, REVISION);
}
