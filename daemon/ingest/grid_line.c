#include "ingest/grid_line.h"

#include <string.h>

#include "platform/macros.h"

#define NUMBER_MAX 32 /* bytes of a cell that is a number, an error value */

/* --- fields --- */

/* The next field, and on to the one behind it; data NULL: no more. */
static struct span next_field(struct span *rest)
{
    struct span field = *rest;
    if (rest->data == NULL) {
        return field;
    }
    const char *tab = memchr(rest->data, '\t', rest->len);
    if (tab == NULL) {
        *rest = span_of(NULL);
        return field;
    }
    field.len = (size_t)(tab - field.data);
    rest->data = tab + 1;
    rest->len -= field.len + 1;
    return field;
}

/* A whole number from 1 to max, at most seven digits. */
static bool take_number(struct span *rest, int max, int *out)
{
    struct span field = next_field(rest);
    int value = 0;
    if (field.len == 0 || field.len > 7) {
        return false;
    }
    for (size_t i = 0; i < field.len; i++) {
        if (field.data[i] < '0' || field.data[i] > '9') {
            return false;
        }
        value = value * 10 + (field.data[i] - '0');
    }
    *out = value;
    return value >= 1 && value <= max;
}

/* --- the texts of cells --- */

static size_t digits_at(struct span text, size_t at)
{
    size_t count = 0;
    while (at + count < text.len && text.data[at + count] >= '0' &&
           text.data[at + count] <= '9') {
        count++;
    }
    return count;
}

static bool has_at(struct span text, size_t at, char c)
{
    return at < text.len && text.data[at] == c;
}

/* E and a power: E+17, E-9. */
static bool is_power(struct span text, size_t at)
{
    bool sign = has_at(text, at + 1, '+') || has_at(text, at + 1, '-');
    size_t digits = digits_at(text, at + 2);
    return has_at(text, at, 'E') && sign && digits >= 1 && digits <= 3 &&
           at + 2 + digits == text.len;
}

static bool is_number(struct span text)
{
    size_t at = has_at(text, 0, '-');
    size_t whole = digits_at(text, at);
    at += whole;
    if (text.len > NUMBER_MAX || whole == 0) {
        return false;
    }
    if (has_at(text, at, '.')) {
        size_t decimals = digits_at(text, at + 1);
        at += 1 + decimals;
        if (decimals == 0) {
            return false;
        }
    }
    return at == text.len || is_power(text, at);
}

static bool is_date(struct span text)
{
    return text.len == 10 && digits_at(text, 0) == 4 && text.data[4] == '-' &&
           digits_at(text, 5) == 2 && text.data[7] == '-' &&
           digits_at(text, 8) == 2;
}

static bool is_bool(struct span text)
{
    return span_is(text, "TRUE") || span_is(text, "FALSE");
}

static bool is_error(struct span text)
{
    bool plain = has_at(text, 0, '#') && text.len <= NUMBER_MAX;
    for (size_t i = 0; plain && i < text.len; i++) {
        plain = text.data[i] > ' ' && text.data[i] <= '~';
    }
    return plain;
}

static bool is_nothing(struct span text)
{
    return text.len == 0;
}

static bool is_any(struct span text)
{
    (void)text;
    return true;
}

struct kind {
    char letter;
    enum sheet_kind kind;
    bool (*is_good)(struct span text);
};

static const struct kind KINDS[] = {
    {'t', SHEET_TEXT, is_any},        {'n', SHEET_NUMBER, is_number},
    {'p', SHEET_PERCENT, is_number},  {'d', SHEET_DATE, is_date},
    {'b', SHEET_BOOL, is_bool},       {'e', SHEET_ERROR, is_error},
    {'f', SHEET_UNKNOWN, is_nothing},
};

/* --- the items --- */

static bool parse_head(struct span rest, struct grid_line *out)
{
    (void)out;
    return span_is(rest, "1");
}

