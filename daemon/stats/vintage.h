/*
 * What of a change is real and what is revision. Last year's print had the
 * base as it was known then; this year's print has both periods as they are
 * known now. Between the two prints the figure changed by
 *
 *     change = current now - base then
 *            = (current now - base now) + (base now - base then)
 *            =          real            +       revision
 */
#ifndef TVS_STATS_VINTAGE_H
#define TVS_STATS_VINTAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "stats/change.h"

struct vintage_split {
    bool has_change, has_real; /* the revision needs both */
    int64_t change, real, revision;
    int decimals; /* of all three */
    enum change_reason reason;
};

/*
 * Rates whose unit is % change in percentage points, with `digits` decimals,
 * the rest in the decimals of the value. change and real are computed from
 * the unrounded parts and rounded once; the revision is their difference, so
 * that the sum is exact.
 */
void vintage_split(const struct figure *current, const struct figure *base_now,
                   const struct figure *base_then,
                   const struct figure_scale *scale, int digits,
                   struct vintage_split *out);

#endif
