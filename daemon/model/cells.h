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
#define CELLS_MAX_PENDING 2000000 /* roll-ups of one import */

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
    /* It has coarser or finer cells, so a school's figure there need not be
     * what the school reported there. May stay set after a truncation. */
    bool linked;
};

/*
 * `cell` may stand in for `target` for a school that did not report at
 * target itself. Lower rank goes first: fewer dimensions dropped, then the
 * order of the dropped dimensions' ids. The rank is the set of dropped
 * dimensions itself: their ids, rising, as the digits of a number to base
 * CATALOGUE_MAX_DIMENSIONS + 1. So equal sets have equal ranks, different
 * sets different ones, today and after a restart (ranks are stored: the base
 * must not change).
 */
struct rollup {
    int cell;
    int target;
    int64_t rank;
};

struct cells;

struct cells *cells_new(void);
void cells_free(struct cells *cells);

/* Loading from the database; ids rise, holes are fine. The total is there
 * from the start and may be loaded once more. */
void cells_load_breakdown(struct cells *cells, const struct breakdown *row);
void cells_load_cell(struct cells *cells, const struct cell *row);

/* Lookups: 0 or NULL when there is none. Members in any order. What is
 * pointed to moves when something is added. */
int cells_find_breakdown(const struct cells *cells, const int *members,
                         int count);
int cells_find(const struct cells *cells, int indicator, int breakdown,
               int period);
/* The same without what a running import has added: its ids may yet come to
 * mean something else. For everybody but the import itself. */
int cells_find_stored_breakdown(const struct cells *cells, const int *members,
                                int count);
int cells_find_stored(const struct cells *cells, int indicator, int breakdown,
                      int period);
/* Has the indicator a cell of the year to date: does, or did, somebody report
 * it cumulatively? May stay so after a truncation. */
bool cells_is_cumulative(const struct cells *cells, int indicator);
const struct breakdown *cells_breakdown(const struct cells *cells, int id);
const struct cell *cells_cell(const struct cells *cells, int id);

/*
 * Finds or adds the breakdown / the cell with all its roll-up targets, which
 * get theirs as well. 0 when a maximum is reached, and for a breakdown that
 * has an unknown member or two of one dimension; nothing is added then.
 * `members` knows the dimension of a member (0: unknown member) and whether
 * that is a partition, of the catalogue's and the running import's own.
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
/* The breakdowns and cells since a mark have the ids mark + 1 .. last. */
int cells_last_breakdown(const struct cells *cells);
int cells_last_cell(const struct cells *cells);
/* Takes everything after the mark back. The mark must be of the same list of
 * roll-ups, that is, no cells_commit() lies between. */
void cells_truncate(struct cells *cells, struct cells_mark mark);
/* All that was added is stored now: forget the list of roll-ups (the ids
 * stay). Marks taken before are void. */
void cells_commit(struct cells *cells);

#endif
