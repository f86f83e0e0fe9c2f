/*
 * Reads a workbook in a child process that can do nothing but read it: this
 * program again, as `tvetstatd read-workbook`, without rights, in a sandbox,
 * with limits. What comes back is a grid (docs/adr/0008-workbooks.md): the
 * workbook's cells as plain lines of text, in a spool file.
 *
 * Nothing here waits: the end of the child is an event of the loop.
 */
#ifndef TVS_WORKBOOK_WORKBOOK_CHILD_H
#define TVS_WORKBOOK_WORKBOOK_CHILD_H

#include "platform/error.h"
#include "platform/spool.h"

struct event_base;
struct workbook_child;

#define WORKBOOK_CHILD_MAX_MS 90000 /* by the clock */

/*
 * Called once, from the loop, never inside workbook_child_start(). The child
 * is gone by then; do not cancel it. With `grid` the workbook was read to its
 * end; the spool is the callee's to close. Without, `err` says why:
 * FAULT_WORKBOOK_* or FAULT_STORAGE_FULL or FAULT_INTERNAL.
 */
typedef void (*workbook_child_fn)(void *ctx, struct spool *grid,
                                  const struct error *err);

struct workbook_child_options {
    struct event_base *base;
    const char *program;   /* NULL: this one, /proc/self/exe */
    const char *spool_dir; /* where the grid goes */
    int fd;                /* the workbook; stays the caller's, who may close
                              it once start() has returned */
    const char *req;       /* of the request, for the log; may be NULL */
    workbook_child_fn done;
    void *ctx;
};

/* NULL: FAULT_STORAGE_FULL, FAULT_INTERNAL; `done` is not called. */
struct workbook_child *
workbook_child_start(const struct workbook_child_options *options,
                     struct error *err);
/* Kills it; `done` is not called. NULL is fine. */
void workbook_child_cancel(struct workbook_child *child);

#endif
