#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <stdio.h>
#include <sys/socket.h>

#include "http/conn.h"
#include "http/server_impl.h"

/* The next contiguous bytes of the input, none when it is empty. */
static struct slice peek(struct http_conn *conn)
{
    struct evbuffer *input = bufferevent_get_input(conn->bev);
    const char *data = (const char *)evbuffer_pullup(input, 1);
    size_t len = data != NULL ? evbuffer_get_contiguous_space(input) : 0;
    return (struct slice){.data = data, .len = len};
}

/*
 * Bytes buy time: the deadline moves with them, but never further than the
 * grace from now. So a stall is cut off after the grace, and so is whoever
 * sends less than the rate, however evenly.
 */
static void earn_time(struct http_conn *conn, size_t len)
{
    int64_t now = conn->server->now_us;
    int64_t most = now + conn->limits.body_grace_ms * INT64_C(1000);
    if (conn->limits.body_rate > 0) {
        conn->deadline_us += (int64_t)len * 1000000 / conn->limits.body_rate;
    }
    if (conn->limits.body_rate <= 0 || conn->deadline_us > most) {
        conn->deadline_us = most;
    }
}

/* Takes the body apart until on_run() says stop (then CHUNKED_RUN), the input
 * is used up, or the body ends. */
static enum chunked_status pump(struct http_conn *conn,
                                bool (*on_run)(struct http_conn *conn,
                                               const struct slice *run))
{
    struct evbuffer *input = bufferevent_get_input(conn->bev);
    struct slice run = {0};
    for (;;) {
        struct slice in = peek(conn);
        size_t had = in.len;
        enum chunked_status status = body_next(&conn->body, &in, &run);
        bool go_on = status == CHUNKED_RUN && on_run(conn, &run);
        evbuffer_drain(input, had - in.len);
        if (status == CHUNKED_MORE && had > 0) {
            continue;
        }
        if (!go_on) {
            return status;
        }
    }
}

static void refuse(struct http_conn *conn, enum fault fault, const char *arg0,
                   const char *arg1)
{
    struct error err;
    error_set(&err, fault, arg0, arg1, NULL);
    conn_refuse(conn, &err);
}

static void refuse_too_large(struct http_conn *conn, int64_t size)
{
    char text[24];
    char max[24];
    snprintf(text, sizeof(text), "%lld", (long long)size);
    snprintf(max, sizeof(max), "%lld", (long long)conn->body_max);
    refuse(conn, FAULT_TOO_LARGE, text, max);
}

static bool drop_before(struct http_conn *conn, const struct slice *run)
{
    earn_time(conn, run->len);
    conn->body_got += (int64_t)run->len;
    return conn->body_got <= CONN_DISCARD_MAX;
}

bool conn_body_skip(struct http_conn *conn)
{
    enum chunked_status status = CHUNKED_BAD;
    if (body_may_fit(&conn->body, CONN_DISCARD_MAX)) {
        status = pump(conn, drop_before);
    }
    switch (status) {
    case CHUNKED_END:
        conn->req.has_body = false;
        conn->req.content_length = 0;
        conn->wants_continue = false;
        conn_request_serve(conn);
        return true;
    case CHUNKED_MORE:
        if (conn->eof) {
            conn_enter(conn, CONN_CLOSED);
        }
        return false;
    default:
        refuse(conn, FAULT_BAD_REQUEST, "body", NULL);
        return true;
    }
}

static bool deliver(struct http_conn *conn, const struct slice *run)
{
    earn_time(conn, run->len);
    conn->body_got += (int64_t)run->len;
    if (conn->body_got > conn->body_max) {
        refuse_too_large(conn, conn->body_got);
        return false;
    }
    conn->sink.on_data(&conn->req, run->data, run->len);
    /* It may have paused, or replied already. */
    return !conn->paused && conn->state == CONN_BODY;
}

bool conn_body_take(struct http_conn *conn)
{
    if (conn->paused) {
        return false;
    }
    if (conn->req.content_length > conn->body_max) {
        refuse_too_large(conn, conn->req.content_length);
        return true;
    }
    switch (pump(conn, deliver)) {
    case CHUNKED_END:
        conn_enter(conn, CONN_WAIT);
        conn->sink.on_end(&conn->req);
        return true;
    case CHUNKED_BAD:
        refuse(conn, FAULT_BAD_REQUEST, "chunked body", NULL);
        return true;
    case CHUNKED_MORE:
        conn->broken = conn->eof; /* half a body and no more to come */
        return conn->eof;
    case CHUNKED_RUN:
        break;
    }
    return conn->state != CONN_BODY;
}

static bool drop_after(struct http_conn *conn, const struct slice *run)
{
    earn_time(conn, run->len);
    conn->discarded += (int64_t)run->len;
    return conn->discarded <= CONN_DISCARD_MAX;
}

bool conn_body_discard(struct http_conn *conn)
{
    switch (pump(conn, drop_after)) {
    case CHUNKED_END:
        conn_enter(conn, CONN_IDLE);
        return true;
    case CHUNKED_MORE:
        if (conn->eof) {
            conn_enter(conn, CONN_CLOSED);
        }
        return false;
    default:
        shutdown(bufferevent_getfd(conn->bev), SHUT_WR);
        conn_enter(conn, CONN_LINGER);
        return true;
    }
}

bool conn_body_linger(struct http_conn *conn)
{
    struct evbuffer *input = bufferevent_get_input(conn->bev);
    size_t len = evbuffer_get_length(input);
    evbuffer_drain(input, len);
    conn->lingered += (int64_t)len;
    if (conn->eof || conn->lingered > CONN_LINGER_MAX) {
        conn_enter(conn, CONN_CLOSED);
    }
    return false;
}
