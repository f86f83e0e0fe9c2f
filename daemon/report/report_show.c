#include "report/report_show.h"

#include <stdio.h>
#include <string.h>

#include "model/decimal.h"
#include "model/period.h"
#include "platform/check.h"
#include "platform/macros.h"
#include "report/report_show_impl.h"
#include "report/wording.h"
#include "stats/rounding.h"

enum lang report_show_lang_of(const struct report_showing *at)
{
    return at->show->template->lang;
}

struct numeral_style report_show_style_of(const struct report_showing *at)
{
    return (struct numeral_style){report_show_lang_of(at),
                                  at->show->template->ten_thousands};
}

const char *report_show_unit_of(const struct report_value *value)
{
    return value->indicator == NULL ? "" : value->indicator->unit;
}

enum report_shown report_show_lack(const struct report_showing *at, int term)
{
    int figure = at->slot->terms[term].figure;
    enum report_state state = at->show->values[figure].state;
    at->lacking->figure = figure;
    at->lacking->state =
        state == REPORT_SUPPRESSED ? REPORT_SUPPRESSED : REPORT_MISSING;
    return REPORT_LACKING;
}

void report_show_print_number(const struct report_showing *at, int64_t value,
                              int decimals)
{
    at->printed->has_value = true;
    at->printed->value = value;
    at->printed->decimals = decimals;
}

enum report_shown report_show_whole(const struct report_showing *at,
                                    int64_t number, int decimals)
{
    numeral_print(number, decimals, report_show_lang_of(at), at->out);
    report_show_print_number(at, number, decimals);
    return REPORT_SHOWN;
}

/* --- values --- */

/* Writes the figure as the slot wants it and notes it as its scale has it. */
static enum report_shown show_figure(const struct report_showing *at,
                                     const struct figure *figure,
                                     const struct figure_scale *scale)
{
    const struct numeral_kind kind = {scale, report_show_unit_of(at->value)};
    const struct numeral_style style = report_show_style_of(at);
    struct numeral numeral;
    int64_t value = 0;
    if (!numeral_of(figure, &kind, at->slot, &style, &numeral) ||
        !figure_value(figure, scale, &value)) {
        return report_show_lack(at, 0);
    }
    numeral_write(&numeral, style.lang, at->out);
    report_show_print_number(at, value, scale->decimals);
    return REPORT_SHOWN;
}

/* a / b in per cent, from the figures as they are. */
static enum report_shown show_share(const struct report_showing *at)
{
    const struct report_value *part = at->value;
    const struct report_value *whole =
        &at->show->values[at->slot->terms[1].figure];
    if (part->scale.ratio || whole->scale.ratio || whole->value.num == 0) {
        return report_show_lack(at, 1);
    }
    const struct figure share = {true, part->value.num, whole->value.num};
    const struct figure_scale scale = {
        .ratio = true,
        .percent = true,
        .multiplier = 100,
        .num_decimals = part->scale.num_decimals,
        .den_decimals = whole->scale.num_decimals,
        .decimals = WORDING_DIGITS,
    };
    return show_figure(at, &share, &scale);
}

/* a + b - c, of counts in the same decimals. */
static enum report_shown show_sum(const struct report_showing *at)
{
    struct figure sum = {.present = true, .den = 1};
    for (int i = 0; i < at->slot->term_count; i++) {
        const struct report_term *term = &at->slot->terms[i];
        const struct report_value *value = &at->show->values[term->figure];
        int64_t one = term->minus ? -value->value.num : value->value.num;
        if (value->scale.ratio || value->value.den != 1 ||
            value->scale.num_decimals != at->value->scale.num_decimals ||
            __builtin_add_overflow(sum.num, one, &sum.num)) {
            return report_show_lack(at, i);
        }
    }
    return show_figure(at, &sum, &at->value->scale);
}

static enum report_shown show_value(const struct report_showing *at)
{
    for (int i = 0; i < at->slot->term_count; i++) {
        const struct report_value *value =
            &at->show->values[at->slot->terms[i].figure];
        if (value->state != REPORT_KNOWN || !value->value.present) {
            return report_show_lack(at, i);
        }
    }
    if (at->slot->share) {
        return show_share(at);
    }
    if (at->slot->term_count > 1) {
        return show_sum(at);
    }
    return show_figure(at, &at->value->value, &at->value->scale);
}

static enum report_shown show_base(const struct report_showing *at)
{
    return show_figure(at, &at->value->base, &at->value->scale);
}

/* --- changes --- */

