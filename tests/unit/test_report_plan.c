#include <stdio.h>
#include <string.h>

#include "model/period.h"
#include "platform/macros.h"
#include "report_world.h"
#include "unit.h"

static struct report_world world;
static const struct report_plan *plan;

static void set_up(void)
{
    report_world_init(&world, LANG_ZH, 12);
}

static void tear_down(void)
{
    report_world_fini(&world);
}

/* Plans one figure, used as the sentence says. */
static const struct report_question *ask(int through, const char *figure,
                                         const char *sentence)
{
    char text[1024];
    snprintf(text, sizeof(text),
             "language zh\ntitle t\nfigure a = %s\nsentence S: %s\n", figure,
             sentence);
    world.context.through = through;
    report_world_use(&world, text);
    plan = report_plan(&world.template, world.catalogue, &world.context,
                       &world.arena);
    int question = plan->sources[0].question;
    return question < 0 ? NULL : &plan->questions[question];
}

static void check_period(int through, const char *figure, int period, int ytd)
{
    const struct report_question *question = ask(through, figure, "{a}");
    ck_assert_ptr_nonnull(question);
    ck_assert_int_eq(question->period, period);
    ck_assert_int_eq(question->ytd, ytd);
}

static int year_of(int year)
{
    return period_of(PERIOD_CALENDAR_YEAR, year, 1);
}

START_TEST(a_span_is_the_year_up_to_its_month)
{
    check_period(8, "train_persontimes, span", year_of(2024), 8);
    ck_assert_int_eq(plan->sources[0].period, period_ytd(2024, 8));
    check_period(12, "train_persontimes, span", year_of(2024), 12);
    ck_assert_int_eq(plan->sources[0].period, year_of(2024));
    check_period(8, "train_key_share, span", year_of(2024), 8);
    check_period(8, "ent_oncampus_new, span", year_of(2024), 8);
}
END_TEST

/* What is reported once a year has no figure for a part of it. */
START_TEST(a_span_of_what_is_reported_by_the_year)
{
    check_period(12, "fund_total, span", year_of(2024), 0);
    ck_assert_ptr_null(ask(8, "fund_total, span", "{a}"));
}
END_TEST

START_TEST(a_year_is_the_last_that_has_ended)
{
    check_period(12, "fund_total, year", year_of(2024), 0);
    check_period(11, "fund_total, year", year_of(2023), 0);
    check_period(8, "train_persontimes, year", year_of(2023), 12);
    ck_assert_int_eq(plan->sources[0].period, year_of(2023));
}
END_TEST

START_TEST(the_latest_date_is_not_behind_the_month_nor_a_year_old)
{
    check_period(12, "teachers_dual, latest", period_day(2024, 9, 1), 0);
    check_period(9, "teachers_dual, latest", period_day(2024, 9, 1), 0);
    check_period(8, "teachers_dual, latest", period_day(2023, 9, 1), 0);
    check_period(8, "dual_share_major, latest", period_day(2023, 9, 1), 0);
    check_period(6, "workstations, latest", period_day(2024, 6, 30), 0);
    check_period(5, "workstations, latest", period_day(2023, 9, 1), 0);
    /* Both parts of a ratio: students were not counted in June. */
    check_period(6, "workstations_per_100, latest", period_day(2023, 9, 1), 0);
    world.context.year = 2025;
    check_period(8, "teachers_dual, latest", period_day(2024, 9, 1), 0);
    ck_assert_ptr_null(ask(9, "teachers_dual, latest", "{a}"));
}
END_TEST

/* Plans two figures and more, used as the sentence says. */
static void plan_sentence(int through, const char *sentence)
{
    char text[1024];
    snprintf(text, sizeof(text),
             "language zh\ntitle t\nfigure w = workstations, latest\n"
             "figure b = bases_oncampus, latest\n"
             "figure s = workstations_per_100, latest\n"
             "figure n = fund_total, year\n"
             "sentence S: %s\n",
             sentence);
    world.context.through = through;
    report_world_use(&world, text);
    plan = report_plan(&world.template, world.catalogue, &world.context,
                       &world.arena);
}

static void check_dates(const char *sentence, int w, int b)
{
    plan_sentence(6, sentence);
    ck_assert_int_eq(plan->sources[0].period, w);
    ck_assert_int_eq(plan->sources[1].period, b);
}

