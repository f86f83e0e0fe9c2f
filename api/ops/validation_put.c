/* PUT /v1/validations/{id}: a bureau's own limits. */
#include <stdio.h>

#include "http/request.h"
#include "ingest/rule_change.h"
#include "ops/body_type.h"
#include "ops/envelope.h"
#include "ops/ops.h"
#include "ops/validation_write.h"
#include "platform/macros.h"

static void on_rules(struct op *op, const struct db_result *result)
{
    validation_send(op, result, op->args[0]);
}

static void on_stored(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
    } else if (db_text(result, 0, 0)[0] != '\0') {
        op_fail(op, FAULT_BAD_RULE_CHANGE, db_text(result, 0, 0), NULL, NULL);
    } else {
        op_query(op, STATEMENT_VALIDATION_LIST, NULL, 0, on_rules);
    }
}

void op_validation_put(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    struct error err = {0};
    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op) ||
        !body_type_is_json(op)) {
        return;
    }
    if (!rule_change_check(op->body, op->body_len, &err)) {
        op_fail_error(op, &err);
        return;
    }
    const char *const params[] = {op->args[0], op->body, op->actor.name,
                                  op->req->id};
    op_query(op, STATEMENT_VALIDATION_PUT, params, ARRAY_LEN(params),
             on_stored);
}
