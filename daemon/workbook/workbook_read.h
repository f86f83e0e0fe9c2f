/*
 * The life of the child: limits, sandbox, a workbook, its grid.
 */
#ifndef TVS_WORKBOOK_WORKBOOK_READ_H
#define TVS_WORKBOOK_WORKBOOK_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

struct grid;

/*
 * Reads the workbook that standard input is (a file, not a pipe) and writes
 * its grid to standard output. Gives up everything else on the way, so that
 * the caller should only exit. False: it is refused, and the grid says so
 * too if it could be written.
 */
MUSTCHECK bool workbook_read(struct error *err);

/* The same of bytes in memory, without a sandbox: everything but the last
 * line. What kind of file it is shows in its first bytes. */
MUSTCHECK bool workbook_convert(const void *data, size_t len, struct grid *grid,
                                struct error *err);

#endif
