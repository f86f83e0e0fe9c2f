/* The chunked decoder and the framing of bodies. */
#include <stdlib.h>
#include <string.h>

#include "http/body.h"
#include "platform/macros.h"
#include "unit.h"

struct outcome {
    enum chunked_status status;
    size_t used; /* bytes of input */
    size_t len;  /* decoded */
    char data[512];
};

static void take(struct outcome *out, const struct slice *run)
{
    ck_assert_uint_gt(run->len, 0);
    ck_assert_uint_le(out->len + run->len, sizeof(out->data));
    memcpy(out->data + out->len, run->data, run->len);
    out->len += run->len;
}

/* Feeds `step` bytes at a time, each from memory of exactly that size. */
static struct outcome decode(struct http_body body, const char *text,
                             size_t len, size_t step)
{
    struct outcome out = {.status = CHUNKED_MORE};
    for (size_t at = 0; at < len && out.status == CHUNKED_MORE; at += step) {
        size_t part = len - at < step ? len - at : step;
        char *copy = malloc(part);
        memcpy(copy, text + at, part);
        struct slice in = {.data = copy, .len = part};
        struct slice run;
        while ((out.status = body_next(&body, &in, &run)) == CHUNKED_RUN) {
            take(&out, &run);
        }
        out.used += part - in.len;
        free(copy);
    }
    return out;
}

static struct outcome decode_chunked(const char *text, size_t step)
{
    struct http_body body;
    body_init(&body, -1);
    return decode(body, text, strlen(text), step);
}

static const struct {
    const char *text;
    const char *data;
    const char *rest; /* what follows the body */
} good[] = {
    {"0\r\n\r\n", "", ""},
    {"5\r\nhello\r\n0\r\n\r\n", "hello", ""},
    {"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\nGET /", "hello world", "GET /"},
    {"A\r\n0123456789\r\n0\r\n\r\n", "0123456789", ""},
    {"a\r\n0123456789\r\n0\r\n\r\n", "0123456789", ""},
    {"000000000000005\r\nhello\r\n000000000000000\r\n\r\n", "hello", ""},
    {"5;a=b;c=\"d\"\r\nhello\r\n0;last\r\n\r\n", "hello", ""},
    {"2\r\n\r\n\r\n0\r\n\r\n", "\r\n", ""},
    {"1\r\nx\r\n0\r\nA: b\r\nC:\r\n\r\nrest", "x", "rest"},
};

START_TEST(decodes_the_same_however_it_is_sliced)
{
    const char *text = good[_i].text;
    for (size_t step = 1; step <= strlen(text); step++) {
        struct outcome out = decode_chunked(text, step);
        ck_assert_int_eq(out.status, CHUNKED_END);
        ck_assert_uint_eq(out.len, strlen(good[_i].data));
        ck_assert_mem_eq(out.data, good[_i].data, out.len);
        ck_assert_str_eq(text + out.used, good[_i].rest);
    }
}
END_TEST

static const char *const bad[] = {
    "\r\n",
    " 5\r\nhello\r\n",
    "5 \r\nhello\r\n",
    "5 ;a\r\nhello\r\n",
    "+5\r\nhello\r\n",
    "0x5\r\nhello\r\n",
    "g\r\n",
    "-1\r\n",
    "0000000000000005\r\nhello\r\n",
    "FFFFFFFFFFFFFFFF\r\n",
    "5\nhello\n",
    "5\r\nhello\n0\r\n\r\n",
    "5\r\nhelloX\r\n0\r\n\r\n",
    "5\r\nhello\rX0\r\n\r\n",
    "5\r\nhello0\r\n\r\n",
    "5\rX",
    "5;a\nb\r\nhello\r\n",
    "5;\x01\r\nhello\r\n",
    "0\r\n\n",
    "0\r\n\rX",
    "0\r\nGET / HTTP/1.1\r\n\r\n",
    "0\r\n: x\r\n\r\n",
    "0\r\nA: \x01\r\n\r\n",
    "0\r\nA: b\n\r\n",
    "0\r\n folded\r\n\r\n",
};

