/*
 * Writes a grid (docs/adr/0008-workbooks.md) to a descriptor, or, for tests,
 * nowhere. Rows and cells come in order; a row without cells leaves no line.
 * Every function may fail, and then all that follow do: the fault stays in
 * `err`.
 */
#ifndef TVS_WORKBOOK_GRID_H
#define TVS_WORKBOOK_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/macros.h"

struct grid;

enum grid_kind {
    GRID_TEXT = 't',
    GRID_NUMBER = 'n',
    GRID_PERCENT = 'p',
    GRID_DATE = 'd',
    GRID_BOOL = 'b',
    GRID_ERROR = 'e',
    GRID_UNKNOWN = 'f',
};

/* `fd` stays the caller's; -1: to nowhere. NULL when out of memory. */
struct grid *grid_new(int fd);
void grid_free(struct grid *grid);

/* The number is given by counting. Names are cut at WORKBOOK_MAX_NAME. */
MUSTCHECK bool grid_sheet(struct grid *grid, const char *name, bool hidden,
                          struct error *err);
MUSTCHECK bool grid_merge(struct grid *grid, const int corners[4],
                          struct error *err);
/* Rows from 1, and each greater than the one before. */
MUSTCHECK bool grid_row(struct grid *grid, int row, bool hidden,
                        struct error *err);
/* Columns from 1, and each greater than the one before. `text` is UTF-8 of at
 * most WORKBOOK_MAX_TEXT bytes; empty, nothing is written (but GRID_UNKNOWN).
 */
MUSTCHECK bool grid_cell(struct grid *grid, int column, enum grid_kind kind,
                         const char *text, size_t len, struct error *err);

/* The last line, and all of it out. False: it could not be written. */
MUSTCHECK bool grid_end(struct grid *grid, struct error *err);
MUSTCHECK bool grid_refuse(struct grid *grid, const struct error *why);

#endif
