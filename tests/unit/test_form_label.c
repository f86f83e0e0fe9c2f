#include <string.h>

#include "ingest/form_label.h"
#include "platform/macros.h"
#include "unit.h"

static const char *folded(const char *text)
{
    static struct form_label label;
    form_label_fold(span_of(text), &label);
    ck_assert(!label.cut);
    ck_assert_uint_eq(label.len, strlen(label.text));
    return label.text;
}

/* Q14 */
START_TEST(white_space_inside_a_label_is_nothing)
{
    ck_assert_str_eq(folded("合\u3000计"), "合计");
    ck_assert_str_eq(folded(" 小 计 "), "小计");
    ck_assert_str_eq(folded("到账经费\n（万元）"), "到账经费(万元)");
    ck_assert_str_eq(folded("男\u00A0\u200B"), "男");
    ck_assert_str_eq(folded("\t序\r\n号"), "序号");
}
END_TEST

START_TEST(brackets_and_punctuation_are_of_one_kind)
{
    ck_assert_str_eq(folded("其中：补贴性"), "其中:补贴性");
    ck_assert_str_eq(folded("县（市、区）"), "县(市、区)");
    ck_assert_str_eq(folded("【合计】〔A〕［１］〖b〗"), "(合计)(A)(1)(b)");
    ck_assert_str_eq(folded("“双师型”教师"), "\"双师型\"教师");
    ck_assert_str_eq(folded("「a」‘b’"), "\"a\"'b'");
    ck_assert_str_eq(folded("买买提・艾山"), "买买提·艾山");
    ck_assert_str_eq(folded("面积（㎡）"), "面积(m2)");
    ck_assert_str_eq(folded("面积（m²）"), "面积(m2)");
    ck_assert_str_eq(folded("1——8月"), "1-8月");
    ck_assert_str_eq(folded("1―8月"), "1-8月");
}
END_TEST

START_TEST(what_is_too_long_is_cut_and_differs)
{
    char text[FORM_LABEL_MAX + 2];
    struct form_label label;
    memset(text, 'a', sizeof(text));
    form_label_fold((struct span){text, FORM_LABEL_MAX}, &label);
    ck_assert(!label.cut);
    form_label_fold((struct span){text, FORM_LABEL_MAX + 1}, &label);
    ck_assert(label.cut);
    ck_assert_uint_eq(label.len, FORM_LABEL_MAX);
    ck_assert(!form_label_same((struct span){text, FORM_LABEL_MAX},
                               (struct span){text, FORM_LABEL_MAX + 1}));
}
END_TEST

START_TEST(malformed_text_is_folded_all_the_same)
{
    struct form_label label;
    form_label_fold((struct span){"a\xFF\xE4", 3}, &label);
    ck_assert_str_eq(label.text, "a??");
    form_label_fold((struct span){"a\0b", 3}, &label);
    ck_assert_str_eq(label.text, "a?b");
    form_label_fold((struct span){NULL, 0}, &label);
    ck_assert_str_eq(label.text, "");
}
END_TEST

START_TEST(labels_are_compared_as_they_look)
{
    ck_assert(form_label_same(span_of("合 计"), span_of("合计")));
    ck_assert(form_label_same(span_of("（1）"), span_of("(１)")));
    ck_assert(!form_label_same(span_of("男"), span_of("女")));
    ck_assert(!form_label_same(span_of("类别"), span_of("类型")));
}
END_TEST

/* Q37 */
START_TEST(a_school_goes_without_its_stamp)
{
    static const char *const NAMES[] = {
        "示例市第一职业中等专业学校（盖章）",
        "示例市第一职业中等专业学校(公章)",
        " 示例市 第一职业中等专业学校 （ 盖 章 ）",
        "示例市第一职业中等专业学校（章）",
        "示例市第一职业中等专业学校",
    };
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++) {
        struct form_label label;
        form_label_school(span_of(NAMES[i]), &label);
        ck_assert_str_eq(label.text, "示例市第一职业中等专业学校");
    }
    struct form_label label;
    form_label_school(span_of("某某学校（东校区）"), &label);
    ck_assert_str_eq(label.text, "某某学校(东校区)");
    form_label_school(span_of("(盖章)"), &label);
    ck_assert_str_eq(label.text, "(盖章)");
}
END_TEST

static void splits(const char *text, const char *label, const char *value)
{
    struct span left = {NULL, 0};
    struct span right = {NULL, 0};
    ck_assert_msg(form_label_split(span_of(text), &left, &right), "%s", text);
    ck_assert_msg(span_is(left, label), "%s", text);
    ck_assert_msg(span_is(right, value), "%s", text);
}

START_TEST(a_label_ends_with_its_first_colon)
{
    splits("学校标识码:3636001234", "学校标识码", "3636001234");
    splits(" 统计期间 ： 2024年1—8月(累计) ", "统计期间", "2024年1—8月(累计)");
    splits("单位∶人", "单位", "人");
    splits("a:b:c", "a", "b:c");
    splits("填表人：", "填表人", "");
}
END_TEST

START_TEST(without_a_label_there_is_no_split)
{
    static const char *const TEXTS[] = {"", "合计", ":1", " ：1"};
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        struct span left = {NULL, 0};
        struct span right = {NULL, 0};
        ck_assert(!form_label_split(span_of(TEXTS[i]), &left, &right));
    }
}
END_TEST

static void unnumbered(const char *text, const char *rest)
{
    struct span found;
    bool has = form_label_unnumbered(span_of(text), &found);
    ck_assert_msg(has == (rest != NULL), "%s", text);
    ck_assert_msg(!has || span_is(found, rest), "%s", text);
}

START_TEST(a_label_goes_without_its_number)
{
    unnumbered("1.创业培训", "创业培训");
    unnumbered("12、创业培训", "创业培训");
    unnumbered("1)创业培训", "创业培训");
    unnumbered("(3)创业培训", "创业培训");
    unnumbered("一、创业培训", "创业培训");
    unnumbered("(十二)创业培训", "创业培训");
    unnumbered("②创业培训", "创业培训");
    unnumbered("创业培训", NULL);
    unnumbered("3D打印", NULL);
    unnumbered("(3.创业培训", NULL);
    unnumbered("1.", NULL);
    unnumbered(".创业培训", NULL);
    unnumbered("2024.创业培训", NULL);
    unnumbered("①", NULL);
    unnumbered("一二三四、创业", NULL);
    unnumbered("", NULL);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_label");
    TCase *tcase = tcase_create("form_label");
    tcase_add_test(tcase, white_space_inside_a_label_is_nothing);
    tcase_add_test(tcase, brackets_and_punctuation_are_of_one_kind);
    tcase_add_test(tcase, what_is_too_long_is_cut_and_differs);
    tcase_add_test(tcase, malformed_text_is_folded_all_the_same);
    tcase_add_test(tcase, labels_are_compared_as_they_look);
    tcase_add_test(tcase, a_school_goes_without_its_stamp);
    tcase_add_test(tcase, a_label_ends_with_its_first_colon);
    tcase_add_test(tcase, without_a_label_there_is_no_split);
    tcase_add_test(tcase, a_label_goes_without_its_number);
    suite_add_tcase(suite, tcase);
    return suite;
}
