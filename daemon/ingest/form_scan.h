/*
 * A place in a folded text on the way through a period, what is taken there,
 * and the forms that periods have. Inside of form_period*.c. What takes
 * something moves on by it; where it returns false the place may be anywhere.
 */
#ifndef TVS_INGEST_FORM_SCAN_H
#define TVS_INGEST_FORM_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/form_period.h"

struct form_scan {
    const char *at;
    int default_year; /* 0: none */
    bool year_given, needs_year, in_words;
    struct form_period *period;
};

bool form_scan_take(struct form_scan *scan, const char *word);
bool form_scan_take_any(struct form_scan *scan, const char *const *words,
                        size_t count);
/* One that only people write. */
bool form_scan_word(struct form_scan *scan, const char *word);
/* Exactly `count` ASCII digits and none behind them. */
bool form_scan_digits(struct form_scan *scan, int count, int *value);
/* 8, 08, 八, 十二, 二十一 */
bool form_scan_small(struct form_scan *scan, int *value);
bool form_scan_month(struct form_scan *scan, int *month);
/* The sign between two ends. */
bool form_scan_range(struct form_scan *scan);
/* 2024, 二〇二四 */
bool form_scan_full_year(struct form_scan *scan, int *year);
/* The same, or 24 where a word follows that makes it a year. */
bool form_scan_year(struct form_scan *scan, int *year);
/* 2024年, 今年, or nothing at all: then it is the caller's year. */
int form_scan_year_part(struct form_scan *scan);
/* Notes the period; false when the code is 0. */
bool form_scan_found(struct form_scan *scan, int code, enum form_basis basis);

/* The forms that periods have, each from its beginning. */
bool form_period_scan_school_year(struct form_scan *scan);
bool form_period_scan_term(struct form_scan *scan);
bool form_period_scan_cohort(struct form_scan *scan);
bool form_period_scan_year(struct form_scan *scan);
bool form_period_scan_quarter(struct form_scan *scan);
bool form_period_scan_half(struct form_scan *scan);
bool form_period_scan_months(struct form_scan *scan);
bool form_period_scan_first_months(struct form_scan *scan);
bool form_period_scan_month(struct form_scan *scan);
bool form_period_scan_day(struct form_scan *scan);
bool form_period_scan_separated(struct form_scan *scan);
bool form_period_scan_compact(struct form_scan *scan);
bool form_period_scan_serial(struct form_scan *scan);
bool form_period_scan_ours(struct form_scan *scan);

#endif
