/* One cell with a figure. Q numbers are those of docs/forms.md. */
#include <stdio.h>
#include <string.h>

#include "blank_fixture.h"
#include "ingest/form_number.h"
#include "platform/macros.h"
#include "unit.h"

/* What a cell of the case should give: a value, a fault, or neither: then it
 * is missing. */
struct number_case {
    const char *unit;
    int decimals;
    const char *cell;
    const char *text; /* NULL: refused */
    enum fault fault;
    unsigned norms;
};

static struct form_number number;
static struct error error;

static bool read_kind(enum sheet_kind kind, const struct form_column *column,
                      struct span text)
{
    const struct form_cells cells = {.tokens = blank_fixture()};
    const struct sheet_cell cell = {kind, text};
    error = (struct error){0};
    return form_number_read(&cells, column, &cell, &number, &error);
}

static bool read_text(const char *unit, int decimals, const char *text)
{
    struct form_column column;
    form_column_init(&column, span_of(unit), decimals);
    return read_kind(SHEET_TEXT, &column, span_of(text));
}

static void check(const struct number_case *row)
{
    bool good = read_text(row->unit, row->decimals, row->cell);
    ck_assert_msg(good == (row->text != NULL), "“%s” %s", row->cell,
                  fault_code(error.fault));
    if (!good) {
        ck_assert_msg(error.fault == row->fault, "“%s”: %s instead of %s",
                      row->cell, fault_code(error.fault),
                      fault_code(row->fault));
        ck_assert_str_eq(error.args[0], row->cell);
        return;
    }
    ck_assert_msg(strcmp(number.text, row->text) == 0, "“%s”: %s", row->cell,
                  number.text);
    ck_assert_msg(number.norms == (row->norms | FORM_NORM_TEXT), "“%s”: %x",
                  row->cell, number.norms);
    ck_assert(number.has_value);
    ck_assert_int_eq(number.status, 'A');
    ck_assert_ptr_null(number.token);
}

static void check_all(const struct number_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check(&rows[i]);
    }
}

static const char *message(enum lang lang)
{
    static char text[400];
    error_message(&error, lang, text, sizeof(text));
    return text;
}

START_TEST(q03_any_dash_is_a_dash)
{
    static const char *const DASHES[] = {"—",  "―", "–",  "−", "－",
                                         "--", "-", "——", "─"};
    for (size_t i = 0; i < ARRAY_LEN(DASHES); i++) {
        ck_assert_msg(read_text("人", 0, DASHES[i]), "%s", DASHES[i]);
        ck_assert(!number.has_value);
        ck_assert_int_eq(number.status, 'M');
    }
}
END_TEST

