/* What the operations on editions have in common. */
#ifndef TVS_OPS_EDITION_H
#define TVS_OPS_EDITION_H

#include <stdbool.h>

#include "formats/json_writer.h"
#include "op.h"
#include "storage/db_pool.h"

/* Columns of edition_columns.inc.sql, and of edition_read.sql behind them. */
enum edition_column {
    EDITION_ID,
    EDITION_STATE,
    EDITION_TITLE,
    EDITION_YEAR,
    EDITION_THROUGH,
    EDITION_AREA,
    EDITION_LANG,
    EDITION_REVISION,
    EDITION_MISSING,
    EDITION_CREATED_AT,
    EDITION_CREATED_BY,
    EDITION_PUBLISHED_AT,
    EDITION_PUBLISHED_BY,
    EDITION_COLUMNS,
    EDITION_TEMPLATE = EDITION_COLUMNS,
    EDITION_REPORT,
    EDITION_MARKDOWN,
    EDITION_HTML,
    EDITION_CREATED_S,
};

/* The members of an edition, in an object that is open; its columns begin at
 * `first`. Who made it is for those who have a token. */
void edition_write(const struct op *op, struct json_writer *json,
                   const struct db_result *result, int row, int first);
/* An object of them is the whole answer. */
void edition_send(struct op *op, int status, const struct db_result *result,
                  int first);
/* Has who asks a token? */
bool edition_is_inside(const struct op *op);
/* A draft is for those who have a token; "true" or "false". */
const char *edition_drafts(const struct op *op);
/* The id of the path is one: if not, 404 was sent. */
bool edition_check_id(struct op *op);

#endif
