/*
 * GET /v1/reports/annual: the year's summary, as JSON, Markdown, HTML or a
 * docx. Kept like every read: until the next import, and made once for all
 * who ask for it at the same time.
 */
#include <stdio.h>
#include <string.h>

#include "conditional.h"
#include "data/data_faults.h"
#include "metrics.h"
#include "ops/data_refuse.h"
#include "ops/data_send.h"
#include "ops/ops.h"
#include "reports/report_compose.h"
#include "reports/report_inquiry.h"
#include "reports/report_json.h"
#include "reports/report_params.h"
#include "reports/report_press.h"
#include "reports/report_templates.h"
#include "response_cache.h"

#define FILE_SIZE 64

struct report_get {
    struct report_inquiry inquiry;
    enum report_format format;
    const char *template; /* its digest */
    const char *key;
    struct response_waiter waiter;
    struct report_print *print; /* a docx that is being made; NULL: none */
};

static struct response_cache *cache_of(const struct report_get *get)
{
    return get->inquiry.op->app->cache;
}

/* --- the answer --- */

static void send(struct report_get *get, const struct response *response,
                 bool kept)
{
    const struct report_request *request = &get->inquiry.request;
    char file[FILE_SIZE];
    snprintf(file, sizeof(file), "annual-%d-M%02d", request->year,
             request->through);
    report_format_headers(get->inquiry.op, get->format, file);
    data_send(get->inquiry.op, response, kept);
}

static void fail(struct report_get *get, const struct error *err)
{
    struct op *op = get->inquiry.op;
    op->on_gone = NULL;
    response_flight_land(cache_of(get), &get->waiter, NULL, err);
    op_fail_error(op, err);
}

/* Others first: sending our own reply may end this request. */
static void deliver(struct report_get *get, const struct buffer *body)
{
    struct op *op = get->inquiry.op;
    struct response response = {
        .key = get->key,
        .type = report_format_type(get->format),
        .data = body->data,
        .len = body->len,
        .revision = catalogue_revision(op->catalogue),
    };
    const struct response *stored = NULL;
    conditional_etag(op, get->key, response.etag);
    if (op->catalogue == op->app->catalogue) {
        stored = response_cache_add(cache_of(get), &response);
    }
    response_flight_land(cache_of(get), &get->waiter, &response, NULL);
    send(get, stored != NULL ? stored : &response, stored != NULL);
}

/* --- printing --- */

static void on_docx(void *ctx, const struct buffer *docx,
                    const struct error *err)
{
    struct report_get *get = ctx;
    get->print = NULL;
    if (docx != NULL) {
        deliver(get, docx);
    } else {
        fail(get, err);
    }
}

static void press(struct report_get *get, const struct buffer *markdown)
{
    struct op *op = get->inquiry.op;
    struct error err = {0};
    const struct report_job job = {
        .markdown = markdown,
        .at = report_press_seconds(catalogue_generated(op->catalogue)),
        .req = op->req->id,
        .done = on_docx,
        .ctx = get,
    };
    get->print = report_press_start(op->app->press, &job, &err);
    if (get->print == NULL) {
        fail(get, &err);
        return;
    }
    op->req->watched = true; /* not for nobody */
}

static void print(struct report_get *get, struct buffer *out)
{
    const struct report_inquiry *inquiry = &get->inquiry;
    struct arena *arena = &inquiry->op->req->arena;
    if (get->format == REPORT_JSON) {
        report_json_write(inquiry, out);
    } else if (get->format == REPORT_HTML) {
        report_html_write(report_compose(inquiry, arena), out);
    } else {
        report_markdown_write(report_compose(inquiry, arena), out);
    }
}

static void finish(struct report_get *get)
{
    struct buffer body;
    buffer_init(&body, REPORT_DOCUMENT_MAX);
    print(get, &body);
    if (body.failed) {
        struct error err = {0};
        error_detail(&err, FAULT_INTERNAL, "a report is too long");
        fail(get, &err);
    } else if (get->format == REPORT_DOCX) {
        press(get, &body);
    } else {
        deliver(get, &body);
    }
    buffer_fini(&body);
}

static void on_inquired(struct report_inquiry *inquiry, bool ok,
                        const struct error *err)
{
    struct report_get *get = CONTAINER_OF(inquiry, struct report_get, inquiry);
    struct error contention = {0};
    if (ok) {
        finish(get);
    } else if (err != NULL) {
        fail(get, err);
    } else { /* what it is about went away with an import, or never was */
        error_set(&contention, FAULT_CONTENTION, NULL, NULL, NULL);
        response_flight_land(cache_of(get), &get->waiter, NULL, &contention);
        inquiry->op->on_gone = NULL;
        data_refuse(inquiry->op, &inquiry->faults);
    }
}

