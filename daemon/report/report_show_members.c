#include "report/report_show_impl.h"

static bool is_above_zero(const struct report_member *member)
{
    return member->value.present && member->value.num > 0;
}

enum report_shown report_show_count(const struct report_showing *at)
{
    int64_t count = 0;
    for (int i = 0; i < at->value->member_count; i++) {
        count += is_above_zero(&at->value->members[i]);
    }
    return report_show_whole(at, count, 0);
}

static int listed(const struct report_showing *at)
{
    int count = 0;
    int most = at->slot->most > 0 ? at->slot->most : REPORT_MAX_LIST;
    for (int i = 0; i < at->value->member_count && count < most; i++) {
        count += is_above_zero(&at->value->members[i]);
    }
    return count;
}

static bool write_member(const struct report_showing *at,
                         const struct report_member *member)
{
    const struct numeral_kind kind = {&at->value->scale,
                                      report_show_unit_of(at->value)};
    const struct numeral_style style = report_show_style_of(at);
    struct numeral numeral;
    if (!numeral_of(&member->value, &kind, at->slot, &style, &numeral)) {
        return false;
    }
    buffer_add_str(at->out, member->name);
    buffer_add_str(at->out, style.lang == LANG_EN ? " " : "");
    numeral_write(&numeral, style.lang, at->out);
    if (style.lang == LANG_ZH) {
        numeral_unit(kind.unit, at->out);
    }
    return true;
}

/* 甲12人、乙3人; A 12, B 3 and C 1. Members without any are left out. */
enum report_shown report_show_list(const struct report_showing *at)
{
    int count = listed(at);
    if (count == 0) {
        return report_show_lack(at, 0);
    }
    int done = 0;
    for (int i = 0; done < count; i++) {
        const struct report_member *member = &at->value->members[i];
        if (!is_above_zero(member)) {
            continue;
        }
        if (done > 0 && report_show_lang_of(at) == LANG_ZH) {
            buffer_add_str(at->out, "、");
        } else if (done > 0) {
            buffer_add_str(at->out, done == count - 1 ? " and " : ", ");
        }
        if (!write_member(at, member)) {
            return report_show_lack(at, 0);
        }
        done++;
    }
    return REPORT_SHOWN;
}
