/* The page of /metrics, family by family. */
#include <inttypes.h>

#include "app.h"
#include "http/server.h"
#include "ingest/import_lane.h"
#include "metrics_impl.h"
#include "platform/macros.h"
#include "process_stats.h"
#include "version.h"

/* One number without labels. */
struct family {
    const char *name, *type, *help;
    int64_t value;
};

static void write_families(struct buffer *out, const struct family *families,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct family *row = &families[i];
        metrics_begin_family(out, row->name, row->type, row->help);
        buffer_printf(out, "%s %" PRId64 "\n", row->name, row->value);
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

struct label {
    const char *name;
    const char *const *values;
    size_t count;
};

static void write_labelled(struct buffer *out, const char *name,
                           const struct label *label, const int64_t *numbers)
{
    for (size_t i = 0; i < label->count; i++) {
        buffer_printf(out, "%s{%s=\"%s\"} %" PRId64 "\n", name, label->name,
                      label->values[i], numbers[i]);
    }
}

static void write_cache(const struct metrics *metrics, struct buffer *out)
{
    static const char NAME[] = "tvetstat_cache_requests_total";
    static const char *const RESULTS[METRICS_CACHE_COUNT] = {
        [METRICS_CACHE_HIT] = "hit",
        [METRICS_CACHE_MISS] = "miss",
        [METRICS_CACHE_SHARED] = "shared",
    };
    static const struct label LABEL = {"result", RESULTS, ARRAY_LEN(RESULTS)};
    metrics_begin_family(out, NAME, "counter",
                         "Reads by what the response cache had for them.");
    write_labelled(out, NAME, &LABEL, metrics->cache);
}

static void write_imports(const struct metrics *metrics, struct buffer *out)
{
    static const char NAME[] = "tvetstat_imports_total";
    static const char *const STATES[METRICS_IMPORT_COUNT] = {
        [METRICS_IMPORT_COMMITTED] = "committed",
        [METRICS_IMPORT_VALIDATED] = "validated",
        [METRICS_IMPORT_REJECTED] = "rejected",
        [METRICS_IMPORT_REPLAYED] = "replayed",
        [METRICS_IMPORT_FAILED] = "failed",
        [METRICS_IMPORT_CANCELLED] = "cancelled",
    };
    static const struct label LABEL = {"state", STATES, ARRAY_LEN(STATES)};
    metrics_begin_family(out, NAME, "counter", "Imports by how they ended.");
    write_labelled(out, NAME, &LABEL, metrics->imports);
}

static void write_rows(const struct metrics *metrics, struct buffer *out)
{
    static const char NAME[] = "tvetstat_import_rows_total";
    static const char *const OUTCOMES[] = {"inserted", "updated", "unchanged",
                                           "rejected"};
    static const struct label LABEL = {"outcome", OUTCOMES,
                                       ARRAY_LEN(OUTCOMES)};
    const int64_t rows[] = {metrics->rows.inserted, metrics->rows.updated,
                            metrics->rows.unchanged, metrics->rows.rejected};
    metrics_begin_family(
        out, NAME, "counter",
        "Rows of imports that were committed, by what became of "
        "them.");
    write_labelled(out, NAME, &LABEL, rows);
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

static void write_workbooks(const struct app *app, struct buffer *out)
{
    struct import_convert_stats stats = {0};
    if (app->imports != NULL) {
        stats = import_lane_stats(app->imports).workbooks;
    }
    const struct family families[] = {
        {"tvetstat_workbooks_running", "gauge",
         "Workbooks that are being read.", stats.running},
        {"tvetstat_workbooks_waiting", "gauge",
         "Workbooks that wait to be read.", stats.waiting},
        {"tvetstat_workbooks_read_total", "counter",
         "Workbooks read to their end.", stats.read},
        {"tvetstat_workbooks_refused_total", "counter",
         "Workbooks refused: damaged, encrypted, too large.", stats.refused},
        {"tvetstat_workbooks_failed_total", "counter",
         "Workbooks that the server could not read.", stats.failed},
    };
    write_families(out, families, ARRAY_LEN(families));
    metrics_begin_family(out, "tvetstat_workbooks_seconds_total", "counter",
                         "Time for which workbooks were being read.");
    buffer_add_str(out, "tvetstat_workbooks_seconds_total ");
    metrics_add_seconds(out, stats.us);
    buffer_add_char(out, '\n');
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
    metrics_begin_family(out, "process_cpu_seconds_total", "counter",
                         "User and system time spent.");
    buffer_add_str(out, "process_cpu_seconds_total ");
    metrics_add_seconds(out, stats.cpu_us);
    buffer_add_char(out, '\n');
    metrics_begin_family(out, "tvetstat_build_info", "gauge", "Always 1.");
    buffer_printf(out, "tvetstat_build_info{version=\"%s\"} 1\n",
                  version_text());
}

void metrics_write(const struct app *app, struct buffer *out)
{
    metrics_write_requests(app->metrics, out);
    write_http(app, out);
    write_cache(app->metrics, out);
    write_imports(app->metrics, out);
    write_rows(app->metrics, out);
    write_workbooks(app, out);
    write_database(app, out);
    write_catalogue(app, out);
    write_process(app, out);
}
