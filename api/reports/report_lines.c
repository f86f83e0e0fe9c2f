#include "reports/report_lines.h"

#include <stdio.h>
#include <string.h>

#include "data/data_columns.h"
#include "model/decimal.h"
#include "model/period.h"
#include "report/report_show.h"
#include "reports/report_inquiry.h"
#include "reports/report_words.h"

#define LABEL_MAX 512

/* --- numbers --- */

const char *report_lines_number(const struct figure *figure,
                                const struct figure_scale *scale,
                                struct arena *arena)
{
    int64_t value = 0;
    if (!figure_value(figure, scale, &value)) {
        return "";
    }
    char *text = arena_alloc(arena, DECIMAL_TEXT_SIZE);
    decimal_print(text, value, scale->decimals);
    return text;
}

struct change report_lines_change(const struct report_value *value)
{
    struct change change;
    change_compute(&value->cur, &value->base, &value->scale,
                   REPORT_LINES_DIGITS, &change);
    if (value->reason != CHANGE_OK) {
        change_refuse(&change, value->reason);
        change.reason = value->reason;
    }
    return change;
}

const char *report_lines_change_text(const struct report_value *value,
                                     enum lang lang, struct arena *arena)
{
    static const char *const POINTS[] = {"个百分点", " pp"};
    struct change change = report_lines_change(value);
    char number[DECIMAL_TEXT_SIZE];
    if (!change.has_pp && !change.has_pct) {
        return "";
    }
    decimal_print(number, change.has_pp ? change.pp : change.pct,
                  REPORT_LINES_DIGITS);
    size_t size = sizeof(number) + sizeof("个百分点");
    char *text = arena_alloc(arena, size);
    snprintf(text, size, "%s%s", number,
             change.has_pp ? POINTS[lang == LANG_EN] : "%");
    return text;
}

/* --- what it is --- */

static const char *member_name(const struct report_inquiry *inquiry,
                               const struct dimension *dimension,
                               const char *code)
{
    const struct member *member =
        catalogue_member(inquiry->op->catalogue, dimension, code, strlen(code));
    return member == NULL ? code
                          : data_name(member->name_zh, member->name_en, code,
                                      inquiry->request.lang);
}

/* "技能竞赛获奖数（国家级）" */
static void add_where(const struct report_inquiry *inquiry,
                      const struct report_where *where, struct buffer *out)
{
    bool english = inquiry->request.lang == LANG_EN;
    const struct dimension *dimension = catalogue_dimension(
        inquiry->op->catalogue, where->dimension, strlen(where->dimension));
    buffer_add_str(out, english ? " (" : "（");
    for (int i = 0; i < where->count; i++) {
        buffer_add_str(out, i == 0 ? "" : english ? ", " : "、");
        buffer_add_str(out, dimension == NULL ? where->members[i]
                                              : member_name(inquiry, dimension,
                                                            where->members[i]));
    }
    buffer_add_str(out, english ? ")" : "）");
}

/* Is it what the whole report is of? */
static bool is_span(const struct report_inquiry *inquiry, int period)
{
    const struct report_context *context = &inquiry->context;
    return period == (context->through == REPORT_MONTHS
                          ? period_of(PERIOD_CALENDAR_YEAR, context->year, 1)
                          : period_ytd(context->year, context->through));
}

/* Of what it is, where it is not the report's span: "（2024年9月1日）" */
static void add_period(const struct report_inquiry *inquiry, int period,
                       struct buffer *out)
{
    enum lang lang = inquiry->request.lang;
    if (!period_valid(period) || is_span(inquiry, period)) {
        return;
    }
    buffer_add_str(out, lang == LANG_EN ? " (" : "（");
    report_show_period(period, lang, out);
    buffer_add_str(out, lang == LANG_EN ? ")" : "）");
}

static const char *label_of(const struct report_inquiry *inquiry,
                            const struct report_figure *figure,
                            const struct report_value *value,
                            struct arena *arena)
{
    const struct indicator *row = value->indicator;
    struct buffer out;
    buffer_init(&out, LABEL_MAX);
    buffer_add_str(&out, data_name(row->name_zh, row->name_en, row->code,
                                   inquiry->request.lang));
    for (int i = 0; i < figure->where_count; i++) {
        add_where(inquiry, &figure->where[i], &out);
    }
    add_period(inquiry, value->period, &out);
    const char *text = arena_copy(arena, out.data, out.len);
    buffer_fini(&out);
    return text;
}

/* --- which --- */

static void mark_used(const struct report_inquiry *inquiry, bool *used)
{
    const struct report_text *text = inquiry->text;
    for (int i = 0; i < text->said_count; i++) {
        const struct report_said *said = &text->said[i];
        for (int j = 0; said->text != NULL && j < said->printed_count; j++) {
            int figure = said->printed[j].figure;
            if (figure >= 0) {
                used[figure] = true;
            }
        }
    }
}

/* Lists of members are said in their sentence. */
static bool is_shown(const struct report_inquiry *inquiry, int figure)
{
    return inquiry->values[figure].state == REPORT_KNOWN &&
           inquiry->template.figures[figure].by == NULL;
}

const struct figure *report_lines_base(const struct report_inquiry *inquiry,
                                       int figure)
{
    const struct report_source *source = &inquiry->plan->sources[figure];
    if (source->base_question >= 0) {
        return &inquiry->values[figure].base;
    }
    return &inquiry->replies[source->question].rows[0].all_base;
}

/* Else it has no place below that heading: 31 December stands in its sentence
 * alone. */
static bool is_year_before(const struct report_value *value)
{
    return value->base_period == 0 ||
           value->base_period == period_year_before(value->period);
}

static void make_line(const struct report_inquiry *inquiry, int figure,
                      struct report_line *line, struct arena *arena)
{
    const struct report_value *value = &inquiry->values[figure];
    enum lang lang = inquiry->request.lang;
    bool compared =
        (inquiry->template.figures[figure].needs & REPORT_NEED_BASE) != 0 &&
        is_year_before(value);
    *line = (struct report_line){
        .label =
            label_of(inquiry, &inquiry->template.figures[figure], value, arena),
        .unit = report_unit(value->indicator->unit, lang),
        .value = report_lines_number(&value->value, &value->scale, arena),
        .base = compared
                    ? report_lines_number(report_lines_base(inquiry, figure),
                                          &value->scale, arena)
                    : "",
        .change = compared ? report_lines_change_text(value, lang, arena) : "",
    };
}

const struct report_line *
report_lines_make(const struct report_inquiry *inquiry, struct arena *arena,
                  int *count)
{
    size_t figures = (size_t)inquiry->template.figure_count;
    bool *used = arena_zalloc(arena, figures + 1, sizeof(*used));
    struct report_line *lines =
        arena_zalloc(arena, figures + 1, sizeof(*lines));
    mark_used(inquiry, used);
    *count = 0;
    for (int i = 0; i < (int)figures; i++) {
        if (used[i] && is_shown(inquiry, i)) {
            make_line(inquiry, i, &lines[(*count)++], arena);
        }
    }
    return lines;
}
