/* What metrics.c counts and metrics_*.c print; for these files only. */
#ifndef TVS_API_METRICS_IMPL_H
#define TVS_API_METRICS_IMPL_H

#include <stdint.h>

#include "metrics.h"

#define METRICS_ROUTES 64
#define METRICS_BUCKETS 13
#define METRICS_CLASSES 6 /* by the status' first digit; 0: no reply */

/* The upper ends; one more bucket is open. */
extern const int64_t METRICS_BUCKETS_US[METRICS_BUCKETS];

struct metrics_route {
    int64_t classes[METRICS_CLASSES];
    int64_t buckets[METRICS_BUCKETS + 1]; /* not cumulative */
    int64_t total_us;
    int64_t bytes;
};

struct metrics {
    int64_t started; /* seconds since 1970 */
    struct metrics_route routes[METRICS_ROUTES];
    int64_t cache[METRICS_CACHE_COUNT];
    int64_t imports[METRICS_IMPORT_COUNT];
    struct metrics_rows rows;
};

/* --- metrics_requests.c --- */
void metrics_write_requests(const struct metrics *metrics, struct buffer *out);
/* The HELP and TYPE lines. */
void metrics_begin_family(struct buffer *out, const char *name,
                          const char *type, const char *help);
void metrics_add_seconds(struct buffer *out, int64_t us);

#endif
