/*
 * The columns behind `expected`, in groups that a question turns on. One
 * group is a row of a table (data_extras.c): when it is wanted, its heads,
 * and its cells.
 */
#ifndef TVS_DATA_EXTRAS_H
#define TVS_DATA_EXTRAS_H

#include "data/data_row.h"

void data_extras_heads(const struct data_plan *plan, struct table_head *head);
/* Steps `at` over the cells that it writes. */
void data_extras_fill(const struct data_row *row, struct table_cell **at);

#endif
