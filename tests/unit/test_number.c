#include <string.h>

#include "platform/macros.h"
#include "unit.h"
#include "workbook/number.h"
#include "workbook/number_format.h"

static const struct {
    const char *text;
    const char *shown; /* NULL: not a number */
} SHOWN[] = {
    {"0", "0"},
    {"-0", "0"},
    {"0.000", "0"},
    {"0e5", "0"},
    {"1250", "1250"},
    {"+7", "7"},
    {"007.50", "7.5"},
    {".5", "0.5"},
    {"5.", "5"},
    {"-12.5", "-12.5"},
    {"0.30000000000000004", "0.3"},
    {"1.0049999999999999", "1.005"},
    {"2.9999999999999996", "3"},
    {"99.999999999999999", "100"},
    {"999999999999999.9", "1E+15"},
    {"0.099999999999999999", "0.1"},
    {"123456789012345", "123456789012345"},
    {"1234567890123456", "1.23456789012346E+15"},
    {"1E3", "1000"},
    {"1.5e+2", "150"},
    {"1.25E-2", "0.0125"},
    {"1E14", "100000000000000"},
    {"1E15", "1E+15"},
    {"3.6000000000000004E+17", "3.6E+17"},
    {"-3.6E+17", "-3.6E+17"},
    {"5.5511151231257827E-17", "0.0000000000000000555111512312578"},
    {"1E-30", "0.000000000000000000000000000001"},
    {"1E-31", "1E-31"},
    {"1E99998", "1E+99998"},
    {"1E99999", NULL},
    {"10E99998", NULL},
    {"9.9999999999999999E99998", NULL},
    {"0.1E-100000", NULL},
    {"1E100001", NULL},
    {"", NULL},
    {"-", NULL},
    {".", NULL},
    {"1.2.3", NULL},
    {"1E", NULL},
    {"1E+", NULL},
    {"1E2.5", NULL},
    {"E5", NULL},
    {" 1", NULL},
    {"1x", NULL},
    {"NaN", NULL},
};

START_TEST(a_number_has_15_digits_at_most)
{
    char out[NUMBER_SIZE];
    const char *text = SHOWN[_i].text;
    bool ok = number_shown(text, strlen(text), out);
    ck_assert_msg(ok == (SHOWN[_i].shown != NULL), "%s", text);
    if (ok) {
        ck_assert_str_eq(out, SHOWN[_i].shown);
    }
}
END_TEST

START_TEST(a_number_of_too_many_bytes_is_none)
{
    char text[NUMBER_MAX_BYTES + 1], out[NUMBER_SIZE];
    memset(text, '7', sizeof(text));
    ck_assert(number_shown(text, NUMBER_MAX_BYTES, out));
    ck_assert_str_eq(out, "7.77777777777778E+399");
    ck_assert(!number_shown(text, NUMBER_MAX_BYTES + 1, out));
}
END_TEST

START_TEST(a_double_is_shown_like_its_text)
{
    char out[NUMBER_SIZE];
    ck_assert(number_of_double(0.1 + 0.2, out));
    ck_assert_str_eq(out, "0.3");
    ck_assert(number_of_double(-1250, out));
    ck_assert_str_eq(out, "-1250");
    ck_assert(number_of_double(3.6e17, out));
    ck_assert_str_eq(out, "3.6E+17");
    ck_assert(!number_of_double(1.0 / 0.0, out));
}
END_TEST

static const struct {
    const char *shown;
    bool since_1904;
    const char *date; /* NULL: none */
} DATES[] = {
    {"1", false, "1900-01-01"},
    {"59", false, "1900-02-28"},
    {"60", false, NULL}, /* 1900 was no leap year */
    {"61", false, "1900-03-01"},
    {"45505", false, "2024-08-01"},
    {"45505.99", false, "2024-08-01"},
    {"45351", false, "2024-02-29"},
    {"73109", false, "2100-02-28"},
    {"73110", false, "2100-03-01"},
    {"2958465", false, "9999-12-31"},
    {"2958466", false, NULL},
    {"0", false, NULL},
    {"0.5", false, NULL},
    {"-1", false, NULL},
    {"1E+15", false, NULL},
    {"12345678", false, NULL},
    {"0", true, "1904-01-01"},
    {"44043", true, "2024-08-01"},
    {"60", true, "1904-03-01"},
};

