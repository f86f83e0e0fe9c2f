#include "platform/buffer.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_FIRST 256
#define BUFFER_MAX ((size_t)1 << 30)

void buffer_init(struct buffer *buf, size_t max)
{
    *buf = (struct buffer){.max = max > 0 ? max : BUFFER_MAX};
}

void buffer_fini(struct buffer *buf)
{
    free(buf->data);
    *buf = (struct buffer){.max = buf->max};
}

void buffer_clear(struct buffer *buf)
{
    buf->len = 0;
    buf->failed = false;
}

static bool buffer_fail(struct buffer *buf)
{
    buf->failed = true;
    return false;
}

/* One byte more than asked for: the NUL behind the data. */
bool buffer_reserve(struct buffer *buf, size_t more)
{
    if (more > buf->max || buf->len > buf->max - more) {
        return buffer_fail(buf);
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->cap) {
        return true;
    }
    size_t cap = buf->cap > 0 ? buf->cap : BUFFER_FIRST;
    while (cap < need) {
        cap *= 2;
    }
    if (cap > buf->max + 1) {
        cap = buf->max + 1;
    }
    char *data = realloc(buf->data, cap);
    if (data == NULL) {
        return buffer_fail(buf);
    }
    buf->data = data;
    buf->cap = cap;
    return true;
}

/* Most additions are short and there is room. */
static bool has_room(const struct buffer *buf, size_t len)
{
    return buf->cap - buf->len > len;
}

void buffer_add(struct buffer *buf, const void *data, size_t len)
{
    if (!has_room(buf, len) && !buffer_reserve(buf, len)) {
        return;
    }
    if (len > 0) {
        memcpy(buf->data + buf->len, data, len);
    }
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void buffer_add_str(struct buffer *buf, const char *text)
{
    buffer_add(buf, text, strlen(text));
}

void buffer_add_char(struct buffer *buf, char c)
{
    if (has_room(buf, 1)) {
        buf->data[buf->len++] = c;
        buf->data[buf->len] = '\0';
    } else {
        buffer_add(buf, &c, 1);
    }
}

void buffer_add_int(struct buffer *buf, int64_t value)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%" PRId64, value);
    buffer_add(buf, digits, (size_t)len);
}

void buffer_printf(struct buffer *buf, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0) {
        buf->failed = true;
    } else if (buffer_reserve(buf, (size_t)len)) {
        vsnprintf(buf->data + buf->len, (size_t)len + 1, fmt, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

static void add_big_endian(struct buffer *buf, uint64_t value, int bytes)
{
    unsigned char out[8];
    for (int i = 0; i < bytes; i++) {
        out[i] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
    }
    buffer_add(buf, out, (size_t)bytes);
}

void buffer_add_be16(struct buffer *buf, uint16_t value)
{
    add_big_endian(buf, value, 2);
}

void buffer_add_be32(struct buffer *buf, uint32_t value)
{
    add_big_endian(buf, value, 4);
}

void buffer_add_be64(struct buffer *buf, uint64_t value)
{
    add_big_endian(buf, value, 8);
}

void buffer_consume(struct buffer *buf, size_t len)
{
    if (len == 0) {
        return;
    }
    size_t rest = len < buf->len ? buf->len - len : 0;
    if (rest > 0) {
        memmove(buf->data, buf->data + len, rest);
    }
    buf->len = rest;
    if (buf->data != NULL) {
        buf->data[rest] = '\0';
    }
}
