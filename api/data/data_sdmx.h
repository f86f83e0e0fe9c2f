/*
 * An answer as a message of SDMX 3.0 (formats/sdmx.h). Dimensions: FREQ,
 * INDICATOR, REF_AREA, SCHOOL where rows are of schools, one for every
 * dimension that the question names, TIME_PERIOD. The data flow is named after
 * them: DF_TVET, DF_TVET-school, DF_TVET-gender. docs/formats.md has all of it.
 */
#ifndef TVS_DATA_SDMX_H
#define TVS_DATA_SDMX_H

#include "data/data_grid.h"
#include "platform/buffer.h"
#include "platform/error.h"

/* Formats of data_formats.h; true. */
bool data_sdmx_json_write(const struct data_grid *grid, struct buffer *out,
                          struct error *err);
bool data_sdmx_csv_write(const struct data_grid *grid, struct buffer *out,
                         struct error *err);

#endif
