/* What /v1/vintages and /v1/revisions have in common: the question about one
 * series of figures, and its faults. */
#ifndef TVS_OPS_VINTAGE_PARAMS_H
#define TVS_OPS_VINTAGE_PARAMS_H

#include "data/data_vintage.h"
#include "op.h"

/* Reads the parameters but those in the NULL-terminated list, which are the
 * operation's own; `compare` is prev_year unless it is given or among them.
 * False: it has answered what is wrong. */
MUSTCHECK bool vintage_params_read(struct op *op, const char *const *own,
                                   struct data_vintage *vintage);
/* A revision or a time as /v1/data has it in `asof`, in the request's arena;
 * NULL when it is absent, or bad and noted. */
const char *vintage_params_moment(struct op *op, const char *name);
/* Everything that the answer depends on besides the data. */
const char *vintage_params_key(struct op *op, const char *name);
/* A number with its decimals, or null. */
void vintage_params_number(struct json_writer *json, const char *key,
                           bool present, int64_t number, int decimals);
/* The members "indicator", "area", "unit". */
void vintage_params_write(struct json_writer *json,
                          const struct data_vintage *vintage);

#endif
