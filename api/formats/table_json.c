#include "formats/table.h"

#include "model/decimal.h"

void table_json_columns(const struct table_head *head, struct json_writer *json)
{
    json_begin_array(json);
    for (int i = 0; i < head->count; i++) {
        const struct table_column *column = &head->columns[i];
        json_begin_object(json);
        json_member_string(json, "id", column->id);
        if (column->unit != NULL) {
            json_member_string(json, "unit", column->unit);
            json_member_int(json, "decimals", column->decimals);
        }
        json_end_object(json);
    }
    json_end_array(json);
}

static void add_cell(const struct table_cell *cell, struct json_writer *json)
{
    char number[DECIMAL_TEXT_SIZE];
    switch (cell->type) {
    case TABLE_TEXT:
        json_string(json, cell->text);
        return;
    case TABLE_NUMBER:
        json_raw(json, number,
                 decimal_print(number, cell->number, cell->decimals));
        return;
    case TABLE_NULL:
        json_null(json);
        return;
    }
}

void table_json_row(const struct table_head *head,
                    const struct table_cell *cells, struct buffer *out)
{
    struct json_writer json;
    json_init(&json, out);
    json_begin_array(&json);
    for (int i = 0; i < head->count; i++) {
        add_cell(&cells[i], &json);
    }
    json_end_array(&json);
}
