/* The import session: transactions, COPY, and getting out of both. */
#include <stdio.h>
#include <string.h>

#include "../unit/unit.h"
#include "db_fixture.h"
#include "platform/buffer.h"
#include "platform/clock.h"

/* --- COPY BINARY of one int column --- */

static void add_header(struct buffer *out)
{
    buffer_add(out, "PGCOPY\n\377\r\n\0", 11);
    buffer_add_be32(out, 0);
    buffer_add_be32(out, 0);
}

static void add_row(struct buffer *out, int id)
{
    buffer_add_be16(out, 1);
    buffer_add_be32(out, 4);
    buffer_add_be32(out, (uint32_t)id);
}

static void fill(struct buffer *out, int rows)
{
    buffer_init(out, 0);
    add_header(out);
    for (int i = 1; i <= rows; i++) {
        add_row(out, i);
    }
    buffer_add_be16(out, 0xffff);
}

static void begin_copy(struct fixture *fixture, enum statement statement)
{
    struct ask ask;
    session_must(fixture, STATEMENT_IMPORT_BEGIN, NULL);
    ask_init(&ask, statement, NULL, NULL);
    db_session_copy(fixture->session, &ask.query);
    SPIN_UNTIL(fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_NONE);
}

static void end_copy(struct fixture *fixture, struct ask *ask,
                     const char *reason)
{
    ask_init(ask, STATEMENT_TEST_COPY, NULL, NULL);
    db_session_copy_end(fixture->session, &ask->query, reason);
    ck_assert_int_eq(ask->done, 0);
    SPIN_UNTIL(fixture, ask->done);
}

static void on_room(void *ctx)
{
    int *rooms = ctx;
    (*rooms)++;
}

/* Hands over data until the server takes no more; returns how much. */
static size_t put_until_stuck(struct fixture *fixture,
                              const struct buffer *data, const int *rooms)
{
    size_t at = 0;
    int before;
    do {
        do {
            ck_assert_msg(at + 16384 < data->len, "everything was accepted");
            at += 16384;
        } while (db_session_copy_put(fixture->session, data->data + at - 16384,
                                     16384));
        before = *rooms;
        spin_for(fixture, 200);
    } while (*rooms != before);
    return at;
}

static int things(void)
{
    return control_int("SELECT count(*) FROM thing");
}

static void setup(void)
{
    control_exec("TRUNCATE thing, gated, slow_commit");
}

START_TEST(a_transaction_commits)
{
    struct fixture fixture;
    fixture_up(&fixture);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    ck_assert(!db_session_ready(fixture.session));
    session_must(&fixture, STATEMENT_TEST_INSERT, "1");
    ck_assert_int_eq(things(), 0);
    session_must(&fixture, STATEMENT_IMPORT_COMMIT, NULL);
    ck_assert(db_session_ready(fixture.session));
    ck_assert_int_eq(things(), 1);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_statement_tells_how_many_rows_it_touched)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_session(&fixture, &ask, STATEMENT_TEST_INSERT, "1");
    ck_assert_int_eq(ask.affected, 1);
    ask_session(&fixture, &ask, STATEMENT_TEST_INSERT, "1");
    ck_assert_int_eq(ask.fault, FAULT_CONFLICT);
    fixture_close(&fixture);
}
END_TEST

START_TEST(copied_rows_arrive)
{
    struct fixture fixture;
    struct buffer data;
    struct ask ask;
    int rooms = 0;
    fixture_up(&fixture);
    db_session_on_room(fixture.session, on_room, &rooms);
    begin_copy(&fixture, STATEMENT_TEST_COPY);
    fill(&data, 300000);
    for (size_t at = 0; at < data.len; at += 65536) {
        size_t len = data.len - at < 65536 ? data.len - at : 65536;
        int before = rooms;
        if (!db_session_copy_put(fixture.session, data.data + at, len)) {
            SPIN_UNTIL(&fixture, rooms == before + 1);
        }
    }
    end_copy(&fixture, &ask, NULL);
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    ck_assert_int_eq(ask.affected, 300000);
    ask_session(&fixture, &ask, STATEMENT_TEST_STAGE_COUNT, NULL);
    ck_assert_str_eq(ask.text[0], "300000");
    session_must(&fixture, STATEMENT_IMPORT_COMMIT, NULL);
    /* The temporary table is emptied by the commit. */
    ask_session(&fixture, &ask, STATEMENT_TEST_STAGE_COUNT, NULL);
    ck_assert_str_eq(ask.text[0], "0");
    buffer_fini(&data);
    fixture_close(&fixture);
}
END_TEST

