#include "data/data_echarts_impl.h"

#include <string.h>

#define AXIS_STEP 60 /* pixels between value axes on the right */

static const struct data_cube_dimension *
axis_of(const struct data_echarts *chart)
{
    return &chart->cube.list[chart->axis];
}

/* --- the dataset --- */

/* The category is a name whatever it looks like: "2023" is no number. */
static void write_category_column(struct data_echarts *chart)
{
    const struct data_cube_dimension *axis = axis_of(chart);
    json_begin_object(&chart->json);
    json_member_string(&chart->json, "name", axis->id);
    json_member_string(&chart->json, "displayName",
                       words_in(&axis->name, chart->lang));
    json_member_string(&chart->json, "type", "ordinal");
    json_end_object(&chart->json);
}

static void write_dimensions(struct data_echarts *chart)
{
    struct json_writer *json = &chart->json;
    json_key(json, "dimensions");
    json_begin_array(json);
    write_category_column(chart);
    for (int i = 0; i < chart->line_count; i++) {
        for (int j = 0; j < chart->columns.figure_count; j++) {
            const struct data_echarts_line *line = &chart->lines[i];
            const struct data_figure_column *figure =
                &chart->columns.figures[j];
            json_begin_object(json);
            json_member_string(json, "name",
                               data_echarts_column_id(chart, line, figure));
            json_member_string(json, "displayName",
                               data_echarts_line_name(chart, line, figure));
            json_member_string(json, "type", "number");
            json_end_object(json);
        }
    }
    json_end_array(json);
}

static void write_row(struct data_echarts *chart, int category)
{
    struct json_writer *json = &chart->json;
    json_begin_array(json);
    json_string(json, chart->labels[chart->axis][category]);
    for (int i = 0; i < chart->line_count; i++) {
        const struct table_cell *cells = data_echarts_cells(chart, category, i);
        for (int j = 0; j < chart->columns.figure_count; j++) {
            int column = chart->columns.figures[j].column;
            data_echarts_cell(json, cells == NULL ? NULL : &cells[column]);
        }
    }
    json_end_array(json);
}

void data_echarts_dataset(struct data_echarts *chart)
{
    struct json_writer *json = &chart->json;
    json_key(json, "dataset");
    json_begin_object(json);
    write_dimensions(chart);
    /* Or a first row without figures would be taken for a heading. */
    json_member_bool(json, "sourceHeader", false);
    json_key(json, "source");
    json_begin_array(json);
    for (int i = 0; i < axis_of(chart)->count; i++) {
        write_row(chart, i);
    }
    json_end_array(json);
    json_end_object(json);
}

/* --- what is drawn of it --- */

/* Where indicators are the category, they have one unit: any will do. */
static const struct indicator *
indicator_of(const struct data_echarts *chart,
             const struct data_echarts_line *line)
{
    return line->indicator != NULL
               ? line->indicator
               : chart->cube.grid->plan->query->indicators[0];
}

static bool is_ratio(const struct data_echarts *chart,
                     const struct data_echarts_line *line)
{
    return strcmp(indicator_of(chart, line)->unit, "%") == 0;
}

/* The figure, and the change of it that people speak of. */
static bool is_drawn(const struct data_echarts *chart,
                     const struct data_echarts_line *line,
                     const struct data_figure_column *figure)
{
    const char *change = is_ratio(chart, line) ? "change_pp" : "change_pct";
    return strcmp(figure->id, "value") == 0 || strcmp(figure->id, change) == 0;
}

static struct words unit_of(const struct data_echarts *chart,
                            const struct data_echarts_line *line,
                            enum data_figure_unit kind)
{
    const struct data_query *query = chart->cube.grid->plan->query;
    struct words unit = {"", ""};
    int decimals = 0;
    data_figure_unit(query, indicator_of(chart, line), kind, &unit, &decimals);
    return unit;
}

/* The value axis of that unit. */
static int axis_index(struct data_echarts *chart, struct words unit)
{
    int at = 0;
    while (at < chart->unit_count &&
           strcmp(chart->units[at].zh, unit.zh) != 0) {
        at++;
    }
    if (at == DATA_ECHARTS_MAX_AXES) {
        return at - 1;
    }
    if (at == chart->unit_count) {
        chart->units[chart->unit_count++] = unit;
    }
    return at;
}

/* A course in time is a line, unless it carries that of its changes. */
static const char *type_of(const struct data_echarts *chart,
                           const struct data_figure_column *figure)
{
    bool in_time =
        axis_of(chart)->kind == DATA_CUBE_PERIOD && axis_of(chart)->count > 1;
    bool compares = chart->cube.grid->plan->query->compare != DATA_NO_CHANGE;
    if (strcmp(figure->id, "value") != 0) {
        return in_time ? "line" : "scatter";
    }
    return in_time && !compares ? "line" : "bar";
}

static void write_series(struct data_echarts *chart,
                         const struct data_echarts_line *line,
                         const struct data_figure_column *figure)
{
    struct json_writer *json = &chart->json;
    json_begin_object(json);
    json_member_string(json, "type", type_of(chart, figure));
    json_member_string(json, "name",
                       data_echarts_line_name(chart, line, figure));
    json_key(json, "encode");
    json_begin_object(json);
    json_member_string(json, "x", axis_of(chart)->id);
    json_member_string(json, "y", data_echarts_column_id(chart, line, figure));
    json_end_object(json);
    json_member_int(json, "yAxisIndex",
                    axis_index(chart, unit_of(chart, line, figure->unit)));
    json_end_object(json);
}

static void write_all_series(struct data_echarts *chart)
{
    json_key(&chart->json, "series");
    json_begin_array(&chart->json);
    for (int i = 0; i < chart->line_count; i++) {
        for (int j = 0; j < chart->columns.figure_count; j++) {
            const struct data_figure_column *figure =
                &chart->columns.figures[j];
            if (is_drawn(chart, &chart->lines[i], figure)) {
                write_series(chart, &chart->lines[i], figure);
            }
        }
    }
    json_end_array(&chart->json);
}

/* --- axes --- */

static void write_value_axis(struct data_echarts *chart, int index)
{
    struct json_writer *json = &chart->json;
    json_begin_object(json);
    json_member_string(json, "type", "value");
    if (index < chart->unit_count) {
        json_member_string(json, "name",
                           words_in(&chart->units[index], chart->lang));
    }
    if (index > 1) {
        json_member_string(json, "position", "right");
        json_member_int(json, "offset", AXIS_STEP * (index - 1));
    }
    json_end_object(json);
}

static void write_axes(struct data_echarts *chart)
{
    struct json_writer *json = &chart->json;
    json_key(json, "xAxis");
    json_begin_object(json);
    json_member_string(json, "type", "category");
    json_end_object(json);
    json_key(json, "yAxis");
    json_begin_array(json);
    for (int i = 0; i < chart->unit_count || i == 0; i++) {
        write_value_axis(chart, i);
    }
    json_end_array(json);
}

/* Many series want a legend that scrolls. */
static void write_furniture(struct data_echarts *chart)
{
    struct json_writer *json = &chart->json;
    json_key(json, "tooltip");
    json_begin_object(json);
    json_member_string(json, "trigger", "axis");
    json_end_object(json);
    json_key(json, "legend");
    json_begin_object(json);
    json_member_string(json, "type", "scroll");
    json_end_object(json);
}

void data_echarts_axes_and_series(struct data_echarts *chart)
{
    write_furniture(chart);
    write_all_series(chart);
    write_axes(chart);
}
