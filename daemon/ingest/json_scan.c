#include "ingest/json_scan.h"

#include <stdint.h>
#include <string.h>

#include "ingest/utf8_run.h"

static enum json_token bad(struct json_scan *scan, size_t at, const char *why)
{
    scan->at = at;
    scan->why = why;
    return JSON_BAD;
}

bool json_scan_init(struct json_scan *scan, struct span source)
{
    size_t valid = utf8_run_valid(source.data, source.len);
    *scan = (struct json_scan){.source = source};
    if (valid < source.len) {
        bad(scan, valid, "not UTF-8");
        return false;
    }
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char char_at(const struct json_scan *scan, size_t at)
{
    return at < scan->source.len ? scan->source.data[at] : '\0';
}

static int hex_value(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Four hex digits, or -1. */
static int hex4(const char *text, size_t len)
{
    int value = 0;
    if (len < 4) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(text[i]);
        if (digit < 0) {
            return -1;
        }
        value = value << 4 | digit;
    }
    return value;
}

/* The code point of \uXXXX or of a pair of them at `text`, and how long that
 * is; -1 when it is none. */
static int32_t unicode_escape(const char *text, size_t len, size_t *used)
{
    int high = len < 6 ? -1 : hex4(text + 2, len - 2);
    *used = 6;
    if (high < 0xD800 || high > 0xDFFF) {
        return high;
    }
    if (high > 0xDBFF || len < 12 || text[6] != '\\' || text[7] != 'u') {
        return -1;
    }
    int low = hex4(text + 8, len - 8);
    *used = 12;
    if (low < 0xDC00 || low > 0xDFFF) {
        return -1;
    }
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* Length of the escape at `at`, 0 when it is none. */
static size_t escape_length(const struct json_scan *scan, size_t at)
{
    char c = char_at(scan, at + 1);
    if (c == 'u') {
        size_t used = 0;
        int32_t point = unicode_escape(scan->source.data + at,
                                       scan->source.len - at, &used);
        return point <= 0 ? 0 : used;
    }
    return c != '\0' && strchr("\"\\/bfnrt", c) != NULL ? 2 : 0;
}

static enum json_token next_string(struct json_scan *scan)
{
    size_t from = scan->at + 1;
    size_t at = from;
    scan->escaped = false;
    while (at < scan->source.len) {
        unsigned char c = (unsigned char)scan->source.data[at];
        if (c == '"') {
            scan->text = (struct span){scan->source.data + from, at - from};
            scan->at = at + 1;
            return JSON_STRING;
        }
        if (c < 0x20) {
            return bad(scan, at, "control character in a string");
        }
        if (c != '\\') {
            at++;
            continue;
        }
        size_t step = escape_length(scan, at);
        if (step == 0) {
            return bad(scan, at, "bad escape in a string");
        }
        scan->escaped = true;
        at += step;
    }
    return bad(scan, at, "string without end");
}

static size_t skip_digits(const struct json_scan *scan, size_t at)
{
    while (is_digit(char_at(scan, at))) {
        at++;
    }
    return at;
}

/* Behind `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, or 0. */
static size_t number_end(const struct json_scan *scan, size_t at)
{
    at += char_at(scan, at) == '-';
    size_t whole = at;
    at = skip_digits(scan, at);
    if (at == whole || (char_at(scan, whole) == '0' && at > whole + 1)) {
        return 0;
    }
    if (char_at(scan, at) == '.') {
        size_t part = at + 1;
        at = skip_digits(scan, part);
        if (at == part) {
            return 0;
        }
    }
    if ((char_at(scan, at) | 0x20) == 'e') {
        char sign = char_at(scan, at + 1);
        size_t part = at + 1 + (sign == '+' || sign == '-');
        at = skip_digits(scan, part);
        return at == part ? 0 : at;
    }
    return at;
}

static enum json_token next_number(struct json_scan *scan)
{
    size_t end = number_end(scan, scan->at);
    if (end == 0 || end - scan->at > JSON_NUMBER_MAX) {
        return bad(scan, scan->at, "bad number");
    }
    scan->text = (struct span){scan->source.data + scan->at, end - scan->at};
    scan->at = end;
    return JSON_NUMBER;
}

static enum json_token next_word(struct json_scan *scan, const char *word,
                                 enum json_token token)
{
    size_t len = strlen(word);
    const char *from = scan->source.data + scan->at;
    if (scan->source.len - scan->at < len || memcmp(from, word, len) != 0) {
        return bad(scan, scan->at, "unexpected character");
    }
    scan->text = (struct span){from, len};
    scan->at += len;
    return token;
}

static enum json_token next_other(struct json_scan *scan)
{
    switch (scan->source.data[scan->at]) {
    case '{':
        return next_word(scan, "{", JSON_OPEN_OBJECT);
    case '}':
        return next_word(scan, "}", JSON_CLOSE_OBJECT);
    case '[':
        return next_word(scan, "[", JSON_OPEN_ARRAY);
    case ']':
        return next_word(scan, "]", JSON_CLOSE_ARRAY);
    case ',':
        return next_word(scan, ",", JSON_COMMA);
    case ':':
        return next_word(scan, ":", JSON_COLON);
    case 't':
        return next_word(scan, "true", JSON_TRUE);
    case 'f':
        return next_word(scan, "false", JSON_FALSE);
    default:
        return next_word(scan, "null", JSON_NULL);
    }
}

enum json_token json_scan_next(struct json_scan *scan)
{
    if (scan->why != NULL) {
        return JSON_BAD;
    }
    char c = char_at(scan, scan->at);
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        c = char_at(scan, ++scan->at);
    }
    if (scan->at >= scan->source.len) {
        return JSON_END;
    }
    if (c == '"') {
        return next_string(scan);
    }
    return c == '-' || is_digit(c) ? next_number(scan) : next_other(scan);
}

static size_t put_utf8(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    size_t tails = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(leads[tails] | point >> (6 * tails));
    for (size_t i = 1; i <= tails; i++) {
        out[i] = (char)(0x80 | (point >> (6 * (tails - i)) & 0x3F));
    }
    return tails + 1;
}

/* The character that a two-character escape stands for. */
static char short_escape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

size_t json_scan_unescape(struct span string, char *out)
{
    size_t len = 0;
    size_t at = 0;
    while (at < string.len) {
        const char *from = string.data + at;
        if (from[0] != '\\') {
            out[len++] = from[0];
            at++;
        } else if (from[1] != 'u') {
            out[len++] = short_escape(from[1]);
            at += 2;
        } else {
            size_t used = 0;
            int32_t point = unicode_escape(from, string.len - at, &used);
            len += put_utf8(out + len, (uint32_t)point);
            at += used;
        }
    }
    return len;
}
