#include "ops/document.h"

#include "http/request.h"
#include "ops/document_name.h"
#include "platform/macros.h"

static void on_deleted(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    reply_empty(op->req, 204);
}

void document_delete(struct op *op, const struct document_kind *kind)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (!document_name_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const char *const params[] = {op->args[0], op->actor.name, op->req->id};
    op_query(op, kind->remove, params, ARRAY_LEN(params), on_deleted);
}
