/*
 * Inside of the lane: one run of one import, step by step. The steps stand in
 * import_steps*.c as tables; reading order there is execution order.
 */
#ifndef TVS_INGEST_IMPORT_RUN_H
#define TVS_INGEST_IMPORT_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/import_job.h"
#include "ingest/newcomers.h"
#include "platform/loop.h"
#include "storage/db_pool.h"

struct import_run;

struct import_step {
    const char *name;
    enum statement statement; /* STATEMENT_COUNT: no statement, only took */
    unsigned kinds;           /* bit (1 << enum import_kind) */
    bool (*wanted)(const struct import_run *run); /* NULL: always */
    void (*fill)(struct import_run *run, const char **params);
    void (*took)(struct import_run *run, const struct db_result *result);
};

enum run_result {
    RUN_ENDED,   /* job->state says how */
    RUN_FAILED,  /* err; nothing was stored */
    RUN_LOST,    /* the connection, before COMMIT */
    RUN_UNKNOWN, /* the connection, during COMMIT */
};

struct import_run {
    struct import_job *job;
    struct db_session *session;
    const struct catalogue *catalogue; /* borrowed until the end */
    struct cells *cells;
    struct event_base *base;
    void (*ended)(struct import_run *run, enum run_result result,
                  const struct error *err);
    void *ctx;
    /* Its own. */
    struct loop_timer *timer; /* lets other events in between slices */
    struct import_stage stage;
    struct reader *reader;
    struct newcomers *newcomers;
    struct arena arena;
    const struct import_step *steps; /* ends with name NULL */
    int at;
    struct db_query query;
    int64_t faults, faulty_lines; /* of the last count */
    int64_t base_revision;
    int64_t reverted; /* the revision that is taken back */
    int64_t moves;
    int rounds; /* how often the rules have looked */
    struct {
        int64_t count, inserted, updated;
    } derived; /* months that follow from cumulative figures */
    bool active;
};

/* The parts up to `ended` are filled in; the reader starts at byte 0. */
void import_run_start(struct import_run *run);
/* COMMIT is on its way: it may have happened. */
bool import_run_commits(const struct import_run *run);
/* Releases everything; safe at any time when no statement runs. */
void import_run_fini(struct import_run *run);

/* For import_steps*.c. */
extern const struct import_step IMPORT_STEPS_READ[];
extern const struct import_step IMPORT_STEPS_DUPLICATES[];
extern const struct import_step IMPORT_STEPS_REVERT[];
/* Continues with another table. */
void import_run_jump(struct import_run *run, const struct import_step *steps);

#endif
