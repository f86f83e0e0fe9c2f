/* How jobs come into the backlog: accepted, or found there. */
#include "ingest/import_backlog_impl.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/import_lane.h"
#include "platform/check.h"
#include "platform/config.h"
#include "platform/log.h"

static const char *const STATE_NAMES[] = {
    [DURABLE_UPLOADING] = "uploading",
    [DURABLE_SYNCING] = "syncing",
    [DURABLE_QUEUED] = "queued",
    [DURABLE_ENDING] = "ending",
};

/* [from][to] */
static const bool LEGAL[4][4] = {
    [DURABLE_UPLOADING] = {[DURABLE_SYNCING] = true, [DURABLE_QUEUED] = true},
    [DURABLE_SYNCING] = {[DURABLE_QUEUED] = true},
    [DURABLE_QUEUED] = {[DURABLE_ENDING] = true},
    [DURABLE_ENDING] = {[DURABLE_QUEUED] = true},
};

void import_durable_enter(struct import_durable *durable,
                          enum durable_state state)
{
    CHECK(LEGAL[durable->state][state]);
    log_write(LOG_DEBUG, durable->job->request_id, "durable",
              (const struct log_field[]){
                  LOG_TEXT("import", durable->job->id),
                  LOG_TEXT("from", STATE_NAMES[durable->state]),
                  LOG_TEXT("to", STATE_NAMES[state]),
                  {0},
              });
    durable->state = state;
}

/* --- places --- */

static bool may_run(struct import_job *job)
{
    struct import_durable *durable = job->durable;
    int runs = durable->file.runs;
    if (runs >= IMPORT_MAX_BROKEN_RUNS) {
        return false;
    }
    spool_jobs_count(durable->backlog->files, &durable->file, runs + 1);
    return true;
}

static struct import_durable *add(struct import_backlog *backlog,
                                  struct import_job *job)
{
    struct import_durable *durable = calloc(1, sizeof(*durable));
    CHECK(durable != NULL);
    durable->backlog = backlog;
    durable->job = job;
    memcpy(durable->file.id, job->id, sizeof(durable->file.id));
    arena_init(&durable->arena);
    *backlog->tail = durable;
    backlog->tail = &durable->next;
    job->durable = durable;
    job->may_run = may_run;
    return durable;
}

static void unlink_place(struct import_durable *durable)
{
    struct import_backlog *backlog = durable->backlog;
    struct import_durable **at = &backlog->first;
    while (*at != durable) {
        at = &(*at)->next;
    }
    *at = durable->next;
    if (*at == NULL) {
        backlog->tail = at;
    }
    loop_aside_cancel(durable->aside);
    if (durable->recording) {
        db_abandon(backlog->options.pool, &durable->query);
    }
    durable->job->durable = NULL;
    arena_fini(&durable->arena);
    free(durable);
}

void import_durable_forget(struct import_durable *durable)
{
    struct import_backlog *backlog = durable->backlog;
    struct import_job *job = durable->job;
    unlink_place(durable);
    backlog->options.forget(job);
}

void import_backlog_drop(struct import_job *job)
{
    struct import_durable *durable = job->durable;
    if (!durable->backlog->stopped) {
        spool_jobs_remove(durable->backlog->files, &durable->file);
    }
    unlink_place(durable);
}

/* --- acceptance --- */

bool import_backlog_admits(const struct import_backlog *backlog,
                           const struct import_job *job, int64_t bytes,
                           struct error *err)
{
    const struct config *config = backlog->options.config;
    struct import_backlog_stats stats = import_backlog_stats(backlog);
    int others = stats.jobs - (job->durable != NULL);
    if (others >= config->max_async_imports ||
        stats.bytes + bytes > config->max_async_mb * 1024 * 1024) {
        return error_set(err, FAULT_OVERLOADED, NULL, NULL, NULL);
    }
    return true;
}

bool import_backlog_enter(struct import_backlog *backlog,
                          struct import_job *job, struct error *err)
{
    job->spool = spool_jobs_create(backlog->files, job->id, err);
    if (job->spool == NULL) {
        return false;
    }
    add(backlog, job);
    return true;
}

static int publish(void *ctx)
{
    const struct import_durable *durable = ctx;
    return spool_jobs_publish(&durable->publish);
}

static void queue(struct import_durable *durable)
{
    import_durable_enter(durable, DURABLE_QUEUED);
    CHECK(import_lane_submit(durable->backlog->options.lane, durable->job));
}

static void on_published(void *ctx, int code)
{
    struct import_durable *durable = ctx;
    struct error err = {0};
    durable->aside = NULL;
    if (code != 0) {
        spool_jobs_failed(&err, code);
        durable->accepted(durable->job, &err);
        return;
    }
    queue(durable);
    durable->accepted(durable->job, NULL);
}

/* Later than any other, whatever the clock does. */
static int64_t next_order(struct import_backlog *backlog, int64_t now)
{
    int64_t order = now > backlog->last_order ? now : backlog->last_order + 1;
    backlog->last_order = order;
    return order;
}

