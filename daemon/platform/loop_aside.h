/*
 * Work that would block the loop, such as waiting for a disk or writing a
 * large workbook, done by a child process. The child shares the files that it
 * is given and nothing else; what it makes of memory is lost with it. There is
 * one thread, so it may allocate; it logs nothing. It ends with its parent.
 */
#ifndef TVS_PLATFORM_LOOP_ASIDE_H
#define TVS_PLATFORM_LOOP_ASIDE_H

#include "platform/error.h"

struct event_base;
struct loop_aside;

#define LOOP_ASIDE_MAX_FILES 4

struct loop_aside_task {
    int (*work)(void *ctx);          /* in the child; 0 or an errno */
    int files[LOOP_ASIDE_MAX_FILES]; /* what it needs open beside stderr */
    int file_count;
    /* In the parent, once, from the loop: what work() returned, ECHILD if the
     * child ended otherwise. The aside is gone with it. */
    void (*done)(void *ctx, int code);
    void *ctx;
};

/* NULL: no child could be made (FAULT_OVERLOADED). */
struct loop_aside *loop_aside_start(struct event_base *base,
                                    const struct loop_aside_task *task,
                                    struct error *err);
/* Ends the child; `done` is not called. */
void loop_aside_cancel(struct loop_aside *aside);

#endif
