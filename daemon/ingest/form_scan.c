#include "ingest/form_scan.h"

#include <string.h>

#include "ingest/form_text.h"
#include "platform/macros.h"

#define CENTURY 2000

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool form_scan_take(struct form_scan *scan, const char *word)
{
    if (!form_text_starts(scan->at, word)) {
        return false;
    }
    scan->at += strlen(word);
    return true;
}

bool form_scan_take_any(struct form_scan *scan, const char *const *words,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (form_scan_take(scan, words[i])) {
            return true;
        }
    }
    return false;
}

bool form_scan_word(struct form_scan *scan, const char *word)
{
    if (!form_scan_take(scan, word)) {
        return false;
    }
    scan->in_words = true;
    return true;
}

/* --- numbers --- */

static const struct {
    const char *sign;
    int value;
} NUMERALS[] = {
    {"〇", 0}, {"○", 0},  {"零", 0}, {"O", 0},  {"o", 0},  {"一", 1}, {"二", 2},
    {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9},
};

static bool take_numeral(struct form_scan *scan, int *value)
{
    for (size_t i = 0; i < ARRAY_LEN(NUMERALS); i++) {
        if (form_scan_take(scan, NUMERALS[i].sign)) {
            *value = NUMERALS[i].value;
            return true;
        }
    }
    return false;
}

bool form_scan_digits(struct form_scan *scan, int count, int *value)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (!is_digit(scan->at[i])) {
            return false;
        }
        number = number * 10 + (scan->at[i] - '0');
    }
    if (is_digit(scan->at[count])) {
        return false;
    }
    scan->at += count;
    *value = number;
    return true;
}

/* 二O二四 */
static bool take_numeral_year(struct form_scan *scan, int *value)
{
    struct form_scan ahead = *scan;
    int number = 0;
    for (int i = 0; i < 4; i++) {
        int digit = 0;
        if (!take_numeral(&ahead, &digit)) {
            return false;
        }
        number = number * 10 + digit;
    }
    *scan = ahead;
    *value = number;
    return true;
}

bool form_scan_small(struct form_scan *scan, int *value)
{
    int tens = 1;
    int ones = 0;
    if (form_scan_digits(scan, 2, value) || form_scan_digits(scan, 1, value)) {
        return true;
    }
    struct form_scan ahead = *scan;
    bool first = take_numeral(&ahead, &tens);
    if (!form_scan_take(&ahead, "十")) {
        *value = tens;
        *scan = first ? ahead : *scan;
        return first;
    }
    (void)take_numeral(&ahead, &ones);
    *value = tens * 10 + ones;
    *scan = ahead;
    return true;
}

bool form_scan_month(struct form_scan *scan, int *month)
{
    return form_scan_small(scan, month) && *month >= 1 && *month <= 12;
}

bool form_scan_range(struct form_scan *scan)
{
    static const char *const BETWEEN[] = {"-", "~", "至", "到"};
    if (!form_scan_take_any(scan, BETWEEN, ARRAY_LEN(BETWEEN))) {
        return false;
    }
    while (form_scan_take(scan, "-")) { /* —— is one dash */
    }
    return true;
}

/* --- years --- */

bool form_scan_full_year(struct form_scan *scan, int *year)
{
    return (form_scan_digits(scan, 4, year) || take_numeral_year(scan, year)) &&
           period_of(PERIOD_CALENDAR_YEAR, *year, 1) != 0;
}

bool form_scan_year(struct form_scan *scan, int *year)
{
    static const char *const FOLLOWS[] = {"年", "届", "级", "学年"};
    struct form_scan ahead = *scan;
    if (form_scan_full_year(&ahead, year)) {
        *scan = ahead;
        scan->year_given = true;
        return true;
    }
    ahead = *scan;
    if (!form_scan_digits(&ahead, 2, year)) {
        return false;
    }
    struct form_scan behind = ahead;
    if (!form_scan_take_any(&behind, FOLLOWS, ARRAY_LEN(FOLLOWS))) {
        return false;
    }
    *year += CENTURY;
    *scan = ahead;
    scan->year_given = true;
    scan->period->doubts |= FORM_DOUBT_YEAR;
    return true;
}

int form_scan_year_part(struct form_scan *scan)
{
    struct form_scan ahead = *scan;
    int year = 0;
    if (form_scan_year(&ahead, &year) && form_scan_word(&ahead, "年")) {
        (void)form_scan_take(&ahead, "度");
        *scan = ahead;
        return year;
    }
    if (!form_scan_word(scan, "今年")) {
        (void)form_scan_word(scan, "本年");
    }
    scan->needs_year = scan->default_year == 0;
    return scan->needs_year ? CENTURY : scan->default_year;
}

bool form_scan_found(struct form_scan *scan, int code, enum form_basis basis)
{
    scan->period->code = code;
    scan->period->basis = basis;
    return code != 0;
}
