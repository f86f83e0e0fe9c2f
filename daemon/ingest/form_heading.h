/*
 * The heading of a table in a sheet: the run of rows that names most of the
 * form's columns, and which column of the sheet is which of the form.
 *
 * A heading may stand twice side by side (a table that continues to the
 * right): then it has parts, each with its own columns. Where the second has
 * other figures than the first, it is one table, and has one part.
 */
#ifndef TVS_INGEST_FORM_HEADING_H
#define TVS_INGEST_FORM_HEADING_H

#include "ingest/form_key.h"
#include "ingest/form_merges.h"
#include "ingest/form_window.h"
#include "platform/arena.h"

#define FORM_MAX_PARTS 8

struct form_bound {
    int column;       /* of the sheet, from 1 */
    int spec;         /* of the form's columns; -1: none of them */
    struct span name; /* what the form calls it, or the path in the sheet */
    struct form_unit unit; /* that the heading names */
};

struct form_part {
    int first; /* of the heading's bounds */
    int count;
};

struct form_heading {
    struct arena arena;
    int at;      /* index of the window's row */
    int rows;    /* 0: none was found */
    int matched; /* columns of the form that it names */
    int bound_count;
    struct form_bound bounds[SHEET_MAX_COLUMNS];
    int part_count;
    struct form_part parts[FORM_MAX_PARTS];
    int twice; /* a column of the sheet that names what another one does */
};

void form_heading_init(struct form_heading *heading);
void form_heading_fini(struct form_heading *heading);
/* `keys` is that of form_key_table(). */
void form_heading_find(struct form_heading *heading, const struct profile *form,
                       const struct intern *keys,
                       const struct form_window *window,
                       struct form_merges *merges);

#endif
