#include "ops/import_record.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "ops/envelope.h"

/* In the order of import_columns.inc.sql. */
enum {
    COLUMN_ID,
    COLUMN_KIND,
    COLUMN_STATE,
    COLUMN_REVISION,
    COLUMN_CHANGED,
    COLUMN_SHA256,
    COLUMN_BYTES,
    COLUMN_FILE_NAME,
    COLUMN_PROFILE,
    COLUMN_ON_ERROR,
    COLUMN_ACTOR,
    COLUMN_REQUEST_ID,
    COLUMN_IDEMPOTENCY_KEY,
    COLUMN_RECEIVED_AT,
    COLUMN_ROWS_READ,
    COLUMN_OBSERVATIONS,
    COLUMN_INSERTED,
    COLUMN_UPDATED,
    COLUMN_UNCHANGED,
    COLUMN_REJECTED,
    COLUMN_ERROR_COUNT,
    COLUMN_STATUS,
    COLUMN_RECEIVED_US,
    COLUMN_DELETED,
    COLUMN_REVERTS,
    COLUMN_REVERTED_BY,
    COLUMN_FAILURE,
};

#define UUID_PATTERN "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
#define MAX_US_DIGITS 18
#define MAX_BYTES 65536

const char *import_record_actor(const struct op *op)
{
    return op->actor.role == ROLE_ADMIN ? NULL : op->actor.name;
}

bool import_record_id_valid(const char *id)
{
    static const char PATTERN[] = UUID_PATTERN;
    for (size_t i = 0; i < sizeof(PATTERN) - 1; i++) {
        bool good = PATTERN[i] == 'x' ? isxdigit((unsigned char)id[i]) != 0
                                      : id[i] == PATTERN[i];
        if (!good) {
            return false;
        }
    }
    return id[sizeof(PATTERN) - 1] == '\0';
}

struct writer {
    struct json_writer *json;
    const struct db_result *result;
    int row;
};

static void add_text(const struct writer *w, const char *key, int column)
{
    json_member_string(w->json, key,
                       db_is_null(w->result, w->row, column)
                           ? NULL
                           : db_text(w->result, w->row, column));
}

static void add_int(const struct writer *w, const char *key, int column)
{
    json_member_int(w->json, key, db_int(w->result, w->row, column));
}

static void add_rows(const struct writer *w)
{
    json_key(w->json, "rows");
    json_begin_object(w->json);
    add_int(w, "read", COLUMN_ROWS_READ);
    add_int(w, "inserted", COLUMN_INSERTED);
    add_int(w, "updated", COLUMN_UPDATED);
    add_int(w, "unchanged", COLUMN_UNCHANGED);
    add_int(w, "rejected", COLUMN_REJECTED);
    if (!db_is_null(w->result, w->row, COLUMN_REVERTS)) {
        add_int(w, "deleted", COLUMN_DELETED);
    }
    json_end_object(w->json);
}

static void add_errors(const struct writer *w, bool found)
{
    char link[sizeof("/v1/imports/") + sizeof(UUID_PATTERN) +
              sizeof("/errors.csv")];
    bool some = found || db_int(w->result, w->row, COLUMN_ERROR_COUNT) > 0;
    snprintf(link, sizeof(link), "/v1/imports/%.36s/errors.csv",
             db_text(w->result, w->row, COLUMN_ID));
    add_int(w, "error_count", COLUMN_ERROR_COUNT);
    json_member_string(w->json, "errors_csv", some ? link : NULL);
}

void import_record_members(struct json_writer *json,
                           const struct db_result *result, int row, bool found)
{
    const struct writer w = {json, result, row};
    const char *changed = db_text(result, row, COLUMN_CHANGED);

    add_text(&w, "id", COLUMN_ID);
    add_text(&w, "kind", COLUMN_KIND);
    add_text(&w, "state", COLUMN_STATE);
    add_int(&w, "revision", COLUMN_REVISION);
    json_member_bool(json, "changed", strcmp(changed, "t") == 0);
    add_text(&w, "received_at", COLUMN_RECEIVED_AT);
    add_text(&w, "actor", COLUMN_ACTOR);
    add_text(&w, "request_id", COLUMN_REQUEST_ID);
    add_text(&w, "idempotency_key", COLUMN_IDEMPOTENCY_KEY);
    add_text(&w, "file_name", COLUMN_FILE_NAME);
    add_text(&w, "sha256", COLUMN_SHA256);
    add_int(&w, "bytes", COLUMN_BYTES);
    add_text(&w, "profile", COLUMN_PROFILE);
    add_text(&w, "on_error", COLUMN_ON_ERROR);
    add_int(&w, "status", COLUMN_STATUS);
    add_rows(&w);
    add_int(&w, "observations", COLUMN_OBSERVATIONS);
    add_errors(&w, found);
    add_text(&w, "reverts", COLUMN_REVERTS);
    add_text(&w, "reverted_by", COLUMN_REVERTED_BY);
    add_text(&w, "failure", COLUMN_FAILURE);
}

void import_record_write(struct json_writer *json,
                         const struct db_result *result, int row)
{
    json_begin_object(json);
    import_record_members(json, result, row, false);
    json_end_object(json);
}

const char *import_record_state(const struct db_result *result, int row)
{
    return db_text(result, row, COLUMN_STATE);
}

void import_record_send(struct op *op, const struct db_result *result)
{
    struct buffer body;
    struct json_writer json;
    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    import_record_write(&json, result, 0);
    envelope_send(op, &body);
    buffer_fini(&body);
}

void import_record_cursor(const struct db_result *result, int row,
                          char out[IMPORT_CURSOR_SIZE])
{
    snprintf(out, IMPORT_CURSOR_SIZE, "%.18s-%.36s",
             db_text(result, row, COLUMN_RECEIVED_US),
             db_text(result, row, COLUMN_ID));
}

bool import_record_cursor_parse(char *cursor, const char **us, const char **id)
{
    size_t digits = strspn(cursor, "0123456789");
    if (digits == 0 || digits > MAX_US_DIGITS || cursor[digits] != '-' ||
        !import_record_id_valid(cursor + digits + 1)) {
        return false;
    }
    cursor[digits] = '\0';
    *us = cursor;
    *id = cursor + digits + 1;
    return true;
}
