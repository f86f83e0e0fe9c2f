#include "data/data_meta.h"

#include "data/data_canonical.h"
#include "data/data_columns.h"
#include "data/data_link.h"
#include "model/decimal.h"
#include "model/indicator.h"

#include <string.h>

static void warn_of_periods(const struct data_plan *plan, int index,
                            struct data_warnings *warnings)
{
    const struct data_query *query = plan->query;
    const struct data_timeline *line = &plan->timelines[index];
    for (int i = 0; i < query->period_count; i++) {
        const struct data_moment *moment = &line->moments[line->current[i]];
        if (!moment->terms.fits) {
            data_warnings_add(warnings, DATA_WARN_PERIOD_TYPE,
                              query->indicators[index]->code, moment->period);
        }
    }
}

/* An old code is right for its own time. */
static void warn_of_areas(const struct data_query *query,
                          struct data_warnings *warnings)
{
    for (int i = 0; i < query->area_count; i++) {
        const struct area *area = query->areas[i];
        for (int j = 0; j < query->period_count; j++) {
            if (!area_valid(area, query->periods[j])) {
                data_warnings_add(warnings, DATA_WARN_AREA_NOT_VALID,
                                  area->code, query->periods[j]);
            }
        }
    }
}

void data_meta_warn(const struct data_plan *plan,
                    struct data_warnings *warnings)
{
    for (int i = 0; i < plan->query->indicator_count; i++) {
        warn_of_periods(plan, i, warnings);
    }
    warn_of_areas(plan->query, warnings);
    if (plan->query->spread != DATA_ITSELF && plan->places.outside > 0) {
        data_warnings_add(warnings, DATA_WARN_SCHOOLS_OUTSIDE,
                          plan->query->areas[0]->code, 0);
    }
}

static void write_indicator(const struct indicator *row, enum lang lang,
                            struct json_writer *json)
{
    json_begin_object(json);
    json_member_string(json, "id", row->code);
    json_member_string(json, "name",
                       data_name(row->name_zh, row->name_en, row->code, lang));
    json_member_string(json, "unit", row->unit);
    json_member_int(json, "decimals", row->decimals);
    json_member_string(json, "kind", indicator_kind_name(row->kind));
    json_end_object(json);
}

static const struct data_term *stock_term(const struct data_moment *moment)
{
    for (int i = 0; i < moment->terms.count; i++) {
        if (moment->terms.parts[i].last) {
            return &moment->terms.parts[i];
        }
    }
    return NULL;
}

static void write_date(const char *code, int period, int date,
                       struct json_writer *json)
{
    char text[PERIOD_TEXT_SIZE];
    json_begin_object(json);
    json_member_string(json, "indicator", code);
    period_print(period, text);
    json_member_string(json, "period", text);
    period_print(date, text);
    json_member_string(json, "taken_at", text);
    json_end_object(json);
}

/* At which date the stocks of longer periods were taken. */
static void write_dates(const struct data_plan *plan, struct json_writer *json)
{
    json_key(json, "reference_dates");
    json_begin_array(json);
    for (int i = 0; i < plan->query->indicator_count; i++) {
        const struct data_timeline *line = &plan->timelines[i];
        for (int j = 0; j < line->count; j++) {
            const struct data_moment *moment = &line->moments[j];
            const struct data_term *term = stock_term(moment);
            if (term != NULL) {
                write_date(plan->query->indicators[i]->code, moment->period,
                           term->periods[0], json);
            }
        }
    }
    json_end_array(json);
}

static void write_value(const struct data_outsider *row, int decimals,
                        struct json_writer *json)
{
    char text[DECIMAL_TEXT_SIZE];
    if (row->has_value) {
        json_raw(json, text, decimal_print(text, row->value, decimals));
    } else {
        json_null(json);
    }
}

static void write_outsiders(const struct data_outsiders *list, const char *key,
                            int decimals, struct json_writer *json)
{
    json_key(json, key);
    json_begin_array(json);
    for (int i = 0; i < list->count; i++) {
        const struct data_outsider *row = &list->list[i];
        json_begin_object(json);
        json_member_string(json, "school", row->school->code);
        json_member_string(json, "name_zh", row->school->name_zh);
        json_key(json, "value");
        write_value(row, decimals, json);
        json_member_string(json, "reason", row->reason);
        json_end_object(json);
    }
    json_end_array(json);
}

/* Of the one row that such a question has. */
static void write_panel(const struct data_rows *rows, struct json_writer *json)
{
    int decimals = rows->scales[0].decimals;
    json_key(json, "panel");
    json_begin_object(json);
    write_outsiders(&rows->entered, "entered", decimals, json);
    write_outsiders(&rows->left, "left", decimals, json);
    json_member_bool(json, "complete", !rows->entered.cut && !rows->left.cut);
    json_end_object(json);
}

void data_meta_members(const struct data_meta *meta, struct json_writer *json)
{
    const struct data_plan *plan = meta->plan;
    const struct data_query *query = plan->query;

    json_member_int(json, "revision", meta->revision);
    json_member_string(json, "generated", catalogue_generated(plan->cat));
    if (meta->synthetic) {
        json_member_bool(json, "synthetic", true);
    }
    json_key(json, "query");
    data_canonical_write(query, json);
    json_key(json, "warnings");
    data_warnings_write(meta->warnings, query->lang, json);
    json_key(json, "indicators");
    json_begin_array(json);
    for (int i = 0; i < query->indicator_count; i++) {
        write_indicator(query->indicators[i], query->lang, json);
    }
    json_end_array(json);
    write_dates(plan, json);
    if (query->linked) {
        json_key(json, "links");
        data_link_write(plan, json);
    }
    if (query->asof != NULL) {
        json_member_int(json, "asof", meta->asof);
    }
    if (query->panel_list) {
        write_panel(meta->rows, json);
    }
    if (query->lists_sets) {
        json_key(json, "sets");
        data_set_list_write(meta->set_list, plan, json);
    }
    json_member_string(json, "next", meta->next);
}

void data_meta_write(const struct data_meta *meta, struct json_writer *json)
{
    json_begin_object(json);
    data_meta_members(meta, json);
    json_end_object(json);
}
