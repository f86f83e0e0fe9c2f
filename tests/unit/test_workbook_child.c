#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/event.h>

#include "unit.h"
#include "workbook/workbook_child.h"

/* Programs of the test's own in the place of ours: what they leave is judged
 * like what a reader leaves that went mad. */
static char dir[64], program[96];
static struct event_base *base;
static int calls;
static struct spool *grid;
static struct error why;

static void set_up(void)
{
    strcpy(dir, "/tmp/tvetstat-child-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(program, sizeof(program), "%s/reader", dir);
    base = event_base_new();
    calls = 0;
    grid = NULL;
}

static void tear_down(void)
{
    spool_close(grid);
    event_base_free(base);
    unlink(program);
    ck_assert_int_eq(rmdir(dir), 0);
}

static void on_done(void *ctx, struct spool *spool, const struct error *err)
{
    ck_assert_ptr_eq(ctx, dir);
    calls++;
    spool_close(grid);
    grid = spool;
    why = *err;
    event_base_loopbreak(base);
}

static void write_program(const char *script)
{
    FILE *file = fopen(program, "w");
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    chmod(program, 0700);
}

static struct workbook_child *launch(void)
{
    struct error err;
    FILE *in = tmpfile();
    fputs("workbook", in);
    fflush(in);
    rewind(in);
    const struct workbook_child_options options = {
        .base = base,
        .program = program,
        .spool_dir = dir,
        .fd = fileno(in),
        .done = on_done,
        .ctx = dir,
    };
    struct workbook_child *child = workbook_child_start(&options, &err);
    fclose(in);
    return child;
}

static struct workbook_child *start(const char *script)
{
    write_program(script);
    return launch();
}

static void run(const char *script)
{
    ck_assert_ptr_nonnull(start(script));
    ck_assert_int_eq(calls, 0);
    event_base_dispatch(base);
    ck_assert_int_eq(calls, 1);
}

static void assert_refused(const char *script, enum fault fault,
                           const char *arg, const char *detail)
{
    run(script);
    ck_assert_ptr_null(grid);
    ck_assert_str_eq(fault_code(why.fault), fault_code(fault));
    ck_assert_str_eq(why.args[0], arg);
    ck_assert_str_eq(why.detail, detail);
    calls = 0;
}

START_TEST(a_whole_grid_is_handed_over)
{
    char text[64] = "";
    run("printf 'tvetstat-grid 1\\n'; cat; printf '\\nE\\n'");
    ck_assert_ptr_nonnull(grid);
    ck_assert_int_eq(spool_size(grid), 27);
    ck_assert_int_eq(pread(spool_fd(grid), text, sizeof(text), 0), 27);
    ck_assert_str_eq(text, "tvetstat-grid 1\nworkbook\nE\n");
}
END_TEST

START_TEST(the_child_has_no_environment)
{
    setenv("PGPASSWORD", "secret", 1);
    run("echo \"${PGPASSWORD-none}\" >&1; printf 'E\\n'");
    char text[64] = "";
    ck_assert_int_eq(pread(spool_fd(grid), text, sizeof(text), 0), 7);
    ck_assert_str_eq(text, "none\nE\n");
}
END_TEST

START_TEST(the_child_has_no_other_descriptors)
{
    run("for fd in 3 4 5 6 7 8 9 10 11 12; do"
        " if [ -e /proc/$$/fd/$fd ] && [ $fd != 10 ]; then echo $fd; fi;"
        " done; printf '.\\nE\\n'");
    ck_assert_int_eq(spool_size(grid), 4);
}
END_TEST

START_TEST(a_refusal_is_taken_over)
{
    assert_refused("printf 'tvetstat-grid 1\\nX\\tworkbook_macros\\n'; exit 1",
                   FAULT_WORKBOOK_MACROS, "", "");
    assert_refused("printf 'x\\nX\\tworkbook_too_large\\tsheets\\t256\\n';"
                   " exit 1",
                   FAULT_WORKBOOK_TOO_LARGE, "sheets", "");
    ck_assert_str_eq(why.args[1], "256");
    assert_refused(
        "printf 'x\\nX\\tworkbook_unreadable\\tno sheets\\n'; exit 1",
        FAULT_WORKBOOK_UNREADABLE, "", "no sheets");
}
END_TEST

START_TEST(nonsense_is_no_refusal)
{
    assert_refused("printf 'x\\nX\\tforbidden\\n'; exit 1",
                   FAULT_WORKBOOK_UNREADABLE, "",
                   "the child refuses with forbidden");
    assert_refused("printf 'x\\nX\\t\\n'; exit 1", FAULT_WORKBOOK_UNREADABLE,
                   "", "the child refuses with ");
    assert_refused("printf 'x\\nX\\t\\377\\n'; exit 1",
                   FAULT_WORKBOOK_UNREADABLE, "", "the child says nonsense");
    assert_refused("printf 'x\\nX\\tworkbook_format\\t\\033[2J\\n'; exit 1",
                   FAULT_WORKBOOK_FORMAT, "", "");
}
END_TEST

START_TEST(an_end_that_is_none_is_none)
{
    assert_refused("printf 'tvetstat-grid 1\\nE\\n'; exit 1",
                   FAULT_WORKBOOK_UNREADABLE, "", "the child gave up with 1");
    assert_refused("printf 'tvetstat-grid 1\\nE'", FAULT_WORKBOOK_UNREADABLE,
                   "", "the child gave up with 0");
    assert_refused("printf 'tvetstat-grid 1\\n'", FAULT_WORKBOOK_UNREADABLE, "",
                   "the child gave up with 0");
    assert_refused("exit 0", FAULT_WORKBOOK_UNREADABLE, "",
                   "the child gave up with 0");
}
END_TEST

START_TEST(a_crash_is_a_bad_workbook)
{
    assert_refused("kill -SEGV $$", FAULT_WORKBOOK_UNREADABLE, "",
                   "the child was ended by signal 11");
    assert_refused("kill -XCPU $$", FAULT_WORKBOOK_TOO_LARGE, "seconds", "");
}
END_TEST

START_TEST(a_cancelled_child_is_gone)
{
    struct workbook_child *child = start("exec sleep 100");
    ck_assert_ptr_nonnull(child);
    workbook_child_cancel(child);
    event_base_loop(base, EVLOOP_NONBLOCK);
    ck_assert_int_eq(calls, 0);
}
END_TEST

START_TEST(a_program_that_is_not_there)
{
    struct error err;
    const struct workbook_child_options options = {
        .base = base,
        .program = "/nonexistent",
        .spool_dir = dir,
        .done = on_done,
    };
    ck_assert_ptr_null(workbook_child_start(&options, &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
}
END_TEST

START_TEST(a_folder_that_is_not_there)
{
    struct error err;
    const struct workbook_child_options options = {
        .base = base, .spool_dir = "/nonexistent", .done = on_done};
    ck_assert_ptr_null(workbook_child_start(&options, &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
}
END_TEST

START_TEST(two_at_a_time)
{
    write_program("printf 'x\\nE\\n'");
    ck_assert_ptr_nonnull(launch());
    ck_assert_ptr_nonnull(launch());
    while (calls < 2) {
        spool_close(grid);
        grid = NULL;
        event_base_dispatch(base);
        ck_assert_ptr_nonnull(grid);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("workbook_child");
    TCase *tc = tcase_create("workbook_child");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, a_whole_grid_is_handed_over);
    tcase_add_test(tc, the_child_has_no_environment);
    tcase_add_test(tc, the_child_has_no_other_descriptors);
    tcase_add_test(tc, a_refusal_is_taken_over);
    tcase_add_test(tc, nonsense_is_no_refusal);
    tcase_add_test(tc, an_end_that_is_none_is_none);
    tcase_add_test(tc, a_crash_is_a_bad_workbook);
    tcase_add_test(tc, a_cancelled_child_is_gone);
    tcase_add_test(tc, a_program_that_is_not_there);
    tcase_add_test(tc, a_folder_that_is_not_there);
    tcase_add_test(tc, two_at_a_time);
    suite_add_tcase(suite, tc);
    return suite;
}
