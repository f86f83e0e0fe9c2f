#include "ingest/import_lane_impl.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/import_run.h"
#include "platform/check.h"
#include "platform/clock.h"
#include "platform/log.h"
#include "storage/catalogue_load.h"

#define LANE_MAX_ATTEMPTS 3
#define LANE_POLL_MS 100       /* while the connection is away */
#define LANE_PATIENCE_MS 30000 /* a job waits so long for the database */

static const struct error AWAY = {.fault = FAULT_UNAVAILABLE};

static const char *const STATE_NAMES[] = {
    [LANE_IDLE] = "idle",           [LANE_LOADING] = "loading",
    [LANE_RUNNING] = "running",     [LANE_VERIFYING] = "verifying",
    [LANE_ANALYZING] = "analyzing",
};

/* [from][to] */
static const bool LEGAL[5][5] = {
    [LANE_IDLE] = {[LANE_LOADING] = true,
                   [LANE_RUNNING] = true,
                   [LANE_VERIFYING] = true,
                   [LANE_ANALYZING] = true},
    [LANE_LOADING] = {[LANE_IDLE] = true},
    [LANE_RUNNING] = {[LANE_IDLE] = true},
    [LANE_VERIFYING] = {[LANE_IDLE] = true},
    [LANE_ANALYZING] = {[LANE_IDLE] = true},
};

static void lane_go(struct import_lane *lane);

void import_lane_enter(struct import_lane *lane, enum lane_state state)
{
    CHECK(LEGAL[lane->state][state]);
    log_write(LOG_DEBUG, NULL, "lane",
              (const struct log_field[]){
                  LOG_TEXT("from", STATE_NAMES[lane->state]),
                  LOG_TEXT("to", STATE_NAMES[state]),
                  {0},
              });
    lane->state = state;
}

/* --- the end of a job --- */

static void count_outcome(struct import_lane *lane,
                          const struct import_job *job)
{
    lane->stats.committed += job->state == IMPORT_COMMITTED;
    lane->stats.rejected += job->state == IMPORT_REJECTED;
    lane->stats.failed += job->state == IMPORT_FAILED;
    lane->stats.rows += job->counts.read;
}

void import_lane_unlink_job(struct import_lane *lane, struct import_job *job)
{
    struct import_job **at = &lane->first;
    while (*at != job) {
        at = &(*at)->next;
    }
    *at = job->next;
    if (*at == NULL) {
        lane->tail = at;
    }
}

void import_lane_count_out(struct import_lane *lane,
                           const struct import_job *job)
{
    lane->waiting--;
    lane->durable -= job->durable != NULL;
}

static void finish(struct import_lane *lane, struct import_job *job)
{
    import_lane_count_out(lane, job);
    count_outcome(lane, job);
    job->done(job);
}

static void finish_first(struct import_lane *lane)
{
    struct import_job *job = lane->first;
    import_lane_unlink_job(lane, job);
    import_lane_note_changes(lane, job);
    lane->attempts = 0;
    lane->unknown = false;
    lane->finished = false;
    finish(lane, job);
}

static void fail_first(struct import_lane *lane, const struct error *err)
{
    import_job_end(lane->first, IMPORT_FAILED, err);
    finish_first(lane);
}

/* May the first job be tried again? What was acknowledged knows itself how
 * often. */
static bool is_spent(const struct import_lane *lane)
{
    return lane->first->durable == NULL && lane->attempts >= LANE_MAX_ATTEMPTS;
}

/* --- loading the catalogue --- */

static void on_loaded(struct catalogue_load *load, struct catalogue *catalogue,
                      struct cells *cells, const struct error *err)
{
    struct import_lane *lane = CONTAINER_OF(load, struct import_lane, load);
    import_lane_enter(lane, LANE_IDLE);
    if (err != NULL) {
        log_write(LOG_ERROR, NULL, "catalogue_load_failed",
                  (const struct log_field[]){
                      LOG_TEXT("detail", err->detail),
                      {0},
                  });
        lane->reload = true;
        loop_timer_set(lane->timer, LANE_POLL_MS);
        return;
    }
    catalogue_unref(lane->catalogue);
    lane->catalogue = catalogue_ref(catalogue);
    if (cells != NULL) {
        lane->cells = cells;
        lane->reload = false;
    }
    lane->options.publish(lane->options.ctx, catalogue, cells);
    if (lane->finished) {
        finish_first(lane);
    }
    lane_go(lane);
}

