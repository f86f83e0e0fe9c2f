#include "op.h"

#include "platform/check.h"
#include "platform/log.h"

void op_fail_error(struct op *op, const struct error *err)
{
    if (fault_status(err->fault) >= 500) {
        LOG(LOG_WARN, op->req->id, "request_failed",
            LOG_TEXT("code", fault_code(err->fault)),
            LOG_TEXT("detail", err->detail));
    }
    reply_error(op->req, err);
}

void op_fail(struct op *op, enum fault fault, const char *arg0,
             const char *arg1, const char *arg2)
{
    struct error err = {0};
    error_set(&err, fault, arg0, arg1, arg2);
    op_fail_error(op, &err);
}

/* The handler may start its next query from within its callback. */
static void on_query_done(struct db_query *query,
                          const struct db_result *result,
                          const struct error *err)
{
    struct op *op = CONTAINER_OF(query, struct op, query);
    op_rows_fn *on_rows = op->on_rows;
    op_result_fn *on_result = op->on_result;

    op->querying = false;
    if (on_result != NULL) {
        on_result(op, result, err);
    } else if (result == NULL) {
        op_fail_error(op, err);
    } else {
        on_rows(op, result);
    }
}

static void submit(struct op *op, enum statement statement,
                   const char *const *params, int count)
{
    CHECK(!op->querying && count <= DB_MAX_PARAMS);
    op->query = (struct db_query){
        .statement = statement,
        .done = on_query_done,
        .request_id = op->req->id,
    };
    for (int i = 0; i < count; i++) {
        op->query.params[i] = params[i];
    }
    op->querying = true;
    db_submit(op->app->db, &op->query);
}

void op_query(struct op *op, enum statement statement,
              const char *const *params, int count, op_rows_fn *on_rows)
{
    op->on_rows = on_rows;
    op->on_result = NULL;
    submit(op, statement, params, count);
}

void op_query_try(struct op *op, enum statement statement,
                  const char *const *params, int count, op_result_fn *on_result)
{
    op->on_rows = NULL;
    op->on_result = on_result;
    submit(op, statement, params, count);
}
