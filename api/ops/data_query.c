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

/* Of the parameters only the language may stand in the address. */
static void take_params(const struct op *op, struct data_args *args,
                        struct data_faults *faults)
{
    for (int i = 0; i < op->req->param_count; i++) {
        const struct http_param *param = &op->req->params[i];
        if (strcmp(param->name, "lang") == 0) {
            data_args_add(args, faults->arena, param->name, param->value,
                          faults);
        } else {
            data_faults_add(faults, FAULT_UNKNOWN_PARAMETER, param->name,
                            param->name, NULL);
        }
    }
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
    take_params(op, args, &faults);
    data_args_from_json(args, arena, op->body, op->body_len, &faults);
    data_run(op, args, &faults, NULL, 0);
}
