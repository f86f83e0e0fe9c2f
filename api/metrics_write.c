/* The page of /metrics, family by family. */
#include <inttypes.h>

#include "app.h"
#include "http/method.h"
#include "http/server.h"
#include "metrics_impl.h"
#include "platform/macros.h"
#include "process_stats.h"
#include "router.h"
#include "version.h"

/* One number without labels. */
struct family {
    const char *name, *type, *help;
    int64_t value;
};

static void begin_family(struct buffer *out, const char *name, const char *type,
                         const char *help)
{
    buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void write_families(struct buffer *out, const struct family *families,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct family *row = &families[i];
        begin_family(out, row->name, row->type, row->help);
        buffer_printf(out, "%s %" PRId64 "\n", row->name, row->value);
    }
}

/* 1500 -> "0.001500": seconds without a double in between. */
static void add_seconds(struct buffer *out, int64_t us)
{
    buffer_printf(out, "%" PRId64 ".%06" PRId64, us / 1000000, us % 1000000);
}

/* --- requests --- */

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
    begin_family(out, "tvetstat_http_requests_total", "counter",
                 "Requests by route and class of status.");
    for (int i = 0; i <= routes; i++) {
        for (int class = 0; class < METRICS_CLASSES; class ++) {
            int64_t value = metrics->routes[i].classes[class];
            if (value == 0) {
                continue;
            }
            buffer_add_str(out, "tvetstat_http_requests_total{");
            add_route(out, i);
            buffer_printf(out, ",status=\"%s\"} %" PRId64 "\n", CLASSES[class],
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
            add_seconds(out, METRICS_BUCKETS_US[i]);
        } else {
            buffer_add_str(out, "+Inf");
        }
        buffer_printf(out, "\"} %" PRId64 "\n", count);
    }
    buffer_add_str(out, "tvetstat_http_request_duration_seconds_sum{");
    add_route(out, index);
    buffer_add_str(out, "} ");
    add_seconds(out, row->total_us);
    buffer_add_str(out, "\ntvetstat_http_request_duration_seconds_count{");
    add_route(out, index);
    buffer_printf(out, "} %" PRId64 "\n", count);
}

/* Routes that nobody has asked for yet are left out: the page stays short. */
static void write_requests(const struct metrics *metrics, struct buffer *out)
{
    int routes = 0;
    router_table(&routes);
    write_classes(metrics, out, routes);
    begin_family(out, "tvetstat_http_request_duration_seconds", "histogram",
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
    begin_family(out, "tvetstat_http_response_bytes_total", "counter",
                 "Bytes of replies by route.");
    for (int i = 0; i <= routes; i++) {
        if (metrics->routes[i].bytes > 0) {
            buffer_add_str(out, "tvetstat_http_response_bytes_total{");
            add_route(out, i);
            buffer_printf(out, "} %" PRId64 "\n", metrics->routes[i].bytes);
        }
    }
}

static void write_http(const struct app *app, struct buffer *out)
{
    struct http_server_stats stats = {0};
    if (app->http != NULL) {
        stats = http_server_stats(app->http);
    }
    const struct family families[] = {
        {"tvetstat_http_connections", "gauge",
         "Client connections that are open.", stats.connections},
        {"tvetstat_http_accepted_total", "counter",
         "Client connections accepted.", stats.accepted},
        {"tvetstat_http_refused_total", "counter",
         "Requests that the strict framing or a limit refused.", stats.refused},
        {"tvetstat_http_inflight_bytes", "gauge",
         "Bytes buffered for all clients.", stats.bytes_in_flight},
    };
    write_families(out, families, ARRAY_LEN(families));
}

/* --- labelled counters --- */

static void write_labelled(struct buffer *out, const char *name,
                           const char *label, const char *const *values,
                           const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_printf(out, "%s{%s=\"%s\"} %" PRId64 "\n", name, label,
                      values[i], numbers[i]);
    }
}

static void write_cache(const struct metrics *metrics, struct buffer *out)
{
    static const char *const RESULTS[METRICS_CACHE_COUNT] = {
        [METRICS_CACHE_HIT] = "hit",
        [METRICS_CACHE_MISS] = "miss",
        [METRICS_CACHE_SHARED] = "shared",
    };
    begin_family(out, "tvetstat_cache_requests_total", "counter",
                 "Reads by what the response cache had for them.");
    write_labelled(out, "tvetstat_cache_requests_total", "result", RESULTS,
                   metrics->cache, METRICS_CACHE_COUNT);
}

