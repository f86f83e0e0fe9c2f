#include "storage/db_pool.h"

#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/log.h"
#include "platform/macros.h"
#include "storage/db_guard.h"
#include "storage/db_reads.h"
#include "storage/db_session.h"

#define WATCH_INTERVAL_S 1

struct db_pool {
    struct db_pool_options options;
    struct db_conn_options read_options, import_options;
    char *conninfo, *work_mem;
    struct db_guard guard;
    struct db_session session;
    struct db_reads reads;
    struct event watch;
    bool up;
};

/* --- up and down --- */

static void update(struct db_pool *pool)
{
    bool up = db_guard_held(&pool->guard) && db_reads_up(&pool->reads) > 0;
    if (up == pool->up) {
        return;
    }
    pool->up = up;
    LOG(up ? LOG_INFO : LOG_WARN, NULL, up ? "db_up" : "db_down");
    db_reads_set_open(&pool->reads, up);
    if (pool->options.on_state != NULL) {
        pool->options.on_state(up, pool->options.ctx);
    }
}

static void on_reads_change(struct db_reads *reads)
{
    update(CONTAINER_OF(reads, struct db_pool, reads));
}

/*
 * Without the lock another daemon may write: nothing new is sent, and an
 * import in flight must not commit. Reads that run may end.
 */
static void on_held(struct db_guard *guard, bool held)
{
    struct db_pool *pool = CONTAINER_OF(guard, struct db_pool, guard);
    if (held) {
        db_reads_start(&pool->reads);
        db_session_start(&pool->session);
    } else {
        db_session_stop(&pool->session);
    }
    update(pool);
}

static void on_notify(struct db_guard *guard, const char *payload)
{
    struct db_pool *pool = CONTAINER_OF(guard, struct db_pool, guard);
    if (pool->options.on_notify != NULL) {
        pool->options.on_notify(payload, pool->options.ctx);
    }
}

static void on_watch(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct db_pool *pool = arg;
    int64_t now = clock_ms();
    db_conn_watch(&pool->guard.conn, now);
    db_conn_watch(&pool->session.conn, now);
    for (int i = 0; i < pool->reads.count; i++) {
        db_conn_watch(&pool->reads.readers[i].conn, now);
    }
}

/* --- what others see --- */

void db_submit(struct db_pool *pool, struct db_query *query)
{
    db_reads_submit(&pool->reads, query);
}

void db_abandon(struct db_pool *pool, struct db_query *query)
{
    db_reads_abandon(&pool->reads, query);
}

bool db_pool_up(const struct db_pool *pool)
{
    return pool->up;
}

struct db_session *db_pool_session(struct db_pool *pool)
{
    return &pool->session;
}

struct db_pool_stats db_pool_stats(const struct db_pool *pool)
{
    const struct db_reads *reads = &pool->reads;
    struct db_pool_stats stats = {
        .connections_up = db_reads_up(reads),
        .waiting = reads->waiting.count,
        .queries = reads->queries,
        .failures = reads->failures,
        .reconnects =
            pool->guard.conn.reconnects + pool->session.conn.reconnects,
    };
    for (int i = 0; i < reads->count; i++) {
        stats.busy += reads->readers[i].conn.state == DB_CONN_BUSY;
        stats.reconnects += reads->readers[i].conn.reconnects;
    }
    return stats;
}

/* --- life --- */

static void set_options(struct db_pool *pool,
                        const struct db_pool_options *options)
{
    pool->options = *options;
    pool->conninfo = strdup(options->conninfo);
    pool->work_mem = strdup(options->import_work_mem);
    CHECK(pool->conninfo != NULL && pool->work_mem != NULL);
    pool->read_options = (struct db_conn_options){
        .conninfo = pool->conninfo,
        .connect_ms = options->connect_ms,
        .statement_ms = options->statement_ms,
        .plan_cache_mode = "auto",
    };
    /* Imports differ by orders of magnitude: a plan that was made for a
     * hundred rows must not be used for a million. */
    pool->import_options = pool->read_options;
    pool->import_options.statement_ms = options->import_statement_ms;
    pool->import_options.plan_cache_mode = "force_custom_plan";
    pool->import_options.work_mem = pool->work_mem;
}

static void set_connections(struct db_pool *pool, struct event_base *base)
{
    db_reads_init(&pool->reads, base, &pool->read_options,
                  pool->options.read_connections);
    pool->reads.wait_ms = pool->options.wait_ms;
    pool->reads.on_change = on_reads_change;
    db_guard_init(&pool->guard, base, &pool->read_options);
    pool->guard.on_held = on_held;
    pool->guard.on_notify = on_notify;
    db_session_init(&pool->session, base, &pool->import_options, &pool->guard);
}

struct db_pool *db_pool_new(struct event_base *base,
                            const struct db_pool_options *options)
{
    static const struct timeval INTERVAL = {.tv_sec = WATCH_INTERVAL_S};
    struct error err;
    if (!db_conninfo_check(options->conninfo, &err)) {
        LOG(LOG_ERROR, NULL, "db_conninfo", LOG_TEXT("error", err.args[1]));
        return NULL;
    }
    struct db_pool *pool = calloc(1, sizeof(*pool));
    CHECK(pool != NULL);
    set_options(pool, options);
    set_connections(pool, base);
    event_assign(&pool->watch, base, -1, EV_PERSIST, on_watch, pool);
    event_add(&pool->watch, &INTERVAL);
    db_conn_start(&pool->guard.conn);
    return pool;
}

void db_pool_free(struct db_pool *pool)
{
    if (pool == NULL) {
        return;
    }
    event_del(&pool->watch);
    db_reads_fini(&pool->reads);
    db_session_fini(&pool->session);
    db_guard_fini(&pool->guard);
    free(pool->conninfo);
    free(pool->work_mem);
    free(pool);
}
