#include "http/server.h"

#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "http/conn.h"
#include "http/listener.h"
#include "http/server_impl.h"
#include "platform/clock.h"
#include "platform/digest.h"

#define TICK_MS 100

void http_limits_default(struct http_limits *limits)
{
    *limits = (struct http_limits){
        .connections = 1024,
        .bytes_in_flight = INT64_C(64) * 1024 * 1024,
        .head_ms = 10000,
        .idle_ms = 30000,
        .write_ms = 30000,
        .body_grace_ms = 10000,
        .body_rate = 1024,
    };
}

void server_refresh(struct http_server *server)
{
    server->now_us = clock_us();
}

void server_next_id(struct http_server *server, char out[HTTP_REQUEST_ID_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint64_t number = ++server->next_id;
    memcpy(out, server->id_prefix, 8);
    out[8] = '-';
    for (int i = 20; i > 8; i--, number >>= 4) {
        out[i] = digits[number & 15];
    }
    out[21] = '\0';
}

static void refresh_date(struct http_server *server)
{
    int64_t wall = clock_wall();
    if (wall != server->date_of) {
        server->date_of = wall;
        status_date(wall, server->date);
    }
}

void server_start_tick(struct http_server *server)
{
    static const struct timeval interval = {.tv_usec = TICK_MS * 1000};
    if (!server->ticking) {
        server->ticking = true;
        server_refresh(server);
        refresh_date(server);
        event_add(server->tick, &interval);
    }
}

static void run_soon(struct http_server *server)
{
    static const struct timeval now = {0};
    event_add(server->wake, &now);
}

void server_wake(struct http_server *server, struct http_conn *conn)
{
    if (!conn->awake) {
        conn->awake = true;
        TAILQ_INSERT_TAIL(&server->awake, conn, awake_link);
        server->awake_count++;
        run_soon(server);
    }
}

void server_forget(struct http_server *server, struct http_conn *conn)
{
    if (conn->awake) {
        conn->awake = false;
        TAILQ_REMOVE(&server->awake, conn, awake_link);
        server->awake_count--;
    }
    if (server->draining && LIST_EMPTY(&server->conns)) {
        run_soon(server);
    }
}

static void tell_drained(struct http_server *server)
{
    void (*on_drained)(void *ctx) = server->on_drained;
    if (server->draining && LIST_EMPTY(&server->conns) && on_drained != NULL) {
        server->on_drained = NULL;
        on_drained(server->drain_ctx);
    }
}

/* Those that wake again meanwhile come with the next turn of the loop. */
static void on_wake(evutil_socket_t fd, short what, void *ctx)
{
    struct http_server *server = ctx;
    (void)fd;
    (void)what;
    for (int left = server->awake_count; left > 0; left--) {
        struct http_conn *conn = TAILQ_FIRST(&server->awake);
        if (conn == NULL) {
            break;
        }
        server_forget(server, conn);
        conn_run(conn);
    }
    tell_drained(server);
}

/* HTTP/1.0 knows no interim replies. */
static bool has_left(struct http_conn *conn)
{
    return conn->eof && conn->state == CONN_WAIT && conn->req.watched &&
           conn->head.minor == 1 && conn_io_has_left(conn);
}

static void check_deadlines(struct http_server *server)
{
    struct http_conn *next;
    for (struct http_conn *conn = LIST_FIRST(&server->conns); conn != NULL;
         conn = next) {
        next = LIST_NEXT(conn, link);
        if (conn->deadline_us <= server->now_us) {
            conn->expired = true;
            conn_run(conn);
        } else if (has_left(conn)) {
            conn->broken = true;
            conn_run(conn);
        }
    }
}

static void on_tick(evutil_socket_t fd, short what, void *ctx)
{
    struct http_server *server = ctx;
    (void)fd;
    (void)what;
    server->ticking = false;
    server_refresh(server);
    check_deadlines(server);
    listener_resume(server);
    if (!LIST_EMPTY(&server->conns)) {
        server_start_tick(server);
    }
}

struct http_server *http_server_new(struct event_base *base,
                                    const struct http_server_options *options,
                                    struct error *err)
{
    struct http_server *server = calloc(1, sizeof(*server));
    if (server == NULL) {
        error_detail(err, FAULT_INTERNAL, "out of memory");
        return NULL;
    }
    server->base = base;
    server->options = *options;
    LIST_INIT(&server->conns);
    TAILQ_INIT(&server->awake);
    digest_random_hex(4, server->id_prefix);
    server->tick = evtimer_new(base, on_tick, server);
    server->wake = evtimer_new(base, on_wake, server);
    if (server->tick == NULL || server->wake == NULL) {
        error_detail(err, FAULT_INTERNAL, "could not make a timer");
        goto fail;
    }
    /* A reply to a client that has gone is EPIPE, not the end. */
    signal(SIGPIPE, SIG_IGN);
    if (!listener_open(server, err)) {
        goto fail;
    }
    server->options.address = NULL; /* borrowed until here */
    return server;

fail:
    http_server_free(server);
    return NULL;
}

int http_server_port(const struct http_server *server)
{
    return server->port;
}

void http_server_set_limits(struct http_server *server,
                            const struct http_limits *limits)
{
    server->options.limits = *limits;
}

void http_server_drain(struct http_server *server,
                       void (*on_drained)(void *ctx), void *ctx)
{
    struct http_conn *next;
    listener_close(server);
    server->draining = true;
    server->on_drained = on_drained;
    server->drain_ctx = ctx;
    for (struct http_conn *conn = LIST_FIRST(&server->conns); conn != NULL;
         conn = next) {
        next = LIST_NEXT(conn, link);
        if (conn->state == CONN_IDLE) {
            conn_run(conn);
        }
    }
    run_soon(server);
}

void http_server_free(struct http_server *server)
{
    if (server == NULL) {
        return;
    }
    listener_close(server);
    while (!LIST_EMPTY(&server->conns)) {
        conn_free(LIST_FIRST(&server->conns));
    }
    if (server->tick != NULL) {
        event_free(server->tick);
    }
    if (server->wake != NULL) {
        event_free(server->wake);
    }
    free(server);
}

struct http_server_stats http_server_stats(const struct http_server *server)
{
    return server->stats;
}
