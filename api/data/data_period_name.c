#include "data/data_period_name.h"

#include "model/period.h"

#include <stdio.h>

#define NAME_SIZE 64

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct date {
    int year, month, day;
};

static struct date first_day(int period)
{
    int day = period_first_day(period);
    return (struct date){day / 10000, day / 100 % 100, day % 100};
}

static void print_to_month(struct date first, int month, enum lang lang,
                           char *out)
{
    if (month == 1) {
        snprintf(out, NAME_SIZE, lang == LANG_EN ? "Jan %d" : "%d年1月",
                 first.year);
    } else if (lang == LANG_EN) {
        snprintf(out, NAME_SIZE, "Jan\u2013%s %d", MONTHS[month - 1],
                 first.year);
    } else {
        snprintf(out, NAME_SIZE, "%d年1—%d月", first.year, month);
    }
}

static void print_zh(int period, struct date first, char *out)
{
    switch (period_type_of(period)) {
    case PERIOD_HALF:
        snprintf(out, NAME_SIZE, "%d年%s半年", first.year,
                 first.month == 1 ? "上" : "下");
        return;
    case PERIOD_QUARTER:
        snprintf(out, NAME_SIZE, "%d年第%d季度", first.year,
                 first.month / 3 + 1);
        return;
    case PERIOD_MONTH:
        snprintf(out, NAME_SIZE, "%d年%d月", first.year, first.month);
        return;
    case PERIOD_SCHOOL_YEAR:
        snprintf(out, NAME_SIZE, "%d—%d学年", first.year, first.year + 1);
        return;
    case PERIOD_DAY:
        snprintf(out, NAME_SIZE, "%d年%d月%d日", first.year, first.month,
                 first.day);
        return;
    case PERIOD_CALENDAR_YEAR:
    case PERIOD_YTD:
        break;
    }
    snprintf(out, NAME_SIZE, "%d年", first.year);
}

static void print_en(int period, struct date first, char *out)
{
    switch (period_type_of(period)) {
    case PERIOD_HALF:
        snprintf(out, NAME_SIZE, "H%d %d", first.month == 1 ? 1 : 2,
                 first.year);
        return;
    case PERIOD_QUARTER:
        snprintf(out, NAME_SIZE, "Q%d %d", first.month / 3 + 1, first.year);
        return;
    case PERIOD_MONTH:
        snprintf(out, NAME_SIZE, "%s %d", MONTHS[first.month - 1], first.year);
        return;
    case PERIOD_SCHOOL_YEAR:
        snprintf(out, NAME_SIZE, "School year %d/%02d", first.year,
                 (first.year + 1) % 100);
        return;
    case PERIOD_DAY:
        snprintf(out, NAME_SIZE, "%d %s %d", first.day, MONTHS[first.month - 1],
                 first.year);
        return;
    case PERIOD_CALENDAR_YEAR:
    case PERIOD_YTD:
        break;
    }
    snprintf(out, NAME_SIZE, "%d", first.year);
}

const char *data_period_name(int period, int ytd, enum lang lang,
                             struct arena *arena)
{
    char *out = arena_alloc(arena, NAME_SIZE);
    struct date first = first_day(period);
    if (ytd > 0 && period_type_of(period) == PERIOD_CALENDAR_YEAR) {
        print_to_month(first, ytd, lang, out);
    } else if (lang == LANG_EN) {
        print_en(period, first, out);
    } else {
        print_zh(period, first, out);
    }
    return out;
}
