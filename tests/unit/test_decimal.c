#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/decimal.h"
#include "unit.h"

static enum fault parse(const char *text, int decimals, bool thousands,
                        int64_t *value)
{
    return decimal_parse(text, strlen(text), decimals, thousands, value);
}

static void parses(const char *text, int decimals, bool thousands, int64_t want)
{
    int64_t value = INT64_MIN;
    ck_assert_msg(parse(text, decimals, thousands, &value) == FAULT_NONE, "%s",
                  text);
    ck_assert_int_eq(value, want);
}

static void refuses(const char *text, int decimals, bool thousands,
                    enum fault want)
{
    int64_t value = 42;
    ck_assert_msg(parse(text, decimals, thousands, &value) == want, "%s", text);
    ck_assert_int_eq(value, 42);
}

START_TEST(parses_plain_numbers)
{
    parses("0", 0, false, 0);
    parses("7", 2, false, 700);
    parses("-7", 0, false, -7);
    parses("12.5", 2, false, 1250);
    parses("-0.05", 2, false, -5);
    parses("-0", 0, false, 0);
    parses("-0.00", 2, false, 0);
    parses("007", 0, false, 7);
    parses("12.500000000000000000000", 1, false, 125);
    parses("12.0", 0, false, 12);
    parses("0.000001", 6, false, 1);
}
END_TEST

START_TEST(refuses_what_is_no_plain_number)
{
    static const char *const BAD[] = {
        "",
        "-",
        "+3",
        ".5",
        "5.",
        "-.5",
        "1e5",
        "1E5",
        "1e309",
        "NaN",
        "inf",
        "0x10",
        " 1",
        "1 ",
        "1 000",
        "1..2",
        "1.2.3",
        "--1",
        "1-",
        "3.4万",
        "约120",
        "١٢٣",
        "１２",
        "1_000",
        "1,25",
        "1,250",
        "12,5.00",
        "1,",
        "=1+1",
        "1/2",
        "\xE2\x88\x92"
        "1",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        refuses(BAD[i], 2, false, FAULT_BAD_NUMBER);
    }
    int64_t value = 0;
    ck_assert_int_eq(decimal_parse("1\0", 2, 0, false, &value),
                     FAULT_BAD_NUMBER);
}
END_TEST

START_TEST(groups_of_thousands_are_strict)
{
    parses("1,299", 0, true, 1299);
    parses("12,345,678", 0, true, 12345678);
    parses("-1,299.5", 1, true, -12995);
    parses("1299", 0, true, 1299);
    parses("000,001", 0, true, 1);
    static const char *const BAD[] = {
        ",1",       "1,",          "1,2",    "1,25",    "1,2345",
        "1234,567", "1,234567",    "1,,234", "1,234,",  "1,234,5",
        "1.234,5",  "1,234.567,8", "-,123",  "12,3456",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        refuses(BAD[i], 3, true, FAULT_BAD_NUMBER);
    }
}
END_TEST

START_TEST(never_rounds_silently)
{
    refuses("12.5", 0, false, FAULT_NOT_INTEGER);
    refuses("12.345", 2, false, FAULT_TOO_PRECISE);
    refuses("0.0000001", 6, false, FAULT_TOO_PRECISE);
    refuses("12.50001", 2, false, FAULT_TOO_PRECISE);
}
END_TEST

START_TEST(limits_the_digits)
{
    parses("999999999999999", 0, false, 999999999999999);
    parses("-9999999999999.99", 2, false, -999999999999999);
    parses("000000000000000000001", 0, false, 1);
    refuses("1000000000000000", 0, false, FAULT_OUT_OF_RANGE);
    refuses("10000000000000", 2, false, FAULT_OUT_OF_RANGE);
    refuses("99999999999999999999999999999999", 0, false, FAULT_OUT_OF_RANGE);
}
END_TEST

START_TEST(prints)
{
    static const struct {
        int64_t value;
        int decimals;
        const char *text;
    } ROWS[] = {
        {1250, 2, "12.50"},
        {-5, 2, "-0.05"},
        {0, 2, "0.00"},
        {0, 0, "0"},
        {-1, 0, "-1"},
        {100, 2, "1.00"},
        {INT64_MIN, 0, "-9223372036854775808"},
        {INT64_MIN, 18, "-9.223372036854775808"},
        {INT64_MAX, 6, "9223372036854.775807"},
        {1, 18, "0.000000000000000001"},
    };
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
        char out[DECIMAL_TEXT_SIZE];
        size_t len = decimal_print(out, ROWS[i].value, ROWS[i].decimals);
        ck_assert_str_eq(out, ROWS[i].text);
        ck_assert_uint_eq(len, strlen(out));
    }
}
END_TEST

START_TEST(what_is_printed_is_parsed_back)
{
    srandom(4711);
    for (int i = 0; i < 100000; i++) {
        int64_t value = random() * random() % 1000000000000000;
        value = random() % 2 == 0 ? value : -value;
        int decimals = (int)(random() % (DECIMAL_MAX_DECIMALS + 1));
        char out[DECIMAL_TEXT_SIZE];
        decimal_print(out, value, decimals);
        parses(out, decimals, false, value);
    }
}
END_TEST

START_TEST(powers_of_ten)
{
    int64_t power = 1;
    for (int n = 0; n < 18; n++, power *= 10) {
        ck_assert_int_eq(decimal_power(n), power);
    }
    ck_assert_int_eq(decimal_power(18), power);
}
END_TEST

START_TEST(a_power_out_of_range_aborts)
{
    decimal_power(19);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("decimal");
    TCase *tcase = tcase_create("decimal");
    tcase_add_test(tcase, parses_plain_numbers);
    tcase_add_test(tcase, refuses_what_is_no_plain_number);
    tcase_add_test(tcase, groups_of_thousands_are_strict);
    tcase_add_test(tcase, never_rounds_silently);
    tcase_add_test(tcase, limits_the_digits);
    tcase_add_test(tcase, prints);
    tcase_add_test(tcase, what_is_printed_is_parsed_back);
    tcase_add_test(tcase, powers_of_ten);
    tcase_add_test_raise_signal(tcase, a_power_out_of_range_aborts, SIGABRT);
    suite_add_tcase(suite, tcase);
    return suite;
}
