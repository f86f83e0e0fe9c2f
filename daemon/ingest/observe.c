#include "ingest/observe.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ingest/reader.h"
#include "model/decimal.h"
#include "model/period.h"
#include "platform/macros.h"

const struct indicator *observe_indicator(const struct observe *observe,
                                          const struct place *at,
                                          struct span text)
{
    const struct indicator *indicator =
        catalogue_indicator(observe->catalogue, text.data, text.len);
    if (indicator == NULL) {
        complain(observe->complaints, at, FAULT_UNKNOWN_INDICATOR, text);
        return NULL;
    }
    if (indicator->kind == INDICATOR_RATIO ||
        indicator->kind == INDICATOR_DISTINCT) {
        complain(observe->complaints, at, FAULT_NOT_REPORTABLE, text);
        return NULL;
    }
    return indicator;
}

bool observe_period(const struct observe *observe, const struct place *at,
                    struct span text, int *period)
{
    return period_parse(text.data, text.len, period) ||
           complain(observe->complaints, at, FAULT_BAD_PERIOD, text);
}

#define BIT(type) (1U << (type))

/* A stock is reported for a day, or for the year of its reference day. */
static const struct {
    const char *name;
    unsigned types;
} PERIOD_RULES[] = {
    {"month", BIT(PERIOD_MONTH)},
    {"calendar_year", BIT(PERIOD_CALENDAR_YEAR)},
    {"school_year", BIT(PERIOD_SCHOOL_YEAR)},
    {"point_in_time",
     BIT(PERIOD_DAY) | BIT(PERIOD_SCHOOL_YEAR) | BIT(PERIOD_CALENDAR_YEAR)},
};

bool observe_type_fits(const struct indicator *indicator, int period)
{
    for (size_t i = 0; i < ARRAY_LEN(PERIOD_RULES); i++) {
        if (strcmp(PERIOD_RULES[i].name, indicator->period_type) == 0) {
            return (PERIOD_RULES[i].types & BIT(period_type_of(period))) != 0;
        }
    }
    return true;
}

bool observe_time(const struct observe *observe, const struct place *at,
                  const struct indicator *indicator, int period)
{
    char text[PERIOD_TEXT_SIZE];
    if (!observe_type_fits(indicator, period)) {
        period_print(period, text);
        const char *const args[3] = {indicator->code, indicator->period_type,
                                     text};
        return complain_with(observe->complaints, at, FAULT_PERIOD_TYPE, args,
                             span_of(text));
    }
    if (period_first_day(period) > observe->today) {
        period_print(period, text);
        return complain(observe->complaints, at, FAULT_FUTURE_PERIOD,
                        span_of(text));
    }
    return true;
}

bool observe_basis(const struct observe *observe, const struct place *at,
                   struct span text, bool *cumulative)
{
    static const char *const ARGS[3] = {"basis", "month|ytd", NULL};
    *cumulative = span_is(text, "ytd");
    return text.len == 0 || *cumulative || span_is(text, "month") ||
           complain_with(observe->complaints, at, FAULT_BAD_CHOICE, ARGS, text);
}

bool observe_cumulates(const struct observe *observe, const struct place *at,
                       const struct indicator *indicator)
{
    bool by_month = strcmp(indicator->period_type, "month") == 0;
    if (indicator->kind == INDICATOR_FLOW && by_month) {
        return true;
    }
    const char *const args[3] = {indicator->code, indicator->period_type, NULL};
    enum fault fault = indicator->kind == INDICATOR_FLOW ? FAULT_BASIS_PERIOD
                                                         : FAULT_BASIS_STOCK;
    return complain_with(observe->complaints, at, fault, args, span_of("ytd"));
}

bool observe_scope(const struct observe *observe, const struct place *at,
                   struct span code, int school, int area)
{
    const struct reader_scope *scope = observe->scope;
    return scope == NULL || scope->allows == NULL ||
           scope->allows(scope, school, area) ||
           complain(observe->complaints, at, FAULT_SCHOOL_NOT_ALLOWED, code);
}

static bool was_closed(const struct observe *observe, const struct place *at,
                       struct span code, int period)
{
    char name[COMPLAIN_TEXT_MAX + 1];
    char text[PERIOD_TEXT_SIZE];
    span_copy(code, name, sizeof(name));
    period_print(period, text);
    const char *const args[3] = {name, text, NULL};
    return complain_with(observe->complaints, at, FAULT_SCHOOL_CLOSED, args,
                         code);
}

bool observe_school(const struct observe *observe, const struct place *at,
                    struct span code, int school, int period)
{
    const struct school *known =
        newcomers_school_row(observe->newcomers, school);
    if (!school_open(known, period)) {
        return was_closed(observe, at, code, period);
    }
    return observe_scope(observe, at, code, school, known->area);
}

