/*
 * A place in the feed of changes, which is ordered by revision, cell and
 * school. Clients hold it as a cursor; the ids in it are the store's own and
 * never given to anything else, so it stays good.
 */
#ifndef TVS_OPS_CHANGES_PLACE_H
#define TVS_OPS_CHANGES_PLACE_H

#include <stdbool.h>

#include "platform/arena.h"
#include "platform/macros.h"

struct changes_place {
    int revision, cell, school; /* what follows lies behind these */
};

const char *changes_place_print(struct arena *arena,
                                struct changes_place place);
/* False: not one of ours. */
MUSTCHECK bool changes_place_parse(struct arena *arena, const char *text,
                                   struct changes_place *out);

#endif
