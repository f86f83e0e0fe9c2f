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

#define OP_MAX_FAULTS 64

struct data_ask;
struct op;

/* One thing wrong with a request, at the place it stands. */
struct op_fault {
    enum fault fault;
    const char *path; /* the parameter's name, a JSON pointer, or "" */
    const char *args[3];
};

typedef void op_rows_fn(struct op *op, const struct db_result *result);
/* For op_query_try(): result is NULL and err set when it failed. */
typedef void op_result_fn(struct op *op, const struct db_result *result,
                          const struct error *err);

struct op {
    struct app *app;
    struct request *req;
    struct actor actor;
    struct catalogue *catalogue;
    const char *args[3]; /* what {name} in the route's pattern matched */
    const char *body;    /* ROUTE_SMALL_BODY: all of it, NUL-terminated */
    size_t body_len;
    void (*on_gone)(struct op *op);
    void *data;           /* the handler's own */
    struct data_ask *ask; /* the question being read: ops/data_ask.h */
    /* Faults noted so far; see op_note(). */
    struct op_fault *faults;
    int fault_count;
    void (*next)(struct op *op); /* auth_find()'s own */
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
/* Answers an error; what is ours (5xx) goes to the log with its detail. */
void op_fail_error(struct op *op, const struct error *err);

/*
 * A request with several faults hears of all of them at once: note each, then
 * ask op_refused(). Strings are copied; beyond OP_MAX_FAULTS they are dropped.
 */
void op_note(struct op *op, const char *path, enum fault fault,
             const char *arg0, const char *arg1);
/* True: there were faults, and they have been answered. The status is 400 if
 * one of them is syntax, else that of the first. */
bool op_refused(struct op *op);
/* The same with a status that the operation knows better. */
bool op_refused_as(struct op *op, int status);
/*
 * Notes the query parameters that are not in the NULL-terminated list, those
 * given twice, and a `lang` (always allowed) that is none. A name ending in
 * '.' allows every parameter with that prefix.
 */
void op_note_params(struct op *op, const char *const *allowed);
/* Both together, for an operation whose parameters have no syntax of their
 * own. False: it has answered. */
bool op_check_params(struct op *op, const char *const *allowed);
/* Notes a value that is not a whole number from low to high; absent: what
 * `missing` says. */
int64_t op_int_param(struct op *op, const char *name, int64_t missing,
                     int64_t low, int64_t high);

#endif
