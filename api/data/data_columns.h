/* The columns of an answer, in their order, and what stands for the things
 * that a row is about: codes, names, or both. */
#ifndef TVS_DATA_COLUMNS_H
#define TVS_DATA_COLUMNS_H

#include "data/data_plan.h"
#include "formats/table.h"

/* One more column, without a unit. */
void data_columns_add(struct table_head *head, const char *id);
void data_columns_init(const struct data_plan *plan, struct table_head *head);
/* Fills the cells in front of the period; returns how many. */
int data_columns_fill(const struct data_plan *plan, struct data_series series,
                      struct table_cell *cells);
/* The name in the language; the other one if there is none, else the code. */
const char *data_name(const char *zh, const char *en, const char *code,
                      enum lang lang);

#endif
