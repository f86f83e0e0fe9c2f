#include "completeness/completeness_query.h"

#include "accept.h"
#include "data/data_query_codes.h"
#include "http/request.h"
#include "platform/buffer.h"

#include <stdlib.h>
#include <string.h>

static const char *const FORMATS[] = {"json", "csv", "ndjson"};
static const char *const FORMAT_TYPES[] = {"application/json", "text/csv",
                                           "application/x-ndjson"};
static const char *const LANGS[] = {"zh", "en"};
static const char *const LISTS[] = {"missing"};
static const char *const TRUTHS[] = {"false", "true", "0", "1"};

static const char *single(struct data_parse *parse, const struct data_arg *arg)
{
    if (arg->count == 1) {
        return arg->values[0];
    }
    data_faults_too_many(parse->faults, arg->name, arg->name, arg->count, 1);
    return NULL;
}

/* The word's index; 0 and a fault when it is none of them. */
static int take_word(struct data_parse *parse, const struct data_arg *arg,
                     const char *const *words, size_t count)
{
    const char *text = single(parse, arg);
    for (size_t i = 0; text != NULL && i < count; i++) {
        if (strcmp(text, words[i]) == 0) {
            return (int)i;
        }
    }
    if (text != NULL) {
        data_query_refuse(parse, arg->name, text);
    }
    return 0;
}

static int take_number(struct data_parse *parse, const struct data_arg *arg,
                       int low, int high)
{
    const char *text = single(parse, arg);
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

static struct completeness_query *query_of(struct data_parse *parse)
{
    return CONTAINER_OF(parse->query, struct completeness_query, data);
}

/* Areas only: a school has reported or not, and a breakdown is not owed. */
static void take_by(struct data_parse *parse, const struct data_arg *arg)
{
    struct data_query *query = parse->query;
    data_query_take_by(parse, arg);
    if (query->by_school || query->axis_count > 0) {
        data_query_refuse(parse, arg->name, arg->values[0]);
    }
    query->axis_count = 0;
    query->by_axes = 0;
}

static void take_list(struct data_parse *parse, const struct data_arg *arg)
{
    take_word(parse, arg, LISTS, ARRAY_LEN(LISTS));
    query_of(parse)->list = true;
}

static void take_digits(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->digits = take_number(parse, arg, 0, DATA_MAX_DIGITS);
}

static void take_lang(struct data_parse *parse, const struct data_arg *arg)
{
    int index = take_word(parse, arg, LANGS, ARRAY_LEN(LANGS));
    parse->query->lang = index == 1 ? LANG_EN : LANG_ZH;
}

static void take_format(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->format =
        (enum data_format)take_word(parse, arg, FORMATS, ARRAY_LEN(FORMATS));
}

static void take_bom(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->bom =
        take_word(parse, arg, TRUTHS, ARRAY_LEN(TRUTHS)) % 2 == 1;
}

static void take_limit(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->limit = take_number(parse, arg, 1, COMPLETENESS_LIST_MAX);
}

static void take_cursor(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->cursor = single(parse, arg);
}

/* In the order in which they build on each other. */
static const struct parameter {
    const char *name;
    void (*take)(struct data_parse *parse, const struct data_arg *arg);
    bool required;
    bool of_list; /* makes sense with `list` only */
} PARAMETERS[] = {
    {"indicator", data_query_take_indicators, true, false},
    {"area", data_query_take_areas, false, false},
    {"period", data_query_take_period, true, false},
    {"by", take_by, false, false},
    {"list", take_list, false, false},
    {"digits", take_digits, false, false},
    {"lang", take_lang, false, false},
    {"format", take_format, false, false},
    {"bom", take_bom, false, false},
    {"limit", take_limit, false, true},
    {"cursor", take_cursor, false, true},
};

static void take_all(struct data_parse *parse)
{
    for (size_t i = 0; i < ARRAY_LEN(PARAMETERS); i++) {
        const struct parameter *row = &PARAMETERS[i];
        const struct data_arg *arg = data_args_find(parse->args, row->name);
        if (arg != NULL && row->of_list && !query_of(parse)->list) {
            data_query_refuse(parse, row->name, arg->values[0]);
        } else if (arg != NULL) {
            row->take(parse, arg);
        } else if (row->required) {
            data_faults_add(parse->faults, FAULT_MISSING_PARAMETER, row->name,
                            row->name, NULL);
        }
    }
}

static bool is_known(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(PARAMETERS); i++) {
        if (strcmp(PARAMETERS[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void refuse_unknown(struct data_parse *parse)
{
    for (int i = 0; i < parse->args->count; i++) {
        const char *name = parse->args->list[i].name;
        if (!is_known(name)) {
            data_faults_add(parse->faults, FAULT_UNKNOWN_PARAMETER, name, name,
                            NULL);
        }
    }
}

static void negotiate(struct data_parse *parse)
{
    if (data_args_find(parse->args, "format") != NULL) {
        return;
    }
    int best =
        accept_best(parse->ctx->accept, FORMAT_TYPES, ARRAY_LEN(FORMAT_TYPES));
    if (best < 0) {
        data_faults_add(parse->faults, FAULT_NOT_ACCEPTABLE, "Accept", NULL,
                        NULL);
        return;
    }
    parse->query->format = (enum data_format)best;
}

void completeness_query_parse(const struct data_args *args,
                              const struct data_context *ctx,
                              struct completeness_query *query,
                              struct data_faults *faults)
{
    const struct area **areas = arena_alloc(ctx->arena, sizeof(*areas));
    struct data_parse parse = {args, ctx, &query->data, faults};
    areas[0] = catalogue_root(ctx->catalogue);
    *query = (struct completeness_query){
        .data =
            {
                .areas = areas,
                .area_count = 1,
                .digits = DATA_DEFAULT_DIGITS,
                .lang = ctx->lang,
                .limit = COMPLETENESS_LIST_DEFAULT,
            },
    };
    take_all(&parse);
    refuse_unknown(&parse);
    negotiate(&parse);
}

/* --- the canonical form --- */

const char *completeness_query_key(const struct completeness_query *query,
                                   struct arena *arena)
{
    const struct data_query *data = &query->data;
    const char *level = data->spread == DATA_LEVEL ? data->level : "";
    struct buffer out;

    buffer_init(&out, 0);
    buffer_printf(&out, "completeness\n%d %d %d %d %d %d %d %d %d %s",
                  (int)data->spread, query->list, data->digits, data->limit,
                  (int)data->format, data->bom, (int)data->lang,
                  query->due_days, query->counts_only, level);
    for (int i = 0; i < data->indicator_count; i++) {
        buffer_printf(&out, "\ni%s", data->indicators[i]->code);
    }
    for (int i = 0; i < data->area_count; i++) {
        buffer_printf(&out, "\na%s", data->areas[i]->code);
    }
    for (int i = 0; i < data->period_count; i++) {
        buffer_printf(&out, "\np%s", data->period_texts[i]);
    }
    buffer_printf(&out, "\nc%s", data->cursor != NULL ? data->cursor : "");
    const char *key = arena_copy(arena, out.data, out.len);
    buffer_fini(&out);
    return key;
}
