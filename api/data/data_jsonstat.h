/*
 * JSON-stat 2.0, a dataset. Dimensions are those of data_cube.h; where the
 * question asks for more figures than the value (compare, ytd, parts...) there
 * is a last one, `measure`, with a category for each. What a row says beside
 * its figures stands in extension.tvetstat.details, by the offset of its first
 * figure. docs/formats.md has an example.
 */
#ifndef TVS_DATA_JSONSTAT_H
#define TVS_DATA_JSONSTAT_H

#include "data/data_grid.h"
#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"

MUSTCHECK bool data_jsonstat_write(const struct data_grid *grid,
                                   struct buffer *out, struct error *err);

#endif
