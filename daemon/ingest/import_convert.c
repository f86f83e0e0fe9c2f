#include "ingest/import_convert.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "platform/check.h"
#include "platform/clock.h"
#include "platform/loop.h"
#include "platform/macros.h"
#include "workbook/workbook_child.h"

#define SNIFF_BYTES 16

struct running {
    struct import_convert *convert;
    struct import_job *job; /* NULL: free */
    struct workbook_child *child;
    int64_t began_us;
};

struct import_convert {
    struct import_convert_options options;
    struct loop_timer *timer;
    struct import_job *first, **tail; /* waiting */
    struct running *running;
    struct import_convert_stats stats;
};

/* --- what is a workbook --- */

struct mark {
    const char *bytes;
    size_t len;
    bool csv_only; /* said of a CSV file: saved by a program as a table */
};

/* JSON begins with none of these either. HTML goes to the child because that
 * is who says what to do with it. */
static const struct mark MARKS[] = {
    {"PK\x03\x04", 4, false}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, false},
    {"<html", 5, true},       {"<!doctype html", 14, true},
    {"<table", 6, true},
};

static bool looks_like_one(const struct import_job *job)
{
    char head[SNIFF_BYTES];
    bool csv = job->options.format == READER_CSV;
    ssize_t len = job->spool == NULL
                      ? 0
                      : pread(spool_fd(job->spool), head, sizeof(head), 0);
    for (size_t i = 0; i < ARRAY_LEN(MARKS); i++) {
        const struct mark *mark = &MARKS[i];
        if (len >= (ssize_t)mark->len && (csv || !mark->csv_only) &&
            strncasecmp(head, mark->bytes, mark->len) == 0) {
            return true;
        }
    }
    return false;
}

bool import_convert_wants(struct import_job *job)
{
    if (job->reverts != NULL || job->grid != NULL ||
        job->options.refusal != NULL) {
        return false;
    }
    if (job->options.format != READER_WORKBOOK && looks_like_one(job)) {
        job->options.format = READER_WORKBOOK;
    }
    return job->options.format == READER_WORKBOOK;
}

/* --- the end of one --- */

static void release(struct import_convert *convert, struct running *slot)
{
    convert->stats.us += clock_us() - slot->began_us;
    convert->stats.running--;
    slot->job = NULL;
    slot->child = NULL;
    loop_timer_set(convert->timer, 0);
}

/* The child's own verdict is about the file; anything else is ours. */
static bool is_refusal(enum fault fault)
{
    return fault >= FAULT_WORKBOOK_UNREADABLE && fault < FAULT_WORKBOOK_SANDBOX;
}

static void on_read(void *ctx, struct spool *grid, const struct error *err)
{
    struct running *slot = ctx;
    struct import_convert *convert = slot->convert;
    struct import_job *job = slot->job;
    bool ours = grid == NULL && !is_refusal(err->fault);
    convert->stats.read += grid != NULL;
    convert->stats.refused += grid == NULL && !ours;
    convert->stats.failed += ours;
    release(convert, slot);
    if (grid != NULL) {
        job->grid = grid;
        job->options.format = READER_GRID;
    } else if (!ours) {
        job->refusal = *err;
        job->options.refusal = &job->refusal;
    }
    convert->options.done(convert->options.ctx, job, ours ? err : NULL);
}

/* --- the beginning --- */

static struct running *free_slot(const struct import_convert *convert)
{
    for (int i = 0; i < convert->options.max_running; i++) {
        if (convert->running[i].job == NULL) {
            return &convert->running[i];
        }
    }
    return NULL;
}

static struct import_job *take_first(struct import_convert *convert)
{
    struct import_job *job = convert->first;
    convert->first = job->next;
    if (convert->first == NULL) {
        convert->tail = &convert->first;
    }
    job->next = NULL;
    convert->stats.waiting--;
    return job;
}

static void start(struct import_convert *convert, struct running *slot)
{
    struct import_job *job = take_first(convert);
    struct error err = {0};
    const struct workbook_child_options options = {
        .base = convert->options.base,
        .spool_dir = convert->options.spool_dir,
        .fd = spool_fd(job->spool),
        .req = job->request_id,
        .done = on_read,
        .ctx = slot,
    };
    *slot = (struct running){
        .convert = convert,
        .job = job,
        .began_us = clock_us(),
    };
    convert->stats.running++;
    slot->child = workbook_child_start(&options, &err);
    if (slot->child == NULL) {
        on_read(slot, NULL, &err);
    }
}

static void on_timer(void *ctx)
{
    struct import_convert *convert = ctx;
    struct running *slot = free_slot(convert);
    if (convert->first != NULL && slot != NULL) {
        loop_timer_set(convert->timer, 0);
        start(convert, slot);
    }
}

void import_convert_add(struct import_convert *convert, struct import_job *job)
{
    job->next = NULL;
    *convert->tail = job;
    convert->tail = &job->next;
    convert->stats.waiting++;
    loop_timer_set(convert->timer, 0);
}

/* --- taking one out --- */

static bool remove_waiting(struct import_convert *convert,
                           const struct import_job *job)
{
    for (struct import_job **at = &convert->first; *at != NULL;
         at = &(*at)->next) {
        if (*at != job) {
            continue;
        }
        *at = job->next;
        if (*at == NULL) {
            convert->tail = at;
        }
        convert->stats.waiting--;
        return true;
    }
    return false;
}

bool import_convert_remove(struct import_convert *convert,
                           struct import_job *job)
{
    for (int i = 0; i < convert->options.max_running; i++) {
        struct running *slot = &convert->running[i];
        if (slot->job == job) {
            workbook_child_cancel(slot->child);
            release(convert, slot);
            return true;
        }
    }
    return remove_waiting(convert, job);
}

/* --- looking --- */

struct import_job *import_convert_first(const struct import_convert *convert)
{
    for (int i = 0; i < convert->options.max_running; i++) {
        if (convert->running[i].job != NULL) {
            return convert->running[i].job;
        }
    }
    return convert->first;
}

static bool has_key(const struct import_job *job, const char *actor,
                    const char *key)
{
    return job != NULL && job->idempotency_key != NULL &&
           strcmp(job->idempotency_key, key) == 0 &&
           strcmp(job->actor, actor) == 0;
}

struct import_job *import_convert_find(const struct import_convert *convert,
                                       const char *actor, const char *key)
{
    for (int i = 0; i < convert->options.max_running; i++) {
        if (has_key(convert->running[i].job, actor, key)) {
            return convert->running[i].job;
        }
    }
    struct import_job *job = convert->first;
    while (job != NULL && !has_key(job, actor, key)) {
        job = job->next;
    }
    return job;
}

struct import_convert_stats
import_convert_stats(const struct import_convert *convert)
{
    return convert->stats;
}

struct import_convert *
import_convert_new(const struct import_convert_options *options)
{
    struct import_convert *convert = calloc(1, sizeof(*convert));
    CHECK(convert != NULL);
    convert->options = *options;
    convert->tail = &convert->first;
    convert->running =
        calloc((size_t)options->max_running, sizeof(*convert->running));
    CHECK(convert->running != NULL);
    convert->timer = loop_timer_new(options->base, on_timer, convert);
    return convert;
}

void import_convert_free(struct import_convert *convert)
{
    if (convert == NULL) {
        return;
    }
    for (int i = 0; i < convert->options.max_running; i++) {
        workbook_child_cancel(convert->running[i].child);
    }
    loop_timer_free(convert->timer);
    free(convert->running);
    free(convert);
}
