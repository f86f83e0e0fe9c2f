/*
 * POST /v1/imports/{id}/cancel: an import that was acknowledged is not to be
 * done. It answers when that is on record.
 */
#include "http/request.h"
#include "ingest/import_backlog.h"
#include "metrics.h"
#include "ops/import_record.h"
#include "ops/ops.h"
#include "platform/macros.h"

#include <string.h>

struct cancelling {
    struct import_cancel cancel;
    struct op *op;
};

static void on_gone(struct op *op)
{
    struct cancelling *cancelling = op->data;
    import_backlog_leave(op->app->backlog, &cancelling->cancel);
}

/* Cancelled before: the same answer again. */
static void on_record(struct op *op, const struct db_result *result)
{
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
    } else if (strcmp(import_record_state(result, 0), "cancelled") != 0) {
        op_fail(op, FAULT_IMPORT_ENDED, import_record_state(result, 0), NULL,
                NULL);
    } else {
        import_record_send(op, result);
    }
}

static void answer_with_record(struct op *op)
{
    const char *const params[] = {op->args[0], import_record_actor(op)};
    op_query(op, STATEMENT_IMPORT_READ, params, ARRAY_LEN(params), on_record);
}

static void on_cancelled(struct import_cancel *cancel, const struct error *err)
{
    struct op *op = CONTAINER_OF(cancel, struct cancelling, cancel)->op;
    op->on_gone = NULL;
    if (err != NULL) {
        op_fail_error(op, err);
        return;
    }
    metrics_import(op->app->metrics, METRICS_IMPORT_CANCELLED, NULL);
    answer_with_record(op);
}

void op_import_cancel(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (!import_record_id_valid(op->args[0])) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    struct import_job *job = import_backlog_find(
        op->app->backlog, import_record_actor(op), op->args[0]);
    if (job == NULL) {
        answer_with_record(op);
        return;
    }
    struct cancelling *cancelling =
        arena_zalloc(&op->req->arena, 1, sizeof(*cancelling));
    cancelling->op = op;
    cancelling->cancel.cancelled = on_cancelled;
    op->data = cancelling;
    op->on_gone = on_gone;
    if (!import_backlog_cancel(job, &cancelling->cancel)) {
        op->on_gone = NULL;
        op_fail(op, FAULT_IMPORT_ENDED, import_phase_name(job->phase), NULL,
                NULL);
    }
}
