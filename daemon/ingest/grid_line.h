/*
 * One line of a grid (docs/adr/0008-workbooks.md), taken to pieces. The
 * process that wrote it read a stranger's file: whatever is not exactly as
 * the grid says is GRID_BAD.
 */
#ifndef TVS_INGEST_GRID_LINE_H
#define TVS_INGEST_GRID_LINE_H

#include <stdbool.h>

#include "ingest/sheet.h"
#include "platform/buffer.h"

#define GRID_MAX_COLUMN 16384 /* that spreadsheets know */

enum grid_item {
    GRID_BAD,
    GRID_HEAD,
    GRID_SHEET,
    GRID_MERGE,
    GRID_ROW,
    GRID_CELL,
    GRID_END,
};

struct grid_line {
    /* SHEET: its number. MERGE: top, left, bottom, right. ROW: its number.
     * CELL: the column. All within what spreadsheets know. */
    int numbers[4];
    bool hidden;          /* SHEET, ROW */
    enum sheet_kind kind; /* CELL */
    struct span text;     /* SHEET, CELL: still escaped */
};

/* Without its end. Numbers, dates and the like are checked, texts are not. */
enum grid_item grid_line_parse(struct span line, struct grid_line *out);
/* Appends the text without its escapes. False: there are others than those of
 * a grid; out is as it was. out->failed is the caller's to look at. */
bool grid_line_unescape(struct span text, struct buffer *out);

#endif
