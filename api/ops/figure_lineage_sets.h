/* The lineage of a count of enterprises: the entries that make the set. */
#ifndef TVS_OPS_FIGURE_LINEAGE_SETS_H
#define TVS_OPS_FIGURE_LINEAGE_SETS_H

#include "data/data_single.h"
#include "formats/json_writer.h"
#include "op.h"
#include "ops/id_cursor.h"

#define FIGURE_LINEAGE_MARK 'l' /* of cursors, whatever the figure */

/* One entry more than `limit`, which tells whether there is a next page. */
void figure_lineage_sets_read(struct op *op, const struct data_single *single,
                              const struct id_cursor *from, int limit,
                              op_rows_fn *on_rows);
/* The members sum, rows and next. */
void figure_lineage_sets_write(struct json_writer *json, const struct op *op,
                               const struct db_result *result, int limit);

#endif
