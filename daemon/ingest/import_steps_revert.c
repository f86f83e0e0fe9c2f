/*
 * An import is taken back: what it wrote is staged as it was before, and goes
 * the way of any other correction. There is no file to read and nothing to
 * derive: the months that followed from cumulative figures are in the history
 * as well.
 */
#include "ingest/import_params.h"
#include "ingest/import_steps.h"

#include <string.h>

static const struct import_step STEPS_WRITE[];

/* Columns of revert_target.sql. */
enum {
    COLUMN_REVISION,
    COLUMN_KIND,
    COLUMN_CHANGED,
    COLUMN_REVERTED_BY,
};

static bool is_scoped(const struct import_run *run)
{
    const struct reader_scope *scope = run->job->options.scope;
    return scope != NULL && scope->allows != NULL;
}

/* --- what an answer means --- */

static void took_target(struct import_run *run, const struct db_result *result)
{
    enum import_kind kind = IMPORT_KIND_COUNT;
    if (db_rows(result) == 0) {
        import_steps_refuse(run, FAULT_NOT_FOUND, run->job->reverts);
    } else if (!import_kind_parse(db_text(result, 0, COLUMN_KIND),
                                  (size_t)db_length(result, 0, COLUMN_KIND),
                                  &kind) ||
               !import_kind_figures(kind)) {
        import_steps_refuse(run, FAULT_REVERT_KIND,
                            db_text(result, 0, COLUMN_KIND));
    } else if (strcmp(db_text(result, 0, COLUMN_CHANGED), "t") != 0) {
        import_steps_refuse(run, FAULT_REVERT_NOTHING, NULL);
    } else if (!db_is_null(result, 0, COLUMN_REVERTED_BY)) {
        import_steps_refuse(run, FAULT_REVERTED_ALREADY,
                            db_text(result, 0, COLUMN_REVERTED_BY));
    }
    run->reverted =
        db_rows(result) > 0 ? db_int(result, 0, COLUMN_REVISION) : 0;
}

static void took_counts(struct import_run *run, const struct db_result *result)
{
    struct import_counts *counts = &run->job->counts;
    run->stage.observations = db_int(result, 0, 0);
    counts->inserted = db_int(result, 0, 1);
    counts->updated = db_int(result, 0, 2);
    counts->deleted = db_int(result, 0, 3);
    counts->observations = counts->inserted + counts->updated + counts->deleted;
    if (run->stage.observations == 0) { /* it made schools, say */
        import_steps_refuse(run, FAULT_REVERT_NOTHING, NULL);
    }
}

static void took_schools(struct import_run *run, const struct db_result *result)
{
    const struct reader_scope *scope = run->job->options.scope;
    int rows = db_rows(result);
    for (int row = 0; row < rows; row++) {
        if (!scope->allows(scope, (int)db_int(result, row, 0),
                           (int)db_int(result, row, 1))) {
            import_steps_refuse(run, FAULT_FORBIDDEN, NULL);
            return;
        }
    }
}

static void decide(struct import_run *run, const struct db_result *result)
{
    (void)result;
    run->job->changed = run->faults == 0;
    run->job->phase = IMPORT_PHASE_APPLYING;
    import_run_jump(run, run->faults == 0 ? STEPS_WRITE : IMPORT_STEPS_REJECT);
}

/* --- the tables --- */

#define STEP(name, statement, wanted, fill, took)                          \
    {                                                                      \
        name, STATEMENT_##statement, STEP_OBSERVATIONS, wanted, fill, took \
    }

const struct import_step IMPORT_STEPS_REVERT[] = {
    STEP("begin", IMPORT_BEGIN, NULL, NULL, NULL),
    STEP("lock", IMPORT_LOCK, NULL, NULL, import_steps_took_revision),
    STEP("target", REVERT_TARGET, NULL, import_params_target, took_target),
    STEP("stage", REVERT_STAGE, NULL, import_params_target_revision, NULL),
    STEP("analyze", IMPORT_ANALYZE, NULL, NULL, NULL),
    STEP("counts", REVERT_COUNTS, NULL, NULL, took_counts),
    STEP("schools", REVERT_SCHOOLS, is_scoped, NULL, took_schools),
    STEP("superseded", REVERT_SUPERSEDED, NULL, import_params_target_revision,
         NULL),
    STEP("count_faults", IMPORT_COUNT_FAULTS, NULL, NULL,
         import_steps_took_fault_count),
    {"decide", STEP_NONE, STEP_OBSERVATIONS, NULL, NULL, decide},
    {.name = NULL},
};

static const struct import_step STEPS_WRITE[] = {
    STEP("plan", IMPORT_PLAN, NULL, import_params_staged, NULL),
    STEP("pairs", FIGURE_PAIRS, NULL, import_params_mark, NULL),
    STEP("analyze_pairs", FIGURE_PAIRS_ANALYZE, NULL, NULL, NULL),
    STEP("figures_before", FIGURE_TAKE, NULL, import_params_before, NULL),
    STEP("archive", OBSERVATION_ARCHIVE, NULL, import_params_revision, NULL),
    STEP("delete", OBSERVATION_DELETE, NULL, NULL, NULL),
    STEP("update", OBSERVATION_UPDATE, NULL, import_params_revision, NULL),
    STEP("insert", OBSERVATION_INSERT, NULL, import_params_revision, NULL),
    STEP("revision_cells", REVISION_CELLS, NULL, import_params_revision, NULL),
    STEP("coverage", COVERAGE_EXTEND, NULL, import_params_revision, NULL),
    STEP("coverage_end", COVERAGE_END, NULL, import_params_revision, NULL),
    STEP("figures_after", FIGURE_TAKE, NULL, import_params_after, NULL),
    STEP("delta_leaf", DELTA_LEAF, NULL, NULL, NULL),
    STEP("delta_leaf_status", DELTA_LEAF_STATUS, NULL, NULL, NULL),
    STEP("delta_figure", DELTA_FIGURE, NULL, NULL, NULL),
    STEP("delta_figure_status", DELTA_FIGURE_STATUS, NULL, NULL, NULL),
    STEP("totals", TOTAL_APPLY, NULL, import_params_totals, NULL),
    STEP("total_statuses", TOTAL_APPLY_STATUS, NULL, import_params_revision,
         NULL),
    {"finish", STEP_NONE, STEP_OBSERVATIONS, NULL, NULL, import_steps_finish},
    {.name = NULL},
};
