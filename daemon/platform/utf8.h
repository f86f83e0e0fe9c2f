/* UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, <= U+10FFFF. */
#ifndef TVS_PLATFORM_UTF8_H
#define TVS_PLATFORM_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool utf8_valid(const char *text, size_t len);
/* No NUL, C0, DEL, C1 or bidirectional control (U+202A..E, U+2066..9). */
bool utf8_plain(const char *text, size_t len);
/* Decodes one character of valid text; returns its length in bytes. */
size_t utf8_next(const char *text, size_t len, uint32_t *point);
/* The largest n <= max at which text may be cut. */
size_t utf8_cut(const char *text, size_t len, size_t max);
/* Characters in valid text. */
size_t utf8_count(const char *text, size_t len);

#endif
