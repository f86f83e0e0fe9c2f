/* The head of a reply, and the body of a problem. */
#include <string.h>

#include "http/problem.h"
#include "http/status.h"
#include "platform/macros.h"
#include "unit.h"

#define COMMON                                                      \
    "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: id-1\r\n" \
    "X-Content-Type-Options: nosniff\r\n"

static void assert_head(struct status_facts facts, const char *wanted)
{
    char out[STATUS_HEAD_SIZE + 1];
    facts.id = "id-1";
    facts.date = "Sun, 06 Nov 1994 08:49:37 GMT";
    out[status_head(&facts, out)] = '\0';
    ck_assert_str_eq(out, wanted);
}

START_TEST(writes_the_head_of_a_reply_with_a_length)
{
    assert_head((struct status_facts){.status = 200,
                                      .framing = STATUS_LENGTH,
                                      .length = 4096,
                                      .type = "application/json"},
                "HTTP/1.1 200 OK\r\n" COMMON
                "Content-Type: application/json; charset=utf-8\r\n"
                "Content-Length: 4096\r\n");
}
END_TEST

START_TEST(writes_the_head_of_a_reply_in_chunks)
{
    assert_head((struct status_facts){.status = 201,
                                      .framing = STATUS_CHUNKED,
                                      .type = "image/png",
                                      .connection = "close"},
                "HTTP/1.1 201 Created\r\n" COMMON "Content-Type: image/png\r\n"
                "Transfer-Encoding: chunked\r\nConnection: close\r\n");
}
END_TEST

START_TEST(writes_no_length_where_there_is_no_body)
{
    assert_head((struct status_facts){.status = 304, .framing = STATUS_NO_BODY},
                "HTTP/1.1 304 Not Modified\r\n" COMMON);
}
END_TEST

static const struct {
    const char *type;
    bool charset;
} types[] = {
    {"text/csv", true},
    {"text/plain; version=0.0.4", true},
    {"text/html; charset=gb18030", false},
    {"application/problem+json", true},
    {"application/x-ndjson", true},
    {"application/javascript", true},
    {"image/svg+xml", true},
    {"application/octet-stream", false},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     false},
};

START_TEST(names_the_charset_of_text)
{
    char out[STATUS_HEAD_SIZE + 1];
    struct status_facts facts = {
        .status = 200, .type = types[_i].type, .id = "i", .date = "d"};
    out[status_head(&facts, out)] = '\0';
    ck_assert_int_eq(strstr(out, "; charset=utf-8\r\n") != NULL,
                     types[_i].charset);
}
END_TEST

START_TEST(writes_dates)
{
    char out[STATUS_DATE_SIZE];
    status_date(784111777, out);
    ck_assert_str_eq(out, "Sun, 06 Nov 1994 08:49:37 GMT");
    status_date(0, out);
    ck_assert_str_eq(out, "Thu, 01 Jan 1970 00:00:00 GMT");
    status_date(4102444799, out);
    ck_assert_str_eq(out, "Thu, 31 Dec 2099 23:59:59 GMT");
}
END_TEST

static const char *write_problem(struct buffer *out, const char *argument,
                                 enum lang lang, const char *extra)
{
    struct error err;
    error_set(&err, FAULT_NOT_FOUND, argument, NULL, NULL);
    buffer_clear(out);
    problem_write(out, 404, &err, lang, extra);
    return out->data;
}

START_TEST(writes_a_problem_in_either_language)
{
    struct buffer out;
    buffer_init(&out, 0);
    ck_assert_str_eq(write_problem(&out, "/x", LANG_EN, ""),
                     "{\"type\":\"urn:tvetstat:problem:not_found\","
                     "\"title\":\"Not Found\","
                     "\"status\":404,\"detail\":\"not found: /x\","
                     "\"code\":\"not_found\",\"errors\":[{\"code\":"
                     "\"not_found\",\"path\":\"\","
                     "\"message\":\"not found: /x\"}]}\n");
    ck_assert_ptr_nonnull(
        strstr(write_problem(&out, "/x", LANG_ZH, ",\"errors\":[]"),
               "\"code\":\"not_found\",\"errors\":[]}\n"));
    ck_assert_ptr_nonnull(strstr(out.data, "\"title\":\"未找到\""));
    buffer_fini(&out);
}
END_TEST

START_TEST(escapes_what_a_peer_may_have_sent)
{
    struct buffer out;
    buffer_init(&out, 0);
    const char *text =
        write_problem(&out, "\"\\\n\x01\x7F\xFFz\xE4\xB8\xAD", LANG_EN, "");
    ck_assert_ptr_nonnull(strstr(
        text, "\\\"\\\\\\u000a\\u0001\\u007f\xEF\xBF\xBDz\xE4\xB8\xAD\""));
    buffer_fini(&out);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("http_status");
    TCase *tc = tcase_create("status");
    tcase_add_test(tc, writes_the_head_of_a_reply_with_a_length);
    tcase_add_test(tc, writes_the_head_of_a_reply_in_chunks);
    tcase_add_test(tc, writes_no_length_where_there_is_no_body);
    tcase_add_loop_test(tc, names_the_charset_of_text, 0, ARRAY_LEN(types));
    tcase_add_test(tc, writes_dates);
    tcase_add_test(tc, writes_a_problem_in_either_language);
    tcase_add_test(tc, escapes_what_a_peer_may_have_sent);
    suite_add_tcase(suite, tc);
    return suite;
}
