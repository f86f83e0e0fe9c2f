#include <string.h>

#include "platform/buffer.h"
#include "workbook/grid.h"
#include "workbook/number.h"
#include "workbook/shared_strings.h"
#include "workbook/xlsx_impl.h"
#include "workbook/xml.h"

enum place {
    OUTSIDE,
    IN_DATA, /* sheetData */
    IN_ROW,
    IN_CELL,
    IN_VALUE, /* v, or a t of is */
    PLACE_COUNT
};

enum type {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_STRING,
    TYPE_INLINE,
    TYPE_BOOL,
    TYPE_ERROR,
    TYPE_DATE,
    TYPE_COUNT
};

struct sheet {
    const struct xlsx_context *context;
    struct grid *grid;
    enum place place;
    int row;
    int column;
    int style;
    enum type type;
    bool has_formula;
    bool in_sound;
    struct buffer text;
};

/* --- cells --- */

static bool write_shared(struct sheet *it, struct error *err)
{
    size_t index = 0, len = 0;
    for (size_t i = 0; i < it->text.len; i++) {
        char c = it->text.data[i];
        if (c < '0' || c > '9' || index > WORKBOOK_MAX_STRINGS) {
            return workbook_unreadable(err, "a bad index of a string");
        }
        index = index * 10 + (size_t)(c - '0');
    }
    const char *text = shared_strings_get(it->context->strings, index, &len);
    if (text == NULL) {
        return workbook_unreadable(err, "string %zu is missing", index);
    }
    return grid_cell(it->grid, it->column, GRID_TEXT, text, len, err);
}

static bool write_text(struct sheet *it, struct error *err)
{
    size_t len = xlsx_unescape(it->text.data, it->text.len);
    return grid_cell(it->grid, it->column, GRID_TEXT, it->text.data, len, err);
}

static bool write_bool(struct sheet *it, struct error *err)
{
    bool on = it->text.data[0] == '1' || it->text.data[0] == 't';
    return grid_cell(it->grid, it->column, GRID_BOOL, on ? "TRUE" : "FALSE",
                     on ? 4 : 5, err);
}

static bool write_error(struct sheet *it, struct error *err)
{
    return grid_cell(it->grid, it->column, GRID_ERROR, it->text.data,
                     it->text.len, err);
}

/* 2024-08-01T00:00:00 */
static bool write_date(struct sheet *it, struct error *err)
{
    bool day = it->text.len >= 10 && it->text.data[4] == '-' &&
               it->text.data[7] == '-' &&
               strspn(it->text.data, "0123456789-") >= 10;
    return grid_cell(it->grid, it->column, day ? GRID_DATE : GRID_TEXT,
                     it->text.data, day ? 10 : it->text.len, err);
}

static bool write_number(struct sheet *it, struct error *err)
{
    char shown[NUMBER_SIZE], date[NUMBER_SIZE];
    const char *text = shown;
    enum grid_kind kind = GRID_NUMBER;
    enum number_format format = xlsx_styles_get(it->context->styles, it->style);
    if (!number_shown(it->text.data, it->text.len, shown)) {
        return workbook_unreadable(err, "not a number in row %d", it->row);
    }
    if (format == NUMBER_FORMAT_PERCENT) {
        kind = GRID_PERCENT;
    } else if (format == NUMBER_FORMAT_DATE &&
               number_date(shown, it->context->since_1904, date)) {
        kind = GRID_DATE;
        text = date;
    }
    return grid_cell(it->grid, it->column, kind, text, strlen(text), err);
}

