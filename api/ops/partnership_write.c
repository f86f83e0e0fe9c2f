#include "ops/partnership_write.h"

#include <string.h>

void partnership_write_codes(struct json_writer *json, const char *key,
                             const char *codes)
{
    json_key(json, key);
    json_begin_array(json);
    while (*codes != '\0') {
        size_t len = strcspn(codes, "|");
        json_string_len(json, codes, len);
        codes += len;
        codes += *codes == '|';
    }
    json_end_array(json);
}

void partnership_write_said(struct json_writer *json,
                            const struct db_result *result, int row, int column)
{
    bool ends = !db_is_null(result, row, column + 5);
    json_member_string(json, "enterprise", db_text(result, row, column));
    partnership_write_codes(json, "tiers", db_text(result, row, column + 1));
    partnership_write_codes(json, "modes", db_text(result, row, column + 2));
    json_member_string(json, "depth", db_text(result, row, column + 3));
    json_member_string(json, "on_campus", db_text(result, row, column + 4));
    json_member_string(json, "end",
                       ends ? db_text(result, row, column + 5) : NULL);
    json_member_string(json, "source", db_text(result, row, column + 6));
}
