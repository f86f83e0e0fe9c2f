#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/event.h>

#include "reports/report_press.h"
#include "unit.h"

/* Programs of the test's own in the place of pandoc; the real one is asked in
 * the tests of the daemon. */
static char dir[64], program[96];
static struct event_base *base;
static struct report_press *press;
static struct buffer text, got;
static struct error why;
static int calls, good;

static void set_up(void)
{
    strcpy(dir, "/tmp/tvetstat-press-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(program, sizeof(program), "%s/pandoc", dir);
    setenv("PATH", dir, 1);
    base = event_base_new();
    press = report_press_new(base, dir);
    buffer_init(&text, 0);
    buffer_init(&got, 0);
    buffer_add_str(&text, "# title\n");
    calls = good = 0;
}

static void tear_down(void)
{
    report_press_free(press);
    event_base_free(base);
    buffer_fini(&text);
    buffer_fini(&got);
    unlink(program);
    ck_assert_int_eq(rmdir(dir), 0);
}

static void on_docx(void *ctx, const struct buffer *docx,
                    const struct error *err)
{
    ck_assert_ptr_eq(ctx, dir);
    calls++;
    why = *err;
    if (docx != NULL) {
        good++;
        buffer_add(&got, docx->data, docx->len);
    }
    event_base_loopbreak(base);
}

static void write_program(const char *script)
{
    FILE *file = fopen(program, "w");
    fprintf(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n%s\n", script);
    fclose(file);
    chmod(program, 0700);
}

static struct report_print *launch(struct error *err)
{
    const struct report_job job = {
        .markdown = &text, .at = 1700000000, .done = on_docx, .ctx = dir};
    return report_press_start(press, &job, err);
}

static void run(const char *script)
{
    struct error err = {0};
    write_program(script);
    ck_assert_ptr_nonnull(launch(&err));
    event_base_dispatch(base);
    ck_assert_int_eq(calls, 1);
}

START_TEST(it_gets_the_text_the_looks_and_the_time)
{
    run("printf 'PK\\003\\004'; cat; head -c 2 /dev/fd/3;"
        "echo \" $SOURCE_DATE_EPOCH $*\"");
    ck_assert_int_eq(good, 1);
    ck_assert_str_eq(got.data, "PK\3\4# title\nPK 1700000000 +RTS -M192m -RTS "
                               "--from=commonmark+pipe_tables --to=docx "
                               "--reference-doc=/dev/fd/3 --output=-\n");
}
END_TEST

START_TEST(no_pandoc_is_said)
{
    struct error err = {0};
    ck_assert(!report_press_ready());
    ck_assert_ptr_null(launch(&err));
    ck_assert_int_eq(err.fault, FAULT_NO_PANDOC);
    write_program("exit 0");
    ck_assert(report_press_ready());
    chmod(program, 0600);
    setenv("PATH", "", 1);
    ck_assert(!report_press_ready());
}
END_TEST

START_TEST(a_failure_is_one)
{
    run("printf 'PK\\003\\004 and more'; exit 3");
    ck_assert_int_eq(why.fault, FAULT_DOCX_FAILED);
    ck_assert_int_eq(good, 0);
}
END_TEST

START_TEST(something_else_is_none)
{
    run("echo hello");
    ck_assert_int_eq(why.fault, FAULT_DOCX_FAILED);
    ck_assert_int_eq(good, 0);
}
END_TEST

START_TEST(only_a_few_at_a_time)
{
    struct error err = {0};
    struct report_print *prints[REPORT_PRESS_RUNNING];
    write_program("exec sleep 100");
    for (int i = 0; i < REPORT_PRESS_RUNNING; i++) {
        prints[i] = launch(&err);
        ck_assert_ptr_nonnull(prints[i]);
    }
    ck_assert_ptr_null(launch(&err));
    ck_assert_int_eq(err.fault, FAULT_OVERLOADED);
    report_press_cancel(prints[0]);
    ck_assert_ptr_nonnull(launch(&err));
    /* The press is freed with two that run. */
    ck_assert_int_eq(calls, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_press");
    TCase *tc = tcase_create("report_press");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, it_gets_the_text_the_looks_and_the_time);
    tcase_add_test(tc, no_pandoc_is_said);
    tcase_add_test(tc, a_failure_is_one);
    tcase_add_test(tc, something_else_is_none);
    tcase_add_test(tc, only_a_few_at_a_time);
    suite_add_tcase(suite, tc);
    return suite;
}
