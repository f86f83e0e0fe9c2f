#include "parts/parts_answer.h"

#include "data/data_canonical.h"
#include "data/data_change.h"
#include "data/data_columns.h"
#include "data/data_expected.h"
#include "data/data_meta.h"
#include "data/data_row.h"
#include "data/data_table.h"
#include "data/data_warnings.h"
#include "model/decimal.h"

static const struct data_query *query_of(const struct parts_answer *answer)
{
    return &answer->query->parts;
}

static const struct data_timeline *line_of(const struct parts_answer *answer)
{
    return &answer->parts->plan.timelines[0];
}

static void list_series(struct parts_answer *answer)
{
    const struct parts_gather *parts = answer->parts;
    answer->series =
        arena_alloc(parts->plan.arena,
                    (size_t)parts->plan.series * sizeof(*answer->series));
    for (int64_t i = 0; i < parts->plan.series; i++) {
        if (parts->pairs[i].current.any || parts->pairs[i].base.any) {
            answer->series[answer->count++] = i;
        }
    }
}

/* As that of the row that /v1/data would have for it. */
static void compare(struct parts_answer *answer)
{
    const struct parts_gather *whole = answer->whole;
    const struct data_timeline *line = &whole->plan.timelines[0];
    struct data_figure linked;
    struct data_row row = {
        .plan = &whole->plan,
        .window = &whole->window,
        .indicator = query_of(answer)->indicators[0],
        .scale = &answer->scale,
        .current = parts_gather_current(whole),
        .base = parts_gather_base(whole),
        .figure = &answer->pair.current,
        .base_figure = &answer->pair.base,
        .link = line->links,
        .panel = data_query_has_panel(whole->plan.query) ? &whole->panel : NULL,
    };
    if (whole->plan.query->min_coverage > 0 && row.base != NULL) {
        row.expected = data_expected(row.window, 0, row.current);
        row.base_expected = data_expected(row.window, 0, row.base);
    }
    data_change_make(&row, &linked);
    answer->change = row.change;
}

void parts_answer_init(struct parts_answer *answer,
                       const struct parts_query *query,
                       const struct parts_gather *parts,
                       const struct parts_gather *whole)
{
    *answer =
        (struct parts_answer){.query = query, .parts = parts, .whole = whole};
    data_figure_scale(parts->plan.cat, query->parts.indicators[0],
                      query->parts.digits_given ? query->parts.digits : -1,
                      &answer->scale);
    if (whole->plan.series > 0) { /* there are schools */
        answer->pair = whole->pairs[0];
        compare(answer);
    } else {
        answer->change.reason = CHANGE_CUR_MISSING;
    }
    list_series(answer);
}

/* --- a part --- */

struct label {
    const char *code, *zh, *en;
};

static struct label label_of(const struct parts_answer *answer, int64_t series)
{
    const struct data_plan *plan = &answer->parts->plan;
    struct data_series one = data_plan_series(plan, series);
    const struct data_place *place = &plan->places.list[one.place];
    if (query_of(answer)->by_axes > 0) {
        const struct member *member = data_plan_member(plan, one.combo, 0);
        return (struct label){member->code, member->name_zh, member->name_en};
    }
    if (place->school != NULL) {
        const struct school *school = place->school;
        return (struct label){school->code, school->name_zh, school->name_en};
    }
    const struct area *area = place->area;
    return (struct label){area->code, area->name_zh, area->name_en};
}

static void fill_name(const struct parts_answer *answer, int index,
                      struct table_cell **at)
{
    if (index >= answer->count) { /* no part's */
        data_row_number(at, false, 0, 0);
        data_row_number(at, false, 0, 0);
        return;
    }
    struct label label = label_of(answer, answer->series[index]);
    data_row_text(at, label.code);
    data_row_text(
        at, data_name(label.zh, label.en, label.code, query_of(answer)->lang));
}

const char *parts_answer_presence(bool current, bool base)
{
    if (current && base) {
        return "both";
    }
    return current ? "entered" : "left";
}

/* --- the envelope --- */

static void write_period(struct json_writer *json, const char *key, int period)
{
    char text[PERIOD_TEXT_SIZE];
    period_print(period, text);
    json_member_string(json, key, text);
}

void parts_answer_number(struct json_writer *json, const char *key,
                         bool present, int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (present) {
        json_raw(json, text, decimal_print(text, value, decimals));
    } else {
        json_null(json);
    }
}

static void write_figure(const struct parts_answer *answer, const char *key,
                         const struct data_figure *figure,
                         struct json_writer *json)
{
    int64_t value = 0;
    bool present = figure_value(&figure->figure, &answer->scale, &value);
    parts_answer_number(json, key, present, value, answer->scale.decimals);
}

/* The bridge from the schools of the panel to all of them. */
static void write_panel(const struct parts_answer *answer,
                        struct json_writer *json)
{
    const struct data_panel *panel = &answer->whole->panel;
    int decimals = answer->scale.decimals;
    json_key(json, "panel");
    json_begin_object(json);
    json_member_int(json, "schools", panel->schools);
    write_figure(answer, "all_value", &panel->all_current, json);
    write_figure(answer, "all_base", &panel->all_base, json);
    parts_answer_number(json, "entered", panel->has_bridge, panel->entered,
                        decimals);
    parts_answer_number(json, "left", panel->has_bridge, panel->left, decimals);
    json_end_object(json);
}

