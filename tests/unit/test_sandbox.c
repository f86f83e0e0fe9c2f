#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/macros.h"
#include "unit.h"
#include "workbook/sandbox.h"

/* Each of these is done in there by a process of its own. */
static void do_nothing(void)
{
}

static void do_write(void)
{
    _exit(write(STDOUT_FILENO, "", 0) == 0 ? 0 : 1);
}

static void do_allocate(void)
{
    char *room = malloc(1 << 20);
    if (room == NULL) {
        _exit(1);
    }
    memset(room, 1, 1 << 20);
    _exit(room[4711] == 1 ? 0 : 1);
}

static void do_open(void)
{
    (void)open("/etc/passwd", O_RDONLY);
}

static void do_connect(void)
{
    (void)socket(AF_INET, SOCK_STREAM, 0);
}

static void do_fork(void)
{
    (void)fork();
}

static void do_execute(void)
{
    execl("/bin/true", "true", (char *)NULL);
}

static void do_kill(void)
{
    kill(getppid(), 0);
}

static void do_write_elsewhere(void)
{
    (void)!write(STDERR_FILENO, "x", 1);
}

static const struct {
    void (*act)(void);
    bool allowed;
    bool sanitized; /* the same in a build with the sanitizer */
} ACTS[] = {
    {do_nothing, true, true},           {do_write, true, true},
    {do_allocate, true, true},          {do_open, false, false},
    {do_connect, false, true},          {do_fork, false, true},
    {do_execute, false, true},          {do_kill, false, true},
    {do_write_elsewhere, false, false},
};

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

static int status_of(void (*act)(void))
{
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct error err;
        if (!sandbox_limit(&err) || !sandbox_enter(&err)) {
            _exit(77);
        }
        act();
        _exit(0);
    }
    int status;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return status;
}

START_TEST(the_sandbox_holds)
{
    int status = status_of(ACTS[_i].act);
    if (SANITIZED && !ACTS[_i].sanitized) {
        return;
    }
    if (ACTS[_i].allowed) {
        ck_assert(WIFEXITED(status));
        ck_assert_int_eq(WEXITSTATUS(status), 0);
    } else {
        ck_assert(WIFSIGNALED(status));
        ck_assert_int_eq(WTERMSIG(status), SIGSYS);
    }
}
END_TEST

/* Without the filter: so that what is tried can be seen to fail. */
START_TEST(limits_are_set)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct error err;
        struct rlimit cpu, files;
        (void)dup(STDERR_FILENO);
        bool ok = sandbox_limit(&err) && environ[0] != NULL &&
                  environ[1] == NULL && strcmp(environ[0], "TZ=UTC0") == 0 &&
                  fcntl(3, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0 &&
                  getrlimit(RLIMIT_CPU, &cpu) == 0 && cpu.rlim_max == 60 &&
                  getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_max == 3;
        _exit(ok ? 0 : 1);
    }
    int status;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("sandbox");
    TCase *tc = tcase_create("sandbox");
    tcase_add_loop_test(tc, the_sandbox_holds, 0, ARRAY_LEN(ACTS));
    tcase_add_test(tc, limits_are_set);
    suite_add_tcase(suite, tc);
    return suite;
}
