/*
 * A growable run of bytes with a named maximum. Appending past the maximum
 * or out of memory sets `failed` and drops the bytes; the caller checks once
 * at the end. data[len] is always NUL after an append.
 */
#ifndef TVS_PLATFORM_BUFFER_H
#define TVS_PLATFORM_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/macros.h"

struct buffer {
    char *data;
    size_t len;
    size_t cap;
    size_t max;
    bool failed;
};

/* `max` bytes at most (0: 1 GiB). Allocates nothing yet. */
void buffer_init(struct buffer *buf, size_t max);
void buffer_fini(struct buffer *buf);
/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *buf);
/* Makes room for `more` bytes; false sets failed. */
bool buffer_reserve(struct buffer *buf, size_t more);
void buffer_add(struct buffer *buf, const void *data, size_t len);
void buffer_add_str(struct buffer *buf, const char *text);
void buffer_add_char(struct buffer *buf, char c);
void buffer_add_int(struct buffer *buf, int64_t value);
PRINTFLIKE(2, 3) void buffer_printf(struct buffer *buf, const char *fmt, ...);
/* Big-endian, for COPY BINARY. */
void buffer_add_be16(struct buffer *buf, uint16_t value);
void buffer_add_be32(struct buffer *buf, uint32_t value);
void buffer_add_be64(struct buffer *buf, uint64_t value);
/* Drops the first `len` bytes. */
void buffer_consume(struct buffer *buf, size_t len);

#endif
