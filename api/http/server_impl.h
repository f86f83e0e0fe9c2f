/* The server's inside: for server.c and conn*.c only. */
#ifndef TVS_HTTP_SERVER_IMPL_H
#define TVS_HTTP_SERVER_IMPL_H

#include <sys/queue.h>

#include "http/server.h"
#include "http/status.h"

struct event;
struct evconnlistener;
struct http_conn;

LIST_HEAD(server_conns, http_conn);
TAILQ_HEAD(server_awake, http_conn);

struct http_server {
    struct event_base *base;
    struct http_server_options options;
    struct evconnlistener *listener;
    int port;
    struct http_server_stats stats;
    struct server_conns conns;

    /* One coarse timer serves every deadline; it runs while there are
     * connections or the listener is paused. */
    struct event *tick;
    bool ticking;
    bool accept_paused;
    int64_t pause_logged_us;
    int64_t now_us;  /* CLOCK_MONOTONIC, at most one tick old */
    int64_t date_of; /* the second that `date` is of */
    char date[STATUS_DATE_SIZE];

    /* Connections that something happened to outside their own events. */
    struct event *wake;
    struct server_awake awake;
    int awake_count;

    char id_prefix[9]; /* random, one per process */
    uint64_t next_id;

    bool draining;
    void (*on_drained)(void *ctx);
    void *drain_ctx;
};

/* Reads the clock. */
void server_refresh(struct http_server *server);
/* Runs the tick unless it runs already. */
void server_start_tick(struct http_server *server);
/* Writes the id of the next request. */
void server_next_id(struct http_server *server, char out[HTTP_REQUEST_ID_SIZE]);
/* Runs the connection from the loop, soon, and not from here. */
void server_wake(struct http_server *server, struct http_conn *conn);
void server_forget(struct http_server *server, struct http_conn *conn);

#endif
