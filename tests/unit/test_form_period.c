/* Periods as people write them. Q numbers are those of docs/forms.md. */
#include <string.h>

#include "ingest/form_period.h"
#include "platform/macros.h"
#include "unit.h"

#define NO_YEAR 0

static struct form_period period;
static struct error error;

static bool read_kind(enum sheet_kind kind, const char *text, int year)
{
    const struct sheet_cell cell = {kind, span_of(text)};
    error = (struct error){0};
    return form_period_read(&cell, year, &period, &error);
}

/* "2024M08", or "2024M08 ytd". */
static const char *told(const struct form_period *of)
{
    static const char *const BASES[] = {"", " month", " ytd"};
    static char text[PERIOD_TEXT_SIZE + 8];
    period_print(of->code, text);
    strcat(text, BASES[of->basis]);
    return text;
}

static void check(const char *text, const char *expected, unsigned doubts)
{
    ck_assert_msg(read_kind(SHEET_TEXT, text, NO_YEAR), "“%s” %s", text,
                  fault_code(error.fault));
    ck_assert_msg(strcmp(told(&period), expected) == 0, "“%s”: %s", text,
                  told(&period));
    ck_assert_msg(period.doubts == doubts, "“%s”: %x", text, period.doubts);
    ck_assert(period.year_given);
}

static const char *parsed(const char *text)
{
    period = (struct form_period){0};
    ck_assert(period_parse(text, strlen(text), &period.code));
    return text;
}

START_TEST(q31_months)
{
    static const char *const TEXTS[] = {
        "2024年8月",     "2024年08月",    "2024年8月份",    "2024.8",
        "2024.08",       "2024/08",       "2024/8",         "2024-08",
        "2024-8",        "202408",        "２０２４年８月", " 2024 年 8 月 ",
        "2024年\n8月",   "（2024年8月）", "2024M08",        "二〇二四年八月",
        "二O二四年八月", "二零二四年8月", "二○二四年八月",  "2024年八月",
        "2024年度8月",   "2024．8",       "2024年8月底",
    };
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        check(TEXTS[i], "2024M08", 0);
    }
    check("二O二二年十二月", "2022M12", 0);
    check("二〇二四年十月", "2024M10", 0);
    check("二〇二四年十一月", "2024M11", 0);
    check("2024.10", "2024M10", 0);
    check("2024年8月(当月)", "2024M08 month", 0);
}
END_TEST

START_TEST(q31_two_digits_of_a_year_are_to_be_confirmed)
{
    check("24年8月", "2024M08", FORM_DOUBT_YEAR);
    check("24年", "2024", FORM_DOUBT_YEAR);
    check("24届", "2023AY", FORM_DOUBT_YEAR);
    check("23学年", "2023AY", FORM_DOUBT_YEAR);
    check("2023-24学年", "2023AY", 0);
}
END_TEST

START_TEST(q31_days)
{
    static const char *const TEXTS[] = {
        "2024年9月1日", "2024-09-01",         "2024/9/1",     "2024.9.1",
        "20240901",     "二〇二四年九月一日", "2024年9月1号",
    };
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        check(TEXTS[i], "2024-09-01", 0);
    }
    check("二〇二四年八月二十一日", "2024-08-21", 0);
    check("二〇二四年八月三十日", "2024-08-30", 0);
    check("截至2024年9月1日", "2024-09-01", 0);
}
END_TEST

START_TEST(q31_dates_of_a_workbook)
{
    ck_assert(read_kind(SHEET_DATE, "2024-08-01", NO_YEAR));
    ck_assert_str_eq(told(&period), "2024-08-01");
    ck_assert_uint_eq(period.doubts, 0);
}
END_TEST

START_TEST(q31_a_serial_number_is_a_date_to_be_confirmed)
{
    check("45505", "2024-08-01", FORM_DOUBT_SERIAL);
    check("36526", "2000-01-01", FORM_DOUBT_SERIAL);
    check("36585", "2000-02-29", FORM_DOUBT_SERIAL);
    check("36586", "2000-03-01", FORM_DOUBT_SERIAL);
    check("45657", "2024-12-31", FORM_DOUBT_SERIAL);
    check("99999", "2173-10-13", FORM_DOUBT_SERIAL);
    ck_assert(read_kind(SHEET_NUMBER, "45505", NO_YEAR));
    ck_assert(!read_kind(SHEET_NUMBER, "36525", NO_YEAR));
}
END_TEST

