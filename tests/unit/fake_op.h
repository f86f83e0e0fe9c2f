/*
 * A transport and a database that only remember what they were told, for
 * tests of what is between them. Defines the functions of http/request.h and
 * of storage/db_pool.h: include it in one file of an executable. That file
 * defines router_table() itself if it says so by FAKE_OWN_ROUTES.
 */
#ifndef TVS_TESTS_FAKE_OP_H
#define TVS_TESTS_FAKE_OP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/problem.h"
#include "http/request.h"
#include "ingest/import_lane.h"
#include "metrics.h"
#include "op.h"
#include "router.h"
#include "storage/db_pool.h"
#include "unit.h"

#define FAKE_FIELDS 8

struct db_result {
    int rows, columns;
    const char *const *cells; /* row by row */
};

struct fake_field {
    const char *name, *value;
};

static struct fake {
    struct request req;
    struct config config;
    struct app app;
    struct op op; /* for what is called without the router */
    struct fake_field fields[FAKE_FIELDS]; /* of the request */
    /* What was answered. */
    int replies;
    int status;
    char type[96];
    struct buffer head; /* "Name: value\n" */
    struct buffer body;
    bool begun, ended, aborted, wait;
    void (*on_room)(struct request *req);
    /* What was asked of the database. */
    struct db_query *query;
    int queries;
    bool db_up;
    /* The body that was asked for. */
    const struct body_sink *sink;
    int64_t body_max;
} fake;

static inline void fake_setup(void)
{
    memset(&fake, 0, sizeof(fake));
    arena_init(&fake.req.arena);
    buffer_init(&fake.head, 0);
    buffer_init(&fake.body, 0);
    buffer_add_str(&fake.head, "");
    buffer_add_str(&fake.body, "");
    config_default(&fake.config);
    fake.config.access = false;
    fake.db_up = true;
    fake.app.config = &fake.config;
    fake.app.metrics = metrics_new();
    fake.op.app = &fake.app;
    fake.op.req = &fake.req;
    fake.op.body = "";
    fake.req.op = &fake.op;
    fake.req.path = "/";
    snprintf(fake.req.id, sizeof(fake.req.id), "test-1");
}

static inline void fake_teardown(void)
{
    arena_fini(&fake.req.arena);
    buffer_fini(&fake.head);
    buffer_fini(&fake.body);
    metrics_free(fake.app.metrics);
}

static inline void fake_param(const char *name, const char *value)
{
    fake.req.params[fake.req.param_count++] = (struct http_param){name, value};
}

static inline void fake_field(const char *name, const char *value)
{
    for (int i = 0; i < FAKE_FIELDS; i++) {
        if (fake.fields[i].name == NULL) {
            fake.fields[i] = (struct fake_field){name, value};
            return;
        }
    }
    ck_abort_msg("too many fields");
}

/* The database answers the running query. */
static inline void fake_rows(int rows, int columns, const char *const *cells)
{
    const struct db_result result = {rows, columns, cells};
    struct db_query *query = fake.query;
    ck_assert_ptr_nonnull(query);
    fake.query = NULL;
    query->done(query, &result, NULL);
}

static inline void fake_db_error(enum fault fault)
{
    struct error err = {.fault = fault};
    struct db_query *query = fake.query;
    ck_assert_ptr_nonnull(query);
    fake.query = NULL;
    query->done(query, NULL, &err);
}

/* Forgets the reply, so that the same request can be answered again. */
static inline void fake_again(void)
{
    buffer_clear(&fake.head);
    buffer_clear(&fake.body);
    buffer_add_str(&fake.head, "");
    buffer_add_str(&fake.body, "");
    fake.replies = fake.status = 0;
}

/* The value of the last reply's field, "" when it has none. */
static inline const char *fake_head(const char *name)
{
    static char value[256];
    size_t len = strlen(name);
    value[0] = '\0';
    for (const char *at = fake.head.data; *at != '\0';
         at = strchr(at, '\n') + 1) {
        if (strncmp(at, name, len) == 0 && at[len] == ':') {
            snprintf(value, sizeof(value), "%.*s",
                     (int)strcspn(at + len + 2, "\n"), at + len + 2);
        }
    }
    return value;
}

#define ck_assert_contains(text, part) \
    ck_assert_msg(strstr(text, part) != NULL, "no %s in %s", part, text)

