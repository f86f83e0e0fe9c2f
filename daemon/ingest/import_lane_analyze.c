/* Between two imports: statistics for the planner after a large one. Its
 * answer has left by then; the next import waits, a second at most. */
#include <inttypes.h>
#include <stdio.h>

#include "ingest/import_lane_impl.h"
#include "platform/log.h"

#define ANALYZE_FROM \
    10000 /* observations; what fewer change, autovacuum sees */

void import_lane_note_changes(struct import_lane *lane,
                              const struct import_job *job)
{
    const struct import_counts *counts = &job->counts;
    int64_t changed = counts->inserted + counts->updated + counts->deleted;
    if (job->state == IMPORT_COMMITTED && changed >= ANALYZE_FROM) {
        snprintf(lane->changed, sizeof(lane->changed), "%" PRId64, changed);
    }
}

static void on_analyzed(struct db_query *query, const struct db_result *result,
                        const struct error *err)
{
    struct import_lane *lane = CONTAINER_OF(query, struct import_lane, analyze);
    (void)result;
    if (err != NULL) {
        LOG(LOG_WARN, NULL, "analyze_failed", LOG_TEXT("detail", err->detail));
    }
    import_lane_enter(lane, LANE_IDLE);
    loop_timer_set(lane->timer, 0);
}

bool import_lane_analyze(struct import_lane *lane)
{
    if (lane->changed[0] == '\0' || lane->closed) {
        return false;
    }
    import_lane_enter(lane, LANE_ANALYZING);
    lane->analyze = (struct db_query){
        .statement = STATEMENT_FIGURES_ANALYZE,
        .params = {lane->changed},
        .done = on_analyzed,
    };
    db_session_run(lane->options.session, &lane->analyze);
    lane->changed[0] = '\0';
    return true;
}
