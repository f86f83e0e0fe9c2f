/*
 * The HTTP/1.1 server: listener, connections, strict framing, deadlines and
 * limits (docs/http.md). libevent only.
 */
#ifndef TVS_HTTP_SERVER_H
#define TVS_HTTP_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "http/request.h"

struct event_base;
struct http_server;

struct http_limits {
    int connections;         /* 1024 */
    int64_t bytes_in_flight; /* all buffers together: 64 MiB; above: 503 */
    int head_ms;             /* head complete within: 10000 */
    int idle_ms;             /* keep-alive: 30000 */
    int write_ms;            /* a reader that takes no byte: 30000 */
    int body_grace_ms;       /* then at least body_rate: 10000 */
    int body_rate;           /* bytes per second: 1024 */
};

struct http_server_options {
    const char *address; /* "127.0.0.1", "::1", "0.0.0.0" */
    int port;            /* 0: any, see http_server_port() */
    struct http_limits limits;
    void (*on_request)(struct request *req, void *ctx);
    /* Once per request, after the last byte of its reply or when the
     * connection broke (status 0: before any reply). Also for requests that
     * the transport refused itself; `path` is "" when it was not understood
     * and `route` NULL. `sent` counts head and framing. */
    void (*on_done)(const struct request *req, int status, int64_t sent,
                    void *ctx);
    void *ctx;
};

void http_limits_default(struct http_limits *limits);
/* Ignores SIGPIPE for the whole process. NULL with *err: cannot listen. */
struct http_server *http_server_new(struct event_base *base,
                                    const struct http_server_options *options,
                                    struct error *err);
int http_server_port(const struct http_server *server);
/* SIGHUP: limits apply to new connections. */
void http_server_set_limits(struct http_server *server,
                            const struct http_limits *limits);
/* Stops listening, closes idle connections and the others after the reply
 * under way; on_drained, from the loop, when the last one is closed. */
void http_server_drain(struct http_server *server,
                       void (*on_drained)(void *ctx), void *ctx);
/* Breaks what is left. From on_drained or outside the server's callbacks. */
void http_server_free(struct http_server *server);

struct http_server_stats {
    int connections;
    int64_t accepted; /* connections */
    int64_t refused;  /* of them, above the limit: 503 or just closed */
    int64_t requests; /* handed to on_request */
    int64_t bytes_in_flight;
};
struct http_server_stats http_server_stats(const struct http_server *server);

#endif
