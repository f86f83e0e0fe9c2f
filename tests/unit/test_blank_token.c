#include <string.h>

#include "blank_fixture.h"
#include "platform/macros.h"
#include "unit.h"

static const char *key_of(const char *text)
{
    static char key[BLANK_TOKEN_KEY_SIZE];
    ck_assert_msg(blank_token_key(text, strlen(text), key), "%s", text);
    return key;
}

static const struct blank_token *find(const char *text)
{
    return blank_tokens_find(blank_fixture(), text, strlen(text));
}

START_TEST(what_looks_alike_has_one_key)
{
    static const char *const SAME[][2] = {
        {"—", "-"},
        {"–", "-"},
        {"――", "-"},
        {"——", "-"},
        {"－", "-"},
        {"−", "-"},
        {"---", "-"},
        {"／", "/"},
        {"//", "/"},
        {"＼", "\\"},
        {"？？", "?"},
        {"＊＊＊", "*"},
        {"…", "..."},
        {"……", "..."},
        {"......", "..."},
        {"n/a", "N/A"},
        {"Ｎ／Ａ", "N/A"},
        {" 暂 无 ", "暂无"},
        {"暂\n无", "暂无"},
        {"暂\u3000无", "暂无"},
        {"\u200B无\u00A0", "无"},
        {"", " \u3000"},
    };
    for (size_t i = 0; i < ARRAY_LEN(SAME); i++) {
        char key[BLANK_TOKEN_KEY_SIZE];
        strcpy(key, key_of(SAME[i][0]));
        ck_assert_str_eq(key, key_of(SAME[i][1]));
    }
}
END_TEST

START_TEST(what_differs_has_another_key)
{
    static const char *const ROWS[][2] = {
        {"×", "××"},    {"x", "xx"},    {"_", "__"},
        {".", "..."},   {"..", "..."},  {"-", "_"},
        {"〇", "〇〇"}, {"无", "暂无"}, {"0", "00"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        char key[BLANK_TOKEN_KEY_SIZE];
        strcpy(key, key_of(ROWS[i][0]));
        ck_assert_str_ne(key, key_of(ROWS[i][1]));
    }
}
END_TEST

START_TEST(long_and_malformed_texts_have_no_key)
{
    char key[BLANK_TOKEN_KEY_SIZE];
    char text[BLANK_TOKEN_MAX + 2];
    memset(text, 'a', sizeof(text));
    ck_assert(blank_token_key(text, BLANK_TOKEN_MAX, key));
    ck_assert(!blank_token_key(text, BLANK_TOKEN_MAX + 1, key));
    ck_assert(!blank_token_key("\xFF", 1, key));
    ck_assert(!blank_token_key("a\0b", 3, key));
    /* An ellipsis is the character that grows. */
    memset(text, 'a', sizeof(text));
    memcpy(text + BLANK_TOKEN_MAX - 3, "\xE2\x80\xA6", 3);
    ck_assert(blank_token_key(text, BLANK_TOKEN_MAX, key));
    memcpy(text + BLANK_TOKEN_MAX - 2, "\xE2\x80\xA6", 3);
    ck_assert(!blank_token_key(text, BLANK_TOKEN_MAX + 1, key));
}
END_TEST

START_TEST(spaces_without_end_are_an_empty_cell)
{
    char text[5000];
    memset(text, ' ', sizeof(text));
    ck_assert_ptr_eq(blank_tokens_find(blank_fixture(), text, sizeof(text)),
                     find(""));
}
END_TEST

START_TEST(each_token_means_what_the_table_says)
{
    const struct blank_case *row = &BLANK_CASES[_i];
    const struct blank_token *token = find(row->token);
    ck_assert_msg(token != NULL, "“%s”", row->token);
    ck_assert_int_eq(token->zero, row->zero);
    ck_assert_int_eq(token->status, row->status);
}
END_TEST

START_TEST(no_other_text_is_a_token)
{
    static const char *const TEXTS[] = {"0",   "12", "暂",   "无无", "无人",
                                        "x",   "××", "____", ".",    "..",
                                        "\\n", "N",  "NA",   "零一", "没"};
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        ck_assert_msg(find(TEXTS[i]) == NULL, "%s", TEXTS[i]);
    }
    ck_assert_ptr_null(blank_tokens_find(blank_fixture(), "\xFF", 1));
}
END_TEST

START_TEST(an_empty_table_knows_nothing)
{
    struct blank_tokens none;
    blank_tokens_sort(&none, NULL, 0);
    ck_assert_uint_eq(none.count, 0);
    ck_assert_ptr_null(blank_tokens_find(&none, "", 0));
}
END_TEST

START_TEST(one_of_a_key_stands)
{
    struct blank_token rows[] = {
        {.token = "B ", .key = "b", .status = 'L'},
        {.token = "a", .key = "a", .status = 'M'},
        {.token = "B", .key = "b", .status = 'O'},
    };
    struct blank_tokens tokens;
    blank_tokens_sort(&tokens, rows, ARRAY_LEN(rows));
    ck_assert_uint_eq(tokens.count, 2);
    ck_assert_str_eq(tokens.rows[0].key, "a");
    ck_assert_str_eq(tokens.rows[1].key, "b");
    ck_assert_int_eq(tokens.rows[1].status, 'O');
}
END_TEST

START_TEST(placeholders_are_known_by_their_signs)
{
    static const struct {
        const char *text, *rest; /* NULL: none */
    } ROWS[] = {
        {"X", ""},    {"xxxxx", ""},      {"ＸＸ", ""},  {"××", ""},
        {"〇〇", ""}, {"___", ""},        {"＿＿", ""},  {"□", ""},
        {"○○○", ""},  {"XX人次", "人次"}, {"x人", "人"}, {"×", NULL},
        {"〇", NULL}, {"○", NULL},        {"-", NULL},   {"无", NULL},
        {"", NULL},   {"12x", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        const char *rest = blank_token_placeholder(key_of(ROWS[i].text));
        ck_assert_msg((rest == NULL) == (ROWS[i].rest == NULL), "%s",
                      ROWS[i].text);
        if (rest != NULL) {
            ck_assert_str_eq(rest, ROWS[i].rest);
        }
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("blank_token");
    TCase *tcase = tcase_create("blank_token");
    tcase_add_test(tcase, what_looks_alike_has_one_key);
    tcase_add_test(tcase, what_differs_has_another_key);
    tcase_add_test(tcase, long_and_malformed_texts_have_no_key);
    tcase_add_test(tcase, spaces_without_end_are_an_empty_cell);
    tcase_add_loop_test(tcase, each_token_means_what_the_table_says, 0,
                        (int)BLANK_CASE_COUNT);
    tcase_add_test(tcase, no_other_text_is_a_token);
    tcase_add_test(tcase, an_empty_table_knows_nothing);
    tcase_add_test(tcase, one_of_a_key_stands);
    tcase_add_test(tcase, placeholders_are_known_by_their_signs);
    suite_add_tcase(suite, tcase);
    return suite;
}