START_TEST(q17_full_width_digits_are_digits)
{
    static const struct number_case ROWS[] = {
        {"人", 0, "７００", "700", 0, FORM_NORM_WIDE},
        {"%", 2, "１２３．５％", "123.5", 0,
         FORM_NORM_WIDE | FORM_NORM_PERCENT},
        {"人", 0, "1２3", "123", 0, FORM_NORM_WIDE},
        {"人", 0, "１，２５０", "1250", 0,
         FORM_NORM_WIDE | FORM_NORM_THOUSANDS},
        /* Digits of other kinds are no digits. */
        {"人", 0, "١٢٣", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "5²", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "①", NULL, FAULT_BAD_NUMBER, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
}
END_TEST

START_TEST(q18_separators_stand_between_groups_of_three)
{
    static const struct number_case ROWS[] = {
        {"人", 0, "1,250", "1250", 0, FORM_NORM_THOUSANDS},
        {"人", 0, "1，250", "1250", 0, FORM_NORM_THOUSANDS | FORM_NORM_WIDE},
        {"人", 0, "1 250", "1250", 0, FORM_NORM_THOUSANDS},
        {"人", 0, "1\u00A0250", "1250", 0,
         FORM_NORM_THOUSANDS | FORM_NORM_SPACES},
        {"人", 0, "12,345,678", "12345678", 0, FORM_NORM_THOUSANDS},
        {"万元", 2, "1,250.50", "1250.50", 0, FORM_NORM_THOUSANDS},
        {"人", 0, "1,25", NULL, FAULT_BAD_GROUPING, 0},
        {"人", 0, "1250,300", NULL, FAULT_BAD_GROUPING, 0},
        {"人", 0, "1,2500", NULL, FAULT_BAD_GROUPING, 0},
        {"人", 0, "1,250 300", NULL, FAULT_BAD_GROUPING, 0},
        {"人", 0, "1 25", NULL, FAULT_BAD_GROUPING, 0},
        {"万元", 2, "1.250,5", NULL, FAULT_BAD_GROUPING, 0},
        {"人", 0, "1  250", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "1,,250", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "1,250,", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, ",250", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "1'250", NULL, FAULT_BAD_NUMBER, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
    ck_assert(!read_text("人", 0, "1,25"));
    ck_assert_str_eq(message(LANG_ZH), "数字分隔不规范:“1,25”");
}
END_TEST

START_TEST(q19_the_columns_unit_is_dropped_and_no_other)
{
    static const struct number_case ROWS[] = {
        {"人次", 0, "2340人次", "2340", 0, FORM_NORM_UNIT},
        {"人次", 0, "2 340人次", "2340", 0,
         FORM_NORM_UNIT | FORM_NORM_THOUSANDS},
        {"人次", 0, "2340\n人次", "2340", 0, FORM_NORM_UNIT},
        {"人次", 0, "2340（人次）", "2340", 0, FORM_NORM_UNIT | FORM_NORM_WIDE},
        {"万元", 2, "1.2万元", "1.2", 0, FORM_NORM_UNIT},
        {"家", 0, "12个", "12", 0, FORM_NORM_UNIT},
        {"人", 0, "12名", "12", 0, FORM_NORM_UNIT},
        {"m²", 2, "120平方米", "120", 0, FORM_NORM_UNIT},
        {"辆", 0, "12辆", "12", 0, FORM_NORM_UNIT},
        {"万元", 2, "12000元", NULL, FAULT_OTHER_UNIT, 0},
        {"万元", 2, "1.2亿元", NULL, FAULT_OTHER_UNIT, 0},
        {"万元", 2, "3.4万", NULL, FAULT_OTHER_UNIT, 0},
        {"m²", 2, "5亩", NULL, FAULT_OTHER_UNIT, 0},
        {"m²", 2, "3万", NULL, FAULT_OTHER_UNIT, 0},
        {"人次", 0, "120元", NULL, FAULT_OTHER_UNIT, 0},
        {"人次", 0, "120人", NULL, FAULT_OTHER_UNIT, 0},
        {"人次", 0, "12%", NULL, FAULT_OTHER_UNIT, 0},
        {"%", 2, "12‰", NULL, FAULT_OTHER_UNIT, 0},
        {"", 0, "12人", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "12abc", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "12 34人", NULL, FAULT_BAD_GROUPING, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
    ck_assert(!read_text("万元", 2, "12000元"));
    ck_assert_str_eq(message(LANG_ZH), "单位应为万元,请换算后填报:“12000元”");
}
END_TEST

START_TEST(q20_ten_thousands_are_no_count)
{
    static const struct number_case ROWS[] = {
        {"人次", 0, "3.4万", NULL, FAULT_NOT_EXACT, 0},
        {"人次", 0, "3.4万人次", NULL, FAULT_NOT_EXACT, 0},
        {"人", 0, "3万4千", NULL, FAULT_NOT_EXACT, 0},
        {"人", 0, "3百", NULL, FAULT_NOT_EXACT, 0},
        {"人", 0, "2亿", NULL, FAULT_NOT_EXACT, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
    ck_assert(!read_text("人次", 0, "3.4万"));
    ck_assert_str_eq(message(LANG_ZH),
                     "请填写精确数,不要使用“万”“余”“约”:“3.4万”");
}
END_TEST

START_TEST(q21_about_is_no_number)
{
    static const char *const CELLS[] = {
        "约120",   "约 120",  "大约120",  "120余",    "120余人", "近百",
        "100+",    "＞50",    ">50",      ">=50",     "≥50",     "超过100",
        "100左右", "上百",    "几百",     "数百人",   "120多",   "一百多人",
        "100-120", "100~120", "100～120", "100至120", "不足50",  "10几",
        "50以上",  "近2000",  "至少30",
    };
    for (size_t i = 0; i < ARRAY_LEN(CELLS); i++) {
        const struct number_case row = {
            "人", 0, CELLS[i], NULL, FAULT_NOT_EXACT, 0};
        check(&row);
    }
}
END_TEST

START_TEST(q22_chinese_numerals_are_refused)
{
    static const char *const CELLS[] = {"一百二十", "一百二十人", "〇",  "二〇",
                                        "壹佰",     "三 人",      "两万"};
    for (size_t i = 0; i < ARRAY_LEN(CELLS); i++) {
        const struct number_case row = {
            "人", 0, CELLS[i], NULL, FAULT_CHINESE_NUMERALS, 0};
        check(&row);
    }
    ck_assert_str_eq(message(LANG_ZH), "请使用阿拉伯数字:“两万”");
    const struct number_case word = {"人", 0, "一般", NULL, FAULT_BAD_NUMBER,
                                     0};
    check(&word);
}
END_TEST

static struct form_column share(int decimals)
{
    struct form_column column;
    form_column_init(&column, span_of("%"), decimals);
    return column;
}

START_TEST(q23_percentages_in_three_ways)
{
    struct form_column column = share(2);
    ck_assert(read_text("%", 2, "85.3%"));
    ck_assert_str_eq(number.text, "85.3");
    ck_assert_int_eq(number.value, 8530);
    ck_assert_uint_eq(number.norms, FORM_NORM_PERCENT | FORM_NORM_TEXT);
    ck_assert(read_kind(SHEET_PERCENT, &column, span_of("0.853")));
    ck_assert_str_eq(number.text, "85.3");
    ck_assert_int_eq(number.value, 8530);
    ck_assert_uint_eq(number.norms, FORM_NORM_PERCENT);
    ck_assert(read_kind(SHEET_NUMBER, &column, span_of("85.3")));
    ck_assert_int_eq(number.value, 8530);
    ck_assert_uint_eq(number.norms, 0);
    ck_assert_int_eq(number.warning, FAULT_NONE);
}
END_TEST

START_TEST(q23_a_bare_share_of_one_is_asked_about)
{
    static const struct {
        const char *cell, *suggestion;
    } ROWS[] = {
        {"0.853", "85.3"}, {"0.85", "85"},   {"0.8", "80"},
        {"1", "100"},      {"0.001", "0.1"}, {"1.00", "100"},
        {"1.0", "100"},    {"00.5", "50"},   {"01", "100"},
    };
    struct form_column column = share(3);
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        enum sheet_kind kind = i % 2 == 0 ? SHEET_NUMBER : SHEET_TEXT;
        ck_assert(read_kind(kind, &column, span_of(ROWS[i].cell)));
        ck_assert_str_eq(number.text, ROWS[i].cell);
        ck_assert_int_eq(number.warning, FAULT_SHARE_UNCLEAR);
        ck_assert_int_eq(strncmp(number.suggestion, ROWS[i].suggestion,
                                 strlen(ROWS[i].suggestion)),
                         0);
    }
}
END_TEST

START_TEST(q23_other_shares_are_not_asked_about)
{
    static const char *const CELLS[] = {"0",    "0.0", "1.01", "85.3", "10",
                                        "0.5%", "1%",  "1.1",  "100"};
    struct form_column column = share(2);
    for (size_t i = 0; i < ARRAY_LEN(CELLS); i++) {
        ck_assert(read_kind(SHEET_TEXT, &column, span_of(CELLS[i])));
        ck_assert_msg(number.warning == FAULT_NONE, "%s", CELLS[i]);
    }
    ck_assert(read_text("人", 0, "1"));
    ck_assert_int_eq(number.warning, FAULT_NONE);
}
END_TEST

/* It cannot be kept as it stands, so that the question is the fault. */
START_TEST(q23_an_unclear_share_with_too_many_decimals_is_refused)
{
    struct form_column column = share(2);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("0.853")));
    ck_assert_int_eq(error.fault, FAULT_SHARE_UNCLEAR);
    ck_assert_str_eq(message(LANG_ZH), "“0.853”请确认是否为85.3%");
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("85.333")));
    ck_assert_int_eq(error.fault, FAULT_TOO_PRECISE);
    ck_assert_str_eq(message(LANG_ZH), "“85.333”的小数位多于 2 位");
    column = share(0);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("0.85")));
    ck_assert_int_eq(error.fault, FAULT_SHARE_UNCLEAR);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("85.3")));
    ck_assert_int_eq(error.fault, FAULT_UNIT_NOT_INTEGER);
}
END_TEST

