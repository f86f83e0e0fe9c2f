#include "data/data_figure.h"

#include "data/data_status.h"

#include <string.h>

void data_figure_scale(const struct catalogue *cat,
                       const struct indicator *indicator, int digits,
                       struct figure_scale *scale)
{
    bool percent = strcmp(indicator->unit, "%") == 0;
    *scale = (struct figure_scale){
        .percent = percent && (indicator->kind == INDICATOR_RATIO ||
                               indicator->kind == INDICATOR_RATE),
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

static void add(int64_t *sum, int64_t value)
{
    if (__builtin_add_overflow(*sum, value, sum)) {
        *sum = INT64_MAX;
    }
}

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
    if (present) {
        add(&part->sum, total->sum);
        part->reported = first || total->reported < part->reported
                             ? total->reported
                             : part->reported;
    }
}

struct data_column data_figure_column(const struct data_window *window,
                                      int place)
{
    return (struct data_column){window->totals, window->place_count,
                                place - window->place_from};
}

const struct data_total *data_figure_total(const struct data_column *column,
                                           int slot)
{
    if (slot < 0) {
        return NULL;
    }
    return &column->totals[(size_t)slot * (size_t)column->width +
                           (size_t)column->column];
}

static void make_part(const struct data_column *column, const int *slots,
                      int count, struct data_part *part)
{
    *part = (struct data_part){.present = count > 0};
    for (int i = 0; i < count; i++) {
        const struct data_total *total = data_figure_total(column, slots[i]);
        add_total(part, total, i == 0);
        part->months |= total != NULL && total->reported > 0 ? 1U << i : 0;
    }
    part->partial = part->sum;
    if (!part->present) {
        part->sum = 0;
        part->reported = 0;
    }
}

static void take_whole(const struct data_total *total, struct data_part *part)
{
    if (total == NULL) {
        return;
    }
    part->any = part->any || total->reported > 0 || total->missing > 0;
    part->has_whole = total->reported > 0;
    part->whole = total->sum;
    part->whole_statuses = total->statuses;
    part->statuses |= total->statuses;
}

/* --- the whole --- */

static void join_ratio(struct data_figure *out)
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

void data_figure_add(struct data_figure *sum, const struct data_figure *figure,
                     int terms)
{
    for (int i = 0; i < terms; i++) {
        const struct data_part *part = &figure->parts[i];
        sum->parts[i].any = true;
        sum->parts[i].cell = true;
        sum->parts[i].present = true;
        sum->parts[i].statuses |= part->statuses;
        sum->parts[i].reported++;
        add(&sum->parts[i].sum, part->sum);
    }
}

void data_figure_join(struct data_figure *figure, int parts)
{
    if (parts == 2) {
        join_ratio(figure);
    } else {
        const struct data_part *part = &figure->parts[0];
        figure->any = part->any;
        figure->reported = part->reported;
        figure->figure = (struct figure){part->present, part->sum, 1};
    }
    figure->statuses = statuses_of(figure, parts);
}

void data_figure_make(const struct data_column *column, const int *slots,
                      const struct data_moment *moment, struct data_figure *out)
{
    const struct data_terms *terms = &moment->terms;
    int at = moment->first;
    *out = (struct data_figure){0};
    for (int i = 0; i < terms->count; i++) {
        int count = terms->parts[i].count;
        struct data_part *part = &out->parts[i];
        make_part(column, slots + at, count, part);
        if (terms->parts[i].whole != 0) {
            take_whole(data_figure_total(column, slots[at + count]), part);
        }
        out->incomplete =
            out->incomplete || (count > 1 && part->any && !part->present);
        at += data_term_sources(&terms->parts[i]);
    }
    data_figure_join(out, terms->count);
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
