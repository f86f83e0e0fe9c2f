/*
 * A pool of asynchronous PostgreSQL connections on the event loop. Nothing
 * here blocks. Only storage/db_*.c knows libpq.
 *
 * A query is a struct embedded in the operation that asks (CONTAINER_OF gets
 * the operation back). db_submit() never calls `done`; the loop does, exactly
 * once. A query that waits longer than the pool's deadline for a connection
 * ends with FAULT_UNAVAILABLE. SQLSTATEs become faults by a table
 * (db_sqlstate.c): 57014 TIMEOUT, 53100 STORAGE_FULL, 08xxx/57P0x/53300
 * UNAVAILABLE, ... PostgreSQL's own text goes to err->detail only.
 */
#ifndef TVS_STORAGE_DB_POOL_H
#define TVS_STORAGE_DB_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "storage/statements.h"

#define DB_MAX_PARAMS 24

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
    const char *request_id; /* for the log; may be NULL */
    /* The pool's own. */
    struct db_query *next;
    int64_t deadline;
    bool abandoned;
};

struct db_pool_options {
    const char *conninfo; /* a socket directory or hostaddr, never a name */
    int read_connections;
    int wait_ms;      /* a query waits so long for a connection: 2000 */
    int connect_ms;   /* 5000 */
    int statement_ms; /* statement_timeout of reads: 10000 */
    int import_statement_ms;      /* of imports: 600000 */
    const char *import_work_mem;  /* "128MB" */
    /* Called after every (re)connect of the first connection, and when the
     * last one is lost. */
    void (*on_state)(bool up, void *ctx);
    void *ctx;
};

struct db_pool *db_pool_new(struct event_base *base,
                            const struct db_pool_options *options);
void db_pool_free(struct db_pool *pool);
void db_submit(struct db_pool *pool, struct db_query *query);
/* The asker is gone: `done` will not be called; the query runs out. The query
 * struct may be freed at once. */
void db_abandon(struct db_pool *pool, struct db_query *query);
/* At least one connection is up. */
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
int64_t db_int(const struct db_result *result, int row, int column);
/* Rows that an INSERT, UPDATE, DELETE or COPY touched. */
int64_t db_affected(const struct db_result *result);

/*
 * The import session: the one dedicated connection on which imports run,
 * statement by statement, with COPY. It has its own temporary tables
 * (statement role `import`). One user at a time.
 */
struct db_session;

/* Never NULL; connects in the background and again when lost. */
struct db_session *db_pool_session(struct db_pool *pool);
/* Ready for a new transaction? If not, FAULT_UNAVAILABLE. */
bool db_session_ready(const struct db_session *session);
/* Runs one statement; `done` as above. Not while another runs or in COPY. */
void db_session_run(struct db_session *session, struct db_query *query);
/*
 * Begins COPY ... FROM STDIN (BINARY) with a statement of that form; `done`
 * is called once when the server is ready for data (or with the error).
 */
void db_session_copy(struct db_session *session, struct db_query *query);
/*
 * Hands data to COPY. False: accepted, but call no more until on_room. The
 * data are copied. After a lost connection it drops what it gets; copy_end
 * tells.
 */
bool db_session_copy_put(struct db_session *session, const void *data,
                         size_t len);
void db_session_on_room(struct db_session *session,
                        void (*on_room)(void *ctx), void *ctx);
/* Ends COPY; abort_reason NULL commits the data to the transaction. `done`
 * gets the number of rows (db_affected) or the error. */
void db_session_copy_end(struct db_session *session, struct db_query *query,
                         const char *abort_reason);
/* Forgets the running statement (its done is not called), rolls back, and
 * becomes ready again within a second; reconnects if it must. */
void db_session_reset(struct db_session *session);

#endif
