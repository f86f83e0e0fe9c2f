#include <stdint.h>
#include <string.h>

#include "platform/buffer.h"
#include "unit.h"

START_TEST(appends_and_terminates)
{
    struct buffer buf;
    buffer_init(&buf, 0);
    ck_assert_ptr_null(buf.data);
    buffer_add(&buf, "ab", 2);
    buffer_add_str(&buf, "c");
    buffer_add_char(&buf, '-');
    buffer_add_int(&buf, INT64_MIN);
    buffer_printf(&buf, " %s=%d", "x", 7);
    ck_assert_str_eq(buf.data, "abc--9223372036854775808 x=7");
    ck_assert_uint_eq(buf.len, strlen(buf.data));
    ck_assert(!buf.failed);
    buffer_fini(&buf);
}
END_TEST

START_TEST(an_empty_append_still_terminates)
{
    struct buffer buf;
    buffer_init(&buf, 10);
    buffer_add(&buf, NULL, 0);
    ck_assert_str_eq(buf.data, "");
    buffer_fini(&buf);
}
END_TEST

START_TEST(grows_to_its_maximum_and_no_further)
{
    struct buffer buf;
    buffer_init(&buf, 1000);
    for (int i = 0; i < 1000; i++) {
        buffer_add_char(&buf, 'a');
    }
    ck_assert(!buf.failed);
    buffer_add_char(&buf, 'b');
    ck_assert(buf.failed);
    ck_assert_uint_eq(buf.len, 1000);
    ck_assert_int_eq(buf.data[999], 'a');
    ck_assert_uint_le(buf.cap, 1001);
    buffer_fini(&buf);
}
END_TEST

START_TEST(a_refused_append_leaves_nothing_behind)
{
    struct buffer buf;
    buffer_init(&buf, 4);
    buffer_add_str(&buf, "ab");
    buffer_printf(&buf, "%s", "cde");
    ck_assert(buf.failed);
    ck_assert_str_eq(buf.data, "ab");
    buffer_clear(&buf);
    ck_assert(!buf.failed);
    buffer_add_str(&buf, "wxyz");
    ck_assert(!buf.failed);
    ck_assert_str_eq(buf.data, "wxyz");
    buffer_fini(&buf);
}
END_TEST

START_TEST(huge_requests_are_refused)
{
    struct buffer buf;
    buffer_init(&buf, 100);
    ck_assert(!buffer_reserve(&buf, SIZE_MAX));
    ck_assert(buf.failed);
    buffer_fini(&buf);
}
END_TEST

START_TEST(writes_big_endian)
{
    struct buffer buf;
    buffer_init(&buf, 0);
    buffer_add_be16(&buf, 0x0102);
    buffer_add_be32(&buf, 0x03040506);
    buffer_add_be64(&buf, 0x0708090A0B0C0D0EU);
    ck_assert_uint_eq(buf.len, 14);
    for (int i = 0; i < 14; i++) {
        ck_assert_int_eq(buf.data[i], i + 1);
    }
    buffer_fini(&buf);
}
END_TEST

START_TEST(consumes_from_the_front)
{
    struct buffer buf;
    buffer_init(&buf, 0);
    buffer_consume(&buf, 5);
    buffer_add_str(&buf, "abcdef");
    buffer_consume(&buf, 0);
    ck_assert_str_eq(buf.data, "abcdef");
    buffer_consume(&buf, 2);
    ck_assert_str_eq(buf.data, "cdef");
    buffer_consume(&buf, 100);
    ck_assert_uint_eq(buf.len, 0);
    ck_assert_str_eq(buf.data, "");
    buffer_fini(&buf);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("buffer");
    TCase *tcase = tcase_create("buffer");
    tcase_add_test(tcase, appends_and_terminates);
    tcase_add_test(tcase, an_empty_append_still_terminates);
    tcase_add_test(tcase, grows_to_its_maximum_and_no_further);
    tcase_add_test(tcase, a_refused_append_leaves_nothing_behind);
    tcase_add_test(tcase, huge_requests_are_refused);
    tcase_add_test(tcase, writes_big_endian);
    tcase_add_test(tcase, consumes_from_the_front);
    suite_add_tcase(suite, tcase);
    return suite;
}
