#include "ingest/import_run.h"

#include <string.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/log.h"
#include "platform/macros.h"

#define RUN_SLICE_US 4000 /* then other events get their turn */

static void next_step(struct import_run *run);

void import_run_jump(struct import_run *run, const struct import_step *steps)
{
    run->steps = steps;
    run->at = -1;
}

static void end(struct import_run *run, enum run_result result,
                const struct error *err)
{
    run->active = false;
    loop_timer_stop(run->timer);
    run->ended(run, result, err);
}

static bool at_statement(const struct import_run *run, enum statement wanted)
{
    return run->steps[run->at].statement == wanted;
}

static void fail(struct import_run *run, const struct error *err)
{
    if (err->fault == FAULT_CONFLICT &&
        at_statement(run, STATEMENT_OBSERVATION_INSERT)) {
        import_run_jump(run, IMPORT_STEPS_DUPLICATES);
        next_step(run);
        return;
    }
    log_write(LOG_WARN, run->job->request_id, "import_step_failed",
              (const struct log_field[]){
                  LOG_TEXT("step", run->steps[run->at].name),
                  LOG_TEXT("fault", fault_code(err->fault)),
                  LOG_TEXT("detail", err->detail),
                  {0},
              });
    bool passing =
        err->fault == FAULT_UNAVAILABLE || err->fault == FAULT_CONTENTION;
    if (!passing) {
        end(run, RUN_FAILED, err);
    } else if (at_statement(run, STATEMENT_IMPORT_COMMIT)) {
        end(run, RUN_UNKNOWN, err);
    } else {
        end(run, RUN_LOST, err);
    }
}

static void on_statement(struct db_query *query, const struct db_result *result,
                         const struct error *err)
{
    struct import_run *run = CONTAINER_OF(query, struct import_run, query);
    if (err != NULL) {
        fail(run, err);
        return;
    }
    const struct import_step *step = &run->steps[run->at];
    if (step->took != NULL) {
        step->took(run, result);
    }
    next_step(run);
}

/* --- the file goes into the staging table --- */

static void feed(struct import_run *run);

static void on_copied(struct db_query *query, const struct db_result *result,
                      const struct error *err)
{
    struct import_run *run = CONTAINER_OF(query, struct import_run, query);
    (void)result;
    if (err != NULL) {
        fail(run, err);
        return;
    }
    run->job->counts.observations = run->stage.observations;
    run->job->forbidden = run->stage.forbidden;
    memcpy(run->job->warnings, run->stage.warnings, sizeof(run->job->warnings));
    run->job->warning_count = run->stage.warning_count;
    next_step(run);
}

static void on_room(void *ctx)
{
    struct import_run *run = ctx;
    if (run->active) {
        feed(run);
    }
}

static void end_copy(struct import_run *run, const char *abort_reason)
{
    import_stage_end(&run->stage);
    (void)db_session_copy_put(run->session, run->stage.out.data,
                              run->stage.out.len);
    run->query.done = on_copied;
    db_session_copy_end(run->session, &run->query, abort_reason);
}

/* Reads slices while there is room and time. */
static void feed(struct import_run *run)
{
    struct error err = {0};
    int64_t until = clock_us() + RUN_SLICE_US;
    enum reader_state state = READER_MORE;
    bool room = true;
    while (room && state == READER_MORE && clock_us() < until) {
        state = reader_step(run->reader, &err);
        run->job->counts.read = reader_rows(run->reader);
        CHECK(!run->stage.out.failed);
        if (run->stage.out.len > 0 && state == READER_MORE) {
            room = db_session_copy_put(run->session, run->stage.out.data,
                                       run->stage.out.len);
            buffer_clear(&run->stage.out);
        }
    }
    if (state == READER_DONE) {
        end_copy(run, NULL);
    } else if (state == READER_FAILED) {
        fail(run, &err);
    } else if (room) {
        loop_timer_set(run->timer, 0);
    }
}

