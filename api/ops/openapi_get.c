/* GET /openapi.json: the contract, embedded when this was built. */
#include "conditional.h"
#include "openapi_json.h"
#include "ops/envelope.h"
#include "ops/ops.h"

void op_openapi(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    static const char KEY[] = "openapi";
    struct buffer packed;
    struct conditional_body body = {
        .type = ENVELOPE_JSON,
        .data = OPENAPI_JSON,
        .len = OPENAPI_JSON_SIZE,
    };

    if (!op_check_params(op, PARAMS) || !envelope_wants_json(op) ||
        conditional_check(op, KEY)) {
        return;
    }
    buffer_init(&packed, CONDITIONAL_GZIP_MAX);
    if (op->req->accepts_gzip &&
        conditional_gzip(body.data, body.len, &packed)) {
        body.gzip = packed.data;
        body.gzip_len = packed.len;
    }
    conditional_send_body(op, KEY, &body);
    buffer_fini(&packed);
}
