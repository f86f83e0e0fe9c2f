/* What happens to reads when connections, or the server, go away. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "../unit/unit.h"
#include "db_fixture.h"
#include "platform/clock.h"

static void kill_where(const char *condition)
{
    char sql[300];
    snprintf(sql, sizeof(sql),
             "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
             "WHERE usename = 'tvetstat' AND %s",
             condition);
    control_exec(sql);
}

START_TEST(a_connection_killed_in_a_query_fails_it_and_comes_back)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_init(&ask, STATEMENT_TEST_SLEEP, "1.5", NULL);
    db_submit(fixture.pool, &ask.query);
    spin_for(&fixture, 100);
    kill_where("state = 'active'");
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    ck_assert(db_pool_up(fixture.pool)); /* there is another */
    SPIN_UNTIL(&fixture, db_pool_stats(fixture.pool).connections_up == 2);
    ck_assert_int_eq(db_pool_stats(fixture.pool).reconnects, 1);
    ck_assert_int_eq(fixture.downs, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(an_abandoned_query_survives_the_loss_of_its_connection)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_init(&ask, STATEMENT_TEST_SLEEP, "1.5", NULL);
    db_submit(fixture.pool, &ask.query);
    spin_for(&fixture, 50);
    db_abandon(fixture.pool, &ask.query);
    memset(&ask, 0xee, sizeof(ask));
    kill_where("state = 'active'");
    SPIN_UNTIL(&fixture, db_pool_stats(fixture.pool).reconnects == 1);
    SPIN_UNTIL(&fixture, db_pool_stats(fixture.pool).connections_up == 2);
    fixture_close(&fixture);
}
END_TEST

