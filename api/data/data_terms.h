/*
 * Which reported periods make the figure of the period that was asked for.
 *
 * A figure for the very type of period in which the indicator is reported is
 * that report. A flow reported by month is summed over the months of a longer
 * period. A stock is its last report within the period and is never summed.
 * A ratio takes its parts so; a ratio of two stocks takes both at the last
 * date that both have. Everything else has no figure.
 *
 * Year to date, a flow is summed over the months so far, or is the cumulative
 * report for them; a stock is its last report by then, at most a year old.
 */
#ifndef TVS_DATA_TERMS_H
#define TVS_DATA_TERMS_H

#include <stdbool.h>

#include "data/data_known.h"
#include "model/catalogue.h"
#include "platform/arena.h"

#define DATA_TERM_MAX 12

struct data_term {
    int indicator;
    int count; /* 0: there is no figure */
    int periods[DATA_TERM_MAX];
    int whole; /* the same span as one cumulative report; 0: none */
    bool last; /* a stock, taken at another period than the one asked for */
};

/* What a figure is made of: one term, or numerator and denominator. */
struct data_terms {
    int count;
    bool fits; /* such a period can have a figure, whether or not it has */
    struct data_term parts[2];
};

/* `period` 0 has no figure. `known`: the reports of which the date of a stock
 * is chosen. `ytd` is 0, or the month up to which the calendar
 * year `period` is meant. */
void data_terms_of(struct data_known *known, const struct indicator *indicator,
                   int period, int ytd, struct data_terms *out);
/* How many reports the term looks at. */
int data_term_sources(const struct data_term *term);
/* The period of one of them: the parts, then the whole. */
int data_term_period(const struct data_term *term, int source);
/*
 * The periods, in the indicator's own type, for which there is something to
 * show, rising; a ratio over a whole year counts the years that are complete.
 * In the arena.
 */
const int *data_terms_periods(struct data_known *known,
                              const struct indicator *indicator,
                              struct arena *arena, int *count);

#endif