/* Workstations were counted on 30 June, bases were not. */
START_TEST(below_one_date_stands_what_is_of_that_date)
{
    int autumn = period_day(2023, 9, 1);
    int june = period_day(2024, 6, 30);
    check_dates("截至{w:date}，{w}个，{b}个，{s}，{n}。", autumn, autumn);
    check_dates("{w}，{b}", autumn, autumn);
    check_dates("{w+b}", autumn, autumn);
    check_dates("截至{w:date}，{w}个。", june, autumn);
    check_dates("截至{w:date}，{w}个，{b}个（{b:date}）。", june, autumn);
    check_dates("截至{b:date}，{b}个[，{w}个]。", autumn, autumn);
    check_dates("截至{w:date}，{w}个[，{b}个（{b:date}）]。", june, autumn);
}
END_TEST

/* A clause holds no date back: it drops out. */
START_TEST(a_clause_without_the_date_is_not_asked_for)
{
    check_dates("截至{w:date}，{w}个[，{b}个]。", period_day(2024, 6, 30), 0);
    ck_assert_int_eq(plan->sources[1].question, -1);
}
END_TEST

START_TEST(sentences_that_share_a_figure_share_its_date)
{
    check_dates("截至{w:date}，{w}个。\nsentence T: 截至{b:date}，{b}、{w}。",
                period_day(2023, 9, 1), period_day(2023, 9, 1));
}
END_TEST

/* The report of May knows of nobody who leaves in summer. */
START_TEST(a_school_year_ends_in_summer)
{
    ck_assert_ptr_null(ask(6, "grads_sv, school-year-ending", "{a}"));
    ck_assert_ptr_null(ask(1, "grads_sv, school-year-ending", "{a}"));
    check_period(7, "grads_sv, school-year-ending",
                 period_of(PERIOD_SCHOOL_YEAR, 2023, 1), 0);
}
END_TEST

START_TEST(ends)
{
    check_period(8, "ent_partners, end", period_day(2024, 8, 31), 0);
    check_period(2, "ent_partners, end", period_day(2024, 2, 29), 0);
    check_period(8, "ent_partners, last-year-end", period_day(2023, 12, 31), 0);
}
END_TEST

START_TEST(school_years)
{
    int before = period_of(PERIOD_SCHOOL_YEAR, 2023, 1);
    check_period(12, "grads_sv, school-year-ending", before, 0);
    check_period(8, "grads_sv, school-year-ending", before, 0);
    check_period(8, "enrol_sv, school-year-begun", before, 0);
    check_period(9, "enrol_sv, school-year-begun", before + PERIOD_YEAR, 0);
}
END_TEST

START_TEST(a_base_is_asked_for_where_a_slot_wants_it)
{
    ck_assert(!ask(12, "grads_sv, school-year-ending", "{a}")->compare);
    ck_assert(ask(12, "grads_sv, school-year-ending", "{a:chg}")->compare);
    ck_assert(!ask(12, "grads_sv, school-year-ending", "{a:chg}")->matched);
    ck_assert(
        ask(12, "grads_sv, school-year-ending, matched", "{a:chg}")->matched);
    ck_assert(
        !ask(12, "grads_sv, school-year-ending, matched", "{a}")->matched);
}
END_TEST

/* Months are compared over the same schools, whatever the figure says; sets
 * never are. */
START_TEST(which_questions_are_matched)
{
    ck_assert(ask(8, "train_persontimes, span, all", "{a:chg}")->matched);
    ck_assert(!ask(8, "ent_partners, end, matched", "{a:abs}")->matched);
    ck_assert(!ask(8, "ent_oncampus_new, span, matched", "{a:abs}")->matched);
}
END_TEST

/* What is printed is not taken from what is compared, which may be less. */
START_TEST(a_matched_figure_is_asked_for_by_itself_too)
{
    ask(8, "train_key_share, span", "{a:pp}");
    const struct report_source *source = &plan->sources[0];
    const struct report_question *value =
        &plan->questions[source->value_question];
    ck_assert_int_ne(source->value_question, source->question);
    ck_assert(!value->compare && !value->matched);
    ck_assert_int_eq(value->ytd, 8);
    ck_assert_int_eq(value->period, year_of(2024));
    ck_assert_int_eq(plan->question_count, 2);
}
END_TEST

