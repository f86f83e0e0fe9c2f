#include <stdio.h>
#include <string.h>

#include "ingest_fixture.h"
#include "platform/macros.h"
#include "unit.h"

static struct fixture *fx;

static void setup(void)
{
    fx = fixture_new();
}

static void teardown(void)
{
    fixture_free(fx);
}

static void read_kind(enum import_kind kind, const char *text)
{
    fx->options.kind = kind;
    fixture_read_text(fx, text);
}

static void has_fault(int at, int line, const char *column, enum fault fault)
{
    ck_assert_int_gt(fx->fault_count, at);
    ck_assert_str_eq(fault_code(fx->faults[at].fault), fault_code(fault));
    ck_assert_int_eq(fx->faults[at].line, line);
    ck_assert_str_eq(fx->faults[at].column, column);
}

START_TEST(events_have_weights)
{
    static const char *const GOOD[] = {"1", "0.000001", "0.5000000", "1.0"};
    static const char *const BAD[] = {"0",  "0.0000001", "1.000001",
                                      "-1", "1e-1",      "2"};
    char text[128];
    for (size_t i = 0; i < ARRAY_LEN(GOOD); i++) {
        snprintf(text, sizeof(text),
                 "date,kind,from,to,weight\n2018-02-01,split,A,B,%s\n",
                 GOOD[i]);
        read_kind(IMPORT_SCHOOL_EVENTS, text);
        ck_assert_int_eq(fx->fault_count, 0);
    }
    for (size_t i = 0; i < ARRAY_LEN(BAD); i++) {
        snprintf(text, sizeof(text),
                 "date,kind,from,to,weight\n2018-02-01,split,A,B,%s\n", BAD[i]);
        read_kind(IMPORT_SCHOOL_EVENTS, text);
        has_fault(0, 2, "weight", FAULT_BAD_WEIGHT);
    }
}
END_TEST

START_TEST(kinds_have_names)
{
    for (int i = 0; i < IMPORT_KIND_COUNT; i++) {
        enum import_kind kind = IMPORT_KIND_COUNT;
        const char *name = import_kind_name((enum import_kind)i);
        ck_assert(import_kind_parse(name, strlen(name), &kind));
        ck_assert_int_eq(kind, i);
    }
    enum import_kind kind = IMPORT_KIND_COUNT;
    ck_assert(!import_kind_parse("area", 4, &kind));
}
END_TEST

START_TEST(fields_stand_in_the_order_of_the_table)
{
    read_kind(IMPORT_AREAS, "parent,name_zh,code,valid_from\n"
                            "R,丙区,A3,2020-01-01\nR,\"丁,区\",A4,\n");
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->record_count, 2);
    const struct seen_record *record = &fx->records[0];
    ck_assert_int_eq(record->count, 7);
    ck_assert_int_eq(record->line, 2);
    ck_assert_str_eq(record->fields[0], "A3");
    ck_assert_str_eq(record->fields[1], "丙区");
    ck_assert(record->absent[2]);
    ck_assert_str_eq(record->fields[4], "R");
    ck_assert_str_eq(record->fields[5], "2020-01-01");
    ck_assert_str_eq(fx->records[1].fields[1], "丁,区");
    ck_assert(!fx->records[1].absent[5]);
    ck_assert_str_eq(fx->records[1].fields[5], "");
}
END_TEST

START_TEST(each_check_refuses_what_does_not_fit)
{
    read_kind(IMPORT_SCHOOLS, "code,name_zh,area,opened,type\n"
                              "S 1,一,A1,,\n"
                              "S3,,A1,,\n"
                              "S3,三,A1,2020-02-30,\n"
                              "S3,三,A1,2020,\n"
                              "S3,三\xE2\x80\xAE,A1,,\n"
                              "S3,三,区,,36 1\n");
    ck_assert_int_eq(fx->record_count, 0);
    ck_assert_int_eq(fx->fault_count, 7);
    has_fault(0, 2, "code", FAULT_BAD_CODE);
    has_fault(1, 3, "name_zh", FAULT_EMPTY_CELL);
    has_fault(2, 4, "opened", FAULT_BAD_DATE);
    has_fault(3, 5, "opened", FAULT_BAD_DATE);
    has_fault(4, 6, "name_zh", FAULT_BAD_TEXT);
    has_fault(5, 7, "type", FAULT_BAD_CODE);
    has_fault(6, 7, "area", FAULT_BAD_CODE);
}
END_TEST

