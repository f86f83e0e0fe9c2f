/* The pieces that a form is read with: its document, keys of headings, merged
 * ranges, running sums, and places. */
#include <stdio.h>
#include <string.h>

#include "ingest/form.h"
#include "ingest/form_key.h"
#include "ingest/form_layout.h"
#include "ingest/form_merges.h"
#include "ingest/form_report.h"
#include "ingest/form_sums.h"
#include "unit.h"

/* --- the document --- */

static struct profile *compile(const char *json)
{
    struct error err = {0};
    struct profile *form = form_compile(json, strlen(json), &err);
    ck_assert_msg(form != NULL, "%s", err.args[0]);
    return form;
}

static void refuses(const char *json, const char *want)
{
    struct error err = {0};
    ck_assert_ptr_null(form_compile(json, strlen(json), &err));
    ck_assert_int_eq(err.fault, FAULT_BAD_PROFILE);
    ck_assert_msg(strstr(err.args[0], want) != NULL, "%s", err.args[0]);
}

#define VALUE "{\"header\":\"n\",\"as\":\"value\"}"

START_TEST(a_form_needs_a_layout_and_a_heading)
{
    refuses("{\"columns\":[" VALUE "]}", "layout: a form needs one");
    refuses("{\"layout\":{},\"columns\":[{\"header\":\"@row\",\"as\":\"value\"}"
            "]}",
            "none has a heading");
    profile_free(compile("{\"layout\":{},\"columns\":[" VALUE "]}"));
}
END_TEST

START_TEST(what_the_layout_does_is_not_said_twice)
{
    refuses("{\"layout\":{},\"stop_at\":\"x\",\"columns\":[" VALUE "]}",
            "stop_at");
    refuses(
        "{\"layout\":{},\"tokens\":{\"-\":{\"value\":0}},\"columns\":[" VALUE
        "]}",
        "blank tokens");
    refuses("{\"layout\":{\"footer\":\"(\"},\"columns\":[" VALUE "]}",
            "layout.footer");
    refuses("{\"layout\":{\"basis\":\"year\"},\"columns\":[" VALUE "]}",
            "month|ytd");
}
END_TEST

START_TEST(maps_see_labels_as_cells_are_seen)
{
    struct profile *form = compile(
        "{\"layout\":{},\"columns\":[" VALUE ",{\"header\":\"t\",\"as\":"
        "\"dimension\",\"dimension\":\"d\",\"map\":{\"甲 （一）\":\"a\"}}]}");
    const struct rewrite_entry *entry = &form->columns[1].rewrite.map[0];
    ck_assert(span_is(entry->from, "甲(一)"));
    ck_assert(span_is(entry->to, "a"));
    profile_free(form);
}
END_TEST

START_TEST(a_period_in_rows_brings_its_basis)
{
    struct profile *form = compile("{\"layout\":{},\"columns\":[" VALUE
                                   ",{\"header\":\"p\",\"as\":\"period\"}]}");
    ck_assert_int_eq(form->column_count, 3);
    ck_assert_int_eq(form->columns[2].as, AS_BASIS);
    profile_free(form);
}
END_TEST

START_TEST(labels_are_known_without_being_told)
{
    struct profile *form = compile("{\"layout\":{},\"columns\":[" VALUE "]}");
    const struct form_layout *layout = form->form_layout;
    struct span code =
        form_layout_pick(layout, FORM_SCHOOL, span_of("学校标识码:3636001234"));
    ck_assert(span_is(code, "3636001234"));
    ck_assert(form_layout_matches(layout, FORM_SUBTOTAL, span_of("甲县小计")));
    ck_assert(!form_layout_matches(layout, FORM_GRAND, span_of("甲县小计")));
    ck_assert(form_layout_matches(layout, FORM_GRAND, span_of("合计")));
    ck_assert(form_layout_matches(layout, FORM_GRAND, span_of("合计数")));
    ck_assert(form_layout_matches(layout, FORM_GRAND, span_of("全市计")));
    ck_assert(!form_layout_matches(layout, FORM_GRAND, span_of("甲县计")));
    ck_assert(!form_layout_matches(layout, FORM_SUBTOTAL, span_of("会计")));
    ck_assert(!form_layout_matches(layout, FORM_SUBTOTAL, span_of("生总数")));
    ck_assert(form_layout_matches(layout, FORM_FOOTER, span_of("注1:略")));
    ck_assert(!form_layout_matches(layout, FORM_FOOTER, span_of("注册会计")));
    ck_assert(!form_layout_matches(layout, FORM_SECTION, span_of("甲(1所)")));
    profile_free(form);
}
END_TEST

