/* UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, <= U+10FFFF. */
#ifndef TVS_PLATFORM_UTF8_H
#define TVS_PLATFORM_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool utf8_valid(const char *text, size_t len);
/* Bytes of the valid character that `text` begins with, 0 when there is none
 * (empty, cut off, malformed). */
size_t utf8_check(const char *text, size_t len);
/* C0, DEL, C1, a bidirectional control (U+202A..E, U+2066..9) or the last two
 * of a plane (U+FFFE, U+FFFF, ...), which are no characters: no XML has them.
 */
bool utf8_control(uint32_t point);
/* Valid and without NUL or any other utf8_control(). */
bool utf8_plain(const char *text, size_t len);
/* Decodes one character of valid text (len > 0); returns its bytes, >= 1. */
size_t utf8_next(const char *text, size_t len, uint32_t *point);
/* The largest n <= max, len at which text may be cut. */
size_t utf8_cut(const char *text, size_t len, size_t max);
/* Characters in valid text. */
size_t utf8_count(const char *text, size_t len);

#endif
