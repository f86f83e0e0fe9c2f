#include "model/cells.h"

#include <stdlib.h>
#include <string.h>

#include "model/cells_rows.h"
#include "model/period.h"
#include "platform/check.h"

/* --- hashes --- */

/* A set of members hashes alike in whatever order it is given. */
static uint64_t hash_members(const struct cells *cells, const int *members,
                             int count)
{
    uint64_t sum = (uint64_t)count;
    for (int i = 0; i < count; i++) {
        sum += hash_bytes(cells->secret, &members[i], sizeof(members[i]));
    }
    return sum;
}

static uint64_t hash_cell(const struct cells *cells, int indicator,
                          int breakdown, int period)
{
    const int key[] = {indicator, breakdown, period};
    return hash_bytes(cells->secret, key, sizeof(key));
}

static uint64_t breakdown_hash(const struct cells *cells, int id)
{
    const struct breakdown *row = &cells->breakdowns[id];
    return hash_members(cells, row->members, row->count);
}

static uint64_t cell_hash(const struct cells *cells, int id)
{
    const struct cell *row = &cells->cells[id];
    return hash_cell(cells, row->indicator, row->breakdown, row->period);
}

/* --- life --- */

struct cells *cells_new(void)
{
    struct cells *cells = calloc(1, sizeof(*cells));
    CHECK(cells != NULL);
    cells->secret = hash_key_random();
    cells->breakdown_index.hash = breakdown_hash;
    cells->breakdown_index.owner = cells;
    cells->cell_index.hash = cell_hash;
    cells->cell_index.owner = cells;
    cells_index_init(&cells->breakdown_index);
    cells_index_init(&cells->cell_index);
    CHECK(cells_add_breakdown(cells, NULL, 0) == CELLS_TOTAL);
    cells->stored_breakdown = CELLS_TOTAL;
    return cells;
}

void cells_free(struct cells *cells)
{
    if (cells == NULL) {
        return;
    }
    cells_index_fini(&cells->breakdown_index);
    cells_index_fini(&cells->cell_index);
    free(cells->breakdowns);
    free(cells->cells);
    free(cells->rollups);
    free(cells);
}

/* Room for the row `last`, new rows zeroed. By halves: half a million cells
 * are to stay small. */
static void *grown(void *data, size_t *cap, int last, size_t size)
{
    if ((size_t)last < *cap) {
        return data;
    }
    size_t more = *cap + *cap / 2;
    size_t need = (size_t)last + 64;
    more = more > need ? more : need;
    char *moved = reallocarray(data, more, size);
    CHECK(moved != NULL);
    memset(moved + *cap * size, 0, (more - *cap) * size);
    *cap = more;
    return moved;
}

static void put_breakdown(struct cells *cells, int id, const int *members,
                          int count)
{
    cells->breakdowns = grown(cells->breakdowns, &cells->breakdown_cap, id,
                              sizeof(*cells->breakdowns));
    struct breakdown *row = &cells->breakdowns[id];
    row->id = id;
    row->count = count;
    for (int i = 0; i < count; i++) {
        row->members[i] = members[i];
    }
    cells->last_breakdown = id;
    cells_index_add(&cells->breakdown_index, id);
}

static void put_cell(struct cells *cells, const struct cell *row)
{
    cells->cells =
        grown(cells->cells, &cells->cell_cap, row->id, sizeof(*cells->cells));
    cells->cells[row->id] = *row;
    cells->last_cell = row->id;
    if (period_type_of(row->period) == PERIOD_YTD) {
        CHECK(row->indicator <= CATALOGUE_MAX_INDICATORS);
        cells->cumulative[row->indicator] = true;
    }
    cells_index_add(&cells->cell_index, row->id);
}

int cells_add_breakdown(struct cells *cells, const int *members, int count)
{
    if (cells->last_breakdown >= CELLS_MAX_BREAKDOWNS) {
        return 0;
    }
    put_breakdown(cells, cells->last_breakdown + 1, members, count);
    return cells->last_breakdown;
}

int cells_add_cell(struct cells *cells, int indicator, int breakdown,
                   int period)
{
    if (cells->last_cell >= CELLS_MAX_CELLS) {
        return 0;
    }
    const struct cell row = {.id = cells->last_cell + 1,
                             .indicator = indicator,
                             .breakdown = breakdown,
                             .period = period};
    put_cell(cells, &row);
    return row.id;
}

bool cells_add_rollup(struct cells *cells, const struct rollup *rollup)
{
    if (cells->rollup_count >= CELLS_MAX_PENDING) {
        return false;
    }
    cells->rollups = grown(cells->rollups, &cells->rollup_cap,
                           (int)cells->rollup_count, sizeof(*cells->rollups));
    cells->rollups[cells->rollup_count++] = *rollup;
    cells->cells[rollup->cell].linked = true;
    cells->cells[rollup->target].linked = true;
    return true;
}

