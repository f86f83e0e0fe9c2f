#include "http/conn.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/server_impl.h"
#include "platform/check.h"
#include "platform/log.h"
#include "platform/macros.h"

/* Steps in one turn, about sixteen small requests: a client that pipelines
 * must not keep the others waiting. */
#define STEPS_PER_TURN 64

#define BIT(state) (1U << CONN_##state)

static const struct {
    const char *name;
    unsigned next; /* the states that may follow */
} states[CONN_STATES] = {
    [CONN_IDLE] = {"idle", BIT(HEAD) | BIT(CLOSED)},
    [CONN_HEAD] = {"head", BIT(SKIP) | BIT(SERVE) | BIT(WAIT) | BIT(FLUSH) |
                               BIT(CLOSED)},
    [CONN_SKIP] = {"skip", BIT(WAIT) | BIT(FLUSH) | BIT(CLOSED)},
    [CONN_SERVE] = {"serve", BIT(BODY) | BIT(REPLY) | BIT(FLUSH) | BIT(ORPHAN) |
                                 BIT(CLOSED)},
    [CONN_BODY] = {"body", BIT(WAIT) | BIT(REPLY) | BIT(FLUSH) | BIT(CLOSED)},
    [CONN_WAIT] = {"wait", BIT(BODY) | BIT(REPLY) | BIT(FLUSH) | BIT(ORPHAN) |
                               BIT(CLOSED)},
    [CONN_REPLY] = {"reply", BIT(FLUSH) | BIT(ORPHAN) | BIT(CLOSED)},
    [CONN_FLUSH] = {"flush",
                    BIT(IDLE) | BIT(DISCARD) | BIT(LINGER) | BIT(CLOSED)},
    [CONN_DISCARD] = {"discard", BIT(IDLE) | BIT(LINGER) | BIT(CLOSED)},
    [CONN_LINGER] = {"linger", BIT(CLOSED)},
    [CONN_ORPHAN] = {"orphan", BIT(CLOSED)},
    [CONN_CLOSED] = {"closed", 0},
};

static int64_t time_for(const struct http_conn *conn, enum conn_state state)
{
    switch (state) {
    case CONN_IDLE:
        return conn->limits.idle_ms;
    case CONN_HEAD:
        return conn->limits.head_ms;
    case CONN_SKIP:
    case CONN_BODY:
    case CONN_DISCARD:
        return conn->limits.body_grace_ms;
    case CONN_LINGER:
        return CONN_LINGER_MS;
    default:
        return CONN_NEVER;
    }
}

void conn_enter(struct http_conn *conn, enum conn_state to)
{
    CHECK(states[conn->state].next & (1U << to));
    LOG(LOG_DEBUG, conn->req.id, "conn_state",
        LOG_TEXT("from", states[conn->state].name),
        LOG_TEXT("to", states[to].name));
    int64_t ms = time_for(conn, to);
    conn->state = to;
    if (to == CONN_REPLY || to == CONN_FLUSH) {
        conn_io_await_reader(conn);
    } else {
        conn->deadline_us =
            ms == CONN_NEVER ? CONN_NEVER : conn->server->now_us + ms * 1000;
    }
}

void conn_wake(struct http_conn *conn)
{
    if (!conn->busy) {
        server_wake(conn->server, conn);
    }
}

static bool step_idle(struct http_conn *conn)
{
    if (evbuffer_get_length(bufferevent_get_input(conn->bev)) > 0) {
        conn_request_begin(conn);
        conn_enter(conn, CONN_HEAD);
        return true;
    }
    if (conn->eof || conn->server->draining) {
        conn_enter(conn, CONN_CLOSED);
    }
    return false;
}

/* It is the handler's turn. */
static bool step_nothing(struct http_conn *conn)
{
    (void)conn;
    return false;
}

static bool step_reply(struct http_conn *conn)
{
    struct conn_reply *reply = &conn->reply;
    if (!reply->wants_room || reply->on_room == NULL ||
        conn_io_pending(conn) > CONN_OUTPUT_LOW) {
        return false;
    }
    reply->wants_room = false;
    reply->on_room(&conn->req);
    return true;
}

/* The last byte of a reply is with the kernel: what comes next? */
static enum conn_state after_reply(const struct http_conn *conn)
{
    struct evbuffer *input = bufferevent_get_input(conn->bev);
    if (conn->keep) {
        return body_is_over(&conn->body) ? CONN_IDLE : CONN_DISCARD;
    }
    /* Closing on unread bytes resets the connection, and the client may
     * lose the reply it has not read yet. */
    bool unread = conn->linger || !body_is_over(&conn->body) ||
                  evbuffer_get_length(input) > 0;
    return unread && !conn->eof ? CONN_LINGER : CONN_CLOSED;
}

static bool step_flush(struct http_conn *conn)
{
    if (conn_io_pending(conn) > 0) {
        return false;
    }
    enum conn_state next = after_reply(conn);
    conn_request_end(conn);
    if (next == CONN_LINGER) {
        shutdown(bufferevent_getfd(conn->bev), SHUT_WR);
    }
    conn_enter(conn, next);
    return true;
}

static bool step_orphan(struct http_conn *conn)
{
    if (conn->finished) {
        conn_request_end(conn);
        conn_enter(conn, CONN_CLOSED);
    }
    return false;
}

