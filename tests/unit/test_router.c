#include "router.h"

#include "auth.h"
#define FAKE_OWN_ROUTES
#include "fake_op.h"
#include "model/catalogue.h"
#include "platform/digest.h"

#define TOKEN \
    "tvs_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct catalogue *cat;
static int ran;        /* operations that ran */
static struct op last; /* a copy of the last one */
static int gone;       /* on_gone of the operation */

static void on_gone(struct op *op)
{
    (void)op;
    gone++;
}

static void run(struct op *op)
{
    ran++;
    last = *op;
    op->on_gone = on_gone;
}

static void on_query(struct op *op, const struct db_result *result)
{
    (void)result;
    run(op);
}

static void ask(struct op *op)
{
    op->on_gone = on_gone;
    op_query(op, STATEMENT_PING, NULL, 0, on_query);
}

static const struct route ROUTES[] = {
    {HTTP_GET, "/open", ACCESS_OPEN, ROUTE_NO_BODY, run},
    {HTTP_GET, "/read", ACCESS_READ, ROUTE_NO_BODY, run},
    {HTTP_GET, "/public", ACCESS_PUBLIC, ROUTE_NO_BODY, run},
    {HTTP_GET, "/ask/{what}", ACCESS_OPEN, ROUTE_NO_BODY, ask},
    {HTTP_POST, "/submit", ACCESS_SUBMIT, ROUTE_STREAM_BODY, run},
    {HTTP_PUT, "/admin/{name}", ACCESS_ADMIN, ROUTE_SMALL_BODY, run},
};

const struct route *router_table(int *count)
{
    *count = (int)ARRAY_LEN(ROUTES);
    return ROUTES;
}

static void setup(void)
{
    struct error err;
    fake_setup();
    cat = catalogue_new();
    catalogue_add_area(cat, &(struct area){.id = 1,
                                           .code = "CN",
                                           .name_zh = "中国",
                                           .name_en = "",
                                           .level = "country"});
    catalogue_set_revision(cat, 1, "2024-09-12T08:00:00Z");
    ck_assert(catalogue_finish(cat, &err));
    fake.app.catalogue = cat;
    fake.req.op = NULL;
    fake.config.public_read = true;
    ran = gone = 0;
}

static void teardown(void)
{
    catalogue_unref(cat);
    fake_teardown();
}

static void request(enum http_method method, const char *path)
{
    fake.req.method = method;
    fake.req.path = path;
    router_on_request(&fake.req, &fake.app);
}

static void done(void)
{
    router_on_done(&fake.req, fake.status, 0, &fake.app);
}

/* What the database says of TOKEN. */
static void find_token(const char *role, const char *schools)
{
    static char hash[2 + 2 * DIGEST_SIZE + 1] = "\\x";
    unsigned char sum[DIGEST_SIZE];
    digest_of(TOKEN, strlen(TOKEN), sum);
    digest_print(sum, DIGEST_SIZE, hash + 2);
    const char *const row[] = {"7", "nightly", role, hash, schools, "360900"};
    ck_assert_str_eq(fake.query->params[0], hash);
    fake_rows(1, 6, row);
}

static void find_no_token(void)
{
    fake_rows(0, 6, NULL);
}

/* --- small counts --- */

START_TEST(where_they_are_protected_a_read_says_so_or_is_closed)
{
    fake.config.suppress_below = 5;
    request(HTTP_GET, "/public");
    ck_assert_int_eq(ran, 1);
    request(HTTP_GET, "/read");
    ck_assert_int_eq(ran, 1);
    ck_assert_ptr_nonnull(fake.query);
}
END_TEST

START_TEST(readers_may_be_kept_out_as_well)
{
    fake.config.suppress_below = 5;
    fake.config.suppress_readers = true;
    fake_field("Authorization", "Bearer " TOKEN);
    request(HTTP_GET, "/read");
    find_token("reader", "");
    ck_assert_int_eq(fake.status, 403);
    ck_assert_int_eq(ran, 0);
}
END_TEST

/* --- routing --- */

START_TEST(runs_an_open_operation_at_once)
{
    request(HTTP_GET, "/open");
    ck_assert_int_eq(ran, 1);
    ck_assert_int_eq(fake.queries, 0);
    ck_assert_ptr_eq(last.catalogue, cat);
    ck_assert_str_eq(fake.req.route, "/open");
    done();
}
END_TEST

START_TEST(an_unknown_path_is_404)
{
    request(HTTP_GET, "/nothing");
    ck_assert_int_eq(fake.status, 404);
    ck_assert_int_eq(ran, 0);
    ck_assert_int_eq(fake.queries, 0);
    done();
}
END_TEST

