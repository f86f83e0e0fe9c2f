/* A report in Markdown and in HTML. */
#include "platform/macros.h"
#include "reports/report_document.h"
#include "reports/report_words.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct buffer out;

static void set_up(void)
{
    buffer_init(&out, REPORT_DOCUMENT_MAX);
    buffer_add_str(&out, "");
}

static void tear_down(void)
{
    ck_assert(!out.failed);
    buffer_fini(&out);
}

static const struct report_paragraph TRAINING[] = {
    {"T1", "1—8月,全市完成培训34200人次,比上年同期增长6.88%。"},
};
static const struct report_paragraph PARTNERS[] = {
    {"T2", "截至8月31日,与11家企业合作。"},
    {"T3", "今年新引进3家。"},
};
static const struct report_section SECTIONS[] = {
    {"职业培训", TRAINING, ARRAY_LEN(TRAINING)},
    {"校企合作", PARTNERS, ARRAY_LEN(PARTNERS)},
};
static const struct report_line LINES[] = {
    {"职业培训人次", "人次", "34200", "32000", "6.88%"},
    {"合作企业数", "家", "11", "", "-3.20%"},
};
static const char *const NOTES[] = {"修约说明。", "初步统计。"};

static struct report_document whole(void)
{
    return (struct report_document){
        .lang = LANG_ZH,
        .title = "2024年1—8月总结",
        .subtitle = "示例市",
        .sections = SECTIONS,
        .section_count = ARRAY_LEN(SECTIONS),
        .lines = LINES,
        .line_count = ARRAY_LEN(LINES),
        .notes = NOTES,
        .note_count = ARRAY_LEN(NOTES),
        .revision = 17,
    };
}

/* One sentence alone. */
static struct report_document of(const char *text, enum lang lang)
{
    static struct report_paragraph paragraph;
    static struct report_section section;
    paragraph = (struct report_paragraph){"T1", text};
    section = (struct report_section){NULL, &paragraph, 1};
    return (struct report_document){
        .lang = lang, .title = "t", .sections = &section, .section_count = 1};
}

START_TEST(markdown_has_all_of_it_in_order)
{
    struct report_document doc = whole();
    report_markdown_write(&doc, &out);
    ck_assert_str_eq(out.data,
                     "# 2024年1—8月总结\n\n"
                     "示例市\n\n"
                     "## 一、职业培训\n\n"
                     "1—8月,全市完成培训34200人次,比上年同期增长6.88%。\n\n"
                     "## 二、校企合作\n\n"
                     "截至8月31日,与11家企业合作。\n\n"
                     "今年新引进3家。\n\n"
                     "## 三、主要指标\n\n"
                     "| 指标 | 单位 | 本期 | 上年同期 | 增减 |\n"
                     "| :-- | :-: | --: | --: | --: |\n"
                     "| 职业培训人次 | 人次 | 34200 | 32000 | 6.88% |\n"
                     "| 合作企业数 | 家 | 11 | | -3.20% |\n\n"
                     "## 注\n\n"
                     "1. 修约说明。\n"
                     "2. 初步统计。\n\n"
                     "数据版本：17\n");
}
END_TEST

static void assert_markdown(const char *text, const char *wanted)
{
    struct report_document doc = of(text, LANG_EN);
    char line[256];
    buffer_clear(&out);
    report_markdown_write(&doc, &out);
    snprintf(line, sizeof(line), "# t\n\n%s\n\nData revision: 0\n", wanted);
    ck_assert_str_eq(out.data, line);
}

START_TEST(markdown_takes_text_as_text)
{
    assert_markdown("a*b_c`d\\e", "a\\*b\\_c\\`d\\\\e");
    assert_markdown("[x](http://y) <b> & | ~", /* ! needs its [ */
                    "\\[x\\](http://y) \\<b\\> \\& \\| \\~");
    assert_markdown("1. one", "1\\. one");
    assert_markdown("23) two", "23\\) two");
    assert_markdown("3.5 % more", "3.5 % more");
    assert_markdown("12 schools", "12 schools");
    assert_markdown("- a", "\\- a");
    assert_markdown("# a", "\\# a");
    assert_markdown("a - b # c", "a - b # c");
    assert_markdown("    code", "code");
    assert_markdown("a\n\n# b \t c  ", "a # b c");
}
END_TEST

START_TEST(html_escapes_whatever_it_is_told)
{
    struct report_document doc = of("<script>\"a\" & 'b'\x01", LANG_EN);
    report_html_write(&doc, &out);
    ck_assert_ptr_nonnull(strstr(
        out.data, "<p id=\"T1\">&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39; "
                  "</p>"));
    ck_assert_ptr_null(strstr(out.data, "<script"));
}
END_TEST

START_TEST(html_asks_nobody_for_anything)
{
    struct report_document doc = whole();
    report_html_write(&doc, &out);
    ck_assert_ptr_null(strstr(out.data, "http"));
    ck_assert_ptr_null(strstr(out.data, "src="));
    ck_assert_ptr_null(strstr(out.data, "url("));
    ck_assert_ptr_null(strstr(out.data, "@import"));
}
END_TEST

START_TEST(html_has_all_of_it_in_order)
{
    static const char *const PIECES[] = {
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">",
        "<title>2024年1—8月总结</title>",
        "@page",
        "<h1>2024年1—8月总结</h1>",
        "<p class=\"subtitle\">示例市</p>",
        "<h2>一、职业培训</h2>\n<p id=\"T1\">1—8月",
        "<h2>二、校企合作</h2>\n<p id=\"T2\">",
        "<p id=\"T3\">今年新引进3家。</p>",
        "<h2>三、主要指标</h2>\n<table>",
        "<th scope=\"col\">上年同期</th>",
        "<tr><th scope=\"row\">职业培训人次</th><td class=\"unit\">人次</td>"
        "<td>34200</td><td>32000</td><td>6.88%</td></tr>",
        "<td>11</td><td></td><td>-3.20%</td></tr>",
        "<h2>注</h2>\n<ol>\n<li>修约说明。</li>",
        "<p>数据版本：17</p>",
        "</html>\n",
    };
    struct report_document doc = whole();
    report_html_write(&doc, &out);
    const char *at = out.data;
    for (size_t i = 0; i < ARRAY_LEN(PIECES); i++) {
        at = strstr(at, PIECES[i]);
        ck_assert_msg(at != NULL, "%s", PIECES[i]);
    }
}
END_TEST

START_TEST(headings_are_numbered_as_each_language_does)
{
    static const struct {
        int number;
        const char *zh, *en;
    } WANTED[] = {{1, "一、", "1. "},     {9, "九、", "9. "},
                  {10, "十、", "10. "},   {11, "十一、", "11. "},
                  {20, "二十、", "20. "}, {99, "九十九、", "99. "},
                  {100, "100、", "100. "}};
    char number[REPORT_NUMBER_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(WANTED); i++) {
        ck_assert_str_eq(report_number(WANTED[i].number, LANG_ZH, number),
                         WANTED[i].zh);
        ck_assert_str_eq(report_number(WANTED[i].number, LANG_EN, number),
                         WANTED[i].en);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_document");
    TCase *tc = tcase_create("report_document");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, markdown_has_all_of_it_in_order);
    tcase_add_test(tc, markdown_takes_text_as_text);
    tcase_add_test(tc, html_escapes_whatever_it_is_told);
    tcase_add_test(tc, html_asks_nobody_for_anything);
    tcase_add_test(tc, html_has_all_of_it_in_order);
    tcase_add_test(tc, headings_are_numbered_as_each_language_does);
    suite_add_tcase(suite, tc);
    return suite;
}
