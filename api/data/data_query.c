#include "data/data_query.h"

#include "data/data_query_change.h"
#include "data/data_query_codes.h"
#include "data/data_query_format.h"
#include "data/data_query_panel.h"
#include "data/data_sets.h"

#include <stdlib.h>
#include <string.h>

/* --- words --- */

static const char *const COMPARES[] = {"none", "prev_year", "prev_period"};
static const char *const LABELS[] = {"id", "name", "both"};
static const char *const TRUTHS[] = {"false", "true", "0", "1"};

const char *data_compare_name(enum data_compare compare)
{
    return COMPARES[compare];
}

const char *data_labels_name(enum data_labels labels)
{
    return LABELS[labels];
}

const char *data_query_single(struct data_parse *parse,
                              const struct data_arg *arg)
{
    if (arg->count == 1) {
        return arg->values[0];
    }
    data_faults_too_many(parse->faults, arg->name, arg->name, arg->count, 1);
    return NULL;
}

static int find_word(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int data_query_word(struct data_parse *parse, const struct data_arg *arg,
                    const char *const *words, size_t count)
{
    const char *text = data_query_single(parse, arg);
    int index = text != NULL ? find_word(text, words, count) : 0;
    if (index < 0) {
        const struct data_words allowed = {words, count};
        data_query_refuse_word(parse, arg->name, text, &allowed);
    }
    return index < 0 ? 0 : index;
}

bool data_query_truth(struct data_parse *parse, const struct data_arg *arg)
{
    return data_query_word(parse, arg, TRUTHS, ARRAY_LEN(TRUTHS)) % 2 == 1;
}

int data_query_number(struct data_parse *parse, const struct data_arg *arg,
                      int low, int high)
{
    const char *text = data_query_single(parse, arg);
    if (text == NULL) {
        return low;
    }
    size_t digits = strspn(text, "0123456789");
    if (digits > 0 && digits <= 9 && text[digits] == '\0') {
        int value = (int)strtol(text, NULL, 10);
        if (value >= low && value <= high) {
            return value;
        }
    }
    data_query_refuse(parse, arg->name, text);
    return low;
}

/* --- one function per parameter --- */

static void take_compare(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->compare = (enum data_compare)data_query_word(
        parse, arg, COMPARES, ARRAY_LEN(COMPARES));
}

static void take_labels(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->labels = (enum data_labels)data_query_word(parse, arg, LABELS,
                                                             ARRAY_LEN(LABELS));
}

static void take_digits(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->digits = data_query_number(parse, arg, 0, DATA_MAX_DIGITS);
    parse->query->digits_given = true;
}

static void take_limit(struct data_parse *parse, const struct data_arg *arg)
{
    int limit = data_query_number(parse, arg, 1, 999999999);
    int max = parse->ctx->max_rows;
    if (limit > max) {
        data_faults_too_many(parse->faults, arg->name, "rows", limit, max);
    }
    parse->query->limit = limit;
}

static void take_cursor(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->cursor = data_query_single(parse, arg);
}

static void take_parts(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->parts = data_query_truth(parse, arg);
}

/* Needs `compare`. */
static void take_sets(struct data_parse *parse, const struct data_arg *arg)
{
    static const char *const WORDS[] = {"none", "list"};
    parse->query->lists_sets =
        data_query_word(parse, arg, WORDS, ARRAY_LEN(WORDS)) > 0;
}

static void take_lineage(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->lineage = data_query_truth(parse, arg);
}

static void take_statuses(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->statuses = data_query_truth(parse, arg);
}

/* In the order in which they build on each other. */
static const struct parameter {
    const char *name;
    void (*take)(struct data_parse *parse, const struct data_arg *arg);
    bool required;
} PARAMETERS[] = {
    {"indicator", data_query_take_indicators, true},
    {"area", data_query_take_areas, false},
    {"asof", data_query_take_asof, false},
    {"period", data_query_take_period, true},
    {"by", data_query_take_by, false},
    {"compare", take_compare, false},
    {"measures", data_query_take_measures, false},
    {"years", data_query_take_years, false},
    {"allow_break", data_query_take_allow_break, false},
    {"linked", data_query_take_linked, false},
    {"basis", data_query_take_basis, false},
    {"ytd", data_query_take_ytd, false},
    {"view", data_query_take_view, false},
    {"panel", data_query_take_panel, false},
    {"parts", take_parts, false},
    {"sets", take_sets, false},
    {"lineage", take_lineage, false},
    {"statuses", take_statuses, false},
    {"digits", take_digits, false},
    {"lang", data_query_take_lang, false},
    {"labels", take_labels, false},
    {"format", data_query_take_format, false},
    {"bom", data_query_take_bom, false},
    {"limit", take_limit, false},
    {"cursor", take_cursor, false},
};

static bool is_known(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(PARAMETERS); i++) {
        if (strcmp(PARAMETERS[i].name, name) == 0) {
            return true;
        }
    }
    return strncmp(name, "where.", 6) == 0;
}

