#include "model/decimal.h"

#include <string.h>

#include "platform/check.h"

int64_t decimal_power(int n)
{
    static const int64_t POWERS[] = {
        1,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
        10000000000000000,
        100000000000000000,
        1000000000000000000,
    };
    CHECK(n >= 0 && (size_t)n < ARRAY_LEN(POWERS));
    return POWERS[n];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the parts of the text stand; `whole` may hold commas. */
struct parts {
    bool negative;
    const char *whole, *fraction;
    size_t whole_len, fraction_len;
};

static size_t count_digits(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && is_digit(text[n])) {
        n++;
    }
    return n;
}

/* The bytes of "1,299": one to three digits, then groups of three. Without
 * a comma any number of digits. 0: neither. */
static size_t whole_length(const char *text, size_t len, bool thousands)
{
    size_t at = count_digits(text, len);
    if (at == 0 || at == len || text[at] != ',') {
        return at;
    }
    if (!thousands || at > 3) {
        return 0;
    }
    while (at < len && text[at] == ',') {
        if (count_digits(text + at + 1, len - at - 1) != 3) {
            return 0;
        }
        at += 4;
    }
    return at;
}

static bool split(const char *text, size_t len, bool thousands,
                  struct parts *out)
{
    *out = (struct parts){.negative = len > 0 && text[0] == '-'};
    const char *end = text + len;
    out->whole = text + out->negative;
    size_t rest = (size_t)(end - out->whole);
    out->whole_len = whole_length(out->whole, rest, thousands);
    if (out->whole_len == 0) {
        return false;
    }
    out->fraction = out->whole + out->whole_len;
    if (out->fraction == end) {
        return true;
    }
    if (*out->fraction++ != '.') {
        return false;
    }
    out->fraction_len = (size_t)(end - out->fraction);
    return out->fraction_len > 0 &&
           count_digits(out->fraction, out->fraction_len) == out->fraction_len;
}

/* Appends digits to *value while it stays below 10^DECIMAL_MAX_DIGITS. */
static bool append_digits(const char *text, size_t len, int64_t *value)
{
    int64_t limit = decimal_power(DECIMAL_MAX_DIGITS);
    for (size_t i = 0; i < len; i++) {
        if (text[i] == ',') {
            continue;
        }
        *value = *value * 10 + (text[i] - '0');
        if (*value >= limit) {
            return false;
        }
    }
    return true;
}

enum fault decimal_parse(const char *text, size_t len, int decimals,
                         bool thousands, int64_t *value)
{
    CHECK(decimals >= 0 && decimals <= DECIMAL_MAX_DECIMALS);
    struct parts parts;
    if (!split(text, len, thousands, &parts)) {
        return FAULT_BAD_NUMBER;
    }
    while (parts.fraction_len > (size_t)decimals &&
           parts.fraction[parts.fraction_len - 1] == '0') {
        parts.fraction_len--;
    }
    if (parts.fraction_len > (size_t)decimals) {
        return decimals == 0 ? FAULT_NOT_INTEGER : FAULT_TOO_PRECISE;
    }
    static const char ZEROS[] = "000000";
    int64_t result = 0;
    if (!append_digits(parts.whole, parts.whole_len, &result) ||
        !append_digits(parts.fraction, parts.fraction_len, &result) ||
        !append_digits(ZEROS, (size_t)decimals - parts.fraction_len, &result)) {
        return FAULT_OUT_OF_RANGE;
    }
    *value = parts.negative ? -result : result;
    return FAULT_NONE;
}

/* Digits from the last one back, two at a time; returns how many. */
static size_t print_digits(char *end, uint64_t rest, size_t least)
{
    static const char PAIRS[] =
        "00010203040506070809101112131415161718192021222324252627282930313233"
        "34353637383940414243444546474849505152535455565758596061626364656667"
        "68697071727374757677787980818283848586878889909192939495969798"
        "99";
    char *at = end;
    while (rest >= 10) {
        at -= 2;
        memcpy(at, PAIRS + rest % 100 * 2, 2);
        rest /= 100;
    }
    if (rest > 0) {
        *--at = (char)('0' + rest);
    }
    while ((size_t)(end - at) < least) {
        *--at = '0';
    }
    return (size_t)(end - at);
}

/* By hand: a page of figures is mostly this, and snprintf takes ten times as
 * long. */
size_t decimal_print(char *out, int64_t value, int decimals)
{
    char digits[24];
    char *end = digits + sizeof(digits);
    size_t fraction = (size_t)decimals;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t count = print_digits(end, size, fraction + 1);
    size_t len = 0;

    if (value < 0) {
        out[len++] = '-';
    }
    memcpy(out + len, end - count, count - fraction);
    len += count - fraction;
    if (fraction > 0) {
        out[len++] = '.';
        memcpy(out + len, end - fraction, fraction);
        len += fraction;
    }
    out[len] = '\0';
    return len;
}
