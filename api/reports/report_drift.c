#include "reports/report_drift.h"

#include <stddef.h>
#include <string.h>

#include "model/decimal.h"
#include "reports/report_inquiry.h"
#include "reports/report_lines.h"

#define MEMBERS_MAX 65536

/* --- now --- */

static const char *number_text(bool present, int64_t value, int decimals,
                               struct arena *arena)
{
    if (!present) {
        return NULL;
    }
    char *text = arena_alloc(arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, value, decimals);
    return text;
}

static const char *figure_text(const struct figure *figure,
                               const struct figure_scale *scale,
                               struct arena *arena)
{
    int64_t value = 0;
    bool present = figure_value(figure, scale, &value);
    return number_text(present, value, scale->decimals, arena);
}

static void take_period(int period, struct report_then *out,
                        struct arena *arena)
{
    if (period == 0) {
        return;
    }
    char *text = arena_alloc(arena, PERIOD_TEXT_SIZE);
    if (period_type_of(period) == PERIOD_YTD) {
        char *month = arena_alloc(arena, DATA_YTD_SIZE);
        data_ytd_print(period_last_day(period) / 100 % 100, month);
        out->ytd = month;
        period = period / PERIOD_YEAR * PERIOD_YEAR;
    }
    period_print(period, text);
    out->period = text;
}

static void take_change(const struct report_value *value,
                        struct report_then *out, struct arena *arena)
{
    struct change change = report_lines_change(value);
    out->base = figure_text(&value->base, &value->scale, arena);
    out->change_abs =
        number_text(change.has_abs, change.abs, value->scale.decimals, arena);
    out->change_pct =
        number_text(change.has_pct, change.pct, REPORT_LINES_DIGITS, arena);
    out->change_pp =
        number_text(change.has_pp, change.pp, REPORT_LINES_DIGITS, arena);
}

