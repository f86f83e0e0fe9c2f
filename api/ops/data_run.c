#include "ops/data_run.h"

#include "conditional.h"
#include "data/data_canonical.h"
#include "data/data_guard.h"
#include "data/data_page.h"
#include "data/data_shield.h"
#include "metrics.h"
#include "ops/data_read.h"
#include "ops/data_refuse.h"
#include "ops/data_send.h"
#include "protection.h"

#include <stdio.h>
#include <string.h>

/* How often a page is begun again because an import came in between. */
#define MAX_TRIES 3

/*
 * One question on its way to its answer. It lives in the request's arena; the
 * page's buffer is given back when the page is done, or when the client goes.
 */
struct data_run {
    struct op *op;
    const struct data_args *args;
    const char *alias;
    size_t alias_len;
    struct data_context ctx;
    struct data_query query;
    struct data_faults faults;
    const char *key;
    struct data_page page;
    bool has_page;
    struct data_shield shield; /* of the page's plan */
    bool shielded;
    int tries;
    int64_t revision; /* of the figures read so far; 0: none */
    struct response_waiter waiter;
};

static struct response_cache *cache_of(const struct data_run *run)
{
    return run->op->app->cache;
}

static void drop_page(struct data_run *run)
{
    if (run->has_page) {
        data_page_fini(&run->page);
        run->has_page = false;
    }
}

/* --- answers --- */

void data_run_send_known(struct op *op, const struct response *response)
{
    metrics_cache(op->app->metrics, METRICS_CACHE_HIT);
    if (!conditional_check_etag(op, response->etag)) {
        data_send(op, response, true);
    }
}

static void refuse(struct data_run *run)
{
    struct op *op = run->op;
    op->on_gone = NULL;
    data_refuse(op, &run->faults);
}

static void fail(struct data_run *run, const struct error *err)
{
    drop_page(run);
    response_flight_land(cache_of(run), &run->waiter, NULL, err);
    run->op->on_gone = NULL;
    op_fail_error(run->op, err);
}

/* The cache compresses once for all. */
static void answer_from_cache(struct data_run *run,
                              const struct response *response)
{
    const struct response *known = response_cache_find(
        cache_of(run), response->key, strlen(response->key));
    bool kept = known != NULL && !response->passing;
    data_send(run->op, kept ? known : response, kept);
}

/* Others first: sending our own reply may end this request. */
static void deliver(struct data_run *run, const struct response *response)
{
    struct op *op = run->op;
    const struct response *stored = NULL;
    if (op->catalogue == op->app->catalogue) {
        stored = response_cache_add(cache_of(run), response);
    }
    if (stored != NULL && run->alias != NULL) {
        response_cache_alias(cache_of(run), stored, run->alias, run->alias_len);
    }
    response_flight_land(cache_of(run), &run->waiter, response, NULL);
    answer_from_cache(run, response);
}

static void finish(struct data_run *run)
{
    struct op *op = run->op;
    int64_t current = catalogue_revision(op->catalogue);
    int64_t revision = run->revision != 0 ? run->revision : current;
    const char *cursor = data_page_cursor(&run->page);
    struct buffer out;

    buffer_init(&out, 0);
    data_page_write(&run->page, revision, op->app->config->demo, &out);
    drop_page(run);
    if (out.failed) {
        struct error err = {0};
        error_detail(&err, FAULT_INTERNAL, "an answer is too long");
        fail(run, &err);
    } else {
        struct response response = {
            .key = run->key,
            .type = data_page_type(&run->page),
            .data = out.data,
            .len = out.len,
            .revision = revision,
            .passing = revision != current,
        };
        conditional_etag(op, run->key, response.etag);
        if (cursor != NULL) {
            response.next =
                data_canonical_next(&run->query, cursor, &op->req->arena);
        }
        deliver(run, &response);
    }
    buffer_fini(&out);
}

/* --- reading --- */

static void read_first(struct data_run *run);
static void read_next(struct data_run *run);
static bool prepare(struct data_run *run);

/* An import was committed since the question was resolved: with the snapshot
 * that is current now, from the beginning. */
static void begin_again(struct data_run *run)
{
    struct op *op = run->op;
    drop_page(run);
    catalogue_unref(op->catalogue);
    op->catalogue = catalogue_ref(op->app->catalogue);
    run->tries++;
    run->revision = 0;
    if (prepare(run)) {
        read_first(run);
        return;
    }
    struct error err = {0};
    error_set(&err, FAULT_CONTENTION, NULL, NULL, NULL);
    response_flight_land(cache_of(run), &run->waiter, NULL, &err);
    refuse(run);
}

static bool fits(const struct data_run *run, int64_t revision)
{
    if (run->revision != 0) {
        return revision == run->revision;
    }
    return revision == catalogue_revision(run->op->catalogue) ||
           run->tries == MAX_TRIES;
}

/* True: of that revision. Else it is begun again, or given up. */
static bool accept(struct data_run *run, int64_t revision)
{
    if (fits(run, revision)) {
        run->revision = revision;
        return true;
    }
    if (run->tries < MAX_TRIES) {
        begin_again(run);
    } else {
        struct error contention = {0};
        error_set(&contention, FAULT_CONTENTION, NULL, NULL, NULL);
        fail(run, &contention);
    }
    return false;
}

static void on_window(struct op *op, const struct db_result *result,
                      const struct error *err);

/* The window's next part, or all of it is there. */
static void take_window(struct data_run *run)
{
    if (data_window_next_part(&run->page.window)) {
        data_read_start(run->op, &run->page.window, on_window);
    } else {
        data_page_take(&run->page);
        read_next(run);
    }
}

