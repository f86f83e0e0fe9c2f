/*
 * Which of a table's columns are figures of what a row is about, and in which
 * unit each is; the others (how many schools reported, why there is no change,
 * ids) say something about a figure.
 */
#ifndef TVS_DATA_FIGURE_COLUMNS_H
#define TVS_DATA_FIGURE_COLUMNS_H

#include "data/data_grid.h"
#include "formats/words.h"

enum data_figure_unit {
    DATA_UNIT_OWN,     /* the indicator's */
    DATA_UNIT_PERCENT, /* of a change */
    DATA_UNIT_POINTS,  /* percentage points */
    DATA_UNIT_NONE,    /* a number, or not known here */
};

struct data_figure_column {
    int column; /* of the table */
    const char *id;
    struct words name;
    enum data_figure_unit unit;
};

struct data_figure_columns {
    struct data_figure_column figures[TABLE_MAX_COLUMNS]; /* value first */
    int figure_count;
    int details[TABLE_MAX_COLUMNS]; /* the table's columns */
    int detail_count;
    int status; /* the table's column, which is in neither list */
};

/* The table has codes only (labels=id). */
void data_figure_columns_init(struct data_figure_columns *columns,
                              const struct data_grid *grid);
/* Of a figure of that indicator. False: there is none to name. */
bool data_figure_unit(const struct data_query *query,
                      const struct indicator *indicator,
                      enum data_figure_unit kind, struct words *unit,
                      int *decimals);

#endif
