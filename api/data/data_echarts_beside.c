#include "data/data_echarts_impl.h"
#include "data/data_meta.h"

static void write_words(struct json_writer *json, const char *key,
                        const struct words *words, const char *code)
{
    const char *zh = words_in(words, LANG_ZH);
    const char *en = words_in(words, LANG_EN);
    json_key(json, key);
    json_begin_object(json);
    json_member_string(json, "zh", zh != NULL ? zh : code);
    json_member_string(json, "en", en != NULL ? en : code);
    json_end_object(json);
}

static void write_unit(struct data_echarts *chart,
                       const struct indicator *indicator,
                       enum data_figure_unit kind)
{
    struct words unit = {NULL, NULL};
    int decimals = 0;
    if (indicator != NULL &&
        data_figure_unit(chart->cube.grid->plan->query, indicator, kind, &unit,
                         &decimals)) {
        write_words(&chart->json, "unit", &unit, indicator->unit);
        json_member_int(&chart->json, "decimals", decimals);
    }
}

/* --- what the chart's rows and columns are --- */

static void write_category(struct data_echarts *chart,
                           const struct data_category *category, int index)
{
    json_begin_object(&chart->json);
    json_member_string(&chart->json, "code", category->code);
    if (category->within != NULL) {
        json_member_string(&chart->json, "area", category->within);
    }
    write_words(&chart->json, "name", &category->name, category->code);
    if (chart->cube.list[chart->axis].kind == DATA_CUBE_INDICATOR) {
        write_unit(chart, chart->cube.grid->plan->query->indicators[index],
                   DATA_UNIT_OWN);
    }
    json_end_object(&chart->json);
}

static void write_categories(struct data_echarts *chart)
{
    const struct data_cube_dimension *axis = &chart->cube.list[chart->axis];
    json_key(&chart->json, "categories");
    json_begin_array(&chart->json);
    for (int i = 0; i < axis->count; i++) {
        write_category(chart, &axis->list[i], i);
    }
    json_end_array(&chart->json);
}

/* Codes, by column of the JSON answer. */
static void write_codes(struct data_echarts *chart,
                        const struct data_echarts_line *line)
{
    for (int i = 0; i < chart->cube.count; i++) {
        const struct data_cube_dimension *dimension = &chart->cube.list[i];
        const struct data_category *category =
            &dimension->list[line->categories[i]];
        if (i == chart->axis) {
            continue;
        }
        if (category->within != NULL) {
            json_member_string(&chart->json, "area", category->within);
        }
        json_member_string(&chart->json, dimension->id, category->code);
    }
}

static void write_column(struct data_echarts *chart, int line, int figure)
{
    struct json_writer *json = &chart->json;
    const struct data_echarts_line *row = &chart->lines[line];
    const struct data_figure_column *column = &chart->columns.figures[figure];
    json_begin_object(json);
    json_member_string(json, "id", data_echarts_column_id(chart, row, column));
    json_member_int(json, "line", line);
    json_member_string(json, "figure", column->id);
    write_words(json, "name", &column->name, column->id);
    write_unit(chart, row->indicator, column->unit);
    json_key(json, "codes");
    json_begin_object(json);
    write_codes(chart, row);
    json_end_object(json);
    json_end_object(json);
}

static void write_columns(struct data_echarts *chart)
{
    json_key(&chart->json, "columns");
    json_begin_array(&chart->json);
    for (int i = 0; i < chart->line_count; i++) {
        for (int j = 0; j < chart->columns.figure_count; j++) {
            write_column(chart, i, j);
        }
    }
    json_end_array(&chart->json);
}

/* --- what is said beside the figures --- */

/* A row per category, in it a cell per line. */
static void write_table(struct data_echarts *chart, const char *key, int column)
{
    struct json_writer *json = &chart->json;
    json_key(json, key);
    json_begin_array(json);
    for (int i = 0; i < chart->cube.list[chart->axis].count; i++) {
        json_begin_array(json);
        for (int j = 0; j < chart->line_count; j++) {
            const struct table_cell *cells = data_echarts_cells(chart, i, j);
            data_echarts_cell(json, cells == NULL ? NULL : &cells[column]);
        }
        json_end_array(json);
    }
    json_end_array(json);
}

void data_echarts_beside(struct data_echarts *chart)
{
    struct json_writer *json = &chart->json;
    const struct data_figure_columns *columns = &chart->columns;
    json_key(json, "tvetstat");
    json_begin_object(json);
    data_meta_members(chart->cube.grid->meta, json);
    json_member_string(json, "category", chart->cube.list[chart->axis].id);
    write_categories(chart);
    write_columns(chart);
    write_table(chart, "status", columns->status);
    json_key(json, "details");
    json_begin_object(json);
    for (int i = 0; i < columns->detail_count; i++) {
        int column = columns->details[i];
        write_table(chart, chart->cube.grid->head->columns[column].id, column);
    }
    json_end_object(json);
    json_end_object(json);
}
