/*
 * What completeness is computed from: the slots, one for each indicator and
 * period, with the cells that make them and the days by which these are due;
 * and the places that get a row.
 */
#ifndef TVS_COMPLETENESS_PLAN_H
#define TVS_COMPLETENESS_PLAN_H

#include <stdint.h>

#include "completeness/completeness_query.h"
#include "data/data_places.h"
#include "model/cells.h"

#define COMPLETENESS_MAX_SLOTS 1000 /* indicators times periods */
#define COMPLETENESS_MAX_ROWS 10000
/* Cells, those of the bases included, times schools. */
#define COMPLETENESS_MAX_PAIRS 200000
#define COMPLETENESS_PARAMS 8

struct completeness_slot {
    const struct indicator *indicator;
    int asked;    /* the period of the question */
    int expected; /* the period whose open schools are expected to report */
    int needed;   /* cells; 0: the indicator has no figure for such a period */
    int64_t due;  /* the end of the last day, seconds since 1970 */
};

struct completeness_plan {
    const struct completeness_query *query;
    const struct catalogue *cat;
    struct arena *arena;
    struct data_places places;
    struct completeness_slot *slots; /* indicators as asked, then periods */
    int slot_count;
    /* The statement's: see completeness_read.sql. A slot's number is its
     * index and one. */
    const char *params[COMPLETENESS_PARAMS];
};

/* Everything lives in the arena. Notes faults: too many rows or too much to
 * read. */
void completeness_plan_init(struct completeness_plan *plan,
                            const struct completeness_query *query,
                            const struct cells *cells,
                            const struct data_context *ctx,
                            struct data_faults *faults);

#endif
