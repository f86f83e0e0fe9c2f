/*
 * Rows out of a workbook, as a CSV file of the same table gives them: takes
 * the first sheet that is visible and not empty, reads its heading, and hands
 * the rows below it to a row_taker. Other visible sheets that are not empty
 * are named in a warning (`ignored_sheet`), hidden ones too (`hidden_sheet`).
 *
 * Numbers are handed over as digits, dates as YYYY-MM-DD, 0.853 shown as a
 * percentage as 85.3, booleans as true and false. What has no value is a flaw
 * of the row (row_is_sound()).
 */
#ifndef TVS_INGEST_SHEET_ROWS_H
#define TVS_INGEST_SHEET_ROWS_H

#include "ingest/sheet_list.h"
#include "ingest/source.h"

/* Everything is borrowed. The headings are added to `list`. */
struct sheet_taker *sheet_rows_new(const struct source_layout *layout,
                                   struct row_taker *taker,
                                   struct sheet_list *list,
                                   struct complaints *complaints);

#endif
