/*
 * A pool of asynchronous PostgreSQL connections on the event loop. Nothing
 * here blocks. Only storage/db_*.c knows libpq.
 *
 * A query is a struct embedded in the operation that asks (CONTAINER_OF gets
 * the operation back). db_submit() never calls `done`; the loop does, exactly
 * once. A query that waits longer than the pool's deadline for a connection
 * ends with FAULT_UNAVAILABLE. SQLSTATEs become faults by a table
 * (db_sqlstate.c): 57014 TIMEOUT, 53100 STORAGE_FULL, 40001 CONTENTION,
 * 08xxx/57P0x/53300 UNAVAILABLE, ... PostgreSQL's own text goes to err->detail
 * only, and to the log with the request's id. Nothing is retried here.
 *
 * Besides the connections for reads and the one for imports there is a guard:
 * a connection that holds the lock "one daemon per database" and checks that
 * the schema is the one this binary was built for. Without it the pool is not
 * up: queries wait, and the import session is not ready.
 */
#ifndef TVS_STORAGE_DB_POOL_H
#define TVS_STORAGE_DB_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "storage/statements.h"

#define DB_MAX_PARAMS 26
#define DB_MAX_READERS 64
#define DB_MAX_WAITING 4096 /* queries; the next ends with OVERLOADED */

struct event_base;
struct db_pool;
struct db_result;
struct db_query;

typedef void db_done_fn(struct db_query *query, const struct db_result *result,
                        const struct error *err);

struct db_query {
    enum statement statement;
    /* Text format, NULL for SQL NULL. Must live until `done`. */
    const char *params[DB_MAX_PARAMS];
    db_done_fn *done; /* result is NULL when it failed; valid during the call */
    const char *request_id; /* for the log; may be NULL; lives as params do */
    /* The pool's own. */
    struct db_query *next;
    int64_t deadline;
    enum fault refused;
};

struct db_pool_options {
    const char *conninfo;    /* a socket directory or hostaddr, never a name */
    int read_connections;    /* 1..DB_MAX_READERS */
    int wait_ms;             /* a query waits so long for a connection */
    int connect_ms;          /* until a connection must be ready */
    int statement_ms;        /* statement_timeout of reads */
    int import_statement_ms; /* of imports */
    const char *import_work_mem; /* "128MB" */
    /* The pool is up (true), or no more (false). After every interruption it
     * is called with true again: what is remembered must be loaded anew. */
    void (*on_state)(bool up, void *ctx);
    /* A hint on the channel tvetstat; may be NULL. */
    void (*on_notify)(const char *payload, void *ctx);
    void *ctx;
};

/*
 * Can this be connected to without blocking? False when it is not a
 * connection string or names a host that would have to be resolved.
 */
MUSTCHECK bool db_conninfo_check(const char *conninfo, struct error *err);

/* The options are copied. NULL: a conninfo that db_conninfo_check() refuses,
 * which was logged. */
struct db_pool *db_pool_new(struct event_base *base,
                            const struct db_pool_options *options);
/* Queries that are still out are forgotten: their `done` is not called. Not
 * from a callback of the pool. NULL is harmless. */
void db_pool_free(struct db_pool *pool);
void db_submit(struct db_pool *pool, struct db_query *query);
/* The asker is gone: `done` will not be called; the query runs out. The query
 * struct may be freed at once. Harmless when `done` was called already. */
void db_abandon(struct db_pool *pool, struct db_query *query);
/* The lock is held, the schema fits, and a connection for reads is up. */
bool db_pool_up(const struct db_pool *pool);

struct db_pool_stats {
    int connections_up, busy, waiting;
    int64_t queries, failures, reconnects;
};
struct db_pool_stats db_pool_stats(const struct db_pool *pool);

/* Results: rows x columns of text. */
int db_rows(const struct db_result *result);
bool db_is_null(const struct db_result *result, int row, int column);
/* "" for NULL. Valid as long as the result. */
const char *db_text(const struct db_result *result, int row, int column);
int db_length(const struct db_result *result, int row, int column);
/* 0 for NULL. */
int64_t db_int(const struct db_result *result, int row, int column);
/* Rows that an INSERT, UPDATE, DELETE or COPY touched. */
int64_t db_affected(const struct db_result *result);

/*
 * The import session: the one dedicated connection on which imports run,
 * statement by statement, with COPY. It has its own temporary tables
 * (STATEMENT_SESSION_TABLES). One user at a time, who ends every transaction
 * with COMMIT, with ROLLBACK or with db_session_reset(). A transaction that
 * is lost with its connection fails the statement that runs, or the next one:
 * nothing of it ever runs outside of it.
 */
struct db_session;

/* Never NULL; connects in the background and again when lost. When it is ready
 * again, what the lost connection was doing is decided: a COMMIT that nobody
 * answered has happened, or never will. */
struct db_session *db_pool_session(struct db_pool *pool);
/* Ready for a new transaction? If not, statements end with UNAVAILABLE. */
bool db_session_ready(const struct db_session *session);
/* Called from the loop whenever it becomes ready by itself: it connected, or
 * a reset is over. */
void db_session_on_ready(struct db_session *session,
                         void (*on_ready)(void *ctx), void *ctx);
/* Runs one statement; `done` as above. Not while another runs or in COPY. */
void db_session_run(struct db_session *session, struct db_query *query);
/*
 * Begins COPY ... FROM STDIN (BINARY) with a statement of that form; `done`
 * is called once when the server is ready for data (with an empty result), or
 * with the error.
 */
void db_session_copy(struct db_session *session, struct db_query *query);
/*
 * Hands data to COPY. False: accepted, but call no more until on_room. The
 * data are copied. After a lost connection it drops what it gets; copy_end
 * tells.
 */
bool db_session_copy_put(struct db_session *session, const void *data,
                         size_t len);
void db_session_on_room(struct db_session *session, void (*on_room)(void *ctx),
                        void *ctx);
/* Ends COPY; abort_reason NULL keeps the data in the transaction. `done` gets
 * the number of rows (db_affected) or the error. A COPY that ends as it was
 * asked to abort is no error (the transaction has failed all the same). */
void db_session_copy_end(struct db_session *session, struct db_query *query,
                         const char *abort_reason);
/* Forgets the running statement (its done is not called), rolls back, and
 * becomes ready again within a second; reconnects if it must. A COMMIT that
 * runs is never cancelled but waited for: it may succeed. */
void db_session_reset(struct db_session *session);

#endif
