/*
 * The schools of which a comparison is made. Matched panel (basis=matched):
 * those with a figure in both periods. Year to date (ytd=): those that have
 * the same months in both years, over these months. What the others reported
 * is the bridge to the comparison of all:
 *
 *     all_value - all_base = (value - base) + entered - left
 */
#ifndef TVS_DATA_PANEL_H
#define TVS_DATA_PANEL_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_figure.h"
#include "data/data_roll.h"

#define DATA_PANEL_LIST_MAX 10000
#define DATA_MONTHS_SIZE 48

/* A school outside the panel. */
struct data_outsider {
    const struct school *school;
    const char *reason; /* new, closed, merged, split, transferred, ... */
    bool has_value;
    int64_t value; /* printed, in the indicator's decimals */
};

struct data_outsiders {
    struct data_outsider *list; /* room for DATA_PANEL_LIST_MAX */
    int count;
    bool cut; /* there are more */
};

/* What a panel is made for. */
struct data_panel_question {
    const struct data_window *window;
    const int *slots;                         /* of the series */
    int place;                                /* index of the plan */
    const struct data_moment *current, *base; /* base NULL: none */
    const struct figure_scale *scale;
    struct data_outsiders *entered, *left; /* NULL: nobody asks who */
};

struct data_panel {
    struct data_figure current, base;         /* over the schools of it */
    struct data_figure all_current, all_base; /* over all schools */
    int schools;                              /* in it */
    int dropped; /* with reports in one of the periods, and not in it */
    bool has_bridge;
    int64_t entered, left; /* as the first part is scaled */
    unsigned months;       /* bit 0: January */
    bool uneven;           /* not the same months for all its schools */
};

void data_panel_make(const struct data_panel_question *question,
                     struct data_panel *panel);
/* "M01..M06,M08"; "" for none. */
void data_panel_months(unsigned months, char *out);

#endif
