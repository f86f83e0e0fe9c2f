#include "data/data_link.h"

#include "data/data_columns.h"
#include "model/decimal.h"
#include "stats/rounding.h"

/* A comparison: of which indicator, from when to when. */
struct span_of_time {
    const struct indicator *indicator;
    int from, to; /* first day of the base, last day of the current period */
};

static struct span_of_time span_between(const struct data_plan *plan, int index,
                                        int period)
{
    const struct data_query *query = plan->query;
    const struct data_timeline *line = &plan->timelines[index];
    int current = query->periods[period];
    int base = line->base[period];
    struct span_of_time span = {
        .indicator = query->indicators[index],
        .to = period_last_day(current),
    };
    if (query->ytd > 0) {
        span.to = current / PERIOD_YEAR * 10000 + query->ytd * 100 + 31;
    }
    span.from =
        base >= 0 ? period_first_day(line->moments[base].period) : span.to;
    return span;
}

static bool crosses(const struct span_of_time *span,
                    const struct definition_break *row)
{
    int day = period_first_day(row->period);
    return span->from < day && day <= span->to;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Sets both or neither: num/den times by/over, which are above 0. */
static bool multiply(int64_t *num, int64_t *den, int64_t by, int64_t over)
{
    int64_t one = common_divisor(over, *num < 0 ? -*num : *num);
    int64_t two = common_divisor(by, *den < 0 ? -*den : *den);
    int64_t top = 0;
    int64_t bottom = 0;
    if (__builtin_mul_overflow(*num / one, by / two, &top) ||
        __builtin_mul_overflow(*den / two, over / one, &bottom)) {
        return false;
    }
    *num = top;
    *den = bottom;
    return true;
}

static void refuse(struct data_faults *faults, const struct indicator *row,
                   const struct definition_break *one, enum lang lang)
{
    char period[PERIOD_TEXT_SIZE];
    period_print(one->period, period);
    data_faults_add_three(
        faults, FAULT_DEFINITION_BREAK, "compare",
        (const char *const[]){row->code, period,
                              data_name(one->note_zh, one->note_en, "", lang)});
}

/* What is asked, of whom, and where it is noted. */
struct inquiry {
    const struct data_query *query;
    enum lang lang;
    struct data_faults *faults;
    struct data_link *link;
};

static void take_break(const struct inquiry *ask,
                       const struct indicator *indicator, bool own,
                       const struct definition_break *row)
{
    struct data_link *link = ask->link;
    bool overlaps = own && row->old_value > 0;
    if (ask->query->linked && overlaps &&
        multiply(&link->num, &link->den, row->new_value, row->old_value)) {
        link->linked = true;
    } else if (ask->query->allow_break) {
        link->allowed = true;
    } else {
        refuse(ask->faults, indicator, row, ask->lang);
    }
}

static void take_breaks(const struct data_plan *plan, const struct inquiry *ask,
                        const struct span_of_time *span, int id)
{
    size_t count = 0;
    const struct definition_break *rows =
        catalogue_breaks_of(plan->cat, id, &count);
    for (size_t i = 0; i < count; i++) {
        if (crosses(span, &rows[i])) {
            take_break(ask, catalogue_indicator_by_id(plan->cat, id),
                       id == span->indicator->id, &rows[i]);
        }
    }
}

static void make_links(struct data_plan *plan, int index, struct inquiry *ask)
{
    struct data_timeline *line = &plan->timelines[index];
    const struct indicator *row = plan->query->indicators[index];
    const int ids[] = {row->id, row->numerator, row->denominator};
    int parts = row->kind == INDICATOR_RATIO ? (int)ARRAY_LEN(ids) : 1;
    line->links = arena_alloc(plan->arena, (size_t)plan->query->period_count *
                                               sizeof(*line->links));
    for (int i = 0; i < plan->query->period_count; i++) {
        struct span_of_time span = span_between(plan, index, i);
        ask->link = &line->links[i];
        *ask->link = (struct data_link){.num = 1, .den = 1};
        for (int j = 0; j < parts; j++) {
            take_breaks(plan, ask, &span, ids[j]);
        }
    }
}

void data_link_make(struct data_plan *plan, enum lang lang,
                    struct data_faults *faults)
{
    size_t count = 0;
    struct inquiry ask = {plan->query, lang, faults, NULL};
    (void)catalogue_breaks(plan->cat, &count);
    if (count == 0 || plan->query->compare == DATA_NO_CHANGE) {
        return;
    }
    for (int i = 0; i < plan->query->indicator_count; i++) {
        make_links(plan, i, &ask);
    }
}

bool data_link_apply(const struct data_link *link, struct figure *base)
{
    return multiply(&base->num, &base->den, link->num, link->den);
}

/* --- what the reader is told --- */

static void write_value(struct json_writer *json, const char *key,
                        int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    json_raw(json, text, decimal_print(text, value, decimals));
}

static void write_period(struct json_writer *json, const char *key, int period)
{
    char text[PERIOD_TEXT_SIZE];
    period_print(period, text);
    json_member_string(json, key, text);
}

static void write_link(const struct data_plan *plan, int index, int period,
                       const struct definition_break *row,
                       struct json_writer *json)
{
    const struct data_query *query = plan->query;
    const struct data_timeline *line = &plan->timelines[index];
    int64_t factor = 0;
    bool fits = rounding_divide(row->new_value, row->old_value,
                                DECIMAL_MAX_DECIMALS, &factor);
    json_begin_object(json);
    json_member_string(json, "indicator", query->indicators[index]->code);
    json_member_string(json, "period", query->period_texts[period]);
    write_period(json, "base_period", line->moments[line->base[period]].period);
    write_period(json, "break", row->period);
    write_value(json, "old_value", row->old_value, DECIMAL_MAX_DECIMALS);
    write_value(json, "new_value", row->new_value, DECIMAL_MAX_DECIMALS);
    write_value(json, "factor", fits ? factor : 0, DECIMAL_MAX_DECIMALS);
    json_member_string(json, "note",
                       data_name(row->note_zh, row->note_en, "", query->lang));
    json_end_object(json);
}

static void write_links(const struct data_plan *plan, int index, int period,
                        struct json_writer *json)
{
    const struct indicator *row = plan->query->indicators[index];
    struct span_of_time span = span_between(plan, index, period);
    size_t count = 0;
    const struct definition_break *rows =
        catalogue_breaks_of(plan->cat, row->id, &count);
    for (size_t i = 0; i < count; i++) {
        if (crosses(&span, &rows[i]) && rows[i].old_value > 0) {
            write_link(plan, index, period, &rows[i], json);
        }
    }
}

void data_link_write(const struct data_plan *plan, struct json_writer *json)
{
    json_begin_array(json);
    for (int i = 0; i < plan->query->indicator_count; i++) {
        const struct data_timeline *line = &plan->timelines[i];
        for (int j = 0; line->links != NULL && j < plan->query->period_count;
             j++) {
            if (line->links[j].linked) {
                write_links(plan, i, j, json);
            }
        }
    }
    json_end_array(json);
}