static bool start_publish(struct import_durable *durable,
                          const struct buffer *text, struct error *err)
{
    struct import_backlog *backlog = durable->backlog;
    struct spool_publish *files = &durable->publish;
    if (!spool_jobs_begin(backlog->files, &durable->file, durable->job->spool,
                          text, files, err)) {
        return false;
    }
    const struct loop_aside_task task = {
        .work = publish,
        .files = {files->dir, files->body, files->text},
        .file_count = 3,
        .done = on_published,
        .ctx = durable,
    };
    durable->aside = loop_aside_start(backlog->options.base, &task, err);
    spool_jobs_begun(files);
    return durable->aside != NULL;
}

void import_backlog_accept(struct import_job *job, const struct buffer *text,
                           void (*accepted)(struct import_job *job,
                                            const struct error *err))
{
    struct import_durable *durable = job->durable;
    struct error err = {0};
    durable->accepted = accepted;
    durable->file.order = next_order(durable->backlog, job->received_us);
    import_durable_enter(durable, DURABLE_SYNCING);
    if (!start_publish(durable, text, &err)) {
        accepted(job, &err);
    }
}

/* --- what an earlier process left --- */

static bool is_known(void *ctx, const char *id)
{
    const struct import_backlog *backlog = ctx;
    const struct import_durable *at = backlog->first;
    while (at != NULL && strcmp(at->file.id, id) != 0) {
        at = at->next;
    }
    return at != NULL;
}

static struct import_job *read_job(struct import_backlog *backlog,
                                   const struct spool_job *file,
                                   struct error *err)
{
    struct buffer text;
    struct import_job *job = NULL;
    buffer_init(&text, SPOOL_JOB_MAX_BYTES);
    if (spool_jobs_read(backlog->files, file, &text, err)) {
        job = backlog->options.revive(backlog->options.ctx, text.data, text.len,
                                      err);
    }
    buffer_fini(&text);
    if (job == NULL) {
        return NULL;
    }
    memcpy(job->id, file->id, sizeof(job->id));
    job->spool = spool_jobs_reopen(backlog->files, file->id, err);
    if (job->spool == NULL) {
        backlog->options.forget(job);
        return NULL;
    }
    return job;
}

static void resume(struct import_backlog *backlog, const struct spool_job *file)
{
    struct error err = {0};
    struct import_job *job = read_job(backlog, file, &err);
    if (job == NULL) {
        LOG(LOG_ERROR, NULL, "job_unreadable", LOG_TEXT("import", file->id),
            LOG_TEXT("fault", fault_code(err.fault)),
            LOG_TEXT("detail", err.detail));
        spool_jobs_reject(backlog->files, file);
        return;
    }
    struct import_durable *durable = add(backlog, job);
    durable->file = *file;
    job->unsure = true;
    LOG(LOG_INFO, job->request_id, "job_resumed", LOG_TEXT("import", job->id),
        LOG_INT("runs", file->runs));
    queue(durable);
}

void import_backlog_resume(struct import_backlog *backlog)
{
    size_t count = 0;
    struct spool_job *list =
        spool_jobs_list(backlog->files, is_known, backlog, &count);
    for (size_t i = 0; i < count; i++) {
        if (list[i].order > backlog->last_order) {
            backlog->last_order = list[i].order;
        }
        if (!is_known(backlog, list[i].id)) {
            resume(backlog, &list[i]);
        }
    }
    free(list);
}

/* --- the backlog --- */

struct import_backlog *
import_backlog_new(const struct import_backlog_options *options,
                   struct error *err)
{
    struct spool_jobs *files = spool_jobs_open(options->config->spool_dir, err);
    if (files == NULL) {
        return NULL;
    }
    struct import_backlog *backlog = calloc(1, sizeof(*backlog));
    CHECK(backlog != NULL);
    backlog->options = *options;
    backlog->files = files;
    backlog->tail = &backlog->first;
    backlog->retry =
        loop_timer_new(options->base, import_backlog_record_all, backlog);
    return backlog;
}

void import_backlog_stop(struct import_backlog *backlog)
{
    if (backlog == NULL) {
        return;
    }
    backlog->stopped = true;
    struct import_durable *next = NULL;
    for (struct import_durable *at = backlog->first; at != NULL; at = next) {
        next = at->next;
        if (at->job->state == IMPORT_CANCELLED) { /* still in the lane */
            import_lane_leave(backlog->options.lane, at->job);
        }
        if (at->state != DURABLE_QUEUED) {
            import_durable_forget(at);
        }
    }
}

void import_backlog_free(struct import_backlog *backlog)
{
    if (backlog == NULL) {
        return;
    }
    CHECK(backlog->first == NULL);
    loop_timer_free(backlog->retry);
    spool_jobs_free(backlog->files);
    free(backlog);
}

struct import_backlog_stats
import_backlog_stats(const struct import_backlog *backlog)
{
    struct import_backlog_stats stats = {0};
    const struct import_durable *at = backlog->first;
    for (; at != NULL; at = at->next) {
        stats.jobs++;
        stats.bytes += spool_size(at->job->spool);
    }
    return stats;
}
