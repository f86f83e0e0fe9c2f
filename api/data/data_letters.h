/*
 * How many schools of a figure carry each status (SDMX CL_OBS_STATUS 2.2), for
 * statuses=true.
 */
#ifndef TVS_DATA_LETTERS_H
#define TVS_DATA_LETTERS_H

#include "data/data_row.h"
#include "data/data_status.h"

/* By precedence, the highest first. */
struct data_letters {
    int schools[DATA_STATUS_COUNT];
};

/* Notes what a statement says of an area, or a roll of one of its schools;
 * letters that are none are passed over. A (normal) follows from the rest. */
void data_letters_add(struct data_letters *letters, char letter, int schools);
/* The same for a school's figure. */
void data_letters_add_school(struct data_letters *letters,
                             const struct data_total *figure);
/*
 * "P=3,A=150" of the row's figure, in the plan's arena; NULL: no school said
 * anything, or it is hidden. Where a figure looks at several reports (months,
 * the parts of a ratio), the most schools that carry the letter in any.
 */
const char *data_letters_text(const struct data_row *row);

#endif
