#include "ingest/import_job.h"

#include <stdio.h>
#include <stdlib.h>

#include "ingest/form_report.h"
#include "platform/check.h"
#include "platform/clock.h"
#include "platform/digest.h"

#define ANSWER_MAX (4 * 1024 * 1024)

/* A random UUID (RFC 9562, version 4). */
static void make_id(char out[IMPORT_ID_SIZE])
{
    char hex[33];
    digest_random_hex(16, hex);
    hex[12] = '4';
    hex[16] = "89ab"[hex[16] & 3];
    snprintf(out, IMPORT_ID_SIZE, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
             hex + 12, hex + 16, hex + 20);
}

struct import_job *import_job_new(enum import_kind kind)
{
    struct import_job *job = calloc(1, sizeof(*job));
    CHECK(job != NULL);
    arena_init(&job->arena);
    buffer_init(&job->answer, ANSWER_MAX);
    job->options.kind = kind;
    job->received_us = clock_wall_us();
    if (kind == IMPORT_FORMS) {
        job->report = calloc(1, sizeof(*job->report));
        CHECK(job->report != NULL);
        job->options.report = job->report;
    }
    make_id(job->id);
    return job;
}

void import_job_free(struct import_job *job)
{
    if (job == NULL) {
        return;
    }
    spool_close(job->spool);
    spool_close(job->grid);
    profile_free(job->profile);
    free(job->report);
    buffer_fini(&job->answer);
    arena_fini(&job->arena);
    free(job);
}

void import_job_warn(struct import_job *job, const char *code,
                     const char *subject)
{
    if (job->warning_count < IMPORT_MAX_WARNINGS) {
        import_warning_set(&job->warnings[job->warning_count++], code, subject);
    }
}

const char *import_state_name(enum import_state state)
{
    static const char *const NAMES[] = {
        [IMPORT_WAITING] = "waiting",     [IMPORT_COMMITTED] = "committed",
        [IMPORT_VALIDATED] = "validated", [IMPORT_REJECTED] = "rejected",
        [IMPORT_FAILED] = "failed",       [IMPORT_CANCELLED] = "cancelled",
    };
    return NAMES[state];
}

const char *import_phase_name(enum import_phase phase)
{
    static const char *const NAMES[] = {
        [IMPORT_PHASE_QUEUED] = "queued",
        [IMPORT_PHASE_READING] = "reading",
        [IMPORT_PHASE_CHECKING] = "checking",
        [IMPORT_PHASE_APPLYING] = "applying",
        [IMPORT_PHASE_COMMITTING] = "committing",
    };
    return NAMES[phase];
}

void import_job_compose(struct import_job *job)
{
    buffer_clear(&job->answer);
    job->compose(job, &job->answer);
    CHECK(!job->answer.failed);
}

void import_job_end(struct import_job *job, enum import_state state,
                    const struct error *err)
{
    job->state = state;
    job->err = *err;
    job->status = fault_status(err->fault);
}
