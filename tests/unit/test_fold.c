#include <stddef.h>

#include "platform/fold.h"
#include "platform/macros.h"
#include "unit.h"

START_TEST(full_width_forms_are_ascii)
{
    static const char ASCII[] = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`"
                                "abcxyz{|}~";
    for (size_t i = 0; ASCII[i] != '\0'; i++) {
        uint32_t wide = (uint32_t)ASCII[i] - '!' + 0xFF01;
        ck_assert_uint_eq(fold_wide(wide), (uint32_t)ASCII[i]);
        ck_assert_uint_eq(fold_wide((uint32_t)ASCII[i]), (uint32_t)ASCII[i]);
    }
}
END_TEST

START_TEST(small_forms_are_ascii)
{
    static const struct {
        uint32_t point;
        char as;
    } ROWS[] = {
        {0xFE50, ','}, {0xFE52, '.'}, {0xFE54, ';'},  {0xFE55, ':'},
        {0xFE56, '?'}, {0xFE57, '!'}, {0xFE59, '('},  {0xFE5A, ')'},
        {0xFE5B, '{'}, {0xFE5C, '}'}, {0xFE5F, '#'},  {0xFE60, '&'},
        {0xFE61, '*'}, {0xFE62, '+'}, {0xFE63, '-'},  {0xFE64, '<'},
        {0xFE65, '>'}, {0xFE66, '='}, {0xFE68, '\\'}, {0xFE69, '$'},
        {0xFE6A, '%'}, {0xFE6B, '@'},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_uint_eq(fold_wide(ROWS[i].point), (uint32_t)ROWS[i].as);
    }
}
END_TEST

/* Other digits, superscripts and circled ones are not what they look like. */
START_TEST(other_characters_are_themselves)
{
    static const uint32_t SAME[] = {0xB2,   0x661,  0x2460, 0x3007, 0xFF00,
                                    0xFF5F, 0xFE4F, 0xFE51, 0xFE53, 0xFE58,
                                    0xFE5D, 0xFE5E, 0xFE67, 0xFE6C, 0x4E00};
    for (size_t i = 0; i < ARRAY_LEN(SAME); i++) {
        ck_assert_uint_eq(fold_wide(SAME[i]), SAME[i]);
    }
}
END_TEST

START_TEST(classes_have_their_members_and_no_others)
{
    static const struct {
        bool (*is)(uint32_t point);
        uint32_t members[20]; /* 0 ends it */
        uint32_t others[8];
    } ROWS[] = {
        {fold_is_space,
         {' ', 0xA0, 0x1680, 0x2000, 0x200A, 0x202F, 0x205F, 0x3000},
         {'\t', 'a', 0x1FFF, 0x200B, 0x3001}},
        {fold_is_invisible,
         {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF},
         {' ', 0x200A, 0x200E, 0x202A, 0xAD}},
        {fold_is_break,
         {'\t', '\n', '\v', '\f', '\r', 0x2028, 0x2029},
         {' ', 0x1F, 0x2027, 0x202A}},
        {fold_is_dash,
         {'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500,
          0x2501, 0xFE58, 0xFE63, 0xFF0D},
         {'_', 0x200F, 0x2016, 0x30FC, 0x4E00, '~'}},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        for (const uint32_t *at = ROWS[i].members; *at != 0; at++) {
            ck_assert_msg(ROWS[i].is(*at), "%zu U+%04X", i, *at);
        }
        for (const uint32_t *at = ROWS[i].others; *at != 0; at++) {
            ck_assert_msg(!ROWS[i].is(*at), "%zu U+%04X", i, *at);
        }
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("fold");
    TCase *tcase = tcase_create("fold");
    tcase_add_test(tcase, full_width_forms_are_ascii);
    tcase_add_test(tcase, small_forms_are_ascii);
    tcase_add_test(tcase, other_characters_are_themselves);
    tcase_add_test(tcase, classes_have_their_members_and_no_others);
    suite_add_tcase(suite, tcase);
    return suite;
}