static void write_months(const struct parts_answer *answer,
                         struct json_writer *json)
{
    const struct data_panel *panel = &answer->whole->panel;
    char months[DATA_MONTHS_SIZE];
    data_panel_months(panel->months, months);
    json_member_string(json, "months", panel->months != 0 ? months : NULL);
    json_member_int(json, "dropped", panel->dropped);
}

static void write_change(const struct parts_answer *answer,
                         struct json_writer *json)
{
    const struct change *change = &answer->change;
    int digits = query_of(answer)->digits;
    parts_answer_number(json, "change_abs", change->has_abs, change->abs,
                        answer->scale.decimals);
    parts_answer_number(json, "change_pct", change->has_pct, change->pct,
                        digits);
    parts_answer_number(json, "change_pp", change->has_pp, change->pp, digits);
    json_member_string(json, "reason", change_reason_code(change->reason));
}

static void write_whole(const struct parts_answer *answer,
                        struct json_writer *json)
{
    const struct data_query *query = query_of(answer);
    const struct data_moment *base = parts_gather_base(answer->parts);
    json_member_string(json, "indicator", query->indicators[0]->code);
    json_member_string(json, "unit", query->indicators[0]->unit);
    json_member_string(json, "area", query->areas[0]->code);
    json_member_string(json, "period", query->period_texts[0]);
    if (base != NULL) {
        write_period(json, "base_period", base->period);
    }
    write_figure(answer, "value", &answer->pair.current, json);
    write_figure(answer, "base", &answer->pair.base, json);
    write_change(answer, json);
    if (query->basis == DATA_MATCHED) {
        write_panel(answer, json);
    }
    if (query->ytd > 0) {
        write_months(answer, json);
    }
}

static void write_warnings(const struct parts_answer *answer,
                           struct json_writer *json)
{
    const struct data_query *query = query_of(answer);
    const struct data_timeline *line = line_of(answer);
    struct data_warnings warnings = {.count = 0};
    const char *code = query->indicators[0]->code;
    data_meta_warn(&answer->parts->plan, &warnings);
    if (answer->count == 0) {
        data_warnings_add(&warnings, DATA_WARN_NO_DATA, "", 0);
    }
    if (line->links != NULL && line->links[0].allowed) {
        data_warnings_add(&warnings, DATA_WARN_BREAK, code, query->periods[0]);
    }
    if (answer->pair.current.incomplete || answer->pair.base.incomplete) {
        data_warnings_add(&warnings, DATA_WARN_INCOMPLETE_PERIOD, code,
                          query->periods[0]);
    }
    if (answer->whole->uneven) {
        data_warnings_add(&warnings, DATA_WARN_UNEVEN_MONTHS, code,
                          query->periods[0]);
    }
    json_key(json, "warnings");
    data_warnings_write(&warnings, query->lang, json);
}

static void write_meta(const struct parts_answer *answer,
                       const struct parts_shape *shape, const void *data,
                       struct json_writer *json)
{
    json_key(json, "meta");
    json_begin_object(json);
    json_member_int(json, "revision", answer->revision);
    json_member_string(json, "generated",
                       catalogue_generated(answer->parts->plan.cat));
    if (answer->synthetic) {
        json_member_bool(json, "synthetic", true);
    }
    json_key(json, "query");
    data_canonical_write(query_of(answer), json);
    write_warnings(answer, json);
    if (query_of(answer)->asof != NULL) {
        json_member_int(json, "asof", answer->whole->window.asof);
    }
    json_key(json, "whole");
    json_begin_object(json);
    write_whole(answer, json);
    if (shape->write_whole != NULL) {
        shape->write_whole(data, json);
    }
    json_end_object(json);
    json_end_object(json);
}

/* --- rows --- */

static void write_rows(const struct parts_answer *answer,
                       const struct parts_shape *shape, const void *data,
                       int rows, struct buffer *out)
{
    struct table_cell cells[TABLE_MAX_COLUMNS];
    for (int i = 0; i < rows; i++) {
        struct table_cell *at = cells;
        fill_name(answer, i, &at);
        shape->fill(data, i, at);
        data_table_row(query_of(answer), &answer->head, cells, i, out);
    }
}

static void add_columns(struct parts_answer *answer,
                        const struct parts_shape *shape)
{
    data_columns_add(&answer->head, parts_query_by(answer->query));
    data_columns_add(&answer->head, "name");
    for (int i = 0; i < shape->column_count; i++) {
        data_columns_add(&answer->head, shape->columns[i]);
    }
}

void parts_answer_write(struct parts_answer *answer,
                        const struct parts_shape *shape, const void *data,
                        int rows, struct buffer *out)
{
    struct json_writer json;
    add_columns(answer, shape);
    if (query_of(answer)->format != DATA_JSON) {
        data_table_begin(query_of(answer), &answer->head, out);
        write_rows(answer, shape, data, rows, out);
        return;
    }
    json_init(&json, out);
    json_begin_object(&json);
    write_meta(answer, shape, data, &json);
    json_key(&json, "columns");
    table_json_columns(&answer->head, &json);
    json_key(&json, "rows");
    json_begin_array(&json);
    write_rows(answer, shape, data, rows, out);
    json_end_array(&json);
    json_end_object(&json);
    buffer_add_char(out, '\n');
}
