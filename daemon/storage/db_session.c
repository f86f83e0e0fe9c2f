#include "storage/db_session.h"

#include <string.h>

#include "platform/check.h"
#include "platform/log.h"
#include "platform/macros.h"
#include "storage/db_guard.h"
#include "storage/db_pool.h"
#include "storage/db_query.h"
#include "storage/db_result.h"
#include "storage/db_setup.h"

/* "Ready again within a second" includes connecting anew. */
#define RESET_MS 600

static const struct db_result EMPTY = {.res = NULL};

#define TO(state) (1 << DB_SESSION_##state)

static const struct {
    const char *name;
    int next;
} STATES[DB_SESSION_STATES] = {
    [DB_SESSION_DOWN] = {"down", TO(READY)},
    [DB_SESSION_READY] = {"ready", TO(DOWN) | TO(RUNNING) | TO(RESETTING)},
    [DB_SESSION_RUNNING] = {"running",
                            TO(DOWN) | TO(READY) | TO(COPYING) | TO(RESETTING)},
    [DB_SESSION_COPYING] = {"copying", TO(DOWN) | TO(RUNNING) | TO(RESETTING)},
    [DB_SESSION_RESETTING] = {"resetting", TO(DOWN) | TO(READY)},
};

static void session_enter(struct db_session *session,
                          enum db_session_state state)
{
    CHECK((STATES[session->state].next & 1 << state) != 0);
    LOG(LOG_DEBUG, NULL, "db_session",
        LOG_TEXT("from", STATES[session->state].name),
        LOG_TEXT("to", STATES[state].name));
    session->state = state;
}

bool db_session_ready(const struct db_session *session)
{
    return session->state == DB_SESSION_READY && !session->owed &&
           !session->conn.in_transaction;
}

void db_session_on_ready(struct db_session *session,
                         void (*on_ready)(void *ctx), void *ctx)
{
    session->on_ready = on_ready;
    session->ready_ctx = ctx;
}

void db_session_on_room(struct db_session *session, void (*on_room)(void *ctx),
                        void *ctx)
{
    session->on_room = on_room;
    session->room_ctx = ctx;
}

/* --- telling the user --- */

static void tell(struct db_session *session, const struct db_result *result,
                 const struct error *err)
{
    struct db_query *query = session->query;
    session->query = NULL;
    db_query_end(query, result, err);
}

static void tell_ready(struct db_session *session)
{
    if (session->on_ready != NULL) {
        session->on_ready(session->ready_ctx);
    }
}

/* What cannot be sent fails from the loop, like everything else. */
static void refuse(struct db_session *session, struct db_query *query)
{
    session->owed = false;
    session->query = query;
    event_active(&session->refusal, EV_TIMEOUT, 0);
}

static void on_refusal(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct db_session *session = arg;
    struct error err;
    error_detail(&err, FAULT_UNAVAILABLE, "the import's connection was lost");
    tell(session, NULL, &err);
}

/* --- statements --- */

static void run(struct db_session *session, struct db_query *query, bool copies)
{
    ASSERT(session->query == NULL && session->state != DB_SESSION_COPYING);
    if (session->state != DB_SESSION_READY || session->owed) {
        refuse(session, query);
        return;
    }
    session->query = query;
    session->copies = copies;
    session->commits = statement_get(query->statement)->commits;
    session_enter(session, DB_SESSION_RUNNING);
    db_conn_send(&session->conn, query->statement, query->params);
}

void db_session_run(struct db_session *session, struct db_query *query)
{
    run(session, query, false);
}

void db_session_copy(struct db_session *session, struct db_query *query)
{
    run(session, query, true);
}

bool db_session_copy_put(struct db_session *session, const void *data,
                         size_t len)
{
    if (session->state != DB_SESSION_COPYING) {
        return true;
    }
    session->full = !db_conn_copy_put(&session->conn, data, len);
    return !session->full;
}

void db_session_copy_end(struct db_session *session, struct db_query *query,
                         const char *abort_reason)
{
    ASSERT(session->query == NULL);
    if (session->state != DB_SESSION_COPYING) {
        refuse(session, query);
        return;
    }
    session->query = query;
    session->copies = false;
    session->commits = false;
    session->aborts = abort_reason != NULL;
    session->full = false;
    session_enter(session, DB_SESSION_RUNNING);
    db_conn_copy_end(&session->conn, abort_reason);
}

/* --- reset --- */

static void rolled_back(struct db_session *session)
{
    event_del(&session->deadline);
    session_enter(session, DB_SESSION_READY);
    tell_ready(session);
}

static void roll_back(struct db_session *session)
{
    db_conn_send(&session->conn, STATEMENT_IMPORT_ROLLBACK, NULL);
}

/* The server may be at it for minutes still, and hold its locks. */
static void start_anew(struct db_session *session)
{
    event_del(&session->deadline);
    db_guard_cancel(session->guard, PQbackendPID(session->conn.pq));
    session_enter(session, DB_SESSION_DOWN);
    db_conn_renew(&session->conn);
}