static void write_imports(const struct metrics *metrics, struct buffer *out)
{
    static const char *const STATES[METRICS_IMPORT_COUNT] = {
        [METRICS_IMPORT_COMMITTED] = "committed",
        [METRICS_IMPORT_VALIDATED] = "validated",
        [METRICS_IMPORT_REJECTED] = "rejected",
        [METRICS_IMPORT_REPLAYED] = "replayed",
        [METRICS_IMPORT_FAILED] = "failed",
    };
    static const char *const OUTCOMES[] = {"inserted", "updated", "unchanged",
                                           "rejected"};
    const int64_t rows[] = {metrics->rows.inserted, metrics->rows.updated,
                            metrics->rows.unchanged, metrics->rows.rejected};

    begin_family(out, "tvetstat_imports_total", "counter",
                 "Imports by how they ended.");
    write_labelled(out, "tvetstat_imports_total", "state", STATES,
                   metrics->imports, METRICS_IMPORT_COUNT);
    begin_family(out, "tvetstat_import_rows_total", "counter",
                 "Rows of imports that were committed, by what became of "
                 "them.");
    write_labelled(out, "tvetstat_import_rows_total", "outcome", OUTCOMES, rows,
                   ARRAY_LEN(rows));
}

/* --- what others count --- */

static void write_database(const struct app *app, struct buffer *out)
{
    struct db_pool_stats stats = {0};
    if (app->db != NULL) {
        stats = db_pool_stats(app->db);
    }
    const struct family families[] = {
        {"tvetstat_db_connections", "gauge",
         "Database connections that are up.", stats.connections_up},
        {"tvetstat_db_connections_busy", "gauge",
         "Database connections that run a statement.", stats.busy},
        {"tvetstat_db_waiting", "gauge", "Queries that wait for a connection.",
         stats.waiting},
        {"tvetstat_db_queries_total", "counter",
         "Queries sent to the database.", stats.queries},
        {"tvetstat_db_failures_total", "counter", "Queries that failed.",
         stats.failures},
        {"tvetstat_db_reconnects_total", "counter",
         "Times that a database connection was lost and made again.",
         stats.reconnects},
    };
    write_families(out, families, ARRAY_LEN(families));
}

static void write_catalogue(const struct app *app, struct buffer *out)
{
    const struct catalogue *cat = app->catalogue;
    size_t areas = 0;
    size_t schools = 0;
    size_t indicators = 0;
    if (cat != NULL) {
        catalogue_areas(cat, &areas);
        catalogue_schools(cat, &schools);
        catalogue_indicators(cat, &indicators);
    }
    const struct family families[] = {
        {"tvetstat_data_revision", "gauge",
         "Revision of the data that reads see.",
         cat != NULL ? catalogue_revision(cat) : 0},
        {"tvetstat_catalogue_areas", "gauge", "Areas in the catalogue.",
         (int64_t)areas},
        {"tvetstat_catalogue_schools", "gauge", "Schools in the catalogue.",
         (int64_t)schools},
        {"tvetstat_catalogue_indicators", "gauge",
         "Indicators in the catalogue.", (int64_t)indicators},
        {"tvetstat_ready", "gauge", "Whether /readyz answers 200.",
         cat != NULL && app->db != NULL && db_pool_up(app->db)},
    };
    write_families(out, families, ARRAY_LEN(families));
}

static void write_process(const struct app *app, struct buffer *out)
{
    struct process_stats stats = process_stats();
    const struct family families[] = {
        {"process_resident_memory_bytes", "gauge", "Resident memory.",
         stats.resident_bytes},
        {"process_resident_memory_peak_bytes", "gauge",
         "Highest resident memory so far.", stats.peak_bytes},
        {"process_start_time_seconds", "gauge",
         "When the process started, in seconds since 1970.",
         app->metrics->started},
    };
    write_families(out, families, ARRAY_LEN(families));
    begin_family(out, "process_cpu_seconds_total", "counter",
                 "User and system time spent.");
    buffer_add_str(out, "process_cpu_seconds_total ");
    add_seconds(out, stats.cpu_us);
    buffer_add_char(out, '\n');
    begin_family(out, "tvetstat_build_info", "gauge", "Always 1.");
    buffer_printf(out, "tvetstat_build_info{version=\"%s\"} 1\n",
                  version_text());
}

void metrics_write(const struct app *app, struct buffer *out)
{
    write_requests(app->metrics, out);
    write_http(app, out);
    write_cache(app->metrics, out);
    write_imports(app->metrics, out);
    write_database(app, out);
    write_catalogue(app, out);
    write_process(app, out);
}
