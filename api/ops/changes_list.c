/*
 * GET /v1/changes: every change of an observation behind a revision. A page
 * ends with a whole revision unless one alone is too long for it, and its
 * meta.revision is the last one of which nothing is left to be told: whoever
 * asks again after that, or goes on at the cursor, misses nothing and hears
 * nothing twice. What an import commits meanwhile has a higher revision.
 */
#include <stdio.h>

#include "accept.h"
#include "conditional.h"
#include "model/decimal.h"
#include "ops/changes_rows.h"
#include "ops/envelope.h"
#include "ops/id_cursor.h"
#include "ops/limits.h"
#include "ops/observation_write.h"
#include "ops/ops.h"
#include "platform/macros.h"

#include <string.h>

#define MAX_REVISION 999999998
#define NUMBER_SIZE 12
#define KEY_SIZE 96

static const char *const TYPES[] = {"application/json", "application/x-ndjson",
                                    "text/csv"};
static const char *const CONTENT_TYPES[] = {
    "application/json; charset=utf-8",
    "application/x-ndjson; charset=utf-8",
    "text/csv; charset=utf-8; header=present",
};
static const char *const FORMATS[] = {"json", "ndjson", "csv"};
enum { FORMAT_JSON, FORMAT_NDJSON, FORMAT_CSV };
/* The feed's order, and so what its cursor holds. */
enum { PLACE_REVISION, PLACE_CELL, PLACE_SCHOOL };
#define CURSOR_MARK 'c'

struct feed {
    struct id_cursor from; /* what is told lies behind it */
    int limit;
    int format;
    int64_t last; /* the snapshot's revision: later cells are not known */
    char key[KEY_SIZE];
    /* What the page turned out to be. */
    int rows;
    int64_t through;
    const char *next; /* NULL: this is all */
};

/* --- where the page ends --- */

static int revision_of(const struct db_result *result, int row)
{
    return (int)db_int(result, row, COLUMN_REVISION);
}

/* There is one row more than the page holds. It belongs to a revision that
 * waits for the next page as a whole, if this one has another. */
static struct id_cursor cut(struct feed *feed, const struct db_result *result)
{
    int beyond = revision_of(result, feed->limit);
    feed->through = beyond - 1;
    feed->rows = feed->limit;
    if (beyond == revision_of(result, 0)) {
        int row = feed->limit - 1;
        return (struct id_cursor){{beyond,
                                   (int)db_int(result, row, COLUMN_CELL),
                                   (int)db_int(result, row, COLUMN_SCHOOL)}};
    }
    while (revision_of(result, feed->rows - 1) == beyond) {
        feed->rows--;
    }
    return (struct id_cursor){.id[PLACE_REVISION] = beyond};
}

/* A place behind the snapshot comes from one who knows more, as after a
 * restore or from another server: nothing new, and no way back. */
static void measure(struct op *op, struct feed *feed,
                    const struct db_result *result)
{
    feed->rows = db_rows(result);
    int64_t known = feed->from.id[PLACE_REVISION] - 1;
    feed->through = known > feed->last ? known : feed->last;
    if (feed->rows > feed->limit) {
        feed->next =
            id_cursor_print(&op->req->arena, CURSOR_MARK, cut(feed, result));
    }
}

/* --- the answer --- */

static void write_change(struct json_writer *json, const struct op *op,
                         const struct db_result *result, int row)
{
    int cell = (int)db_int(result, row, COLUMN_CELL);
    int school = (int)db_int(result, row, COLUMN_SCHOOL);
    const struct indicator *indicator = observation_indicator(op, cell);

    json_begin_object(json);
    json_member_int(json, "revision", db_int(result, row, COLUMN_REVISION));
    json_member_string(json, "op", db_text(result, row, COLUMN_OP));
    json_member_string(json, "indicator", indicator->code);
    observation_write_key(json, op, cell, school);
    observation_write_number(json, "value", result, row, COLUMN_VALUE,
                             indicator->decimals);
    observation_write_text(json, "status", result, row, COLUMN_STATUS);
    observation_write_text(json, "note", result, row, COLUMN_NOTE);
    observation_write_flag(json, "derived", result, row, COLUMN_DERIVED);
    observation_write_number(json, "old_value", result, row, COLUMN_OLD_VALUE,
                             indicator->decimals);
    observation_write_text(json, "old_status", result, row, COLUMN_OLD_STATUS);
    observation_write_text(json, "import", result, row, COLUMN_IMPORT);
    observation_write_number(json, "line", result, row, COLUMN_LINE, 0);
    observation_write_place(json, result, row, COLUMN_SHEET);
    json_end_object(json);
}

static void write_meta(struct json_writer *json, const struct op *op,
                       const struct feed *feed)
{
    json_key(json, "meta");
    json_begin_object(json);
    json_member_int(json, "revision", feed->through);
    json_member_int(json, "current", feed->last);
    json_member_string(json, "generated", catalogue_generated(op->catalogue));
    if (op->app->config->demo) {
        json_member_bool(json, "synthetic", true);
    }
    json_member_string(json, "next", feed->next);
    json_end_object(json);
}

