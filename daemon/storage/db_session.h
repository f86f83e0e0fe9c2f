/*
 * The import session behind db_pool.h.
 *
 *  DOWN       the connection is not ready
 *  READY      nothing runs; maybe inside the user's transaction
 *  RUNNING    a statement of the user runs
 *  COPYING    the user hands data to COPY
 *  RESETTING  the user is gone; COPY is being ended, a COMMIT waited for, or
 *             the transaction rolled back; a deadline ends all of it
 */
#ifndef TVS_STORAGE_DB_SESSION_H
#define TVS_STORAGE_DB_SESSION_H

#include <stdbool.h>

#include "storage/db_conn.h"

struct db_guard;
struct db_query;

enum db_session_state {
    DB_SESSION_DOWN,
    DB_SESSION_READY,
    DB_SESSION_RUNNING,
    DB_SESSION_COPYING,
    DB_SESSION_RESETTING,
    DB_SESSION_STATES
};

struct db_session {
    struct db_conn conn;
    enum db_session_state state;
    struct db_guard *guard; /* to cancel from */
    struct db_query *query; /* that waits for its `done` */
    bool commits;           /* what runs must not be cancelled */
    bool copies;            /* what runs begins a COPY */
    bool aborts;            /* the COPY was asked to fail */
    bool full;              /* the user waits for on_room */
    bool owed; /* a transaction was lost, and the user not told yet */
    struct event refusal;  /* ends a query that could not be sent */
    struct event deadline; /* of a reset */
    void (*on_ready)(void *ctx);
    void *ready_ctx;
    void (*on_room)(void *ctx);
    void *room_ctx;
};

void db_session_init(struct db_session *session, struct event_base *base,
                     const struct db_conn_options *options,
                     struct db_guard *guard);
void db_session_fini(struct db_session *session);
/* The guard holds the lock: connect. */
void db_session_start(struct db_session *session);
/* The lock is lost: what runs ends with UNAVAILABLE. */
void db_session_stop(struct db_session *session);

#endif
