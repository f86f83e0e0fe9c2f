/* Profiles, health, metrics, the index, the dashboard and the contract. */
#define FAKE_OWN_ROUTES
#include "fake_op.h"
#include "http/server.h"
#include "ops/document_name.h"
#include "ops/limits.h"
#include "ops/ops.h"
#include "web_file.h"

#define PROFILE                                              \
    "{\"columns\":[{\"header\":\"code\",\"as\":\"school\"}," \
    "{\"header\":\"n\",\"as\":\"value\"},"                   \
    "{\"header\":\"p\",\"as\":\"period\"}],"                 \
    "\"constants\":{\"indicator\":\"students_ft\"}}"

static const struct route ROUTES[] = {
    {HTTP_GET, "/v1/data", ACCESS_READ, ROUTE_NO_BODY, NULL},
    {HTTP_PUT, "/v1/profiles/{name}", ACCESS_ADMIN, ROUTE_SMALL_BODY, NULL},
};

const struct route *router_table(int *count)
{
    *count = (int)ARRAY_LEN(ROUTES);
    return ROUTES;
}

struct http_server_stats http_server_stats(const struct http_server *server)
{
    (void)server;
    return (struct http_server_stats){.connections = 1, .accepted = 2};
}

static void setup(void)
{
    fake_setup();
    fake.op.args[0] = "tw-2014";
    fake.op.actor.name = "admin";
}

/* --- profiles --- */

START_TEST(a_profile_s_name_is_plain)
{
    char name[LIMITS_DOCUMENT_NAME + 2];
    memset(name, 'a', sizeof(name));
    name[LIMITS_DOCUMENT_NAME + 1] = '\0';
    ck_assert(!document_name_valid(name));
    name[LIMITS_DOCUMENT_NAME] = '\0';
    ck_assert(document_name_valid(name));
    ck_assert(document_name_valid("A_b-9"));
    ck_assert(!document_name_valid(""));
    ck_assert(!document_name_valid("a.b"));
    ck_assert(!document_name_valid("a b"));
    ck_assert(!document_name_valid("學"));
}
END_TEST

static void put(const char *body)
{
    fake.op.body = body;
    fake.op.body_len = strlen(body);
    op_profile_put(&fake.op);
}

START_TEST(a_new_profile_is_201)
{
    static const char *const CREATED[] = {"t"};
    put(PROFILE);
    ck_assert_int_eq(fake.query->statement, STATEMENT_PROFILE_PUT);
    ck_assert_str_eq(fake.query->params[0], "tw-2014");
    ck_assert_str_eq(fake.query->params[1], PROFILE);
    ck_assert_str_eq(fake.query->params[2], "admin");
    ck_assert_str_eq(fake.query->params[3], "test-1");
    fake_rows(1, 1, CREATED);
    ck_assert_int_eq(fake.status, 201);
    ck_assert_str_eq(fake_head("Location"), "/v1/profiles/tw-2014");
    ck_assert_contains(
        fake.body.data,
        "{\"name\":\"tw-2014\",\"state\":\"created\",\"bytes\":");
}
END_TEST

START_TEST(a_replaced_profile_is_200)
{
    static const char *const REPLACED[] = {"f"};
    put(PROFILE);
    fake_rows(1, 1, REPLACED);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_contains(fake.body.data, "\"state\":\"replaced\"");
}
END_TEST

START_TEST(one_profile_too_many_is_refused)
{
    put(PROFILE);
    fake_rows(0, 1, NULL);
    ck_assert_int_eq(fake.status, 422);
    ck_assert_contains(fake.body.data, "\"code\":\"too_many\"");
}
END_TEST

START_TEST(a_profile_that_is_none_is_not_stored)
{
    put("{\"columns\":[{\"header\":\"x\",\"as\":\"nonsense\"}]}");
    ck_assert_int_eq(fake.status, 422);
    ck_assert_contains(fake.body.data, "\"code\":\"bad_profile\"");
    fake_again();
    put("{");
    ck_assert_int_eq(fake.status, 400);
    ck_assert_contains(fake.body.data, "\"code\":\"bad_json\"");
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

START_TEST(a_profile_is_json)
{
    fake_field("Content-Type", "text/csv");
    put(PROFILE);
    ck_assert_int_eq(fake.status, 415);
    fake_again();
    fake.fields[0].value = "Application/JSON; charset=utf-8";
    put(PROFILE);
    ck_assert_int_eq(fake.replies, 0);
    fake_rows(0, 1, NULL);
}
END_TEST

START_TEST(a_profile_comes_back_as_it_was_put)
{
    static const char *const ROW[] = {PROFILE, "cafe"};
    op_profile_get(&fake.op);
    ck_assert_str_eq(fake.query->params[0], "tw-2014");
    fake_rows(1, 2, ROW);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake.body.data, PROFILE);
    ck_assert_str_ne(fake_head("ETag"), "");
}
END_TEST