static bool parse_sheet(struct span rest, struct grid_line *out)
{
    bool good = take_number(&rest, SHEET_MAX_SHEETS, &out->numbers[0]);
    struct span state = next_field(&rest);
    out->hidden = span_is(state, "hidden");
    out->text = next_field(&rest);
    return good && (out->hidden || span_is(state, "visible")) &&
           out->text.len > 0 && rest.data == NULL;
}

static bool parse_merge(struct span rest, struct grid_line *out)
{
    int *numbers = out->numbers;
    return take_number(&rest, SHEET_MAX_ROWS, &numbers[0]) &&
           take_number(&rest, GRID_MAX_COLUMN, &numbers[1]) &&
           take_number(&rest, SHEET_MAX_ROWS, &numbers[2]) &&
           take_number(&rest, GRID_MAX_COLUMN, &numbers[3]) &&
           numbers[0] <= numbers[2] && numbers[1] <= numbers[3] &&
           rest.data == NULL;
}

static bool parse_row(struct span rest, struct grid_line *out)
{
    bool good = take_number(&rest, SHEET_MAX_ROWS, &out->numbers[0]);
    struct span state = next_field(&rest);
    out->hidden = span_is(state, "h");
    return good && (out->hidden || state.data == NULL) && rest.data == NULL;
}

static bool parse_cell(struct span rest, struct grid_line *out)
{
    bool good = take_number(&rest, GRID_MAX_COLUMN, &out->numbers[0]);
    struct span letter = next_field(&rest);
    struct span text = next_field(&rest);
    if (!good || letter.len != 1 || rest.data != NULL) {
        return false;
    }
    out->text = text.data == NULL ? span_of("") : text;
    for (size_t i = 0; i < ARRAY_LEN(KINDS); i++) {
        if (KINDS[i].letter == letter.data[0]) {
            out->kind = KINDS[i].kind;
            return KINDS[i].is_good(out->text);
        }
    }
    return false;
}

static bool parse_end(struct span rest, struct grid_line *out)
{
    (void)out;
    return rest.data == NULL;
}

struct parser {
    const char *word;
    enum grid_item item;
    bool (*parse)(struct span rest, struct grid_line *out);
};

/* The most frequent first. X (refused) is nothing that a reader is given. */
static const struct parser PARSERS[] = {
    {"C", GRID_CELL, parse_cell},   {"R", GRID_ROW, parse_row},
    {"M", GRID_MERGE, parse_merge}, {"S", GRID_SHEET, parse_sheet},
    {"E", GRID_END, parse_end},
};

static const char HEAD[] = "tvetstat-grid ";

enum grid_item grid_line_parse(struct span line, struct grid_line *out)
{
    size_t head = sizeof(HEAD) - 1;
    if (line.len > head && memcmp(line.data, HEAD, head) == 0) {
        struct span version = {line.data + head, line.len - head};
        return parse_head(version, out) ? GRID_HEAD : GRID_BAD;
    }
    struct span rest = line;
    struct span word = next_field(&rest);
    for (size_t i = 0; i < ARRAY_LEN(PARSERS); i++) {
        if (span_is(word, PARSERS[i].word)) {
            return PARSERS[i].parse(rest, out) ? PARSERS[i].item : GRID_BAD;
        }
    }
    return GRID_BAD;
}

/* --- escapes --- */

static char unescaped(char c)
{
    static const char PAIRS[] = "\\\\n\nr\rt\t";
    for (size_t i = 0; i + 1 < sizeof(PAIRS); i += 2) {
        if (PAIRS[i] == c) {
            return PAIRS[i + 1];
        }
    }
    return '\0';
}

bool grid_line_unescape(struct span text, struct buffer *out)
{
    size_t before = out->len;
    const char *end = text.data + text.len;
    const char *at = text.data;
    while (at < end) {
        const char *escape = memchr(at, '\\', (size_t)(end - at));
        const char *to = escape == NULL ? end : escape;
        buffer_add(out, at, (size_t)(to - at));
        if (escape == NULL) {
            break;
        }
        char c = escape + 1 < end ? unescaped(escape[1]) : '\0';
        if (c == '\0') {
            out->len = before;
            return false;
        }
        buffer_add_char(out, c);
        at = escape + 2;
    }
    return true;
}
