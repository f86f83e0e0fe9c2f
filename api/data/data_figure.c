#include "data/data_figure.h"

#include "data/data_status.h"

#include <string.h>

void data_figure_scale(const struct catalogue *cat,
                       const struct indicator *indicator, int digits,
                       struct figure_scale *scale)
{
    bool percent = strcmp(indicator->unit, "%") == 0;
    *scale = (struct figure_scale){
        .percent = percent,
        .multiplier = 1,
        .num_decimals = indicator->decimals,
        .decimals = percent && digits >= 0 ? digits : indicator->decimals,
    };
    if (indicator->kind != INDICATOR_RATIO) {
        return;
    }
    scale->ratio = true;
    scale->multiplier = indicator->multiplier;
    scale->num_decimals =
        catalogue_indicator_by_id(cat, indicator->numerator)->decimals;
    scale->den_decimals =
        catalogue_indicator_by_id(cat, indicator->denominator)->decimals;
}

/* --- parts --- */

static void add_total(struct data_part *part, const struct data_total *total,
                      bool first)
{
    bool present = total != NULL && total->reported > 0;
    if (total != NULL) {
        part->cell = true;
        part->any = part->any || present || total->missing > 0;
        part->statuses |= total->statuses;
    }
    part->present = part->present && present;
    if (!present) {
        return;
    }
    if (__builtin_add_overflow(part->sum, total->sum, &part->sum)) {
        part->sum = INT64_MAX;
    }
    part->reported = first || total->reported < part->reported ? total->reported
                                                               : part->reported;
}

static void make_part(const struct data_window *window, const int *slots,
                      int count, int place, struct data_part *part)
{
    *part = (struct data_part){.present = count > 0};
    for (int i = 0; i < count; i++) {
        add_total(part, data_window_total(window, slots[i], place), i == 0);
    }
    if (!part->present) {
        part->sum = 0;
        part->reported = 0;
    }
}

/* --- the whole --- */

static void join_parts(struct data_figure *out)
{
    const struct data_part *num = &out->parts[0];
    const struct data_part *den = &out->parts[1];
    out->any = num->any || den->any;
    out->reported =
        num->reported < den->reported ? num->reported : den->reported;
    out->figure = (struct figure){
        .present = num->present && den->present,
        .num = num->sum,
        .den = den->sum,
    };
}

/* Where a value is lacking, only the parts that lack it can say why. */
static unsigned statuses_of(const struct data_figure *figure, int count)
{
    unsigned set = 0;
    for (int i = 0; i < count; i++) {
        const struct data_part *part = &figure->parts[i];
        if (figure->figure.present || !part->present) {
            set |= part->statuses;
        }
    }
    return set;
}

void data_figure_make(const struct data_window *window, const int *slots,
                      const struct data_moment *moment, int place,
                      struct data_figure *out)
{
    const struct data_terms *terms = &moment->terms;
    int at = moment->first;
    *out = (struct data_figure){0};
    for (int i = 0; i < terms->count; i++) {
        int count = terms->parts[i].count;
        struct data_part *part = &out->parts[i];
        make_part(window, slots + at, count, place, part);
        out->incomplete =
            out->incomplete || (count > 1 && part->any && !part->present);
        at += count;
    }
    if (terms->count == 2) {
        join_parts(out);
    } else {
        const struct data_part *part = &out->parts[0];
        out->any = part->any;
        out->reported = part->reported;
        out->figure = (struct figure){part->present, part->sum, 1};
    }
    out->statuses = statuses_of(out, terms->count);
}

char data_figure_status(const struct data_figure *figure, bool present)
{
    if (present) {
        return data_status_letter(figure->statuses, true);
    }
    if (figure->figure.present) {
        return 'M'; /* divided by zero: a value cannot exist */
    }
    return figure->incomplete ? 'O'
                              : data_status_letter(figure->statuses, false);
}
