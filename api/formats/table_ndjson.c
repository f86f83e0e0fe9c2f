#include "formats/table.h"
#include "model/decimal.h"

static void add_member(const char *key, const struct table_cell *cell,
                       struct json_writer *json)
{
    char number[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (cell->type == TABLE_TEXT) {
        json_string(json, cell->text);
    } else if (cell->type == TABLE_NUMBER) {
        json_raw(json, number,
                 decimal_print(number, cell->number, cell->decimals));
    } else {
        json_null(json);
    }
}

void table_ndjson_row(const struct table_head *head,
                      const struct table_cell *cells, struct buffer *out)
{
    struct json_writer json;
    json_init(&json, out);
    json_begin_object(&json);
    for (int i = 0; i < head->count; i++) {
        add_member(head->columns[i].id, &cells[i], &json);
    }
    json_end_object(&json);
    buffer_add_char(out, '\n');
}
