/*
 * One row of an answer on its way into cells: the figures, where it stands,
 * and the hands that write cells.
 */
#ifndef TVS_DATA_ROW_H
#define TVS_DATA_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "data/data_figure.h"
#include "data/data_panel.h"
#include "data/data_plan.h"
#include "data/data_sets.h"
#include "formats/table.h"
#include "stats/change.h"

struct data_row {
    const struct data_plan *plan;
    const struct data_window *window;
    const int *slots; /* of the series in the window */
    struct data_series series;
    int period;       /* index of the question's periods */
    int64_t revision; /* that the figures are of */
    const struct indicator *indicator;
    const struct figure_scale *scale;
    const struct data_moment *current, *base; /* base NULL: none */
    const struct data_figure *figure, *base_figure;
    const struct data_link *link;   /* NULL: no breaks are known */
    int expected, base_expected;    /* schools; the latter with a limit only */
    const struct data_panel *panel; /* whose figures these are; or NULL */
    const struct data_set *set;     /* NULL: it is not about sets */
    /* What was printed. */
    int64_t value;
    bool has_value;
    struct change change; /* with `compare` only */
};

/* Each writes one cell and steps on. */
void data_row_text(struct table_cell **at, const char *text);
void data_row_number(struct table_cell **at, bool present, int64_t number,
                     int decimals);
/* The figure's printed value; false: there is none. */
bool data_row_figure(struct table_cell **at, const struct data_figure *figure,
                     const struct figure_scale *scale, int64_t *value);

#endif