START_TEST(q31_january_or_october)
{
    check("2024.1", "2024M01", FORM_DOUBT_MONTH);
    check("2024.01", "2024M01", 0);
    check("2024/1", "2024M01", 0);
    ck_assert(!read_kind(SHEET_NUMBER, "2024.1", NO_YEAR));
    ck_assert_int_eq(error.fault, FAULT_MONTH_UNCLEAR);
    ck_assert(read_kind(SHEET_NUMBER, "2024.8", NO_YEAR));
    ck_assert_str_eq(told(&period), "2024M08");
    ck_assert(read_kind(SHEET_NUMBER, "202410", NO_YEAR));
    ck_assert_str_eq(told(&period), "2024M10");
}
END_TEST

START_TEST(q32_months_from_january_on)
{
    static const char *const TEXTS[] = {
        "2024年1—8月",         "2024年1-8月",
        "2024年1—8月(累计)",   "2024年1－8月累计",
        "2024年1至8月",        "2024年1~8月",
        "2024年1月-8月",       "2024年1月至8月",
        "2024年1月—2024年8月", "2024年8月累计",
        "2024年8月(累计)",     "截至2024年8月",
        "截止2024年8月底",     "截至2024年8月止",
        "2024年前8个月",       "2024年前八个月",
        "二〇二四年一至八月",  "2024年1——8月份",
        "2024年8月末累计数",   "2024年1到8月（累计数）",
    };
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        check(TEXTS[i], "2024M08 ytd", 0);
    }
    check("2024年1-12月", "2024M12 ytd", 0);
    check("2024年前三季度", "2024M09 ytd", 0);
    check("2024年前3季度", "2024M09 ytd", 0);
    check("2024年前三个季度", "2024M09 ytd", 0);
    check("2024年一至三季度", "2024M09 ytd", 0);
    check("2024年1-3季度", "2024M09 ytd", 0);
}
END_TEST

START_TEST(q32_other_runs_of_months_are_periods_or_nothing)
{
    check("2024年7-12月", "2024H2", 0);
    check("2024年4-6月", "2024Q2", 0);
    check("2024年10-12月", "2024Q4", 0);
    check("2024年8-8月", "2024M08", 0);
    check("2024年7-9月", "2024Q3", 0);
    static const char *const BAD[] = {
        "2024年3-8月",         "2024年2-4月",   "2024年8-1月",
        "2024年1月-2023年8月", "2024年2-3季度", "2024年4-7月",
        "2024年2-3月",         "2024年7-10月",  "2024年1月-2024-8月"};
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        ck_assert_msg(!read_kind(SHEET_TEXT, BAD[i], NO_YEAR), "%s", BAD[i]);
        ck_assert_int_eq(error.fault, FAULT_BAD_PERIOD);
    }
}
END_TEST

START_TEST(q32_halves_and_quarters)
{
    check("2024年上半年", "2024H1", 0);
    check("2024年下半年", "2024H2", 0);
    check("2024年第三季度", "2024Q3", 0);
    check("2024年三季度", "2024Q3", 0);
    check("2024年第3季度", "2024Q3", 0);
    check("2024Q3", "2024Q3", 0);
    check("2024H1", "2024H1", 0);
}
END_TEST

START_TEST(q32_school_years)
{
    static const char *const TEXTS[] = {
        "2023—2024学年",   "2023-2024学年度",
        "2023－2024学年",  "2023/2024学年",
        "2023至2024学年",  "2023-24学年",
        "2023学年",        "2023学年度",
        "2023AY",          "二〇二三—二〇二四学年",
        "2023年-2024学年",
    };
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        check(TEXTS[i], "2023AY", 0);
    }
    check("1999-2000学年", "1999AY", 0);
    check("1999-00学年", "1999AY", 0);
    ck_assert(!read_kind(SHEET_TEXT, "2023-2025学年", NO_YEAR));
    ck_assert(!read_kind(SHEET_TEXT, "2023-23学年", NO_YEAR));
    ck_assert(!read_kind(SHEET_TEXT, "2023-2024", NO_YEAR));
}
END_TEST

