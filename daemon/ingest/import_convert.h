/*
 * Workbooks on their way into the lane: each is read by a child process
 * (workbook/workbook_child.h), a few at a time, while the lane runs other
 * imports. What comes of it is a grid that the reader takes instead of the
 * body, or the child's refusal, which the reader tells as a fault of the file.
 */
#ifndef TVS_INGEST_IMPORT_CONVERT_H
#define TVS_INGEST_IMPORT_CONVERT_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/import_job.h"

struct event_base;
struct import_convert;

struct import_convert_options {
    struct event_base *base;
    const char *spool_dir; /* where the grids go */
    int max_running;       /* children */
    /* From the loop, never inside of import_convert_add(). `err` NULL: the job
     * is ready; else the server could not. */
    void (*done)(void *ctx, struct import_job *job, const struct error *err);
    void *ctx;
};

struct import_convert *
import_convert_new(const struct import_convert_options *options);
/* Ends the children; jobs that are in it stay the caller's. */
void import_convert_free(struct import_convert *convert);
/* Is the job's body a workbook, by its type or by its first bytes, that was
 * not read so far? A wrong type is set right. */
bool import_convert_wants(struct import_job *job);
/* Uses job->next until it is done. */
void import_convert_add(struct import_convert *convert, struct import_job *job);
/* Takes the job out again; false: it is not in it. */
bool import_convert_remove(struct import_convert *convert,
                           struct import_job *job);
/* Any job, to take them out one by one; NULL: none. */
struct import_job *import_convert_first(const struct import_convert *convert);
/* The job of this actor with this Idempotency-Key, or NULL. */
struct import_job *import_convert_find(const struct import_convert *convert,
                                       const char *actor, const char *key);

struct import_convert_stats {
    int waiting, running;
    int64_t read, refused, failed;
    int64_t us; /* time that children took */
};
struct import_convert_stats
import_convert_stats(const struct import_convert *convert);

#endif
