#include "ops/data_write.h"

#include "app.h"
#include "platform/loop_aside.h"
#include "platform/nameless_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void end(struct data_write *write, const struct error *err)
{
    struct error failed = {0};
    if (err == NULL && write->out.failed) {
        error_detail(&failed, FAULT_INTERNAL, "an answer is too long");
        err = &failed;
    }
    write->on_end(write, err);
}

static void write_here(struct data_write *write)
{
    struct error err = {0};
    bool good = write->format->write(write->grid, &write->out, &err);
    end(write, good ? NULL : &err);
}

/* --- in the child --- */

static int send_all(int fd, const struct buffer *out)
{
    for (size_t at = 0; at < out->len;) {
        ssize_t sent = write(fd, out->data + at, out->len - at);
        if (sent < 0 && errno != EINTR) {
            return errno;
        }
        at += sent > 0 ? (size_t)sent : 0;
    }
    return 0;
}

/* There is one thread, so that the heap is whole in the child as well. */
static int work(void *ctx)
{
    const struct data_write *write = ctx;
    struct error err = {0};
    struct buffer out;
    buffer_init(&out, DATA_WRITE_MAX_BYTES);
    if (!write->format->write(write->grid, &out, &err)) {
        return EIO;
    }
    return out.failed ? EFBIG : send_all(write->fd, &out);
}

/* --- in the parent --- */

static void close_file(struct data_write *write)
{
    if (write->open) {
        close(write->fd);
        write->open = false;
    }
}

static void give_back(struct data_write *write)
{
    if (write->aside != NULL) {
        write->app->writers--;
        write->aside = NULL;
    }
}

static void on_done(void *ctx, int code)
{
    struct data_write *write = ctx;
    struct error err = {0};
    give_back(write);
    if (code == 0 && !nameless_file_read(write->fd, &write->out)) {
        code = EIO;
    }
    close_file(write);
    if (code == 0) {
        end(write, NULL);
        return;
    }
    error_detail(&err, FAULT_INTERNAL, "could not write an answer: %s",
                 strerror(code));
    end(write, &err);
}

static void start_aside(struct data_write *write)
{
    struct error err = {0};
    if (write->app->writers == DATA_WRITE_MAX) {
        error_set(&err, FAULT_OVERLOADED, NULL, NULL, NULL);
        end(write, &err);
        return;
    }
    write->fd = nameless_file_open(&err);
    write->open = write->fd >= 0;
    if (write->open) {
        const struct loop_aside_task task = {
            .work = work,
            .files = {write->fd},
            .file_count = 1,
            .done = on_done,
            .ctx = write,
        };
        write->aside = loop_aside_start(write->app->base, &task, &err);
    }
    if (write->aside == NULL) {
        end(write, &err);
        return;
    }
    write->app->writers++;
}

void data_write_start(struct data_write *write)
{
    buffer_init(&write->out, DATA_WRITE_MAX_BYTES);
    if (write->grid->count <= write->format->rows_at_once) {
        write_here(write);
    } else {
        start_aside(write);
    }
}

void data_write_drop(struct data_write *write)
{
    if (write->aside != NULL) {
        loop_aside_cancel(write->aside);
        give_back(write);
    }
    close_file(write);
    buffer_fini(&write->out);
}
