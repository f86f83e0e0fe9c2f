#include <stdio.h>
#include <string.h>

#include "ingest/blank_table.h"
#include "platform/macros.h"
#include "unit.h"

static struct error error;

static bool check(const char *json)
{
    error = (struct error){0};
    return blank_table_check(json, strlen(json), &error);
}

static void refuses(const char *tokens, const char *why)
{
    char json[2000];
    snprintf(json, sizeof(json), "{\"tokens\":[%s]}", tokens);
    ck_assert_msg(!check(json), "%s", json);
    ck_assert_int_eq(error.fault, FAULT_BAD_BLANK_TOKENS);
    ck_assert_msg(strstr(error.args[0], why) != NULL, "%s: %s", tokens,
                  error.args[0]);
}

START_TEST(a_table_is_accepted)
{
    ck_assert(check("{\"tokens\":[]}"));
    ck_assert(check(
        "{\"meta\":{\"revision\":1},\"tokens\":["
        "{\"token\":\"\",\"value\":null,\"status\":\"O\",\"log\":null},"
        "{\"token\":\"无\",\"value\":0,\"status\":\"A\",\"meaning_zh\":\"零\","
        "\"meaning_en\":\"zero\",\"log\":\"zero_from_word\"},"
        "{\"token\":\"—\",\"status\":\"M\"},{\"token\":\"-\",\"status\":\"M\"},"
        "{\"token\":\"×\",\"status\":\"M\"},{\"token\":\"#\",\"status\":\"M\"}"
        "]}"));
}
END_TEST

START_TEST(what_is_no_table_is_refused)
{
    ck_assert(!check(""));
    ck_assert_int_eq(error.fault, FAULT_BAD_JSON);
    ck_assert(!check("{\"tokens\":[[[[]]]]}"));
    ck_assert_int_eq(error.fault, FAULT_BAD_JSON);
    static const char *const ROWS[] = {"[]", "{}", "{\"tokens\":{}}",
                                       "{\"tokens\":[],\"more\":1}"};
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert(!check(ROWS[i]));
        ck_assert_int_eq(error.fault, FAULT_BAD_BLANK_TOKENS);
    }
}
END_TEST

START_TEST(a_token_that_cannot_be_one_is_refused)
{
    refuses("{\"token\":1,\"status\":\"M\"}", "tokens[0].token");
    refuses("{\"token\":\"a\\nb\",\"status\":\"M\"}", "control characters");
    refuses("{\"token\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            "aaaaaaaaaaaa\",\"status\":\"M\"}",
            "too long");
    static const char *const SIGNS[] = {"X", "xx", "××", "〇〇", "___", "XX人"};
    static const char *const NUMBERS[] = {"0",     "12",   "-1",    "１２",
                                          "1,25",  "12人", "#REF!", "#N/A",
                                          "(120)", "'0"};
    char json[200];
    for (size_t i = 0; i < ARRAY_LEN(SIGNS); i++) {
        snprintf(json, sizeof(json), "{\"token\":\"%s\",\"status\":\"M\"}",
                 SIGNS[i]);
        refuses(json, "placeholder");
    }
    for (size_t i = 0; i < ARRAY_LEN(NUMBERS); i++) {
        snprintf(json, sizeof(json), "{\"token\":\"%s\",\"status\":\"M\"}",
                 NUMBERS[i]);
        refuses(json, "not a word for no figure");
    }
}
END_TEST

START_TEST(a_value_is_nought_or_none_and_fits_its_status)
{
    refuses("{\"token\":\"a\",\"value\":1,\"status\":\"A\"}",
            "tokens[0].value");
    refuses("{\"token\":\"a\",\"value\":\"0\",\"status\":\"A\"}", "value");
    refuses("{\"token\":\"a\",\"value\":0,\"status\":\"M\"}", "contradicts");
    refuses("{\"token\":\"a\",\"value\":null,\"status\":\"A\"}", "contradicts");
    refuses("{\"token\":\"a\",\"status\":\"a\"}", "observation status");
    refuses("{\"token\":\"a\",\"status\":5}", "observation status");
    refuses("{\"token\":\"a\"}", "needs");
    refuses("{\"status\":\"M\"}", "needs");
    refuses("1", "must be an object");
}
END_TEST

START_TEST(words_and_names_are_plain)
{
    char json[400];
    char text[300];
    memset(text, 'a', sizeof(text));
    text[201] = '\0';
    snprintf(json, sizeof(json),
             "{\"token\":\"a\",\"status\":\"M\",\"meaning_zh\":\"%s\"}", text);
    refuses(json, "meaning_zh");
    refuses("{\"token\":\"a\",\"status\":\"M\",\"meaning_en\":\"\\u0001\"}",
            "meaning_en");
    refuses("{\"token\":\"a\",\"status\":\"M\",\"meaning_en\":3}",
            "meaning_en");
    refuses("{\"token\":\"a\",\"status\":\"M\",\"log\":3}", "log");
    refuses("{\"token\":\"a\",\"status\":\"M\",\"log\":\"A b\"}", "log");
    text[33] = '\0';
    snprintf(json, sizeof(json),
             "{\"token\":\"a\",\"status\":\"M\",\"log\":\"%s\"}", text);
    refuses(json, "log");
    refuses("{\"token\":\"a\",\"status\":\"M\",\"other\":\"\"}", "other");
}
END_TEST

START_TEST(tokens_of_a_class_mean_the_same)
{
    refuses("{\"token\":\"a\",\"status\":\"M\"},{\"token\":\"a\",\"status\":"
            "\"M\"}",
            "tokens[1]: stands twice");
    refuses("{\"token\":\"—\",\"status\":\"M\"},{\"token\":\"--\",\"status\":"
            "\"O\"}",
            "tokens[1]: is read like another token");
    refuses(
        "{\"token\":\"无\",\"status\":\"A\",\"value\":0},{\"token\":\"无 \","
        "\"status\":\"M\"}",
        "is read like another token");
    refuses("{\"token\":\"n/a\",\"status\":\"M\"},{\"token\":\"N/A\","
            "\"status\":\"M\",\"log\":\"x\"}",
            "is read like another token");
}
END_TEST

START_TEST(a_table_has_its_maximum)
{
    static char json[20000] = "{\"tokens\":[";
    size_t len = strlen(json);
    for (int i = 0; i < 201; i++) {
        len += (size_t)snprintf(json + len, sizeof(json) - len,
                                "%s{\"token\":\"t%d\",\"status\":\"M\"}",
                                i > 0 ? "," : "", i);
    }
    snprintf(json + len, sizeof(json) - len, "]}");
    ck_assert(!check(json));
    ck_assert_str_eq(error.args[0], "tokens: too many");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("blank_table");
    TCase *tcase = tcase_create("blank_table");
    tcase_add_test(tcase, a_table_is_accepted);
    tcase_add_test(tcase, what_is_no_table_is_refused);
    tcase_add_test(tcase, a_token_that_cannot_be_one_is_refused);
    tcase_add_test(tcase, a_value_is_nought_or_none_and_fits_its_status);
    tcase_add_test(tcase, words_and_names_are_plain);
    tcase_add_test(tcase, tokens_of_a_class_mean_the_same);
    tcase_add_test(tcase, a_table_has_its_maximum);
    suite_add_tcase(suite, tcase);
    return suite;
}
