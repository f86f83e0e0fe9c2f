#include "lifecycle.h"

#include <signal.h>
#include <stdlib.h>

#include <event2/event.h>

#include "app.h"
#include "http/server.h"
#include "ingest/import_backlog.h"
#include "ingest/import_lane.h"
#include "metrics.h"
#include "ops/import_post.h"
#include "platform/check.h"
#include "platform/log.h"
#include "platform/loop.h"
#include "platform/macros.h"
#include "reports/report_press.h"
#include "reports/report_templates.h"
#include "response_cache.h"
#include "router.h"
#include "storage/db_pool.h"

#define DRAIN_POLL_MS 50
#define DRAIN_MAX_MS 60000 /* then what still runs is cut off */

struct serve {
    struct app app;
    struct config config;
    const char *config_path;
    struct event *signals[3];
    struct loop_timer *drain_timer;
    int drained_ms;
    bool draining;
    bool http_drained;
    bool resume; /* jobs, as soon as there is a catalogue */
};

/* --- the catalogue --- */

static void on_publish(void *ctx, struct catalogue *catalogue,
                       struct cells *cells)
{
    struct serve *serve = ctx;
    struct app *app = &serve->app;
    catalogue_unref(app->catalogue);
    app->catalogue = catalogue;
    if (cells != NULL) {
        cells_free(app->cells);
        app->cells = cells;
    }
    if (serve->resume) { /* schools and areas are known now */
        serve->resume = false;
        import_backlog_resume(app->backlog);
    }
    response_cache_revision(app->cache, catalogue_revision(catalogue));
    LOG(LOG_INFO, NULL, "catalogue_published",
        LOG_INT("revision", catalogue_revision(catalogue)));
}

static void on_database(bool up, void *ctx)
{
    struct serve *serve = ctx;
    LOG(LOG_INFO, NULL, up ? "database_up" : "database_down");
    if (up && serve->app.imports != NULL) {
        serve->resume = true;
        import_lane_reload(serve->app.imports);
    }
}

/* --- the end --- */

static void on_drain_poll(void *ctx)
{
    struct serve *serve = ctx;
    serve->drained_ms += DRAIN_POLL_MS;
    if ((serve->http_drained && import_lane_idle(serve->app.imports)) ||
        serve->drained_ms >= DRAIN_MAX_MS) {
        event_base_loopbreak(serve->app.base);
        return;
    }
    loop_timer_set(serve->drain_timer, DRAIN_POLL_MS);
}

static void on_http_drained(void *ctx)
{
    struct serve *serve = ctx;
    serve->http_drained = true;
}

static void on_stop(evutil_socket_t signal, short what, void *ctx)
{
    struct serve *serve = ctx;
    (void)what;
    LOG(LOG_INFO, NULL, "stopping", LOG_INT("signal", signal));
    if (serve->draining) { /* asked twice: at once */
        event_base_loopbreak(serve->app.base);
        return;
    }
    serve->draining = true;
    import_lane_close(serve->app.imports);
    http_server_drain(serve->app.http, on_http_drained, serve);
    loop_timer_set(serve->drain_timer, 0);
}

/* --- the configuration --- */

static struct http_limits limits_of(const struct config *config)
{
    struct http_limits limits;
    http_limits_default(&limits);
    limits.connections = config->max_connections;
    limits.bytes_in_flight = (int64_t)config->max_inflight_mb * 1024 * 1024;
    limits.head_ms = config->head_timeout_ms;
    limits.idle_ms = config->idle_timeout_ms;
    limits.write_ms = config->write_timeout_ms;
    return limits;
}

static void on_reload(evutil_socket_t signal, short what, void *ctx)
{
    struct serve *serve = ctx;
    struct error err = {0};
    struct config fresh;
    (void)signal;
    (void)what;
    config_default(&fresh);
    if (!config_load(&fresh, serve->config_path, &err)) {
        char message[512];
        error_message(&err, LANG_EN, message, sizeof(message));
        LOG(LOG_ERROR, NULL, "reload_failed", LOG_TEXT("error", message),
            LOG_TEXT("detail", err.detail));
        return;
    }
    struct report_templates *templates =
        report_templates_load(fresh.template_dir, &err);
    if (templates == NULL) {
        LOG(LOG_ERROR, NULL, "reload_failed", LOG_TEXT("detail", err.detail));
        return;
    }
    report_templates_free(serve->app.templates);
    serve->app.templates = templates;
    const struct config_option *restart = config_reload(&serve->config, &fresh);
    struct http_limits limits = limits_of(&serve->config);
    http_server_set_limits(serve->app.http, &limits);
    log_set_level(log_level_parse(serve->config.level));
    LOG(LOG_INFO, NULL, "reloaded",
        LOG_TEXT("needs_restart", restart != NULL ? restart->name : "none"));
}

/* --- the beginning --- */

