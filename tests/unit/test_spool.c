#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "platform/spool.h"
#include "unit.h"

/* A file system without O_TMPFILE: ours stands before the C library's. */
static bool refuse_tmpfile;

int open(const char *path, int flags, ...)
{
    if ((flags & O_TMPFILE) == O_TMPFILE && refuse_tmpfile) {
        errno = EOPNOTSUPP;
        return -1;
    }
    va_list args;
    va_start(args, flags);
    int mode = va_arg(args, int);
    va_end(args);
    return openat(AT_FDCWD, path, flags, mode);
}

static char dir[64];

static void set_up(void)
{
    strcpy(dir, "/tmp/tvetstat-spool-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

/* Fails when anything is left in it. */
static void tear_down(void)
{
    ck_assert_int_eq(rmdir(dir), 0);
}

static int entries(void)
{
    DIR *stream = opendir(dir);
    ck_assert_ptr_nonnull(stream);
    int count = 0;
    while (readdir(stream) != NULL) {
        count++;
    }
    closedir(stream);
    return count - 2;
}

static void write_and_read_back(void)
{
    struct error err;
    struct spool *spool = spool_open(dir, &err);
    ck_assert_ptr_nonnull(spool);
    ck_assert_int_eq(spool_size(spool), 0);
    ck_assert_int_eq(entries(), 0);
    ck_assert(spool_write(spool, "hello, ", 7, &err));
    ck_assert(spool_write(spool, "", 0, &err));
    ck_assert(spool_write(spool, "world", 5, &err));
    ck_assert_int_eq(spool_size(spool), 12);
    char text[16] = {0};
    ck_assert_int_eq(pread(spool_fd(spool), text, sizeof(text), 0), 12);
    ck_assert_str_eq(text, "hello, world");
    spool_close(spool);
}

START_TEST(keeps_what_was_written)
{
    write_and_read_back();
    ck_assert_int_eq(entries(), 0);
    spool_close(NULL);
}
END_TEST

START_TEST(does_without_unnamed_files)
{
    refuse_tmpfile = true;
    write_and_read_back();
    refuse_tmpfile = false;
    ck_assert_int_eq(entries(), 0);
}
END_TEST

START_TEST(a_missing_directory_is_an_error)
{
    struct error err;
    ck_assert_ptr_null(spool_open("/nonexistent/spool", &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
    ck_assert_ptr_nonnull(strstr(err.detail, "No such file"));
}
END_TEST

START_TEST(a_full_disk_is_told_as_such)
{
    struct error err;
    struct spool *spool = spool_open(dir, &err);
    ck_assert_ptr_nonnull(spool);
    signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit = {.rlim_cur = 1000, .rlim_max = RLIM_INFINITY};
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    char data[600] = {0};
    ck_assert(spool_write(spool, data, sizeof(data), &err));
    ck_assert(!spool_write(spool, data, sizeof(data), &err));
    ck_assert_int_eq(err.fault, FAULT_STORAGE_FULL);
    ck_assert_int_eq(spool_size(spool), 600);
    spool_close(spool);
}
END_TEST

START_TEST(a_broken_descriptor_is_internal)
{
    struct error err;
    struct spool *spool = spool_open(dir, &err);
    ck_assert_ptr_nonnull(spool);
    close(spool_fd(spool));
    ck_assert(!spool_write(spool, "x", 1, &err));
    ck_assert_int_eq(err.fault, FAULT_INTERNAL);
    spool_close(spool);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("spool");
    TCase *tcase = tcase_create("spool");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, keeps_what_was_written);
    tcase_add_test(tcase, does_without_unnamed_files);
    tcase_add_test(tcase, a_missing_directory_is_an_error);
    tcase_add_test(tcase, a_full_disk_is_told_as_such);
    tcase_add_test(tcase, a_broken_descriptor_is_internal);
    suite_add_tcase(suite, tcase);
    return suite;
}
