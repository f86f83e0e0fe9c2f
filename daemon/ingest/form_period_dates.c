#include <string.h>

#include "ingest/form_scan.h"

#define CENTURY 2000
#define CENTURY_SERIAL 36526 /* of its first day */

static bool found_day(struct form_scan *scan, int year, int month, int day)
{
    return form_scan_found(scan, period_day(year, month, day),
                           FORM_BASIS_UNSAID);
}

static bool found_month(struct form_scan *scan, int year, int month)
{
    return form_scan_found(scan, period_of(PERIOD_MONTH, year, month),
                           FORM_BASIS_UNSAID);
}

/* 2024年9月1日 */
bool form_period_scan_day(struct form_scan *scan)
{
    int year = form_scan_year_part(scan);
    int month = 0;
    int day = 0;
    if (!form_scan_month(scan, &month) || !form_scan_take(scan, "月") ||
        !form_scan_small(scan, &day)) {
        return false;
    }
    return (form_scan_word(scan, "日") || form_scan_word(scan, "号")) &&
           found_day(scan, year, month, day);
}

/* 2024.8, 2024/08, 2024-8-1: one separator throughout. */
bool form_period_scan_separated(struct form_scan *scan)
{
    static const char SEPARATORS[] = "./-";
    int year = 0;
    int month = 0;
    int day = 0;
    if (!form_scan_digits(scan, 4, &year) || *scan->at == '\0' ||
        strchr(SEPARATORS, *scan->at) == NULL) {
        return false;
    }
    const char separator[2] = {*scan->at, '\0'};
    scan->year_given = true;
    scan->at++;
    bool unclear = *separator == '.' && strcmp(scan->at, "1") == 0;
    if (!form_scan_month(scan, &month)) {
        return false;
    }
    struct form_scan ahead = *scan;
    if (form_scan_take(&ahead, separator) && form_scan_small(&ahead, &day)) {
        *scan = ahead;
        return found_day(scan, year, month, day);
    }
    scan->period->doubts |= unclear ? FORM_DOUBT_MONTH : 0U;
    return found_month(scan, year, month);
}

/* 202408, 20240801 */
bool form_period_scan_compact(struct form_scan *scan)
{
    int number = 0;
    scan->year_given = true;
    if (form_scan_digits(scan, 8, &number)) {
        return found_day(scan, number / 10000, number / 100 % 100,
                         number % 100);
    }
    return form_scan_digits(scan, 6, &number) &&
           found_month(scan, number / 100, number % 100);
}

static int next_day(int code)
{
    int day = period_first_day(code);
    int year = day / 10000;
    int month = day / 100 % 100;
    int next = period_day(year, month, day % 100 + 1);
    if (next == 0) {
        next = period_day(year, month + 1, 1);
    }
    return next != 0 ? next : period_day(year + 1, 1, 1);
}

/* 45505, days since 1899-12-30: this century's from 2000 on. */
bool form_period_scan_serial(struct form_scan *scan)
{
    int days = 0;
    int code = period_day(CENTURY, 1, 1);
    if (!form_scan_digits(scan, 5, &days) || days < CENTURY_SERIAL) {
        return false;
    }
    for (days -= CENTURY_SERIAL; days > 0; days--) {
        code = next_day(code);
    }
    scan->year_given = true;
    scan->period->doubts |= FORM_DOUBT_SERIAL;
    return form_scan_found(scan, code, FORM_BASIS_UNSAID);
}

/* 2024M08, as we write it ourselves. */
bool form_period_scan_ours(struct form_scan *scan)
{
    size_t len = strspn(scan->at, "0123456789AHMQY-");
    int code = 0;
    if (!period_parse(scan->at, len, &code)) {
        return false;
    }
    scan->at += len;
    scan->year_given = true;
    return form_scan_found(scan, code, FORM_BASIS_UNSAID);
}