START_TEST(q23_a_percentage_elsewhere_is_another_unit)
{
    struct form_column column;
    form_column_init(&column, span_of("人"), 0);
    ck_assert(!read_kind(SHEET_PERCENT, &column, span_of("0.5")));
    ck_assert_int_eq(error.fault, FAULT_OTHER_UNIT);
}
END_TEST

START_TEST(q24_ratios_are_so_many_to_one)
{
    static const struct {
        const char *cell, *text; /* NULL: refused */
        enum fault fault;
    } ROWS[] = {
        {"17.67:1", "17.67", 0},
        {"1:20", "20", 0},
        {"17.67：1", "17.67", 0},
        {"17.67∶1", "17.67", 0},
        {"1 : 20", "20", 0},
        {"17.67", "17.67", 0},
        {"1:1", "1", 0},
        {"35:2", NULL, FAULT_BAD_RATIO},
        {"17:", NULL, FAULT_BAD_RATIO},
        {"17:1人", NULL, FAULT_BAD_RATIO},
        {"17:x", NULL, FAULT_BAD_RATIO},
        {"17人", NULL, FAULT_OTHER_UNIT},
    };
    struct form_column column;
    form_column_init(&column, span_of("人/人"), 2);
    column.ratio = true;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        bool good = read_kind(SHEET_TEXT, &column, span_of(ROWS[i].cell));
        ck_assert_msg(good == (ROWS[i].text != NULL), "%s", ROWS[i].cell);
        if (good) {
            ck_assert_str_eq(number.text, ROWS[i].text);
        } else {
            ck_assert_int_eq(error.fault, ROWS[i].fault);
        }
    }
    column.ratio = false;
    ck_assert(!read_kind(SHEET_TEXT, &column, span_of("17.67:1")));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
}
END_TEST