static void set_defaults(struct data_parse *parse)
{
    const struct data_context *ctx = parse->ctx;
    int limit =
        ctx->default_rows < ctx->max_rows ? ctx->default_rows : ctx->max_rows;
    const struct area **areas = arena_alloc(ctx->arena, sizeof(*areas));
    areas[0] = catalogue_root(ctx->catalogue);
    *parse->query = (struct data_query){
        .areas = areas,
        .area_count = 1,
        .digits = DATA_DEFAULT_DIGITS,
        .lang = ctx->lang,
        .limit = limit,
        .years = 1,
        .small_base = ctx->small_base,
        .min_coverage = ctx->min_coverage,
    };
}

static void take_all(struct data_parse *parse)
{
    for (size_t i = 0; i < ARRAY_LEN(PARAMETERS); i++) {
        const struct parameter *row = &PARAMETERS[i];
        const struct data_arg *arg = data_args_find(parse->args, row->name);
        if (arg != NULL) {
            row->take(parse, arg);
        } else if (row->required) {
            data_faults_add(parse->faults, FAULT_MISSING_PARAMETER, row->name,
                            row->name, NULL);
        }
    }
    for (int i = 0; i < parse->args->count; i++) {
        const char *name = parse->args->list[i].name;
        if (!is_known(name)) {
            data_faults_add(parse->faults, FAULT_UNKNOWN_PARAMETER, name, name,
                            NULL);
        }
    }
}

/* Sets of enterprises or persons: two schools may share members. */
static void check_kinds(struct data_parse *parse)
{
    const struct data_query *query = parse->query;
    if (data_sets_check(parse)) {
        return;
    }
    for (int i = 0; i < query->indicator_count; i++) {
        const struct indicator *row = query->indicators[i];
        if (row->kind == INDICATOR_DISTINCT && !query->by_school) {
            data_faults_add(parse->faults, FAULT_NOT_ADDITIVE, "indicator",
                            row->code, "distinct");
        }
    }
}

int data_query_summed(const struct data_query *query)
{
    int product = 1;
    for (int i = query->by_axes; i < query->axis_count; i++) {
        int count = query->axes[i].count;
        if (count > 0 && product > DATA_MAX_SUMMED / count) {
            return DATA_MAX_SUMMED + 1;
        }
        product *= count;
    }
    return product;
}

int data_query_code_count(const struct data_query *query)
{
    return 1 + (query->by_school ? 1 : 0) + query->by_axes;
}

void data_query_parse(const struct data_args *args,
                      const struct data_context *ctx, struct data_query *query,
                      struct data_faults *faults)
{
    struct data_parse parse = {args, ctx, query, faults};
    set_defaults(&parse);
    take_all(&parse);
    data_query_take_where(&parse);
    data_query_negotiate(&parse);
    data_query_settle_format(&parse);
    check_kinds(&parse);
    data_query_check_panel(&parse);
    data_query_check_change(&parse);
    data_query_check_rates(&parse);
    data_query_check_mixed(&parse);
    if (data_query_summed(query) > DATA_MAX_SUMMED) {
        data_faults_too_many(faults, "where", "members", DATA_MAX_SUMMED + 1,
                             DATA_MAX_SUMMED);
    }
}
