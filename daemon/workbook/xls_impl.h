/* What the files that read an .xls share. */
#ifndef TVS_WORKBOOK_XLS_IMPL_H
#define TVS_WORKBOOK_XLS_IMPL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"
#include "workbook/number_format.h"
#include "workbook/shared_strings.h"
#include "workbook/workbook_limits.h"
#include "workbook/xls_records.h"

struct grid;

#define XLS_MAX_FORMAT 65535
#define XLS_MAX_ROWS 65536

enum xls_sheet_kind { XLS_SHEET_CELLS = 0, XLS_SHEET_CHART = 2 };

struct xls_sheet {
    char name[WORKBOOK_MAX_NAME + 1];
    uint32_t from; /* where its records begin */
    int kind;
    bool hidden;
};

/* What stands before the first sheet. */
struct xls_book {
    struct xls_stream stream;
    const char *page; /* of BIFF5; NULL: BIFF8 */
    bool since_1904;
    struct xls_sheet *sheets;
    int count;
    uint8_t *formats; /* enum number_format, by the format's number */
    uint8_t *styles;  /* the same, by the style's */
    int style_count;
    struct shared_strings strings;
};

/* Of a stream that stays the caller's. */
MUSTCHECK bool xls_book_read(struct xls_book *book, struct xls_stream stream,
                             struct error *err);
void xls_book_free(struct xls_book *book);

MUSTCHECK bool xls_sheet_read(const struct xls_book *book,
                              const struct xls_sheet *sheet, struct grid *grid,
                              struct error *err);

/* One of a sheet's cells: a record, or one of the numbers in it. */
struct xls_cell {
    uint32_t place; /* row << 16 | column, from 0 */
    uint32_t from;  /* of the record */
    int index;      /* of the number in XLS_MULRK */
};

MUSTCHECK bool xls_cell_write(const struct xls_book *book,
                              const struct xls_cell *cell, struct grid *grid,
                              struct error *err);

#endif
