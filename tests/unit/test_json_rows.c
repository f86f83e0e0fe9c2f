#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest_fixture.h"
#include "unit.h"

#define ROW(value)                                                       \
    "{\"school\":\"S1\",\"indicator\":\"train\",\"period\":\"2024M08\"," \
    "\"value\":" value "}"

static struct fixture *fx;

static void setup(void)
{
    fx = fixture_new();
}

static void teardown(void)
{
    fixture_free(fx);
}

static char *room(size_t size)
{
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    return text;
}

static void read_as(enum reader_format format, const char *text)
{
    fx->options.format = format;
    fixture_read_text(fx, text);
}

static void has_fault(int at, int line, enum fault fault, const char *arg)
{
    ck_assert_int_gt(fx->fault_count, at);
    ck_assert_str_eq(fault_code(fx->faults[at].fault), fault_code(fault));
    ck_assert_int_eq(fx->faults[at].line, line);
    ck_assert_str_eq(fx->faults[at].args[0], arg);
}

START_TEST(reads_one_object_a_line)
{
    read_as(READER_NDJSON,
            ROW("7") "\n\n" ROW(
                "\"8\"") "\r\n"
                         "{\"school\":\"S1\",\"indicator\":\"train\","
                         "\"period\":\"2024M07\",\"value\":null,"
                         "\"gender\":1,\"note\":\"\\u5907\\u6ce8\"}");
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->observation_count, 3);
    ck_assert_int_eq(fx->rows, 3);
    ck_assert_int_eq(fx->observations[0].value, 7);
    ck_assert_int_eq(fx->observations[1].value, 8);
    ck_assert_int_eq(fx->observations[1].line, 3);
    ck_assert(!fx->observations[2].has_value);
    ck_assert_int_eq(fx->observations[2].status, 'O');
    ck_assert_str_eq(fx->observations[2].note, "备注");
    ck_assert_str_eq(fixture_cell(fx, fx->observations[2].cell),
                     "train/gender=1/2024M07");
}
END_TEST

START_TEST(numbers_are_read_as_they_are_written)
{
    read_as(READER_NDJSON, ROW("123456789012345") "\n" ROW("12.0") "\n" ROW(
                               "12.5") "\n" ROW("1e3") "\n" ROW("-3") "\n");
    ck_assert_int_eq(fx->observation_count, 2);
    ck_assert(fx->observations[0].value == 123456789012345);
    ck_assert_int_eq(fx->observations[1].value, 12);
    has_fault(0, 3, FAULT_NOT_INTEGER, "12.5");
    has_fault(1, 4, FAULT_BAD_NUMBER, "1e3");
    has_fault(2, 5, FAULT_NEGATIVE, "-3");
}
END_TEST

START_TEST(members_stand_in_any_order_and_may_lack)
{
    read_as(
        READER_NDJSON,
        "{\"value\":1,\"period\":\"2024M08\",\"indicator\":\"train\","
        "\"school\":\"S1\"}\n" ROW(
            "2") "\n"
                 "{\"value\":3,\"indicator\":\"train\",\"school\":\"S1\"}\n");
    ck_assert_int_eq(fx->observation_count, 2);
    ck_assert_int_eq(fx->observations[1].value, 2);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 3, FAULT_EMPTY_CELL, "");
    ck_assert_str_eq(fx->faults[0].column, "period");
}
END_TEST

START_TEST(a_bad_line_spoils_only_its_row)
{
    read_as(READER_NDJSON, "{\"school\":\"S1\",\"school\":\"S1\"}\n"
                           "{\"note\":\"\\ud800\"}\n[1]\n{} x\n"
                           "{\"value\":true}\n{\"value\":{}}\n{\"value\":1,}\n"
                           "{\"value\" 1}\n" ROW("7") "\n");
    ck_assert_int_eq(fx->fault_count, 8);
    for (int i = 0; i < 8; i++) {
        ck_assert_int_eq(fx->faults[i].fault, FAULT_BAD_JSON);
        ck_assert_int_eq(fx->faults[i].line, i + 1);
    }
    has_fault(0, 1, FAULT_BAD_JSON, "offset 24: a member name stands twice");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->rows, 9);
    ck_assert_int_eq(fx->verdict, FAULT_NONE);
}
END_TEST

