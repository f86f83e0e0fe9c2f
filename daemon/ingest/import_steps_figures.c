/* Staged observations become figures. */
#include "ingest/import_derived.h"
#include "ingest/import_params.h"
#include "ingest/import_steps.h"

/* --- when a step is wanted --- */

static bool has_new_areas(const struct import_run *run)
{
    size_t count = 0;
    (void)newcomers_areas(run->newcomers, &count);
    return count > 0;
}

static bool has_new_schools(const struct import_run *run)
{
    size_t count = 0;
    (void)newcomers_schools(run->newcomers, &count);
    return count > 0;
}

static bool has_new_members(const struct import_run *run)
{
    size_t count = 0;
    (void)newcomers_members(run->newcomers, &count);
    return count > 0;
}

static bool has_new_breakdowns(const struct import_run *run)
{
    return cells_last_breakdown(run->cells) > run->stage.mark.breakdown;
}

static bool has_new_cells(const struct import_run *run)
{
    return cells_last_cell(run->cells) > run->stage.mark.cell;
}

static bool has_new_rollups(const struct import_run *run)
{
    size_t count = 0;
    (void)cells_rollups_since(run->cells, run->stage.mark, &count);
    return count > 0;
}

static bool may_supersede(const struct import_run *run)
{
    return !run->stage.all_new;
}

static bool is_cumulative(const struct import_run *run)
{
    return run->stage.cumulative;
}

static bool supersedes(const struct import_run *run)
{
    return run->job->counts.updated > 0 || run->derived.updated > 0;
}

static bool is_linked(const struct import_run *run)
{
    return run->stage.linked;
}

/* Statuses other than A among the rows, what follows from them, or what they
 * supersede. */
static bool is_marked(const struct import_run *run)
{
    return import_steps_changed(run) &&
           (run->stage.marked || run->stage.cumulative || supersedes(run));
}

/* --- what an answer means --- */

static void took_unchanged(struct import_run *run,
                           const struct db_result *result)
{
    run->job->counts.unchanged = db_affected(result);
}

static void took_updated(struct import_run *run, const struct db_result *result)
{
    run->job->counts.updated = db_affected(result);
}

static void took_inserted(struct import_run *run,
                          const struct db_result *result)
{
    struct import_job *job = run->job;
    int64_t inserted = db_affected(result);
    job->counts.inserted = inserted - run->derived.inserted;
    job->changed = inserted > 0 || supersedes(run) || has_new_schools(run) ||
                   has_new_areas(run) || has_new_members(run);
}

static void go_on(struct import_run *run, const struct db_result *result)
{
    if (run->job->rules) {
        import_run_jump(run, IMPORT_STEPS_FINDINGS);
    } else {
        import_steps_finish(run, result);
    }
}

const struct import_step IMPORT_STEPS_FIGURES[] = {
    {"sum_duplicates", STATEMENT_IMPORT_SUM_DUPLICATES, STEP_OBSERVATIONS,
     import_steps_sums, NULL, NULL},
    {"savepoint", STATEMENT_IMPORT_SAVEPOINT, STEP_OBSERVATIONS, NULL, NULL,
     NULL},
    {"plan", STATEMENT_IMPORT_PLAN, STEP_OBSERVATIONS, NULL,
     import_params_staged, NULL},
    {"new_areas", STATEMENT_NEWCOMER_AREAS, STEP_OBSERVATIONS, has_new_areas,
     import_params_areas, NULL},
    {"new_schools", STATEMENT_NEWCOMER_SCHOOLS, STEP_OBSERVATIONS,
     has_new_schools, import_params_schools, NULL},
    {"new_members", STATEMENT_NEWCOMER_MEMBERS, STEP_OBSERVATIONS,
     has_new_members, import_params_members, NULL},
    {"new_breakdowns", STATEMENT_NEWCOMER_BREAKDOWNS, STEP_OBSERVATIONS,
     has_new_breakdowns, import_params_breakdowns, NULL},
    {"new_cells", STATEMENT_NEWCOMER_CELLS, STEP_OBSERVATIONS, has_new_cells,
     import_params_cells, NULL},
    {"new_rollups", STATEMENT_NEWCOMER_ROLLUPS, STEP_OBSERVATIONS,
     has_new_rollups, import_params_rollups, NULL},
    {"derive", STATEMENT_YTD_DERIVE, STEP_OBSERVATIONS, is_cumulative, NULL,
     import_derived_took},
    {"drop_unchanged", STATEMENT_OBSERVATION_DROP_UNCHANGED, STEP_OBSERVATIONS,
     may_supersede, NULL, took_unchanged},
    {"mark_updated", STATEMENT_OBSERVATION_MARK_UPDATED, STEP_OBSERVATIONS,
     may_supersede, NULL, took_updated},
    {"derived", STATEMENT_YTD_DERIVED, STEP_OBSERVATIONS, is_cumulative, NULL,
     import_derived_took_changes},
    {"pairs", STATEMENT_FIGURE_PAIRS, STEP_OBSERVATIONS, is_linked,
     import_params_mark, NULL},
    {"analyze_pairs", STATEMENT_FIGURE_PAIRS_ANALYZE, STEP_OBSERVATIONS,
     is_linked, NULL, NULL},
    {"figures_before", STATEMENT_FIGURE_TAKE, STEP_OBSERVATIONS, is_linked,
     import_params_before, NULL},
    {"archive", STATEMENT_OBSERVATION_ARCHIVE, STEP_OBSERVATIONS, supersedes,
     import_params_revision, NULL},
    {"update", STATEMENT_OBSERVATION_UPDATE, STEP_OBSERVATIONS, supersedes,
     import_params_revision, NULL},
    {"insert", STATEMENT_OBSERVATION_INSERT, STEP_OBSERVATIONS, NULL,
     import_params_revision, took_inserted},
    {"revision_cells", STATEMENT_REVISION_CELLS, STEP_OBSERVATIONS,
     import_steps_changed, import_params_revision, NULL},
    {"coverage", STATEMENT_COVERAGE_EXTEND, STEP_OBSERVATIONS,
     import_steps_changed, import_params_revision, NULL},
    {"figures_after", STATEMENT_FIGURE_TAKE, STEP_OBSERVATIONS, is_linked,
     import_params_after, NULL},
    {"delta_leaf", STATEMENT_DELTA_LEAF, STEP_OBSERVATIONS,
     import_steps_changed, NULL, NULL},
    {"delta_leaf_status", STATEMENT_DELTA_LEAF_STATUS, STEP_OBSERVATIONS,
     is_marked, NULL, NULL},
    {"delta_figure", STATEMENT_DELTA_FIGURE, STEP_OBSERVATIONS, is_linked, NULL,
     NULL},
    {"delta_figure_status", STATEMENT_DELTA_FIGURE_STATUS, STEP_OBSERVATIONS,
     is_linked, NULL, NULL},
    {"totals", STATEMENT_TOTAL_APPLY, STEP_OBSERVATIONS, import_steps_changed,
     import_params_totals, NULL},
    {"total_statuses", STATEMENT_TOTAL_APPLY_STATUS, STEP_OBSERVATIONS,
     import_steps_changed, import_params_revision, NULL},
    {"findings", STEP_NONE, STEP_OBSERVATIONS, NULL, NULL, go_on},
    {.name = NULL},
};
