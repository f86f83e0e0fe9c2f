/*
 * What the tests of the database adapter share: a pool on a loop of its own,
 * queries that remember how they ended, and a blocking connection of the
 * superuser to look behind the scenes.
 */
#ifndef TVS_TESTS_DB_FIXTURE_H
#define TVS_TESTS_DB_FIXTURE_H

#include <stdbool.h>

#include <check.h>
#include <event2/event.h>

#include "storage/db_pool.h"

#define WITHIN_MS 10000 /* more than anything here should take */

struct fixture {
    struct event_base *base;
    struct db_pool *pool;
    struct db_session *session;
    int ups, downs; /* calls of on_state */
    int notified;
};

/* A query, and how it ended. */
struct ask {
    struct db_query query;
    int done;
    enum fault fault; /* FAULT_NONE: it succeeded */
    char detail[ERROR_DETAIL_SIZE];
    char text[2][64]; /* the first row's columns */
    bool null[2];
    int rows;
    int64_t affected;
    int64_t took_ms; /* from db_submit() or so until done */
    int64_t started, ended_us;
};

/* Migrates the empty database: an unchecked fixture, once per executable. */
void fixture_migrate(void);

struct db_pool_options fixture_options(struct fixture *fixture);
/* Creates the loop and the pool; `options` NULL for the usual ones. */
void fixture_open(struct fixture *fixture,
                  const struct db_pool_options *options);
/* The same, and waits until the pool is up and the session ready. */
void fixture_up(struct fixture *fixture);
void fixture_close(struct fixture *fixture);

/* Runs the loop until the condition holds; fails the test when it does not
 * within WITHIN_MS. */
#define SPIN_UNTIL(fixture, condition)                                    \
    do {                                                                  \
        int64_t spin_until_ = spin_deadline();                            \
        while (!(condition)) {                                            \
            ck_assert_msg(spin_step((fixture)->base, spin_until_),        \
                          "not within %d ms: %s", WITHIN_MS, #condition); \
        }                                                                 \
    } while (0)
int64_t spin_deadline(void);
/* One turn of the loop; false when the deadline is over. */
bool spin_step(struct event_base *base, int64_t deadline);
/* Runs the loop for so long. */
void spin_for(struct fixture *fixture, int ms);

void ask_init(struct ask *ask, enum statement statement, const char *param0,
              const char *param1);
/* Submits a read and waits for its end. */
void ask_read(struct fixture *fixture, struct ask *ask,
              enum statement statement, const char *param0);
/* Runs a statement in the session and waits for its end. */
void ask_session(struct fixture *fixture, struct ask *ask,
                 enum statement statement, const char *param0);
/* The same, and fails the test if the statement does. */
void session_must(struct fixture *fixture, enum statement statement,
                  const char *param0);
void session_ready(struct fixture *fixture);

/* As the superuser, blocking. */
void control_exec(const char *sql);
int control_int(const char *sql);
/* A connection that keeps what `sql` took (a lock) until it is closed. */
struct pg_conn *control_hold(const char *sql);
void control_release(struct pg_conn *held);
/* scripts/cluster ACTION DIR MORE; fails the test if that fails. */
void control_cluster(const char *action, const char *more);

#endif
