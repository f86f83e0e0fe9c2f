/* DELETE /v1/profiles/{name} */
#include "http/request.h"
#include "op.h"
#include "ops/ops.h"
#include "ops/profile_name.h"
#include "platform/macros.h"
#include "storage/db_pool.h"

static void on_deleted(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    reply_empty(op->req, 204);
}

void op_profile_delete(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (!profile_name_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const char *const params[] = {op->args[0], op->actor.name, op->req->id};
    op_query(op, STATEMENT_PROFILE_DELETE, params, ARRAY_LEN(params),
             on_deleted);
}