START_TEST(one_that_is_not_matched_is_asked_for_once)
{
    static const char *const FIGURES[] = {"ent_oncampus_new, span, matched",
                                          "grads_sv, school-year-ending",
                                          "nothing, span"};
    for (size_t i = 0; i < ARRAY_LEN(FIGURES); i++) {
        ask(8, FIGURES[i], "{a:abs}");
        ck_assert_int_eq(plan->sources[0].value_question,
                         plan->sources[0].question);
    }
    ask(8, "train_persontimes, span", "{a}");
    ck_assert_int_eq(plan->question_count, 1);
}
END_TEST

START_TEST(the_end_of_the_year_before_is_a_question_of_its_own)
{
    const struct report_question *question =
        ask(8, "ent_partners, end, since-last-year-end", "{a:net}");
    ck_assert(!question->compare);
    int base = plan->sources[0].base_question;
    ck_assert_int_ge(base, 0);
    ck_assert_int_eq(plan->questions[base].period, period_day(2023, 12, 31));
    ck_assert(!plan->questions[base].compare);
    question = ask(12, "ent_partners, end, since-last-year-end", "{a:net}");
    ck_assert(question->compare);
    ck_assert_int_eq(plan->sources[0].base_question, -1);
}
END_TEST

START_TEST(members_are_asked_for_without_a_base)
{
    const struct report_question *question =
        ask(12, "majors_prov_key, latest, by major_cat, matched", "{a:count}");
    ck_assert_str_eq(question->by, "major_cat");
    ck_assert(!question->compare && !question->matched);
}
END_TEST

START_TEST(an_unknown_indicator_is_not_asked_for)
{
    ck_assert_ptr_null(ask(12, "nothing, span", "{a}"));
    ck_assert_ptr_null(plan->sources[0].indicator);
}
END_TEST

START_TEST(figures_share_questions)
{
    report_world_use(&world,
                     "language zh\ntitle t\n"
                     "figure a = grads_sv, school-year-ending\n"
                     "figure b = grads_sv, school-year-ending\n"
                     "figure c = grads_sv, school-year-ending, where d=x\n"
                     "figure d = grads_sv, school-year-ending, where d=y\n"
                     "figure e = grads_sv, school-year-ending, where d=x\n"
                     "figure f = grads_sv, school-year-ending\n"
                     "sentence S: {a}{b}{c}{d}{e}{f:chg}\n");
    plan = report_plan(&world.template, world.catalogue, &world.context,
                       &world.arena);
    ck_assert_int_eq(plan->question_count, 4);
    ck_assert_int_eq(plan->sources[0].question, plan->sources[1].question);
    ck_assert_int_eq(plan->sources[2].question, plan->sources[4].question);
    ck_assert_int_ne(plan->sources[2].question, plan->sources[3].question);
    ck_assert_int_ne(plan->sources[0].question, plan->sources[5].question);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_plan");
    TCase *tcase = tcase_create("report_plan");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_span_is_the_year_up_to_its_month);
    tcase_add_test(tcase, a_span_of_what_is_reported_by_the_year);
    tcase_add_test(tcase, a_year_is_the_last_that_has_ended);
    tcase_add_test(tcase,
                   the_latest_date_is_not_behind_the_month_nor_a_year_old);
    tcase_add_test(tcase, below_one_date_stands_what_is_of_that_date);
    tcase_add_test(tcase, a_clause_without_the_date_is_not_asked_for);
    tcase_add_test(tcase, sentences_that_share_a_figure_share_its_date);
    tcase_add_test(tcase, a_school_year_ends_in_summer);
    tcase_add_test(tcase, ends);
    tcase_add_test(tcase, school_years);
    tcase_add_test(tcase, a_base_is_asked_for_where_a_slot_wants_it);
    tcase_add_test(tcase, which_questions_are_matched);
    tcase_add_test(tcase, a_matched_figure_is_asked_for_by_itself_too);
    tcase_add_test(tcase, one_that_is_not_matched_is_asked_for_once);
    tcase_add_test(tcase, the_end_of_the_year_before_is_a_question_of_its_own);
    tcase_add_test(tcase, members_are_asked_for_without_a_base);
    tcase_add_test(tcase, an_unknown_indicator_is_not_asked_for);
    tcase_add_test(tcase, figures_share_questions);
    suite_add_tcase(suite, tcase);
    return suite;
}
