/*
 * The sheets that a workbook turned out to have, so that a line of it can be
 * told as a row of one of them: `表3`, row 9. And the headings of the sheet
 * that is read, so that a column can be told by its letter.
 */
#ifndef TVS_INGEST_SHEET_LIST_H
#define TVS_INGEST_SHEET_LIST_H

#include "ingest/sheet.h"
#include "platform/arena.h"

struct sheet_entry {
    int number;
    int first_line;
    const char *name;
};

struct sheet_list {
    struct arena arena;
    int count; /* 0: it is no workbook */
    struct sheet_entry sheets[SHEET_MAX_SHEETS];
    int heading_count;
    const char *headings[SHEET_MAX_COLUMNS];
};

struct sheet_list *sheet_list_new(void);
void sheet_list_free(struct sheet_list *list);
/* At most SHEET_MAX_SHEETS. */
void sheet_list_add(struct sheet_list *list, const struct sheet *sheet);
/* Of the next column; at most SHEET_MAX_COLUMNS. */
void sheet_list_add_heading(struct sheet_list *list, struct span text);

#endif
