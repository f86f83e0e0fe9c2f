/* The validation rules as the rows of validation_list.sql give them. */
#ifndef TVS_OPS_VALIDATION_WRITE_H
#define TVS_OPS_VALIDATION_WRITE_H

#include "op.h"

/* Answers with {"meta":...,"validations":[...]}: all, or with `id` that one. */
void validation_send(struct op *op, const struct db_result *result,
                     const char *id);

#endif
