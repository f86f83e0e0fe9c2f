/*
 * A question to /v1/completeness, checked and resolved against one snapshot
 * of the catalogue. Its parameters are those of /v1/data as far as they go.
 */
#ifndef TVS_COMPLETENESS_QUERY_H
#define TVS_COMPLETENESS_QUERY_H

#include <stdbool.h>

#include "data/data_query.h"

#define COMPLETENESS_LIST_DEFAULT 1000
#define COMPLETENESS_LIST_MAX 5000

struct completeness_query {
    struct data_query data; /* what it has in common with /v1/data */
    bool list;              /* the schools that have not reported */
    /* The caller's, once it is parsed. */
    int due_days;     /* of indicators that do not say */
    bool counts_only; /* what was reported must not show through a weight */
};

/* All faults are noted; *query is of use only when there are none. */
void completeness_query_parse(const struct data_args *args,
                              const struct data_context *ctx,
                              struct completeness_query *query,
                              struct data_faults *faults);
/* The question in one canonical form: the key of ETags. */
const char *completeness_query_key(const struct completeness_query *query,
                                   struct arena *arena);

#endif