static void on_deadline(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    LOG(LOG_WARN, NULL, "db_reset_late");
    start_anew(arg);
}

static void await_reset(struct db_session *session)
{
    static const struct timeval LIMIT = {.tv_usec = RESET_MS * 1000};
    session_enter(session, DB_SESSION_RESETTING);
    event_add(&session->deadline, &LIMIT);
}

void db_session_reset(struct db_session *session)
{
    session->owed = false;
    session->query = NULL;
    session->full = false;
    session->aborts = false;
    event_del(&session->refusal);
    switch (session->state) {
    case DB_SESSION_READY:
        if (session->conn.in_transaction) {
            await_reset(session);
            roll_back(session);
        }
        break;
    case DB_SESSION_RUNNING:
        if (session->commits) {
            session_enter(session, DB_SESSION_RESETTING);
        } else {
            start_anew(session);
        }
        break;
    case DB_SESSION_COPYING:
        await_reset(session);
        db_conn_copy_end(&session->conn, "the import was given up");
        break;
    default:
        break;
    }
}

/* --- what the connection tells --- */

static void on_ready(struct db_conn *conn)
{
    struct db_session *session = CONTAINER_OF(conn, struct db_session, conn);
    session_enter(session, DB_SESSION_READY);
    tell_ready(session);
}

static void on_result(struct db_conn *conn, const struct db_result *result,
                      const struct error *err)
{
    struct db_session *session = CONTAINER_OF(conn, struct db_session, conn);
    if (session->state != DB_SESSION_RESETTING) {
        bool as_asked = err != NULL && session->aborts;
        session->aborts = false;
        session_enter(session, DB_SESSION_READY);
        tell(session, as_asked ? &EMPTY : result, as_asked ? NULL : err);
    } else if (conn->in_transaction) {
        roll_back(session);
    } else {
        rolled_back(session);
    }
}

static void on_copy(struct db_conn *conn)
{
    struct db_session *session = CONTAINER_OF(conn, struct db_session, conn);
    CHECK(session->copies);
    session_enter(session, DB_SESSION_COPYING);
    tell(session, &EMPTY, NULL);
}

static void tell_room(struct db_session *session)
{
    if (session->full && session->on_room != NULL) {
        session->full = false;
        session->on_room(session->room_ctx);
    }
}

static void on_room(struct db_conn *conn)
{
    tell_room(CONTAINER_OF(conn, struct db_session, conn));
}

/* Whoever waits is told now; whoever is between two statements, or between
 * two pieces of a COPY, with the next. */
static void on_lost(struct db_conn *conn, const struct error *err)
{
    struct db_session *session = CONTAINER_OF(conn, struct db_session, conn);
    enum db_session_state was = session->state;
    event_del(&session->deadline);
    session_enter(session, DB_SESSION_DOWN);
    switch (was) {
    case DB_SESSION_RUNNING:
        session->aborts = false;
        tell(session, NULL, err);
        break;
    case DB_SESSION_COPYING:
        session->owed = true;
        tell_room(session);
        break;
    case DB_SESSION_READY:
        session->owed = conn->in_transaction;
        break;
    default:
        break;
    }
}

static enum db_step_start start_lock(struct db_conn *conn)
{
    return db_step_once(conn, STATEMENT_SESSION_LOCK, NULL);
}

static const struct db_step step_lock = {start_lock, NULL, NULL};

static const struct db_step *const STEPS[] = {
    &db_step_check,  &db_step_set,     &step_lock,
    &db_step_tables, &db_step_prepare, NULL,
};

static const struct db_conn_ops OPS = {
    .name = "import",
    .steps = STEPS,
    .role = STATEMENT_ROLE_IMPORT,
    .on_ready = on_ready,
    .on_lost = on_lost,
    .on_result = on_result,
    .on_copy = on_copy,
    .on_room = on_room,
};

void db_session_init(struct db_session *session, struct event_base *base,
                     const struct db_conn_options *options,
                     struct db_guard *guard)
{
    *session = (struct db_session){.guard = guard};
    db_conn_init(&session->conn, base, &OPS, options);
    event_assign(&session->refusal, base, -1, 0, on_refusal, session);
    event_assign(&session->deadline, base, -1, 0, on_deadline, session);
}

void db_session_fini(struct db_session *session)
{
    event_del(&session->refusal);
    event_del(&session->deadline);
    db_conn_fini(&session->conn);
}

void db_session_start(struct db_session *session)
{
    db_conn_start(&session->conn);
}

void db_session_stop(struct db_session *session)
{
    bool was_ready = db_conn_ready(&session->conn);
    db_conn_stop(&session->conn);
    if (was_ready) {
        struct error err;
        error_detail(&err, FAULT_UNAVAILABLE, "the guard's lock was lost");
        on_lost(&session->conn, &err);
    }
}
