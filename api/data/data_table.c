#include "data/data_table.h"

#define BOM "\xEF\xBB\xBF"

void data_table_begin(const struct data_query *query,
                      const struct table_head *head, struct buffer *out)
{
    if (query->format == DATA_CSV) {
        buffer_add_str(out, query->bom ? BOM : "");
        table_csv_head(head, out);
    }
}

void data_table_row(const struct data_query *query,
                    const struct table_head *head,
                    const struct table_cell *cells, int number,
                    struct buffer *out)
{
    switch (query->format) {
    case DATA_JSON:
        if (number > 0) {
            buffer_add_char(out, ',');
        }
        table_json_row(head, cells, out);
        break;
    case DATA_CSV:
        table_csv_row(head, cells, query->bom, out);
        break;
    case DATA_NDJSON:
        table_ndjson_row(head, cells, out);
        break;
    default: /* sees the whole table */
        break;
    }
}
