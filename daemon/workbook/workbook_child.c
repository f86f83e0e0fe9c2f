#include "workbook/workbook_child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/log.h"
#include "platform/loop.h"
#include "platform/utf8.h"
#include "workbook/workbook_limits.h"

#define LAST_LINE_MAX 1024
#define REQ_SIZE 64

struct workbook_child {
    workbook_child_fn done;
    void *ctx;
    struct spool *grid;
    struct loop_signal *ended; /* some child of ours has */
    struct loop_timer *deadline;
    pid_t pid; /* 0: it is gone */
    bool late;
    int64_t began_ms;
    char req[REQ_SIZE];
};

static void child_free(struct workbook_child *child)
{
    loop_signal_free(child->ended);
    loop_timer_free(child->deadline);
    spool_close(child->grid);
    free(child);
}

/* --- what it left --- */

/* The last line without its end; empty when there is none that is whole. */
static void read_last_line(const struct spool *grid, char out[LAST_LINE_MAX])
{
    char tail[LAST_LINE_MAX];
    int64_t size = spool_size(grid);
    size_t want = size < LAST_LINE_MAX ? (size_t)size : LAST_LINE_MAX;
    out[0] = '\0';
    ssize_t got =
        pread(spool_fd(grid), tail, want, (off_t)(size - (int64_t)want));
    if (got != (ssize_t)want || want < 2 || tail[want - 1] != '\n') {
        return;
    }
    tail[want - 1] = '\0';
    const char *before = memrchr(tail, '\n', want - 1);
    if (before != NULL) {
        snprintf(out, LAST_LINE_MAX, "%s", before + 1);
    }
}

/*
 * X fault argument...: what the child says is no more trusted than what was
 * uploaded. Only refusals of workbooks are taken from it.
 */
static bool read_refusal(char *line, struct error *err)
{
    char *args[4] = {NULL};
    char *rest = line + 2;
    if (!utf8_plain(line + 2, strcspn(line + 2, "\t"))) {
        return workbook_unreadable(err, "the child says nonsense");
    }
    for (int i = 0; i < 4 && rest != NULL; i++) {
        args[i] = strsep(&rest, "\t");
        if (!utf8_plain(args[i], strlen(args[i]))) {
            args[i] = NULL;
        }
    }
    enum fault fault = fault_find(args[0]);
    if (fault < FAULT_WORKBOOK_UNREADABLE || fault > FAULT_WORKBOOK_SANDBOX) {
        return workbook_unreadable(err, "the child refuses with %s", args[0]);
    }
    if (fault == FAULT_WORKBOOK_UNREADABLE || fault == FAULT_WORKBOOK_SANDBOX) {
        return error_detail(err, fault, "%s", args[1] == NULL ? "" : args[1]);
    }
    return error_set(err, fault, args[1], args[2], args[3]);
}

static bool judge_exit(const struct workbook_child *child, int status,
                       struct error *err)
{
    char line[LAST_LINE_MAX];
    read_last_line(child->grid, line);
    if (status == 0 && strcmp(line, "E") == 0) {
        return true;
    }
    if (status != 0 && strncmp(line, "X\t", 2) == 0) {
        return read_refusal(line, err);
    }
    return workbook_unreadable(err, "the child gave up with %d", status);
}

static bool judge(const struct workbook_child *child, int status,
                  struct error *err)
{
    if (WIFEXITED(status)) {
        return judge_exit(child, WEXITSTATUS(status), err);
    }
    int number = WTERMSIG(status);
    if (child->late || number == SIGXCPU) {
        return workbook_too_many(err, "seconds", SANDBOX_MAX_SECONDS);
    }
    return workbook_unreadable(err, "the child was ended by signal %d", number);
}

static void log_end(const struct workbook_child *child, bool ok,
                    const struct error *err)
{
    LOG(ok ? LOG_INFO : LOG_WARN, child->req[0] == '\0' ? NULL : child->req,
        ok ? "workbook_read" : "workbook_refused",
        LOG_INT("ms", clock_ms() - child->began_ms),
        LOG_INT("grid_bytes", spool_size(child->grid)),
        LOG_TEXT("fault", ok ? "none" : fault_code(err->fault)),
        LOG_TEXT("detail", ok ? "" : err->detail));
}