START_TEST(a_serial_number_is_a_day)
{
    char out[NUMBER_SIZE];
    bool ok = number_date(DATES[_i].shown, DATES[_i].since_1904, out);
    ck_assert_msg(ok == (DATES[_i].date != NULL), "%s", DATES[_i].shown);
    if (ok) {
        ck_assert_str_eq(out, DATES[_i].date);
    }
}
END_TEST

static const struct {
    const char *code;
    enum number_format format;
} CODES[] = {
    {"", NUMBER_FORMAT_PLAIN},
    {"General", NUMBER_FORMAT_PLAIN},
    {"G/通用格式", NUMBER_FORMAT_PLAIN},
    {"0.00", NUMBER_FORMAT_PLAIN},
    {"#,##0_);[Red](#,##0)", NUMBER_FORMAT_PLAIN},
    {"0.00E+00", NUMBER_FORMAT_PLAIN},
    {"0\"d\"", NUMBER_FORMAT_PLAIN},
    {"0\"人\"", NUMBER_FORMAT_PLAIN},
    {"0\\d", NUMBER_FORMAT_PLAIN},
    {"0_d", NUMBER_FORMAT_PLAIN},
    {"@", NUMBER_FORMAT_PLAIN},
    {"0%", NUMBER_FORMAT_PERCENT},
    {"0.00%;[Red]-0.00%", NUMBER_FORMAT_PERCENT},
    {"0\"%\"", NUMBER_FORMAT_PLAIN},
    {"0;0%", NUMBER_FORMAT_PLAIN},
    {"yyyy-mm-dd", NUMBER_FORMAT_DATE},
    {"yyyy\"年\"m\"月\"", NUMBER_FORMAT_DATE},
    {"m\"月\"d\"日\"", NUMBER_FORMAT_DATE},
    {"[$-804]yyyy\"年\"m\"月\"d\"日\"", NUMBER_FORMAT_DATE},
    {"[DBNum1][$-804]m\"月\"", NUMBER_FORMAT_DATE},
    {"mmm", NUMBER_FORMAT_DATE},
    {"YYYY/M/D H:MM", NUMBER_FORMAT_DATE},
    {"h:mm", NUMBER_FORMAT_PLAIN},
    {"mm:ss", NUMBER_FORMAT_PLAIN},
    {"[h]:mm:ss", NUMBER_FORMAT_PLAIN},
    {"h:mm AM/PM", NUMBER_FORMAT_PLAIN},
    {"\"unclosed", NUMBER_FORMAT_PLAIN},
    {"[unclosed", NUMBER_FORMAT_PLAIN},
    {"\\", NUMBER_FORMAT_PLAIN},
};

START_TEST(a_format_says_what_a_number_is)
{
    const char *code = CODES[_i].code;
    ck_assert_msg(number_format_parse(code, strlen(code)) == CODES[_i].format,
                  "%s", code);
}
END_TEST

START_TEST(built_in_formats_are_known)
{
    ck_assert_int_eq(number_format_builtin(0), NUMBER_FORMAT_PLAIN);
    ck_assert_int_eq(number_format_builtin(9), NUMBER_FORMAT_PERCENT);
    ck_assert_int_eq(number_format_builtin(14), NUMBER_FORMAT_DATE);
    ck_assert_int_eq(number_format_builtin(20), NUMBER_FORMAT_PLAIN);
    ck_assert_int_eq(number_format_builtin(22), NUMBER_FORMAT_DATE);
    ck_assert_int_eq(number_format_builtin(31), NUMBER_FORMAT_DATE);
    ck_assert_int_eq(number_format_builtin(32), NUMBER_FORMAT_PLAIN);
    ck_assert_int_eq(number_format_builtin(57), NUMBER_FORMAT_DATE);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("number");
    TCase *tc = tcase_create("number");
    tcase_add_loop_test(tc, a_number_has_15_digits_at_most, 0,
                        ARRAY_LEN(SHOWN));
    tcase_add_test(tc, a_number_of_too_many_bytes_is_none);
    tcase_add_test(tc, a_double_is_shown_like_its_text);
    tcase_add_loop_test(tc, a_serial_number_is_a_day, 0, ARRAY_LEN(DATES));
    tcase_add_loop_test(tc, a_format_says_what_a_number_is, 0,
                        ARRAY_LEN(CODES));
    tcase_add_test(tc, built_in_formats_are_known);
    suite_add_tcase(suite, tc);
    return suite;
}
