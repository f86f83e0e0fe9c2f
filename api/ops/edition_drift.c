/*
 * GET /v1/editions/{id}/drift: which figures of an edition are others now, by
 * how much, which imports touched what they are made of, and which sentences
 * would be written otherwise.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conditional.h"
#include "model/decimal.h"
#include "ops/data_refuse.h"
#include "ops/edition.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "platform/macros.h"
#include "reports/report_drift.h"
#include "reports/report_inquiry.h"

#define KEY_SIZE 128
#define DAY_SIZE 16

struct drift {
    struct report_inquiry inquiry;
    const char *head; /* the edition's members */
    int64_t revision; /* of the edition's figures */
    char key[KEY_SIZE];
    struct report_then *then; /* by figure */
    bool *differs;
    struct report_touches *touches;
    int then_count;
    const char **ids, **texts; /* of its sentences */
    int sentence_count;
    int at; /* the figure whose imports are being read */
    struct report_ask ask;
    struct report_question question; /* of the ask */
};

static struct arena *arena_of(const struct op *op)
{
    return &op->req->arena;
}

/* NULL stays NULL. */
static const char *keep(struct op *op, const struct db_result *result, int row,
                        int column)
{
    return db_is_null(result, row, column)
               ? NULL
               : arena_dup(arena_of(op), db_text(result, row, column));
}

/* --- the answer --- */

static void write_figures(const struct drift *drift, struct json_writer *json)
{
    json_key(json, "figures");
    json_begin_array(json);
    for (int i = 0; i < drift->then_count; i++) {
        if (drift->differs[i]) {
            report_drift_write(json, &drift->inquiry, i, &drift->then[i],
                               &drift->touches[i]);
        }
    }
    json_end_array(json);
}

static bool is_same(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other
                                        : strcmp(one, other) == 0;
}

static void write_sentences(const struct drift *drift, struct json_writer *json)
{
    const struct report_text *text = drift->inquiry.text;
    json_key(json, "sentences");
    json_begin_array(json);
    for (int i = 0; i < drift->sentence_count && i < text->said_count; i++) {
        if (!is_same(drift->texts[i], text->said[i].text)) {
            json_begin_object(json);
            json_member_string(json, "id", drift->ids[i]);
            json_member_string(json, "then", drift->texts[i]);
            json_member_string(json, "now", text->said[i].text);
            json_end_object(json);
        }
    }
    json_end_array(json);
}

static void answer(struct op *op)
{
    const struct drift *drift = op->data;
    struct buffer body;
    struct json_writer json;
    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    json_begin_object(&json);
    envelope_begin_meta(&json, op);
    json_end_object(&json);
    json_key(&json, "edition");
    json_raw(&json, drift->head, strlen(drift->head));
    write_figures(drift, &json);
    write_sentences(drift, &json);
    json_end_object(&json);
    buffer_add_char(&body, '\n');
    conditional_send(op, drift->key, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}

/* --- which imports --- */

static void read_touches(struct op *op);

static void on_touches(struct op *op, const struct db_result *result)
{
    enum { REVISION, COMMITTED, IMPORT };
    struct drift *drift = op->data;
    struct report_touches *touches = &drift->touches[drift->at];
    int rows = db_rows(result);
    touches->more = rows > LIMITS_DRIFT_IMPORTS;
    rows = touches->more ? LIMITS_DRIFT_IMPORTS : rows;
    struct report_touch *list =
        arena_zalloc(arena_of(op), (size_t)rows + 1, sizeof(*list));
    for (int i = 0; i < rows; i++) {
        list[i] = (struct report_touch){
            keep(op, result, i, REVISION), keep(op, result, i, COMMITTED),
            edition_is_inside(op) ? keep(op, result, i, IMPORT) : NULL};
    }
    touches->list = list;
    touches->count = rows;
    drift->at++;
    read_touches(op);
}

static const char *number_text(struct op *op, int64_t number)
{
    char *text = arena_alloc(arena_of(op), DECIMAL_TEXT_SIZE);
    decimal_print(text, number, 0);
    return text;
}

static const char *day_text(struct op *op, int day)
{
    char *text = arena_alloc(arena_of(op), DAY_SIZE);
    snprintf(text, DAY_SIZE, "%04d-%02d-%02d", day / 10000, day / 100 % 100,
             day % 100);
    return text;
}

struct days { /* first and last; 0: none yet */
    int first, last;
};

/* From the year before, which the base is of. */
static void cover(struct days *days, int period)
{
    if (period == 0) {
        return;
    }
    int before = period_year_before(period);
    int first = period_first_day(before != 0 ? before : period);
    int last = period_last_day(period);
    if (days->first == 0 || first < days->first) {
        days->first = first;
    }
    if (last > days->last) {
        days->last = last;
    }
}

/* Of the figure as it was frozen; 0: it had none. */
static int period_then(const struct report_then *then)
{
    int period = 0;
    if (then->period == NULL ||
        !period_parse(then->period, strlen(then->period), &period)) {
        return 0;
    }
    return period;
}

/* The days of the figure then and now: its date may be another. */
static struct days days_of(const struct drift *drift)
{
    const struct report_plan *plan = drift->inquiry.plan;
    const struct report_source *source = &plan->sources[drift->at];
    struct days days = {0};
    cover(&days, period_then(&drift->then[drift->at]));
    if (source->question >= 0) {
        cover(&days, plan->questions[source->question].period);
    }
    return days;
}

static void ask_touches(struct op *op, const struct report_reply *reply)
{
    struct drift *drift = op->data;
    struct days days = days_of(drift);
    const char *last = day_text(op, days.last);
    const char *const params[] = {
        reply->of_sets ? last : reply->cells,
        number_text(op, drift->inquiry.area->id),
        number_text(op, drift->revision),
        number_text(op, catalogue_revision(op->catalogue)),
        number_text(op, LIMITS_DRIFT_IMPORTS + 1),
        day_text(op, days.first),
        last};
    enum { OF_SETS = 5 };
    op_query(
        op,
        reply->of_sets ? STATEMENT_REVISION_LIST_SETS : STATEMENT_REVISION_LIST,
        params, reply->of_sets ? OF_SETS : (int)ARRAY_LEN(params), on_touches);
}

static bool has_source(const struct report_reply *reply)
{
    return reply->of_sets ||
           (reply->cells != NULL && strcmp(reply->cells, "{}") != 0);
}

/* Of the figure now, or else of its base; NULL: neither is made of anything. */
static const struct report_reply *reply_now(const struct drift *drift)
{
    const struct report_source *source =
        &drift->inquiry.plan->sources[drift->at];
    const int questions[] = {source->question, source->base_question};
    for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
        if (questions[i] >= 0 &&
            has_source(&drift->inquiry.replies[questions[i]])) {
            return &drift->inquiry.replies[questions[i]];
        }
    }
    return NULL;
}

