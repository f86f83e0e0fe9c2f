/* GET /v1/forms */
#include "ops/document.h"
#include "ops/ops.h"

void op_forms_list(struct op *op)
{
    document_list(op, &DOCUMENT_FORM);
}
