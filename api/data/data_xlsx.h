/*
 * An answer as a workbook: the table with codes and the names in both
 * languages, units and typed figures; beside it a sheet that says what was
 * asked, of which revision it is, what the letters mean and what must be
 * known about it. The same revision gives the same bytes.
 */
#ifndef TVS_DATA_XLSX_H
#define TVS_DATA_XLSX_H

#include "data/data_grid.h"
#include "platform/error.h"
#include "platform/macros.h"

#define DATA_XLSX_TYPE \
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* Into the file (platform/nameless_file.h). It takes its time (xlsx_table.h).
 */
MUSTCHECK bool data_xlsx_write(const struct data_grid *grid, int fd,
                               struct error *err);

#endif
