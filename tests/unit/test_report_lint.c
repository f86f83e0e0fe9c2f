#include <stdio.h>
#include <string.h>

#include "platform/macros.h"
#include "report/report_default.h"
#include "report/report_lint.h"
#include "report/report_nearest.h"
#include "report_world.h"
#include "unit.h"

#define FIGURES                                       \
    "figure train = train_persontimes, span\n"        \
    "figure rate = adv_rate_hv, school-year-ending\n" \
    "figure dual = teachers_dual, latest\n"           \
    "figure ent = ent_partners, end\n"                \
    "figure fund = fund_total, year\n"                \
    "figure old = dual_50plus_share, latest\n"
#define SENTENCE_LINE 9 /* behind language, title and figures */

static struct arena arena;
static struct catalogue *cat;
static struct report_faults faults;

static void set_up(void)
{
    arena_init(&arena);
    cat = report_world_catalogue();
}

static void tear_down(void)
{
    catalogue_unref(cat);
    arena_fini(&arena);
}

static void lint(const char *text, const struct catalogue *catalogue)
{
    struct report_template template;
    report_faults_init(&faults, &arena);
    ck_assert(
        report_template_parse(&template, text, strlen(text), &arena, &faults));
    report_lint(&template, catalogue, &faults);
}

/* The faults of a sentence; figures that it does not use are no matter. */
static void lint_sentence(const char *language, const char *sentence)
{
    char text[4096];
    int kept = 0;
    snprintf(text, sizeof(text),
             "language %s\ntitle t\n" FIGURES "sentence S: %s\n", language,
             sentence);
    lint(text, cat);
    for (int i = 0; i < faults.count; i++) {
        if (faults.list[i].code != REPORT_FAULT_UNUSED_FIGURE) {
            faults.list[kept++] = faults.list[i];
        }
    }
    faults.count = kept;
}

/* Exactly this fault, in the column of the sentence's text. */
static void check_in(const char *language, const char *sentence,
                     enum report_fault_code code, int column)
{
    lint_sentence(language, sentence);
    ck_assert_int_eq(faults.count, 1);
    ck_assert_str_eq(report_fault_name(faults.list[0].code),
                     report_fault_name(code));
    ck_assert_int_eq(faults.list[0].place.line, SENTENCE_LINE);
    ck_assert_int_eq(faults.list[0].place.column, column + 12);
}

static void check(const char *sentence, enum report_fault_code code, int column)
{
    check_in("zh", sentence, code, column);
}

static void check_clean(const char *language, const char *sentence)
{
    lint_sentence(language, sentence);
    ck_assert_int_eq(faults.count, 0);
}

/* A figure, which is used in a sentence. */
static void check_figure(const char *figure, enum report_fault_code code)
{
    char text[1024];
    snprintf(text, sizeof(text),
             "language en\ntitle t\nfigure a = %s\n"
             "sentence S: {asof} {year} {end} {a:period}.\n",
             figure);
    lint(text, cat);
    if (code == REPORT_FAULT_CODES) {
        ck_assert_int_eq(faults.count, 0);
        return;
    }
    ck_assert_int_eq(faults.count, 1);
    ck_assert_int_eq(faults.list[0].code, code);
    ck_assert_int_eq(faults.list[0].place.line, 3);
    ck_assert_int_eq(faults.list[0].place.column, 8);
}

/* --- templates that are right --- */

/* The catalogue of the tests has no dimensions; scripts/test runs the checker
 * with the real one. */
START_TEST(the_default_templates_have_nothing_but_unknown_dimensions)
{
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        size_t len = 0;
        const char *text = report_default((enum lang)lang, &len);
        char copy[32768];
        ck_assert_uint_lt(len, sizeof(copy));
        memcpy(copy, text, len);
        copy[len] = '\0';
        lint(copy, NULL);
        ck_assert_int_eq(faults.count, 0);
        lint(copy, cat);
        for (int i = 0; i < faults.count; i++) {
            ck_assert_int_eq(faults.list[i].code,
                             REPORT_FAULT_UNKNOWN_DIMENSION);
        }
    }
}
END_TEST

START_TEST(sentences_that_are_right)
{
    check_clean("zh", "{asof}培训{train}人次[，{train:chg}]。");
    check_clean("zh", "{year}届升学比例{rate}%[，{rate:pp}]。");
    check_clean("zh", "截至{dual:date}，双师型教师{dual}人。");
    check_clean("zh", "{fund:period}投入{fund:money}。");
    check_clean("en", "{asof}, {train} person-times, see 1-8 (a), at 12:30.");
}
END_TEST

