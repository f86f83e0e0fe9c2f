/*
 * GET /v1/vintages: the change between two prints, split into what is real
 * and what is revision. The series is read twice, as of both revisions, which
 * cannot change any more; so nothing that is imported meanwhile comes in.
 */
#include "conditional.h"
#include "http/request.h"
#include "model/decimal.h"
#include "ops/data_read.h"
#include "ops/envelope.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "ops/vintage_params.h"
#include "platform/macros.h"
#include "stats/vintage.h"

#include <string.h>

enum { FIRST, SECOND, PRINTS };

struct vintages {
    struct data_vintage series;
    const char *asked[PRINTS];     /* as in the question */
    const char *revision[PRINTS];  /* what that means, in decimal */
    const char *committed[PRINTS]; /* when, or NULL */
    struct data_figure *figures[PRINTS];
    int print; /* that is being read */
    const char *key;
};

/* --- the answer --- */

static void write_value(struct json_writer *json, const char *key,
                        const struct vintages *vintages,
                        const struct data_figure *figure)
{
    const struct figure_scale *scale = &vintages->series.scale;
    int64_t value = 0;
    bool present = figure_value(&figure->figure, scale, &value);
    vintage_params_number(json, key, present, value, scale->decimals);
}

/* A period has no base when there was none before it. */
static const struct data_figure *figure_at(const struct vintages *vintages,
                                           int print, int moment)
{
    static const struct data_figure NONE;
    return moment >= 0 ? &vintages->figures[print][moment] : &NONE;
}

static void write_split(struct json_writer *json,
                        const struct vintages *vintages, int current, int base)
{
    struct vintage_split split;
    struct vintage_split own; /* of the period's own figure */
    const struct figure *figure = &figure_at(vintages, SECOND, current)->figure;
    const struct figure *former = &figure_at(vintages, FIRST, current)->figure;
    const struct figure_scale *scale = &vintages->series.scale;
    int digits = vintages->series.query.digits;
    vintage_split(figure, &figure_at(vintages, SECOND, base)->figure,
                  &figure_at(vintages, FIRST, base)->figure, scale, digits,
                  &split);
    vintage_split(figure, former, former, scale, digits, &own);
    bool both = split.has_change && split.has_real;
    vintage_params_number(json, "change", split.has_change, split.change,
                          split.decimals);
    vintage_params_number(json, "real", split.has_real, split.real,
                          split.decimals);
    vintage_params_number(json, "revision", both, split.revision,
                          split.decimals);
    vintage_params_number(json, "value_revision", own.has_change, own.change,
                          own.decimals);
    json_member_string(json, "reason", change_reason_code(split.reason));
}

static void write_row(struct json_writer *json, const struct vintages *vintages,
                      int period)
{
    const struct data_vintage *series = &vintages->series;
    int current = series->line->current[period];
    int base = series->line->base[period];
    char text[PERIOD_TEXT_SIZE];

    json_begin_object(json);
    json_member_string(json, "period", series->query.period_texts[period]);
    if (base >= 0) {
        period_print(series->line->moments[base].period, text);
    }
    json_member_string(json, "base_period", base >= 0 ? text : NULL);
    write_value(json, "first_value", vintages,
                figure_at(vintages, FIRST, current));
    write_value(json, "first_base", vintages, figure_at(vintages, FIRST, base));
    write_value(json, "second_value", vintages,
                figure_at(vintages, SECOND, current));
    write_value(json, "second_base", vintages,
                figure_at(vintages, SECOND, base));
    write_split(json, vintages, current, base);
    json_end_object(json);
}

static void write_print(struct json_writer *json, const char *key,
                        const struct vintages *vintages, int print)
{
    json_key(json, key);
    json_begin_object(json);
    json_key(json, "revision");
    json_raw(json, vintages->revision[print],
             strlen(vintages->revision[print]));
    json_member_string(json, "committed_at", vintages->committed[print]);
    json_end_object(json);
}

static void write(struct json_writer *json, const struct op *op,
                  const struct vintages *vintages)
{
    const struct data_query *query = &vintages->series.query;
    json_begin_object(json);
    envelope_begin_meta(json, op);
    vintage_params_write(json, &vintages->series);
    json_member_string(json, "compare", data_compare_name(query->compare));
    json_member_string(
        json, "change_unit",
        vintages->series.scale.percent ? "pp" : query->indicators[0]->unit);
    write_print(json, "first", vintages, FIRST);
    write_print(json, "second", vintages, SECOND);
    json_end_object(json);
    json_key(json, "rows");
    json_begin_array(json);
    for (int i = 0; i < query->period_count; i++) {
        write_row(json, vintages, i);
    }
    json_end_array(json);
    json_end_object(json);
}

