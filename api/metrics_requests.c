/* The part of /metrics that is about requests, route by route. */
#include <inttypes.h>

#include "http/method.h"
#include "metrics_impl.h"
#include "router.h"

/* 1500 -> "0.001500": seconds without a double in between. */
void metrics_add_seconds(struct buffer *out, int64_t us)
{
    buffer_printf(out, "%" PRId64 ".%06" PRId64, us / 1000000, us % 1000000);
}

void metrics_begin_family(struct buffer *out, const char *name,
                          const char *type, const char *help)
{
    buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* The labels of a row of the table; the one behind the last is for requests
 * that no route was found for. */
static void add_route(struct buffer *out, int index)
{
    int count = 0;
    const struct route *table = router_table(&count);
    if (index < count) {
        buffer_printf(out, "route=\"%s\",method=\"%s\"", table[index].pattern,
                      method_name(table[index].method));
    } else {
        buffer_add_str(out, "route=\"none\",method=\"none\"");
    }
}

static const char *const CLASSES[METRICS_CLASSES] = {"gone", "1xx", "2xx",
                                                     "3xx",  "4xx", "5xx"};

static void write_classes(const struct metrics *metrics, struct buffer *out,
                          int routes)
{
    metrics_begin_family(out, "tvetstat_http_requests_total", "counter",
                         "Requests by route and class of status.");
    for (int i = 0; i <= routes; i++) {
        for (int digit = 0; digit < METRICS_CLASSES; digit++) {
            int64_t value = metrics->routes[i].classes[digit];
            if (value == 0) {
                continue;
            }
            buffer_add_str(out, "tvetstat_http_requests_total{");
            add_route(out, i);
            buffer_printf(out, ",status=\"%s\"} %" PRId64 "\n", CLASSES[digit],
                          value);
        }
    }
}

static void write_histogram(const struct metrics_route *row, struct buffer *out,
                            int index)
{
    int64_t count = 0;
    for (size_t i = 0; i <= METRICS_BUCKETS; i++) {
        count += row->buckets[i];
        buffer_add_str(out, "tvetstat_http_request_duration_seconds_bucket{");
        add_route(out, index);
        buffer_add_str(out, ",le=\"");
        if (i < METRICS_BUCKETS) {
            metrics_add_seconds(out, METRICS_BUCKETS_US[i]);
        } else {
            buffer_add_str(out, "+Inf");
        }
        buffer_printf(out, "\"} %" PRId64 "\n", count);
    }
    buffer_add_str(out, "tvetstat_http_request_duration_seconds_sum{");
    add_route(out, index);
    buffer_add_str(out, "} ");
    metrics_add_seconds(out, row->total_us);
    buffer_add_str(out, "\ntvetstat_http_request_duration_seconds_count{");
    add_route(out, index);
    buffer_printf(out, "} %" PRId64 "\n", count);
}

/* Routes that nobody has asked for yet are left out: the page stays short. */
void metrics_write_requests(const struct metrics *metrics, struct buffer *out)
{
    int routes = 0;
    router_table(&routes);
    write_classes(metrics, out, routes);
    metrics_begin_family(
        out, "tvetstat_http_request_duration_seconds", "histogram",
        "From the complete head to the last byte of the reply.");
    for (int i = 0; i <= routes; i++) {
        const struct metrics_route *row = &metrics->routes[i];
        int64_t count = 0;
        for (size_t b = 0; b <= METRICS_BUCKETS; b++) {
            count += row->buckets[b];
        }
        if (count > 0) {
            write_histogram(row, out, i);
        }
    }
    metrics_begin_family(out, "tvetstat_http_response_bytes_total", "counter",
                         "Bytes of replies by route.");
    for (int i = 0; i <= routes; i++) {
        if (metrics->routes[i].bytes > 0) {
            buffer_add_str(out, "tvetstat_http_response_bytes_total{");
            add_route(out, i);
            buffer_printf(out, "} %" PRId64 "\n", metrics->routes[i].bytes);
        }
    }
}
