/*
 * Cells: what a figure is about besides its place. A breakdown is a set of
 * members, at most one of each dimension (the empty set is the total); a cell
 * is one (indicator, breakdown, period). Both are interned to ints, because
 * the key of ten million observations should be (cell, school) and not six
 * texts.
 *
 * A cell rolls up to the coarser cells that remain when one or more members
 * of partition dimensions are dropped; members of overlapping dimensions
 * cannot be dropped. The roll-up targets are interned with the cell.
 *
 * There is one `struct cells` in the process. Only the running import adds to
 * it; an import that fails takes its additions back (cells_truncate).
 */
#ifndef TVS_MODEL_CELLS_H
#define TVS_MODEL_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/catalogue.h"

#define CELLS_MAX_MEMBERS 8 /* dimensions in one breakdown */
#define CELLS_MAX_BREAKDOWNS 200000
#define CELLS_MAX_CELLS 1000000

struct breakdown {
    int id; /* 1: the total */
    int count;
    int members[CELLS_MAX_MEMBERS]; /* member ids, by dimension id, then id */
};

struct cell {
    int id;
    int indicator;
    int breakdown;
    int period;
};

/* `cell` may stand in for `target` for a school that did not report at
 * target itself. Lower rank goes first: fewer dimensions dropped, then the
 * order of the dropped dimensions' ids. */
struct rollup {
    int cell;
    int target;
    int rank;
};

struct cells;

struct cells *cells_new(void);
void cells_free(struct cells *cells);

/* Loading from the database; ids rise. */
void cells_load_breakdown(struct cells *cells, const struct breakdown *row);
void cells_load_cell(struct cells *cells, const struct cell *row);

/* Lookups: 0 when there is none. Members in any order. */
int cells_find_breakdown(const struct cells *cells, const int *members,
                         int count);
int cells_find(const struct cells *cells, int indicator, int breakdown,
               int period);
const struct breakdown *cells_breakdown(const struct cells *cells, int id);
const struct cell *cells_cell(const struct cells *cells, int id);

/*
 * Finds or adds the breakdown / the cell with all its roll-up targets. 0 when
 * a maximum is reached. `cat` tells a member's dimension and whether that is
 * a partition; `extra` gives members that the running import adds itself
 * (may be NULL): it returns the dimension id of a member, or 0.
 */
struct cells_members {
    int (*dimension_of)(const struct cells_members *self, int member);
    bool (*is_partition)(const struct cells_members *self, int dimension);
};
int cells_intern_breakdown(struct cells *cells,
                           const struct cells_members *members, const int *ids,
                           int count);
int cells_intern(struct cells *cells, const struct cells_members *members,
                 int indicator, int breakdown, int period);

/* What was added since a mark, to be stored with the import. */
struct cells_mark {
    int breakdown;
    int cell;
    size_t rollup;
};
struct cells_mark cells_mark(const struct cells *cells);
const struct rollup *cells_rollups_since(const struct cells *cells,
                                         struct cells_mark mark, size_t *count);
/* Takes everything after the mark back. */
void cells_truncate(struct cells *cells, struct cells_mark mark);
/* The new roll-ups were stored: forget the list (the ids stay). */
void cells_commit(struct cells *cells);

#endif
