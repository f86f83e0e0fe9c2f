/* GET /v1/decompositions: why a rate changed. */
#include "ops/ops.h"
#include "ops/parts_run.h"
#include "parts/parts_mix.h"

void op_decompositions(struct op *op)
{
    static const struct parts_kind KIND = {
        .name = "decompositions",
        .ratio = true,
        .write = parts_mix_write,
    };
    parts_run(op, &KIND);
}
