#include "model/period.h"
#include "platform/check.h"
#include "report/report_show_impl.h"
#include "report/wording.h"
#include "stats/rounding.h"

void report_show_coverage(int reported, int expected, enum lang lang,
                          struct buffer *out)
{
    int64_t share = 0;
    if (!rounding_divide((__int128)reported * 100, expected, WORDING_DIGITS,
                         &share)) {
        share = 0; /* expected is not 0 */
    }
    if (lang == LANG_ZH) {
        buffer_printf(out, "已报%d所，占应报的", reported);
        numeral_print(share, WORDING_DIGITS, lang, out);
        buffer_add_str(out, "%");
    } else {
        buffer_printf(out, "%d of %d schools reported, ", reported, expected);
        numeral_print(share, WORDING_DIGITS, lang, out);
        buffer_add_str(out, "%");
    }
}

static void show_prior(const struct report_show *show, struct buffer *out)
{
    bool part = show->context->through < REPORT_MONTHS;
    if (show->template->lang == LANG_ZH) {
        buffer_add_str(out, part ? "上年同期" : "上年");
    } else {
        buffer_printf(out, "%s%d", part ? "the same period of " : "",
                      show->context->year - 1);
    }
}

static void show_end(const struct report_show *show, struct buffer *out)
{
    int month = period_month(show->context->year, show->context->through);
    report_show_date(period_last_day(month), show->context->year,
                     show->template->lang, out);
}

enum report_shown report_show_fact(const struct report_show *show,
                                   enum report_fact fact, struct buffer *out)
{
    enum lang lang = show->template->lang;
    switch (fact) {
    case REPORT_FACT_YEAR:
        buffer_printf(out, "%d", show->context->year);
        break;
    case REPORT_FACT_LAST_YEAR:
        buffer_printf(out, "%d", show->context->year - 1);
        break;
    case REPORT_FACT_AREA:
        buffer_add_str(out, show->context->area);
        break;
    case REPORT_FACT_ASOF:
        report_show_asof(show->context, lang, out);
        break;
    case REPORT_FACT_END:
        show_end(show, out);
        break;
    case REPORT_FACT_PRIOR:
        show_prior(show, out);
        break;
    case REPORT_FACT_PROVISIONAL:
        if (!show->provisional) {
            return REPORT_NOT_SAID;
        }
        buffer_add_str(out, lang == LANG_ZH ? "含初步统计数"
                                            : "some figures are provisional");
        break;
    case REPORT_FACT_COVERAGE:
        if (show->expected == 0) {
            return REPORT_NOT_SAID;
        }
        report_show_coverage(show->reported, show->expected, lang, out);
        break;
    default:
        CHECK(fact < REPORT_FACTS);
    }
    return REPORT_SHOWN;
}
