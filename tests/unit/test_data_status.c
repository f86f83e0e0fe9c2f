/* Which status letter is shown. */
#include "data/data_status.h"
#include "unit.h"

#include <string.h>

#define ALL "BOMLHQJSDKWIFEPNUVGA"

static unsigned set_of(const char *letters)
{
    unsigned set = 0;
    for (; *letters != '\0'; letters++) {
        set |= data_status_bit(*letters);
    }
    return set;
}

START_TEST(every_letter_has_a_bit_of_its_own)
{
    unsigned set = 0;
    for (const char *at = ALL; *at != '\0'; at++) {
        unsigned bit = data_status_bit(*at);
        ck_assert_uint_ne(bit, 0);
        ck_assert_uint_eq(set & bit, 0);
        set |= bit;
    }
    ck_assert_uint_eq(data_status_bit('X'), 0);
    ck_assert_uint_eq(data_status_bit('\0'), 0);
    ck_assert_uint_eq(data_status_bit('a'), 0);
}
END_TEST

START_TEST(the_highest_precedence_wins)
{
    for (const char *at = ALL; *at != '\0'; at++) {
        ck_assert_int_eq(data_status_letter(set_of(at), false), *at);
    }
}
END_TEST

START_TEST(beside_a_value_no_letter_says_that_there_is_none)
{
    ck_assert_int_eq(data_status_letter(set_of("OMLHQKP"), true), 'P');
    ck_assert_int_eq(data_status_letter(set_of("OMLHQK"), true), 'A');
    ck_assert_int_eq(data_status_letter(set_of("BO"), true), 'B');
    ck_assert_int_eq(data_status_letter(set_of("JSDW"), true), 'J');
}
END_TEST

START_TEST(without_a_letter_it_is_normal_or_missing)
{
    ck_assert_int_eq(data_status_letter(0, true), 'A');
    ck_assert_int_eq(data_status_letter(0, false), 'O');
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_status");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, every_letter_has_a_bit_of_its_own);
    tcase_add_test(tcase, the_highest_precedence_wins);
    tcase_add_test(tcase, beside_a_value_no_letter_says_that_there_is_none);
    tcase_add_test(tcase, without_a_letter_it_is_normal_or_missing);
    suite_add_tcase(suite, tcase);
    return suite;
}
