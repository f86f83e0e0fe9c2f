#include "cors.h"

#include <stddef.h>

#include "platform/origins.h"

/* Beyond those that every page may send, and may read. */
#define SENT                                                        \
    "Authorization, Content-Type, Idempotency-Key, If-None-Match, " \
    "Prefer"
#define SHOWN                                                        \
    "Content-Disposition, ETag, Idempotent-Replay, Link, Location, " \
    "Retry-After, X-Next-Cursor, X-Request-Id, X-Revision"
#define KEEP_SECONDS "600"

static bool comes_from(const struct request *req, const char *origins)
{
    const char *origin = request_header(req, "Origin");
    return origin != NULL && origins_have(origins, origin);
}

void cors_mark(struct request *req, const char *origins)
{
    bool any = origins_any(origins);
    if (origins[0] == '\0') {
        return;
    }
    /* A cache must not hand one origin what was said to another. */
    if (!any) {
        reply_header(req, "Vary", "Origin");
    }
    /* What is said to all must say so to who asks without an Origin, too: a
     * cache keeps it for the others. */
    if (any || comes_from(req, origins)) {
        reply_header(req, "Access-Control-Allow-Origin",
                     any ? "*" : request_header(req, "Origin"));
        reply_header(req, "Access-Control-Expose-Headers", SHOWN);
    }
}

bool cors_asks(const struct request *req, const char *origins)
{
    return req->method == HTTP_OPTIONS && comes_from(req, origins) &&
           request_header(req, "Access-Control-Request-Method") != NULL;
}

void cors_answer(struct request *req, const char *methods)
{
    reply_header(req, "Access-Control-Allow-Methods", methods);
    reply_header(req, "Access-Control-Allow-Headers", SENT);
    reply_header(req, "Access-Control-Max-Age", KEEP_SECONDS);
    reply_empty(req, 204);
}
