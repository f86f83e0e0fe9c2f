/*
 * The backlog: imports that are acknowledged before they ran (ADR 11). Each
 * lies in files until its end is on record, and goes through the lane in
 * between.
 *
 *  UPLOADING  its body arrives
 *  SYNCING    complete; a child waits for the disk
 *  QUEUED     acknowledged; the lane has it
 *  ENDING     the lane gave it back, or it was cancelled; its record is being
 *             written, again and again until it is
 */
#ifndef TVS_INGEST_IMPORT_BACKLOG_H
#define TVS_INGEST_IMPORT_BACKLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/import_job.h"
#include "platform/macros.h"

struct config;
struct db_pool;
struct event_base;
struct import_backlog;
struct import_lane;

/* Runs of one job that may end with the process or with the connection. */
#define IMPORT_MAX_BROKEN_RUNS 5

struct import_backlog_options {
    struct event_base *base;
    const struct config *config;
    struct db_pool *pool;
    struct import_lane *lane;
    /* Makes a job of what import_backlog_accept() was given by an earlier
     * process; its spool and place in the backlog are not its part. NULL: it
     * cannot. */
    struct import_job *(*revive)(void *ctx, const char *text, size_t len,
                                 struct error *err);
    /* Frees a job that the backlog has done with. */
    void (*forget)(struct import_job *job);
    void *ctx;
};

/* NULL: the directory cannot be used. */
struct import_backlog *
import_backlog_new(const struct import_backlog_options *options,
                   struct error *err);
/* Before the lane is freed: nothing is written any more. */
void import_backlog_stop(struct import_backlog *backlog);
/* After the lane. */
void import_backlog_free(struct import_backlog *backlog);
/* Takes up what lies there and is not known yet: at start, and whenever the
 * database was away (another daemon may have had it). */
void import_backlog_resume(struct import_backlog *backlog);

/* Is there room for this job, and so many bytes beside what it has spooled?
 * Else FAULT_OVERLOADED. */
MUSTCHECK bool import_backlog_admits(const struct import_backlog *backlog,
                                     const struct import_job *job,
                                     int64_t bytes, struct error *err);
/* Gives the job a place and a spool with a name. */
MUSTCHECK bool import_backlog_enter(struct import_backlog *backlog,
                                    struct import_job *job, struct error *err);
/* It never was acknowledged: its files go. */
void import_backlog_drop(struct import_job *job);
/*
 * The spool is complete. Keeps it with `text` (what `revive` will get) and
 * hands the job to the lane; `accepted` is called once from the loop: err
 * NULL when nothing can lose it any more, else it is the caller's again.
 */
void import_backlog_accept(struct import_job *job, const struct buffer *text,
                           void (*accepted)(struct import_job *job,
                                            const struct error *err));
/* The lane's `done` for a job of the backlog. */
void import_backlog_end(struct import_job *job);

/* An acknowledged job that has not ended. `actor` NULL: anybody's. */
struct import_job *import_backlog_find(const struct import_backlog *backlog,
                                       const char *actor, const char *id);
/* The same, by its Idempotency-Key; also one that is about to be
 * acknowledged. */
struct import_job *import_backlog_find_key(const struct import_backlog *backlog,
                                           const char *actor, const char *key);
/* The one after `job` in the order of arrival; NULL: the first. */
struct import_job *import_backlog_next(const struct import_backlog *backlog,
                                       const struct import_job *job);
bool import_backlog_acknowledged(const struct import_job *job);

/*
 * Cancels a job. `cancelled` is called once from the loop, when that is on
 * record (err NULL) or could not be put there. False: it is being committed,
 * has ended, or somebody else cancels it; nothing happens.
 */
struct import_cancel {
    void (*cancelled)(struct import_cancel *cancel, const struct error *err);
};
MUSTCHECK bool import_backlog_cancel(struct import_job *job,
                                     struct import_cancel *cancel);
/* Who asked is gone; the job is cancelled all the same. */
void import_backlog_leave(struct import_backlog *backlog,
                          const struct import_cancel *cancel);

struct import_backlog_stats {
    int jobs;
    int64_t bytes;
};
struct import_backlog_stats
import_backlog_stats(const struct import_backlog *backlog);

#endif
