/* PUT /v1/forms/{name} */
#include "ops/document.h"
#include "ops/ops.h"

void op_form_put(struct op *op)
{
    document_put(op, &DOCUMENT_FORM);
}