/* --- figures --- */

START_TEST(figures_and_their_indicators)
{
    check_figure("train_persontime, span", REPORT_FAULT_MISSPELT_INDICATOR);
    ck_assert_str_eq(faults.list[0].args[1], "train_persontimes");
    check_figure("nothing, span", REPORT_FAULT_UNKNOWN_INDICATOR);
    check_figure("teachers_dual, latest, where gender=1",
                 REPORT_FAULT_UNKNOWN_DIMENSION);
    check_figure("ent_partners, end, where depth=deep", REPORT_FAULT_CODES);
}
END_TEST

START_TEST(periods_follow_the_kind_of_indicator)
{
    check_figure("train_persontimes, latest", REPORT_FAULT_PERIOD_KIND);
    check_figure("train_persontimes, year", REPORT_FAULT_CODES);
    check_figure("teachers_dual, span", REPORT_FAULT_PERIOD_KIND);
    check_figure("teachers_dual, end", REPORT_FAULT_PERIOD_KIND);
    check_figure("ent_partners, latest", REPORT_FAULT_PERIOD_KIND);
    check_figure("ent_oncampus_new, span", REPORT_FAULT_CODES);
    check_figure("grads_sv, year", REPORT_FAULT_PERIOD_KIND);
    check_figure("grads_sv, school-year-begun", REPORT_FAULT_CODES);
    check_figure("fund_total, span", REPORT_FAULT_WHOLE_YEARS_ONLY);
    check_figure("fund_total, latest", REPORT_FAULT_PERIOD_KIND);
}
END_TEST

START_TEST(a_figure_that_no_slot_uses)
{
    lint("language zh\ntitle t\nfigure a = teachers_dual, latest\n"
         "sentence S: 无。\n",
         NULL);
    ck_assert_int_eq(faults.count, 1);
    ck_assert_int_eq(faults.list[0].code, REPORT_FAULT_UNUSED_FIGURE);
    ck_assert_int_eq(faults.errors, 0);
}
END_TEST

/* --- slots --- */

START_TEST(changes_are_typed_by_the_kind)
{
    check("{year}届[{rate:chg}]。", REPORT_FAULT_RATE_GROWS, 9);
    check("{asof}[{train:pp}]。", REPORT_FAULT_COUNT_POINTS, 8);
    check("{asof}[{train:new}]。", REPORT_FAULT_NOT_SET, 8);
    check("{asof}{train:numerator}人次。", REPORT_FAULT_NOT_RATIO, 7);
    check("{asof}{train:money}。", REPORT_FAULT_NOT_MONEY, 7);
}
END_TEST

START_TEST(what_is_not_added_up)
{
    check("{year}届{rate+rate}%。", REPORT_FAULT_SUM_OF_RATES, 8);
    check("{asof}{dual:date}{train+dual}人次。", REPORT_FAULT_SUM_OF_UNITS, 18);
}
END_TEST

START_TEST(a_change_needs_a_clause_or_an_alternative)
{
    check("{asof}共{train}人次，{train:chg}。", REPORT_FAULT_NO_ALTERNATIVE,
          18);
    check_clean("zh", "{asof}共{train}人次，{train:chg}。\n"
                      "or {asof}共{train}人次。");
    check("注{coverage}。", REPORT_FAULT_SILENT, 2);
    check_clean("zh", "注[{coverage}]。");
}
END_TEST

START_TEST(a_judgement_needs_a_threshold)
{
    check("{old:date}[{old:judge}]。", REPORT_FAULT_NO_MATERIAL, 12);
}
END_TEST

START_TEST(one_style_of_numbers)
{
    check("{asof}{train:wan}人次。", REPORT_FAULT_MIXED_STYLE, 7);
    lint("language zh\ntitle t\ncounts wan\n"
         "figure a = train_persontimes, span\n"
         "sentence S: {asof}{a:wan}人次。\n",
         cat);
    ck_assert_int_eq(faults.count, 0);
}
END_TEST

START_TEST(values_have_a_time)
{
    check("共{train}人次。", REPORT_FAULT_NO_DATE, 2);
    check("共{dual}人。", REPORT_FAULT_NO_DATE, 2);
    check("{year}年{fund:money}。", REPORT_FAULT_NO_DATE, 8);
    check("{year}年{ent}家。", REPORT_FAULT_NO_DATE, 8);
    check_clean("zh", "{end}{ent}家。");
    check_clean("zh", "{ent:date}{ent}家。");
}
END_TEST

