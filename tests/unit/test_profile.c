#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/profile.h"
#include "ingest_fixture.h"
#include "unit.h"

#define VALUE "{\"header\":\"n\",\"as\":\"value\"}"

static void compiles(const char *json)
{
    struct error err = {0};
    struct profile *profile = profile_compile(json, strlen(json), &err);
    ck_assert_msg(profile != NULL, "%s: %s", json, err.args[0]);
    profile_free(profile);
}

static void refuses(const char *json, const char *want)
{
    struct error err = {0};
    struct profile *profile = profile_compile(json, strlen(json), &err);
    ck_assert_msg(profile == NULL, "compiled: %s", json);
    ck_assert_int_eq(err.fault, FAULT_BAD_PROFILE);
    ck_assert_msg(strstr(err.args[0], want) != NULL, "%s: %s", json,
                  err.args[0]);
}

START_TEST(compiles_what_the_api_shows)
{
    compiles(
        "{\"charset\":\"auto\",\"delimiter\":\"auto\",\"skip_lines\":0,"
        "\"header_lines\":1,\"stop_at\":\"^(注|数据来源)\","
        "\"skip_rows\":[{\"header\":\"name\",\"matches\":\"^(合计|小计)\"}],"
        "\"constants\":{\"indicator\":\"students\",\"period\":\"2014AY\"},"
        "\"columns\":["
        "{\"header\":\"學校代碼\",\"as\":\"school\"},"
        "{\"header\":\"學校名稱\",\"as\":\"school_name\"},"
        "{\"header\":\"縣市名稱\",\"as\":\"school_area\","
        "\"pattern\":\"^(\\\\d+) ?(.*)$\",\"template\":\"{1}\","
        "\"name_template\":\"{2}\"},"
        "{\"header\":\"體系別\",\"as\":\"dimension\",\"dimension\":\"system\","
        "\"pattern\":\"^(\\\\d+) ?(.*)$\",\"template\":\"{1}\","
        "\"name_template\":\"{2}\"},"
        "{\"header\":\"一年級男生\",\"as\":\"value\","
        "\"dimensions\":{\"grade\":\"1\",\"gender\":\"1\"}},"
        "{\"header\":\"starts\",\"as\":\"value\",\"indicator\":\"starts\"},"
        "{\"header\":\"year\",\"as\":\"period\","
        "\"pattern\":\"^(\\\\d{4})/\\\\d\\\\d$\",\"template\":\"{1}AY\"}],"
        "\"tokens\":{\"-\":{\"value\":0},\"x\":{\"status\":\"Q\"},"
        "\".\":{\"status\":\"M\"}},"
        "\"thousands\":true,\"duplicates\":\"reject\","
        "\"unknown_school\":\"create\",\"unknown_area\":\"create\","
        "\"unknown_member\":\"create\"}");
}
END_TEST

START_TEST(compiles_the_profiles_of_the_real_sets)
{
    static const char *const FILES[] = {
        "profiles/tw_students.json",   "profiles/uk_completions.json",
        "profiles/uk_outcomes.json",   "profiles/uk_success.json",
        "profiles/uk_rates.json",      "profiles/nbs_national.json",
        "profiles/nbs_provinces.json",
    };
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        size_t len = 0;
        char *json = fixture_data(FILES[i], &len);
        compiles(json);
        free(json);
    }
}
END_TEST

START_TEST(knows_every_key_and_use)
{
    compiles("{\"columns\":[" VALUE "]}");
    compiles("{\"charset\":\"big5\",\"delimiter\":\"\\t\","
             "\"area_parent\":\"R\",\"duplicates\":\"sum\",\"columns\":["
             "{\"header\":\"a\",\"as\":\"indicator\"},"
             "{\"header\":\"b\",\"as\":\"status\"},"
             "{\"header\":\"c\",\"as\":\"note\"},"
             "{\"header\":\"d\",\"as\":\"ignore\"},"
             "{\"header_pattern\":\"^e\",\"as\":\"numerator\"},"
             "{\"header\":\"f\",\"as\":\"denominator\"},"
             "{\"header\":\"g\",\"as\":\"dimension\",\"dimension\":\"age\","
             "\"map\":{\"Under 19\":\"u19\",\"Total\":\"\"}},"
             "{\"header\":\"h\",\"as\":\"value\",\"period\":\"2014AY\"}]}");
}
END_TEST

