#include "reports/report_json.h"

#include <string.h>

#include "model/decimal.h"
#include "ops/envelope.h"
#include "reports/report_inquiry.h"
#include "reports/report_lines.h"

/* --- small things --- */

static void add_number(struct json_writer *json, const char *key, bool present,
                       int64_t value, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (present) {
        json_raw(json, text, decimal_print(text, value, decimals));
    } else {
        json_null(json);
    }
}

static void add_figure(struct json_writer *json, const char *key,
                       const struct figure *figure,
                       const struct figure_scale *scale)
{
    int64_t value = 0;
    bool present = figure_value(figure, scale, &value);
    add_number(json, key, present, value, scale->decimals);
}

/* As they are asked for: a year to date has its year and its month. */
static void add_period(struct json_writer *json, int period)
{
    char text[PERIOD_TEXT_SIZE];
    char month[DATA_YTD_SIZE];
    bool ytd = period != 0 && period_type_of(period) == PERIOD_YTD;
    if (ytd) {
        data_ytd_print(period_last_day(period) / 100 % 100, month);
        period = period / PERIOD_YEAR * PERIOD_YEAR;
    }
    if (period != 0) {
        period_print(period, text);
    }
    json_member_string(json, "period", period != 0 ? text : NULL);
    json_member_string(json, "ytd", ytd ? month : NULL);
}

static void add_id(struct json_writer *json, const char *key, const char *id)
{
    json_member_string(json, key, *id != '\0' ? id : NULL);
}

/* --- sentences --- */

static void write_printed(const struct report_inquiry *inquiry,
                          const struct report_printed *printed,
                          struct json_writer *json)
{
    json_begin_object(json);
    json_member_string(json, "slot", printed->slot);
    add_number(json, "value", printed->has_value, printed->value,
               printed->decimals);
    json_member_string(json, "text", printed->text);
    add_id(json, "figure_id", printed->figure_id);
    json_member_string(json, "figure",
                       printed->figure < 0
                           ? NULL
                           : inquiry->template.figures[printed->figure].name);
    json_end_object(json);
}

static void write_lacking(const struct report_said *said, bool suppressed,
                          struct json_writer *json)
{
    json_begin_array(json);
    for (int i = 0; i < said->lacking_count; i++) {
        const struct report_lacking *lacking = &said->lacking[i];
        if (!suppressed || lacking->state == REPORT_SUPPRESSED) {
            json_string(json, lacking->slot);
        }
    }
    json_end_array(json);
}

static void write_sentence(const struct report_inquiry *inquiry,
                           const struct report_said *said,
                           struct json_writer *json)
{
    const struct report_sentence *sentence = said->sentence;
    json_begin_object(json);
    json_member_string(json, "id", sentence->id);
    json_member_string(json, "blank",
                       *sentence->blank != '\0' ? sentence->blank : NULL);
    json_member_string(json, "section",
                       *sentence->section != '\0' ? sentence->section : NULL);
    json_member_string(json, "text", said->text);
    json_member_bool(json, "alternative", said->alternative);
    json_key(json, "figures");
    json_begin_array(json);
    for (int i = 0; i < said->printed_count; i++) {
        write_printed(inquiry, &said->printed[i], json);
    }
    json_end_array(json);
    json_key(json, "missing");
    write_lacking(said, false, json);
    json_key(json, "suppressed");
    write_lacking(said, true, json);
    json_end_object(json);
}

static void write_sentences(const struct report_inquiry *inquiry,
                            struct json_writer *json)
{
    json_key(json, "sentences");
    json_begin_array(json);
    for (int i = 0; i < inquiry->text->said_count; i++) {
        write_sentence(inquiry, &inquiry->text->said[i], json);
    }
    json_end_array(json);
    json_key(json, "notes");
    json_begin_array(json);
    for (int i = 0; i < inquiry->text->note_count; i++) {
        json_begin_object(json);
        json_member_string(json, "sentence", inquiry->text->notes[i].sentence);
        json_member_string(json, "text", inquiry->text->notes[i].text);
        json_end_object(json);
    }
    json_end_array(json);
}

/* --- figures --- */

static void write_change(const struct report_value *value,
                         struct json_writer *json)
{
    struct change change = report_lines_change(value);
    add_figure(json, "compared", &value->cur, &value->scale);
    add_id(json, "compared_id", value->change_id);
    add_figure(json, "base", &value->base, &value->scale);
    add_number(json, "change_abs", change.has_abs, change.abs,
               value->scale.decimals);
    add_number(json, "change_pct", change.has_pct, change.pct,
               REPORT_LINES_DIGITS);
    add_number(json, "change_pp", change.has_pp, change.pp,
               REPORT_LINES_DIGITS);
    json_member_string(json, "reason", change_reason_code(change.reason));
}

