/*
 * A blank form as a workbook of one sheet: what stands above the table, the
 * headings (merged as they branch), rows to fill in, and what stands below.
 * Only cells that are to be filled in can be changed; those with choices have
 * a drop-down list, those with figures ask again about what is no number.
 * Knows libxlsxwriter and nothing of forms. The same form gives the same
 * bytes.
 */
#ifndef TVS_FORMATS_XLSX_FORM_H
#define TVS_FORMATS_XLSX_FORM_H

#include <stdbool.h>

#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"

#define XLSX_FORM_MAX_ROWS 1000
#define XLSX_FORM_MAX_DEPTH 5 /* headings above each other */

enum xlsx_form_kind {
    XLSX_FORM_TEXT,
    XLSX_FORM_CHOICE,
    XLSX_FORM_COUNT,  /* a whole number, not negative */
    XLSX_FORM_NUMBER, /* a number, not negative */
};

struct xlsx_form_column {
    const char *path[XLSX_FORM_MAX_DEPTH]; /* headings from top to bottom */
    int depth;
    enum xlsx_form_kind kind;
    const char *const *choices; /* of XLSX_FORM_CHOICE */
    int choice_count;
};

/* Borrowed. */
struct xlsx_form {
    const char *title;
    const char *const *above; /* "学校标识码:", one line each */
    int above_count;
    const struct xlsx_form_column *columns;
    int column_count;
    int depth; /* of the deepest column */
    int rows;  /* to fill in */
    const char *const *below;
    int below_count;
    const char *asked; /* what to say about a cell that is no number */
};

/* False: FAULT_INTERNAL. */
MUSTCHECK bool xlsx_form_write(const struct xlsx_form *form, struct buffer *out,
                               struct error *err);

#endif
