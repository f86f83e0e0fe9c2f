/* Rows of figures in the formats that are written row by row. */
#ifndef TVS_DATA_TABLE_H
#define TVS_DATA_TABLE_H

#include "data/data_query.h"
#include "formats/table.h"

/* What stands before the first row; of JSON that is the caller's. */
void data_table_begin(const struct data_query *query,
                      const struct table_head *head, struct buffer *out);
/* The row with that number, from 0. */
void data_table_row(const struct data_query *query,
                    const struct table_head *head,
                    const struct table_cell *cells, int number,
                    struct buffer *out);

#endif
