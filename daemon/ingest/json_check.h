/*
 * Is a text in memory one JSON value and nothing else? Syntax and depth only;
 * repeated names are for the reader of the tree. Notes where the numbers
 * stand, because a tree of doubles loses them.
 */
#ifndef TVS_INGEST_JSON_CHECK_H
#define TVS_INGEST_JSON_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/json_document.h"
#include "ingest/json_scan.h"
#include "ingest/span.h"

struct json_check {
    struct json_scan scan; /* after a failure: why, and at which byte */
    size_t max_depth;
    size_t depth;
    bool objects[JSON_DEPTH_MAX]; /* which of the open ones are objects */
    struct span *numbers;         /* in the order of the document */
    size_t number_count, number_cap;
};

/* False: it is not. json_check_fini() in any case. */
bool json_check_text(struct json_check *check, struct span text,
                     size_t max_depth);
void json_check_fini(struct json_check *check);

#endif
