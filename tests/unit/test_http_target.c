/* Paths and query parameters. */
#include <stdio.h>
#include <string.h>

#include "http/target.h"
#include "platform/macros.h"
#include "unit.h"

static struct request req;

static void set_up(void)
{
    memset(&req, 0, sizeof(req));
    arena_init(&req.arena);
}

static void tear_down(void)
{
    arena_fini(&req.arena);
}

static bool parse(const char *text)
{
    struct error err;
    return target_parse(&req, text, strlen(text), &err);
}

static void assert_param(int i, const char *name, const char *value)
{
    ck_assert_int_lt(i, req.param_count);
    ck_assert_str_eq(req.params[i].name, name);
    ck_assert_str_eq(req.params[i].value, value);
}

START_TEST(decodes_the_path)
{
    ck_assert(parse("/v1/%E4%B8%AD+x/..//%2F"));
    ck_assert_str_eq(req.path, "/v1/\xE4\xB8\xAD+x/..///");
    ck_assert_int_eq(req.param_count, 0);
}
END_TEST

START_TEST(splits_the_query)
{
    ck_assert(parse("/p?a=1&b=&c&a=2&d=x=y&e=?"));
    ck_assert_str_eq(req.path, "/p");
    ck_assert_int_eq(req.param_count, 6);
    assert_param(0, "a", "1");
    assert_param(1, "b", "");
    assert_param(2, "c", "");
    assert_param(3, "a", "2");
    assert_param(4, "d", "x=y");
    assert_param(5, "e", "?");
}
END_TEST

START_TEST(decodes_names_and_values)
{
    ck_assert(parse("/?where.%67ender=a%26b%3Dc+d%2B&%3D="));
    assert_param(0, "where.gender", "a&b=c d+");
    assert_param(1, "=", "");
}
END_TEST

START_TEST(passes_over_empty_parameters)
{
    ck_assert(parse("/?&&a=1&"));
    ck_assert_int_eq(req.param_count, 1);
    ck_assert(parse("/?"));
    ck_assert_int_eq(req.param_count, 0);
}
END_TEST

static const char *const bad[] = {
    "/%",         "/%4",        "/%4g",     "/%zz",       "/a%00b", "/%FF",
    "/%C0%80",    "/%ED%A0%80", "/?a=%",    "/?a=%4",     "/?%4=a", "/?a=%00",
    "/?a=%E4%B8", "/?%E4=%B8",  "/?a=%2&b", "/?a=%u4e2d",
};

START_TEST(refuses_what_is_no_text)
{
    ck_assert_msg(!parse(bad[_i]), "let through: %s", bad[_i]);
    ck_assert_str_eq(req.path, "");
    ck_assert_int_eq(req.param_count, 0);
}
END_TEST

START_TEST(takes_64_parameters_and_no_more)
{
    char text[512] = "/?";
    for (int i = 0; i < HTTP_MAX_PARAMS; i++) {
        strcat(text, "a=1&");
    }
    ck_assert(parse(text));
    ck_assert_int_eq(req.param_count, HTTP_MAX_PARAMS);
    strcat(text, "b");
    ck_assert(!parse(text));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("http_target");
    TCase *tc = tcase_create("target");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, decodes_the_path);
    tcase_add_test(tc, splits_the_query);
    tcase_add_test(tc, decodes_names_and_values);
    tcase_add_test(tc, passes_over_empty_parameters);
    tcase_add_loop_test(tc, refuses_what_is_no_text, 0, ARRAY_LEN(bad));
    tcase_add_test(tc, takes_64_parameters_and_no_more);
    suite_add_tcase(suite, tc);
    return suite;
}