void cells_load_breakdown(struct cells *cells, const struct breakdown *row)
{
    CHECK(row->count >= 0 && row->count <= CELLS_MAX_MEMBERS);
    if (row->id == CELLS_TOTAL) {
        CHECK(row->count == 0);
        return;
    }
    CHECK(row->id > cells->last_breakdown && row->id <= CELLS_MAX_BREAKDOWNS);
    put_breakdown(cells, row->id, row->members, row->count);
    cells->stored_breakdown = row->id;
}

void cells_load_cell(struct cells *cells, const struct cell *row)
{
    CHECK(row->id > cells->last_cell && row->id <= CELLS_MAX_CELLS);
    put_cell(cells, row);
    cells->stored_cell = row->id;
}

/* --- lookups --- */

static bool has_member(const struct breakdown *row, int member)
{
    for (int i = 0; i < row->count; i++) {
        if (row->members[i] == member) {
            return true;
        }
    }
    return false;
}

/* Members of a breakdown are distinct: one way is enough. */
static bool same_members(const struct breakdown *row, const int *members,
                         int count)
{
    if (row->count != count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!has_member(row, members[i])) {
            return false;
        }
    }
    return true;
}

int cells_find_breakdown(const struct cells *cells, const int *members,
                         int count)
{
    uint64_t at = hash_members(cells, members, count);
    int id = 0;
    while ((id = cells_index_next(&cells->breakdown_index, &at)) != 0) {
        if (same_members(&cells->breakdowns[id], members, count)) {
            return id;
        }
    }
    return 0;
}

int cells_find(const struct cells *cells, int indicator, int breakdown,
               int period)
{
    uint64_t at = hash_cell(cells, indicator, breakdown, period);
    int id = 0;
    while ((id = cells_index_next(&cells->cell_index, &at)) != 0) {
        const struct cell *row = &cells->cells[id];
        if (row->indicator == indicator && row->breakdown == breakdown &&
            row->period == period) {
            return id;
        }
    }
    return 0;
}

int cells_find_stored_breakdown(const struct cells *cells, const int *members,
                                int count)
{
    int id = cells_find_breakdown(cells, members, count);
    return id <= cells->stored_breakdown ? id : 0;
}

int cells_find_stored(const struct cells *cells, int indicator, int breakdown,
                      int period)
{
    int id = cells_find(cells, indicator, breakdown, period);
    return id <= cells->stored_cell ? id : 0;
}

bool cells_is_cumulative(const struct cells *cells, int indicator)
{
    return cells->cumulative[indicator];
}

const struct breakdown *cells_breakdown(const struct cells *cells, int id)
{
    if (id <= 0 || id > cells->last_breakdown ||
        cells->breakdowns[id].id == 0) {
        return NULL;
    }
    return &cells->breakdowns[id];
}

const struct cell *cells_cell(const struct cells *cells, int id)
{
    if (id <= 0 || id > cells->last_cell || cells->cells[id].id == 0) {
        return NULL;
    }
    return &cells->cells[id];
}

int cells_last_breakdown(const struct cells *cells)
{
    return cells->last_breakdown;
}

int cells_last_cell(const struct cells *cells)
{
    return cells->last_cell;
}

/* --- marks --- */

struct cells_mark cells_mark(const struct cells *cells)
{
    return (struct cells_mark){
        .breakdown = cells->last_breakdown,
        .cell = cells->last_cell,
        .rollup = cells->rollup_count,
    };
}

const struct rollup *cells_rollups_since(const struct cells *cells,
                                         struct cells_mark mark, size_t *count)
{
    CHECK(mark.rollup <= cells->rollup_count);
    *count = cells->rollup_count - mark.rollup;
    return *count > 0 ? cells->rollups + mark.rollup : NULL;
}

void cells_truncate(struct cells *cells, struct cells_mark mark)
{
    CHECK(mark.rollup <= cells->rollup_count);
    for (; cells->last_cell > mark.cell; cells->last_cell--) {
        struct cell *row = &cells->cells[cells->last_cell];
        if (row->id != 0) {
            cells_index_drop(&cells->cell_index, row->id);
            row->id = 0;
        }
    }
    for (; cells->last_breakdown > mark.breakdown; cells->last_breakdown--) {
        struct breakdown *row = &cells->breakdowns[cells->last_breakdown];
        if (row->id != 0) {
            cells_index_drop(&cells->breakdown_index, row->id);
            row->id = 0;
        }
    }
    cells->rollup_count = mark.rollup;
}

void cells_commit(struct cells *cells)
{
    free(cells->rollups);
    cells->rollups = NULL;
    cells->rollup_count = 0;
    cells->rollup_cap = 0;
    cells->stored_breakdown = cells->last_breakdown;
    cells->stored_cell = cells->last_cell;
}
