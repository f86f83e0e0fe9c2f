/* Migrations: forward, once, all or nothing. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/unit.h"
#include "db_fixture.h"
#include "storage/db_migrate.h"

static const struct migration LIST[] = {
    {1, "one", "aa", "CREATE TABLE one (id int); INSERT INTO one VALUES (1);"},
    {2, "two", "bb", "CREATE TABLE two (id int);"},
    {3, "three", "cc", "CREATE TABLE three (id int); SELECT pg_sleep(0.2);"},
};

static void on_applied(const struct migration *migration, void *ctx)
{
    int *applied = ctx;
    *applied = *applied * 10 + migration->number;
}

static bool migrate(const struct migration *list, int count, int *applied,
                    struct error *err)
{
    struct db_migration job = {
        .conninfo = getenv("TVETSTAT_TEST_OWNER_CONNINFO"),
        .list = list,
        .count = count,
        .on_applied = on_applied,
        .ctx = applied,
    };
    *applied = 0;
    return db_migrate(&job, err);
}

static void setup(void)
{
    control_exec("DROP TABLE IF EXISTS schema_migration, one, two, three");
}

START_TEST(a_second_run_has_nothing_to_do)
{
    struct error err;
    int applied;
    ck_assert(migrate(LIST, 2, &applied, &err));
    ck_assert_int_eq(applied, 12);
    ck_assert(migrate(LIST, 2, &applied, &err));
    ck_assert_int_eq(applied, 0);
    ck_assert_int_eq(control_int("SELECT count(*) FROM one"), 1);
}
END_TEST

START_TEST(only_what_is_missing_is_applied)
{
    struct error err;
    int applied;
    ck_assert(migrate(LIST, 1, &applied, &err));
    ck_assert(migrate(LIST, 3, &applied, &err));
    ck_assert_int_eq(applied, 23);
    ck_assert_int_eq(control_int("SELECT max(number) FROM schema_migration "
                                 "WHERE sha256 = 'cc' AND name = 'three'"),
                     3);
}
END_TEST

START_TEST(everything_belongs_to_the_owner)
{
    struct error err;
    int applied;
    struct db_migration job = {
        .conninfo = getenv("TVETSTAT_TEST_SUPER_CONNINFO"),
        .list = LIST,
        .count = 1,
        .on_applied = on_applied,
        .ctx = &applied,
    };
    ck_assert(db_migrate(&job, &err));
    ck_assert_int_eq(control_int("SELECT count(*) FROM pg_tables WHERE "
                                 "tablename IN ('one', 'schema_migration') "
                                 "AND tableowner = 'tvetstat_owner'"),
                     2);
}
END_TEST

START_TEST(the_daemons_role_may_not_migrate)
{
    struct error err;
    struct db_migration job = {
        .conninfo = getenv("TVETSTAT_TEST_CONNINFO"),
        .list = LIST,
        .count = 1,
    };
    ck_assert(!db_migrate(&job, &err));
    ck_assert_ptr_nonnull(strstr(err.detail, "42501"));
}
END_TEST

START_TEST(a_changed_migration_is_refused)
{
    struct error err;
    int applied;
    struct migration changed[3];
    ck_assert(migrate(LIST, 2, &applied, &err));
    memcpy(changed, LIST, sizeof(LIST));
    changed[0].sha256 = "ab";
    ck_assert(!migrate(changed, 3, &applied, &err));
    ck_assert_ptr_nonnull(strstr(err.detail, "migration 1 (one)"));
    ck_assert_int_eq(applied, 0);
}
END_TEST

START_TEST(a_newer_database_is_refused)
{
    struct error err;
    int applied;
    ck_assert(migrate(LIST, 2, &applied, &err));
    ck_assert(!migrate(LIST, 1, &applied, &err));
    ck_assert_ptr_nonnull(strstr(err.detail, "too old"));
}
END_TEST

START_TEST(a_gap_is_refused)
{
    struct error err;
    int applied;
    ck_assert(migrate(LIST, 2, &applied, &err));
    control_exec("DELETE FROM schema_migration WHERE number = 1");
    ck_assert(!migrate(LIST, 3, &applied, &err));
    ck_assert_ptr_nonnull(strstr(err.detail, "migration 1 is missing"));
}
END_TEST

START_TEST(a_failing_migration_leaves_nothing_of_itself)
{
    static const struct migration BAD[] = {
        {1, "one", "aa", "CREATE TABLE one (id int);"},
        {2, "two", "bb", "CREATE TABLE two (id int); SELECT 1 / 0;"},
    };
    struct error err;
    int applied;
    ck_assert(!migrate(BAD, 2, &applied, &err));
    ck_assert_int_eq(applied, 1);
    ck_assert_ptr_nonnull(strstr(err.detail, "migration 2 (two): 22012"));
    ck_assert_int_eq(control_int("SELECT count(*) FROM pg_tables "
                                 "WHERE tablename = 'two'"),
                     0);
    ck_assert(migrate(LIST, 2, &applied, &err));
    ck_assert_int_eq(applied, 2);
}
END_TEST

START_TEST(a_migration_that_commits_itself_is_refused)
{
    static const struct migration BAD[] = {
        {1, "one", "aa", "CREATE TABLE one (id int); COMMIT;"},
    };
    struct error err;
    int applied;
    ck_assert(!migrate(BAD, 1, &applied, &err));
    ck_assert_int_eq(applied, 0);
}
END_TEST

START_TEST(two_at_once_apply_each_migration_once)
{
    struct error err;
    int applied, status;
    pid_t other = fork();
    if (other == 0) {
        _exit(migrate(LIST, 3, &applied, &err) ? 0 : 1);
    }
    ck_assert_msg(migrate(LIST, 3, &applied, &err), "%s", err.detail);
    ck_assert_int_eq(waitpid(other, &status, 0), other);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(control_int("SELECT count(*) FROM one"), 1);
}
END_TEST

START_TEST(a_server_that_is_not_there_is_named)
{
    struct error err;
    struct db_migration job = {
        .conninfo = "host=/nowhere dbname=x", .list = LIST, .count = 1};
    ck_assert(!db_migrate(&job, &err));
    ck_assert_int_eq(err.fault, FAULT_UNAVAILABLE);
    ck_assert_ptr_nonnull(strstr(err.detail, "/nowhere"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("db_migrate");
    TCase *tests = tcase_create("migrate");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, setup, NULL);
    tcase_add_test(tests, a_second_run_has_nothing_to_do);
    tcase_add_test(tests, only_what_is_missing_is_applied);
    tcase_add_test(tests, everything_belongs_to_the_owner);
    tcase_add_test(tests, the_daemons_role_may_not_migrate);
    tcase_add_test(tests, a_changed_migration_is_refused);
    tcase_add_test(tests, a_newer_database_is_refused);
    tcase_add_test(tests, a_gap_is_refused);
    tcase_add_test(tests, a_failing_migration_leaves_nothing_of_itself);
    tcase_add_test(tests, a_migration_that_commits_itself_is_refused);
    tcase_add_test(tests, two_at_once_apply_each_migration_once);
    tcase_add_test(tests, a_server_that_is_not_there_is_named);
    suite_add_tcase(suite, tests);
    return suite;
}
