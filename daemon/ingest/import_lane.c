#include "ingest/import_lane.h"

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

enum lane_state {
    LANE_IDLE,
    LANE_LOADING,   /* the catalogue */
    LANE_RUNNING,   /* the first job's steps */
    LANE_VERIFYING, /* did the COMMIT happen? */
};

struct import_lane {
    struct import_lane_options options;
    struct import_convert *convert;
    struct loop_timer *timer;
    enum lane_state state;
    struct import_job *first, **tail;
    int waiting;
    struct catalogue *catalogue; /* the published one, referenced */
    struct cells *cells;         /* the published ones, borrowed */
    struct catalogue_load load;
    struct import_run run;
    struct db_query verify;
    bool reload;   /* everything, before anything else */
    bool unknown;  /* the first job was committing when the line went dead */
    bool finished; /* the first job's outcome stands; publish, then answer */
    int attempts;
    int64_t away_since_ms;
    struct import_lane_stats stats;
};

static const struct error AWAY = {.fault = FAULT_UNAVAILABLE};

static const char *const STATE_NAMES[] = {
    [LANE_IDLE] = "idle",
    [LANE_LOADING] = "loading",
    [LANE_RUNNING] = "running",
    [LANE_VERIFYING] = "verifying",
};

/* [from][to] */
static const bool LEGAL[4][4] = {
    [LANE_IDLE] =
        {[LANE_LOADING] = true, [LANE_RUNNING] = true, [LANE_VERIFYING] = true},
    [LANE_LOADING] = {[LANE_IDLE] = true},
    [LANE_RUNNING] = {[LANE_IDLE] = true},
    [LANE_VERIFYING] = {[LANE_IDLE] = true},
};

static void lane_go(struct import_lane *lane);

static void lane_enter(struct import_lane *lane, enum lane_state state)
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

static void finish(struct import_lane *lane, struct import_job *job)
{
    lane->waiting--;
    count_outcome(lane, job);
    job->done(job);
}

static void set_failed(struct import_job *job, const struct error *err)
{
    job->state = IMPORT_FAILED;
    job->err = *err;
    job->status = fault_status(err->fault);
}

static void finish_first(struct import_lane *lane)
{
    struct import_job *job = lane->first;
    lane->first = job->next;
    if (lane->first == NULL) {
        lane->tail = &lane->first;
    }
    lane->attempts = 0;
    lane->unknown = false;
    lane->finished = false;
    finish(lane, job);
}

static void fail_first(struct import_lane *lane, const struct error *err)
{
    set_failed(lane->first, err);
    finish_first(lane);
}

/* --- loading the catalogue --- */

static void on_loaded(struct catalogue_load *load, struct catalogue *catalogue,
                      struct cells *cells, const struct error *err)
{
    struct import_lane *lane = CONTAINER_OF(load, struct import_lane, load);
    lane_enter(lane, LANE_IDLE);
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
    lane_enter(lane, LANE_LOADING);
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
    if (result == RUN_FAILED ||
        (result == RUN_LOST && lane->attempts >= LANE_MAX_ATTEMPTS)) {
        fail_first(lane, err);
    }
    loop_timer_set(lane->timer, 0);
}

static void on_run_ended(struct import_run *run, enum run_result result,
                         const struct error *err)
{
    struct import_lane *lane = CONTAINER_OF(run, struct import_lane, run);
    lane_enter(lane, LANE_IDLE);
    if (result == RUN_ENDED) {
        take_ended(lane);
    } else {
        take_broken(lane, result, err);
    }
}

static void start_run(struct import_lane *lane)
{
    lane_enter(lane, LANE_RUNNING);
    lane->attempts++;
    lane->run = (struct import_run){
        .job = lane->first,
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
    lane_enter(lane, LANE_IDLE);
    if (err != NULL) {
        lane->reload = true;
        loop_timer_set(lane->timer, LANE_POLL_MS);
        return;
    }
    lane->unknown = false;
    if (db_rows(result) > 0) {
        finish_first(lane); /* the answer was composed before the COMMIT */
    } else if (lane->attempts >= LANE_MAX_ATTEMPTS) {
        fail_first(lane, &AWAY);
    }
    lane_go(lane);
}

static void verify(struct import_lane *lane)
{
    lane_enter(lane, LANE_VERIFYING);
    lane->verify = (struct db_query){
        .statement = STATEMENT_IMPORT_BY_ID,
        .params = {lane->first->id},
        .done = on_verified,
    };
    db_session_run(lane->options.session, &lane->verify);
}

/* --- what comes next --- */

static void wait_for_database(struct import_lane *lane)
{
    int64_t now = clock_ms();
    if (lane->away_since_ms == 0) {
        lane->away_since_ms = now;
    }
    if (now - lane->away_since_ms > LANE_PATIENCE_MS) {
        while (lane->first != NULL) {
            fail_first(lane, &AWAY);
        }
    }
    if (lane->first != NULL || lane->reload) {
        loop_timer_set(lane->timer, LANE_POLL_MS);
    }
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
    } else if (lane->first != NULL && lane->unknown) {
        verify(lane);
    } else if (lane->first != NULL && lane->catalogue != NULL) {
        start_run(lane);
    }
}

static void on_timer(void *ctx)
{
    lane_go(ctx);
}

/* --- in and out --- */

static void join(struct import_lane *lane, struct import_job *job)
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
        join(lane, job);
        return;
    }
    set_failed(job, err);
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
        set_failed(job, &AWAY);
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
    if (lane->waiting >= lane->options.max_waiting) {
        return false;
    }
    lane->waiting++;
    if (import_convert_wants(job)) {
        import_convert_add(lane->convert, job);
    } else {
        join(lane, job);
    }
    return true;
}

bool import_lane_withdraw(struct import_lane *lane, struct import_job *job)
{
    bool is_there = import_convert_remove(lane->convert, job);
    lane->waiting -= is_there;
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

bool import_lane_idle(const struct import_lane *lane)
{
    return lane->first == NULL && import_convert_first(lane->convert) == NULL &&
           lane->state != LANE_LOADING;
}

struct import_lane_stats import_lane_stats(const struct import_lane *lane)
{
    struct import_lane_stats stats = lane->stats;
    stats.waiting = lane->waiting;
    stats.workbooks = import_convert_stats(lane->convert);
    return stats;
}
