/* GET /v1/profiles */
#include "ops/document.h"
#include "ops/ops.h"

void op_profiles_list(struct op *op)
{
    document_list(op, &DOCUMENT_PROFILE);
}
