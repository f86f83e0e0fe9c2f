#include "completeness/completeness_table.h"

#include "data/data_columns.h"

#define BOM "\xEF\xBB\xBF"

const char *completeness_table_type(enum data_format format)
{
    static const char *const TYPES[] = {
        [DATA_JSON] = "application/json; charset=utf-8",
        [DATA_CSV] = "text/csv; charset=utf-8; header=present",
        [DATA_NDJSON] = "application/x-ndjson; charset=utf-8",
    };
    return TYPES[format];
}

static void write_meta(struct completeness_table *table)
{
    struct json_writer *json = &table->json;
    json_key(json, "meta");
    json_begin_object(json);
    json_member_int(json, "revision", table->revision);
    json_member_string(json, "generated", catalogue_generated(table->cat));
    if (table->synthetic) {
        json_member_bool(json, "synthetic", true);
    }
    json_key(json, "warnings");
    data_warnings_write(table->warnings, table->query->lang, json);
    json_member_string(json, "next", table->next);
    json_end_object(json);
}

static void begin_json(struct completeness_table *table)
{
    struct json_writer *json = &table->json;
    json_init(json, table->out);
    json_begin_object(json);
    write_meta(table);
    json_key(json, "columns");
    table_json_columns(&table->head, json);
    json_key(json, "rows");
    json_begin_array(json);
}

void completeness_table_begin(struct completeness_table *table,
                              const char *const *columns, int count)
{
    for (int i = 0; i < count; i++) {
        data_columns_add(&table->head, columns[i]);
    }
    if (table->query->format == DATA_JSON) {
        begin_json(table);
    } else if (table->query->format == DATA_CSV) {
        buffer_add_str(table->out, table->query->bom ? BOM : "");
        table_csv_head(&table->head, table->out);
    }
}

void completeness_table_row(struct completeness_table *table,
                            const struct table_cell *cells)
{
    switch (table->query->format) {
    case DATA_JSON:
        if (table->rows > 0) {
            buffer_add_char(table->out, ',');
        }
        table_json_row(&table->head, cells, table->out);
        break;
    case DATA_CSV:
        table_csv_row(&table->head, cells, table->query->bom, table->out);
        break;
    case DATA_NDJSON:
        table_ndjson_row(&table->head, cells, table->out);
        break;
    }
    table->rows++;
}

void completeness_table_end(struct completeness_table *table)
{
    if (table->query->format == DATA_JSON) {
        json_end_array(&table->json);
        json_end_object(&table->json);
        buffer_add_char(table->out, '\n');
    }
}
