/*
 * A grid, which is what became of a workbook (docs/adr/0008-workbooks.md),
 * into sheets for a taker. The text must be wholly in UTF-8; what is no grid,
 * or one that is cut off, is a workbook that could not be read.
 */
#ifndef TVS_INGEST_GRID_SOURCE_H
#define TVS_INGEST_GRID_SOURCE_H

#include "ingest/sheet_list.h"
#include "ingest/source.h"

/* Everything is borrowed; source.taker is NULL. The sheets are added to
 * `list`. Rows that were ROW_TAKEN are counted, and those that are lost. */
struct source *grid_source_new(struct sheet_taker *taker,
                               struct sheet_list *list,
                               struct complaints *complaints);

#endif
