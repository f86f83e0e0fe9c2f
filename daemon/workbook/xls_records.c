#include "workbook/xls_records.h"

#include <string.h>

#include "platform/buffer.h"
#include "workbook/bytes.h"
#include "workbook/xls_text.h"

#define FLAG_WIDE 0x01
#define FLAG_EXTRA 0x04 /* how it is pronounced, follows it */
#define FLAG_RICH 0x08  /* its runs of fonts follow it */

bool xls_record_get(struct xls_stream stream, size_t from,
                    struct xls_record *out)
{
    if (from > stream.len || stream.len - from < 4) {
        return false;
    }
    const unsigned char *at = stream.data + from;
    *out = (struct xls_record){
        .type = bytes_u16(at),
        .from = from,
        .next = from + 4 + bytes_u16(at + 2),
        .data = at + 4,
        .len = bytes_u16(at + 2),
    };
    return out->next <= stream.len;
}

struct xls_cursor xls_cursor_begin(struct xls_stream stream,
                                   const struct xls_record *record, size_t skip,
                                   const char *page)
{
    size_t begin = skip < record->len ? skip : record->len;
    return (struct xls_cursor){
        .stream = stream,
        .at = record->data + begin,
        .left = record->len - begin,
        .next = record->next,
        .page = page,
    };
}

/* Into the record that continues it, if there is one. */
static bool go_on(struct xls_cursor *it)
{
    struct xls_record record;
    if (!xls_record_get(it->stream, it->next, &record) ||
        record.type != XLS_CONTINUE) {
        return false;
    }
    it->at = record.data;
    it->left = record.len;
    it->next = record.next;
    return true;
}

bool xls_cursor_take(struct xls_cursor *it, void *out, size_t size)
{
    unsigned char *to = out;
    while (size > 0) {
        if (it->left == 0 && !go_on(it)) {
            return false;
        }
        size_t part = size < it->left ? size : it->left;
        if (to != NULL) {
            memcpy(to, it->at, part);
            to += part;
        }
        it->at += part;
        it->left -= part;
        size -= part;
    }
    return true;
}

bool xls_cursor_u16(struct xls_cursor *it, int *out)
{
    unsigned char bytes[2];
    if (!xls_cursor_take(it, bytes, sizeof(bytes))) {
        return false;
    }
    *out = bytes_u16(bytes);
    return true;
}

bool xls_cursor_u32(struct xls_cursor *it, uint32_t *out)
{
    unsigned char bytes[4];
    if (!xls_cursor_take(it, bytes, sizeof(bytes))) {
        return false;
    }
    *out = bytes_u32(bytes);
    return true;
}

/* --- strings --- */

/* Where characters go on in the next record, it says anew how wide they are. */
static bool take_characters(struct xls_cursor *it, size_t count, bool wide,
                            struct buffer *out)
{
    struct xls_text text = {.out = out};
    unsigned char flags;
    while (count > 0) {
        if (it->left == 0) {
            if (!go_on(it) || !xls_cursor_take(it, &flags, 1)) {
                return false;
            }
            wide = (flags & FLAG_WIDE) != 0;
            continue;
        }
        size_t width = wide ? 2 : 1;
        size_t part = it->left / width < count ? it->left / width : count;
        if (part == 0) {
            return false; /* half a character */
        }
        xls_text_add(&text, it->at, part, wide);
        it->at += part * width;
        it->left -= part * width;
        count -= part;
    }
    xls_text_end(&text);
    return true;
}

static bool take_unicode(struct xls_cursor *it, size_t count,
                         struct buffer *out)
{
    unsigned char flags;
    int runs = 0;
    uint32_t extra = 0;
    if (!xls_cursor_take(it, &flags, 1) ||
        ((flags & FLAG_RICH) != 0 && !xls_cursor_u16(it, &runs)) ||
        ((flags & FLAG_EXTRA) != 0 && !xls_cursor_u32(it, &extra))) {
        return false;
    }
    return take_characters(it, count, (flags & FLAG_WIDE) != 0, out) &&
           xls_cursor_take(it, NULL, (size_t)runs * 4 + extra);
}

static bool take_bytes(struct xls_cursor *it, size_t count, struct buffer *out)
{
    char bytes[UINT16_MAX];
    return count <= sizeof(bytes) && xls_cursor_take(it, bytes, count) &&
           xls_text_page(it->page, bytes, count, out);
}

bool xls_cursor_string(struct xls_cursor *it, size_t count, struct buffer *out)
{
    return it->page == NULL ? take_unicode(it, count, out)
                            : take_bytes(it, count, out);
}
