/*
 * One cell of a form that should hold a figure. What it says is either clear
 * (a number in the column's unit, or a word of the table of blank tokens), and
 * then what was done to read it is told; or it is refused with what the person
 * who filled it in should do. A number is never rounded and never converted.
 */
#ifndef TVS_INGEST_FORM_NUMBER_H
#define TVS_INGEST_FORM_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/form_unit.h"
#include "ingest/sheet.h"
#include "model/blank_token.h"
#include "model/decimal.h"
#include "platform/error.h"
#include "platform/macros.h"

#define FORM_NUMBER_MAX 200    /* bytes of a cell with a figure */
#define FORM_ANY_DECIMALS (-1) /* of a figure that is only compared */

/* What was done to read a cell; bits. */
enum form_norm {
    FORM_NORM_WIDE = 1 << 0,       /* full-width digits or punctuation */
    FORM_NORM_THOUSANDS = 1 << 1,  /* 1,250 */
    FORM_NORM_UNIT = 1 << 2,       /* 2340人次 */
    FORM_NORM_TEXT = 1 << 3,       /* a number that a workbook has as text */
    FORM_NORM_SPACES = 1 << 4,     /* around it, or ones nobody sees */
    FORM_NORM_BREAK = 1 << 5,      /* a line break around it */
    FORM_NORM_APOSTROPHE = 1 << 6, /* '120 */
    FORM_NORM_PERCENT = 1 << 7,    /* 85.3%, or 0.853 shown as 85.3% */
    FORM_NORM_RATIO = 1 << 8,      /* 17.67:1 */
    FORM_NORM_ZEROS = 1 << 9,      /* 12.0 in a count */
    FORM_NORM_NEGATIVE = 1 << 10,  /* (120), △120 */
    FORM_NORM_DASH = 1 << 11,      /* a dash for the minus */
};
#define FORM_NORM_COUNT 12

/* What a column of figures expects. */
struct form_column {
    struct form_unit unit; /* name "": none, a suffix is refused */
    int decimals;          /* of the indicator, or FORM_ANY_DECIMALS */
    bool ratio;            /* n:1 and 1:n are n, as in 生师比 */
    bool negative;         /* may be below zero */
};

struct form_cells {
    const struct blank_tokens *tokens;
    bool all_text; /* a CSV file: numbers as text are nothing special */
};

struct form_number {
    bool has_value;
    /* The number in the column's unit: plain decimal digits, and scaled by
     * the column's decimals (0 with FORM_ANY_DECIMALS). */
    char text[DECIMAL_TEXT_SIZE];
    int64_t value;
    char status;                     /* 'A', or the token's */
    const struct blank_token *token; /* NULL: a number */
    unsigned norms;                  /* enum form_norm */
    /* FAULT_SHARE_UNCLEAR or FAULT_NONE: what to ask the person about, with
     * the cell's text as {0} and this as {1}. */
    enum fault warning;
    char suggestion[DECIMAL_TEXT_SIZE];
};

/* The column of an indicator with that unit. */
void form_column_init(struct form_column *column, struct span unit,
                      int decimals);
/* False with a fault for the cell. {0} is its text. */
MUSTCHECK bool form_number_read(const struct form_cells *cells,
                                const struct form_column *column,
                                const struct sheet_cell *cell,
                                struct form_number *out, struct error *err);
/* "thousands", of one bit. */
const char *form_norm_name(enum form_norm norm);

#endif