START_TEST(q32_terms_are_their_school_year_to_be_confirmed)
{
    check("2024年春季学期", "2023AY", FORM_DOUBT_TERM);
    check("2024年秋季学期", "2024AY", FORM_DOUBT_TERM);
    check("2024春季", "2023AY", FORM_DOUBT_TERM);
    check("2023-2024学年第一学期", "2023AY", FORM_DOUBT_TERM);
    check("2023—2024学年度第二学期", "2023AY", FORM_DOUBT_TERM);
    ck_assert(!read_kind(SHEET_TEXT, "1900年春季学期", NO_YEAR));
}
END_TEST

START_TEST(q32_cohorts)
{
    check("2024届", "2023AY", 0);
    check("2024届毕业生", "2023AY", 0);
    check("2024级", "2024AY", 0);
    check("2024级学生", "2024AY", 0);
    ck_assert(!read_kind(SHEET_TEXT, "1900届", NO_YEAR));
}
END_TEST

START_TEST(q32_years)
{
    check("2024", "2024", 0);
    check("2024年", "2024", 0);
    check("2024年度", "2024", 0);
    check("2024年全年", "2024", 0);
    check("二〇二四年", "2024", 0);
    ck_assert(read_kind(SHEET_NUMBER, "2024", NO_YEAR));
    ck_assert_str_eq(told(&period), "2024");
}
END_TEST

START_TEST(q32_without_a_year_it_is_the_callers)
{
    static const char *const ROWS[][2] = {
        {"1—8月", "2024M08 ytd"},
        {"1-8月累计", "2024M08 ytd"},
        {"8月", "2024M08"},
        {"上半年", "2024H1"},
        {"前三季度", "2024M09 ytd"},
        {"第三季度", "2024Q3"},
        {"截至今年8月", "2024M08 ytd"},
        {"本年1-8月", "2024M08 ytd"},
        {"前8个月", "2024M08 ytd"},
        {"9月1日", "2024-09-01"},
        {"十二月", "2024M12"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_msg(read_kind(SHEET_TEXT, ROWS[i][0], 2024), "%s",
                      ROWS[i][0]);
        ck_assert_str_eq(told(&period), ROWS[i][1]);
        ck_assert(!period.year_given);
        ck_assert(!read_kind(SHEET_TEXT, ROWS[i][0], NO_YEAR));
        ck_assert_msg(error.fault == FAULT_NO_YEAR, "%s", ROWS[i][0]);
    }
    ck_assert(read_kind(SHEET_TEXT, "2023年8月", 2024));
    ck_assert_str_eq(told(&period), "2023M08");
    ck_assert(period.year_given);
}
END_TEST

START_TEST(q32_everything_else_is_refused)
{
    static const char *const BAD[] = {
        "8",
        "2024年13月",
        "2024年0月",
        "2024.13",
        "202413",
        "202400",
        "20241301",
        "20240230",
        "2024.8.",
        "2024年8月x",
        "2024年2月30日",
        "1899年",
        "2200年8月",
        "24.8",
        "24",
        "(202　学年)",
        "学年",
        "第五季度",
        "2024年第五季度",
        "月",
        "2024年月",
        "2024年8",
        "暂无",
        "2024-2025",
        "189908",
        "1899.8",
        "二四年",
        "O二二四年",
        "2024年累计",
        "9999999",
        "2024年第三季度累计",
        "1-",
        "前月",
        "2024年前",
        "2024/8-1",
        "第月",
        "2024年第",
        "(2024年8月",
        "2024年前8月",
        "2024年前8个月x",
        "2024年2月30号",
        "2024年0季度",
    };
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        ck_assert_msg(!read_kind(SHEET_TEXT, BAD[i], 2024), "“%s”: %s", BAD[i],
                      told(&period));
        ck_assert_msg(error.fault == FAULT_BAD_PERIOD, "“%s”: %s", BAD[i],
                      fault_code(error.fault));
        ck_assert_str_eq(error.args[0], BAD[i]);
    }
}
END_TEST

