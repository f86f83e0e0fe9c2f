#include "storage/db_reads.h"

#include <stdlib.h>

#include <event2/event.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/macros.h"
#include "storage/db_pool.h"
#include "storage/db_query.h"
#include "storage/db_setup.h"

/* --- sending --- */

static struct db_reader *idle_reader(struct db_reads *reads)
{
    for (int i = 0; i < reads->count; i++) {
        if (reads->readers[i].conn.state == DB_CONN_IDLE) {
            return &reads->readers[i];
        }
    }
    return NULL;
}

static void dispatch(struct db_reads *reads)
{
    struct db_reader *reader;
    while (reads->open && reads->waiting.first != NULL &&
           (reader = idle_reader(reads)) != NULL) {
        struct db_query *query = db_queue_pop(&reads->waiting);
        reader->query = query;
        db_conn_send(&reader->conn, query->statement, query->params);
    }
}

void db_reads_set_open(struct db_reads *reads, bool open)
{
    reads->open = open;
    dispatch(reads);
}

/* --- ending --- */

static void end(struct db_reads *reads, struct db_query *query,
                const struct db_result *result, const struct error *err)
{
    if (query != NULL) {
        reads->failures += err != NULL;
        db_query_end(query, result, err);
    }
}

static void on_ready(struct db_conn *conn)
{
    struct db_reader *reader = CONTAINER_OF(conn, struct db_reader, conn);
    reader->reads->on_change(reader->reads);
    dispatch(reader->reads);
}

static void on_lost(struct db_conn *conn, const struct error *err)
{
    struct db_reader *reader = CONTAINER_OF(conn, struct db_reader, conn);
    struct db_query *query = reader->query;
    reader->query = NULL;
    end(reader->reads, query, NULL, err);
    reader->reads->on_change(reader->reads);
}

/* The next query is sent first: the server works while the asker does. */
static void on_result(struct db_conn *conn, const struct db_result *result,
                      const struct error *err)
{
    struct db_reader *reader = CONTAINER_OF(conn, struct db_reader, conn);
    struct db_query *query = reader->query;
    reader->query = NULL;
    dispatch(reader->reads);
    end(reader->reads, query, result, err);
}

static void arm_expiry(struct db_reads *reads, int64_t now)
{
    int64_t ms = reads->waiting.first->deadline - now;
    ms = ms < 0 ? 0 : ms;
    struct timeval after = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    event_add(&reads->expiry, &after);
}

/* All wait equally long, so the first that came expires first. */
static void on_expiry(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct db_reads *reads = arg;
    int64_t now = clock_ms();
    struct error err;
    error_detail(&err, FAULT_UNAVAILABLE, "no connection within %d ms",
                 reads->wait_ms);
    while (reads->waiting.first != NULL &&
           reads->waiting.first->deadline <= now) {
        end(reads, db_queue_pop(&reads->waiting), NULL, &err);
    }
    if (reads->waiting.first != NULL) {
        arm_expiry(reads, now);
    }
}

static void on_refusal(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    struct db_reads *reads = arg;
    /* Those that are refused meanwhile get an event of their own. */
    for (int left = reads->refused.count; left > 0; left--) {
        struct db_query *query = db_queue_pop(&reads->refused);
        if (query == NULL) {
            break;
        }
        struct error err;
        error_detail(&err, query->refused, "%d queries wait already",
                     DB_MAX_WAITING);
        end(reads, query, NULL, &err);
    }
}

/* --- asking --- */

static void refuse(struct db_reads *reads, struct db_query *query)
{
    query->refused = FAULT_OVERLOADED;
    db_queue_push(&reads->refused, query);
    event_active(&reads->refusal, EV_TIMEOUT, 0);
}

void db_reads_submit(struct db_reads *reads, struct db_query *query)
{
    reads->queries++;
    if (reads->waiting.count >= DB_MAX_WAITING) {
        refuse(reads, query);
        return;
    }
    db_queue_push(&reads->waiting, query);
    dispatch(reads);
    if (reads->waiting.last == query) {
        int64_t now = clock_ms();
        query->deadline = now + reads->wait_ms;
        if (reads->waiting.first == query) {
            arm_expiry(reads, now);
        }
    }
}

void db_reads_abandon(struct db_reads *reads, struct db_query *query)
{
    if (db_queue_remove(&reads->waiting, query) ||
        db_queue_remove(&reads->refused, query)) {
        return;
    }
    for (int i = 0; i < reads->count; i++) {
        if (reads->readers[i].query == query) {
            reads->readers[i].query = NULL;
        }
    }
}

int db_reads_up(const struct db_reads *reads)
{
    int up = 0;
    for (int i = 0; i < reads->count; i++) {
        up += db_conn_ready(&reads->readers[i].conn);
    }
    return up;
}

/* --- life --- */

static const struct db_step *const STEPS[] = {&db_step_check, &db_step_set,
                                              &db_step_prepare, NULL};

static const struct db_conn_ops OPS = {
    .name = "read",
    .steps = STEPS,
    .role = STATEMENT_ROLE_READ,
    .on_ready = on_ready,
    .on_lost = on_lost,
    .on_result = on_result,
};

void db_reads_init(struct db_reads *reads, struct event_base *base,
                   const struct db_conn_options *options, int count)
{
    CHECK(count >= 1 && count <= DB_MAX_READERS);
    *reads = (struct db_reads){.count = count};
    reads->readers = calloc((size_t)count, sizeof(reads->readers[0]));
    CHECK(reads->readers != NULL);
    for (int i = 0; i < count; i++) {
        reads->readers[i].reads = reads;
        db_conn_init(&reads->readers[i].conn, base, &OPS, options);
    }
    event_assign(&reads->expiry, base, -1, 0, on_expiry, reads);
    event_assign(&reads->refusal, base, -1, 0, on_refusal, reads);
}

void db_reads_fini(struct db_reads *reads)
{
    event_del(&reads->expiry);
    event_del(&reads->refusal);
    for (int i = 0; i < reads->count; i++) {
        db_conn_fini(&reads->readers[i].conn);
    }
    free(reads->readers);
}

void db_reads_start(struct db_reads *reads)
{
    for (int i = 0; i < reads->count; i++) {
        db_conn_start(&reads->readers[i].conn);
    }
}
