/*
 * The head of a request: where it ends, and what it says. Both functions are
 * pure: they look at bytes and do no I/O. The profile is the strict one of
 * docs/http.md; whatever it refuses must end the connection, because what
 * follows a head that two readers understand differently is not a request.
 */
#ifndef TVS_HTTP_HEAD_H
#define TVS_HTTP_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "http/request.h"
#include "platform/error.h"
#include "platform/macros.h"

#define HTTP_MAX_HEAD 16384 /* bytes, the empty line included */
#define HTTP_MAX_FIELDS 64

/* Bytes of the head's buffer. */
struct http_span {
    uint16_t at;
    uint16_t len;
};

struct http_field {
    struct http_span name;
    struct http_span value; /* without the white space around it */
};

struct http_head {
    enum http_method method;
    int minor; /* 0 or 1: HTTP/1.x */
    struct http_span target;
    int64_t content_length; /* -1: chunked; 0: none */
    bool keep_alive;
    bool expects_continue;
    int field_count;
    struct http_field fields[HTTP_MAX_FIELDS];
};

/* How far a head has been searched; all zero at its first byte. */
struct head_scan {
    size_t at;
    size_t line; /* where the current line began */
};

enum head_status { HEAD_MORE, HEAD_DONE, HEAD_BAD };

/*
 * Looks for the end of the head in data[0..len), which always starts at the
 * head's first byte and grows from call to call. HEAD_DONE sets *head_len.
 * HEAD_BAD fills *err. The answer depends on the bytes only, never on how
 * they were sliced.
 */
enum head_status head_find_end(struct head_scan *scan, const char *data,
                               size_t len, size_t *head_len, struct error *err);

/* Understands a complete head of head_find_end(). */
MUSTCHECK bool head_parse(struct http_head *head, const char *data, size_t len,
                          struct error *err);

#endif
