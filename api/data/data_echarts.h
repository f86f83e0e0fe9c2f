/*
 * An option of Apache ECharts that can be set as it is:
 * chart.setOption(answer), or setOption({dataset: answer.dataset, ...}). With
 * several periods these are the rows and there is a column for each series of
 * figures; with one, the rows are places, members or indicators. What ECharts
 * does not look at is in the member `tvetstat`. docs/formats.md has examples.
 */
#ifndef TVS_DATA_ECHARTS_H
#define TVS_DATA_ECHARTS_H

#include "data/data_grid.h"
#include "platform/buffer.h"
#include "platform/error.h"
#include "platform/macros.h"

#define DATA_ECHARTS_MAX_CELLS 1000000

/* False: FAULT_TOO_MANY cells, most of them without a figure. */
MUSTCHECK bool data_echarts_check(const struct data_grid *grid,
                                  struct error *err);
MUSTCHECK bool data_echarts_write(const struct data_grid *grid,
                                  struct buffer *out, struct error *err);

#endif
