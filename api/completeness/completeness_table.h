/* A table with its meta, written row by row in the format that was asked
 * for. */
#ifndef TVS_COMPLETENESS_TABLE_H
#define TVS_COMPLETENESS_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_query.h"
#include "data/data_warnings.h"
#include "formats/json_writer.h"
#include "formats/table.h"

struct completeness_table {
    const struct data_query *query;
    const struct catalogue *cat;
    const struct data_warnings *warnings;
    int64_t revision;
    int64_t asof; /* the one that was read */
    bool synthetic;
    const char *next; /* a cursor, or NULL */
    struct buffer *out;
    /* Its own. */
    struct table_head head;
    struct json_writer json;
    int rows;
};

/* All of the above is set, the rest is zeroed. */
void completeness_table_begin(struct completeness_table *table,
                              const char *const *columns, int count);
void completeness_table_row(struct completeness_table *table,
                            const struct table_cell *cells);
void completeness_table_end(struct completeness_table *table);

#endif