START_TEST(a_profile_that_is_not_there_is_404)
{
    op_profile_get(&fake.op);
    fake_rows(0, 2, NULL);
    ck_assert_int_eq(fake.status, 404);
    fake_again();
    op_profile_delete(&fake.op);
    ck_assert_str_eq(fake.query->params[1], "admin");
    fake_rows(0, 1, NULL);
    ck_assert_int_eq(fake.status, 404);
}
END_TEST

START_TEST(a_name_that_cannot_be_is_404_without_asking)
{
    fake.op.args[0] = "a.b";
    op_profile_get(&fake.op);
    ck_assert_int_eq(fake.status, 404);
    fake_again();
    op_profile_delete(&fake.op);
    ck_assert_int_eq(fake.status, 404);
    fake_again();
    put(PROFILE);
    ck_assert_int_eq(fake.status, 422);
    ck_assert_int_eq(fake.queries, 0);
}
END_TEST

START_TEST(a_deleted_profile_is_204)
{
    static const char *const GONE[] = {"tw-2014"};
    op_profile_delete(&fake.op);
    fake_rows(1, 1, GONE);
    ck_assert_int_eq(fake.status, 204);
}
END_TEST

START_TEST(profiles_are_listed)
{
    static const char *const ROWS[] = {"a", "10", "2024-09-12T08:00:00Z",
                                       "b", "20", "2024-09-13T08:00:00Z"};
    op_profiles_list(&fake.op);
    fake_rows(2, 3, ROWS);
    ck_assert_contains(
        fake.body.data,
        "\"profiles\":[{\"name\":\"a\",\"bytes\":10,"
        "\"updated_at\":\"2024-09-12T08:00:00Z\"},{\"name\":\"b\"");
}
END_TEST

/* --- health --- */

START_TEST(alive_whatever_is_missing)
{
    fake.db_up = false;
    op_livez(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake.body.data, "{\"status\":\"alive\"}\n");
}
END_TEST

START_TEST(not_ready_says_what_is_missing)
{
    fake.app.db = (struct db_pool *)&fake; /* never looked into */
    op_readyz(&fake.op);
    ck_assert_int_eq(fake.status, 503);
    ck_assert_str_eq(fake.body.data, "{\"status\":\"not ready\",\"database\":"
                                     "true,\"catalogue\":false}\n");
    ck_assert_str_ne(fake_head("Retry-After"), "");
}
END_TEST

/* --- metrics --- */

static int64_t metric(const char *line)
{
    const char *at = strstr(fake.body.data, line);
    ck_assert_msg(at != NULL, "no %s", line);
    return strtoll(at + strlen(line), NULL, 10);
}

START_TEST(requests_are_counted_by_route_and_class)
{
    metrics_request(fake.app.metrics, &ROUTES[0], 200, 700, 4096);
    metrics_request(fake.app.metrics, &ROUTES[0], 304, 100, 0);
    metrics_request(fake.app.metrics, &ROUTES[0], 0, 99000000, 0);
    op_metrics(&fake.op);
    ck_assert_str_eq(fake.type, "text/plain; version=0.0.4; charset=utf-8");
#define LABELS "route=\"/v1/data\",method=\"GET\""
    ck_assert_int_eq(
        metric("tvetstat_http_requests_total{" LABELS ",status=\"2xx\"} "), 1);
    ck_assert_int_eq(
        metric("tvetstat_http_requests_total{" LABELS ",status=\"gone\"} "), 1);
#define BUCKET "tvetstat_http_request_duration_seconds_bucket{" LABELS ",le="
    ck_assert_int_eq(metric(BUCKET "\"0.000500\"} "), 1);
    ck_assert_int_eq(metric(BUCKET "\"0.001000\"} "), 2);
    ck_assert_int_eq(metric(BUCKET "\"10.000000\"} "), 2);
    ck_assert_int_eq(metric(BUCKET "\"+Inf\"} "), 3);
    ck_assert_contains(fake.body.data,
                       "duration_seconds_sum{" LABELS "} 99.000800\n");
    ck_assert_int_eq(metric("tvetstat_http_response_bytes_total{" LABELS "} "),
                     4096);
}
END_TEST

