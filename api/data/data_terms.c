#include "data/data_terms_impl.h"

#include <string.h>

#include "model/period.h"

static bool has_type(const struct indicator *indicator, int period)
{
    return strcmp(indicator->period_type,
                  period_type_name(period_type_of(period))) == 0;
}

static bool is_covered(struct data_known *known, int indicator, int period)
{
    size_t all = 0;
    const int *periods = data_known_periods(known, indicator, &all);
    size_t count = all;
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (periods[middle] < period) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low < all && periods[low] == period;
}

static struct data_days days_of(int period)
{
    return (struct data_days){period_first_day(period),
                              period_last_day(period)};
}

static bool lies_within(int period, const struct data_days *span)
{
    return period_first_day(period) >= span->from &&
           period_last_day(period) <= span->to;
}

static void term_same(struct data_term *term, int period)
{
    term->count = 1;
    term->periods[0] = period;
}

/* --- flows --- */

static void term_months(struct data_term *term, int period)
{
    int day = period_first_day(period);
    int last = period_last_day(period);
    int year = day / 10000;
    int month = day / 100 % 100;
    while (year * 10000 + month * 100 < last && term->count < DATA_TERM_MAX) {
        term->periods[term->count++] = period_month(year, month);
        year += month == 12;
        month = month % 12 + 1;
    }
}

static bool is_sum_of_months(const struct indicator *indicator, int period)
{
    enum period_type type = period_type_of(period);
    return strcmp(indicator->agg_time, "sum") == 0 &&
           strcmp(indicator->period_type, "month") == 0 &&
           type != PERIOD_MONTH && type != PERIOD_DAY;
}

/* --- stocks --- */

int data_terms_last_covered(struct data_known *known, int one, int other,
                            const struct data_days *days)
{
    size_t count = 0;
    const int *periods = data_known_periods(known, one, &count);
    int best = 0;
    for (size_t i = 0; i < count; i++) {
        if (lies_within(periods[i], days) &&
            (best == 0 ||
             period_last_day(periods[i]) >= period_last_day(best)) &&
            (one == other || is_covered(known, other, periods[i]))) {
            best = periods[i];
        }
    }
    return best;
}

void data_terms_take_last(struct data_term *term, int last)
{
    if (last != 0) {
        term_same(term, last);
        term->last = true;
    }
}

/* --- all kinds --- */

/* False: the indicator has no figures for such periods. */
static bool term_of(struct data_known *known, const struct indicator *indicator,
                    int period, struct data_term *term)
{
    *term = (struct data_term){.indicator = indicator->id};
    if (has_type(indicator, period) ||
        is_covered(known, indicator->id, period)) {
        term_same(term, period);
    } else if (is_sum_of_months(indicator, period)) {
        term_months(term, period);
    } else if (strcmp(indicator->agg_time, "last") == 0) {
        struct data_days span = days_of(period);
        data_terms_take_last(term,
                             data_terms_last_covered(known, indicator->id,
                                                     indicator->id, &span));
        return period_type_of(period) != PERIOD_DAY;
    } else {
        return false;
    }
    return true;
}

static void ratio_terms(struct data_known *known, const struct indicator *ratio,
                        int period, struct data_terms *out)
{
    const struct indicator *num = catalogue_indicator_by_id(
        data_known_catalogue(known), ratio->numerator);
    const struct indicator *den = catalogue_indicator_by_id(
        data_known_catalogue(known), ratio->denominator);
    struct data_term *parts = out->parts;

    parts[0] = (struct data_term){.indicator = num->id};
    parts[1] = (struct data_term){.indicator = den->id};
    if (strcmp(ratio->agg_time, "flow_ytd_over_stock_last") == 0 &&
        period_type_of(period) != PERIOD_CALENDAR_YEAR) {
        return;
    }
    if (strcmp(ratio->agg_time, "ratio_at_last") == 0 &&
        !has_type(ratio, period)) {
        struct data_days span = days_of(period);
        int last = data_terms_last_covered(known, num->id, den->id, &span);
        data_terms_take_last(&parts[0], last);
        data_terms_take_last(&parts[1], last);
        out->fits = period_type_of(period) != PERIOD_DAY;
        return;
    }
    bool num_fits = term_of(known, num, period, &parts[0]);
    bool den_fits = term_of(known, den, period, &parts[1]);
    out->fits = num_fits && den_fits;
}

/* --- what was asked for --- */

static void whole_terms(struct data_known *known,
                        const struct indicator *indicator, int period,
                        struct data_terms *out)
{
    if (indicator->kind == INDICATOR_RATIO) {
        ratio_terms(known, indicator, period, out);
    } else {
        out->fits = term_of(known, indicator, period, &out->parts[0]);
    }
}

void data_terms_of(struct data_known *known, const struct indicator *indicator,
                   int period, int ytd, struct data_terms *out)
{
    *out = (struct data_terms){.count = 1};
    out->parts[0].indicator = indicator->id;
    if (indicator->kind == INDICATOR_RATIO) {
        out->count = 2;
        out->parts[0].indicator = indicator->numerator;
        out->parts[1].indicator = indicator->denominator;
    }
    if (period == 0) {
        return;
    }
    if (indicator->from_partnerships) { /* data_sets.h has the figures */
        out->fits = true;
    } else if (ytd > 0) {
        data_terms_ytd(known, indicator, period, ytd, out);
    } else {
        whole_terms(known, indicator, period, out);
    }
}

int data_term_sources(const struct data_term *term)
{
    return term->count + (term->whole != 0);
}

int data_term_period(const struct data_term *term, int source)
{
    return source < term->count ? term->periods[source] : term->whole;
}

/* --- periods with something to show --- */

static bool is_complete(struct data_known *known,
                        const struct data_terms *terms)
{
    for (int i = 0; i < terms->count; i++) {
        const struct data_term *part = &terms->parts[i];
        for (int j = 0; j < part->count; j++) {
            if (!is_covered(known, part->indicator, part->periods[j])) {
                return false;
            }
        }
        if (part->count == 0) {
            return false;
        }
    }
    return true;
}

/* A ratio whose parts come in shorter periods than itself, by whole years. */
static int whole_years(struct data_known *known,
                       const struct indicator *indicator, const int *periods,
                       size_t count, int *out)
{
    int kept = 0;
    for (size_t i = 0; i < count; i++) {
        int year = periods[i] / PERIOD_YEAR * PERIOD_YEAR;
        struct data_terms terms;
        if (kept > 0 && out[kept - 1] == year) {
            continue;
        }
        data_terms_of(known, indicator, year, 0, &terms);
        if (is_complete(known, &terms)) {
            out[kept++] = year;
        }
    }
    return kept;
}

const int *data_terms_periods(struct data_known *known,
                              const struct indicator *indicator,
                              struct arena *arena, int *count)
{
    size_t covered = 0;
    const int *periods = data_known_periods(known, indicator->id, &covered);
    *count = (int)covered;
    if (covered == 0 || strcmp(indicator->period_type, "calendar_year") != 0 ||
        has_type(indicator, periods[covered - 1])) {
        return periods;
    }
    int *years = arena_alloc(arena, covered * sizeof(int));
    *count = whole_years(known, indicator, periods, covered, years);
    return years;
}
