/* What an entry of a partner enterprise says, in JSON. */
#ifndef TVS_OPS_PARTNERSHIP_WRITE_H
#define TVS_OPS_PARTNERSHIP_WRITE_H

#include "formats/json_writer.h"
#include "storage/db_pool.h"

#define PARTNERSHIP_SAID_COLUMNS 7

/* An array of codes that are joined by |. */
void partnership_write_codes(struct json_writer *json, const char *key,
                             const char *codes);
/* The members enterprise, tiers, modes, depth, on_campus, end and source, of
 * so many columns from this one on. */
void partnership_write_said(struct json_writer *json,
                            const struct db_result *result, int row,
                            int column);

#endif
