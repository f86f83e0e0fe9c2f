/* Inside of data_sets: array literals, and the schools that count elsewhere. */
#ifndef TVS_DATA_SETS_IMPL_H
#define TVS_DATA_SETS_IMPL_H

#include "data/data_sets.h"
#include "platform/buffer.h"

#define DATA_SETS_SCOPE_PARAMS 5
/* Schools with events, times moments: more are refused. */
#define DATA_SETS_MAX_MOVES 200000

/* "{" ... "}" of a parameter, in the plan's arena. */
void data_sets_open(struct buffer *text);
const char *data_sets_close(const struct data_sets *sets, struct buffer *text);
/* In front of all but the first. */
void data_sets_comma(struct buffer *text, int index);

/* Fills DATA_SETS_SCOPE_PARAMS: the schools that the statement must not place
 * by itself; and by row: slot, school, the unit it counts as, moment. */
void data_sets_scope(const struct data_sets *sets, const char **params);
/* At most so many rows for one place. */
long long data_sets_moves(const struct catalogue *cat, int periods);

#endif
