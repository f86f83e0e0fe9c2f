/* Inside of the succession, for the succession_*.c files only. */
#ifndef TVS_MODEL_SUCCESSION_IMPL_H
#define TVS_MODEL_SUCCESSION_IMPL_H

#include "model/catalogue_rows.h"
#include "model/succession.h"

/* What one school hands on in one day: rows of `moving`. */
struct handover {
    int date, from;
    size_t first, count;
    bool weighted; /* one successor, or all weights are known */
};

/* Shares of what a school reported for periods that began before `until` (and
 * not before the `until` of the run before this one). */
struct run {
    int until;
    int count;
    const struct succession_share *shares;
    const struct run *later;
};

struct kin {
    int unit, school;
};

struct succession {
    /* By date, then id. */
    const struct school_event *const *events;
    size_t event_count;
    /* The events of school s: entries[entry_of[s] .. entry_of[s + 1]), by
     * date. */
    const struct school_event **entries;
    size_t *entry_of;
    /* Events that hand on, by date, then from, then id. */
    const struct school_event **moving;
    size_t moving_count;
    struct handover *handovers;
    size_t handover_count;
    /* By school. */
    int *unit;
    const struct run **runs; /* the earliest `until` first */
    struct kin *kin;         /* by unit, then school; once each */
    size_t kin_count;
    int *moved; /* schools with a transfer, once each */
    size_t moved_count;
    bool any;
};

/* In this order. Joins what unweighted splits and their successors make
 * inseparable, and names the units. */
void succession_join(const struct catalogue *cat, struct succession *suc);
/* Works the runs and the kin out. False: too many successors. */
MUSTCHECK bool succession_resolve(struct catalogue *cat, struct succession *suc,
                                  struct error *err);

#endif
