#include "workbook/workbook_child.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/child.h"
#include "platform/log.h"
#include "platform/utf8.h"
#include "workbook/workbook_limits.h"

#define LAST_LINE_MAX 1024
#define REQ_SIZE 64

struct workbook_child {
    workbook_child_fn done;
    void *ctx;
    struct child *child;
    char req[REQ_SIZE];
};

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

static bool judge_exit(const struct spool *grid, int status, struct error *err)
{
    char line[LAST_LINE_MAX];
    read_last_line(grid, line);
    if (status == 0 && strcmp(line, "E") == 0) {
        return true;
    }
    if (status != 0 && strncmp(line, "X\t", 2) == 0) {
        return read_refusal(line, err);
    }
    return workbook_unreadable(err, "the child gave up with %d", status);
}

static bool judge(const struct spool *grid, const struct child_end *end,
                  struct error *err)
{
    if (WIFEXITED(end->status)) {
        return judge_exit(grid, WEXITSTATUS(end->status), err);
    }
    int number = WTERMSIG(end->status);
    if (end->late || number == SIGXCPU) {
        return workbook_too_many(err, "seconds", SANDBOX_MAX_SECONDS);
    }
    return workbook_unreadable(err, "the child was ended by signal %d", number);
}

static void log_end(const struct workbook_child *child,
                    const struct spool *grid, const struct child_end *end,
                    bool ok, const struct error *err)
{
    LOG(ok ? LOG_INFO : LOG_WARN, child->req[0] == '\0' ? NULL : child->req,
        ok ? "workbook_read" : "workbook_refused", LOG_INT("ms", end->ms),
        LOG_INT("grid_bytes", grid == NULL ? 0 : spool_size(grid)),
        LOG_TEXT("fault", ok ? "none" : fault_code(err->fault)),
        LOG_TEXT("detail", ok ? "" : err->detail));
}

/* --- its end and its beginning --- */

static void on_end(void *ctx, struct spool *grid, const struct child_end *end,
                   const struct error *why)
{
    struct workbook_child *child = ctx;
    struct error err = *why;
    bool ok = grid != NULL && judge(grid, end, &err);
    log_end(child, grid, end, ok, &err);
    if (!ok) {
        spool_close(grid);
    }
    workbook_child_fn done = child->done;
    void *done_ctx = child->ctx;
    free(child);
    done(done_ctx, ok ? grid : NULL, &err);
}

/* It sets its own limits but the one by the clock (sandbox.h). */
static bool start(struct workbook_child *child,
                  const struct workbook_child_options *options,
                  struct error *err)
{
    char name[] = "tvetstatd", command[] = "read-workbook";
    char *const argv[] = {name, command, NULL};
    const char *program = options->program;
    const struct child_options run = {
        .base = options->base,
        .program = program == NULL ? "/proc/self/exe" : program,
        .argv = argv,
        .spool_dir = options->spool_dir,
        .in = options->fd,
        .layout = -1,
        .limits = {.ms = WORKBOOK_CHILD_MAX_MS},
        .done = on_end,
        .ctx = child,
    };
    child->child = child_start(&run, err);
    return child->child != NULL;
}

struct workbook_child *
workbook_child_start(const struct workbook_child_options *options,
                     struct error *err)
{
    struct workbook_child *child = calloc(1, sizeof(*child));
    CHECK(child != NULL);
    *child = (struct workbook_child){
        .done = options->done,
        .ctx = options->ctx,
    };
    if (options->req != NULL) {
        snprintf(child->req, sizeof(child->req), "%s", options->req);
    }
    if (!start(child, options, err)) {
        free(child);
        return NULL;
    }
    return child;
}

void workbook_child_cancel(struct workbook_child *child)
{
    if (child != NULL) {
        child_cancel(child->child);
        free(child);
    }
}
