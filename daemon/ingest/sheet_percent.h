/* A number that a spreadsheet shows as a percentage, as it shows it. */
#ifndef TVS_INGEST_SHEET_PERCENT_H
#define TVS_INGEST_SHEET_PERCENT_H

#include <stddef.h>

#include "ingest/span.h"

#define SHEET_PERCENT_SIZE 48

/* 0.853 is 85.3: the point moves by two places, nothing is rounded. Numbers
 * with an exponent, or too long for the room, stay as they are. */
struct span sheet_percent(struct span number, char out[SHEET_PERCENT_SIZE]);

#endif
