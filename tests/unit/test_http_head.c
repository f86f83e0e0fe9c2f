/* The head parser: where a head ends, and what is refused with what. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/head.h"
#include "platform/macros.h"
#include "unit.h"

#define OK_LINE "GET / HTTP/1.1\r\n"
#define HOST "Host: a\r\n"

struct outcome {
    enum head_status status;
    size_t len; /* of the head */
    enum fault fault;
};

/* Everything at once, or growing by `step` bytes a call. */
static struct outcome find_end(const char *data, size_t len, size_t step)
{
    struct head_scan scan = {0};
    struct outcome out = {.status = HEAD_MORE};
    struct error err = {0};
    for (size_t have = step < len ? step : len;; have += step) {
        have = have < len ? have : len;
        out.status = head_find_end(&scan, data, have, &out.len, &err);
        if (out.status != HEAD_MORE || have == len) {
            break;
        }
    }
    out.fault = out.status == HEAD_BAD ? err.fault : FAULT_NONE;
    return out;
}

static bool parse(struct http_head *head, const char *text, struct error *err)
{
    struct outcome out = find_end(text, strlen(text), strlen(text));
    ck_assert_int_eq(out.status, HEAD_DONE);
    ck_assert_uint_eq(out.len, strlen(text));
    return head_parse(head, text, out.len, err);
}

static void assert_parses(struct http_head *head, const char *text)
{
    struct error err = {0};
    ck_assert_msg(parse(head, text, &err), "refused: %s", text);
}

static void assert_refused(const char *text, enum fault fault)
{
    struct http_head head;
    struct error err = {0};
    ck_assert_msg(!parse(&head, text, &err), "let through: %s", text);
    ck_assert_str_eq(fault_code(err.fault), fault_code(fault));
}

/* --- the end --- */

START_TEST(ends_after_the_empty_line)
{
    const char *text = OK_LINE HOST "\r\nGET /next";
    struct outcome out = find_end(text, strlen(text), strlen(text));
    ck_assert_int_eq(out.status, HEAD_DONE);
    ck_assert_uint_eq(out.len, strlen(OK_LINE HOST "\r\n"));
}
END_TEST

START_TEST(wants_more_before_the_empty_line)
{
    const char *text = OK_LINE HOST "\r";
    ck_assert_int_eq(find_end(text, strlen(text), 1).status, HEAD_MORE);
}
END_TEST

START_TEST(refuses_a_line_feed_alone)
{
    const char *text = "GET / HTTP/1.1\nHost: a\n\n";
    struct outcome out = find_end(text, strlen(text), strlen(text));
    ck_assert_int_eq(out.status, HEAD_BAD);
    ck_assert_int_eq(out.fault, FAULT_BAD_REQUEST);
}
END_TEST

START_TEST(refuses_a_first_byte_that_begins_no_method)
{
    const char *starts[] = {"\r\n", "\x16\x03\x01", " GET"};
    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        ck_assert_int_eq(find_end(starts[i], 1, 1).status, HEAD_BAD);
    }
}
END_TEST

static char *repeat(const char *before, char c, size_t count, const char *after)
{
    size_t len = strlen(before);
    char *text = malloc(len + count + strlen(after) + 1);
    memcpy(text, before, len);
    memset(text + len, c, count);
    memcpy(text + len + count, after, strlen(after) + 1);
    return text;
}

START_TEST(refuses_a_request_line_without_end)
{
    char *text = repeat("GET /", 'a', 5000, "");
    struct outcome out = find_end(text, strlen(text), 7);
    ck_assert_int_eq(out.fault, FAULT_TARGET_TOO_LONG);
    free(text);
}
END_TEST

START_TEST(takes_a_head_of_the_maximum_and_no_byte_more)
{
    size_t frame = strlen(OK_LINE HOST "X: \r\n\r\n");
    char *text =
        repeat(OK_LINE HOST "X: ", 'a', HTTP_MAX_HEAD - frame, "\r\n\r\n");
    ck_assert_int_eq(find_end(text, strlen(text), 1000).status, HEAD_DONE);
    free(text);
    text =
        repeat(OK_LINE HOST "X: ", 'a', HTTP_MAX_HEAD - frame + 1, "\r\n\r\n");
    ck_assert_int_eq(find_end(text, strlen(text), 1000).fault,
                     FAULT_HEAD_TOO_LARGE);
    free(text);
}
END_TEST