START_TEST(cells_of_other_kinds_are_refused)
{
    static const struct {
        enum sheet_kind kind;
        enum fault fault;
    } ROWS[] = {
        {SHEET_EMPTY, FAULT_EMPTY_CELL},      {SHEET_ERROR, FAULT_SHEET_ERROR},
        {SHEET_UNKNOWN, FAULT_FORMULA_VALUE}, {SHEET_PERCENT, FAULT_BAD_PERIOD},
        {SHEET_BOOL, FAULT_BAD_PERIOD},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert(!read_kind(ROWS[i].kind, "x", NO_YEAR));
        ck_assert_int_eq(error.fault, ROWS[i].fault);
    }
    ck_assert(!read_kind(SHEET_TEXT, "2024\xFF", NO_YEAR));
    ck_assert_int_eq(error.fault, FAULT_BAD_PERIOD);
    ck_assert(!read_kind(SHEET_TEXT, " ", NO_YEAR));
}
END_TEST

START_TEST(titles_name_their_period)
{
    static const char *const ROWS[][2] = {
        {"2024年示例市职业学校职业培训情况月报表", "2024"},
        {"示例市2024年8月职业培训月报表", "2024M08"},
        {"示例市职业学校（2023—2024学年）基本情况", "2023AY"},
        {"2024年1-8月职业培训情况", "2024M08 ytd"},
        {"示例市2024届毕业生升学情况", "2023AY"},
        {"关于报送2024年第三季度报表", "2024Q3"},
        {"二〇二四年统计表", "2024"},
        {"2024年度职业教育统计年报", "2024"},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert_msg(form_period_find(span_of(ROWS[i][0]), NO_YEAR, &period),
                      "%s", ROWS[i][0]);
        ck_assert_str_eq(told(&period), ROWS[i][1]);
    }
    ck_assert(form_period_find(span_of("1—8月职业培训"), 2024, &period));
    ck_assert_str_eq(told(&period), "2024M08 ytd");
}
END_TEST

START_TEST(other_titles_name_none)
{
    static const char *const TEXTS[] = {
        "",
        "附件2",
        "职业学校职业培训情况月报表",
        "国统制〔2021〕135号",
        "1—8月职业培训",
        "表号:教基4354",
        "标识码3636001234",
        "x2024",
    };
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        ck_assert_msg(!form_period_find(span_of(TEXTS[i]), NO_YEAR, &period),
                      "%s", TEXTS[i]);
    }
    ck_assert(!form_period_find(span_of("2024年\xFF"), NO_YEAR, &period));
}
END_TEST

static void fits(const char *text, enum period_type type, const char *expected)
{
    ck_assert_msg(read_kind(SHEET_TEXT, text, NO_YEAR), "%s", text);
    form_period_fit(&period, type);
    ck_assert_msg(strcmp(told(&period), expected) == 0, "%s: %s", text,
                  told(&period));
}

START_TEST(the_same_time_fits_the_indicators_type)
{
    fits("2024年上半年", PERIOD_MONTH, "2024M06 ytd");
    fits("2024Q1", PERIOD_MONTH, "2024M03 ytd");
    fits("2024年1-6月", PERIOD_HALF, "2024H1");
    fits("2024年1-3月", PERIOD_QUARTER, "2024Q1");
    fits("2024年1-12月", PERIOD_CALENDAR_YEAR, "2024");
    fits("2024-08-01", PERIOD_MONTH, "2024M08");
    fits("截至2024年8月31日", PERIOD_MONTH, "2024M08 ytd");
    fits("截至2024年12月31日", PERIOD_MONTH, "2024M12 ytd");
    fits("2024年8月", PERIOD_MONTH, "2024M08");
    fits("2024-09-01", PERIOD_DAY, "2024-09-01");
}
END_TEST

START_TEST(another_time_stays_what_it_is)
{
    fits("2024年下半年", PERIOD_MONTH, "2024H2");
    fits("2024年第三季度", PERIOD_MONTH, "2024Q3");
    fits("2024年1-8月", PERIOD_HALF, "2024M08 ytd");
    fits("2024年1-8月", PERIOD_QUARTER, "2024M08 ytd");
    fits("2024年1-8月", PERIOD_CALENDAR_YEAR, "2024M08 ytd");
    fits("2024年1-8月", PERIOD_SCHOOL_YEAR, "2024M08 ytd");
    fits("2024年", PERIOD_MONTH, "2024");
    fits("2023学年", PERIOD_MONTH, "2023AY");
    fits("2024-08-02", PERIOD_MONTH, "2024-08-02");
    fits("截至2024年8月1日", PERIOD_MONTH, "2024-08-01");
    fits("截至2024年8月31日", PERIOD_DAY, "2024-08-31");
    fits("2024-08-31", PERIOD_MONTH, "2024-08-31");
    fits("2024年8月", PERIOD_CALENDAR_YEAR, "2024M08");
}
END_TEST

