/*
 * What the process counts, and the page that Prometheus reads (text format
 * 0.0.4). Counting is an increment; everything else is asked for when the
 * page is.
 */
#ifndef TVS_API_METRICS_H
#define TVS_API_METRICS_H

#include <stdint.h>

#include "platform/buffer.h"

struct app;
struct metrics;
struct route;

enum metrics_cache {
    METRICS_CACHE_HIT,
    METRICS_CACHE_MISS,
    METRICS_CACHE_SHARED, /* waited for another request's answer */
    METRICS_CACHE_COUNT
};

enum metrics_import {
    METRICS_IMPORT_COMMITTED,
    METRICS_IMPORT_VALIDATED, /* nothing wrong, nothing stored */
    METRICS_IMPORT_REJECTED,
    METRICS_IMPORT_REPLAYED, /* the answer of an Idempotency-Key again */
    METRICS_IMPORT_FAILED,   /* ours: no record, but of a background import */
    METRICS_IMPORT_CANCELLED,
    METRICS_IMPORT_COUNT
};

struct metrics_rows {
    int64_t inserted, updated, unchanged, rejected;
};

struct metrics *metrics_new(void);
void metrics_free(struct metrics *metrics);

/* `route` NULL: none was found. */
void metrics_request(struct metrics *metrics, const struct route *route,
                     int status, int64_t us, int64_t bytes);
void metrics_cache(struct metrics *metrics, enum metrics_cache what);
/* `rows` counts for METRICS_IMPORT_COMMITTED only and may else be NULL. */
void metrics_import(struct metrics *metrics, enum metrics_import how,
                    const struct metrics_rows *rows);
/* Appends the page. */
void metrics_write(const struct app *app, struct buffer *out);

#endif
