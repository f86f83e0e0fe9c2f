/* GET /v1/editions/{id}: what was frozen, in the formats of a report. */
#include <stdio.h>
#include <string.h>

#include "conditional.h"
#include "http/request.h"
#include "ops/edition.h"
#include "ops/envelope.h"
#include "ops/ops.h"
#include "reports/report_document.h"
#include "reports/report_params.h"
#include "reports/report_press.h"

#define KEY_SIZE 128
#define FILE_SIZE 64

struct edition_get {
    enum report_format format;
    char key[KEY_SIZE];
    char file[FILE_SIZE];
    struct report_print *print;
    struct op *op;
};

static void send(struct edition_get *get, const void *data, size_t len)
{
    struct op *op = get->op;
    struct buffer body;
    buffer_init(&body, REPORT_PRESS_OUTPUT);
    buffer_add(&body, data, len);
    report_format_headers(op, get->format, get->file);
    conditional_send(op, get->key, report_format_type(get->format), &body);
    buffer_fini(&body);
}

/* --- docx --- */

static void on_gone(struct op *op)
{
    struct edition_get *get = op->data;
    report_press_cancel(get->print);
}

static void on_docx(void *ctx, const struct buffer *docx,
                    const struct error *err)
{
    struct edition_get *get = ctx;
    get->print = NULL;
    get->op->on_gone = NULL;
    if (docx != NULL) {
        send(get, docx->data, docx->len);
    } else {
        op_fail_error(get->op, err);
    }
}

static void press(struct edition_get *get, const struct db_result *result)
{
    struct op *op = get->op;
    struct error err = {0};
    struct buffer markdown;
    buffer_init(&markdown, REPORT_DOCUMENT_MAX);
    buffer_add_str(&markdown, db_text(result, 0, EDITION_MARKDOWN));
    const struct report_job job = {
        .markdown = &markdown,
        .at = db_int(result, 0, EDITION_CREATED_S),
        .req = op->req->id,
        .done = on_docx,
        .ctx = get,
    };
    get->print = report_press_start(op->app->press, &job, &err);
    buffer_fini(&markdown);
    if (get->print == NULL) {
        op_fail_error(op, &err);
        return;
    }
    op->on_gone = on_gone;
    op->req->watched = true; /* not for nobody */
}

/* --- the others --- */

/* The frozen report in its own bytes. */
static void send_json(struct edition_get *get, const struct db_result *result)
{
    struct buffer body;
    struct json_writer json;
    const char *report = db_text(result, 0, EDITION_REPORT);
    buffer_init(&body, REPORT_PRESS_OUTPUT);
    json_init(&json, &body);
    json_begin_object(&json);
    edition_write(get->op, &json, result, 0, 0);
    json_member_string(&json, "template", db_text(result, 0, EDITION_TEMPLATE));
    json_key(&json, "report");
    json_raw(&json, report, strlen(report));
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    conditional_send(get->op, get->key, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}

static void send_text(struct edition_get *get, const struct db_result *result,
                      int column)
{
    send(get, db_text(result, 0, column), (size_t)db_length(result, 0, column));
}

static void on_edition(struct op *op, const struct db_result *result)
{
    struct edition_get *get = op->data;
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    snprintf(get->key, KEY_SIZE, "edition %s %s %s %s", op->args[0],
             db_text(result, 0, EDITION_STATE), report_format_name(get->format),
             edition_drafts(op));
    snprintf(get->file, FILE_SIZE, "edition-%s", op->args[0]);
    if (conditional_check(op, get->key)) {
        return;
    }
    if (get->format == REPORT_JSON) {
        send_json(get, result);
    } else if (get->format == REPORT_DOCX) {
        press(get, result);
    } else {
        send_text(get, result,
                  get->format == REPORT_HTML ? EDITION_HTML : EDITION_MARKDOWN);
    }
}

void op_edition_get(struct op *op)
{
    static const char *const PARAMS[] = {"format", NULL};
    struct edition_get *get = arena_zalloc(&op->req->arena, 1, sizeof(*get));
    op->data = get;
    get->op = op;
    op_note_params(op, PARAMS);
    get->format = report_params_format(op);
    if (op_refused(op) || !edition_check_id(op)) {
        return;
    }
    if (get->format == REPORT_FORMATS) {
        op_fail(op, FAULT_NOT_ACCEPTABLE, NULL, NULL, NULL);
        return;
    }
    const char *const params[] = {op->args[0], edition_drafts(op)};
    op_query(op, STATEMENT_EDITION_READ, params, 2, on_edition);
}
