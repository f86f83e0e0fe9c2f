/* GET /v1/partnerships: who works with whom, as it was last reported. */
#include <stdio.h>
#include <string.h>

#include "data/data_base64.h"
#include "model/credit_code.h"
#include "model/period.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "ops/partnership_write.h"
#include "platform/macros.h"
#include "platform/utf8.h"

#define NUMBER_SIZE 12
#define CURSOR_MARK "p1"
#define CURSOR_BREAK '\x1f'

enum {
    COLUMN_SCHOOL,
    COLUMN_AREA,
    COLUMN_CODE,
    COLUMN_ENTERPRISE,
    COLUMN_TIERS,
    COLUMN_MODES,
    COLUMN_DEPTH,
    COLUMN_ON_CAMPUS,
    COLUMN_START,
    COLUMN_END,
    COLUMN_SOURCE,
    COLUMN_IMPORT,
    COLUMN_LINE,
};

/* What a cursor holds: the row that the page before ended with. */
enum { KEY_SCHOOL, KEY_CODE, KEY_START, KEY_NAME, KEYS };

struct search {
    const char *area, *school, *code, *on;
    const char *before[KEYS]; /* NULL: from the start */
    int limit;
};

/* --- the cursor --- */

static const char *print_cursor(struct op *op, const struct db_result *result,
                                int row)
{
    const char *code = db_text(result, row, COLUMN_CODE);
    char text[CATALOGUE_NAME_MAX + 100];
    int len =
        snprintf(text, sizeof(text), CURSOR_MARK "\x1f%s\x1f%s\x1f%s\x1f%s",
                 db_text(result, row, COLUMN_SCHOOL), code,
                 db_text(result, row, COLUMN_START),
                 *code == '\0' ? db_text(result, row, COLUMN_ENTERPRISE) : "");
    return data_base64_print(&op->req->arena, text, (size_t)len);
}

static bool is_day(const char *text)
{
    int period = 0;
    return period_parse(text, strlen(text), &period) &&
           period_type_of(period) == PERIOD_DAY;
}

/* What goes to the statement must be text that it takes. */
static bool parse_cursor(struct op *op, const char *text,
                         const char *before[KEYS])
{
    size_t len = 0;
    char *at = data_base64_parse(&op->req->arena, text, &len);
    if (at == NULL || strlen(at) != len ||
        strncmp(at, CURSOR_MARK, strlen(CURSOR_MARK)) != 0) {
        return false;
    }
    at += strlen(CURSOR_MARK);
    for (int i = 0; i < KEYS; i++) {
        if (*at != CURSOR_BREAK) {
            return false;
        }
        *at++ = '\0';
        before[i] = at;
        at += strcspn(at, "\x1f");
    }
    bool whole = *at == '\0';
    return whole && is_day(before[KEY_START]) &&
           utf8_plain(before[KEY_SCHOOL], strlen(before[KEY_SCHOOL])) &&
           utf8_plain(before[KEY_CODE], strlen(before[KEY_CODE])) &&
           utf8_plain(before[KEY_NAME], strlen(before[KEY_NAME]));
}

/* --- the answer --- */

static void write_or_null(struct json_writer *json, const char *key,
                          const char *text)
{
    json_member_string(json, key, *text != '\0' ? text : NULL);
}

static void write_row(struct json_writer *json, const struct db_result *result,
                      int row)
{
    json_begin_object(json);
    json_member_string(json, "school", db_text(result, row, COLUMN_SCHOOL));
    json_member_string(json, "area", db_text(result, row, COLUMN_AREA));
    write_or_null(json, "credit_code", db_text(result, row, COLUMN_CODE));
    json_member_string(json, "enterprise",
                       db_text(result, row, COLUMN_ENTERPRISE));
    partnership_write_codes(json, "tiers", db_text(result, row, COLUMN_TIERS));
    partnership_write_codes(json, "modes", db_text(result, row, COLUMN_MODES));
    json_member_string(json, "depth", db_text(result, row, COLUMN_DEPTH));
    json_member_string(json, "on_campus",
                       db_text(result, row, COLUMN_ON_CAMPUS));
    json_member_string(json, "start", db_text(result, row, COLUMN_START));
    write_or_null(json, "end", db_text(result, row, COLUMN_END));
    json_member_string(json, "source", db_text(result, row, COLUMN_SOURCE));
    json_member_string(json, "import", db_text(result, row, COLUMN_IMPORT));
    json_member_int(json, "line", db_int(result, row, COLUMN_LINE));
    json_end_object(json);
}

