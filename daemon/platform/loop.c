#include "platform/loop.h"

#include <stdlib.h>
#include <sys/time.h>

#include <event2/event.h>

#include "platform/check.h"

struct loop_timer {
    struct event *event;
    void (*fire)(void *ctx);
    void *ctx;
};

static void on_fire(evutil_socket_t fd, short what, void *arg)
{
    struct loop_timer *timer = arg;
    (void)fd;
    (void)what;
    timer->fire(timer->ctx);
}

struct loop_timer *loop_timer_new(struct event_base *base,
                                  void (*fire)(void *ctx), void *ctx)
{
    struct loop_timer *timer = calloc(1, sizeof(*timer));
    CHECK(timer != NULL);
    timer->fire = fire;
    timer->ctx = ctx;
    timer->event = evtimer_new(base, on_fire, timer);
    CHECK(timer->event != NULL);
    return timer;
}

void loop_timer_set(struct loop_timer *timer, int ms)
{
    struct timeval after = {.tv_sec = ms / 1000,
                            .tv_usec = (suseconds_t)(ms % 1000) * 1000};
    CHECK(evtimer_add(timer->event, &after) == 0);
}

void loop_timer_stop(struct loop_timer *timer)
{
    evtimer_del(timer->event);
}

void loop_timer_free(struct loop_timer *timer)
{
    if (timer != NULL) {
        event_free(timer->event);
        free(timer);
    }
}

/* --- signals --- */

struct loop_signal {
    struct event *event;
    void (*fire)(void *ctx);
    void *ctx;
};

static void on_signal(evutil_socket_t number, short what, void *arg)
{
    struct loop_signal *signal = arg;
    (void)number;
    (void)what;
    signal->fire(signal->ctx);
}

struct loop_signal *loop_signal_new(struct event_base *base, int number,
                                    void (*fire)(void *ctx), void *ctx)
{
    struct loop_signal *signal = calloc(1, sizeof(*signal));
    CHECK(signal != NULL);
    signal->fire = fire;
    signal->ctx = ctx;
    signal->event = evsignal_new(base, number, on_signal, signal);
    CHECK(signal->event != NULL && event_add(signal->event, NULL) == 0);
    return signal;
}

void loop_signal_free(struct loop_signal *signal)
{
    if (signal != NULL) {
        event_free(signal->event);
        free(signal);
    }
}
