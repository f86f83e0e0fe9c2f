/* The end of an import: its record and COMMIT; of a validation, as if nothing
 * had been. */
#include "ingest/import_steps.h"

#include "ingest/import_params.h"

static const struct import_step STEPS_ROLLBACK[];

bool import_steps_changed(const struct import_run *run)
{
    return run->job->changed;
}

static bool is_workbook(const struct import_run *run)
{
    return run->reader != NULL && reader_sheets(run->reader)->count > 0;
}

static void took_next_revision(struct import_run *run,
                               const struct db_result *result)
{
    run->job->revision = db_int(result, 0, 0);
}

static void set_applied(struct import_run *run, const struct db_result *result)
{
    struct import_job *job = run->job;
    (void)result;
    job->state = job->validate ? IMPORT_VALIDATED : IMPORT_COMMITTED;
    job->status = job->validate ? 200 : 201;
    if (job->validate) {
        job->revision = run->base_revision;
        import_job_compose(job);
        import_run_jump(run, STEPS_ROLLBACK);
    }
}

void import_steps_finish(struct import_run *run, const struct db_result *result)
{
    (void)result;
    import_run_jump(run, IMPORT_STEPS_FINISH);
}

const struct import_step IMPORT_STEPS_FINISH[] = {
    {"impact", STATEMENT_IMPACT_TOUCHED, STEP_OBSERVATIONS,
     import_steps_wants_impact, import_params_impact,
     import_steps_took_touched},
    {"impact_totals", STATEMENT_IMPACT_TOTALS, STEP_OBSERVATIONS,
     import_steps_has_impact, import_params_impact_cells,
     import_steps_took_totals},
    {"impact_panels", STATEMENT_IMPACT_PANELS, STEP_OBSERVATIONS,
     import_steps_has_impact, import_params_impact_panels,
     import_steps_took_panels},
    {"applied", STEP_NONE, STEP_EVERY, NULL, NULL, set_applied},
    {"next_revision", STATEMENT_REVISION_NEXT, STEP_EVERY, import_steps_changed,
     NULL, took_next_revision},
    {"record", STATEMENT_IMPORT_RECORD, STEP_EVERY, NULL, import_params_record,
     NULL},
    {"sheets", STATEMENT_IMPORT_SHEETS, STEP_EVERY, is_workbook,
     import_params_sheets, NULL},
    {"commit", STATEMENT_IMPORT_COMMIT, STEP_EVERY, NULL, NULL, NULL},
    {.name = NULL},
};

static const struct import_step STEPS_ROLLBACK[] = {
    {"rollback", STATEMENT_IMPORT_ROLLBACK, STEP_EVERY, NULL, NULL, NULL},
    {.name = NULL},
};
