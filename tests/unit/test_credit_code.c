#include <string.h>

#include "model/credit_code.h"
#include "unit.h"

static const char ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/* The worked example of the standard's users, and what it is made of. */
static const char EXAMPLE[] = "91350100M000100Y43";

static struct credit_code seen;

static enum credit_code_verdict read_text(const char *text)
{
    return credit_code_read(text, strlen(text), &seen);
}

static void is_right(const char *text, const char *code)
{
    ck_assert_msg(read_text(text) == CREDIT_CODE_OK, "%s", text);
    ck_assert_str_eq(seen.text, code);
}

static void is_wrong(const char *text, enum credit_code_verdict verdict)
{
    ck_assert_msg(read_text(text) == verdict, "%s", text);
    ck_assert_str_eq(seen.text, "");
}

START_TEST(real_codes_are_right)
{
    static const char *const CODES[] = {
        "91350100M000100Y43", "91440300708461136T", "914403001922038216",
        "91330100799655058B", "91110000802100433B",
    };
    for (size_t i = 0; i < sizeof(CODES) / sizeof(CODES[0]); i++) {
        is_right(CODES[i], CODES[i]);
        ck_assert(credit_code_inner_fits(CODES[i]));
    }
}
END_TEST

/* Where the printed formula gives 31, which no character stands for. */
START_TEST(remainder_0_is_the_check_character_0)
{
    ck_assert_int_eq(credit_code_check_char("91360900MA3100214"), '0');
    is_right("91360900MA31002140", "91360900MA31002140");
}
END_TEST

START_TEST(a_widely_copied_program_would_take_this_one)
{
    is_wrong("91350100M000100Y4Z", CREDIT_CODE_CHARACTER);
    ck_assert_int_eq(seen.position, 18);
    ck_assert_int_eq(seen.found, 'Z');
    ck_assert_int_eq(seen.meant, '2');
}
END_TEST

START_TEST(every_single_substitution_is_detected)
{
    int tried = 0;
    for (int at = 0; at < 17; at++) {
        for (const char *c = ALPHABET; *c != '\0'; c++) {
            char changed[CREDIT_CODE_SIZE];
            memcpy(changed, EXAMPLE, sizeof(changed));
            changed[at] = *c;
            if (*c != EXAMPLE[at]) {
                is_wrong(changed, CREDIT_CODE_CHECK);
                tried++;
            }
        }
    }
    ck_assert_int_eq(tried, 510);
}
END_TEST

START_TEST(every_transposition_of_neighbours_is_detected)
{
    int tried = 0;
    for (int at = 0; at + 1 < CREDIT_CODE_LEN - 1; at++) {
        char changed[CREDIT_CODE_SIZE];
        memcpy(changed, EXAMPLE, sizeof(changed));
        changed[at] = EXAMPLE[at + 1];
        changed[at + 1] = EXAMPLE[at];
        if (strcmp(changed, EXAMPLE) != 0) {
            ck_assert_int_ne(read_text(changed), CREDIT_CODE_OK);
            tried++;
        }
    }
    ck_assert_int_eq(tried, 12);
}
END_TEST

START_TEST(a_wrong_check_character_names_the_right_one)
{
    is_wrong("91350100M000100Y44", CREDIT_CODE_CHECK);
    ck_assert_int_eq(seen.position, 18);
    ck_assert_int_eq(seen.found, '4');
    ck_assert_int_eq(seen.meant, '3');
    ck_assert_int_eq(credit_code_check_char("9135010OM000100Y4"), '\0');
}
END_TEST

START_TEST(it_is_read_as_it_was_meant)
{
    is_right("91350100m000100y43", EXAMPLE);
    is_right(" 9135 0100 M000 100Y 43 ", EXAMPLE);
    is_right("９１３５０１００Ｍ０００１００ｙ４３", EXAMPLE);
    is_right("91350100M000100Y43　", EXAMPLE);
    is_right("\xC2\xA0"
             "91350100M000100Y43",
             EXAMPLE);
}
END_TEST

