/*
 * Printing parts so that they add up to the printed whole: each is rounded
 * down, and the units that are then lacking go to those that lost most
 * (largest remainder). Rounded each for itself, parts and whole differ.
 */
#ifndef TVS_STATS_SHARE_H
#define TVS_STATS_SHARE_H

#include <stdint.h>

#include "platform/arena.h"

struct share {
    int64_t units; /* rounded down; afterwards what is printed */
    uint64_t rest; /* what that took away, on a scale common to all */
};

/*
 * `total` is the rounded sum of the exact parts, so that at most one unit for
 * each is lacking. Of equal rests the first in the list is served first. The
 * arena is for the order.
 */
void share_apportion(struct share *list, int count, int64_t total,
                     struct arena *arena);

#endif