START_TEST(q25_each_blank_token_has_its_status)
{
    const struct blank_case *row = &BLANK_CASES[_i];
    char around[100];
    snprintf(around, sizeof(around), " %s\u3000\n", row->token);
    ck_assert_msg(read_text("人", 0, around), "“%s”", row->token);
    ck_assert_msg(number.has_value == row->zero, "“%s”", row->token);
    ck_assert_msg(number.status == row->status, "“%s”: %c", row->token,
                  number.status);
    ck_assert_str_eq(number.text, row->zero ? "0" : "");
    ck_assert_int_eq(number.value, 0);
    ck_assert_ptr_nonnull(number.token);
    ck_assert_str_eq(number.token->log,
                     row->zero && row->status == 'A' ? "zero_from_word" : "");
}
END_TEST

START_TEST(q25_an_empty_cell_is_the_empty_token)
{
    struct form_column column;
    form_column_init(&column, span_of("人"), 0);
    ck_assert(read_kind(SHEET_EMPTY, &column, span_of(NULL)));
    ck_assert(!number.has_value);
    ck_assert_int_eq(number.status, 'O');
}
END_TEST

START_TEST(q25_without_its_token_an_empty_cell_is_refused)
{
    const struct blank_tokens none = {0};
    const struct form_cells cells = {.tokens = &none};
    const struct sheet_cell cell = {.kind = SHEET_EMPTY};
    struct form_column column;
    form_column_init(&column, span_of("人"), 0);
    ck_assert(!form_number_read(&cells, &column, &cell, &number, &error));
    ck_assert_int_eq(error.fault, FAULT_EMPTY_CELL);
}
END_TEST

