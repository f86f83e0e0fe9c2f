#include "data/data_grid.h"

#include "platform/check.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROWS 64

static void *resize(void *old, int count, size_t size)
{
    void *grown = reallocarray(old, (size_t)count, size);
    CHECK(grown != NULL); /* rows are bounded by api.max_rows */
    return grown;
}

static void grow(struct data_grid *grid)
{
    int room = grid->room > 0 ? grid->room * 2 : FIRST_ROWS;
    size_t width = (size_t)grid->head->count * sizeof(*grid->cells);
    grid->cells = resize(grid->cells, room, width);
    grid->series = resize(grid->series, room, sizeof(*grid->series));
    grid->periods = resize(grid->periods, room, sizeof(*grid->periods));
    grid->room = room;
}

void data_grid_add(struct data_grid *grid, int64_t series, int period,
                   const struct table_cell *cells)
{
    if (grid->count == grid->room) {
        grow(grid);
    }
    size_t width = (size_t)grid->head->count;
    size_t at = (size_t)grid->count++;
    memcpy(&grid->cells[at * width], cells, width * sizeof(*cells));
    grid->series[at] = series;
    grid->periods[at] = period;
}

void data_grid_fini(struct data_grid *grid)
{
    free(grid->cells);
    free(grid->series);
    free(grid->periods);
    *grid = (struct data_grid){.plan = NULL};
}

const struct table_cell *data_grid_row(const struct data_grid *grid, int row)
{
    return &grid->cells[(size_t)row * (size_t)grid->head->count];
}

struct data_series data_grid_series(const struct data_grid *grid, int row)
{
    return data_plan_series(grid->plan, grid->series[row]);
}
