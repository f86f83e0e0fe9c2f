#include <string.h>

#include "data/data_terms_impl.h"
#include "model/period.h"

/* What a stock may still be at the end of the month: its last report, if that
 * is not older than the same day a year before. */
static struct data_days level_days(int year, int month)
{
    int to = period_last_day(period_month(year, month));
    int before = period_last_day(period_month(year - 1, month));
    return (struct data_days){before + 1, to};
}

static bool take_flow(const struct indicator *indicator, int year, int month,
                      struct data_term *term)
{
    *term = (struct data_term){.indicator = indicator->id};
    if (strcmp(indicator->agg_time, "sum") != 0 ||
        strcmp(indicator->period_type, "month") != 0) {
        return false;
    }
    for (int i = 1; i <= month; i++) {
        term->periods[term->count++] = period_month(year, i);
    }
    term->whole = period_ytd(year, month);
    return true;
}

static bool take_term(struct data_known *known,
                      const struct indicator *indicator, int period, int ytd,
                      struct data_term *term)
{
    int year = period / PERIOD_YEAR;
    if (strcmp(indicator->agg_time, "last") != 0) {
        return take_flow(indicator, year, ytd, term);
    }
    struct data_days span = level_days(year, ytd);
    *term = (struct data_term){.indicator = indicator->id};
    data_terms_take_last(term, data_terms_last_covered(known, indicator->id,
                                                       indicator->id, &span));
    return true;
}

static bool take_ratio(struct data_known *known, const struct indicator *ratio,
                       int period, int ytd, struct data_terms *out)
{
    const struct indicator *parts[] = {
        catalogue_indicator_by_id(data_known_catalogue(known),
                                  ratio->numerator),
        catalogue_indicator_by_id(data_known_catalogue(known),
                                  ratio->denominator),
    };
    bool fits = true;
    for (int i = 0; i < 2; i++) {
        fits = take_term(known, parts[i], period, ytd, &out->parts[i]) && fits;
    }
    if (strcmp(ratio->agg_time, "ratio_at_last") == 0) {
        struct data_days span = level_days(period / PERIOD_YEAR, ytd);
        int last =
            data_terms_last_covered(known, parts[0]->id, parts[1]->id, &span);
        for (int i = 0; i < 2; i++) {
            out->parts[i] = (struct data_term){.indicator = parts[i]->id};
            data_terms_take_last(&out->parts[i], last);
        }
    }
    return fits;
}

void data_terms_ytd(struct data_known *known, const struct indicator *indicator,
                    int period, int ytd, struct data_terms *out)
{
    out->fits = indicator->kind == INDICATOR_RATIO
                    ? take_ratio(known, indicator, period, ytd, out)
                    : take_term(known, indicator, period, ytd, &out->parts[0]);
}
