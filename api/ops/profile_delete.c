/* DELETE /v1/profiles/{name} */
#include "ops/document.h"
#include "ops/ops.h"

void op_profile_delete(struct op *op)
{
    document_delete(op, &DOCUMENT_PROFILE);
}
