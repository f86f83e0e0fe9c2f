/*
 * Some rows of the window, taken for a heading: what stands above each column
 * from top to bottom. A merged cell has its text only at its top left; it is
 * filled to the right as the file says, or as it looks: as far as there is
 * text below it and nothing new above it.
 */
#ifndef TVS_INGEST_FORM_HEADING_ROWS_H
#define TVS_INGEST_FORM_HEADING_ROWS_H

#include "ingest/form_key.h"
#include "ingest/form_layout.h"
#include "ingest/form_merges.h"
#include "ingest/form_window.h"

typedef const struct sheet_merge *form_merge_row[SHEET_MAX_COLUMNS];

struct form_heading_rows {
    const struct form_window *window;
    form_merge_row *merged; /* of the window's rows; NULL: there are none */
    int count;              /* of rows */
    int columns;
    struct span texts[FORM_MAX_HEADER_ROWS][SHEET_MAX_COLUMNS];
};

void form_heading_rows_init(struct form_heading_rows *rows,
                            const struct form_window *window,
                            struct form_merges *merges);
void form_heading_rows_fini(struct form_heading_rows *rows);
void form_heading_rows_set(struct form_heading_rows *rows, int at, int count,
                           bool looks);
void form_heading_rows_key(const struct form_heading_rows *rows, int column,
                           struct form_key *key);
/* For people and patterns: "培训人次/男", folded. Points into `room`. */
struct span form_heading_rows_path(const struct form_heading_rows *rows,
                                   int column, char *room, size_t size);

#endif
