/* Reads through the pool, while everything works. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/unit.h"
#include "db_fixture.h"
#include "platform/clock.h"

START_TEST(a_query_gives_rows)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1000");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    ck_assert_int_eq(ask.rows, 1000);
    ck_assert_str_eq(ask.text[0], "1");
    fixture_close(&fixture);
}
END_TEST

START_TEST(null_goes_and_comes)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_init(&ask, STATEMENT_TEST_ECHO, NULL, "");
    db_submit(fixture.pool, &ask.query);
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert(ask.null[0]);
    ck_assert_str_eq(ask.text[0], "");
    ck_assert(!ask.null[1]);
    fixture_close(&fixture);
}
END_TEST

START_TEST(hostile_text_is_only_text)
{
    static const char *const TEXTS[] = {
        "'; DROP TABLE thing; --",
        "%s%n%d",
        "\\'\\",
        "\xe2\x80\xae"
        "abc",
        "\r\n{\"level\":\"error\"}",
        "$1 $2",
        "NULL",
        "{\"a\"}",
    };
    struct fixture fixture;
    fixture_up(&fixture);
    for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
        struct ask ask;
        ask_init(&ask, STATEMENT_TEST_ECHO, TEXTS[i], "x");
        db_submit(fixture.pool, &ask.query);
        SPIN_UNTIL(&fixture, ask.done);
        ck_assert_str_eq(ask.text[0], TEXTS[i]);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(invalid_utf8_is_an_error_of_ours_not_a_crash)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_init(&ask, STATEMENT_TEST_ECHO, "\xff\xfe", "x");
    db_submit(fixture.pool, &ask.query);
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_INTERNAL);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_failed_statement_leaves_the_connection_usable)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_DIVIDE, "0");
    ck_assert_int_eq(ask.fault, FAULT_INTERNAL);
    ck_assert_ptr_nonnull(strstr(ask.detail, "22012"));
    ask_read(&fixture, &ask, STATEMENT_TEST_DIVIDE, "7");
    ck_assert_str_eq(ask.text[0], "14");
    ck_assert_int_eq(db_pool_stats(fixture.pool).failures, 1);
    ck_assert_int_eq(db_pool_stats(fixture.pool).reconnects, 0);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_result_of_megabytes_arrives_whole)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "200000");
    ck_assert_int_eq(ask.rows, 200000);
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_parameter_of_megabytes_arrives_whole)
{
    enum { SIZE = 8 << 20 };
    struct fixture fixture;
    struct ask ask;
    char *text = malloc(SIZE + 1);
    memset(text, 'x', SIZE);
    text[SIZE] = '\0';
    fixture_up(&fixture);
    ask_init(&ask, STATEMENT_TEST_ECHO, text, "y");
    db_submit(fixture.pool, &ask.query);
    SPIN_UNTIL(&fixture, ask.done);
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    ck_assert_str_eq(ask.text[1], "y");
    fixture_close(&fixture);
    free(text);
}
END_TEST

START_TEST(a_slow_statement_ends_with_timeout)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_SLEEP, "30");
    ck_assert_int_eq(ask.fault, FAULT_TIMEOUT);
    ck_assert_int_ge(ask.took_ms, 1900);
    ck_assert_int_le(ask.took_ms, 4000);
    fixture_close(&fixture);
}
END_TEST

START_TEST(more_queries_than_connections_are_served_in_order)
{
    enum { COUNT = 50 };
    struct fixture fixture;
    struct ask asks[COUNT];
    struct db_pool_options options = fixture_options(&fixture);
    options.read_connections = 1;
    options.wait_ms = 5000;
    fixture_open(&fixture, &options);
    SPIN_UNTIL(&fixture, db_pool_up(fixture.pool));
    for (int i = 0; i < COUNT; i++) {
        ask_init(&asks[i], STATEMENT_TEST_SLEEP, "0.005", NULL);
        db_submit(fixture.pool, &asks[i].query);
    }
    ck_assert_int_eq(db_pool_stats(fixture.pool).busy, 1);
    ck_assert_int_eq(db_pool_stats(fixture.pool).waiting, COUNT - 1);
    SPIN_UNTIL(&fixture, asks[COUNT - 1].done);
    for (int i = 0; i < COUNT; i++) {
        ck_assert_int_eq(asks[i].done, 1);
        ck_assert_int_eq(asks[i].fault, FAULT_NONE);
        ck_assert(i == 0 || asks[i].ended_us >= asks[i - 1].ended_us);
    }
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_query_that_waits_too_long_is_refused)
{
    struct fixture fixture;
    struct ask slow[2], late;
    fixture_up(&fixture);
    for (int i = 0; i < 2; i++) {
        ask_init(&slow[i], STATEMENT_TEST_SLEEP, "1.2", NULL);
        db_submit(fixture.pool, &slow[i].query);
    }
    ask_read(&fixture, &late, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(late.fault, FAULT_UNAVAILABLE);
    ck_assert_int_ge(late.took_ms, 450);
    ck_assert_int_le(late.took_ms, 900);
    SPIN_UNTIL(&fixture, slow[0].done && slow[1].done);
    ck_assert_int_eq(slow[0].fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(too_many_queries_are_refused_at_once)
{
    enum { COUNT = DB_MAX_WAITING + 10 };
    struct fixture fixture;
    struct ask *asks = calloc(COUNT, sizeof(*asks));
    int refused = 0;
    fixture_open(&fixture, NULL);
    for (int i = 0; i < COUNT; i++) {
        ask_init(&asks[i], STATEMENT_TEST_ROWS, "1", NULL);
        db_submit(fixture.pool, &asks[i].query);
        ck_assert_int_eq(asks[i].done, 0);
    }
    SPIN_UNTIL(&fixture, asks[COUNT - 1].done);
    SPIN_UNTIL(&fixture, asks[DB_MAX_WAITING - 1].done);
    spin_for(&fixture, 50);
    for (int i = 0; i < COUNT; i++) {
        ck_assert_int_eq(asks[i].done, 1);
        refused += asks[i].fault == FAULT_OVERLOADED;
    }
    ck_assert_int_eq(refused, 10);
    fixture_close(&fixture);
    free(asks);
}
END_TEST

START_TEST(an_abandoned_query_may_be_freed_at_once)
{
    struct fixture fixture;
    struct ask *asks[6], after;
    fixture_up(&fixture);
    for (int i = 0; i < 6; i++) {
        asks[i] = malloc(sizeof(*asks[i]));
        ask_init(asks[i], STATEMENT_TEST_SLEEP, "0.1", NULL);
        db_submit(fixture.pool, &asks[i]->query);
    }
    /* Two run; four wait: the last, the first, and those between. */
    static const int ORDER[] = {0, 5, 2, 3, 1, 4};
    for (int i = 0; i < 6; i++) {
        db_abandon(fixture.pool, &asks[ORDER[i]]->query);
        memset(asks[ORDER[i]], 0xee, sizeof(*asks[0]));
        free(asks[ORDER[i]]);
    }
    ck_assert_int_eq(db_pool_stats(fixture.pool).waiting, 0);
    ask_read(&fixture, &after, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(after.fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(abandoning_what_has_ended_is_harmless)
{
    struct fixture fixture;
    struct ask ask;
    fixture_up(&fixture);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    db_abandon(fixture.pool, &ask.query);
    ask_read(&fixture, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_NONE);
    fixture_close(&fixture);
}
END_TEST

START_TEST(freeing_the_pool_forgets_what_is_out)
{
    struct fixture fixture;
    struct ask asks[5];
    fixture_up(&fixture);
    for (int i = 0; i < 5; i++) {
        ask_init(&asks[i], STATEMENT_TEST_SLEEP, "0.2", NULL);
        db_submit(fixture.pool, &asks[i].query);
    }
    fixture_close(&fixture);
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(asks[i].done, 0);
    }
}
END_TEST

struct chain {
    struct ask ask;
    struct fixture *fixture;
    int left;
    bool inside;
};

static void on_link(struct db_query *query, const struct db_result *result,
                    const struct error *err)
{
    struct chain *chain = (struct chain *)(void *)query;
    (void)result;
    ck_assert_ptr_null(err);
    ck_assert(!chain->inside); /* not from inside of db_submit() */
    if (--chain->left > 0) {
        chain->inside = true;
        db_submit(chain->fixture->pool, query);
        chain->inside = false;
    }
}

START_TEST(the_end_of_a_query_may_submit_the_next)
{
    struct fixture fixture;
    struct chain chain = {.left = 200, .fixture = &fixture};
    fixture_up(&fixture);
    ask_init(&chain.ask, STATEMENT_TEST_ROWS, "3", NULL);
    chain.ask.query.done = on_link;
    db_submit(fixture.pool, &chain.ask.query);
    SPIN_UNTIL(&fixture, chain.left == 0);
    fixture_close(&fixture);
}
END_TEST

static void check_setting(struct fixture *fixture, const char *name,
                          const char *read, const char *import)
{
    struct ask ask;
    ask_read(fixture, &ask, STATEMENT_TEST_SETTING, name);
    ck_assert_str_eq(ask.text[0], read);
    ask_session(fixture, &ask, STATEMENT_TEST_SETTING, name);
    ck_assert_str_eq(ask.text[0], import);
}

START_TEST(every_connection_has_its_settings)
{
    struct fixture fixture;
    fixture_up(&fixture);
    check_setting(&fixture, "statement_timeout", "2s", "5s");
    check_setting(&fixture, "plan_cache_mode", "auto", "force_custom_plan");
    check_setting(&fixture, "work_mem", "4MB", "7MB");
    check_setting(&fixture, "jit", "off", "off");
    check_setting(&fixture, "TimeZone", "UTC", "UTC");
    check_setting(&fixture, "client_encoding", "UTF8", "UTF8");
    check_setting(&fixture, "application_name", "tvetstatd", "tvetstatd");
    fixture_close(&fixture);
}
END_TEST

START_TEST(a_host_name_is_refused)
{
    struct error err;
    ck_assert(!db_conninfo_check("host=localhost dbname=x", &err));
    ck_assert(!db_conninfo_check("host=/run,example.org", &err));
    ck_assert(!db_conninfo_check("no such = thing", &err));
    ck_assert(db_conninfo_check("host=/run,/tmp dbname=x", &err));
    ck_assert(db_conninfo_check("hostaddr=127.0.0.1 host=db", &err));
    ck_assert(db_conninfo_check("dbname=x", &err));
    struct fixture fixture;
    struct db_pool_options options = fixture_options(&fixture);
    options.conninfo = "host=localhost";
    fixture.base = event_base_new();
    ck_assert_ptr_null(db_pool_new(fixture.base, &options));
    db_pool_free(NULL);
    event_base_free(fixture.base);
}
END_TEST

START_TEST(a_notification_is_a_hint)
{
    struct fixture fixture;
    fixture_up(&fixture);
    control_exec("NOTIFY tvetstat, 'hint'");
    SPIN_UNTIL(&fixture, fixture.notified == 1);
    fixture_close(&fixture);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_pool");
    TCase *tests = tcase_create("pool");
    tcase_set_timeout(tests, 30);
    tcase_add_unchecked_fixture(tests, fixture_migrate, NULL);
    tcase_add_test(tests, a_query_gives_rows);
    tcase_add_test(tests, null_goes_and_comes);
    tcase_add_test(tests, hostile_text_is_only_text);
    tcase_add_test(tests, invalid_utf8_is_an_error_of_ours_not_a_crash);
    tcase_add_test(tests, a_failed_statement_leaves_the_connection_usable);
    tcase_add_test(tests, a_result_of_megabytes_arrives_whole);
    tcase_add_test(tests, a_parameter_of_megabytes_arrives_whole);
    tcase_add_test(tests, a_slow_statement_ends_with_timeout);
    tcase_add_test(tests, more_queries_than_connections_are_served_in_order);
    tcase_add_test(tests, a_query_that_waits_too_long_is_refused);
    tcase_add_test(tests, too_many_queries_are_refused_at_once);
    tcase_add_test(tests, an_abandoned_query_may_be_freed_at_once);
    tcase_add_test(tests, abandoning_what_has_ended_is_harmless);
    tcase_add_test(tests, freeing_the_pool_forgets_what_is_out);
    tcase_add_test(tests, the_end_of_a_query_may_submit_the_next);
    tcase_add_test(tests, every_connection_has_its_settings);
    tcase_add_test(tests, a_host_name_is_refused);
    tcase_add_test(tests, a_notification_is_a_hint);
    suite_add_tcase(suite, tests);
    return suite;
}
