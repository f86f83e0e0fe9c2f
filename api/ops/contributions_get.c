/* GET /v1/contributions: what each part added to the growth of the whole. */
#include "ops/ops.h"
#include "ops/parts_run.h"
#include "parts/parts_contribution.h"

void op_contributions(struct op *op)
{
    static const struct parts_kind KIND = {
        .name = "contributions",
        .write = parts_contribution_write,
    };
    parts_run(op, &KIND);
}