static const char *members_text(const struct report_value *value,
                                struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, MEMBERS_MAX);
    buffer_add_str(&out, "");
    for (int i = 0; i < value->member_count; i++) {
        const struct report_member *member = &value->members[i];
        const char *text = figure_text(&member->value, &value->scale, arena);
        buffer_add_str(&out, i == 0 ? "" : ",");
        buffer_add_str(&out, member->code);
        buffer_add_char(&out, '=');
        buffer_add_str(&out, text != NULL ? text : "");
    }
    const char *text = arena_copy(arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

/* Status and coverage are said in a sentence: provisional, 34 of 40. */
static void take_coverage(const struct report_value *value,
                          struct report_then *out, struct arena *arena)
{
    char status = value->status != '\0' ? value->status : 'O';
    out->status = arena_copy(arena, &status, 1);
    out->reported = number_text(true, value->reported, 0, arena);
    out->expected = number_text(value->expected > 0, value->expected, 0, arena);
}

void report_drift_now(const struct report_inquiry *inquiry, int figure,
                      struct report_then *out, struct arena *arena)
{
    static const char *const STATES[] = {[REPORT_MISSING] = "missing",
                                         [REPORT_SUPPRESSED] = "suppressed",
                                         [REPORT_KNOWN] = "known"};
    const struct report_figure *row = &inquiry->template.figures[figure];
    const struct report_value *value = &inquiry->values[figure];
    *out =
        (struct report_then){.name = row->name, .state = STATES[value->state]};
    take_period(value->period, out, arena);
    if (value->state != REPORT_KNOWN) {
        return;
    }
    if (row->by != NULL) {
        out->members = members_text(value, arena);
    } else {
        out->value = figure_text(&value->value, &value->scale, arena);
    }
    if ((row->needs & REPORT_NEED_BASE) != 0) {
        take_change(value, out, arena);
        out->all_base = figure_text(report_lines_base(inquiry, figure),
                                    &value->scale, arena);
    }
    if (value->has_sets) {
        out->fresh = number_text(true, value->new_count, 0, arena);
        out->lost = number_text(true, value->lost, 0, arena);
    }
    take_coverage(value, out, arena);
}

/* --- beside then --- */

/* What is printed of a figure, and under which name. */
static const struct {
    const char *name;
    size_t offset;
    bool number;
} FIELDS[] = {
    {"state", offsetof(struct report_then, state), false},
    {"period", offsetof(struct report_then, period), false},
    {"ytd", offsetof(struct report_then, ytd), false},
    {"value", offsetof(struct report_then, value), true},
    {"base", offsetof(struct report_then, base), true},
    {"all_base", offsetof(struct report_then, all_base), true},
    {"change_abs", offsetof(struct report_then, change_abs), true},
    {"change_pct", offsetof(struct report_then, change_pct), true},
    {"change_pp", offsetof(struct report_then, change_pp), true},
    {"members", offsetof(struct report_then, members), false},
    {"new", offsetof(struct report_then, fresh), true},
    {"lost", offsetof(struct report_then, lost), true},
    {"status", offsetof(struct report_then, status), false},
    {"reported", offsetof(struct report_then, reported), true},
    {"expected", offsetof(struct report_then, expected), true},
};

static const char *field_of(const struct report_then *of, size_t i)
{
    const char *text = NULL;
    memcpy(&text, (const char *)of + FIELDS[i].offset, sizeof(text));
    return text;
}

static bool is_same(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other
                                        : strcmp(one, other) == 0;
}

bool report_drift_differs(const struct report_then *then,
                          const struct report_then *now)
{
    for (size_t i = 0; i < ARRAY_LEN(FIELDS); i++) {
        if (!is_same(field_of(then, i), field_of(now, i))) {
            return true;
        }
    }
    return false;
}

/* --- in JSON --- */

static void write_side(struct json_writer *json, const char *key,
                       const struct report_then *of)
{
    json_key(json, key);
    json_begin_object(json);
    for (size_t i = 0; i < ARRAY_LEN(FIELDS); i++) {
        const char *text = field_of(of, i);
        if (text != NULL && FIELDS[i].number) {
            json_key(json, FIELDS[i].name);
            json_raw(json, text, strlen(text));
        } else {
            json_member_string(json, FIELDS[i].name, text);
        }
    }
    json_end_object(json);
}

static int decimals_of(const char *number)
{
    const char *dot = number == NULL ? NULL : strchr(number, '.');
    return dot == NULL ? 0 : (int)strlen(dot + 1);
}

/* By how much the value is another; null where one of them is not there. */
static void write_difference(struct json_writer *json,
                             const struct report_then *then,
                             const struct report_then *now)
{
    int64_t old = 0, fresh = 0;
    int decimals = decimals_of(now->value);
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, "difference");
    if (then->value == NULL || now->value == NULL ||
        decimal_parse(then->value, strlen(then->value), decimals, false,
                      &old) != FAULT_NONE ||
        decimal_parse(now->value, strlen(now->value), decimals, false,
                      &fresh) != FAULT_NONE) {
        json_null(json);
        return;
    }
    json_raw(json, text, decimal_print(text, fresh - old, decimals));
}

static void write_touches(struct json_writer *json,
                          const struct report_touches *touches)
{
    json_key(json, "imports");
    json_begin_array(json);
    for (int i = 0; i < touches->count; i++) {
        const struct report_touch *touch = &touches->list[i];
        json_begin_object(json);
        if (touch->import != NULL) {
            json_member_string(json, "import", touch->import);
        }
        json_key(json, "revision");
        json_raw(json, touch->revision, strlen(touch->revision));
        json_member_string(json, "committed_at", touch->committed);
        json_end_object(json);
    }
    json_end_array(json);
    json_member_bool(json, "more_imports", touches->more);
}

void report_drift_write(struct json_writer *json,
                        const struct report_inquiry *inquiry, int figure,
                        const struct report_then *then,
                        const struct report_touches *touches)
{
    const struct report_figure *row = &inquiry->template.figures[figure];
    const struct report_value *value = &inquiry->values[figure];
    struct report_then now;
    report_drift_now(inquiry, figure, &now, &inquiry->op->req->arena);
    json_begin_object(json);
    json_member_string(json, "name", row->name);
    json_member_string(json, "indicator", row->indicator);
    json_member_string(
        json, "unit", value->indicator != NULL ? value->indicator->unit : NULL);
    write_side(json, "then", then);
    write_side(json, "now", &now);
    write_difference(json, then, &now);
    json_member_string(json, "figure_id",
                       *value->figure_id != '\0' ? value->figure_id : NULL);
    write_touches(json, touches);
    json_end_object(json);
}
