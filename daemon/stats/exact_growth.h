/*
 * Average growth a year (年均增长): the one figure here that is no fraction.
 * It is decided with whole numbers of any length all the same (libgmp), so it
 * is rounded as exactly as the others.
 */
#ifndef TVS_STATS_EXACT_GROWTH_H
#define TVS_STATS_EXACT_GROWTH_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/macros.h"
#include "stats/change.h"

#define EXACT_GROWTH_YEARS_MIN 2
#define EXACT_GROWTH_YEARS_MAX 50

/*
 * (cur/base)^(1/years) - 1 in per cent, scaled by 10^digits (0 to 15), half to
 * even. False: a figure is missing or not above 0, the years are not within
 * the limits, or the result does not fit 18 digits.
 */
MUSTCHECK bool exact_growth(const struct figure *cur, const struct figure *base,
                            int years, int digits, int64_t *out);

#endif
