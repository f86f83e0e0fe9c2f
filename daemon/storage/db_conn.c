#include "storage/db_conn.h"

#include <limits.h>
#include <string.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/log.h"
#include "storage/db_connect.h"
#include "storage/db_result.h"
#include "storage/db_setup.h"
#include "storage/db_sqlstate.h"

/* A server that is this late after its own statement_timeout is gone. */
#define WATCH_GRACE_MS 5000

#define TO(state) (1 << DB_CONN_##state)

static const struct {
    const char *name;
    int next; /* the states that may follow */
} STATES[DB_CONN_STATES] = {
    [DB_CONN_STOPPED] = {"stopped", TO(WAITING)},
    [DB_CONN_WAITING] = {"waiting", TO(CONNECTING) | TO(STOPPED)},
    [DB_CONN_CONNECTING] = {"connecting",
                            TO(SETUP) | TO(WAITING) | TO(STOPPED)},
    [DB_CONN_SETUP] = {"setup", TO(IDLE) | TO(WAITING) | TO(STOPPED)},
    [DB_CONN_IDLE] = {"idle", TO(BUSY) | TO(WAITING) | TO(STOPPED)},
    [DB_CONN_BUSY] = {"busy", TO(IDLE) | TO(COPY) | TO(WAITING) | TO(STOPPED)},
    [DB_CONN_COPY] = {"copy", TO(BUSY) | TO(WAITING) | TO(STOPPED)},
};

void db_conn_enter(struct db_conn *conn, enum db_conn_state state)
{
    CHECK((STATES[conn->state].next & 1 << state) != 0);
    LOG(LOG_DEBUG, NULL, "db_state", LOG_TEXT("conn", conn->ops->name),
        LOG_TEXT("from", STATES[conn->state].name),
        LOG_TEXT("to", STATES[state].name));
    conn->state = state;
}

void db_conn_init(struct db_conn *conn, struct event_base *base,
                  const struct db_conn_ops *ops,
                  const struct db_conn_options *options)
{
    *conn = (struct db_conn){.ops = ops, .options = options, .base = base};
    event_assign(&conn->readable, base, -1, 0, db_conn_on_socket, conn);
    event_assign(&conn->writable, base, -1, 0, db_conn_on_socket, conn);
    event_assign(&conn->timer, base, -1, 0, db_connect_on_timer, conn);
}

/* The events first: the descriptor's number may be another's right after. */
static void disconnect(struct db_conn *conn)
{
    event_del(&conn->readable);
    event_del(&conn->writable);
    event_del(&conn->timer);
    PQclear(conn->result);
    conn->result = NULL;
    PQfinish(conn->pq);
    conn->pq = NULL;
    conn->unsent = false;
    conn->broken = false;
    conn->room_wanted = false;
}

void db_conn_fini(struct db_conn *conn)
{
    disconnect(conn);
}

void db_conn_start(struct db_conn *conn)
{
    if (conn->state == DB_CONN_STOPPED) {
        db_conn_enter(conn, DB_CONN_WAITING);
        db_connect_soon(conn);
    }
}

void db_conn_stop(struct db_conn *conn)
{
    if (conn->state != DB_CONN_STOPPED) {
        disconnect(conn);
        db_conn_enter(conn, DB_CONN_STOPPED);
    }
}

void db_conn_renew(struct db_conn *conn)
{
    if (db_conn_ready(conn)) {
        disconnect(conn);
        db_conn_enter(conn, DB_CONN_WAITING);
        db_connect_soon(conn);
    }
}

bool db_conn_ready(const struct db_conn *conn)
{
    return conn->state >= DB_CONN_IDLE;
}

/* A server that stays away says the same every few seconds: log it once. */
static void log_refusal(struct db_conn *conn, const struct error *err)
{
    bool news = strcmp(conn->refusal, err->detail) != 0;
    memcpy(conn->refusal, err->detail, sizeof(conn->refusal));
    LOG(news ? LOG_ERROR : LOG_DEBUG, NULL, "db_refused",
        LOG_TEXT("conn", conn->ops->name), LOG_TEXT("error", err->detail));
}

void db_conn_lose(struct db_conn *conn, const struct error *err)
{
    bool was_ready = db_conn_ready(conn);
    if (was_ready) {
        conn->reconnects++;
        LOG(LOG_WARN, NULL, "db_lost", LOG_TEXT("conn", conn->ops->name),
            LOG_TEXT("error", err->detail));
    } else {
        log_refusal(conn, err);
    }
    disconnect(conn);
    db_conn_enter(conn, DB_CONN_WAITING);
    db_connect_later(conn);
    if (was_ready) {
        conn->ops->on_lost(conn, err);
    }
}

/* --- sending --- */

/* Found while somebody calls us: callbacks have to wait for the loop. */
static void break_later(struct db_conn *conn)
{
    conn->broken = true;
    event_active(&conn->readable, EV_READ, 0);
}

void db_conn_flush(struct db_conn *conn)
{
    int left = PQflush(conn->pq);
    conn->unsent = left > 0;
    if (left > 0) {
        event_add(&conn->writable, NULL);
    } else if (left < 0) {
        break_later(conn);
    }
}

