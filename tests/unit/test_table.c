/* Tables of figures in bytes. */
#include "formats/table.h"
#include "platform/macros.h"
#include "unit.h"

#define TEXT(t)                         \
    {                                   \
        .type = TABLE_TEXT, .text = (t) \
    }
#define NUMBER(n, d)                                         \
    {                                                        \
        .type = TABLE_NUMBER, .number = (n), .decimals = (d) \
    }
#define NOTHING            \
    {                      \
        .type = TABLE_NULL \
    }

static const struct table_head HEAD = {
    .columns = {{"indicator", NULL, 0}, {"value", "万元", 2}, {"a,b", NULL, 0}},
    .count = 3,
};

static struct buffer out;

static void set_up(void)
{
    buffer_init(&out, 0);
    buffer_add_str(&out, "");
}

static void tear_down(void)
{
    buffer_fini(&out);
}

START_TEST(json_names_units_where_there_are_some)
{
    struct json_writer json;
    json_init(&json, &out);
    table_json_columns(&HEAD, &json);
    ck_assert_str_eq(out.data,
                     "[{\"id\":\"indicator\"},"
                     "{\"id\":\"value\",\"unit\":\"万元\",\"decimals\":2},"
                     "{\"id\":\"a,b\"}]");
}
END_TEST

START_TEST(json_prints_numbers_with_their_decimals)
{
    const struct table_cell cells[] = {NUMBER(1250, 2), NUMBER(-5, 2),
                                       NUMBER(0, 3)};
    table_json_row(&HEAD, cells, &out);
    ck_assert_str_eq(out.data, "[12.50,-0.05,0.000]");
}
END_TEST

START_TEST(json_escapes_texts)
{
    const struct table_cell cells[] = {TEXT("a\"\\\n"), NOTHING, TEXT("縣")};
    table_json_row(&HEAD, cells, &out);
    ck_assert_str_eq(out.data, "[\"a\\\"\\\\\\n\",null,\"縣\"]");
}
END_TEST

START_TEST(ndjson_is_one_object_per_line)
{
    const struct table_cell cells[] = {TEXT("x\ny"), NUMBER(7, 0), NOTHING};
    table_ndjson_row(&HEAD, cells, &out);
    ck_assert_str_eq(out.data,
                     "{\"indicator\":\"x\\ny\",\"value\":7,\"a,b\":null}\n");
}
END_TEST

START_TEST(csv_quotes_what_must_be_quoted)
{
    const struct table_cell cells[] = {TEXT("a,\"b\"\r\n"), NUMBER(-150, 2),
                                       NOTHING};
    table_csv_head(&HEAD, &out);
    table_csv_row(&HEAD, cells, false, &out);
    ck_assert_str_eq(out.data, "indicator,value,\"a,b\"\r\n"
                               "\"a,\"\"b\"\"\r\n\",-1.50,\r\n");
}
END_TEST

START_TEST(csv_for_programs_keeps_texts_as_they_are)
{
    const struct table_cell cells[] = {TEXT("=1+1"), NUMBER(-1, 0), TEXT("-x")};
    table_csv_row(&HEAD, cells, false, &out);
    ck_assert_str_eq(out.data, "=1+1,-1,-x\r\n");
}
END_TEST

START_TEST(csv_for_people_guards_formulas_but_not_numbers)
{
    const struct table_cell cells[] = {TEXT("=1+1"), NUMBER(-1, 0),
                                       TEXT("@SUM(a,b)")};
    table_csv_row(&HEAD, cells, true, &out);
    ck_assert_str_eq(out.data, "'=1+1,-1,\"'@SUM(a,b)\"\r\n");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("table");
    TCase *tcase = tcase_create("all");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, json_names_units_where_there_are_some);
    tcase_add_test(tcase, json_prints_numbers_with_their_decimals);
    tcase_add_test(tcase, json_escapes_texts);
    tcase_add_test(tcase, ndjson_is_one_object_per_line);
    tcase_add_test(tcase, csv_quotes_what_must_be_quoted);
    tcase_add_test(tcase, csv_for_programs_keeps_texts_as_they_are);
    tcase_add_test(tcase, csv_for_people_guards_formulas_but_not_numbers);
    suite_add_tcase(suite, tcase);
    return suite;
}
