/* The request target: path and query, percent-decoded. No I/O. */
#ifndef TVS_HTTP_TARGET_H
#define TVS_HTTP_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "http/request.h"
#include "platform/error.h"
#include "platform/macros.h"

/*
 * Splits an origin-form target into req->path and req->params, which live in
 * the request's arena. False, with req->path "" and no parameters: a broken
 * escape, a NUL, bytes that are not UTF-8 once decoded, or more than
 * HTTP_MAX_PARAMS parameters.
 */
MUSTCHECK bool target_parse(struct request *req, const char *text, size_t len,
                            struct error *err);

#endif
