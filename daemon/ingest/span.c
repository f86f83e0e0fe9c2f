#include "ingest/span.h"

#include <string.h>

#include "platform/macros.h"
#include "platform/utf8.h"

struct span span_of(const char *text)
{
    return (struct span){text, text == NULL ? 0 : strlen(text)};
}

bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool span_is(struct span a, const char *text)
{
    return a.data != NULL && span_equal(a, span_of(text));
}

/* White space outside ASCII that spreadsheets leave around a cell. */
static const struct span WIDE_SPACES[] = {
    {"\xC2\xA0", 2},     /* U+00A0 no-break space */
    {"\xE3\x80\x80", 3}, /* U+3000 ideographic space */
    {"\xE2\x80\x8B", 3}, /* U+200B zero-width space */
    {"\xEF\xBB\xBF", 3}, /* U+FEFF byte order mark */
};

/* Bytes of white space at the front, 0 when there is none. */
static size_t space_before(struct span text)
{
    if (text.len == 0) {
        return 0;
    }
    if (text.data[0] == ' ') {
        return 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(WIDE_SPACES); i++) {
        struct span space = WIDE_SPACES[i];
        if (text.len >= space.len &&
            memcmp(text.data, space.data, space.len) == 0) {
            return space.len;
        }
    }
    return 0;
}

static size_t space_behind(struct span text)
{
    if (text.len == 0) {
        return 0;
    }
    if (text.data[text.len - 1] == ' ') {
        return 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(WIDE_SPACES); i++) {
        struct span space = WIDE_SPACES[i];
        if (text.len >= space.len && memcmp(text.data + text.len - space.len,
                                            space.data, space.len) == 0) {
            return space.len;
        }
    }
    return 0;
}

/* Can a space begin or end with this byte? Nearly every cell says no. */
static bool may_be_space(char c)
{
    return c == ' ' || (unsigned char)c >= 0x80;
}

struct span span_trim(struct span text)
{
    if (text.len == 0 || (!may_be_space(text.data[0]) &&
                          !may_be_space(text.data[text.len - 1]))) {
        return text;
    }
    for (size_t n = space_before(text); n > 0; n = space_before(text)) {
        text.data += n;
        text.len -= n;
    }
    for (size_t n = space_behind(text); n > 0; n = space_behind(text)) {
        text.len -= n;
    }
    return text;
}

static bool is_blank(char c)
{
    return c == '\t' || c == '\r' || c == '\n';
}

bool span_is_blank(struct span text)
{
    text = span_trim(text);
    while (text.len > 0 && is_blank(text.data[0])) {
        text.data++;
        text.len--;
        text = span_trim(text);
    }
    return text.len == 0;
}

void span_copy(struct span text, char *out, size_t size)
{
    size_t len = text.len == 0 ? 0 : utf8_cut(text.data, text.len, size - 1);
    if (len > 0) {
        memcpy(out, text.data, len);
    }
    out[len] = '\0';
}
