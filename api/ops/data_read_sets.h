/* The sets of enterprises of a window, from the database. */
#ifndef TVS_OPS_DATA_READ_SETS_H
#define TVS_OPS_DATA_READ_SETS_H

#include <stdint.h>

#include "data/data_window.h"
#include "op.h"

void data_read_sets_start(struct op *op, const struct data_window *window,
                          op_result_fn *on_result);
/* Fills the window; returns the revision that the rows belong to. */
int64_t data_read_sets_fill(struct data_window *window,
                            const struct db_result *result);

#endif
