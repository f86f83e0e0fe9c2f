#include "workbook/number.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 15 /* that count */
#define LEAST_POINT (-29)
#define MAX_EXPONENT 100000 /* as written */
#define MAX_POINT 99999

/* 0.d1d2d3... times 10 to the `point`. */
struct number {
    bool negative;
    char digits[DIGITS + 1]; /* and one to round by */
    int count;
    int point;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take_digit(struct number *it, char digit, bool fraction)
{
    if (it->count == 0 && digit == '0') {
        it->point -= fraction;
        return;
    }
    if (it->count < DIGITS + 1) {
        it->digits[it->count++] = digit;
    }
    it->point += !fraction;
}

/* Digits with at most one point; how many bytes they take, 0: none. */
static size_t take_mantissa(struct number *it, const char *text, size_t len)
{
    size_t at = 0, digits = 0;
    bool fraction = false;
    for (; at < len; at++) {
        if (is_digit(text[at])) {
            take_digit(it, text[at], fraction);
            digits++;
        } else if (text[at] == '.' && !fraction) {
            fraction = true;
        } else {
            break;
        }
    }
    return digits == 0 ? 0 : at;
}

static bool take_exponent(struct number *it, const char *text, size_t len)
{
    size_t at = 1;
    int exponent = 0;
    bool negative = len > 1 && text[1] == '-';
    at += len > 1 && (text[1] == '-' || text[1] == '+');
    if ((text[0] != 'e' && text[0] != 'E') || at == len) {
        return false;
    }
    for (; at < len; at++) {
        if (!is_digit(text[at])) {
            return false;
        }
        exponent = exponent * 10 + (text[at] - '0');
        if (exponent > MAX_EXPONENT) {
            return false;
        }
    }
    it->point += negative ? -exponent : exponent;
    return true;
}

static bool parse(struct number *it, const char *text, size_t len)
{
    *it = (struct number){0};
    size_t at = 0;
    if (len > 0 && (text[0] == '-' || text[0] == '+')) {
        it->negative = text[0] == '-';
        at = 1;
    }
    size_t mantissa = take_mantissa(it, text + at, len - at);
    at += mantissa;
    return mantissa > 0 &&
           (at == len || take_exponent(it, text + at, len - at));
}

static void round_up(struct number *it)
{
    int i = DIGITS - 1;
    for (; i >= 0 && it->digits[i] == '9'; i--) {
        it->digits[i] = '0';
    }
    if (i >= 0) {
        it->digits[i]++;
        return;
    }
    it->digits[0] = '1'; /* 99.9 has become 100 */
    it->point++;
}

static void round_off(struct number *it)
{
    if (it->count > DIGITS) {
        it->count = DIGITS;
        if (it->digits[DIGITS] >= '5') {
            round_up(it);
        }
    }
    while (it->count > 0 && it->digits[it->count - 1] == '0') {
        it->count--;
    }
}

static int print_exponent(const struct number *it, char *out, size_t size)
{
    return snprintf(out, size, "%s%c%s%.*sE%+d", it->negative ? "-" : "",
                    it->digits[0], it->count > 1 ? "." : "", it->count - 1,
                    it->digits + 1, it->point - 1);
}

static int print_plain(const struct number *it, char *out, size_t size)
{
    static const char ZEROS[] = "000000000000000000000000000000";
    const char *sign = it->negative ? "-" : "";
    if (it->point <= 0) {
        return snprintf(out, size, "%s0.%.*s%.*s", sign, -it->point, ZEROS,
                        it->count, it->digits);
    }
    if (it->point >= it->count) {
        return snprintf(out, size, "%s%.*s%.*s", sign, it->count, it->digits,
                        it->point - it->count, ZEROS);
    }
    return snprintf(out, size, "%s%.*s.%.*s", sign, it->point, it->digits,
                    it->count - it->point, it->digits + it->point);
}

bool number_shown(const char *text, size_t len, char out[NUMBER_SIZE])
{
    struct number it;
    if (len > NUMBER_MAX_BYTES || !parse(&it, text, len)) {
        return false;
    }
    round_off(&it);
    if (abs(it.point) > MAX_POINT) {
        return false; /* what is shown can be read again */
    }
    int used;
    if (it.count == 0) {
        used = snprintf(out, NUMBER_SIZE, "0");
    } else if (it.point > DIGITS || it.point < LEAST_POINT) {
        used = print_exponent(&it, out, NUMBER_SIZE);
    } else {
        used = print_plain(&it, out, NUMBER_SIZE);
    }
    return used > 0 && used < NUMBER_SIZE;
}

bool number_of_double(double value, char out[NUMBER_SIZE])
{
    char text[NUMBER_SIZE];
    int len = snprintf(text, sizeof(text), "%.15g", value);
    return isfinite(value) && len > 0 && len < NUMBER_SIZE &&
           number_shown(text, (size_t)len, out);
}

/* --- days --- */

/* Of day 0 in the count that begins at 1970-01-01. */
#define DAY_1900 (-25569) /* 1899-12-30: serials from 61 on */
#define DAY_1904 (-24107)
#define LAST_DAY 2932896 /* 9999-12-31 */

/* The civil calendar by eras of 400 years (146,097 days), years from March. */
static void print_day(int64_t day, char out[NUMBER_SIZE])
{
    int64_t z = day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t of_era = z - era * 146097;
    int64_t year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    int64_t date = of_year - (153 * month + 2) / 5 + 1;
    int64_t civil = month < 10 ? month + 3 : month - 9;
    snprintf(out, NUMBER_SIZE, "%04d-%02d-%02d",
             (int)(year + era * 400 + (civil <= 2)), (int)civil, (int)date);
}

bool number_date(const char *shown, bool since_1904, char out[NUMBER_SIZE])
{
    size_t digits = strspn(shown, "0123456789");
    if (digits == 0 || digits > 7 || strchr(shown, 'E') != NULL) {
        return false;
    }
    int64_t serial = strtol(shown, NULL, 10);
    /* Spreadsheets have a 29 February 1900, serial 60, that never was. */
    if (!since_1904 && (serial == 0 || serial == 60)) {
        return false;
    }
    int64_t day =
        serial + (since_1904 ? DAY_1904 : DAY_1900 + (serial < 60 ? 1 : 0));
    if (day > LAST_DAY) {
        return false;
    }
    print_day(day, out);
    return true;
}
