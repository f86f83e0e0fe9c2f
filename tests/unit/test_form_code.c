#include <string.h>

#include "ingest/form_code.h"
#include "platform/macros.h"
#include "unit.h"

static char code[FORM_CODE_MAX + 1];
static struct error error;

static bool read_code(enum sheet_kind kind, const char *text)
{
    const struct sheet_cell cell = {kind, span_of(text)};
    error = (struct error){0};
    return form_code_read(&cell, "学校标识码", code, &error);
}

START_TEST(codes_are_narrow_and_without_space)
{
    static const struct {
        enum sheet_kind kind;
        const char *text, *code;
    } ROWS[] = {
        {SHEET_TEXT, "3636001234", "3636001234"},
        {SHEET_TEXT, "３６３６００１２３４", "3636001234"},
        {SHEET_TEXT, " 3636 001234\n", "3636001234"},
        {SHEET_TEXT, "'3636001234", "3636001234"},
        {SHEET_TEXT, "91360900MA35ABCD1X", "91360900MA35ABCD1X"},
        {SHEET_TEXT, "0795－0000000", "0795-0000000"},
        {SHEET_TEXT, "12E3", "12E3"},
        {SHEET_TEXT, "E3", "E3"},
        {SHEET_TEXT, "9.1E", "9.1E"},
        {SHEET_TEXT, "9.1E+1a", "9.1E+1a"},
        {SHEET_TEXT, "9E+/", "9E+/"},
        {SHEET_NUMBER, "3636001234", "3636001234"},
        {SHEET_NUMBER, "123456789012345", "123456789012345"},
        {SHEET_EMPTY, NULL, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_msg(read_code(ROWS[i].kind, ROWS[i].text), "%zu", i);
        ck_assert_str_eq(code, ROWS[i].code);
    }
}
END_TEST

START_TEST(q36_a_code_that_became_a_number_is_refused)
{
    static const struct {
        enum sheet_kind kind;
        const char *text;
    } ROWS[] = {
        {SHEET_NUMBER, "913609000000000000"},
        {SHEET_TEXT, "9.1360900E+17"},
        {SHEET_TEXT, "9.13609e17"},
        {SHEET_TEXT, "3E+09"},
        {SHEET_TEXT, "3e-9"},
        {SHEET_TEXT, "3636001234.0"},
        {SHEET_TEXT, "3636001234."},
        {SHEET_NUMBER, "3636001234.5"},
        {SHEET_DATE, "2024-08-01"},
        {SHEET_PERCENT, "0.5"},
        {SHEET_BOOL, "TRUE"},
    };
    char text[400];
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_msg(!read_code(ROWS[i].kind, ROWS[i].text), "%s",
                      ROWS[i].text);
        ck_assert_int_eq(error.fault, FAULT_CODE_NUMBER);
    }
    ck_assert(!read_code(SHEET_TEXT, "9.1E+17"));
    error_message(&error, LANG_ZH, text, sizeof(text));
    ck_assert_str_eq(text,
                     "学校标识码被转为数字,请以文本格式重新填写:“9.1E+17”");
}
END_TEST

START_TEST(q34_errors_and_lost_values_are_refused)
{
    ck_assert(!read_code(SHEET_ERROR, "#REF!"));
    ck_assert_int_eq(error.fault, FAULT_SHEET_ERROR);
    ck_assert(!read_code(SHEET_UNKNOWN, ""));
    ck_assert_int_eq(error.fault, FAULT_FORMULA_VALUE);
}
END_TEST

START_TEST(what_is_too_long_for_a_code_is_refused)
{
    char text[FORM_CODE_MAX + 2];
    memset(text, 'A', sizeof(text));
    text[FORM_CODE_MAX] = '\0';
    ck_assert(read_code(SHEET_TEXT, text));
    ck_assert_str_eq(code, text);
    text[FORM_CODE_MAX] = 'A';
    text[FORM_CODE_MAX + 1] = '\0';
    ck_assert(!read_code(SHEET_TEXT, text));
    ck_assert_int_eq(error.fault, FAULT_BAD_CODE);
    ck_assert(!read_code(SHEET_TEXT, "1\xFF"));
    ck_assert_int_eq(error.fault, FAULT_BAD_CODE);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_code");
    TCase *tcase = tcase_create("form_code");
    tcase_add_test(tcase, codes_are_narrow_and_without_space);
    tcase_add_test(tcase, q36_a_code_that_became_a_number_is_refused);
    tcase_add_test(tcase, q34_errors_and_lost_values_are_refused);
    tcase_add_test(tcase, what_is_too_long_for_a_code_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