static void load(struct import_lane *lane, bool with_cells)
{
    import_lane_enter(lane, LANE_LOADING);
    lane->load = (struct catalogue_load){
        .session = lane->options.session,
        .done = on_loaded,
    };
    catalogue_load_start(&lane->load, with_cells);
}

/* --- running a job --- */

static void take_ended(struct import_lane *lane)
{
    struct import_job *job = lane->first;
    if (job->state == IMPORT_COMMITTED) {
        cells_commit(lane->cells);
    } else {
        cells_truncate(lane->cells, lane->run.stage.mark);
    }
    import_run_fini(&lane->run);
    lane->finished = true;
    if (job->state == IMPORT_COMMITTED && job->changed) {
        load(lane, false);
        return;
    }
    finish_first(lane);
    lane_go(lane);
}

/* Nothing was stored, or nobody knows. */
static void take_broken(struct import_lane *lane, enum run_result result,
                        const struct error *err)
{
    db_session_reset(lane->options.session);
    cells_truncate(lane->cells, lane->run.stage.mark);
    import_run_fini(&lane->run);
    lane->unknown = result == RUN_UNKNOWN;
    lane->reload = lane->reload || result != RUN_FAILED;
    lane->first->phase = IMPORT_PHASE_QUEUED;
    if (result == RUN_FAILED || (result == RUN_LOST && is_spent(lane))) {
        fail_first(lane, err);
    }
    loop_timer_set(lane->timer, 0);
}

static void on_run_ended(struct import_run *run, enum run_result result,
                         const struct error *err)
{
    struct import_lane *lane = CONTAINER_OF(run, struct import_lane, run);
    import_lane_enter(lane, LANE_IDLE);
    if (result == RUN_ENDED) {
        take_ended(lane);
    } else {
        take_broken(lane, result, err);
    }
}

static void start_run(struct import_lane *lane)
{
    struct import_job *job = lane->first;
    if (job->may_run != NULL && !job->may_run(job)) {
        fail_first(lane, &(struct error){.fault = FAULT_IMPORT_CRASHED});
        loop_timer_set(lane->timer, 0);
        return;
    }
    import_lane_enter(lane, LANE_RUNNING);
    lane->attempts++;
    lane->run = (struct import_run){
        .job = job,
        .session = lane->options.session,
        .catalogue = lane->catalogue,
        .cells = lane->cells,
        .base = lane->options.base,
        .ended = on_run_ended,
    };
    import_run_start(&lane->run);
}

/* --- the COMMIT that nobody answered --- */

static void on_verified(struct db_query *query, const struct db_result *result,
                        const struct error *err)
{
    struct import_lane *lane = CONTAINER_OF(query, struct import_lane, verify);
    import_lane_enter(lane, LANE_IDLE);
    if (err != NULL) {
        lane->reload = true;
        loop_timer_set(lane->timer, LANE_POLL_MS);
        return;
    }
    struct import_job *job = lane->first;
    lane->unknown = false;
    if (db_rows(result) > 0) {
        job->recorded = job->unsure;
        finish_first(lane); /* the answer was composed before the COMMIT */
    } else if (is_spent(lane)) {
        fail_first(lane, &AWAY);
    } else {
        job->unsure = false;
    }
    lane_go(lane);
}

static void verify(struct import_lane *lane)
{
    import_lane_enter(lane, LANE_VERIFYING);
    lane->verify = (struct db_query){
        .statement = STATEMENT_IMPORT_BY_ID,
        .params = {lane->first->id},
        .done = on_verified,
    };
    db_session_run(lane->options.session, &lane->verify);
}

/* --- what comes next --- */

/* Somebody waits for their answers. */
static void fail_impatient(struct import_lane *lane)
{
    struct import_job *next = NULL;
    for (struct import_job *job = lane->first; job != NULL; job = next) {
        next = job->next;
        if (job->durable == NULL && job == lane->first) {
            fail_first(lane, &AWAY);
        } else if (job->durable == NULL) {
            import_lane_unlink_job(lane, job);
            import_job_end(job, IMPORT_FAILED, &AWAY);
            finish(lane, job);
        }
    }
}

static void wait_for_database(struct import_lane *lane)
{
    int64_t now = clock_ms();
    if (lane->away_since_ms == 0) {
        lane->away_since_ms = now;
    }
    if (now - lane->away_since_ms > LANE_PATIENCE_MS) {
        fail_impatient(lane);
    }
    if (lane->first != NULL || lane->reload) {
        loop_timer_set(lane->timer, LANE_POLL_MS);
    }
}

