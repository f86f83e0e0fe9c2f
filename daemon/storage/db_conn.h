/*
 * One connection to PostgreSQL on the event loop: it connects, runs the steps
 * that make it ready (db_setup.h), runs one statement at a time, and connects
 * again when it is lost. Readers, the import session and the guard embed it
 * and differ by their table of operations.
 *
 *  STOPPED     no PGconn, and nobody tries: before start, after stop
 *  WAITING     no PGconn; the timer will try again
 *  CONNECTING  PQconnectPoll; the timer is the deadline
 *  SETUP       the steps of its kind, one by one; the same deadline
 *  IDLE        ready for a statement; maybe inside a transaction
 *  BUSY        a statement was sent, its results are awaited
 *  COPY        the server takes data
 */
#ifndef TVS_STORAGE_DB_CONN_H
#define TVS_STORAGE_DB_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <event2/event.h>
#include <event2/event_struct.h>
#include <libpq-fe.h>

#include "platform/error.h"
#include "platform/macros.h"
#include "storage/statements.h"

struct db_conn;
struct db_result;

enum db_conn_state {
    DB_CONN_STOPPED,
    DB_CONN_WAITING,
    DB_CONN_CONNECTING,
    DB_CONN_SETUP,
    DB_CONN_IDLE,
    DB_CONN_BUSY,
    DB_CONN_COPY,
    DB_CONN_STATES
};

/* What a step of the setup did. */
enum db_step_start {
    DB_STEP_SENT, /* judge its result, then start the same step again */
    DB_STEP_OVER, /* nothing (more) to do: the next step */
    DB_STEP_FAILED,
};

struct db_step {
    enum db_step_start (*start)(struct db_conn *conn);
    /* NULL: that the statement succeeded is enough. */
    bool (*judge)(const struct db_result *result, struct error *err);
    const char *hint; /* for the operator when the statement fails; or NULL */
};

struct db_conn_ops {
    const char *name;                   /* for the log */
    const struct db_step *const *steps; /* ends with NULL */
    enum statement_role role;           /* what the step prepare prepares */
    void (*on_ready)(struct db_conn *conn);
    /* A connection that was ready is gone, and with it what ran on it. */
    void (*on_lost)(struct db_conn *conn, const struct error *err);
    /* Exactly one of result and err is NULL; the connection is idle again. */
    void (*on_result)(struct db_conn *conn, const struct db_result *result,
                      const struct error *err);
    /* These may be NULL if the kind never copies or listens. */
    void (*on_copy)(struct db_conn *conn); /* ready for data */
    void (*on_room)(struct db_conn *conn); /* after a put returned false */
    void (*on_notify)(struct db_conn *conn, const char *payload);
};

struct db_conn_options {
    const char *conninfo;
    int connect_ms;
    int statement_ms;
    const char *plan_cache_mode;
    const char *work_mem; /* NULL: the server's */
};

struct db_conn {
    const struct db_conn_ops *ops;
    const struct db_conn_options *options;
    struct event_base *base;
    enum db_conn_state state;
    PGconn *pq;
    struct event readable, writable, timer;
    bool unsent;         /* libpq holds bytes that the socket did not take */
    bool broken;         /* found while sending; told from the loop */
    bool room_wanted;    /* a put returned false */
    bool in_transaction; /* after the last statement, even of a lost one */
    int64_t since;       /* when it became busy or full, ms */
    PGresult *result;    /* of the running statement: the first error or the
                            last result */
    int step, cursor;    /* of the setup; the cursor is the step's own */
    int attempts;        /* since it was ready last */
    int64_t reconnects;
    char refusal[ERROR_DETAIL_SIZE]; /* what was logged last, to say it once */
};

void db_conn_init(struct db_conn *conn, struct event_base *base,
                  const struct db_conn_ops *ops,
                  const struct db_conn_options *options);
void db_conn_fini(struct db_conn *conn);
/* Connects soon, unless it is under way already. */
void db_conn_start(struct db_conn *conn);
/* Closes it for good; no callback is called. */
void db_conn_stop(struct db_conn *conn);
/* Closes it and connects anew at once; no callback until it is ready. */
void db_conn_renew(struct db_conn *conn);
/* Only when idle. What goes wrong is told from the loop (on_lost). */
void db_conn_send(struct db_conn *conn, enum statement statement,
                  const char *const *params);
/* Only in COPY. False: no more until on_room. */
bool db_conn_copy_put(struct db_conn *conn, const void *data, size_t len);
/* Only in COPY; `reason` NULL keeps the data. Ends with on_result. */
void db_conn_copy_end(struct db_conn *conn, const char *reason);
/* Gives up on a server that has not answered long after its own time-out. */
void db_conn_watch(struct db_conn *conn, int64_t now);
bool db_conn_ready(const struct db_conn *conn);

/* --- for db_connect.c and db_setup.c --- */

void db_conn_enter(struct db_conn *conn, enum db_conn_state state);
/* Sends a statement, prepared or not as its role says. */
MUSTCHECK bool db_conn_transmit(struct db_conn *conn, enum statement statement,
                                const char *const *params);
/* Flushes what was sent and asks to be told when the rest fits. */
void db_conn_flush(struct db_conn *conn);
/* Closes it, tells the owner if it was ready, and tries again later. */
void db_conn_lose(struct db_conn *conn, const struct error *err);
/* What the socket's events call. */
void db_conn_on_socket(evutil_socket_t fd, short what, void *arg);

#endif
