/*
 * One figure: what a series has for one moment, out of a window's totals.
 */
#ifndef TVS_DATA_FIGURE_H
#define TVS_DATA_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_window.h"
#include "stats/change.h"

/* A term's sum over its periods. */
struct data_part {
    bool any;     /* schools said something, if only that there is nothing */
    bool present; /* there is a value for every period */
    bool cell;    /* somebody reported at such a breakdown and period */
    int64_t sum;
    int reported; /* of the period with the fewest */
    unsigned statuses;
};

struct data_figure {
    struct figure figure;
    struct data_part parts[2]; /* the second of ratios only */
    bool any;
    bool incomplete; /* a sum over periods, some of which are missing */
    int reported;
    unsigned statuses;
};

/* How the indicator's figures are printed; `digits` < 0: as it is defined. */
void data_figure_scale(const struct catalogue *cat,
                       const struct indicator *indicator, int digits,
                       struct figure_scale *scale);
/* `slots` are those of the series. */
void data_figure_make(const struct data_window *window, const int *slots,
                      const struct data_moment *moment, int place,
                      struct data_figure *out);
/* The status beside a value that is there, or is not. */
char data_figure_status(const struct data_figure *figure, bool present);

#endif
