/* PUT /v1/blank-tokens: the whole table. The lane loads it before it runs the
 * next import, so that every import that is sent after the answer reads by
 * it. */
#include "http/request.h"
#include "ingest/blank_table.h"
#include "ingest/import_lane.h"
#include "ops/blank_tokens_write.h"
#include "ops/body_type.h"
#include "ops/envelope.h"
#include "ops/ops.h"
#include "platform/macros.h"

static void on_tokens(struct op *op, const struct db_result *result)
{
    struct buffer body;
    blank_tokens_write(op, result, &body);
    reply_send(op->req, 200, ENVELOPE_JSON, body.data, body.len);
    buffer_fini(&body);
}

/* Also when it failed: nobody knows whether it was stored all the same. */
static void on_stored(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    op->on_gone = NULL;
    import_lane_reload(op->app->imports);
    if (result == NULL) {
        op_fail_error(op, err);
        return;
    }
    op_query(op, STATEMENT_BLANK_TOKEN_LIST, NULL, 0, on_tokens);
}

static void on_gone(struct op *op)
{
    import_lane_reload(op->app->imports);
}

void op_blank_tokens_put(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    struct error err = {0};
    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op) ||
        !body_type_is_json(op)) {
        return;
    }
    if (!blank_table_check(op->body, op->body_len, &err)) {
        op_fail_error(op, &err);
        return;
    }
    const char *const params[] = {op->body, op->actor.name, op->req->id};
    op->on_gone = on_gone;
    op_query_try(op, STATEMENT_BLANK_TOKEN_PUT, params, ARRAY_LEN(params),
                 on_stored);
}
