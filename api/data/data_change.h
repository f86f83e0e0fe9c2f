/* The change of a row: rows 1 to 9 of the decision table, with what only the
 * question and the catalogue know, breaks and coverage. */
#ifndef TVS_DATA_CHANGE_H
#define TVS_DATA_CHANGE_H

#include "data/data_row.h"

/*
 * Needs the figures, the link and, where the question has a limit of
 * coverage, the schools expected. Sets row->change. *linked is where a base
 * that is linked is put; row->base_figure then points to it.
 */
void data_change_make(struct data_row *row, struct data_figure *linked);

#endif
