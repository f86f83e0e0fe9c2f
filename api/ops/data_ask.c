#include "ops/data_ask.h"

#include "data/data_guard.h"
#include "ops/data_read.h"
#include "protection.h"

/* How often it is begun again because an import came in between. */
#define MAX_TRIES 3

void data_ask_drop(struct data_ask *ask)
{
    if (ask->has_page) {
        data_page_fini(&ask->page);
        ask->has_page = false;
    }
}

static void end(struct data_ask *ask, enum data_ask_end how)
{
    ask->op->ask = NULL;
    ask->end = how;
    if (how != DATA_ASK_READ) {
        data_ask_drop(ask);
    }
    ask->on_end(ask);
}

static void fail(struct data_ask *ask, const struct error *err)
{
    ask->err = *err;
    end(ask, DATA_ASK_FAILED);
}

/* --- the question --- */

bool data_ask_resolve(struct data_ask *ask)
{
    struct op *op = ask->op;
    const struct config *config = op->app->config;
    struct arena *arena = &op->req->arena;
    ask->faults.arena = arena;
    ask->ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = arena,
        .lang = op->req->lang,
        .accept = request_header(op->req, "Accept"),
        .whole = true,
        .default_rows = config->default_rows,
        .max_rows = config->max_rows,
        .small_base = config->small_base,
        .min_coverage = config->min_coverage,
        .protection = protection_of(config, &op->actor, arena),
    };
    data_query_parse(ask->args, &ask->ctx, &ask->query, &ask->faults);
    data_guard_check(ask->args, &ask->ctx, &ask->query, &ask->faults);
    return ask->faults.count == 0;
}

static void plan_shield(struct data_ask *ask)
{
    struct data_plan *plan = &ask->page.plan;
    ask->shielded = data_guard_concerns(&ask->ctx, &ask->query);
    if (ask->shielded && ask->faults.count == 0) {
        data_shield_init(&ask->shield, plan, ask->ctx.protection, &ask->faults);
        plan->shield = &ask->shield;
    }
}

bool data_ask_plan(struct data_ask *ask)
{
    data_page_init(&ask->page, &ask->query, &ask->op->app->cells, &ask->ctx,
                   &ask->faults);
    ask->has_page = true;
    plan_shield(ask);
    if (ask->faults.count > 0) {
        data_ask_drop(ask);
    }
    return ask->faults.count == 0;
}

/* --- its figures --- */

static void read_first(struct data_ask *ask);
static void read_next(struct data_ask *ask);

/* An import was committed since the question was resolved: with the snapshot
 * that is current now, from the beginning. */
static void begin_again(struct data_ask *ask)
{
    struct op *op = ask->op;
    data_ask_drop(ask);
    catalogue_unref(op->catalogue);
    op->catalogue = catalogue_ref(op->app->catalogue);
    ask->tries++;
    ask->revision = 0;
    if (data_ask_resolve(ask) && data_ask_plan(ask)) {
        read_first(ask);
    } else {
        end(ask, DATA_ASK_REFUSED);
    }
}

static bool fits(const struct data_ask *ask, int64_t revision)
{
    if (ask->revision != 0) {
        return revision == ask->revision;
    }
    return revision == catalogue_revision(ask->op->catalogue) ||
           ask->tries == MAX_TRIES;
}

/* True: of that revision. Else it is begun again, or given up. */
static bool accept(struct data_ask *ask, int64_t revision)
{
    if (fits(ask, revision)) {
        ask->revision = revision;
        return true;
    }
    if (ask->pinned) {
        end(ask, DATA_ASK_MOVED);
    } else if (ask->tries < MAX_TRIES) {
        begin_again(ask);
    } else {
        struct error contention = {0};
        error_set(&contention, FAULT_CONTENTION, NULL, NULL, NULL);
        fail(ask, &contention);
    }
    return false;
}

static void on_window(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct data_ask *ask = op->ask;
    struct data_window *window = &ask->page.window;
    if (result == NULL) {
        fail(ask, err);
        return;
    }
    int64_t revision = data_read_fill(window, result);
    if (!accept(ask, revision)) {
        return;
    }
    window->revision = revision;
    if (data_window_next_part(window)) {
        data_read_start(op, window, on_window);
    } else {
        data_page_take(&ask->page);
        read_next(ask);
    }
}

static void read_next(struct data_ask *ask)
{
    if (data_page_next(&ask->page)) {
        data_read_start(ask->op, &ask->page.window, on_window);
    } else {
        end(ask, DATA_ASK_READ);
    }
}

static void on_shield(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct data_ask *ask = op->ask;
    if (result == NULL) {
        fail(ask, err);
    } else if (accept(ask, data_read_shield(&ask->shield, result))) {
        read_next(ask);
    }
}

/* What is hidden must be known before the first figure is written. */
static void read_first(struct data_ask *ask)
{
    if (ask->shielded) {
        op_query_try(ask->op, STATEMENT_SHIELD_READ, ask->shield.params,
                     DATA_SHIELD_PARAMS, on_shield);
    } else {
        read_next(ask);
    }
}

void data_ask_read(struct data_ask *ask)
{
    ask->op->ask = ask;
    read_first(ask);
}

const struct data_grid *data_ask_table(struct data_ask *ask)
{
    const struct op *op = ask->op;
    int64_t revision =
        ask->revision != 0 ? ask->revision : catalogue_revision(op->catalogue);
    return data_page_table(&ask->page, revision, op->app->config->demo);
}
