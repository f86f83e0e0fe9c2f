#include "formats/table_text.h"

#include "model/decimal.h"

#include <string.h>

static bool is_plain(char c)
{
    return c >= 32 && c < 127 && c != '"' && c != '\\';
}

/* `len` bytes behind the end, which the caller fills in, and a NUL. */
static char *extend(struct buffer *out, size_t len)
{
    if (!buffer_reserve(out, len)) {
        return NULL;
    }
    char *at = out->data + out->len;
    out->len += len;
    at[len] = '\0';
    return at;
}

static void add_escaped(char before, const char *text, struct buffer *out)
{
    struct json_writer json;
    buffer_add_char(out, before);
    json_init(&json, out);
    json_string(&json, text);
}

void table_text_add(char before, const char *text, struct buffer *out)
{
    size_t len = 0;
    while (is_plain(text[len])) {
        len++;
    }
    if (text[len] != '\0') {
        add_escaped(before, text, out);
        return;
    }
    char *at = extend(out, len + 3);
    if (at != NULL) {
        at[0] = before;
        at[1] = '"';
        memcpy(at + 2, text, len);
        at[len + 2] = '"';
    }
}

static void add_number(char before, const struct table_cell *cell,
                       struct buffer *out)
{
    if (!buffer_reserve(out, DECIMAL_TEXT_SIZE)) {
        return;
    }
    char *at = out->data + out->len;
    at[0] = before;
    out->len += 1 + decimal_print(at + 1, cell->number, cell->decimals);
}

void table_text_add_cell(char before, const struct table_cell *cell,
                         struct buffer *out)
{
    char *at = NULL;
    switch (cell->type) {
    case TABLE_TEXT:
        table_text_add(before, cell->text, out);
        return;
    case TABLE_NUMBER:
        add_number(before, cell, out);
        return;
    case TABLE_NULL:
        at = extend(out, 5);
        if (at != NULL) {
            at[0] = before;
            memcpy(at + 1, "null", 4);
        }
        return;
    }
}
