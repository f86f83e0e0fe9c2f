#include "db_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libpq-fe.h>

#include "platform/clock.h"
#include "platform/macros.h"
#include "storage/db_migrate.h"

static const char *env(const char *name)
{
    const char *value = getenv(name);
    ck_assert_msg(value != NULL, "%s is not set: run by postgres.sh", name);
    return value;
}

void fixture_migrate(void)
{
    struct error err;
    struct db_migration job = {.conninfo = env("TVETSTAT_TEST_OWNER_CONNINFO")};
    job.list = migrations_get(&job.count);
    ck_assert_msg(db_migrate(&job, &err), "%s", err.detail);
}

/* --- the pool --- */

static void on_state(bool up, void *ctx)
{
    struct fixture *fixture = ctx;
    if (up) {
        fixture->ups++;
    } else {
        fixture->downs++;
    }
}

static void on_notify(const char *payload, void *ctx)
{
    struct fixture *fixture = ctx;
    ck_assert_str_eq(payload, "hint");
    fixture->notified++;
}

struct db_pool_options fixture_options(struct fixture *fixture)
{
    return (struct db_pool_options){
        .conninfo = env("TVETSTAT_TEST_CONNINFO"),
        .read_connections = 2,
        .wait_ms = 500,
        .connect_ms = 3000,
        .statement_ms = 2000,
        .import_statement_ms = 5000,
        .import_work_mem = "7MB",
        .on_state = on_state,
        .on_notify = on_notify,
        .ctx = fixture,
    };
}

void fixture_open(struct fixture *fixture,
                  const struct db_pool_options *options)
{
    *fixture = (struct fixture){.base = event_base_new()};
    struct db_pool_options usual = fixture_options(fixture);
    fixture->pool =
        db_pool_new(fixture->base, options == NULL ? &usual : options);
    ck_assert_ptr_nonnull(fixture->pool);
    fixture->session = db_pool_session(fixture->pool);
}

void fixture_up(struct fixture *fixture)
{
    fixture_open(fixture, NULL);
    SPIN_UNTIL(fixture, db_pool_up(fixture->pool));
    SPIN_UNTIL(fixture, db_pool_stats(fixture->pool).connections_up == 2);
    session_ready(fixture);
}

void fixture_close(struct fixture *fixture)
{
    db_pool_free(fixture->pool);
    event_base_free(fixture->base);
}

/* --- the loop --- */

int64_t spin_deadline(void)
{
    return clock_ms() + WITHIN_MS;
}

static void on_tick(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    (void)what;
    (void)arg;
}

bool spin_step(struct event_base *base, int64_t deadline)
{
    static const struct timeval TICK = {.tv_usec = 20000};
    event_base_once(base, -1, EV_TIMEOUT, on_tick, NULL, &TICK);
    event_base_loop(base, EVLOOP_ONCE);
    return clock_ms() < deadline;
}

void spin_for(struct fixture *fixture, int ms)
{
    int64_t until = clock_ms() + ms;
    while (spin_step(fixture->base, until)) {
    }
}

/* --- queries --- */

static void on_done(struct db_query *query, const struct db_result *result,
                    const struct error *err)
{
    struct ask *ask = CONTAINER_OF(query, struct ask, query);
    ask->done++;
    ask->took_ms = clock_ms() - ask->started;
    ask->ended_us = clock_us();
    ck_assert((result == NULL) != (err == NULL));
    if (err != NULL) {
        ask->fault = err->fault;
        snprintf(ask->detail, sizeof(ask->detail), "%s", err->detail);
        return;
    }
    ask->fault = FAULT_NONE;
    ask->rows = db_rows(result);
    ask->affected = db_affected(result);
    for (int i = 0; ask->rows > 0 && i < 2; i++) {
        snprintf(ask->text[i], sizeof(ask->text[i]), "%s",
                 db_text(result, 0, i));
        ask->null[i] = db_is_null(result, 0, i);
    }
}

void ask_init(struct ask *ask, enum statement statement, const char *param0,
              const char *param1)
{
    *ask = (struct ask){.fault = FAULT_COUNT, .started = clock_ms()};
    ask->query.statement = statement;
    ask->query.params[0] = param0;
    ask->query.params[1] = param1;
    ask->query.done = on_done;
    ask->query.request_id = "test";
}

void ask_read(struct fixture *fixture, struct ask *ask,
              enum statement statement, const char *param0)
{
    ask_init(ask, statement, param0, NULL);
    db_submit(fixture->pool, &ask->query);
    ck_assert_int_eq(ask->done, 0);
    SPIN_UNTIL(fixture, ask->done > 0);
    ck_assert_int_eq(ask->done, 1);
}

void ask_session(struct fixture *fixture, struct ask *ask,
                 enum statement statement, const char *param0)
{
    ask_init(ask, statement, param0, NULL);
    db_session_run(fixture->session, &ask->query);
    ck_assert_int_eq(ask->done, 0);
    SPIN_UNTIL(fixture, ask->done > 0);
    ck_assert_int_eq(ask->done, 1);
}

void session_must(struct fixture *fixture, enum statement statement,
                  const char *param0)
{
    struct ask ask;
    ask_session(fixture, &ask, statement, param0);
    ck_assert_msg(ask.fault == FAULT_NONE, "%s", ask.detail);
}

void session_ready(struct fixture *fixture)
{
    SPIN_UNTIL(fixture, db_session_ready(fixture->session));
}

/* --- behind the scenes --- */

struct pg_conn *control_hold(const char *sql)
{
    PGconn *pq = PQconnectdb(env("TVETSTAT_TEST_SUPER_CONNINFO"));
    ck_assert_msg(PQstatus(pq) == CONNECTION_OK, "%s", PQerrorMessage(pq));
    PGresult *res = PQexec(pq, sql);
    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK ||
                      PQresultStatus(res) == PGRES_TUPLES_OK,
                  "%s", PQerrorMessage(pq));
    PQclear(res);
    return pq;
}

void control_release(struct pg_conn *held)
{
    PQfinish(held);
}

void control_exec(const char *sql)
{
    control_release(control_hold(sql));
}

int control_int(const char *sql)
{
    PGconn *pq = PQconnectdb(env("TVETSTAT_TEST_SUPER_CONNINFO"));
    PGresult *res = PQexec(pq, sql);
    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s",
                  PQerrorMessage(pq));
    int value = atoi(PQgetvalue(res, 0, 0));
    PQclear(res);
    PQfinish(pq);
    return value;
}

void control_cluster(const char *action, const char *more)
{
    char command[512];
    snprintf(command, sizeof(command), "'%s/scripts/cluster' %s '%s' %s",
             env("TVETSTAT_TEST_TOP"), action, env("TVETSTAT_TEST_CLUSTER"),
             more);
    ck_assert_int_eq(system(command), 0);
}