/* --- slicing --- */

START_TEST(finds_the_same_end_however_it_is_sliced)
{
    const char *texts[] = {
        OK_LINE HOST "\r\nrest",
        OK_LINE HOST "X: \ny\r\n\r\n",
        "GET / HTTP/1.1\r\r\n\r\n",
        "\n",
        "G\r\n\r\n",
        "POST / HTTP/1.1\r\n\r\n\r\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        size_t len = strlen(texts[i]);
        struct outcome whole = find_end(texts[i], len, len);
        for (size_t step = 1; step < len; step++) {
            struct outcome sliced = find_end(texts[i], len, step);
            ck_assert_int_eq(sliced.status, whole.status);
            ck_assert_int_eq(sliced.fault, whole.fault);
            ck_assert(whole.status != HEAD_DONE || sliced.len == whole.len);
        }
    }
}
END_TEST

/* --- the request line --- */

START_TEST(understands_a_request_line)
{
    const char *text = "DELETE /a/b?c=d HTTP/1.1\r\n" HOST "\r\n";
    struct http_head head;
    assert_parses(&head, text);
    ck_assert_int_eq(head.method, HTTP_DELETE);
    ck_assert_int_eq(head.minor, 1);
    ck_assert_uint_eq(head.target.at, 7);
    ck_assert_uint_eq(head.target.len, 8);
}
END_TEST

static const struct {
    const char *line;
    enum fault fault;
} bad_lines[] = {
    {"GET /", FAULT_BAD_REQUEST},
    {"GET", FAULT_BAD_REQUEST},
    {"GET  / HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET /  HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET / HTTP/1.1 ", FAULT_BAD_REQUEST},
    {"GET\t/ HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET /\tHTTP/1.1", FAULT_BAD_REQUEST},
    {"G@T / HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET / http/1.1", FAULT_BAD_REQUEST},
    {"GET / HTTP/1.1x", FAULT_BAD_REQUEST},
    {"GET / HTTP/11", FAULT_BAD_REQUEST},
    {"GET / HTTP/a.1", FAULT_BAD_REQUEST},
    {"GET / HTTP/1.\r", FAULT_BAD_REQUEST},
    {"GET / HTTP/1.9", FAULT_HTTP_VERSION},
    {"GET / HTTP/2.0", FAULT_HTTP_VERSION},
    {"GET / HTTP/0.9", FAULT_HTTP_VERSION},
    {"get / HTTP/1.1", FAULT_NOT_IMPLEMENTED},
    {"PATCH / HTTP/1.1", FAULT_NOT_IMPLEMENTED},
    {"OPTIONS * HTTP/1.1", FAULT_BAD_REQUEST},
    {"CONNECT a:80 HTTP/1.1", FAULT_NOT_IMPLEMENTED},
    {"TRACE / HTTP/1.1", FAULT_NOT_IMPLEMENTED},
    {"GET http://a/ HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET * HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET a HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET /a#b HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET /\x7F HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET /\xE4\xB8\xAD HTTP/1.1", FAULT_BAD_REQUEST},
    {"GET /\x01 HTTP/1.1", FAULT_BAD_REQUEST},
};

START_TEST(refuses_a_bad_request_line)
{
    char text[256];
    snprintf(text, sizeof(text), "%s\r\n" HOST "\r\n", bad_lines[_i].line);
    assert_refused(text, bad_lines[_i].fault);
}
END_TEST

START_TEST(takes_a_target_of_the_maximum_and_no_byte_more)
{
    struct http_head head;
    char *text =
        repeat("GET /", 'a', HTTP_MAX_TARGET - 1, " HTTP/1.1\r\n" HOST "\r\n");
    assert_parses(&head, text);
    free(text);
    text = repeat("GET /", 'a', HTTP_MAX_TARGET, " HTTP/1.1\r\n" HOST "\r\n");
    assert_refused(text, FAULT_TARGET_TOO_LONG);
    free(text);
}
END_TEST

/* --- fields --- */

