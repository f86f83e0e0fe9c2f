#include "model/period.h"
#include "platform/check.h"
#include "report/report_show.h"

static const char *const MONTHS[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

const char *report_show_month(int month)
{
    CHECK(month >= 1 && month <= REPORT_MONTHS);
    return MONTHS[month - 1];
}

void report_show_date(int day, int year, enum lang lang, struct buffer *out)
{
    int y = day / 10000;
    int m = day / 100 % 100;
    int d = day % 100;
    if (lang == LANG_EN) {
        buffer_printf(out, "%d %s %d", d, report_show_month(m), y);
        return;
    }
    if (y != year) {
        buffer_printf(out, "%d年", y);
    }
    buffer_printf(out, "%d月%d日", m, d);
}

static void write_school_year(int year, enum lang lang, struct buffer *out)
{
    if (lang == LANG_ZH) {
        buffer_printf(out, "%d—%d学年", year, year + 1);
    } else {
        buffer_printf(out, "the school year %d/%02d", year, (year + 1) % 100);
    }
}

static void write_ytd(int last, enum lang lang, struct buffer *out)
{
    int year = last / 10000;
    int month = last / 100 % 100;
    if (lang == LANG_ZH) {
        buffer_printf(out, "%d年1—%d月", year, month);
    } else {
        buffer_printf(out, "January to %s %d", report_show_month(month), year);
    }
}

void report_show_period(int period, enum lang lang, struct buffer *out)
{
    int year = period_first_day(period) / 10000;
    int last = period_last_day(period);
    switch (period_type_of(period)) {
    case PERIOD_SCHOOL_YEAR:
        write_school_year(year, lang, out);
        break;
    case PERIOD_DAY:
        report_show_date(last, 0, lang, out);
        break;
    case PERIOD_YTD:
        write_ytd(last, lang, out);
        break;
    default:
        buffer_printf(out, lang == LANG_ZH ? "%d年" : "%d", year);
    }
}

static void asof_zh(int through, struct buffer *out)
{
    if (through == REPORT_MONTHS) {
        buffer_add_str(out, "全年");
    } else if (through == 1) {
        buffer_add_str(out, "1月");
    } else {
        buffer_printf(out, "1—%d月", through);
    }
}

void report_show_asof(const struct report_context *context, enum lang lang,
                      struct buffer *out)
{
    int through = context->through;
    if (lang == LANG_ZH) {
        asof_zh(through, out);
    } else if (through == REPORT_MONTHS) {
        buffer_printf(out, "In %d", context->year);
    } else if (through == 1) {
        buffer_printf(out, "In January %d", context->year);
    } else {
        buffer_printf(out, "From January to %s %d", report_show_month(through),
                      context->year);
    }
}
