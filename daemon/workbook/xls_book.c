#include <stdlib.h>
#include <string.h>

#include "platform/buffer.h"
#include "platform/macros.h"
#include "platform/utf8.h"
#include "workbook/bytes.h"
#include "workbook/xls_impl.h"
#include "workbook/xls_text.h"

#define BIFF5 0x0500
#define BIFF8 0x0600
#define SHEET_MACROS 1
#define SHEET_MODULE 6
#define SUPBOOK_SELF 0x0401
#define SUPBOOK_ADDIN 0x3A01
#define FORMAT_CODE_MAX 1024

static bool fail(struct error *err, const char *what)
{
    return workbook_unreadable(err, "stream: %s", what);
}

/* --- one record each --- */

typedef bool (*take_fn)(struct xls_book *book, const struct xls_record *record,
                        struct error *err);

static bool take_filepass(struct xls_book *book,
                          const struct xls_record *record, struct error *err)
{
    (void)book;
    (void)record;
    return error_set(err, FAULT_WORKBOOK_ENCRYPTED, NULL, NULL, NULL);
}

static bool take_datemode(struct xls_book *book,
                          const struct xls_record *record, struct error *err)
{
    (void)err;
    book->since_1904 = bytes_u16(record->data) == 1;
    return true;
}

static bool take_codepage(struct xls_book *book,
                          const struct xls_record *record, struct error *err)
{
    if (book->page != NULL) {
        book->page = xls_page_name(bytes_u16(record->data));
    } else {
        return true;
    }
    return book->page != NULL || fail(err, "an unknown code page");
}

/* A string whose length has one byte or two, into a buffer of its own. */
static bool read_string(const struct xls_book *book,
                        const struct xls_record *record, size_t at, int size,
                        struct buffer *out)
{
    struct xls_cursor cursor =
        xls_cursor_begin(book->stream, record, at, book->page);
    unsigned char count[2] = {0, 0};
    return xls_cursor_take(&cursor, count, (size_t)size) &&
           xls_cursor_string(&cursor, bytes_u16(count), out) && !out->failed;
}

static bool take_sheet(struct xls_book *book, const struct xls_record *record,
                       struct error *err)
{
    if (book->count == WORKBOOK_MAX_SHEETS) {
        return workbook_too_many(err, "sheets", WORKBOOK_MAX_SHEETS);
    }
    struct xls_sheet *sheet = &book->sheets[book->count];
    *sheet = (struct xls_sheet){
        .from = bytes_u32(record->data),
        .hidden = (record->data[4] & 3) != 0,
        .kind = record->data[5],
    };
    if (sheet->kind == SHEET_MACROS || sheet->kind == SHEET_MODULE) {
        return error_set(err, FAULT_WORKBOOK_MACROS, NULL, NULL, NULL);
    }
    struct buffer name;
    buffer_init(&name, FORMAT_CODE_MAX);
    bool ok = read_string(book, record, 6, 1, &name) && name.len > 0;
    if (ok) {
        size_t len = utf8_cut(name.data, name.len, WORKBOOK_MAX_NAME);
        memcpy(sheet->name, name.data, len);
        sheet->name[len] = '\0';
        book->count++;
    }
    buffer_fini(&name);
    return ok || fail(err, "a sheet without a name");
}

static bool take_format(struct xls_book *book, const struct xls_record *record,
                        struct error *err)
{
    struct buffer code;
    buffer_init(&code, FORMAT_CODE_MAX);
    bool ok = read_string(book, record, 2, book->page == NULL ? 2 : 1, &code);
    if (ok && code.len > 0) {
        book->formats[bytes_u16(record->data)] =
            (uint8_t)number_format_parse(code.data, code.len);
    }
    buffer_fini(&code);
    return ok || fail(err, "a bad format");
}

static bool take_style(struct xls_book *book, const struct xls_record *record,
                       struct error *err)
{
    if (book->style_count == WORKBOOK_MAX_STYLES) {
        return workbook_too_many(err, "styles", WORKBOOK_MAX_STYLES);
    }
    book->styles[book->style_count++] =
        book->formats[bytes_u16(record->data + 2)];
    return true;
}

