/* GET /metrics, for Prometheus. */
#include "metrics.h"
#include "op.h"
#include "ops/ops.h"

#define MAX_BYTES 1048576
#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

void op_metrics(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    struct buffer body;

    if (!op_check_params(op, PARAMS)) {
        return;
    }
    buffer_init(&body, MAX_BYTES);
    metrics_write(op->app, &body);
    if (body.failed) {
        op_fail(op, FAULT_INTERNAL, NULL, NULL, NULL);
    } else {
        reply_header(op->req, "Cache-Control", "no-store");
        reply_send(op->req, 200, METRICS_TYPE, body.data, body.len);
    }
    buffer_fini(&body);
}
