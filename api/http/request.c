#include "http/request.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <string.h>
#include <strings.h>

#include "http/conn.h"
#include "http/server_impl.h"
#include "platform/check.h"

const char *request_header(const struct request *req, const char *name)
{
    const struct http_conn *conn = req->conn;
    size_t len = strlen(name);
    for (int i = 0; i < conn->head.field_count; i++) {
        const struct http_field *field = &conn->head.fields[i];
        if (field->name.len == len &&
            strcasecmp(conn->text + field->name.at, name) == 0) {
            return conn->text + field->value.at;
        }
    }
    return NULL;
}

const char *request_param(const struct request *req, const char *name)
{
    for (int i = 0; i < req->param_count; i++) {
        if (strcmp(req->params[i].name, name) == 0) {
            return req->params[i].value;
        }
    }
    return NULL;
}

/* Not when the client has begun to send anyway (RFC 9110 10.1.1). */
static void send_continue(struct http_conn *conn)
{
    static char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
    struct iovec iov = {.iov_base = line, .iov_len = sizeof(line) - 1};
    if (conn->wants_continue &&
        evbuffer_get_length(bufferevent_get_input(conn->bev)) == 0) {
        conn_io_send(conn, &iov, 1);
    }
    conn->wants_continue = false;
}

/* Time we do not read is not the client's fault. */
static void stop_clock(struct http_conn *conn)
{
    conn->credit_us = conn->deadline_us - conn->server->now_us;
    conn->deadline_us = CONN_NEVER;
}

void request_accept_body(struct request *req, int64_t max,
                         const struct body_sink *sink)
{
    struct http_conn *conn = req->conn;
    CHECK(!conn->accepted);
    conn->accepted = true;
    conn->body_max = max;
    conn->sink = *sink;
    if (conn->state == CONN_ORPHAN) {
        conn->finished = true; /* it would wait in vain */
        conn_wake(conn);
        return;
    }
    /* Too long for `max`: refused by conn_body_take(), without a 100. */
    if (req->content_length <= max) {
        send_continue(conn);
    }
    conn_enter(conn, CONN_BODY);
    if (conn->paused) {
        stop_clock(conn);
    }
    conn_wake(conn);
}

void request_pause_body(struct request *req)
{
    struct http_conn *conn = req->conn;
    if (!conn->paused && conn->state == CONN_BODY) {
        stop_clock(conn);
    }
    conn->paused = true;
}

void request_resume_body(struct request *req)
{
    struct http_conn *conn = req->conn;
    if (conn->paused && conn->state == CONN_BODY) {
        conn->deadline_us = conn->server->now_us + conn->credit_us;
    }
    conn->paused = false;
    conn_wake(conn);
}
