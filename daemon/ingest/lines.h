/*
 * Physical lines out of runs of text. LF, CRLF and CR all end a line, mixed
 * as they may be. A line that is wholly in one run is not copied.
 */
#ifndef TVS_INGEST_LINES_H
#define TVS_INGEST_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/span.h"
#include "platform/buffer.h"

enum lines_result {
    LINES_GOT,
    LINES_MORE,     /* the next run, please; after the last: the end */
    LINES_TOO_LONG, /* the line is skipped up to its end */
};

struct lines {
    struct buffer carry; /* the beginning of a line */
    bool carry_used;     /* it was handed out: empty it */
    bool skipping;
    bool last;
    const char *at, *end;
    const char *next_lf, *next_cr; /* at or after `at`; end: none */
    int line;                      /* of what comes next */
};

/* `max` bytes of one line. */
void lines_init(struct lines *lines, size_t max);
void lines_fini(struct lines *lines);
/* A run; only after LINES_MORE. It must stay until LINES_MORE. */
void lines_add(struct lines *lines, struct span run, bool last);
/*
 * The line with its end, and its number. Valid until the next call. Of a line
 * that is too long, *line is the beginning.
 */
enum lines_result lines_next(struct lines *lines, struct span *line,
                             int *number);
/* Without its end. */
struct span lines_bare(struct span line);

#endif
