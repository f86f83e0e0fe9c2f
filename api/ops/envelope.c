#include "ops/envelope.h"

#include "accept.h"
#include "conditional.h"
#include "http/request.h"
#include "model/catalogue.h"

bool envelope_wants_json(struct op *op)
{
    static const char *const TYPES[] = {"application/json"};
    if (accept_best(request_header(op->req, "Accept"), TYPES, 1) == 0) {
        return true;
    }
    op_fail(op, FAULT_NOT_ACCEPTABLE, NULL, NULL, NULL);
    return false;
}

void envelope_begin_meta(struct json_writer *json, const struct op *op)
{
    json_key(json, "meta");
    json_begin_object(json);
    if (op->catalogue != NULL) {
        json_member_int(json, "revision", catalogue_revision(op->catalogue));
        json_member_string(json, "generated",
                           catalogue_generated(op->catalogue));
    }
    if (op->app->config->demo) {
        json_member_bool(json, "synthetic", true);
    }
}

void envelope_send(struct op *op, struct buffer *body)
{
    buffer_add_char(body, '\n');
    if (body->failed) {
        op_fail(op, FAULT_INTERNAL, NULL, NULL, NULL);
    } else if (!conditional_check(op, body->data)) {
        conditional_send(op, body->data, ENVELOPE_JSON, body);
    }
}