/* --- what it was made of, where nothing is left of it --- */

static void on_then_gone(struct op *op)
{
    struct drift *drift = op->data;
    report_ask_drop(&drift->ask);
}

static void on_then(struct report_ask *ask)
{
    struct op *op = ask->op;
    struct drift *drift = op->data;
    const struct report_reply reply = {.cells = ask->cells,
                                       .of_sets = ask->of_sets};
    op->on_gone = NULL;
    if (ask->data.end == DATA_ASK_FAILED) {
        op_fail_error(op, &ask->data.err);
    } else if (ask->data.end == DATA_ASK_MOVED) {
        op_fail(op, FAULT_CONTENTION, NULL, NULL, NULL);
    } else if (has_source(&reply)) {
        ask_touches(op, &reply);
    } else {
        drift->at++;
        read_touches(op);
    }
}

/* Asks for the figure as of the edition's revision. False: it had no date. */
static bool ask_then(struct op *op)
{
    struct drift *drift = op->data;
    struct report_inquiry *inquiry = &drift->inquiry;
    const struct report_figure *figure = &inquiry->template.figures[drift->at];
    drift->question = (struct report_question){
        .indicator = inquiry->plan->sources[drift->at].indicator,
        .where = figure->where,
        .where_count = figure->where_count,
        .by = figure->by,
        .period = period_then(&drift->then[drift->at]),
    };
    if (drift->question.indicator == NULL || drift->question.period == 0) {
        return false;
    }
    drift->ask = (struct report_ask){
        .op = op,
        .area = inquiry->area,
        .asof = number_text(op, drift->revision),
        .lang = inquiry->request.lang,
        .done = on_then,
    };
    op->on_gone = on_then_gone;
    report_ask_start(&drift->ask, &drift->question);
    return true;
}

static void read_touches(struct op *op)
{
    struct drift *drift = op->data;
    for (; drift->at < drift->then_count; drift->at++) {
        if (!drift->differs[drift->at]) {
            continue;
        }
        const struct report_reply *reply = reply_now(drift);
        if (reply != NULL) {
            ask_touches(op, reply);
            return;
        }
        if (ask_then(op)) {
            return;
        }
    }
    answer(op);
}

/* --- now --- */

static void compare(struct drift *drift)
{
    const struct report_inquiry *inquiry = &drift->inquiry;
    struct arena *arena = arena_of(inquiry->op);
    int figures = inquiry->template.figure_count;
    if (drift->then_count > figures) {
        drift->then_count = figures; /* of the same template: never */
    }
    for (int i = 0; i < drift->then_count; i++) {
        struct report_then now;
        report_drift_now(inquiry, i, &now, arena);
        drift->differs[i] = report_drift_differs(&drift->then[i], &now);
    }
}