START_TEST(q26_placeholders_are_refused)
{
    static const char *const CELLS[] = {"X",       "x",    "XX",   "xxxxx",
                                        "××",      "〇〇", "___",  "ＸＸ",
                                        "XXX人次", "□",    "__人", "○○"};
    for (size_t i = 0; i < ARRAY_LEN(CELLS); i++) {
        const struct number_case row = {
            "人次", 0, CELLS[i], NULL, FAULT_PLACEHOLDER, 0};
        check(&row);
    }
    const struct number_case word = {"人", 0, "xyz", NULL, FAULT_BAD_NUMBER, 0};
    check(&word);
    ck_assert(!read_text("人", 0, "XX"));
    ck_assert_str_eq(message(LANG_ZH), "存在未填写的占位符:“XX”");
}
END_TEST

START_TEST(q27_nought_is_a_number)
{
    static const char *const CELLS[] = {"0", "０", "0.0", "-0", "000"};
    for (size_t i = 0; i < ARRAY_LEN(CELLS); i++) {
        ck_assert_msg(read_text("人", 0, CELLS[i]), "%s", CELLS[i]);
        ck_assert(number.has_value);
        ck_assert_int_eq(number.value, 0);
        ck_assert_int_eq(number.status, 'A');
        ck_assert_ptr_null(number.token);
    }
}
END_TEST

START_TEST(q28_counts_are_not_negative)
{
    static const char *const CELLS[] = {
        "-3", "(120)", "（120）", "△120", "▲120", "－3", "—3", "- 3", "-3人"};
    for (size_t i = 0; i < ARRAY_LEN(CELLS); i++) {
        const struct number_case row = {"人",           0, CELLS[i], NULL,
                                        FAULT_NEGATIVE, 0};
        check(&row);
    }
    struct form_column column;
    form_column_init(&column, span_of("人"), 0);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("-3")));
    ck_assert_int_eq(error.fault, FAULT_NEGATIVE);
}
END_TEST

START_TEST(q28_where_it_may_be_each_mark_is_a_minus)
{
    static const struct {
        const char *cell;
        unsigned norms;
    } ROWS[] = {
        {"-120", 0},
        {"(120)", FORM_NORM_NEGATIVE},
        {"（120）", FORM_NORM_NEGATIVE | FORM_NORM_WIDE},
        {"△120", FORM_NORM_NEGATIVE},
        {"−120", FORM_NORM_DASH},
    };
    struct form_column column;
    form_column_init(&column, span_of("万元"), 2);
    column.negative = true;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert(read_kind(SHEET_TEXT, &column, span_of(ROWS[i].cell)));
        ck_assert_str_eq(number.text, "-120");
        ck_assert_int_eq(number.value, -12000);
        ck_assert_uint_eq(number.norms, ROWS[i].norms | FORM_NORM_TEXT);
    }
    ck_assert(!read_kind(SHEET_TEXT, &column, span_of("(120")));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
}
END_TEST

