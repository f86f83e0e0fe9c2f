/*
 * The formats of figures, a row each. json, csv and ndjson are written row by
 * row while figures are read (data_table.h); the others see the whole table.
 * To add one: a value of enum data_format, a row here, its writer, and its name
 * in api/openapi.yaml.
 */
#ifndef TVS_DATA_FORMATS_H
#define TVS_DATA_FORMATS_H

#include "data/data_grid.h"
#include "data/data_query.h"
#include "platform/error.h"
#include "platform/macros.h"

struct data_format_info {
    const char *name;   /* format=NAME */
    const char *accept; /* the type that Accept asks for it by; NULL: none of
                           its own */
    const char *type;   /* Content-Type */
    /* NULL: row by row. False: FAULT_INTERNAL with a detail, or a fault about
     * the question; `out` is of no use then. */
    MUSTCHECK bool (*write)(const struct data_grid *grid, struct buffer *out,
                            struct error *err);
    /* Longer tables are written by a child process (ops/data_write.h), so
     * that the loop does not wait; 0: none are. */
    int rows_at_once;
    /* Extension of a file to be downloaded, which nobody compresses again;
     * NULL: it is none. */
    const char *file;
    /* It is one table, not a page of one: no cursor, up to the greatest number
     * of rows unless the question says fewer, and an error when there are
     * more. */
    bool single;
    /* What else stands against writing the table; NULL: nothing does. */
    MUSTCHECK bool (*check)(const struct data_grid *grid, struct error *err);
};

const struct data_format_info *data_formats_info(enum data_format format);
/* May the table be written? False: FAULT_ANSWER_TOO_LONG, FAULT_TOO_MANY. */
MUSTCHECK bool data_formats_check(const struct data_format_info *info,
                                  const struct data_grid *grid,
                                  struct error *err);
/* Of the question's answer, which is more than its format says: csv with bom=1
 * is for people (data_people.h). */
const struct data_format_info *data_formats_of(const struct data_query *query);
/* The extension that goes with a Content-Type; NULL: none. */
const char *data_formats_file(const char *type);
/* Fills `out`, of DATA_FORMAT_COUNT; returns how many. */
int data_formats_names(bool whole, const char **out);

#endif
