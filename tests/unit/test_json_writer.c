#include "formats/json_writer.h"

#include <stdint.h>
#include <string.h>

#include "unit.h"

static struct buffer out;
static struct json_writer json;

static void setup(void)
{
    buffer_init(&out, 4096);
    json_init(&json, &out);
}

static void teardown(void)
{
    buffer_fini(&out);
}

START_TEST(puts_commas_between_members_and_elements)
{
    json_begin_object(&json);
    json_key(&json, "a");
    json_begin_array(&json);
    json_int(&json, 1);
    json_null(&json);
    json_begin_array(&json);
    json_end_array(&json);
    json_bool(&json, true);
    json_end_array(&json);
    json_key(&json, "b");
    json_begin_object(&json);
    json_end_object(&json);
    json_member_bool(&json, "c", false);
    json_end_object(&json);
    ck_assert_str_eq(out.data, "{\"a\":[1,null,[],true],\"b\":{},\"c\":false}");
    ck_assert_int_eq(json.depth, 0);
}
END_TEST

START_TEST(escapes_what_rfc_8259_says)
{
    json_string_len(&json, "\"\\/\b\f\n\r\t\x01\x1f\x7f\0x", 13);
    ck_assert_str_eq(out.data, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f"
                               "\\u0000x\"");
}
END_TEST

START_TEST(escapes_keys_too)
{
    json_begin_object(&json);
    json_member_string(&json, "a\"\n", "v");
    json_end_object(&json);
    ck_assert_str_eq(out.data, "{\"a\\\"\\n\":\"v\"}");
}
END_TEST

START_TEST(keeps_valid_utf8)
{
    json_string(&json, "学校 é 😀");
    ck_assert_str_eq(out.data, "\"学校 é 😀\"");
}
END_TEST

START_TEST(replaces_each_byte_that_is_not_utf8)
{
    /* A stray byte, an overlong slash, a surrogate, a cut-off character. */
    json_string(&json, "a\xff"
                       "b\xc0\xaf"
                       "c\xed\xa0\x80"
                       "d\xe5\xad");
    ck_assert_str_eq(out.data, "\"a\uFFFDb\uFFFD\uFFFDc\uFFFD\uFFFD\uFFFD"
                               "d\uFFFD\uFFFD\"");
}
END_TEST

START_TEST(writes_integers_exactly)
{
    json_begin_array(&json);
    json_int(&json, INT64_MIN);
    json_int(&json, INT64_MAX);
    json_int(&json, 0);
    json_end_array(&json);
    ck_assert_str_eq(out.data, "[-9223372036854775808,9223372036854775807,0]");
}
END_TEST

START_TEST(takes_raw_json_as_it_is)
{
    json_begin_array(&json);
    json_raw(&json, "-2.2821", 7);
    json_raw(&json, "{\"a\":1}", 7);
    json_end_array(&json);
    ck_assert_str_eq(out.data, "[-2.2821,{\"a\":1}]");
}
END_TEST

START_TEST(writes_no_text_as_null)
{
    json_begin_object(&json);
    json_member_string(&json, "a", NULL);
    json_member_string(&json, "b", "");
    json_member_int(&json, "c", -7);
    json_end_object(&json);
    ck_assert_str_eq(out.data, "{\"a\":null,\"b\":\"\",\"c\":-7}");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("json_writer");
    TCase *tc = tcase_create("json_writer");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, puts_commas_between_members_and_elements);
    tcase_add_test(tc, escapes_what_rfc_8259_says);
    tcase_add_test(tc, escapes_keys_too);
    tcase_add_test(tc, keeps_valid_utf8);
    tcase_add_test(tc, replaces_each_byte_that_is_not_utf8);
    tcase_add_test(tc, writes_integers_exactly);
    tcase_add_test(tc, takes_raw_json_as_it_is);
    tcase_add_test(tc, writes_no_text_as_null);
    suite_add_tcase(suite, tc);
    return suite;
}
