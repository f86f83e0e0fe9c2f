/*
 * The merged ranges of a sheet, asked about row by row. Rows should rise:
 * going back starts from the top again.
 */
#ifndef TVS_INGEST_FORM_MERGES_H
#define TVS_INGEST_FORM_MERGES_H

#include "ingest/sheet.h"

/* That can be open in one row; further ones are not seen. */
#define FORM_MERGES_OPEN SHEET_MAX_COLUMNS

struct form_merges {
    struct sheet_merge *list; /* by top */
    int count;
    int next; /* of the list, not looked at yet */
    int row;
    int open[FORM_MERGES_OPEN];
    int open_count;
};

/* Copies the sheet's. */
void form_merges_init(struct form_merges *merges, const struct sheet *sheet);
void form_merges_fini(struct form_merges *merges);
/* For each column from 0, the merged range that its cell in that row belongs
 * to, or NULL. */
void form_merges_row(struct form_merges *merges, int row,
                     const struct sheet_merge *out[SHEET_MAX_COLUMNS]);

#endif