START_TEST(imports_and_rows_are_counted_when_they_are_committed)
{
    const struct metrics_rows rows = {.inserted = 5, .unchanged = 2};
    metrics_import(fake.app.metrics, METRICS_IMPORT_COMMITTED, &rows);
    metrics_import(fake.app.metrics, METRICS_IMPORT_VALIDATED, &rows);
    metrics_import(fake.app.metrics, METRICS_IMPORT_REPLAYED, NULL);
    metrics_cache(fake.app.metrics, METRICS_CACHE_HIT);
    op_metrics(&fake.op);
    ck_assert_int_eq(metric("tvetstat_imports_total{state=\"committed\"} "), 1);
    ck_assert_int_eq(metric("tvetstat_imports_total{state=\"replayed\"} "), 1);
    ck_assert_int_eq(
        metric("tvetstat_import_rows_total{outcome=\"inserted\"} "), 5);
    ck_assert_int_eq(
        metric("tvetstat_import_rows_total{outcome=\"unchanged\"} "), 2);
    ck_assert_int_eq(metric("tvetstat_cache_requests_total{result=\"hit\"} "),
                     1);
}
END_TEST

/* Every sample stands under its HELP and TYPE, every line ends. */
START_TEST(the_page_is_in_the_text_format)
{
    char family[128] = "";
    metrics_request(fake.app.metrics, NULL, 404, 1, 1);
    op_metrics(&fake.op);
    ck_assert_int_eq(fake.body.data[fake.body.len - 1], '\n');
    for (char *line = strtok(fake.body.data, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        if (sscanf(line, "# TYPE %127s", family) == 1 ||
            strncmp(line, "# HELP ", 7) == 0) {
            continue;
        }
        ck_assert_msg(strncmp(line, family, strlen(family)) == 0, "%s under %s",
                      line, family);
        ck_assert_ptr_nonnull(strrchr(line, ' '));
    }
}
END_TEST

START_TEST(the_process_is_measured)
{
    op_metrics(&fake.op);
    ck_assert_int_gt(metric("\nprocess_resident_memory_bytes "), 100000);
    ck_assert_int_ge(metric("\nprocess_resident_memory_peak_bytes "),
                     metric("\nprocess_resident_memory_bytes ") / 2);
    ck_assert_int_gt(metric("\nprocess_start_time_seconds "), 1700000000);
}
END_TEST

/* --- index and contract --- */

START_TEST(the_index_names_the_endpoints)
{
    op_root(&fake.op);
    ck_assert_contains(fake.body.data,
                       "\"endpoints\":[{\"method\":\"GET\",\"path\":"
                       "\"/v1/data\"},");
}
END_TEST

START_TEST(a_browser_gets_the_page)
{
    fake_field("Accept", "text/html,*/*;q=0.8");
    op_root(&fake.op);
    ck_assert_str_eq(fake.type, "text/html");
    ck_assert_contains(fake.body.data, "src=\"/web/" WEB_BUILD "/app.js\"");
    ck_assert_str_eq(fake_head("Cache-Control"), "no-cache");
    ck_assert_contains(fake_head("Content-Security-Policy"),
                       "default-src 'self'");
}
END_TEST

/* --- the files of the dashboard --- */

static void ask_web(const char *build, const char *name)
{
    fake.op.args[0] = build;
    fake.op.args[1] = name;
    op_web_get(&fake.op);
}

START_TEST(files_of_the_dashboard_are_found)
{
    ck_assert_ptr_nonnull(web_file_find("app.js"));
    ck_assert_ptr_nonnull(web_file_find("lib/api.js"));
    ck_assert_ptr_nonnull(web_file_find("vendor/charts.js"));
    ck_assert_ptr_null(web_file_find("lib"));
    ck_assert_ptr_null(web_file_find(""));
    for (int i = 1; i < WEB_FILE_COUNT; i++) {
        ck_assert_int_lt(strcmp(WEB_FILES[i - 1].path, WEB_FILES[i].path), 0);
    }
}
END_TEST

START_TEST(a_file_is_kept_for_ever)
{
    ask_web(WEB_BUILD, "app.js");
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake.type, "text/javascript");
    ck_assert_contains(fake_head("Cache-Control"), "immutable");
    ck_assert_str_eq(fake_head("ETag"), web_file_find("app.js")->etag);
    ck_assert_uint_eq(fake.body.len, web_file_find("app.js")->len);
}
END_TEST

