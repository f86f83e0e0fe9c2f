#include <string.h>

#include "ingest/partnership.h"
#include "ingest_fixture.h"
#include "platform/check.h"
#include "platform/macros.h"
#include "unit.h"

#define HEAD                                                              \
    "school,credit_code,enterprise,tiers,modes,depth,on_campus,start,end" \
    "\n"
#define EXAMPLE "91350100M000100Y43"

static const struct dimension DIMENSIONS[] = {
    {.id = 1, .code = "ent_tier"},
    {.id = 2, .code = "coop_mode"},
    {.id = 3, .code = "depth", .partition = true},
    {.id = 4, .code = "on_campus", .partition = true},
};

static const struct member MEMBERS[] = {
    {11, 1, 1, "central", "", "", ""},  {12, 1, 2, "srdi", "", "", ""},
    {21, 2, 1, "rd", "", "", ""},       {31, 3, 1, "deep", "", "", ""},
    {32, 3, 2, "ordinary", "", "", ""}, {41, 4, 1, "yes", "", "", ""},
    {42, 4, 2, "no", "", "", ""},
};

static struct fixture *fx;

static struct catalogue *make_catalogue(void)
{
    struct catalogue *cat = catalogue_new();
    struct error err = {0};
    catalogue_add_area(cat, &(struct area){.id = 1,
                                           .code = "350100",
                                           .name_zh = "全市",
                                           .name_en = "",
                                           .level = ""});
    for (int i = 1; i <= 2; i++) {
        catalogue_add_school(cat, &(struct school){.id = i,
                                                   .area = 1,
                                                   .code = i == 1 ? "S1" : "S2",
                                                   .name_zh = "校",
                                                   .name_en = "",
                                                   .level = "",
                                                   .type = "",
                                                   .ownership = ""});
    }
    for (size_t i = 0; i < ARRAY_LEN(DIMENSIONS); i++) {
        catalogue_add_dimension(cat, &DIMENSIONS[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(MEMBERS); i++) {
        catalogue_add_member(cat, &MEMBERS[i]);
    }
    CHECK(catalogue_finish(cat, &err));
    return cat;
}

static void setup(void)
{
    fx = fixture_of(make_catalogue());
    fx->options.kind = IMPORT_PARTNERSHIPS;
}

static void teardown(void)
{
    fixture_free(fx);
}

static void has_fields(int at, const char *const *fields)
{
    ck_assert_int_lt(at, fx->record_count);
    for (int i = 0; fields[i] != NULL; i++) {
        ck_assert_str_eq(fx->records[at].fields[i], fields[i]);
    }
}

static void has_fault(int at, const char *column, enum fault fault)
{
    ck_assert_int_lt(at, fx->fault_count);
    ck_assert_str_eq(fault_code(fx->faults[at].fault), fault_code(fault));
    ck_assert_str_eq(fx->faults[at].column, column);
}

START_TEST(codes_become_what_the_store_keeps)
{
    fixture_read_text(fx, HEAD
                      "S2,91350100m000100y43,甲厂,srdi|central|srdi,rd,deep,"
                      "YES,2023-09-01,2024-08-31\n"
                      "S1,,乙厂,,,,,2023-09-01,\n");
    ck_assert_int_eq(fx->fault_count, 0);
    has_fields(0, (const char *const[]){"2", EXAMPLE, "甲厂", "{11,12}", "{21}",
                                        "31", "41", "2023-09-01", "2024-08-31",
                                        NULL});
    has_fields(1, (const char *const[]){"1", "", "乙厂", "{}", "{}", "32", "42",
                                        "2023-09-01", "", NULL});
}
END_TEST

START_TEST(absent_columns_are_empty_ones)
{
    fixture_read_text(fx,
                      "school,credit_code,start\nS1," EXAMPLE ",2023-09-01\n");
    ck_assert_int_eq(fx->fault_count, 0);
    has_fields(0, (const char *const[]){"1", EXAMPLE, "", "{}", "{}", "32",
                                        "42", "2023-09-01", NULL});
}
END_TEST

START_TEST(all_that_is_wrong_with_a_row_is_told)
{
    fixture_read_text(fx, HEAD "S9,9135010OM000100Y43,,moon,rd|,far,maybe,"
                               "2023-09-01,\n");
    ck_assert_int_eq(fx->record_count, 0);
    ck_assert_int_eq(fx->fault_count, 6);
    has_fault(0, "school", FAULT_UNKNOWN_SCHOOL);
    has_fault(1, "credit_code", FAULT_CREDIT_CODE_LETTER);
    ck_assert_str_eq(fx->faults[1].args[1], "8");
    ck_assert_str_eq(fx->faults[1].args[2], "0");
    has_fault(2, "tiers", FAULT_UNKNOWN_MEMBER);
    ck_assert_str_eq(fx->faults[2].args[1], "ent_tier");
    has_fault(3, "modes", FAULT_UNKNOWN_MEMBER);
    has_fault(4, "depth", FAULT_UNKNOWN_MEMBER);
    has_fault(5, "on_campus", FAULT_BAD_CHOICE);
}
END_TEST

START_TEST(neither_code_nor_name)
{
    fixture_read_text(fx, HEAD "S1,,,,,,,2023-09-01,\n");
    ck_assert_int_eq(fx->record_count, 0);
    has_fault(0, "enterprise", FAULT_EMPTY_CELL);
}
END_TEST

START_TEST(each_verdict_has_its_fault)
{
    static const struct {
        const char *code;
        enum fault fault;
        const char *place;
    } CODES[] = {
        {"9.14403E+17", FAULT_CREDIT_CODE_NUMBER, NULL},
        {"91350100M000100Y4", FAULT_CREDIT_CODE_LENGTH, "17"},
        {"91350100M000100Y4*", FAULT_CREDIT_CODE_CHARACTER, "18"},
        {"91350100M000100Y44", FAULT_CREDIT_CODE_CHECK, "18"},
        {"B1350100M000100Y4E", FAULT_CREDIT_CODE_CHECK, "18"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CODES); i++) {
        char text[300] = HEAD "S1,";
        strcat(text, CODES[i].code);
        strcat(text, ",甲厂,,,,,2023-09-01,\n");
        fixture_read_text(fx, text);
        ck_assert_int_eq(fx->fault_count, 1);
        has_fault(0, "credit_code", CODES[i].fault);
        ck_assert_str_eq(fx->faults[0].value, CODES[i].code);
        if (CODES[i].place != NULL) {
            ck_assert_str_eq(fx->faults[0].args[1], CODES[i].place);
        }
    }
}
END_TEST

START_TEST(odd_codes_are_warned_of)
{
    fixture_read_text(fx, HEAD "S1," EXAMPLE ",,,,,,2023-09-01,\n"
                               "S1,91440300708461136T,,,,,,2023-09-01,\n");
    ck_assert_int_eq(fx->fault_count, 0);
    ck_assert_int_eq(fx->warning_count, 1);
    ck_assert_str_eq(fx->warnings[0].code, "credit_code_area");
    ck_assert_str_eq(fx->warnings[0].subject, "91440300708461136T");
}
END_TEST

static bool allows(const struct reader_scope *scope, int school, int area)
{
    (void)scope;
    return school == 1 && area == 1;
}

START_TEST(only_for_schools_of_the_actor)
{
    static const struct reader_scope SCOPE = {allows};
    fx->options.scope = &SCOPE;
    fixture_read_text(fx, HEAD "S1," EXAMPLE ",,,,,,2023-09-01,\n"
                               "S2," EXAMPLE ",,,,,,2023-09-01,\n");
    ck_assert_int_eq(fx->record_count, 1);
    has_fault(0, "school", FAULT_SCHOOL_NOT_ALLOWED);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("partnership");
    TCase *tc = tcase_create("partnership");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, codes_become_what_the_store_keeps);
    tcase_add_test(tc, absent_columns_are_empty_ones);
    tcase_add_test(tc, all_that_is_wrong_with_a_row_is_told);
    tcase_add_test(tc, neither_code_nor_name);
    tcase_add_test(tc, each_verdict_has_its_fault);
    tcase_add_test(tc, odd_codes_are_warned_of);
    tcase_add_test(tc, only_for_schools_of_the_actor);
    suite_add_tcase(suite, tc);
    return suite;
}
