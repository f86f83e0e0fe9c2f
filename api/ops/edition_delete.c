/* DELETE /v1/editions/{id}: only a draft goes. */
#include <string.h>

#include "http/request.h"
#include "ops/edition.h"
#include "ops/ops.h"
#include "platform/macros.h"

static void on_deleted(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
    } else if (strcmp(db_text(result, 0, 0), "draft") != 0) {
        op_fail(op, FAULT_EDITION_PUBLISHED, NULL, NULL, NULL);
    } else {
        reply_empty(op->req, 204);
    }
}

void op_edition_delete(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (op_check_params(op, PARAMS) && edition_check_id(op)) {
        const char *const params[] = {op->args[0], op->actor.name, op->req->id};
        op_query(op, STATEMENT_EDITION_DELETE, params, ARRAY_LEN(params),
                 on_deleted);
    }
}
