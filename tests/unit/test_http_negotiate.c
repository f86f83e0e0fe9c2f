/* Accept-Language and Accept-Encoding. */
#include <string.h>

#include "http/negotiate.h"
#include "platform/macros.h"
#include "unit.h"

static const struct {
    const char *accept;
    enum lang lang;
} languages[] = {
    {NULL, LANG_ZH},
    {"", LANG_ZH},
    {"en", LANG_EN},
    {"EN-gb", LANG_EN},
    {"fr, en;q=0.5", LANG_EN},
    {"zh-Hant-TW,en;q=0.9", LANG_ZH},
    {"en;q=0.8, zh;q=0.9", LANG_ZH},
    {"zh;q=0.8, en;q=0.9", LANG_EN},
    {"en, zh", LANG_EN},
    {"en;q=0", LANG_ZH},
    {"en;q=0.5, *;q=0.6", LANG_ZH},
    {"english", LANG_ZH},
    {"en;q=2", LANG_ZH},
    {"en;q=x, zh;q=0.001", LANG_ZH},
    {" , ;q=1,en ; q=0.7 ,", LANG_EN},
};

START_TEST(chooses_the_language)
{
    ck_assert_int_eq(negotiate_lang(languages[_i].accept), languages[_i].lang);
}
END_TEST

static const struct {
    const char *accept;
    bool gzip;
} encodings[] = {
    {NULL, false},
    {"", false},
    {"gzip", true},
    {"GZIP", true},
    {"deflate, gzip", true},
    {"br;q=1.0, gzip;q=0.8, *;q=0.1", true},
    {"gzip;q=0", false},
    {"gzip; q=0.000", false},
    {"gzip;q=0.001", true},
    {"gzip;q=0, *", false},
    {"*", true},
    {"*;q=0", false},
    {"identity", false},
    {"gzipped", false},
};

START_TEST(decides_on_gzip)
{
    ck_assert_int_eq(negotiate_gzip(encodings[_i].accept), encodings[_i].gzip);
}
END_TEST

START_TEST(walks_a_list)
{
    const char *list = "text/csv;header=present;q=0.25 , */*;q=0.5;x=\"1\",b";
    struct negotiate_item item;
    ck_assert(negotiate_next(&list, &item));
    ck_assert_uint_eq(item.len, 8);
    ck_assert_mem_eq(item.name, "text/csv", 8);
    ck_assert_int_eq(item.weight, 250);
    ck_assert(negotiate_next(&list, &item));
    ck_assert_mem_eq(item.name, "*/*", item.len);
    ck_assert_int_eq(item.weight, 500);
    ck_assert(negotiate_next(&list, &item));
    ck_assert_int_eq(item.weight, 1000);
    ck_assert(!negotiate_next(&list, &item));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("http_negotiate");
    TCase *tc = tcase_create("negotiate");
    tcase_add_loop_test(tc, chooses_the_language, 0, ARRAY_LEN(languages));
    tcase_add_loop_test(tc, decides_on_gzip, 0, ARRAY_LEN(encodings));
    tcase_add_test(tc, walks_a_list);
    suite_add_tcase(suite, tc);
    return suite;
}
