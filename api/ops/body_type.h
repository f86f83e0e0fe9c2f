/* The Content-Type of a small body. */
#ifndef TVS_OPS_BODY_TYPE_H
#define TVS_OPS_BODY_TYPE_H

#include <stdbool.h>

#include "op.h"

/* Absent, JSON, or what curl says of every body unless it is told. False: 415
 * was sent. */
bool body_type_is_json(struct op *op);

#endif
