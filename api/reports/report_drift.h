/*
 * What became of a frozen report: its figures and sentences then, beside what
 * the same template says of the same area and months now.
 */
#ifndef TVS_REPORTS_REPORT_DRIFT_H
#define TVS_REPORTS_REPORT_DRIFT_H

#include <stdbool.h>

#include "formats/json_writer.h"
#include "platform/arena.h"

struct report_inquiry;

/* Of a figure, as it was printed; NULL: it was not. */
struct report_then {
    const char *name; /* in the template */
    const char *state, *period, *ytd;
    const char *value, *base;
    const char *all_base; /* of all schools, as the table of figures has it */
    const char *change_abs, *change_pct, *change_pp;
    const char *members; /* code=value, joined by commas */
    const char *fresh, *lost;
    const char *status, *reported, *expected;
};

struct report_touch { /* an import that touched what it is made of */
    const char *revision, *committed;
    const char *import; /* NULL: not for who asks */
};

struct report_touches {
    const struct report_touch *list;
    int count;
    bool more;
};

/* The figure of that index of the inquiry's template, as it is printed now. In
 * the arena. */
void report_drift_now(const struct report_inquiry *inquiry, int figure,
                      struct report_then *out, struct arena *arena);
/* Does anything that is printed of it differ? */
bool report_drift_differs(const struct report_then *then,
                          const struct report_then *now);
/* One figure that differs, with the imports that may have done it. */
void report_drift_write(struct json_writer *json,
                        const struct report_inquiry *inquiry, int figure,
                        const struct report_then *then,
                        const struct report_touches *touches);

#endif