static bool take_strings(struct xls_book *book, const struct xls_record *record,
                         struct error *err)
{
    struct xls_cursor cursor =
        xls_cursor_begin(book->stream, record, 4, book->page);
    uint32_t count;
    if (!xls_cursor_u32(&cursor, &count)) {
        return fail(err, "no strings");
    }
    for (uint32_t i = 0; i < count; i++) {
        int len;
        if (!xls_cursor_u16(&cursor, &len) ||
            !xls_cursor_string(&cursor, (size_t)len, &book->strings.bytes)) {
            return fail(err, "a string is cut off");
        }
        if (!shared_strings_end(&book->strings, err)) {
            return false;
        }
    }
    return true;
}

/* Other workbooks; this one and the functions of add-ins are listed too. */
static bool take_supbook(struct xls_book *book, const struct xls_record *record,
                         struct error *err)
{
    (void)book;
    int what = bytes_u16(record->data + 2);
    return what == SUPBOOK_SELF || what == SUPBOOK_ADDIN ||
           error_set(err, FAULT_WORKBOOK_LINKS, NULL, NULL, NULL);
}

static const struct {
    int type;
    size_t least; /* bytes that are looked at without asking */
    take_fn take;
} TAKES[] = {
    {XLS_FILEPASS, 0, take_filepass}, {XLS_DATEMODE, 2, take_datemode},
    {XLS_CODEPAGE, 2, take_codepage}, {XLS_BOUNDSHEET, 7, take_sheet},
    {XLS_FORMAT, 3, take_format},     {XLS_XF, 4, take_style},
    {XLS_SST, 8, take_strings},       {XLS_SUPBOOK, 4, take_supbook},
};

static bool take(struct xls_book *book, const struct xls_record *record,
                 struct error *err)
{
    for (size_t i = 0; i < ARRAY_LEN(TAKES); i++) {
        if (TAKES[i].type == record->type) {
            return record->len < TAKES[i].least
                       ? fail(err, "a record is too short")
                       : TAKES[i].take(book, record, err);
        }
    }
    return true;
}

/* --- */

static bool begin(struct xls_book *book, struct xls_record *record,
                  struct error *err)
{
    if (!xls_record_get(book->stream, 0, record) || record->type != XLS_BOF ||
        record->len < 4) {
        return fail(err, "no beginning");
    }
    int version = bytes_u16(record->data);
    if (version != BIFF5 && version != BIFF8) {
        return error_set(err, FAULT_WORKBOOK_FORMAT, "BIFF", NULL, NULL);
    }
    book->page = version == BIFF8 ? NULL : xls_page_name(1252);
    return true;
}

static bool allocate(struct xls_book *book)
{
    shared_strings_init(&book->strings);
    book->sheets = calloc(WORKBOOK_MAX_SHEETS, sizeof(*book->sheets));
    book->formats = malloc(XLS_MAX_FORMAT + 1);
    book->styles = malloc(WORKBOOK_MAX_STYLES);
    for (int id = 0; book->formats != NULL && id <= XLS_MAX_FORMAT; id++) {
        book->formats[id] = (uint8_t)number_format_builtin(id);
    }
    return book->sheets != NULL && book->formats != NULL &&
           book->styles != NULL;
}

bool xls_book_read(struct xls_book *book, struct xls_stream stream,
                   struct error *err)
{
    *book = (struct xls_book){.stream = stream};
    struct xls_record record;
    if (!allocate(book)) {
        return workbook_too_many(err, "bytes of memory", SANDBOX_MAX_MEMORY);
    }
    if (!begin(book, &record, err)) {
        return false;
    }
    do {
        if (!xls_record_get(stream, record.next, &record)) {
            return fail(err, "it ends before the first sheet");
        }
        if (!take(book, &record, err)) {
            return false;
        }
    } while (record.type != XLS_EOF);
    return book->count > 0 || fail(err, "no sheets");
}

void xls_book_free(struct xls_book *book)
{
    shared_strings_fini(&book->strings);
    free(book->sheets);
    free(book->formats);
    free(book->styles);
}
