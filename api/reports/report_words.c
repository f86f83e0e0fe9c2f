#include "reports/report_words.h"

#include <stdio.h>
#include <string.h>

#include "platform/check.h"
#include "platform/macros.h"

/* `enum lang` is the index. */
static const char *const WORDS[REPORT_WORD_COUNT][2] = {
    [REPORT_WORD_TABLE] = {"主要指标", "Figures"},
    [REPORT_WORD_LABEL] = {"指标", "Indicator"},
    [REPORT_WORD_UNIT] = {"单位", "Unit"},
    [REPORT_WORD_VALUE] = {"本期", "This period"},
    [REPORT_WORD_BASE] = {"上年同期", "A year earlier"},
    [REPORT_WORD_CHANGE] = {"增减", "Change"},
    [REPORT_WORD_NOTES] = {"注", "Notes"},
    [REPORT_WORD_REVISION] = {"数据版本：", "Data revision: "},
    [REPORT_WORD_LANG] = {"zh-CN", "en"},
};

const char *report_word(enum report_word word, enum lang lang)
{
    return WORDS[word][lang == LANG_EN];
}

static const struct {
    const char *zh, *en;
} UNITS[] = {
    {"人次", "person-times"},
    {"人", "persons"},
    {"家", "enterprises"},
    {"个", "number"},
    {"所", "institutions"},
    {"项", "awards"},
    {"万元", "CNY 10,000"},
    {"元/人", "CNY per person"},
    {"岁/人", "years"},
    {"人次/人", "per person"},
    {"人/人", "per person"},
    {"m²/人", "m² per person"},
    {"个/百人", "per 100 persons"},
};

const char *report_unit(const char *unit, enum lang lang)
{
    for (size_t i = 0; lang == LANG_EN && i < ARRAY_LEN(UNITS); i++) {
        if (strcmp(UNITS[i].zh, unit) == 0) {
            return UNITS[i].en;
        }
    }
    return unit;
}

/* 十, 十一, 二十, 二十一 */
const char *report_number(int number, enum lang lang,
                          char out[REPORT_NUMBER_SIZE])
{
    static const char *const DIGITS[] = {"",   "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    ASSERT(number > 0);
    if (lang == LANG_EN || number > 99) {
        snprintf(out, REPORT_NUMBER_SIZE, lang == LANG_EN ? "%d. " : "%d、",
                 number);
    } else {
        int tens = number / 10;
        snprintf(out, REPORT_NUMBER_SIZE, "%s%s%s、",
                 tens > 1 ? DIGITS[tens] : "", tens > 0 ? "十" : "",
                 DIGITS[number % 10]);
    }
    return out;
}
