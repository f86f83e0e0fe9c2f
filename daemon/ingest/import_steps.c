/*
 * What an import does, in order. Every row is one statement; a row without a
 * statement decides how to go on.
 */
#include "ingest/import_derived.h"
#include "ingest/import_params.h"
#include "ingest/import_run.h"

#include <stdio.h>
#include <string.h>

#include "platform/macros.h"

#define OBSERVATIONS (1U << IMPORT_OBSERVATIONS)
#define AREAS (1U << IMPORT_AREAS)
#define SCHOOLS (1U << IMPORT_SCHOOLS)
#define INDICATORS (1U << IMPORT_INDICATORS)
#define DIMENSIONS (1U << IMPORT_DIMENSIONS)
#define PARTNERSHIPS (1U << IMPORT_PARTNERSHIPS)
#define BREAKS (1U << IMPORT_BREAKS)
#define EVENTS (1U << IMPORT_SCHOOL_EVENTS)
#define CATALOGUE (AREAS | SCHOOLS | EVENTS | INDICATORS | DIMENSIONS | BREAKS)
#define EVERY (OBSERVATIONS | PARTNERSHIPS | CATALOGUE)
#define PLACES (AREAS | SCHOOLS | EVENTS)
#define NONE STATEMENT_COUNT

#define ANALYZE_FROM 1000 /* staged rows; fewer are planned well enough */

extern const struct import_step IMPORT_STEPS_APPLY[];
extern const struct import_step IMPORT_STEPS_SKIP[];
extern const struct import_step IMPORT_STEPS_REJECT[];
static const struct import_step STEPS_ROLLBACK[];

/* --- when a step is wanted --- */

static bool is_large(const struct import_run *run)
{
    return run->stage.observations + run->stage.records >= ANALYZE_FROM;
}

static bool sums(const struct import_run *run)
{
    return run->job->profile != NULL &&
           profile_sums_duplicates(run->job->profile);
}

/* Where every cell is new and a fault ends it all, the primary key finds
 * repeated keys for nothing. */
static bool must_look_for_duplicates(const struct import_run *run)
{
    return !sums(run) && (!run->stage.all_new || run->job->skip);
}

/* Observations have no checks in the database but that for repeated keys. */
static bool may_be_faulty(const struct import_run *run)
{
    return run->job->options.kind != IMPORT_OBSERVATIONS ||
           run->stage.faults > 0 || must_look_for_duplicates(run);
}

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

static bool is_changed(const struct import_run *run)
{
    return run->job->changed;
}

/* Statuses other than A among the rows, what follows from them, or what they
 * supersede. */
static bool is_marked(const struct import_run *run)
{
    return is_changed(run) &&
           (run->stage.marked || run->stage.cumulative || supersedes(run));
}

static bool moves(const struct import_run *run)
{
    return run->moves > 0;
}

static bool is_validation(const struct import_run *run)
{
    return run->job->validate;
}

static bool is_committing(const struct import_run *run)
{
    return !run->job->validate;
}

/* --- what an answer means --- */

static void took_revision(struct import_run *run,
                          const struct db_result *result)
{
    run->base_revision = db_int(result, 0, 0);
    run->job->revision = run->base_revision;
}

static void took_fault_count(struct import_run *run,
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
    }
    job->counts.errors += run->faults;
    job->counts.rejected += run->faulty_lines;
}

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

static void took_next_revision(struct import_run *run,
                               const struct db_result *result)
{
    run->job->revision = db_int(result, 0, 0);
}

/* --- decisions --- */

static bool must_reject(const struct import_run *run)
{
    const struct import_job *job = run->job;
    return !job->skip || reader_verdict(run->reader) != FAULT_NONE ||
           run->stage.forbidden || job->counts.read == 0;
}

static void decide(struct import_run *run, const struct db_result *result)
{
    (void)result;
    if (run->faults == 0) {
        import_run_jump(run, IMPORT_STEPS_APPLY);
    } else if (must_reject(run)) {
        import_run_jump(run, IMPORT_STEPS_REJECT);
    } else {
        import_run_jump(run, IMPORT_STEPS_SKIP);
    }
}

