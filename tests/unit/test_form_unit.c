#include <string.h>

#include "ingest/form_unit.h"
#include "platform/macros.h"
#include "unit.h"

static struct form_unit unit_of(const char *text)
{
    struct form_unit unit;
    ck_assert_msg(form_unit_read(span_of(text), &unit), "%s", text);
    return unit;
}

START_TEST(each_spelling_has_its_unit)
{
    static const char *const ROWS[][2] = {
        {"人", "人"},           {"名", "人"},       {"人 次", "人次"},
        {"人·次", "人次"},      {"人・次", "人次"}, {"万元", "万元"},
        {"人民币万元", "万元"}, {"平方米", "m²"},   {"㎡", "m²"},
        {"m2", "m²"},           {"m²", "m²"},       {"％", "%"},
        {"台（套）", "台(套)"}, {"台套", "台(套)"}, {"平方米/生", "m²/人"},
        {"元／生", "元/人"},    {"周岁", "岁"},     {"课时", "学时"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_str_eq(unit_of(ROWS[i][0]).name, ROWS[i][1]);
    }
}
END_TEST

/* The catalogue's units, each of which a form may name. */
START_TEST(each_unit_of_the_catalogue_is_known)
{
    static const char *const UNITS[] = {
        "%",  "m²", "万元",  "个",      "个/百人", "人", "人/人", "人次",
        "家", "岁", "岁/人", "人次/人", "m²/人",   "所", "项",    "元/人",
    };
    for (size_t i = 0; i < ARRAY_LEN(UNITS); i++) {
        ck_assert_str_eq(unit_of(UNITS[i]).name, UNITS[i]);
    }
}
END_TEST

START_TEST(an_unknown_unit_is_its_text)
{
    struct form_unit unit;
    ck_assert(!form_unit_read(span_of("辆 次"), &unit));
    ck_assert_str_eq(unit.name, "辆次");
    ck_assert_int_eq(unit.quantity, FORM_QUANTITY_OTHER);
    ck_assert(!form_unit_read(span_of(NULL), &unit));
    ck_assert_str_eq(unit.name, "");
}
END_TEST

/* Q12, Q19, Q42 */
START_TEST(units_are_compared_by_what_a_number_means)
{
    static const struct {
        const char *a, *b;
        enum form_unit_relation relation;
    } ROWS[] = {
        {"人", "名", FORM_UNIT_SAME},
        {"家", "个", FORM_UNIT_SAME},
        {"台", "套", FORM_UNIT_SAME},
        {"人", "人次", FORM_UNIT_OTHER},
        {"元", "万元", FORM_UNIT_SCALE},
        {"亿元", "万元", FORM_UNIT_SCALE},
        {"人", "百人", FORM_UNIT_SCALE},
        {"人", "万人", FORM_UNIT_SCALE},
        {"人次", "万人次", FORM_UNIT_SCALE},
        {"m²", "亩", FORM_UNIT_SCALE},
        {"公顷", "万平方米", FORM_UNIT_SAME},
        {"m²", "公顷", FORM_UNIT_SCALE},
        {"%", "‰", FORM_UNIT_SCALE},
        {"%", "百分点", FORM_UNIT_OTHER},
        {"万元", "人", FORM_UNIT_OTHER},
        {"人/人", "元/人", FORM_UNIT_OTHER},
        {"元/人", "元/生", FORM_UNIT_SAME},
        {"册", "本", FORM_UNIT_SAME},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        struct form_unit a = unit_of(ROWS[i].a);
        struct form_unit b = unit_of(ROWS[i].b);
        ck_assert_msg(form_unit_compare(&a, &b) == ROWS[i].relation, "%s %s",
                      ROWS[i].a, ROWS[i].b);
        ck_assert_msg(form_unit_compare(&b, &a) == ROWS[i].relation, "%s %s",
                      ROWS[i].b, ROWS[i].a);
    }
}
END_TEST

START_TEST(unknown_units_agree_with_themselves_only)
{
    struct form_unit a;
    struct form_unit b;
    ck_assert(!form_unit_read(span_of("辆"), &a));
    ck_assert(!form_unit_read(span_of("艘"), &b));
    ck_assert_int_eq(form_unit_compare(&a, &a), FORM_UNIT_SAME);
    ck_assert_int_eq(form_unit_compare(&a, &b), FORM_UNIT_OTHER);
}
END_TEST

static void lists(const char *text, const char *joined)
{
    struct form_unit units[FORM_UNIT_MAX_LIST];
    char names[200] = "";
    int count = form_unit_list(span_of(text), units, FORM_UNIT_MAX_LIST);
    for (int i = 0; i < count; i++) {
        strcat(names, units[i].name);
        strcat(names, "|");
    }
    ck_assert_str_eq(names, joined);
}

/* Q12 */
START_TEST(a_line_of_units_lists_them)
{
    lists("单位:人次、万元", "人次|万元|");
    lists("单位：人 次，万 元", "人次|万元|");
    lists("（计量单位：人、平方米）", "人|m²|");
    lists("金额单位:元", "元|");
    lists("单位:人,辆;%和岁", "人|辆|%|岁|");
    lists("单位:人、、台(套)", "人|台(套)|");
}
END_TEST

START_TEST(other_lines_list_none)
{
    lists("填报单位(盖章):示例市第一职业中等专业学校", "");
    lists("单位负责人:(签字)", "");
    lists("单位", "");
    lists("单位:", "");
    lists("(单位:人", "");
    lists("(单位)人:(人)", "");
    lists("", "");
}
END_TEST

START_TEST(a_list_ends_where_there_is_no_room)
{
    struct form_unit units[2];
    ck_assert_int_eq(form_unit_list(span_of("单位:人、元、个"), units, 2), 2);
}
END_TEST

START_TEST(a_heading_names_its_unit_in_brackets)
{
    static const char *const ROWS[][2] = {
        {"到账经费(万元)", "万元"},  {"到账经费\n（万元）", "万元"},
        {"(万元)", "万元"},          {"万元", "万元"},
        {"设备(台(套))", "台(套)"},  {"占比（％）", "%"},
        {"经费(单位:万元)", "万元"}, {"面积（平方米）", "m²"},
        {"台(套)", "台(套)"},        {"设备台(套)", "套"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        struct form_unit unit;
        ck_assert_msg(form_unit_in_heading(span_of(ROWS[i][0]), &unit), "%s",
                      ROWS[i][0]);
        ck_assert_str_eq(unit.name, ROWS[i][1]);
    }
}
END_TEST

START_TEST(other_headings_name_none)
{
    static const char *const TEXTS[] = {"培训人次", "县(市、区)", "",
                                        "合计)",    "其中(1)",    "()"};
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        struct form_unit unit;
        ck_assert_msg(!form_unit_in_heading(span_of(TEXTS[i]), &unit), "%s",
                      TEXTS[i]);
        ck_assert_str_eq(unit.name, "");
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_unit");
    TCase *tcase = tcase_create("form_unit");
    tcase_add_test(tcase, each_spelling_has_its_unit);
    tcase_add_test(tcase, each_unit_of_the_catalogue_is_known);
    tcase_add_test(tcase, an_unknown_unit_is_its_text);
    tcase_add_test(tcase, units_are_compared_by_what_a_number_means);
    tcase_add_test(tcase, unknown_units_agree_with_themselves_only);
    tcase_add_test(tcase, a_line_of_units_lists_them);
    tcase_add_test(tcase, other_lines_list_none);
    tcase_add_test(tcase, a_list_ends_where_there_is_no_room);
    tcase_add_test(tcase, a_heading_names_its_unit_in_brackets);
    tcase_add_test(tcase, other_headings_name_none);
    suite_add_tcase(suite, tcase);
    return suite;
}
