/* From what the statements answered to a table: one row for each indicator,
 * area and period, or one for each school that has not reported. */
#ifndef TVS_COMPLETENESS_ROWS_H
#define TVS_COMPLETENESS_ROWS_H

#include <stdint.h>

#include "completeness/completeness_plan.h"
#include "platform/buffer.h"
#include "storage/db_pool.h"

/* Where a page of the list begins: behind this school of this slot. */
struct completeness_start {
    int slot; /* its number; 0: at the beginning */
    const char *school;
};

struct completeness_answer {
    const struct completeness_plan *plan;
    const struct db_result *result;
    int64_t revision; /* the result's */
    bool synthetic;
};

/* False: it is no cursor of this question. */
bool completeness_cursor_parse(const struct completeness_plan *plan,
                               struct completeness_start *start);
/* The revision that a result belongs to. */
int64_t completeness_revision(const struct db_result *result);
/* The whole answer, in the format that was asked for. */
void completeness_write(const struct completeness_answer *answer,
                        struct buffer *out);

#endif