/* --- keys --- */

static const char *key_of(struct form_key *key, const char *top,
                          const char *below)
{
    form_key_init(key);
    form_key_add(key, span_of(top));
    form_key_add(key, span_of(below));
    return key->text;
}

START_TEST(headings_are_the_same_in_spite_of_looks)
{
    struct form_key key;
    ck_assert_str_eq(key_of(&key, "培训 人次", "其中：补贴性"),
                     "培训人次补贴性");
    ck_assert_str_eq(key_of(&key, "到账经费", "（万元）"), "到账经费");
    ck_assert_str_eq(key.unit.name, "万元");
    ck_assert_str_eq(key_of(&key, "县（市、区）", ""), "县(市、区)");
    ck_assert_str_eq(key.unit.name, "");
    ck_assert_str_eq(key_of(&key, "面积", "平方米"), "面积");
    ck_assert_str_eq(key.unit.name, "m²");
}
END_TEST

START_TEST(what_is_too_long_is_no_heading)
{
    struct form_key key;
    char text[300];
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    (void)key_of(&key, text, text);
    ck_assert(!key.cut);
    form_key_add(&key, span_of(text));
    ck_assert(key.cut);
    ck_assert_uint_le(key.len, FORM_KEY_MAX);
}
END_TEST

/* --- merged ranges --- */

START_TEST(ranges_are_found_row_by_row)
{
    static const struct sheet_merge MERGES[] = {
        {1, 1, 1, 3}, {2, 2, 4, 2}, {3, 1, 3, 1}};
    static const struct sheet SHEET = {.merges = MERGES, .merge_count = 3};
    const struct sheet_merge *row[SHEET_MAX_COLUMNS];
    struct form_merges merges;
    form_merges_init(&merges, &SHEET);
    form_merges_row(&merges, 3, row);
    ck_assert_ptr_eq(row[0], &merges.list[2]);
    ck_assert_ptr_eq(row[1], &merges.list[1]);
    ck_assert_ptr_null(row[2]);
    form_merges_row(&merges, 5, row);
    ck_assert_ptr_null(row[1]);
    form_merges_row(&merges, 1, row);
    ck_assert_ptr_eq(row[2], &merges.list[0]);
    form_merges_fini(&merges);
}
END_TEST

/* --- sums --- */

static struct told {
    int count;
    char args[3][32];
} told;

static void on_fault(struct sink *sink, const struct sink_fault *fault)
{
    (void)sink;
    ck_assert_int_eq(fault->fault, FAULT_SUBTOTAL);
    told.count++;
    for (int i = 0; i < 3; i++) {
        snprintf(told.args[i], sizeof(told.args[i]), "%s", fault->args[i]);
    }
}

static const struct sink_ops SINK_OPS = {.fault = on_fault};
static struct sink sink = {&SINK_OPS};
static struct complaints complaints;
static struct form_sums sums;
static const struct cell_place AT = {9, 4, "n"};

static void begin_sums(const char *unit)
{
    struct form_unit parsed;
    (void)form_unit_read(span_of(unit), &parsed);
    memset(&told, 0, sizeof(told));
    complaints = (struct complaints){.sink = &sink};
    form_sums_init(&sums, &complaints, 1);
    form_sums_use(&sums, 0, &parsed);
}

static void add(const char *number)
{
    form_sums_add(&sums, 0, number);
    form_sums_row(&sums);
}

static void check(bool grand, const char *number)
{
    form_sums_check(&sums, 0, grand, number, &AT);
    form_sums_checked(&sums, grand);
}

static int end_sums(void)
{
    form_sums_end(&sums);
    form_sums_fini(&sums);
    return told.count;
}

