/* What is known of a declared figure; the caller fills one for each. */
#ifndef TVS_REPORT_REPORT_VALUE_H
#define TVS_REPORT_REPORT_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/catalogue.h"
#include "stats/change.h"

enum report_state {
    REPORT_MISSING,    /* no answer, no rows, null */
    REPORT_SUPPRESSED, /* null with status Q */
    REPORT_KNOWN,
};

struct report_member {
    const char *code, *name; /* in the template's language */
    struct figure value;
};

/*
 * Figures are exact: a count is its scaled integer over 1, a ratio its two
 * sums (struct figure). Nothing that was rounded to be printed goes in here.
 */
struct report_value {
    enum report_state state;
    const struct indicator *indicator, *denominator; /* NULL: unknown, none */
    struct figure_scale scale; /* of the indicator, as for change_compute() */
    struct figure value;       /* what is printed: of all schools */
    /* What is compared: with basis=matched or ytd of the same schools and
     * months (columns value and base), else the value itself and its base.
     * A figure that is missing is not `present`. */
    struct figure cur, base;
    /* BREAK, COVERAGE or BASE_MISSING as the answer said it: it knows what is
     * there beside what is compared. CHANGE_OK otherwise: the rest is computed
     * here. */
    enum change_reason reason;
    bool has_sets;
    int64_t new_count, lost, kept; /* of a distinct count */
    int period; /* of the value, good whenever it is known: of a stock the date
                   that was taken, of a span period_ytd() unless it is the whole
                   year */
    int base_period; /* of the base; 0: a year before */
    /* Of a figure with a level: catalogue_expected_level(). */
    int reported, expected;              /* schools; expected 0: no matter */
    char status;                         /* SDMX letter */
    const char *figure_id;               /* "" when there is none */
    const char *change_id;               /* of the figure that changed */
    const struct report_member *members; /* of `by`, in their order */
    int member_count;
};

#endif
