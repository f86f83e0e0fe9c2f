/*
 * One operation on one request: what a handler in api/ops/ gets. Lives in the
 * request's arena from routing to the last byte of the reply; the router
 * holds the catalogue snapshot for it. If the client goes away, the running
 * query is abandoned and the handler is not called again (an operation that
 * must finish anyway, such as an import, sets op->on_gone itself).
 */
#ifndef TVS_API_OP_H
#define TVS_API_OP_H

#include "app.h"
#include "auth.h"
#include "http/request.h"
#include "storage/db_pool.h"

struct op;

typedef void op_rows_fn(struct op *op, const struct db_result *result);
/* For op_query_try(): result is NULL and err set when it failed. */
typedef void op_result_fn(struct op *op, const struct db_result *result,
                          const struct error *err);

struct op {
    struct app *app;
    struct request *req;
    struct actor actor;
    struct catalogue *catalogue;
    const char *args[2]; /* what {name} in the route's pattern matched */
    const char *body;    /* ROUTE_SMALL_BODY: all of it, NUL-terminated */
    size_t body_len;
    void (*on_gone)(struct op *op);
    void *data; /* the handler's own */
    /* op_query()'s own. */
    struct db_query query;
    op_rows_fn *on_rows;
    op_result_fn *on_result;
    bool querying;
};

/*
 * Runs a statement on the read pool with text parameters (arena or static
 * memory). on_rows is called when it succeeded; a failure is answered as a
 * problem. One at a time per operation.
 */
void op_query(struct op *op, enum statement statement,
              const char *const *params, int count, op_rows_fn *on_rows);
/* The same, but the handler gets the failure as well. */
void op_query_try(struct op *op, enum statement statement,
                  const char *const *params, int count,
                  op_result_fn *on_result);
/* Answers one fault. */
void op_fail(struct op *op, enum fault fault, const char *arg0,
             const char *arg1, const char *arg2);
/*
 * Query parameters: refuses (400, all at once) those that are not in the
 * NULL-terminated list, and those given twice. A name ending in '.' allows
 * every parameter with that prefix. False: it has answered.
 */
bool op_check_params(struct op *op, const char *const *allowed);

#endif
