#include "platform/loop_aside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "platform/check.h"

struct loop_aside {
    struct loop_aside_task task;
    struct event *event;
    pid_t pid;
    int result; /* the pipe's end that is read */
};

/* --- in the child --- */

/* What is open may be a client's connection, which must be able to close. */
static void close_others(int *keep, int count)
{
    int from = STDERR_FILENO + 1;
    for (int i = 1; i < count; i++) {
        for (int j = i; j > 0 && keep[j - 1] > keep[j]; j--) {
            int swap = keep[j];
            keep[j] = keep[j - 1];
            keep[j - 1] = swap;
        }
    }
    for (int i = 0; i < count; i++) {
        if (keep[i] > from) {
            (void)close_range((unsigned)from, (unsigned)keep[i] - 1, 0);
        }
        from = keep[i] >= from ? keep[i] + 1 : from;
    }
    (void)close_range((unsigned)from, UINT_MAX, 0);
}

/* The parent's handlers write to a pipe that both would share. */
static void quieten(void)
{
    static const int SIGNALS[] = {SIGTERM, SIGINT, SIGHUP};
    sigset_t none;
    for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(SIGNALS[0]); i++) {
        signal(SIGNALS[i], SIG_IGN);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void run_child(const struct loop_aside *aside, pid_t parent, int out)
{
    const struct loop_aside_task *task = &aside->task;
    int keep[LOOP_ASIDE_MAX_FILES + 1];
    memcpy(keep, task->files, sizeof(task->files));
    keep[task->file_count] = out;
    close_others(keep, task->file_count + 1);
    quieten();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
        _exit(EXIT_FAILURE);
    }
    int code = task->work(task->ctx);
    ssize_t sent = write(out, &code, sizeof(code));
    _exit(sent == (ssize_t)sizeof(code) ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* --- in the parent --- */

static void reap(struct loop_aside *aside)
{
    while (waitpid(aside->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    event_free(aside->event);
    close(aside->result);
    free(aside);
}

static void on_result(evutil_socket_t fd, short what, void *arg)
{
    struct loop_aside *aside = arg;
    const struct loop_aside_task task = aside->task;
    int code = 0;
    (void)what;
    ssize_t got = read(fd, &code, sizeof(code));
    reap(aside);
    task.done(task.ctx, got == (ssize_t)sizeof(code) ? code : ECHILD);
}

static pid_t fork_quietly(const struct loop_aside *aside, int out)
{
    sigset_t all;
    sigset_t before;
    pid_t parent = getpid();
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork();
    if (pid == 0) {
        run_child(aside, parent, out);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return pid;
}

static struct loop_aside *fail(struct loop_aside *aside, struct error *err)
{
    error_detail(err, FAULT_OVERLOADED, "could not make a process: %s",
                 strerror(errno));
    free(aside);
    return NULL;
}

struct loop_aside *loop_aside_start(struct event_base *base,
                                    const struct loop_aside_task *task,
                                    struct error *err)
{
    int ends[2];
    struct loop_aside *aside = calloc(1, sizeof(*aside));
    CHECK(aside != NULL && task->file_count <= LOOP_ASIDE_MAX_FILES);
    aside->task = *task;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return fail(aside, err);
    }
    aside->result = ends[0];
    aside->pid = fork_quietly(aside, ends[1]);
    int code = errno;
    close(ends[1]);
    if (aside->pid < 0) {
        close(ends[0]);
        errno = code;
        return fail(aside, err);
    }
    aside->event = event_new(base, ends[0], EV_READ, on_result, aside);
    CHECK(aside->event != NULL && event_add(aside->event, NULL) == 0);
    return aside;
}

void loop_aside_cancel(struct loop_aside *aside)
{
    if (aside != NULL) {
        kill(aside->pid, SIGKILL);
        reap(aside);
    }
}