static void set_applied(struct import_run *run, const struct db_result *result)
{
    struct import_job *job = run->job;
    (void)result;
    job->state = job->validate ? IMPORT_VALIDATED : IMPORT_COMMITTED;
    job->status = job->validate ? 200 : 201;
    if (job->validate) {
        job->revision = run->base_revision;
        buffer_clear(&job->answer);
        job->compose(job, &job->answer);
        import_run_jump(run, STEPS_ROLLBACK);
    }
}

/* Broken JSON is a bad request; a file with faults is understood. */
static int rejection_status(const struct import_run *run)
{
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
    job->counts.unchanged = 0;
}

/* --- the tables --- */

#define CHECK_OF(name, kind, statement)                         \
    {                                                           \
        name, statement, kind, NULL, import_params_limits, NULL \
    }

#define EVENT_CHECKS                                                          \
    {"claim_events", STATEMENT_EVENT_CLAIM, EVENTS, NULL, NULL, NULL},        \
        {"analyze_events",                                                    \
         STATEMENT_EVENT_CLAIM_ANALYZE,                                       \
         EVENTS,                                                              \
         is_large,                                                            \
         NULL,                                                                \
         NULL},                                                               \
        CHECK_OF("check_events", EVENTS, STATEMENT_EVENT_CHECK),              \
        CHECK_OF("check_event_days", EVENTS, STATEMENT_EVENT_CHECK_DAY),      \
        CHECK_OF("check_event_times", EVENTS, STATEMENT_EVENT_CHECK_TIME),    \
        CHECK_OF("check_event_states", EVENTS, STATEMENT_EVENT_CHECK_STATES), \
    {                                                                         \
        "check_event_reach", STATEMENT_EVENT_CHECK_REACH, EVENTS, NULL,       \
            import_params_successors, NULL                                    \
    }

#define CHECKS                                                                 \
    CHECK_OF("check_areas", AREAS, STATEMENT_AREA_CHECK),                      \
        CHECK_OF("check_schools", SCHOOLS, STATEMENT_SCHOOL_CHECK),            \
        CHECK_OF("check_indicators", INDICATORS, STATEMENT_INDICATOR_CHECK),   \
        CHECK_OF("check_dimensions", DIMENSIONS, STATEMENT_DIMENSION_CHECK),   \
        CHECK_OF("check_partnerships", PARTNERSHIPS,                           \
                 STATEMENT_PARTNERSHIP_CHECK),                                 \
        CHECK_OF("check_breaks", BREAKS, STATEMENT_BREAK_CHECK), EVENT_CHECKS, \
        {"count_faults", STATEMENT_IMPORT_COUNT_FAULTS,                        \
         EVERY,          may_be_faulty,                                        \
         NULL,           took_fault_count},                                    \
    {                                                                          \
        "decide", NONE, EVERY, NULL, NULL, decide                              \
    }

const struct import_step IMPORT_STEPS_READ[] = {
    {"begin", STATEMENT_IMPORT_BEGIN, EVERY, NULL, NULL, NULL},
    {"copy", STATEMENT_IMPORT_COPY, EVERY, NULL, NULL, NULL},
    {"analyze", STATEMENT_IMPORT_ANALYZE, EVERY, is_large, NULL, NULL},
    {"find_duplicates", STATEMENT_IMPORT_FIND_DUPLICATES, OBSERVATIONS,
     must_look_for_duplicates, NULL, NULL},
    {"lock", STATEMENT_IMPORT_LOCK, EVERY, NULL, NULL, took_revision},
    CHECKS,
    {.name = NULL},
};

/* A key stood twice and the primary key found it. */
const struct import_step IMPORT_STEPS_DUPLICATES[] = {
    {"rollback_to_staged", STATEMENT_IMPORT_ROLLBACK_TO_STAGED, EVERY, NULL,
     NULL, NULL},
    {"find_duplicates", STATEMENT_IMPORT_FIND_DUPLICATES, EVERY, NULL, NULL,
     NULL},
    {"count_faults", STATEMENT_IMPORT_COUNT_FAULTS, EVERY, NULL, NULL,
     took_fault_count},
    {"decide", NONE, EVERY, NULL, NULL, decide},
    {.name = NULL},
};

