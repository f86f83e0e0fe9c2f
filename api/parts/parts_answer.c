#include "parts/parts_answer.h"

#include "data/data_canonical.h"
#include "data/data_columns.h"
#include "data/data_roll.h"
#include "data/data_row.h"
#include "data/data_status.h"
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

/* As in a row of /v1/data: docs/statistics.md, "Breaks". */
static bool is_marked(const struct parts_answer *answer)
{
    return (answer->pair.current.statuses & data_status_bit('B')) != 0 &&
           !query_of(answer)->allow_break;
}

static int expected_of(const struct parts_gather *whole,
                       const struct data_moment *moment)
{
    const struct data_plan *plan = &whole->plan;
    const struct data_term *term = &moment->terms.parts[0];
    int period = term->last ? term->periods[0] : moment->period;
    return whole->window.roll != NULL
               ? data_roll_expected(&whole->window, 0, period)
               : catalogue_expected(plan->cat, plan->places.list[0].area,
                                    period);
}

static bool is_thin(const struct parts_answer *answer,
                    const struct data_figure *figure, int moment)
{
    const struct parts_gather *whole = answer->whole;
    int limit = answer->query->whole.min_coverage;
    if (limit == 0 || moment < 0 || whole->plan.series == 0) {
        return false;
    }
    int expected =
        expected_of(whole, &whole->plan.timelines[0].moments[moment]);
    return (int64_t)figure->reported * 100 < (int64_t)expected * limit;
}

static bool lacks_reports(const struct parts_answer *answer)
{
    const struct data_timeline *line = &answer->whole->plan.timelines[0];
    return is_thin(answer, &answer->pair.current, line->current[0]) ||
           is_thin(answer, &answer->pair.base, line->base[0]);
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
    if (whole->plan.series > 0) {
        answer->pair = whole->pairs[0];
    }
    change_compute(&answer->pair.current.figure, &answer->pair.base.figure,
                   &answer->scale, query->parts.digits, &answer->change);
    if (is_marked(answer)) {
        change_refuse(&answer->change, CHANGE_BREAK);
    } else if (lacks_reports(answer)) {
        change_refuse(&answer->change, CHANGE_COVERAGE);
    }
    list_series(answer);
    data_columns_add(&answer->head, parts_query_by(query));
    data_columns_add(&answer->head, "name");
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

void parts_answer_name(const struct parts_answer *answer, int64_t series,
                       struct table_cell **at)
{
    if (series < 0) {
        data_row_number(at, false, 0, 0);
        data_row_number(at, false, 0, 0);
        return;
    }
    struct label label = label_of(answer, series);
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

static void write_whole(const struct parts_answer *answer,
                        struct json_writer *json)
{
    const struct data_query *query = query_of(answer);
    const struct data_timeline *line = line_of(answer);
    const struct change *change = &answer->change;
    json_key(json, "whole");
    json_begin_object(json);
    json_member_string(json, "indicator", query->indicators[0]->code);
    json_member_string(json, "unit", query->indicators[0]->unit);
    json_member_string(json, "area", query->areas[0]->code);
    json_member_string(json, "period", query->period_texts[0]);
    if (line->base[0] >= 0) {
        write_period(json, "base_period", line->moments[line->base[0]].period);
    }
    write_figure(answer, "value", &answer->pair.current, json);
    write_figure(answer, "base", &answer->pair.base, json);
    parts_answer_number(json, "change_abs", change->has_abs, change->abs,
                        answer->scale.decimals);
    parts_answer_number(json, "change_pct", change->has_pct, change->pct,
                        query->digits);
    parts_answer_number(json, "change_pp", change->has_pp, change->pp,
                        query->digits);
    json_member_string(json, "reason", change_reason_code(change->reason));
}

static void write_warnings(const struct parts_answer *answer,
                           struct json_writer *json)
{
    const struct data_query *query = query_of(answer);
    const struct data_timeline *line = line_of(answer);
    struct data_warnings warnings = {.count = 0};
    const char *code = query->indicators[0]->code;
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
    json_key(json, "warnings");
    data_warnings_write(&warnings, query->lang, json);
}

void parts_answer_begin(const struct parts_answer *answer,
                        struct json_writer *json)
{
    json_begin_object(json);
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
    write_whole(answer, json);
}

void parts_answer_rows(const struct parts_answer *answer,
                       struct json_writer *json)
{
    json_end_object(json);
    json_end_object(json);
    json_key(json, "columns");
    table_json_columns(&answer->head, json);
    json_key(json, "rows");
    json_begin_array(json);
}

void parts_answer_end(struct json_writer *json)
{
    json_end_array(json);
    json_end_object(json);
    buffer_add_char(json->out, '\n');
}
