#include "ingest/sheet_percent.h"

#include <stdbool.h>
#include <string.h>

/* Without a point, without the zeros that say nothing. */
static struct span tidy(char *text, size_t len)
{
    size_t from = text[0] == '-';
    const char *point = memchr(text, '.', len);
    if (point != NULL) {
        while (text[len - 1] == '0') {
            len--;
        }
        len -= text[len - 1] == '.';
    }
    size_t zeros = 0;
    while (from + zeros + 1 < len && text[from + zeros] == '0' &&
           text[from + zeros + 1] != '.') {
        zeros++;
    }
    memmove(text + from, text + from + zeros, len - from - zeros);
    return (struct span){text, len - zeros};
}

struct span sheet_percent(struct span number, char out[SHEET_PERCENT_SIZE])
{
    const char *point = memchr(number.data, '.', number.len);
    size_t whole = point == NULL ? number.len : (size_t)(point - number.data);
    size_t decimals = point == NULL ? 0 : number.len - whole - 1;
    if (number.len == 0 || number.len + 4 > SHEET_PERCENT_SIZE ||
        memchr(number.data, 'E', number.len) != NULL) {
        return number;
    }
    memcpy(out, number.data, whole);
    for (size_t i = 0; i < 2; i++) {
        out[whole + i] = i < decimals ? point[1 + i] : '0';
    }
    size_t len = whole + 2;
    if (decimals > 2) {
        out[len++] = '.';
        memcpy(out + len, point + 3, decimals - 2);
        len += decimals - 2;
    }
    return tidy(out, len);
}
