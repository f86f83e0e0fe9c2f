#include "ingest/json_row.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/json_scan.h"
#include "platform/arena.h"
#include "platform/check.h"
#include "platform/intern.h"

#define JSON_NAME_MAX 1000 /* bytes; names are kept */

struct json_row {
    struct row_taker *taker;
    bool begun;
    bool refused; /* the taker did not like a column */
    struct arena names_arena;
    struct intern *index; /* name -> column + 1 */
    struct span names[ROW_MAX_COLUMNS];
    int count;
    /* Of the object being read. */
    int line;
    uint32_t stamp;
    uint32_t seen[ROW_MAX_COLUMNS]; /* == stamp: has been there */
    int order[ROW_MAX_COLUMNS];     /* column of the n-th member, last time */
    struct span cells[ROW_MAX_COLUMNS];
    size_t text_len;
    char text[ROW_MAX_FIELD]; /* what escaped strings mean */
};

struct json_row *json_row_new(struct row_taker *taker)
{
    struct json_row *json = malloc(sizeof(*json));
    CHECK(json != NULL);
    memset(json, 0, offsetof(struct json_row, text));
    json->taker = taker;
    json->index = intern_new();
    arena_init(&json->names_arena);
    return json;
}

void json_row_free(struct json_row *json)
{
    if (json != NULL) {
        intern_free(json->index);
        arena_fini(&json->names_arena);
        free(json);
    }
}

static struct span meaning(struct json_row *json, const struct json_scan *scan)
{
    if (!scan->escaped) {
        return scan->text;
    }
    char *out = json->text + json->text_len;
    size_t len = json_scan_unescape(scan->text, out);
    json->text_len += len;
    return (struct span){out, len};
}

static int add_column(struct json_row *json, struct span name)
{
    if (json->count == ROW_MAX_COLUMNS) {
        return -1;
    }
    int column = json->count++;
    char *copy = arena_copy(&json->names_arena, name.data, name.len);
    json->names[column] = (struct span){copy, name.len};
    intern_put(json->index, name.data, name.len, column + 1);
    bool good = json->taker->ops->column(json->taker, column,
                                         json->names[column], json->line);
    json->refused = json->refused || !good;
    return column;
}

/* Objects of one file mostly have the same members in the same order. */
static int column_of(struct json_row *json, int nth, struct span name)
{
    int guess = json->order[nth];
    if (guess < json->count && span_equal(json->names[guess], name)) {
        return guess;
    }
    int column = intern_find(json->index, name.data, name.len) - 1;
    if (column < 0) {
        column = add_column(json, name);
    }
    if (column >= 0) {
        json->order[nth] = column;
    }
    return column;
}

static enum json_row_result bad(struct json_row_fault *fault,
                                const struct json_scan *scan, const char *why)
{
    fault->why = scan->why != NULL ? scan->why : why;
    fault->offset = scan->at;
    return JSON_ROW_BAD;
}

static bool takes_truth(const struct json_row *json, int column)
{
    const struct row_taker_ops *ops = json->taker->ops;
    return ops->truth != NULL && ops->truth(json->taker, column);
}

static bool read_value(struct json_row *json, struct json_scan *scan,
                       int column)
{
    struct span *cell = &json->cells[column];
    enum json_token token = json_scan_next(scan);
    switch (token) {
    case JSON_STRING:
        *cell = span_trim(meaning(json, scan));
        return true;
    case JSON_NUMBER:
        *cell = scan->text;
        return true;
    case JSON_NULL:
        *cell = span_of("");
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        *cell = span_of(token == JSON_TRUE ? "true" : "false");
        return takes_truth(json, column);
    default:
        return false;
    }
}

static enum json_row_result read_member(struct json_row *json,
                                        struct json_scan *scan, int nth,
                                        struct json_row_fault *fault)
{
    struct span name = span_trim(meaning(json, scan));
    if (name.len > JSON_NAME_MAX) {
        return bad(fault, scan, "member name too long");
    }
    if (json_scan_next(scan) != JSON_COLON) {
        return bad(fault, scan, "colon expected");
    }
    int column = nth < ROW_MAX_COLUMNS ? column_of(json, nth, name) : -1;
    if (column < 0) {
        return JSON_ROW_MANY_COLUMNS;
    }
    if (json->seen[column] == json->stamp) {
        return bad(fault, scan, "a member name stands twice");
    }
    json->seen[column] = json->stamp;
    if (!read_value(json, scan, column)) {
        return bad(fault, scan, "string, number or null expected");
    }
    return JSON_ROW_DONE;
}

static enum json_row_result read_members(struct json_row *json,
                                         struct json_scan *scan,
                                         struct json_row_fault *fault)
{
    enum json_token token = json_scan_next(scan);
    for (int nth = 0; token != JSON_CLOSE_OBJECT; nth++) {
        if (token != JSON_STRING) {
            return bad(fault, scan, "member name expected");
        }
        enum json_row_result result = read_member(json, scan, nth, fault);
        if (result != JSON_ROW_DONE) {
            return result;
        }
        token = json_scan_next(scan);
        if (token == JSON_COMMA) {
            token = json_scan_next(scan);
            token = token == JSON_CLOSE_OBJECT ? JSON_BAD : token;
        } else if (token != JSON_CLOSE_OBJECT) {
            return bad(fault, scan, "comma or end expected");
        }
    }
    if (json_scan_next(scan) != JSON_END) {
        return bad(fault, scan, "something behind the object");
    }
    return JSON_ROW_DONE;
}

static enum json_row_result hand_over(struct json_row *json, bool *skipped)
{
    const struct row_taker_ops *ops = json->taker->ops;
    for (int i = 0; i < json->count; i++) {
        if (json->seen[i] != json->stamp) {
            json->cells[i] = span_of(NULL);
        }
    }
    if (!json->begun) {
        json->begun = true;
        if (!ops->begin(json->taker, json->line, false)) {
            return JSON_ROW_STOP;
        }
    }
    struct row row = {
        .line = json->line,
        .count = json->count,
        .cells = json->cells,
    };
    enum row_result result = ops->row(json->taker, &row);
    *skipped = result == ROW_SKIPPED;
    return result == ROW_STOP ? JSON_ROW_STOP : JSON_ROW_DONE;
}

enum json_row_result json_row_take(struct json_row *json, struct span text,
                                   int line, bool *skipped,
                                   struct json_row_fault *fault)
{
    struct json_scan scan;
    json->line = line;
    json->text_len = 0;
    json->stamp++;
    *skipped = false;
    if (!json_scan_init(&scan, text) ||
        json_scan_next(&scan) != JSON_OPEN_OBJECT) {
        return bad(fault, &scan, "object expected");
    }
    enum json_row_result result = read_members(json, &scan, fault);
    if (result == JSON_ROW_DONE && json->refused) {
        return JSON_ROW_STOP;
    }
    return result == JSON_ROW_DONE ? hand_over(json, skipped) : result;
}
