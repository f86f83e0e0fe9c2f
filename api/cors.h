/*
 * Pages of other origins that may use the API from a browser (the Fetch
 * standard's CORS protocol). Tokens travel in Authorization, which a page
 * must send itself, never in cookies: so no answer allows credentials, and
 * who may do what is decided by the token alone.
 */
#ifndef TVS_API_CORS_H
#define TVS_API_CORS_H

#include <stdbool.h>

#include "http/request.h"

/*
 * Adds to the answer to come what lets a page of an origin of the list read
 * it. Nothing when the list (see platform/origins.h) is empty.
 */
void cors_mark(struct request *req, const char *origins);
/* Whether a browser asks what it may send, on behalf of a page in the list. */
bool cors_asks(const struct request *req, const char *origins);
/* Answers that: `methods` as in Allow. After cors_mark(). */
void cors_answer(struct request *req, const char *methods);

#endif