static void on_copy_ready(struct db_query *query,
                          const struct db_result *result,
                          const struct error *err)
{
    struct import_run *run = CONTAINER_OF(query, struct import_run, query);
    (void)result;
    if (err != NULL) {
        fail(run, err);
        return;
    }
    db_session_on_room(run->session, on_room, run);
    feed(run);
}

/* --- the steps --- */

static bool is_wanted(const struct import_run *run,
                      const struct import_step *step)
{
    unsigned kind = 1U << run->job->options.kind;
    return (step->kinds & kind) != 0 &&
           (step->wanted == NULL || step->wanted(run));
}

/* For who asks; that figures are being applied is for the steps to say. */
static void tell_phase(struct import_job *job, enum statement statement)
{
    static const struct {
        enum statement statement;
        enum import_phase phase;
    } PHASES[] = {
        {STATEMENT_IMPORT_BEGIN, IMPORT_PHASE_READING},
        {STATEMENT_IMPORT_ANALYZE, IMPORT_PHASE_CHECKING},
        {STATEMENT_IMPORT_LOCK, IMPORT_PHASE_CHECKING},
        {STATEMENT_IMPORT_COMMIT, IMPORT_PHASE_COMMITTING},
    };
    for (size_t i = 0; i < ARRAY_LEN(PHASES); i++) {
        if (PHASES[i].statement == statement) {
            job->phase = PHASES[i].phase;
        }
    }
}

static void start_statement(struct import_run *run,
                            const struct import_step *step)
{
    tell_phase(run->job, step->statement);
    run->query = (struct db_query){
        .statement = step->statement,
        .done = on_statement,
        .request_id = run->job->request_id,
    };
    if (step->fill != NULL) {
        step->fill(run, run->query.params);
    }
    if (step->statement == STATEMENT_IMPORT_COPY) {
        run->query.done = on_copy_ready;
        db_session_copy(run->session, &run->query);
    } else {
        db_session_run(run->session, &run->query);
    }
}

/* On to the next step that is wanted and needs the database. */
static void next_step(struct import_run *run)
{
    for (;;) {
        const struct import_step *step = &run->steps[++run->at];
        if (step->name == NULL) {
            end(run, RUN_ENDED, NULL);
            return;
        }
        if (!is_wanted(run, step)) {
            continue;
        }
        if (step->statement != STATEMENT_COUNT) {
            start_statement(run, step);
            return;
        }
        step->took(run, NULL);
    }
}

void import_run_start(struct import_run *run)
{
    struct import_job *job = run->job;
    run->timer = loop_timer_new(run->base, on_room, run);
    arena_init(&run->arena);
    import_stage_init(&run->stage, run->cells);
    run->newcomers = newcomers_new(run->catalogue);
    if (job->reverts == NULL) {
        const struct spool *body = job->grid != NULL ? job->grid : job->spool;
        run->reader = reader_new(spool_fd(body), &job->options, run->catalogue,
                                 run->cells, run->newcomers, &run->stage.sink);
    }
    job->counts = (struct import_counts){0};
    job->shown_count = 0;
    job->finding_count = 0;
    job->findings_total = 0;
    job->changed = false;
    job->impact = NULL;
    job->state = IMPORT_WAITING;
    job->phase = IMPORT_PHASE_READING;
    job->started_us = clock_wall_us();
    run->active = true;
    import_run_jump(run, job->reverts != NULL ? IMPORT_STEPS_REVERT
                                              : IMPORT_STEPS_READ);
    next_step(run);
}

bool import_run_commits(const struct import_run *run)
{
    return at_statement(run, STATEMENT_IMPORT_COMMIT);
}

void import_run_fini(struct import_run *run)
{
    loop_timer_free(run->timer);
    reader_free(run->reader);
    newcomers_free(run->newcomers);
    import_stage_fini(&run->stage);
    arena_fini(&run->arena);
    run->timer = NULL;
    run->reader = NULL;
    run->newcomers = NULL;
}
