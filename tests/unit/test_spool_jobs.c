/* Jobs as files, and the child that waits for the disk. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/event.h>

#include "platform/loop_aside.h"
#include "platform/spool_jobs.h"
#include "unit.h"

#define ID_A "6f2d0a3e-7c0b-4d0d-9a53-5f1f7f1f2c11"
#define ID_B "00000000-0000-4000-8000-000000000001"

static char dir[64];
static struct spool_jobs *jobs;
static struct error err;

static void set_up(void)
{
    strcpy(dir, "/tmp/tvetstat-jobs-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    jobs = spool_jobs_open(dir, &err);
    ck_assert_ptr_nonnull(jobs);
}

/* Fails when anything is left in it. */
static void tear_down(void)
{
    spool_jobs_free(jobs);
    char path[80];
    snprintf(path, sizeof(path), "%s/jobs", dir);
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(rmdir(dir), 0);
}

static bool keeps_none(void *ctx, const char *id)
{
    return ctx != NULL && strcmp(ctx, id) == 0;
}

static size_t count_jobs(void)
{
    size_t count = 0;
    free(spool_jobs_list(jobs, keeps_none, NULL, &count));
    return count;
}

static struct spool_job make(const char *id, int64_t order, const char *says)
{
    struct spool_job job = {.order = order};
    struct spool_publish publish;
    struct buffer text;
    strcpy(job.id, id);
    struct spool *body = spool_jobs_create(jobs, id, &err);
    ck_assert_ptr_nonnull(body);
    ck_assert(spool_write(body, "body", 4, &err));
    buffer_init(&text, 0);
    buffer_add_str(&text, says);
    ck_assert(spool_jobs_begin(jobs, &job, body, &text, &publish, &err));
    ck_assert_int_eq(spool_jobs_publish(&publish), 0);
    spool_jobs_begun(&publish);
    buffer_fini(&text);
    spool_close(body);
    return job;
}

START_TEST(jobs_are_there_again_in_their_order)
{
    struct spool_job second = make(ID_A, 2, "two");
    struct spool_job first = make(ID_B, 1, "one");
    size_t count = 0;
    struct spool_job *list = spool_jobs_list(jobs, keeps_none, NULL, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(list[0].id, ID_B);
    ck_assert_int_eq(list[1].order, 2);
    struct buffer text;
    buffer_init(&text, SPOOL_JOB_MAX_BYTES);
    ck_assert(spool_jobs_read(jobs, &list[1], &text, &err));
    ck_assert_str_eq(text.data, "two");
    buffer_fini(&text);
    struct spool *body = spool_jobs_reopen(jobs, ID_A, &err);
    ck_assert_int_eq(spool_size(body), 4);
    spool_close(body);
    free(list);
    spool_jobs_remove(jobs, &first);
    spool_jobs_remove(jobs, &second);
    ck_assert_uint_eq(count_jobs(), 0);
}
END_TEST

START_TEST(runs_are_counted_in_the_name)
{
    struct spool_job job = make(ID_A, 7, "x");
    size_t count = 0;
    spool_jobs_count(jobs, &job, 3);
    spool_jobs_count(jobs, &job, 3);
    struct spool_job *list = spool_jobs_list(jobs, keeps_none, NULL, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(list[0].runs, 3);
    free(list);
    spool_jobs_remove(jobs, &job);
}
END_TEST

START_TEST(what_was_begun_and_never_finished_goes)
{
    struct spool *body = spool_jobs_create(jobs, ID_A, &err);
    ck_assert_ptr_nonnull(body);
    ck_assert_ptr_null(spool_jobs_create(jobs, ID_A, &err));
    size_t count = 0;
    free(spool_jobs_list(jobs, keeps_none, (void *)(uintptr_t)ID_A, &count));
    struct spool *again = spool_jobs_reopen(jobs, ID_A, &err);
    ck_assert_ptr_nonnull(again); /* it was at work */
    spool_close(again);
    ck_assert_uint_eq(count_jobs(), 0);
    ck_assert_ptr_null(spool_jobs_reopen(jobs, ID_A, &err));
    spool_close(body);
}
END_TEST

START_TEST(other_names_are_let_alone)
{
    static const char *const NAMES[] = {"README",
                                        "1-" ID_A ".0.job",
                                        "0000000000000000001-" ID_A ".0.bad",
                                        "0000000000000000001-" ID_A ".x.job",
                                        "0000000000000000001-" ID_A ".100.job",
                                        "x.body"};
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        int fd =
            openat(spool_jobs_dir(jobs), NAMES[i], O_CREAT | O_WRONLY, 0600);
        ck_assert_int_ge(fd, 0);
        close(fd);
    }
    ck_assert_uint_eq(count_jobs(), 0);
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        ck_assert_int_eq(unlinkat(spool_jobs_dir(jobs), NAMES[i], 0), 0);
    }
}
END_TEST