#ifndef FAKE_OWN_ROUTES
const struct route *router_table(int *count)
{
    *count = 0;
    return NULL;
}
#endif

/* --- http/request.h --- */

const char *request_header(const struct request *req, const char *name)
{
    (void)req;
    for (int i = 0; i < FAKE_FIELDS && fake.fields[i].name != NULL; i++) {
        if (strcasecmp(fake.fields[i].name, name) == 0) {
            return fake.fields[i].value;
        }
    }
    return NULL;
}

const char *request_param(const struct request *req, const char *name)
{
    for (int i = 0; i < req->param_count; i++) {
        if (strcmp(req->params[i].name, name) == 0) {
            return req->params[i].value;
        }
    }
    return NULL;
}

void request_accept_body(struct request *req, int64_t max,
                         const struct body_sink *sink)
{
    (void)req;
    fake.sink = sink;
    fake.body_max = max;
}

void request_pause_body(struct request *req)
{
    (void)req;
}

void request_resume_body(struct request *req)
{
    (void)req;
}

void reply_header(struct request *req, const char *name, const char *value)
{
    (void)req;
    buffer_printf(&fake.head, "%s: %s\n", name, value);
}

void reply_send(struct request *req, int status, const char *type,
                const void *body, size_t len)
{
    (void)req;
    fake.replies++;
    fake.status = status;
    snprintf(fake.type, sizeof(fake.type), "%s", type != NULL ? type : "");
    buffer_add(&fake.body, body, len);
}

void reply_empty(struct request *req, int status)
{
    reply_send(req, status, NULL, "", 0);
}

void reply_problem(struct request *req, int status, const struct error *err,
                   const char *extra)
{
    struct buffer body;
    buffer_init(&body, 0);
    problem_write(&body, status, err, req->lang, extra);
    reply_send(req, status, PROBLEM_TYPE, body.data, body.len);
    buffer_fini(&body);
}

void reply_error(struct request *req, const struct error *err)
{
    reply_problem(req, fault_status(err->fault), err, "");
}

void reply_begin(struct request *req, int status, const char *type)
{
    reply_send(req, status, type, "", 0);
    fake.begun = true;
}

bool reply_chunk(struct request *req, const void *data, size_t len)
{
    (void)req;
    ck_assert(fake.begun && !fake.ended && !fake.aborted);
    buffer_add(&fake.body, data, len);
    return !fake.wait;
}

void reply_on_room(struct request *req, void (*on_room)(struct request *req))
{
    (void)req;
    fake.on_room = on_room;
}

void reply_end(struct request *req)
{
    (void)req;
    fake.ended = true;
}

void reply_abort(struct request *req)
{
    (void)req;
    fake.aborted = true;
}

/* --- storage/db_pool.h --- */

void db_submit(struct db_pool *pool, struct db_query *query)
{
    (void)pool;
    ck_assert_ptr_null(fake.query);
    fake.query = query;
    fake.queries++;
}

void db_abandon(struct db_pool *pool, struct db_query *query)
{
    (void)pool;
    ck_assert_ptr_eq(fake.query, query);
    fake.query = NULL;
}

bool db_pool_up(const struct db_pool *pool)
{
    (void)pool;
    return fake.db_up;
}

struct db_pool_stats db_pool_stats(const struct db_pool *pool)
{
    (void)pool;
    return (struct db_pool_stats){.connections_up = 4, .busy = 1};
}

/* No lane either. */
struct import_lane_stats import_lane_stats(const struct import_lane *lane)
{
    (void)lane;
    return (struct import_lane_stats){0};
}

int db_rows(const struct db_result *result)
{
    return result->rows;
}

bool db_is_null(const struct db_result *result, int row, int column)
{
    ck_assert(row < result->rows && column < result->columns);
    return result->cells[row * result->columns + column] == NULL;
}

const char *db_text(const struct db_result *result, int row, int column)
{
    if (db_is_null(result, row, column)) {
        return "";
    }
    return result->cells[row * result->columns + column];
}

int db_length(const struct db_result *result, int row, int column)
{
    return (int)strlen(db_text(result, row, column));
}

int64_t db_int(const struct db_result *result, int row, int column)
{
    return strtoll(db_text(result, row, column), NULL, 10);
}

#endif
