#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "http/bytes.h"
#include "http/conn.h"
#include "http/problem.h"
#include "http/server_impl.h"
#include "http/status.h"
#include "platform/log.h"

#define RETRY_AFTER "1" /* second */

void reply_header(struct request *req, const char *name, const char *value)
{
    struct conn_reply *reply = &req->conn->reply;
    size_t name_len = strlen(name);
    size_t value_len = strlen(value);
    size_t line_len = name_len + value_len + 4;
    /* A value may quote a peer: it must not begin a line of its own. */
    if (!bytes_token(name, name_len) || !bytes_field_value(value, value_len) ||
        reply->fields.len + line_len > CONN_FIELDS_MAX) {
        LOG(LOG_ERROR, req->id, "bad_reply_field", LOG_TEXT("name", name));
        return;
    }
    reply->has_retry |= strcasecmp(name, "Retry-After") == 0;
    buffer_add(&reply->fields, name, name_len);
    buffer_add(&reply->fields, ": ", 2);
    buffer_add(&reply->fields, value, value_len);
    buffer_add(&reply->fields, "\r\n", 2);
}

/* An unread body may be dropped to save the connection, within reason. A
 * client that was not told to continue may or may not send its body: nobody
 * knows where the next request would begin. */
static bool may_keep(const struct http_conn *conn)
{
    return conn->keep && !conn->server->draining && !conn->wants_continue &&
           body_may_fit(&conn->body, CONN_DISCARD_MAX);
}

/* The head of a reply in pieces, and room for the body. */
struct opening {
    char text[STATUS_HEAD_SIZE];
    struct iovec iov[4];
};

static void open_reply(struct http_conn *conn, struct opening *opening,
                       struct status_facts facts)
{
    static char crlf[] = "\r\n";
    struct buffer *fields = &conn->reply.fields;
    if (facts.framing == STATUS_UNTIL_CLOSE || !may_keep(conn)) {
        conn->keep = false;
    }
    if (!conn->keep) {
        facts.connection = "close";
    } else if (conn->head.minor == 0) {
        facts.connection = "keep-alive";
    }
    facts.id = conn->req.id;
    facts.date = conn->server->date;
    conn->reply.status = facts.status;
    if ((facts.status == 503 || facts.status == 429) &&
        !conn->reply.has_retry) {
        reply_header(&conn->req, "Retry-After", RETRY_AFTER);
    }
    opening->iov[0].iov_base = opening->text;
    opening->iov[0].iov_len = status_head(&facts, opening->text);
    opening->iov[1].iov_base = fields->data;
    opening->iov[1].iov_len = fields->len;
    opening->iov[2].iov_base = crlf;
    opening->iov[2].iov_len = 2;
}

/* The client of an orphan has gone: nothing to send. */
static bool is_orphan(struct http_conn *conn)
{
    return conn->state == CONN_ORPHAN;
}

static void finish_orphan(struct http_conn *conn)
{
    conn->finished = true;
    conn_wake(conn);
}

static void send_whole(struct request *req, const struct status_facts *facts,
                       const void *body, size_t len)
{
    struct http_conn *conn = req->conn;
    struct opening opening;
    union {
        const void *in;
        void *out;
    } data = {.in = body}; /* an iovec cannot say const */
    if (is_orphan(conn)) {
        finish_orphan(conn);
        return;
    }
    open_reply(conn, &opening, *facts);
    opening.iov[3].iov_base = data.out;
    opening.iov[3].iov_len = req->method == HTTP_HEAD ? 0 : len;
    conn_io_send(conn, opening.iov, 4);
    conn_enter(conn, CONN_FLUSH);
    conn_wake(conn);
}

void reply_send(struct request *req, int status, const char *type,
                const void *body, size_t len)
{
    const struct status_facts facts = {.status = status,
                                       .framing = STATUS_LENGTH,
                                       .length = (int64_t)len,
                                       .type = type};
    send_whole(req, &facts, body, len);
}

void reply_empty(struct request *req, int status)
{
    const struct status_facts facts = {.status = status,
                                       .framing = STATUS_NO_BODY};
    send_whole(req, &facts, NULL, 0);
}

void reply_problem(struct request *req, int status, const struct error *err,
                   const char *extra)
{
    struct buffer body;
    buffer_init(&body, 0);
    problem_write(&body, status, err, req->lang, extra);
    reply_send(req, status, PROBLEM_TYPE, body.data, body.len);
    buffer_fini(&body);
}

void reply_error(struct request *req, const struct error *err)
{
    reply_problem(req, fault_status(err->fault), err, "");
}

void reply_begin(struct request *req, int status, const char *type)
{
    struct http_conn *conn = req->conn;
    struct opening opening;
    if (is_orphan(conn)) {
        return;
    }
    conn->reply.chunked = conn->head.minor == 1;
    open_reply(conn, &opening,
               (struct status_facts){.status = status,
                                     .framing = conn->reply.chunked
                                                    ? STATUS_CHUNKED
                                                    : STATUS_UNTIL_CLOSE,
                                     .type = type});
    conn_enter(conn, CONN_REPLY);
    conn_io_queue(conn, opening.iov, 3);
    conn_wake(conn);
}

static void queue_chunk(struct http_conn *conn, void *data, size_t len)
{
    char size[20];
    static char crlf[] = "\r\n";
    int size_len = snprintf(size, sizeof(size), "%zx\r\n", len);
    const struct iovec iov[] = {
        {.iov_base = size, .iov_len = (size_t)size_len},
        {.iov_base = data, .iov_len = len},
        {.iov_base = crlf, .iov_len = 2},
    };
    if (conn->reply.chunked) {
        conn_io_queue(conn, iov, 3);
    } else {
        conn_io_queue(conn, &iov[1], 1);
    }
}

bool reply_chunk(struct request *req, const void *data, size_t len)
{
    struct http_conn *conn = req->conn;
    union {
        const void *in;
        void *out;
    } bytes = {.in = data};
    if (is_orphan(conn) || req->method == HTTP_HEAD) {
        return true;
    }
    if (len > 0) { /* an empty chunk would end the reply */
        queue_chunk(conn, bytes.out, len);
    }
    conn->reply.wants_room = conn_io_pending(conn) >= CONN_OUTPUT_HIGH;
    return !conn->reply.wants_room;
}

void reply_on_room(struct request *req, void (*on_room)(struct request *req))
{
    req->conn->reply.on_room = on_room;
    conn_wake(req->conn);
}

void reply_end(struct request *req)
{
    struct http_conn *conn = req->conn;
    static char last[] = "0\r\n\r\n";
    const struct iovec iov = {.iov_base = last, .iov_len = 5};
    if (is_orphan(conn)) {
        finish_orphan(conn);
        return;
    }
    if (conn->reply.chunked && req->method != HTTP_HEAD) {
        conn_io_queue(conn, &iov, 1);
    }
    conn_enter(conn, CONN_FLUSH);
    conn_wake(conn);
}

void reply_abort(struct request *req)
{
    struct http_conn *conn = req->conn;
    conn->finished = true;
    conn->broken = !is_orphan(conn);
    conn_wake(conn);
}
