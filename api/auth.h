/*
 * Who asks and what they may do. Every token that is presented is looked up
 * in the database at every request: a revocation is effective at once.
 */
#ifndef TVS_API_AUTH_H
#define TVS_API_AUTH_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/digest.h"

enum role { ROLE_NONE, ROLE_READER, ROLE_SUBMITTER, ROLE_ADMIN };

#define ACTOR_MAX_SCOPES 64
#define AUTH_MAX_TOKEN 256 /* bytes of a token */

struct actor {
    enum role role;
    int token_id;     /* 0: nobody (public read) */
    const char *name; /* the token's name; "public"; "-" before it is known */
    /* Business codes a submitter is bound to. */
    const char *schools[ACTOR_MAX_SCOPES];
    int school_count;
    const char *areas[ACTOR_MAX_SCOPES];
    int area_count;
};

struct op;

/*
 * The token of an Authorization field (NULL: absent) within it, or NULL when
 * it is not "Bearer" and one token of RFC 6750's characters.
 */
const char *auth_token(const char *header, size_t *len);
/* The hash to look up. Whatever is wrong with the field, there is one, so
 * that a bad token costs the same as a good one. */
void auth_hash(const char *header, unsigned char out[DIGEST_SIZE]);
/*
 * Looks the request's token up, fills op->actor and calls `next`. Anything
 * that is not a good token (none, malformed, unknown, expired, revoked) is
 * answered with one and the same 401 after one and the same lookup.
 */
void auth_find(struct op *op, void (*next)(struct op *op));

#endif
