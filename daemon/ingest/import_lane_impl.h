/* Inside of import_lane*.c. */
#ifndef TVS_INGEST_IMPORT_LANE_IMPL_H
#define TVS_INGEST_IMPORT_LANE_IMPL_H

#include "ingest/import_convert.h"
#include "ingest/import_lane.h"
#include "ingest/import_run.h"
#include "storage/catalogue_load.h"

enum lane_state {
    LANE_IDLE,
    LANE_LOADING,   /* the catalogue */
    LANE_RUNNING,   /* the first job's steps */
    LANE_VERIFYING, /* did the COMMIT happen? */
    LANE_ANALYZING, /* statistics, after a large import */
};

struct import_lane {
    struct import_lane_options options;
    struct import_convert *convert;
    struct loop_timer *timer;
    enum lane_state state;
    struct import_job *first, **tail;
    int waiting, durable; /* jobs; those acknowledged already */
    bool closed;
    struct catalogue *catalogue; /* the published one, referenced */
    struct cells *cells;         /* the published ones, borrowed */
    struct catalogue_load load;
    struct import_run run;
    struct db_query verify;
    struct db_query analyze;
    char changed[24]; /* observations, by an import after which to analyze */
    bool reload;      /* everything, before anything else */
    bool unknown;     /* the first job was committing when the line went dead */
    bool finished;    /* the first job's outcome stands; publish, then answer */
    int attempts;
    int64_t away_since_ms;
    struct import_lane_stats stats;
};

/* Checks that it is legal, and logs. */
void import_lane_enter(struct import_lane *lane, enum lane_state state);
/* At the end of those that may run... */
void import_lane_join(struct import_lane *lane, struct import_job *job);
/* ... and out of them again, wherever it stands. */
void import_lane_unlink_job(struct import_lane *lane, struct import_job *job);
/* It is the lane's no more. */
void import_lane_count_out(struct import_lane *lane,
                           const struct import_job *job);
/* Remembers a large import... */
void import_lane_note_changes(struct import_lane *lane,
                              const struct import_job *job);
/* ... and analyzes after it; false: there is nothing to do. */
bool import_lane_analyze(struct import_lane *lane);
/* The files of what was acknowledged wait for the next process. */
bool import_lane_is_left(const struct import_lane *lane);

#endif
