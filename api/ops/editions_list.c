/* GET /v1/editions: the newest first. */
#include "model/decimal.h"
#include "ops/edition.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "platform/macros.h"

static void on_editions(struct op *op, const struct db_result *result)
{
    struct buffer body;
    struct json_writer json;
    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_member_int(&json, "count", db_rows(result));
    json_end_object(&json);
    json_key(&json, "editions");
    json_begin_array(&json);
    for (int row = 0; row < db_rows(result); row++) {
        json_begin_object(&json);
        edition_write(op, &json, result, row, 0);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void op_editions_list(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (op_check_params(op, PARAMS) && envelope_wants_json(op)) {
        char count[DECIMAL_TEXT_SIZE];
        decimal_print(count, LIMITS_EDITIONS_LIST, 0);
        const char *const params[] = {edition_drafts(op), count};
        op_query(op, STATEMENT_EDITION_LIST, params, ARRAY_LEN(params),
                 on_editions);
    }
}
