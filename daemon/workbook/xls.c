#include "workbook/xls.h"

#include <stdlib.h>

#include "platform/macros.h"
#include "workbook/grid.h"
#include "workbook/ole.h"
#include "workbook/xls_impl.h"
#include "workbook/xls_text.h"

void xls_prepare(void)
{
    xls_page_load();
}

/* What else lies in such containers; in this order, because an encrypted one
 * has no workbook. */
static const struct {
    const char *name;
    enum fault fault;
    const char *arg;
} OTHERS[] = {
    {"EncryptedPackage", FAULT_WORKBOOK_ENCRYPTED, NULL},
    {"_VBA_PROJECT_CUR", FAULT_WORKBOOK_MACROS, NULL},
    {"WordDocument", FAULT_WORKBOOK_FORMAT, "Word"},
    {"PowerPoint Document", FAULT_WORKBOOK_FORMAT, "PowerPoint"},
};

static bool check_others(const struct ole *ole, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LEN(OTHERS); i++) {
        if (ole_has(ole, OTHERS[i].name)) {
            return error_set(err, OTHERS[i].fault, OTHERS[i].arg, NULL, NULL);
        }
    }
    return ole_has(ole, "Workbook") || ole_has(ole, "Book") ||
           error_set(err, FAULT_WORKBOOK_FORMAT, "OLE", NULL, NULL);
}

static bool read_sheets(const struct xls_book *book, struct grid *grid,
                        struct error *err)
{
    for (int i = 0; i < book->count; i++) {
        const struct xls_sheet *sheet = &book->sheets[i];
        if (!grid_sheet(grid, sheet->name, sheet->hidden, err) ||
            (sheet->kind == XLS_SHEET_CELLS &&
             !xls_sheet_read(book, sheet, grid, err))) {
            return false;
        }
    }
    return true;
}

static bool read_stream(const struct ole *ole, struct grid *grid,
                        struct error *err)
{
    /* A file for both Excel 95 and 97 has one of each. */
    const char *name = ole_has(ole, "Workbook") ? "Workbook" : "Book";
    size_t len = 0;
    unsigned char *data = ole_read(ole, name, &len, err);
    if (data == NULL) {
        return false;
    }
    struct xls_book book;
    bool ok = xls_book_read(&book, (struct xls_stream){data, len}, err) &&
              read_sheets(&book, grid, err);
    xls_book_free(&book);
    free(data);
    return ok;
}

bool xls_read(const void *data, size_t len, struct grid *grid,
              struct error *err)
{
    struct ole *ole = ole_open(data, len, err);
    if (ole == NULL) {
        return false;
    }
    bool ok = check_others(ole, err) && read_stream(ole, grid, err);
    ole_close(ole);
    return ok;
}
