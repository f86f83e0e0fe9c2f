/* GET /v1/completeness: who has reported what is expected, and who in time. */
#include "completeness/completeness_rows.h"
#include "conditional.h"
#include "data/data_formats.h"
#include "http/request.h"
#include "op.h"
#include "ops/data_refuse.h"
#include "ops/ops.h"
#include "protection.h"

#include <stdio.h>

/* How often it is begun again because an import came in between. */
#define MAX_TRIES 3
#define MAX_BYTES 16777216

struct completeness_run {
    const struct data_args *args;
    struct data_context ctx;
    struct completeness_query query;
    struct completeness_plan plan;
    struct completeness_start start;
    struct data_faults faults;
    const char *key;
    int tries;
};

static void begin(struct op *op);

/* --- answers --- */

/* With the snapshot that is current now. */
static void begin_again(struct op *op)
{
    struct completeness_run *run = op->data;
    if (++run->tries > MAX_TRIES) {
        op_fail(op, FAULT_CONTENTION, NULL, NULL, NULL);
        return;
    }
    catalogue_unref(op->catalogue);
    op->catalogue = catalogue_ref(op->app->catalogue);
    begin(op);
}

static void on_rows(struct op *op, const struct db_result *result)
{
    struct completeness_run *run = op->data;
    struct completeness_answer answer = {
        .plan = &run->plan,
        .result = result,
        .revision = completeness_revision(result),
        .synthetic = op->app->config->demo,
    };
    if (answer.revision != catalogue_revision(op->catalogue)) {
        begin_again(op);
        return;
    }
    struct buffer body;
    buffer_init(&body, MAX_BYTES);
    completeness_write(&answer, &body);
    conditional_send(op, run->key,
                     data_formats_info(run->query.data.format)->type, &body);
    buffer_fini(&body);
}

/* --- the question --- */

static bool resolve(struct op *op)
{
    struct completeness_run *run = op->data;
    run->ctx = (struct data_context){
        .catalogue = op->catalogue,
        .arena = &op->req->arena,
        .lang = op->req->lang,
        .accept = request_header(op->req, "Accept"),
        .protection =
            protection_of(op->app->config, &op->actor, &op->req->arena),
    };
    completeness_query_parse(run->args, &run->ctx, &run->query, &run->faults);
    if (run->faults.count > 0) {
        return false;
    }
    run->query.due_days = op->app->config->due_days;
    run->query.counts_only = run->ctx.protection != NULL;
    run->key = completeness_query_key(&run->query, run->ctx.arena);
    completeness_plan_init(&run->plan, &run->query, op->app->cells, &run->ctx,
                           &run->faults);
    if (run->faults.count == 0 &&
        !completeness_cursor_parse(&run->plan, &run->start)) {
        data_faults_add(&run->faults, FAULT_BAD_CURSOR, "cursor", NULL, NULL);
    }
    return run->faults.count == 0;
}

static char *number_text(struct op *op, int number)
{
    char *text = arena_alloc(&op->req->arena, 16);
    snprintf(text, 16, "%d", number);
    return text;
}

static enum statement statement_of(const struct completeness_query *query)
{
    if (query->data.asof != NULL) {
        return query->list ? STATEMENT_COMPLETENESS_LIST_ASOF
                           : STATEMENT_COMPLETENESS_READ_ASOF;
    }
    return query->list ? STATEMENT_COMPLETENESS_LIST
                       : STATEMENT_COMPLETENESS_READ;
}

static void read(struct op *op)
{
    const struct completeness_run *run = op->data;
    const char *params[COMPLETENESS_PARAMS + 4];
    int count = 0;
    for (; count < COMPLETENESS_PARAMS; count++) {
        params[count] = run->plan.params[count];
    }
    if (run->query.list) {
        /* One more than asked for tells whether there is a next page. */
        params[count++] = number_text(op, run->start.slot);
        params[count++] = run->start.school;
        params[count++] = number_text(op, run->query.data.limit + 1);
    }
    if (run->query.data.asof != NULL) {
        params[count++] = run->query.data.asof;
    }
    op_query(op, statement_of(&run->query), params, count, on_rows);
}

static void begin(struct op *op)
{
    struct completeness_run *run = op->data;
    if (!resolve(op)) {
        data_refuse(op, &run->faults);
    } else if (!conditional_check(op, run->key)) {
        read(op);
    }
}

void op_completeness(struct op *op)
{
    struct arena *arena = &op->req->arena;
    struct completeness_run *run = arena_zalloc(arena, 1, sizeof(*run));
    struct data_args *args = arena_zalloc(arena, 1, sizeof(*args));

    run->faults = (struct data_faults){.arena = arena};
    data_args_from_params(args, arena, op->req->params, op->req->param_count,
                          &run->faults);
    run->args = args;
    op->data = run;
    begin(op);
}
