/*
 * One JSON object as a row: members are columns, strings and numbers (as
 * they are written) are cells, null is an empty cell. For NDJSON and for the
 * elements of an array.
 */
#ifndef TVS_INGEST_JSON_ROW_H
#define TVS_INGEST_JSON_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/row.h"
#include "ingest/span.h"

struct json_row;

enum json_row_result {
    JSON_ROW_DONE,
    JSON_ROW_STOP, /* the taker wants no more */
    JSON_ROW_BAD,  /* not such an object: see why and offset */
    JSON_ROW_MANY_COLUMNS,
};

struct json_row_fault {
    const char *why;
    size_t offset;
};

/* The taker is borrowed. */
struct json_row *json_row_new(struct row_taker *taker);
void json_row_free(struct json_row *json);
/* At most ROW_MAX_FIELD bytes. New members are told to the taker first;
 * *skipped: the taker found it is no data row. */
enum json_row_result json_row_take(struct json_row *json, struct span text,
                                   int line, bool *skipped,
                                   struct json_row_fault *fault);

#endif
