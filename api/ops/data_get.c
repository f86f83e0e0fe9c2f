/* GET /v1/data */
#include "ops/data_run.h"
#include "ops/ops.h"
#include "protection.h"

#include <string.h>

#define ALIAS_MAX 8192

/* A key under construction; what does not fit makes it void. */
struct alias {
    char text[ALIAS_MAX];
    size_t len;
};

static void add(struct alias *alias, const char *text)
{
    size_t size = strlen(text) + 1;
    if (size > ALIAS_MAX - alias->len) {
        alias->len = ALIAS_MAX;
        return;
    }
    memcpy(alias->text + alias->len, text, size);
    alias->len += size;
}

static void add_number(struct alias *alias, int value)
{
    memcpy(alias->text + alias->len, &value, sizeof(value));
    alias->len += sizeof(value);
}

/* All that the answer depends on, as the request has it: asked for in the
 * same words again, nothing needs to be parsed. */
static bool make_alias(const struct op *op, struct alias *alias)
{
    const struct request *req = op->req;
    const char *accept = request_header(req, "Accept");
    alias->len = 0;
    add_number(alias, op->app->config->default_rows);
    add_number(alias, op->app->config->max_rows);
    add_number(alias, op->app->config->small_base);
    add_number(alias, op->app->config->min_coverage);
    add(alias, protection_key(
                   protection_of(op->app->config, &op->actor, &op->req->arena),
                   &op->req->arena));
    add(alias, req->lang == LANG_EN ? "en" : "zh");
    add(alias, accept != NULL ? accept : "");
    for (int i = 0; i < req->param_count; i++) {
        add(alias, req->params[i].name);
        add(alias, req->params[i].value);
    }
    return alias->len < ALIAS_MAX;
}

void op_data_get(struct op *op)
{
    struct arena *arena = &op->req->arena;
    struct alias alias;
    bool named = make_alias(op, &alias);
    const struct response *known =
        named ? response_cache_find(op->app->cache, alias.text, alias.len)
              : NULL;
    if (known != NULL) {
        data_run_send_known(op, known);
        return;
    }
    struct data_args *args = arena_zalloc(arena, 1, sizeof(*args));
    struct data_faults faults = {.arena = arena};
    data_args_from_params(args, arena, op->req->params, op->req->param_count,
                          &faults);
    data_run(op, args, &faults,
             named ? arena_copy(arena, alias.text, alias.len) : NULL,
             alias.len);
}
