/*
 * Rows of an answer as a table in memory: for formats that have to see all of
 * it before they write the first byte, and for those who ask from inside the
 * daemon. The texts of its cells are borrowed: they live as long as the
 * question's arena and the catalogue that it was resolved against.
 */
#ifndef TVS_DATA_GRID_H
#define TVS_DATA_GRID_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_plan.h"
#include "data/data_warnings.h"
#include "formats/table.h"

struct data_meta;

struct data_grid {
    const struct data_plan *plan;
    const struct table_head *head;
    /* What stands beside the rows; known when the answer is complete. */
    const struct data_warnings *warnings;
    const struct data_meta *meta; /* all of it, as JSON has it */
    int64_t revision;             /* of the figures */
    int64_t asof; /* the revision that was asked for; 0: the present */
    bool synthetic;
    const char *next; /* cursor of the next page; NULL: this is the last */
    int count;        /* rows */
    /* By row. */
    struct table_cell *cells; /* head->count each */
    int64_t *series;          /* numbers, see data_plan_series() */
    int *periods;             /* indexes of the query's periods */
    int room;                 /* rows that there is memory for */
};

/* Zeroed but for plan and head to begin with; freed with data_grid_fini(). */
void data_grid_add(struct data_grid *grid, int64_t series, int period,
                   const struct table_cell *cells);
void data_grid_fini(struct data_grid *grid);

/* The cells of a row, in the order of head->columns. */
const struct table_cell *data_grid_row(const struct data_grid *grid, int row);
struct data_series data_grid_series(const struct data_grid *grid, int row);

#endif
