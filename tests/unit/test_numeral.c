#include "platform/macros.h"
#include "report/numeral.h"
#include "unit.h"

static const struct figure_scale COUNT = {.multiplier = 1};
static const struct figure_scale MONEY = {
    .multiplier = 1, .num_decimals = 2, .decimals = 2};
static const struct figure_scale PERCENT = {
    .ratio = true, .percent = true, .multiplier = 100, .decimals = 2};

static void check(struct figure figure, const struct numeral_kind *kind,
                  const struct report_slot *slot,
                  const struct numeral_style *style, const char *expected)
{
    struct numeral numeral;
    struct buffer out;
    buffer_init(&out, 1000);
    ck_assert(numeral_of(&figure, kind, slot, style, &numeral));
    numeral_write(&numeral, style->lang, &out);
    ck_assert_str_eq(out.data, expected);
    buffer_fini(&out);
}

static void check_both(int64_t value, const struct figure_scale *scale,
                       const char *unit, struct report_slot slot,
                       const char *zh, const char *en)
{
    const struct numeral_kind kind = {scale, unit};
    const struct figure figure = {true, value, 1};
    const struct numeral_style styles[] = {{LANG_ZH, false}, {LANG_EN, false}};
    check(figure, &kind, &slot, &styles[0], zh);
    check(figure, &kind, &slot, &styles[1], en);
}

static struct report_slot slot(enum report_unit unit, int decimals)
{
    return (struct report_slot){.unit = unit, .decimals = decimals};
}

START_TEST(counts_have_separators_in_english_only)
{
    check_both(34200, &COUNT, "人次", slot(REPORT_PLAIN, -1), "34200",
               "34,200");
    check_both(999, &COUNT, "人次", slot(REPORT_PLAIN, -1), "999", "999");
    check_both(1000, &COUNT, "人次", slot(REPORT_PLAIN, -1), "1000", "1,000");
    check_both(-1234567, &COUNT, "人次", slot(REPORT_PLAIN, -1), "-1234567",
               "-1,234,567");
    check_both(0, &COUNT, "人次", slot(REPORT_PLAIN, -1), "0", "0");
}
END_TEST

START_TEST(larger_units)
{
    check_both(34200, &COUNT, "人次", slot(REPORT_WAN, -1), "3.42万",
               "3.42 ten thousand");
    check_both(34250, &COUNT, "人次", slot(REPORT_WAN, 1), "3.4万",
               "3.4 ten thousand");
    check_both(123456789, &COUNT, "人次", slot(REPORT_YI, -1), "1.23亿",
               "1.23 hundred million");
    check_both(34200, &COUNT, "人次", slot(REPORT_THOUSAND, 1), "34.2千",
               "34.2 thousand");
    check_both(34200, &COUNT, "人次", slot(REPORT_MILLION, -1), "0.03百万",
               "0.03 million");
}
END_TEST

/* 1234.56 and 123456.78 ten thousand yuan. */
START_TEST(money_is_written_by_its_size)
{
    check_both(123456, &MONEY, "万元", slot(REPORT_MONEY, -1), "1234.56万元",
               "CNY 12.35 million");
    check_both(12345678, &MONEY, "万元", slot(REPORT_MONEY, -1), "12.35亿元",
               "CNY 1,234.57 million");
    check_both(999999, &MONEY, "万元", slot(REPORT_MONEY, -1), "9999.99万元",
               "CNY 100.00 million");
    check_both(1000000, &MONEY, "万元", slot(REPORT_MONEY, -1), "1.00亿元",
               "CNY 100.00 million");
    check_both(1000000, &MONEY, "万元", slot(REPORT_YI, 1), "1.0亿",
               "1.0 hundred million");
    check_both(50000, &COUNT, "元", slot(REPORT_MONEY, -1), "5.00万元",
               "CNY 0.05 million");
}
END_TEST

/* 34250: to one decimal of ten thousand by half to even; 34249 and 34251
 * decide themselves; 2.675 has no tie to lose. */
START_TEST(numbers_are_rounded_once_half_to_even)
{
    check_both(33500, &COUNT, "人", slot(REPORT_WAN, 1), "3.4万",
               "3.4 ten thousand");
    check_both(34500, &COUNT, "人", slot(REPORT_WAN, 1), "3.4万",
               "3.4 ten thousand");
    check_both(34501, &COUNT, "人", slot(REPORT_WAN, 1), "3.5万",
               "3.5 ten thousand");
}
END_TEST

START_TEST(rates_come_from_their_parts)
{
    const struct numeral_kind kind = {&PERCENT, "%"};
    const struct numeral_style style = {LANG_ZH, false};
    struct report_slot plain = slot(REPORT_PLAIN, -1);
    struct report_slot one = slot(REPORT_PLAIN, 1);
    check((struct figure){true, 2, 3}, &kind, &plain, &style, "66.67");
    check((struct figure){true, 2, 3}, &kind, &one, &style, "66.7");
    struct numeral numeral;
    const struct figure nothing = {true, 2, 0};
    const struct figure absent = {false, 2, 3};
    ck_assert(!numeral_of(&nothing, &kind, &plain, &style, &numeral));
    ck_assert(!numeral_of(&absent, &kind, &plain, &style, &numeral));
}
END_TEST

/* One style a document; what a slot says itself is left alone. */
START_TEST(a_document_in_ten_thousands)
{
    const struct numeral_kind kind = {&COUNT, "人次"};
    const struct numeral_kind rate = {&PERCENT, "%"};
    const struct numeral_style style = {LANG_ZH, true};
    struct report_slot plain = slot(REPORT_PLAIN, -1);
    struct report_slot whole = slot(REPORT_PLAIN, 0);
    check((struct figure){true, 34200, 1}, &kind, &plain, &style, "3.42万");
    check((struct figure){true, 10000, 1}, &kind, &plain, &style, "1.00万");
    check((struct figure){true, 9999, 1}, &kind, &plain, &style, "9999");
    check((struct figure){true, 34200, 1}, &kind, &whole, &style, "34200");
    check((struct figure){true, 200, 1}, &rate, &plain, &style, "20000.00");
}
END_TEST

static void check_unit(const char *unit, const char *expected)
{
    struct buffer out;
    buffer_init(&out, 100);
    buffer_add_str(&out, "");
    numeral_unit(unit, &out);
    ck_assert_str_eq(out.data, expected);
    buffer_fini(&out);
}

START_TEST(units_as_a_sentence_has_them)
{
    check_unit("人次", "人次");
    check_unit("%", "%");
    check_unit("岁/人", "岁");
    check_unit("人/人", "");
    check_unit("个/百人", "个");
    check_unit("m²", "平方米");
    check_unit("m²/人", "平方米");
    check_unit("", "");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("numeral");
    TCase *tcase = tcase_create("numeral");
    tcase_add_test(tcase, counts_have_separators_in_english_only);
    tcase_add_test(tcase, larger_units);
    tcase_add_test(tcase, money_is_written_by_its_size);
    tcase_add_test(tcase, numbers_are_rounded_once_half_to_even);
    tcase_add_test(tcase, rates_come_from_their_parts);
    tcase_add_test(tcase, a_document_in_ten_thousands);
    tcase_add_test(tcase, units_as_a_sentence_has_them);
    suite_add_tcase(suite, tcase);
    return suite;
}
