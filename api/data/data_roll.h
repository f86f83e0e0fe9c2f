/*
 * The schools behind a window: what each of them has in each slot, for
 * questions that sums by area cannot answer (who reported both years, who
 * continues whom, what was known at a revision). A column is a unit: a school,
 * or, as the world is today (view=as_is), a school with those that it
 * continues.
 */
#ifndef TVS_DATA_ROLL_H
#define TVS_DATA_ROLL_H

#include "data/data_figure.h"
#include "data/data_window.h"

#define DATA_ROLL_PERIODS 256

struct data_roll {
    const int *schools; /* whose reports are read; ids, rising */
    int school_count;
    const int *units; /* ids, rising */
    int unit_count;
    const struct area **areas;  /* by unit: where it counted at `asof`, if not
                                   where it is now */
    struct data_total *figures; /* [slot * unit_count + unit] */
    struct data_total *part;    /* [slot]; of one that has moved */
    int *first;                 /* by place of the window, into: */
    int *listed;                /* units, by place; by school: all */
    /* [slot * school_count + school], where units of several schools are
     * asked for the year to date; else NULL. */
    struct data_total *own;
    /* Which units were open, by period; as far as it was asked. */
    struct {
        int period;
        const bool *units;
    } open[DATA_ROLL_PERIODS];
    int open_count;
};

/* For the window's slots and places; in the plan's arena. */
struct data_roll *data_roll_new(const struct data_window *window);
/* What the school's report at the slot gives to each unit that continues it;
 * `shares` has room for SUCCESSION_MAX_SHARES. Returns how many. */
struct data_roll_share {
    int unit; /* index; -1: not in the roll */
    struct data_total figure;
};
int data_roll_shares(const struct data_window *window, int slot, int school,
                     const struct data_total *figure,
                     struct data_roll_share *shares);
/* The same, added to what the unit has there. */
void data_roll_give(struct data_window *window, int slot,
                    const struct data_roll_share *share);
/* What the school itself has at the slot, if that is kept; its id is one of the
 * roll's. NULL: it is not. */
struct data_total *data_roll_own(const struct data_roll *roll, int slot,
                                 int school);
/* When all are taken: completes the cumulative figures of units of which some
 * schools reported so and others by month. */
void data_roll_complete(struct data_window *window);
/* A school's figure. Schools that were not asked for are passed over. */
void data_roll_take(struct data_window *window, int slot, int school,
                    const struct data_total *figure);
/* The school counted in the area when the figures were as they are asked
 * for. */
void data_roll_place(struct data_window *window, int school, int area);
/* When all are taken: adds them up by the window's places. */
void data_roll_spread(struct data_window *window);
/* The units that may count at the place in some period; none before they are
 * spread. */
struct data_units {
    const int *list; /* indexes */
    int count;
};
struct data_units data_roll_at(const struct data_window *window, int place);
/* Index of the school's own unit; -1: none. */
int data_roll_unit(const struct data_roll *roll, int school);
/* Where the unit counted in the period. */
const struct area *data_roll_area(const struct data_window *window, int unit,
                                  int period);
/* Makes what data_roll_at() gives; for data_roll_spread(). */
void data_roll_list(struct data_window *window);
/* Does the unit count at the place (an index of the plan) in the period? */
bool data_roll_counts(const struct data_window *window, int unit, int period,
                      int place);
/* Makes `column` the unit's figures as far as it counted at the place, if it
 * has moved; false: it has not. Valid until the next call. */
bool data_roll_part(const struct data_window *window, int unit, int place,
                    struct data_column *column);
/* Units that count there and were open. */
int data_roll_expected(const struct data_window *window, int place, int period);

#endif
