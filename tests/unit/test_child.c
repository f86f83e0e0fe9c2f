#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "platform/child.h"
#include "unit.h"

/* What workbook_child.c needs is tested with it; here is the rest. */
static struct event_base *base;
static int calls;
static struct child_end end;
static char output[256];

static void set_up(void)
{
    base = event_base_new();
    calls = 0;
    memset(output, 0, sizeof(output));
}

static void tear_down(void)
{
    event_base_free(base);
}

static void on_done(void *ctx, struct spool *out, const struct child_end *how,
                    const struct error *err)
{
    (void)err;
    ck_assert_ptr_eq(ctx, &base);
    ck_assert_ptr_nonnull(out);
    calls++;
    end = *how;
    ck_assert_int_ge(pread(spool_fd(out), output, sizeof(output) - 1, 0), 0);
    spool_close(out);
    event_base_loopbreak(base);
}

static struct child *launch(const char *script, int layout,
                            struct child_limits limits)
{
    struct error err = {0};
    char name[] = "sh", flag[] = "-c", text[512], value[] = "GIVEN=yes";
    char *const argv[] = {name, flag, text, NULL};
    char *const env[] = {value, NULL};
    FILE *in = tmpfile();
    snprintf(text, sizeof(text), "%s", script);
    const struct child_options options = {
        .base = base,
        .program = "/bin/sh",
        .argv = argv,
        .env = env,
        .spool_dir = "/tmp",
        .in = fileno(in),
        .layout = layout,
        .limits = limits,
        .done = on_done,
        .ctx = &base,
    };
    struct child *child = child_start(&options, &err);
    fclose(in);
    ck_assert_ptr_nonnull(child);
    return child;
}

static void run(const char *script, int layout, struct child_limits limits)
{
    launch(script, layout, limits);
    ck_assert_int_eq(calls, 0);
    event_base_dispatch(base);
    ck_assert_int_eq(calls, 1);
}

START_TEST(it_has_the_environment_that_it_is_given)
{
    setenv("PGPASSWORD", "secret", 1);
    run("echo \"$GIVEN ${PGPASSWORD-none}\"; exit 7", -1,
        (struct child_limits){0});
    ck_assert_str_eq(output, "yes none\n");
    ck_assert_int_eq(WEXITSTATUS(end.status), 7);
    ck_assert(!end.late);
}
END_TEST

START_TEST(the_layout_is_a_file_of_its_own)
{
    FILE *layout = tmpfile();
    fputs("official", layout);
    fflush(layout);
    rewind(layout);
    run("cat /dev/fd/3; [ -e /dev/fd/4 ] || echo .", fileno(layout),
        (struct child_limits){0});
    fclose(layout);
    ck_assert_str_eq(output, "official.\n");
}
END_TEST

START_TEST(one_that_takes_too_long_is_killed)
{
    run("echo begun; exec sleep 100", -1, (struct child_limits){.ms = 200});
    ck_assert(end.late);
    ck_assert(WIFSIGNALED(end.status) && WTERMSIG(end.status) == SIGKILL);
    ck_assert_str_eq(output, "begun\n");
    ck_assert_int_lt(end.ms, 50000);
}
END_TEST

/* The limits come a moment after the start, hence the sleeps. */
START_TEST(one_that_writes_too_much_is_ended)
{
    run("sleep 0.3; yes 12345678", -1, (struct child_limits){.output = 16});
    ck_assert(WIFSIGNALED(end.status) || WEXITSTATUS(end.status) != 0);
    ck_assert_uint_eq(strlen(output), 16);
}
END_TEST

START_TEST(it_has_its_limits)
{
    run("sleep 0.3; ulimit -t; ulimit -n", -1,
        (struct child_limits){.cpu_s = 9, .files = 32});
    ck_assert_str_eq(output, "9\n32\n");
}
END_TEST

START_TEST(a_cancelled_one_is_gone_and_says_nothing)
{
    child_cancel(launch("exec sleep 100", -1, (struct child_limits){0}));
    child_cancel(NULL);
    event_base_loop(base, EVLOOP_NONBLOCK);
    ck_assert_int_eq(calls, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("child");
    TCase *tc = tcase_create("child");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, it_has_the_environment_that_it_is_given);
    tcase_add_test(tc, the_layout_is_a_file_of_its_own);
    tcase_add_test(tc, one_that_takes_too_long_is_killed);
    tcase_add_test(tc, one_that_writes_too_much_is_ended);
    tcase_add_test(tc, it_has_its_limits);
    tcase_add_test(tc, a_cancelled_one_is_gone_and_says_nothing);
    suite_add_tcase(suite, tc);
    return suite;
}
