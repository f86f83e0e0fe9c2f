/*
 * One HTTP request and the ways to answer it. A request lives from its
 * complete head to the last byte of its reply; everything hung on it lives in
 * its arena. Handlers run on the loop and never block.
 *
 * The transport (api/http) knows nothing of routes, tokens or the database:
 * it calls on_request once per complete, well-formed head, and the router
 * either replies or accepts the body and replies later.
 *
 * The functions below call nobody back and free nothing: callbacks come from
 * the loop, and a request stays valid until the handler that replied has
 * returned to it.
 */
#ifndef TVS_HTTP_REQUEST_H
#define TVS_HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/arena.h"
#include "platform/buffer.h"
#include "platform/error.h"

#define HTTP_MAX_PARAMS 64
#define HTTP_MAX_TARGET 4096
#define HTTP_REQUEST_ID_SIZE 24

enum http_method {
    HTTP_GET,
    HTTP_HEAD,
    HTTP_POST,
    HTTP_PUT,
    HTTP_DELETE,
    HTTP_OPTIONS, /* no route has it: see cors.h */
};

struct http_param {
    const char *name;  /* percent-decoded, valid UTF-8, no NUL */
    const char *value; /* the same; '+' is a space */
};

struct http_conn;

struct request {
    struct arena arena;
    struct http_conn *conn;
    char id[HTTP_REQUEST_ID_SIZE]; /* also X-Request-Id and in the log */
    enum http_method method;
    const char *path; /* percent-decoded, normalised not at all; never NULL */
    struct http_param params[HTTP_MAX_PARAMS];
    int param_count;
    int64_t content_length; /* -1: chunked; 0: none */
    bool has_body; /* false for GET, HEAD, DELETE and OPTIONS: dropped */
    bool accepts_gzip;
    enum lang lang;     /* from `lang`, else Accept-Language, else zh */
    int64_t started_us; /* CLOCK_MONOTONIC */
    /* Called when the client went away before the reply was complete, or
     * broke the framing of its body; the handler then must not touch the
     * request again. NULL: the request is kept until its reply is complete,
     * but a handler that accepts a body must set it. */
    void (*on_gone)(struct request *req);
    /* Set by a handler that takes long and would rather not for nobody: a
     * client that has shut its side is asked by an interim reply (102) whether
     * it is still there, and on_gone is called if it is not. */
    bool watched;
    void *op;          /* the handler's own */
    const void *actor; /* who asks; set by the router (api/auth.h) */
    const char *route; /* for the log and the metrics; set by the router */
};

/* First field of that name, in any case; NULL when absent. */
const char *request_header(const struct request *req, const char *name);
/* NULL when absent. */
const char *request_param(const struct request *req, const char *name);

/*
 * Accepts the body: sends 100-continue if the client waits for it. on_data is
 * called with each run of decoded bytes, on_end once after the last (and soon
 * when there is no body). A body that grows past `max` is answered 413 by the
 * transport, which then calls on_gone. May be called once, from on_request or
 * later. A reply that begins before on_end ends the body: what is left of it
 * is dropped, up to 64 KiB, or else the connection closes after the reply.
 */
struct body_sink {
    void (*on_data)(struct request *req, const void *data, size_t len);
    void (*on_end)(struct request *req);
};
void request_accept_body(struct request *req, int64_t max,
                         const struct body_sink *sink);
/* Stops and resumes reading the client (back-pressure). */
void request_pause_body(struct request *req);
void request_resume_body(struct request *req);

/* --- replies: exactly one per request --- */

/*
 * Adds a field to the reply to come; 8 KiB of them at most. Strings are
 * copied. A name that is no token or a value with control characters is
 * dropped and logged. Not for: Date, Content-Type, Content-Length,
 * Transfer-Encoding, Connection, X-Request-Id, X-Content-Type-Options, which
 * every reply has or gets as it needs them.
 */
void reply_header(struct request *req, const char *name, const char *value);
/* The whole reply; the bytes are copied (HEAD sends the length only). Types
 * of text get `; charset=utf-8` unless they name a charset. */
void reply_send(struct request *req, int status, const char *type,
                const void *body, size_t len);
/* 304, 204: no body. */
void reply_empty(struct request *req, int status);
/* application/problem+json from one error, in the request's language. 503 and
 * 429 get a Retry-After unless reply_header() has set one. */
void reply_error(struct request *req, const struct error *err);
/* problem+json with more members: `extra` is `,"errors":[...]` or "". */
void reply_problem(struct request *req, int status, const struct error *err,
                   const char *extra);

/* A body of unknown length: chunked (HTTP/1.0: until close). */
void reply_begin(struct request *req, int status, const char *type);
/* False: taken, but wait for on_room before more. */
bool reply_chunk(struct request *req, const void *data, size_t len);
/* on_room is called each time there is room again after a false. */
void reply_on_room(struct request *req, void (*on_room)(struct request *req));
void reply_end(struct request *req);
/* Something failed half-way: resets the connection, so that the client does
 * not take it for the end. on_gone is not called. */
void reply_abort(struct request *req);

#endif