START_TEST(an_unknown_member_spoils_the_file)
{
    read_as(READER_NDJSON, ROW("7") "\n{\"schol\":\"S1\"}\n" ROW("8") "\n");
    ck_assert_int_eq(fx->fault_count, 1);
    ck_assert_int_eq(fx->faults[0].fault, FAULT_UNKNOWN_COLUMN);
    ck_assert_int_eq(fx->faults[0].line, 2);
    ck_assert_str_eq(fx->faults[0].column, "schol");
    ck_assert_int_eq(fx->verdict, FAULT_UNKNOWN_COLUMN);
    ck_assert_int_eq(fx->observation_count, 1);
}
END_TEST

START_TEST(a_line_has_at_most_64_kib)
{
    char *text = room(200000);
    int len = sprintf(text, "{\"note\":\"");
    memset(text + len, 'x', 100000);
    sprintf(text + len + 100000, "\"}\n" ROW("7") "\n");
    read_as(READER_NDJSON, text);
    free(text);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 1, FAULT_ROW_TOO_LONG, "65536");
    ck_assert_int_eq(fx->observation_count, 1);
    ck_assert_int_eq(fx->observations[0].line, 2);
}
END_TEST

START_TEST(a_name_has_at_most_1000_bytes)
{
    char text[1100] = "{\"";
    memset(text + 2, 'x', 1001);
    memcpy(text + 1003, "\":1}\n", 6);
    read_as(READER_NDJSON, text);
    ck_assert_int_eq(fx->faults[0].fault, FAULT_BAD_JSON);
    memcpy(text + 1002, "\":1}\n", 6);
    read_as(READER_NDJSON, text);
    ck_assert_int_eq(fx->faults[0].fault, FAULT_UNKNOWN_COLUMN);
}
END_TEST

START_TEST(reads_an_array_of_objects)
{
    read_as(READER_JSON, " [\n" ROW("7") " ,\n\n" ROW("8") "\n]\n");
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->observation_count, 2);
    ck_assert_int_eq(fx->observations[0].line, 2);
    ck_assert_int_eq(fx->observations[1].line, 4);
    ck_assert_int_eq(fx->rows, 2);
}
END_TEST

START_TEST(brackets_in_strings_do_not_count)
{
    read_as(READER_JSON,
            "[{\"school\":\"S1\",\"indicator\":\"train\",\"period\":"
            "\"2024M08\",\"value\":7,\"note\":\"}],{\\\"[\\\\\"}]");
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_str_eq(fx->observations[0].note, "}],{\"[\\");
}
END_TEST

START_TEST(a_syntax_error_spoils_the_array)
{
    static const char *const BAD[] = {
        "{}",
        "1",
        "[",
        "[{}",
        "[{},]",
        "[,{}]",
        "[{} {}]",
        "[{}]]",
        "[{}]x",
        "[0,0]",
        "[null]",
        "[[]]",
        "[{]",
        "[{\"a\":1,\"a\":2}]",
        "[{\"note\":\"\\ud800\"}]",
        "[{\"note\":[[]]}]",
        "[{\"note\":\"",
    };
    for (size_t i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        read_as(READER_JSON, BAD[i]);
        ck_assert_msg(fx->verdict == FAULT_BAD_JSON ||
                          fx->verdict == FAULT_UNKNOWN_COLUMN,
                      "%s: %s", BAD[i], fault_code(fx->verdict));
        ck_assert_int_eq(fx->observation_count, 0);
    }
}
END_TEST

