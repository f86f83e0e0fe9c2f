/* Texts as a workbook can hold them. */
#include "formats/xlsx_text.h"

#include <string.h>

#include "platform/macros.h"
#include "unit.h"

START_TEST(most_texts_are_themselves)
{
    static const char *const SAME[] = {
        "",        "桃園市 a-z", "_x004_",          "_x00G1_",
        "x0041_",  "_x0041",     "\xEF\xBF\xBD",    "a\nb",
        "_X0041_", "_",          "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < ARRAY_LEN(SAME); i++) {
        char out[XLSX_TEXT_SIZE];
        xlsx_text(SAME[i], out);
        ck_assert_str_eq(out, SAME[i]);
        ck_assert(xlsx_text_same(SAME[i]));
    }
}
END_TEST

START_TEST(the_others_are_changed)
{
    static const struct {
        const char *text, *wanted;
    } ROWS[] = {
        {"a\xEF\xBF\xBEz", "a\xEF\xBF\xBDz"},
        {"\xEF\xBF\xBF", "\xEF\xBF\xBD"},
        {"_x0041_", "_x005F_x0041_"},
        {"a_x000a_", "a_x005F_x000a_"},
        {"_x0041_x0042_", "_x005F_x0041_x005F_x0042_"},
        {"_x005F_x0041_", "_x005F_x005F_x005F_x0041_"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        char out[XLSX_TEXT_SIZE];
        xlsx_text(ROWS[i].text, out);
        ck_assert_str_eq(out, ROWS[i].wanted);
        ck_assert(!xlsx_text_same(ROWS[i].text));
    }
}
END_TEST

START_TEST(a_long_one_is_cut_between_characters)
{
    static char text[XLSX_TEXT_SIZE + 8];
    char out[XLSX_TEXT_SIZE];
    memset(text, 'a', XLSX_TEXT_MAX);
    xlsx_text(text, out);
    ck_assert_str_eq(out, text);
    ck_assert(xlsx_text_same(text));
    memcpy(text + XLSX_TEXT_MAX - 2, "\xE4\xB8\xAD", 4);
    ck_assert(!xlsx_text_same(text));
    xlsx_text(text, out);
    ck_assert_uint_eq(strlen(out), XLSX_TEXT_MAX - 2);
    memcpy(text + XLSX_TEXT_MAX - 7, "_x0041_", 8);
    xlsx_text(text, out);
    ck_assert_str_eq(out + XLSX_TEXT_MAX - 7, "_x005F_");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("xlsx_text");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, most_texts_are_themselves);
    tcase_add_test(tcase, the_others_are_changed);
    tcase_add_test(tcase, a_long_one_is_cut_between_characters);
    suite_add_tcase(suite, tcase);
    return suite;
}
