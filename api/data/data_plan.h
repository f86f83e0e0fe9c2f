/*
 * How a question is answered: the grid of its rows in total order. A series is
 * one indicator at one place for one combination of members; a row is one
 * period of a series. Series are numbered: indicators as asked, then places,
 * then members, the last dimension fastest.
 */
#ifndef TVS_DATA_PLAN_H
#define TVS_DATA_PLAN_H

#include <stdint.h>

#include "data/data_places.h"
#include "data/data_query.h"
#include "data/data_terms.h"
#include "model/cells.h"
#include "model/period.h"

/* Source cells of one series, all its periods together. */
#define DATA_MAX_SOURCES 20000
/* Figures of schools that one series may look at. */
#define DATA_MAX_ROLL 500000

/* One period, asked for or compared with. */
struct data_moment {
    int period;
    struct data_terms terms;
    int first; /* its first source among those of the series */
};

/* What a comparison makes of the breaks between its periods: the base is
 * multiplied by num/den. */
struct data_link {
    bool linked;
    bool allowed; /* across a break all the same */
    int64_t num, den;
};

/* The periods of one indicator; a base is often another row's period too. */
struct data_timeline {
    struct data_moment *moments;
    int count;
    int sources;  /* of all moments and parts */
    int *current; /* by index of the query's periods: index of a moment */
    int *base;    /* the same; -1: there is none */
    struct data_link *links; /* the same; NULL: no breaks are known */
};

struct data_shield;

struct data_plan {
    const struct data_query *query;
    const struct catalogue *cat;
    /* The app's own pointer: between two statements of one answer the cells
     * may be loaded anew. Ids that are stored keep their meaning. */
    struct cells *const *cells;
    struct arena *arena;
    struct data_known *known; /* when it is asked for */
    struct data_places places;
    int combos;     /* combinations of the members of `by` */
    int summed;     /* cells that one figure adds up */
    bool by_roll;   /* from the figures of schools, not from sums by area */
    int roll;       /* schools one series may look at */
    int64_t series; /* how many */
    struct data_timeline *timelines;  /* by index of the query's indicators */
    const struct data_shield *shield; /* NULL: everything is shown */
};

struct data_series {
    int indicator; /* index */
    int place;     /* index */
    int combo;
};

/* The cursor's row, or the beginning. */
struct data_start {
    int64_t series;
    int period; /* index; the first row to be shown */
};

/* Everything lives in the arena. Notes faults: a grid that is too large. */
void data_plan_init(struct data_plan *plan, const struct data_query *query,
                    struct cells *const *cells, const struct data_context *ctx,
                    struct data_faults *faults);
/* For another moment: query->asof has changed. Makes the timelines anew, with
 * the same moments. Notes faults, as above. */
void data_plan_know(struct data_plan *plan, struct data_faults *faults);
struct data_series data_plan_series(const struct data_plan *plan,
                                    int64_t number);
/* How many schools a roll may have to look at for the place. */
int data_plan_width(const struct data_plan *plan, int place);
int64_t data_plan_number(const struct data_plan *plan,
                         struct data_series series);
/* The member of the axis in the combination. */
const struct member *data_plan_member(const struct data_plan *plan, int combo,
                                      int axis);
/*
 * The breakdowns whose cells the figures of the combination add up; only
 * those that exist. `out` has plan->summed places. Returns the number.
 */
int data_plan_breakdowns(const struct data_plan *plan, int combo, int *out);

#endif