START_TEST(a_known_path_with_another_method_is_405_with_allow)
{
    request(HTTP_DELETE, "/read");
    ck_assert_int_eq(fake.status, 405);
    ck_assert_str_eq(fake_head("Allow"), "GET, HEAD");
    done();
}
END_TEST

START_TEST(hands_over_the_arguments_of_the_path)
{
    request(HTTP_GET, "/ask/this");
    fake_rows(0, 0, NULL);
    ck_assert_int_eq(ran, 1);
    ck_assert_str_eq(last.args[0], "this");
    ck_assert_ptr_null(last.args[1]);
    done();
}
END_TEST

START_TEST(without_a_catalogue_only_open_routes_work)
{
    fake.app.catalogue = NULL;
    request(HTTP_GET, "/read");
    ck_assert_int_eq(fake.status, 503);
    done();
    fake_again();
    request(HTTP_GET, "/open");
    ck_assert_int_eq(ran, 1);
    ck_assert_ptr_null(last.catalogue);
    done();
}
END_TEST

/* --- tokens --- */

START_TEST(public_reads_ask_no_database)
{
    request(HTTP_GET, "/read");
    ck_assert_int_eq(ran, 1);
    ck_assert_int_eq(fake.queries, 0);
    ck_assert_str_eq(last.actor.name, "public");
    ck_assert_int_eq(last.actor.token_id, 0);
    done();
}
END_TEST

START_TEST(a_presented_token_is_looked_up_even_for_a_public_read)
{
    fake_field("Authorization", "Bearer wrong");
    request(HTTP_GET, "/read");
    ck_assert_int_eq(ran, 0);
    ck_assert_int_eq(fake.queries, 1);
    find_no_token();
    ck_assert_int_eq(fake.status, 401);
    done();
}
END_TEST

START_TEST(reads_need_a_token_when_they_are_not_public)
{
    fake.config.public_read = false;
    fake_field("Authorization", "bearer " TOKEN);
    request(HTTP_GET, "/read");
    ck_assert_int_eq(ran, 0);
    find_token("reader", "");
    ck_assert_int_eq(ran, 1);
    ck_assert_int_eq(last.actor.role, ROLE_READER);
    ck_assert_int_eq(last.actor.token_id, 7);
    ck_assert_str_eq(last.actor.name, "nightly");
    done();
}
END_TEST

START_TEST(a_submitter_comes_with_scopes)
{
    fake_field("Authorization", "Bearer " TOKEN);
    request(HTTP_POST, "/submit");
    find_token("submitter", "3636001234,3636001235");
    ck_assert_int_eq(ran, 1);
    ck_assert_int_eq(last.actor.role, ROLE_SUBMITTER);
    ck_assert_int_eq(last.actor.school_count, 2);
    ck_assert_str_eq(last.actor.schools[1], "3636001235");
    ck_assert_int_eq(last.actor.area_count, 1);
    ck_assert_str_eq(last.actor.areas[0], "360900");
    done();
}
END_TEST

START_TEST(scopes_beyond_the_maximum_allow_less)
{
    char list[4 * (ACTOR_MAX_SCOPES + 3)] = "";
    for (int i = 0; i < ACTOR_MAX_SCOPES + 2; i++) {
        strcat(list, i > 0 ? ",s1" : "s1");
    }
    fake_field("Authorization", "Bearer " TOKEN);
    request(HTTP_POST, "/submit");
    find_token("submitter", list);
    ck_assert_int_eq(last.actor.school_count, ACTOR_MAX_SCOPES);
    done();
}
END_TEST

/* None, and every way to get it wrong. Too long: 257 bytes. */
static const char *const BAD_TOKENS[] = {
    NULL,           "",           "Bearer",
    "Bearer ",      "Bearer a b", "Bearer \"x\"",
    "Basic " TOKEN, TOKEN,        "Bearer " TOKEN TOKEN TOKEN TOKEN,
};

START_TEST(every_bad_token_costs_one_lookup_and_gets_the_same_answer)
{
    static const char WANTED[] =
        "{\"type\":\"urn:tvetstat:problem:unauthorized\",\"title\":"
        "\"需要登录\","
        "\"status\":401,\"detail\":\"需要有效的访问令牌\","
        "\"code\":\"unauthorized\",\"errors\":[{\"code\":\"unauthorized\","
        "\"path\":\"\",\"message\":\"需要有效的访问令牌\"}]}\n";
    if (BAD_TOKENS[_i] != NULL) {
        fake_field("Authorization", BAD_TOKENS[_i]);
    }
    request(HTTP_POST, "/submit");
    ck_assert_int_eq(fake.queries, 1);
    ck_assert_int_eq(fake.replies, 0);
    ck_assert_int_eq(fake.query->statement, STATEMENT_TOKEN_CHECK);
    ck_assert_uint_eq(strlen(fake.query->params[0]), 2 + 2 * DIGEST_SIZE);
    find_no_token();
    ck_assert_int_eq(fake.status, 401);
    ck_assert_str_eq(fake_head("WWW-Authenticate"), "Bearer");
    ck_assert_str_eq(fake.body.data, WANTED);
    ck_assert_int_eq(ran, 0);
    done();
}
END_TEST

