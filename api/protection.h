/*
 * Who gets to see small counts of persons. Off unless the configuration sets
 * a threshold; docs/adr has the rule and why it holds.
 */
#ifndef TVS_API_PROTECTION_H
#define TVS_API_PROTECTION_H

#include <stdbool.h>

#include "platform/config.h"

struct actor;
struct arena;
struct indicator;

/* What is hidden from one who asks. */
struct protection {
    int below;         /* counts above 0 and below this */
    const char *units; /* of counts in these units, joined by commas */
};

/* NULL: the actor sees everything. In the arena. */
const struct protection *protection_of(const struct config *config,
                                       const struct actor *actor,
                                       struct arena *arena);
/* Is it a count of persons, or whatever else the units stand for? NULL: no. */
bool protection_covers(const struct protection *protection,
                       const struct indicator *indicator);
/* "protect=5;人,人次", a part of the key of whatever is cached; "" for NULL. */
const char *protection_key(const struct protection *protection,
                           struct arena *arena);

#endif
