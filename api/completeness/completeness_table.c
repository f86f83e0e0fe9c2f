#include "completeness/completeness_table.h"

#include "data/data_columns.h"
#include "data/data_table.h"

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
    if (table->query->asof != NULL) {
        json_member_int(json, "asof", table->asof);
    }
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
    } else {
        data_table_begin(table->query, &table->head, table->out);
    }
}

void completeness_table_row(struct completeness_table *table,
                            const struct table_cell *cells)
{
    data_table_row(table->query, &table->head, cells, table->rows++,
                   table->out);
}

void completeness_table_end(struct completeness_table *table)
{
    if (table->query->format == DATA_JSON) {
        json_end_array(&table->json);
        json_end_object(&table->json);
        buffer_add_char(table->out, '\n');
    }
}