START_TEST(a_row_for_a_malformed_token_helps_nobody)
{
    fake_field("Authorization", "Basic " TOKEN);
    request(HTTP_POST, "/submit");
    const char *const row[] = {"7", "x", "admin", fake.query->params[0],
                               "",  ""};
    fake_rows(1, 6, row);
    ck_assert_int_eq(fake.status, 401);
    done();
}
END_TEST

START_TEST(a_row_with_another_hash_helps_nobody)
{
    fake_field("Authorization", "Bearer " TOKEN);
    request(HTTP_POST, "/submit");
    char hash[80];
    strcpy(hash, fake.query->params[0]);
    hash[10] = hash[10] == 'a' ? 'b' : 'a';
    const char *const row[] = {"7", "x", "admin", hash, "", ""};
    fake_rows(1, 6, row);
    ck_assert_int_eq(fake.status, 401);
    done();
}
END_TEST

START_TEST(an_unreachable_database_is_503_and_not_401)
{
    fake_field("Authorization", "Bearer " TOKEN);
    request(HTTP_POST, "/submit");
    fake_db_error(FAULT_UNAVAILABLE);
    ck_assert_int_eq(fake.status, 503);
    done();
}
END_TEST

static const struct {
    const char *role;
    enum http_method method;
    const char *path;
    int status; /* 0: it ran */
} ROLES[] = {
    {"reader", HTTP_GET, "/read", 0},
    {"reader", HTTP_POST, "/submit", 403},
    {"reader", HTTP_PUT, "/admin/x", 403},
    {"submitter", HTTP_GET, "/read", 0},
    {"submitter", HTTP_POST, "/submit", 0},
    {"submitter", HTTP_PUT, "/admin/x", 403},
    {"admin", HTTP_GET, "/read", 0},
    {"admin", HTTP_POST, "/submit", 0},
    {"admin", HTTP_PUT, "/admin/x", 0},
    {"owner", HTTP_GET, "/read", 403}, /* no such role */
};

START_TEST(a_role_may_do_what_is_its_own)
{
    fake_field("Authorization", "Bearer " TOKEN);
    request(ROLES[_i].method, ROLES[_i].path);
    find_token(ROLES[_i].role, "");
    ck_assert_int_eq(fake.status, ROLES[_i].status);
    ck_assert_int_eq(ran, ROLES[_i].status == 0);
    done();
}
END_TEST

/* --- bodies --- */

static void request_with_body(const char *path, enum http_method method,
                              int64_t length)
{
    fake_field("Authorization", "Bearer " TOKEN);
    fake.req.content_length = length;
    fake.req.has_body = true;
    request(method, path);
    find_token("admin", "");
}

START_TEST(a_small_body_is_collected_before_the_operation)
{
    request_with_body("/admin/x", HTTP_PUT, 4);
    ck_assert_int_eq(ran, 0);
    ck_assert_int_eq(fake.body_max, ROUTE_SMALL_MAX);
    fake.sink->on_data(&fake.req, "ab", 2);
    fake.sink->on_data(&fake.req, "cd", 2);
    fake.sink->on_end(&fake.req);
    ck_assert_int_eq(ran, 1);
    ck_assert_uint_eq(last.body_len, 4);
    ck_assert_str_eq(last.body, "abcd");
    done();
}
END_TEST

START_TEST(a_chunked_small_body_may_fill_the_maximum)
{
    static const char block[ROUTE_SMALL_MAX];
    request_with_body("/admin/x", HTTP_PUT, -1);
    fake.sink->on_data(&fake.req, block, sizeof(block));
    fake.sink->on_end(&fake.req);
    ck_assert_uint_eq(last.body_len, ROUTE_SMALL_MAX);
    done();
}
END_TEST

START_TEST(a_declared_length_above_the_maximum_is_413_before_the_body)
{
    request_with_body("/admin/x", HTTP_PUT, ROUTE_SMALL_MAX + 1);
    ck_assert_int_eq(fake.status, 413);
    ck_assert_ptr_null(fake.sink);
    ck_assert_contains(fake.body.data, "65537");
    ck_assert_contains(fake.body.data, "65536");
    ck_assert_int_eq(ran, 0);
    done();
}
END_TEST

