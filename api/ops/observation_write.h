/* An observation in JSON, in business codes; the ids are the store's own. */
#ifndef TVS_OPS_OBSERVATION_WRITE_H
#define TVS_OPS_OBSERVATION_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "formats/json_writer.h"
#include "op.h"
#include "storage/db_pool.h"

/* The indicator of a stored cell that is not younger than the request's
 * snapshot; a store that has none breaks its promise. */
const struct indicator *observation_indicator(const struct op *op, int cell);
/* The members "school", "period", "breakdown": {"gender":"1"}. */
void observation_write_key(struct json_writer *json, const struct op *op,
                           int cell, int school);
/* A number with its decimals, or null. */
void observation_write_number(struct json_writer *json, const char *key,
                              const struct db_result *result, int row,
                              int column, int decimals);
/* A boolean. */
void observation_write_flag(struct json_writer *json, const char *key,
                            const struct db_result *result, int row,
                            int column);
/* A text or null. */
void observation_write_text(struct json_writer *json, const char *key,
                            const struct db_result *result, int row,
                            int column);
/* Of a workbook "sheet" and "row"; else nothing. The row is in the column
 * behind the sheet. */
void observation_write_place(struct json_writer *json,
                             const struct db_result *result, int row,
                             int column);

#endif
