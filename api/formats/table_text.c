#include "formats/table_text.h"

#include "model/decimal.h"

#include <string.h>

static bool is_plain(char c)
{
    return c >= 32 && c < 127 && c != '"' && c != '\\';
}

/* Room for `len` bytes and a NUL behind the end, or NULL. */
static char *room_for(struct buffer *out, size_t len)
{
    if (out->cap - out->len <= len && !buffer_reserve(out, len)) {
        return NULL;
    }
    return out->data + out->len;
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
    char *at = room_for(out, len + 3);
    if (at == NULL) {
        return;
    }
    at[0] = before;
    at[1] = '"';
    memcpy(at + 2, text, len);
    at[len + 2] = '"';
    at[len + 3] = '\0';
    out->len += len + 3;
}

static void add_number(char before, const struct table_cell *cell,
                       struct buffer *out)
{
    char *at = room_for(out, DECIMAL_TEXT_SIZE);
    if (at != NULL) {
        at[0] = before;
        out->len += 1 + decimal_print(at + 1, cell->number, cell->decimals);
    }
}

static void add_null(char before, struct buffer *out)
{
    char *at = room_for(out, 5);
    if (at != NULL) {
        at[0] = before;
        memcpy(at + 1, "null", 5);
        out->len += 5;
    }
}

void table_text_add_cell(char before, const struct table_cell *cell,
                         struct buffer *out)
{
    switch (cell->type) {
    case TABLE_TEXT:
        table_text_add(before, cell->text, out);
        return;
    case TABLE_NUMBER:
        add_number(before, cell, out);
        return;
    case TABLE_NULL:
        add_null(before, out);
        return;
    }
}
