/* DELETE /v1/forms/{name} */
#include "ops/document.h"
#include "ops/ops.h"

void op_form_delete(struct op *op)
{
    document_delete(op, &DOCUMENT_FORM);
}
