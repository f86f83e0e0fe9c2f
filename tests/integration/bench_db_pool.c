/*
 * How many queries per second go through the pool: TVETSTAT_BENCH_CLIENTS
 * askers, each of which asks again as soon as it has its answer of 100 rows.
 * Prints the rate; bench_db_pool.sh puts it beside pgbench's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <event2/event.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "storage/db_migrate.h"
#include "storage/db_pool.h"

enum { CLIENTS_MAX = DB_MAX_READERS };

struct client {
    struct db_query query;
    struct db_pool *pool;
    int64_t *answers;
};

static void on_done(struct db_query *query, const struct db_result *result,
                    const struct error *err)
{
    struct client *client = (struct client *)(void *)query;
    CHECK(err == NULL && db_rows(result) == 100);
    (*client->answers)++;
    db_submit(client->pool, query);
}

static int64_t cpu_us(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
           usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static int number(const char *name, int otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : atoi(text);
}

static void migrate(void)
{
    struct error err;
    struct db_migration job = {.conninfo =
                                   getenv("TVETSTAT_TEST_OWNER_CONNINFO")};
    job.list = migrations_get(&job.count);
    CHECK(db_migrate(&job, &err));
}

static void run(struct event_base *base, int ms)
{
    struct timeval after = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    event_base_loopexit(base, &after);
    event_base_dispatch(base);
}

int main(void)
{
    struct client clients[CLIENTS_MAX];
    int count = number("TVETSTAT_BENCH_CLIENTS", 8);
    int ms = number("TVETSTAT_BENCH_MS", 3000);
    int64_t answers = 0;
    CHECK(count >= 1 && count <= CLIENTS_MAX);
    migrate();
    struct event_base *base = event_base_new();
    struct db_pool_options options = {
        .conninfo = getenv("TVETSTAT_TEST_CONNINFO"),
        .read_connections = count,
        .wait_ms = 2000,
        .connect_ms = 5000,
        .statement_ms = 10000,
        .import_statement_ms = 10000,
        .import_work_mem = "4MB",
    };
    struct db_pool *pool = db_pool_new(base, &options);
    while (db_pool_stats(pool).connections_up < count) {
        run(base, 100);
    }
    for (int i = 0; i < count; i++) {
        clients[i] = (struct client){.pool = pool, .answers = &answers};
        clients[i].query.statement = STATEMENT_TEST_ROWS;
        clients[i].query.params[0] = "100";
        clients[i].query.done = on_done;
        db_submit(pool, &clients[i].query);
    }
    run(base, 500);
    int64_t from = clock_us(), cpu_from = cpu_us(), before = answers;
    run(base, ms);
    int64_t took = clock_us() - from, cpu = cpu_us() - cpu_from;
    answers -= before;
    printf("%.0f queries/s, %.1f us of cpu each\n",
           (double)answers * 1e6 / (double)took, (double)cpu / (double)answers);
    db_pool_free(pool);
    event_base_free(base);
    return 0;
}
