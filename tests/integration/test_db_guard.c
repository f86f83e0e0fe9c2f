/* When a pool must not come up. */
#include <string.h>

#include "../unit/unit.h"
#include "db_fixture.h"

START_TEST(a_second_daemon_waits_until_the_first_is_gone)
{
    struct fixture first, second;
    struct ask ask;
    fixture_up(&first);
    fixture_open(&second, NULL);
    spin_for(&second, 500);
    ck_assert(!db_pool_up(second.pool));
    ask_read(&second, &ask, STATEMENT_TEST_ROWS, "1");
    ck_assert_int_eq(ask.fault, FAULT_UNAVAILABLE);
    ck_assert(!db_session_ready(second.session));
    fixture_close(&first);
    SPIN_UNTIL(&second, db_pool_up(second.pool));
    session_ready(&second);
    fixture_close(&second);
}
END_TEST

/* The pool stays down as long as `bad` holds and comes up after `good`. */
static void refused_while(const char *bad, const char *good)
{
    struct fixture fixture;
    control_exec(bad);
    fixture_open(&fixture, NULL);
    spin_for(&fixture, 400);
    ck_assert(!db_pool_up(fixture.pool));
    ck_assert_int_eq(db_pool_stats(fixture.pool).connections_up, 0);
    control_exec(good);
    SPIN_UNTIL(&fixture, db_pool_up(fixture.pool));
    ck_assert_int_eq(fixture.ups, 1);
    fixture_close(&fixture);
}

START_TEST(a_missing_schema_is_refused)
{
    refused_while("ALTER TABLE schema_migration RENAME TO elsewhere",
                  "ALTER TABLE elsewhere RENAME TO schema_migration");
}
END_TEST

START_TEST(an_empty_schema_is_refused)
{
    refused_while("UPDATE schema_migration SET number = 0",
                  "UPDATE schema_migration SET number = 1");
}
END_TEST

START_TEST(a_newer_schema_is_refused)
{
    refused_while("INSERT INTO schema_migration VALUES (2, 'more', 'x')",
                  "DELETE FROM schema_migration WHERE number = 2");
}
END_TEST

START_TEST(a_schema_of_another_text_is_refused)
{
    refused_while("UPDATE schema_migration SET sha256 = 'x' || sha256",
                  "UPDATE schema_migration SET sha256 = substr(sha256, 2)");
}
END_TEST

START_TEST(a_statement_that_cannot_be_prepared_keeps_the_pool_down)
{
    refused_while("ALTER TABLE thing RENAME TO elsewhere",
                  "ALTER TABLE elsewhere RENAME TO thing");
}
END_TEST

START_TEST(asynchronous_commit_is_refused)
{
    refused_while("ALTER ROLE tvetstat SET synchronous_commit = off",
                  "ALTER ROLE tvetstat RESET synchronous_commit");
}
END_TEST

START_TEST(remote_apply_is_more_than_on)
{
    struct fixture fixture;
    control_exec("ALTER ROLE tvetstat SET synchronous_commit = remote_apply");
    fixture_up(&fixture);
    fixture_close(&fixture);
    control_exec("ALTER ROLE tvetstat RESET synchronous_commit");
}
END_TEST

static void refused_with_setting(const char *setting)
{
    struct fixture fixture;
    control_cluster("stop", "fast");
    control_cluster("start", setting);
    fixture_open(&fixture, NULL);
    spin_for(&fixture, 400);
    ck_assert(!db_pool_up(fixture.pool));
    control_cluster("stop", "fast");
    control_cluster("start", "");
    SPIN_UNTIL(&fixture, db_pool_up(fixture.pool));
    fixture_close(&fixture);
}

START_TEST(a_server_without_fsync_is_refused)
{
    refused_with_setting("'fsync = off'");
}
END_TEST

START_TEST(a_server_that_may_tear_pages_is_refused)
{
    refused_with_setting("'full_page_writes = off'");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_guard");
    TCase *tests = tcase_create("guard");
    tcase_set_timeout(tests, 40);
    tcase_add_unchecked_fixture(tests, fixture_migrate, NULL);
    tcase_add_test(tests, a_second_daemon_waits_until_the_first_is_gone);
    tcase_add_test(tests, a_missing_schema_is_refused);
    tcase_add_test(tests, an_empty_schema_is_refused);
    tcase_add_test(tests, a_newer_schema_is_refused);
    tcase_add_test(tests, a_schema_of_another_text_is_refused);
    tcase_add_test(tests,
                   a_statement_that_cannot_be_prepared_keeps_the_pool_down);
    tcase_add_test(tests, asynchronous_commit_is_refused);
    tcase_add_test(tests, remote_apply_is_more_than_on);
    tcase_add_test(tests, a_server_without_fsync_is_refused);
    tcase_add_test(tests, a_server_that_may_tear_pages_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
