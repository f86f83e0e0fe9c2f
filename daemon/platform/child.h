/*
 * Runs a program beside the loop: its standard input is a file, its standard
 * output a spool, its error output goes nowhere, and of the environment it has
 * what it is given.
 * Nothing here waits: the end of the child is an event of the loop.
 */
#ifndef TVS_PLATFORM_CHILD_H
#define TVS_PLATFORM_CHILD_H

#include <stdbool.h>
#include <stdint.h>

#include "platform/error.h"
#include "platform/spool.h"

struct child;
struct event_base;

#define CHILD_LAYOUT_FD 3 /* what `layout` is to the child */

/* Of a child that is gone. */
struct child_end {
    int status; /* as waitpid() has it */
    bool late;  /* its time was over, and it was killed */
    int64_t ms; /* by the clock */
};

/*
 * Called once, from the loop, never inside child_start(); do not cancel it
 * any more. The spool is the callee's to close; NULL: it cannot be read, and
 * `err` says why.
 */
typedef void child_fn(void *ctx, struct spool *out, const struct child_end *end,
                      const struct error *err);

/* What it may use, beyond that it is killed: 0 is without a limit. */
struct child_limits {
    int ms;         /* by the clock */
    int cpu_s;      /* of the processor's time */
    int64_t output; /* bytes of any file that it writes */
    int files;      /* open at the same time */
};

struct child_options {
    struct event_base *base;
    const char *program; /* a path */
    char *const *argv;   /* its name first, then NULL at the end */
    char *const *env;    /* the same form; NULL: none */
    const char *spool_dir;
    int in;     /* stays the caller's, who may close it after the start */
    int layout; /* one more file for it, the same; -1: none */
    struct child_limits limits;
    child_fn *done;
    void *ctx;
};

/* NULL: FAULT_STORAGE_FULL, FAULT_INTERNAL; `done` is not called. */
struct child *child_start(const struct child_options *options,
                          struct error *err);
/* Kills it; `done` is not called. NULL is fine. */
void child_cancel(struct child *child);

#endif
