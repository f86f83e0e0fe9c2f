#include "data/data_echarts.h"

#include "data/data_echarts_impl.h"
#include "model/decimal.h"

#include <stdlib.h>
#include <string.h>

/* --- what is the category --- */

static bool one_unit(const struct data_query *query)
{
    for (int i = 1; i < query->indicator_count; i++) {
        if (strcmp(query->indicators[i]->unit, query->indicators[0]->unit) !=
            0) {
            return false;
        }
    }
    return true;
}

/* Several periods are it; else the first of what there is several of. Bars of
 * one series stand on one axis: indicators must have the same unit for that. */
static int find_axis(const struct data_cube *cube)
{
    int last = cube->count - 1;
    if (cube->list[last].count > 1) {
        return last;
    }
    for (int i = 1; i < last; i++) {
        if (cube->list[i].count > 1) {
            return i;
        }
    }
    return cube->list[0].count > 1 && one_unit(cube->grid->plan->query) ? 0
                                                                        : last;
}

/* --- lines --- */

static int by_key(const void *a, const void *b)
{
    const struct data_echarts_line *left = a;
    const struct data_echarts_line *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static struct data_echarts_line line_of(const struct data_echarts *chart,
                                        int row)
{
    const struct data_grid *grid = chart->cube.grid;
    struct data_echarts_line line;
    data_cube_row(&chart->cube, row, line.categories);
    if (chart->axis == 0) {
        line.indicator = NULL; /* each category has its own */
    } else {
        line.indicator =
            grid->plan->query
                ->indicators[data_grid_series(grid, row).indicator];
    }
    line.categories[chart->axis] = 0;
    line.key = data_cube_offset(&chart->cube, line.categories);
    return line;
}

static void find_lines(struct data_echarts *chart)
{
    const struct data_grid *grid = chart->cube.grid;
    size_t rows = (size_t)grid->count + 1;
    struct data_echarts_line *lines =
        arena_alloc(grid->plan->arena, rows * sizeof(*lines));
    int count = 0;
    for (int i = 0; i < grid->count; i++) {
        struct data_echarts_line line = line_of(chart, i);
        if (count == 0 || lines[count - 1].key != line.key) {
            lines[count++] = line;
        }
    }
    qsort(lines, (size_t)count, sizeof(*lines), by_key);
    chart->lines = lines;
    for (int i = 0; i < count; i++) {
        int last = chart->line_count;
        if (last == 0 || lines[last - 1].key != lines[i].key) {
            lines[chart->line_count++] = lines[i];
        }
    }
}

static int64_t cell_count(const struct data_echarts *chart)
{
    return (int64_t)chart->cube.list[chart->axis].count * chart->line_count;
}

static void find_cells(struct data_echarts *chart)
{
    const struct data_grid *grid = chart->cube.grid;
    size_t size = ((size_t)cell_count(chart) + 1) * sizeof(*chart->cells);
    chart->cells = arena_alloc(grid->plan->arena, size);
    memset(chart->cells, 0xff, size);
    for (int i = 0; i < grid->count; i++) {
        int categories[DATA_CUBE_DIMENSIONS];
        struct data_echarts_line line = line_of(chart, i);
        const struct data_echarts_line *found =
            bsearch(&line, chart->lines, (size_t)chart->line_count,
                    sizeof(line), by_key);
        data_cube_row(&chart->cube, i, categories);
        chart->cells[categories[chart->axis] * chart->line_count +
                     (int)(found - chart->lines)] = i;
    }
}

const struct table_cell *data_echarts_cells(const struct data_echarts *chart,
                                            int category, int line)
{
    int row = chart->cells[category * chart->line_count + line];
    return row < 0 ? NULL : data_grid_row(chart->cube.grid, row);
}

void data_echarts_cell(struct json_writer *json, const struct table_cell *cell)
{
    char text[DECIMAL_TEXT_SIZE];
    if (cell == NULL || cell->type == TABLE_NULL) {
        json_null(json);
    } else if (cell->type == TABLE_NUMBER) {
        json_raw(json, text, decimal_print(text, cell->number, cell->decimals));
    } else {
        json_string(json, cell->text);
    }
}

/* --- the option --- */

static struct data_echarts *make(const struct data_grid *grid)
{
    struct data_echarts *chart =
        arena_zalloc(grid->plan->arena, 1, sizeof(*chart));
    chart->lang = grid->plan->query->lang;
    data_cube_init(&chart->cube, grid, true);
    data_figure_columns_init(&chart->columns, grid);
    chart->axis = find_axis(&chart->cube);
    find_lines(chart);
    return chart;
}

bool data_echarts_check(const struct data_grid *grid, struct error *err)
{
    char cells[DECIMAL_TEXT_SIZE];
    char most[DECIMAL_TEXT_SIZE];
    int64_t count = cell_count(make(grid));
    if (count <= DATA_ECHARTS_MAX_CELLS) {
        return true;
    }
    decimal_print(cells, count, 0);
    decimal_print(most, DATA_ECHARTS_MAX_CELLS, 0);
    return error_set(err, FAULT_TOO_MANY, "cells", cells, most);
}

bool data_echarts_write(const struct data_grid *grid, struct buffer *out,
                        struct error *err)
{
    (void)err;
    struct data_echarts *chart = make(grid);
    find_cells(chart);
    data_echarts_labels(chart);
    json_init(&chart->json, out);
    json_begin_object(&chart->json);
    data_echarts_dataset(chart);
    data_echarts_axes_and_series(chart);
    data_echarts_beside(chart);
    json_end_object(&chart->json);
    buffer_add_char(out, '\n');
    return true;
}