START_TEST(a_file_is_compressed_for_who_takes_it)
{
    fake.req.accepts_gzip = true;
    ask_web(WEB_BUILD, "app.js");
    ck_assert_str_eq(fake_head("Content-Encoding"), "gzip");
    ck_assert_str_eq(fake_head("ETag"), web_file_find("app.js")->gzip_etag);
    ck_assert_uint_eq(fake.body.len, web_file_find("app.js")->gzip_len);
}
END_TEST

START_TEST(a_file_that_is_known_is_304)
{
    fake_field("If-None-Match", web_file_find("app.js")->etag);
    ask_web(WEB_BUILD, "app.js");
    ck_assert_int_eq(fake.status, 304);
}
END_TEST

START_TEST(another_build_s_file_is_404)
{
    ask_web("0123456789abcdef", "app.js");
    ck_assert_int_eq(fake.status, 404);
}
END_TEST

START_TEST(a_file_in_a_folder_is_found)
{
    fake.op.args[0] = WEB_BUILD;
    fake.op.args[1] = "lib";
    fake.op.args[2] = "api.js";
    op_web_folder_get(&fake.op);
    ck_assert_int_eq(fake.status, 200);
}
END_TEST

START_TEST(the_contract_is_served)
{
    op_openapi(&fake.op);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_int_eq(strncmp(fake.body.data, "{\"openapi\":\"3.1.0\"", 18), 0);
    ck_assert_uint_gt(fake.body.len, 10000);
}
END_TEST

START_TEST(the_configuration_tells_the_limits)
{
    fake.config.max_upload_mb = 3;
    op_config_get(&fake.op);
    ck_assert_contains(fake.body.data, "\"upload_bytes\":3145728");
    ck_assert_contains(fake.body.data, "\"languages\":[\"zh\",\"en\"]");
    ck_assert_contains(fake.body.data,
                       "\"formats\":[\"json\",\"csv\",\"ndjson\",");
}
END_TEST

static TCase *profiles(void)
{
    TCase *tc = tcase_create("profiles");
    tcase_add_checked_fixture(tc, setup, fake_teardown);
    tcase_add_test(tc, a_profile_s_name_is_plain);
    tcase_add_test(tc, a_new_profile_is_201);
    tcase_add_test(tc, a_replaced_profile_is_200);
    tcase_add_test(tc, one_profile_too_many_is_refused);
    tcase_add_test(tc, a_profile_that_is_none_is_not_stored);
    tcase_add_test(tc, a_profile_is_json);
    tcase_add_test(tc, a_profile_comes_back_as_it_was_put);
    tcase_add_test(tc, a_profile_that_is_not_there_is_404);
    tcase_add_test(tc, a_name_that_cannot_be_is_404_without_asking);
    tcase_add_test(tc, a_deleted_profile_is_204);
    tcase_add_test(tc, profiles_are_listed);
    return tc;
}

static TCase *server(void)
{
    TCase *tc = tcase_create("server");
    tcase_add_checked_fixture(tc, setup, fake_teardown);
    tcase_add_test(tc, alive_whatever_is_missing);
    tcase_add_test(tc, not_ready_says_what_is_missing);
    tcase_add_test(tc, requests_are_counted_by_route_and_class);
    tcase_add_test(tc, imports_and_rows_are_counted_when_they_are_committed);
    tcase_add_test(tc, the_page_is_in_the_text_format);
    tcase_add_test(tc, the_process_is_measured);
    tcase_add_test(tc, the_index_names_the_endpoints);
    tcase_add_test(tc, a_browser_gets_the_page);
    tcase_add_test(tc, files_of_the_dashboard_are_found);
    tcase_add_test(tc, a_file_is_kept_for_ever);
    tcase_add_test(tc, a_file_is_compressed_for_who_takes_it);
    tcase_add_test(tc, a_file_that_is_known_is_304);
    tcase_add_test(tc, another_build_s_file_is_404);
    tcase_add_test(tc, a_file_in_a_folder_is_found);
    tcase_add_test(tc, the_contract_is_served);
    tcase_add_test(tc, the_configuration_tells_the_limits);
    return tc;
}

Suite *unit_suite(void)
{
    Suite *suite = suite_create("small_ops");
    suite_add_tcase(suite, profiles());
    suite_add_tcase(suite, server());
    return suite;
}
