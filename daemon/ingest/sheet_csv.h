/*
 * CSV as one sheet without a name: every row that is not empty, as it stands,
 * with no heading read out of it. Cells are text, trimmed; a row's number is
 * that of the line where it begins.
 */
#ifndef TVS_INGEST_SHEET_CSV_H
#define TVS_INGEST_SHEET_CSV_H

#include "ingest/sheet.h"
#include "ingest/source.h"

/* Delimiter 0: comma, semicolon or tab, whichever stands most often in the
 * first SHEET_CSV_HEAD bytes outside quotes. Taker and complaints are
 * borrowed; source.taker is NULL. Rows that were ROW_TAKEN are counted. */
#define SHEET_CSV_HEAD 16384
struct source *sheet_csv_new(char delimiter, struct sheet_taker *taker,
                             struct complaints *complaints);

#endif
