#include "http/bytes.h"

#include <stdint.h>

enum {
    TOKEN = 1,  /* tchar */
    VALUE = 2,  /* field-vchar, SP, HT, obs-text */
    TARGET = 4, /* visible ASCII, no fragment */
    HOST = 8,   /* uri-host [ ":" port ] */
};

/* Letters, digits and -._~!$&'*+ are allowed everywhere. */
#define ANYWHERE (TOKEN | VALUE | TARGET | HOST)

static const uint8_t classes[256] = {
    ['\t'] = VALUE,
    [' '] = VALUE,
    ['!'] = ANYWHERE,
    ['"'] = VALUE | TARGET,
    ['#'] = TOKEN | VALUE,
    ['$'] = ANYWHERE,
    ['%'] = ANYWHERE,
    ['&'] = ANYWHERE,
    ['\''] = ANYWHERE,
    ['('] = VALUE | TARGET | HOST,
    [')'] = VALUE | TARGET | HOST,
    ['*'] = ANYWHERE,
    ['+'] = ANYWHERE,
    [','] = VALUE | TARGET | HOST,
    ['-'] = ANYWHERE,
    ['.'] = ANYWHERE,
    ['/'] = VALUE | TARGET,
    ['0' ... '9'] = ANYWHERE,
    [':'] = VALUE | TARGET | HOST,
    [';'] = VALUE | TARGET | HOST,
    ['<'] = VALUE | TARGET,
    ['='] = VALUE | TARGET | HOST,
    ['>'] = VALUE | TARGET,
    ['?'] = VALUE | TARGET,
    ['@'] = VALUE | TARGET,
    ['A' ... 'Z'] = ANYWHERE,
    ['['] = VALUE | TARGET | HOST,
    ['\\'] = VALUE | TARGET,
    [']'] = VALUE | TARGET | HOST,
    ['^'] = TOKEN | VALUE | TARGET,
    ['_'] = ANYWHERE,
    ['`'] = TOKEN | VALUE | TARGET,
    ['a' ... 'z'] = ANYWHERE,
    ['{'] = VALUE | TARGET,
    ['|'] = TOKEN | VALUE | TARGET,
    ['}'] = VALUE | TARGET,
    ['~'] = ANYWHERE,
    [0x80 ... 0xFF] = VALUE,
};

static bool all_of(const char *text, size_t len, uint8_t wanted)
{
    for (size_t i = 0; i < len; i++) {
        if (!(classes[(unsigned char)text[i]] & wanted)) {
            return false;
        }
    }
    return true;
}

bool bytes_token(const char *text, size_t len)
{
    return len > 0 && all_of(text, len, TOKEN);
}

bool bytes_token_char(char c)
{
    return classes[(unsigned char)c] & TOKEN;
}

bool bytes_field_value(const char *text, size_t len)
{
    return all_of(text, len, VALUE);
}

bool bytes_field_char(char c)
{
    return classes[(unsigned char)c] & VALUE;
}

bool bytes_target(const char *text, size_t len)
{
    return all_of(text, len, TARGET);
}

bool bytes_host(const char *text, size_t len)
{
    return len > 0 && all_of(text, len, HOST);
}

static char lower_of(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool bytes_equal(const char *text, size_t len, const char *lower)
{
    for (size_t i = 0; i < len; i++) {
        if (lower[i] == '\0' || lower_of(text[i]) != lower[i]) {
            return false;
        }
    }
    return lower[len] == '\0';
}

int bytes_hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = lower_of(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
