/*
 * What is said of a change beside the change itself: which way it goes, how
 * many times the base it is, what to be careful about. Rows 9a and 9b of the
 * decision table and docs/statistics.md, "Measures of a change".
 */
#ifndef TVS_STATS_MEASURE_H
#define TVS_STATS_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/macros.h"
#include "stats/change.h"

enum measure_flag {
    MEASURE_SMALL_BASE = 1, /* print the absolute change first */
    MEASURE_LARGE = 2,      /* print "k times", not per cent */
};

enum measure_direction {
    MEASURE_NO_DIRECTION, /* there is no change to speak of */
    MEASURE_UP,
    MEASURE_DOWN,
    MEASURE_FLAT,
};

/*
 * Flags of a change with the reason OK, 0 for others. A base is small below
 * `small_base` units; that is a matter of counts, a ratio has no small base.
 */
unsigned measure_flags(const struct figure *cur, const struct figure *base,
                       const struct figure_scale *scale, int small_base,
                       const struct change *change);
/*
 * From what is printed, so that the word never contradicts the number: points
 * of a rate, per cent of a count, else the absolute change.
 */
enum measure_direction measure_direction(const struct change *change);

/*
 * Each is scaled by 10^digits and rounded once; false when it is not defined
 * or does not fit. Defined for a base above 0 and a current figure not below.
 */
/* cur / base */
MUSTCHECK bool measure_times(const struct figure *cur,
                             const struct figure *base, int digits,
                             int64_t *out);
/* (cur - base) / base in per cent: of a rate, what is not its points. */
MUSTCHECK bool measure_relative(const struct figure *cur,
                                const struct figure *base, int digits,
                                int64_t *out);

#endif
