/*
 * A table of figures as a workbook: a sheet with the table under a frozen
 * heading, numbers as numbers with their decimals, and a sheet of notes. Knows
 * libxlsxwriter and nothing of figures. The same table gives the same bytes,
 * and memory does not grow with its rows.
 */
#ifndef TVS_FORMATS_XLSX_TABLE_H
#define TVS_FORMATS_XLSX_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/table.h"
#include "platform/error.h"
#include "platform/macros.h"

#define XLSX_TABLE_MAX_COLUMNS 128
#define XLSX_TABLE_MAX_ROWS 1000000 /* a sheet has 1,048,576 */
#define XLSX_TABLE_NOTE_CELLS 6
/* A number has that many digits at most where it is shown; a longer one stands
 * there as a text, digit by digit. */
#define XLSX_TABLE_MAX_DIGITS 15

struct xlsx_table_column {
    const char *heading;
    int width; /* in characters */
};

/* A line of the notes; cells that are NULL stay empty. */
struct xlsx_table_note {
    bool heading;
    const char *cells[XLSX_TABLE_NOTE_CELLS];
};

/* Borrowed. */
struct xlsx_table {
    const char *name, *notes_name; /* of the sheets */
    const char *title;             /* of the document */
    int64_t created;               /* seconds since 1970, not 0 */
    const struct xlsx_table_column *columns;
    int column_count;
    int rows;
    /* Fills a cell for every column. */
    void (*row)(void *ctx, int number, struct table_cell *cells);
    void *ctx;
    const struct xlsx_table_note *notes;
    int note_count;
};

/* Writes it to the file (xlsx_file.h). False: FAULT_INTERNAL. Takes its time:
 * about 10 ms for 1,000 rows. */
MUSTCHECK bool xlsx_table_write(const struct xlsx_table *table, int fd,
                                struct error *err);

#endif
