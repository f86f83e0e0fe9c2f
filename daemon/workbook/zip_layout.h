/*
 * Looks over the directory of a zip archive before libzip is let near it: it
 * ends where the file ends, has no more entries than a workbook needs, and
 * no two entries share bytes (which is how small archives inflate to
 * anything).
 */
#ifndef TVS_WORKBOOK_ZIP_LAYOUT_H
#define TVS_WORKBOOK_ZIP_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "platform/error.h"
#include "platform/macros.h"

MUSTCHECK bool zip_layout_check(const unsigned char *data, size_t len,
                                struct error *err);

#endif
