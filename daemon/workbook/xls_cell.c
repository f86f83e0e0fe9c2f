#include <string.h>

#include "platform/buffer.h"
#include "workbook/bytes.h"
#include "workbook/grid.h"
#include "workbook/number.h"
#include "workbook/xls_impl.h"

#define MULRK_FIRST 4
#define MULRK_SIZE 6

/* A cell and the place it goes to. */
struct writing {
    const struct xls_book *book;
    const struct xls_record *record;
    const struct xls_cell *cell;
    struct grid *grid;
    int column;
};

static bool fail(struct error *err, const char *what)
{
    return workbook_unreadable(err, "stream: %s", what);
}

/* --- kinds of values --- */

static bool write_number(const struct writing *it, int style, double value,
                         struct error *err)
{
    char shown[NUMBER_SIZE], date[NUMBER_SIZE];
    const struct xls_book *book = it->book;
    const char *text = shown;
    enum grid_kind kind = GRID_NUMBER;
    int format =
        style < book->style_count ? book->styles[style] : NUMBER_FORMAT_PLAIN;
    if (!number_of_double(value, shown)) {
        return fail(err, "a number that is none");
    }
    if (format == NUMBER_FORMAT_PERCENT) {
        kind = GRID_PERCENT;
    } else if (format == NUMBER_FORMAT_DATE &&
               number_date(shown, book->since_1904, date)) {
        kind = GRID_DATE;
        text = date;
    }
    return grid_cell(it->grid, it->column, kind, text, strlen(text), err);
}

/* 30 bits of an integer or of a double, in hundredths or not. */
static double number_of_rk(uint32_t rk)
{
    double value;
    if ((rk & 2) != 0) {
        value = (double)((int32_t)rk >> 2);
    } else {
        unsigned char bytes[8] = {0};
        uint32_t high = rk & ~3U;
        for (int i = 0; i < 4; i++) {
            bytes[4 + i] = (unsigned char)(high >> (8 * i));
        }
        value = bytes_double(bytes);
    }
    return (rk & 1) != 0 ? value / 100 : value;
}

static bool write_bool(const struct writing *it, int value, struct error *err)
{
    return grid_cell(it->grid, it->column, GRID_BOOL,
                     value != 0 ? "TRUE" : "FALSE", value != 0 ? 4 : 5, err);
}

static const struct {
    int code;
    const char *name;
} ERRORS[] = {
    {0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
    {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"},
};

static bool write_error(const struct writing *it, int code, struct error *err)
{
    const char *name = "#ERROR!";
    for (size_t i = 0; i < ARRAY_LEN(ERRORS); i++) {
        name = ERRORS[i].code == code ? ERRORS[i].name : name;
    }
    return grid_cell(it->grid, it->column, GRID_ERROR, name, strlen(name), err);
}

/* A string that stands in a record, after its length. */
static bool write_string(const struct writing *it,
                         const struct xls_record *record, size_t at,
                         struct error *err)
{
    struct xls_cursor cursor =
        xls_cursor_begin(it->book->stream, record, at, it->book->page);
    struct buffer text;
    int count;
    buffer_init(&text, WORKBOOK_MAX_TEXT * 2);
    bool ok =
        (xls_cursor_u16(&cursor, &count) &&
         xls_cursor_string(&cursor, (size_t)count, &text) && !text.failed) ||
        fail(err, "a text is cut off");
    ok = ok &&
         grid_cell(it->grid, it->column, GRID_TEXT, text.data, text.len, err);
    buffer_fini(&text);
    return ok;
}

/* --- kinds of records --- */

static bool write_labelsst(const struct writing *it, struct error *err)
{
    size_t len = 0;
    const char *text = shared_strings_get(
        &it->book->strings, bytes_u32(it->record->data + 6), &len);
    if (text == NULL) {
        return fail(err, "a string is missing");
    }
    return grid_cell(it->grid, it->column, GRID_TEXT, text, len, err);
}

static bool write_label(const struct writing *it, struct error *err)
{
    return write_string(it, it->record, 6, err);
}

static bool write_float(const struct writing *it, struct error *err)
{
    return write_number(it, bytes_u16(it->record->data + 4),
                        bytes_double(it->record->data + 6), err);
}

static bool write_rk(const struct writing *it, struct error *err)
{
    return write_number(it, bytes_u16(it->record->data + 4),
                        number_of_rk(bytes_u32(it->record->data + 6)), err);
}

static bool write_mulrk(const struct writing *it, struct error *err)
{
    const unsigned char *at =
        it->record->data + MULRK_FIRST + it->cell->index * MULRK_SIZE;
    return write_number(it, bytes_u16(at), number_of_rk(bytes_u32(at + 2)),
                        err);
}

static bool write_boolerr(const struct writing *it, struct error *err)
{
    int value = it->record->data[6];
    return it->record->data[7] != 0 ? write_error(it, value, err)
                                    : write_bool(it, value, err);
}

/* The text that a formula gives stands in a record of its own, behind those
 * that say how the formula is shared. */
static bool write_result(const struct writing *it, struct error *err)
{
    struct xls_record record = *it->record;
    do {
        if (!xls_record_get(it->book->stream, record.next, &record)) {
            return fail(err, "a formula without its text");
        }
    } while (record.type == XLS_SHRFMLA || record.type == XLS_ARRAY ||
             record.type == XLS_TABLE || record.type == XLS_CONTINUE);
    return record.type == XLS_STRING
               ? write_string(it, &record, 0, err)
               : grid_cell(it->grid, it->column, GRID_UNKNOWN, "", 0, err);
}

static bool write_formula(const struct writing *it, struct error *err)
{
    enum { RESULT_TEXT, RESULT_BOOL, RESULT_ERROR, RESULT_EMPTY };
    const unsigned char *result = it->record->data + 6;
    if (bytes_u16(result + 6) != 0xFFFF) {
        return write_float(it, err);
    }
    switch (result[0]) {
    case RESULT_TEXT:
        return write_result(it, err);
    case RESULT_BOOL:
        return write_bool(it, result[2], err);
    case RESULT_ERROR:
        return write_error(it, result[2], err);
    case RESULT_EMPTY:
        return true;
    default:
        return fail(err, "a formula with a strange result");
    }
}

static const struct {
    int type;
    size_t least; /* bytes that are looked at without asking */
    bool (*write)(const struct writing *it, struct error *err);
} WRITES[] = {
    {XLS_LABELSST, 10, write_labelsst},
    {XLS_LABEL, 8, write_label},
    {XLS_RSTRING, 8, write_label},
    {XLS_NUMBER, 14, write_float},
    {XLS_RK, 10, write_rk},
    {XLS_MULRK, 6, write_mulrk},
    {XLS_BOOLERR, 8, write_boolerr},
    {XLS_FORMULA, 14, write_formula},
};

bool xls_cell_write(const struct xls_book *book, const struct xls_cell *cell,
                    struct grid *grid, struct error *err)
{
    struct xls_record record;
    struct writing it = {.book = book,
                         .record = &record,
                         .cell = cell,
                         .grid = grid,
                         .column = (int)(cell->place & 0xFFFF) + 1};
    if (!xls_record_get(book->stream, cell->from, &record)) {
        return fail(err, "a cell is cut off");
    }
    for (size_t i = 0; i < ARRAY_LEN(WRITES); i++) {
        if (WRITES[i].type == record.type) {
            return record.len < WRITES[i].least
                       ? fail(err, "a cell is too short")
                       : WRITES[i].write(&it, err);
        }
    }
    return fail(err, "a cell of a strange kind");
}
