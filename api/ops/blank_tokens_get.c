/* GET /v1/blank-tokens: from the table itself, which the snapshot of a request
 * may lag behind. */
#include "ops/blank_tokens_write.h"
#include "ops/envelope.h"
#include "ops/ops.h"

static void on_tokens(struct op *op, const struct db_result *result)
{
    struct buffer body;
    blank_tokens_write(op, result, &body);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void op_blank_tokens_get(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (op_check_params(op, PARAMS) && envelope_wants_json(op)) {
        op_query(op, STATEMENT_BLANK_TOKEN_LIST, NULL, 0, on_tokens);
    }
}
