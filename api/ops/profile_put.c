/* PUT /v1/profiles/{name} */
#include "ops/document.h"
#include "ops/ops.h"

void op_profile_put(struct op *op)
{
    document_put(op, &DOCUMENT_PROFILE);
}
