/* How many schools a figure could have. */
#ifndef TVS_DATA_EXPECTED_H
#define TVS_DATA_EXPECTED_H

#include "data/data_window.h"

/* Those open in the period; `place` is an index of the plan. */
int data_expected_in(const struct data_window *window, int place, int period);
/* Those of whom the moment's figure is expected: of a stock at its date, of a
 * year to date until its last month. */
int data_expected(const struct data_window *window, int place,
                  const struct data_moment *moment);

#endif
