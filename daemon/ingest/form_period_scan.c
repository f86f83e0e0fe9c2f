#include "ingest/form_period_scan.h"

#include "ingest/form_scan.h"
#include "platform/macros.h"

/* --- all of them --- */

/* 8月累计, 8月底(累计), 当月 */
static void scan_basis(struct form_scan *scan)
{
    static const struct {
        const char *word;
        enum form_basis basis;
    } WORDS[] = {
        {"(累计)", FORM_BASIS_YTD},   {"累计数", FORM_BASIS_YTD},
        {"累计", FORM_BASIS_YTD},     {"(当月)", FORM_BASIS_MONTH},
        {"当月", FORM_BASIS_MONTH},   {"(本月)", FORM_BASIS_MONTH},
        {"(累计数)", FORM_BASIS_YTD}, {"(当月数)", FORM_BASIS_MONTH},
    };
    (void)(form_scan_take(scan, "底") || form_scan_take(scan, "末") ||
           form_scan_take(scan, "止"));
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (form_scan_take(scan, WORDS[i].word)) {
            scan->period->basis = WORDS[i].basis;
            return;
        }
    }
}

/* Does the basis go with the period? Sums since January end with a month. */
static bool basis_fits(const struct form_period *period)
{
    return period->basis == FORM_BASIS_UNSAID ||
           period_type_of(period->code) == PERIOD_MONTH;
}

static bool take_until(struct form_scan *scan)
{
    static const char *const UNTIL[] = {"截至", "截止到", "截止至", "截止"};
    return form_scan_take_any(scan, UNTIL, ARRAY_LEN(UNTIL));
}

/* What says the most is meant; of those that say as much, the first. */
static bool (*const FORMS[])(struct form_scan *scan) = {
    form_period_scan_school_year, form_period_scan_term,
    form_period_scan_cohort,      form_period_scan_quarter,
    form_period_scan_half,        form_period_scan_day,
    form_period_scan_months,      form_period_scan_first_months,
    form_period_scan_month,       form_period_scan_ours,
    form_period_scan_separated,   form_period_scan_compact,
    form_period_scan_year,        form_period_scan_serial,
};

static bool finish(struct form_scan *scan, bool until,
                   struct form_period_scan *out)
{
    struct form_period *period = scan->period;
    if (until && period_type_of(period->code) == PERIOD_MONTH) {
        period->basis = FORM_BASIS_YTD;
    }
    scan_basis(scan);
    period->year_given = scan->year_given;
    period->until = until;
    out->in_words = scan->in_words;
    out->needs_year = scan->needs_year && !scan->year_given;
    out->rest = scan->at;
    return basis_fits(period);
}

bool form_period_scan(const char *text, int year, struct form_period_scan *out)
{
    struct form_scan start = {.at = text, .default_year = year};
    bool until = take_until(&start);
    const char *end = text;
    for (size_t i = 0; i < ARRAY_LEN(FORMS); i++) {
        struct form_period_scan one = {.rest = text};
        struct form_scan scan = start;
        scan.period = &one.period;
        if (FORMS[i](&scan) && finish(&scan, until, &one) && one.rest > end) {
            end = one.rest;
            *out = one;
        }
    }
    return end > text;
}