START_TEST(q29_a_count_is_whole)
{
    static const struct number_case ROWS[] = {
        {"人次", 0, "12.0", "12.0", 0, FORM_NORM_ZEROS},
        {"人次", 0, "12.00", "12.00", 0, FORM_NORM_ZEROS},
        {"人次", 0, "12.5", NULL, FAULT_UNIT_NOT_INTEGER, 0},
        {"", 0, "12.5", NULL, FAULT_NOT_INTEGER, 0},
        {"万元", 2, "12.55", "12.55", 0, 0},
        {"万元", 2, "12.555", NULL, FAULT_TOO_PRECISE, 0},
        {"人", 0, ".5", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "5.", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "1.2.3", NULL, FAULT_BAD_NUMBER, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
    ck_assert(!read_text("人次", 0, "12.5"));
    ck_assert_str_eq(message(LANG_ZH), "人次应为整数:“12.5”");
}
END_TEST

START_TEST(q30_what_nobody_sees_is_dropped)
{
    static const struct number_case ROWS[] = {
        {"人", 0, "120", "120", 0, 0},
        {"人", 0, "'120", "120", 0, FORM_NORM_APOSTROPHE},
        {"人", 0, "120 ", "120", 0, FORM_NORM_SPACES},
        {"人", 0, " 120", "120", 0, FORM_NORM_SPACES},
        {"人", 0, "\u00A0120\u00A0", "120", 0, FORM_NORM_SPACES},
        {"人", 0, "\u3000120", "120", 0, FORM_NORM_SPACES},
        {"人", 0, "12\u200B0", "120", 0, FORM_NORM_SPACES},
        {"人", 0, "\uFEFF120", "120", 0, FORM_NORM_SPACES},
        {"人", 0, "120\n", "120", 0, FORM_NORM_BREAK},
        {"人", 0, "\r\n120\t", "120", 0, FORM_NORM_BREAK},
        {"人", 0, "1\n20", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "12\t0", NULL, FAULT_BAD_NUMBER, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
}
END_TEST

START_TEST(q30_in_a_csv_file_text_is_nothing_special)
{
    const struct form_cells cells = {blank_fixture(), true};
    const struct sheet_cell cell = {SHEET_TEXT, span_of("120")};
    struct form_column column;
    form_column_init(&column, span_of("人"), 0);
    ck_assert(form_number_read(&cells, &column, &cell, &number, &error));
    ck_assert_uint_eq(number.norms, 0);
}
END_TEST

START_TEST(q34_errors_and_lost_values_are_refused)
{
    static const struct {
        enum sheet_kind kind;
        const char *text;
        enum fault fault;
    } ROWS[] = {
        {SHEET_ERROR, "#REF!", FAULT_SHEET_ERROR},
        {SHEET_TEXT, "#REF!", FAULT_SHEET_ERROR},
        {SHEET_TEXT, " #DIV/0! ", FAULT_SHEET_ERROR},
        {SHEET_TEXT, "#N/A", FAULT_SHEET_ERROR},
        {SHEET_TEXT, "＃VALUE！", FAULT_SHEET_ERROR},
        {SHEET_TEXT, "#NAME?", FAULT_SHEET_ERROR},
        {SHEET_UNKNOWN, "", FAULT_FORMULA_VALUE},
        {SHEET_BOOL, "TRUE", FAULT_BAD_NUMBER},
        {SHEET_DATE, "2024-01-08", FAULT_DATE_FOR_NUMBER},
        {SHEET_TEXT, "=A1+B1", FAULT_BAD_NUMBER},
        {SHEET_TEXT, "#1", FAULT_BAD_NUMBER},
    };
    struct form_column column;
    form_column_init(&column, span_of("人"), 0);
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        ck_assert(!read_kind(ROWS[i].kind, &column, span_of(ROWS[i].text)));
        ck_assert_msg(error.fault == ROWS[i].fault, "%s: %s", ROWS[i].text,
                      fault_code(error.fault));
    }
    ck_assert(!read_kind(SHEET_ERROR, &column, span_of("#REF!")));
    ck_assert_str_eq(message(LANG_ZH), "单元格含错误值#REF!");
}
END_TEST

START_TEST(numbers_that_are_no_figures_are_refused)
{
    static const struct number_case ROWS[] = {
        {"人", 0, "1e5", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "1.2E+05", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "+3", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "NaN", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "0x10", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "12;13", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "详见附件", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "1234567890123456", NULL, FAULT_OUT_OF_RANGE, 0},
        {"人", 0, "12345678901234567890123456789012345", NULL,
         FAULT_OUT_OF_RANGE, 0},
        {"人", 0, "1,234,567,890,123,456,789,012,345,678,901", NULL,
         FAULT_OUT_OF_RANGE, 0},
        {"万元", 2, "1234567890123456789012345678.5", NULL, FAULT_OUT_OF_RANGE,
         0},
        {"万元", 2, "0.12345678901234567890123456789012345", NULL,
         FAULT_OUT_OF_RANGE, 0},
        {"人", 0, "\"120\"", NULL, FAULT_BAD_NUMBER, 0},
        {"人", 0, "\u202A120", NULL, FAULT_BAD_NUMBER, 0},
    };
    check_all(ROWS, ARRAY_LEN(ROWS));
}
END_TEST

START_TEST(long_and_malformed_cells_are_refused)
{
    struct form_column column;
    char text[FORM_NUMBER_MAX + 2];
    form_column_init(&column, span_of("人"), 0);
    memset(text, 'a', sizeof(text));
    ck_assert(
        !read_kind(SHEET_TEXT, &column, (struct span){text, sizeof(text)}));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    ck_assert(!read_kind(SHEET_TEXT, &column, (struct span){"12\xFF", 3}));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    ck_assert(!read_kind(SHEET_TEXT, &column, (struct span){"12\0", 3}));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    ck_assert(!read_kind(SHEET_TEXT, &column, (struct span){text, 100}));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    ck_assert(!read_kind(SHEET_NUMBER, &column, (struct span){"12\0", 3}));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("12x")));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("")));
    ck_assert_int_eq(error.fault, FAULT_BAD_NUMBER);
    memset(text, ' ', sizeof(text));
    text[FORM_NUMBER_MAX] = '7';
    ck_assert(read_kind(SHEET_TEXT, &column,
                        (struct span){text, FORM_NUMBER_MAX + 1}));
    ck_assert_int_eq(number.value, 7);
}
END_TEST

