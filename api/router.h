/*
 * The table of endpoints. For every request: find the route (404, 405 with
 * Allow), check the token (401) and the role (403), check Content-Length
 * against the route's maximum (413), then run the operation; only then is a
 * body accepted, so 100-continue comes after all that.
 *
 * A check proves that this table and api/openapi.yaml name the same
 * operations.
 */
#ifndef TVS_API_ROUTER_H
#define TVS_API_ROUTER_H

#include "op.h"

enum route_access {
    ACCESS_OPEN,   /* health, metadata of the API */
    ACCESS_READ,   /* anybody if public_read, else any valid token; where small
                      counts are protected, nobody that they are hidden from */
    ACCESS_PUBLIC, /* the same, but it protects them itself or shows none */
    ACCESS_SUBMIT, /* submitter or admin */
    ACCESS_ADMIN,
};

enum route_body {
    ROUTE_NO_BODY,
    ROUTE_SMALL_BODY,  /* collected up to ROUTE_SMALL_MAX before op runs */
    ROUTE_STREAM_BODY, /* op calls request_accept_body() itself */
};

#define ROUTE_SMALL_MAX 65536

typedef void op_fn(struct op *op);

struct route {
    enum http_method method; /* HTTP_GET serves HEAD as well */
    const char *pattern;     /* "/v1/imports/{id}/errors.csv" */
    enum route_access access;
    enum route_body body;
    op_fn *op;
};

/* routes.c: the table itself. */
const struct route *router_table(int *count);
/* http_server_options.on_request; ctx is the struct app. */
void router_on_request(struct request *req, void *ctx);
/* http_server_options.on_done: access log and metrics. */
void router_on_done(const struct request *req, int status, int64_t sent,
                    void *ctx);

#endif
