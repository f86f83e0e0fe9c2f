#include "conditional.h"

#include <zlib.h>

#include "fake_op.h"
#include "model/catalogue.h"

static struct catalogue *cat;

static struct catalogue *new_catalogue(int64_t revision, const char *generated)
{
    struct error err;
    struct catalogue *made = catalogue_new();
    catalogue_add_area(made, &(struct area){.id = 1,
                                            .code = "CN",
                                            .name_zh = "中国",
                                            .name_en = "",
                                            .level = "country"});
    catalogue_set_revision(made, revision, generated);
    ck_assert(catalogue_finish(made, &err));
    return made;
}

static void setup(void)
{
    fake_setup();
    cat = new_catalogue(17, "2024-09-12T08:00:00Z");
    fake.op.catalogue = cat;
}

static void teardown(void)
{
    catalogue_unref(cat);
    fake_teardown();
}

static const char *etag_of(const char *key)
{
    static char etag[CONDITIONAL_ETAG_SIZE];
    conditional_etag(&fake.op, key, etag);
    return etag;
}

START_TEST(an_etag_names_the_revision)
{
    ck_assert_int_eq(strncmp(etag_of("a"), "\"r17-", 5), 0);
    ck_assert_uint_eq(strlen(etag_of("a")), strlen("\"r17-\"") + 16);
}
END_TEST

START_TEST(an_etag_differs_by_key_commit_time_and_demo)
{
    char first[CONDITIONAL_ETAG_SIZE];
    strcpy(first, etag_of("a"));
    ck_assert_str_eq(etag_of("a"), first);
    ck_assert_str_ne(etag_of("b"), first);
    fake.config.demo = !fake.config.demo;
    ck_assert_str_ne(etag_of("a"), first);
    fake.config.demo = !fake.config.demo;
    /* Another database that also happens to be at revision 17. */
    struct catalogue *other = new_catalogue(17, "2024-09-12T08:00:01Z");
    fake.op.catalogue = other;
    ck_assert_str_ne(etag_of("a"), first);
    catalogue_unref(other);
}
END_TEST

START_TEST(matches_lists_weak_tags_and_the_star)
{
    ck_assert(conditional_match("\"x\"", "\"x\"", false));
    ck_assert(conditional_match("W/\"x\"", "\"x\"", false));
    ck_assert(conditional_match("\"a\", W/\"b\" ,\"x\"", "\"x\"", false));
    ck_assert(conditional_match("\"a,\\\",\"x\"", "\"x\"", false));
    ck_assert(conditional_match(" * ", "\"x\"", false));
}
END_TEST

START_TEST(does_not_match_others)
{
    ck_assert(!conditional_match(NULL, "\"x\"", true));
    ck_assert(!conditional_match("", "\"x\"", true));
    ck_assert(!conditional_match("x", "\"x\"", true));
    ck_assert(!conditional_match("\"xy\"", "\"x\"", true));
    ck_assert(!conditional_match("\"x", "\"x\"", true));
    ck_assert(!conditional_match("\"a\" *", "\"x\"", true));
    ck_assert(!conditional_match("w/\"x\"", "\"x\"", true));
}
END_TEST

START_TEST(matches_the_gzip_form_only_if_gzip_is_accepted)
{
    ck_assert(conditional_match("\"x-gz\"", "\"x\"", true));
    ck_assert(!conditional_match("\"x-gz\"", "\"x\"", false));
    ck_assert(conditional_match("\"x\"", "\"x\"", true));
}
END_TEST

START_TEST(answers_304_with_the_fields_of_the_200)
{
    fake_field("If-None-Match", etag_of("key"));
    ck_assert(!conditional_check(&fake.op, "other"));
    ck_assert_int_eq(fake.replies, 0);
    ck_assert(conditional_check(&fake.op, "key"));
    ck_assert_int_eq(fake.status, 304);
    ck_assert_str_eq(fake_head("ETag"), etag_of("key"));
    ck_assert_str_eq(fake_head("Vary"),
                     "Accept, Accept-Language, Accept-Encoding");
    ck_assert_str_eq(fake_head("Cache-Control"), "no-cache");
}
END_TEST

START_TEST(is_private_with_a_token)
{
    fake.op.actor.token_id = 3;
    fake_field("If-None-Match", "*");
    ck_assert(conditional_check(&fake.op, "key"));
    ck_assert_str_eq(fake_head("Cache-Control"), "private, no-cache");
}
END_TEST