START_TEST(an_unreadable_job_is_put_aside)
{
    struct spool_job job = make(ID_A, 1, "x");
    spool_jobs_reject(jobs, &job);
    ck_assert_uint_eq(count_jobs(), 0);
    ck_assert_int_eq(
        unlinkat(spool_jobs_dir(jobs), "0000000000000000001-" ID_A ".bad", 0),
        0);
}
END_TEST

START_TEST(no_directory_no_jobs)
{
    ck_assert_ptr_null(spool_jobs_open("/nonexistent", &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
    ck_assert(!spool_jobs_failed(&err, ENOSPC));
    ck_assert_int_eq(err.fault, FAULT_STORAGE_FULL);
}
END_TEST

/* --- aside --- */

struct work {
    int code, got, calls;
    struct event_base *base;
};

static int return_code(void *ctx)
{
    const struct work *work = ctx;
    return work->code;
}

static int die(void *ctx)
{
    (void)ctx;
    raise(SIGKILL);
    return 0;
}

static int sleep_long(void *ctx)
{
    (void)ctx;
    return (int)sleep(60);
}

static void on_done(void *ctx, int code)
{
    struct work *work = ctx;
    work->got = code;
    work->calls++;
}

static struct loop_aside *begin(struct work *work, int (*call)(void *ctx))
{
    const struct loop_aside_task task = {
        .work = call, .done = on_done, .ctx = work};
    return loop_aside_start(work->base, &task, &err);
}

START_TEST(a_child_tells_what_came_of_it)
{
    static int (*const WORKS[])(void *ctx) = {return_code, return_code, die};
    static const int CODES[] = {0, ENOSPC, ECHILD};
    for (int i = 0; i < 3; i++) {
        struct work work = {.code = CODES[i], .base = event_base_new()};
        ck_assert_ptr_nonnull(begin(&work, WORKS[i]));
        event_base_dispatch(work.base);
        ck_assert_int_eq(work.got, CODES[i]);
        ck_assert_int_eq(work.calls, 1);
        event_base_free(work.base);
    }
}
END_TEST

START_TEST(a_child_that_is_not_wanted_ends_at_once)
{
    struct work work = {.base = event_base_new()};
    loop_aside_cancel(begin(&work, sleep_long));
    loop_aside_cancel(NULL);
    event_base_dispatch(work.base);
    ck_assert_int_eq(work.calls, 0);
    event_base_free(work.base);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("spool_jobs");
    TCase *tcase = tcase_create("spool_jobs");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, jobs_are_there_again_in_their_order);
    tcase_add_test(tcase, runs_are_counted_in_the_name);
    tcase_add_test(tcase, what_was_begun_and_never_finished_goes);
    tcase_add_test(tcase, other_names_are_let_alone);
    tcase_add_test(tcase, an_unreadable_job_is_put_aside);
    tcase_add_test(tcase, no_directory_no_jobs);
    tcase_add_test(tcase, a_child_tells_what_came_of_it);
    tcase_add_test(tcase, a_child_that_is_not_wanted_ends_at_once);
    suite_add_tcase(suite, tcase);
    return suite;
}
