#include "ops/document.h"

#include <stdio.h>
#include <string.h>

#include "http/request.h"
#include "ops/body_type.h"
#include "ops/document_name.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "platform/macros.h"

#define MAX_BYTES 1024
#define LOCATION_MAX (LIMITS_DOCUMENT_NAME + 32)

static void send_stored(struct op *op, bool created)
{
    struct buffer body;
    struct json_writer json;
    const struct document_kind *kind = op->data;
    char location[LOCATION_MAX];

    snprintf(location, sizeof(location), "/v1/%s/%s", kind->plural,
             op->args[0]);
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    json_member_string(&json, "name", op->args[0]);
    json_member_string(&json, "state", created ? "created" : "replaced");
    json_member_int(&json, "bytes", (int64_t)op->body_len);
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    reply_header(op->req, "Location", location);
    reply_send(op->req, created ? 201 : 200, ENVELOPE_JSON, body.data,
               body.len);
    buffer_fini(&body);
}

static void on_stored(struct op *op, const struct db_result *result)
{
    const struct document_kind *kind = op->data;
    char count[16];
    if (db_rows(result) == 0) {
        snprintf(count, sizeof(count), "%d", kind->max);
        op_fail(op, FAULT_TOO_MANY, kind->plural, count, count);
        return;
    }
    send_stored(op, strcmp(db_text(result, 0, 0), "t") == 0);
}

static void store(struct op *op, const struct document_kind *kind)
{
    char *limit = arena_alloc(&op->req->arena, 16);
    snprintf(limit, 16, "%d", kind->max);
    const char *const params[] = {op->args[0], op->body, op->actor.name,
                                  op->req->id, limit};
    op_query(op, kind->put, params, ARRAY_LEN(params), on_stored);
}

void document_put(struct op *op, const struct document_kind *kind)
{
    static const char *const PARAMS[] = {NULL};
    struct error err = {0};

    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (!document_name_valid(op->args[0])) {
        op_fail(op, FAULT_BAD_CODE, op->args[0], NULL, NULL);
        return;
    }
    if (!body_type_is_json(op)) {
        return;
    }
    if (!kind->check(op->body, op->body_len, &err)) {
        op_fail_error(op, &err);
        return;
    }
    op->data = (void *)(uintptr_t)kind;
    store(op, kind);
}