static const struct {
    const char *fields;
    enum fault fault;
} bad_fields[] = {
    {"", FAULT_BAD_REQUEST},
    {HOST HOST, FAULT_BAD_REQUEST},
    {"Host:\r\n", FAULT_BAD_REQUEST},
    {"Host: a b\r\n", FAULT_BAD_REQUEST},
    {"Host: a/b\r\n", FAULT_BAD_REQUEST},
    {"Host : a\r\n", FAULT_BAD_REQUEST},
    {HOST "X y: 1\r\n", FAULT_BAD_REQUEST},
    {HOST "X\r\n", FAULT_BAD_REQUEST},
    {HOST ": 1\r\n", FAULT_BAD_REQUEST},
    {HOST "X: 1\r\n 2\r\n", FAULT_BAD_REQUEST},
    {HOST "X: 1\r\n\t2\r\n", FAULT_BAD_REQUEST},
    {HOST "X: a\rb\r\n", FAULT_BAD_REQUEST},
    {HOST "X: a\x01\r\n", FAULT_BAD_REQUEST},
    {HOST "X: a\x7F\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 1\r\nContent-Length: 1\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 1, 1\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: +1\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: -1\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 0x1\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 1 1\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length:\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 9223372036854775808\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 00000000000000000001\r\n", FAULT_BAD_REQUEST},
    {HOST "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
     FAULT_BAD_REQUEST},
    {HOST "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
     FAULT_BAD_REQUEST},
    {HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
     FAULT_BAD_REQUEST},
    {HOST "Transfer-Encoding:\r\n", FAULT_BAD_REQUEST},
    {HOST "Transfer-Encoding: xchunked\r\n", FAULT_NOT_IMPLEMENTED},
    {HOST "Transfer-Encoding: chunked, identity\r\n", FAULT_NOT_IMPLEMENTED},
    {HOST "Transfer-Encoding: gzip, chunked\r\n", FAULT_NOT_IMPLEMENTED},
    {HOST "Transfer-Encoding: \x0B"
          "chunked\r\n",
     FAULT_BAD_REQUEST},
    {HOST "Transfer-Encoding: \"chunked\"\r\n", FAULT_NOT_IMPLEMENTED},
    {HOST "Expect: 200-ok\r\n", FAULT_EXPECTATION_FAILED},
    {HOST "Expect: 100-continue, x\r\n", FAULT_EXPECTATION_FAILED},
};

START_TEST(refuses_bad_fields)
{
    char text[256];
    snprintf(text, sizeof(text), "POST / HTTP/1.1\r\n%s\r\n",
             bad_fields[_i].fields);
    assert_refused(text, bad_fields[_i].fault);
}
END_TEST

START_TEST(refuses_a_nul_in_a_value)
{
    char text[] = OK_LINE HOST "X: a?b\r\n\r\n";
    size_t len = sizeof(text) - 1;
    struct http_head head;
    struct error err = {0};
    *strchr(text, '?') = '\0';
    ck_assert_int_eq(find_end(text, len, len).status, HEAD_DONE);
    ck_assert(!head_parse(&head, text, len, &err));
    ck_assert_int_eq(err.fault, FAULT_BAD_REQUEST);
}
END_TEST

START_TEST(takes_64_fields_and_no_more)
{
    char text[2048] = OK_LINE HOST;
    struct http_head head;
    for (int i = 1; i < HTTP_MAX_FIELDS; i++) {
        strcat(text, "X: y\r\n");
    }
    strcat(text, "\r\n");
    assert_parses(&head, text);
    ck_assert_int_eq(head.field_count, HTTP_MAX_FIELDS);
    strcpy(text + strlen(text) - 2, "X: y\r\n\r\n");
    assert_refused(text, FAULT_HEAD_TOO_LARGE);
}
END_TEST

START_TEST(trims_white_space_around_a_value)
{
    const char *text = OK_LINE HOST "X-A:\t a b \t\r\nX-B: \r\n\r\n";
    struct http_head head;
    assert_parses(&head, text);
    ck_assert_int_eq(head.field_count, 3);
    struct http_span value = head.fields[1].value;
    ck_assert_uint_eq(value.len, 3);
    ck_assert_mem_eq(text + value.at, "a b", 3);
    ck_assert_uint_eq(head.fields[2].value.len, 0);
}
END_TEST

