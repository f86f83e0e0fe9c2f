#include <string.h>

#include "workbook/shared_strings.h"
#include "workbook/xlsx_impl.h"
#include "workbook/xml.h"

struct reading {
    struct shared_strings *out;
    size_t from;    /* of the string under way */
    bool in_string; /* si */
    bool in_text;   /* t, of it or of one of its runs */
    bool in_sound;  /* rPh: how it is pronounced, not what it says */
};

static bool finish(struct reading *it, struct error *err)
{
    struct buffer *bytes = &it->out->bytes;
    if (bytes->len > it->from) {
        bytes->len = it->from + xlsx_unescape(bytes->data + it->from,
                                              bytes->len - it->from);
    }
    return shared_strings_end(it->out, err);
}

static bool on_start(void *ctx, const char *name, const char *const *attrs,
                     struct error *err)
{
    struct reading *it = ctx;
    (void)attrs;
    (void)err;
    if (strcmp(name, "si") == 0) {
        it->in_string = true;
        it->from = it->out->bytes.len;
    } else if (strcmp(name, "rPh") == 0) {
        it->in_sound = true;
    } else if (strcmp(name, "t") == 0) {
        it->in_text = it->in_string && !it->in_sound;
    }
    return true;
}

static bool on_end(void *ctx, const char *name, struct error *err)
{
    struct reading *it = ctx;
    it->in_text = it->in_text && strcmp(name, "t") != 0;
    it->in_sound = it->in_sound && strcmp(name, "rPh") != 0;
    if (it->in_string && strcmp(name, "si") == 0) {
        it->in_string = false;
        return finish(it, err);
    }
    return true;
}

static bool on_text(void *ctx, const char *data, size_t len, struct error *err)
{
    struct reading *it = ctx;
    (void)err;
    if (it->in_text) {
        buffer_add(&it->out->bytes, data, len);
    }
    return true;
}

bool xlsx_strings_read(struct package *package, const char *part,
                       struct shared_strings *strings, struct error *err)
{
    static const struct xml_handlers HANDLERS = {on_start, on_end, on_text};
    struct reading it = {.out = strings};
    return xml_read_part(package, part, &HANDLERS, &it, err);
}

/* --- _x000D_ --- */

#define ESCAPE_SIZE 7

static int hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character, 0 for what is no escape. Only those that XML cannot hold or
 * would change, and the underscore that hides an escape, are written so. */
static char escaped(const char *text, size_t len)
{
    int value = 0;
    if (len < ESCAPE_SIZE || text[0] != '_' || text[1] != 'x' ||
        text[6] != '_') {
        return '\0';
    }
    for (int i = 2; i < 6; i++) {
        int digit = hex(text[i]);
        if (digit < 0) {
            return '\0';
        }
        value = value * 16 + digit;
    }
    return value < 0x80 ? (char)value : '\0';
}

size_t xlsx_unescape(char *text, size_t len)
{
    size_t to = 0;
    if (memchr(text, '_', len) == NULL) {
        return len;
    }
    for (size_t from = 0; from < len;) {
        char c = escaped(text + from, len - from);
        text[to++] = c == '\0' ? text[from] : c;
        from += c == '\0' ? 1 : ESCAPE_SIZE;
    }
    return to;
}
