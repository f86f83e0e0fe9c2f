#include "ops/data_run.h"

#include "conditional.h"
#include "data/data_canonical.h"
#include "data/data_formats.h"
#include "metrics.h"
#include "ops/data_ask.h"
#include "ops/data_refuse.h"
#include "ops/data_send.h"
#include "ops/data_write.h"
#include "protection.h"

#include <stdio.h>
#include <string.h>

/*
 * One question on its way to its answer. It lives in the request's arena; what
 * it reads is given back when the answer is made, or when the client goes.
 */
struct data_run {
    struct op *op;
    const char *alias;
    size_t alias_len;
    struct data_ask ask;
    struct data_write write; /* of a format that needs the whole table */
    const char *key;
    struct response_waiter waiter;
};

static struct response_cache *cache_of(const struct data_run *run)
{
    return run->op->app->cache;
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
    data_refuse(op, &run->ask.faults);
}

static void fail(struct data_run *run, const struct error *err)
{
    response_flight_land(cache_of(run), &run->waiter, NULL, err);
    run->op->on_gone = NULL;
    op_fail_error(run->op, err);
}

/* Those who wait have other snapshots. */
static void refuse_late(struct data_run *run)
{
    struct error err = {0};
    error_set(&err, FAULT_CONTENTION, NULL, NULL, NULL);
    response_flight_land(cache_of(run), &run->waiter, NULL, &err);
    refuse(run);
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

/* The question, what is hidden of the answer, and what the configuration
 * adds to the question. */
static const char *make_key(const struct data_run *run)
{
    struct arena *arena = run->ask.ctx.arena;
    const char *question = data_canonical_key(&run->ask.query, arena);
    const char *protection = protection_key(run->ask.ctx.protection, arena);
    size_t size = strlen(question) + strlen(protection) +
                  sizeof("#-2147483648,-2147483648,");
    char *key = arena_alloc(arena, size);
    snprintf(key, size, "%s#%d,%d,%s", question, run->ask.query.small_base,
             run->ask.query.min_coverage, protection);
    return key;
}

static int64_t revision_of(const struct data_run *run)
{
    int64_t current = catalogue_revision(run->op->catalogue);
    return run->ask.revision != 0 ? run->ask.revision : current;
}

/* The bytes are the caller's. */
static void answer(struct data_run *run, const struct buffer *out)
{
    struct op *op = run->op;
    const struct data_query *query = &run->ask.query;
    const char *cursor = data_page_cursor(&run->ask.page);
    int64_t revision = revision_of(run);
    struct response response = {
        .key = run->key,
        .type = data_formats_of(query)->type,
        .data = out->data,
        .len = out->len,
        .revision = revision,
        .passing = revision != catalogue_revision(op->catalogue),
    };
    conditional_etag(op, run->key, response.etag);
    if (cursor != NULL) {
        response.cursor = arena_dup(&op->req->arena, cursor);
        response.next = data_canonical_next(query, cursor, &op->req->arena);
    }
    data_ask_drop(&run->ask);
    deliver(run, &response);
}

/* What has been written row by row but for its end. */
static void finish_rows(struct data_run *run)
{
    struct error err = {0};
    struct buffer out;
    buffer_init(&out, 0);
    if (data_page_write(&run->ask.page, revision_of(run),
                        run->op->app->config->demo, &out, &err)) {
        answer(run, &out);
    } else {
        data_ask_drop(&run->ask);
        fail(run, &err);
    }
    buffer_fini(&out);
}

static void on_written(struct data_write *write, const struct error *err)
{
    struct data_run *run = write->owner;
    struct buffer out = write->out; /* outlives the request */
    buffer_init(&write->out, 0);
    if (err != NULL) {
        data_write_drop(write);
        data_ask_drop(&run->ask);
        fail(run, err);
    } else {
        answer(run, &out);
    }
    buffer_fini(&out);
}

static void finish(struct data_run *run)
{
    run->write.format = data_formats_of(&run->ask.query);
    if (run->write.format->write == NULL) {
        finish_rows(run);
        return;
    }
    struct error err = {0};
    run->write.app = run->op->app;
    run->write.grid = data_ask_table(&run->ask);
    if (!data_formats_check(run->write.format, run->write.grid, &err)) {
        data_ask_drop(&run->ask);
        fail(run, &err);
        return;
    }
    run->write.on_end = on_written;
    run->write.owner = run;
    data_write_start(&run->write);
}

static void on_end(struct data_ask *ask)
{
    struct data_run *run = ask->owner;
    if (ask->end == DATA_ASK_REFUSED) {
        refuse_late(run);
    } else if (ask->end != DATA_ASK_READ) {
        fail(run, &ask->err);
    } else {
        if (ask->tries > 0) { /* periods such as the last may be others now */
            run->key = make_key(run);
        }
        finish(run);
    }
}

/* --- the beginning --- */

static void on_response(struct response_waiter *waiter,
                        const struct response *response,
                        const struct error *err)
{
    struct data_run *run = CONTAINER_OF(waiter, struct data_run, waiter);
    if (response != NULL) {
        metrics_cache(run->op->app->metrics, METRICS_CACHE_SHARED);
        data_ask_drop(&run->ask);
        answer_from_cache(run, response);
    } else if (err != NULL) {
        data_ask_drop(&run->ask);
        run->op->on_gone = NULL;
        op_fail_error(run->op, err);
    } else {
        metrics_cache(run->op->app->metrics, METRICS_CACHE_MISS);
        data_ask_read(&run->ask);
    }
}

static void on_gone(struct op *op)
{
    struct data_run *run = op->data;
    data_write_drop(&run->write);
    data_ask_drop(&run->ask);
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
    if (!data_ask_plan(&run->ask)) {
        refuse(run);
        return;
    }
    op->on_gone = on_gone;
    if (response_flight_join(cache_of(run), &run->waiter, run->key)) {
        metrics_cache(op->app->metrics, METRICS_CACHE_MISS);
        data_ask_read(&run->ask);
    }
}

void data_run(struct op *op, const struct data_args *args,
              struct data_faults *faults, const char *alias, size_t alias_len)
{
    struct data_run *run = arena_zalloc(&op->req->arena, 1, sizeof(*run));
    run->op = op;
    run->ask = (struct data_ask){
        .op = op,
        .args = args,
        .on_end = on_end,
        .owner = run,
        .faults = *faults,
    };
    run->alias = alias;
    run->alias_len = alias_len;
    run->waiter.on_response = on_response;
    op->data = run;

    if (!data_ask_resolve(&run->ask)) {
        refuse(run);
        return;
    }
    run->key = make_key(run);
    if (!conditional_check(op, run->key) && !answer_known(run)) {
        make_answer(run);
    }
}