START_TEST(a_figure_that_is_compared_may_have_any_decimals)
{
    struct form_column column;
    form_column_init(&column, span_of("%"), FORM_ANY_DECIMALS);
    ck_assert(read_kind(SHEET_PERCENT, &column, span_of("0.923333333333333")));
    ck_assert_str_eq(number.text, "92.3333333333333");
    ck_assert_int_eq(number.value, 0);
    ck_assert(!read_kind(SHEET_NUMBER, &column, span_of("-0.5")));
    ck_assert_int_eq(error.fault, FAULT_NEGATIVE);
    column.negative = true;
    ck_assert(read_kind(SHEET_PERCENT, &column, span_of("-0.05")));
    ck_assert_str_eq(number.text, "-5");
}
END_TEST

START_TEST(each_norm_has_a_name)
{
    for (int i = 0; i < FORM_NORM_COUNT; i++) {
        ck_assert_str_ne(form_norm_name((enum form_norm)(1U << i)), "");
    }
    ck_assert_str_eq(form_norm_name(FORM_NORM_WIDE), "fullwidth_digits");
    ck_assert_str_eq(form_norm_name((enum form_norm)0), "");
}
END_TEST

/* --- properties --- */

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245U + 12345U;
    return *state >> 16;
}

/* Puts one character for each digit and point. */
static void widen(const char *text, char *out, unsigned *state)
{
    size_t len = 0;
    for (; *text != '\0'; text++) {
        unsigned c = (unsigned)(unsigned char)*text;
        if (next_random(state) % 2 == 0 || c <= ' ') {
            out[len++] = *text;
            continue;
        }
        unsigned point = c - '!' + 0xFF01;
        out[len++] = (char)(0xE0 | point >> 12);
        out[len++] = (char)(0x80 | (point >> 6 & 0x3F));
        out[len++] = (char)(0x80 | (point & 0x3F));
    }
    out[len] = '\0';
}

static void group(const char *text, char *out, char separator)
{
    size_t whole = strcspn(text, ".");
    size_t len = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            out[len++] = separator;
        }
        out[len++] = text[i];
    }
    out[len] = '\0';
}

START_TEST(decorations_never_change_a_number)
{
    static const char *const AROUND[] = {"",       " ",  "\u3000", "\u00A0",
                                         "\u200B", "\n", "\r\n",   "\t"};
    static const char *const BEHIND[] = {"", "万元", " 万元", "（万元）",
                                         "\n万元"};
    unsigned state = 20240901;
    for (int i = 0; i < 20000; i++) {
        char plain[40];
        char grouped[80];
        char wide[300];
        char cell[400];
        unsigned whole = next_random(&state) % 1000000;
        unsigned parts = next_random(&state) % 100;
        snprintf(plain, sizeof(plain), "%u.%02u", whole, parts);
        group(plain, grouped, next_random(&state) % 2 == 0 ? ',' : ' ');
        widen(next_random(&state) % 2 == 0 ? grouped : plain, wide, &state);
        snprintf(cell, sizeof(cell), "%s%s%s%s%s",
                 next_random(&state) % 4 == 0 ? "'" : "",
                 AROUND[next_random(&state) % ARRAY_LEN(AROUND)], wide,
                 BEHIND[next_random(&state) % ARRAY_LEN(BEHIND)],
                 AROUND[next_random(&state) % ARRAY_LEN(AROUND)]);
        ck_assert_msg(read_text("万元", 2, cell), "“%s”: %s", cell,
                      fault_code(error.fault));
        ck_assert_msg(number.value == (int64_t)whole * 100 + parts, "“%s”: %s",
                      cell, number.text);
        ck_assert_str_eq(number.text, plain);
    }
}
END_TEST

