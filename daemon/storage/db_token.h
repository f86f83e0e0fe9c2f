/*
 * Access tokens, as the command line manages them (blocking). A token is
 * "tvs_" and 43 characters of base64url: 256 random bits. The database holds
 * the SHA-256 of the whole text and never the token.
 */
#ifndef TVS_STORAGE_DB_TOKEN_H
#define TVS_STORAGE_DB_TOKEN_H

#include <stdbool.h>

#include "platform/error.h"
#include "platform/macros.h"

#define DB_TOKEN_SIZE 48     /* with the NUL */
#define DB_TOKEN_NAME_MAX 64 /* bytes */
#define DB_TOKEN_MAX_SCOPES 64
#define DB_TOKEN_MAX_DAYS 36500

struct db_token_request {
    const char *name; /* not only digits: those are ids */
    const char *role; /* admin, submitter, reader */
    const char *schools[DB_TOKEN_MAX_SCOPES];
    int school_count;
    const char *areas[DB_TOKEN_MAX_SCOPES];
    int area_count;
    int expires_days;  /* 0: never */
    const char *actor; /* of the audit row */
};

struct db_token_row {
    const char *id, *name, *role, *scopes;
    const char *created, *expires, *revoked; /* ISO 8601 UTC, or "-" */
};

/* Writes the new token, which cannot be had again. */
MUSTCHECK bool db_token_create(const char *conninfo,
                               const struct db_token_request *request,
                               char token[DB_TOKEN_SIZE], struct error *err);
/* Calls `each` for every token there ever was, oldest first. */
MUSTCHECK bool db_token_list(const char *conninfo,
                             void (*each)(const struct db_token_row *row,
                                          void *ctx),
                             void *ctx, struct error *err);
/* By id or name; NOT_FOUND when there is none that is not revoked. */
MUSTCHECK bool db_token_revoke(const char *conninfo, const char *which,
                               const char *actor, struct error *err);

#endif