/* V-05: counts and money are never negative. */
static bool may_be_negative(const struct indicator *indicator)
{
    (void)indicator;
    return false;
}

bool observe_number(const struct observe *observe, const struct place *at,
                    const struct indicator *indicator, struct span text,
                    int64_t *value)
{
    enum fault fault = decimal_parse(text.data, text.len, indicator->decimals,
                                     observe->thousands, value);
    if (fault == FAULT_NONE && *value < 0 && !may_be_negative(indicator)) {
        fault = FAULT_NEGATIVE;
    }
    if (fault == FAULT_NONE) {
        return true;
    }
    char shown[COMPLAIN_TEXT_MAX + 1];
    char decimals[8];
    span_copy(text, shown, sizeof(shown));
    snprintf(decimals, sizeof(decimals), "%d", indicator->decimals);
    const char *const args[3] = {shown, decimals, NULL};
    return complain_with(observe->complaints, at, fault, args, text);
}

static bool too_many(const struct observe *observe, const struct place *at,
                     const char *what, int max)
{
    char is[16];
    char limit[16];
    snprintf(is, sizeof(is), ">%d", max);
    snprintf(limit, sizeof(limit), "%d", max);
    const char *const args[3] = {what, is, limit};
    return complain_with(observe->complaints, at, FAULT_TOO_MANY, args,
                         span_of(NULL));
}

static bool is_same(const struct subject *a, const struct subject *b)
{
    return a->indicator == b->indicator && a->period == b->period &&
           a->count == b->count &&
           memcmp(a->members, b->members,
                  (size_t)a->count * sizeof(a->members[0])) == 0;
}

/* Not keyed: the numbers are the process's own, and a miss is a look-up. */
static size_t place_of(const struct subject *subject)
{
    uint32_t hash =
        (uint32_t)subject->indicator * 0x9E3779B1U + (uint32_t)subject->period;
    for (int i = 0; i < subject->count; i++) {
        hash = hash * 0x85EBCA6BU + (uint32_t)subject->members[i];
    }
    hash *= 0xC2B2AE35U;
    return (hash ^ hash >> 15) % OBSERVE_MEMO;
}

/* The look-up for what must not be added up: no dimension is a partition, so
 * that no coarser cell is made of several finer ones. */
struct apart {
    struct cells_members lookup; /* first: its functions get only this */
    const struct cells_members *real;
};

static int dimension_of(const struct cells_members *self, int member)
{
    const struct apart *apart = (const struct apart *)(const void *)self;
    return apart->real->dimension_of(apart->real, member);
}

static bool is_no_partition(const struct cells_members *self, int dimension)
{
    (void)self;
    (void)dimension;
    return false;
}

static int intern_breakdown(struct observe *observe,
                            const struct cells_members *lookup,
                            const struct subject *subject, int breakdown)
{
    const struct apart apart = {{dimension_of, is_no_partition}, lookup};
    const struct indicator *indicator =
        catalogue_indicator_by_id(observe->catalogue, subject->indicator);
    return cells_intern(observe->cells,
                        indicator->kind == INDICATOR_RATE ? &apart.lookup
                                                          : lookup,
                        subject->indicator, breakdown, subject->period);
}

static int intern_cell(struct observe *observe, const struct place *at,
                       const struct subject *subject)
{
    const struct cells_members *lookup = newcomers_lookup(observe->newcomers);
    int breakdown = cells_intern_breakdown(observe->cells, lookup,
                                           subject->members, subject->count);
    if (breakdown == 0) {
        too_many(observe, at, "breakdowns", CELLS_MAX_BREAKDOWNS);
        return 0;
    }
    int cell = intern_breakdown(observe, lookup, subject, breakdown);
    if (cell == 0) {
        too_many(observe, at, "cells", CELLS_MAX_CELLS);
    }
    return cell;
}

int observe_cell(struct observe *observe, const struct place *at,
                 const struct subject *subject)
{
    size_t place = place_of(subject);
    if (observe->memo[place].cell > 0 &&
        is_same(&observe->memo[place].subject, subject)) {
        return observe->memo[place].cell;
    }
    int cell = intern_cell(observe, at, subject);
    observe->memo[place].subject = *subject;
    observe->memo[place].cell = cell;
    return cell;
}

int observe_cumulative_cell(struct observe *observe, const struct place *at,
                            const struct subject *subject)
{
    struct subject through = *subject;
    int month = period_last_day(subject->period) / 100 % 100;
    through.period = period_ytd(subject->period / PERIOD_YEAR, month);
    return observe_cell(observe, at, subject) > 0
               ? observe_cell(observe, at, &through)
               : 0;
}
