#include "storage/db_guard.h"

#include <stdio.h>
#include <string.h>

#include "platform/log.h"
#include "platform/macros.h"
#include "storage/db_pool.h"
#include "storage/db_schema.h"
#include "storage/db_setup.h"

/* --- its steps --- */

static enum db_step_start start_lock(struct db_conn *conn)
{
    return db_step_once(conn, STATEMENT_DAEMON_LOCK, NULL);
}

static bool judge_lock(const struct db_result *result, struct error *err)
{
    return strcmp(db_text(result, 0, 0), "t") == 0 ||
           error_detail(err, FAULT_UNAVAILABLE,
                        "another daemon serves this database");
}

static enum db_step_start start_version(struct db_conn *conn)
{
    return db_step_once(conn, STATEMENT_SCHEMA_VERSION, NULL);
}

static enum db_step_start start_listen(struct db_conn *conn)
{
    return db_step_once(conn, STATEMENT_DAEMON_LISTEN, NULL);
}

static const struct db_step step_lock = {start_lock, judge_lock, NULL};
static const struct db_step step_version = {start_version, db_schema_judge,
                                            "run tvetstatd migrate"};
static const struct db_step step_listen = {start_listen, NULL, NULL};

static const struct db_step *const STEPS[] = {
    &db_step_check, &db_step_set, &step_version, &step_lock, &step_listen, NULL,
};

/* --- cancelling --- */

static void send_cancel(struct db_guard *guard)
{
    char process[16];
    snprintf(process, sizeof(process), "%d", guard->cancel);
    guard->cancel = 0;
    const char *const params[] = {process};
    db_conn_send(&guard->conn, STATEMENT_BACKEND_CANCEL, params);
}

void db_guard_cancel(struct db_guard *guard, int process)
{
    guard->cancel = process;
    if (guard->conn.state == DB_CONN_IDLE) {
        send_cancel(guard);
    }
}

/* --- what the connection tells --- */

static void on_ready(struct db_conn *conn)
{
    struct db_guard *guard = CONTAINER_OF(conn, struct db_guard, conn);
    LOG(LOG_INFO, NULL, "db_guard_held");
    guard->on_held(guard, true);
}

static void on_lost(struct db_conn *conn, const struct error *err)
{
    (void)err;
    struct db_guard *guard = CONTAINER_OF(conn, struct db_guard, conn);
    guard->cancel = 0;
    guard->on_held(guard, false);
}

static void on_result(struct db_conn *conn, const struct db_result *result,
                      const struct error *err)
{
    (void)result;
    struct db_guard *guard = CONTAINER_OF(conn, struct db_guard, conn);
    if (err != NULL) {
        LOG(LOG_WARN, NULL, "db_cancel_failed", LOG_TEXT("error", err->detail));
    }
    if (guard->cancel != 0) {
        send_cancel(guard);
    }
}

static void on_notify(struct db_conn *conn, const char *payload)
{
    struct db_guard *guard = CONTAINER_OF(conn, struct db_guard, conn);
    guard->on_notify(guard, payload);
}

static const struct db_conn_ops OPS = {
    .name = "guard",
    .steps = STEPS,
    .role = STATEMENT_ROLE_CONNECT,
    .on_ready = on_ready,
    .on_lost = on_lost,
    .on_result = on_result,
    .on_notify = on_notify,
};

void db_guard_init(struct db_guard *guard, struct event_base *base,
                   const struct db_conn_options *options)
{
    *guard = (struct db_guard){0};
    db_conn_init(&guard->conn, base, &OPS, options);
}

void db_guard_fini(struct db_guard *guard)
{
    db_conn_fini(&guard->conn);
}

bool db_guard_held(const struct db_guard *guard)
{
    return db_conn_ready(&guard->conn);
}