/* --- words --- */

START_TEST(units_fit_their_figures)
{
    check("{asof}共{train}人。", REPORT_FAULT_OTHER_UNIT, 8);
    check("{year}届{rate}。", REPORT_FAULT_OTHER_UNIT, 8);
    check_in("en", "In {year} {rate} of them.", REPORT_FAULT_OTHER_UNIT, 11);
    check_in("en", "{asof} {train/train}.", REPORT_FAULT_OTHER_UNIT, 8);
    check("{fund:period}{fund:money}万元。", REPORT_FAULT_UNIT_TWICE, 14);
    check_clean("zh", "{fund:period}{fund:yi}元。");
}
END_TEST

START_TEST(phrases_bring_verb_comparison_and_unit)
{
    check("{asof}[增长{train:chg}]。", REPORT_FAULT_VERB_TWICE, 10);
    check("{year}届[增长{rate:pp}]。", REPORT_FAULT_VERB_TWICE, 11);
    check("{asof}[同比{train:chg}]。", REPORT_FAULT_COMPARED_TWICE, 10);
    check("{asof}[比上年{train:abs}]。", REPORT_FAULT_COMPARED_TWICE, 11);
    check("{asof}[{train:chg}%]。", REPORT_FAULT_UNIT_TWICE, 8);
    check("{year}届[{rate:pp}个百分点]。", REPORT_FAULT_UNIT_TWICE, 9);
    check_in("en", "{asof}[ was up {train:chg}].", REPORT_FAULT_VERB_TWICE, 16);
    check_in("en", "{asof}[, {train:chg} on 2023].",
             REPORT_FAULT_COMPARED_TWICE, 10);
    check_clean("en", "{asof}, the group[ {train:chg verb}].");
}
END_TEST

START_TEST(points_are_no_values)
{
    lint_sentence("zh", "{year}届提高{rate}个百分点。");
    ck_assert_int_eq(faults.count, 2);
    ck_assert_int_eq(faults.list[0].code, REPORT_FAULT_OTHER_UNIT);
    ck_assert_int_eq(faults.list[1].code, REPORT_FAULT_POINTS_OF_VALUE);
}
END_TEST

START_TEST(words_that_the_figures_must_bear_out)
{
    check("{dual:date}累计{dual}人。", REPORT_FAULT_NOT_CUMULATIVE, 12);
    check_clean("zh", "{asof}累计{train}人次。");
    check("{dual:date}新增{dual}人。", REPORT_FAULT_NOT_NEW, 12);
    check_in("en", "At {ent:date} {ent} newly met.", REPORT_FAULT_NOT_NEW, 21);
    check_clean("zh", "{asof}新增{train}人次。");
}
END_TEST

START_TEST(words_that_stand_nowhere)
{
    check("共xx人次。", REPORT_FAULT_LEFTOVER, 2);
    check("共__人次。", REPORT_FAULT_LEFTOVER, 2);
    check("共■人次。", REPORT_FAULT_LEFTOVER, 2);
    check("较上年同期同比上升。", REPORT_FAULT_NAMED_BASE, 4);
    check("同比{last_year}年上升。", REPORT_FAULT_NAMED_BASE, 3);
    check("增长-3.2%。", REPORT_FAULT_SIGN, 1);
}
END_TEST

START_TEST(nothing_falls_so_many_times)
{
    lint_sentence("zh", "{asof}下降{train}倍。");
    ck_assert_int_eq(faults.list[faults.count - 1].code,
                     REPORT_FAULT_FALL_TIMES);
}
END_TEST

/* --- signs --- */

START_TEST(signs_are_those_of_the_language)
{
    check("甲,乙。", REPORT_FAULT_HALF_WIDTH, 2);
    check("{asof}共{train}人次,无。", REPORT_FAULT_HALF_WIDTH, 17);
    check("甲；乙.", REPORT_FAULT_HALF_WIDTH, 4);
    check_in("en", "one， two.", REPORT_FAULT_FULL_WIDTH, 4);
    check("1-8月。", REPORT_FAULT_DASH, 2);
    check_clean("zh", "增长3.2%，见OECD2024,3号。");
}
END_TEST

START_TEST(chinese_has_no_blanks)
{
    check("{asof}共 {train}人次。", REPORT_FAULT_BLANK, 8);
    check("甲 乙。", REPORT_FAULT_BLANK, 2);
    check_clean("zh", "见A B一。");
}
END_TEST

