/*
 * The named maximum of everything that a workbook may have. What is above it
 * is refused with FAULT_WORKBOOK_TOO_LARGE, which names the maximum.
 */
#ifndef TVS_WORKBOOK_WORKBOOK_LIMITS_H
#define TVS_WORKBOOK_WORKBOOK_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/error.h"

#define WORKBOOK_MAX_BYTES 67108864 /* of the file */
#define WORKBOOK_MAX_SHEETS 256
#define WORKBOOK_MAX_ROWS 1048576 /* of a sheet; what the format has */
#define WORKBOOK_MAX_COLUMNS 16384
#define WORKBOOK_MAX_CELLS 20000000 /* that are not empty, of all sheets */
#define WORKBOOK_MAX_MERGES 65536   /* of a sheet */
#define WORKBOOK_MAX_TEXT 131072    /* bytes of a cell: 32,767 characters */
#define WORKBOOK_MAX_NAME 128       /* bytes of a sheet's name */
#define WORKBOOK_MAX_STYLES 65536
#define WORKBOOK_MAX_STRINGS 4000000       /* shared ones */
#define WORKBOOK_MAX_STRING_BYTES 67108864 /* of all of them */
#define WORKBOOK_MAX_GRID 1073741824       /* bytes that come out */

/* Of the archive that an .xlsx is. */
#define PACKAGE_MAX_ENTRIES 4096
#define PACKAGE_MAX_NAME 256
#define PACKAGE_MAX_PART 536870912   /* bytes, inflated */
#define PACKAGE_MAX_TOTAL 1073741824 /* of all that is inflated */
#define PACKAGE_MAX_RATIO 250        /* inflated to packed ... */
#define PACKAGE_RATIO_FROM 8388608   /* ... of parts larger than this */
#define PACKAGE_MAX_RELATIONS 1024

/* Of its XML. */
#define XML_MAX_DEPTH 64
#define XML_MAX_TOKEN 1048576 /* bytes of one tag */

/* Of the child that reads it. */
#define SANDBOX_MAX_SECONDS 60 /* of the processor's time */
#define SANDBOX_MAX_MEMORY 402653184

/* FAULT_WORKBOOK_TOO_LARGE: "more than 256 sheets". Returns false. */
bool workbook_too_many(struct error *err, const char *what, int64_t maximum);
/* FAULT_WORKBOOK_UNREADABLE with a reason for the log. Returns false. */
PRINTFLIKE(2, 3)
bool workbook_unreadable(struct error *err, const char *fmt, ...);

#endif
