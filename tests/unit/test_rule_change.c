#include <stdio.h>
#include <string.h>

#include "ingest/rule_change.h"
#include "platform/macros.h"
#include "unit.h"

static struct error error;

static bool check(const char *json)
{
    error = (struct error){0};
    return rule_change_check(json, strlen(json), &error);
}

static const char *const GOOD[] = {
    "{}",
    "{\"enabled\":false}",
    "{\"level\":\"E\",\"checks\":[]}",
    "{\"checks\":[{\"number\":1,\"parameters\":{\"percent\":24.125}},"
    "{\"number\":2,\"indicator\":\"students_ft\",\"parameters\":{}},"
    "{\"number\":3,\"remove\":true}]}",
    "{\"checks\":[{\"number\":1,\"parameters\":{\"absolute\":1000000000}}]}",
};

START_TEST(changes_are_accepted)
{
    ck_assert_msg(check(GOOD[_i]), "%s", GOOD[_i]);
}
END_TEST

static const struct {
    const char *json, *member;
} BAD[] = {
    {"[]", ""},
    {"{\"enabled\":1}", "enabled"},
    {"{\"level\":\"EW\"}", "level"},
    {"{\"level\":\"\"}", "level"},
    {"{\"level\":null}", "level"},
    {"{\"id\":\"V-16\"}", "id"},
    {"{\"checks\":{}}", "checks"},
    {"{\"checks\":[1]}", "checks"},
    {"{\"checks\":[{}]}", "checks"},
    {"{\"checks\":[{\"number\":0}]}", "checks"},
    {"{\"checks\":[{\"number\":1.5}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"remove\":false}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"indicator\":\"\"}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"evaluator\":\"le\"}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"parameters\":[]}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"parameters\":{\"x\":-1}}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"parameters\":{\"x\":1e2}}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"parameters\":{\"x\":0.0001}}]}", "checks"},
    {"{\"checks\":[{\"number\":1,\"parameters\":{\"x\":1000000001}}]}",
     "checks"},
    {"{\"checks\":[{\"number\":1,\"parameters\":{\"x\":null}}]}", "checks"},
};

START_TEST(others_are_refused_by_name)
{
    ck_assert_msg(!check(BAD[_i].json), "%s", BAD[_i].json);
    ck_assert_int_eq(error.fault, FAULT_BAD_RULE_CHANGE);
    ck_assert_str_eq(error.args[0], BAD[_i].member);
}
END_TEST

START_TEST(what_is_no_json_is_a_bad_request)
{
    ck_assert(!check("{\"enabled\":true"));
    ck_assert_int_eq(error.fault, FAULT_BAD_JSON);
}
END_TEST

START_TEST(a_change_has_so_many_checks)
{
    char json[4000] = "{\"checks\":[";
    size_t len = strlen(json);
    for (int i = 0; i <= RULE_CHANGE_MAX_CHECKS; i++) {
        len += (size_t)snprintf(json + len, sizeof(json) - len,
                                "%s{\"number\":1}", i > 0 ? "," : "");
    }
    snprintf(json + len, sizeof(json) - len, "]}");
    ck_assert(!check(json));
    ck_assert_str_eq(error.args[0], "checks");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("rule_change");
    TCase *tcase = tcase_create("rule_change");
    tcase_add_loop_test(tcase, changes_are_accepted, 0, (int)ARRAY_LEN(GOOD));
    tcase_add_loop_test(tcase, others_are_refused_by_name, 0,
                        (int)ARRAY_LEN(BAD));
    tcase_add_test(tcase, what_is_no_json_is_a_bad_request);
    tcase_add_test(tcase, a_change_has_so_many_checks);
    suite_add_tcase(suite, tcase);
    return suite;
}
