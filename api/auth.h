/*
 * Who asks and what they may do. Every token that is presented is looked up
 * in the database at every request: a revocation is effective at once.
 */
#ifndef TVS_API_AUTH_H
#define TVS_API_AUTH_H

#include <stdbool.h>

#include "http/request.h"

enum role { ROLE_NONE, ROLE_READER, ROLE_SUBMITTER, ROLE_ADMIN };

#define ACTOR_MAX_SCOPES 64

struct actor {
    enum role role;
    int token_id;     /* 0: nobody (public read) */
    const char *name; /* the token's name, "public" */
    /* Business codes a submitter is bound to. */
    const char *schools[ACTOR_MAX_SCOPES];
    int school_count;
    const char *areas[ACTOR_MAX_SCOPES];
    int area_count;
};

#endif
