/*
 * Inside of form_sheet: single cells of the row that is read. form_cells.c
 * reads figures, codes and periods, form_cells_text.c labels, names and
 * remarks, form_cells_repeat.c knows a row again.
 */
#ifndef TVS_INGEST_FORM_CELLS_H
#define TVS_INGEST_FORM_CELLS_H

#include "ingest/form_impl.h"

/* An empty one behind the row's end. */
const struct sheet_cell *form_cell_at(const struct form_sheet *sheet,
                                      int column);
/* Complains of the cell; false. */
bool form_cell_refuse(struct form_sheet *sheet, const struct form_cell *cell,
                      const struct error *err);
/* A copy that lasts as long as the row. */
struct span form_cell_keep(struct form_sheet *sheet, const char *text,
                           size_t len);
/* What the cell says, or the cell above it, for the columns that are filled
 * down and those merged over several rows. */
struct span form_cell_label(struct form_sheet *sheet,
                            const struct form_cell *cell);
/* The same, as a cell: one that has its own text keeps its kind. */
struct sheet_cell form_cell_filled(struct form_sheet *sheet,
                                   const struct form_cell *cell);
/* A label, name or remark as apply wants it. */
bool form_cell_text(struct form_sheet *sheet, const struct form_cell *cell,
                    struct span *out);
/* Does the row, whose cells were sent, say what one before it says? Sets
 * row_repeats. */
void form_cells_repeat(struct form_sheet *sheet,
                       const struct form_table *table);

#endif
