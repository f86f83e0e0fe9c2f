#include <stdio.h>
#include <stdlib.h>

#include "ingest/json_row.h"
#include "ingest/lines.h"
#include "ingest/source.h"
#include "platform/check.h"
#include "platform/macros.h"

/* NDJSON: every line is a document of its own, so a bad one spoils only its
 * row. */
struct json_lines {
    struct source source;
    struct lines lines;
    struct json_row *row;
    bool stopped;
};

static void bad_line(struct json_lines *json, int line,
                     const struct json_row_fault *fault)
{
    char text[96];
    snprintf(text, sizeof(text), "offset %zu: %s", fault->offset, fault->why);
    const char *const args[3] = {text, NULL, NULL};
    struct place at = {line, NULL};
    complain_with(json->source.complaints, &at, FAULT_BAD_JSON, args,
                  span_of(NULL));
}

static void take_line(struct json_lines *json, struct span line, int number)
{
    struct json_row_fault fault = {"", 0};
    static const char *const MANY_COLUMNS[3] = {"1024", NULL, NULL};
    struct place at = {number, NULL};
    bool skipped = false;
    if (span_is_blank(line)) {
        return;
    }
    switch (json_row_take(json->row, line, number, &skipped, &fault)) {
    case JSON_ROW_DONE:
        json->source.rows += !skipped;
        break;
    case JSON_ROW_STOP:
        json->stopped = true;
        break;
    case JSON_ROW_BAD:
        json->source.rows++;
        bad_line(json, number, &fault);
        break;
    case JSON_ROW_MANY_COLUMNS:
        complain_file_with(json->source.complaints, &at, FAULT_TOO_MANY_COLUMNS,
                           MANY_COLUMNS);
        break;
    }
}

static void long_line(struct json_lines *json, int number)
{
    static const char *const ARGS[3] = {"65536", NULL, NULL};
    struct place at = {number, NULL};
    json->source.rows++;
    complain_with(json->source.complaints, &at, FAULT_ROW_TOO_LONG, ARGS,
                  span_of(NULL));
}

static bool is_over(const struct json_lines *json)
{
    return json->stopped || json->source.complaints->verdict != FAULT_NONE;
}

static void finish(struct json_lines *json)
{
    struct place at = {1, NULL};
    if (json->source.rows == 0 && !is_over(json)) {
        complain_file(json->source.complaints, &at, FAULT_NO_ROWS,
                      span_of(NULL));
    }
}

static bool json_lines_text(struct source *source, struct span run, bool last)
{
    struct json_lines *json = CONTAINER_OF(source, struct json_lines, source);
    enum lines_result result = LINES_GOT;
    lines_add(&json->lines, run, last);
    while (!is_over(json) && result != LINES_MORE) {
        struct span line;
        int number = 0;
        result = lines_next(&json->lines, &line, &number);
        if (result == LINES_GOT) {
            take_line(json, line, number);
        } else if (result == LINES_TOO_LONG) {
            long_line(json, number);
        }
    }
    if (last) {
        finish(json);
    }
    return !last && !is_over(json);
}

static int json_lines_line(const struct source *source)
{
    return ((const struct json_lines *)source)->lines.line;
}

static void json_lines_free(struct source *source)
{
    struct json_lines *json = CONTAINER_OF(source, struct json_lines, source);
    lines_fini(&json->lines);
    json_row_free(json->row);
    free(json);
}

static const struct source_ops JSON_LINES_OPS = {
    json_lines_text,
    json_lines_line,
    json_lines_free,
};

struct source *json_lines_new(struct row_taker *taker,
                              struct complaints *complaints)
{
    struct json_lines *json = calloc(1, sizeof(*json));
    CHECK(json != NULL);
    json->source = (struct source){&JSON_LINES_OPS, taker, complaints, 0};
    json->row = json_row_new(taker);
    lines_init(&json->lines, ROW_MAX_FIELD);
    return &json->source;
}
