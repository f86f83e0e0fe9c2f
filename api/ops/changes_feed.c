#include "ops/changes_feed.h"

#include <stdio.h>
#include <string.h>

#include "accept.h"
#include "conditional.h"
#include "model/decimal.h"
#include "ops/envelope.h"
#include "ops/id_cursor.h"
#include "ops/limits.h"
#include "platform/macros.h"

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
/* A cursor holds the revision, and then what the kind has in its places. */
#define PLACE_REVISION 0
#define COLUMN_REVISION 0

struct feed {
    const struct changes_kind *kind;
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
        struct id_cursor cursor = {.id[PLACE_REVISION] = beyond};
        for (int i = 0; i < feed->kind->place_count; i++) {
            cursor.id[1 + i] = (int)db_int(result, row, feed->kind->places[i]);
        }
        return cursor;
    }
    while (revision_of(result, feed->rows - 1) == beyond) {
        feed->rows--;
    }
    return (struct id_cursor){.id[PLACE_REVISION] = beyond};
}

static void measure(struct op *op, struct feed *feed,
                    const struct db_result *result)
{
    feed->rows = db_rows(result);
    feed->through = feed->last;
    if (feed->rows > feed->limit) {
        feed->next = id_cursor_print(&op->req->arena, feed->kind->mark,
                                     cut(feed, result));
    }
}

/* --- the answer --- */

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
        feed->kind->write(&json, op, result, row);
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
        feed->kind->write(&json, op, result, row);
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
                 "<%s?cursor=%s&limit=%d&format=%s>; rel=\"next\"",
                 feed->kind->path, feed->next, feed->limit,
                 FORMATS[feed->format]);
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
        feed->kind->csv(op, result, feed->rows, &body);
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
    if (cursor != NULL && !id_cursor_parse(&op->req->arena, feed->kind->mark,
                                           cursor, &feed->from)) {
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

/* A place behind the snapshot comes from another history, as that before a
 * restore: who waited there would miss what becomes of these revisions. */
static bool is_known(struct op *op, const struct feed *feed)
{
    int64_t after = feed->from.id[PLACE_REVISION] - 1;
    if (after <= feed->last) {
        return true;
    }
    op_fail(op, FAULT_AFTER_CURRENT, print(op, after), print(op, feed->last),
            NULL);
    return false;
}

void changes_feed(struct op *op, const struct changes_kind *kind)
{
    struct feed *feed = arena_zalloc(&op->req->arena, 1, sizeof(*feed));
    const char *params[5];
    int count = 0;
    op->data = feed;
    feed->kind = kind;
    if (!parse(op, feed)) {
        return;
    }
    feed->last = catalogue_revision(op->catalogue);
    snprintf(feed->key, KEY_SIZE, "%s %d %d %d %d %d", kind->path,
             feed->from.id[0], feed->from.id[1], feed->from.id[2], feed->limit,
             feed->format);
    if (!is_known(op, feed) || conditional_check(op, feed->key)) {
        return;
    }
    for (int i = 0; i <= kind->place_count; i++) {
        params[count++] = print(op, feed->from.id[i]);
    }
    params[count++] = print(op, feed->last);
    /* One more than asked for tells whether there is a next page. */
    params[count++] = print(op, feed->limit + 1);
    op_query(op, kind->statement, params, count, on_changes);
}
