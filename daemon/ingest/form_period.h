/*
 * Periods as forms have them. What they become, where it is not plain:
 *
 *   1—8月, 8月累计, 截至8月   the month, basis year to date
 *   前三季度                  September, year to date
 *   上半年, 第三季度          2024H1, 2024Q3
 *   2023—2024学年, 2023学年   2023AY
 *   2024年春季学期            2023AY, the school year it is the second half of;
 *                             秋季学期 2024AY, the one it begins
 *   2024届, 2024级            2023AY, which they leave school in; 2024AY, which
 *                             they enter it in
 *   24年8月                   2024M08, to be confirmed
 *   2024.1                    2024M01, to be confirmed: October may look the
 *                             same; refused where a workbook has it as a number
 *   45505                     2024-08-01, to be confirmed: a date that lost its
 *                             format
 *   3—8月                     refused: neither a quarter nor from January on
 */
#ifndef TVS_INGEST_FORM_PERIOD_H
#define TVS_INGEST_FORM_PERIOD_H

#include <stdbool.h>

#include "ingest/sheet.h"
#include "model/period.h"
#include "platform/error.h"
#include "platform/macros.h"

#define FORM_PERIOD_MAX 200 /* bytes of a cell with a period */

enum form_basis {
    FORM_BASIS_UNSAID,
    FORM_BASIS_MONTH, /* 当月 */
    FORM_BASIS_YTD,   /* from January to the end of the month */
};

/* What a person should confirm; bits. */
enum form_doubt {
    FORM_DOUBT_YEAR = 1 << 0,   /* 24年8月 */
    FORM_DOUBT_TERM = 1 << 1,   /* a term, taken for its whole school year */
    FORM_DOUBT_MONTH = 1 << 2,  /* 2024.1 */
    FORM_DOUBT_SERIAL = 1 << 3, /* 45505 */
};
#define FORM_DOUBT_COUNT 4

struct form_period {
    int code; /* model/period.h; with FORM_BASIS_YTD a month */
    enum form_basis basis;
    bool year_given; /* false: it is the caller's */
    bool until;      /* 截至 */
    unsigned doubts; /* enum form_doubt */
};

/* `year` goes for texts without one (1—8月), 0: there is none, refused. False
 * with a fault for the cell. */
MUSTCHECK bool form_period_read(const struct sheet_cell *cell, int year,
                                struct form_period *out, struct error *err);
/* The first period that a title names in words (年, 月, 学年, 季度, 届), a year
 * among them. False when it names none. */
bool form_period_find(struct span title, int year, struct form_period *out);
/* The same time in the type that an indicator goes by, where that is the same:
 * 2024H1 <-> 1—6月, 2024-08-01 (a date that a spreadsheet made of 2024年8月)
 * -> 2024M08, 截至8月31日 -> 1—8月, 1—12月 -> 2024. Else nothing changes: 2024
 * is not taken for 1—12月, for it is what stands on a form of any month. */
void form_period_fit(struct form_period *period, enum period_type type);
/* Can both be said of the same figures? The year of a report may be the
 * calendar year that its school year begins or ends in. */
bool form_period_agrees(const struct form_period *a,
                        const struct form_period *b);
/* The question to ask: {0} is the cell's text, {1} the period. */
enum fault form_doubt_fault(enum form_doubt doubt);

#endif