START_TEST(a_sentence_ends)
{
    check("甲", REPORT_FAULT_NO_STOP, 1);
    check("甲{asof}", REPORT_FAULT_NO_STOP, 2);
    check_clean("zh", "甲[。乙]。");
}
END_TEST

/* Of a text over several lines, escapes included. */
START_TEST(faults_stand_where_they_are_in_the_file)
{
    lint("language zh\ntitle t\nsentence S\n  甲\\[乙，\n  # x\n  丙,丁\n  "
         "戊。\n",
         NULL);
    ck_assert_int_eq(faults.count, 1);
    ck_assert_int_eq(faults.list[0].code, REPORT_FAULT_HALF_WIDTH);
    ck_assert_int_eq(faults.list[0].place.line, 6);
    ck_assert_int_eq(faults.list[0].place.column, 4);
}
END_TEST

START_TEST(distances_between_names)
{
    ck_assert_int_eq(report_nearest_distance("abc", "abc"), 0);
    ck_assert_int_eq(report_nearest_distance("abc", "abd"), 1);
    ck_assert_int_eq(report_nearest_distance("abc", "ac"), 1);
    ck_assert_int_eq(report_nearest_distance("", "abc"), 3);
    ck_assert_int_eq(report_nearest_distance("abc", "xyz1"), 4);
    ck_assert_int_eq(report_nearest_distance("kitten", "sitting"), 3);
}
END_TEST

/* --- differences --- */

START_TEST(differences_are_those_of_the_totals)
{
    static const char TEXT[] =
        "language zh\ntitle t\n%s\n"
        "figure dual = teachers_dual, latest%s\n"
        "figure ent = ent_partners, end\n"
        "figure train = train_persontimes, span\n"
        "sentence S: {asof}{end}截至{dual:date}，{dual}人[，{dual:%s}]"
        "[，{ent:abs}][，{train:abs}]。\n";
    static const struct {
        const char *compare, *figure, *form;
        int faults;
    } CASES[] = {
        {"compare matched", "", "abs", 1},
        {"compare matched", "", "net", 1},
        {"compare matched", "", "size", 1},
        {"compare all", ", matched", "abs", 1},
        {"compare matched", ", all", "abs", 0},
        {"compare matched", "", "chg", 0},
        {"compare all", "", "abs", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char text[1024];
        int found = 0;
        snprintf(text, sizeof(text), TEXT, CASES[i].compare, CASES[i].figure,
                 CASES[i].form);
        lint(text, cat);
        for (int j = 0; j < faults.count; j++) {
            found += faults.list[j].code == REPORT_FAULT_MATCHED_DIFFERENCE;
        }
        ck_assert_int_eq(found, CASES[i].faults);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_lint");
    TCase *tcase = tcase_create("report_lint");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase,
                   the_default_templates_have_nothing_but_unknown_dimensions);
    tcase_add_test(tcase, sentences_that_are_right);
    tcase_add_test(tcase, figures_and_their_indicators);
    tcase_add_test(tcase, periods_follow_the_kind_of_indicator);
    tcase_add_test(tcase, a_figure_that_no_slot_uses);
    tcase_add_test(tcase, changes_are_typed_by_the_kind);
    tcase_add_test(tcase, what_is_not_added_up);
    tcase_add_test(tcase, a_change_needs_a_clause_or_an_alternative);
    tcase_add_test(tcase, a_judgement_needs_a_threshold);
    tcase_add_test(tcase, one_style_of_numbers);
    tcase_add_test(tcase, values_have_a_time);
    tcase_add_test(tcase, units_fit_their_figures);
    tcase_add_test(tcase, phrases_bring_verb_comparison_and_unit);
    tcase_add_test(tcase, points_are_no_values);
    tcase_add_test(tcase, words_that_the_figures_must_bear_out);
    tcase_add_test(tcase, words_that_stand_nowhere);
    tcase_add_test(tcase, nothing_falls_so_many_times);
    tcase_add_test(tcase, signs_are_those_of_the_language);
    tcase_add_test(tcase, chinese_has_no_blanks);
    tcase_add_test(tcase, a_sentence_ends);
    tcase_add_test(tcase, faults_stand_where_they_are_in_the_file);
    tcase_add_test(tcase, distances_between_names);
    tcase_add_test(tcase, differences_are_those_of_the_totals);
    suite_add_tcase(suite, tcase);
    return suite;
}
