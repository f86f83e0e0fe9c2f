/* Inside of the terms: data_terms.c whole periods, data_terms_ytd.c the year
 * so far. */
#ifndef TVS_DATA_TERMS_IMPL_H
#define TVS_DATA_TERMS_IMPL_H

#include "data/data_terms.h"

struct data_days {
    int from, to; /* yyyymmdd, both included */
};

/* The last period in the days for which both indicators have reports; 0:
 * none. */
int data_terms_last_covered(struct data_known *known, int one, int other,
                            const struct data_days *days);
/* Makes it the term of a stock, taken at `last`; 0: no figure. */
void data_terms_take_last(struct data_term *term, int last);
/* `out` is prepared with the parts' indicators. */
void data_terms_ytd(struct data_known *known, const struct indicator *indicator,
                    int period, int ytd, struct data_terms *out);

#endif
