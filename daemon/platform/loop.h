/*
 * Timers on the event loop, for parts that have no other business with
 * libevent.
 */
#ifndef TVS_PLATFORM_LOOP_H
#define TVS_PLATFORM_LOOP_H

struct event_base;
struct loop_timer;

struct loop_timer *loop_timer_new(struct event_base *base,
                                  void (*fire)(void *ctx), void *ctx);
/* Fires once after so many milliseconds; 0: after the events at hand. A
 * timer that is set already is set anew. */
void loop_timer_set(struct loop_timer *timer, int ms);
void loop_timer_stop(struct loop_timer *timer);
/* NULL is fine. */
void loop_timer_free(struct loop_timer *timer);

#endif
