/*
 * From the file to the decision: the rows are staged, checked, and refused or
 * applied.
 */
#include "ingest/import_steps.h"

#include "ingest/import_params.h"
#include "platform/macros.h"

/* How often rows may be left out because of what was left out before. */
#define RULE_ROUNDS_MAX 10
#define ANALYZE_FROM 1000 /* staged rows; fewer are planned well enough */

static const struct import_step STEPS_SKIP[];

/* --- when a step is wanted --- */

bool import_steps_large(const struct import_run *run)
{
    return run->stage.observations + run->stage.records >= ANALYZE_FROM;
}

bool import_steps_sums(const struct import_run *run)
{
    return run->job->profile != NULL &&
           profile_sums_duplicates(run->job->profile);
}

/* Where every cell is new and a fault ends it all, the primary key finds
 * repeated keys for nothing. */
static bool must_look_for_duplicates(const struct import_run *run)
{
    return !import_steps_sums(run) &&
           (!run->stage.all_new || run->job->skip || run->job->rules);
}

/* Observations have no checks in the database but that for repeated keys. */
static bool may_be_faulty(const struct import_run *run)
{
    return !import_kind_figures(run->job->options.kind) ||
           run->stage.faults > 0 || must_look_for_duplicates(run);
}

bool import_steps_committing(const struct import_run *run)
{
    return !run->job->validate;
}

static bool has_rules(const struct import_run *run)
{
    return run->job->rules;
}

/* --- what an answer means --- */

void import_steps_took_revision(struct import_run *run,
                                const struct db_result *result)
{
    run->base_revision = db_int(result, 0, 0);
    run->job->revision = run->base_revision;
}

void import_steps_took_fault_count(struct import_run *run,
                                   const struct db_result *result)
{
    run->faults = db_int(result, 0, 0);
    run->faulty_lines = db_int(result, 0, 1);
}

static const char *keep(struct import_run *run, const struct db_result *result,
                        int row, int column)
{
    return arena_dup(&run->job->arena, db_text(result, row, column));
}

static void took_errors(struct import_run *run, const struct db_result *result)
{
    struct import_job *job = run->job;
    int rows = db_rows(result);
    for (int row = 0; row < rows; row++) {
        struct import_fault *shown = &job->shown[job->shown_count++];
        shown->line = (int)db_int(result, row, 0);
        shown->column = keep(run, result, row, 1);
        shown->fault = fault_find(db_text(result, row, 2));
        for (int i = 0; i < 3; i++) {
            shown->args[i] = keep(run, result, row, 3 + i);
        }
        shown->value = keep(run, result, row, 6);
        shown->cell = keep(run, result, row, 7);
        shown->subject = keep(run, result, row, 8);
        shown->texts[LANG_ZH] = keep(run, result, row, 9);
        shown->texts[LANG_EN] = keep(run, result, row, 10);
    }
    job->counts.errors += run->faults;
    job->counts.rejected += run->faulty_lines;
}

/* --- decisions --- */

static const struct import_step STEPS_REFUSED[] = {
    {"rollback", STATEMENT_IMPORT_ROLLBACK, STEP_EVERY, NULL, NULL, NULL},
    {.name = NULL},
};

void import_steps_refuse(struct import_run *run, enum fault fault,
                         const char *arg)
{
    struct import_job *job = run->job;
    const char *kept = arg != NULL ? arena_dup(&job->arena, arg) : NULL;
    error_set(&job->err, fault, kept, NULL, NULL);
    job->state = IMPORT_FAILED;
    job->status = fault_status(fault);
    import_run_jump(run, STEPS_REFUSED);
}

static bool must_reject(const struct import_run *run)
{
    const struct import_job *job = run->job;
    return !job->skip || run->rounds > RULE_ROUNDS_MAX ||
           reader_verdict(run->reader) != FAULT_NONE || run->stage.forbidden ||
           job->counts.read == 0;
}

static void apply(struct import_run *run)
{
    bool figures = import_kind_figures(run->job->options.kind);
    run->job->phase = IMPORT_PHASE_APPLYING;
    import_run_jump(run,
                    figures ? IMPORT_STEPS_FIGURES : IMPORT_STEPS_CATALOGUE);
}

void import_steps_decide(struct import_run *run, const struct db_result *result)
{
    (void)result;
    if (run->faults == 0) {
        apply(run);
    } else if (must_reject(run)) {
        import_run_jump(run, IMPORT_STEPS_REJECT);
    } else {
        import_run_jump(run, STEPS_SKIP);
    }
}

/* Broken JSON is a bad request; a file with faults is understood. */
static int rejection_status(const struct import_run *run)
{
    if (run->job->reverts != NULL) {
        return fault_status(FAULT_REVERT_REFUSED);
    }
    enum fault verdict = reader_verdict(run->reader);
    if (run->stage.forbidden) {
        return fault_status(FAULT_FORBIDDEN);
    }
    return fault_status(verdict != FAULT_NONE ? verdict : FAULT_REJECTED);
}

static void set_rejected(struct import_run *run, const struct db_result *result)
{
    struct import_job *job = run->job;
    (void)result;
    job->state = IMPORT_REJECTED;
    job->status = rejection_status(run);
    job->changed = false;
    job->revision = run->base_revision;
    job->counts.rejected =
        job->counts.read > 0 ? job->counts.read : job->counts.rejected;
    job->counts.inserted = 0;
    job->counts.updated = 0;
    job->counts.deleted = 0;
    job->counts.unchanged = 0;
}

