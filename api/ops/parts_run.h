/* What /v1/contributions and /v1/decompositions have in common. */
#ifndef TVS_OPS_PARTS_RUN_H
#define TVS_OPS_PARTS_RUN_H

#include "op.h"
#include "parts/parts_answer.h"

struct parts_kind {
    const char *name;
    bool ratio;
    void (*write)(struct parts_answer *answer, struct buffer *out);
};

/* Answers the request. `kind` lives as long as the process. */
void parts_run(struct op *op, const struct parts_kind *kind);

#endif
