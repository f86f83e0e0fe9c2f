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
