/*
 * Timers and signals on the event loop, for parts that have no other business
 * with libevent.
 */
#ifndef TVS_PLATFORM_LOOP_H
#define TVS_PLATFORM_LOOP_H

struct event_base;
struct loop_timer;
struct loop_signal;

struct loop_timer *loop_timer_new(struct event_base *base,
                                  void (*fire)(void *ctx), void *ctx);
/* Fires once after so many milliseconds; 0: after the events at hand. A
 * timer that is set already is set anew. */
void loop_timer_set(struct loop_timer *timer, int ms);
void loop_timer_stop(struct loop_timer *timer);
/* NULL is fine. */
void loop_timer_free(struct loop_timer *timer);

/* Fires in the loop whenever the signal came, from now on. Several may watch
 * the same signal; several signals may come as one. */
struct loop_signal *loop_signal_new(struct event_base *base, int number,
                                    void (*fire)(void *ctx), void *ctx);
/* NULL is fine. */
void loop_signal_free(struct loop_signal *signal);

#endif