START_TEST(copy_holds_the_sender_back_while_the_server_is_slow)
{
    struct fixture fixture;
    struct buffer data;
    struct ask ask;
    int rooms = 0;
    fixture_up(&fixture);
    db_session_on_room(fixture.session, on_room, &rooms);
    struct pg_conn *gate = control_hold("SELECT pg_advisory_lock(42)");
    begin_copy(&fixture, STATEMENT_TEST_COPY_GATED);
    fill(&data, 200000);
    size_t at = put_until_stuck(&fixture, &data, &rooms);
    ck_assert_uint_le(at, 1 << 20);
    int stuck = rooms;
    control_release(gate);
    SPIN_UNTIL(&fixture, rooms == stuck + 1);
    while (at < data.len) {
        size_t len = data.len - at < 16384 ? data.len - at : 16384;
        int before = rooms;
        if (!db_session_copy_put(fixture.session, data.data + at, len)) {
            SPIN_UNTIL(&fixture, rooms == before + 1);
        }
        at += len;
    }
    end_copy(&fixture, &ask, NULL);
    ck_assert_int_eq(ask.affected, 200000);
    session_must(&fixture, STATEMENT_IMPORT_COMMIT, NULL);
    ck_assert_int_eq(control_int("SELECT count(*) FROM gated"), 200000);
    buffer_fini(&data);
    fixture_close(&fixture);
}
END_TEST

START_TEST(garbage_in_copy_fails_at_its_end)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    begin_copy(&fixture, STATEMENT_TEST_COPY);
    db_session_copy_put(fixture.session, "this is not binary COPY", 23);
    end_copy(&fixture, &ask, NULL);
    ck_assert_int_eq(ask.fault, FAULT_INTERNAL);
    session_must(&fixture, STATEMENT_IMPORT_ROLLBACK, NULL);
    ck_assert(db_session_ready(fixture.session));
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_copy_that_is_asked_to_abort_is_no_error)
{
    struct fixture fixture;
    struct buffer data;
    struct ask ask;
    fixture_up(&fixture);
    begin_copy(&fixture, STATEMENT_TEST_COPY_THING);
    fill(&data, 100);
    db_session_copy_put(fixture.session, data.data, data.len);
    end_copy(&fixture, &ask, "enough");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    ck_assert_int_eq(ask.affected, 0);
    session_must(&fixture, STATEMENT_IMPORT_ROLLBACK, NULL);
    ck_assert_int_eq(things(), 0);
    buffer_fini(&data);
    fixture_close(&fixture);
}
END_TEST

/* Waits until the session is ready, which must take less than a second. */
static void ready_within_a_second(struct fixture *fixture)
{
    int64_t started = clock_ms();
    session_ready(fixture);
    ck_assert_int_lt(clock_ms() - started, 1000);
}

static void works_again(struct fixture *fixture, int things_before)
{
    session_must(fixture, STATEMENT_IMPORT_BEGIN, NULL);
    session_must(fixture, STATEMENT_TEST_INSERT, "1000000");
    session_must(fixture, STATEMENT_IMPORT_COMMIT, NULL);
    ck_assert_int_eq(things(), things_before + 1);
}