static void on_window(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct data_run *run = op->data;
    if (result == NULL) {
        fail(run, err);
        return;
    }
    int64_t revision = data_read_fill(&run->page.window, result);
    if (accept(run, revision)) {
        run->page.window.revision = revision;
        take_window(run);
    }
}

static void read_next(struct data_run *run)
{
    if (data_page_next(&run->page)) {
        data_read_start(run->op, &run->page.window, on_window);
    } else {
        finish(run);
    }
}

static void on_shield(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct data_run *run = op->data;
    if (result == NULL) {
        fail(run, err);
        return;
    }
    int64_t revision = data_read_shield(&run->shield, result);
    if (accept(run, revision)) {
        read_next(run);
    }
}

/* What is hidden must be known before the first figure is written. */
static void read_first(struct data_run *run)
{
    if (run->shielded) {
        op_query_try(run->op, STATEMENT_SHIELD_READ, run->shield.params,
                     DATA_SHIELD_PARAMS, on_shield);
    } else {
        read_next(run);
    }
}

/* --- the beginning --- */

static void resolve(struct data_run *run)
{
    struct op *op = run->op;
    run->ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = &op->req->arena,
        .lang = op->req->lang,
        .accept = request_header(op->req, "Accept"),
        .default_rows = op->app->config->default_rows,
        .max_rows = op->app->config->max_rows,
        .small_base = op->app->config->small_base,
        .min_coverage = op->app->config->min_coverage,
        .protection =
            protection_of(op->app->config, &op->actor, &op->req->arena),
    };
    data_query_parse(run->args, &run->ctx, &run->query, &run->faults);
    data_guard_check(run->args, &run->ctx, &run->query, &run->faults);
}

/* The question, what is hidden of the answer, and what the configuration
 * adds to the question. */
static const char *make_key(const struct data_run *run)
{
    struct arena *arena = run->ctx.arena;
    const char *question = data_canonical_key(&run->query, arena);
    const char *protection = protection_key(run->ctx.protection, arena);
    size_t size = strlen(question) + strlen(protection) +
                  sizeof("#-2147483648,-2147483648,");
    char *key = arena_alloc(arena, size);
    snprintf(key, size, "%s#%d,%d,%s", question, run->query.small_base,
             run->query.min_coverage, protection);
    return key;
}

static void make_shield(struct data_run *run)
{
    struct data_plan *plan = &run->page.plan;
    run->shielded = data_guard_concerns(&run->ctx, &run->query);
    if (run->shielded && run->faults.count == 0) {
        data_shield_init(&run->shield, plan, run->ctx.protection, &run->faults);
        plan->shield = &run->shield;
    }
}

static void make_page(struct data_run *run)
{
    data_page_init(&run->page, &run->query, &run->op->app->cells, &run->ctx,
                   &run->faults);
    run->has_page = true;
    make_shield(run);
    if (run->faults.count > 0) {
        drop_page(run);
    }
}

/* False: the question has faults. */
static bool prepare(struct data_run *run)
{
    resolve(run);
    if (run->faults.count == 0) {
        run->key = make_key(run);
        make_page(run);
    }
    return run->faults.count == 0;
}

static void on_response(struct response_waiter *waiter,
                        const struct response *response,
                        const struct error *err)
{
    struct data_run *run = CONTAINER_OF(waiter, struct data_run, waiter);
    if (response != NULL) {
        metrics_cache(run->op->app->metrics, METRICS_CACHE_SHARED);
        drop_page(run);
        answer_from_cache(run, response);
    } else if (err != NULL) {
        drop_page(run);
        run->op->on_gone = NULL;
        op_fail_error(run->op, err);
    } else {
        metrics_cache(run->op->app->metrics, METRICS_CACHE_MISS);
        read_first(run);
    }
}

static void on_gone(struct op *op)
{
    struct data_run *run = op->data;
    drop_page(run);
    response_flight_leave(cache_of(run), &run->waiter);
}

static bool answer_known(struct data_run *run)
{
    const struct response *known =
        response_cache_find(cache_of(run), run->key, strlen(run->key));
    if (known == NULL) {
        return false;
    }
    if (run->alias != NULL) {
        response_cache_alias(cache_of(run), known, run->alias, run->alias_len);
    }
    metrics_cache(run->op->app->metrics, METRICS_CACHE_HIT);
    data_send(run->op, known, true);
    return true;
}

static void make_answer(struct data_run *run)
{
    struct op *op = run->op;
    make_page(run);
    if (run->faults.count > 0) {
        refuse(run);
        return;
    }
    op->on_gone = on_gone;
    if (response_flight_join(cache_of(run), &run->waiter, run->key)) {
        metrics_cache(op->app->metrics, METRICS_CACHE_MISS);
        read_first(run);
    }
}

void data_run(struct op *op, const struct data_args *args,
              struct data_faults *faults, const char *alias, size_t alias_len)
{
    struct data_run *run = arena_zalloc(&op->req->arena, 1, sizeof(*run));
    run->op = op;
    run->args = args;
    run->alias = alias;
    run->alias_len = alias_len;
    run->faults = *faults;
    run->waiter.on_response = on_response;
    op->data = run;

    resolve(run);
    if (run->faults.count > 0) {
        refuse(run);
        return;
    }
    run->key = make_key(run);
    if (!conditional_check(op, run->key) && !answer_known(run)) {
        make_answer(run);
    }
}
