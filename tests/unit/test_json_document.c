#include <stdlib.h>
#include <string.h>

#include "ingest/json_document.h"
#include "unit.h"

static struct json_document *parse(const char *text, size_t depth)
{
    struct error err = {0};
    return json_parse(text, strlen(text), depth, &err);
}

static void refuses(const char *text)
{
    struct error err = {0};
    struct json_document *doc = json_parse(text, strlen(text), 8, &err);
    ck_assert_msg(doc == NULL, "accepted: %s", text);
    ck_assert_int_eq(err.fault, FAULT_BAD_JSON);
}

START_TEST(reads_members_and_elements)
{
    struct json_document *doc =
        parse("{\"a\":[1,\"zwei\",null],\"b\":{\"c\":true}}", 3);
    ck_assert_ptr_nonnull(doc);
    const struct json_value *root = json_root(doc);
    const struct json_value *a = json_member(root, "a");
    ck_assert_int_eq(json_type(root), JSON_TYPE_OBJECT);
    ck_assert_uint_eq(json_count(root), 2);
    ck_assert_uint_eq(json_count(a), 3);
    ck_assert_str_eq(json_name(a), "a");
    const struct json_value *it = json_first(a);
    ck_assert_str_eq(json_number(it), "1");
    ck_assert_ptr_null(json_text(it));
    it = json_next(it);
    ck_assert_str_eq(json_text(it), "zwei");
    it = json_next(it);
    ck_assert_int_eq(json_type(it), JSON_TYPE_NULL);
    ck_assert_ptr_null(json_next(it));
    bool flag = false;
    ck_assert(json_truth(json_member(json_member(root, "b"), "c"), &flag));
    ck_assert(flag);
    ck_assert_ptr_null(json_member(root, "missing"));
    json_free(doc);
}
END_TEST

START_TEST(numbers_keep_their_text)
{
    struct json_document *doc = parse(
        "[9007199254740993,{\"x\":0.10},-0,1e400,[12345678901234567890]]", 3);
    ck_assert_ptr_nonnull(doc);
    int64_t number = 0;
    const struct json_value *it = json_first(json_root(doc));
    ck_assert(json_integer(it, &number));
    ck_assert_int_eq(number, 9007199254740993);
    it = json_next(it);
    ck_assert_str_eq(json_number(json_member(it, "x")), "0.10");
    ck_assert(!json_integer(json_member(it, "x"), &number));
    it = json_next(it);
    ck_assert_str_eq(json_number(it), "-0");
    it = json_next(it);
    ck_assert_str_eq(json_number(it), "1e400");
    it = json_first(json_next(it));
    ck_assert_str_eq(json_number(it), "12345678901234567890");
    ck_assert(!json_integer(it, &number));
    json_free(doc);
}
END_TEST

START_TEST(refuses_bad_syntax)
{
    static const char *const BAD[] = {
        "",      "{",        "[1,]",    "{\"a\":1,}", "[1 2]", "{\"a\" 1}",
        "{a:1}", "01",       "1.",      ".5",         "+1",    "-",
        "1e",    "0x1",      "NaN",     "Infinity",   "tru",   "'a'",
        "\"a",   "\"\t\"",   "\"\\x\"", "\"\\u12\"",  "[1]]",  "{} {}",
        "[1] x", "{\"a\":}", "{,}",     "[,1]",       "]",     "}",
        ":",     "// c\n1",  "[1}",     "{\"a\"]",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        refuses(BAD[i]);
    }
}
END_TEST

START_TEST(refuses_bad_text_in_strings)
{
    refuses("\"\\ud800\"");
    refuses("\"\\ud800x\"");
    refuses("\"\\udc00\"");
    refuses("\"\\ud800\\ud800\"");
    refuses("\"\\u0000\"");
    refuses("\"\xff\"");
    refuses("\"\xed\xa0\x80\"");
}
END_TEST

START_TEST(reads_escapes)
{
    struct json_document *doc = parse("\"\\u5b66\\ud842\\udfb7\\n\\/\\\"\"", 1);
    ck_assert_ptr_nonnull(doc);
    ck_assert_str_eq(json_text(json_root(doc)), "学𠮷\n/\"");
    json_free(doc);
}
END_TEST

START_TEST(refuses_repeated_names)
{
    refuses("{\"a\":1,\"b\":2,\"a\":3}");
    refuses("[{\"a\":{\"x\":1,\"\\u0078\":2}}]");
    struct json_document *doc = parse("{\"a\":1,\"A\":2}", 1);
    ck_assert_ptr_nonnull(doc);
    json_free(doc);
}
END_TEST

START_TEST(refuses_deep_nesting)
{
    struct json_document *doc = parse("[[1]]", 2);
    ck_assert_ptr_nonnull(doc);
    json_free(doc);
    ck_assert_ptr_null(parse("[[[1]]]", 2));
    size_t len = 100000;
    char *deep = malloc(len + 1);
    memset(deep, '[', len);
    deep[len] = '\0';
    ck_assert_ptr_null(parse(deep, JSON_DEPTH_MAX));
    free(deep);
}
END_TEST

START_TEST(says_where)
{
    struct error err = {0};
    ck_assert_ptr_null(json_parse("{\"a\":01}", 8, 4, &err));
    ck_assert_str_eq(err.args[0], "offset 5: bad number");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("json_document");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, reads_members_and_elements);
    tcase_add_test(tc, numbers_keep_their_text);
    tcase_add_test(tc, refuses_bad_syntax);
    tcase_add_test(tc, refuses_bad_text_in_strings);
    tcase_add_test(tc, reads_escapes);
    tcase_add_test(tc, refuses_repeated_names);
    tcase_add_test(tc, refuses_deep_nesting);
    tcase_add_test(tc, says_where);
    suite_add_tcase(suite, tc);
    return suite;
}