START_TEST(lets_bytes_above_ascii_through_in_values)
{
    struct http_head head;
    assert_parses(&head, OK_LINE HOST "X: \xE4\xB8\xAD\r\n\r\n");
}
END_TEST

START_TEST(reads_the_framing_of_the_body)
{
    struct http_head head;
    assert_parses(&head, OK_LINE HOST "\r\n");
    ck_assert_int_eq(head.content_length, 0);
    assert_parses(&head, OK_LINE HOST "content-LENGTH: 0012\r\n\r\n");
    ck_assert_int_eq(head.content_length, 12);
    assert_parses(&head,
                  OK_LINE HOST "Content-Length: 9223372036854775807\r\n\r\n");
    ck_assert_int_eq(head.content_length, INT64_MAX);
    assert_parses(&head, OK_LINE HOST "Transfer-Encoding: Chunked\r\n\r\n");
    ck_assert_int_eq(head.content_length, -1);
}
END_TEST

START_TEST(refuses_a_transfer_coding_in_http_1_0)
{
    assert_refused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                   FAULT_BAD_REQUEST);
}
END_TEST

static const struct {
    const char *text;
    bool keep_alive;
} connections[] = {
    {OK_LINE HOST "\r\n", true},
    {OK_LINE HOST "Connection: close\r\n\r\n", false},
    {OK_LINE HOST "Connection: x, CLOSE ,y\r\n\r\n", false},
    {OK_LINE HOST "Connection: keep-alive, close\r\n\r\n", false},
    {OK_LINE HOST "Connection: closed\r\n\r\n", true},
    {OK_LINE HOST "Connection: x\r\nConnection: close\r\n\r\n", false},
    {"GET / HTTP/1.0\r\n\r\n", false},
    {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
};

START_TEST(decides_whether_the_connection_lives_on)
{
    struct http_head head;
    assert_parses(&head, connections[_i].text);
    ck_assert_int_eq(head.keep_alive, connections[_i].keep_alive);
}
END_TEST

START_TEST(notes_who_waits_for_100_continue)
{
    struct http_head head;
    assert_parses(&head, OK_LINE HOST "Expect: 100-Continue\r\n\r\n");
    ck_assert(head.expects_continue);
    assert_parses(&head, OK_LINE HOST "\r\n");
    ck_assert(!head.expects_continue);
    assert_parses(&head, "GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n");
    ck_assert(!head.expects_continue);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("http_head");
    TCase *tc = tcase_create("head");
    tcase_add_test(tc, ends_after_the_empty_line);
    tcase_add_test(tc, wants_more_before_the_empty_line);
    tcase_add_test(tc, refuses_a_line_feed_alone);
    tcase_add_test(tc, refuses_a_first_byte_that_begins_no_method);
    tcase_add_test(tc, refuses_a_request_line_without_end);
    tcase_add_test(tc, takes_a_head_of_the_maximum_and_no_byte_more);
    tcase_add_test(tc, finds_the_same_end_however_it_is_sliced);
    tcase_add_test(tc, understands_a_request_line);
    tcase_add_loop_test(tc, refuses_a_bad_request_line, 0,
                        ARRAY_LEN(bad_lines));
    tcase_add_test(tc, takes_a_target_of_the_maximum_and_no_byte_more);
    tcase_add_loop_test(tc, refuses_bad_fields, 0, ARRAY_LEN(bad_fields));
    tcase_add_test(tc, refuses_a_nul_in_a_value);
    tcase_add_test(tc, takes_64_fields_and_no_more);
    tcase_add_test(tc, trims_white_space_around_a_value);
    tcase_add_test(tc, lets_bytes_above_ascii_through_in_values);
    tcase_add_test(tc, reads_the_framing_of_the_body);
    tcase_add_test(tc, refuses_a_transfer_coding_in_http_1_0);
    tcase_add_loop_test(tc, decides_whether_the_connection_lives_on, 0,
                        ARRAY_LEN(connections));
    tcase_add_test(tc, notes_who_waits_for_100_continue);
    suite_add_tcase(suite, tc);
    return suite;
}