static void end(struct op *op)
{
    struct vintages *vintages = op->data;
    op->on_gone = NULL;
    data_vintage_fini(&vintages->series);
}

static void answer(struct op *op)
{
    struct vintages *vintages = op->data;
    struct json_writer json;
    struct buffer body;

    buffer_init(&body, LIMITS_LIST_BYTES);
    json_init(&json, &body);
    write(&json, op, vintages);
    buffer_add_char(&body, '\n');
    end(op);
    conditional_send(op, vintages->key, ENVELOPE_JSON, &body);
    buffer_fini(&body);
}

/* --- reading --- */

static void on_part(struct op *op, const struct db_result *result,
                    const struct error *err);

static void read_prints(struct op *op)
{
    struct vintages *vintages = op->data;
    struct data_vintage *series = &vintages->series;
    for (; vintages->print < PRINTS; vintages->print++) {
        if (data_vintage_begin(series, vintages->revision[vintages->print])) {
            data_read_start(op, &series->window, on_part);
            return;
        }
        vintages->figures[vintages->print] = data_vintage_take(series);
    }
    answer(op);
}

static void on_part(struct op *op, const struct db_result *result,
                    const struct error *err)
{
    struct vintages *vintages = op->data;
    struct data_vintage *series = &vintages->series;
    if (result == NULL) {
        end(op);
        op_fail_error(op, err);
        return;
    }
    (void)data_read_fill(&series->window, result);
    if (data_vintage_more(series)) {
        data_read_start(op, &series->window, on_part);
        return;
    }
    vintages->figures[vintages->print++] = data_vintage_take(series);
    read_prints(op);
}

static void on_moments(struct op *op, const struct db_result *result,
                       const struct error *err)
{
    enum { POSITION, REVISION, COMMITTED };
    struct vintages *vintages = op->data;
    struct arena *arena = &op->req->arena;
    if (result == NULL) {
        end(op);
        op_fail_error(op, err);
        return;
    }
    for (int i = 0; i < PRINTS && i < db_rows(result); i++) {
        vintages->revision[i] = arena_dup(arena, db_text(result, i, REVISION));
        if (!db_is_null(result, i, COMMITTED)) {
            vintages->committed[i] =
                arena_dup(arena, db_text(result, i, COMMITTED));
        }
    }
    read_prints(op);
}

/* --- the request --- */

static const char *const OWN[] = {"first", "second", NULL};

/* Without a base there is no change that could be split. */
static void note_compare(struct op *op)
{
    const char *compare = request_param(op->req, "compare");
    if (compare != NULL && strcmp(compare, "none") == 0) {
        op_note(op, "compare", FAULT_BAD_PARAMETER, "compare", compare);
    }
}

/* The second print is that of today, unless it is said. */
static void parse(struct op *op, struct vintages *vintages)
{
    static const char *const PARAMS[] = {
        "indicator",   "area",   "period", "where.", "compare",
        "allow_break", "digits", "first",  "second", NULL};
    static const char NOW[] = "999999999";
    op_note_params(op, PARAMS);
    for (int i = 0; i < PRINTS; i++) {
        vintages->asked[i] = vintage_params_moment(op, OWN[i]);
    }
    if (request_param(op->req, "first") == NULL) {
        op_note(op, "first", FAULT_MISSING_PARAMETER, "first", NULL);
    }
    if (request_param(op->req, "second") == NULL) {
        vintages->asked[SECOND] = NOW;
    }
    note_compare(op);
}

static const char *moments_text(struct op *op, const struct vintages *vintages)
{
    struct buffer text;
    buffer_init(&text, 0);
    buffer_printf(&text, "{%s,%s}", vintages->asked[FIRST],
                  vintages->asked[SECOND]);
    const char *copy = arena_copy(&op->req->arena, text.data, text.len);
    buffer_fini(&text);
    return copy;
}

static void on_gone(struct op *op)
{
    struct vintages *vintages = op->data;
    data_vintage_fini(&vintages->series);
}

void op_vintages_get(struct op *op)
{
    struct vintages *vintages =
        arena_zalloc(&op->req->arena, 1, sizeof(*vintages));
    op->data = vintages;
    parse(op, vintages);
    if (op_refused(op) || !envelope_wants_json(op) ||
        !vintage_params_read(op, OWN, &vintages->series)) {
        return;
    }
    op->on_gone = on_gone;
    vintages->key = vintage_params_key(op, "vintages");
    if (conditional_check(op, vintages->key)) {
        end(op);
        return;
    }
    const char *const params[] = {moments_text(op, vintages)};
    op_query_try(op, STATEMENT_REVISION_AT, params, ARRAY_LEN(params),
                 on_moments);
}
