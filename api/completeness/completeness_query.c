#include "completeness/completeness_query.h"

#include "data/data_query_codes.h"
#include "data/data_query_format.h"
#include "data/data_query_panel.h"
#include "platform/buffer.h"

#include <string.h>

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
    static const char *const LISTS[] = {"missing"};
    (void)data_query_word(parse, arg, LISTS, ARRAY_LEN(LISTS));
    query_of(parse)->list = true;
}

static void take_digits(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->digits = data_query_number(parse, arg, 0, DATA_MAX_DIGITS);
}

static void take_limit(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->limit =
        data_query_number(parse, arg, 1, COMPLETENESS_LIST_MAX);
}

static void take_cursor(struct data_parse *parse, const struct data_arg *arg)
{
    parse->query->cursor = data_query_single(parse, arg);
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
    {"asof", data_query_take_asof, false, false},
    {"period", data_query_take_period, true, false},
    {"by", take_by, false, false},
    {"list", take_list, false, false},
    {"digits", take_digits, false, false},
    {"lang", data_query_take_lang, false, false},
    {"format", data_query_take_format, false, false},
    {"bom", data_query_take_bom, false, false},
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
    data_query_negotiate(&parse);
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
    buffer_printf(&out, "\nr%s", data->asof != NULL ? data->asof : "");
    buffer_printf(&out, "\nc%s", data->cursor != NULL ? data->cursor : "");
    const char *key = arena_copy(arena, out.data, out.len);
    buffer_fini(&out);
    return key;
}
