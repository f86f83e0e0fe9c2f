/*
 * A question about the parts of one figure and its base: an indicator, an
 * area, a period, and what the parts are by. It is read like one to /v1/data
 * and becomes two of them: for the parts, and for the whole.
 */
#ifndef TVS_PARTS_QUERY_H
#define TVS_PARTS_QUERY_H

#include "data/data_query.h"

/* Schools, areas or members of one answer: what fits between two turns of the
 * loop. */
#define PARTS_MAX 2000

struct parts_query {
    struct data_query parts, whole;
};

/* `ratio`: parts of a rate's change are asked for, else of a count's. Notes
 * all faults; *query is of use only when there are none. */
void parts_query_parse(const struct data_args *args,
                       const struct data_context *ctx, bool ratio,
                       struct parts_query *query, struct data_faults *faults);
/* "school", "area", or the dimension's code. */
const char *parts_query_by(const struct parts_query *query);

#endif
