/* From figures to the rows of a table, in the format that was asked for. */
#ifndef TVS_DATA_ROWS_H
#define TVS_DATA_ROWS_H

#include <stdbool.h>

#include "data/data_figure.h"
#include "data/data_grid.h"
#include "data/data_panel.h"
#include "data/data_plan.h"
#include "data/data_warnings.h"
#include "data/data_window.h"
#include "formats/table.h"
#include "platform/buffer.h"
#include "stats/change.h"

struct data_row;

/* A row as it is made, with the figures behind its cells. */
typedef void data_rows_fn(void *ctx, const struct data_row *row);

struct data_rows {
    const struct data_plan *plan;
    struct table_head head;
    struct figure_scale *scales; /* by index of the query's indicators */
    struct buffer *out;          /* borrowed */
    struct data_grid *grid;      /* where rows go instead; NULL: into out */
    struct data_warnings warnings;
    const struct data_window *window;    /* that is being written */
    struct data_panel panel;             /* of the row that is being written */
    struct data_outsiders entered, left; /* panel=list */
    int count;
    int *expected; /* of the window's places and periods; 0: not known yet */
    int expected_from;
    struct data_figure *figures; /* of one series, by moment */
    struct data_figure linked;   /* a base, by the new definition */
    struct table_cell cells[TABLE_MAX_COLUMNS];
    data_rows_fn *take; /* gets the rows instead of `out`; NULL: nobody */
    void *take_ctx;
};

void data_rows_init(struct data_rows *rows, const struct data_plan *plan,
                    struct buffer *out);
/* Before the first series of a window. */
void data_rows_window(struct data_rows *rows, const struct data_window *window);
/*
 * Writes the series from the period with index `from` on, at most `room`
 * rows; nothing if there is no report for any of its periods and bases.
 * Returns the number of rows.
 */
int data_rows_series(struct data_rows *rows, const struct data_window *window,
                     int64_t number, int from, int room);

#endif
