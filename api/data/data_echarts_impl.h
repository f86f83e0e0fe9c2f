/* What the parts of a chart's option have in common. */
#ifndef TVS_DATA_ECHARTS_IMPL_H
#define TVS_DATA_ECHARTS_IMPL_H

#include "data/data_cube.h"
#include "data/data_figure_columns.h"
#include "formats/json_writer.h"

#define DATA_ECHARTS_MAX_AXES 8 /* more units than that share the last */

/* Rows of the answer that differ in the category only. */
struct data_echarts_line {
    int64_t key;                          /* where it lies in the cube */
    int categories[DATA_CUBE_DIMENSIONS]; /* that of the axis: 0 */
    const struct indicator *indicator;
};

struct data_echarts {
    struct data_cube cube;
    struct data_figure_columns columns;
    struct json_writer json;
    enum lang lang;
    int axis; /* the dimension whose categories are the chart's */
    const char **labels[DATA_CUBE_DIMENSIONS]; /* unique within each */
    struct data_echarts_line *lines;           /* in the cube's order */
    int line_count;
    int *cells; /* by category and line: row of the table; -1: none */
    struct words units[DATA_ECHARTS_MAX_AXES]; /* of value axes */
    int unit_count;
};

/* Fills labels. */
void data_echarts_labels(struct data_echarts *chart);
/* "change_pct:360902": of the chart's column for a figure of a line; in the
 * arena. */
const char *data_echarts_column_id(const struct data_echarts *chart,
                                   const struct data_echarts_line *line,
                                   const struct data_figure_column *figure);
/* What the line is called, unique. */
const char *data_echarts_line_name(const struct data_echarts *chart,
                                   const struct data_echarts_line *line,
                                   const struct data_figure_column *figure);
/* The row at a category and line; NULL: there is none. */
const struct table_cell *data_echarts_cells(const struct data_echarts *chart,
                                            int category, int line);
void data_echarts_cell(struct json_writer *json, const struct table_cell *cell);

/* Members of the option, each. */
void data_echarts_dataset(struct data_echarts *chart);
void data_echarts_axes_and_series(struct data_echarts *chart);
void data_echarts_beside(struct data_echarts *chart);

#endif