static const struct {
    const char *name;
    bool trimmed;
    bool (*write)(struct sheet *it, struct error *err);
} TYPES[TYPE_COUNT] = {
    [TYPE_NUMBER] = {"n", true, write_number},
    [TYPE_SHARED] = {"s", true, write_shared},
    [TYPE_STRING] = {"str", false, write_text},
    [TYPE_INLINE] = {"inlineStr", false, write_text},
    [TYPE_BOOL] = {"b", true, write_bool},
    [TYPE_ERROR] = {"e", true, write_error},
    [TYPE_DATE] = {"d", true, write_date},
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void trim(struct buffer *text)
{
    size_t from = 0;
    while (text->len > 0 && is_space(text->data[text->len - 1])) {
        text->len--;
    }
    while (from < text->len && is_space(text->data[from])) {
        from++;
    }
    if (from > 0) {
        buffer_consume(text, from);
    }
}

/* An empty string is what a formula may well give; an empty number is not. */
static bool finish_cell(struct sheet *it, struct error *err)
{
    if (it->text.failed) {
        return workbook_too_many(err, "bytes in a cell", WORKBOOK_MAX_TEXT);
    }
    if (TYPES[it->type].trimmed) {
        trim(&it->text);
    }
    if (it->text.len == 0) {
        return !it->has_formula || it->type == TYPE_STRING ||
               grid_cell(it->grid, it->column, GRID_UNKNOWN, "", 0, err);
    }
    return TYPES[it->type].write(it, err);
}

/* --- elements --- */

static bool start_row(struct sheet *it, const char *const *attrs,
                      struct error *err)
{
    int row = it->row + 1;
    if (xml_attr(attrs, "r") != NULL) {
        row = xml_attr_int(attrs, "r", WORKBOOK_MAX_ROWS);
    }
    if (row < 1) {
        return workbook_unreadable(err, "a bad number of a row");
    }
    it->row = row;
    it->column = 0;
    return grid_row(it->grid, row, xml_attr_true(attrs, "hidden"), err);
}

static bool locate_cell(struct sheet *it, const char *ref, struct error *err)
{
    int row = it->row;
    it->column++;
    if (ref != NULL && (!xlsx_ref_cell(ref, strlen(ref), &row, &it->column) ||
                        row != it->row)) {
        return workbook_unreadable(err, "a cell of row %d is elsewhere",
                                   it->row);
    }
    return true;
}

static bool start_cell(struct sheet *it, const char *const *attrs,
                       struct error *err)
{
    const char *type = xml_attr(attrs, "t");
    it->type = TYPE_NUMBER;
    for (int i = 0; type != NULL && i < TYPE_COUNT; i++) {
        if (strcmp(type, TYPES[i].name) == 0) {
            it->type = (enum type)i;
        }
    }
    it->style = 0;
    if (xml_attr(attrs, "s") != NULL) {
        it->style = xml_attr_int(attrs, "s", WORKBOOK_MAX_STYLES);
    }
    it->has_formula = false;
    it->in_sound = false;
    buffer_clear(&it->text);
    return locate_cell(it, xml_attr(attrs, "r"), err);
}

static bool start_value(struct sheet *it, const char *const *attrs,
                        struct error *err)
{
    (void)it;
    (void)attrs;
    (void)err;
    return true;
}

/* Which element leads from one place into the next. */
static const struct {
    const char *name;
    bool (*start)(struct sheet *it, const char *const *attrs,
                  struct error *err);
} INTO[PLACE_COUNT] = {
    [IN_DATA] = {"sheetData", start_value},
    [IN_ROW] = {"row", start_row},
    [IN_CELL] = {"c", start_cell},
    [IN_VALUE] = {"v", start_value},
};

static bool enters(const struct sheet *it, const char *name)
{
    return strcmp(name, INTO[it->place + 1].name) == 0 ||
           (it->place == IN_CELL && !it->in_sound && strcmp(name, "t") == 0);
}

static bool on_start(void *ctx, const char *name, const char *const *attrs,
                     struct error *err)
{
    struct sheet *it = ctx;
    if (it->place < IN_VALUE && enters(it, name)) {
        it->place++;
        return INTO[it->place].start(it, attrs, err);
    }
    if (it->place == IN_CELL) {
        it->has_formula |= strcmp(name, "f") == 0;
        it->in_sound |= strcmp(name, "rPh") == 0;
    }
    return true;
}

static bool on_end(void *ctx, const char *name, struct error *err)
{
    struct sheet *it = ctx;
    if (it->place == OUTSIDE) {
        return true;
    }
    if (it->place == IN_CELL && strcmp(name, "rPh") == 0) {
        it->in_sound = false;
    }
    if (strcmp(name, INTO[it->place].name) != 0 &&
        !(it->place == IN_VALUE && strcmp(name, "t") == 0)) {
        return true;
    }
    it->place--;
    return it->place != IN_ROW || finish_cell(it, err);
}

static bool on_text(void *ctx, const char *data, size_t len, struct error *err)
{
    struct sheet *it = ctx;
    (void)err;
    if (it->place == IN_VALUE) {
        buffer_add(&it->text, data, len);
    }
    return true;
}

bool xlsx_sheet_read(struct package *package, const char *part,
                     const struct xlsx_context *context, struct grid *grid,
                     struct error *err)
{
    static const struct xml_handlers HANDLERS = {on_start, on_end, on_text};
    struct sheet it = {.context = context, .grid = grid};
    buffer_init(&it.text, WORKBOOK_MAX_TEXT);
    bool ok = xml_read_part(package, part, &HANDLERS, &it, err);
    buffer_fini(&it.text);
    return ok;
}
