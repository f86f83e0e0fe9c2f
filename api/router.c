#include "router.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cors.h"
#include "http/method.h"
#include "metrics.h"
#include "platform/check.h"
#include "platform/clock.h"
#include "platform/log.h"
#include "protection.h"
#include "route_match.h"

/* An operation and what the router keeps with it. */
struct routed {
    struct op op;
    const struct route *route;
    char *body;
    size_t body_cap;
};

static struct routed *routed_of(struct op *op)
{
    return CONTAINER_OF(op, struct routed, op);
}

/* --- the body --- */

static int64_t body_max(const struct routed *routed)
{
    switch (routed->route->body) {
    case ROUTE_STREAM_BODY:
        return routed->op.app->config->max_upload_mb * 1024 * 1024;
    case ROUTE_SMALL_BODY:
        return ROUTE_SMALL_MAX;
    default:
        return INT64_MAX; /* the transport drops it */
    }
}

static void on_body_data(struct request *req, const void *data, size_t len)
{
    struct routed *routed = routed_of(req->op);
    /* The transport has cut off what is longer. */
    CHECK(len <= routed->body_cap - routed->op.body_len);
    memcpy(routed->body + routed->op.body_len, data, len);
    routed->op.body_len += len;
}

static void on_body_end(struct request *req)
{
    struct routed *routed = routed_of(req->op);
    routed->body[routed->op.body_len] = '\0';
    routed->op.body = routed->body;
    routed->route->op(&routed->op);
}

static void collect_body(struct routed *routed)
{
    static const struct body_sink SINK = {on_body_data, on_body_end};
    struct request *req = routed->op.req;

    routed->body_cap = req->content_length >= 0 ? (size_t)req->content_length
                                                : ROUTE_SMALL_MAX;
    routed->body = arena_alloc(&req->arena, routed->body_cap + 1);
    if (!req->has_body) {
        on_body_end(req);
        return;
    }
    request_accept_body(req, ROUTE_SMALL_MAX, &SINK);
}

/* --- from the table to the operation --- */

static void refuse_size(struct op *op, int64_t max)
{
    char size[24];
    char limit[24];
    snprintf(size, sizeof(size), "%" PRId64, op->req->content_length);
    snprintf(limit, sizeof(limit), "%" PRId64, max);
    op_fail(op, FAULT_TOO_LARGE, size, limit, NULL);
}

static bool may(const struct op *op, enum route_access access)
{
    switch (access) {
    case ACCESS_OPEN:
        return true;
    case ACCESS_READ:
        return op->actor.role != ROLE_NONE &&
               protection_of(op->app->config, &op->actor, &op->req->arena) ==
                   NULL;
    case ACCESS_PUBLIC:
        return op->actor.role != ROLE_NONE;
    case ACCESS_SUBMIT:
        return op->actor.role == ROLE_SUBMITTER || op->actor.role == ROLE_ADMIN;
    case ACCESS_ADMIN:
        return op->actor.role == ROLE_ADMIN;
    }
    return false;
}

/* The actor is known. */
static void admit(struct op *op)
{
    struct routed *routed = routed_of(op);
    int64_t max = body_max(routed);

    if (!may(op, routed->route->access)) {
        op_fail(op, FAULT_FORBIDDEN, NULL, NULL, NULL);
    } else if (op->req->content_length > max) {
        refuse_size(op, max);
    } else if (routed->route->body == ROUTE_SMALL_BODY) {
        collect_body(routed);
    } else {
        routed->route->op(op);
    }
}

/* Without a token. */
static bool is_readable(const struct config *config, enum route_access access)
{
    return config->public_read &&
           (access == ACCESS_PUBLIC ||
            (access == ACCESS_READ && config->suppress_below == 0));
}

static bool is_public(const struct routed *routed)
{
    const struct op *op = &routed->op;
    if (routed->route->access == ACCESS_OPEN) {
        return true;
    }
    return is_readable(op->app->config, routed->route->access) &&
           request_header(op->req, "Authorization") == NULL;
}

