/*
 * The guard: a connection of its own that holds the lock "one daemon per
 * database" and sees that the schema is the one this binary was built for. It
 * hears the channel tvetstat, and is the other connection that a statement
 * must be cancelled from.
 */
#ifndef TVS_STORAGE_DB_GUARD_H
#define TVS_STORAGE_DB_GUARD_H

#include <stdbool.h>

#include "storage/db_conn.h"

struct db_guard {
    struct db_conn conn;
    void (*on_held)(struct db_guard *guard, bool held);
    void (*on_notify)(struct db_guard *guard, const char *payload);
    int cancel; /* process id that waits to be cancelled; 0: none */
};

void db_guard_init(struct db_guard *guard, struct event_base *base,
                   const struct db_conn_options *options);
void db_guard_fini(struct db_guard *guard);
bool db_guard_held(const struct db_guard *guard);
/* Cancels what that server process runs, as soon as the guard can. */
void db_guard_cancel(struct db_guard *guard, int process);

#endif
