#include "platform/utf8.h"

/* What a first byte promises: how many bytes, the range of the second one
 * (which is what keeps overlong forms and surrogates out). */
struct lead {
    size_t len;
    unsigned char low, high;
};

static struct lead lead_of(unsigned char first)
{
    if (first < 0x80) {
        return (struct lead){1, 0, 0};
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return (struct lead){2, 0x80, 0xBF};
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return (struct lead){3, first == 0xE0 ? 0xA0 : 0x80,
                             first == 0xED ? 0x9F : 0xBF};
    }
    if (first >= 0xF0 && first <= 0xF4) {
        return (struct lead){4, first == 0xF0 ? 0x90 : 0x80,
                             first == 0xF4 ? 0x8F : 0xBF};
    }
    return (struct lead){0, 0, 0};
}

static bool is_tail(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Bytes of the valid character at `text`, 0 when there is none. */
static size_t sequence_length(const unsigned char *text, size_t len)
{
    struct lead lead = lead_of(text[0]);
    if (lead.len <= 1) {
        return lead.len;
    }
    if (lead.len > len || text[1] < lead.low || text[1] > lead.high) {
        return 0;
    }
    for (size_t i = 2; i < lead.len; i++) {
        if (!is_tail(text[i])) {
            return 0;
        }
    }
    return lead.len;
}

size_t utf8_check(const char *text, size_t len)
{
    return len == 0 ? 0 : sequence_length((const unsigned char *)text, len);
}

bool utf8_valid(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        size_t step = utf8_check(text + at, len - at);
        if (step == 0) {
            return false;
        }
        at += step;
    }
    return true;
}

bool utf8_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) ||
           (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069) || (point & 0xFFFE) == 0xFFFE;
}

bool utf8_plain(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        uint32_t point = 0;
        if (utf8_check(text + at, len - at) == 0) {
            return false;
        }
        at += utf8_next(text + at, len - at, &point);
        if (utf8_control(point)) {
            return false;
        }
    }
    return true;
}

size_t utf8_next(const char *text, size_t len, uint32_t *point)
{
    const unsigned char *bytes = (const unsigned char *)text;
    struct lead lead = lead_of(bytes[0]);
    if (lead.len <= 1 || lead.len > len) {
        *point = bytes[0];
        return 1;
    }
    uint32_t value = bytes[0] & (0xFFU >> (lead.len + 1));
    for (size_t i = 1; i < lead.len; i++) {
        value = value << 6 | (bytes[i] & 0x3F);
    }
    *point = value;
    return lead.len;
}

size_t utf8_cut(const char *text, size_t len, size_t max)
{
    if (len <= max) {
        return len;
    }
    size_t at = max;
    while (at > 0 && max - at < 3 && is_tail((unsigned char)text[at])) {
        at--;
    }
    /* Not UTF-8 at all: any place is as good as another. */
    return is_tail((unsigned char)text[at]) ? max : at;
}

size_t utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += !is_tail((unsigned char)text[i]);
    }
    return count;
}
