#include "ingest/form_scan.h"

static bool found_part(struct form_scan *scan, enum period_type type, int year,
                       int number)
{
    return form_scan_found(scan, period_of(type, year, number),
                           FORM_BASIS_UNSAID);
}

static bool found_ytd(struct form_scan *scan, int year, int month)
{
    return form_scan_found(scan, period_month(year, month), FORM_BASIS_YTD);
}

/* 第三季度, 3季度, 前三季度, 1-3季度 */
bool form_period_scan_quarter(struct form_scan *scan)
{
    int year = form_scan_year_part(scan);
    int first = 1;
    int last = 0;
    bool sum = form_scan_take(scan, "前");
    if (!sum) {
        (void)form_scan_take(scan, "第");
    }
    if (!form_scan_small(scan, &last)) {
        return false;
    }
    if (!sum && form_scan_range(scan)) {
        first = last;
        sum = true;
        if (!form_scan_small(scan, &last)) {
            return false;
        }
    }
    (void)form_scan_take(scan, "个");
    if (!form_scan_word(scan, "季度") || first != 1 || last < 1 || last > 4) {
        return false;
    }
    return sum ? found_ytd(scan, year, last * 3)
               : found_part(scan, PERIOD_QUARTER, year, last);
}

bool form_period_scan_half(struct form_scan *scan)
{
    int year = form_scan_year_part(scan);
    if (form_scan_word(scan, "上半年")) {
        return found_part(scan, PERIOD_HALF, year, 1);
    }
    return form_scan_word(scan, "下半年") &&
           found_part(scan, PERIOD_HALF, year, 2);
}

/* Months that are a quarter or a half, or run from January on. */
static bool found_months(struct form_scan *scan, int year, int first, int last)
{
    if (first == last) {
        return found_part(scan, PERIOD_MONTH, year, last);
    }
    if (first == 1) {
        return found_ytd(scan, year, last);
    }
    if (first == 7 && last == 12) {
        return found_part(scan, PERIOD_HALF, year, 2);
    }
    return first % 3 == 1 && last == first + 2 &&
           found_part(scan, PERIOD_QUARTER, year, last / 3);
}

/* 1-8月, 2024年1月至2024年8月 */
bool form_period_scan_months(struct form_scan *scan)
{
    int year = form_scan_year_part(scan);
    int first = 0;
    int last = 0;
    if (!form_scan_month(scan, &first)) {
        return false;
    }
    (void)form_scan_take(scan, "月");
    if (!form_scan_range(scan)) {
        return false;
    }
    struct form_scan ahead = *scan;
    int again = 0;
    if (form_scan_year(&ahead, &again) && form_scan_take(&ahead, "年")) {
        *scan = ahead;
        if (again != year) {
            return false;
        }
    }
    if (!form_scan_month(scan, &last) || !form_scan_word(scan, "月")) {
        return false;
    }
    (void)form_scan_take(scan, "份");
    return found_months(scan, year, first, last);
}

/* 前8个月 */
bool form_period_scan_first_months(struct form_scan *scan)
{
    int year = form_scan_year_part(scan);
    int last = 0;
    return form_scan_take(scan, "前") && form_scan_month(scan, &last) &&
           form_scan_word(scan, "个月") && found_ytd(scan, year, last);
}

/* 8月, 2024年8月份 */
bool form_period_scan_month(struct form_scan *scan)
{
    int year = form_scan_year_part(scan);
    int month = 0;
    if (!form_scan_month(scan, &month) || !form_scan_word(scan, "月")) {
        return false;
    }
    (void)form_scan_take(scan, "份");
    return found_part(scan, PERIOD_MONTH, year, month);
}
