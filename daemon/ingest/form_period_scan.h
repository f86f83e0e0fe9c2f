/* The period that a folded text begins with. Inside of form_period*.c. */
#ifndef TVS_INGEST_FORM_PERIOD_SCAN_H
#define TVS_INGEST_FORM_PERIOD_SCAN_H

#include <stdbool.h>

#include "ingest/form_period.h"

struct form_period_scan {
    struct form_period period;
    bool in_words; /* with 年, 月, 季度, ...: plain to see in a title */
    bool needs_year;
    const char *rest;
};

/* `text` has no white space and one kind of dash; `year` as in
 * form_period_read(). False when it begins with no period. */
bool form_period_scan(const char *text, int year, struct form_period_scan *out);

#endif
