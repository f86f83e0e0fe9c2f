#include "ingest/json_check.h"

#include <stdlib.h>

#include "platform/check.h"

static bool stop(struct json_check *check, const char *why)
{
    if (check->scan.why == NULL) {
        check->scan.why = why;
    }
    return false;
}

static bool note_number(struct json_check *check)
{
    if (check->number_count == check->number_cap) {
        check->number_cap = check->number_cap * 2 + 16;
        check->numbers = reallocarray(check->numbers, check->number_cap,
                                      sizeof(*check->numbers));
        CHECK(check->numbers != NULL);
    }
    check->numbers[check->number_count++] = check->scan.text;
    return true;
}

static bool open_one(struct json_check *check, bool object)
{
    if (check->depth == check->max_depth) {
        return stop(check, "nested too deeply");
    }
    check->objects[check->depth++] = object;
    return true;
}

static bool is_scalar(enum json_token token)
{
    return token >= JSON_STRING;
}

/* A value, or the beginning of one. */
static bool check_value(struct json_check *check, enum json_token token)
{
    if (token == JSON_OPEN_OBJECT || token == JSON_OPEN_ARRAY) {
        return open_one(check, token == JSON_OPEN_OBJECT);
    }
    if (token == JSON_NUMBER) {
        return note_number(check);
    }
    return is_scalar(token) || stop(check, "value expected");
}

static bool check_name(struct json_check *check, enum json_token token)
{
    if (token != JSON_STRING) {
        return stop(check, "member name expected");
    }
    if (json_scan_next(&check->scan) != JSON_COLON) {
        return stop(check, "colon expected");
    }
    return check_value(check, json_scan_next(&check->scan));
}

static bool check_item(struct json_check *check, enum json_token token)
{
    return check->objects[check->depth - 1] ? check_name(check, token)
                                            : check_value(check, token);
}

static enum json_token closer(const struct json_check *check)
{
    return check->objects[check->depth - 1] ? JSON_CLOSE_OBJECT
                                            : JSON_CLOSE_ARRAY;
}

/* One step within the innermost open object or array. `fresh`: nothing has
 * stood in it yet. */
static bool check_step(struct json_check *check, bool *fresh)
{
    size_t depth = check->depth;
    enum json_token token = json_scan_next(&check->scan);
    if (token == closer(check)) {
        check->depth--;
        *fresh = false;
        return true;
    }
    if (!*fresh) {
        if (token != JSON_COMMA) {
            return stop(check, "comma or end expected");
        }
        token = json_scan_next(&check->scan);
    }
    bool ok = check_item(check, token);
    *fresh = check->depth > depth;
    return ok;
}

bool json_check_text(struct json_check *check, struct span text,
                     size_t max_depth)
{
    bool fresh = true;
    *check = (struct json_check){.max_depth = max_depth};
    json_scan_init(&check->scan, text);
    bool ok = check_value(check, json_scan_next(&check->scan));
    while (ok && check->depth > 0) {
        ok = check_step(check, &fresh);
    }
    if (ok && json_scan_next(&check->scan) != JSON_END) {
        return stop(check, "something behind the end");
    }
    return ok;
}

void json_check_fini(struct json_check *check)
{
    free(check->numbers);
}
