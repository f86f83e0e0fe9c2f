/*
 * Which school continues which, and where a school counted when: the answers
 * behind view=as_is and as_was. Worked out once for a snapshot, by
 * catalogue_finish(); a question looks up what is ready. Without events every
 * school is its own unit and every question is answered at once.
 *
 * All events of a day happen at once; days follow one another. A chain of
 * events therefore ends, also when a code comes to life again (A to B, and
 * years later B to A).
 */
#ifndef TVS_MODEL_SUCCESSION_H
#define TVS_MODEL_SUCCESSION_H

#include "model/catalogue.h"
#include "model/school_event.h"

#define SUCCESSION_WHOLE 1000000 /* weights are millionths */
#define SUCCESSION_MAX_SHARES 32 /* units that one school can come down to */

struct succession_share {
    int unit; /* id of the school that stands for it today */
    int weight;
};

/*
 * Which units continue what the school reported for a period, as the world is
 * today, in order of their codes; `out` has room for SUCCESSION_MAX_SHARES.
 * Returns how many, 1 or more; the weights add up to SUCCESSION_WHOLE.
 *
 * An event moves what was reported for periods that began before its date:
 * a merged or renamed school's to its successor, that of a school split with
 * weights to its successors by weight. Along a chain of splits the weights
 * are multiplied and, at each split, brought to whole millionths by largest
 * remainder (ties: the lower code first).
 *
 * A split whose weights are not all known cannot be undone: the school and
 * its successors are one unit for all periods, named by the school that was
 * split, or by the only one of them that still goes on. A school that takes
 * a part of such a unit over joins it.
 */
int succession_shares(const struct catalogue *cat, int school, int period,
                      struct succession_share *out);
/* Is there any event that joins or divides schools? */
bool succession_any(const struct catalogue *cat);

/* The area (id) the school counted in on a day, yyyymmdd: as it was. Its
 * present area when it never moved. */
int succession_area_on(const struct catalogue *cat, const struct school *school,
                       int day);
/* What was known of a school at an earlier revision, and the area (id) it
 * counted in then, by lists and by the transfers that were known. */
struct succession_then {
    int64_t revision;
    int area;
};

/* The same as it was known then. */
int succession_area_known(const struct catalogue *cat,
                          const struct school *school,
                          struct succession_then then, int day);
/* Has it a transfer? */
bool succession_moved(const struct catalogue *cat, const struct school *school);
/* Has a school that is, or ever was, at or below the area a transfer? */
bool succession_any_moved_in(const struct catalogue *cat,
                             const struct area *area);
/* Schools that are, or ever were, at or below the area. */
int succession_schools_ever_below(const struct catalogue *cat,
                                  const struct area *area);
bool succession_ever_below(const struct catalogue *cat,
                           const struct school *school,
                           const struct area *area);

/* Schools (ids, rising) of which some period can come down to the unit, the
 * unit itself included; at most `max`. Returns how many there are. */
int succession_kin(const struct catalogue *cat, int unit, int *out, int max);

/*
 * What happened to the school after from_day until to_day, that day included:
 * the last event that began, ended or divided it, else the last other one;
 * NULL: nothing.
 */
const struct school_event *succession_event_between(const struct catalogue *cat,
                                                    int school, int from_day,
                                                    int to_day);
/* All events of the snapshot by date, then id. */
const struct school_event *const *succession_events(const struct catalogue *cat,
                                                    size_t *count);

#endif