START_TEST(breaks_have_periods_and_numbers)
{
    read_kind(IMPORT_BREAKS, "indicator,period,old_value,new_value,note_zh\n"
                             "a,2021,644.6607,484.605600,x\n"
                             "a,2021-2022,,,x\na,2021M1,,,x\n"
                             "a,2021AY,1e3,-1,x\n"
                             "a,2021H1,1.2345678,1234567890,x\n");
    ck_assert_int_eq(fx->record_count, 1);
    ck_assert_str_eq(fx->records[0].fields[1], "2021");
    ck_assert_str_eq(fx->records[0].fields[2], "644.6607");
    ck_assert_int_eq(fx->fault_count, 6);
    has_fault(0, 3, "period", FAULT_BAD_PERIOD);
    has_fault(1, 4, "period", FAULT_BAD_PERIOD);
    has_fault(2, 5, "old_value", FAULT_BAD_NUMBER);
    has_fault(3, 5, "new_value", FAULT_NEGATIVE);
    has_fault(4, 6, "old_value", FAULT_TOO_PRECISE);
    has_fault(5, 6, "new_value", FAULT_OUT_OF_RANGE);
}
END_TEST

START_TEST(a_name_is_stored_exactly_or_refused)
{
    read_kind(IMPORT_AREAS, "code,name_zh\n"
                            "A3,\"\r\n{\"\"level\"\":1}\"\n"
                            "A4,\"\t=1+1\"\nA5,'; DROP TABLE area; --\n"
                            "A6,\"=HYPERLINK(\"\"x\"\")\"\nA7,%s%n\n");
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 2, "name_zh", FAULT_BAD_TEXT);
    has_fault(1, 4, "name_zh", FAULT_BAD_TEXT);
    ck_assert_int_eq(fx->record_count, 3);
    ck_assert_str_eq(fx->records[0].fields[1], "'; DROP TABLE area; --");
    ck_assert_str_eq(fx->records[1].fields[1], "=HYPERLINK(\"x\")");
    ck_assert_str_eq(fx->records[2].fields[1], "%s%n");
}
END_TEST

START_TEST(choices_are_told)
{
    read_kind(IMPORT_DIMENSIONS, "dimension,membership,order,code,name_zh\n"
                                 "age,part,1,u19,十九岁以下\n"
                                 "age,partition,x,u19,十九岁以下\n"
                                 "age,overlapping,1,十九 岁,十九岁以下\n");
    ck_assert_int_eq(fx->record_count, 1);
    ck_assert_int_eq(fx->fault_count, 2);
    has_fault(0, 2, "membership", FAULT_BAD_CHOICE);
    ck_assert_str_eq(fx->faults[0].args[1], "partition|overlapping");
    has_fault(1, 3, "order", FAULT_BAD_NUMBER);
}
END_TEST

START_TEST(a_member_code_has_64_characters)
{
    char text[1024] = "dimension,membership,order,code,name_zh\n"
                      "age,partition,1,";
    for (int i = 0; i < 64; i++) {
        strcat(text, "岁");
    }
    strcat(text, ",x\n");
    read_kind(IMPORT_DIMENSIONS, text);
    ck_assert_int_eq(fx->record_count, 1);
    char *comma = strstr(text, ",x\n");
    memcpy(comma, "岁,x\n", strlen("岁,x\n") + 1);
    read_kind(IMPORT_DIMENSIONS, text);
    has_fault(0, 2, "code", FAULT_BAD_CODE);
}
END_TEST

