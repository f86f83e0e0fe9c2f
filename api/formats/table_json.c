#include "formats/table.h"
#include "formats/table_text.h"

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

void table_json_row(const struct table_head *head,
                    const struct table_cell *cells, struct buffer *out)
{
    for (int i = 0; i < head->count; i++) {
        table_text_add_cell(i == 0 ? '[' : ',', &cells[i], out);
    }
    buffer_add_char(out, ']');
}
