#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <string.h>

#include "http/bytes.h"
#include "http/conn.h"
#include "http/method.h"
#include "http/negotiate.h"
#include "http/server_impl.h"
#include "http/target.h"
#include "platform/clock.h"

/* Separators become NULs, so that names and values are C strings. */
static void terminate(const struct http_head *head, char *text)
{
    for (int i = 0; i < head->field_count; i++) {
        const struct http_field *field = &head->fields[i];
        text[field->name.at + field->name.len] = '\0';
        text[field->value.at + field->value.len] = '\0';
    }
}

static enum lang choose_lang(const struct request *req)
{
    const char *lang = request_param(req, "lang");
    if (lang != NULL && strcmp(lang, "zh") == 0) {
        return LANG_ZH;
    }
    if (lang != NULL && strcmp(lang, "en") == 0) {
        return LANG_EN;
    }
    return negotiate_lang(request_header(req, "Accept-Language"));
}

/* Everything the router will want to know. */
static bool fill(struct http_conn *conn, struct error *err)
{
    struct request *req = &conn->req;
    const struct http_head *head = &conn->head;

    req->started_us = clock_us();
    req->lang = negotiate_lang(request_header(req, "Accept-Language"));
    if (!target_parse(req, conn->text + head->target.at, head->target.len,
                      err)) {
        return false;
    }
    req->lang = choose_lang(req);
    req->accepts_gzip = negotiate_gzip(request_header(req, "Accept-Encoding"));
    req->content_length = head->content_length;
    req->has_body = head->content_length != 0;
    body_init(&conn->body, head->content_length);
    return true;
}

static bool parse(struct http_conn *conn, char *text, size_t len,
                  struct error *err)
{
    conn->head.method = HTTP_GET;
    bool good = head_parse(&conn->head, text, len, err);
    conn->req.method = conn->head.method;
    if (!good) {
        conn->head.field_count = 0;
        return false;
    }
    terminate(&conn->head, text);
    conn->text = text;
    conn->keep = conn->head.keep_alive;
    conn->wants_continue =
        conn->head.expects_continue && conn->head.content_length != 0;
    return fill(conn, err);
}

/* The head stands: may it be served? */
static void admit(struct http_conn *conn)
{
    struct http_server *server = conn->server;
    struct request *req = &conn->req;
    struct error err;

    if (server->stats.bytes_in_flight > conn->limits.bytes_in_flight) {
        error_set(&err, FAULT_OVERLOADED, NULL, NULL, NULL);
        conn_refuse(conn, &err);
    } else if (req->has_body && method_ignores_body(req->method)) {
        conn_enter(conn, CONN_SKIP);
    } else {
        conn_request_serve(conn);
    }
}

static void take_head(struct http_conn *conn, size_t len)
{
    struct evbuffer *input = bufferevent_get_input(conn->bev);
    const char *data = (const char *)evbuffer_pullup(input, (ssize_t)len);
    char *text = arena_copy(&conn->req.arena, data, len);
    struct error err;

    evbuffer_drain(input, len);
    if (parse(conn, text, len, &err)) {
        admit(conn);
    } else {
        conn_refuse(conn, &err);
    }
}

bool conn_head_step(struct http_conn *conn)
{
    struct evbuffer *input = bufferevent_get_input(conn->bev);
    size_t len = evbuffer_get_length(input);
    struct error err;
    if (len > HTTP_MAX_HEAD) {
        len = HTTP_MAX_HEAD;
    }
    const char *data = (const char *)evbuffer_pullup(input, (ssize_t)len);
    if (data == NULL) {
        conn->broken = true; /* out of memory */
        return true;
    }
    switch (head_find_end(&conn->scan, data, len, &len, &err)) {
    case HEAD_DONE:
        take_head(conn, len);
        return true;
    case HEAD_BAD:
        conn_refuse(conn, &err);
        return true;
    case HEAD_MORE:
        break;
    }
    if (conn->eof) {
        conn_enter(conn, CONN_CLOSED);
    }
    return false;
}
