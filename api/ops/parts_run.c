#include "ops/parts_run.h"

#include <stdio.h>
#include <string.h>

#include "conditional.h"
#include "data/data_canonical.h"
#include "data/data_formats.h"
#include "ops/data_read.h"
#include "ops/data_refuse.h"

/* How often it is begun again because an import came in between. */
#define MAX_TRIES 3
#define MAX_BYTES 16777216

enum { PARTS, WHOLE, GATHERS };

struct parts_run {
    const struct parts_kind *kind;
    const struct data_args *args;
    struct data_context ctx;
    struct parts_query query;
    struct data_faults faults;
    struct parts_gather gathers[GATHERS];
    int at; /* which of them is being read */
    const char *key;
    int tries;
};

static void begin(struct op *op);
static void read_next(struct op *op);

/* --- answers --- */

static void finish(struct op *op)
{
    struct parts_run *run = op->data;
    struct parts_answer answer;
    struct buffer body;
    parts_answer_init(&answer, &run->query, &run->gathers[PARTS],
                      &run->gathers[WHOLE]);
    answer.revision = catalogue_revision(op->catalogue);
    answer.synthetic = op->app->config->demo;
    buffer_init(&body, MAX_BYTES);
    run->kind->write(&answer, &body);
    conditional_send(op, run->key,
                     data_formats_info(run->query.parts.format)->type, &body);
    buffer_fini(&body);
}

/* --- reading --- */

/* With the snapshot that is current now. */
static void begin_again(struct op *op)
{
    struct parts_run *run = op->data;
    if (++run->tries > MAX_TRIES) {
        op_fail(op, FAULT_CONTENTION, NULL, NULL, NULL);
        return;
    }
    catalogue_unref(op->catalogue);
    op->catalogue = catalogue_ref(op->app->catalogue);
    begin(op);
}

static void on_window(struct op *op, const struct db_result *result,
                      const struct error *err)
{
    struct parts_run *run = op->data;
    struct parts_gather *gather = &run->gathers[run->at];
    if (result == NULL) {
        op_fail_error(op, err);
        return;
    }
    if (data_read_fill(&gather->window, result) !=
        catalogue_revision(op->catalogue)) {
        begin_again(op);
        return;
    }
    if (data_window_next_part(&gather->window)) {
        data_read_start(op, &gather->window, on_window);
        return;
    }
    parts_gather_take(gather);
    read_next(op);
}

static void read_next(struct op *op)
{
    struct parts_run *run = op->data;
    for (; run->at < GATHERS; run->at++) {
        struct parts_gather *gather = &run->gathers[run->at];
        if (parts_gather_next(gather)) {
            data_read_start(op, &gather->window, on_window);
            return;
        }
    }
    finish(op);
}

/* --- the question --- */

static const char *make_key(const struct parts_run *run)
{
    const char *question =
        data_canonical_key(&run->query.parts, run->ctx.arena);
    size_t size =
        strlen(run->kind->name) + strlen(question) + sizeof(" #-2147483648");
    char *key = arena_alloc(run->ctx.arena, size);
    snprintf(key, size, "%s %s#%d", run->kind->name, question,
             run->query.parts.min_coverage);
    return key;
}

/* False: the question has faults. */
static bool resolve(struct op *op)
{
    struct parts_run *run = op->data;
    run->at = PARTS;
    run->ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = &op->req->arena,
        .lang = op->req->lang,
        .accept = request_header(op->req, "Accept"),
        .default_rows = PARTS_MAX,
        .max_rows = PARTS_MAX,
        .small_base = op->app->config->small_base,
        .min_coverage = op->app->config->min_coverage,
    };
    parts_query_parse(run->args, &run->ctx, run->kind->ratio, &run->query,
                      &run->faults);
    if (run->faults.count > 0) {
        return false;
    }
    run->key = make_key(run);
    parts_gather_init(&run->gathers[PARTS], &run->query.parts, &op->app->cells,
                      &run->ctx, &run->faults);
    if (run->faults.count == 0) {
        parts_gather_init(&run->gathers[WHOLE], &run->query.whole,
                          &op->app->cells, &run->ctx, &run->faults);
    }
    return run->faults.count == 0;
}

static void begin(struct op *op)
{
    struct parts_run *run = op->data;
    if (!resolve(op)) {
        data_refuse(op, &run->faults);
    } else if (!conditional_check(op, run->key)) {
        read_next(op);
    }
}

void parts_run(struct op *op, const struct parts_kind *kind)
{
    struct arena *arena = &op->req->arena;
    struct parts_run *run = arena_zalloc(arena, 1, sizeof(*run));
    struct data_args *args = arena_zalloc(arena, 1, sizeof(*args));
    run->kind = kind;
    run->args = args;
    run->faults = (struct data_faults){.arena = arena};
    data_args_from_params(args, arena, op->req->params, op->req->param_count,
                          &run->faults);
    op->data = run;
    begin(op);
}
