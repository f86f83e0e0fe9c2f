#include "http/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/listener.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "http/conn.h"
#include "http/server_impl.h"
#include "platform/log.h"

#define BACKLOG 1024
/* Connections above the limit that are told so; further ones just close. */
#define REFUSING_MAX 64
#define PAUSE_LOG_US INT64_C(10000000)
#define IDLE_SAFE_US INT64_C(1000000) /* no longer idle than that: stays */

/* Above the limit: an answer, and no place for a request. */
static void turn_away(struct http_conn *conn)
{
    struct error err;
    error_set(&err, FAULT_OVERLOADED, NULL, NULL, NULL);
    conn_request_begin(conn);
    conn_enter(conn, CONN_HEAD);
    conn_refuse(conn, &err);
}

static int64_t idle_us(const struct http_conn *conn)
{
    return conn->server->now_us + conn->limits.idle_ms * INT64_C(1000) -
           conn->deadline_us;
}

/* Whoever has been idle longest has the least claim to a place; without this
 * a handful of clients that only connect would keep everybody else out. */
static bool make_room(struct http_server *server)
{
    struct http_conn *oldest = NULL;
    for (struct http_conn *conn = LIST_FIRST(&server->conns); conn != NULL;
         conn = LIST_NEXT(conn, link)) {
        if (conn->state == CONN_IDLE && idle_us(conn) > IDLE_SAFE_US &&
            (oldest == NULL || conn->deadline_us < oldest->deadline_us)) {
            oldest = conn;
        }
    }
    if (oldest != NULL) {
        oldest->expired = true;
        conn_run(oldest);
    }
    return oldest != NULL;
}

static void on_accept(struct evconnlistener *listener, evutil_socket_t fd,
                      struct sockaddr *address, int len, void *ctx)
{
    struct http_server *server = ctx;
    int one = 1;
    (void)listener;
    (void)address;
    (void)len;
    int limit = server->options.limits.connections;
    server->stats.accepted++;
    bool refuse = server->stats.connections >= limit && !make_room(server);
    server->stats.refused += refuse;
    if (server->stats.connections >= limit + REFUSING_MAX) {
        close(fd);
        return;
    }
    /* Replies go out in one piece; waiting for more only delays them. */
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    server_start_tick(server);
    struct http_conn *conn = conn_new(server, fd);
    if (conn != NULL && refuse) {
        turn_away(conn);
    }
}

/* Out of descriptors: the listener would stay readable and the loop spin.
 * Those who wait are taken after the next tick. */
static void on_accept_error(struct evconnlistener *listener, void *ctx)
{
    struct http_server *server = ctx;
    const char *why = strerror(EVUTIL_SOCKET_ERROR());
    evconnlistener_disable(listener);
    server_refresh(server);
    if (server->now_us >= server->pause_logged_us + PAUSE_LOG_US) {
        server->pause_logged_us = server->now_us;
        LOG(LOG_WARN, NULL, "accept_paused", LOG_TEXT("why", why),
            LOG_INT("connections", server->stats.connections));
    }
    server->accept_paused = true;
    server_start_tick(server);
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
    struct sockaddr_in6 address = {0};
    socklen_t len = sizeof(address);
    if (getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        return 0;
    }
    return ntohs(address.sin6_port);
}

bool listener_open(struct http_server *server, struct error *err)
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

void listener_close(struct http_server *server)
{
    if (server->listener != NULL) {
        evconnlistener_free(server->listener);
        server->listener = NULL;
    }
}

void listener_resume(struct http_server *server)
{
    if (server->accept_paused && server->listener != NULL) {
        server->accept_paused = false;
        evconnlistener_enable(server->listener);
    }
}
