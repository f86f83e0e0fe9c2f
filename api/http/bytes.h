/* Which bytes may stand where in a message (RFC 9110 5.6.2, 5.5). */
#ifndef TVS_HTTP_BYTES_H
#define TVS_HTTP_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/* A token of at least one byte: method, field name. */
bool bytes_token(const char *text, size_t len);
bool bytes_token_char(char c);
/* No control character but HT; bytes above 0x7F are let through. */
bool bytes_field_value(const char *text, size_t len);
bool bytes_field_char(char c);
/* 0x21..0x7E without '#': what an origin-form target consists of. */
bool bytes_target(const char *text, size_t len);
/* A host with an optional port; not empty. */
bool bytes_host(const char *text, size_t len);
/* Compares without case; `lower` is in lower case, NUL-terminated. */
bool bytes_equal(const char *text, size_t len, const char *lower);
/* 0..15, or -1. */
int bytes_hex(char c);

#endif