START_TEST(connections_killed_while_idle_come_back)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    kill_where("true");
    SPIN_UNTIL(&fixture, fixture.downs == 1);
    SPIN_UNTIL(&fixture, fixture.ups == 2);
    session_ready(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_query_sent_into_a_dead_connection_ends_from_the_loop)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    kill_where("true");
    usleep(200000); /* and the loop has not seen it yet */
    ask_init(&ask, STATEMENT_TEST_ROWS, "1", NULL);
    db_submit(fixture.pool, &ask.query);
    ck_assert_int_eq(ask.done, 0);
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(losing_the_guard_means_loading_anew)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ck_assert_int_eq(fixture.ups, 1);
    kill_where("query LIKE 'LISTEN%'");
    SPIN_UNTIL(&fixture, fixture.downs == 1);
    ck_assert(!db_pool_up(fixture.pool));
    ck_assert(!db_session_ready(fixture.session));
    SPIN_UNTIL(&fixture, fixture.ups == 2);
    session_ready(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(an_import_does_not_outlive_the_guards_lock)
{
    struct fixture fixture;
    struct ask ask;
    control_exec("TRUNCATE thing");
    fixture_up(&fixture);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    session_must(&fixture, STATEMENT_TEST_INSERT, "1");
    ask_init(&ask, STATEMENT_TEST_SLEEP, "3", NULL);
    db_session_run(fixture.session, &ask.query);
    spin_for(&fixture, 50);
    kill_where("query LIKE 'LISTEN%'");
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    SPIN_UNTIL(&fixture, fixture.ups == 2);
    session_ready(&fixture);
    ck_assert_int_eq(control_int("SELECT count(*) FROM thing"), 0);
    fixture_close(&fixture);
}
END_TEST

/* --- servers that do not answer --- */

START_TEST(a_server_process_that_hangs_is_given_up)
{
    struct fixture fixture;
    struct db_pool_options options = fixture_options(&fixture);
    struct ask ask;
    options.statement_ms = 200;
    options.read_connections = 1;
    fixture_open(&fixture, &options);
    SPIN_UNTIL(&fixture, db_pool_up(fixture.pool));
    ask_read(&fixture, &ask, STATEMENT_TEST_SETTING, "jit");
    pid_t process = atoi(ask.text[1]);
    ck_assert_int_eq(kill(process, SIGSTOP), 0);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    kill(process, SIGCONT);
    ck_assert_int_eq(ask.fault, FAULT_TIMEOUT);
    SPIN_UNTIL(&fixture, db_pool_up(fixture.pool));
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

/* Listens where libpq looks for a server, and says nothing or `greeting`. */
struct mute {
    char folder[40], path[80];
    int fd;
    int met; /* connections that were made */
    const char *greeting;
};

static void on_mute(evutil_socket_t fd, short what, void *arg)
{
    struct mute *mute = arg;
    (void)what;
    int client = accept(fd, NULL, NULL);
    ck_assert_int_ge(client, 0);
    mute->met++;
    if (mute->greeting != NULL) {
        (void)!write(client, mute->greeting, strlen(mute->greeting));
    } /* the client is left open, and to the end of the process */
}

static void open_mute(struct mute *mute)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strcpy(mute->folder, "/tmp/tvetstat-mute-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(mute->folder));
    snprintf(mute->path, sizeof(mute->path), "%s/.s.PGSQL.5432", mute->folder);
    strcpy(address.sun_path, mute->path);
    mute->fd = socket(AF_UNIX, SOCK_STREAM, 0);
    ck_assert_int_eq(
        bind(mute->fd, (struct sockaddr *)&address, sizeof(address)), 0);
    ck_assert_int_eq(listen(mute->fd, 16), 0);
}

static void meets_twice(struct mute *mute)
{
    struct fixture fixture;
    struct db_pool_options options = fixture_options(&fixture);
    char conninfo[80];
    open_mute(mute);
    snprintf(conninfo, sizeof(conninfo), "host=%s", mute->folder);
    options.conninfo = conninfo;
    options.connect_ms = 200;
    fixture_open(&fixture, &options);
    struct event *event =
        event_new(fixture.base, mute->fd, EV_READ | EV_PERSIST, on_mute, mute);
    event_add(event, NULL);
    SPIN_UNTIL(&fixture, mute->met >= 2);
    ck_assert(!db_pool_up(fixture.pool));
    event_free(event);
    fixture_close(&fixture);
    close(mute->fd);
    unlink(mute->path);
    rmdir(mute->folder);
}

START_TEST(a_server_that_never_answers_is_tried_again)
{
    struct mute mute = {.greeting = NULL};
    meets_twice(&mute);
}
END_TEST

START_TEST(a_server_that_talks_nonsense_is_tried_again)
{
    struct mute mute = {.greeting = "HTTP/1.1 400 Bad Request\r\n\r\n"};
    meets_twice(&mute);
}
END_TEST

/* --- a server that stops and starts under load --- */

enum { LANES = 8 };

struct lane {
    struct ask ask;
    struct fixture *fixture;
    int succeeded, failed, other;
    bool stop;
};

static void on_lane(struct db_query *query, const struct db_result *result,
                    const struct error *err)
{
    struct lane *lane = (struct lane *)(void *)query;
    (void)result;
    lane->succeeded += err == NULL;
    lane->failed += err != NULL && err->fault == FAULT_UNAVAILABLE;
    lane->other += err != NULL && err->fault != FAULT_UNAVAILABLE;
    lane->ask.done = lane->stop;
    if (!lane->stop) {
        db_submit(lane->fixture->pool, query);
    }
}

static int sum_succeeded(const struct lane *lanes)
{
    int sum = 0;
    for (int i = 0; i < LANES; i++) {
        sum += lanes[i].succeeded;
    }
    return sum;
}

static bool all_stopped(const struct lane *lanes)
{
    int stopped = 0;
    for (int i = 0; i < LANES; i++) {
        stopped += lanes[i].ask.done;
    }
    return stopped == LANES;
}

static void restart(struct fixture *fixture, struct lane *lanes,
                    const char *how)
{
    int before = sum_succeeded(lanes);
    SPIN_UNTIL(fixture, sum_succeeded(lanes) > before + 50);
    control_cluster("stop", how);
    spin_for(fixture, 700); /* longer than a query waits */
    ck_assert(!db_pool_up(fixture->pool));
    control_cluster("start", "");
    SPIN_UNTIL(fixture, db_pool_up(fixture->pool));
    before = sum_succeeded(lanes);
    SPIN_UNTIL(fixture, sum_succeeded(lanes) > before + 50);
}

START_TEST(a_restart_under_load_is_survived)
{
    struct fixture fixture;
    struct lane lanes[LANES] = {0};
    fixture_up(&fixture);
    for (int i = 0; i < LANES; i++) {
        lanes[i].fixture = &fixture;
        ask_init(&lanes[i].ask, STATEMENT_TEST_ROWS, "20", NULL);
        lanes[i].ask.query.done = on_lane;
        db_submit(fixture.pool, &lanes[i].ask.query);
    }
    restart(&fixture, lanes, "fast");
    restart(&fixture, lanes, "immediate");
    for (int i = 0; i < LANES; i++) {
        lanes[i].stop = true;
    }
    SPIN_UNTIL(&fixture, all_stopped(lanes));
    for (int i = 0; i < LANES; i++) {
        ck_assert_int_gt(lanes[i].failed, 0);
        ck_assert_int_eq(lanes[i].other, 0);
    }
    ck_assert_int_eq(fixture.ups, 3);
    ck_assert_int_eq(fixture.downs, 2);
    session_ready(&fixture);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_pool_may_be_there_before_the_server)
{
    struct fixture fixture;
    struct ask ask;
    control_cluster("stop", "fast");
    fixture_open(&fixture, NULL);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    ck_assert_int_ge(ask.took_ms, 450);
    control_cluster("start", "");
    SPIN_UNTIL(&fixture, db_pool_up(fixture.pool));
    fixture_close(&fixture);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_loss");
    TCase *tests = tcase_create("loss");
    tcase_set_timeout(tests, 40);
    tcase_add_unchecked_fixture(tests, fixture_migrate, NULL);
    tcase_add_test(tests,
                   a_connection_killed_in_a_query_fails_it_and_comes_back);
    tcase_add_test(tests,
                   an_abandoned_query_survives_the_loss_of_its_connection);
    tcase_add_test(tests, connections_killed_while_idle_come_back);
    tcase_add_test(tests,
                   a_query_sent_into_a_dead_connection_ends_from_the_loop);
    tcase_add_test(tests, losing_the_guard_means_loading_anew);
    tcase_add_test(tests, an_import_does_not_outlive_the_guards_lock);
    tcase_add_test(tests, a_server_process_that_hangs_is_given_up);
    tcase_add_test(tests, a_server_that_never_answers_is_tried_again);
    tcase_add_test(tests, a_server_that_talks_nonsense_is_tried_again);
    tcase_add_test(tests, a_restart_under_load_is_survived);
    tcase_add_test(tests, a_pool_may_be_there_before_the_server);
    suite_add_tcase(suite, tests);
    return suite;
}
