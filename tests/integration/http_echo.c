/*
 * http_echo [port=N] [connections=N] [bytes_in_flight=N] [head_ms=N] ...
 *
 * Serves on 127.0.0.1, prints its port, drains at SIGTERM.
 */
#include "http_echo.h"

#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/macros.h"

static void on_done(const struct request *req, int status, int64_t sent,
                    void *ctx)
{
    struct echo *echo = ctx;
    echo->done++;
    if (strcmp(req->path, "/count") != 0) {
        echo->last_status = status;
        echo->last_sent = sent;
    }
}

static void on_drained(void *ctx)
{
    event_base_loopbreak(ctx);
}

static void on_term(evutil_socket_t fd, short what, void *ctx)
{
    struct echo *echo = ctx;
    (void)fd;
    (void)what;
    http_server_drain(echo->server, on_drained, echo->base);
}

static bool set_limit(struct http_limits *limits, const char *name, size_t len,
                      long value)
{
    const struct {
        const char *name;
        int *place;
    } options[] = {
        {"connections", &limits->connections},
        {"head_ms", &limits->head_ms},
        {"idle_ms", &limits->idle_ms},
        {"write_ms", &limits->write_ms},
        {"body_grace_ms", &limits->body_grace_ms},
        {"body_rate", &limits->body_rate},
    };
    for (size_t i = 0; i < ARRAY_LEN(options); i++) {
        if (strlen(options[i].name) == len &&
            strncmp(options[i].name, name, len) == 0) {
            *options[i].place = (int)value;
            return true;
        }
    }
    return false;
}

static bool parse_option(struct http_server_options *options, const char *text)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return false;
    }
    long value = strtol(equals + 1, NULL, 10);
    size_t len = (size_t)(equals - text);
    if (strncmp(text, "port=", 5) == 0) {
        options->port = (int)value;
        return true;
    }
    if (strncmp(text, "bytes_in_flight=", 16) == 0) {
        options->limits.bytes_in_flight = value;
        return true;
    }
    return set_limit(&options->limits, text, len, value);
}

int main(int argc, char **argv)
{
    struct echo echo = {.base = event_base_new()};
    struct http_server_options options = {
        .address = "127.0.0.1",
        .on_request = echo_route,
        .on_done = on_done,
        .ctx = &echo,
    };
    struct error err;

    memset(echo.fixed, 'x', sizeof(echo.fixed));
    http_limits_default(&options.limits);
    for (int i = 1; i < argc; i++) {
        if (!parse_option(&options, argv[i])) {
            fprintf(stderr, "unknown option %s\n", argv[i]);
            return EXIT_FAILURE;
        }
    }
    echo.server = http_server_new(echo.base, &options, &err);
    if (echo.server == NULL) {
        fprintf(stderr, "%s\n", err.detail);
        return EXIT_FAILURE;
    }
    struct event *term = evsignal_new(echo.base, SIGTERM, on_term, &echo);
    event_add(term, NULL);
    printf("%d\n", http_server_port(echo.server));
    fflush(stdout);
    event_base_dispatch(echo.base);

    event_free(term);
    http_server_free(echo.server);
    event_base_free(echo.base);
    return EXIT_SUCCESS;
}
