#include "data/data_expected.h"

#include "data/data_roll.h"
#include "model/period.h"

int data_expected_in(const struct data_window *window, int place, int period)
{
    const struct data_plan *plan = window->plan;
    const struct data_place *one = &plan->places.list[place];
    if (window->roll != NULL) {
        return data_roll_expected(window, place, period);
    }
    return one->school != NULL
               ? school_open(one->school, period)
               : catalogue_expected(plan->cat, one->area, period);
}

int data_expected(const struct data_window *window, int place,
                  const struct data_moment *moment)
{
    const struct data_query *query = window->plan->query;
    const struct data_term *term = &moment->terms.parts[0];
    int period = moment->period;
    if (term->last) {
        period = term->periods[0];
    } else if (query->ytd > 0) {
        period = period_ytd(period / PERIOD_YEAR, query->ytd);
    }
    return data_expected_in(window, place, period);
}