static enum report_shown show_change(const struct report_showing *at)
{
    const struct report_show *show = at->show;
    const struct report_figure *figure =
        &show->template->figures[at->slot->terms[0].figure];
    bool part = show->context->through < REPORT_MONTHS;
    const struct wording wording = {
        .style = report_show_style_of(at),
        .value = at->value,
        .slot = at->slot,
        .prior = at->slot->than != NULL
                     ? wording_than(at->slot->than, show->arena)
                     : wording_prior(at->value, show->context->year, part,
                                     report_show_lang_of(at), show->arena),
        .other_year =
            period_valid(at->value->period) &&
            period_last_day(at->value->period) / 10000 != show->context->year,
        .flat_pct = show->template->flat_pct,
        .flat_pp = show->template->flat_pp,
        .has_material = figure->has_material,
        .material = figure->material,
    };
    struct wording_number number;
    switch (wording_write(&wording, at->out, &number)) {
    case WORDING_SAID:
        report_show_print_number(at, number.value, number.decimals);
        return REPORT_SHOWN;
    case WORDING_NOTHING:
        return REPORT_NOT_SAID;
    default:
        return report_show_lack(at, 0);
    }
}

/* --- whole numbers --- */

static enum report_shown show_set(const struct report_showing *at)
{
    if (!at->value->has_sets) {
        return report_show_lack(at, 0);
    }
    switch (at->slot->form) {
    case REPORT_NEW:
        return report_show_whole(at, at->value->new_count, 0);
    case REPORT_LOST:
        return report_show_whole(at, at->value->lost, 0);
    default:
        return report_show_whole(at, at->value->kept, 0);
    }
}

static enum report_shown show_part(const struct report_showing *at)
{
    const struct report_value *value = at->value;
    if (!value->value.present || !value->scale.ratio) {
        return report_show_lack(at, 0);
    }
    return at->slot->form == REPORT_NUMERATOR
               ? report_show_whole(at, value->value.num,
                                   value->scale.num_decimals)
               : report_show_whole(at, value->value.den,
                                   value->scale.den_decimals);
}

/* --- times --- */

static enum report_shown show_date(const struct report_showing *at)
{
    int year = at->show->context->year;
    if (!period_valid(at->value->period)) {
        return report_show_lack(at, 0);
    }
    report_show_date(period_last_day(at->value->period), year,
                     report_show_lang_of(at), at->out);
    return REPORT_SHOWN;
}

static enum report_shown show_period(const struct report_showing *at)
{
    if (!period_valid(at->value->period)) {
        return report_show_lack(at, 0);
    }
    report_show_period(at->value->period, report_show_lang_of(at), at->out);
    return REPORT_SHOWN;
}

/* --- the table of forms --- */

static enum report_shown (*const FORMS[REPORT_FORMS])(
    const struct report_showing *at) = {
    [REPORT_VALUE] = show_value,        [REPORT_BASE] = show_base,
    [REPORT_CHG] = show_change,         [REPORT_PP] = show_change,
    [REPORT_ABS] = show_change,         [REPORT_NET] = show_change,
    [REPORT_SIZE] = show_change,        [REPORT_WORDS] = show_change,
    [REPORT_JUDGE] = show_change,       [REPORT_NEW] = show_set,
    [REPORT_LOST] = show_set,           [REPORT_KEPT] = show_set,
    [REPORT_NUMERATOR] = show_part,     [REPORT_DENOMINATOR] = show_part,
    [REPORT_DATE] = show_date,          [REPORT_PERIOD] = show_period,
    [REPORT_COUNT] = report_show_count, [REPORT_LIST] = report_show_list,
};

/* A change is that of the figures that were compared. */
static const char *id_of(const struct report_showing *at)
{
    bool changed = FORMS[at->slot->form] == show_change;
    const char *id = changed ? at->value->change_id : at->value->figure_id;
    return id != NULL ? id : "";
}

enum report_shown report_show_slot(const struct report_show *show,
                                   const struct report_slot *slot,
                                   struct buffer *out,
                                   struct report_printed *printed,
                                   struct report_lacking *lacking)
{
    *printed = (struct report_printed){
        .slot = slot->text, .figure = -1, .figure_id = ""};
    *lacking = (struct report_lacking){.slot = slot->text, .figure = -1};
    if (slot->fact != REPORT_NO_FACT) {
        return report_show_fact(show, slot->fact, out);
    }
    const struct report_showing at = {
        .show = show,
        .slot = slot,
        .value = &show->values[slot->terms[0].figure],
        .out = out,
        .printed = printed,
        .lacking = lacking,
    };
    printed->figure = slot->terms[0].figure;
    printed->figure_id = id_of(&at);
    if (at.value->state != REPORT_KNOWN) {
        return report_show_lack(&at, 0);
    }
    return FORMS[slot->form](&at);
}
