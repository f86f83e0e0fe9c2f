#include <stdio.h>
#include <stdlib.h>

#include "ingest/json_row.h"
#include "ingest/source.h"
#include "platform/buffer.h"
#include "platform/check.h"
#include "platform/macros.h"

#define ARRAY_DEPTH_MAX 32 /* the array itself counts */

/*
 * Where the reading stands. START: before the array. FIRST: an object or the
 * end of the array. NEXT: an object. OBJECT: within one. STRING, ESCAPE:
 * within a string of one. BEHIND: a comma or the end. TAIL: nothing more. END:
 * a fault, or the taker has enough.
 */
enum state {
    STATE_START,
    STATE_FIRST,
    STATE_NEXT,
    STATE_OBJECT,
    STATE_STRING,
    STATE_ESCAPE,
    STATE_BEHIND,
    STATE_TAIL,
    STATE_END,
};

/* Only one element is in memory at a time. Its end is found by counting
 * brackets outside strings; json_row then reads it strictly. As the body is
 * one JSON document, a syntax error spoils it as a whole. */
struct json_array {
    struct source source;
    struct json_row *row;
    enum state state;
    struct buffer carry; /* the beginning of an element, from runs before */
    const char *from; /* where it begins in this run, or where the run does */
    size_t depth;     /* of brackets within the element */
    int line, element_line;
    bool after_cr;
    bool too_long; /* the element: it is skipped */
};

static void enter(struct json_array *json, enum state state)
{
    ASSERT(json->state != STATE_END);
    json->state = state;
}

static void spoil(struct json_array *json, int line, const char *why)
{
    const char *const args[3] = {why, NULL, NULL};
    struct place at = {line, NULL};
    complain_file_with(json->source.complaints, &at, FAULT_BAD_JSON, args);
    enter(json, STATE_END);
}

static void spoil_element(struct json_array *json,
                          const struct json_row_fault *fault)
{
    char text[96];
    snprintf(text, sizeof(text), "offset %zu: %s", fault->offset, fault->why);
    spoil(json, json->element_line, text);
}

static void take_element(struct json_array *json, struct span text)
{
    struct json_row_fault fault = {"", 0};
    static const char *const MANY_COLUMNS[3] = {"1024", NULL, NULL};
    struct place at = {json->element_line, NULL};
    bool skipped = false;
    enter(json, STATE_BEHIND);
    switch (
        json_row_take(json->row, text, json->element_line, &skipped, &fault)) {
    case JSON_ROW_DONE:
        json->source.rows += !skipped;
        break;
    case JSON_ROW_STOP:
        enter(json, STATE_END);
        break;
    case JSON_ROW_BAD:
        spoil_element(json, &fault);
        break;
    case JSON_ROW_MANY_COLUMNS:
        complain_file_with(json->source.complaints, &at, FAULT_TOO_MANY_COLUMNS,
                           MANY_COLUMNS);
        break;
    }
}

static void long_element(struct json_array *json)
{
    static const char *const ARGS[3] = {"65536", NULL, NULL};
    struct place at = {json->element_line, NULL};
    json->source.rows++;
    complain_with(json->source.complaints, &at, FAULT_ROW_TOO_LONG, ARGS,
                  span_of(NULL));
    enter(json, STATE_BEHIND);
}

/* Keeps what the run has of an unfinished element. */
static void keep(struct json_array *json, const char *to)
{
    buffer_add(&json->carry, json->from, (size_t)(to - json->from));
    if (json->carry.failed) {
        json->too_long = true;
        buffer_clear(&json->carry);
    }
}

/* `to`: behind its closing bracket. */
static void finish_element(struct json_array *json, const char *to)
{
    struct span text = {json->from, (size_t)(to - json->from)};
    if (json->carry.len > 0) {
        keep(json, to);
        text = (struct span){json->carry.data, json->carry.len};
    }
    if (json->too_long || text.len > ROW_MAX_FIELD) {
        long_element(json);
    } else {
        take_element(json, text);
    }
    json->too_long = false;
    buffer_clear(&json->carry);
}

static void begin_element(struct json_array *json, const char *at)
{
    json->from = at;
    json->depth = 0;
    json->element_line = json->line;
    enter(json, STATE_OBJECT);
}

