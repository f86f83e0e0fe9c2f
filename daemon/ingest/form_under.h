/*
 * Rows right below a heading that are no data: the numbers of the columns
 * (甲 乙 1 2) and their units. Inside of form_sheet.
 */
#ifndef TVS_INGEST_FORM_UNDER_H
#define TVS_INGEST_FORM_UNDER_H

#include <stdbool.h>

struct form_sheet;

/* What may still come below the heading; bits. */
#define FORM_UNDER_NUMBERS 1U
#define FORM_UNDER_UNITS 2U
#define FORM_UNDER_ALL (FORM_UNDER_NUMBERS | FORM_UNDER_UNITS)

/* Is the sheet's row one of those that may come? Then it is told, and units
 * that contradict the form's are complained of. */
bool form_under_take(struct form_sheet *sheet);

#endif