/* --- alone or with others --- */

static void on_gone(struct op *op)
{
    struct report_get *get = op->data;
    report_press_cancel(get->print);
    report_inquiry_drop(&get->inquiry);
    response_flight_leave(cache_of(get), &get->waiter);
}

static void on_response(struct response_waiter *waiter,
                        const struct response *response,
                        const struct error *err)
{
    struct report_get *get = CONTAINER_OF(waiter, struct report_get, waiter);
    struct op *op = get->inquiry.op;
    if (response != NULL) {
        metrics_cache(op->app->metrics, METRICS_CACHE_SHARED);
        const struct response *known = response_cache_find(
            cache_of(get), response->key, strlen(response->key));
        send(get, known != NULL ? known : response, known != NULL);
    } else if (err != NULL) {
        op->on_gone = NULL;
        op_fail_error(op, err);
    } else {
        metrics_cache(op->app->metrics, METRICS_CACHE_MISS);
        report_inquiry_start(&get->inquiry);
    }
}

static void answer(struct report_get *get)
{
    struct op *op = get->inquiry.op;
    const struct response *known =
        response_cache_find(cache_of(get), get->key, strlen(get->key));
    if (known != NULL) {
        metrics_cache(op->app->metrics, METRICS_CACHE_HIT);
        send(get, known, true);
        return;
    }
    op->on_gone = on_gone;
    if (response_flight_join(cache_of(get), &get->waiter, get->key)) {
        metrics_cache(op->app->metrics, METRICS_CACHE_MISS);
        report_inquiry_start(&get->inquiry);
    }
}

/* --- the request --- */

/* All that the bytes depend on besides the data. */
static const char *make_key(const struct report_get *get)
{
    const struct report_request *request = &get->inquiry.request;
    const struct op *op = get->inquiry.op;
    const struct config *config = op->app->config;
    struct arena *arena = &op->req->arena;
    struct buffer key;
    buffer_init(&key, 0);
    buffer_printf(
        &key, "report %s %d %d %s %d %d %s %s %d,%d,%s",
        report_format_name(get->format), request->year, request->through,
        get->inquiry.area->code, (int)request->lang, request->draft,
        request->asof != NULL ? request->asof : "-", get->template,
        config->small_base, config->min_coverage,
        protection_key(protection_of(config, &op->actor, arena), arena));
    const char *text = arena_copy(arena, key.data, key.len);
    buffer_fini(&key);
    return text;
}

static bool parse(struct op *op, struct report_get *get)
{
    static const char *const PARAMS[] = {"year", "through", "area", "format",
                                         "asof", "draft",   NULL};
    struct report_request *request = &get->inquiry.request;
    op_note_params(op, PARAMS);
    report_params_read(op, request);
    get->format = report_params_format(op);
    if (op_refused(op)) {
        return false;
    }
    if (get->format == REPORT_FORMATS) {
        op_fail(op, FAULT_NOT_ACCEPTABLE, NULL, NULL, NULL);
        return false;
    }
    if (get->format == REPORT_DOCX && !report_press_ready()) {
        op_fail(op, FAULT_NO_PANDOC, NULL, NULL, NULL);
        return false;
    }
    return true;
}

void op_report_get(struct op *op)
{
    struct arena *arena = &op->req->arena;
    struct report_get *get = arena_zalloc(arena, 1, sizeof(*get));
    struct error err = {0};
    op->data = get;
    if (!parse(op, get)) {
        return;
    }
    struct report_inquiry *inquiry = &get->inquiry;
    struct report_template_text template =
        report_templates_get(op->app->templates, inquiry->request.lang, arena);
    inquiry->op = op;
    inquiry->done = on_inquired;
    inquiry->request.template = template.text;
    inquiry->request.template_len = template.len;
    get->template = arena_dup(arena, template.digest);
    get->waiter.on_response = on_response;
    if (!report_inquiry_init(inquiry, &err)) {
        if (inquiry->faults.count > 0) {
            data_refuse(op, &inquiry->faults);
        } else {
            op_fail_error(op, &err);
        }
        return;
    }
    get->key = make_key(get);
    if (!conditional_check(op, get->key)) {
        answer(get);
    }
}
