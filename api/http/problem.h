/* Bodies of application/problem+json (RFC 9457). */
#ifndef TVS_HTTP_PROBLEM_H
#define TVS_HTTP_PROBLEM_H

#include "platform/buffer.h"
#include "platform/error.h"

#define PROBLEM_TYPE "application/problem+json"
#define PROBLEM_URN "urn:tvetstat:problem:" /* and the fault's code */

/*
 * Appends {"type","title","status","detail","code"} and `extra`: further
 * members that begin with a comma, or "" for "errors" with this one in it.
 */
void problem_write(struct buffer *out, int status, const struct error *err,
                   enum lang lang, const char *extra);

#endif
