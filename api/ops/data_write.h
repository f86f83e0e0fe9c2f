/*
 * The body of an answer, made of its table: at once if it is short, else by a
 * child process (platform/loop_aside.h), so that the loop does not wait for a
 * workbook of 50,000 rows. The child has the table as it was when it began.
 */
#ifndef TVS_OPS_DATA_WRITE_H
#define TVS_OPS_DATA_WRITE_H

#include "data/data_formats.h"
#include "op.h"
#include "platform/buffer.h"
#include "platform/error.h"

struct loop_aside;

#define DATA_WRITE_MAX                                     \
    4 /* child processes at a time; more: FAULT_OVERLOADED \
       */
#define DATA_WRITE_MAX_BYTES ((size_t)256 << 20)

struct data_write {
    /* The asker's. */
    struct app *app;
    const struct data_format_info *format;
    const struct data_grid *grid; /* lives until the end */
    /* Once, perhaps before data_write_start() returns. With err NULL the bytes
     * are in `out`. Then data_write_drop(). */
    void (*on_end)(struct data_write *write, const struct error *err);
    void *owner;
    struct buffer out;
    /* data_write.c's own. */
    struct loop_aside *aside;
    int fd; /* what the child writes to */
    bool open;
};

void data_write_start(struct data_write *write);
/* Ends the child if there is one; may be called twice, and on a zeroed
 * struct. */
void data_write_drop(struct data_write *write);

#endif
