#include "parts/parts_query.h"

#include <string.h>

/* What does not stand here would ask for something else. */
static const char *const ALLOWED[] = {"indicator",   "area",   "period", "by",
                                      "compare",     "years",  "basis",  "ytd",
                                      "asof",        "view",   "digits", "lang",
                                      "allow_break", "linked", "format", "bom"};

static const char *const RATIO_REASON[] = {
    "比率的变化请用 /v1/decompositions 分解",
    "the change of a ratio is taken apart by /v1/decompositions"};
static const char *const SET_REASON[] = {
    "去重计数的各部分互有重叠", "the parts of a distinct count overlap"};
static const char *const RATE_REASON[] = {
    "直接上报的比率没有合计", "rates that are reported have no total"};
static const char *const MEMBER_REASON[] = {
    "该维度的成员互有重叠", "members of this dimension overlap"};

static const char *const LINK_REASON[] = {
    "衔接系数是全体的,不是各部分的",
    "the factor of a link is that of the whole"};

static bool is_allowed(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(ALLOWED); i++) {
        if (strcmp(ALLOWED[i], name) == 0) {
            return true;
        }
    }
    return strncmp(name, "where.", strlen("where.")) == 0;
}

static bool check_names(const struct data_args *args,
                        struct data_faults *faults)
{
    for (int i = 0; i < args->count; i++) {
        const char *name = args->list[i].name;
        if (!is_allowed(name)) {
            data_faults_add(faults, FAULT_UNKNOWN_PARAMETER, name, name, NULL);
        }
    }
    return faults->count == 0;
}

/* The question with its default: a change is what it is about. */
static void copy_args(const struct data_args *args, struct arena *arena,
                      struct data_args *out, struct data_faults *faults)
{
    *out = *args;
    if (data_args_find(args, "compare") == NULL) {
        data_args_add(out, arena, "compare", "prev_year", faults);
    }
}

static void refuse_sum(const struct data_query *query, const char *path,
                       const char *const *reason, struct data_faults *faults)
{
    data_faults_add(faults, FAULT_NOT_ADDITIVE, path,
                    query->indicators[0]->code, reason[query->lang == LANG_EN]);
}

static void check_kind(const struct data_query *query, bool ratio,
                       struct data_faults *faults)
{
    const struct indicator *row = query->indicators[0];
    if (ratio && row->kind != INDICATOR_RATIO) {
        data_faults_add(faults, FAULT_NOT_RATIO, "indicator", row->code, NULL);
    } else if (!ratio && row->kind == INDICATOR_RATIO) {
        refuse_sum(query, "indicator", RATIO_REASON, faults);
    } else if (row->kind == INDICATOR_DISTINCT) {
        refuse_sum(query, "indicator", SET_REASON, faults);
    } else if (row->kind == INDICATOR_RATE) {
        refuse_sum(query, "indicator", RATE_REASON, faults);
    }
}

static void check_one(const char *name, int count, struct data_faults *faults)
{
    if (count > 1) {
        data_faults_too_many(faults, name, name, count, 1);
    }
}

static int count_by(const struct data_query *query)
{
    return (query->spread != DATA_ITSELF) + query->by_school + query->by_axes;
}

static void check(const struct data_query *query, bool ratio,
                  struct data_faults *faults)
{
    check_one("indicator", query->indicator_count, faults);
    check_one("area", query->area_count, faults);
    check_one("period", query->period_count, faults);
    check_one("by", count_by(query), faults);
    if (count_by(query) == 0) {
        data_faults_add(faults, FAULT_MISSING_PARAMETER, "by", "by", NULL);
    }
    if (query->compare == DATA_NO_CHANGE) {
        data_faults_add(faults, FAULT_BAD_PARAMETER, "compare", "compare",
                        "none");
    }
    if (query->by_axes > 0 && !query->axes[0].dimension->partition) {
        refuse_sum(query, "by", MEMBER_REASON, faults);
    }
    if (query->linked) {
        refuse_sum(query, "linked", LINK_REASON, faults);
    }
    check_kind(query, ratio, faults);
}

/* Parts of the whole: those of the members that the question keeps. */
static void make_whole(const struct data_query *parts, struct data_query *out)
{
    *out = *parts;
    out->spread = DATA_ITSELF;
    out->level = NULL;
    out->by_school = false;
    out->by_axes = 0;
    out->axis_count = 0;
    for (int i = 0; i < parts->axis_count; i++) {
        if (parts->axes[i].filtered) {
            out->axes[out->axis_count] = parts->axes[i];
            out->axes[out->axis_count++].by = false;
        }
    }
}

void parts_query_parse(const struct data_args *args,
                       const struct data_context *ctx, bool ratio,
                       struct parts_query *query, struct data_faults *faults)
{
    struct data_args *all = arena_alloc(ctx->arena, sizeof(*all));
    if (!check_names(args, faults)) {
        return;
    }
    copy_args(args, ctx->arena, all, faults);
    data_query_parse(all, ctx, &query->parts, faults);
    if (faults->count > 0) {
        return;
    }
    if (query->parts.indicator_count == 0 || query->parts.period_count == 0) {
        const char *name =
            query->parts.period_count == 0 ? "period" : "indicator";
        data_faults_add(faults, FAULT_BAD_PARAMETER, name, name, "");
        return;
    }
    check(&query->parts, ratio, faults);
    make_whole(&query->parts, &query->whole);
}

const char *parts_query_by(const struct parts_query *query)
{
    if (query->parts.by_school) {
        return "school";
    }
    return query->parts.by_axes > 0 ? query->parts.axes[0].dimension->code
                                    : "area";
}
