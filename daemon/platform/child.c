#include "platform/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/loop.h"

struct child {
    child_fn *done;
    void *ctx;
    struct spool *out;
    struct loop_signal *ended; /* some child of ours has */
    struct loop_timer *deadline;
    pid_t pid;
    bool late;
    int64_t began_ms;
};

static void child_free(struct child *child)
{
    loop_signal_free(child->ended);
    loop_timer_free(child->deadline);
    spool_close(child->out);
    free(child);
}

/* --- its end --- */

static void finish(struct child *child, int status)
{
    struct error err = {0};
    struct spool *out = child->out;
    const struct child_end end = {
        .status = status,
        .late = child->late,
        .ms = clock_ms() - child->began_ms,
    };
    child_fn *done = child->done;
    void *ctx = child->ctx;
    if (spool_measure(out, &err)) {
        child->out = NULL;
    } else {
        out = NULL;
    }
    child_free(child);
    done(ctx, out, &end, &err);
}

static void on_ended(void *ctx)
{
    struct child *child = ctx;
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
    struct child *child = ctx;
    child->late = true;
    kill(child->pid, SIGKILL);
}

/* --- its beginning --- */

/* Far from the places that files are put into, so that putting one there does
 * not overwrite another. */
enum { IN, OUT, LAYOUT, FILES, FAR = 10 };

static int open_copies(const struct child *child,
                       const struct child_options *options, int copies[FILES])
{
    const int from[FILES] = {options->in, spool_fd(child->out),
                             options->layout};
    for (int i = 0; i < FILES; i++) {
        copies[i] = -1;
    }
    for (int i = 0; i < FILES; i++) {
        if (from[i] >= 0) {
            copies[i] = fcntl(from[i], F_DUPFD_CLOEXEC, FAR);
        }
        if (from[i] >= 0 && copies[i] < 0) {
            return errno;
        }
    }
    return 0;
}

static void close_copies(const int copies[FILES])
{
    for (int i = 0; i < FILES; i++) {
        if (copies[i] >= 0) {
            close(copies[i]);
        }
    }
}

static int add_files(posix_spawn_file_actions_t *files, const int copies[FILES])
{
    int next = CHILD_LAYOUT_FD;
    int code = posix_spawn_file_actions_adddup2(files, copies[IN], 0);
    code |= posix_spawn_file_actions_adddup2(files, copies[OUT], 1);
    code |=
        posix_spawn_file_actions_addopen(files, 2, "/dev/null", O_WRONLY, 0);
    if (copies[LAYOUT] >= 0) {
        code |= posix_spawn_file_actions_adddup2(files, copies[LAYOUT], next++);
    }
    return code | posix_spawn_file_actions_addclosefrom_np(files, next);
}

static int spawn(struct child *child, const struct child_options *options,
                 const int copies[FILES])
{
    char *const none_of_it[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    CHECK(posix_spawn_file_actions_init(&files) == 0 &&
          posix_spawnattr_init(&attr) == 0);
    int code = add_files(&files, copies);
    code |= posix_spawnattr_setsigdefault(&attr, &all);
    code |= posix_spawnattr_setsigmask(&attr, &none);
    code |= posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF |
                                                POSIX_SPAWN_SETSIGMASK);
    if (code == 0) {
        code = posix_spawn(&child->pid, options->program, &files, &attr,
                           options->argv,
                           options->env != NULL ? options->env : none_of_it);
    }
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return code;
}

/* From outside, because posix_spawn() cannot; the little that it does before
 * is within them anyway. One that has ended already needs none. */
static void limit(const struct child *child, const struct child_limits *limits)
{
    const struct {
        enum __rlimit_resource resource;
        int64_t value;
    } list[] = {
        {RLIMIT_CPU, limits->cpu_s},
        {RLIMIT_FSIZE, limits->output},
        {RLIMIT_NOFILE, limits->files},
    };
    for (size_t i = 0; i < ARRAY_LEN(list); i++) {
        const struct rlimit both = {(rlim_t)list[i].value,
                                    (rlim_t)list[i].value};
        if (list[i].value > 0) {
            prlimit(child->pid, list[i].resource, &both, NULL);
        }
    }
}

static bool start(struct child *child, const struct child_options *options,
                  struct error *err)
{
    int copies[FILES];
    int code = open_copies(child, options, copies);
    if (code == 0) {
        code = spawn(child, options, copies);
    }
    close_copies(copies);
    if (code != 0) {
        return error_detail(err, FAULT_INTERNAL, "could not start %s: %s",
                            options->argv[0], strerror(code));
    }
    limit(child, &options->limits);
    return true;
}

struct child *child_start(const struct child_options *options,
                          struct error *err)
{
    struct spool *out = spool_open(options->spool_dir, err);
    if (out == NULL) {
        return NULL;
    }
    struct child *child = calloc(1, sizeof(*child));
    CHECK(child != NULL);
    *child = (struct child){
        .done = options->done,
        .ctx = options->ctx,
        .out = out,
        .began_ms = clock_ms(),
    };
    /* Before there is one, so that its end is not missed. */
    child->ended = loop_signal_new(options->base, SIGCHLD, on_ended, child);
    child->deadline = loop_timer_new(options->base, on_deadline, child);
    if (options->limits.ms > 0) {
        loop_timer_set(child->deadline, options->limits.ms);
    }
    if (!start(child, options, err)) {
        child_free(child);
        return NULL;
    }
    return child;
}

void child_cancel(struct child *child)
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
