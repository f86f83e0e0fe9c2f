/* GET /v1/profiles/{name}: the document as it was put. */
#include "ops/document.h"
#include "ops/ops.h"

void op_profile_get(struct op *op)
{
    document_get(op, &DOCUMENT_PROFILE);
}
