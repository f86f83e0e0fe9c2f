/*
 * Routes that behave well and badly towards the transport: early and late
 * replies, pauses, streams, handlers that never answer. Each operation lives
 * in its request's arena, but for its timer, which must be freed.
 */
#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "http/method.h"
#include "http_echo.h"
#include "platform/digest.h"
#include "platform/macros.h"

#define TEXT "text/plain"
#define BODY_MAX (INT64_C(1) << 30)

struct op {
    struct echo *echo;
    struct request *req;
    struct event *timer;
    struct digest digest;
    int64_t length;
    int64_t left; /* of a stream */
    size_t chunk;
    int pause_ms;
};

static int64_t number(const struct request *req, const char *name,
                      int64_t otherwise)
{
    const char *text = request_param(req, name);
    return text != NULL ? strtoll(text, NULL, 10) : otherwise;
}

static void op_fini(struct op *op)
{
    if (op->timer != NULL) {
        event_free(op->timer);
    }
    digest_fini(&op->digest);
}

static void on_gone(struct request *req)
{
    struct op *op = req->op;
    op->echo->gone++;
    op_fini(op);
}

static struct op *op_new(struct request *req, struct echo *echo)
{
    struct op *op = arena_zalloc(&req->arena, 1, sizeof(*op));
    op->echo = echo;
    op->req = req;
    req->op = op;
    req->on_gone = on_gone;
    return op;
}

static void start_timer(struct op *op, event_callback_fn fn, int64_t ms)
{
    const struct timeval wait = {.tv_sec = ms / 1000,
                                 .tv_usec = ms % 1000 * 1000};
    if (op->timer == NULL) {
        op->timer = evtimer_new(op->echo->base, fn, op);
    }
    evtimer_add(op->timer, &wait);
}

/* --- bodies --- */

static void on_data(struct request *req, const void *data, size_t len)
{
    struct op *op = req->op;
    op->length += (int64_t)len;
    digest_add(&op->digest, data, len);
}

static void on_end(struct request *req)
{
    struct op *op = req->op;
    char hex[DIGEST_HEX_SIZE];
    char text[128];
    digest_hex(&op->digest, hex);
    int len = snprintf(text, sizeof(text), "%" PRId64 " %s\n", op->length, hex);
    reply_send(req, 200, TEXT, text, (size_t)len);
    op_fini(op);
}

static const struct body_sink echo_sink = {on_data, on_end};

static void echo(struct request *req, struct echo *server)
{
    struct op *op = op_new(req, server);
    digest_init(&op->digest);
    request_accept_body(req, number(req, "max", BODY_MAX), &echo_sink);
}

static void on_late(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    request_accept_body(op->req, BODY_MAX, &echo_sink);
}

/* Accepts the body after a while, as if a token were looked up. */
static void later(struct request *req, struct echo *server)
{
    struct op *op = op_new(req, server);
    digest_init(&op->digest);
    start_timer(op, on_late, number(req, "ms", 20));
}

static void on_resume(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    request_resume_body(op->req);
}

static void on_paused_data(struct request *req, const void *data, size_t len)
{
    struct op *op = req->op;
    on_data(req, data, len);
    request_pause_body(req);
    start_timer(op, on_resume, op->pause_ms);
}

/* Stops reading after every run of bytes. */
static void pausing(struct request *req, struct echo *server)
{
    static const struct body_sink sink = {on_paused_data, on_end};
    struct op *op = op_new(req, server);
    digest_init(&op->digest);
    op->pause_ms = (int)number(req, "ms", 1);
    request_accept_body(req, BODY_MAX, &sink);
}

static void on_early_data(struct request *req, const void *data, size_t len)
{
    (void)data;
    (void)len;
    reply_send(req, 422, TEXT, "early\n", 6);
}

/* Replies at the first byte of the body. */
static void early(struct request *req, struct echo *server)
{
    static const struct body_sink sink = {on_early_data, on_end};
    (void)op_new(req, server);
    request_accept_body(req, BODY_MAX, &sink);
}

static void on_held_end(struct request *req)
{
    (void)req;
}

/* Takes the body and never answers. */
static void hold(struct request *req, struct echo *server)
{
    static const struct body_sink sink = {on_data, on_held_end};
    struct op *op = op_new(req, server);
    digest_init(&op->digest);
    request_accept_body(req, BODY_MAX, &sink);
}

/* --- replies --- */

static void fixed(struct request *req, struct echo *server)
{
    reply_header(req, "ETag", "\"1-0123456789abcdef\"");
    reply_header(req, "Cache-Control", "no-cache");
    reply_header(req, "Vary", "Accept, Accept-Language, Accept-Encoding");
    reply_send(req, 200, "application/json", server->fixed,
               sizeof(server->fixed));
}

static void refuse(struct request *req, struct echo *server)
{
    struct error err;
    (void)server;
    error_set(&err, FAULT_UNAUTHORIZED, NULL, NULL, NULL);
    reply_header(req, "WWW-Authenticate", "Bearer");
    reply_error(req, &err);
}

static void on_slow(evutil_socket_t fd, short what, void *ctx)
{
    struct op *op = ctx;
    (void)fd;
    (void)what;
    reply_send(op->req, 200, TEXT, "slow\n", 5);
    op_fini(op);
}

