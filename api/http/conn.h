/*
 * One connection: a state machine that reads one request at a time, lets the
 * handler answer it, and only then looks at the next. For api/http only.
 *
 * Nothing here is destroyed under anybody's feet: the functions of request.h
 * only note what was asked and send; handlers are called, requests ended and
 * connections freed by conn_run(), which runs from the loop.
 */
#ifndef TVS_HTTP_CONN_H
#define TVS_HTTP_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>
#include <sys/uio.h>

#include "http/body.h"
#include "http/head.h"
#include "http/request.h"
#include "http/server.h"
#include "platform/buffer.h"

#define CONN_INPUT_MAX 32768    /* bytes read ahead of the handler */
#define CONN_OUTPUT_HIGH 32768  /* reply_chunk() then says: wait */
#define CONN_OUTPUT_LOW 8192    /* and on_room is called here */
#define CONN_DISCARD_MAX 65536  /* bytes of a body nobody wants */
#define CONN_FIELDS_MAX 8192    /* bytes of reply_header() */
#define CONN_LINGER_MS 3000     /* reading on after our last word */
#define CONN_LINGER_MAX 4194304 /* bytes of that */
#define CONN_NEVER INT64_MAX

struct bufferevent;
struct http_server;

enum conn_state {
    CONN_IDLE,    /* no byte of the next head has come */
    CONN_HEAD,    /* part of a head has come */
    CONN_SKIP,    /* dropping the body of a GET, HEAD or DELETE, then serve */
    CONN_SERVE,   /* the handler has the request, its body lies unread */
    CONN_BODY,    /* the handler takes the body */
    CONN_WAIT,    /* the whole request is in, its reply is to come */
    CONN_REPLY,   /* a reply in chunks has begun */
    CONN_FLUSH,   /* the reply is complete, its last bytes are on their way */
    CONN_DISCARD, /* the reply is out; dropping what is left of the body */
    CONN_LINGER,  /* our side is shut; reading until the client closes */
    CONN_ORPHAN,  /* the socket is closed, a handler still has the request */
    CONN_CLOSED,  /* to be freed */
    CONN_STATES
};

struct conn_reply {
    int status;
    bool chunked;    /* false after reply_begin(): until close */
    bool has_retry;  /* Retry-After was set */
    bool wants_room; /* reply_chunk() said: wait */
    int64_t queued;  /* bytes, head and framing included */
    struct buffer fields;
    void (*on_room)(struct request *req);
};

struct http_conn {
    struct request req; /* valid in every state but CONN_IDLE */
    struct http_server *server;
    struct bufferevent *bev; /* NULL: orphan */
    struct http_limits limits;
    LIST_ENTRY(http_conn) link;
    TAILQ_ENTRY(http_conn) awake_link;

    enum conn_state state;
    int64_t deadline_us; /* CONN_NEVER: none */
    int64_t credit_us;   /* what was left of it when the body was paused */
    size_t accounted;    /* our part of the server's bytes_in_flight */
    int unread;          /* bytes of ours in the kernel when it was set */
    int64_t lingered;    /* bytes dropped in CONN_LINGER */

    struct head_scan scan;
    struct http_head head;
    const char *text; /* the head, a NUL after each name and value */

    struct http_body body;
    struct body_sink sink;
    int64_t body_max;
    int64_t body_got;  /* decoded bytes, delivered or dropped */
    int64_t discarded; /* after the reply */

    struct conn_reply reply;

    bool busy;     /* within conn_run() */
    bool awake;    /* in the server's queue */
    bool live;     /* on_done is owed */
    bool keep;     /* another request may follow */
    bool linger;   /* the client may still be sending */
    bool eof;      /* the client has shut its side */
    bool probed;   /* and was asked whether it is still there */
    bool broken;   /* reset, or written to in vain */
    bool expired;  /* the deadline has passed */
    bool accepted; /* request_accept_body() was called */
    bool paused;
    bool wants_continue; /* a 100 is owed if the body is accepted */
    bool finished;       /* CONN_ORPHAN: the handler is done with it */
};

/* --- conn.c --- */
/* Takes the socket. NULL when it cannot be set up (it is closed then). */
struct http_conn *conn_new(struct http_server *server, int fd);
/* Does all that can be done now. May free the connection. */
void conn_run(struct http_conn *conn);
/* Changes the state and sets the deadline that goes with it. */
void conn_enter(struct http_conn *conn, enum conn_state to);
/* Has the connection run soon, unless it is running. */
void conn_wake(struct http_conn *conn);
/* Answers with a fault of the framing and closes; the handler, if it has the
 * request, is told that it has gone. */
void conn_refuse(struct http_conn *conn, const struct error *err);
/* Ends everything at once and frees it. */
void conn_free(struct http_conn *conn);

/* --- conn_request.c: beginning, serving and ending a request --- */
void conn_request_begin(struct http_conn *conn);
void conn_request_serve(struct http_conn *conn);
/* Tells the handler, if it has the request. False: it has, and minds not. */
bool conn_request_abandon(struct http_conn *conn);
void conn_request_end(struct http_conn *conn);

/* --- the steps: each true when another step may be possible --- */
bool conn_head_step(struct http_conn *conn);
bool conn_body_skip(struct http_conn *conn);
bool conn_body_take(struct http_conn *conn);
bool conn_body_discard(struct http_conn *conn);
bool conn_body_linger(struct http_conn *conn);

/* --- conn_io.c --- */
size_t conn_io_pending(const struct http_conn *conn);
/* Writes to the socket what it takes and queues the rest. */
void conn_io_send(struct http_conn *conn, struct iovec *iov, int count);
/* Queues all of it: small pieces go out together. */
void conn_io_queue(struct http_conn *conn, const struct iovec *iov, int count);
/* Closes the socket. `reset`: the client must not take it for an end. */
void conn_io_close(struct http_conn *conn, bool reset);
/* Sets the deadline for a reader that does not read, if bytes wait. */
void conn_io_await_reader(struct http_conn *conn);
/* It has taken bytes since conn_io_await_reader(). */
/* Of one that has shut its side: has it gone altogether? Asks at the first
 * call; the answer comes with a later one. */
bool conn_io_has_left(struct http_conn *conn);
bool conn_io_reader_moves(const struct http_conn *conn);
void conn_io_account(struct http_conn *conn);

#endif
