/*
 * Sheets as they lie in a workbook, and who takes them: rows of cells with
 * what the file says about each of them, nothing read into it. A CSV file is
 * one sheet without a name whose cells are all text.
 *
 * Lines count through the whole file, so that one number names a row of any
 * sheet: the rows of a sheet follow those of the sheet before it.
 */
#ifndef TVS_INGEST_SHEET_H
#define TVS_INGEST_SHEET_H

#include <stdbool.h>

#include "ingest/row.h"
#include "ingest/span.h"

#define SHEET_MAX_SHEETS 256
#define SHEET_MAX_ROWS 1048576
#define SHEET_MAX_COLUMNS ROW_MAX_COLUMNS
#define SHEET_MAX_MERGES 65536
#define SHEET_MAX_NAME 128 /* bytes */

enum sheet_kind {
    SHEET_EMPTY,
    SHEET_TEXT,
    SHEET_NUMBER,  /* plain decimal digits, at most 15 that count */
    SHEET_PERCENT, /* a number that is shown as a percentage: 0.853 is 85.3% */
    SHEET_DATE,    /* YYYY-MM-DD, from a number that is shown as a date */
    SHEET_BOOL,    /* TRUE or FALSE */
    SHEET_ERROR,   /* #REF! and its like */
    SHEET_UNKNOWN, /* a formula whose value the file does not hold */
};

struct sheet_cell {
    enum sheet_kind kind;
    struct span text; /* trimmed; data NULL: empty */
};

/* Rows and columns count from 1; both ends belong to it. */
struct sheet_merge {
    int top, left, bottom, right;
};

struct sheet {
    int number;       /* 1 is the first of the workbook */
    struct span name; /* data NULL: of a CSV file */
    bool hidden;
    int first_line;                   /* of its row 1 */
    const struct sheet_merge *merges; /* by top, then left */
    int merge_count;
};

struct sheet_row {
    int line; /* sheet's first_line + row - 1 */
    int row;
    bool hidden; /* data all the same */
    int count;   /* up to its last cell that is not empty */
    const struct sheet_cell *cells;
};

struct sheet_taker;

/* What they are given lives only during the call, a sheet until its end. Empty
 * rows are not handed over. After ROW_STOP there are no more rows and sheets:
 * sheet_end() and end() follow. */
struct sheet_taker_ops {
    /* False: skip the sheet, its end too. */
    bool (*sheet)(struct sheet_taker *taker, const struct sheet *sheet);
    enum row_result (*row)(struct sheet_taker *taker,
                           const struct sheet_row *row);
    /* No more rows of this sheet. */
    void (*sheet_end)(struct sheet_taker *taker);
    /* No more sheets; not called when the file is spoilt. */
    void (*end)(struct sheet_taker *taker);
    void (*free)(struct sheet_taker *taker);
};

struct sheet_taker {
    const struct sheet_taker_ops *ops;
};

#endif
