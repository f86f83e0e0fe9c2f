#include "ops/edition.h"

#include <stdio.h>
#include <string.h>

#include "data/data_query.h"
#include "http/request.h"
#include "ops/envelope.h"
#include "ops/import_record.h"

#define MAX_BYTES 65536
#define LOCATION_SIZE 64

static void add_text(struct json_writer *json, const char *key,
                     const struct db_result *result, int row, int column)
{
    json_member_string(
        json, key,
        db_is_null(result, row, column) ? NULL : db_text(result, row, column));
}

void edition_write(const struct op *op, struct json_writer *json,
                   const struct db_result *result, int row, int first)
{
    char through[DATA_YTD_SIZE];
    data_ytd_print((int)db_int(result, row, first + EDITION_THROUGH), through);
    add_text(json, "id", result, row, first + EDITION_ID);
    add_text(json, "state", result, row, first + EDITION_STATE);
    add_text(json, "title", result, row, first + EDITION_TITLE);
    json_member_int(json, "year", db_int(result, row, first + EDITION_YEAR));
    json_member_string(json, "through", through);
    add_text(json, "area", result, row, first + EDITION_AREA);
    add_text(json, "lang", result, row, first + EDITION_LANG);
    json_member_int(json, "revision",
                    db_int(result, row, first + EDITION_REVISION));
    json_member_int(json, "missing",
                    db_int(result, row, first + EDITION_MISSING));
    add_text(json, "created_at", result, row, first + EDITION_CREATED_AT);
    add_text(json, "published_at", result, row, first + EDITION_PUBLISHED_AT);
    if (edition_is_inside(op)) {
        add_text(json, "created_by", result, row, first + EDITION_CREATED_BY);
        add_text(json, "published_by", result, row,
                 first + EDITION_PUBLISHED_BY);
    }
}

void edition_send(struct op *op, int status, const struct db_result *result,
                  int first)
{
    struct buffer body;
    struct json_writer json;
    char location[LOCATION_SIZE];
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    edition_write(op, &json, result, 0, first);
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    if (status == 201) {
        snprintf(location, sizeof(location), "/v1/editions/%s",
                 db_text(result, 0, first + EDITION_ID));
        reply_header(op->req, "Location", location);
    }
    reply_send(op->req, status, ENVELOPE_JSON, body.data, body.len);
    buffer_fini(&body);
}

bool edition_is_inside(const struct op *op)
{
    return op->actor.token_id != 0;
}

const char *edition_drafts(const struct op *op)
{
    return edition_is_inside(op) ? "true" : "false";
}

bool edition_check_id(struct op *op)
{
    if (import_record_id_valid(op->args[0])) {
        return true;
    }
    op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
    return false;
}
