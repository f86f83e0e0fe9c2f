#include "storage/db_setup.h"

#include <stdio.h>
#include <string.h>

#include "storage/db_pool.h"
#include "storage/db_result.h"

#define SERVER_VERSION_MIN 150000

enum db_step_start db_step_once(struct db_conn *conn, enum statement statement,
                                const char *const *params)
{
    if (conn->cursor++ > 0) {
        return DB_STEP_OVER;
    }
    return db_conn_transmit(conn, statement, params) ? DB_STEP_SENT
                                                     : DB_STEP_FAILED;
}

/* --- is an acknowledged commit durable here? --- */

static enum db_step_start start_check(struct db_conn *conn)
{
    return db_step_once(conn, STATEMENT_CONNECTION_CHECK, NULL);
}

static bool is_on(const char *value)
{
    return strcmp(value, "on") == 0;
}

static bool judge_check(const struct db_result *result, struct error *err)
{
    if (db_int(result, 0, 0) < SERVER_VERSION_MIN) {
        return error_detail(err, FAULT_UNAVAILABLE,
                            "the server's version %s is older than %d",
                            db_text(result, 0, 0), SERVER_VERSION_MIN);
    }
    const char *fsync = db_text(result, 0, 1);
    const char *commit = db_text(result, 0, 2);
    const char *pages = db_text(result, 0, 3);
    if (is_on(fsync) && is_on(pages) &&
        (is_on(commit) || strcmp(commit, "remote_apply") == 0)) {
        return true;
    }
    return error_detail(err, FAULT_UNAVAILABLE,
                        "commits are not durable here: fsync=%s "
                        "synchronous_commit=%s full_page_writes=%s",
                        fsync, commit, pages);
}

const struct db_step db_step_check = {start_check, judge_check, NULL};

/* --- settings --- */

static enum db_step_start start_set(struct db_conn *conn)
{
    const struct db_conn_options *options = conn->options;
    char timeout[16];
    snprintf(timeout, sizeof(timeout), "%d", options->statement_ms);
    const char *const params[] = {timeout, options->plan_cache_mode,
                                  options->work_mem};
    return db_step_once(conn, STATEMENT_CONNECTION_SET, params);
}

const struct db_step db_step_set = {start_set, NULL, NULL};

/* --- temporary tables: before the statements that name them --- */

static enum db_step_start start_tables(struct db_conn *conn)
{
    return db_step_once(conn, STATEMENT_SESSION_TABLES, NULL);
}

const struct db_step db_step_tables = {start_tables, NULL, NULL};

/* --- prepared statements, one after the other --- */

static bool prepared_here(const struct db_conn *conn,
                          const struct statement_row *statement)
{
    return !statement->script && (statement->role == STATEMENT_ROLE_ANY ||
                                  statement->role == conn->ops->role);
}

static enum db_step_start start_prepare(struct db_conn *conn)
{
    while (conn->cursor < STATEMENT_COUNT) {
        const struct statement_row *statement =
            statement_get((enum statement)conn->cursor++);
        if (!prepared_here(conn, statement)) {
            continue;
        }
        return PQsendPrepare(conn->pq, statement->name, statement->sql, 0, NULL)
                   ? DB_STEP_SENT
                   : DB_STEP_FAILED;
    }
    return DB_STEP_OVER;
}

const struct db_step db_step_prepare = {start_prepare, NULL, NULL};

/* --- one step after the other --- */

static void failed(struct db_conn *conn)
{
    struct error err;
    db_result_broken(conn->pq, &err);
    db_conn_lose(conn, &err);
}

static void run(struct db_conn *conn)
{
    const struct db_step *step;
    while ((step = conn->ops->steps[conn->step]) != NULL) {
        switch (step->start(conn)) {
        case DB_STEP_SENT:
            db_conn_flush(conn);
            return;
        case DB_STEP_OVER:
            conn->step++;
            conn->cursor = 0;
            break;
        case DB_STEP_FAILED:
            failed(conn);
            return;
        }
    }
    conn->attempts = 0;
    conn->refusal[0] = '\0';
    event_del(&conn->timer);
    db_conn_enter(conn, DB_CONN_IDLE);
    conn->ops->on_ready(conn);
}

void db_setup_begin(struct db_conn *conn)
{
    conn->step = 0;
    conn->cursor = 0;
    run(conn);
}

/* Adds the step's hint, or which statement could not be prepared (the cursor
 * stands behind it). */
static void explain(const struct db_conn *conn, const struct error *cause,
                    struct error *err)
{
    const struct db_step *step = conn->ops->steps[conn->step];
    const char *hint = step->hint;
    if (step == &db_step_prepare) {
        hint = statement_get((enum statement)(conn->cursor - 1))->name;
    }
    error_detail(err, cause->fault, "%.180s%s%.60s", cause->detail,
                 hint == NULL ? "" : ": ", hint == NULL ? "" : hint);
}

void db_setup_result(struct db_conn *conn, const struct db_result *result,
                     const struct error *err)
{
    const struct db_step *step = conn->ops->steps[conn->step];
    struct error refusal;
    if (err != NULL) {
        explain(conn, err, &refusal);
        db_conn_lose(conn, &refusal);
    } else if (step->judge != NULL && !step->judge(result, &refusal)) {
        db_conn_lose(conn, &refusal);
    } else {
        run(conn);
    }
}
