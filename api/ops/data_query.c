/* POST /v1/data/query: the parameters of GET /v1/data in a JSON body. */
#include "data/data_args.h"
#include "ops/data_run.h"
#include "ops/ops.h"

#include <string.h>
#include <strings.h>

static bool is_json(const struct op *op)
{
    const char *type = request_header(op->req, "Content-Type");
    if (type == NULL) {
        return true;
    }
    size_t len = strcspn(type, "; \t");
    return len == strlen("application/json") &&
           strncasecmp(type, "application/json", len) == 0;
}

void op_data_query(struct op *op)
{
    struct arena *arena = &op->req->arena;
    if (!is_json(op)) {
        op_fail(op, FAULT_UNSUPPORTED_TYPE,
                request_header(op->req, "Content-Type"), NULL, NULL);
        return;
    }
    struct data_args *args = arena_zalloc(arena, 1, sizeof(*args));
    struct data_faults faults = {.arena = arena};
    /* What stands in the address counts as well; twice is a fault. */
    data_args_from_params(args, arena, op->req->params, op->req->param_count,
                          &faults);
    data_args_from_json(args, arena, op->body, op->body_len, &faults);
    data_run(op, args, &faults, NULL, 0);
}
