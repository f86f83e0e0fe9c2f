#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/decode.h"
#include "ingest/detect.h"
#include "unit.h"

#define BYTES_MAX 65536

struct bytes {
    char data[BYTES_MAX];
    size_t len;
};

static const char MAINLAND[] =
    "学校,指标,时期,数值,备注\n"
    "示例市第一职业中等专业学校,职业培训人次,2024年8月,1250,含线上培训\n"
    "示例市第二职业技术学院,毕业生就业人数,2024年8月,2340,说明:按累计数填报\n";
static const char TAIWAN[] = "學校代碼,學校名稱,縣市名稱,體系別\n"
                             "0001,國立政治大學,30 臺北市,1 一般\n"
                             "0053,國立高雄科技大學,50 高雄市,2 技職\n"
                             "1001,東海大學,19 臺中市,1 一般\n";

static void encode(const char *text, const char *charset, struct bytes *out)
{
    iconv_t cd = iconv_open(charset, "UTF-8");
    ck_assert_ptr_ne(cd, (iconv_t)-1);
    size_t left = strlen(text);
    char *from = strdup(text);
    char *at = from;
    char *to = out->data;
    size_t room = sizeof(out->data);
    ck_assert_uint_ne(iconv(cd, &at, &left, &to, &room), (size_t)-1);
    out->len = (size_t)(to - out->data);
    iconv_close(cd);
    free(from);
}

static enum charset detect(const struct bytes *bytes, size_t slice, int *line)
{
    struct detect *it = detect_new();
    enum detect_result result = DETECT_AGAIN;
    size_t at = 0;
    while (result != DETECT_DONE) {
        at = result == DETECT_AGAIN ? 0 : at;
        size_t left = bytes->len - at;
        size_t step = left < slice ? left : slice;
        result = detect_feed(it, bytes->data + at, step, step == 0);
        at += step;
    }
    enum charset charset = detect_charset(it);
    *line = detect_line(it);
    detect_free(it);
    return charset;
}

static void detects(const struct bytes *bytes, enum charset want)
{
    static const size_t SLICES[] = {64, 65, 71, 1000, DETECT_SLICE_MAX};
    for (size_t i = 0; i < sizeof(SLICES) / sizeof(SLICES[0]); i++) {
        int line = 0;
        ck_assert_int_eq(detect(bytes, SLICES[i], &line), want);
    }
}

static void detects_text(const char *text, const char *charset,
                         enum charset want)
{
    struct bytes bytes;
    encode(text, charset, &bytes);
    detects(&bytes, want);
}

START_TEST(finds_utf8)
{
    detects_text(MAINLAND, "UTF-8", CHARSET_UTF8);
    detects_text(TAIWAN, "UTF-8", CHARSET_UTF8);
    detects_text("school,value\nS1,7\n", "UTF-8", CHARSET_UTF8);
    detects_text("", "UTF-8", CHARSET_UTF8);
}
END_TEST

START_TEST(finds_gb18030)
{
    detects_text(MAINLAND, "GBK", CHARSET_GB18030);
    detects_text("合计,男,女\n4088,2440,1648\n", "GB18030", CHARSET_GB18030);
}
END_TEST

START_TEST(finds_big5)
{
    detects_text(TAIWAN, "BIG5", CHARSET_BIG5);
    detects_text("學校名稱,一年級男生,一年級女生,延修生男生\n", "BIG5",
                 CHARSET_BIG5);
}
END_TEST

START_TEST(finds_utf16_by_its_mark)
{
    detects_text("\xEF\xBB\xBF學校,值\n", "UTF-16LE", CHARSET_UTF16LE);
    detects_text("\xEF\xBB\xBF學校,值\n", "UTF-16BE", CHARSET_UTF16BE);
}
END_TEST

START_TEST(finds_utf16_by_its_zeros)
{
    detects_text(MAINLAND, "UTF-16LE", CHARSET_UTF16LE);
    detects_text(MAINLAND, "UTF-16BE", CHARSET_UTF16BE);
}
END_TEST

START_TEST(a_stray_zero_is_not_utf16)
{
    struct bytes bytes = {.len = 40};
    memset(bytes.data, 'a', 40);
    bytes.data[21] = '\0';
    detects(&bytes, CHARSET_UTF8);
}
END_TEST

/* Broken UTF-8 would convert from GB18030, into nonsense. */
START_TEST(broken_utf8_is_broken)
{
    struct bytes bytes;
    int line = 0;
    encode(MAINLAND, "UTF-8", &bytes);
    bytes.data[bytes.len - 4] = (char)0xFF;
    detects(&bytes, CHARSET_AUTO);
    detect(&bytes, DETECT_SLICE_MAX, &line);
    ck_assert_int_eq(line, 3);
}
END_TEST

START_TEST(latin1_is_none_of_them)
{
    struct bytes bytes = {.len = 0};
    const char *text = "name\ncaf\xE9\nna\xEFve,x\n";
    bytes.len = strlen(text);
    memcpy(bytes.data, text, bytes.len);
    detects(&bytes, CHARSET_AUTO);
}
END_TEST

