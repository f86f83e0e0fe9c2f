/* The schools outside a panel: what they reported, and why they are. */
#ifndef TVS_DATA_OUTSIDERS_H
#define TVS_DATA_OUTSIDERS_H

#include "data/data_pair.h"

/* Whatever the school said of the span, complete or not. */
void data_outsiders_add_raw(struct data_figure *sum,
                            const struct data_figure *figure, int terms);
bool data_outsiders_any(const struct data_figure *figure, int terms);
/* Enters the school in the question's lists, if there are any. */
void data_outsiders_note(const struct data_pair *pair);
/* By the schools' codes. */
void data_outsiders_sort(struct data_outsiders *list);

#endif
