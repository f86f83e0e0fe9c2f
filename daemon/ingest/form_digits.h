/* The number that a folded text begins with. Inside of form_*.c. */
#ifndef TVS_INGEST_FORM_DIGITS_H
#define TVS_INGEST_FORM_DIGITS_H

#include <stdbool.h>

#include "model/decimal.h"

enum form_digits_verdict {
    FORM_DIGITS_OK,
    FORM_DIGITS_NONE,     /* no digit there */
    FORM_DIGITS_GROUPING, /* 1,25 */
    FORM_DIGITS_LONG,     /* more than any figure has */
};

struct form_digits {
    char text[DECIMAL_TEXT_SIZE]; /* plain: -1250.5 */
    bool grouped;                 /* 1,250 or 1 250 */
    bool marked;                  /* (120) or △120 for -120 */
    const char *rest;             /* behind it */
};

/* [-△▲]digits[.digits], or (digits[.digits]); thousands in strict groups of
 * three, with commas or single spaces, the same throughout. */
enum form_digits_verdict form_digits_read(const char *text,
                                          struct form_digits *out);
/* Is a plain number above 0 and at most 1? */
bool form_digits_at_most_one(const char *text);
/* 0.853 -> 85.3, exactly; `out` has DECIMAL_TEXT_SIZE bytes. */
void form_digits_times_hundred(const char *text, char *out);

#endif
