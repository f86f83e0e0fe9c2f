/* POST /v1/editions/{id}/publish: from now on it stays as it is. */
#include <string.h>

#include "http/request.h"
#include "ops/edition.h"
#include "ops/ops.h"
#include "platform/macros.h"

enum { COLUMN_STATE, COLUMN_MISSING, COLUMN_EDITION };

static void on_published(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
    } else if (!db_is_null(result, 0, COLUMN_EDITION)) {
        edition_send(op, 200, result, COLUMN_EDITION);
    } else if (strcmp(db_text(result, 0, COLUMN_STATE), "draft") == 0) {
        op_fail(op, FAULT_EDITION_INCOMPLETE,
                db_text(result, 0, COLUMN_MISSING), NULL, NULL);
    } else {
        op_fail(op, FAULT_EDITION_PUBLISHED, NULL, NULL, NULL);
    }
}

static const char *allows_missing(struct op *op)
{
    const char *text = request_param(op->req, "allow_missing");
    if (text != NULL && strcmp(text, "true") != 0 &&
        strcmp(text, "false") != 0) {
        op_note(op, "allow_missing", FAULT_BAD_PARAMETER, "allow_missing",
                text);
    }
    return text == NULL ? "false" : text;
}

void op_edition_publish(struct op *op)
{
    static const char *const PARAMS[] = {"allow_missing", NULL};
    op_note_params(op, PARAMS);
    const char *missing = allows_missing(op);
    if (!op_refused(op) && edition_check_id(op)) {
        const char *const params[] = {op->args[0], missing, op->actor.name,
                                      op->req->id};
        op_query(op, STATEMENT_EDITION_PUBLISH, params, ARRAY_LEN(params),
                 on_published);
    }
}