static void on_inquired(struct report_inquiry *inquiry, bool ok,
                        const struct error *err)
{
    struct drift *drift = CONTAINER_OF(inquiry, struct drift, inquiry);
    struct op *op = inquiry->op;
    op->on_gone = NULL;
    if (ok) {
        compare(drift);
        read_touches(op);
    } else if (err != NULL) {
        op_fail_error(op, err);
    } else {
        data_refuse(op, &inquiry->faults);
    }
}

static void on_gone(struct op *op)
{
    struct drift *drift = op->data;
    report_inquiry_drop(&drift->inquiry);
}

static void inquire(struct op *op)
{
    struct drift *drift = op->data;
    struct error err = {0};
    drift->inquiry.op = op;
    drift->inquiry.done = on_inquired;
    if (report_inquiry_init(&drift->inquiry, &err)) {
        op->on_gone = on_gone;
        report_inquiry_start(&drift->inquiry);
    } else if (drift->inquiry.faults.count > 0) {
        data_refuse(op, &drift->inquiry.faults);
    } else {
        op_fail_error(op, &err);
    }
}

/* --- then --- */

static void on_sentences(struct op *op, const struct db_result *result)
{
    enum { ID, TEXT };
    struct drift *drift = op->data;
    size_t rows = (size_t)db_rows(result);
    drift->ids = arena_zalloc(arena_of(op), rows + 1, sizeof(*drift->ids));
    drift->texts = arena_zalloc(arena_of(op), rows + 1, sizeof(*drift->texts));
    drift->sentence_count = (int)rows;
    for (int i = 0; i < (int)rows; i++) {
        drift->ids[i] = keep(op, result, i, ID);
        drift->texts[i] = keep(op, result, i, TEXT);
    }
    inquire(op);
}

static void on_figures(struct op *op, const struct db_result *result)
{
    struct drift *drift = op->data;
    struct arena *arena = arena_of(op);
    size_t rows = (size_t)db_rows(result);
    drift->then = arena_zalloc(arena, rows + 1, sizeof(*drift->then));
    drift->differs = arena_zalloc(arena, rows + 1, sizeof(*drift->differs));
    drift->touches = arena_zalloc(arena, rows + 1, sizeof(*drift->touches));
    drift->then_count = (int)rows;
    for (int i = 0; i < (int)rows; i++) {
        int at = 0;
        struct report_then *then = &drift->then[i];
        const char **const fields[] = {
            &then->name,       &then->state,      &then->period,
            &then->ytd,        &then->value,      &then->base,
            &then->change_abs, &then->change_pct, &then->change_pp,
            &then->members,    &then->fresh,      &then->lost,
            &then->status,     &then->reported,   &then->expected,
            &then->all_base};
        for (size_t j = 0; j < ARRAY_LEN(fields); j++) {
            *fields[j] = keep(op, result, i, at++);
        }
    }
    op_query(op, STATEMENT_EDITION_SENTENCES, op->args, 1, on_sentences);
}

static const char *write_head(struct op *op, const struct db_result *result)
{
    struct buffer out;
    struct json_writer json;
    buffer_init(&out, LIMITS_LIST_BYTES);
    json_init(&json, &out);
    json_begin_object(&json);
    edition_write(op, &json, result, 0, 0);
    json_end_object(&json);
    const char *text = arena_copy(arena_of(op), out.data, out.len);
    buffer_fini(&out);
    return text;
}

static void on_edition(struct op *op, const struct db_result *result)
{
    struct drift *drift = op->data;
    struct report_request *request = &drift->inquiry.request;
    if (db_rows(result) == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->args[0], NULL, NULL);
        return;
    }
    snprintf(drift->key, KEY_SIZE, "drift %s %s %s", op->args[0],
             db_text(result, 0, EDITION_STATE), edition_drafts(op));
    if (conditional_check(op, drift->key)) {
        return;
    }
    const char *template =
        arena_dup(arena_of(op), db_text(result, 0, EDITION_TEMPLATE));
    *request = (struct report_request){
        .year = (int)db_int(result, 0, EDITION_YEAR),
        .through = (int)db_int(result, 0, EDITION_THROUGH),
        .area = arena_dup(arena_of(op), db_text(result, 0, EDITION_AREA)),
        .lang = strcmp(db_text(result, 0, EDITION_LANG), "en") == 0 ? LANG_EN
                                                                    : LANG_ZH,
        .template = template,
        .template_len = strlen(template),
    };
    drift->revision = db_int(result, 0, EDITION_REVISION);
    drift->head = write_head(op, result);
    op_query(op, STATEMENT_EDITION_FIGURES, op->args, 1, on_figures);
}

void op_edition_drift(struct op *op)
{
    static const char *const PARAMS[] = {NULL};
    op->data = arena_zalloc(arena_of(op), 1, sizeof(struct drift));
    if (op_check_params(op, PARAMS) && envelope_wants_json(op) &&
        edition_check_id(op)) {
        const char *const params[] = {op->args[0], edition_drafts(op)};
        op_query(op, STATEMENT_EDITION_READ, params, 2, on_edition);
    }
}
