/* A window of figures from the database: which statement, and its rows. */
#ifndef TVS_OPS_DATA_READ_H
#define TVS_OPS_DATA_READ_H

#include <stdint.h>

#include "data/data_shield.h"
#include "data/data_window.h"
#include "op.h"

void data_read_start(struct op *op, const struct data_window *window,
                     op_result_fn *on_result);
/* Fills the window; returns the revision that the rows belong to. */
int64_t data_read_fill(struct data_window *window,
                       const struct db_result *result);
/* The same for what is hidden. */
int64_t data_read_shield(struct data_shield *shield,
                         const struct db_result *result);

#endif
