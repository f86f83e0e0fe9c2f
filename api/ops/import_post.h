/* POST /v1/imports/{kind}. */
#ifndef TVS_API_OPS_IMPORT_POST_H
#define TVS_API_OPS_IMPORT_POST_H

#include "op.h"

void op_import_post(struct op *op);

#endif