static void in_object(struct json_array *json, const char *at)
{
    char c = *at;
    if (c == '"') {
        enter(json, STATE_STRING);
    } else if (c == '{' || c == '[') {
        json->depth++;
        if (json->depth >= ARRAY_DEPTH_MAX) {
            spoil(json, json->line, "nested too deeply");
        }
    } else if (c == '}' || c == ']') {
        json->depth--;
        if (json->depth == 0) {
            finish_element(json, at + 1);
        }
    }
}

static void in_string(struct json_array *json, char c)
{
    if (json->state == STATE_ESCAPE) {
        enter(json, STATE_STRING);
    } else if (c == '\\') {
        enter(json, STATE_ESCAPE);
    } else if (c == '"') {
        enter(json, STATE_OBJECT);
    }
}

/* Between elements; not white space. */
static void between(struct json_array *json, const char *at)
{
    enum state state = json->state;
    bool may_begin = state == STATE_FIRST || state == STATE_NEXT;
    bool may_end = state == STATE_FIRST || state == STATE_BEHIND;
    if (state == STATE_START && *at == '[') {
        enter(json, STATE_FIRST);
    } else if (may_begin && *at == '{') {
        begin_element(json, at);
        in_object(json, at);
    } else if (may_end && *at == ']') {
        enter(json, STATE_TAIL);
    } else if (state == STATE_BEHIND && *at == ',') {
        enter(json, STATE_NEXT);
    } else if (state == STATE_TAIL) {
        spoil(json, json->line, "something behind the array");
    } else {
        spoil(json, json->line, "an array of objects is expected");
    }
}

static void count_line(struct json_array *json, char c)
{
    json->line += c == '\r' || (c == '\n' && !json->after_cr);
    json->after_cr = c == '\r';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void take_char(struct json_array *json, const char *at)
{
    switch (json->state) {
    case STATE_OBJECT:
        in_object(json, at);
        break;
    case STATE_STRING:
    case STATE_ESCAPE:
        in_string(json, *at);
        break;
    default:
        if (!is_space(*at)) {
            between(json, at);
        }
        break;
    }
}

static bool is_within(const struct json_array *json)
{
    return json->state >= STATE_OBJECT && json->state <= STATE_ESCAPE;
}

static void finish(struct json_array *json)
{
    struct place at = {1, NULL};
    if (json->state != STATE_TAIL && json->state != STATE_END) {
        spoil(json, json->line, "the array has no end");
    }
    if (json->source.rows == 0 &&
        json->source.complaints->verdict == FAULT_NONE) {
        complain_file(json->source.complaints, &at, FAULT_NO_ROWS,
                      span_of(NULL));
    }
}

static bool json_array_text(struct source *source, struct span run, bool last)
{
    struct json_array *json = CONTAINER_OF(source, struct json_array, source);
    const char *end = run.data + run.len;
    json->from = run.data;
    for (const char *at = run.data; at < end && json->state != STATE_END;
         at++) {
        take_char(json, at);
        count_line(json, *at);
        if (json->source.complaints->verdict != FAULT_NONE) {
            json->state = STATE_END;
        }
    }
    if (is_within(json) && run.len > 0 && !json->too_long) {
        keep(json, end);
    }
    if (last) {
        finish(json);
    }
    return !last && json->state != STATE_END;
}

static int json_array_line(const struct source *source)
{
    return ((const struct json_array *)source)->line;
}

static void json_array_free(struct source *source)
{
    struct json_array *json = CONTAINER_OF(source, struct json_array, source);
    buffer_fini(&json->carry);
    json_row_free(json->row);
    free(json);
}

static const struct source_ops JSON_ARRAY_OPS = {
    json_array_text,
    json_array_line,
    json_array_free,
};

struct source *json_array_new(struct row_taker *taker,
                              struct complaints *complaints)
{
    struct json_array *json = calloc(1, sizeof(*json));
    CHECK(json != NULL);
    json->source = (struct source){&JSON_ARRAY_OPS, taker, complaints, 0};
    json->row = json_row_new(taker);
    json->line = 1;
    buffer_init(&json->carry, ROW_MAX_FIELD);
    return &json->source;
}
