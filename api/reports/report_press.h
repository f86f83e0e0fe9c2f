/*
 * Makes a .docx of a report's Markdown: pandoc, if it is installed, in a
 * process of its own with limits, beside the loop. Only a few at a time.
 */
#ifndef TVS_REPORTS_REPORT_PRESS_H
#define TVS_REPORTS_REPORT_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/buffer.h"
#include "platform/error.h"

struct event_base;
struct report_press;
struct report_print;

#define REPORT_PRESS_RUNNING 2 /* for more: FAULT_OVERLOADED */
#define REPORT_PRESS_MS 15000
#define REPORT_PRESS_CPU_S 10
#define REPORT_PRESS_HEAP "-M192m" /* of the program, as it takes it */
#define REPORT_PRESS_FILES 64
#define REPORT_PRESS_OUTPUT 16777216

/* `spool_dir` must outlive it. */
struct report_press *report_press_new(struct event_base *base,
                                      const char *spool_dir);
/* What is being made is given up, and nobody is told. NULL is fine. */
void report_press_free(struct report_press *press);

/* Is pandoc on the PATH? */
bool report_press_ready(void);

/* Called once, from the loop, never inside report_press_start(). NULL: it
 * failed, and `err` says why. The bytes are valid during the call. */
typedef void report_press_fn(void *ctx, const struct buffer *docx,
                             const struct error *err);

/* "2024-09-12T08:00:00Z", with or without fractions, in seconds of 1970; 0:
 * something else. */
int64_t report_press_seconds(const char *iso);

struct report_job {
    const struct buffer *markdown; /* may go once it has started */
    int64_t at;                    /* when it was made, in seconds of 1970: all
                                      times in the file */
    const char *req;               /* of the request, for the log */
    report_press_fn *done;
    void *ctx;
};

/* NULL: FAULT_NO_PANDOC, FAULT_OVERLOADED, FAULT_STORAGE_FULL,
 * FAULT_INTERNAL; `done` is not called. */
struct report_print *report_press_start(struct report_press *press,
                                        const struct report_job *job,
                                        struct error *err);
/* Gives it up; `done` is not called. NULL is fine; not after `done`. */
void report_press_cancel(struct report_print *print);

#endif
