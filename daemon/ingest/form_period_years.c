#include "ingest/form_scan.h"
#include "platform/macros.h"

static bool is_term_word(struct form_scan *scan, int *first_year, int year)
{
    static const struct {
        const char *word;
        int shift;
    } TERMS[] = {{"春季", -1}, {"秋季", 0}};
    for (size_t i = 0; i < ARRAY_LEN(TERMS); i++) {
        if (form_scan_word(scan, TERMS[i].word)) {
            (void)form_scan_take(scan, "学期");
            *first_year = year + TERMS[i].shift;
            return true;
        }
    }
    return false;
}

static bool found_school_year(struct form_scan *scan, int year)
{
    return form_scan_found(scan, period_of(PERIOD_SCHOOL_YEAR, year, 1),
                           FORM_BASIS_UNSAID);
}

/* 2024年春季学期 */
bool form_period_scan_term(struct form_scan *scan)
{
    int year = 0;
    if (!form_scan_year(scan, &year)) {
        return false;
    }
    (void)form_scan_take(scan, "年");
    if (!is_term_word(scan, &year, year)) {
        return false;
    }
    scan->period->doubts |= FORM_DOUBT_TERM;
    return found_school_year(scan, year);
}

/* The second year of 2023-2024 or 2023-24. */
static bool take_next_year(struct form_scan *scan, int year)
{
    int next = 0;
    if (form_scan_full_year(scan, &next)) {
        return next == year + 1;
    }
    return form_scan_digits(scan, 2, &next) && next == (year + 1) % 100;
}

static bool take_school_year_range(struct form_scan *scan, int *year)
{
    if (!form_scan_full_year(scan, year)) {
        return false;
    }
    scan->year_given = true;
    (void)form_scan_take(scan, "年");
    return (form_scan_range(scan) || form_scan_take(scan, "/")) &&
           take_next_year(scan, *year);
}

/* 2023-2024学年度, 2023学年, with a term perhaps. */
bool form_period_scan_school_year(struct form_scan *scan)
{
    static const char *const TERMS[] = {"第一学期", "第二学期", "上学期",
                                        "下学期",   "春季学期", "秋季学期"};
    struct form_scan ahead = *scan;
    int year = 0;
    if (!take_school_year_range(&ahead, &year)) {
        ahead = *scan;
        if (!form_scan_year(&ahead, &year)) {
            return false;
        }
    }
    *scan = ahead;
    if (!form_scan_word(scan, "学年")) {
        return false;
    }
    (void)form_scan_take(scan, "度");
    if (form_scan_take_any(scan, TERMS, ARRAY_LEN(TERMS))) {
        scan->period->doubts |= FORM_DOUBT_TERM;
    }
    return found_school_year(scan, year);
}

/* 2024届 leaves school in 2024, 2024级 enters it. */
bool form_period_scan_cohort(struct form_scan *scan)
{
    int year = 0;
    if (!form_scan_year(scan, &year)) {
        return false;
    }
    (void)form_scan_take(scan, "年");
    if (form_scan_word(scan, "届")) {
        year--;
    } else if (!form_scan_word(scan, "级")) {
        return false;
    }
    (void)(form_scan_take(scan, "毕业生") || form_scan_take(scan, "学生"));
    return found_school_year(scan, year);
}

/* 2024, 2024年, 2024年度, 2024年全年 */
bool form_period_scan_year(struct form_scan *scan)
{
    int year = 0;
    if (!form_scan_year(scan, &year)) {
        return false;
    }
    if (form_scan_word(scan, "年")) {
        (void)(form_scan_take(scan, "度") || form_scan_take(scan, "全年"));
    }
    return form_scan_found(scan, period_of(PERIOD_CALENDAR_YEAR, year, 1),
                           FORM_BASIS_UNSAID);
}
