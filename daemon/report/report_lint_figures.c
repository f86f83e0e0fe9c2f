#include <stdio.h>
#include <string.h>

#include "report/report_keyword.h"
#include "report/report_lint_impl.h"
#include "report/report_nearest.h"

static void complain(struct report_lint *lint,
                     const struct report_figure *figure,
                     enum report_fault_code code, const char *arg0,
                     const char *arg1)
{
    report_faults_add(lint->faults, code, figure->place, arg0, arg1);
}

/* --- unknown codes --- */

/* The indicator whose code is nearest, or NULL. */
static const char *nearest(const struct catalogue *cat, const char *code)
{
    size_t count = 0;
    const struct indicator *const *all = catalogue_indicators(cat, &count);
    const char *found = NULL;
    int best = report_nearest_distance("", "1234"); /* too far */
    for (size_t i = 0; i < count; i++) {
        int distance = report_nearest_distance(code, all[i]->code);
        if (distance < best) {
            best = distance;
            found = all[i]->code;
        }
    }
    return found;
}

static void unknown_indicator(struct report_lint *lint,
                              const struct report_figure *figure)
{
    const char *other = nearest(lint->cat, figure->indicator);
    complain(lint, figure,
             other == NULL ? REPORT_FAULT_UNKNOWN_INDICATOR
                           : REPORT_FAULT_MISSPELT_INDICATOR,
             figure->indicator, other);
}

/* Is it one of the codes joined by '|'? */
static bool is_among(const char *list, const char *code)
{
    size_t len = strlen(code);
    while (*list != '\0') {
        size_t one = strcspn(list, "|");
        if (one == len && memcmp(list, code, len) == 0) {
            return true;
        }
        list += one + (list[one] == '|');
    }
    return false;
}

static bool has_dimension(const struct indicator *indicator, const char *code)
{
    /* Of sets there are two more: docs/statistics.md, "Partner enterprises". */
    bool of_sets = indicator->kind == INDICATOR_DISTINCT &&
                   is_among("depth|on_campus", code);
    return of_sets || is_among(indicator->breakdowns, code);
}

static void check_dimension(struct report_lint *lint,
                            const struct report_figure *figure,
                            const struct indicator *indicator, const char *code)
{
    if (!has_dimension(indicator, code)) {
        complain(lint, figure, REPORT_FAULT_UNKNOWN_DIMENSION, code,
                 indicator->code);
    }
}

static void check_members(struct report_lint *lint,
                          const struct report_figure *figure,
                          const struct report_where *where)
{
    size_t len = strlen(where->dimension);
    const struct dimension *dimension =
        catalogue_dimension(lint->cat, where->dimension, len);
    for (int i = 0; dimension != NULL && i < where->count; i++) {
        const char *code = where->members[i];
        if (catalogue_member(lint->cat, dimension, code, strlen(code)) ==
            NULL) {
            complain(lint, figure, REPORT_FAULT_UNKNOWN_MEMBER, code,
                     where->dimension);
        }
    }
}

/* --- periods --- */

/* Of which periods there are figures. */
static bool fits_period(const struct indicator *indicator,
                        enum report_period period)
{
    const char *type = indicator->period_type;
    bool stock = period == REPORT_LATEST;
    bool day = period == REPORT_END || period == REPORT_LAST_YEAR_END;
    bool school = period == REPORT_SCHOOL_YEAR_ENDING ||
                  period == REPORT_SCHOOL_YEAR_BEGUN;
    if (strcmp(type, "point_in_time") == 0) {
        return indicator->kind == INDICATOR_DISTINCT ? day : stock;
    }
    if (strcmp(type, "school_year") == 0) {
        return school;
    }
    if (strcmp(type, "calendar_year") == 0) {
        return period == REPORT_YEAR || period == REPORT_SPAN;
    }
    return !stock && !day && !school;
}

static void check_period(struct report_lint *lint,
                         const struct report_figure *figure,
                         const struct indicator *indicator)
{
    if (!fits_period(indicator, figure->period)) {
        complain(
            lint, figure, REPORT_FAULT_PERIOD_KIND,
            report_keyword_text(REPORT_KEYWORDS_PERIOD, (int)figure->period),
            indicator->period_type);
    } else if (figure->period == REPORT_SPAN &&
               strcmp(indicator->period_type, "calendar_year") == 0) {
        complain(lint, figure, REPORT_FAULT_WHOLE_YEARS_ONLY, figure->name,
                 NULL);
    }
}

/* --- all of them --- */

static void lint_figure(struct report_lint *lint, int i)
{
    const struct report_figure *figure = &lint->template->figures[i];
    const struct indicator *indicator = lint->indicators[i];
    if (figure->needs == 0) {
        complain(lint, figure, REPORT_FAULT_UNUSED_FIGURE, figure->name, NULL);
    }
    if (indicator == NULL) {
        if (lint->cat != NULL) {
            unknown_indicator(lint, figure);
        }
        return;
    }
    check_period(lint, figure, indicator);
    for (int j = 0; j < figure->where_count; j++) {
        check_dimension(lint, figure, indicator, figure->where[j].dimension);
        check_members(lint, figure, &figure->where[j]);
    }
    if (figure->by != NULL) {
        check_dimension(lint, figure, indicator, figure->by);
    }
}

void report_lint_figures(struct report_lint *lint)
{
    for (int i = 0; i < lint->template->figure_count; i++) {
        lint_figure(lint, i);
    }
}
