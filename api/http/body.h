/*
 * A request body of either framing, taken apart as it comes: pure, no I/O.
 * What it consumes is exactly the framed body, never a byte more.
 */
#ifndef TVS_HTTP_BODY_H
#define TVS_HTTP_BODY_H

#include <stdbool.h>
#include <stdint.h>

#include "http/chunked.h"

struct http_body {
    bool chunked;
    int64_t left; /* of a body with a Content-Length */
    struct chunked chunks;
};

/* `content_length` as in struct request: -1 chunked, 0 none. */
void body_init(struct http_body *body, int64_t content_length);
/* As chunked_next(). */
enum chunked_status body_next(struct http_body *body, struct slice *in,
                              struct slice *run);
/* Nothing of it is to come. */
bool body_is_over(const struct http_body *body);
/* False when the rest is known to be longer than `max` bytes. */
bool body_may_fit(const struct http_body *body, int64_t max);

#endif
