/* PUT /v1/profiles/{name} */
#include <stdio.h>
#include <string.h>

#include "http/request.h"
#include "ingest/profile.h"
#include "ops/body_type.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "ops/profile_name.h"
#include "platform/macros.h"
#include "storage/db_pool.h"

#define MAX_BYTES 1024

static void send_stored(struct op *op, bool created)
{
    struct buffer body;
    struct json_writer json;
    char location[sizeof("/v1/profiles/") + LIMITS_PROFILE_NAME];

    snprintf(location, sizeof(location), "/v1/profiles/%s", op->args[0]);
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
    char count[16];
    if (db_rows(result) == 0) {
        snprintf(count, sizeof(count), "%d", LIMITS_PROFILES);
        op_fail(op, FAULT_TOO_MANY, "profiles", count, count);
        return;
    }
    send_stored(op, strcmp(db_text(result, 0, 0), "t") == 0);
}

static void store(struct op *op)
{
    char *limit = arena_alloc(&op->req->arena, 16);
    snprintf(limit, 16, "%d", LIMITS_PROFILES);
    const char *const params[] = {op->args[0], op->body, op->actor.name,
                                  op->req->id, limit};
    op_query(op, STATEMENT_PROFILE_PUT, params, ARRAY_LEN(params), on_stored);
}

void op_profile_put(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    struct error err = {0};

    if (!op_check_params(op, PARAMS)) {
        return;
    }
    if (!profile_name_valid(op->args[0])) {
        op_fail(op, FAULT_BAD_CODE, op->args[0], NULL, NULL);
        return;
    }
    if (!body_type_is_json(op)) {
        return;
    }
    struct profile *profile = profile_compile(op->body, op->body_len, &err);
    if (profile == NULL) {
        op_fail_error(op, &err);
        return;
    }
    profile_free(profile);
    store(op);
}