static void write_json(struct buffer *out, const struct op *op,
                       const struct feed *feed, const struct db_result *result)
{
    struct json_writer json;
    json_init(&json, out);
    json_begin_object(&json);
    write_meta(&json, op, feed);
    json_key(&json, "changes");
    json_begin_array(&json);
    for (int row = 0; row < feed->rows; row++) {
        write_change(&json, op, result, row);
    }
    json_end_array(&json);
    json_end_object(&json);
    buffer_add_char(out, '\n');
}

static void write_ndjson(struct buffer *out, const struct op *op,
                         const struct feed *feed,
                         const struct db_result *result)
{
    for (int row = 0; row < feed->rows; row++) {
        struct json_writer json;
        json_init(&json, out);
        write_change(&json, op, result, row);
        buffer_add_char(out, '\n');
    }
}

/* The same two facts for those who read no meta. */
static void add_headers(struct op *op, const struct feed *feed)
{
    char revision[DECIMAL_TEXT_SIZE];
    char link[256];
    decimal_print(revision, feed->through, 0);
    reply_header(op->req, "X-Revision", revision);
    if (feed->next != NULL) {
        snprintf(link, sizeof(link),
                 "</v1/changes?cursor=%s&limit=%d&format=%s>; rel=\"next\"",
                 feed->next, feed->limit, FORMATS[feed->format]);
        reply_header(op->req, "Link", link);
    }
}

static void on_changes(struct op *op, const struct db_result *result)
{
    struct feed *feed = op->data;
    struct buffer body;

    measure(op, feed, result);
    buffer_init(&body, LIMITS_CHANGES_BYTES);
    buffer_add_str(&body, "");
    if (feed->format == FORMAT_JSON) {
        write_json(&body, op, feed, result);
    } else if (feed->format == FORMAT_NDJSON) {
        write_ndjson(&body, op, feed, result);
    } else {
        changes_rows_csv(op, result, feed->rows, &body);
    }
    add_headers(op, feed);
    conditional_send(op, feed->key, CONTENT_TYPES[feed->format], &body);
    buffer_fini(&body);
}

/* --- the request --- */

static void parse_place(struct op *op, struct feed *feed)
{
    const char *cursor = request_param(op->req, "cursor");
    feed->from.id[PLACE_REVISION] =
        (int)op_int_param(op, "after", 0, 0, MAX_REVISION) + 1;
    if (cursor != NULL &&
        !id_cursor_parse(&op->req->arena, CURSOR_MARK, cursor, &feed->from)) {
        op_note(op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    }
}

static void parse_format(struct op *op, struct feed *feed)
{
    const char *name = request_param(op->req, "format");
    if (name == NULL) {
        feed->format = accept_best(request_header(op->req, "Accept"), TYPES,
                                   ARRAY_LEN(TYPES));
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(FORMATS); i++) {
        if (strcmp(name, FORMATS[i]) == 0) {
            feed->format = (int)i;
            return;
        }
    }
    op_note(op, "format", FAULT_BAD_PARAMETER, "format", name);
}

static bool parse(struct op *op, struct feed *feed)
{
    static const char *const PARAMS[] = {"after", "limit", "cursor", "format",
                                         NULL};
    op_note_params(op, PARAMS);
    parse_place(op, feed);
    parse_format(op, feed);
    feed->limit = (int)op_int_param(op, "limit", LIMITS_CHANGES_DEFAULT, 1,
                                    LIMITS_CHANGES_MAX);
    if (op_refused(op)) {
        return false;
    }
    if (feed->format < 0) {
        op_fail(op, FAULT_NOT_ACCEPTABLE, NULL, NULL, NULL);
        return false;
    }
    return true;
}

static const char *print(struct op *op, int64_t number)
{
    char *text = arena_alloc(&op->req->arena, NUMBER_SIZE);
    snprintf(text, NUMBER_SIZE, "%d", (int)number);
    return text;
}

void op_changes_list(struct op *op)
{
    struct feed *feed = arena_zalloc(&op->req->arena, 1, sizeof(*feed));
    op->data = feed;
    if (!parse(op, feed)) {
        return;
    }
    feed->last = catalogue_revision(op->catalogue);
    snprintf(feed->key, KEY_SIZE, "changes %d %d %d %d %d",
             feed->from.id[PLACE_REVISION], feed->from.id[PLACE_CELL],
             feed->from.id[PLACE_SCHOOL], feed->limit, feed->format);
    if (conditional_check(op, feed->key)) {
        return;
    }
    /* One more than asked for tells whether there is a next page. */
    const char *const params[] = {print(op, feed->from.id[PLACE_REVISION]),
                                  print(op, feed->from.id[PLACE_CELL]),
                                  print(op, feed->from.id[PLACE_SCHOOL]),
                                  print(op, feed->last),
                                  print(op, feed->limit + 1)};
    op_query(op, STATEMENT_CHANGES_READ, params, ARRAY_LEN(params), on_changes);
}
