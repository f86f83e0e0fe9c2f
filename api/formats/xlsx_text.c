#include "formats/xlsx_text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "platform/utf8.h"

#define DIGITS 4

/* "_x", four hexadecimal digits, "_" */
static bool is_escape(const char *text)
{
    if (text[0] != '_' || text[1] != 'x') {
        return false;
    }
    for (int i = 2; i < 2 + DIGITS; i++) {
        if (!isxdigit((unsigned char)text[i])) {
            return false;
        }
    }
    return text[2 + DIGITS] == '_';
}

/* What stands for the character at `text`; NULL: itself. */
static const char *instead(const char *text, uint32_t point)
{
    if (point == 0xFFFE || point == 0xFFFF) {
        return "\xEF\xBF\xBD";
    }
    return is_escape(text) ? "_x005F_" : NULL;
}

void xlsx_text(const char *text, char out[XLSX_TEXT_SIZE])
{
    size_t left = strlen(text);
    size_t at = 0;
    while (left > 0) {
        uint32_t point = 0;
        size_t step = utf8_next(text, left, &point);
        const char *other = instead(text, point);
        size_t len = other != NULL ? strlen(other) : step;
        if (at + len > XLSX_TEXT_MAX) {
            break;
        }
        memcpy(out + at, other != NULL ? other : text, len);
        at += len;
        text += step;
        left -= step;
    }
    out[at] = '\0';
}

bool xlsx_text_same(const char *text)
{
    size_t left = strlen(text);
    bool same = left <= XLSX_TEXT_MAX;
    while (same && left > 0) {
        uint32_t point = 0;
        size_t step = utf8_next(text, left, &point);
        same = instead(text, point) == NULL;
        text += step;
        left -= step;
    }
    return same;
}