START_TEST(refuses_bad_chunks_however_they_are_sliced)
{
    const char *text = bad[_i];
    for (size_t step = 1; step <= strlen(text); step++) {
        ck_assert_msg(decode_chunked(text, step).status == CHUNKED_BAD,
                      "let through: %s", text);
    }
}
END_TEST

START_TEST(stays_bad)
{
    struct chunked chunked = {0};
    struct slice run;
    struct slice in = {.data = "x0\r\n\r\n", .len = 6};
    ck_assert_int_eq(chunked_next(&chunked, &in, &run), CHUNKED_BAD);
    ck_assert_int_eq(chunked_next(&chunked, &in, &run), CHUNKED_BAD);
}
END_TEST

static enum chunked_status with_filler(const char *before, size_t count)
{
    char *text = calloc(1, strlen(before) + count + 3);
    strcpy(text, before);
    memset(text + strlen(before), 'x', count);
    strcat(text, "\r\n");
    enum chunked_status status = decode_chunked(text, 100).status;
    free(text);
    return status;
}

START_TEST(takes_256_bytes_of_extensions_and_no_more)
{
    ck_assert_int_eq(with_filler("5;", 256), CHUNKED_MORE);
    ck_assert_int_eq(with_filler("5;", 257), CHUNKED_BAD);
}
END_TEST

START_TEST(takes_4_kib_of_trailers_and_no_more)
{
    ck_assert_int_eq(with_filler("0\r\nA:", 4095), CHUNKED_MORE);
    ck_assert_int_eq(with_filler("0\r\nA:", 4096), CHUNKED_BAD);
    ck_assert_int_eq(with_filler("0\r\nA:b\r\nC:", 4093), CHUNKED_MORE);
    ck_assert_int_eq(with_filler("0\r\nA:b\r\nC:", 4094), CHUNKED_BAD);
}
END_TEST

START_TEST(takes_exactly_a_declared_length)
{
    for (size_t step = 1; step <= 8; step++) {
        struct http_body body;
        body_init(&body, 5);
        struct outcome out = decode(body, "helloGET", 8, step);
        ck_assert_int_eq(out.status, CHUNKED_END);
        ck_assert_uint_eq(out.used, 5);
        ck_assert_uint_eq(out.len, 5);
    }
}
END_TEST

START_TEST(knows_when_nothing_is_to_come)
{
    struct http_body body;
    body_init(&body, 0);
    ck_assert(body_is_over(&body));
    body_init(&body, 3);
    ck_assert(!body_is_over(&body));
    body_init(&body, -1);
    ck_assert(!body_is_over(&body));
    struct slice in = {.data = "0\r\n\r\n", .len = 5};
    struct slice run;
    ck_assert_int_eq(body_next(&body, &in, &run), CHUNKED_END);
    ck_assert(body_is_over(&body));
}
END_TEST

START_TEST(knows_what_cannot_fit)
{
    struct http_body body;
    body_init(&body, 100);
    ck_assert(body_may_fit(&body, 100));
    ck_assert(!body_may_fit(&body, 99));
    body_init(&body, -1);
    ck_assert(body_may_fit(&body, 99));
    struct slice in = {.data = "64\r\n", .len = 4};
    struct slice run;
    ck_assert_int_eq(body_next(&body, &in, &run), CHUNKED_MORE);
    ck_assert(!body_may_fit(&body, 99));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("http_chunked");
    TCase *tc = tcase_create("chunked");
    tcase_add_loop_test(tc, decodes_the_same_however_it_is_sliced, 0,
                        ARRAY_LEN(good));
    tcase_add_loop_test(tc, refuses_bad_chunks_however_they_are_sliced, 0,
                        ARRAY_LEN(bad));
    tcase_add_test(tc, stays_bad);
    tcase_add_test(tc, takes_256_bytes_of_extensions_and_no_more);
    tcase_add_test(tc, takes_4_kib_of_trailers_and_no_more);
    tcase_add_test(tc, takes_exactly_a_declared_length);
    tcase_add_test(tc, knows_when_nothing_is_to_come);
    tcase_add_test(tc, knows_what_cannot_fit);
    suite_add_tcase(suite, tc);
    return suite;
}
