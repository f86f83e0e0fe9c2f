/*
 * A whole connection over a socket pair: the input is what a client sends,
 * its first byte how it is sliced and how the client goes away. Whatever it
 * is, every request is ended once and nothing is left behind.
 */
#include <event2/event.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "http/conn.h"
#include "http/server_impl.h"
#include "platform/arena.h"
#include "platform/check.h"
#include "platform/macros.h"

#define MAX_TURNS 400

struct world {
    struct event_base *base;
    struct http_server *server;
    int open; /* requests handed to a handler and not done */
    int timers;
};

/* --- handlers, one per first letter of the path --- */

struct op {
    struct world *world;
    struct request *req;
    struct event *timer;
    int left;
};

static void op_fini(struct op *op)
{
    op->world->timers--;
    event_free(op->timer);
}

static void on_gone(struct request *req)
{
    op_fini(req->op);
}

static struct op *op_new(struct request *req, struct world *world,
                         event_callback_fn fn)
{
    struct op *op = arena_zalloc(&req->arena, 1, sizeof(*op));
    op->world = world;
    op->req = req;
    op->timer = evtimer_new(world->base, fn, op);
    world->timers++;
    req->op = op;
    req->on_gone = on_gone;
    return op;
}

static void soon(struct op *op)
{
    static const struct timeval now = {0};
    evtimer_add(op->timer, &now);
}

static void on_later(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    reply_send(op->req, 200, "text/plain", "later", 5);
    op_fini(op);
}

static void on_end(struct request *req)
{
    soon(req->op);
}

static void on_data(struct request *req, const void *data, size_t len)
{
    (void)req;
    CHECK(len > 0 && data != NULL);
}

static void on_data_pause(struct request *req, const void *data, size_t len)
{
    on_data(req, data, len);
    request_pause_body(req);
    soon(req->op);
}

static void on_resume(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    request_resume_body(op->req);
}

static void on_end_now(struct request *req)
{
    reply_empty(req, 204);
    op_fini(req->op);
}

static void on_data_refuse(struct request *req, const void *data, size_t len)
{
    on_data(req, data, len);
    on_end_now(req);
}

static void on_accept_late(evutil_socket_t fd, short what, void *ctx)
{
    static const struct body_sink sink = {on_data, on_end_now};
    struct op *op = ctx;
    (void)fd;
    (void)what;
    request_accept_body(op->req, 1000, &sink);
}

static void on_stream(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    if (op->left-- > 0) {
        reply_chunk(op->req, "chunk", 5);
        soon(op);
        return;
    }
    reply_end(op->req);
    op_fini(op);
}

static void on_abort(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    reply_abort(op->req);
    op_fini(op);
}

static void serve(struct request *req, void *ctx)
{
    static const struct body_sink late = {on_data, on_end};
    static const struct body_sink pausing = {on_data_pause, on_end_now};
    static const struct body_sink refusing = {on_data_refuse, on_end_now};
    struct world *world = ctx;
    world->open++;
    req->route = "fuzz";
    switch (req->path[1]) {
    case 'a':
        soon(op_new(req, world, on_abort));
        break;
    case 'd': /* deaf */
        soon(op_new(req, world, on_later));
        req->on_gone = NULL;
        break;
    case 'e':
        (void)op_new(req, world, on_later);
        request_accept_body(req, 100, &late);
        break;
    case 'l':
        soon(op_new(req, world, on_accept_late));
        break;
    case 'p':
        (void)op_new(req, world, on_resume);
        request_accept_body(req, 1000, &pausing);
        break;
    case 'r':
        (void)op_new(req, world, on_later);
        request_accept_body(req, 1000, &refusing);
        break;
    case 's': {
        struct op *op = op_new(req, world, on_stream);
        op->left = 3;
        reply_begin(req, 200, "text/plain");
        soon(op);
        break;
    }
    case 'w':
        soon(op_new(req, world, on_later));
        break;
    default:
        reply_send(req, 200, "text/plain", req->path, strlen(req->path));
    }
}

static void on_done(const struct request *req, int status, int64_t sent,
                    void *ctx)
{
    struct world *world = ctx;
    CHECK(status == 0 || (status >= 200 && status <= 599));
    CHECK(sent >= 0 && req->id[0] != '\0');
    if (req->route != NULL) { /* else the transport refused it itself */
        world->open--;
    }
}

/* --- the client --- */

static void drain(int fd)
{
    char room[4096];
    while (recv(fd, room, sizeof(room), MSG_DONTWAIT) > 0) {
    }
}

static void turn(struct world *world, int fd)
{
    event_base_loop(world->base, EVLOOP_NONBLOCK);
    drain(fd);
}

static void talk(struct world *world, int fd, const uint8_t *data, size_t size)
{
    size_t step = size > 1 ? size / (1 + data[0] % 8) + 1 : 1;
    for (size_t at = 1; at < size; at += step) {
        size_t len = size - at < step ? size - at : step;
        if (send(fd, data + at, len, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
            break;
        }
        turn(world, fd);
    }
}

static void leave(struct world *world, int fd, bool at_once)
{
    if (!at_once) {
        shutdown(fd, SHUT_WR);
        for (int i = 0; i < MAX_TURNS && world->server->stats.connections > 0;
             i++) {
            turn(world, fd);
        }
    }
    close(fd);
}

/* Made once: an event base for every input would be most of the work. */
static struct world *world_get(void)
{
    static struct world world;
    struct http_server_options options = {
        .address = "127.0.0.1",
        .on_request = serve,
        .on_done = on_done,
        .ctx = &world,
    };
    struct error err;
    if (world.server == NULL) {
        http_limits_default(&options.limits);
        world.base = event_base_new();
        world.server = http_server_new(world.base, &options, &err);
        CHECK(world.server != NULL);
    }
    return &world;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct world *world = world_get();
    int pair[2];
    CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
    CHECK(conn_new(world->server, pair[0]) != NULL);
    if (size > 0) {
        talk(world, pair[1], data, size);
    }
    leave(world, pair[1], size > 0 && data[0] & 8);
    for (int i = 0; i < MAX_TURNS && world->server->stats.connections > 0;
         i++) {
        event_base_loop(world->base, EVLOOP_NONBLOCK);
    }
    CHECK(world->server->stats.connections == 0);
    CHECK(world->server->stats.bytes_in_flight == 0);
    CHECK(world->open == 0 && world->timers == 0);
    return 0;
}
