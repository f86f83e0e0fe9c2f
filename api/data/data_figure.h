/*
 * One figure: what a series has for one moment, out of a window's totals.
 */
#ifndef TVS_DATA_FIGURE_H
#define TVS_DATA_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_window.h"
#include "stats/change.h"

/* One place, or one school, of a matrix of totals. */
struct data_column {
    const struct data_total *totals; /* [slot * width + column] */
    int width;
    int column;
};

/* A term's sum over its periods. */
struct data_part {
    bool any;     /* schools said something, if only that there is nothing */
    bool present; /* there is a value for every period */
    bool cell;    /* somebody reported at such a breakdown and period */
    int64_t sum;
    int64_t partial; /* over the periods that have a value */
    unsigned months; /* which of its periods have one; bit 0: the first */
    bool has_whole;  /* there is a cumulative report */
    int64_t whole;
    unsigned whole_statuses;
    int reported; /* of the period with the fewest */
    unsigned statuses;
};

struct data_figure {
    struct figure figure;
    struct data_part parts[2]; /* the second of ratios only */
    bool any;
    bool incomplete; /* a sum over periods, some of which are missing */
    bool hidden;     /* from who asks: a protected count */
    int reported;
    unsigned statuses;
};

/* How the indicator's figures are printed; `digits` < 0: as it is defined. */
void data_figure_scale(const struct catalogue *cat,
                       const struct indicator *indicator, int digits,
                       struct figure_scale *scale);
struct data_column data_figure_column(const struct data_window *window,
                                      int place);
/* NULL for slot -1. */
const struct data_total *data_figure_total(const struct data_column *column,
                                           int slot);
/* `slots` are those of the series. */
void data_figure_make(const struct data_column *column, const int *slots,
                      const struct data_moment *moment,
                      struct data_figure *out);
/* Adds a school's parts: `terms` of them. */
void data_figure_add(struct data_figure *sum, const struct data_figure *figure,
                     int terms);
/* Of parts that are known already: their count, then the whole. */
void data_figure_join(struct data_figure *figure, int parts);
/* The status beside a value that is there, or is not. */
char data_figure_status(const struct data_figure *figure, bool present);

#endif
