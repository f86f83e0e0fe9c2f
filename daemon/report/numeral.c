#include "report/numeral.h"

#include <string.h>

#include "model/decimal.h"
#include "platform/check.h"
#include "stats/rounding.h"

#define TEN_THOUSAND_YUAN "万元"
#define SQUARE_METRES "m²"
#define FINE 2 /* decimals of a number in a larger unit */

void numeral_print(int64_t value, int decimals, enum lang lang,
                   struct buffer *out)
{
    char text[DECIMAL_TEXT_SIZE];
    decimal_print(text, value, decimals);
    size_t whole = strcspn(text, ".");
    size_t at = text[0] == '-' ? 1 : 0;
    buffer_add(out, text, at);
    for (; at < whole; at++) {
        buffer_add_char(out, text[at]);
        size_t left = whole - at - 1;
        if (lang == LANG_EN && left > 0 && left % 3 == 0) {
            buffer_add_char(out, ',');
        }
    }
    buffer_add_str(out, text + whole);
}

/* num/den in the unit, divided by 10^power. */
static bool divide(const struct figure *figure,
                   const struct figure_scale *scale, int power, int decimals,
                   int64_t *out)
{
    int den_decimals = scale->ratio ? scale->den_decimals : 0;
    return figure->present && figure->den != 0 &&
           rounding_scale(figure->num, figure->den, scale->multiplier,
                          decimals + den_decimals - scale->num_decimals - power,
                          out);
}

static const struct {
    int power;           /* of ten, of the unit */
    const char *zh, *en; /* the word behind the number */
} UNITS[REPORT_UNITS] = {
    [REPORT_PLAIN] = {0, "", ""},
    [REPORT_WAN] = {4, "万", " ten thousand"},
    [REPORT_YI] = {8, "亿", " hundred million"},
    [REPORT_THOUSAND] = {3, "千", " thousand"},
    [REPORT_MILLION] = {6, "百万", " million"},
    [REPORT_MONEY] = {0, "", ""},
};

/* 10^power of the unit that the figure itself is in: 4 of 万元. */
static int own_power(const struct numeral_kind *kind)
{
    return strcmp(kind->unit, TEN_THOUSAND_YUAN) == 0 ? 4 : 0;
}

/* In Chinese 亿元 from ten thousand 万元 on, else 万元; in English millions. */
static bool money_of(const struct figure *figure,
                     const struct numeral_kind *kind, int decimals,
                     enum lang lang, struct numeral *out)
{
    int own = own_power(kind);
    int64_t yuan = 0;
    int power = 6;
    if (lang == LANG_ZH) {
        if (!divide(figure, kind->scale, -own, 0, &yuan)) {
            return false;
        }
        bool large = yuan >= 100000000 || yuan <= -100000000;
        power = large ? 8 : 4;
        out->after = large ? "亿元" : TEN_THOUSAND_YUAN;
    } else {
        out->before = "CNY ";
        out->after = " million";
    }
    out->decimals = decimals < 0 ? FINE : decimals;
    return divide(figure, kind->scale, power - own, out->decimals, &out->value);
}

/* Does the document's style put it in 万? */
static bool is_ten_thousands(const struct figure *figure,
                             const struct numeral_kind *kind,
                             const struct report_slot *slot,
                             const struct numeral_style *style)
{
    int64_t value = 0;
    return style->ten_thousands && slot->unit == REPORT_PLAIN &&
           slot->decimals < 0 && !kind->scale->ratio &&
           kind->scale->decimals == 0 &&
           divide(figure, kind->scale, 0, 0, &value) &&
           (value >= 10000 || value <= -10000);
}

bool numeral_of(const struct figure *figure, const struct numeral_kind *kind,
                const struct report_slot *slot,
                const struct numeral_style *style, struct numeral *out)
{
    *out = (struct numeral){.before = "", .after = ""};
    enum report_unit unit = slot->unit;
    if (unit == REPORT_MONEY) {
        return money_of(figure, kind, slot->decimals, style->lang, out);
    }
    if (is_ten_thousands(figure, kind, slot, style)) {
        unit = REPORT_WAN;
    }
    /* 万元 in 亿 are yuan: the sentence goes on with 元. */
    int power = unit == REPORT_PLAIN ? 0 : UNITS[unit].power - own_power(kind);
    out->decimals = slot->decimals;
    if (out->decimals < 0) {
        out->decimals = unit == REPORT_PLAIN ? kind->scale->decimals : FINE;
    }
    out->after = style->lang == LANG_ZH ? UNITS[unit].zh : UNITS[unit].en;
    return divide(figure, kind->scale, power, out->decimals, &out->value);
}

void numeral_write(const struct numeral *numeral, enum lang lang,
                   struct buffer *out)
{
    buffer_add_str(out, numeral->before);
    numeral_print(numeral->value, numeral->decimals, lang, out);
    buffer_add_str(out, numeral->after);
}

void numeral_unit(const char *unit, struct buffer *out)
{
    size_t len = strcspn(unit, "/");
    if (unit[len] == '/' && strncmp(unit, unit + len + 1, len) == 0) {
        return; /* people per person: a bare number */
    }
    if (len == strlen(SQUARE_METRES) && memcmp(unit, SQUARE_METRES, len) == 0) {
        buffer_add_str(out, "平方米");
        return;
    }
    buffer_add(out, unit, len);
}