START_TEST(sums_below_their_rows)
{
    begin_sums("人");
    add("1");
    add("2");
    check(false, "3");
    add("4");
    check(false, "4");
    check(true, "7");
    ck_assert_int_eq(end_sums(), 0);
    ck_assert_int_eq(sums.checked, 3);
}
END_TEST

START_TEST(sums_above_their_rows)
{
    begin_sums("人");
    check(true, "7");
    check(false, "3");
    add("1");
    add("2");
    check(false, "4");
    add("4");
    ck_assert_int_eq(end_sums(), 0);
    begin_sums("人");
    check(false, "3");
    add("1");
    check(false, "4");
    add("4");
    ck_assert_int_eq(end_sums(), 1);
    ck_assert_str_eq(told.args[0], "3");
    ck_assert_str_eq(told.args[1], "1");
    ck_assert_str_eq(told.args[2], "2");
}
END_TEST

START_TEST(counts_are_exact_and_money_is_rounded)
{
    begin_sums("万元");
    add("0.104");
    add("0.104");
    check(true, "0.22");
    ck_assert_int_eq(end_sums(), 0);
    begin_sums("元");
    add("0.104");
    check(true, "0.1");
    ck_assert_int_eq(end_sums(), 1);
    ck_assert_str_eq(told.args[2], "-0.004");
}
END_TEST

START_TEST(nothing_is_said_of_what_could_not_be_read)
{
    begin_sums("人");
    add("1");
    form_sums_spoil(&sums, 0);
    check(true, "5");
    ck_assert_int_eq(end_sums(), 0);
    begin_sums("%");
    add("50");
    check(true, "50");
    check(true, "5");
    ck_assert_int_eq(end_sums(), 0);
}
END_TEST

/* --- places --- */

START_TEST(places_read_as_spreadsheets_say_them)
{
    char place[FORM_PLACE_MAX];
    form_place_text(place, "表3", 9, 4);
    ck_assert_str_eq(place, "表3!D9");
    form_place_text(place, "", 9, 0);
    ck_assert_str_eq(place, "9");
    form_place_text(place, "", 1, 27);
    ck_assert_str_eq(place, "AA1");
    form_place_text(place, "", 1, 702);
    ck_assert_str_eq(place, "ZZ1");
    form_place_text(place, "", 1, 703);
    ck_assert_str_eq(place, "AAA1");
}
END_TEST

START_TEST(a_report_stays_within_its_bounds)
{
    static struct form_report report;
    static const struct sheet SHEET = {.number = 1};
    char kind[16];
    for (int i = 0; i < 2 * FORM_REPORT_KINDS; i++) {
        snprintf(kind, sizeof(kind), "k%d", i % (FORM_REPORT_KINDS + 2));
        form_report_count(&report, kind, "A1");
        ck_assert_ptr_nonnull(form_report_add(&report, &SHEET));
    }
    ck_assert_int_eq(report.kind_count, FORM_REPORT_KINDS);
    ck_assert_int_eq(report.kinds[0].count, 2);
    ck_assert_int_eq(report.sheet_count, 2 * FORM_REPORT_KINDS);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("form_layout");
    TCase *tc = tcase_create("all");
    tcase_add_test(tc, a_form_needs_a_layout_and_a_heading);
    tcase_add_test(tc, what_the_layout_does_is_not_said_twice);
    tcase_add_test(tc, maps_see_labels_as_cells_are_seen);
    tcase_add_test(tc, a_period_in_rows_brings_its_basis);
    tcase_add_test(tc, labels_are_known_without_being_told);
    tcase_add_test(tc, headings_are_the_same_in_spite_of_looks);
    tcase_add_test(tc, what_is_too_long_is_no_heading);
    tcase_add_test(tc, ranges_are_found_row_by_row);
    tcase_add_test(tc, sums_below_their_rows);
    tcase_add_test(tc, sums_above_their_rows);
    tcase_add_test(tc, counts_are_exact_and_money_is_rounded);
    tcase_add_test(tc, nothing_is_said_of_what_could_not_be_read);
    tcase_add_test(tc, places_read_as_spreadsheets_say_them);
    tcase_add_test(tc, a_report_stays_within_its_bounds);
    suite_add_tcase(suite, tc);
    return suite;
}
