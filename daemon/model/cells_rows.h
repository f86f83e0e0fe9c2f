/* Inside of struct cells, for the cells_*.c files only. */
#ifndef TVS_MODEL_CELLS_ROWS_H
#define TVS_MODEL_CELLS_ROWS_H

#include "model/cells.h"
#include "model/cells_index.h"
#include "platform/hash.h"

#define CELLS_TOTAL 1 /* the breakdown without members */

/* Rows stand at their id; [0] and holes have the id 0. */
struct cells {
    struct hash_key secret;
    struct breakdown *breakdowns;
    size_t breakdown_cap;
    int last_breakdown;
    struct cells_index breakdown_index;
    struct cell *cells;
    size_t cell_cap;
    int last_cell;
    int stored_breakdown, stored_cell; /* the last that are in the database */
    struct cells_index cell_index;
    struct rollup *rollups; /* pending */
    size_t rollup_count, rollup_cap;
    bool cumulative[CATALOGUE_MAX_INDICATORS + 1]; /* by indicator */
};

/* The next id; the row is known to be new. 0 when the maximum is reached. */
int cells_add_breakdown(struct cells *cells, const int *members, int count);
int cells_add_cell(struct cells *cells, int indicator, int breakdown,
                   int period);
MUSTCHECK bool cells_add_rollup(struct cells *cells,
                                const struct rollup *rollup);

#endif
