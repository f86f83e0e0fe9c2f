/* GET /v1/imports/{id} */
#include "ops/envelope.h"
#include "ops/import_record.h"
#include "ops/ops.h"
#include "platform/macros.h"

#define MAX_BYTES 65536

static void on_import(struct op *op, const struct db_result *result)
{
    struct buffer body;
    struct json_writer json;

    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    import_record_write(&json, result, 0);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void op_import_get(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op)) {
        return;
    }
    if (!import_record_id_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const char *const params[] = {op->args[0], import_record_actor(op)};
    op_query(op, STATEMENT_IMPORT_READ, params, ARRAY_LEN(params), on_import);
}
