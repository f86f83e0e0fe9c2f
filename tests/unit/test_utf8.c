#include <string.h>

#include "platform/macros.h"
#include "platform/utf8.h"
#include "unit.h"

static bool valid(const char *text)
{
    return utf8_valid(text, strlen(text));
}

static bool plain(const char *text)
{
    return utf8_plain(text, strlen(text));
}

START_TEST(accepts_every_length)
{
    ck_assert(valid(""));
    ck_assert(valid("a\x7f"));
    ck_assert(valid("\xC2\x80\xDF\xBF"));
    ck_assert(valid("\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"));
    ck_assert(valid("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"));
    ck_assert(utf8_valid("a\0b", 3));
}
END_TEST

START_TEST(refuses_malformed)
{
    static const char *const BAD[] = {
        "\x80",             /* a tail alone */
        "\xC0\x80",         /* overlong NUL */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xED\xBF\xBF",     /* a surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xC3",
        "\xE4\xB8",     /* cut off */
        "\xE4\xB8z",    /* a tail replaced */
        "\xE4z\x80",    /* the second one too */
        "\xF0\x9F\x98", /* cut off */
        "ok\xFE",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        ck_assert_msg(!valid(BAD[i]), "row %zu", i);
        ck_assert_msg(!plain(BAD[i]), "row %zu", i);
    }
}
END_TEST

START_TEST(round_trips_every_code_point)
{
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        unsigned char text[4];
        size_t len = 0;
        if (point < 0x80) {
            text[len++] = (unsigned char)point;
        } else if (point < 0x800) {
            text[len++] = (unsigned char)(0xC0 | point >> 6);
        } else if (point < 0x10000) {
            text[len++] = (unsigned char)(0xE0 | point >> 12);
            text[len++] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
        } else {
            text[len++] = (unsigned char)(0xF0 | point >> 18);
            text[len++] = (unsigned char)(0x80 | (point >> 12 & 0x3F));
            text[len++] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
        }
        if (point >= 0x80) {
            text[len++] = (unsigned char)(0x80 | (point & 0x3F));
        }
        bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        uint32_t back = point;
        bool good = utf8_check((char *)text, len) == (surrogate ? 0 : len);
        if (!surrogate) {
            good = good && utf8_next((char *)text, len, &back) == len;
        }
        /* A million assertions would take a minute. */
        if (!good || back != point) {
            ck_abort_msg("U+%04X", point);
        }
    }
}
END_TEST

START_TEST(plain_refuses_controls)
{
    ck_assert(plain("桃園市 a-z"));
    ck_assert(plain("\xC2\xA0"));
    ck_assert(!utf8_plain("a\0b", 3));
    ck_assert(!plain("a\tb"));
    ck_assert(!plain("a\x7f"));
    ck_assert(!plain("\xC2\x85"));
    ck_assert(!plain("\xE2\x80\xAA"));
    ck_assert(!plain("\xE2\x80\xAE"));
    ck_assert(!plain("\xE2\x81\xA6"));
    ck_assert(!plain("\xE2\x81\xA9"));
    ck_assert(plain("\xE2\x80\xA9"));
    ck_assert(plain("\xE2\x81\xAA"));
    ck_assert(!plain("\xEF\xBF\xBE"));
    ck_assert(!plain("\xEF\xBF\xBF"));
    ck_assert(!plain("\xF4\x8F\xBF\xBF"));
    ck_assert(plain("\xEF\xBF\xBD"));
}
END_TEST

START_TEST(cuts_between_characters)
{
    const char *text = "a中😀";
    ck_assert_uint_eq(utf8_cut(text, 8, 100), 8);
    ck_assert_uint_eq(utf8_cut(text, 8, 8), 8);
    for (size_t max = 4; max < 8; max++) {
        ck_assert_uint_eq(utf8_cut(text, 8, max), 4);
    }
    ck_assert_uint_eq(utf8_cut(text, 8, 3), 1);
    ck_assert_uint_eq(utf8_cut(text, 8, 1), 1);
    ck_assert_uint_eq(utf8_cut(text, 8, 0), 0);
}
END_TEST

START_TEST(cuts_rubbish_anywhere)
{
    ck_assert_uint_eq(utf8_cut("\x80\x80\x80\x80\x80\x80", 6, 5), 5);
}
END_TEST

START_TEST(counts_characters)
{
    ck_assert_uint_eq(utf8_count("a中😀", 8), 3);
    ck_assert_uint_eq(utf8_count("", 0), 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tcase = tcase_create("utf8");
    tcase_add_test(tcase, accepts_every_length);
    tcase_add_test(tcase, refuses_malformed);
    tcase_add_test(tcase, round_trips_every_code_point);
    tcase_add_test(tcase, plain_refuses_controls);
    tcase_add_test(tcase, cuts_between_characters);
    tcase_add_test(tcase, cuts_rubbish_anywhere);
    tcase_add_test(tcase, counts_characters);
    suite_add_tcase(suite, tcase);
    return suite;
}