START_TEST(an_upload_above_the_maximum_is_413_before_the_body)
{
    int64_t max = fake.config.max_upload_mb * 1024 * 1024;
    request_with_body("/submit", HTTP_POST, max + 1);
    ck_assert_int_eq(fake.status, 413);
    ck_assert_ptr_null(fake.sink);
    done();
}
END_TEST

START_TEST(the_token_comes_before_the_size)
{
    fake.req.content_length = INT64_MAX;
    fake.req.has_body = true;
    request(HTTP_POST, "/submit");
    find_no_token();
    ck_assert_int_eq(fake.status, 401);
    done();
}
END_TEST

/* --- the end --- */

START_TEST(a_client_that_goes_away_ends_the_query)
{
    request(HTTP_GET, "/ask/x");
    ck_assert_ptr_nonnull(fake.query);
    fake.req.on_gone(&fake.req);
    ck_assert_ptr_null(fake.query);
    ck_assert_int_eq(gone, 1);
    done();
}
END_TEST

START_TEST(a_failed_query_is_answered_as_a_problem)
{
    request(HTTP_GET, "/ask/x");
    fake_db_error(FAULT_TIMEOUT);
    ck_assert_int_eq(fake.status, 504);
    ck_assert_int_eq(ran, 0);
    done();
}
END_TEST

START_TEST(a_request_that_never_got_here_is_counted)
{
    struct buffer page;
    fake.req.op = NULL;
    fake.req.actor = NULL;
    fake.status = 400;
    done();
    buffer_init(&page, 0);
    metrics_write(&fake.app, &page);
    ck_assert_contains(page.data, "tvetstat_http_requests_total{"
                                  "route=\"none\",method=\"none\","
                                  "status=\"4xx\"} 1\n");
    buffer_fini(&page);
}
END_TEST

static TCase *routing(void)
{
    TCase *tc = tcase_create("routing");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, where_they_are_protected_a_read_says_so_or_is_closed);
    tcase_add_test(tc, readers_may_be_kept_out_as_well);
    tcase_add_test(tc, runs_an_open_operation_at_once);
    tcase_add_test(tc, an_unknown_path_is_404);
    tcase_add_test(tc, a_known_path_with_another_method_is_405_with_allow);
    tcase_add_test(tc, hands_over_the_arguments_of_the_path);
    tcase_add_test(tc, without_a_catalogue_only_open_routes_work);
    tcase_add_test(tc, a_client_that_goes_away_ends_the_query);
    tcase_add_test(tc, a_failed_query_is_answered_as_a_problem);
    tcase_add_test(tc, a_request_that_never_got_here_is_counted);
    return tc;
}

static TCase *tokens(void)
{
    TCase *tc = tcase_create("tokens");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, public_reads_ask_no_database);
    tcase_add_test(tc, a_presented_token_is_looked_up_even_for_a_public_read);
    tcase_add_test(tc, reads_need_a_token_when_they_are_not_public);
    tcase_add_test(tc, a_submitter_comes_with_scopes);
    tcase_add_test(tc, scopes_beyond_the_maximum_allow_less);
    tcase_add_loop_test(
        tc, every_bad_token_costs_one_lookup_and_gets_the_same_answer, 0,
        (int)ARRAY_LEN(BAD_TOKENS));
    tcase_add_test(tc, a_row_for_a_malformed_token_helps_nobody);
    tcase_add_test(tc, a_row_with_another_hash_helps_nobody);
    tcase_add_test(tc, an_unreachable_database_is_503_and_not_401);
    tcase_add_loop_test(tc, a_role_may_do_what_is_its_own, 0,
                        (int)ARRAY_LEN(ROLES));
    return tc;
}

static TCase *bodies(void)
{
    TCase *tc = tcase_create("bodies");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_small_body_is_collected_before_the_operation);
    tcase_add_test(tc, a_chunked_small_body_may_fill_the_maximum);
    tcase_add_test(tc,
                   a_declared_length_above_the_maximum_is_413_before_the_body);
    tcase_add_test(tc, an_upload_above_the_maximum_is_413_before_the_body);
    tcase_add_test(tc, the_token_comes_before_the_size);
    return tc;
}

Suite *unit_suite(void)
{
    Suite *suite = suite_create("router");
    suite_add_tcase(suite, routing());
    suite_add_tcase(suite, tokens());
    suite_add_tcase(suite, bodies());
    return suite;
}
