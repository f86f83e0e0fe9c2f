/* Jobs that somebody asks about or wants to stop, and the end of the lane. */
#include "ingest/import_lane_impl.h"

#include "platform/check.h"
#include "platform/loop.h"

bool import_lane_idle(const struct import_lane *lane)
{
    bool rests = (lane->state == LANE_IDLE && !lane->unknown) ||
                 lane->state == LANE_ANALYZING;
    return rests && (lane->waiting == 0 || import_lane_is_left(lane));
}

void import_lane_close(struct import_lane *lane)
{
    lane->closed = true;
}

int import_lane_ahead(const struct import_lane *lane,
                      const struct import_job *job)
{
    int count = 0;
    const struct import_job *at = lane->first;
    for (; at != NULL && at != job; at = at->next) {
        count++;
    }
    return count;
}

/* --- jobs that somebody wants to stop --- */

static void stop_first(struct import_lane *lane)
{
    db_session_reset(lane->options.session);
    cells_truncate(lane->cells, lane->run.stage.mark);
    lane->run.active = false;
    import_run_fini(&lane->run);
    lane->first->phase = IMPORT_PHASE_QUEUED;
    lane->attempts = 0;
    import_lane_enter(lane, LANE_IDLE);
}

bool import_lane_hold(struct import_lane *lane, struct import_job *job)
{
    bool first = job == lane->first;
    bool runs = first && lane->state == LANE_RUNNING;
    if (first &&
        (lane->finished || lane->unknown || lane->state == LANE_VERIFYING ||
         (runs && import_run_commits(&lane->run)))) {
        return false;
    }
    if (runs) {
        stop_first(lane);
    }
    if (import_convert_remove(lane->convert, job)) {
        import_lane_join(lane, job); /* where the others are held */
    }
    job->held = true;
    return true;
}

void import_lane_release(struct import_lane *lane, struct import_job *job)
{
    job->held = false;
    if (import_convert_wants(job)) {
        import_lane_unlink_job(lane, job);
        import_convert_add(lane->convert, job);
    }
    loop_timer_set(lane->timer, 0);
}

void import_lane_leave(struct import_lane *lane, struct import_job *job)
{
    CHECK(job->held);
    import_lane_unlink_job(lane, job);
    import_lane_count_out(lane, job);
    loop_timer_set(lane->timer, 0);
}
