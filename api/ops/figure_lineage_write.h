/* The lineage of a figure in JSON: what it is, and the observations of it. */
#ifndef TVS_OPS_FIGURE_LINEAGE_WRITE_H
#define TVS_OPS_FIGURE_LINEAGE_WRITE_H

#include "data/data_single.h"
#include "formats/json_writer.h"
#include "op.h"

/* What the cursor of observations holds, in the order of the rows. */
enum {
    FIGURE_LINEAGE_PART,
    FIGURE_LINEAGE_SCHOOL,
    FIGURE_LINEAGE_CELL,
};

/* The member figure. */
void figure_lineage_figure(struct json_writer *json, const struct op *op,
                           const struct data_figure_id *id,
                           const struct data_single *single,
                           const struct data_figure *figure);
/* The members sum, rows and next, from lineage_read.sql. `result` NULL: nobody
 * ever reported at such a cell. */
void figure_lineage_rows(struct json_writer *json, const struct op *op,
                         const struct data_single *single,
                         const struct db_result *result, int limit);

#endif
