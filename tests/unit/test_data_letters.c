/* How many schools carry which letter. */
#include "data/data_letters.h"
#include "data_world.h"
#include "unit.h"

static struct data_letters letters;

static int schools(char letter)
{
    return letters.schools[__builtin_ctz(data_status_bit(letter))];
}

static void set_up(void)
{
    letters = (struct data_letters){{0}};
}

START_TEST(letters_are_counted_each)
{
    data_letters_add(&letters, 'P', 3);
    data_letters_add(&letters, 'O', 2);
    data_letters_add(&letters, 'P', 1);
    ck_assert_int_eq(schools('P'), 4);
    ck_assert_int_eq(schools('O'), 2);
    ck_assert_int_eq(schools('E'), 0);
}
END_TEST

START_TEST(what_is_no_letter_is_passed_over)
{
    data_letters_add(&letters, 'X', 1);
    data_letters_add(&letters, '\0', 1);
    for (int i = 0; i < DATA_STATUS_COUNT; i++) {
        ck_assert_int_eq(letters.schools[i], 0);
    }
}
END_TEST

START_TEST(a_school_has_the_highest_letter_that_fits)
{
    struct data_total figure = {
        .statuses =
            data_status_bit('O') | data_status_bit('P') | data_status_bit('E'),
        .reported = 1,
    };
    data_letters_add_school(&letters, &figure);
    ck_assert_int_eq(schools('E'), 1);
    figure.reported = 0;
    data_letters_add_school(&letters, &figure);
    ck_assert_int_eq(schools('O'), 1);
    figure = (struct data_total){.reported = 1};
    data_letters_add_school(&letters, &figure);
    ck_assert_int_eq(schools('A'), 1);
}
END_TEST

START_TEST(the_precedence_has_as_many_letters)
{
    ck_assert_uint_eq(data_status_bit('B'), 1U);
    ck_assert_uint_eq(data_status_bit('A'), 1U << (DATA_STATUS_COUNT - 1));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("data_letters");
    TCase *tcase = tcase_create("data_letters");
    tcase_add_checked_fixture(tcase, set_up, NULL);
    tcase_add_test(tcase, letters_are_counted_each);
    tcase_add_test(tcase, what_is_no_letter_is_passed_over);
    tcase_add_test(tcase, a_school_has_the_highest_letter_that_fits);
    tcase_add_test(tcase, the_precedence_has_as_many_letters);
    suite_add_tcase(suite, tcase);
    return suite;
}
