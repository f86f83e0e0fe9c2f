#include "data/data_base64.h"

#include <string.h>

static const char DIGITS[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const char *data_base64_print(struct arena *arena, const char *data, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)data;
    char *text = arena_alloc(arena, len / 3 * 4 + 5);
    size_t at = 0;
    unsigned bits = 0;
    int held = 0;
    for (size_t i = 0; i < len; i++) {
        bits = (bits << 8 | bytes[i]) & 0xFFFF;
        held += 8;
        while (held >= 6) {
            held -= 6;
            text[at++] = DIGITS[bits >> held & 63];
        }
    }
    if (held > 0) {
        text[at++] = DIGITS[bits << (6 - held) & 63];
    }
    text[at] = '\0';
    return text;
}

char *data_base64_parse(struct arena *arena, const char *text, size_t *len)
{
    size_t size = strlen(text);
    char *data = arena_alloc(arena, size / 4 * 3 + 4);
    size_t at = 0;
    unsigned bits = 0;
    int held = 0;
    for (size_t i = 0; i < size; i++) {
        const char *digit = strchr(DIGITS, text[i]);
        if (digit == NULL) {
            return NULL;
        }
        bits = (bits << 6 | (unsigned)(digit - DIGITS)) & 0x3FFF;
        held += 6;
        if (held >= 8) {
            held -= 8;
            data[at++] = (char)(bits >> held & 0xFF);
        }
    }
    /* Left-over bits are padding: fewer than a digit's, and zero. */
    if (held >= 6 || (bits & ((1U << held) - 1)) != 0) {
        return NULL;
    }
    data[at] = '\0';
    *len = at;
    return data;
}
