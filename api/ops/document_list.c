#include "ops/document.h"

#include "ops/envelope.h"

#define MAX_BYTES 1048576

enum { COLUMN_NAME, COLUMN_BYTES, COLUMN_UPDATED_AT };

static void on_documents(struct op *op, const struct db_result *result)
{
    const struct document_kind *kind = op->data;
    struct buffer body;
    struct json_writer json;

    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_end_object(&json);
    json_key(&json, kind->plural);
    json_begin_array(&json);
    for (int row = 0; row < db_rows(result); row++) {
        json_begin_object(&json);
        json_member_string(&json, "name", db_text(result, row, COLUMN_NAME));
        json_member_int(&json, "bytes", db_int(result, row, COLUMN_BYTES));
        json_member_string(&json, "updated_at",
                           db_text(result, row, COLUMN_UPDATED_AT));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void document_list(struct op *op, const struct document_kind *kind)
{
    static const char *const PARAMS[] = {NULL};
    if (op_check_params(op, PARAMS) && envelope_wants_json(op)) {
        op->data = (void *)(uintptr_t)kind;
        op_query(op, kind->list, NULL, 0, on_documents);
    }
}