static void look_by_rules(struct import_run *run,
                          const struct db_result *result)
{
    (void)result;
    run->rounds++;
    import_run_jump(run, IMPORT_STEPS_RULES);
}

/* --- the tables --- */

#define CHECK_OF(name, kind, statement)                         \
    {                                                           \
        name, statement, kind, NULL, import_params_limits, NULL \
    }

#define EVENT_CHECKS                                                          \
    {"claim_events", STATEMENT_EVENT_CLAIM, STEP_EVENTS, NULL, NULL, NULL},   \
        {"analyze_events",                                                    \
         STATEMENT_EVENT_CLAIM_ANALYZE,                                       \
         STEP_EVENTS,                                                         \
         import_steps_large,                                                  \
         NULL,                                                                \
         NULL},                                                               \
        CHECK_OF("check_events", STEP_EVENTS, STATEMENT_EVENT_CHECK),         \
        CHECK_OF("check_event_days", STEP_EVENTS, STATEMENT_EVENT_CHECK_DAY), \
        CHECK_OF("check_event_times", STEP_EVENTS,                            \
                 STATEMENT_EVENT_CHECK_TIME),                                 \
        CHECK_OF("check_event_states", STEP_EVENTS,                           \
                 STATEMENT_EVENT_CHECK_STATES),                               \
    {                                                                         \
        "check_event_reach", STATEMENT_EVENT_CHECK_REACH, STEP_EVENTS, NULL,  \
            import_params_successors, NULL                                    \
    }

#define CHECKS                                                           \
    CHECK_OF("check_areas", STEP_AREAS, STATEMENT_AREA_CHECK),           \
        CHECK_OF("check_schools", STEP_SCHOOLS, STATEMENT_SCHOOL_CHECK), \
        CHECK_OF("check_indicators", STEP_INDICATORS,                    \
                 STATEMENT_INDICATOR_CHECK),                             \
        CHECK_OF("check_dimensions", STEP_DIMENSIONS,                    \
                 STATEMENT_DIMENSION_CHECK),                             \
        CHECK_OF("check_partnerships", STEP_PARTNERSHIPS,                \
                 STATEMENT_PARTNERSHIP_CHECK),                           \
        CHECK_OF("check_breaks", STEP_BREAKS, STATEMENT_BREAK_CHECK),    \
        EVENT_CHECKS, {"rules",   STEP_NONE, STEP_OBSERVATIONS,          \
                       has_rules, NULL,      look_by_rules},             \
        {"count_faults", STATEMENT_IMPORT_COUNT_FAULTS,                  \
         STEP_EVERY,     may_be_faulty,                                  \
         NULL,           import_steps_took_fault_count},                 \
    {                                                                    \
        "decide", STEP_NONE, STEP_EVERY, NULL, NULL, import_steps_decide \
    }

const struct import_step IMPORT_STEPS_READ[] = {
    {"begin", STATEMENT_IMPORT_BEGIN, STEP_EVERY, NULL, NULL, NULL},
    {"copy", STATEMENT_IMPORT_COPY, STEP_EVERY, NULL, NULL, NULL},
    {"analyze", STATEMENT_IMPORT_ANALYZE, STEP_EVERY, import_steps_large, NULL,
     NULL},
    {"find_duplicates", STATEMENT_IMPORT_FIND_DUPLICATES, STEP_OBSERVATIONS,
     must_look_for_duplicates, NULL, NULL},
    {"lock", STATEMENT_IMPORT_LOCK, STEP_EVERY, NULL, NULL,
     import_steps_took_revision},
    CHECKS,
    {.name = NULL},
};

/* A key stood twice and the primary key found it. */
const struct import_step IMPORT_STEPS_DUPLICATES[] = {
    {"rollback_to_staged", STATEMENT_IMPORT_ROLLBACK_TO_STAGED, STEP_EVERY,
     NULL, NULL, NULL},
    {"find_duplicates", STATEMENT_IMPORT_FIND_DUPLICATES, STEP_EVERY, NULL,
     NULL, NULL},
    {"count_faults", STATEMENT_IMPORT_COUNT_FAULTS, STEP_EVERY, NULL, NULL,
     import_steps_took_fault_count},
    {"decide", STEP_NONE, STEP_EVERY, NULL, NULL, import_steps_decide},
    {.name = NULL},
};

/* on_error=skip: report the faulty lines, leave them out, look again. */
static const struct import_step STEPS_SKIP[] = {
    {"read_errors", STATEMENT_IMPORT_READ_ERRORS, STEP_EVERY, NULL,
     import_params_shown, took_errors},
    {"store_errors", STATEMENT_IMPORT_STORE_ERRORS, STEP_EVERY,
     import_steps_committing, import_params_errors, NULL},
    {"drop_faulty", STATEMENT_IMPORT_DROP_FAULTY, STEP_EVERY, NULL, NULL, NULL},
    CHECKS,
    {.name = NULL},
};

const struct import_step IMPORT_STEPS_REJECT[] = {
    {"read_errors", STATEMENT_IMPORT_READ_ERRORS, STEP_EVERY, NULL,
     import_params_shown, took_errors},
    {"store_errors", STATEMENT_IMPORT_STORE_ERRORS, STEP_EVERY, NULL,
     import_params_errors, NULL},
    {"rejected", STEP_NONE, STEP_EVERY, NULL, NULL, set_rejected},
    {"record", STATEMENT_IMPORT_RECORD, STEP_EVERY, NULL, import_params_record,
     NULL},
    {"commit", STATEMENT_IMPORT_COMMIT, STEP_EVERY, NULL, NULL, NULL},
    {.name = NULL},
};