/* Q33 */
START_TEST(a_title_and_a_field_agree_or_not)
{
    static const struct {
        const char *title, *field;
        bool agree;
    } ROWS[] = {
        {"2024年", "2024年8月", true},
        {"2024年", "2024年1-8月", true},
        {"2024年8月", "2024年1—8月(累计)", true},
        {"2024年8月", "2024年8月", true},
        {"2023年", "2023—2024学年", true},
        {"2024年", "2023—2024学年", true},
        {"2024年9月1日", "2024—2025学年", true},
        {"2024年", "2024年9月1日", true},
        {"2023年", "2024年8月", false},
        {"2024年7月", "2024年8月", false},
        {"2024年1-7月", "2024年1-8月", false},
        {"2024年9月", "2024年1-8月", false},
        {"2022年", "2023—2024学年", false},
        {"2022—2023学年", "2023—2024学年", false},
        {"2024年上半年", "2024年第三季度", false},
        {"2024年第三季度", "2024年1-8月", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert(read_kind(SHEET_TEXT, ROWS[i].title, NO_YEAR));
        struct form_period title = period;
        ck_assert(read_kind(SHEET_TEXT, ROWS[i].field, NO_YEAR));
        ck_assert_msg(form_period_agrees(&title, &period) == ROWS[i].agree,
                      "%s %s", ROWS[i].title, ROWS[i].field);
        ck_assert_msg(form_period_agrees(&period, &title) == ROWS[i].agree,
                      "%s %s", ROWS[i].field, ROWS[i].title);
    }
}
END_TEST

START_TEST(each_doubt_has_its_question)
{
    static const enum fault FAULTS[] = {FAULT_SHORT_YEAR, FAULT_TERM_PERIOD,
                                        FAULT_MONTH_UNCLEAR, FAULT_DATE_SERIAL};
    for (int i = 0; i < FORM_DOUBT_COUNT; i++) {
        ck_assert_int_eq(form_doubt_fault((enum form_doubt)(1U << i)),
                         FAULTS[i]);
    }
}
END_TEST

START_TEST(our_own_periods_are_read_as_themselves)
{
    static const char *const TEXTS[] = {"2024",    "2024H2", "2024Q4",
                                        "2024M12", "2024AY", "2024-02-29"};
    for (size_t i = 0; i < ARRAY_LEN(TEXTS); i++) {
        check(TEXTS[i], parsed(TEXTS[i]), 0);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_period");
    TCase *tcase = tcase_create("form_period");
    tcase_add_test(tcase, q31_months);
    tcase_add_test(tcase, q31_two_digits_of_a_year_are_to_be_confirmed);
    tcase_add_test(tcase, q31_days);
    tcase_add_test(tcase, q31_dates_of_a_workbook);
    tcase_add_test(tcase, q31_a_serial_number_is_a_date_to_be_confirmed);
    tcase_add_test(tcase, q31_january_or_october);
    tcase_add_test(tcase, q32_months_from_january_on);
    tcase_add_test(tcase, q32_other_runs_of_months_are_periods_or_nothing);
    tcase_add_test(tcase, q32_halves_and_quarters);
    tcase_add_test(tcase, q32_school_years);
    tcase_add_test(tcase, q32_terms_are_their_school_year_to_be_confirmed);
    tcase_add_test(tcase, q32_cohorts);
    tcase_add_test(tcase, q32_years);
    tcase_add_test(tcase, q32_without_a_year_it_is_the_callers);
    tcase_add_test(tcase, q32_everything_else_is_refused);
    tcase_add_test(tcase, cells_of_other_kinds_are_refused);
    tcase_add_test(tcase, titles_name_their_period);
    tcase_add_test(tcase, other_titles_name_none);
    tcase_add_test(tcase, the_same_time_fits_the_indicators_type);
    tcase_add_test(tcase, another_time_stays_what_it_is);
    tcase_add_test(tcase, a_title_and_a_field_agree_or_not);
    tcase_add_test(tcase, each_doubt_has_its_question);
    tcase_add_test(tcase, our_own_periods_are_read_as_themselves);
    suite_add_tcase(suite, tcase);
    return suite;
}
