/* GET /livez: the loop turns. GET /readyz: requests can be served. */
#include "ops/envelope.h"
#include "ops/ops.h"
#include "storage/db_pool.h"

#define MAX_BYTES 1024

static const char *const NO_PARAMS[] = {NULL};

static void send_state(struct op *op, int status, struct buffer *body)
{
    buffer_add_char(body, '\n');
    reply_header(op->req, "Cache-Control", "no-store");
    reply_send(op->req, status, ENVELOPE_JSON, body->data, body->len);
}

void op_livez(struct op *op)
{
    struct buffer body;
    if (!op_check_params(op, NO_PARAMS)) {
        return;
    }
    buffer_init(&body, MAX_BYTES);
    buffer_add_str(&body, "{\"status\":\"alive\"}");
    send_state(op, 200, &body);
    buffer_fini(&body);
}

void op_readyz(struct op *op)
{
    struct buffer body;
    struct json_writer json;
    bool database = op->app->db != NULL && db_pool_up(op->app->db);
    bool catalogue = op->catalogue != NULL;
    bool ready = database && catalogue;

    if (!op_check_params(op, NO_PARAMS)) {
        return;
    }
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    json_member_string(&json, "status", ready ? "ready" : "not ready");
    json_member_bool(&json, "database", database);
    json_member_bool(&json, "catalogue", catalogue);
    json_end_object(&json);
    if (!ready) {
        reply_header(op->req, "Retry-After", "1");
    }
    send_state(op, ready ? 200 : 503, &body);
    buffer_fini(&body);
}
