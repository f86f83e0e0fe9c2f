#include "ingest/form_digits.h"

#include <stdio.h>
#include <string.h>

#include "ingest/form_text.h"
#include "platform/macros.h"

/* The NUL, and two digits more in a hundred times the number. */
#define DIGITS_MAX (DECIMAL_TEXT_SIZE - 4)

struct scan {
    struct form_digits *out;
    size_t len; /* of out->text */
    const char *at;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool put(struct scan *scan, char c)
{
    if (scan->len == DIGITS_MAX) {
        return false;
    }
    scan->out->text[scan->len++] = c;
    return true;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

static bool copy_digits(struct scan *scan)
{
    while (is_digit(*scan->at)) {
        if (!put(scan, *scan->at++)) {
            return false;
        }
    }
    return true;
}

static bool is_separator(char c)
{
    return c == ',' || c == ' ';
}

/* A separator here with digits behind it. */
static bool goes_on(const char *text)
{
    return is_separator(text[0]) && is_digit(text[1]);
}

/* The digits before the point. */
static enum form_digits_verdict read_whole(struct scan *scan)
{
    size_t first = count_digits(scan->at);
    char separator = scan->at[first];
    if (first == 0) {
        return FORM_DIGITS_NONE;
    }
    if (goes_on(scan->at + first) && first > 3) {
        return FORM_DIGITS_GROUPING;
    }
    if (!copy_digits(scan)) {
        return FORM_DIGITS_LONG;
    }
    while (goes_on(scan->at)) {
        if (*scan->at != separator || count_digits(scan->at + 1) != 3) {
            return FORM_DIGITS_GROUPING;
        }
        scan->out->grouped = true;
        scan->at++;
        if (!copy_digits(scan)) {
            return FORM_DIGITS_LONG;
        }
    }
    return FORM_DIGITS_OK;
}

static enum form_digits_verdict read_fraction(struct scan *scan)
{
    if (*scan->at != '.' || !is_digit(scan->at[1])) {
        return FORM_DIGITS_OK;
    }
    scan->at++;
    if (!put(scan, '.') || !copy_digits(scan)) {
        return FORM_DIGITS_LONG;
    }
    return goes_on(scan->at) ? FORM_DIGITS_GROUPING : FORM_DIGITS_OK;
}

/* Bytes of the sign that marks a negative number, 0 when there is none. */
static size_t sign_at(const char *text)
{
    static const char *const SIGNS[] = {"-", "△", "▲", "("};
    for (size_t i = 0; i < ARRAY_LEN(SIGNS); i++) {
        if (form_text_starts(text, SIGNS[i])) {
            return strlen(SIGNS[i]);
        }
    }
    return 0;
}

enum form_digits_verdict form_digits_read(const char *text,
                                          struct form_digits *out)
{
    struct scan scan = {.out = out};
    size_t sign = sign_at(text);
    *out = (struct form_digits){.marked = sign > 0 && *text != '-'};
    scan.at = form_text_skip(text + sign);
    if (sign > 0) {
        (void)put(&scan, '-');
    }
    enum form_digits_verdict verdict = read_whole(&scan);
    if (verdict == FORM_DIGITS_OK) {
        verdict = read_fraction(&scan);
    }
    if (verdict != FORM_DIGITS_OK) {
        return verdict;
    }
    if (*text == '(') {
        if (*scan.at != ')') {
            return FORM_DIGITS_NONE;
        }
        scan.at++;
    }
    out->text[scan.len] = '\0';
    out->rest = scan.at;
    return FORM_DIGITS_OK;
}

/* --- shares --- */

static bool is_nought(const char *text)
{
    return text[strspn(text, "0.")] == '\0';
}

bool form_digits_at_most_one(const char *text)
{
    text += strspn(text, "0");
    if (*text == '1') {
        return !is_digit(text[1]) && is_nought(text + 1);
    }
    return *text == '.' && !is_nought(text);
}

void form_digits_times_hundred(const char *text, char *out)
{
    char moved[DECIMAL_TEXT_SIZE + 2];
    const char *at = moved;
    size_t whole = strcspn(text, ".");
    const char *fraction = text + whole + (text[whole] == '.');
    size_t count = strlen(fraction);
    snprintf(moved, sizeof(moved), "%.*s%c%c%s%s", (int)whole, text,
             count > 0 ? fraction[0] : '0', count > 1 ? fraction[1] : '0',
             count > 2 ? "." : "", count > 2 ? fraction + 2 : "");
    bool negative = *at == '-';
    at += negative;
    while (at[0] == '0' && is_digit(at[1])) {
        at++;
    }
    snprintf(out, DECIMAL_TEXT_SIZE, "%s%s", negative ? "-" : "", at);
}