START_TEST(knows_charsets_by_name)
{
    enum charset charset = CHARSET_AUTO;
    ck_assert(charset_parse("UTF-8", &charset));
    ck_assert_int_eq(charset, CHARSET_UTF8);
    ck_assert(charset_parse("gb2312", &charset));
    ck_assert_int_eq(charset, CHARSET_GB18030);
    ck_assert(charset_parse("Big5-HKSCS", &charset));
    ck_assert_int_eq(charset, CHARSET_BIG5_HKSCS);
    ck_assert(charset_parse(NULL, &charset));
    ck_assert_int_eq(charset, CHARSET_AUTO);
    ck_assert(!charset_parse("ebcdic", &charset));
}
END_TEST

/* --- decoding --- */

/* False: a byte was no character; `out` has what stood before it. */
static bool decode_all(const struct bytes *bytes, enum charset charset,
                       size_t slice, struct bytes *out)
{
    struct decode *it = decode_new(charset);
    enum decode_result result = DECODE_MORE;
    size_t at = 0;
    out->len = 0;
    while (result == DECODE_MORE) {
        size_t left = bytes->len - at;
        size_t step = left < slice ? left : slice;
        memcpy(decode_room(it), bytes->data + at, step);
        decode_add(it, step, step == 0);
        at += step;
        struct span text;
        result = decode_next(it, &text);
        for (; result == DECODE_TEXT; result = decode_next(it, &text)) {
            memcpy(out->data + out->len, text.data, text.len);
            out->len += text.len;
        }
    }
    decode_free(it);
    return result == DECODE_END;
}

static void decodes(const char *text, const char *name, enum charset charset)
{
    struct bytes bytes;
    struct bytes out;
    encode(text, name, &bytes);
    for (size_t slice = 2; slice < 70; slice++) {
        ck_assert(decode_all(&bytes, charset, slice, &out));
        ck_assert_uint_eq(out.len, strlen(text));
        ck_assert_mem_eq(out.data, text, out.len);
    }
}

START_TEST(decodes_in_any_slices)
{
    decodes(MAINLAND, "UTF-8", CHARSET_UTF8);
    decodes(MAINLAND, "GB18030", CHARSET_GB18030);
    decodes(TAIWAN, "BIG5", CHARSET_BIG5);
    decodes(TAIWAN, "BIG5-HKSCS", CHARSET_BIG5_HKSCS);
    decodes(MAINLAND, "UTF-16LE", CHARSET_UTF16LE);
    decodes(TAIWAN, "UTF-16BE", CHARSET_UTF16BE);
    decodes("𠮷野家", "UTF-16LE", CHARSET_UTF16);
    decodes("𠮷野家", "GB18030", CHARSET_GB18030);
}
END_TEST

START_TEST(drops_the_byte_order_mark)
{
    struct bytes bytes;
    struct bytes out;
    encode("\xEF\xBB\xBF"
           "ab",
           "UTF-16BE", &bytes);
    ck_assert(decode_all(&bytes, CHARSET_UTF16, 64, &out));
    ck_assert_uint_eq(out.len, 2);
    encode("\xEF\xBB\xBF"
           "ab",
           "UTF-8", &bytes);
    ck_assert(decode_all(&bytes, CHARSET_UTF8, 64, &out));
    ck_assert_uint_eq(out.len, 2);
}
END_TEST

START_TEST(stops_at_the_first_bad_byte)
{
    struct bytes bytes = {.data = "ab\xC3", .len = 3};
    struct bytes out;
    ck_assert(!decode_all(&bytes, CHARSET_UTF8, 64, &out));
    ck_assert_uint_eq(out.len, 2);
    memcpy(bytes.data,
           "a\xFF"
           "b",
           3);
    ck_assert(!decode_all(&bytes, CHARSET_UTF8, 64, &out));
    ck_assert_uint_eq(out.len, 1);
    ck_assert(!decode_all(&bytes, CHARSET_GB18030, 64, &out));
    ck_assert(!decode_all(&bytes, CHARSET_UTF16LE, 64, &out));
    memcpy(bytes.data, "\xED\xA0\x80", 3);
    ck_assert(!decode_all(&bytes, CHARSET_UTF8, 64, &out));
    ck_assert_uint_eq(out.len, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("detect");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, finds_utf8);
    tcase_add_test(tc, finds_gb18030);
    tcase_add_test(tc, finds_big5);
    tcase_add_test(tc, finds_utf16_by_its_mark);
    tcase_add_test(tc, finds_utf16_by_its_zeros);
    tcase_add_test(tc, a_stray_zero_is_not_utf16);
    tcase_add_test(tc, broken_utf8_is_broken);
    tcase_add_test(tc, latin1_is_none_of_them);
    tcase_add_test(tc, knows_charsets_by_name);
    tcase_add_test(tc, decodes_in_any_slices);
    tcase_add_test(tc, drops_the_byte_order_mark);
    tcase_add_test(tc, stops_at_the_first_bad_byte);
    suite_add_tcase(suite, tc);
    return suite;
}
