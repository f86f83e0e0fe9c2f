/* GET /v1/profiles */
#include "ops/envelope.h"
#include "ops/ops.h"
#include "storage/db_pool.h"

#define MAX_BYTES 1048576

enum { COLUMN_NAME, COLUMN_BYTES, COLUMN_UPDATED_AT };

static void on_profiles(struct op *op, const struct db_result *result)
{
    struct buffer body;
    struct json_writer json;

    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_end_object(&json);
    json_key(&json, "profiles");
    json_begin_array(&json);
    for (int row = 0; row < db_rows(result); row++) {
        json_begin_object(&json);
        json_member_string(&json, "name", db_text(result, row, COLUMN_NAME));
        json_member_int(&json, "bytes", db_int(result, row, COLUMN_BYTES));
        json_member_string(&json, "updated_at",
                           db_text(result, row, COLUMN_UPDATED_AT));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void op_profiles_list(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    if (op_check_params(op, PARAMS) && envelope_wants_json(op)) {
        op_query(op, STATEMENT_PROFILE_LIST, NULL, 0, on_profiles);
    }
}