static void on_rows(struct op *op, const struct db_result *result)
{
    const struct search *search = op->data;
    struct buffer body;
    struct json_writer json;
    int rows = db_rows(result);
    bool more = rows > search->limit;
    int shown = more ? search->limit : rows;

    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_member_string(&json, "next",
                       more ? print_cursor(op, result, shown - 1) : NULL);
    json_end_object(&json);
    json_key(&json, "partnerships");
    json_begin_array(&json);
    for (int row = 0; row < shown; row++) {
        write_row(&json, result, row);
    }
    json_end_array(&json);
    json_end_object(&json);
    envelope_send(op, &body);
    buffer_fini(&body);
}

/* --- the request --- */

static const char *number_text(struct op *op, int number)
{
    char *text = arena_alloc(&op->req->arena, NUMBER_SIZE);
    snprintf(text, NUMBER_SIZE, "%d", number);
    return text;
}

static void parse_places(struct op *op, struct search *search)
{
    const char *area = request_param(op->req, "area");
    const char *school = request_param(op->req, "school");
    if (area != NULL) {
        const struct area *found =
            catalogue_area(op->catalogue, area, strlen(area));
        if (found == NULL) {
            op_note(op, "area", FAULT_UNKNOWN_AREA, area, NULL);
        } else {
            search->area = number_text(op, found->id);
        }
    }
    if (school != NULL) {
        const struct school *found =
            catalogue_school(op->catalogue, school, strlen(school));
        if (found == NULL) {
            op_note(op, "school", FAULT_UNKNOWN_SCHOOL, school, NULL);
        } else {
            search->school = number_text(op, found->id);
        }
    }
}

/* An empty code asks for the entries that have none. */
static void parse_code(struct op *op, struct search *search)
{
    const char *code = request_param(op->req, "credit_code");
    struct credit_code read;
    if (code == NULL) {
        return;
    }
    if (*code != '\0' &&
        credit_code_read(code, strlen(code), &read) != CREDIT_CODE_OK) {
        op_note(op, "credit_code", FAULT_BAD_PARAMETER, "credit_code", code);
        return;
    }
    search->code = *code == '\0' ? "" : arena_dup(&op->req->arena, read.text);
}

static void parse_rest(struct op *op, struct search *search)
{
    const char *cursor = request_param(op->req, "cursor");
    search->on = request_param(op->req, "on");
    if (search->on != NULL && !is_day(search->on)) {
        op_note(op, "on", FAULT_BAD_PARAMETER, "on", search->on);
    }
    search->limit =
        (int)op_int_param(op, "limit", LIMITS_LIST_DEFAULT, 1, LIMITS_LIST_MAX);
    if (cursor != NULL && !parse_cursor(op, cursor, search->before)) {
        op_note(op, "cursor", FAULT_BAD_CURSOR, NULL, NULL);
    }
}

void op_partnerships_list(struct op *op)
{
    static const char *const PARAMS[] = {"area",  "school", "credit_code", "on",
                                         "limit", "cursor", NULL};
    struct search *search = arena_zalloc(&op->req->arena, 1, sizeof(*search));

    op_note_params(op, PARAMS);
    parse_places(op, search);
    parse_code(op, search);
    parse_rest(op, search);
    if (op_refused(op) || !envelope_wants_json(op)) {
        return;
    }
    op->data = search;
    /* One more than asked for tells whether there is a next page. */
    const char *const params[] = {
        search->area,
        search->school,
        search->code,
        search->on,
        search->before[KEY_SCHOOL],
        search->before[KEY_CODE],
        search->before[KEY_START],
        search->before[KEY_NAME],
        number_text(op, search->limit + 1),
    };
    op_query(op, STATEMENT_PARTNERSHIP_LIST, params, ARRAY_LEN(params),
             on_rows);
}
