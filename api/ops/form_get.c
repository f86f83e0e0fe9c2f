/* GET /v1/forms/{name}: the document as it was put. */
#include "ops/document.h"
#include "ops/ops.h"

void op_form_get(struct op *op)
{
    document_get(op, &DOCUMENT_FORM);
}