static void start(struct routed *routed)
{
    struct op *op = &routed->op;
    if (op->catalogue == NULL && routed->route->access != ACCESS_OPEN) {
        op_fail(op, FAULT_UNAVAILABLE, NULL, NULL, NULL);
    } else if (is_public(routed)) {
        op->actor.role = ROLE_READER;
        op->actor.name = "public";
        admit(op);
    } else {
        auth_find(op, admit);
    }
}

static void refuse_route(struct op *op, const struct route_match *match)
{
    char allow[ROUTE_ALLOW_SIZE];
    if (match->methods == 0) {
        op_fail(op, FAULT_NOT_FOUND, op->req->path, NULL, NULL);
        return;
    }
    route_match_allow(match->methods, allow);
    reply_header(op->req, "Allow", allow);
    op_fail(op, FAULT_METHOD_NOT_ALLOWED, method_name(op->req->method), NULL,
            NULL);
}

static void answer_preflight(struct request *req,
                             const struct route_match *match)
{
    char methods[ROUTE_ALLOW_SIZE];
    route_match_allow(match->methods, methods);
    cors_answer(req, methods);
}

static void on_gone(struct request *req)
{
    struct op *op = req->op;
    if (op->querying) {
        db_abandon(op->app->db, &op->query);
        op->querying = false;
    }
    if (op->on_gone != NULL) {
        op->on_gone(op);
    }
}

static struct routed *prepare(struct request *req, struct app *app)
{
    struct routed *routed = arena_zalloc(&req->arena, 1, sizeof(*routed));
    struct op *op = &routed->op;

    op->app = app;
    op->req = req;
    op->actor.name = "-";
    op->body = "";
    if (app->catalogue != NULL) {
        op->catalogue = catalogue_ref(app->catalogue);
    }
    req->op = op;
    req->actor = &op->actor;
    req->on_gone = on_gone;
    return routed;
}

void router_on_request(struct request *req, void *ctx)
{
    int count = 0;
    const struct route *table = router_table(&count);
    struct routed *routed = prepare(req, ctx);
    struct route_match match =
        route_match(table, count, req->method, req->path);

    cors_mark(req, routed->op.app->config->cors_origins);
    if (match.methods != 0 &&
        cors_asks(req, routed->op.app->config->cors_origins)) {
        answer_preflight(req, &match);
        return;
    }
    if (match.route == NULL) {
        refuse_route(&routed->op, &match);
        return;
    }
    routed->route = match.route;
    req->route = match.route->pattern;
    for (int i = 0; i < ROUTE_MAX_ARGS && match.args[i].at != NULL; i++) {
        routed->op.args[i] =
            arena_copy(&req->arena, match.args[i].at, match.args[i].len);
    }
    start(routed);
}

/* --- the end --- */

/* The query is left out: a token may stand in it by mistake. */
static void log_access(const struct request *req, int status, int64_t sent,
                       int64_t us)
{
    const struct actor *actor = req->actor;
    LOG(LOG_INFO, req->id, "request",
        LOG_TEXT("method", method_name(req->method)),
        LOG_TEXT("path", req->path), LOG_INT("status", status),
        LOG_INT("bytes", sent), LOG_INT("us", us),
        LOG_TEXT("actor", actor != NULL ? actor->name : "unknown"));
}

void router_on_done(const struct request *req, int status, int64_t sent,
                    void *ctx)
{
    const struct app *app = ctx;
    struct op *op = req->op;
    const struct route *route = op != NULL ? routed_of(op)->route : NULL;
    int64_t us = clock_us() - req->started_us;

    metrics_request(app->metrics, route, status, us, sent);
    if (app->config->access) {
        log_access(req, status, sent, us);
    }
    if (op != NULL && op->catalogue != NULL) {
        catalogue_unref(op->catalogue);
        op->catalogue = NULL;
    }
}
