/* An .xlsx (ECMA-376, transitional or strict) to a grid. */
#ifndef TVS_WORKBOOK_XLSX_H
#define TVS_WORKBOOK_XLSX_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

struct grid;

/* Everything but the last line. */
MUSTCHECK bool xlsx_read(const void *data, size_t len, struct grid *grid,
                         struct error *err);

#endif
