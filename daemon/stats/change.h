/*
 * Year-over-year and period-over-period change, typed by the kind of figure:
 * counts change absolutely and in per cent, rates in percentage points. An
 * undefined change is no number but a reason. Decision table and order:
 * docs/statistics.md, "Change"; source: domain table 2.3.
 */
#ifndef TVS_STATS_CHANGE_H
#define TVS_STATS_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

/* A figure before rounding: num/den for a ratio, num alone (den 1) else. */
struct figure {
    bool present;
    int64_t num; /* scaled by 10^num_decimals */
    int64_t den; /* scaled by 10^den_decimals; 1 for a count */
};

/* How a figure is shown: value = num/den * multiplier, `decimals` places. */
struct figure_scale {
    bool ratio;         /* num/den, not a count */
    bool percent;       /* a rate in %: changes are percentage points */
    int64_t multiplier; /* 100 for %, 10000 for 万元 -> 元, 1 else */
    int num_decimals;
    int den_decimals;
    int decimals; /* of the printed value */
};

enum change_reason {
    CHANGE_OK,
    CHANGE_OK_PP,
    CHANGE_CUR_MISSING,
    CHANGE_BASE_MISSING,
    CHANGE_BREAK,
    CHANGE_COVERAGE,
    CHANGE_NEGATIVE,
    CHANGE_BOTH_ZERO,
    CHANGE_BASE_ZERO,
};

struct change {
    enum change_reason reason;
    bool has_abs, has_pct, has_pp;
    int64_t abs; /* scaled by 10^decimals of the value */
    int64_t pct; /* scaled by 10^digits */
    int64_t pp;  /* scaled by 10^digits */
};

/* a/b - c/d as one unrounded fraction. */
struct change_difference {
    __int128 num, den;
    __int128 base; /* c/d over the same denominator */
};

/* "OK", "OK_PP", "BASE_ZERO", ... */
const char *change_reason_code(enum change_reason reason);
/*
 * The printed value: rounded once. False when the figure is absent, its
 * denominator is 0, or it does not fit.
 */
bool figure_value(const struct figure *fig, const struct figure_scale *scale,
                  int64_t *value);
/* Of two figures that are not missing. */
struct change_difference change_subtract(const struct figure *cur,
                                         const struct figure *base);
/*
 * Computed from the unrounded parts, each result rounded once: pct and pp to
 * `digits` (0 to 15), abs to the decimals of the value. A rate in % has pp
 * only (OK_PP); another ratio (people per person, yuan per person)
 * changes like a count, abs in its unit and per cent. A ratio whose
 * denominator is 0 counts as missing. A result that does not fit 18 digits is
 * absent. BREAK and COVERAGE are for the caller to set: change_refuse().
 */
void change_compute(const struct figure *cur, const struct figure *base,
                    const struct figure_scale *scale, int digits,
                    struct change *out);
/*
 * Rows 3 and 4 of the table, on a change that was computed: across a break
 * (CHANGE_BREAK) nothing is left of it, over too few reports (CHANGE_COVERAGE)
 * the difference is, but no per cent. A missing figure stays the reason.
 */
void change_refuse(struct change *change, enum change_reason reason);

#endif
