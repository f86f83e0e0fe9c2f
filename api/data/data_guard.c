#include "data/data_guard.h"

#include <string.h>

#include "protection.h"

/* What the proof is about. A parameter that comes to be is refused until it
 * has been thought of. */
static const char *const ALLOWED[] = {
    "indicator", "area",     "period",   "by",     "compare",     "parts",
    "digits",    "lang",     "labels",   "format", "bom",         "limit",
    "cursor",    "statuses", "measures", "years",  "allow_break", "linked"};
/* Allowed with the value that says nothing new. */
static const struct {
    const char *name, *value;
} HARMLESS[] = {
    {"basis", "all"},
    {"view", "as_was"},
    {"lineage", "false"},
    {"lineage", "0"},
};

static bool covers(const struct data_context *ctx, int indicator)
{
    const struct indicator *row =
        catalogue_indicator_by_id(ctx->catalogue, indicator);
    return row != NULL && protection_covers(ctx->protection, row);
}

bool data_guard_concerns(const struct data_context *ctx,
                         const struct data_query *query)
{
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        if (covers(ctx, row->id) || covers(ctx, row->numerator) ||
            covers(ctx, row->denominator)) {
            return true;
        }
    }
    return false;
}

/* A set of persons is no sum, and the proof is about sums. */
static bool has_sets(const struct data_context *ctx,
                     const struct data_query *query)
{
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        if (row->kind == INDICATOR_DISTINCT && covers(ctx, row->id)) {
            return true;
        }
    }
    return false;
}

static bool is_allowed(const struct data_arg *arg)
{
    if (strncmp(arg->name, "where.", strlen("where.")) == 0) {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(ALLOWED); i++) {
        if (strcmp(arg->name, ALLOWED[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(HARMLESS); i++) {
        if (strcmp(arg->name, HARMLESS[i].name) == 0 && arg->count == 1 &&
            strcmp(arg->values[0], HARMLESS[i].value) == 0) {
            return true;
        }
    }
    return false;
}

static void refuse(struct data_faults *faults, const char *name)
{
    data_faults_add(faults, FAULT_PROTECTED, name, name, NULL);
}

void data_guard_check(const struct data_args *args,
                      const struct data_context *ctx,
                      const struct data_query *query,
                      struct data_faults *faults)
{
    if (!data_guard_concerns(ctx, query)) {
        /* As /v1/partnerships: who works with whom needs a token. */
        if (ctx->protection != NULL && query->lists_sets) {
            refuse(faults, "sets");
        }
        return;
    }
    for (int i = 0; i < args->count; i++) {
        if (!is_allowed(&args->list[i])) {
            refuse(faults, args->list[i].name);
        }
    }
    if (has_sets(ctx, query)) {
        refuse(faults, "indicator");
    }
    if (query->by_school) {
        refuse(faults, "by");
    }
    if (query->axis_count > 1) {
        refuse(faults, query->by_axes > 1 ? "by" : "where");
    }
}