static void write_sets(const struct report_value *value,
                       struct json_writer *json)
{
    json_member_int(json, "new", value->new_count);
    json_member_int(json, "lost", value->lost);
    json_member_int(json, "kept", value->kept);
}

static void write_members(const struct report_value *value,
                          struct json_writer *json)
{
    json_key(json, "members");
    json_begin_array(json);
    for (int i = 0; i < value->member_count; i++) {
        const struct report_member *member = &value->members[i];
        json_begin_object(json);
        json_member_string(json, "code", member->code);
        json_member_string(json, "name", member->name);
        add_figure(json, "value", &member->value, &value->scale);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_known(const struct report_inquiry *inquiry, int index,
                        struct json_writer *json)
{
    const struct report_figure *figure = &inquiry->template.figures[index];
    const struct report_value *value = &inquiry->values[index];
    const char status[] = {value->status != '\0' ? value->status : 'O', '\0'};
    if (figure->by != NULL) {
        write_members(value, json);
    } else {
        add_figure(json, "value", &value->value, &value->scale);
    }
    if ((figure->needs & REPORT_NEED_BASE) != 0) {
        write_change(value, json);
        add_figure(json, "all_base", report_lines_base(inquiry, index),
                   &value->scale);
    }
    if (value->has_sets) {
        write_sets(value, json);
    }
    json_member_string(json, "status", status);
    json_member_int(json, "reported", value->reported);
    if (value->expected > 0) {
        json_member_int(json, "expected", value->expected);
    }
}

static void write_figure(const struct report_inquiry *inquiry, int index,
                         struct json_writer *json)
{
    static const char *const STATES[] = {[REPORT_MISSING] = "missing",
                                         [REPORT_SUPPRESSED] = "suppressed",
                                         [REPORT_KNOWN] = "known"};
    const struct report_figure *figure = &inquiry->template.figures[index];
    const struct report_value *value = &inquiry->values[index];
    json_begin_object(json);
    json_member_string(json, "name", figure->name);
    json_member_string(json, "indicator", figure->indicator);
    json_member_string(
        json, "unit", value->indicator != NULL ? value->indicator->unit : NULL);
    add_period(json, value->period);
    json_member_string(json, "state", STATES[value->state]);
    if (value->state == REPORT_KNOWN) {
        write_known(inquiry, index, json);
    } else if (figure->by == NULL) {
        add_number(json, "value", false, 0, 0);
    }
    add_id(json, "figure_id", value->figure_id);
    json_end_object(json);
}

void report_json_figures(const struct report_inquiry *inquiry,
                         struct json_writer *json)
{
    json_begin_array(json);
    for (int i = 0; i < inquiry->template.figure_count; i++) {
        write_figure(inquiry, i, json);
    }
    json_end_array(json);
}

/* --- all of it --- */

static void write_meta(const struct report_inquiry *inquiry,
                       struct json_writer *json)
{
    const struct report_context *context = &inquiry->context;
    char through[DATA_YTD_SIZE];
    data_ytd_print(context->through, through);
    json_key(json, "meta");
    json_begin_object(json);
    json_member_int(json, "revision", inquiry->revision);
    json_member_string(json, "generated",
                       catalogue_generated(inquiry->op->catalogue));
    if (inquiry->op->app->config->demo) {
        json_member_bool(json, "synthetic", true);
    }
    json_member_int(json, "year", context->year);
    json_member_string(json, "through", through);
    json_member_string(json, "area", inquiry->area->code);
    json_member_string(json, "area_name", context->area);
    json_member_string(json, "lang",
                       inquiry->request.lang == LANG_EN ? "en" : "zh");
    json_member_string(json, "asof", inquiry->request.asof);
    json_member_bool(json, "draft", context->draft);
    json_end_object(json);
}

void report_json_write(const struct report_inquiry *inquiry, struct buffer *out)
{
    struct json_writer json;
    json_init(&json, out);
    json_begin_object(&json);
    write_meta(inquiry, &json);
    json_member_string(&json, "title", inquiry->text->title);
    write_sentences(inquiry, &json);
    json_key(&json, "figures");
    report_json_figures(inquiry, &json);
    json_end_object(&json);
    buffer_add_char(out, '\n');
}
