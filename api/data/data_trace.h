/*
 * Back from a figure to the reports that it was made of: what data_figure.h,
 * data_panel.h and data_roll.h added up, listed by school and cell.
 */
#ifndef TVS_DATA_TRACE_H
#define TVS_DATA_TRACE_H

#include <stdbool.h>

#include "data/data_single.h"

/* Reports of schools that a figure may be traced to. */
#define DATA_TRACE_MAX 200000

/*
 * What one school has at one cell, for part 0, the figure or its numerator, or
 * 1, the denominator. Of a school that was divided only the step from `low` to
 * `high` millionths counts, of the sum of all that has the same `lot`: that is
 * what was divided and rounded.
 */
struct data_source {
    int cell, school, part;
    int low, high;
    int lot; /* of the cells of one lot the lowest */
};

struct data_sources {
    struct data_source *list; /* in the arena */
    int count;
};

/* Not for sets; when all is read. False: more than DATA_TRACE_MAX. */
MUSTCHECK bool data_trace_make(const struct data_single *single,
                               struct data_sources *out);

#endif