START_TEST(leaves_other_methods_alone)
{
    struct buffer body;
    buffer_init(&body, 0);
    buffer_add_str(&body, "{}");
    fake.req.method = HTTP_POST;
    fake_field("If-None-Match", "*");
    ck_assert(!conditional_check(&fake.op, "key"));
    conditional_send(&fake.op, "key", "application/json", &body);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake_head("ETag"), "");
    buffer_fini(&body);
}
END_TEST

/* What gzip -d would make of it. */
static void unpack(const struct buffer *packed, char *out, size_t size)
{
    z_stream stream = {0};
    stream.next_in = (unsigned char *)packed->data;
    stream.avail_in = (unsigned)packed->len;
    stream.next_out = (unsigned char *)out;
    stream.avail_out = (unsigned)size - 1;
    ck_assert_int_eq(inflateInit2(&stream, 15 + 16), Z_OK);
    ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out[stream.total_out] = '\0';
    inflateEnd(&stream);
}

static void fill(struct buffer *body, size_t len)
{
    buffer_init(body, 0);
    while (body->len < len) {
        buffer_add_str(body, "0123456789 中文 ");
    }
}

START_TEST(compresses_what_is_worth_it)
{
    struct buffer body;
    char plain[8192];
    fill(&body, 4096);
    fake.req.accepts_gzip = true;
    conditional_send(&fake.op, "key", "text/plain", &body);
    ck_assert_int_eq(fake.status, 200);
    ck_assert_str_eq(fake_head("Content-Encoding"), "gzip");
    ck_assert_contains(fake_head("ETag"), "-gz\"");
    ck_assert_uint_lt(fake.body.len, body.len);
    unpack(&fake.body, plain, sizeof(plain));
    ck_assert_str_eq(plain, body.data);
    buffer_fini(&body);
}
END_TEST

START_TEST(sends_plain_what_is_small_or_not_asked_for)
{
    struct buffer body;
    fill(&body, 4096);
    conditional_send(&fake.op, "key", "text/plain", &body);
    ck_assert_str_eq(fake_head("Content-Encoding"), "");
    ck_assert_str_eq(fake_head("ETag"), etag_of("key"));
    ck_assert_uint_eq(fake.body.len, body.len);
    fake_again();
    fake.req.accepts_gzip = true;
    body.len = CONDITIONAL_GZIP_MIN - 1;
    conditional_send(&fake.op, "key", "text/plain", &body);
    ck_assert_str_eq(fake_head("Content-Encoding"), "");
    buffer_fini(&body);
}
END_TEST

START_TEST(does_not_compress_what_does_not_shrink)
{
    struct buffer out;
    unsigned char noise[2048];
    uint32_t state = 1;
    for (size_t i = 0; i < sizeof(noise); i++) {
        state = state * 1664525 + 1013904223;
        noise[i] = (unsigned char)(state >> 24);
    }
    buffer_init(&out, CONDITIONAL_GZIP_MAX);
    ck_assert(!conditional_gzip(noise, sizeof(noise), &out));
    ck_assert_uint_eq(out.len, 0);
    buffer_fini(&out);
}
END_TEST

START_TEST(a_body_that_overflowed_is_not_sent)
{
    struct buffer body;
    buffer_init(&body, 4);
    buffer_add_str(&body, "too long");
    conditional_send(&fake.op, "key", "text/plain", &body);
    ck_assert_int_eq(fake.status, 500);
    buffer_fini(&body);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("conditional");
    TCase *tc = tcase_create("conditional");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, an_etag_names_the_revision);
    tcase_add_test(tc, an_etag_differs_by_key_commit_time_and_demo);
    tcase_add_test(tc, matches_lists_weak_tags_and_the_star);
    tcase_add_test(tc, does_not_match_others);
    tcase_add_test(tc, matches_the_gzip_form_only_if_gzip_is_accepted);
    tcase_add_test(tc, answers_304_with_the_fields_of_the_200);
    tcase_add_test(tc, is_private_with_a_token);
    tcase_add_test(tc, leaves_other_methods_alone);
    tcase_add_test(tc, compresses_what_is_worth_it);
    tcase_add_test(tc, sends_plain_what_is_small_or_not_asked_for);
    tcase_add_test(tc, does_not_compress_what_does_not_shrink);
    tcase_add_test(tc, a_body_that_overflowed_is_not_sent);
    suite_add_tcase(suite, tc);
    return suite;
}
