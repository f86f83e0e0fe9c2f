/*
 * Control documents in JSON (the body of a query, a profile): small, in
 * memory, and strict. Refused beside bad syntax: more nesting than allowed,
 * a name twice in one object, \u0000, lone surrogates, anything behind the
 * end. Numbers keep their source text, so that integers above 2^53 and
 * decimals stay exact.
 */
#ifndef TVS_INGEST_JSON_DOCUMENT_H
#define TVS_INGEST_JSON_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"

#define JSON_DEPTH_MAX 64

enum json_type {
    JSON_TYPE_NULL,
    JSON_TYPE_BOOL,
    JSON_TYPE_NUMBER,
    JSON_TYPE_STRING,
    JSON_TYPE_ARRAY,
    JSON_TYPE_OBJECT,
};

struct json_document;
struct json_value; /* lives as long as its document */

/* NULL with FAULT_BAD_JSON, which names the byte offset. max_depth (at most
 * JSON_DEPTH_MAX): how many objects and arrays may stand in each other. The
 * caller bounds `len`. */
struct json_document *json_parse(const char *text, size_t len, size_t max_depth,
                                 struct error *err);
void json_free(struct json_document *document);
const struct json_value *json_root(const struct json_document *document);

/* NULL counts as JSON_TYPE_NULL in all of these. */
enum json_type json_type(const struct json_value *value);
/* NULL when it is no string. */
const char *json_text(const struct json_value *value);
/* The source text of a number; NULL when it is none. */
const char *json_number(const struct json_value *value);
/* False when it is no whole number in the range, or no boolean. */
MUSTCHECK bool json_integer(const struct json_value *value, int64_t *out);
MUSTCHECK bool json_truth(const struct json_value *value, bool *out);

/* Members or elements, in the order of the document. */
size_t json_count(const struct json_value *value);
const struct json_value *json_first(const struct json_value *value);
const struct json_value *json_next(const struct json_value *value);
/* The name of a member; NULL for an element. */
const char *json_name(const struct json_value *value);
/* NULL when there is none. */
const struct json_value *json_member(const struct json_value *object,
                                     const char *name);

#endif
