/*
 * A table of figures, row by row, and the formats that it is written in. A
 * cell is a code or name, a number with its decimals, or nothing.
 */
#ifndef TVS_FORMATS_TABLE_H
#define TVS_FORMATS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/json_writer.h"
#include "platform/buffer.h"

#define TABLE_MAX_COLUMNS 48

enum table_type { TABLE_NULL, TABLE_TEXT, TABLE_NUMBER };

struct table_cell {
    enum table_type type;
    int decimals; /* of a number, which is printed with exactly so many */
    union {
        const char *text;
        int64_t number; /* scaled */
    };
};

struct table_column {
    const char *id;
    const char *unit; /* NULL: no unit, or not the same in all rows */
    int decimals;     /* of columns with a unit */
};

struct table_head {
    struct table_column columns[TABLE_MAX_COLUMNS];
    int count;
};

/* [{"id":"value","unit":"人","decimals":0},...] */
void table_json_columns(const struct table_head *head,
                        struct json_writer *json);
/* ["students","TW",1244822,null], without a comma around it. */
void table_json_row(const struct table_head *head,
                    const struct table_cell *cells, struct buffer *out);

/*
 * RFC 4180. `guard`: for people who open it in a spreadsheet; no text becomes
 * a formula there.
 */
void table_csv_head(const struct table_head *head, struct buffer *out);
void table_csv_row(const struct table_head *head,
                   const struct table_cell *cells, bool guard,
                   struct buffer *out);
/* The same without a head. */
void table_csv_cells(const struct table_cell *cells, int count, bool guard,
                     struct buffer *out);

/* {"indicator":"students",...} and a newline. */
void table_ndjson_row(const struct table_head *head,
                      const struct table_cell *cells, struct buffer *out);

#endif
