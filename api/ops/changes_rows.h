/* The rows of changes_read.sql, and a page of them as CSV. */
#ifndef TVS_OPS_CHANGES_ROWS_H
#define TVS_OPS_CHANGES_ROWS_H

#include "op.h"
#include "platform/buffer.h"
#include "storage/db_pool.h"

enum changes_column {
    COLUMN_REVISION,
    COLUMN_IMPORT,
    COLUMN_OP,
    COLUMN_CELL,
    COLUMN_SCHOOL,
    COLUMN_VALUE,
    COLUMN_STATUS,
    COLUMN_NOTE,
    COLUMN_LINE,
    COLUMN_OLD_VALUE,
    COLUMN_OLD_STATUS,
    COLUMN_DERIVED,
    COLUMN_SHEET, /* and the row behind it */
    COLUMN_ROW,
};

/* With a header; the breakdown is one field, such as gender=1|grade=2. */
void changes_rows_csv(struct op *op, const struct db_result *result, int rows,
                      struct buffer *out);

#endif