START_TEST(reset_of_an_idle_session_does_nothing)
{
    struct fixture fixture;
    fixture_up(&fixture);
    db_session_reset(fixture.session);
    ck_assert(db_session_ready(fixture.session));
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(reset_between_statements_rolls_back)
{
    struct fixture fixture;
    int readies = 0;
    fixture_up(&fixture);
    db_session_on_ready(fixture.session, on_room, &readies);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    session_must(&fixture, STATEMENT_TEST_INSERT, "1");
    db_session_reset(fixture.session);
    ck_assert(!db_session_ready(fixture.session));
    ready_within_a_second(&fixture);
    ck_assert_int_eq(readies, 1);
    ck_assert_int_eq(db_pool_stats(fixture.pool).reconnects, 0);
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(reset_in_the_middle_of_copy_leaves_nothing)
{
    struct fixture fixture;
    struct buffer data;
    fixture_up(&fixture);
    begin_copy(&fixture, STATEMENT_TEST_COPY_THING);
    fill(&data, 5000);
    db_session_copy_put(fixture.session, data.data, data.len / 2);
    db_session_reset(fixture.session);
    ready_within_a_second(&fixture);
    works_again(&fixture, 0);
    buffer_fini(&data);
    fixture_close(&fixture);
}
END_TEST

START_TEST(reset_of_a_copy_that_the_server_does_not_take)
{
    struct fixture fixture;
    struct buffer data;
    fixture_up(&fixture);
    struct pg_conn *gate = control_hold("SELECT pg_advisory_lock(42)");
    begin_copy(&fixture, STATEMENT_TEST_COPY_GATED);
    fill(&data, 200000);
    while (db_session_copy_put(fixture.session, data.data, data.len)) {
    }
    db_session_reset(fixture.session);
    ready_within_a_second(&fixture);
    works_again(&fixture, 0);
    SPIN_UNTIL(&fixture, control_int("SELECT count(*) FROM pg_stat_activity "
                                     "WHERE query LIKE 'COPY gated%'") == 0);
    control_release(gate);
    buffer_fini(&data);
    fixture_close(&fixture);
}
END_TEST

START_TEST(reset_of_a_running_statement_stops_it)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    session_must(&fixture, STATEMENT_TEST_INSERT, "1");
    ask_init(&ask, STATEMENT_TEST_SLEEP, "4", NULL);
    db_session_run(fixture.session, &ask.query);
    spin_for(&fixture, 100);
    db_session_reset(fixture.session);
    memset(&ask, 0xee, sizeof(ask)); /* it is the user's again */
    ready_within_a_second(&fixture);
    works_again(&fixture, 0);
    SPIN_UNTIL(&fixture, control_int("SELECT count(*) FROM pg_stat_activity "
                                     "WHERE query LIKE 'SELECT pg_sleep(%' "
                                     "AND state = 'active'") == 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(reset_during_commit_lets_it_commit)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    session_must(&fixture, STATEMENT_TEST_INSERT_SLOW_COMMIT, "1");
    ask_init(&ask, STATEMENT_IMPORT_COMMIT, NULL, NULL);
    db_session_run(fixture.session, &ask.query);
    spin_for(&fixture, 50);
    db_session_reset(fixture.session);
    ready_within_a_second(&fixture);
    ck_assert_int_eq(ask.done, 0);
    ck_assert_int_eq(control_int("SELECT count(*) FROM slow_commit"), 1);
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

/* Commits for about two seconds. */
static void begin_long_commit(struct fixture *fixture, struct ask *ask)
{
    session_must(fixture, STATEMENT_IMPORT_BEGIN, NULL);
    for (int i = 1; i <= 6; i++) {
        char id[12];
        snprintf(id, sizeof(id), "%d", i);
        session_must(fixture, STATEMENT_TEST_INSERT_SLOW_COMMIT, id);
    }
    ask_init(ask, STATEMENT_IMPORT_COMMIT, NULL, NULL);
    db_session_run(fixture->session, &ask->query);
    spin_for(fixture, 50);
}

START_TEST(after_a_reset_a_long_commit_is_decided)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    begin_long_commit(&fixture, &ask);
    db_session_reset(fixture.session);
    session_ready(&fixture);
    ck_assert_int_eq(control_int("SELECT count(*) FROM slow_commit"), 6);
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(after_a_lost_connection_a_commit_is_decided)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    begin_long_commit(&fixture, &ask);
    /* Without the guard's lock the session is given up. */
    control_exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                 "WHERE query LIKE 'LISTEN%'");
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    session_ready(&fixture);
    int decided = control_int("SELECT count(*) FROM slow_commit");
    ck_assert_int_eq(control_int("SELECT count(*) FROM pg_stat_activity "
                                 "WHERE query = 'COMMIT' "
                                 "AND state = 'active'"),
                     0);
    spin_for(&fixture, 500);
    ck_assert_int_eq(control_int("SELECT count(*) FROM slow_commit"), decided);
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

static void kill_session(struct fixture *fixture)
{
    struct ask ask;
    char sql[120];
    ask_session(fixture, &ask, STATEMENT_TEST_SETTING, "jit");
    snprintf(sql, sizeof(sql), "SELECT pg_terminate_backend(%s)", ask.text[1]);
    control_exec(sql);
}

START_TEST(a_transaction_lost_between_statements_is_not_gone_on_with)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    session_must(&fixture, STATEMENT_TEST_INSERT, "1");
    kill_session(&fixture);
    /* Connected again, but the user does not know yet. */
    spin_for(&fixture, 600);
    ck_assert(!db_session_ready(fixture.session));
    ask_session(&fixture, &ask, STATEMENT_TEST_INSERT, "2");
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    ck_assert(db_session_ready(fixture.session));
    ck_assert_int_eq(things(), 0);
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_reset_settles_a_lost_transaction)
{
    struct fixture fixture;
    fixture_up(&fixture);
    session_must(&fixture, STATEMENT_IMPORT_BEGIN, NULL);
    kill_session(&fixture);
    spin_for(&fixture, 600);
    ck_assert(!db_session_ready(fixture.session));
    db_session_reset(fixture.session);
    session_ready(&fixture);
    works_again(&fixture, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_refused_statement_can_be_reset)
{
    struct fixture fixture;
    struct ask ask;
    fixture_open(&fixture, NULL);
    ask_init(&ask, STATEMENT_TEST_COUNT, NULL, NULL);
    db_session_run(fixture.session, &ask.query);
    db_session_reset(fixture.session);
    session_ready(&fixture);
    ck_assert_int_eq(ask.done, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_session_that_is_not_up_refuses)
{
    struct fixture fixture;
    struct ask ask;
    fixture_open(&fixture, NULL);
    ask_session(&fixture, &ask, STATEMENT_TEST_COUNT, NULL);
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_server_process_killed_in_the_middle_of_copy)
{
    struct fixture fixture;
    struct buffer data;
    struct ask ask;
    int rooms = 0;
    char sql[120];
    fixture_up(&fixture);
    db_session_on_room(fixture.session, on_room, &rooms);
    ask_session(&fixture, &ask, STATEMENT_TEST_SETTING, "jit");
    snprintf(sql, sizeof(sql), "SELECT pg_terminate_backend(%s)", ask.text[1]);
    struct pg_conn *gate = control_hold("SELECT pg_advisory_lock(42)");
    begin_copy(&fixture, STATEMENT_TEST_COPY_GATED);
    fill(&data, 200000);
    put_until_stuck(&fixture, &data, &rooms);
    int stuck = rooms;
    control_exec(sql);
    /* Whoever waits for room is woken, may go on, and is told at the end. */
    SPIN_UNTIL(&fixture, rooms > stuck);
    int woken = rooms; /* by room in the socket, perhaps, and not yet the end */
    if (!db_session_copy_put(fixture.session, data.data, 65536)) {
        SPIN_UNTIL(&fixture, rooms > woken);
    }
    end_copy(&fixture, &ask, NULL);
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    control_release(gate);
    session_ready(&fixture);
    works_again(&fixture, 0);
    ck_assert_int_eq(control_int("SELECT count(*) FROM gated"), 0);
    buffer_fini(&data);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_slow_statement_of_an_import_ends_with_timeout)
{
    struct fixture fixture;
    struct db_pool_options options = fixture_options(&fixture);
    struct ask ask;
    options.import_statement_ms = 300;
    fixture_open(&fixture, &options);
    session_ready(&fixture);
    ask_session(&fixture, &ask, STATEMENT_TEST_SLEEP, "10");
    ck_assert_int_eq(ask.fault, FAULT_TIMEOUT);
    ck_assert(db_session_ready(fixture.session));
    fixture_close(&fixture);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_session");
    TCase *tests = tcase_create("session");
    tcase_set_timeout(tests, 30);
    tcase_add_unchecked_fixture(tests, fixture_migrate, NULL);
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, a_transaction_commits);
    tcase_add_test(tests, a_statement_tells_how_many_rows_it_touched);
    tcase_add_test(tests, copied_rows_arrive);
    tcase_add_test(tests, copy_holds_the_sender_back_while_the_server_is_slow);
    tcase_add_test(tests, garbage_in_copy_fails_at_its_end);
    tcase_add_test(tests, a_copy_that_is_asked_to_abort_is_no_error);
    tcase_add_test(tests, reset_of_an_idle_session_does_nothing);
    tcase_add_test(tests, reset_between_statements_rolls_back);
    tcase_add_test(tests, reset_in_the_middle_of_copy_leaves_nothing);
    tcase_add_test(tests, reset_of_a_copy_that_the_server_does_not_take);
    tcase_add_test(tests, reset_of_a_running_statement_stops_it);
    tcase_add_test(tests, reset_during_commit_lets_it_commit);
    tcase_add_test(tests, after_a_reset_a_long_commit_is_decided);
    tcase_add_test(tests, after_a_lost_connection_a_commit_is_decided);
    tcase_add_test(tests,
                   a_transaction_lost_between_statements_is_not_gone_on_with);
    tcase_add_test(tests, a_reset_settles_a_lost_transaction);
    tcase_add_test(tests, a_refused_statement_can_be_reset);
    tcase_add_test(tests, a_session_that_is_not_up_refuses);
    tcase_add_test(tests, a_server_process_killed_in_the_middle_of_copy);
    tcase_add_test(tests, a_slow_statement_of_an_import_ends_with_timeout);
    suite_add_tcase(suite, tests);
    return suite;
}
