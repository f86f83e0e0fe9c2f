#include "route_match.h"

#include <string.h>

#include "platform/macros.h"
#include "unit.h"

static const struct route TABLE[] = {
    {HTTP_GET, "/", ACCESS_OPEN, ROUTE_NO_BODY, NULL},
    {HTTP_GET, "/v1/things", ACCESS_OPEN, ROUTE_NO_BODY, NULL},
    {HTTP_POST, "/v1/things/{kind}", ACCESS_OPEN, ROUTE_NO_BODY, NULL},
    {HTTP_GET, "/v1/things/{id}.xlsx", ACCESS_ADMIN, ROUTE_NO_BODY, NULL},
    {HTTP_GET, "/v1/things/{id}", ACCESS_OPEN, ROUTE_NO_BODY, NULL},
    {HTTP_GET, "/v1/things/{id}/{part}", ACCESS_OPEN, ROUTE_NO_BODY, NULL},
    {HTTP_DELETE, "/v1/things/{id}/end.csv", ACCESS_OPEN, ROUTE_NO_BODY, NULL},
};

static struct route_match find(enum http_method method, const char *path)
{
    return route_match(TABLE, ARRAY_LEN(TABLE), method, path);
}

START_TEST(finds_literal_paths)
{
    ck_assert_ptr_eq(find(HTTP_GET, "/").route, &TABLE[0]);
    ck_assert_ptr_eq(find(HTTP_GET, "/v1/things").route, &TABLE[1]);
    ck_assert_ptr_null(find(HTTP_GET, "/v1/things").args[0].at);
}
END_TEST

START_TEST(takes_arguments_out_of_the_path)
{
    struct route_match match = find(HTTP_GET, "/v1/things/a-b/c");
    ck_assert_ptr_eq(match.route, &TABLE[5]);
    ck_assert_uint_eq(match.args[0].len, 3);
    ck_assert_int_eq(memcmp(match.args[0].at, "a-b", 3), 0);
    ck_assert_uint_eq(match.args[1].len, 1);
    ck_assert_int_eq(memcmp(match.args[1].at, "c", 1), 0);
}
END_TEST

START_TEST(get_serves_head)
{
    ck_assert_ptr_eq(find(HTTP_HEAD, "/v1/things").route, &TABLE[1]);
}
END_TEST

static const char *const NO_PATHS[] = {
    "",   "*",         "v1/things",   "/v1/things/",      "/v1//x",
    "//", "/v1/thing", "/v1/thingsx", "/v1/things/a/b/c", "/v1/things/a/"};

START_TEST(does_not_find_other_paths)
{
    struct route_match match = find(HTTP_GET, NO_PATHS[_i]);
    ck_assert_ptr_null(match.route);
    ck_assert_uint_eq(match.methods, 0);
}
END_TEST

START_TEST(tells_the_methods_of_a_path)
{
    char allow[ROUTE_ALLOW_SIZE];
    struct route_match match = find(HTTP_PUT, "/v1/things/x");
    ck_assert_ptr_null(match.route);
    route_match_allow(match.methods, allow);
    ck_assert_str_eq(allow, "GET, HEAD, POST");
    match = find(HTTP_PUT, "/v1/things/x/end.csv");
    route_match_allow(match.methods, allow);
    ck_assert_str_eq(allow, "GET, HEAD, DELETE");
}
END_TEST

START_TEST(all_methods_fit_the_field)
{
    char allow[ROUTE_ALLOW_SIZE];
    route_match_allow(~0u, allow);
    ck_assert_str_eq(allow, "GET, HEAD, POST, PUT, DELETE");
    route_match_allow(0, allow);
    ck_assert_str_eq(allow, "");
}
END_TEST

START_TEST(an_argument_may_have_a_tail)
{
    struct route_match match = find(HTTP_GET, "/v1/things/a.xlsx");
    ck_assert_ptr_eq(match.route, &TABLE[3]);
    ck_assert_uint_eq(match.args[0].len, 1);
    match = find(HTTP_GET, "/v1/things/a.xls");
    ck_assert_ptr_eq(match.route, &TABLE[4]);
    ck_assert_uint_eq(match.args[0].len, 5);
    match = find(HTTP_GET, "/v1/things/.xlsx");
    ck_assert_ptr_eq(match.route, &TABLE[4]);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("route_match");
    TCase *tc = tcase_create("route_match");
    tcase_add_test(tc, finds_literal_paths);
    tcase_add_test(tc, takes_arguments_out_of_the_path);
    tcase_add_test(tc, an_argument_may_have_a_tail);
    tcase_add_test(tc, get_serves_head);
    tcase_add_loop_test(tc, does_not_find_other_paths, 0,
                        (int)ARRAY_LEN(NO_PATHS));
    tcase_add_test(tc, tells_the_methods_of_a_path);
    tcase_add_test(tc, all_methods_fit_the_field);
    suite_add_tcase(suite, tc);
    return suite;
}
