/* How jobs leave the backlog: done, cancelled, or failed. */
#include <string.h>

#include "ingest/import_backlog_impl.h"
#include "ingest/import_lane.h"
#include "ingest/import_params.h"
#include "platform/check.h"
#include "platform/log.h"

#define RETRY_MS 1000

/* --- the record --- */

static void leave(struct import_durable *durable)
{
    struct import_cancel *cancel = durable->cancel;
    spool_jobs_remove(durable->backlog->files, &durable->file);
    import_durable_forget(durable);
    if (cancel != NULL) {
        cancel->cancelled(cancel, NULL);
    }
}

/* Nobody was told that it is cancelled, so it need not be. It may be, or it
 * may have been done before: then its record is there, and the lane looks. */
static void uncancel(struct import_durable *durable, const struct error *err)
{
    struct import_cancel *cancel = durable->cancel;
    durable->cancel = NULL;
    durable->job->state = IMPORT_WAITING;
    durable->job->unsure = true;
    import_durable_enter(durable, DURABLE_QUEUED);
    import_lane_release(durable->backlog->options.lane, durable->job);
    if (cancel != NULL) {
        cancel->cancelled(cancel, err);
    }
}

static void on_recorded(struct db_query *query, const struct db_result *result,
                        const struct error *err)
{
    struct import_durable *durable =
        CONTAINER_OF(query, struct import_durable, query);
    struct import_backlog *backlog = durable->backlog;
    bool cancelled = durable->job->state == IMPORT_CANCELLED;
    /* FAULT_CONFLICT: an attempt succeeded without an answer. */
    bool there = err == NULL || err->fault == FAULT_CONFLICT;
    (void)result;
    durable->recording = false;
    if (cancelled && err != NULL) {
        uncancel(durable, err);
    } else if (cancelled) {
        import_lane_leave(backlog->options.lane, durable->job);
        leave(durable);
    } else if (there) {
        leave(durable);
    } else {
        loop_timer_set(backlog->retry, RETRY_MS);
    }
}

static void record(struct import_durable *durable)
{
    struct import_job *job = durable->job;
    arena_fini(&durable->arena);
    arena_init(&durable->arena);
    durable->query = (struct db_query){
        .statement = STATEMENT_IMPORT_RECORD,
        .done = on_recorded,
        .request_id = job->request_id,
    };
    if (job->state != IMPORT_VALIDATED) { /* that was composed in its run */
        import_job_compose(job);
    }
    import_params_of_job(job, &durable->arena, durable->query.params);
    durable->recording = true;
    db_submit(durable->backlog->options.pool, &durable->query);
}

void import_backlog_record_all(void *ctx)
{
    struct import_backlog *backlog = ctx;
    struct import_durable *at = backlog->first;
    for (; at != NULL; at = at->next) {
        if (at->state == DURABLE_ENDING && !at->recording) {
            record(at);
        }
    }
}

/* --- the lane gave it back --- */

/* The process ends; that is not the job's fault. */
static void leave_for_next(struct import_durable *durable)
{
    int runs = durable->file.runs;
    if (durable->job->started_us > 0 && runs > 0) {
        spool_jobs_count(durable->backlog->files, &durable->file, runs - 1);
    }
    import_durable_forget(durable);
}

void import_backlog_end(struct import_job *job)
{
    struct import_durable *durable = job->durable;
    bool on_record = job->recorded || job->state == IMPORT_COMMITTED ||
                     job->state == IMPORT_REJECTED;
    if (durable->backlog->stopped && !on_record) {
        leave_for_next(durable);
        return;
    }
    import_durable_enter(durable, DURABLE_ENDING);
    if (on_record) {
        leave(durable);
        return;
    }
    job->changed = false;
    record(durable);
}

/* --- somebody wants it cancelled --- */

bool import_backlog_cancel(struct import_job *job, struct import_cancel *cancel)
{
    struct import_durable *durable = job->durable;
    struct import_lane *lane = durable->backlog->options.lane;
    const struct error why = {.fault = FAULT_IMPORT_CANCELLED};
    if (durable->state != DURABLE_QUEUED || !import_lane_hold(lane, job)) {
        return false;
    }
    durable->cancel = cancel;
    import_durable_enter(durable, DURABLE_ENDING);
    job->counts = (struct import_counts){0};
    job->changed = false;
    import_job_end(job, IMPORT_CANCELLED, &why);
    record(durable);
    return true;
}

void import_backlog_leave(struct import_backlog *backlog,
                          const struct import_cancel *cancel)
{
    struct import_durable *at = backlog->first;
    for (; at != NULL; at = at->next) {
        if (at->cancel == cancel) {
            at->cancel = NULL;
        }
    }
}

/* --- who is there --- */

bool import_backlog_acknowledged(const struct import_job *job)
{
    return job->durable->state == DURABLE_QUEUED ||
           job->durable->state == DURABLE_ENDING;
}

struct import_job *import_backlog_next(const struct import_backlog *backlog,
                                       const struct import_job *job)
{
    const struct import_durable *at =
        job != NULL ? job->durable->next : backlog->first;
    return at != NULL ? at->job : NULL;
}

static bool is_of(const struct import_job *job, const char *actor)
{
    return actor == NULL || strcmp(job->actor, actor) == 0;
}

struct import_job *import_backlog_find(const struct import_backlog *backlog,
                                       const char *actor, const char *id)
{
    struct import_job *job = import_backlog_next(backlog, NULL);
    for (; job != NULL; job = import_backlog_next(backlog, job)) {
        if (import_backlog_acknowledged(job) && is_of(job, actor) &&
            strcasecmp(job->id, id) == 0) {
            return job;
        }
    }
    return NULL;
}

struct import_job *import_backlog_find_key(const struct import_backlog *backlog,
                                           const char *actor, const char *key)
{
    struct import_job *job = import_backlog_next(backlog, NULL);
    for (; job != NULL; job = import_backlog_next(backlog, job)) {
        if (job->durable->state != DURABLE_UPLOADING &&
            job->idempotency_key != NULL && is_of(job, actor) &&
            strcmp(job->idempotency_key, key) == 0) {
            return job;
        }
    }
    return NULL;
}