static bool start_http(struct serve *serve, struct error *err)
{
    const struct http_server_options options = {
        .address = serve->config.address,
        .port = serve->config.port,
        .limits = limits_of(&serve->config),
        .on_request = router_on_request,
        .on_done = router_on_done,
        .ctx = &serve->app,
    };
    serve->app.http = http_server_new(serve->app.base, &options, err);
    return serve->app.http != NULL;
}

static bool start_backlog(struct serve *serve)
{
    struct error err = {0};
    struct app *app = &serve->app;
    const struct import_backlog_options options = {
        .base = app->base,
        .config = &serve->config,
        .pool = app->db,
        .lane = app->imports,
        .revive = import_post_revive,
        .forget = import_post_forget,
        .ctx = app,
    };
    app->backlog = import_backlog_new(&options, &err);
    if (app->backlog == NULL) {
        LOG(LOG_ERROR, NULL, "spool_failed",
            LOG_TEXT("dir", serve->config.spool_dir),
            LOG_TEXT("detail", err.detail));
    }
    return app->backlog != NULL;
}

static bool start_database(struct serve *serve)
{
    const struct config *config = &serve->config;
    const struct db_pool_options options = {
        .conninfo = config->conninfo,
        .read_connections = config->read_connections,
        .wait_ms = config->wait_timeout_ms,
        .connect_ms = config->connect_timeout_ms,
        .statement_ms = config->statement_timeout_ms,
        .import_statement_ms = config->import_statement_timeout_ms,
        .import_work_mem = config->import_work_mem,
        .on_state = on_database,
        .ctx = serve,
    };
    serve->app.db = db_pool_new(serve->app.base, &options);
    if (serve->app.db == NULL) {
        return false;
    }
    const struct import_lane_options lane = {
        .base = serve->app.base,
        .session = db_pool_session(serve->app.db),
        .max_waiting = config->max_queued_imports,
        .max_workbooks = config->max_workbooks,
        .spool_dir = config->spool_dir,
        .publish = on_publish,
        .ctx = serve,
    };
    serve->app.imports = import_lane_new(&lane);
    return true;
}

static void watch_signal(struct serve *serve, int slot, int number,
                         event_callback_fn call)
{
    /* Freeing the event brings back what was there before it: asked once more
     * while it ends, the daemon goes on ending. */
    signal(number, SIG_IGN);
    struct event *event = evsignal_new(serve->app.base, number, call, serve);
    CHECK(event != NULL && event_add(event, NULL) == 0);
    serve->signals[slot] = event;
}

static bool start(struct serve *serve)
{
    struct error err = {0};
    struct app *app = &serve->app;
    app->base = event_base_new();
    CHECK(app->base != NULL);
    app->config = &serve->config;
    app->metrics = metrics_new();
    app->cache =
        response_cache_new((size_t)serve->config.cache_mb * 1024 * 1024);
    serve->drain_timer = loop_timer_new(app->base, on_drain_poll, serve);
    app->press = report_press_new(app->base, serve->config.spool_dir);
    app->templates = report_templates_load(serve->config.template_dir, &err);
    if (app->templates == NULL) {
        LOG(LOG_ERROR, NULL, "templates_failed",
            LOG_TEXT("detail", err.detail));
        return false;
    }
    if (!start_database(serve) || !start_backlog(serve)) {
        return false;
    }
    if (!start_http(serve, &err)) {
        LOG(LOG_ERROR, NULL, "listen_failed", LOG_TEXT("detail", err.detail));
        return false;
    }
    watch_signal(serve, 0, SIGTERM, on_stop);
    watch_signal(serve, 1, SIGINT, on_stop);
    watch_signal(serve, 2, SIGHUP, on_reload);
    LOG(LOG_INFO, NULL, "serving", LOG_TEXT("address", serve->config.address),
        LOG_INT("port", http_server_port(app->http)));
    return true;
}

static void stop(struct serve *serve)
{
    struct app *app = &serve->app;
    for (size_t i = 0; i < ARRAY_LEN(serve->signals); i++) {
        if (serve->signals[i] != NULL) {
            event_free(serve->signals[i]);
        }
    }
    /* Connections first: their requests refer to everything else. */
    http_server_free(app->http);
    import_backlog_stop(app->backlog);
    import_lane_free(app->imports);
    import_backlog_free(app->backlog);
    db_pool_free(app->db);
    response_cache_free(app->cache);
    report_press_free(app->press);
    report_templates_free(app->templates);
    metrics_free(app->metrics);
    catalogue_unref(app->catalogue);
    cells_free(app->cells);
    loop_timer_free(serve->drain_timer);
    event_base_free(app->base);
}

int serve_run(struct config *config, const char *config_path)
{
    struct serve serve = {.config = *config, .config_path = config_path};
    int status = EXIT_FAILURE;
    signal(SIGPIPE, SIG_IGN);
    log_set_level(log_level_parse(config->level));
    if (start(&serve)) {
        event_base_dispatch(serve.app.base);
        LOG(LOG_INFO, NULL, "stopped");
        status = EXIT_SUCCESS;
    }
    stop(&serve);
    return status;
}
