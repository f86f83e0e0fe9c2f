#include "metrics.h"

#include <stdlib.h>

#include "metrics_impl.h"
#include "platform/check.h"
#include "platform/clock.h"
#include "platform/macros.h"
#include "router.h"

const int64_t METRICS_BUCKETS_US[METRICS_BUCKETS] = {
    500,    1000,   2500,    5000,    10000,   25000,   50000,
    100000, 250000, 1000000, 2500000, 5000000, 10000000};

struct metrics *metrics_new(void)
{
    struct metrics *metrics = calloc(1, sizeof(*metrics));
    CHECK(metrics != NULL);
    metrics->started = clock_wall();
    return metrics;
}

void metrics_free(struct metrics *metrics)
{
    free(metrics);
}

/* The place of a route in the table, one behind it for none. */
static size_t route_index(const struct route *route)
{
    int count = 0;
    const struct route *table = router_table(&count);
    CHECK(count < METRICS_ROUTES);
    return route != NULL ? (size_t)(route - table) : (size_t)count;
}

void metrics_request(struct metrics *metrics, const struct route *route,
                     int status, int64_t us, int64_t bytes)
{
    struct metrics_route *row = &metrics->routes[route_index(route)];
    size_t bucket = 0;
    int class = status / 100;

    while (bucket < METRICS_BUCKETS && us > METRICS_BUCKETS_US[bucket]) {
        bucket++;
    }
    row->buckets[bucket]++;
    row->total_us += us;
    row->bytes += bytes;
    row->classes[class >= 1 && class < METRICS_CLASSES ? class : 0]++;
}

void metrics_cache(struct metrics *metrics, enum metrics_cache what)
{
    metrics->cache[what]++;
}

void metrics_import(struct metrics *metrics, enum metrics_import how,
                    const struct metrics_rows *rows)
{
    metrics->imports[how]++;
    if (how != METRICS_IMPORT_COMMITTED) {
        return;
    }
    metrics->rows.inserted += rows->inserted;
    metrics->rows.updated += rows->updated;
    metrics->rows.unchanged += rows->unchanged;
    metrics->rows.rejected += rows->rejected;
}
