#include "workbook/xls_text.h"

#include <errno.h>
#include <iconv.h>

#include "platform/buffer.h"
#include "platform/macros.h"
#include "workbook/bytes.h"

#define NO_CHARACTER 0xFFFD

/* --- UTF-16 --- */

static void add_point(struct buffer *out, uint32_t point)
{
    char bytes[4];
    size_t len = 0;
    if (point < 0x80) {
        bytes[len++] = (char)(point == 0 ? ' ' : point);
    } else if (point < 0x800) {
        bytes[len++] = (char)(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        bytes[len++] = (char)(0xE0 | point >> 12);
        bytes[len++] = (char)(0x80 | (point >> 6 & 0x3F));
    } else {
        bytes[len++] = (char)(0xF0 | point >> 18);
        bytes[len++] = (char)(0x80 | (point >> 12 & 0x3F));
        bytes[len++] = (char)(0x80 | (point >> 6 & 0x3F));
    }
    if (point >= 0x80) {
        bytes[len++] = (char)(0x80 | (point & 0x3F));
    }
    buffer_add(out, bytes, len);
}

static void add_unit(struct xls_text *it, uint32_t unit)
{
    bool low = unit >= 0xDC00 && unit < 0xE000;
    if (it->high != 0 && low) {
        add_point(it->out,
                  0x10000 + ((it->high - 0xD800) << 10) + (unit - 0xDC00));
        it->high = 0;
        return;
    }
    xls_text_end(it);
    if (unit >= 0xD800 && unit < 0xDC00) {
        it->high = unit;
    } else {
        add_point(it->out, low ? NO_CHARACTER : unit);
    }
}

void xls_text_add(struct xls_text *it, const unsigned char *data, size_t count,
                  bool wide)
{
    for (size_t i = 0; i < count; i++) {
        add_unit(it, wide ? bytes_u16(data + i * 2) : data[i]);
    }
}

void xls_text_end(struct xls_text *it)
{
    if (it->high != 0) {
        add_point(it->out, NO_CHARACTER);
        it->high = 0;
    }
}

/* --- code pages --- */

static const struct {
    int number;
    const char *name;
} PAGES[] = {
    {437, "CP437"},       {850, "CP850"},    {852, "CP852"},
    {866, "CP866"},       {932, "CP932"},    {936, "GB18030"},
    {949, "CP949"},       {950, "BIG5"},     {1250, "CP1250"},
    {1251, "CP1251"},     {1252, "CP1252"},  {10000, "MACINTOSH"},
    {32768, "MACINTOSH"}, {32769, "CP1252"},
};

const char *xls_page_name(int number)
{
    for (size_t i = 0; i < ARRAY_LEN(PAGES); i++) {
        if (PAGES[i].number == number) {
            return PAGES[i].name;
        }
    }
    return NULL;
}

/* Left open: what iconv has loaded stays loaded. */
void xls_page_load(void)
{
    for (size_t i = 0; i < ARRAY_LEN(PAGES); i++) {
        (void)iconv_open("UTF-8", PAGES[i].name);
    }
}

static void convert(iconv_t page, char *from, size_t left, struct buffer *out)
{
    while (left > 0) {
        char bytes[1024];
        char *to = bytes;
        size_t room = sizeof(bytes);
        bool bad = iconv(page, &from, &left, &to, &room) == (size_t)-1 &&
                   errno != E2BIG;
        buffer_add(out, bytes, sizeof(bytes) - room);
        if (bad) {
            add_point(out, NO_CHARACTER);
            from++;
            left--;
        }
    }
}

bool xls_text_page(const char *page, const char *data, size_t len,
                   struct buffer *out)
{
    iconv_t cd = iconv_open("UTF-8", page);
    struct buffer copy; /* iconv wants to be able to write to it */
    if (cd == (iconv_t)-1) {
        return false;
    }
    buffer_init(&copy, 0);
    buffer_add(&copy, data, len);
    if (!copy.failed && len > 0) {
        convert(cd, copy.data, copy.len, out);
    }
    buffer_fini(&copy);
    iconv_close(cd);
    return true;
}