START_TEST(mistaken_letters_are_told_and_not_mended)
{
    static const char *const PAIRS[] = {"O0", "I1", "Z2", "S5", "VU"};
    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        char changed[CREDIT_CODE_SIZE];
        memcpy(changed, EXAMPLE, sizeof(changed));
        changed[9] = PAIRS[i][0];
        is_wrong(changed, CREDIT_CODE_CHARACTER);
        ck_assert_int_eq(seen.position, 10);
        ck_assert_int_eq(seen.meant, PAIRS[i][1]);
    }
    is_wrong("91350100M000100Y4*", CREDIT_CODE_CHARACTER);
    ck_assert_int_eq(seen.meant, '\0');
    is_wrong("9135010\xE9\x9B\xB6M000100Y43", CREDIT_CODE_CHARACTER);
    ck_assert_int_eq(seen.found, '?');
    ck_assert_int_eq(seen.position, 8);
}
END_TEST

START_TEST(what_a_spreadsheet_did_is_recognised)
{
    is_wrong("9.14403E+17", CREDIT_CODE_NUMBER);
    is_wrong("9.14403001922038E+17", CREDIT_CODE_NUMBER);
    is_wrong("9.14403001922038e17", CREDIT_CODE_NUMBER);
    is_wrong("9E+17", CREDIT_CODE_NUMBER);
    is_wrong("914403001922038216.0", CREDIT_CODE_NUMBER);
    is_wrong("914403001922038000", CREDIT_CODE_NUMBER);
    /* The zeros may be the code's own. */
    is_right("914403001900015000", "914403001900015000");
}
END_TEST

START_TEST(lengths_are_counted_in_characters)
{
    is_wrong("", CREDIT_CODE_LENGTH);
    ck_assert_int_eq(seen.length, 0);
    is_wrong("91350100M000100Y4", CREDIT_CODE_LENGTH);
    ck_assert_int_eq(seen.length, 17);
    is_wrong("91350100M000100Y430", CREDIT_CODE_LENGTH);
    is_wrong("待补", CREDIT_CODE_LENGTH);
    ck_assert_int_eq(seen.length, 2);
    char text[4096];
    memset(text, '9', sizeof(text));
    ck_assert_int_eq(credit_code_read(text, sizeof(text), &seen),
                     CREDIT_CODE_LENGTH);
    ck_assert_int_eq(seen.length, 4096);
}
END_TEST

static void closes(char *code)
{
    code[17] = credit_code_check_char(code);
    code[18] = '\0';
}

/* With check characters that fit. */
START_TEST(the_structure_counts_too)
{
    static const struct {
        const char *body;
        int position;
    } BAD[] = {
        {"B1350100M000100Y4", 1}, {"01350100M000100Y4", 1},
        {"95350100M000100Y4", 2}, {"1A350100M000100Y4", 2},
        {"9135A100M000100Y4", 5},
    };
    char code[CREDIT_CODE_SIZE];
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        memcpy(code, BAD[i].body, 17);
        closes(code);
        is_wrong(code, CREDIT_CODE_STRUCTURE);
        ck_assert_int_eq(seen.position, BAD[i].position);
    }
    memcpy(code, "12350100M000100Y4", 17);
    closes(code);
    is_right(code, code);
    memcpy(code, "N2350100M000100Y4", 17);
    closes(code);
    is_right(code, code);
}
END_TEST

START_TEST(the_organisation_code_inside_is_checked_by_itself)
{
    char code[CREDIT_CODE_SIZE] = "91350100M000100Y43";
    ck_assert(credit_code_inner_fits(code));
    code[16] = '5';
    ck_assert(!credit_code_inner_fits(code));
    /* 11 - 1 = 10 is X, 11 - 0 = 11 is 0 */
    ck_assert(credit_code_inner_fits("9135010000000006X?"));
    ck_assert(credit_code_inner_fits("913501000000000000"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("credit_code");
    TCase *tc = tcase_create("credit_code");
    tcase_add_test(tc, real_codes_are_right);
    tcase_add_test(tc, remainder_0_is_the_check_character_0);
    tcase_add_test(tc, a_widely_copied_program_would_take_this_one);
    tcase_add_test(tc, every_single_substitution_is_detected);
    tcase_add_test(tc, every_transposition_of_neighbours_is_detected);
    tcase_add_test(tc, a_wrong_check_character_names_the_right_one);
    tcase_add_test(tc, it_is_read_as_it_was_meant);
    tcase_add_test(tc, mistaken_letters_are_told_and_not_mended);
    tcase_add_test(tc, what_a_spreadsheet_did_is_recognised);
    tcase_add_test(tc, lengths_are_counted_in_characters);
    tcase_add_test(tc, the_structure_counts_too);
    tcase_add_test(tc, the_organisation_code_inside_is_checked_by_itself);
    suite_add_tcase(suite, tc);
    return suite;
}
