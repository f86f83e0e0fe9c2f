/*
 * GET /v1/imports/{id}/answer: what the import was answered, byte for byte; of
 * one that was acknowledged before it ran, what it would have been answered.
 */
#include "http/request.h"
#include "import_answer.h"
#include "import_progress.h"
#include "ingest/import_backlog.h"
#include "ops/import_record.h"
#include "ops/ops.h"
#include "platform/macros.h"

static void on_answer(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    reply_header(op->req, "Cache-Control", "private, no-cache");
    reply_send(op->req, 200, import_answer_type((int)db_int(result, 0, 0)),
               db_text(result, 0, 1), (size_t)db_length(result, 0, 1));
}

void op_import_answer(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (!import_record_id_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    const char *actor = import_record_actor(op);
    const struct import_job *job =
        import_backlog_find(op->app->backlog, actor, op->args[0]);
    if (job != NULL) {
        import_progress_send(op, job);
        return;
    }
    const char *const params[] = {op->args[0], actor};
    op_query(op, STATEMENT_IMPORT_ANSWER, params, ARRAY_LEN(params), on_answer);
}
