/*
 * format=csv&bom=1: CSV to be opened in a spreadsheet. Names instead of codes
 * (labels=both: beside them), headings in words of the question's language,
 * units, the meaning of statuses, the revision; no text becomes a formula.
 */
#ifndef TVS_DATA_PEOPLE_H
#define TVS_DATA_PEOPLE_H

#include "data/data_grid.h"
#include "platform/buffer.h"
#include "platform/error.h"

/* A format of data_formats.h; true. */
bool data_people_write(const struct data_grid *grid, struct buffer *out,
                       struct error *err);

#endif