START_TEST(depth_and_size_cost_no_memory)
{
    size_t len = 10 * 1000 * 1000;
    char *text = room(len + 1);
    memset(text, '[', len);
    text[len] = '\0';
    read_as(READER_JSON, text);
    ck_assert_int_eq(fx->verdict, FAULT_BAD_JSON);
    for (size_t i = 1; i < len; i++) {
        text[i] = i % 2 == 1 ? '0' : ',';
    }
    read_as(READER_JSON, text);
    ck_assert_int_eq(fx->verdict, FAULT_BAD_JSON);
    memset(text + 1, '{', len - 1);
    read_as(READER_JSON, text);
    ck_assert_int_eq(fx->verdict, FAULT_BAD_JSON);
    has_fault(0, 1, FAULT_BAD_JSON, "nested too deeply");
    free(text);
}
END_TEST

START_TEST(a_long_element_spoils_only_its_row)
{
    char *text = room(400000);
    int len = sprintf(text, "[" ROW("7") ",\n{\"note\":\"");
    memset(text + len, 'x', 300000);
    sprintf(text + len + 300000, "\"},\n" ROW("8") "]");
    read_as(READER_JSON, text);
    free(text);
    ck_assert_int_eq(fx->fault_count, 1);
    has_fault(0, 2, FAULT_ROW_TOO_LONG, "65536");
    ck_assert_int_eq(fx->observation_count, 2);
    ck_assert_int_eq(fx->observations[1].line, 3);
}
END_TEST

START_TEST(no_rows_is_a_fault)
{
    read_as(READER_JSON, "[ ]");
    ck_assert_int_eq(fx->verdict, FAULT_NO_ROWS);
    read_as(READER_NDJSON, "\n\n");
    ck_assert_int_eq(fx->verdict, FAULT_NO_ROWS);
}
END_TEST

/* A file longer than a slice: elements lie across its edges. */
START_TEST(elements_lie_across_slices)
{
    size_t cap = 2000000;
    char *text = room(cap);
    size_t len = (size_t)sprintf(text, "[");
    for (int i = 0; i < 10000; i++) {
        len += (size_t)snprintf(text + len, cap - len,
                                "%s{\"school\":\"S1\",\"indicator\":\"train\","
                                "\"period\":\"2024M08\",\"value\":%d}\n",
                                i == 0 ? "" : ",", i);
    }
    snprintf(text + len, cap - len, "]");
    read_as(READER_JSON, text);
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->observation_count, 10000);
    text[0] = ' ';
    for (size_t i = 1; i < len; i++) {
        text[i] = text[i] == '\n' && text[i + 1] == ',' ? ' ' : text[i];
        text[i] = text[i] == ',' && text[i - 1] == ' ' ? '\n' : text[i];
    }
    text[len] = '\0';
    read_as(READER_NDJSON, text);
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->observation_count, 10000);
    free(text);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("json_rows");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, reads_one_object_a_line);
    tcase_add_test(tc, numbers_are_read_as_they_are_written);
    tcase_add_test(tc, members_stand_in_any_order_and_may_lack);
    tcase_add_test(tc, a_bad_line_spoils_only_its_row);
    tcase_add_test(tc, an_unknown_member_spoils_the_file);
    tcase_add_test(tc, a_line_has_at_most_64_kib);
    tcase_add_test(tc, a_name_has_at_most_1000_bytes);
    tcase_add_test(tc, reads_an_array_of_objects);
    tcase_add_test(tc, brackets_in_strings_do_not_count);
    tcase_add_test(tc, a_syntax_error_spoils_the_array);
    tcase_add_test(tc, depth_and_size_cost_no_memory);
    tcase_add_test(tc, a_long_element_spoils_only_its_row);
    tcase_add_test(tc, no_rows_is_a_fault);
    tcase_add_test(tc, elements_lie_across_slices);
    suite_add_tcase(suite, tc);
    return suite;
}
