/* measures=: what is said of a change beside it, one column each. */
#ifndef TVS_DATA_MEASURES_H
#define TVS_DATA_MEASURES_H

#include "data/data_row.h"

bool data_measures_wanted(const struct data_query *query);
void data_measures_head(const struct data_plan *plan, struct table_head *head);
void data_measures_fill(const struct data_row *row, struct table_cell **at);

#endif
