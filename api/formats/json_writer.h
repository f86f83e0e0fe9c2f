/*
 * Writes JSON into a buffer as it is told, with no tree in between. Commas
 * are put where they belong; that every begin has its end and that keys stand
 * in objects only is the caller's part. Whatever text comes in, what goes out
 * is valid UTF-8: a byte that is not becomes U+FFFD. Overflow is the
 * buffer's: see buffer.failed at the end.
 */
#ifndef TVS_FORMATS_JSON_WRITER_H
#define TVS_FORMATS_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/buffer.h"

struct json_writer {
    struct buffer *out; /* borrowed */
    int depth;          /* open objects and arrays */
    bool comma;         /* a value stands before the next one */
};

void json_init(struct json_writer *json, struct buffer *out);

void json_begin_object(struct json_writer *json);
void json_end_object(struct json_writer *json);
void json_begin_array(struct json_writer *json);
void json_end_array(struct json_writer *json);
/* Escaped like a string; the next call writes its value. */
void json_key(struct json_writer *json, const char *key);

/* NULL is written as null. */
void json_string(struct json_writer *json, const char *text);
void json_string_len(struct json_writer *json, const char *text, size_t len);
void json_int(struct json_writer *json, int64_t value);
/* `text` is JSON already: a number of more than 53 bits, a document. */
void json_raw(struct json_writer *json, const char *text, size_t len);
void json_null(struct json_writer *json);
void json_bool(struct json_writer *json, bool value);

/* key and value in one call, for what has no case in between. */
void json_member_string(struct json_writer *json, const char *key,
                        const char *text);
void json_member_int(struct json_writer *json, const char *key, int64_t value);
void json_member_bool(struct json_writer *json, const char *key, bool value);

#endif
