/* What GET /v1/data and POST /v1/data/query have in common. */
#ifndef TVS_OPS_DATA_RUN_H
#define TVS_OPS_DATA_RUN_H

#include <stddef.h>

#include "data/data_args.h"
#include "op.h"
#include "response_cache.h"

/*
 * Answers the question. `args` and `faults` live in the request's arena.
 * `alias`: the request as it came, by which the cache will know the answer as
 * well; NULL for none.
 */
void data_run(struct op *op, const struct data_args *args,
              struct data_faults *faults, const char *alias, size_t alias_len);
/* Sends an answer that was found by the request as it came. */
void data_run_send_known(struct op *op, const struct response *response);

#endif
