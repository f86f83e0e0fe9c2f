/*
 * What an SQLSTATE means for whoever asked: a table of codes and classes.
 * https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
#ifndef TVS_STORAGE_DB_SQLSTATE_H
#define TVS_STORAGE_DB_SQLSTATE_H

#include <stdbool.h>

#include "platform/fault.h"

struct db_sqlstate {
    const char *prefix; /* five characters, or a class of two or more */
    enum fault fault;
    bool drops; /* the connection is of no more use: connect again */
};

/* The longest row that fits; FAULT_INTERNAL when none does. An empty state (a
 * connection that broke) is UNAVAILABLE. Never NULL. */
const struct db_sqlstate *db_sqlstate_find(const char *state);

#endif
