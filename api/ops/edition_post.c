/*
 * POST /v1/editions: freezes a report, its text, its figures and the template
 * it was made by, as a draft.
 */
#include <stdio.h>

#include "model/decimal.h"
#include "ops/data_refuse.h"
#include "ops/edition.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "platform/macros.h"
#include "reports/report_compose.h"
#include "reports/report_inquiry.h"
#include "reports/report_json.h"
#include "reports/report_params.h"
#include "reports/report_templates.h"

static void on_stored(struct op *op, const struct db_result *result)
{
    char count[DECIMAL_TEXT_SIZE];
    if (db_rows(result) > 0) {
        edition_send(op, 201, result, 0);
        return;
    }
    decimal_print(count, LIMITS_EDITIONS, 0);
    op_fail(op, FAULT_TOO_MANY, "editions", count, count);
}

/* --- what is stored --- */

static const char *number_text(struct arena *arena, int64_t number)
{
    char *text = arena_alloc(arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

static int count_missing(const struct report_text *text)
{
    int count = 0;
    for (int i = 0; i < text->said_count; i++) {
        count += text->said[i].text == NULL;
    }
    return count;
}

static void write_sentences(const struct report_text *text,
                            struct json_writer *json)
{
    json_begin_array(json);
    for (int i = 0; i < text->said_count; i++) {
        json_begin_object(json);
        json_member_string(json, "id", text->said[i].sentence->id);
        json_member_string(json, "text", text->said[i].text);
        json_end_object(json);
    }
    json_end_array(json);
}

enum { REPORT, MARKDOWN, HTML, FIGURES, SENTENCES, TEXTS };

/* False: one of them is too long. */
static bool print(const struct report_inquiry *inquiry, const char *out[TEXTS])
{
    struct arena *arena = &inquiry->op->req->arena;
    const struct report_document *document = report_compose(inquiry, arena);
    struct buffer texts[TEXTS];
    struct json_writer json;
    bool good = true;
    for (int i = 0; i < TEXTS; i++) {
        buffer_init(&texts[i], REPORT_DOCUMENT_MAX);
    }
    report_json_write(inquiry, &texts[REPORT]);
    report_markdown_write(document, &texts[MARKDOWN]);
    report_html_write(document, &texts[HTML]);
    json_init(&json, &texts[FIGURES]);
    report_json_figures(inquiry, &json);
    json_init(&json, &texts[SENTENCES]);
    write_sentences(inquiry->text, &json);
    for (int i = 0; i < TEXTS; i++) {
        good = good && !texts[i].failed;
        out[i] = good ? arena_copy(arena, texts[i].data, texts[i].len) : NULL;
        buffer_fini(&texts[i]);
    }
    return good;
}

static void store(struct report_inquiry *inquiry)
{
    struct op *op = inquiry->op;
    struct arena *arena = &op->req->arena;
    const char *texts[TEXTS];
    if (!print(inquiry, texts)) {
        op_fail(op, FAULT_INTERNAL, NULL, NULL, NULL);
        return;
    }
    const struct report_request *request = &inquiry->request;
    const char *const params[] = {
        inquiry->text->title,
        number_text(arena, request->year),
        number_text(arena, request->through),
        inquiry->area->code,
        request->lang == LANG_EN ? "en" : "zh",
        number_text(arena, inquiry->revision),
        number_text(arena, count_missing(inquiry->text)),
        request->template,
        texts[REPORT],
        texts[MARKDOWN],
        texts[HTML],
        texts[FIGURES],
        texts[SENTENCES],
        op->actor.name,
        op->req->id,
        number_text(arena, LIMITS_EDITIONS),
    };
    op_query(op, STATEMENT_EDITION_PUT, params, ARRAY_LEN(params), on_stored);
}

static void on_inquired(struct report_inquiry *inquiry, bool ok,
                        const struct error *err)
{
    struct op *op = inquiry->op;
    op->on_gone = NULL;
    if (ok) {
        store(inquiry);
    } else if (err != NULL) {
        op_fail_error(op, err);
    } else {
        data_refuse(op, &inquiry->faults);
    }
}

/* --- the request --- */

static void on_gone(struct op *op)
{
    report_inquiry_drop(op->data);
}

void op_edition_post(struct op *op)
{
    static const char *const PARAMS[] = {"year", "through", "area", "asof",
                                         NULL};
    struct arena *arena = &op->req->arena;
    struct report_inquiry *inquiry = arena_zalloc(arena, 1, sizeof(*inquiry));
    struct error err = {0};
    op->data = inquiry;
    op_note_params(op, PARAMS);
    report_params_read(op, &inquiry->request);
    if (op_refused(op)) {
        return;
    }
    struct report_template_text template =
        report_templates_get(op->app->templates, inquiry->request.lang, arena);
    inquiry->op = op;
    inquiry->done = on_inquired;
    inquiry->request.template = template.text;
    inquiry->request.template_len = template.len;
    if (report_inquiry_init(inquiry, &err)) {
        op->on_gone = on_gone;
        report_inquiry_start(inquiry);
    } else if (inquiry->faults.count > 0) {
        data_refuse(op, &inquiry->faults);
    } else {
        op_fail_error(op, &err);
    }
}
