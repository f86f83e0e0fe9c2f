/* A result inside of storage: what libpq gave, owned by whoever received it. */
#ifndef TVS_STORAGE_DB_RESULT_H
#define TVS_STORAGE_DB_RESULT_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "platform/error.h"

struct db_result {
    PGresult *res; /* NULL: an empty result */
};

/* "42P01"; "" when the failure is the client's own (a lost connection). */
const char *db_result_state(const PGresult *res);
/* What libpq says of a connection that does not work, as UNAVAILABLE. */
void db_result_broken(const PGconn *pq, struct error *err);
/* Did the statement do what it should? If not, the fault of its SQLSTATE with
 * PostgreSQL's text as detail. NULL is a failure too. */
MUSTCHECK bool db_result_judge(const PGresult *res, struct error *err);

#endif