static void slow(struct request *req, struct echo *server)
{
    start_timer(op_new(req, server), on_slow, number(req, "ms", 100));
}

/* The same, but it does not want to know that the client went away. */
static void deaf(struct request *req, struct echo *server)
{
    slow(req, server);
    req->on_gone = NULL;
}

static void pour(struct request *req)
{
    static const char bytes[65536] = {0};
    struct op *op = req->op;
    bool room = true;
    while (op->left > 0 && room) {
        size_t len = op->chunk;
        if ((int64_t)len > op->left) {
            len = (size_t)op->left;
        }
        op->left -= (int64_t)len;
        room = reply_chunk(req, bytes, len);
    }
    if (op->left == 0) {
        op_fini(op);
        reply_end(req);
    }
}

static void stream(struct request *req, struct echo *server)
{
    struct op *op = op_new(req, server);
    op->left = number(req, "size", 0);
    op->chunk = (size_t)number(req, "chunk", 4096);
    op->chunk = op->chunk < 65536 ? op->chunk : 65536;
    reply_begin(req, 200, "application/octet-stream");
    reply_on_room(req, pour);
    pour(req);
}

static void broken_off(struct request *req, struct echo *server)
{
    (void)op_new(req, server);
    reply_begin(req, 200, TEXT);
    reply_chunk(req, "half", 4);
    reply_abort(req);
}

static void big(struct request *req, struct echo *server)
{
    size_t len = (size_t)number(req, "size", 1);
    char *bytes = calloc(1, len);
    (void)server;
    reply_send(req, 200, "application/octet-stream", bytes, len);
    free(bytes);
}

static void empty(struct request *req, struct echo *server)
{
    (void)server;
    reply_empty(req, (int)number(req, "status", 204));
}

static void bad_field(struct request *req, struct echo *server)
{
    (void)server;
    reply_header(req, "X-Bad", "a\r\nX-Injected: yes");
    reply_send(req, 200, TEXT, "ok\n", 3);
}

static const char *text_or_none(const char *text)
{
    return text != NULL ? text : "(none)";
}

/* What the transport understood. */
static void show(struct request *req, struct echo *server)
{
    struct buffer out;
    (void)server;
    buffer_init(&out, 0);
    buffer_printf(&out, "%s %s\n", method_name(req->method), req->path);
    for (int i = 0; i < req->param_count; i++) {
        buffer_printf(&out, "%s=%s\n", req->params[i].name,
                      req->params[i].value);
    }
    buffer_printf(&out, "lang=%s gzip=%d length=%" PRId64 " body=%d\n",
                  req->lang == LANG_EN ? "en" : "zh", req->accepts_gzip,
                  req->content_length, req->has_body);
    buffer_printf(&out, "x-test=%s\n",
                  text_or_none(request_header(req, "X-Test")));
    reply_send(req, 200, TEXT, out.data, out.len);
    buffer_fini(&out);
}

/* Not ru_maxrss: that begins with what the parent had before exec. */
static long peak_kib(void)
{
    char line[128];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof(line), status) != NULL) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            kib = strtol(line + 6, NULL, 10);
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    return kib;
}

static void count(struct request *req, struct echo *server)
{
    struct http_server_stats stats = http_server_stats(server->server);
    struct rusage usage;
    char text[512];
    server->executed--;
    getrusage(RUSAGE_SELF, &usage);
    int len = snprintf(
        text, sizeof(text),
        "{\"executed\":%" PRId64 ",\"gone\":%" PRId64 ",\"done\":%" PRId64
        ",\"last_status\":%d,\"last_sent\":%" PRId64
        ",\"connections\":%d,\"accepted\":%" PRId64 ",\"refused\":%" PRId64
        ",\"in_flight\":%" PRId64 ",\"cpu_ms\":%ld,\"rss_kib\":%ld}\n",
        server->executed, server->gone, server->done, server->last_status,
        server->last_sent, stats.connections, stats.accepted, stats.refused,
        stats.bytes_in_flight,
        usage.ru_utime.tv_sec * 1000 + usage.ru_utime.tv_usec / 1000 +
            usage.ru_stime.tv_sec * 1000 + usage.ru_stime.tv_usec / 1000,
        peak_kib());
    reply_send(req, 200, "application/json", text, (size_t)len);
}

static const struct {
    const char *path;
    void (*run)(struct request *req, struct echo *server);
} routes[] = {
    {"/fixed", fixed}, {"/count", count},     {"/echo", echo},
    {"/later", later}, {"/pausing", pausing}, {"/early", early},
    {"/hold", hold},   {"/refuse", refuse},   {"/slow", slow},
    {"/deaf", deaf},   {"/stream", stream},   {"/abort", broken_off},
    {"/big", big},     {"/empty", empty},     {"/bad-field", bad_field},
    {"/show", show},
};

void echo_route(struct request *req, void *ctx)
{
    struct echo *server = ctx;
    struct error err;
    server->executed++;
    for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
        if (strcmp(req->path, routes[i].path) == 0) {
            routes[i].run(req, server);
            return;
        }
    }
    if (strncmp(req->path, "/show/", 6) == 0) {
        show(req, server);
        return;
    }
    error_set(&err, FAULT_NOT_FOUND, req->path, NULL, NULL);
    reply_error(req, &err);
}
