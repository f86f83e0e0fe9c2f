/* An .xls (BIFF5 and BIFF8 in an OLE container) to a grid. */
#ifndef TVS_WORKBOOK_XLS_H
#define TVS_WORKBOOK_XLS_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

struct grid;

/* Loads what the sandbox will not let it load: the code pages of BIFF5. */
void xls_prepare(void);
/* Everything but the last line. */
MUSTCHECK bool xls_read(const void *data, size_t len, struct grid *grid,
                        struct error *err);

#endif
