/*
 * How much of a whole's growth each of its parts made (贡献): the part's
 * difference over the base of the whole, in percentage points of growth.
 */
#ifndef TVS_STATS_CONTRIBUTION_H
#define TVS_STATS_CONTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/arena.h"
#include "platform/macros.h"

struct contribution {
    int64_t cur, base; /* scaled alike; 0 where there is none */
    int64_t points;    /* out: scaled by 10^digits */
};

/*
 * The parts make up the whole: their sums are its current figure and its
 * base. The points add up to *growth, the printed growth of the whole in per
 * cent (rounded half to even), to the last digit. False: the base of the whole
 * is not above 0 or its current figure is below (the growth is not defined),
 * or a result does not fit 18 digits.
 */
MUSTCHECK bool contribution_compute(struct contribution *parts, int count,
                                    int digits, struct arena *arena,
                                    int64_t *growth);

#endif
