#include <stdio.h>
#include <string.h>

#include "platform/error.h"
#include "platform/fault.h"
#include "platform/utf8.h"
#include "unit.h"

static const char *const ARGS[3] = {"<0>", "<1>", "<2>"};

static void message(enum fault fault, enum lang lang, char *out, size_t size)
{
    fault_message(out, size, fault, lang, ARGS);
}

START_TEST(codes_are_unique_and_plain)
{
    for (int i = 1; i < FAULT_COUNT; i++) {
        const char *code = fault_code((enum fault)i);
        ck_assert_uint_gt(strlen(code), 0);
        ck_assert_uint_eq(strspn(code, "abcdefghijklmnopqrstuvwxyz_"),
                          strlen(code));
        for (int j = 1; j < i; j++) {
            ck_assert_str_ne(code, fault_code((enum fault)j));
        }
    }
}
END_TEST

START_TEST(statuses_are_errors)
{
    for (int i = 1; i < FAULT_COUNT; i++) {
        int status = fault_status((enum fault)i);
        ck_assert_msg(status >= 400 && status <= 599, "%s",
                      fault_code((enum fault)i));
    }
}
END_TEST

START_TEST(sentences_stand_in_their_language)
{
    for (int i = 1; i < FAULT_COUNT; i++) {
        char zh[512], en[512];
        message((enum fault)i, LANG_ZH, zh, sizeof(zh));
        message((enum fault)i, LANG_EN, en, sizeof(en));
        const char *code = fault_code((enum fault)i);
        ck_assert_msg(utf8_plain(zh, strlen(zh)), "%s", code);
        ck_assert_msg(utf8_count(zh, strlen(zh)) < strlen(zh), "%s", code);
        ck_assert_msg(strlen(en) > 0, "%s", code);
        for (const char *c = en; *c != '\0'; c++) {
            ck_assert_msg(*c >= ' ' && *c <= '~', "%s", code);
        }
    }
}
END_TEST

START_TEST(sentences_have_the_same_places)
{
    for (int i = 1; i < FAULT_COUNT; i++) {
        char zh[512], en[512];
        message((enum fault)i, LANG_ZH, zh, sizeof(zh));
        message((enum fault)i, LANG_EN, en, sizeof(en));
        const char *code = fault_code((enum fault)i);
        ck_assert_msg(strpbrk(zh, "{}") == NULL, "%s", code);
        ck_assert_msg(strpbrk(en, "{}") == NULL, "%s", code);
        for (int j = 0; j < 3; j++) {
            ck_assert_msg((strstr(zh, ARGS[j]) == NULL) ==
                              (strstr(en, ARGS[j]) == NULL),
                          "%s {%d}", code, j);
            ck_assert_msg(j == 0 || strstr(en, ARGS[j]) == NULL ||
                              strstr(en, ARGS[j - 1]) != NULL,
                          "%s leaves {%d} out", code, j - 1);
        }
    }
}
END_TEST

START_TEST(arguments_are_not_expanded_again)
{
    char out[200];
    const char *const args[3] = {"{1}", "%s%n", NULL};
    fault_message(out, sizeof(out), FAULT_BAD_PARAMETER, LANG_EN, args);
    ck_assert_str_eq(out, "parameter \"{1}\" has the bad value \"%s%n\"");
}
END_TEST

START_TEST(kinds_of_periods_have_words_in_both_languages)
{
    char out[200];
    const char *const args[3] = {"enrol_sv", "school_year", "2024M08"};
    fault_message(out, sizeof(out), FAULT_PERIOD_TYPE, LANG_ZH, args);
    ck_assert_str_eq(out, "指标“enrol_sv”按学年上报,不能用“2024M08”");
    fault_message(out, sizeof(out), FAULT_PERIOD_TYPE, LANG_EN, args);
    ck_assert_str_eq(out, "indicator \"enrol_sv\" is reported by school year, "
                          "not for \"2024M08\"");
}
END_TEST

START_TEST(missing_arguments_are_empty)
{
    char out[200];
    fault_message(out, sizeof(out), FAULT_NOT_FOUND, LANG_EN, NULL);
    ck_assert_str_eq(out, "not found: ");
    const char *const args[3] = {NULL, NULL, NULL};
    fault_message(out, sizeof(out), FAULT_NOT_FOUND, LANG_ZH, args);
    ck_assert_str_eq(out, "未找到:");
}
END_TEST

START_TEST(a_sentence_is_cut_between_characters)
{
    const char *const args[3] = {"中文", NULL, NULL};
    for (size_t size = 1; size < 40; size++) {
        char out[40];
        memset(out, 'x', sizeof(out));
        fault_message(out, size, FAULT_NOT_FOUND, LANG_ZH, args);
        ck_assert_uint_lt(strlen(out), size);
        ck_assert(utf8_valid(out, strlen(out)));
        ck_assert_int_eq(strncmp("未找到:中文", out, strlen(out)), 0);
    }
}
END_TEST

START_TEST(error_set_keeps_its_arguments)
{
    struct error err;
    ck_assert(!error_set(&err, FAULT_BAD_PARAMETER, "port", "x", NULL));
    ck_assert_int_eq(err.fault, FAULT_BAD_PARAMETER);
    ck_assert_str_eq(err.detail, "");
    char out[200];
    error_message(&err, LANG_EN, out, sizeof(out));
    ck_assert_str_eq(out, "parameter \"port\" has the bad value \"x\"");
    error_message(&err, LANG_ZH, out, sizeof(out));
    ck_assert_str_eq(out, "参数“port”的值“x”不正确");
}
END_TEST

START_TEST(error_set_cuts_long_arguments)
{
    char text[3 * ERROR_ARG_SIZE + 1];
    text[0] = '\0';
    for (int i = 0; i < ERROR_ARG_SIZE; i++) {
        strcat(text, "校");
    }
    struct error err;
    error_set(&err, FAULT_NOT_FOUND, text, NULL, NULL);
    ck_assert_uint_eq(strlen(err.args[0]), (ERROR_ARG_SIZE - 1) / 3 * 3);
    ck_assert(utf8_valid(err.args[0], strlen(err.args[0])));
}
END_TEST

START_TEST(error_detail_stays_out_of_the_message)
{
    struct error err;
    ck_assert(!error_detail(&err, FAULT_INTERNAL, "errno %d", 28));
    ck_assert_str_eq(err.detail, "errno 28");
    char out[200];
    error_message(&err, LANG_EN, out, sizeof(out));
    ck_assert_str_eq(out, "internal error");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("fault");
    TCase *tcase = tcase_create("fault");
    tcase_add_test(tcase, codes_are_unique_and_plain);
    tcase_add_test(tcase, statuses_are_errors);
    tcase_add_test(tcase, sentences_stand_in_their_language);
    tcase_add_test(tcase, sentences_have_the_same_places);
    tcase_add_test(tcase, arguments_are_not_expanded_again);
    tcase_add_test(tcase, kinds_of_periods_have_words_in_both_languages);
    tcase_add_test(tcase, missing_arguments_are_empty);
    tcase_add_test(tcase, a_sentence_is_cut_between_characters);
    tcase_add_test(tcase, error_set_keeps_its_arguments);
    tcase_add_test(tcase, error_set_cuts_long_arguments);
    tcase_add_test(tcase, error_detail_stays_out_of_the_message);
    suite_add_tcase(suite, tcase);
    return suite;
}
