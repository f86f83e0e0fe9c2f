#include "ops/validation_write.h"

#include <string.h>

#include "ops/envelope.h"

#define MAX_BYTES 1048576

/* Columns of validation_list.sql. */
enum {
    COLUMN_ID,
    COLUMN_LEVEL,
    COLUMN_ENFORCED,
    COLUMN_FAULTS,
    COLUMN_MESSAGE_ZH,
    COLUMN_MESSAGE_EN,
    COLUMN_ADVICE_ZH,
    COLUMN_ADVICE_EN,
    COLUMN_ENABLED,
    COLUMN_UPDATED_AT,
    COLUMN_CHECKS,
};

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

/* a|b */
static void add_faults(const struct writer *w)
{
    const char *text = db_text(w->result, w->row, COLUMN_FAULTS);
    json_key(w->json, "faults");
    json_begin_array(w->json);
    while (*text != '\0') {
        size_t len = strcspn(text, "|");
        json_string_len(w->json, text, len);
        text += len + (text[len] == '|' ? 1 : 0);
    }
    json_end_array(w->json);
}

static void write_rule(const struct writer *w)
{
    const char *enabled = db_text(w->result, w->row, COLUMN_ENABLED);
    json_begin_object(w->json);
    add_text(w, "id", COLUMN_ID);
    add_text(w, "level", COLUMN_LEVEL);
    add_text(w, "enforced", COLUMN_ENFORCED);
    add_faults(w);
    add_text(w, "message_zh", COLUMN_MESSAGE_ZH);
    add_text(w, "message_en", COLUMN_MESSAGE_EN);
    add_text(w, "advice_zh", COLUMN_ADVICE_ZH);
    add_text(w, "advice_en", COLUMN_ADVICE_EN);
    json_member_bool(w->json, "enabled", strcmp(enabled, "t") == 0);
    add_text(w, "updated_at", COLUMN_UPDATED_AT);
    json_key(w->json, "checks");
    json_raw(w->json, db_text(w->result, w->row, COLUMN_CHECKS),
             (size_t)db_length(w->result, w->row, COLUMN_CHECKS));
    json_end_object(w->json);
}

static bool is_wanted(const struct db_result *result, int row, const char *id)
{
    return id == NULL || strcmp(db_text(result, row, COLUMN_ID), id) == 0;
}

void validation_send(struct op *op, const struct db_result *result,
                     const char *id)
{
    struct buffer body;
    struct json_writer json;
    struct writer writer = {&json, result, 0};

    buffer_init(&body, MAX_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_member_int(&json, "count", id == NULL ? db_rows(result) : 1);
    json_end_object(&json);
    json_key(&json, "validations");
    json_begin_array(&json);
    for (; writer.row < db_rows(result); writer.row++) {
        if (is_wanted(result, writer.row, id)) {
            write_rule(&writer);
        }
    }
    json_end_array(&json);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}
