#include "ops/blank_tokens_write.h"

#include "ops/envelope.h"

#define MAX_BYTES 1048576

enum {
    COLUMN_TOKEN,
    COLUMN_VALUE,
    COLUMN_STATUS,
    COLUMN_MEANING_ZH,
    COLUMN_MEANING_EN,
    COLUMN_LOG
};

static void write_text_or_null(struct json_writer *json, const char *key,
                               const char *text)
{
    json_key(json, key);
    if (text[0] == '\0') {
        json_null(json);
    } else {
        json_string(json, text);
    }
}

static void write_row(struct json_writer *json, const struct db_result *result,
                      int row)
{
    json_begin_object(json);
    json_member_string(json, "token", db_text(result, row, COLUMN_TOKEN));
    json_key(json, "value");
    if (db_is_null(result, row, COLUMN_VALUE)) {
        json_null(json);
    } else {
        json_int(json, db_int(result, row, COLUMN_VALUE));
    }
    json_member_string(json, "status", db_text(result, row, COLUMN_STATUS));
    json_member_string(json, "meaning_zh",
                       db_text(result, row, COLUMN_MEANING_ZH));
    json_member_string(json, "meaning_en",
                       db_text(result, row, COLUMN_MEANING_EN));
    write_text_or_null(json, "log", db_text(result, row, COLUMN_LOG));
    json_end_object(json);
}

void blank_tokens_write(const struct op *op, const struct db_result *result,
                        struct buffer *body)
{
    struct json_writer json;
    buffer_init(body, MAX_BYTES);
    json_init(&json, body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_end_object(&json);
    json_key(&json, "tokens");
    json_begin_array(&json);
    for (int row = 0; row < db_rows(result); row++) {
        write_row(&json, result, row);
    }
    json_end_array(&json);
    json_end_object(&json);
}