/* on_error=skip: report the faulty lines, leave them out, look again. */
const struct import_step IMPORT_STEPS_SKIP[] = {
    {"read_errors", STATEMENT_IMPORT_READ_ERRORS, EVERY, NULL,
     import_params_shown, took_errors},
    {"store_errors", STATEMENT_IMPORT_STORE_ERRORS, EVERY, is_committing,
     import_params_import, NULL},
    {"drop_faulty", STATEMENT_IMPORT_DROP_FAULTY, EVERY, NULL, NULL, NULL},
    CHECKS,
    {.name = NULL},
};

const struct import_step IMPORT_STEPS_REJECT[] = {
    {"read_errors", STATEMENT_IMPORT_READ_ERRORS, EVERY, NULL,
     import_params_shown, took_errors},
    {"store_errors", STATEMENT_IMPORT_STORE_ERRORS, EVERY, NULL,
     import_params_import, NULL},
    {"rejected", NONE, EVERY, NULL, NULL, set_rejected},
    {"record", STATEMENT_IMPORT_RECORD, EVERY, NULL, import_params_record,
     NULL},
    {"commit", STATEMENT_IMPORT_COMMIT, EVERY, NULL, NULL, NULL},
    {.name = NULL},
};

const struct import_step IMPORT_STEPS_APPLY[] = {
    {"sum_duplicates", STATEMENT_IMPORT_SUM_DUPLICATES, OBSERVATIONS, sums,
     NULL, NULL},
    {"savepoint", STATEMENT_IMPORT_SAVEPOINT, OBSERVATIONS, NULL, NULL, NULL},
    {"plan", STATEMENT_IMPORT_PLAN, OBSERVATIONS, NULL, import_params_staged,
     NULL},
    {"new_areas", STATEMENT_NEWCOMER_AREAS, OBSERVATIONS, has_new_areas,
     import_params_areas, NULL},
    {"new_schools", STATEMENT_NEWCOMER_SCHOOLS, OBSERVATIONS, has_new_schools,
     import_params_schools, NULL},
    {"new_members", STATEMENT_NEWCOMER_MEMBERS, OBSERVATIONS, has_new_members,
     import_params_members, NULL},
    {"new_breakdowns", STATEMENT_NEWCOMER_BREAKDOWNS, OBSERVATIONS,
     has_new_breakdowns, import_params_breakdowns, NULL},
    {"new_cells", STATEMENT_NEWCOMER_CELLS, OBSERVATIONS, has_new_cells,
     import_params_cells, NULL},
    {"new_rollups", STATEMENT_NEWCOMER_ROLLUPS, OBSERVATIONS, has_new_rollups,
     import_params_rollups, NULL},
    {"derive", STATEMENT_YTD_DERIVE, OBSERVATIONS, is_cumulative, NULL,
     import_derived_took},
    {"drop_unchanged", STATEMENT_OBSERVATION_DROP_UNCHANGED, OBSERVATIONS,
     may_supersede, NULL, took_unchanged},
    {"mark_updated", STATEMENT_OBSERVATION_MARK_UPDATED, OBSERVATIONS,
     may_supersede, NULL, took_updated},
    {"derived", STATEMENT_YTD_DERIVED, OBSERVATIONS, is_cumulative, NULL,
     import_derived_took_changes},
    {"pairs", STATEMENT_FIGURE_PAIRS, OBSERVATIONS, is_linked,
     import_params_mark, NULL},
    {"analyze_pairs", STATEMENT_FIGURE_PAIRS_ANALYZE, OBSERVATIONS, is_linked,
     NULL, NULL},
    {"figures_before", STATEMENT_FIGURE_TAKE, OBSERVATIONS, is_linked,
     import_params_before, NULL},
    {"archive", STATEMENT_OBSERVATION_ARCHIVE, OBSERVATIONS, supersedes,
     import_params_revision, NULL},
    {"update", STATEMENT_OBSERVATION_UPDATE, OBSERVATIONS, supersedes,
     import_params_revision, NULL},
    {"insert", STATEMENT_OBSERVATION_INSERT, OBSERVATIONS, NULL,
     import_params_revision, took_inserted},
    {"revision_cells", STATEMENT_REVISION_CELLS, OBSERVATIONS, is_changed,
     import_params_revision, NULL},
    {"figures_after", STATEMENT_FIGURE_TAKE, OBSERVATIONS, is_linked,
     import_params_after, NULL},
    {"delta_leaf", STATEMENT_DELTA_LEAF, OBSERVATIONS, is_changed, NULL, NULL},
    {"delta_leaf_status", STATEMENT_DELTA_LEAF_STATUS, OBSERVATIONS, is_marked,
     NULL, NULL},
    {"delta_figure", STATEMENT_DELTA_FIGURE, OBSERVATIONS, is_linked, NULL,
     NULL},
    {"delta_figure_status", STATEMENT_DELTA_FIGURE_STATUS, OBSERVATIONS,
     is_linked, NULL, NULL},
    {"totals", STATEMENT_TOTAL_APPLY, OBSERVATIONS, is_changed,
     import_params_mark, NULL},
    {"total_statuses", STATEMENT_TOTAL_APPLY_STATUS, OBSERVATIONS, is_changed,
     NULL, NULL},
    {"chains", STATEMENT_MOVE_TAKE_CHAINS, PLACES, NULL, import_params_kind,
     NULL},
    {"areas", STATEMENT_AREA_UPSERT, AREAS, NULL, NULL, took_upserted},
    {"schools", STATEMENT_SCHOOL_UPSERT, SCHOOLS, NULL, import_params_revision,
     took_upserted},
    {"school_warnings", STATEMENT_SCHOOL_WARNINGS, SCHOOLS, NULL, NULL,
     took_warnings},
    {"events", STATEMENT_EVENT_UPSERT, EVENTS, NULL, import_params_revision,
     took_upserted},
    {"event_lives", STATEMENT_EVENT_LIVES, EVENTS, is_changed, NULL, NULL},
    {"event_warnings", STATEMENT_EVENT_WARNINGS, EVENTS, is_changed, NULL,
     took_warnings},
    {"indicators", STATEMENT_INDICATOR_UPSERT, INDICATORS, NULL, NULL,
     took_upserted},
    {"dimensions", STATEMENT_DIMENSION_UPSERT, DIMENSIONS, NULL, NULL,
     took_dimensions},
    {"members", STATEMENT_MEMBER_UPSERT, DIMENSIONS, NULL, NULL, took_upserted},
    {"partnerships", STATEMENT_PARTNERSHIP_UPSERT, PARTNERSHIPS, NULL,
     import_params_revision, took_upserted},
    {"breaks", STATEMENT_BREAK_UPSERT, BREAKS, NULL, NULL, took_upserted},
    {"closure_clear", STATEMENT_AREA_CLOSURE_CLEAR, AREAS, is_changed, NULL,
     NULL},
    {"closure_fill", STATEMENT_AREA_CLOSURE_FILL, AREAS, is_changed, NULL,
     NULL},
    {"moves", STATEMENT_MOVE_FIND, PLACES, is_changed, NULL, took_moves},
    {"move_pairs", STATEMENT_MOVE_PAIRS, PLACES, moves, NULL, NULL},
    {"move_figures", STATEMENT_FIGURE_TAKE, PLACES, moves, import_params_after,
     NULL},
    {"move_totals", STATEMENT_MOVE_TOTALS, PLACES, moves, NULL, NULL},
    {"move_total_status", STATEMENT_MOVE_TOTAL_STATUS, PLACES, moves, NULL,
     NULL},
    {"applied", NONE, EVERY, NULL, NULL, set_applied},
    {"next_revision", STATEMENT_REVISION_NEXT, EVERY, is_changed, NULL,
     took_next_revision},
    {"record", STATEMENT_IMPORT_RECORD, EVERY, NULL, import_params_record,
     NULL},
    {"commit", STATEMENT_IMPORT_COMMIT, EVERY, NULL, NULL, NULL},
    {.name = NULL},
};

/* A validation: as if nothing had been. */
static const struct import_step STEPS_ROLLBACK[] = {
    {"rollback", STATEMENT_IMPORT_ROLLBACK, EVERY, is_validation, NULL, NULL},
    {.name = NULL},
};
