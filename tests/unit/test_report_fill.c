#include <stdio.h>
#include <string.h>

#include "model/period.h"
#include "platform/macros.h"
#include "report_world.h"
#include "unit.h"

#define FIGURES                                             \
    "figure train = train_persontimes, span\n"              \
    "figure sub = train_persontimes_subsidised, span\n"     \
    "figure share = train_key_share, span, target 30\n"     \
    "figure ent = ent_central_leading, end\n"               \
    "figure dual = teachers_dual, latest, material 1\n"     \
    "figure money = fund_total, year\n"                     \
    "figure cats = majors_prov_key, latest, by major_cat\n" \
    "figure old = dual_50plus_share, latest, material 1\n"

static struct report_world world;

static void set_up(void)
{
    report_world_init(&world, LANG_ZH, 12);
}

static void tear_down(void)
{
    report_world_fini(&world);
}

/* A template with one sentence, S. */
static void use(const char *language, const char *sentence)
{
    char text[4096];
    snprintf(text, sizeof(text),
             "language %s\ntitle t\n" FIGURES "sentence S: %s\n", language,
             sentence);
    report_world_use(&world, text);
}

static struct report_value *value(const char *name)
{
    return report_world_value(&world, name);
}

static const char *said(void)
{
    return report_world_said(&world, "S")->text;
}

static void check(const char *sentence, const char *expected)
{
    use("zh", sentence);
    ck_assert_str_eq(said(), expected);
}

