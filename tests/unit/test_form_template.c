#include "forms/form_template.h"

#include <string.h>

#include "data_world.h"
#include "ingest/form.h"
#include "ingest/form_label.h"
#include "ingest/form_period.h"
#include "model/period.h"
#include "platform/macros.h"
#include "unit.h"

static const char FORM[] =
    "{\"layout\":{},\"columns\":["
    "{\"header\":\"类型/名称\",\"as\":\"ignore\"},"
    "{\"header\":\"人数/合计\",\"as\":\"value\",\"indicator\":\"x\","
    "\"unit\":\"人\"}]}";

struct made {
    struct arena arena;
    struct profile *form;
    struct world *world;
    struct xlsx_form sheet;
    struct error err;
    bool good;
};

static void make(struct made *made, const char *json,
                 const struct form_template_facts *facts)
{
    memset(made, 0, sizeof(*made));
    arena_init(&made->arena);
    made->world = world_new("");
    made->form = form_compile(json, strlen(json), &made->err);
    ck_assert_msg(made->form != NULL, "%s", made->err.args[0]);
    made->good = form_template_make(made->form, made->world->cat, facts,
                                    &made->arena, &made->sheet, &made->err);
}

static void drop(struct made *made)
{
    profile_free(made->form);
    world_free(made->world);
    arena_fini(&made->arena);
}

static const struct {
    const char *period;
    bool ytd;
} PERIODS[] = {
    {"2024", false},   {"2024H1", false},     {"2024H2", false},
    {"2024Q1", false}, {"2024Q2", false},     {"2024Q3", false},
    {"2024Q4", false}, {"2024M01", false},    {"2024M12", false},
    {"2024M02", true}, {"2024M08", true},     {"2024M12", true},
    {"2024AY", false}, {"2024-09-01", false}, {"2024-12-31", false},
};

/* What stands on the sheet is read as what was asked for. */
START_TEST(every_period_is_read_back)
{
    struct form_template_facts facts = {.ytd = PERIODS[_i].ytd};
    struct made made;
    struct form_period got;
    struct span label, value;
    ck_assert(period_parse(PERIODS[_i].period, strlen(PERIODS[_i].period),
                           &facts.period));
    make(&made, FORM, &facts);
    ck_assert(made.good);
    ck_assert(form_label_split(span_of(made.sheet.above[2]), &label, &value));
    struct sheet_cell cell = {.kind = SHEET_TEXT, .text = value};
    ck_assert(form_period_read(&cell, 0, &got, &made.err));
    ck_assert_int_eq(got.code, facts.period);
    ck_assert_int_eq(got.basis == FORM_BASIS_YTD, facts.ytd);
    ck_assert_uint_eq(got.doubts, 0);
    drop(&made);
}
END_TEST

START_TEST(headings_are_paths)
{
    struct form_template_facts facts = {0};
    struct made made;
    make(&made, FORM, &facts);
    ck_assert(made.good);
    ck_assert_int_eq(made.sheet.column_count, 2);
    ck_assert_int_eq(made.sheet.depth, 2);
    ck_assert_str_eq(made.sheet.columns[1].path[0], "人数");
    ck_assert_str_eq(made.sheet.columns[1].path[1], "合计");
    ck_assert_int_eq(made.sheet.columns[0].kind, XLSX_FORM_TEXT);
    ck_assert_int_eq(made.sheet.columns[1].kind, XLSX_FORM_NUMBER);
    ck_assert_str_eq(made.sheet.above[3], "单位:人");
    drop(&made);
}
END_TEST

static const char *const HAVE_NONE[] = {
    "{\"layout\":{},\"columns\":[{\"header_pattern\":\"^2\",\"as\":\"value\","
    "\"indicator\":\"x\"}]}",
    "{\"layout\":{\"school\":\"^编号:(.*)$\"},\"columns\":[{\"header\":\"n\","
    "\"as\":\"value\",\"indicator\":\"x\"}]}",
    "{\"layout\":{\"period\":\"^何时:(.*)$\"},\"columns\":[{\"header\":\"n\","
    "\"as\":\"value\",\"indicator\":\"x\"}]}",
    "{\"layout\":{},\"columns\":[{\"header\":\"a/b/c/d/e/f\",\"as\":\"value\","
    "\"indicator\":\"x\"}]}",
};

START_TEST(what_cannot_be_written_beforehand)
{
    struct form_template_facts facts = {0};
    struct made made;
    make(&made, HAVE_NONE[_i], &facts);
    ck_assert(!made.good);
    ck_assert_int_eq(made.err.fault, FAULT_NO_TEMPLATE);
    drop(&made);
}
END_TEST

/* A form whose rows name the period has no place for one above. */
START_TEST(rows_may_say_it_themselves)
{
    static const char ROWS[] =
        "{\"layout\":{},\"columns\":[{\"header\":\"月份\",\"as\":\"period\"},"
        "{\"header\":\"n\",\"as\":\"value\",\"indicator\":\"x\"}]}";
    struct form_template_facts facts = {.period = 2024 * PERIOD_YEAR};
    struct made made;
    make(&made, ROWS, &facts);
    ck_assert(!made.good);
    drop(&made);
    facts.period = 0;
    make(&made, ROWS, &facts);
    ck_assert(made.good);
    ck_assert_int_eq(made.sheet.above_count, 2);
    drop(&made);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_template");
    TCase *tc = tcase_create("form_template");
    tcase_add_loop_test(tc, every_period_is_read_back, 0,
                        (int)ARRAY_LEN(PERIODS));
    tcase_add_test(tc, headings_are_paths);
    tcase_add_loop_test(tc, what_cannot_be_written_beforehand, 0,
                        (int)ARRAY_LEN(HAVE_NONE));
    tcase_add_test(tc, rows_may_say_it_themselves);
    suite_add_tcase(suite, tc);
    return suite;
}
