#include "ingest/utf8_run.h"

#include <stdint.h>
#include <string.h>

#include "platform/utf8.h"

#define HIGH_BITS 0x8080808080808080ULL

/* Most bytes of most files are ASCII: eight at a time. */
static size_t ascii_run(const char *text, size_t len)
{
    size_t at = 0;
    while (at + sizeof(uint64_t) <= len) {
        uint64_t eight;
        memcpy(&eight, text + at, sizeof(eight));
        if ((eight & HIGH_BITS) != 0) {
            break;
        }
        at += sizeof(eight);
    }
    while (at < len && (unsigned char)text[at] < 0x80) {
        at++;
    }
    return at;
}

size_t utf8_run_valid(const char *text, size_t len)
{
    size_t at = ascii_run(text, len);
    while (at < len) {
        size_t step = utf8_check(text + at, len - at);
        if (step == 0) {
            break;
        }
        at += step;
        if (at < len && (unsigned char)text[at] < 0x80) {
            at += ascii_run(text + at, len - at);
        }
    }
    return at;
}

bool utf8_run_unfinished(const char *text, size_t len)
{
    unsigned char first = len == 0 ? 0 : (unsigned char)text[0];
    size_t promised = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || len >= promised) {
        return false;
    }
    for (size_t i = 1; i < len; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            return false;
        }
    }
    return true;
}
