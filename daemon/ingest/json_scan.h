/*
 * A strict tokenizer for JSON (RFC 8259) in memory: what cJSON lets pass is
 * refused here (control characters in strings, lone surrogates, numbers like
 * 01 or 1., \u0000), and numbers stay text. UTF-8 is checked by
 * json_scan_init().
 */
#ifndef TVS_INGEST_JSON_SCAN_H
#define TVS_INGEST_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/span.h"

#define JSON_NUMBER_MAX 48 /* characters of a number */

enum json_token {
    JSON_END,
    JSON_BAD,
    JSON_OPEN_OBJECT,
    JSON_CLOSE_OBJECT,
    JSON_OPEN_ARRAY,
    JSON_CLOSE_ARRAY,
    JSON_COMMA,
    JSON_COLON,
    JSON_STRING,
    JSON_NUMBER,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
};

struct json_scan {
    struct span source;
    size_t at;
    struct span text; /* of the last token; of a string without its quotes */
    bool escaped;     /* the string has backslashes */
    const char *why;  /* after JSON_BAD; `at` is where */
};

/* False: not UTF-8; the next token will be JSON_BAD. */
bool json_scan_init(struct json_scan *scan, struct span source);
enum json_token json_scan_next(struct json_scan *scan);
/* Writes what a string token means, at most its own length; returns the
 * length. */
size_t json_scan_unescape(struct span string, char *out);

#endif
