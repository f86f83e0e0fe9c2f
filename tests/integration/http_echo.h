/* The server that the raw-socket tests and the benchmark talk to. */
#ifndef TVS_TESTS_HTTP_ECHO_H
#define TVS_TESTS_HTTP_ECHO_H

#include <stdint.h>

#include "http/server.h"

struct event_base;

struct echo {
    struct event_base *base;
    struct http_server *server;
    int64_t executed; /* requests that reached a route, /count excluded */
    int64_t gone;     /* on_gone calls */
    int64_t done;     /* on_done calls */
    int64_t last_sent;
    int last_status;
    char fixed[4096];
};

void echo_route(struct request *req, void *ctx);

#endif
