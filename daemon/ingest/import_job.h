/*
 * One import: what was asked, and what came of it. The asker makes the job
 * with everything hung on its arena and gives it to the lane; the lane gives
 * it back through `done`, exactly once.
 */
#ifndef TVS_INGEST_IMPORT_JOB_H
#define TVS_INGEST_IMPORT_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/import_impact.h"
#include "ingest/import_stage.h"
#include "ingest/kind.h"
#include "ingest/profile.h"
#include "ingest/reader.h"
#include "platform/arena.h"
#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/spool.h"

#define IMPORT_ID_SIZE 37
#define IMPORT_MAX_SHOWN_ERRORS 1000
#define IMPORT_MAX_FINDINGS 100 /* told in the answer; all are kept */
#define IMPORT_MAX_EXPLAINED 34 /* rules */

struct import_counts {
    int64_t read, observations; /* data rows; figures in them */
    int64_t inserted, updated, unchanged;
    int64_t deleted;  /* by a revert */
    int64_t rejected; /* rows left out or refused */
    int64_t errors;
};

struct import_fault {
    int line;
    const char *column; /* "" for the whole row */
    enum fault fault;
    const char *args[3]; /* of a finding: rule, level, what is expected */
    const char *value;
    const char *cell; /* of a workbook: 表3!D9; else "" */
    /* Of a rule's finding alone: what it is about, the rule's words by
     * language, and the explanation by which it did not block. */
    const char *subject, *texts[2], *explanation;
};

/* Why figures that break a rule of level W are right all the same. */
struct import_explanation {
    const char *rule, *text;
};

enum import_state {
    IMPORT_WAITING,
    IMPORT_COMMITTED,
    IMPORT_VALIDATED, /* rolled back as asked; it would have committed */
    IMPORT_REJECTED,  /* the file has faults */
    IMPORT_FAILED,    /* the server could not; see err */
    IMPORT_CANCELLED, /* somebody asked for it; see err */
};

/* How far a run has come. */
enum import_phase {
    IMPORT_PHASE_QUEUED,
    IMPORT_PHASE_READING,
    IMPORT_PHASE_CHECKING,
    IMPORT_PHASE_APPLYING,
    IMPORT_PHASE_COMMITTING,
};

struct import_durable;

struct import_job {
    struct arena arena;
    /* What was asked. All of it that is not derived must outlive the process:
     * see api/import_saved.h. */
    char id[IMPORT_ID_SIZE];
    struct reader_options options; /* kind, format, profile, defaults, scope */
    bool validate;
    bool skip;  /* on_error=skip */
    bool rules; /* the validation rules are applied */
    struct import_explanation explained[IMPORT_MAX_EXPLAINED]; /* all rows */
    int explained_count;
    const char *reverts; /* the import to take back, or NULL: read the spool */
    struct spool *spool;
    struct spool *grid;      /* what became of a workbook; NULL: it is none */
    struct error refusal;    /* options.refusal, if there is one */
    struct profile *profile; /* options.profile; freed with the job */
    struct form_report *report; /* options.report, or NULL; freed as well */
    const char *sha256, *file_name, *profile_name, *actor, *request_id;
    const char *idempotency_key; /* or NULL */
    const char *fingerprint;
    /* Writes the answer's body when the outcome is known, before it is
     * stored with the record. */
    void (*compose)(const struct import_job *job, struct buffer *out);
    void (*done)(struct import_job *job);
    /* Of a validation, job->impact is there: says which cells are to be read.
     * NULL: nobody wants to know. */
    void (*plan_impact)(struct import_job *job);
    void *ctx;
    int64_t received_us, started_us; /* since 1970; 0: not yet */
    /* Of one that was acknowledged before it ran; the backlog's. */
    struct import_durable *durable;          /* or NULL */
    bool (*may_run)(struct import_job *job); /* asked before each run */
    bool unsure;   /* it may have been recorded by an earlier process */
    bool recorded; /* so it was, and did not run again */
    bool held;     /* it must not be started now */
    /* What came of it. */
    enum import_phase phase;
    enum import_state state;
    struct error err;
    int status; /* of the answer */
    bool changed;
    int64_t revision;
    struct import_counts counts;
    struct import_fault shown[IMPORT_MAX_SHOWN_ERRORS];
    int shown_count;
    /* Findings of rules that did not block. */
    struct import_fault findings[IMPORT_MAX_FINDINGS];
    int finding_count; /* in there */
    int64_t findings_total;
    bool forbidden; /* a row for a school that is not the actor's */
    struct import_warning warnings[IMPORT_MAX_WARNINGS];
    int warning_count;
    struct import_impact *impact; /* of a validation; NULL: none was asked */
    struct buffer answer;
    struct import_job *next; /* the lane's */
};

/* With an empty arena and a new random id. */
struct import_job *import_job_new(enum import_kind kind);
/* With its spool and profile. */
void import_job_free(struct import_job *job);
/* Adds a warning to the answer, cut to its room. */
void import_job_warn(struct import_job *job, const char *code,
                     const char *subject);
const char *import_state_name(enum import_state state);
const char *import_phase_name(enum import_phase phase);
/* Composes the answer anew. */
void import_job_compose(struct import_job *job);
/* It ended because somebody asked for it, or the server could not. */
void import_job_end(struct import_job *job, enum import_state state,
                    const struct error *err);

#endif