/* --- its end --- */

static void finish(struct workbook_child *child, int status)
{
    struct error err = {0};
    struct spool *grid = child->grid;
    bool ok = spool_measure(grid, &err) && judge(child, status, &err);
    log_end(child, ok, &err);
    if (ok) {
        child->grid = NULL;
    }
    workbook_child_fn done = child->done;
    void *ctx = child->ctx;
    child_free(child);
    done(ctx, ok ? grid : NULL, &err);
}

static void on_ended(void *ctx)
{
    struct workbook_child *child = ctx;
    int status;
    pid_t pid = waitpid(child->pid, &status, WNOHANG);
    if (pid == child->pid) {
        finish(child, status);
    } else if (pid < 0 && errno == ECHILD) {
        finish(child, SIGKILL); /* somebody else has seen it end */
    }
}

static void on_deadline(void *ctx)
{
    struct workbook_child *child = ctx;
    child->late = true;
    kill(child->pid, SIGKILL);
}

/* --- its beginning --- */

/* Copies far from 0, 1 and 2, so that putting one into its place does not
 * overwrite the other. */
static int far_copy(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, 10);
}

static int spawn(struct workbook_child *child, const char *program, int in,
                 int out)
{
    char name[] = "tvetstatd", command[] = "read-workbook";
    char *const argv[] = {name, command, NULL};
    char *const env[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    CHECK(posix_spawn_file_actions_init(&files) == 0 &&
          posix_spawnattr_init(&attr) == 0);
    int code = posix_spawn_file_actions_adddup2(&files, in, 0);
    code |= posix_spawn_file_actions_adddup2(&files, out, 1);
    code |=
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    code |= posix_spawn_file_actions_addclosefrom_np(&files, 3);
    code |= posix_spawnattr_setsigdefault(&attr, &all);
    code |= posix_spawnattr_setsigmask(&attr, &none);
    code |= posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF |
                                                POSIX_SPAWN_SETSIGMASK);
    if (code == 0) {
        code = posix_spawn(&child->pid, program, &files, &attr, argv, env);
    }
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return code;
}

static bool start(struct workbook_child *child, const char *program, int fd,
                  struct error *err)
{
    int in = far_copy(fd), out = far_copy(spool_fd(child->grid));
    int code = in < 0 || out < 0 ? errno : spawn(child, program, in, out);
    if (in >= 0) {
        close(in);
    }
    if (out >= 0) {
        close(out);
    }
    return code == 0 ||
           error_detail(err, FAULT_INTERNAL, "could not start a reader: %s",
                        strerror(code));
}

struct workbook_child *
workbook_child_start(const struct workbook_child_options *options,
                     struct error *err)
{
    struct spool *grid = spool_open(options->spool_dir, err);
    if (grid == NULL) {
        return NULL;
    }
    struct workbook_child *child = calloc(1, sizeof(*child));
    CHECK(child != NULL);
    *child = (struct workbook_child){
        .done = options->done,
        .ctx = options->ctx,
        .grid = grid,
        .began_ms = clock_ms(),
    };
    if (options->req != NULL) {
        snprintf(child->req, sizeof(child->req), "%s", options->req);
    }
    /* Before there is one, so that its end is not missed. */
    child->ended = loop_signal_new(options->base, SIGCHLD, on_ended, child);
    child->deadline = loop_timer_new(options->base, on_deadline, child);
    loop_timer_set(child->deadline, WORKBOOK_CHILD_MAX_MS);
    const char *program = options->program;
    if (!start(child, program == NULL ? "/proc/self/exe" : program, options->fd,
               err)) {
        child_free(child);
        return NULL;
    }
    return child;
}

void workbook_child_cancel(struct workbook_child *child)
{
    if (child == NULL) {
        return;
    }
    kill(child->pid, SIGKILL);
    /* A process that was killed is gone in no time. */
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    child_free(child);
}
