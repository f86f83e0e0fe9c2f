/*
 * The validation rules over what was staged: gather the figures they look at,
 * run each evaluator, turn what blocks into faults. An evaluator is a row
 * here, a rule is a row of the database.
 */
#include "ingest/import_steps.h"

#include "ingest/import_params.h"

static const char *keep(struct import_run *run, const struct db_result *result,
                        int row, int column)
{
    return arena_dup(&run->job->arena, db_text(result, row, column));
}

/* Columns of rule_accepted.sql. */
static void took_findings(struct import_run *run,
                          const struct db_result *result)
{
    struct import_job *job = run->job;
    int rows = db_rows(result);
    job->findings_total = rows > 0 ? db_int(result, 0, 10) : 0;
    for (int row = 0; row < rows; row++) {
        struct import_fault *found = &job->findings[job->finding_count++];
        bool explained = !db_is_null(result, row, 6);
        found->line = (int)db_int(result, row, 0);
        found->column = "";
        found->fault = explained ? FAULT_RULE_EXPLAINED : FAULT_RULE_NOTED;
        for (int i = 0; i < 3; i++) {
            found->args[i] = keep(run, result, row, 1 + i);
        }
        found->value = keep(run, result, row, 4);
        found->subject = keep(run, result, row, 5);
        found->explanation = explained ? keep(run, result, row, 6) : NULL;
        found->texts[LANG_ZH] = keep(run, result, row, 7);
        found->texts[LANG_EN] = keep(run, result, row, 8);
        found->cell = keep(run, result, row, 9);
    }
}

static bool is_explained(const struct import_run *run)
{
    return run->job->explained_count > 0;
}

/* An explanation that goes nowhere would be taken for one that counts. */
static void took_unexplainable(struct import_run *run,
                               const struct db_result *result)
{
    if (db_rows(result) > 0) {
        import_steps_refuse(run, FAULT_NOT_EXPLAINABLE, db_text(result, 0, 0));
    }
}

static void no_merging(struct import_run *run, const char **params)
{
    (void)run;
    params[0] = "off";
}

static void merging(struct import_run *run, const char **params)
{
    (void)run;
    params[0] = "on";
}

#define STEP(name, wanted, fill)                                       \
    {                                                                  \
#name, STATEMENT_##name, STEP_OBSERVATIONS, wanted, fill, NULL \
    }

const struct import_step IMPORT_STEPS_RULES[] = {
    {"explainable", STATEMENT_RULE_EXPLAINABLE, STEP_OBSERVATIONS, is_explained,
     import_params_explained, took_unexplainable},
    STEP(RULE_CLEAR, NULL, NULL),
    STEP(RULE_CELLS, NULL, import_params_cells),
    STEP(RULE_PARTS, NULL, import_params_parts),
    STEP(RULE_ROLLUPS, NULL, import_params_rollups),
    STEP(RULE_FIGURES, NULL, NULL),
    STEP(RULE_ANALYZE, import_steps_large, NULL),
    STEP(RULE_PLAN, NULL, no_merging),
    STEP(RULE_REPEAT, import_steps_sums, import_params_firsts),
    STEP(RULE_TOTALS, NULL, NULL),
    STEP(RULE_PARTITION, NULL, NULL),
    STEP(RULE_OVERLAP, NULL, NULL),
    STEP(RULE_LE, NULL, NULL),
    STEP(RULE_POSITIVE, NULL, NULL),
    STEP(RULE_COVER, NULL, NULL),
    STEP(RULE_YTD, NULL, NULL),
    STEP(RULE_JUMP, NULL, NULL),
    STEP(RULE_MEDIAN, NULL, NULL),
    STEP(RULE_COPY, NULL, NULL),
    STEP(RULE_ZERO, NULL, NULL),
    STEP(RULE_HEAP, NULL, NULL),
    STEP(RULE_BAND, NULL, NULL),
    STEP(RULE_TERMS, NULL, NULL),
    STEP(RULE_RANGE, NULL, NULL),
    STEP(RULE_RATE, NULL, NULL),
    STEP(RULE_SHELL, NULL, NULL),
    STEP(RULE_PLAN, NULL, merging),
    STEP(RULE_EXPLAIN, NULL, import_params_explained),
    STEP(RULE_NOTES, NULL, NULL),
    STEP(RULE_FAULTS, NULL, NULL),
    {"count_faults", STATEMENT_IMPORT_COUNT_FAULTS, STEP_OBSERVATIONS, NULL,
     NULL, import_steps_took_fault_count},
    {"decide", STEP_NONE, STEP_OBSERVATIONS, NULL, NULL, import_steps_decide},
    {.name = NULL},
};

const struct import_step IMPORT_STEPS_FINDINGS[] = {
    {"read_findings", STATEMENT_RULE_ACCEPTED, STEP_OBSERVATIONS, NULL,
     import_params_findings, took_findings},
    {"store_findings", STATEMENT_RULE_STORE, STEP_OBSERVATIONS,
     import_steps_committing, import_params_kept, NULL},
    {"finish", STEP_NONE, STEP_OBSERVATIONS, NULL, NULL, import_steps_finish},
    {.name = NULL},
};