/* Random texts of what cells are made of: what is read is what a person reads
 * in it: its digits, in their order. */
START_TEST(a_number_is_never_altered_silently)
{
    static const char *const PIECES[] = {
        "1", "2",  "0",  "9",  ",",  " ",      ".",  "-",
        "%", "万", "人", "，", "５", "\u3000", "\n", "\u200B",
        "x", "约", "+",  "(",  ")",  ":",      "一", "'",
    };
    unsigned state = 7;
    int accepted = 0;
    for (int i = 0; i < 200000; i++) {
        char cell[64] = "";
        char digits[64] = "";
        unsigned count = 1 + next_random(&state) % 7;
        for (unsigned k = 0; k < count; k++) {
            const char *piece = PIECES[next_random(&state) % ARRAY_LEN(PIECES)];
            strcat(cell, piece);
            if (strchr("0129.", *piece) != NULL) {
                strcat(digits, piece);
            } else if (strcmp(piece, "５") == 0) {
                strcat(digits, "5");
            }
        }
        if (!read_text("人", FORM_ANY_DECIMALS, cell) || number.token != NULL) {
            continue;
        }
        accepted++;
        ck_assert_msg(strcmp(number.text, digits) == 0, "“%s”: %s", cell,
                      number.text);
    }
    ck_assert_int_gt(accepted, 10000);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_number");
    TCase *tcase = tcase_create("form_number");
    tcase_add_test(tcase, q03_any_dash_is_a_dash);
    tcase_add_test(tcase, q17_full_width_digits_are_digits);
    tcase_add_test(tcase, q18_separators_stand_between_groups_of_three);
    tcase_add_test(tcase, q19_the_columns_unit_is_dropped_and_no_other);
    tcase_add_test(tcase, q20_ten_thousands_are_no_count);
    tcase_add_test(tcase, q21_about_is_no_number);
    tcase_add_test(tcase, q22_chinese_numerals_are_refused);
    tcase_add_test(tcase, q23_percentages_in_three_ways);
    tcase_add_test(tcase, q23_a_bare_share_of_one_is_asked_about);
    tcase_add_test(tcase, q23_other_shares_are_not_asked_about);
    tcase_add_test(tcase,
                   q23_an_unclear_share_with_too_many_decimals_is_refused);
    tcase_add_test(tcase, q23_a_percentage_elsewhere_is_another_unit);
    tcase_add_test(tcase, q24_ratios_are_so_many_to_one);
    tcase_add_loop_test(tcase, q25_each_blank_token_has_its_status, 0,
                        (int)BLANK_CASE_COUNT);
    tcase_add_test(tcase, q25_an_empty_cell_is_the_empty_token);
    tcase_add_test(tcase, q25_without_its_token_an_empty_cell_is_refused);
    tcase_add_test(tcase, q26_placeholders_are_refused);
    tcase_add_test(tcase, q27_nought_is_a_number);
    tcase_add_test(tcase, q28_counts_are_not_negative);
    tcase_add_test(tcase, q28_where_it_may_be_each_mark_is_a_minus);
    tcase_add_test(tcase, q29_a_count_is_whole);
    tcase_add_test(tcase, q30_what_nobody_sees_is_dropped);
    tcase_add_test(tcase, q30_in_a_csv_file_text_is_nothing_special);
    tcase_add_test(tcase, q34_errors_and_lost_values_are_refused);
    tcase_add_test(tcase, numbers_that_are_no_figures_are_refused);
    tcase_add_test(tcase, long_and_malformed_cells_are_refused);
    tcase_add_test(tcase, a_figure_that_is_compared_may_have_any_decimals);
    tcase_add_test(tcase, each_norm_has_a_name);
    tcase_add_test(tcase, decorations_never_change_a_number);
    tcase_add_test(tcase, a_number_is_never_altered_silently);
    suite_add_tcase(suite, tcase);
    return suite;
}