/* The files of what was acknowledged wait for the next process. */
bool import_lane_is_left(const struct import_lane *lane)
{
    return lane->closed && lane->waiting == lane->durable;
}

static void lane_go(struct import_lane *lane)
{
    if (lane->state != LANE_IDLE) {
        return;
    }
    if (!db_session_ready(lane->options.session)) {
        wait_for_database(lane);
        return;
    }
    lane->away_since_ms = 0;
    if (lane->reload) {
        load(lane, true);
    } else if (import_lane_analyze(lane)) {
        return;
    } else if (lane->first == NULL || lane->first->held) {
        return;
    } else if (lane->unknown || lane->first->unsure) {
        verify(lane);
    } else if (lane->catalogue != NULL && !import_lane_is_left(lane)) {
        start_run(lane);
    }
}

static void on_timer(void *ctx)
{
    lane_go(ctx);
}

/* --- in and out --- */

void import_lane_join(struct import_lane *lane, struct import_job *job)
{
    job->next = NULL;
    *lane->tail = job;
    lane->tail = &job->next;
    loop_timer_set(lane->timer, 0);
}

static void on_converted(void *ctx, struct import_job *job,
                         const struct error *err)
{
    struct import_lane *lane = ctx;
    if (err == NULL) {
        import_lane_join(lane, job);
        return;
    }
    import_job_end(job, IMPORT_FAILED, err);
    finish(lane, job);
}

static struct import_convert *
make_convert(struct import_lane *lane,
             const struct import_lane_options *options)
{
    const struct import_convert_options convert = {
        .base = options->base,
        .spool_dir = options->spool_dir,
        .max_running = options->max_workbooks,
        .done = on_converted,
        .ctx = lane,
    };
    return import_convert_new(&convert);
}

struct import_lane *import_lane_new(const struct import_lane_options *options)
{
    struct import_lane *lane = calloc(1, sizeof(*lane));
    CHECK(lane != NULL);
    lane->options = *options;
    lane->tail = &lane->first;
    lane->timer = loop_timer_new(options->base, on_timer, lane);
    lane->convert = make_convert(lane, options);
    return lane;
}

static void drop_workbooks(struct import_lane *lane)
{
    struct import_job *job = import_convert_first(lane->convert);
    for (; job != NULL; job = import_convert_first(lane->convert)) {
        import_convert_remove(lane->convert, job);
        import_job_end(job, IMPORT_FAILED, &AWAY);
        finish(lane, job);
    }
    import_convert_free(lane->convert);
}

void import_lane_free(struct import_lane *lane)
{
    if (lane == NULL) {
        return;
    }
    drop_workbooks(lane);
    if (lane->state != LANE_IDLE) {
        db_session_reset(lane->options.session);
    }
    if (lane->state == LANE_RUNNING) {
        import_run_fini(&lane->run);
    } else if (lane->state == LANE_LOADING) {
        catalogue_load_cancel(&lane->load);
    }
    while (lane->first != NULL) {
        fail_first(lane, &AWAY);
    }
    catalogue_unref(lane->catalogue);
    loop_timer_free(lane->timer);
    free(lane);
}

void import_lane_reload(struct import_lane *lane)
{
    lane->reload = true;
    loop_timer_set(lane->timer, 0);
}

bool import_lane_submit(struct import_lane *lane, struct import_job *job)
{
    bool durable = job->durable != NULL;
    if (!durable &&
        lane->waiting - lane->durable >= lane->options.max_waiting) {
        return false;
    }
    lane->waiting++;
    lane->durable += durable;
    if (import_convert_wants(job)) {
        import_convert_add(lane->convert, job);
    } else {
        import_lane_join(lane, job);
    }
    return true;
}

bool import_lane_withdraw(struct import_lane *lane, struct import_job *job)
{
    bool is_there = import_convert_remove(lane->convert, job);
    if (is_there) {
        import_lane_count_out(lane, job);
    }
    return is_there;
}

bool import_lane_has_key(const struct import_lane *lane, const char *actor,
                         const char *key)
{
    for (const struct import_job *job = lane->first; job != NULL;
         job = job->next) {
        if (job->idempotency_key != NULL &&
            strcmp(job->idempotency_key, key) == 0 &&
            strcmp(job->actor, actor) == 0) {
            return true;
        }
    }
    return import_convert_find(lane->convert, actor, key) != NULL;
}

struct import_lane_stats import_lane_stats(const struct import_lane *lane)
{
    struct import_lane_stats stats = lane->stats;
    stats.waiting = lane->waiting;
    stats.workbooks = import_convert_stats(lane->convert);
    return stats;
}
