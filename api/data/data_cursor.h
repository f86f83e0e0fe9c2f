/*
 * Where a page ended: the codes of its last row, so that the next page begins
 * behind that row even when areas, members or periods have been added since.
 */
#ifndef TVS_DATA_CURSOR_H
#define TVS_DATA_CURSOR_H

#include <stdbool.h>

#include "data/data_plan.h"
#include "platform/macros.h"

/* The cursor that makes the next page begin at `start`; in the arena. */
const char *data_cursor_print(const struct data_plan *plan,
                              struct data_start start);
/* False: not one of ours, or of another question. NULL is the beginning. */
MUSTCHECK bool data_cursor_parse(const struct data_plan *plan, const char *text,
                                 struct data_start *out);

#endif
