/*
 * A resolved question as one text, the same for all ways to ask it: the key
 * of caches and ETags, and the address of its next page.
 */
#ifndef TVS_DATA_CANONICAL_H
#define TVS_DATA_CANONICAL_H

#include "data/data_query.h"
#include "formats/json_writer.h"

/* "/v1/data?indicator=...", percent-encoded, every default filled in. */
const char *data_canonical_key(const struct data_query *query,
                               struct arena *arena);
/* The same with another cursor, to be requested; NULL when no query string
 * can say it. */
const char *data_canonical_next(const struct data_query *query,
                                const char *cursor, struct arena *arena);
/* As an object, for the reader of the answer. */
void data_canonical_write(const struct data_query *query,
                          struct json_writer *json);

#endif
