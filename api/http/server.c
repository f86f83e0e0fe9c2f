#include "http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/conn.h"
#include "http/server_impl.h"
#include "platform/clock.h"
#include "platform/digest.h"
#include "platform/log.h"

#define BACKLOG 1024
#define TICK_MS 100
/* Connections above the limit that are told so; further ones just close. */
#define REFUSING_MAX 64

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

static void start_tick(struct http_server *server)
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

static void check_deadlines(struct http_server *server)
{
    struct http_conn *next;
    for (struct http_conn *conn = LIST_FIRST(&server->conns); conn != NULL;
         conn = next) {
        next = LIST_NEXT(conn, link);
        if (conn->deadline_us <= server->now_us) {
            conn->expired = true;
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
    if (server->accept_paused && server->listener != NULL) {
        server->accept_paused = false;
        evconnlistener_enable(server->listener);
    }
    if (!LIST_EMPTY(&server->conns)) {
        start_tick(server);
    }
}

/* Above the limit: an answer, and no place for a request. */
static void turn_away(struct http_conn *conn)
{
    struct error err;
    error_set(&err, FAULT_OVERLOADED, NULL, NULL, NULL);
    conn_request_begin(conn);
    conn_enter(conn, CONN_HEAD);
    conn_refuse(conn, &err);
}

static void on_accept(struct evconnlistener *listener, evutil_socket_t fd,
                      struct sockaddr *address, int len, void *ctx)
{
    struct http_server *server = ctx;
    int one = 1;
    (void)listener;
    (void)address;
    (void)len;
    int before = server->stats.connections;
    int limit = server->options.limits.connections;
    server->stats.accepted++;
    if (before >= limit) {
        server->stats.refused++;
    }
    if (before >= limit + REFUSING_MAX) {
        close(fd);
        return;
    }
    /* Replies go out in one piece; waiting for more only delays them. */
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    start_tick(server);
    struct http_conn *conn = conn_new(server, fd);
    if (conn != NULL && before >= limit) {
        turn_away(conn);
    }
}

/* Out of descriptors: the listener would stay readable and the loop spin.
 * Those who wait are taken after the next tick. */
static void on_accept_error(struct evconnlistener *listener, void *ctx)
{
    struct http_server *server = ctx;
    LOG(LOG_WARN, NULL, "accept_paused",
        LOG_TEXT("why", strerror(EVUTIL_SOCKET_ERROR())),
        LOG_INT("connections", server->stats.connections));
    evconnlistener_disable(listener);
    server->accept_paused = true;
    start_tick(server);
}

static bool make_address(const char *text, int port,
                         struct sockaddr_storage *out, int *len)
{
    struct sockaddr_in *in4 = (struct sockaddr_in *)out;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)out;
    *out = (struct sockaddr_storage){0};
    if (inet_pton(AF_INET, text, &in4->sin_addr) == 1) {
        in4->sin_family = AF_INET;
        in4->sin_port = htons((uint16_t)port);
        *len = sizeof(*in4);
        return true;
    }
    if (inet_pton(AF_INET6, text, &in6->sin6_addr) == 1) {
        in6->sin6_family = AF_INET6;
        in6->sin6_port = htons((uint16_t)port);
        *len = sizeof(*in6);
        return true;
    }
    return false;
}

/* Both families keep the port at the same place. */
static int bound_port(int fd)
{
    struct sockaddr_in6 address;
    socklen_t len = sizeof(address);
    if (getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        return 0;
    }
    return ntohs(address.sin6_port);
}

static bool listen_on(struct http_server *server, struct error *err)
{
    const struct http_server_options *options = &server->options;
    struct sockaddr_storage address;
    int len = 0;
    if (!make_address(options->address, options->port, &address, &len)) {
        return error_detail(err, FAULT_INTERNAL, "not an address: %s",
                            options->address);
    }
    server->listener = evconnlistener_new_bind(
        server->base, on_accept, server,
        LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE,
        BACKLOG, (struct sockaddr *)&address, len);
    if (server->listener == NULL) {
        return error_detail(err, FAULT_INTERNAL,
                            "could not listen on %s port %d: %s",
                            options->address, options->port, strerror(errno));
    }
    evconnlistener_set_error_cb(server->listener, on_accept_error);
    server->port = bound_port(evconnlistener_get_fd(server->listener));
    return true;
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
    if (!listen_on(server, err)) {
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

static void stop_listening(struct http_server *server)
{
    if (server->listener != NULL) {
        evconnlistener_free(server->listener);
        server->listener = NULL;
    }
}

void http_server_drain(struct http_server *server,
                       void (*on_drained)(void *ctx), void *ctx)
{
    struct http_conn *next;
    stop_listening(server);
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
    stop_listening(server);
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
