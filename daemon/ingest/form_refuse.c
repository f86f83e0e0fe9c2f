#include "ingest/form_refuse.h"

#include <string.h>

#include "ingest/form_text.h"
#include "platform/macros.h"
#include "platform/utf8.h"

static const char *const NUMERALS[] = {
    "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九",
    "十", "百", "千", "万", "亿", "两", "壹", "贰", "叁", "肆", "伍",
    "陆", "柒", "捌", "玖", "拾", "佰", "仟", "萬", "億", "廿", "卅",
};

static const char *const MAGNITUDES[] = {"十", "百", "千", "万", "亿"};

/* Before a number that is none to be counted with. */
static const char *const ABOUT_BEFORE[] = {
    "大约", "约为", "约",   "将近", "接近", "近",   "超过", "超", "逾",
    "不足", "不到", "至少", "至多", "最多", "大概", "上",   "几", "数",
    "多",   ">",    "<",    "≥",    "≤",    "~",    "≈",
};

static const char *const ABOUT_BEHIND[] = {
    "余", "多", "+", "左右", "上下", "以上", "以下", "以内", "几", "来", "许",
};

/* Between two numbers. */
static const char *const RANGE[] = {"-", "~", "至", "到"};

static size_t word_at(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (form_text_starts(text, words[i])) {
            return strlen(words[i]);
        }
    }
    return 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t numeral_at(const char *text)
{
    return word_at(text, NUMERALS, ARRAY_LEN(NUMERALS));
}

static bool is_quantity(const char *text)
{
    return is_digit(*text) || numeral_at(text) > 0;
}

/* 约120, >50, 近百 */
static bool begins_about(const char *text)
{
    size_t step = word_at(text, ABOUT_BEFORE, ARRAY_LEN(ABOUT_BEFORE));
    if (step == 0) {
        return false;
    }
    text += step;
    text += *text == '=';
    return is_quantity(form_text_skip(text));
}

static bool begins_about_behind(const char *text)
{
    return word_at(text, ABOUT_BEHIND, ARRAY_LEN(ABOUT_BEHIND)) > 0;
}

enum fault form_refuse_text(const char *text)
{
    size_t step = 0;
    struct form_unit unit;
    if (begins_about(text)) {
        return FAULT_NOT_EXACT;
    }
    const char *rest = text;
    while ((step = numeral_at(rest)) > 0) {
        rest += step;
    }
    if (rest == text) {
        return FAULT_BAD_NUMBER;
    }
    rest = form_text_skip(rest);
    if (begins_about_behind(rest)) {
        return FAULT_NOT_EXACT;
    }
    return *rest == '\0' || form_unit_read(span_of(rest), &unit)
               ? FAULT_CHINESE_NUMERALS
               : FAULT_BAD_NUMBER;
}

/* 万 of 3.4万, of 3.4万人次 and of 3万4千. */
static bool begins_magnitude(const char *rest)
{
    return word_at(rest, MAGNITUDES, ARRAY_LEN(MAGNITUDES)) > 0;
}

static bool begins_range(const char *rest)
{
    size_t step = word_at(rest, RANGE, ARRAY_LEN(RANGE));
    return step > 0 && is_quantity(form_text_skip(rest + step));
}

/* Where amounts are usually given in thousands and more, 万 is a unit; where
 * things are counted, it is the end of counting. */
static bool goes_by_size(const struct form_column *column)
{
    return column->unit.quantity == FORM_QUANTITY_MONEY ||
           column->unit.quantity == FORM_QUANTITY_AREA;
}

enum fault form_refuse_rest(const char *rest, const struct form_column *column)
{
    struct form_unit unit;
    bool known = form_unit_read(span_of(rest), &unit);
    if (begins_about_behind(rest) || begins_range(rest)) {
        return FAULT_NOT_EXACT;
    }
    if (begins_magnitude(rest) && !goes_by_size(column)) {
        return FAULT_NOT_EXACT;
    }
    bool other = known || begins_magnitude(rest);
    return other && column->unit.name[0] != '\0' ? FAULT_OTHER_UNIT
                                                 : FAULT_BAD_NUMBER;
}
