/*
 * Which figures of a question are hidden because counts of persons are
 * protected. Whether one is does not depend on the question: it is decided
 * for a table, which is one count at one period by the members of one
 * dimension, and for an area, from the sums of all areas beside it and above.
 *
 * The areas below an area show a table if all of them do: every member's sum
 * in each of them, and in the schools that hang on the area itself, is 0 or
 * at least the threshold, so is every area's total, and the members add up to
 * it; and if the area itself shows the table. The root shows it if its own
 * sums are such. Sums are kept for where the schools are now: below an area
 * within which a school has moved since the period, nothing is shown. A member
 * of an overlapping dimension is a table by itself. The proof that nothing
 * follows from what is shown: docs/adr.
 */
#ifndef TVS_DATA_SHIELD_H
#define TVS_DATA_SHIELD_H

#include <stdint.h>

#include "data/data_figure.h"
#include "data/data_plan.h"
#include "protection.h"

#define DATA_SHIELD_MAX_CELLS 20000
#define DATA_SHIELD_MAX_MARKS 200000   /* tables times places */
#define DATA_SHIELD_MAX_LOOKUPS 500000 /* cells times areas to look at */
#define DATA_SHIELD_PARAMS 5

/* The areas directly below `area` do not show the table; 0: nobody does. */
struct data_shield_mark {
    int table;
    int area;
};

struct data_shield {
    const struct data_plan *plan;
    const struct protection *protection;
    int variants; /* tables of a moment's part: members that overlap, else 1 */
    int tables;
    const struct data_term **parts; /* by table */
    int **first;     /* by indicator and moment * 2 + part: its first table */
    uint8_t *hidden; /* [table * places + place] */
    const char *params[DATA_SHIELD_PARAMS]; /* of shield_read.sql */
};

/* In the plan's arena. Notes a fault: too much to look at. */
void data_shield_init(struct data_shield *shield, const struct data_plan *plan,
                      const struct protection *protection,
                      struct data_faults *faults);
/* What the statement answered, by table. */
void data_shield_take(struct data_shield *shield,
                      const struct data_shield_mark *marks, int count);
/* Hides what is to be hidden of the figure. NULL hides nothing. */
void data_shield_cover(const struct data_shield *shield,
                       struct data_series series, int moment,
                       struct data_figure *figure);

#endif
