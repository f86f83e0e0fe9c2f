#include "ops/document.h"

#include <string.h>

#include "conditional.h"
#include "ops/document_name.h"
#include "ops/envelope.h"

enum { COLUMN_DOCUMENT, COLUMN_SHA256 };

static void on_document(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const char *key = db_text(result, 0, COLUMN_SHA256);
    if (conditional_check(op, key)) {
        return;
    }
    conditional_send_body(
        op, key,
        &(struct conditional_body){
            .type = ENVELOPE_JSON,
            .data = db_text(result, 0, COLUMN_DOCUMENT),
            .len = strlen(db_text(result, 0, COLUMN_DOCUMENT)),
        });
}

void document_get(struct op *op, const struct document_kind *kind)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op)) {
        return;
    }
    if (!document_name_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    op_query(op, kind->read, op->args, 1, on_document);
}
