/* A question with faults, as the problem that says all of them. */
#ifndef TVS_OPS_DATA_REFUSE_H
#define TVS_OPS_DATA_REFUSE_H

#include "data/data_faults.h"
#include "op.h"

/* There is at least one. Answers the request; as op_refused_as(). */
bool data_refuse(struct op *op, const struct data_faults *faults);

#endif