bool db_conn_transmit(struct db_conn *conn, enum statement id,
                      const char *const *params)
{
    const struct statement_row *statement = statement_get(id);
    if (statement->script) {
        return PQsendQuery(conn->pq, statement->sql) == 1;
    }
    if (statement->role == STATEMENT_ROLE_CONNECT) {
        return PQsendQueryParams(conn->pq, statement->sql, statement->params,
                                 NULL, params, NULL, NULL, 0) == 1;
    }
    return PQsendQueryPrepared(conn->pq, statement->name, statement->params,
                               params, NULL, NULL, 0) == 1;
}

void db_conn_send(struct db_conn *conn, enum statement statement,
                  const char *const *params)
{
    db_conn_enter(conn, DB_CONN_BUSY);
    conn->since = clock_ms();
    if (db_conn_transmit(conn, statement, params)) {
        db_conn_flush(conn);
    } else {
        break_later(conn);
    }
}

bool db_conn_copy_put(struct db_conn *conn, const void *data, size_t len)
{
    ASSERT(conn->state == DB_CONN_COPY);
    CHECK(len <= INT_MAX);
    if (conn->broken) {
        return true;
    }
    if (PQputCopyData(conn->pq, data, (int)len) != 1) {
        break_later(conn);
        return true;
    }
    /* 1 is not room: libpq would buffer the whole file. */
    db_conn_flush(conn);
    conn->room_wanted = conn->unsent;
    conn->since = clock_ms();
    return !conn->room_wanted;
}

void db_conn_copy_end(struct db_conn *conn, const char *reason)
{
    db_conn_enter(conn, DB_CONN_BUSY);
    conn->room_wanted = false;
    conn->since = clock_ms();
    if (PQputCopyEnd(conn->pq, reason) == 1) {
        db_conn_flush(conn);
    } else {
        break_later(conn);
    }
}

/* --- receiving --- */

static void lost(struct db_conn *conn)
{
    struct error err;
    /* The server's last word says more than that the socket was closed. */
    if (conn->result == NULL || db_result_judge(conn->result, &err)) {
        db_result_broken(conn->pq, &err);
    }
    db_conn_lose(conn, &err);
}

static void finish(struct db_conn *conn)
{
    struct db_result result = {.res = conn->result};
    conn->result = NULL;
    conn->in_transaction = PQtransactionStatus(conn->pq) != PQTRANS_IDLE;
    struct error err;
    bool ok = db_result_judge(result.res, &err);
    if (conn->state == DB_CONN_SETUP) {
        db_setup_result(conn, ok ? &result : NULL, ok ? NULL : &err);
    } else if (!ok && (PQstatus(conn->pq) == CONNECTION_BAD ||
                       db_sqlstate_find(db_result_state(result.res))->drops)) {
        db_conn_lose(conn, &err);
    } else {
        db_conn_enter(conn, DB_CONN_IDLE);
        conn->ops->on_result(conn, ok ? &result : NULL, ok ? NULL : &err);
    }
    PQclear(result.res);
}

static void begin_copy(struct db_conn *conn)
{
    CHECK(conn->ops->on_copy != NULL);
    db_conn_enter(conn, DB_CONN_COPY);
    conn->ops->on_copy(conn);
}

/* Keeps the first error, else the last result. */
static void keep(struct db_conn *conn, PGresult *res)
{
    struct error err;
    CHECK(PQresultStatus(res) != PGRES_COPY_OUT);
    if (conn->result != NULL && !db_result_judge(conn->result, &err)) {
        PQclear(res);
        return;
    }
    PQclear(conn->result);
    conn->result = res;
}

/* Ends with at most one callback, which may have closed the connection. */
static void collect(struct db_conn *conn)
{
    while (PQisBusy(conn->pq) == 0) {
        PGresult *res = PQgetResult(conn->pq);
        if (res == NULL) {
            finish(conn);
            return;
        }
        if (PQresultStatus(res) == PGRES_COPY_IN) {
            PQclear(res);
            begin_copy(conn);
            return;
        }
        keep(conn, res);
    }
}

static void take_notices(struct db_conn *conn)
{
    PGnotify *notify;
    while ((notify = PQnotifies(conn->pq)) != NULL) {
        if (conn->ops->on_notify != NULL) {
            conn->ops->on_notify(conn, notify->extra);
        }
        PQfreemem(notify);
    }
}

void db_conn_on_socket(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct db_conn *conn = arg;
    if (conn->state == DB_CONN_CONNECTING) {
        db_connect_poll(conn);
        return;
    }
    if (conn->broken || PQconsumeInput(conn->pq) == 0) {
        lost(conn);
        return;
    }
    if (conn->unsent) {
        db_conn_flush(conn);
    }
    if (conn->state == DB_CONN_SETUP || conn->state == DB_CONN_BUSY) {
        collect(conn);
    } else if (conn->state == DB_CONN_IDLE) {
        take_notices(conn);
    } else if (conn->room_wanted && !conn->unsent && !conn->broken) {
        conn->room_wanted = false;
        conn->ops->on_room(conn);
    }
}

void db_conn_watch(struct db_conn *conn, int64_t now)
{
    bool waits = conn->state == DB_CONN_BUSY ||
                 (conn->state == DB_CONN_COPY && conn->room_wanted);
    int limit = conn->options->statement_ms;
    if (waits && now - conn->since - WATCH_GRACE_MS > limit) {
        struct error err;
        error_detail(&err, FAULT_TIMEOUT, "no answer for %d ms", limit);
        db_conn_lose(conn, &err);
    }
}
