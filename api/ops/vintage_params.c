#include "ops/vintage_params.h"

#include <string.h>

#include "data/data_query_panel.h"
#include "model/decimal.h"
#include "ops/data_refuse.h"

static bool is_in(const char *const *names, const char *name)
{
    for (; *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

static void collect(const struct op *op, const char *const *own,
                    struct data_args *args, struct data_faults *faults)
{
    for (int i = 0; i < op->req->param_count; i++) {
        const struct http_param *param = &op->req->params[i];
        if (!is_in(own, param->name)) {
            data_args_add(args, faults->arena, param->name, param->value,
                          faults);
        }
    }
    if (!is_in(own, "compare") && data_args_find(args, "compare") == NULL) {
        data_args_add(args, faults->arena, "compare", "prev_year", faults);
    }
}

bool vintage_params_read(struct op *op, const char *const *own,
                         struct data_vintage *vintage)
{
    struct arena *arena = &op->req->arena;
    struct data_args *args = arena_zalloc(arena, 1, sizeof(*args));
    struct data_faults faults = {.arena = arena};
    struct data_context *ctx = arena_zalloc(arena, 1, sizeof(*ctx));
    *ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = arena,
        .lang = op->req->lang,
        .default_rows = 1,
        .max_rows = 1,
    };
    collect(op, own, args, &faults);
    data_vintage_init(vintage, args, &op->app->cells, ctx, &faults);
    if (faults.count == 0) {
        return true;
    }
    data_vintage_fini(vintage);
    (void)data_refuse(op, &faults);
    return false;
}

const char *vintage_params_moment(struct op *op, const char *name)
{
    struct arena *arena = &op->req->arena;
    const char *text = request_param(op->req, name);
    const struct data_arg arg = {name, &text, 1};
    struct data_query query = {0};
    struct data_faults faults = {.arena = arena};
    const struct data_context ctx = {.arena = arena};
    struct data_parse parse = {.ctx = &ctx, .query = &query, .faults = &faults};
    if (text == NULL) {
        return NULL;
    }
    data_query_take_asof(&parse, &arg);
    if (faults.count > 0) {
        op_note(op, name, FAULT_BAD_PARAMETER, name, text);
    }
    return query.asof;
}

void vintage_params_write(struct json_writer *json,
                          const struct data_vintage *vintage)
{
    const struct indicator *indicator = vintage->query.indicators[0];
    json_member_string(json, "indicator", indicator->code);
    json_member_string(json, "area", vintage->query.areas[0]->code);
    json_member_string(json, "unit", indicator->unit);
}

/* A value stands behind its length: no two questions have the same key. */
const char *vintage_params_key(struct op *op, const char *name)
{
    struct buffer key;
    buffer_init(&key, 0);
    buffer_add_str(&key, name);
    for (int i = 0; i < op->req->param_count; i++) {
        const struct http_param *param = &op->req->params[i];
        buffer_printf(&key, "\n%s\n%zu=%s", param->name, strlen(param->value),
                      param->value);
    }
    const char *text = arena_copy(&op->req->arena, key.data, key.len);
    buffer_fini(&key);
    return text;
}

void vintage_params_number(struct json_writer *json, const char *key,
                           bool present, int64_t number, int decimals)
{
    char text[DECIMAL_TEXT_SIZE];
    json_key(json, key);
    if (present) {
        json_raw(json, text, decimal_print(text, number, decimals));
    } else {
        json_null(json);
    }
}
