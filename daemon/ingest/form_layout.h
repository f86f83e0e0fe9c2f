/*
 * The layout of a form: what stands around its table, and how to know it.
 * Patterns see labels as form_label_fold() leaves them; of one that picks
 * something, the last group that took part is what it picks.
 */
#ifndef TVS_INGEST_FORM_LAYOUT_H
#define TVS_INGEST_FORM_LAYOUT_H

#include <stdbool.h>

#include "ingest/form_period.h"
#include "ingest/profile_plan.h"
#include "ingest/profile_read.h"

#define FORM_MAX_HEADER_ROWS 5
/* Headings that no sheet has: cells that the layout gives. */
#define FORM_VIRTUAL '@'
#define FORM_VIRTUAL_ROW "@row"         /* 1: a row counts as one */
#define FORM_VIRTUAL_SECTION "@section" /* of the section above */
#define FORM_VIRTUAL_SHEET "@sheet"     /* the sheet's name */

/* Not for authors: a row's own period says how it is meant. */
#define FORM_VIRTUAL_BASIS "@basis"

enum form_pattern {
    FORM_SHEETS,      /* names of the sheets to read; none: all */
    FORM_SCHOOL,      /* picks the school's code, */
    FORM_SCHOOL_NAME, /* its name, */
    FORM_PERIOD,      /* and the period, above the heading */
    FORM_SUBTOTAL,    /* label of a row that is a sum, */
    FORM_GRAND,       /* ... of all rows, not only of those since the last */
    FORM_PART,        /* ... that is part of another one */
    FORM_FOOTER,      /* label of the first row behind the table */
    FORM_CONTINUED,   /* label above a heading that comes again */
    FORM_SECTION,     /* label of a row that heads others; none: no such */
    FORM_PATTERN_COUNT,
};

struct form_layout {
    const char *title; /* of the blank sheet; NULL: the form's name */
    int header_rows;   /* at most */
    int section_count; /* the group of FORM_SECTION with the rows; 0: none */
    bool skip_blanks;  /* an empty cell is no observation */
    enum form_basis basis; /* of a month that does not say */
    struct pattern *patterns[FORM_PATTERN_COUNT]; /* NULL: matches nothing */
};

/* NULL with faults noted. Freed by form_layout_fini(). */
struct form_layout *form_layout_read(struct profile_read *read,
                                     const struct profile_item *item);
/* A status on its way from a form's cell to apply, as text that no file has:
 * NUL-terminated. `zero`: with the value 0. */
#define FORM_TOKEN_SIZE 4
void form_layout_token(char status, bool zero, char out[FORM_TOKEN_SIZE]);
/* What the form needs besides: called when all of it is read. */
void form_layout_finish(struct profile_read *read, struct profile *profile);
void form_layout_fini(struct form_layout *layout);
bool form_layout_matches(const struct form_layout *layout,
                         enum form_pattern pattern, struct span label);
/* What it picks; data NULL when it does not match. */
struct span form_layout_pick(const struct form_layout *layout,
                             enum form_pattern pattern, struct span label);

#endif
