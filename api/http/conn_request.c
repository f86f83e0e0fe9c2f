#include "http/conn.h"
#include "http/server_impl.h"

void conn_request_begin(struct http_conn *conn)
{
    struct request *req = &conn->req;
    req->conn = conn;
    req->method = HTTP_GET;
    req->path = "";
    req->param_count = 0;
    req->content_length = 0;
    req->has_body = false;
    req->accepts_gzip = false;
    req->lang = LANG_ZH;
    req->started_us = conn->server->now_us;
    req->on_gone = NULL;
    req->watched = false;
    req->op = NULL;
    req->actor = NULL;
    req->route = NULL;
    server_next_id(conn->server, req->id);

    conn->scan = (struct head_scan){0};
    conn->head.minor = 1;
    conn->head.field_count = 0;
    body_init(&conn->body, 0);
    conn->body_got = 0;
    conn->discarded = 0;
    conn->reply.status = 0;
    conn->reply.has_retry = false;
    conn->reply.wants_room = false;
    conn->reply.on_room = NULL;
    conn->reply.queued = 0;
    conn->keep = false;
    conn->linger = false;
    conn->accepted = false;
    conn->paused = false;
    conn->wants_continue = false;
    conn->finished = false;
}

void conn_request_serve(struct http_conn *conn)
{
    struct http_server *server = conn->server;
    conn_enter(conn, conn->req.has_body ? CONN_SERVE : CONN_WAIT);
    conn->live = true;
    server->stats.requests++;
    server->options.on_request(&conn->req, server->options.ctx);
}

static bool handler_has_it(const struct http_conn *conn)
{
    return !conn->finished &&
           (conn->state == CONN_SERVE || conn->state == CONN_BODY ||
            conn->state == CONN_WAIT || conn->state == CONN_REPLY);
}

bool conn_request_abandon(struct http_conn *conn)
{
    if (!handler_has_it(conn)) {
        return true;
    }
    if (conn->req.on_gone == NULL) {
        /* It waits for the rest of the body, which will not come. */
        return conn->state == CONN_BODY;
    }
    conn->finished = true;
    conn->req.on_gone(&conn->req);
    return true;
}

void conn_request_end(struct http_conn *conn)
{
    struct http_server *server = conn->server;
    if (conn->live) {
        int64_t sent = conn->reply.queued - (int64_t)conn_io_pending(conn);
        conn->live = false;
        if (server->options.on_done != NULL) {
            server->options.on_done(&conn->req, conn->reply.status, sent,
                                    server->options.ctx);
        }
    }
    buffer_clear(&conn->reply.fields);
    arena_fini(&conn->req.arena);
}
