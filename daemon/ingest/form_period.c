#include "ingest/form_period.h"

#include <string.h>

#include "ingest/form_period_scan.h"
#include "ingest/form_text.h"
#include "platform/macros.h"
#include "platform/utf8.h"

_Static_assert(FORM_PERIOD_MAX == FORM_TEXT_MAX, "a cell is folded whole");

static bool refuse(const struct sheet_cell *cell, enum fault fault,
                   struct error *err)
{
    char text[ERROR_ARG_SIZE];
    span_copy(cell->text, text, sizeof(text));
    return error_set(err, fault, text, NULL, NULL);
}

static void squeeze(struct form_text *text)
{
    size_t len = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] != ' ' && text->data[i] != '\n') {
            text->data[len++] = text->data[i];
        }
    }
    text->len = len;
    text->data[len] = '\0';
}

static void unwrap(struct form_text *text)
{
    bool wrapped = text->len >= 2 && text->data[0] == '(' &&
                   strchr(text->data, ')') == text->data + text->len - 1;
    if (wrapped) {
        text->len -= 2;
        memmove(text->data, text->data + 1, text->len);
        text->data[text->len] = '\0';
    }
}

static bool fold(struct span cell, struct form_text *text)
{
    if (!form_text_fold(cell, text)) {
        return false;
    }
    squeeze(text);
    unwrap(text);
    return true;
}

/* 2024.1: what a spreadsheet makes of 2024.10 that it takes for a number. */
static bool is_unclear(const struct sheet_cell *cell,
                       const struct form_text *text)
{
    return cell->kind == SHEET_NUMBER && text->len == strlen("2024.1") &&
           strcmp(text->data + 4, ".1") == 0;
}

bool form_period_read(const struct sheet_cell *cell, int year,
                      struct form_period *out, struct error *err)
{
    struct form_text text;
    struct form_period_scan scan;
    switch (cell->kind) {
    case SHEET_EMPTY:
        return refuse(cell, FAULT_EMPTY_CELL, err);
    case SHEET_ERROR:
        return refuse(cell, FAULT_SHEET_ERROR, err);
    case SHEET_UNKNOWN:
        return refuse(cell, FAULT_FORMULA_VALUE, err);
    case SHEET_PERCENT:
    case SHEET_BOOL:
        return refuse(cell, FAULT_BAD_PERIOD, err);
    case SHEET_TEXT:
    case SHEET_NUMBER:
    case SHEET_DATE:
        break;
    }
    if (!fold(cell->text, &text) || !form_period_scan(text.data, year, &scan) ||
        *scan.rest != '\0') {
        return refuse(cell, FAULT_BAD_PERIOD, err);
    }
    if (is_unclear(cell, &text)) {
        return refuse(cell, FAULT_MONTH_UNCLEAR, err);
    }
    if (scan.needs_year) {
        return refuse(cell, FAULT_NO_YEAR, err);
    }
    *out = scan.period;
    return true;
}

/* --- titles --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool form_period_find(struct span title, int year, struct form_period *out)
{
    struct form_text text;
    if (!fold(title, &text)) {
        return false;
    }
    for (size_t at = 0; at < text.len;) {
        struct form_period_scan scan;
        bool inside = at > 0 && is_digit(text.data[at - 1]);
        if (!inside && form_period_scan(text.data + at, year, &scan) &&
            scan.in_words && !scan.needs_year) {
            *out = scan.period;
            return true;
        }
        at += utf8_check(text.data + at, text.len - at);
    }
    return false;
}

/* --- periods beside each other --- */

static int month_of(int day)
{
    return day / 100 % 100;
}

/* The month to whose end a period runs from January on, 0: none. */
static int runs_to(const struct form_period *period)
{
    static const enum period_type FROM_JANUARY[] = {PERIOD_HALF,
                                                    PERIOD_QUARTER};
    enum period_type type = period_type_of(period->code);
    bool runs = period->basis == FORM_BASIS_YTD;
    for (size_t i = 0; i < ARRAY_LEN(FROM_JANUARY); i++) {
        runs = runs || (type == FROM_JANUARY[i] &&
                        month_of(period_first_day(period->code)) == 1);
    }
    return runs ? month_of(period_last_day(period->code)) : 0;
}

/* January to that month as one period of the type, 0: there is none. */
static int whole(enum period_type type, int year, int month)
{
    static const int MONTHS[] = {
        [PERIOD_CALENDAR_YEAR] = 12,
        [PERIOD_HALF] = 6,
        [PERIOD_QUARTER] = 3,
    };
    if (type == PERIOD_MONTH) {
        return period_month(year, month);
    }
    bool is_whole = (size_t)type < ARRAY_LEN(MONTHS) && MONTHS[type] == month;
    return is_whole ? period_of(type, year, 1) : 0;
}

/* The first of a month is what a spreadsheet makes of the month; until its
 * last is until its end. */
static void fit_day(struct form_period *period)
{
    int day = period_first_day(period->code);
    int month = period_month(day / 10000, month_of(day));
    if (period->until && day == period_last_day(month)) {
        period->basis = FORM_BASIS_YTD;
        period->code = month;
    } else if (!period->until && day == period_first_day(month)) {
        period->code = month;
    }
}

void form_period_fit(struct form_period *period, enum period_type type)
{
    enum period_type is = period_type_of(period->code);
    if (is == type) {
        return;
    }
    if (is == PERIOD_DAY && type == PERIOD_MONTH) {
        fit_day(period);
    }
    int month = runs_to(period);
    int code = month == 0 ? 0 : whole(type, period->code / PERIOD_YEAR, month);
    if (code != 0) {
        period->code = code;
        period->basis =
            type == PERIOD_MONTH ? FORM_BASIS_YTD : FORM_BASIS_UNSAID;
    }
}

struct days {
    int first, last;
};

static struct days days_of(const struct form_period *period)
{
    struct days days = {period_first_day(period->code),
                        period_last_day(period->code)};
    if (period->basis == FORM_BASIS_YTD) {
        days.first = days.first / 10000 * 10000 + 101;
    }
    return days;
}

static bool contains(struct days outer, struct days inner)
{
    return outer.first <= inner.first && inner.last <= outer.last;
}

static bool is_school_year(const struct form_period *period)
{
    return period_type_of(period->code) == PERIOD_SCHOOL_YEAR;
}

bool form_period_agrees(const struct form_period *a,
                        const struct form_period *b)
{
    struct days left = days_of(a);
    struct days right = days_of(b);
    bool overlap = left.first <= right.last && right.first <= left.last;
    if (a->basis == FORM_BASIS_YTD && b->basis == FORM_BASIS_YTD) {
        return a->code == b->code;
    }
    if (is_school_year(a) != is_school_year(b)) {
        return overlap;
    }
    return contains(left, right) || contains(right, left);
}

enum fault form_doubt_fault(enum form_doubt doubt)
{
    switch (doubt) {
    case FORM_DOUBT_YEAR:
        return FAULT_SHORT_YEAR;
    case FORM_DOUBT_TERM:
        return FAULT_TERM_PERIOD;
    case FORM_DOUBT_MONTH:
        return FAULT_MONTH_UNCLEAR;
    case FORM_DOUBT_SERIAL:
        break;
    }
    return FAULT_DATE_SERIAL;
}