START_TEST(breakdowns_are_codes)
{
    read_kind(IMPORT_INDICATORS,
              "code,name_zh,unit,kind,agg_schools,agg_time,period_type,"
              "breakdowns,decimals\n"
              "a,甲,人,flow,sum,sum,month,gender|grade,2\n"
              "b,乙,人,flow,sum,sum,month,gender|,0\n"
              "c,丙,人,flow,sum,sum,month,,7\n");
    ck_assert_int_eq(fx->record_count, 1);
    ck_assert_str_eq(fx->records[0].fields[13], "2");
    has_fault(0, 3, "breakdowns", FAULT_BAD_CODE);
    has_fault(1, 4, "decimals", FAULT_BAD_CHOICE);
}
END_TEST

START_TEST(header_faults_are_told_at_once)
{
    read_kind(IMPORT_AREAS, "code,colour,code\nA3,red,A3\n");
    ck_assert_int_eq(fx->fault_count, 3);
    has_fault(0, 1, "colour", FAULT_UNKNOWN_COLUMN);
    has_fault(1, 1, "code", FAULT_DUPLICATE_COLUMN);
    has_fault(2, 1, "name_zh", FAULT_MISSING_COLUMN);
    ck_assert_int_eq(fx->record_count, 0);
}
END_TEST

START_TEST(defaults_and_json_work_too)
{
    static const struct reader_default DEFAULTS[] = {{"parent", "R"}};
    fx->options.defaults = DEFAULTS;
    fx->options.default_count = 1;
    fx->options.format = READER_NDJSON;
    read_kind(IMPORT_AREAS, "{\"code\":\"A3\",\"name_zh\":\"丙区\"}\n"
                            "{\"code\":360900,\"name_zh\":\"x\",\"parent\":"
                            "\"A1\"}\n{\"name_zh\":\"x\"}\n");
    ck_assert_int_eq(fx->record_count, 2);
    ck_assert_str_eq(fx->records[0].fields[4], "R");
    ck_assert_str_eq(fx->records[1].fields[0], "360900");
    ck_assert_str_eq(fx->records[1].fields[4], "A1");
    has_fault(0, 3, "code", FAULT_EMPTY_CELL);
}
END_TEST

START_TEST(the_files_of_the_real_sets_are_good)
{
    static const struct {
        enum import_kind kind;
        const char *file;
    } FILES[] = {
        {IMPORT_INDICATORS, "tw_moe/indicators.csv"},
        {IMPORT_DIMENSIONS, "tw_moe/dimensions.csv"},
        {IMPORT_INDICATORS, "uk_fe/indicators.csv"},
        {IMPORT_DIMENSIONS, "uk_fe/dimensions.csv"},
    };
    for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++) {
        fx->options.kind = FILES[i].kind;
        fixture_read_data(fx, FILES[i].file);
        ck_assert_msg(fx->fault_count == 0, "%s: line %d, %s, %s",
                      FILES[i].file, fx->faults[0].line, fx->faults[0].column,
                      fault_code(fx->faults[0].fault));
        ck_assert_int_gt(fx->record_count, 0);
        ck_assert_int_eq(fx->record_count, fx->rows);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("record");
    TCase *tc = tcase_create("all");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, kinds_have_names);
    tcase_add_test(tc, events_have_weights);
    tcase_add_test(tc, fields_stand_in_the_order_of_the_table);
    tcase_add_test(tc, each_check_refuses_what_does_not_fit);
    tcase_add_test(tc, breaks_have_periods_and_numbers);
    tcase_add_test(tc, a_name_is_stored_exactly_or_refused);
    tcase_add_test(tc, choices_are_told);
    tcase_add_test(tc, a_member_code_has_64_characters);
    tcase_add_test(tc, breakdowns_are_codes);
    tcase_add_test(tc, header_faults_are_told_at_once);
    tcase_add_test(tc, defaults_and_json_work_too);
    tcase_add_test(tc, the_files_of_the_real_sets_are_good);
    suite_add_tcase(suite, tc);
    return suite;
}
