/* Staged records become rows of the catalogue, or of what stands beside it. */
#include "ingest/import_params.h"
#include "ingest/import_steps.h"

#include <stdio.h>

static bool moves(const struct import_run *run)
{
    return run->moves > 0;
}

/* --- what an answer means --- */

static void took_upserted(struct import_run *run,
                          const struct db_result *result)
{
    struct import_job *job = run->job;
    job->counts.inserted = db_int(result, 0, 0);
    job->counts.updated = db_int(result, 0, 1);
    job->counts.unchanged = db_int(result, 0, 2);
    job->changed =
        job->changed || job->counts.inserted > 0 || job->counts.updated > 0;
}

static void took_dimensions(struct import_run *run,
                            const struct db_result *result)
{
    run->job->changed = db_affected(result) > 0;
}

static void took_moves(struct import_run *run, const struct db_result *result)
{
    run->moves = db_affected(result);
}

static void took_warnings(struct import_run *run,
                          const struct db_result *result)
{
    struct import_job *job = run->job;
    int rows = db_rows(result);
    for (int row = 0; row < rows; row++) {
        if (job->warning_count == IMPORT_MAX_WARNINGS) {
            return;
        }
        struct import_warning *warning = &job->warnings[job->warning_count++];
        snprintf(warning->code, sizeof(warning->code), "%s",
                 db_text(result, row, 0));
        snprintf(warning->subject, sizeof(warning->subject), "%s",
                 db_text(result, row, 1));
    }
}

const struct import_step IMPORT_STEPS_CATALOGUE[] = {
    {"chains", STATEMENT_MOVE_TAKE_CHAINS, STEP_PLACES, NULL,
     import_params_kind, NULL},
    {"areas", STATEMENT_AREA_UPSERT, STEP_AREAS, NULL, NULL, took_upserted},
    {"schools", STATEMENT_SCHOOL_UPSERT, STEP_SCHOOLS, NULL,
     import_params_revision, took_upserted},
    {"school_warnings", STATEMENT_SCHOOL_WARNINGS, STEP_SCHOOLS, NULL, NULL,
     took_warnings},
    {"events", STATEMENT_EVENT_UPSERT, STEP_EVENTS, NULL,
     import_params_revision, took_upserted},
    {"event_lives", STATEMENT_EVENT_LIVES, STEP_EVENTS, import_steps_changed,
     NULL, NULL},
    {"event_warnings", STATEMENT_EVENT_WARNINGS, STEP_EVENTS,
     import_steps_changed, NULL, took_warnings},
    {"indicators", STATEMENT_INDICATOR_UPSERT, STEP_INDICATORS, NULL, NULL,
     took_upserted},
    {"dimensions", STATEMENT_DIMENSION_UPSERT, STEP_DIMENSIONS, NULL, NULL,
     took_dimensions},
    {"members", STATEMENT_MEMBER_UPSERT, STEP_DIMENSIONS, NULL, NULL,
     took_upserted},
    {"partnerships", STATEMENT_PARTNERSHIP_UPSERT, STEP_PARTNERSHIPS, NULL,
     import_params_revision, took_upserted},
    {"breaks", STATEMENT_BREAK_UPSERT, STEP_BREAKS, NULL, NULL, took_upserted},
    {"closure_clear", STATEMENT_AREA_CLOSURE_CLEAR, STEP_AREAS,
     import_steps_changed, NULL, NULL},
    {"closure_fill", STATEMENT_AREA_CLOSURE_FILL, STEP_AREAS,
     import_steps_changed, NULL, NULL},
    {"moves", STATEMENT_MOVE_FIND, STEP_PLACES, import_steps_changed, NULL,
     took_moves},
    {"move_pairs", STATEMENT_MOVE_PAIRS, STEP_PLACES, moves, NULL, NULL},
    {"move_figures", STATEMENT_FIGURE_TAKE, STEP_PLACES, moves,
     import_params_after, NULL},
    {"move_totals", STATEMENT_MOVE_TOTALS, STEP_PLACES, moves,
     import_params_revision, NULL},
    {"move_total_status", STATEMENT_MOVE_TOTAL_STATUS, STEP_PLACES, moves,
     import_params_revision, NULL},
    {"forget_totals", STATEMENT_TOTAL_FORGET, STEP_AREAS, moves,
     import_params_revision, NULL},
    {"finish", STEP_NONE, STEP_EVERY, NULL, NULL, import_steps_finish},
    {.name = NULL},
};
