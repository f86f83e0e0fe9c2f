/*
 * The lane: imports run one at a time, in the order in which their bodies
 * were complete. The lane owns the import session, so it also loads the
 * catalogue: at start, after every import that changed something, and after
 * the connection was lost.
 *
 * A workbook is read by a child process first (import_convert.h) and joins the
 * others when that is done: a slow one holds nobody up.
 *
 * A connection lost before COMMIT is answered by running the import again
 * from its spool; lost during COMMIT, by looking whether its record is there.
 */
#ifndef TVS_INGEST_IMPORT_LANE_H
#define TVS_INGEST_IMPORT_LANE_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/import_convert.h"
#include "ingest/import_job.h"
#include "model/catalogue.h"
#include "model/cells.h"
#include "platform/macros.h"
#include "storage/db_pool.h"

struct event_base;
struct import_lane;

struct import_lane_options {
    struct event_base *base;
    struct db_session *session;
    int max_waiting;
    int max_workbooks;     /* that are read at the same time */
    const char *spool_dir; /* where what becomes of them goes */
    /* The lane hands over a new snapshot (owned by the callee from then on);
     * cells is NULL when they stay as they are. */
    void (*publish)(void *ctx, struct catalogue *catalogue,
                    struct cells *cells);
    void *ctx;
};

struct import_lane *import_lane_new(const struct import_lane_options *options);
/* Jobs that still wait get `done` with FAULT_UNAVAILABLE. */
void import_lane_free(struct import_lane *lane);
/* Loads everything anew as soon as nothing runs: at start and whenever the
 * database came back. */
void import_lane_reload(struct import_lane *lane);
/* The lane takes the job. False when too many wait: it stays the caller's.
 * One that was acknowledged already is always taken, and waits for the
 * database as long as it takes. */
bool import_lane_submit(struct import_lane *lane, struct import_job *job);
/* Takes the job back, if it is a workbook that is still being read; true: it
 * is the caller's again. */
bool import_lane_withdraw(struct import_lane *lane, struct import_job *job);
/* Stops a job of the lane if it runs, and lets it not be started. False when
 * it may be committed: nothing was done. */
MUSTCHECK bool import_lane_hold(struct import_lane *lane,
                                struct import_job *job);
/* A held job goes on, or leaves the lane without `done`. */
void import_lane_release(struct import_lane *lane, struct import_job *job);
void import_lane_leave(struct import_lane *lane, struct import_job *job);
/* How many jobs come before it. */
int import_lane_ahead(const struct import_lane *lane,
                      const struct import_job *job);
/* The process ends: what was acknowledged and does not run yet is left. */
void import_lane_close(struct import_lane *lane);
/* Is a job of this actor with this Idempotency-Key running or waiting? */
bool import_lane_has_key(const struct import_lane *lane, const char *actor,
                         const char *key);
/* Nothing runs and nothing waits, but for what close() leaves. */
bool import_lane_idle(const struct import_lane *lane);

struct import_lane_stats {
    int waiting; /* the running one included */
    int64_t committed, rejected, failed;
    int64_t rows; /* data rows read */
    struct import_convert_stats workbooks;
};
struct import_lane_stats import_lane_stats(const struct import_lane *lane);

#endif
