#include "reports/report_press.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/child.h"
#include "platform/log.h"
#include "report_layout.h"

#define REQ_SIZE 64
#define ENV_SIZE 48

struct report_press {
    struct event_base *base;
    const char *spool_dir;
    struct report_print *prints;
    int count;
};

struct report_print {
    struct report_press *press;
    struct report_print *next;
    struct child *child;
    report_press_fn *done;
    void *ctx;
    char req[REQ_SIZE];
};

/* --- pandoc --- */

/* A folder of PATH that has it; an empty one is no folder here. */
static bool find_pandoc(char out[PATH_MAX])
{
    const char *at = getenv("PATH");
    while (at != NULL && *at != '\0') {
        size_t len = strcspn(at, ":");
        int size = snprintf(out, PATH_MAX, "%.*s/pandoc", (int)len, at);
        if (*at == '/' && size < PATH_MAX && access(out, X_OK) == 0) {
            return true;
        }
        at += len + (at[len] == ':' ? 1 : 0);
    }
    return false;
}

bool report_press_ready(void)
{
    char path[PATH_MAX];
    return find_pandoc(path);
}

int64_t report_press_seconds(const char *iso)
{
    struct tm tm = {0};
    return strptime(iso, "%Y-%m-%dT%H:%M:%S", &tm) == NULL ? 0 : timegm(&tm);
}

/* --- the list --- */

static void unlist(struct report_print *print)
{
    struct report_print **at = &print->press->prints;
    while (*at != print) {
        CHECK(*at != NULL);
        at = &(*at)->next;
    }
    *at = print->next;
    print->press->count--;
    free(print);
}

struct report_press *report_press_new(struct event_base *base,
                                      const char *spool_dir)
{
    struct report_press *press = calloc(1, sizeof(*press));
    CHECK(press != NULL);
    press->base = base;
    press->spool_dir = spool_dir;
    return press;
}

void report_press_cancel(struct report_print *print)
{
    if (print != NULL) {
        child_cancel(print->child);
        unlist(print);
    }
}

void report_press_free(struct report_press *press)
{
    if (press == NULL) {
        return;
    }
    while (press->prints != NULL) {
        report_press_cancel(press->prints);
    }
    free(press);
}

/* --- its end --- */

/* Small enough to be read at once: it was written a moment ago. */
static bool read_all(const struct spool *spool, struct buffer *out,
                     struct error *err)
{
    size_t size = (size_t)spool_size(spool);
    if (size > REPORT_PRESS_OUTPUT || !buffer_reserve(out, size) ||
        pread(spool_fd(spool), out->data, size, 0) != (ssize_t)size) {
        return error_detail(err, FAULT_DOCX_FAILED, "could not read it");
    }
    out->len = size;
    return true;
}

/* A file that is a zip archive, and nothing else that went wrong half-way. */
static bool judge(const struct spool *out, const struct child_end *end,
                  struct buffer *docx, struct error *err)
{
    if (!WIFEXITED(end->status) || WEXITSTATUS(end->status) != 0) {
        return error_detail(err, FAULT_DOCX_FAILED,
                            "pandoc ended with status 0x%x%s",
                            (unsigned)end->status, end->late ? ", late" : "");
    }
    if (!read_all(out, docx, err)) {
        return false;
    }
    return (docx->len > 4 && memcmp(docx->data, "PK\3\4", 4) == 0) ||
           error_detail(err, FAULT_DOCX_FAILED, "pandoc wrote something else");
}

static void on_end(void *ctx, struct spool *out, const struct child_end *end,
                   const struct error *why)
{
    struct report_print *print = ctx;
    struct error err = *why;
    struct buffer docx;
    buffer_init(&docx, REPORT_PRESS_OUTPUT);
    bool ok = out != NULL && judge(out, end, &docx, &err);
    spool_close(out);
    LOG(ok ? LOG_INFO : LOG_WARN, print->req[0] == '\0' ? NULL : print->req,
        ok ? "docx_made" : "docx_failed", LOG_INT("ms", end->ms),
        LOG_INT("bytes", (int64_t)docx.len),
        LOG_TEXT("detail", ok ? "" : err.detail));
    report_press_fn *done = print->done;
    void *done_ctx = print->ctx;
    unlist(print);
    done(done_ctx, ok ? &docx : NULL, &err);
    buffer_fini(&docx);
}

