/*
 * Uploads that must survive the process: in a directory of their own, two
 * files each, ID.body and ORDER-ID.RUNS.job. The second says what to do with
 * the first; that it is there makes the job. What else lies there was begun
 * and never finished. The names are the state: whoever looks may count.
 */
#ifndef TVS_PLATFORM_SPOOL_JOBS_H
#define TVS_PLATFORM_SPOOL_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"
#include "platform/spool.h"

#define SPOOL_JOB_ID_SIZE 37
#define SPOOL_JOB_RUNS_MAX 99
#define SPOOL_JOB_NAME_SIZE 96
#define SPOOL_JOB_MAX_BYTES (1024 * 1024) /* of what a job says */

struct spool_jobs;

struct spool_job {
    char id[SPOOL_JOB_ID_SIZE]; /* hexadecimal digits and hyphens */
    int64_t order;              /* lower ones first */
    int runs;                   /* that began and were not seen to end */
};

/* Makes the directory `jobs` in `dir`. NULL: FAULT_INTERNAL, ... */
struct spool_jobs *spool_jobs_open(const char *dir, struct error *err);
void spool_jobs_free(struct spool_jobs *jobs);

/* The body of a job to come, or that of one that is there. */
struct spool *spool_jobs_create(const struct spool_jobs *jobs, const char *id,
                                struct error *err);
struct spool *spool_jobs_reopen(const struct spool_jobs *jobs, const char *id,
                                struct error *err);
/* What the job says, into a buffer of SPOOL_JOB_MAX_BYTES. */
MUSTCHECK bool spool_jobs_read(const struct spool_jobs *jobs,
                               const struct spool_job *job, struct buffer *out,
                               struct error *err);

/*
 * How a job comes to be, in two parts: begin writes what it says (short);
 * publish waits for the disk, body included, and gives it its name. Publish
 * allocates nothing: it is for a child process (loop_aside.h).
 */
struct spool_publish {
    int dir, body, text; /* files; text until spool_jobs_begun() */
    char from[SPOOL_JOB_NAME_SIZE], to[SPOOL_JOB_NAME_SIZE];
};
MUSTCHECK bool spool_jobs_begin(const struct spool_jobs *jobs,
                                const struct spool_job *job,
                                const struct spool *body,
                                const struct buffer *text,
                                struct spool_publish *out, struct error *err);
/* The child has been made. */
void spool_jobs_begun(const struct spool_publish *publish);
/* 0, or an errno: then the job may be there or not. */
int spool_jobs_publish(const struct spool_publish *publish);
/* FAULT_STORAGE_FULL or FAULT_INTERNAL. Always false. */
bool spool_jobs_failed(struct error *err, int code);

/* Writes another number of runs into the job's name, and here. It survives
 * the process; a power cut may forget it. */
void spool_jobs_count(const struct spool_jobs *jobs, struct spool_job *job,
                      int runs);
/* Both files, whichever are there. */
void spool_jobs_remove(const struct spool_jobs *jobs,
                       const struct spool_job *job);
/* Puts what cannot be read out of the way: ORDER-ID.bad. */
void spool_jobs_reject(const struct spool_jobs *jobs,
                       const struct spool_job *job);

/*
 * The jobs that are there, in their order; the caller frees them. What was
 * begun and never finished is removed unless `keeps` says that its id is at
 * work.
 */
struct spool_job *spool_jobs_list(const struct spool_jobs *jobs,
                                  bool (*keeps)(void *ctx, const char *id),
                                  void *ctx, size_t *count);

/* For spool_jobs_list.c. */
int spool_jobs_dir(const struct spool_jobs *jobs);

#endif
