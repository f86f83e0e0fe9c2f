/* GET /v1/validations */
#include "ops/envelope.h"
#include "ops/ops.h"
#include "ops/validation_write.h"

static void on_rules(struct op *op, const struct db_result *result)
{
    validation_send(op, result, NULL);
}

void op_validations_list(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (op_check_params(op, PARAMS) && envelope_wants_json(op)) {
        op_query(op, STATEMENT_VALIDATION_LIST, NULL, 0, on_rules);
    }
}