/* --- its beginning --- */

static struct spool *spool_of(const struct report_press *press,
                              const void *data, size_t len, struct error *err)
{
    struct spool *spool = spool_open(press->spool_dir, err);
    if (spool != NULL && !spool_write(spool, data, len, err)) {
        spool_close(spool);
        return NULL;
    }
    return spool;
}

/* What it reads it is given as open files, which is why it needs no right to
 * any other; --sandbox would keep it from its own tables, too. */
static struct child *spawn(struct report_print *print, const char *path,
                           const struct report_job *job,
                           const struct spool *files[2], struct error *err)
{
    char name[] = "pandoc", rts[] = "+RTS", heap[] = REPORT_PRESS_HEAP;
    char end[] = "-RTS", from[] = "--from=commonmark+pipe_tables";
    char to[] = "--to=docx", layout[] = "--reference-doc=/dev/fd/3";
    char out[] = "--output=-", time[ENV_SIZE];
    char *const argv[] = {name, rts, heap, end, from, to, layout, out, NULL};
    char *const env[] = {time, NULL};
    snprintf(time, sizeof(time), "SOURCE_DATE_EPOCH=%lld", (long long)job->at);
    const struct child_options options = {
        .base = print->press->base,
        .program = path,
        .argv = argv,
        .env = env,
        .spool_dir = print->press->spool_dir,
        .in = spool_fd(files[0]),
        .layout = spool_fd(files[1]),
        .limits = {.ms = REPORT_PRESS_MS,
                   .cpu_s = REPORT_PRESS_CPU_S,
                   .output = REPORT_PRESS_OUTPUT,
                   .files = REPORT_PRESS_FILES},
        .done = on_end,
        .ctx = print,
    };
    return child_start(&options, err);
}

static struct child *start(struct report_print *print, const char *path,
                           const struct report_job *job, struct error *err)
{
    const struct report_press *press = print->press;
    struct child *child = NULL;
    struct spool *text =
        spool_of(press, job->markdown->data, job->markdown->len, err);
    struct spool *layout =
        text == NULL
            ? NULL
            : spool_of(press, REPORT_LAYOUT_DOCX, REPORT_LAYOUT_DOCX_SIZE, err);
    if (layout != NULL) {
        const struct spool *files[] = {text, layout};
        child = spawn(print, path, job, files, err);
    }
    spool_close(text);
    spool_close(layout);
    return child;
}

static struct report_print *enlist(struct report_press *press,
                                   const struct report_job *job)
{
    struct report_print *print = calloc(1, sizeof(*print));
    CHECK(print != NULL);
    *print = (struct report_print){
        .press = press,
        .next = press->prints,
        .done = job->done,
        .ctx = job->ctx,
    };
    snprintf(print->req, sizeof(print->req), "%s",
             job->req == NULL ? "" : job->req);
    press->prints = print;
    press->count++;
    return print;
}

struct report_print *report_press_start(struct report_press *press,
                                        const struct report_job *job,
                                        struct error *err)
{
    char path[PATH_MAX];
    if (!find_pandoc(path)) {
        error_set(err, FAULT_NO_PANDOC, NULL, NULL, NULL);
        return NULL;
    }
    if (press->count >= REPORT_PRESS_RUNNING) {
        error_set(err, FAULT_OVERLOADED, NULL, NULL, NULL);
        return NULL;
    }
    struct report_print *print = enlist(press, job);
    print->child = start(print, path, job, err);
    if (print->child == NULL) {
        unlist(print);
        return NULL;
    }
    return print;
}
