#include "data/data_jsonstat_impl.h"
#include "formats/table_text.h"
#include "model/decimal.h"

/* An array of all cells, or, where most would be null, an object of those
 * that rows have. */
#define SMALL_CUBE 10000
#define SPARSE 4

static const struct table_cell *row_of(const struct data_jsonstat *stat,
                                       int index)
{
    return data_grid_row(stat->cube.grid, stat->rows[index]);
}

static bool is_sparse(const struct data_jsonstat *stat)
{
    return stat->cube.size > SMALL_CUBE &&
           stat->cube.size > SPARSE * (int64_t)stat->cube.grid->count;
}

/* A comma if one is due, and the key. */
static void add_offset(struct data_jsonstat *stat, int64_t offset)
{
    char text[DECIMAL_TEXT_SIZE];
    decimal_print(text, offset, 0);
    json_key(&stat->json, text);
}

static void add_cell(struct data_jsonstat *stat, const struct table_cell *cell)
{
    char text[DECIMAL_TEXT_SIZE];
    switch (cell->type) {
    case TABLE_NUMBER:
        json_raw(&stat->json, text,
                 decimal_print(text, cell->number, cell->decimals));
        return;
    case TABLE_TEXT:
        json_string(&stat->json, cell->text);
        return;
    case TABLE_NULL:
        json_null(&stat->json);
        return;
    }
}

/* --- values --- */

static void write_object(struct data_jsonstat *stat)
{
    json_begin_object(&stat->json);
    for (int i = 0; i < stat->cube.grid->count; i++) {
        const struct table_cell *cells = row_of(stat, i);
        for (int j = 0; j < stat->columns.figure_count; j++) {
            add_offset(stat, stat->offsets[i] + j);
            add_cell(stat, &cells[stat->columns.figures[j].column]);
        }
    }
    json_end_object(&stat->json);
}

static void add_nulls(struct data_jsonstat *stat, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        json_null(&stat->json);
    }
}

static void write_array(struct data_jsonstat *stat)
{
    int figures = stat->columns.figure_count;
    int64_t at = 0;
    json_begin_array(&stat->json);
    for (int i = 0; i < stat->cube.grid->count; i++) {
        const struct table_cell *cells = row_of(stat, i);
        add_nulls(stat, stat->offsets[i] - at);
        for (int j = 0; j < figures; j++) {
            add_cell(stat, &cells[stat->columns.figures[j].column]);
        }
        at = stat->offsets[i] + figures;
    }
    add_nulls(stat, stat->cube.size * figures - at);
    json_end_array(&stat->json);
}

void data_jsonstat_values(struct data_jsonstat *stat)
{
    json_key(&stat->json, "value");
    if (is_sparse(stat)) {
        write_object(stat);
    } else {
        write_array(stat);
    }
}

/* --- what is said beside them --- */

static void write_column(struct data_jsonstat *stat, const char *key,
                         int column)
{
    json_key(&stat->json, key);
    json_begin_object(&stat->json);
    for (int i = 0; i < stat->cube.grid->count; i++) {
        const struct table_cell *cell = &row_of(stat, i)[column];
        if (cell->type != TABLE_NULL) {
            add_offset(stat, stat->offsets[i]);
            add_cell(stat, cell);
        }
    }
    json_end_object(&stat->json);
}

/* Of cells that have a row, so that normal ones differ from none. */
void data_jsonstat_statuses(struct data_jsonstat *stat)
{
    write_column(stat, "status", stat->columns.status);
}

void data_jsonstat_details(struct data_jsonstat *stat)
{
    json_key(&stat->json, "details");
    json_begin_object(&stat->json);
    for (int i = 0; i < stat->columns.detail_count; i++) {
        int column = stat->columns.details[i];
        write_column(stat, stat->cube.grid->head->columns[column].id, column);
    }
    json_end_object(&stat->json);
}