START_TEST(names_what_is_unknown_or_of_the_wrong_type)
{
    refuses("[]", "profile: must be an object");
    refuses("{\"columns\":[" VALUE "],\"colour\":1}", "colour: unknown");
    refuses("{\"columns\":[{\"header\":\"n\",\"as\":\"value\",\"x\":1}]}",
            "columns[0].x: unknown");
    refuses("{\"columns\":{}}", "columns: must be an array");
    refuses("{\"columns\":[1]}", "columns[0]: must be an object");
    refuses("{\"columns\":[{\"header\":1,\"as\":\"value\"}]}",
            "columns[0].header: must be a string");
    refuses("{\"columns\":[" VALUE "],\"thousands\":\"yes\"}",
            "thousands: must be true or false");
    refuses("{\"columns\":[" VALUE "],\"skip_lines\":-1}", "skip_lines:");
    refuses("{\"columns\":[" VALUE "],\"skip_lines\":1.5}", "skip_lines:");
    refuses("{\"columns\":[" VALUE "],\"header_lines\":0}", "header_lines:");
    refuses("{\"columns\":[" VALUE "],\"charset\":\"x\"}", "charset:");
    refuses("{\"columns\":[" VALUE "],\"delimiter\":\"|\"}", "delimiter:");
    refuses("{\"columns\":[" VALUE "],\"duplicates\":\"keep\"}",
            "duplicates: must be one of reject|sum");
    refuses("{\"columns\":[" VALUE "],\"unknown_school\":true}",
            "unknown_school: must be one of reject|create");
    refuses("{\"columns\":[" VALUE "],\"tokens\":{\"-\":{}}}", "tokens.-:");
    refuses("{\"columns\":[" VALUE "],\"tokens\":{\"-\":{\"value\":\"0\"}}}",
            "tokens.-.value:");
    refuses("{\"columns\":[" VALUE "],\"tokens\":{\"x\":{\"status\":\"R\"}}}",
            "tokens.x.status:");
    refuses("{\"columns\":[" VALUE "],\"skip_rows\":[{\"header\":\"a\"}]}",
            "skip_rows[0]: needs");
    refuses("{\"columns\":[" VALUE "],\"constants\":{\"a b\":\"x\"}}",
            "constants.a b:");
}
END_TEST

START_TEST(columns_must_make_sense)
{
    refuses("{}", "columns: none has values");
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"school\"}]}",
            "none has values");
    refuses("{\"columns\":[{\"as\":\"value\"}]}", "columns[0]: needs header");
    refuses("{\"columns\":[{\"header\":\"a\",\"header_pattern\":\"a\","
            "\"as\":\"value\"}]}",
            "columns[0]: needs header");
    refuses("{\"columns\":[{\"header\":\"a\"}]}", "columns[0]: needs \"as\"");
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"dimension\"}]}",
            "columns[0]: needs \"dimension\"");
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"school\","
            "\"indicator\":\"x\"}]}",
            "columns[0]: indicator, period");
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"sum\"}]}",
            "columns[0].as:");
    refuses("{\"columns\":[" VALUE ",{\"header\":\"a\",\"as\":\"school\"},"
            "{\"header\":\"b\",\"as\":\"school\"}]}",
            "as = school stands twice");
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"value\","
            "\"period\":\"2014/15\"}]}",
            "columns[0].period: not a period");
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"value\","
            "\"template\":\"{1}\"}]}",
            "columns[0]: a template");
    refuses("{\"columns\":[" VALUE "],\"tokens\":"
            "{\"x\":{\"value\":0,\"status\":\"Q\"}}}",
            "tokens.x: the status contradicts");
}
END_TEST

START_TEST(patterns_must_compile)
{
    refuses("{\"columns\":[{\"header\":\"a\",\"as\":\"value\","
            "\"pattern\":\"(\"}]}",
            "columns[0].pattern: Unmatched");
    refuses("{\"columns\":[" VALUE "],\"stop_at\":\"[\"}", "stop_at:");
}
END_TEST

START_TEST(tells_all_faults_at_once)
{
    struct error err = {0};
    const char *json = "{\"colour\":1,\"columns\":[{\"as\":\"value\"},"
                       "{\"header\":\"a\"}],\"thousands\":1}";
    ck_assert_ptr_null(profile_compile(json, strlen(json), &err));
    ck_assert_str_eq(err.args[0],
                     "colour: unknown; "
                     "columns[0]: needs header or header_pattern, and not "
                     "both; columns[1]: needs \"as\"; "
                     "thousands: must be true or false");
}
END_TEST

START_TEST(has_limits)
{
    struct error err = {0};
    char *json = malloc(PROFILE_MAX_BYTES + 100);
    memset(json, ' ', PROFILE_MAX_BYTES + 1);
    ck_assert_ptr_null(profile_compile(json, PROFILE_MAX_BYTES + 1, &err));
    ck_assert_int_eq(err.fault, FAULT_BAD_PROFILE);
    size_t len = (size_t)sprintf(json, "{\"columns\":[");
    for (int i = 0; i <= 256; i++) {
        len += (size_t)sprintf(json + len, "%s" VALUE, i == 0 ? "" : ",");
    }
    sprintf(json + len, "]}");
    refuses(json, "columns: too many");
    free(json);
    ck_assert_ptr_null(profile_compile("{", 1, &err));
    ck_assert_int_eq(err.fault, FAULT_BAD_JSON);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("profile");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, compiles_what_the_api_shows);
    tcase_add_test(tc, compiles_the_profiles_of_the_real_sets);
    tcase_add_test(tc, knows_every_key_and_use);
    tcase_add_test(tc, names_what_is_unknown_or_of_the_wrong_type);
    tcase_add_test(tc, columns_must_make_sense);
    tcase_add_test(tc, patterns_must_compile);
    tcase_add_test(tc, tells_all_faults_at_once);
    tcase_add_test(tc, has_limits);
    suite_add_tcase(suite, tc);
    return suite;
}