static bool has_note(const char *text)
{
    for (int i = 0; i < world.text->note_count; i++) {
        if (strcmp(world.text->notes[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* --- slots --- */

START_TEST(values_in_all_their_forms)
{
    check("{train}人次", "34200人次");
    check("{train:wan}人次", "3.42万人次");
    check("{train:base}", "32000");
    check("{money:money}", "123.46亿元");
    check("{share}%", "27.78%");
    check("{share:.1}%", "27.8%");
    check("{share:numerator}/{share:denominator}", "9500/34200");
    check("{ent:new}/{ent:lost}/{ent:kept}", "5/2/19");
    check("{dual:date}", "9月1日");
    check("{dual:period}", "2024年9月1日");
    check("{train:period}", "2024年");
    check("{cats:count}", "3");
    check("{train:words 增/减/平}{train:size}", "增2200");
}
END_TEST

START_TEST(sums_and_shares_are_exact)
{
    check("{train-sub}", "22200");
    check("{train+sub+sub-train}", "24000");
    check("{sub/train}%", "35.09%");
    check("{sub/train:.0}%", "35%");
}
END_TEST

START_TEST(lists_name_members_that_have_something)
{
    check("{cats:list}", "农林牧渔大类12个、装备制造大类11个、医药卫生大类8个");
    check("{cats:list 2}", "农林牧渔大类12个、装备制造大类11个");
    use("en", "{cats:list}");
    ck_assert_str_eq(said(),
                     "农林牧渔大类 12, 装备制造大类 11 and 医药卫生大类 8");
}
END_TEST

START_TEST(facts)
{
    check("{area}{year}{last_year}{asof}{end}{prior}",
          "示例市20242023全年12月31日上年");
    world.context.through = 8;
    check("{area}{year}{last_year}{asof}{end}{prior}",
          "示例市202420231—8月8月31日上年同期");
    check("{train:period}", "2024年1—8月");
    world.context.through = 1;
    check("{asof}", "1月");
    use("en", "{asof}; {end}; {prior}; {train:period}");
    ck_assert_str_eq(said(), "In January 2024; 31 January 2024; the same "
                             "period of 2023; January to January 2024");
}
END_TEST

START_TEST(a_comparison_in_words_of_ones_own)
{
    check("{train:chg than 上届}", "比上届增长6.88%");
    use("en", "{train:chg than the cohort before}");
    ck_assert_str_eq(said(), "up 6.88% on the cohort before");
}
END_TEST

/* --- what was printed --- */

START_TEST(slots_are_answered_with_value_and_figure)
{
    use("zh", "{train:wan}人次，{train:chg}，{sub/train}%");
    const struct report_said *one = report_world_said(&world, "S");
    ck_assert_int_eq(one->printed_count, 3);
    ck_assert_str_eq(one->printed[0].slot, "train:wan");
    ck_assert_str_eq(one->printed[0].text, "3.42万");
    ck_assert_int_eq(one->printed[0].value, 34200);
    ck_assert_int_eq(one->printed[0].decimals, 0);
    ck_assert_str_eq(one->printed[0].figure_id, "train");
    ck_assert_int_eq(one->printed[0].figure, 0);
    ck_assert_str_eq(one->printed[1].text, "比上年增长6.88%");
    ck_assert_int_eq(one->printed[1].value, 688);
    ck_assert_str_eq(one->printed[1].figure_id, "change");
    ck_assert_int_eq(one->printed[2].value, 3509);
    ck_assert_str_eq(one->printed[2].figure_id, "sub");
}
END_TEST

/* --- clauses --- */

START_TEST(nested_clauses_drop_out_one_by_one)
{
    use("zh", "共{train}[，{sub}[，{share}]]。");
    ck_assert_str_eq(said(), "共34200，12000，27.78。");
    value("share")->state = REPORT_MISSING;
    ck_assert_str_eq(said(), "共34200，12000。");
    value("sub")->state = REPORT_SUPPRESSED;
    ck_assert_str_eq(said(), "共34200。");
    value("train")->state = REPORT_MISSING;
    ck_assert_ptr_null(said());
}
END_TEST

START_TEST(clauses_for_a_part_of_the_year)
{
    check("[?part-year:部分][?full-year:全部]", "全部");
    world.context.through = 8;
    check("[?part-year:部分][?full-year:全部]", "部分");
}
END_TEST

/* 27.78 % against 30; then 30.00...3 %, exactly above. */
START_TEST(clauses_beside_a_target)
{
    use("zh", "x[?share below-target:，偏低][?share above-target:，达标]");
    ck_assert_str_eq(said(), "x，偏低");
    value("share")->value = (struct figure){true, 30001, 100000};
    ck_assert_str_eq(said(), "x，达标");
    value("share")->value = (struct figure){true, 30, 100};
    ck_assert_str_eq(said(), "x");
    value("share")->state = REPORT_MISSING;
    ck_assert_str_eq(said(), "x");
}
END_TEST

START_TEST(a_judgement_only_if_it_matters)
{
    use("zh", "占{old}%[，{old:judge}]。");
    ck_assert_str_eq(said(), "占35.01%，有所改善。");
    value("old")->base = value("old")->cur;
    ck_assert_str_eq(said(), "占35.01%。");
    ck_assert_int_eq(world.text->note_count, 1); /* the denominator */
}
END_TEST

/* Nothing to judge is nothing that is lacking. */
START_TEST(what_there_is_nothing_to_say_of_fails_no_sentence)
{
    use("zh", "占{old}%{old:judge}。");
    value("old")->base = value("old")->cur;
    ck_assert_str_eq(said(), "占35.01%。");
}
END_TEST

/* --- notes --- */

START_TEST(a_change_without_a_base_is_left_out_and_noted)
{
    use("zh", "共{train}人次[，{train:chg}]。");
    value("train")->base.present = false;
    ck_assert_str_eq(said(), "共34200人次。");
    ck_assert(has_note("职业培训人次：上年无可比数据，未作比较。"));
    ck_assert_str_eq(world.text->notes[0].sentence, "S");
    value("train")->base.present = true;
    value("train")->reason = CHANGE_BREAK;
    ck_assert_str_eq(said(), "共34200人次。");
    ck_assert(has_note("职业培训人次：统计口径调整，与上年不可比。"));
    value("train")->reason = CHANGE_COVERAGE;
    ck_assert_str_eq(said(), "共34200人次。");
    ck_assert(has_note("职业培训人次：上报不全，暂不计算与上年相比的变化。"));
}
END_TEST

START_TEST(a_change_outside_a_clause_fails_by_its_name)
{
    use("zh", "共{train}人次，{train:chg}。");
    value("train")->base.present = false;
    ck_assert_ptr_null(said());
    const struct report_said *one = report_world_said(&world, "S");
    ck_assert_int_eq(one->lacking_count, 1);
    ck_assert_str_eq(one->lacking[0].slot, "train:chg");
}
END_TEST

START_TEST(notes_in_english)
{
    use("en", "It is {train}[, {train:chg}][, {sub}][, {share}%].");
    value("train")->base.present = false;
    value("sub")->state = REPORT_SUPPRESSED;
    ck_assert_str_eq(said(), "It is 34,200, 27.78%.");
    ck_assert(has_note("Vocational training person-times: nothing to compare "
                       "with for 2023."));
    ck_assert(has_note("Subsidised skills-training person-times: withheld."));
    ck_assert(has_note("Share of training for key groups: of Vocational "
                       "training person-times."));
    ck_assert_int_eq(world.text->note_count, 3);
}
END_TEST

START_TEST(notes_name_the_members)
{
    static const char TEMPLATE[] =
        "language %s\ntitle t\n"
        "figure comp_awards_nation = comp_awards, year, where "
        "comp_level=nation|prov\nsentence S: a[{comp_awards_nation}]\n";
    char text[512];
    snprintf(text, sizeof(text), TEMPLATE, "zh");
    report_world_use(&world, text);
    value("comp_awards_nation")->state = REPORT_SUPPRESSED;
    ck_assert_str_eq(said(), "a");
    ck_assert_str_eq(world.text->notes[0].text,
                     "技能竞赛获奖数（国家级、省级）：依规定不予公布。");
    snprintf(text, sizeof(text), TEMPLATE, "en");
    report_world_use(&world, text);
    value("comp_awards_nation")->state = REPORT_SUPPRESSED;
    ck_assert_str_eq(said(), "a");
    ck_assert_str_eq(world.text->notes[0].text,
                     "Skills-competition awards (National, prov): withheld.");
}
END_TEST

/* A report of May speaks of the year before. */
START_TEST(what_is_of_another_year_is_not_said_to_be_of_this_one)
{
    world.context.through = 5;
    use("zh", "{money:chg}");
    value("money")->base = (struct figure){true, 0, 1};
    ck_assert_str_eq(said(), "上年为0，本期新增123.46亿元");
    world.context.through = 12;
    use("zh", "{money:chg}");
    value("money")->base = (struct figure){true, 0, 1};
    ck_assert_str_eq(said(), "上年为0，今年新增123.46亿元");
}
END_TEST

START_TEST(a_note_is_made_once)
{
    use("zh", "{share}%{share:pp}{share:base}");
    ck_assert_ptr_nonnull(said());
    ck_assert_int_eq(world.text->note_count, 1);
    ck_assert(has_note("重点群体培训占比：以“职业培训人次”为分母。"));
}
END_TEST

/* --- coverage and status --- */

START_TEST(who_did_not_report_is_said_before_the_full_stop)
{
    use("zh", "共{train}人次。");
    value("train")->reported = 38;
    ck_assert_str_eq(said(), "共34200人次（已报38所，占应报的95.00%）。");
    use("en", "It is {train}.");
    value("train")->reported = 38;
    ck_assert_str_eq(said(),
                     "It is 34,200 (38 of 40 schools reported, 95.00%).");
}
END_TEST

START_TEST(the_figure_with_the_fewest_reports_counts)
{
    use("zh", "{train}{share}[{sub}]。");
    value("train")->reported = 38;
    value("share")->reported = 19;
    value("share")->expected = 20;
    value("sub")->reported = 1;
    value("sub")->state = REPORT_MISSING; /* is not said: does not count */
    ck_assert_str_eq(said(), "3420027.78（已报38所，占应报的95.00%）。");
    value("share")->reported = 18;
    ck_assert_str_eq(said(), "3420027.78（已报18所，占应报的90.00%）。");
}
END_TEST

START_TEST(provisional_figures_are_said_to_be)
{
    use("zh", "共{train}人次。");
    value("train")->status = 'P';
    ck_assert_str_eq(said(), "共34200人次（初步统计）。");
    value("train")->reported = 39;
    ck_assert_str_eq(said(),
                     "共34200人次（已报39所，占应报的97.50%）（初步统计）。");
    value("train")->reported = 40;
    value("train")->status = 'E';
    ck_assert_str_eq(said(), "共34200人次（含推算数）。");
    value("train")->status = 'F';
    ck_assert_str_eq(said(), "共34200人次（预计数）。");
}
END_TEST

START_TEST(a_partial_figure_is_not_asked_who_reported)
{
    report_world_use(&world, "language zh\ntitle t\n"
                             "figure q = schools_prov_quality_hv, latest, "
                             "partial\nsentence S: {q}所。\n");
    value("q")->reported = 3;
    ck_assert_str_eq(said(), "3所。");
}
END_TEST

/* Not every school has a model programme. */
START_TEST(members_are_not_asked_who_reported)
{
    report_world_use(&world,
                     "language zh\ntitle t\n"
                     "figure majors_prov_key_new_model = "
                     "majors_prov_key_new, year, where "
                     "project_kind=model\n"
                     "figure cats = majors_prov_key, latest, by "
                     "major_cat\nsentence S: "
                     "{majors_prov_key_new_model}个、{cats:count}类。\n");
    value("majors_prov_key_new_model")->reported = 1;
    value("cats")->reported = 3;
    ck_assert_str_eq(said(), "1个、3类。");
}
END_TEST

/* The note stands first here and still knows of what comes behind it. */
START_TEST(the_note_on_the_whole_is_made_last)
{
    report_world_use(&world, "language zh\ntitle t\n" FIGURES
                             "sentence N: 注[：{provisional}][；{coverage}]。\n"
                             "sentence S: {train}\nsentence T: {sub}\n");
    ck_assert_str_eq(report_world_said(&world, "N")->text, "注。");
    value("train")->status = 'P';
    value("train")->reported = 39;
    value("sub")->reported = 30;
    ck_assert_str_eq(report_world_said(&world, "N")->text,
                     "注：含初步统计数；已报30所，占应报的75.00%。");
}
END_TEST

/* --- drafts --- */

START_TEST(a_draft_shows_where_something_is_missing)
{
    use("zh", "共{train}人次，{sub}人次[，{share}%]。");
    value("sub")->state = REPORT_MISSING;
    value("share")->state = REPORT_MISSING;
    ck_assert_ptr_null(said());
    world.context.draft = true;
    const struct report_said *one = report_world_said(&world, "S");
    ck_assert_str_eq(one->text, "共34200人次，■人次。");
    ck_assert_int_eq(one->lacking_count, 1);
    ck_assert_str_eq(one->lacking[0].slot, "sub");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *suite = suite_create("report_fill");
    TCase *tcase = tcase_create("report_fill");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, values_in_all_their_forms);
    tcase_add_test(tcase, sums_and_shares_are_exact);
    tcase_add_test(tcase, lists_name_members_that_have_something);
    tcase_add_test(tcase, facts);
    tcase_add_test(tcase, a_comparison_in_words_of_ones_own);
    tcase_add_test(tcase, slots_are_answered_with_value_and_figure);
    tcase_add_test(tcase, nested_clauses_drop_out_one_by_one);
    tcase_add_test(tcase, clauses_for_a_part_of_the_year);
    tcase_add_test(tcase, clauses_beside_a_target);
    tcase_add_test(tcase, a_judgement_only_if_it_matters);
    tcase_add_test(tcase, what_there_is_nothing_to_say_of_fails_no_sentence);
    tcase_add_test(tcase, a_change_without_a_base_is_left_out_and_noted);
    tcase_add_test(tcase, a_change_outside_a_clause_fails_by_its_name);
    tcase_add_test(tcase, notes_in_english);
    tcase_add_test(tcase, notes_name_the_members);
    tcase_add_test(tcase,
                   what_is_of_another_year_is_not_said_to_be_of_this_one);
    tcase_add_test(tcase, a_note_is_made_once);
    tcase_add_test(tcase, who_did_not_report_is_said_before_the_full_stop);
    tcase_add_test(tcase, the_figure_with_the_fewest_reports_counts);
    tcase_add_test(tcase, provisional_figures_are_said_to_be);
    tcase_add_test(tcase, a_partial_figure_is_not_asked_who_reported);
    tcase_add_test(tcase, members_are_not_asked_who_reported);
    tcase_add_test(tcase, the_note_on_the_whole_is_made_last);
    tcase_add_test(tcase, a_draft_shows_where_something_is_missing);
    suite_add_tcase(suite, tcase);
    return suite;
}