static bool (*const steps[CONN_STATES])(struct http_conn *conn) = {
    [CONN_IDLE] = step_idle,
    [CONN_HEAD] = conn_head_step,
    [CONN_SKIP] = conn_body_skip,
    [CONN_SERVE] = step_nothing,
    [CONN_BODY] = conn_body_take,
    [CONN_WAIT] = step_nothing,
    [CONN_REPLY] = step_reply,
    [CONN_FLUSH] = step_flush,
    [CONN_DISCARD] = conn_body_discard,
    [CONN_LINGER] = conn_body_linger,
    [CONN_ORPHAN] = step_orphan,
    [CONN_CLOSED] = step_nothing,
};

/* The client cannot be answered any more. */
static void give_up(struct http_conn *conn)
{
    bool told = conn_request_abandon(conn);
    conn->broken = false;
    conn_io_close(conn, true);
    if (told) {
        conn_request_end(conn);
    }
    conn_enter(conn, told ? CONN_CLOSED : CONN_ORPHAN);
}

static void expire(struct http_conn *conn)
{
    struct error err;
    switch (conn->state) {
    case CONN_HEAD:
    case CONN_SKIP:
    case CONN_BODY:
        error_set(&err, FAULT_REQUEST_TIMEOUT, NULL, NULL, NULL);
        conn_refuse(conn, &err);
        break;
    case CONN_REPLY:
    case CONN_FLUSH:
        if (conn_io_reader_moves(conn)) {
            conn_io_await_reader(conn);
        } else {
            conn->broken = true;
        }
        break;
    default:
        conn_enter(conn, CONN_CLOSED);
    }
}

static bool step(struct http_conn *conn)
{
    if (conn->broken) {
        give_up(conn);
        return true;
    }
    if (conn->expired) {
        conn->expired = false;
        expire(conn);
        return true;
    }
    return steps[conn->state](conn);
}

void conn_run(struct http_conn *conn)
{
    if (conn->busy) {
        return;
    }
    int count = 0;
    conn->busy = true;
    server_refresh(conn->server);
    while (count < STEPS_PER_TURN && step(conn)) {
        count++;
    }
    conn->busy = false;
    conn_io_account(conn);
    if (conn->state == CONN_CLOSED) {
        conn_free(conn);
    } else if (count == STEPS_PER_TURN) {
        conn_wake(conn);
    }
}

void conn_refuse(struct http_conn *conn, const struct error *err)
{
    /* Once a reply has begun there is no room for another. */
    if (conn->state == CONN_REPLY || !conn_request_abandon(conn)) {
        conn->broken = true;
        return;
    }
    conn->keep = false;
    conn->linger = true;
    conn->live = true;
    buffer_clear(&conn->reply.fields);
    reply_error(&conn->req, err);
}

static void on_read(struct bufferevent *bev, void *ctx)
{
    (void)bev;
    conn_run(ctx);
}

/* Called whenever the socket has taken something, see conn_new(). */
static void on_write(struct bufferevent *bev, void *ctx)
{
    struct http_conn *conn = ctx;
    (void)bev;
    server_refresh(conn->server);
    if (conn->state == CONN_FLUSH || conn->state == CONN_REPLY) {
        conn_io_await_reader(conn);
    }
    conn_run(conn);
}

static void on_event(struct bufferevent *bev, short what, void *ctx)
{
    struct http_conn *conn = ctx;
    (void)bev;
    /* A client may shut its side after its last request and still wait for
     * the answer: an end is not a break. */
    if (what & BEV_EVENT_EOF) {
        conn->eof = true;
    } else {
        conn->broken = true;
    }
    conn_run(conn);
}

struct http_conn *conn_new(struct http_server *server, int fd)
{
    struct http_conn *conn = calloc(1, sizeof(*conn));
    struct bufferevent *bev =
        bufferevent_socket_new(server->base, fd, BEV_OPT_CLOSE_ON_FREE);
    if (conn == NULL || bev == NULL) {
        goto fail;
    }
    conn->server = server;
    conn->bev = bev;
    conn->limits = server->options.limits;
    conn->state = CONN_IDLE;
    conn->deadline_us = server->now_us + conn->limits.idle_ms * INT64_C(1000);
    arena_init(&conn->req.arena);
    buffer_init(&conn->reply.fields, CONN_FIELDS_MAX);
    bufferevent_setcb(bev, on_read, on_write, on_event, conn);
    bufferevent_setwatermark(bev, EV_READ, 0, CONN_INPUT_MAX);
    bufferevent_setwatermark(bev, EV_WRITE, SIZE_MAX, 0);
    bufferevent_set_max_single_read(bev, CONN_INPUT_MAX);
    if (bufferevent_enable(bev, EV_READ) != 0) {
        goto fail;
    }
    LIST_INSERT_HEAD(&server->conns, conn, link);
    server->stats.connections++;
    return conn;

fail:
    if (bev != NULL) {
        bufferevent_free(bev);
    } else {
        close(fd);
    }
    free(conn);
    return NULL;
}

void conn_free(struct http_conn *conn)
{
    struct http_server *server = conn->server;
    conn_request_abandon(conn);
    conn_io_close(conn, false);
    conn_request_end(conn);
    LIST_REMOVE(conn, link);
    server->stats.connections--;
    server->stats.bytes_in_flight -= (int64_t)conn->accounted;
    server_forget(server, conn);
    buffer_fini(&conn->reply.fields);
    free(conn);
}
